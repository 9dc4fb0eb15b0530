// The Courier's alarm: it sends what is due, some at a time, until nothing is or it has sent as much as one alarm may. A
// receiver that does not answer takes one of the slow places; those that are known to answer have places of their own.
import { ledger } from '../stubs.ts';
import { type DueDelivery, FARTHEST_MS, isProven, nextDelivery, noteTry, takeDue } from './deliveries.ts';
import { forgetEvents, nextForgotten } from './events.ts';
import { nextPing, pingHub } from './hub.ts';
import {
  beginMailRound,
  isMailDue,
  makeMails,
  mayMailLeave,
  nextMailForgotten,
  nextMailWork,
} from './mail/mail-round.ts';
import { sendToReceiver } from './send.ts';
import { signedHeaders } from './sign.ts';
import { forgetSecrets, noteTold, secretsOf, switchOff, untold } from './webhooks.ts';

/** Requests of one alarm: below the 50 that the free plan allows an invocation, reads of KV among them. */
const SENT_PER_ALARM = 40;
/** The platform lets six connections wait for an answer at once. */
const PLACES = 6;
const SLOW_PLACES = 4;
/** An alarm that runs longer ends when it can, and the next goes on. */
const LONGEST_ROUND_MS = 5 * 60_000;
/** Where a round itself broke. */
const BROKEN_PAUSE_MS = 30_000;

/** Behind each try, and between two looks at what is to be mailed. The Ledger may be on the same thread, and whoever publishes waits for it. */
const REST_MS = 10;
/** Mails of one alarm. Whoever sends to anybody has a plan that allows far more; the free one sends to a few known addresses. */
const MAILS_PER_ALARM = 500;

const HUB = 'hub';
const MAIL = 'mail';

export class Round {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #underWay = new Map<string, { isSlow: boolean; ended: Promise<void> }>();
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;
  #notBefore = 0;
  #hasBroken = false;

  constructor(ctx: DurableObjectState, env: Env) {
    this.#ctx = ctx;
    this.#env = env;
  }

  /** Sets the alarm to the earliest thing that is due, and wakes a round that waits for answers. */
  async set(): Promise<void> {
    this.#wake();
    const now = Date.now();
    const due = [
      ...[nextDelivery, nextPing].flatMap((next) => sane(next(this.#sql), now) ?? []),
      ...(untold(this.#sql).length > 0 ? [now] : []),
      ...[nextMailWork(this.#sql, this.#env, now)].flatMap((at) => at ?? []),
      ...[nextForgotten, nextMailForgotten].flatMap((next) => next(this.#sql) ?? []),
    ];
    if (due.length === 0) return;
    const pauseEnd = this.#notBefore - now <= BROKEN_PAUSE_MS ? this.#notBefore : 0;
    await this.#ctx.storage.setAlarm(Math.max(now, pauseEnd, Math.min(...due, now + FARTHEST_ALARM_MS)));
  }

  /** Runs a round. Whoever calls while one runs waits for that one. */
  run(): Promise<void> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #runOnce(): Promise<void> {
    try {
      forgetEvents(this.#sql, Date.now());
      forgetSecrets(this.#sql, new Date().toISOString());
      beginMailRound(this.#ctx.storage, Date.now());
      this.#hasBroken = false;
      await this.#sendAll();
      await this.#tellDesk();
      // What was not kept is due still: not at once again.
      this.#notBefore = this.#hasBroken ? Date.now() + BROKEN_PAUSE_MS : 0;
    } catch (error) {
      this.#notBefore = Date.now() + BROKEN_PAUSE_MS;
      console.error('A round of the Courier broke and will run again.', error);
    }
    await this.set();
  }

  async #sendAll(): Promise<void> {
    const end = Date.now() + LONGEST_ROUND_MS;
    let left = SENT_PER_ALARM;
    let mailsLeft = MAILS_PER_ALARM;
    if (isDue(nextPing(this.#sql))) this.#begin(HUB, true, pingHub(this.#sql, this.#env));
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      while (left > 0 && Date.now() < end && this.#underWay.size < PLACES && this.#sendNext()) left -= 1;
      if (mailsLeft > 0 && Date.now() < end && !this.#underWay.has(MAIL) && isMailDue(this.#sql, this.#env))
        this.#begin(
          MAIL,
          false,
          this.#mail(mailsLeft).then((begun) => {
            mailsLeft -= Math.max(begun, 1);
          }),
        );
      if (this.#underWay.size === 0) return;
      await Promise.race([woken, ...[...this.#underWay.values()].map(({ ended }) => ended)]);
    }
  }

  // Where the Ledger does not answer, the round counts as broken and runs again.
  async #tellDesk(): Promise<void> {
    for (const off of untold(this.#sql)) {
      await ledger(this.#env).noteWebhookOff(off);
      noteTold(this.#sql, off);
    }
  }

  /** Whether there was one to send for which there is a place. */
  #sendNext(): boolean {
    const slow = [...this.#underWay.values()].filter(({ isSlow }) => isSlow).length;
    const due = takeDue(this.#sql, Date.now(), [...this.#underWay.keys()], slow >= SLOW_PLACES);
    if (!due) return false;
    this.#begin(due.webhook, !isProven(this.#sql, due.webhook), this.#sendOne(due));
    return true;
  }

  #begin(key: string, isSlow: boolean, work: Promise<void>): void {
    const ended = work
      .catch((error) => {
        this.#hasBroken = true;
        console.error('The Courier could not keep what became of a try.', error);
      })
      .finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, { isSlow, ended });
  }

  async #sendOne(due: DueDelivery): Promise<void> {
    const now = Date.now();
    const { id, body, url, webhook } = due;
    const secrets = secretsOf(this.#sql, webhook, new Date(now).toISOString());
    const headers = { 'content-type': 'application/json', ...signedHeaders({ id, body, at: now }, secrets) };
    const sent = await sendToReceiver(this.#env, url, { headers, body });
    this.#ctx.storage.transactionSync(() => {
      const why = noteTry(this.#sql, due, sent);
      if (why !== null) switchOff(this.#sql, webhook, why, new Date().toISOString());
    });
    await scheduler.wait(REST_MS);
  }

  /** Makes and sends some mails. Answers how many were begun. */
  async #mail(most: number): Promise<number> {
    const { storage } = this.#ctx;
    await makeMails(storage, (due) =>
      ledger(this.#env).waitingFor(due.person, due.isDaily ? null : due.since),
    );
    let begun = 0;
    if (mayMailLeave(this.#sql, this.#env)) {
      // What writes and sends mails is a part of the Worker that only this needs.
      const { sendMails } = await import('./mail/post.ts');
      begun = await sendMails(storage, this.#env, most);
    }
    if (begun === 0) await scheduler.wait(REST_MS);
    return begun;
  }

  get #sql(): SqlStorage {
    return this.#ctx.storage.sql;
  }
}

/** The platform throws at an alarm too far away; one that comes early only sets the next. */
const FARTHEST_ALARM_MS = 30 * 86_400_000;

// A time further ahead than any is a clock's that was set back.
function sane(at: number | null, now: number): number | null {
  return at !== null && at > now + FARTHEST_MS ? now : at;
}

function isDue(at: number | null): boolean {
  const now = Date.now();
  const due = sane(at, now);
  return due !== null && due <= now;
}
