import { DurableObject } from 'cloudflare:workers';
import type { TransferKey } from '../../data/mail.ts';
import type { Delivery, Webhook } from '../../data/news.ts';
import type { CourierItem } from '../courier-item.ts';
import { done, type Reason, type Result, refused } from '../result.ts';
import { allOrNothing, migrate } from '../storage.ts';
import { code, loadCode } from './loaded.ts';
import type { Ask } from './mail/asks.ts';
import type { DeskMail, DeskMailChoice } from './mail/desk-mail.ts';
import type { LinkPage, Often } from './mail/follows.ts';
import type { Purpose } from './mail/links.ts';
import type { MailStatus } from './mail/status.ts';
import type { Round } from './round.ts';
import type { By, WebhookChange, WebhookSettings } from './webhooks.ts';

/**
 * Brings news out, apart from the Ledger, so that no receiver holds up an editor or KV. It knows nobody's credentials: the desk's
 * routes ask the Ledger first, whose audit keeps who did what. What it holds is in no backup.
 */
export class Courier extends DurableObject<Env> {
  #round!: Round;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Nothing that is asked of it comes in before.
    ctx.blockConcurrencyWhile(async () => {
      await loadCode();
      this.#round = new code.Round(ctx, env);
      migrate(ctx.storage, code.COURIER_MIGRATIONS);
      // An alarm that failed too often is dropped by the platform.
      await this.#round.set();
    });
  }

  /** Takes in what the Ledger hands over, in its order, all or none. What is known already does nothing. */
  receive(items: CourierItem[]): void {
    const where = { origin: this.env.PUBLIC_ORIGIN, hub: code.hubOf(this.env), now: Date.now() };
    this.#transact(() => {
      for (const item of items) code.takeIn(this.#sql, item, where);
      return done(null);
    });
  }

  createWebhook(
    id: string,
    settings: WebhookSettings,
    by: By,
  ): Result<Webhook & { secret: string }, 'taken' | 'unknown-webhook'> {
    return this.#transact(() => code.createWebhook(this.#sql, id, settings, by));
  }

  webhooks(): Webhook[] {
    return code.listWebhooks(this.#sql, new Date().toISOString());
  }

  webhook(id: string): Webhook | null {
    return code.findWebhook(this.#sql, id, new Date().toISOString());
  }

  changeWebhook(
    id: string,
    version: number,
    change: WebhookChange,
    by: By,
  ): Result<Webhook, 'stale' | 'unknown-webhook'> {
    return this.#transact(() => code.changeWebhook(this.#sql, id, version, change, by));
  }

  deleteWebhook(id: string): Result<null, 'unknown-webhook'> {
    return this.#transact(() => code.deleteWebhook(this.#sql, id));
  }

  rotateSecret(
    id: string,
    overlapHours: number,
    by: By,
  ): Result<Webhook & { secret: string }, 'unknown-webhook'> {
    return this.#transact(() => code.rotateSecret(this.#sql, id, overlapHours, by));
  }

  /** Sends a message of no pledge, once. (`test` would be a handler of the platform's.) */
  sendTest(id: string): Result<Delivery, 'unknown-delivery' | 'unknown-webhook'> {
    return this.#transact(() => {
      const found = code.findWebhook(this.#sql, id, new Date().toISOString());
      if (!found) return refused({ reason: 'unknown-webhook' });
      return this.#sentOnce(id, code.keepTest(this.#sql, found, Date.now()));
    });
  }

  /** Sends one again, once, under the id that it had: a receiver that has it already knows it by that. */
  sendAgain(id: string, number: number): Result<Delivery, 'unchanged' | 'unknown-delivery'> {
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
    return code.listDeliveries(this.#sql, id, page);
  }

  /** Takes in what a reader has asked for, whatever it is: who follows what is looked at later. */
  ask(ask: Ask): Result<null, 'queue-full'> {
    return this.#transact(() => code.keepAsk(this.#sql, ask, Date.now()));
  }

  /** What the page of a link shows; null for one that leads nowhere any more. */
  mailLink(purpose: Purpose, token: string): LinkPage | null {
    const now = Date.now();
    return (
      code.readLink(this.#sql, purpose, token, now) ??
      ofDesk(code.readDeskLink(this.#sql, purpose, token, now))
    );
  }

  /** Begins to send to whoever has pressed the button. */
  confirmMail(token: string, often: Often | undefined): LinkPage | null {
    return this.#mail((now) => {
      const found = code.confirmFollow(this.#sql, token, often, now);
      if (found) return found;
      return ofDesk(code.confirmDeskMail(this.#sql, token, now) ? { isConfirmed: true } : null);
    });
  }

  changeMail(token: string, often: Often): LinkPage | null {
    return this.#mail((now) => code.changeFollow(this.#sql, token, often, now));
  }

  /** Stops the mails that a link belongs to; with `all`, all mails to its address. Null for a link that is no longer valid. */
  stopMail(purpose: Purpose, token: string, all: boolean): LinkPage | null {
    return this.#mail((now) => {
      const found = code.stopFollow(this.#sql, purpose, token, all, now);
      if (found) return found;
      const isOfDesk = purpose === 'stop' && code.stopDeskMail(this.#sql, token, now);
      return ofDesk(isOfDesk ? { isConfirmed: false } : null);
    });
  }

  deskMail(person: string): DeskMail {
    return code.readDeskMail(this.#sql, person);
  }

  /** Keeps what somebody at the desk has chosen. An address is asked for its consent, as often as a reader's may be, and for as many. */
  setDeskMail(
    person: string,
    choice: DeskMailChoice,
    address: string | null,
  ): Result<DeskMail, 'mail-limit'> {
    return this.#transact(() => {
      const now = Date.now();
      const ask = address === null ? null : { address, name: `desk ${person}`, network: `desk ${person}` };
      if (ask && !code.mayAsk(this.#sql, ask, now)) return refused({ reason: 'mail-limit' });
      code.setDeskMail(this.#sql, person, choice, address, now);
      return done(code.readDeskMail(this.#sql, person));
    });
  }

  dropDeskMail(person: string): void {
    code.dropDeskMail(this.#sql, person);
  }

  /** How the mail stands; null where none is sent. */
  mailStatus(): MailStatus | null {
    return code.mailStatus(this.#sql, this.env, Date.now());
  }

  /** Makes the key by which another installation's followers come here. */
  async transferKey(): Promise<TransferKey> {
    const { makeTransferKey } = await import('./mail/transfer.ts');
    const key = await makeTransferKey(this.#sql, Date.now());
    await this.#round.set();
    return key;
  }

  /** Some of the followers, for whoever has that key. */
  async exportFollowers(
    key: TransferKey,
    after: number,
  ): Promise<{ line: string; next: number; count: number } | null> {
    const { exportLine } = await import('./mail/transfer.ts');
    return exportLine(this.#sql, key, after);
  }

  /** Whether a line holds followers for this installation's key. */
  async canReadFollowers(line: string): Promise<boolean> {
    const { canRead } = await import('./mail/transfer.ts');
    return canRead(this.#sql, line, Date.now());
  }

  /** Takes in some of another's followers. Throws where they are not for this installation's key. */
  async importFollowers(line: string): Promise<{ imported: number; known: number }> {
    const { importLine } = await import('./mail/transfer.ts');
    const taken = await importLine(this.ctx.storage, line, Date.now());
    await this.#round.set();
    return taken;
  }

  override alarm(): Promise<void> {
    return this.#round.run();
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }

  #sentOnce(webhook: string, event: number): Result<Delivery, 'unknown-delivery'> {
    const number = code.queueOnce(this.#sql, webhook, event);
    const [delivery] = code.listDeliveries(this.#sql, webhook, { before: number + 1, limit: 1 });
    return delivery ? done(delivery) : refused({ reason: 'unknown-delivery' });
  }

  #mail<Value>(act: (now: number) => Value): Value {
    const value = this.ctx.storage.transactionSync(() => act(Date.now()));
    this.ctx.waitUntil(this.#round.set());
    return value;
  }

  #transact<Answer extends Result<unknown, Reason>>(act: () => Answer): Answer {
    const result = allOrNothing(this.ctx.storage, act);
    // Not awaited, as in the Ledger: the alarm is set in the same atomic write as the rows.
    if (result.ok) this.ctx.waitUntil(this.#round.set());
    return result;
  }
}

// Of the desk's mails there is nothing else to show.
function ofDesk(found: { isConfirmed: boolean } | null): LinkPage | null {
  return found && { title: '', name: null, language: 'en', often: 'at-once', isDesk: true, ...found };
}
