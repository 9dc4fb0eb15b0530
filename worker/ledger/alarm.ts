// The Ledger's one alarm: scheduled publications, contacts to forget, what waits for KV, news for the Courier, and cache tags
// to purge. It is the only writer of PUBLISHED. The platform gives up on an alarm that keeps throwing, so each step catches
// what it meets, and none keeps the others from their turn.
import { readersWait } from '../caching.ts';
import { storedKeys, write } from '../published.ts';
import { withinTime } from '../within-time.ts';
import { type Act, unasked } from './act.ts';
import { ADMIN } from './credentials.ts';
import { documentsOf } from './documents.ts';
import { isSweep, sweep } from './enqueue.ts';
import { HandOver } from './hand-over.ts';
import { nextInboxSweep, sweepInbox } from './inbox.ts';
import { keepListing } from './kept-listing.ts';
import { drain, nextTry } from './outbox.ts';
import type { Pace } from './pace.ts';
import { projectionInput } from './projection-input.ts';
import { giveUpScheduled, nextPublication, publishScheduled, scheduledUntil } from './publication.ts';
import { nextPurge, notePurged, type Purge, tagsOf, takePurges } from './purge.ts';
import { forgetNetworks, nextNetworkForgetting } from './suggestion-queue.ts';
import { forgetContacts, nextForgetting } from './suggestions.ts';
import { emptyTrash, nextEmptying } from './trash.ts';
import { nextUnacknowledged, queueUnacknowledged } from './unacknowledged-writes.ts';
import { forgetUndo, nextUndoForgotten } from './undo-steps.ts';

/** How long a step that failed is left out. */
const FAILED_PAUSE_MS = 30_000;

/** The platform throws at an alarm too far away; one that comes early only sets the next. */
const FARTHEST_ALARM_MS = 30 * 86_400_000;

/** A purge that has not answered by then is left alone: KV does not wait for it. */
const PURGE_TIMEOUT_MS = 10_000;

/** A part of the alarm: when it is due, in milliseconds since 1970, and what it does then. */
type Step = { due: (sql: SqlStorage) => number | null; run: () => void | Promise<void>; notBefore: number };

/** What the alarm does, and when. */
export class Alarm {
  readonly #ctx: DurableObjectState;
  readonly #env: Env;
  readonly #lastWritten = new Map<string, number>();
  readonly #pace: Pace;
  readonly #handOver: HandOver;
  #running: Promise<void> | null = null;
  readonly #steps: Step[] = [
    { due: nextPublication, run: () => this.#publishScheduled(), notBefore: 0 },
    { due: nextForgetting, run: () => forgetContacts(this.#sql), notBefore: 0 },
    { due: nextEmptying, run: () => this.#transact(emptyTrash, new Date().toISOString()), notBefore: 0 },
    { due: nextUndoForgotten, run: () => forgetUndo(this.#sql), notBefore: 0 },
    { due: nextInboxSweep, run: () => sweepInbox(this.#sql), notBefore: 0 },
    { due: nextNetworkForgetting, run: () => forgetNetworks(this.#sql), notBefore: 0 },
    { due: nextUnacknowledged, run: () => queueUnacknowledged(this.#sql), notBefore: 0 },
    { due: nextTry, run: () => this.#drain(), notBefore: 0 },
    // After KV has been written: whoever is told of a change may look at once.
    { due: (sql) => this.#handOver.due(sql), run: () => this.#handOver.begin(), notBefore: 0 },
    { due: nextPurge, run: () => this.#purge(), notBefore: 0 },
  ];

  constructor(ctx: DurableObjectState, env: Env, pace: Pace) {
    this.#ctx = ctx;
    this.#env = env;
    this.#pace = pace;
    this.#handOver = new HandOver(ctx, env, () => ctx.waitUntil(this.set()));
  }

  /** Sets the alarm to the earliest thing that is due. */
  async set(): Promise<void> {
    const due = this.#steps.flatMap((step) => {
      const at = step.due(this.#sql);
      return at === null ? [] : [Math.max(at, step.notBefore)];
    });
    if (due.length === 0) return;
    await this.#ctx.storage.setAlarm(Math.max(Date.now(), Math.min(...due, Date.now() + FARTHEST_ALARM_MS)));
  }

  /** Runs it. Whoever calls while it runs waits for this run: two at once would overtake each other on the way to KV. */
  run(): Promise<void> {
    this.#running ??= this.#runOnce().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #runOnce(): Promise<void> {
    for (const step of this.#steps) {
      if (step.notBefore > Date.now()) continue;
      try {
        await step.run();
      } catch (error) {
        step.notBefore = Date.now() + FAILED_PAUSE_MS;
        console.error('A step of the alarm failed and will run again.', error);
      }
    }
    await this.set();
  }

  #publishScheduled(): void {
    const at = new Date().toISOString();
    const stuck = scheduledUntil(this.#sql, at).filter((id) => !this.#publishOrGiveUp(id, at));
    if (stuck.length > 0) throw new Error(`${stuck.length} pledges do not come off the schedule.`);
  }

  /** Whether it is off the schedule. Each in a transaction of its own, so that one which breaks takes no other with it. */
  #publishOrGiveUp(id: number, at: string): boolean {
    for (const act of [publishScheduled, giveUpScheduled])
      try {
        this.#transact((frame) => act(frame, id), at);
        return true;
      } catch (error) {
        console.error('A scheduled publication broke.', error);
      }
    return false;
  }

  async #drain(): Promise<void> {
    const documents = documentsOf(projectionInput(this.#sql), this.#env.PUBLIC_ORIGIN);
    const began = Date.now();
    const brought = await drain(
      this.#sql,
      this.#lastWritten,
      (key) => {
        if (isSweep(key))
          return () => sweep(this.#sql, key, (cursor) => storedKeys(this.#env.PUBLISHED, cursor));
        const document = documents(key);
        return () => write(this.#env.PUBLISHED, key, document);
      },
      () => this.#ctx.waitUntil(this.set()),
    );
    this.#pace.note(brought, began);
  }

  async #purge(): Promise<void> {
    const purges = takePurges(this.#sql);
    if (purges.length === 0) return;
    const refusal = await this.#askToForget(purges);
    if (refusal !== null) console.error('The edge cache was not purged.', refusal);
    const { store, edge } = readersWait(this.#env);
    notePurged(this.#sql, purges, refusal, store + edge);
  }

  // More than five calls a minute are refused on the free plan.
  async #askToForget(purges: Purge[]): Promise<string | null> {
    try {
      return await withinTime(this.#ctx.exports.default.purge(tagsOf(purges)), PURGE_TIMEOUT_MS);
    } catch (error) {
      return String(error);
    }
  }

  #transact(act: (frame: Act) => void, at: string): void {
    const { storage } = this.#ctx;
    storage.transactionSync(() => {
      act(unasked(storage.sql, ADMIN, at));
      keepListing(storage.sql);
    });
  }

  get #sql(): SqlStorage {
    return this.#ctx.storage.sql;
  }
}
