import { DurableObject } from 'cloudflare:workers';
import type { DraftPreview, StaffedTracker, SuggestionRecord, Today, ToldRevision } from '../../data/desk.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { Editor } from '../roles.ts';
import type { PledgeName } from './act.ts';
import { type AuditFilter, readAudit } from './audit.ts';
import { read } from './drafts.ts';
import { exportPledges } from './export.ts';
import { listPledges, today } from './listing.ts';
import { waiting } from './outbox.ts';
import { findRow, type PledgeRecord, revisionsOf } from './pledges.ts';
import { type PreviewedAct, previewDraft } from './preview.ts';
import { done, type Result, refused } from './result.ts';
import { findSuggestion, listSuggestions, type SuggestionFilter } from './suggestions.ts';
import { listTokens, peopleOf, type TokenRecord } from './tokens.ts';
import { findTracker, listTrackers, type TrackerRecord } from './trackers.ts';

/** What the Ledger can be asked. None of it changes anything. */
export class LedgerReading extends DurableObject<Env> {
  /** Every token that there is or was, without its secret. */
  tokens(): TokenRecord[] {
    return listTokens(this.#sql);
  }

  /** A tracker as it is now, with its version, and who may work in it. */
  tracker(id: string): Result<StaffedTracker> {
    const found = findTracker(this.#sql, id);
    if (!found) return refused({ reason: 'unknown-tracker' });
    return done({ ...found, people: peopleOf(this.#sql, id, new Date().toISOString()) });
  }

  /** All trackers of the installation; which of them are an editor’s the route says. */
  trackers(): TrackerRecord[] {
    return listTrackers(this.#sql);
  }

  /** The record of a pledge under its slug or a slug that it had: draft, what readers see, and the acts that its state allows. */
  pledge(name: PledgeName): Result<PledgeRecord> {
    return read(this.ctx.storage, name);
  }

  /** What readers would see if the draft were published this moment. Nothing is written. */
  preview(editor: Pick<Editor, 'name' | 'role'>, name: PledgeName, as: PreviewedAct): Result<DraftPreview> {
    const { storage } = this.ctx;
    const act = { sql: storage.sql, editor, at: new Date().toISOString() };
    return previewDraft(storage, act, name, as, this.env.PUBLIC_ORIGIN);
  }

  /** The pledges and drafts of a tracker as rows of a list. */
  pledges(
    tracker: string,
    wanted: Parameters<typeof listPledges>[2],
  ): Result<ReturnType<typeof listPledges>> {
    if (!findTracker(this.#sql, tracker)) return refused({ reason: 'unknown-tracker' });
    return done(listPledges(this.#sql, tracker, wanted));
  }

  /** The pledges of a tracker as an import reads them back, drafts included; null where there is no such tracker. */
  exported(tracker: string): ReadableStream<Uint8Array> | null {
    return findTracker(this.#sql, tracker) ? exportPledges(this.#sql, tracker) : null;
  }

  /** The chain's records of one pledge, oldest first, and who published each. */
  revisions(name: PledgeName): Result<ToldRevision[]> {
    const row = findRow(this.#sql, name);
    if (!row) return refused({ reason: 'unknown-pledge' });
    return done(revisionsOf(this.#sql, row.id).map(({ revision, by }) => ({ ...revision, by })));
  }

  /** One revision with its document, which is null where it was redacted. */
  revision(name: PledgeName, number: number): Result<ToldRevision & { document: Pledge | null }> {
    const row = findRow(this.#sql, name);
    const found = row && revisionsOf(this.#sql, row.id).find(({ revision }) => revision.revision === number);
    if (!found) return refused({ reason: row ? 'unknown-revision' : 'unknown-pledge' });
    return done({ ...found.revision, by: found.by, document: found.document });
  }

  /** What there is to do in the trackers of an editor. */
  today(by: Editor): Today {
    return today(this.#sql, by, new Date().toISOString());
  }

  /** A page of the audit, newest first; `next` leads to the one after it. */
  readAudit(filter: AuditFilter) {
    return readAudit(this.#sql, filter);
  }

  /** What has not reached PUBLISHED yet. */
  status() {
    return { waiting: waiting(this.#sql) };
  }

  /** The queue of suggestions in the trackers of an editor, newest first. */
  suggestions({ trackers }: Editor, filter: SuggestionFilter) {
    return listSuggestions(this.#sql, trackers, filter);
  }

  /** One suggestion; that of another desk’s tracker is not there. */
  suggestion({ trackers }: Editor, id: number): Result<SuggestionRecord> {
    const found = findSuggestion(this.#sql, trackers, id);
    return found ? done(found) : refused({ reason: 'unknown-suggestion' });
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }
}
