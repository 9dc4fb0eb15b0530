import { DurableObject } from 'cloudflare:workers';
import type { Delivery, Webhook } from '../../data/news.ts';
import { allOrNothing } from '../ledger/act.ts';
import { migrate } from '../ledger/migrations.ts';
import { done, type Result, refused } from '../ledger/result.ts';
import { listDeliveries, queueOnce } from './deliveries.ts';
import { keepTest, takeIn } from './events.ts';
import { hubOf } from './hub-address.ts';
import type { NewsItem } from './item.ts';
import { COURIER_MIGRATIONS } from './migrations.ts';
import { Round } from './round.ts';
import {
  type By,
  changeWebhook,
  createWebhook,
  deleteWebhook,
  findWebhook,
  listWebhooks,
  rotateSecret,
  type WebhookChange,
  type WebhookSettings,
} from './webhooks.ts';

/**
 * Brings news out, apart from the Ledger, so that no receiver holds up an editor or KV. It knows nobody's credentials: the desk's
 * routes ask the Ledger first, whose audit keeps who did what. What it holds is in no backup.
 */
export class Courier extends DurableObject<Env> {
  readonly #round: Round;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#round = new Round(ctx, env);
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, COURIER_MIGRATIONS);
      // An alarm that failed too often is dropped by the platform.
      await this.#round.set();
    });
  }

  /** Takes in what the Ledger hands over, in its order, all or none. What is known already does nothing. */
  receive(items: NewsItem[]): void {
    const where = { origin: this.env.PUBLIC_ORIGIN, hub: hubOf(this.env), now: Date.now() };
    this.#transact(() => {
      for (const item of items) takeIn(this.#sql, item, where);
      return done(null);
    });
  }

  createWebhook(id: string, settings: WebhookSettings, by: By): Result<Webhook & { secret: string }> {
    return this.#transact(() => createWebhook(this.#sql, id, settings, by));
  }

  webhooks(): Webhook[] {
    return listWebhooks(this.#sql, new Date().toISOString());
  }

  webhook(id: string): Webhook | null {
    return findWebhook(this.#sql, id, new Date().toISOString());
  }

  changeWebhook(id: string, version: number, change: WebhookChange, by: By): Result<Webhook> {
    return this.#transact(() => changeWebhook(this.#sql, id, version, change, by));
  }

  deleteWebhook(id: string): Result<null> {
    return this.#transact(() => deleteWebhook(this.#sql, id));
  }

  rotateSecret(id: string, overlapHours: number, by: By): Result<Webhook & { secret: string }> {
    return this.#transact(() => rotateSecret(this.#sql, id, overlapHours, by));
  }

  /** Sends a message of no pledge, once. (`test` would be a handler of the platform's.) */
  sendTest(id: string): Result<Delivery> {
    return this.#transact(() => {
      const found = findWebhook(this.#sql, id, new Date().toISOString());
      if (!found) return refused({ reason: 'unknown-webhook' });
      return this.#sentOnce(id, keepTest(this.#sql, found, Date.now()));
    });
  }

  /** Sends one again, once, under the id that it had: a receiver that has it already knows it by that. */
  sendAgain(id: string, number: number): Result<Delivery> {
    return this.#transact(() => {
      const [found] = this.#sql.exec<{ event: number; body: string | null }>(
        `SELECT event.number AS event, event.body FROM delivery JOIN event ON event.number = delivery.event
         WHERE delivery.webhook = ? AND delivery.number = ?`,
        id,
        number,
      );
      if (!found) return refused({ reason: 'unknown-delivery' });
      if (found.body === null)
        return refused({
          reason: 'unchanged',
          detail: 'The pledge was redacted since: what was told of it is gone.',
        });
      return this.#sentOnce(id, found.event);
    });
  }

  deliveries(id: string, page: { before: number | undefined; limit: number }): Delivery[] {
    return listDeliveries(this.#sql, id, page);
  }

  override alarm(): Promise<void> {
    return this.#round.run();
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }

  #sentOnce(webhook: string, event: number): Result<Delivery> {
    const number = queueOnce(this.#sql, webhook, event);
    const [delivery] = listDeliveries(this.#sql, webhook, { before: number + 1, limit: 1 });
    return delivery ? done(delivery) : refused({ reason: 'unknown-delivery' });
  }

  #transact<Value>(act: () => Result<Value>): Result<Value> {
    const result = allOrNothing(this.ctx.storage, act);
    // Not awaited, as in the Ledger: the alarm is set in the same atomic write as the rows.
    if (result.ok) this.ctx.waitUntil(this.#round.set());
    return result;
  }
}
