import { DurableObject } from 'cloudflare:workers';
import { barrier, type Editor, mayEnter } from '../../data/roles.ts';
import { edgeSeconds } from '../caching.ts';
import { done, type Reason, type Refused, type Result, refused } from '../result.ts';
import type { Act, By, NotPermitted, PledgeName } from './act.ts';
import type { AuditRequest } from './audit.ts';
import type { AuditFilter } from './audit-search.ts';
import type { PreviewedClosing } from './closing-preview.ts';
import type { Credential, Registry } from './credentials.ts';
import type { FoundOrder } from './find.ts';
import type { InboxPage } from './inbox-reading.ts';
import type { Wanted } from './list-filter.ts';
import { code } from './loaded.ts';
import { Pace } from './pace.ts';
import { Presence } from './presence.ts';
import type { PreviewedAct } from './preview.ts';
import type { SuggestionFilter } from './suggestions.ts';
import type { WantedDay } from './today.ts';

/** A few hundredths of a second, in which nobody else is answered. */
const ROWS_OF_SHEET_AT_ONCE = 500;

/** What the Ledger can be asked, by whoever may at this moment. None of it changes what the desk has made. */
export class LedgerReading extends DurableObject<Env> {
  readonly #presence = new Presence();
  /** How quickly PUBLISHED takes what the alarm brings. */
  protected readonly pace = new Pace();

  /** Whose a credential is, or null. The desk's door asks it, before a body is read; each act asks again for itself. */
  whoIs(credential: Credential): Editor | null {
    const now = new Date().toISOString();
    const holder = code.findHolder(this.#registry, credential, now);
    if (holder?.token) code.noteUse(this.#sql, holder.token, now);
    if (holder && credential.kind === 'session') code.prolongSession(this.#sql, credential.hash, now);
    return holder?.editor ?? null;
  }

  /** Whether whoever asks has more than this session to come in by, and how much waits for them. */
  aboutMe(by: By) {
    return this.#ask(by, null, (act) =>
      done({
        hasKey: by.credential.kind !== 'session' || act.token === null || code.hasKey(act, act.editor.name),
        counts: code.countsOf(act),
      }),
    );
  }

  /** The inbox of whoever asks, the newest first. */
  inbox(by: By, page: InboxPage) {
    return this.#ask(by, null, (act) => done(code.readInbox(act, page)));
  }

  /** The comments on a pledge, the newest first. */
  comments(by: By, name: PledgeName, page: Parameters<typeof code.listComments>[2]) {
    return this.#ask(by, name.tracker, (act) => code.listComments(act, name, page));
  }

  /** Notes in memory that whoever asks has a pledge on their screen, or has it no more, and answers who else has. */
  present(by: By, name: PledgeName, isHere: boolean) {
    return this.#ask(by, name.tracker, (act) => {
      const row = code.findRow(act.sql, name);
      if (!row) return refused({ reason: 'unknown-pledge' });
      const people = this.#presence.note(row.id, act.editor.name, isHere);
      return done({ people, counts: code.countsOf(act) });
    });
  }

  /** Who asks, at this moment, for what is not the Ledger's own. */
  whoAsks(by: By) {
    return this.#ask(by, null, ({ editor }) => done(editor));
  }

  /** Every token that there is or was, without its secret. */
  tokens(by: By) {
    return this.#ask(by, null, ({ sql }) => done(code.listTokens(sql)));
  }

  /** The links that let somebody in, or did, of all that whoever asks could have made. */
  invites(by: By) {
    return this.#ask(by, null, (act) => done(code.listInvites(act, this.#registry)));
  }

  /** A tracker as it is now, with its version, and who may work in it. */
  tracker(by: By, id: string) {
    return this.#ask(by, id, (act) => {
      const found = code.findTracker(act.sql, id);
      return found
        ? done({ ...found, people: code.peopleOf(act, id) })
        : refused({ reason: 'unknown-tracker' });
    });
  }

  /** How many pledges use each thing of a tracker. */
  usage(by: By, tracker: string) {
    return this.#ask(by, tracker, ({ sql }) => {
      const found = code.usageOf(sql, tracker);
      return found ? done(found) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** The trackers of whoever asks. */
  trackers(by: By) {
    return this.#ask(by, null, ({ sql, editor }) =>
      done(code.listTrackers(sql).filter(({ tracker }) => mayEnter(editor, tracker.id))),
    );
  }

  /** The record of a pledge under its slug or a slug that it had: draft, what readers see, and the acts that its state allows. */
  pledge(by: By, name: PledgeName) {
    return this.#ask(by, name.tracker, (act) => code.readRecord(act, name));
  }

  /** What readers would see if the draft were published this moment. Nothing is written. */
  preview(by: By, name: PledgeName, as: PreviewedAct) {
    return this.#ask(by, name.tracker, (act) =>
      code.previewDraft(this.ctx.storage, act, name, as, this.env.PUBLIC_ORIGIN),
    );
  }

  /** What a tracker's page is made of; of a private one, if it were opened this moment. */
  trackerPreview(by: By, id: string) {
    return this.#ask(by, id, ({ sql, at }) => {
      const front = code.openedFront(sql, id, at, this.env.PUBLIC_ORIGIN);
      return front ? done(front) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** The pledges and drafts of a tracker as rows of a list. */
  pledges(by: By, tracker: string, wanted: Parameters<typeof code.listPledges>[2]) {
    return this.#ask(by, tracker, ({ sql, at }) =>
      code.findTracker(sql, tracker)
        ? done(code.listPledges(sql, tracker, wanted, at))
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** The trash of a tracker, the newest first. */
  trash(by: By, tracker: string) {
    return this.#ask(by, tracker, ({ sql }) =>
      code.findTracker(sql, tracker)
        ? done({ trash: code.listTrash(sql, tracker) })
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** What an import made of each row, by the id of its run. */
  async importRun(by: By, id: string) {
    const { importRun } = await import('./import-mapped.ts');
    return this.#ask(by, null, (act) => importRun(act, id));
  }

  /** The mappings by which sheets were imported into a tracker. */
  importMappings(by: By, tracker: string) {
    return this.#ask(by, tracker, ({ sql }) =>
      code.findTracker(sql, tracker)
        ? done(code.keptMappings(sql, tracker))
        : refused({ reason: 'unknown-tracker' }),
    );
  }

  /** The chain's records of one pledge, oldest first, and who published each. */
  revisions(by: By, name: PledgeName) {
    return this.#ask(by, name.tracker, ({ sql, editor }) => {
      const row = code.findRow(sql, name);
      if (!row) return refused({ reason: 'unknown-pledge' });
      const followed = suggestionsBefore(sql, editor, row.id);
      return done(
        code.revisionsOf(sql, row.id).map(({ revision, by }) => ({
          ...revision,
          by,
          ...followed(revision.revision),
        })),
      );
    });
  }

  /** One revision with its document, which is null where it was redacted. */
  revision(by: By, name: PledgeName, number: number) {
    return this.#ask(by, name.tracker, ({ sql, editor }) => {
      const row = code.findRow(sql, name);
      const found = row && code.revisionsOf(sql, row.id).find(({ revision }) => revision.revision === number);
      if (!found) return refused({ reason: row ? 'unknown-revision' : 'unknown-pledge' });
      const followed = suggestionsBefore(sql, editor, row.id)(number);
      return done({ ...found.revision, by: found.by, ...followed, document: found.document });
    });
  }

  /** What there is to do in the trackers of whoever asks. */
  today(by: By, wanted: WantedDay) {
    return this.#ask(by, null, ({ sql, editor, at }) =>
      done({ ...code.today(sql, editor, at, wanted), counts: code.countsOf({ sql, editor }) }),
    );
  }

  /** A page of the pledges that are wanted, of all trackers of whoever asks. */
  find(by: By, wanted: Wanted, order: FoundOrder) {
    return this.#ask(by, null, ({ sql, editor, at }) => done(code.find(sql, editor, at, wanted, order)));
  }

  /** The lists that whoever asks has named for themselves. */
  views(by: By) {
    return this.#ask(by, null, (act) => done(code.savedViews(act)));
  }

  /** A page of the audit, of the trackers of whoever asks. */
  readAudit(by: By, request: AuditRequest) {
    return this.#ask(by, null, ({ sql, editor }) => done(code.readAudit(sql, editor, request)));
  }

  /** All rows of the audit that are asked for, as CSV; breaks off when whoever asks may not any more. */
  async auditSheet(by: By, filter: AuditFilter) {
    const { auditSheet } = await import('./audit-sheet.ts');
    return auditSheet((before = filter.before) =>
      this.readAudit(by, { ...filter, before, limit: ROWS_OF_SHEET_AT_ONCE }),
    );
  }

  /** How the installation stands, as far as whoever asks may know it. */
  status(by: By) {
    return this.#ask(by, null, (act) => done(code.statusOf(act, this.pace, edgeSeconds(this.env))));
  }

  /** The pledges of a tracker whose verdict is not final, before its term is closed. */
  closable(by: By, tracker: string) {
    return this.#ask(by, tracker, (act) => {
      const found = code.findTracker(act.sql, tracker);
      return found ? done(code.closable(act, found)) : refused({ reason: 'unknown-tracker' });
    });
  }

  /** A pledge's page as it would be once the term is closed. Nothing is written. */
  previewClosing(by: By, tracker: string, closing: PreviewedClosing) {
    return this.#ask(by, tracker, (act) =>
      code.previewClosing(this.ctx.storage, act, tracker, closing, this.env.PUBLIC_ORIGIN),
    );
  }

  /** The queue of suggestions in the trackers of whoever asks, newest first. */
  suggestions(by: By, filter: SuggestionFilter) {
    return this.#ask(by, null, ({ sql, editor }) => done(code.listSuggestions(sql, editor.trackers, filter)));
  }

  /** One suggestion; that of another desk’s tracker is not there. */
  suggestion(by: By, id: number) {
    return this.#ask(by, null, ({ sql, editor }) => {
      const found = code.findSuggestion(sql, editor.trackers, id);
      return found ? done(found) : refused({ reason: 'unknown-suggestion' });
    });
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }

  get #registry(): Registry {
    return { sql: this.#sql, adminToken: this.env.ADMIN_TOKEN };
  }

  #ask<Answer extends Result<unknown, Reason>>(
    by: By,
    tracker: string | null,
    read: (act: Act) => Answer,
  ): Answer | Refused<NotPermitted> {
    const permitted = code.permit(this.#registry, by, tracker, new Date().toISOString());
    return permitted.ok ? read(permitted.value) : permitted;
  }
}

// What a revision followed, for whoever may see what readers suggest.
function suggestionsBefore(sql: SqlStorage, editor: Editor, pledgeId: number) {
  const followed = barrier(editor, 'GET /suggestions', null) === null ? code.followedBy(sql, pledgeId) : null;
  return (revision: number): { suggestions?: number[] } => {
    const suggestions = followed?.get(revision);
    return suggestions ? { suggestions } : {};
  };
}
