import { DurableObject } from 'cloudflare:workers';
import type { PledgeDraft, Revision, Tracker } from '../../data/schema.ts';
import { etagOf } from '../digest.ts';
import { project } from '../projection/project.ts';
import { write } from '../published.ts';
import type { Act, PledgeName } from './act.ts';
import { canonical } from './chain.ts';
import { createDraft, read, saveDraft } from './drafts.ts';
import { ledgerFacts } from './facts.ts';
import { type ImportReport, importPledges } from './import.ts';
import { migrate } from './migrations.ts';
import { drain, enqueueTracker, nextDue, waiting } from './outbox.ts';
import { findRow, listPledges, type PledgeRecord, revisionsOf } from './pledges.ts';
import { publish } from './publication.ts';
import { notePurges, takePurges } from './purge.ts';
import { done, type Result, refused, type State } from './result.ts';
import { changeTracker, createTracker, findTracker, listTrackers, type TrackerRecord } from './trackers.ts';

/**
 * The system of record. Every method that changes something is one editorial act in one transaction: what it
 * changes, its revision, its audit row and its outbox rows are written together or not at all. `editor` is the
 * name that the audit keeps.
 */
export class Ledger extends DurableObject<Env> {
  #lastWritten = new Map<string, number>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // An alarm that failed too often is dropped by the platform, so each start sets it anew.
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage);
      await this.#arm();
    });
  }

  /** Founds a tracker. Refuses an id that is taken. */
  createTracker(editor: string, tracker: Tracker): Result<TrackerRecord> {
    return this.#act(editor, (act) => createTracker(act, tracker));
  }

  /** Changes a tracker whose version the editor has seen. */
  changeTracker(editor: string, version: number, tracker: Tracker): Result<TrackerRecord> {
    return this.#act(editor, (act) => changeTracker(act, version, tracker));
  }

  /** Begins a pledge that readers do not see. */
  create(editor: string, name: PledgeName, draft: PledgeDraft): Result<PledgeRecord> {
    return this.#act(editor, (act) => createDraft(act, name, draft));
  }

  /** Keeps what an editor has written. */
  save(editor: string, name: PledgeName, version: number, draft: PledgeDraft): Result<PledgeRecord> {
    return this.#act(editor, (act) => saveDraft(act, name, version, draft));
  }

  /** Puts a draft before readers as a new revision. */
  publish(editor: string, name: PledgeName, version: number, note: string | null): Result<PledgeRecord> {
    return this.#act(editor, (act) => publish(act, name, version, note));
  }

  /** Imports rows as they were sent: all or none. */
  import(editor: string, tracker: string, rows: unknown[], dryRun: boolean): Result<ImportReport> {
    return this.#act(editor, (act) => importPledges(act, tracker, rows, dryRun));
  }

  /** Queues every document of every tracker, so that PUBLISHED becomes what the Ledger says. */
  republish(editor: string): { queued: number } {
    const result = this.#act(editor, (act) => {
      for (const { tracker } of listTrackers(act.sql)) enqueueTracker(act, tracker.id);
      return done(waiting(act.sql).count);
    });
    return { queued: result.ok ? result.value : 0 };
  }

  tracker(id: string): Result<TrackerRecord> {
    const found = findTracker(this.ctx.storage.sql, id);
    return found ? done(found) : refused({ reason: 'unknown-tracker' });
  }

  trackers(): TrackerRecord[] {
    return listTrackers(this.ctx.storage.sql);
  }

  pledge(name: PledgeName): Result<PledgeRecord> {
    return read(this.ctx.storage, name);
  }

  pledges(tracker: string, state?: State): Result<ReturnType<typeof listPledges>> {
    const { sql } = this.ctx.storage;
    if (!findTracker(sql, tracker)) return refused({ reason: 'unknown-tracker' });
    return done(listPledges(sql, tracker, state));
  }

  /** The chain's records of one pledge, oldest first. */
  revisions(name: PledgeName): Result<Revision[]> {
    const { sql } = this.ctx.storage;
    const row = findRow(sql, name);
    if (!row) return refused({ reason: 'unknown-pledge' });
    return done(revisionsOf(sql, row.id).map(({ revision }) => revision));
  }

  /** What has not reached PUBLISHED yet. */
  status() {
    return { waiting: waiting(this.ctx.storage.sql) };
  }

  /** The only writer of PUBLISHED. It catches everything: the platform gives up on an alarm that keeps throwing. */
  override async alarm(): Promise<void> {
    try {
      const { sql } = this.ctx.storage;
      const facts = ledgerFacts(sql);
      const written = await drain(sql, this.#lastWritten, async (key) => {
        const document = project(key, facts, this.env.PUBLIC_ORIGIN);
        const body = document === null ? null : canonical(document);
        await write(this.env.PUBLISHED, key, body === null ? null : { body, etag: etagOf(body) });
      });
      await this.#purge(written);
    } catch (error) {
      console.error('The alarm failed and will run again.', error);
    }
    await this.#arm();
  }

  #act<Value>(editor: string, act: (frame: Act) => Result<Value>): Result<Value> {
    const { storage } = this.ctx;
    const result = storage.transactionSync(() =>
      act({ sql: storage.sql, editor, at: new Date().toISOString() }),
    );
    // Not awaited: with no await in between, the alarm is set in the same atomic write as the act's rows.
    if (result.ok) this.ctx.waitUntil(this.#arm());
    return result;
  }

  async #arm(): Promise<void> {
    const due = nextDue(this.ctx.storage.sql);
    if (due !== null) await this.ctx.storage.setAlarm(Math.max(due, Date.now()));
  }

  async #purge(written: string[]): Promise<void> {
    const { sql } = this.ctx.storage;
    notePurges(sql, written);
    const tags = takePurges(sql);
    if (tags.length > 0) await this.ctx.exports.default.purge(tags);
  }
}
