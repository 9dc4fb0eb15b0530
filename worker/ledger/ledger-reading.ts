import { DurableObject } from 'cloudflare:workers';
import type {
  DraftPreview,
  Edge,
  Invite,
  ListedToken,
  StaffedTracker,
  SuggestionRecord,
  Today,
  ToldRevision,
  TrackerUsage,
  TrashedPledge,
} from '../../data/desk.ts';
import type { ImportRun, KeptMappings } from '../../data/import-mapping.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { Front } from '../../data/published.ts';
import { edgeSeconds } from '../caching.ts';
import { type Editor, mayEnter } from '../roles.ts';
import { type Act, type By, type PledgeName, permit } from './act.ts';
import { type AuditFilter, readAudit } from './audit.ts';
import { type Credential, findHolder, noteUse, prolongSession, type Registry } from './credentials.ts';
import { read } from './drafts.ts';
import { exportPledges } from './export.ts';
import { keptMappings } from './import-mappings.ts';
import { listInvites } from './invites.ts';
import { listPledges, today } from './listing.ts';
import { waitingNews } from './news.ts';
import { openedFront } from './opened-front.ts';
import { waiting } from './outbox.ts';
import { hasKey, peopleOf } from './people.ts';
import { findRow, type PledgeRecord, revisionsOf } from './pledges.ts';
import { type PreviewedAct, previewDraft } from './preview.ts';
import { purgeRefusal } from './purge.ts';
import { done, type Result, refused } from './result.ts';
import { droppedSuggestions } from './suggestion-queue.ts';
import {
  countOpenSuggestions,
  findSuggestion,
  listSuggestions,
  type SuggestionFilter,
} from './suggestions.ts';
import { listTokens } from './tokens.ts';
import { findTracker, listTrackers, type TrackerRecord } from './trackers.ts';
import { listTrash } from './trash.ts';
import { usageOf } from './usage.ts';
import { whilePermitted } from './while-permitted.ts';

/** What the Ledger can be asked, by whoever may at this moment. None of it changes what the desk has made. */
export class LedgerReading extends DurableObject<Env> {
  /** Whose a credential is, or null. The desk's door asks it, before a body is read; each act asks again for itself. */
  whoIs(credential: Credential): Editor | null {
    const now = new Date().toISOString();
    const holder = findHolder(this.#registry, credential, now);
    if (holder?.token) noteUse(this.#sql, holder.token, now);
    if (holder && credential.kind === 'session') prolongSession(this.#sql, credential.hash, now);
    return holder?.editor ?? null;
  }

  /** Whether whoever asks has more than this session to come in by. */
  hasKey(by: By): Result<boolean> {
    return this.#ask(by, null, (act) => done(act.token === null || hasKey(act, act.editor.name)));
  }

  /** Who asks, at this moment, for what is not the Ledger's own. */
  whoAsks(by: By): Result<Editor> {
    return this.#ask(by, null, ({ editor }) => done(editor));
  }

  /** Every token that there is or was, without its secret. */
  tokens(by: By): Result<ListedToken[]> {
    return this.#ask(by, null, ({ sql }) => done(listTokens(sql)));
  }

  /** The links that let somebody in, or did, of all that whoever asks could have made. */
  invites(by: By): Result<Invite[]> {
    return this.#ask(by, null, (act) => done(listInvites(act, this.#registry)));
  }

  /** A tracker as it is now, with its version, and who may work in it. */
  tracker(by: By, id: string): Result<StaffedTracker> {
    return this.#ask(by, id, (act) => {
      const found = findTracker(act.sql, id);
      return found ? done({ ...found, people: peopleOf(act, id) }) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** How many pledges use each thing of a tracker. */
  usage(by: By, tracker: string): Result<TrackerUsage> {
    return this.#ask(by, tracker, ({ sql }) => {
      const found = usageOf(sql, tracker);
      return found ? done(found) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** The trackers of whoever asks. */
  trackers(by: By): Result<TrackerRecord[]> {
    return this.#ask(by, null, ({ sql, editor }) =>
      done(listTrackers(sql).filter(({ tracker }) => mayEnter(editor, tracker.id))),
    );
  }

  /** The record of a pledge under its slug or a slug that it had: draft, what readers see, and the acts that its state allows. */
  pledge(by: By, name: PledgeName): Result<PledgeRecord> {
    return this.#ask(by, name.tracker, (act) => read(act, name));
  }

  /** What readers would see if the draft were published this moment. Nothing is written. */
  preview(by: By, name: PledgeName, as: PreviewedAct): Result<DraftPreview> {
    return this.#ask(by, name.tracker, (act) =>
      previewDraft(this.ctx.storage, act, name, as, this.env.PUBLIC_ORIGIN),
    );
  }

  /** What a tracker's page is made of; of a private one, if it were opened this moment. */
  trackerPreview(by: By, id: string): Result<Front> {
    return this.#ask(by, id, ({ sql, at }) => {
      const front = openedFront(sql, id, at, this.env.PUBLIC_ORIGIN);
      return front ? done(front) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** The pledges and drafts of a tracker as rows of a list. */
  pledges(
    by: By,
    tracker: string,
    wanted: Parameters<typeof listPledges>[2],
  ): Result<ReturnType<typeof listPledges>> {
    return this.#ask(by, tracker, ({ sql }) =>
      findTracker(sql, tracker)
        ? done(listPledges(sql, tracker, wanted))
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** The trash of a tracker, the newest first. */
  trash(by: By, tracker: string): Result<{ trash: TrashedPledge[] }> {
    return this.#ask(by, tracker, ({ sql }) =>
      findTracker(sql, tracker)
        ? done({ trash: listTrash(sql, tracker) })
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** The pledges of a tracker as an import reads them back, drafts included; breaks off when whoever asks may not any more. */
  exported(by: By, tracker: string): Result<ReadableStream<Uint8Array>> {
    return this.#ask(by, tracker, ({ sql }) =>
      findTracker(sql, tracker)
        ? done(whilePermitted(exportPledges(sql, tracker), () => this.#ask(by, tracker, done).ok))
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** What an import made of each row, by the id of its run. */
  async importRun(by: By, id: string): Promise<Result<ImportRun>> {
    const { importRun } = await import('./import-mapped.ts');
    return this.#ask(by, null, (act) => importRun(act, id));
  }

  /** The mappings by which sheets were imported into a tracker. */
  importMappings(by: By, tracker: string): Result<KeptMappings> {
    return this.#ask(by, tracker, ({ sql }) =>
      findTracker(sql, tracker) ? done(keptMappings(sql, tracker)) : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** The chain's records of one pledge, oldest first, and who published each. */
  revisions(by: By, name: PledgeName): Result<ToldRevision[]> {
    return this.#ask(by, name.tracker, ({ sql }) => {
      const row = findRow(sql, name);
      if (!row) return refused({ reason: 'unknown-pledge' });
      return done(revisionsOf(sql, row.id).map(({ revision, by }) => ({ ...revision, by })));
    });
  }

  /** One revision with its document, which is null where it was redacted. */
  revision(by: By, name: PledgeName, number: number): Result<ToldRevision & { document: Pledge | null }> {
    return this.#ask(by, name.tracker, ({ sql }) => {
      const row = findRow(sql, name);
      const found = row && revisionsOf(sql, row.id).find(({ revision }) => revision.revision === number);
      if (!found) return refused({ reason: row ? 'unknown-revision' : 'unknown-pledge' });
      return done({ ...found.revision, by: found.by, document: found.document });
    });
  }

  /** What there is to do in the trackers of whoever asks. */
  today(by: By): Result<Today> {
    return this.#ask(by, null, ({ sql, editor, at }) => done(today(sql, editor, at)));
  }

  /** A page of the audit, newest first; `next` leads to the one after it. */
  readAudit(by: By, filter: AuditFilter): Result<ReturnType<typeof readAudit>> {
    return this.#ask(by, null, ({ sql }) => done(readAudit(sql, filter)));
  }

  /** What has not reached PUBLISHED yet; and how many suggestions wait for whoever asks, and were dropped. */
  status(by: By) {
    return this.#ask(by, null, ({ sql, editor }) =>
      done({
        waiting: waiting(sql),
        news: waitingNews(sql),
        edge: { seconds: edgeSeconds(this.env), refused: purgeRefusal(sql) } satisfies Edge,
        suggestions: {
          open: countOpenSuggestions(sql, editor.trackers),
          dropped: droppedSuggestions(sql, editor.trackers),
        },
      }),
    );
  }

  /** The queue of suggestions in the trackers of whoever asks, newest first. */
  suggestions(by: By, filter: SuggestionFilter): Result<ReturnType<typeof listSuggestions>> {
    return this.#ask(by, null, ({ sql, editor }) => done(listSuggestions(sql, editor.trackers, filter)));
  }

  /** One suggestion; that of another desk’s tracker is not there. */
  suggestion(by: By, id: number): Result<SuggestionRecord> {
    return this.#ask(by, null, ({ sql, editor }) => {
      const found = findSuggestion(sql, editor.trackers, id);
      return found ? done(found) : refused({ reason: 'unknown-suggestion' });
    });
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }

  get #registry(): Registry {
    return { sql: this.#sql, adminToken: this.env.ADMIN_TOKEN };
  }

  #ask<Value>(by: By, tracker: string | null, read: (act: Act) => Result<Value>): Result<Value> {
    const permitted = permit(this.#registry, by, tracker, new Date().toISOString());
    return permitted.ok ? read(permitted.value) : permitted;
  }
}
