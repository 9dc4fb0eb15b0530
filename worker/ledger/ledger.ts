import type { BulkRequest } from '../../data/bulk.ts';
import type { MappedImport } from '../../data/import-mapping.ts';
import type { InboxKind, InboxMarks, NewComment } from '../../data/inbox.ts';
import type { SavedView } from '../../data/lists.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import type { Editor } from '../../data/roles.ts';
import type { Closing } from '../../data/running.ts';
import type { BulkDecision, Decision, Suggestion } from '../../data/suggestion.ts';
import type { OpenVisibility, Tracker } from '../../data/tracker.ts';
import type { SwitchedOff } from '../courier-item.ts';
import { done, type Reason, type Result, refused } from '../result.ts';
import { allOrNothing, migrate } from '../storage.ts';
import { type Act, audit, type By, type PledgeName, permit, unasked } from './act.ts';
import { noteAdminToken } from './admin-token.ts';
import { Alarm } from './alarm.ts';
import { makeBackupKey } from './backup-key.ts';
import { actOnMany } from './bulk.ts';
import { closeTerm } from './close.ts';
import { addComment, removeComment } from './comments.ts';
import { ADMIN, closeSession, type OpeningCredential, openSession, type Registry } from './credentials.ts';
import { discardDraft } from './discard.ts';
import { createDraft, returnDraft, saveDraft, submitDraft } from './drafts.ts';
import { enqueueInstallation } from './enqueue.ts';
import { exportPledges } from './export.ts';
import { dropAllCopies, forget } from './forget.ts';
import type { Import } from './import.ts';
import { notifyOfWebhook } from './inbox.ts';
import { markInbox, unreadByKind } from './inbox-reading.ts';
import * as invites from './invites.ts';
import { isEmpty } from './is-empty.ts';
import { keepListing, keepWholeListing } from './kept-listing.ts';
import { LedgerReading } from './ledger-reading.ts';
import { MIGRATIONS } from './migrations.ts';
import { merge, rename } from './names.ts';
import { openTracker } from './opening.ts';
import { wholeSelf } from './people.ts';
import { correct, type Publication, publish } from './publication.ts';
import { republish } from './republish.ts';
import type { Restoring } from './restore.ts';
import { decideSuggestion, decideSuggestions, receiveSuggestion } from './suggestions.ts';
import * as tokens from './tokens.ts';
import { changeTracker, createTracker } from './tracker-acts.ts';
import { deleteTracker } from './tracker-deletion.ts';
import { renameTracker } from './tracker-rename.ts';
import { findTracker, isPrivateTracker } from './trackers.ts';
import { moveToTrash, type Recovery, recover } from './trash.ts';
import { type Assignment, assignPledge, snoozePledge } from './triage.ts';
import { undo } from './undo.ts';
import { undoable } from './undo-steps.ts';
import { checkPledge, dispute, redact, retract, revert, settle } from './verdict-acts.ts';
import { saveViews } from './views.ts';
import { noteWebhookAct, noteWebhookActFailed, type WebhookAct } from './webhook-acts.ts';
import { whilePermitted } from './while-permitted.ts';
import { changeWords, type WordChanges } from './words.ts';

/** Who suggests; the audit never names it. */
const READER: Editor = { name: 'reader', role: 'reader', trackers: '*' };

/**
 * The system of record. Every method that changes something is one editorial act in one transaction: what it
 * changes, its revision, its audit row and its outbox rows are written together or not at all. `by` is what the request
 * shows of who sends it, which the transaction looks up for itself. An act on a pledge names the version that the editor
 * has seen, and is refused if it is not the newest.
 */
export class Ledger extends LedgerReading {
  readonly #alarm: Alarm;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#alarm = new Alarm(ctx, env, this.pace);
    // An alarm that failed too often is dropped by the platform, so each start sets it anew.
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, MIGRATIONS);
      // Those of before the start: nobody reads or sends them any more.
      dropAllCopies(ctx.storage.sql);
      await forget(ctx.storage, null);
      keepWholeListing(ctx.storage);
      ctx.storage.transactionSync(() => {
        const start = unasked(ctx.storage.sql, ADMIN, new Date().toISOString());
        noteAdminToken(start, env.ADMIN_TOKEN);
        if (makeBackupKey(start.sql)) enqueueInstallation(start);
      });
      await this.#alarm.set();
    });
  }

  /** Founds a tracker; with `dryRun`, only says what it would be. Refuses an id that is taken. */
  createTracker(by: By, tracker: Tracker, dryRun = false) {
    return this.#act(by, tracker.id, (act) => createTracker(act, tracker, dryRun));
  }

  /** Changes a tracker whose version the editor has seen; with `dryRun`, only says what it would be. */
  changeTracker(by: By, version: number, tracker: Tracker, dryRun = false) {
    return this.#act(by, tracker.id, (act) => changeTracker(act, version, tracker, dryRun));
  }

  /** Deletes a tracker in which nothing was ever published; `confirmed` is how many pledges go with it. */
  deleteTracker(by: By, id: string, version: number, confirmed: number | null) {
    return this.#act(by, id, (act) => deleteTracker(act, id, version, confirmed));
  }

  /** Gives things of a tracker other ids, also in what was published; with `dryRun`, only says what would be. */
  changeWords(by: By, tracker: string, version: number, changes: WordChanges, dryRun: boolean) {
    return this.#act(by, tracker, (act) => changeWords(act, tracker, version, changes, dryRun));
  }

  /** Opens a private tracker: all that is ready goes on record; with `dryRun`, only says what would. */
  openTracker(by: By, tracker: string, version: number, visibility: OpenVisibility, dryRun: boolean) {
    return this.#act(by, tracker, (act) => openTracker(act, tracker, version, visibility, dryRun));
  }

  /** Gives a private tracker another id. */
  renameTracker(by: By, tracker: string, version: number, to: string) {
    return this.#act(by, tracker, (act) => renameTracker(act, tracker, version, to));
  }

  /** Gives every open pledge its last verdict, and closes the tracker; with `dryRun`, only says what it would do. */
  closeTerm(by: By, tracker: string, version: number, closing: Closing, dryRun: boolean) {
    return this.#act(by, tracker, (act) => closeTerm(act, tracker, version, closing, dryRun));
  }

  // What few requests need is loaded by these: at the top it would be part of every start, of readers' too.

  /** Imports `{"pledges": [...]}` as it was sent, all or none; a stream, because it may be larger than RPC takes. */
  async import(by: By, tracker: string, sent: ReadableStream, how: Import) {
    const { importPledges } = await import('./import.ts');
    const { pledges } = await new Response(sent).json<{ pledges: unknown[] }>();
    return this.#act(by, tracker, (act) => importPledges(act, tracker, pledges, how));
  }

  /** Imports a sheet by its mapping, as `importMapped` does; a stream, because it may be larger than RPC takes. */
  async importMapped(by: By, tracker: string, sent: ReadableStream, how: Import) {
    const { importMapped } = await import('./import-mapped.ts');
    const request = await new Response(sent).json<MappedImport>();
    return this.#act(by, tracker, (act) => importMapped(act, tracker, request, how));
  }

  /** Begins a pledge that readers do not see. */
  create(by: By, name: PledgeName, draft: PledgeDraft) {
    return this.#act(by, name.tracker, (act) => createDraft(act, name, draft));
  }

  /** Keeps what an editor has written. */
  save(by: By, name: PledgeName, version: number, draft: PledgeDraft) {
    return this.#act(by, name.tracker, (act) => saveDraft(act, name, version, draft));
  }

  /** Asks for a second pair of eyes. */
  submit(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'submit', name.tracker, (undo) => submitDraft(act, name, version, undo)),
    );
  }

  /** Sends a draft back with a comment, or takes it off the schedule. */
  sendBack(by: By, name: PledgeName, version: number, comment: string) {
    return this.#act(by, name.tracker, (act) => returnDraft(act, name, version, comment));
  }

  /** Gives a pledge to somebody, or to nobody; its draft goes along. */
  assign(by: By, name: PledgeName, version: number, sent: Assignment) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'assign', name.tracker, (undo) => assignPledge(act, name, version, sent, undo)),
    );
  }

  /** Lets a pledge be due no sooner than at an instant, or on a day; null: as soon as it is. */
  snooze(by: By, name: PledgeName, version: number, until: string | null) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'snooze', name.tracker, (undo) => snoozePledge(act, name, version, until, undo)),
    );
  }

  /** Keeps the lists that whoever asks has named for themselves; what they had goes. */
  saveViews(by: By, views: SavedView[]) {
    return this.#act(by, null, (act) => done(saveViews(act, views)));
  }

  /** Drops a draft; what readers see stays. */
  discard(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'discard', name.tracker, (undo) => discardDraft(act, name, version, undo)),
    );
  }

  /** Moves a pledge that was never published to the trash; its name is free. */
  moveToTrash(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'trash', name.tracker, (undo) => moveToTrash(act, name, version, undo)),
    );
  }

  /** Brings a pledge back from the trash, under its old name or another. */
  recover(by: By, name: PledgeName, recovery: Recovery) {
    return this.#act(by, name.tracker, (act) => recover(act, name, recovery));
  }

  /** Does one act on many pledges of a tracker; each is done or refused by itself. */
  actOnMany(by: By, tracker: string, request: BulkRequest) {
    return this.#act(by, tracker, (act) => actOnMany(this.ctx.storage, act, tracker, request));
  }

  /** Undoes what was done under an id within the last hour, as far as nobody has touched it since. */
  undo(by: By, id: string) {
    return this.#act(by, null, (act) => undo(act, id));
  }

  /** Puts a draft before readers, now or at its time; in a private tracker it is ready then, which can be undone. */
  publish(by: By, name: PledgeName, version: number, how: Publication) {
    return this.#act(by, name.tracker, (act) =>
      isPrivateTracker(act.sql, name.tracker)
        ? undoable(act, 'publish', name.tracker, (undo) => publish(act, name, version, how, undo))
        : publish(act, name, version, how),
    );
  }

  /** Puts a draft before readers as a correction. */
  correct(by: By, name: PledgeName, version: number, how: Publication) {
    return this.#act(by, name.tracker, (act) => correct(act, name, version, how));
  }

  /** Withdraws a verdict, and says why. */
  retract(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => retract(act, name, version, note));
  }

  /** Takes content out of revisions for good; their hashes stay. */
  redact(by: By, name: PledgeName, version: number, what: Parameters<typeof redact>[3]) {
    return this.#act(by, name.tracker, (act) => redact(act, name, version, what));
  }

  /** Makes an earlier revision what readers see, as a new one. */
  revert(by: By, name: PledgeName, version: number, what: Parameters<typeof revert>[3]) {
    return this.#act(by, name.tracker, (act) => revert(act, name, version, what));
  }

  /** Gives a pledge a new slug or further aliases. */
  rename(by: By, name: PledgeName, version: number, names: Parameters<typeof rename>[3]) {
    return this.#act(by, name.tracker, (act) => rename(act, name, version, names));
  }

  /** Lets a pledge lead to another for ever. */
  merge(by: By, name: PledgeName, version: number, what: Parameters<typeof merge>[3]) {
    return this.#act(by, name.tracker, (act) => merge(act, name, version, what));
  }

  /** Notes that somebody looked and found nothing to change. */
  check(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'check', name.tracker, (undo) => checkPledge(act, name, version, undo)),
    );
  }

  /** Marks a verdict as under review. */
  dispute(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => dispute(act, name, version, note));
  }

  /** Ends the review of a verdict that stands. */
  settle(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => settle(act, name, version, note));
  }

  /** Adds a comment to a pledge. */
  comment(by: By, name: PledgeName, comment: NewComment) {
    return this.#act(by, name.tracker, (act) => addComment(act, name, comment));
  }

  /** Deletes a comment. */
  removeComment(by: By, name: PledgeName, id: number) {
    return this.#act(by, name.tracker, (act) => removeComment(act, name, id));
  }

  /** Notes what whoever asks has read of their inbox. */
  markInbox(by: By, marks: InboxMarks) {
    return this.#act(by, null, (act) => markInbox(act, marks));
  }

  /** Takes in what a reader suggests about a pledge: the one thing that the public writes. `network` is a keyed hash. */
  suggest(name: PledgeName, suggestion: Suggestion, network: string | null) {
    return this.#transact((at) =>
      receiveSuggestion(unasked(this.#sql, READER, at), name, suggestion, network),
    );
  }

  /** Accepts or declines a suggestion, once. */
  decide(by: By, id: number, decision: Decision) {
    return this.#act(by, null, (act) => decideSuggestion(act, act.editor.trackers, id, decision));
  }

  /** Accepts or declines many suggestions alike, each by itself. */
  decideMany(by: By, decision: BulkDecision) {
    return this.#act(by, null, (act) => decideSuggestions(act, act.editor.trackers, decision));
  }

  /** Lets somebody enter the desk, by the hash of their secret or by the address that Access verifies. */
  createToken(by: By, token: tokens.NewToken, hash: string | null) {
    return this.#act(by, null, (act) => tokens.createToken(act, token, hash));
  }

  /** Gives a token another role, other trackers or another end; what that takes away goes at once. */
  changeToken(by: By, id: string, change: tokens.TokenChange) {
    return this.#act(by, null, (act) => tokens.changeToken(act, id, change));
  }

  /** Ends a token and its sessions at once; with `passTo`, what its name had in the works passes to another. */
  revokeToken(by: By, id: string, passTo: string | null) {
    return this.#act(by, null, (act) => tokens.revokeToken(act, id, passTo));
  }

  /** Lets an act on a webhook pass, and notes it. The Courier does it then. */
  noteWebhookAct(by: By, act: WebhookAct) {
    return this.#act(by, null, (frame) => noteWebhookAct(frame, act));
  }

  /** Notes that the Courier did not do what was noted. */
  noteWebhookActFailed(act: WebhookAct, why: string): void {
    this.#transact((at) => done(noteWebhookActFailed(unasked(this.#sql, ADMIN, at), act, why)));
  }

  /** Tells whoever may see a webhook that the Courier has switched it off. */
  noteWebhookOff(off: SwitchedOff): void {
    this.#transact((at) => done(notifyOfWebhook(unasked(this.#sql, ADMIN, at), off)));
  }

  /** Notes in the audit that followers are moved, never who. The Courier does it then. */
  noteFollowers(by: By, name: `${'make key for' | 'export' | 'import'} followers`, lines: number | null) {
    return this.#act(by, null, (act) => {
      audit(act, { act: name, ...(lines === null ? {} : { detail: { lines } }) });
      return done(null);
    });
  }

  /** What waits for somebody, by kind, for the mail that tells them; null where nobody of that name may enter. The Courier asks. */
  waitingFor(person: string, since: string | null): Partial<Record<InboxKind, number>> | null {
    const self = wholeSelf({ sql: this.#sql, at: new Date().toISOString() }, person);
    return self && unreadByKind(this.#sql, self, since);
  }

  /** Makes a link that lets somebody in once, by the hash of its code. */
  invite(by: By, sent: invites.NewInvite, hash: string) {
    return this.#act(by, null, (act) => invites.invite(act, this.#registry, sent, hash));
  }

  /** Makes a link that is a new key for somebody who may enter. */
  inviteAgain(by: By, token: string, hash: string) {
    return this.#act(by, null, (act) => invites.inviteAgain(act, this.#registry, token, hash));
  }

  /** Ends a link that nobody has used. */
  withdrawInvite(by: By, id: string) {
    return this.#act(by, null, (act) => invites.withdrawInvite(act, this.#registry, id));
  }

  /** Lets in whoever has the code of a link, and spends it; asked by whoever is not known yet. */
  acceptInvite(how: invites.Accepting) {
    return allOrNothing(this.ctx.storage, () =>
      invites.acceptInvite(this.#registry, how, new Date().toISOString()),
    );
  }

  /** Opens a session; the one thing that whoever is not known yet may ask for. */
  openSession(hash: string, from: OpeningCredential) {
    return openSession(this.#registry, hash, from, new Date().toISOString());
  }

  /** Ends a session, and with `everywhere` all of whoever asks. */
  closeSession(by: By, hash: string, everywhere: boolean) {
    return this.#act(by, null, ({ sql, editor }) => {
      closeSession(sql, hash, editor.name, everywhere);
      return done(null);
    });
  }

  /** Queues every document there should be and searches for others, so that PUBLISHED becomes what the Ledger says. */
  republish(by: By, dryRun = false) {
    return this.#act(by, null, (act) => done(republish(act, this.pace, dryRun)));
  }

  /**
   * Everything that the Ledger can be built from again, as it is at this instant, as lines of JSON. Breaks off when
   * whoever asks may not any more.
   */
  async backup(by: By) {
    const { backup } = await import('./backup.ts');
    return this.#act(by, null, (act) => {
      // An empty Ledger stays empty: a backup can be restored into no other.
      const isKept = !isEmpty(act.sql);
      const sent = () => {
        if (isKept)
          this.#act(by, null, (after) => done(audit(after, { act: 'backup sent', detail: { at: act.at } })));
      };
      const header = { at: act.at, installation: this.env.PUBLIC_ORIGIN };
      const stream = backup(this.ctx.storage, header, sent);
      if (isKept) audit(act, { act: 'backup' });
      return done(whilePermitted(stream, () => this.#may(by)));
    });
  }

  /** The pledges of a tracker as an import reads them back, drafts included; breaks off when whoever asks may not any more. */
  exported(by: By, tracker: string) {
    return this.#act(by, tracker, (act) => {
      if (!findTracker(act.sql, tracker)) return refused({ reason: 'unknown-tracker' });
      audit(act, { act: 'export', tracker });
      return done(whilePermitted(exportPledges(act.sql, tracker), () => this.#may(by, tracker)));
    });
  }

  /** Fills an empty Ledger from a backup, all of it or nothing, and queues all of PUBLISHED. A refusal leaves nothing. */
  async restore(by: By, body: ReadableStream<Uint8Array>, isZipped: boolean, how: Restoring) {
    const [{ opened, receive }, { restore }] = await Promise.all([
      import('./receive.ts'),
      import('./restore.ts'),
    ]);
    const id = crypto.randomUUID();
    const sent = opened(
      whilePermitted(body, () => this.#may(by)),
      isZipped,
    );
    try {
      const received = await receive(this.#sql, id, sent, how.key);
      if (received.ok) return this.#act(by, null, (act) => restore(act, id, how));
      await forget(this.ctx.storage, id);
      await sent.letPass();
      return this.#act(by, null, () => received);
    } finally {
      await forget(this.ctx.storage, id);
      // It may have been forgotten with the rest.
      await this.#alarm.set();
    }
  }

  override alarm(): Promise<void> {
    return this.#alarm.run();
  }

  get #sql(): SqlStorage {
    return this.ctx.storage.sql;
  }

  get #registry(): Registry {
    return { sql: this.#sql, adminToken: this.env.ADMIN_TOKEN };
  }

  /** Whether somebody may still do what they have begun. */
  #may(by: By, tracker: string | null = null): boolean {
    return permit(this.#registry, by, tracker, new Date().toISOString()).ok;
  }

  /** Does what somebody at the desk asks for, on one tracker or on none, if they may at this moment. */
  #act<Answer extends Result<unknown, Reason>>(by: By, tracker: string | null, act: (frame: Act) => Answer) {
    return this.#transact((at) => {
      const permitted = permit(this.#registry, by, tracker, at);
      return permitted.ok ? act(permitted.value) : permitted;
    });
  }

  #transact<Answer extends Result<unknown, Reason>>(act: (at: string) => Answer): Answer {
    const result = allOrNothing(this.ctx.storage, () => {
      const done = act(new Date().toISOString());
      if (done.ok) keepListing(this.#sql);
      return done;
    });
    // Not awaited: with no await in between, the alarm is set in the same atomic write as the act's rows.
    if (result.ok) this.ctx.waitUntil(this.#alarm.set());
    return result;
  }
}
