import type {
  BulkDecided,
  ChangedWords,
  Invite,
  InvitedTo,
  Opening,
  SuggestionRecord,
  TrashedPledge,
  WithUndo,
} from '../../data/desk.ts';
import type { MappedImport, MappedReport } from '../../data/import-mapping.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import type { RestoreReport } from '../../data/restore.ts';
import type { BulkDecision, Decision, Suggestion } from '../../data/suggestion.ts';
import type { OpenVisibility, Tracker } from '../../data/tracker.ts';
import type { Editor } from '../roles.ts';
import { type Act, allOrNothing, audit, type By, type PledgeName, permit, unasked } from './act.ts';
import { noteAdminToken } from './admin-token.ts';
import { Alarm } from './alarm.ts';
import { backup } from './backup.ts';
import { makeBackupKey } from './backup-key.ts';
import { actOnMany, type BulkReport, type BulkRequest } from './bulk.ts';
import { type Closing, type ClosingReport, closeTerm } from './close.ts';
import { ADMIN, closeSession, type OpeningCredential, openSession, type Registry } from './credentials.ts';
import { discardDraft } from './discard.ts';
import { assignDraft, createDraft, returnDraft, saveDraft, submitDraft } from './drafts.ts';
import { enqueueEverything, enqueueInstallation } from './enqueue.ts';
import { type Import, type ImportReport, importPledges } from './import.ts';
import * as invites from './invites.ts';
import { LedgerReading } from './ledger-reading.ts';
import { migrate } from './migrations.ts';
import { merge, rename } from './names.ts';
import { openTracker } from './opening.ts';
import { waiting } from './outbox.ts';
import type { PledgeRecord } from './pledges.ts';
import { correct, type Publication, publish } from './publication.ts';
import { forget, opened, receive } from './receive.ts';
import { isEmpty, type Restoring, restore } from './restore.ts';
import { done, type Result } from './result.ts';
import { decideSuggestion, decideSuggestions, receiveSuggestion } from './suggestions.ts';
import * as tokens from './tokens.ts';
import { changeTracker, createTracker, type TrackerAnswer } from './tracker-acts.ts';
import { type DeletedTracker, deleteTracker } from './tracker-deletion.ts';
import { renameTracker } from './tracker-rename.ts';
import { isPrivateTracker, type TrackerRecord } from './trackers.ts';
import { moveToTrash, type RecoveredPledge, type Recovery, recover } from './trash.ts';
import { type UndoReport, undo } from './undo.ts';
import { undoable } from './undo-steps.ts';
import { checkPledge, dispute, redact, retract, revert, settle } from './verdict-acts.ts';
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
    this.#alarm = new Alarm(ctx, env);
    // An alarm that failed too often is dropped by the platform, so each start sets it anew.
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage);
      // Those of before the start: nobody reads or sends them any more.
      await forget(ctx.storage, null);
      ctx.storage.transactionSync(() => {
        const start = unasked(ctx.storage.sql, ADMIN, new Date().toISOString());
        noteAdminToken(start, env.ADMIN_TOKEN);
        if (makeBackupKey(start.sql)) enqueueInstallation(start);
      });
      await this.#alarm.set();
    });
  }

  /** Founds a tracker; with `dryRun`, only says what it would be. Refuses an id that is taken. */
  createTracker(by: By, tracker: Tracker, dryRun = false): Result<TrackerAnswer> {
    return this.#act(by, tracker.id, (act) => createTracker(act, tracker, dryRun));
  }

  /** Changes a tracker whose version the editor has seen; with `dryRun`, only says what it would be. */
  changeTracker(by: By, version: number, tracker: Tracker, dryRun = false): Result<TrackerAnswer> {
    return this.#act(by, tracker.id, (act) => changeTracker(act, version, tracker, dryRun));
  }

  /** Deletes a tracker in which nothing was ever published; `confirmed` is how many pledges go with it. */
  deleteTracker(by: By, id: string, version: number, confirmed: number | null): Result<DeletedTracker> {
    return this.#act(by, id, (act) => deleteTracker(act, id, version, confirmed));
  }

  /** Gives things of a tracker other ids, also in what was published; with `dryRun`, only says what would be. */
  changeWords(
    by: By,
    tracker: string,
    version: number,
    changes: WordChanges,
    dryRun: boolean,
  ): Result<ChangedWords> {
    return this.#act(by, tracker, (act) => changeWords(act, tracker, version, changes, dryRun));
  }

  /** Opens a private tracker: all that is ready goes on record; with `dryRun`, only says what would. */
  openTracker(
    by: By,
    tracker: string,
    version: number,
    visibility: OpenVisibility,
    dryRun: boolean,
  ): Result<Opening> {
    return this.#act(by, tracker, (act) => openTracker(act, tracker, version, visibility, dryRun));
  }

  /** Gives a private tracker another id. */
  renameTracker(by: By, tracker: string, version: number, to: string): Result<TrackerRecord> {
    return this.#act(by, tracker, (act) => renameTracker(act, tracker, version, to));
  }

  /** Gives every open pledge its last verdict by rule, and closes the tracker. */
  closeTerm(
    by: By,
    tracker: string,
    version: number,
    closing: Closing,
    dryRun: boolean,
  ): Result<ClosingReport> {
    return this.#act(by, tracker, (act) => closeTerm(act, tracker, version, closing, dryRun));
  }

  /** Imports `{"pledges": [...]}` as it was sent, all or none; a stream, because it may be larger than RPC takes. */
  async import(by: By, tracker: string, sent: ReadableStream, how: Import): Promise<Result<ImportReport>> {
    const { pledges } = await new Response(sent).json<{ pledges: unknown[] }>();
    return this.#act(by, tracker, (act) => importPledges(act, tracker, pledges, how));
  }

  /** Imports a sheet by its mapping, as `importMapped` does; a stream, because it may be larger than RPC takes. */
  async importMapped(
    by: By,
    tracker: string,
    sent: ReadableStream,
    how: Import,
  ): Promise<Result<MappedReport>> {
    // Not at the top: what few requests need would be part of every start.
    const { importMapped } = await import('./import-mapped.ts');
    const request = await new Response(sent).json<MappedImport>();
    return this.#act(by, tracker, (act) => importMapped(act, tracker, request, how));
  }

  /** Begins a pledge that readers do not see. */
  create(by: By, name: PledgeName, draft: PledgeDraft): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => createDraft(act, name, draft));
  }

  /** Keeps what an editor has written. */
  save(by: By, name: PledgeName, version: number, draft: PledgeDraft): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => saveDraft(act, name, version, draft));
  }

  /** Asks for a second pair of eyes. */
  submit(by: By, name: PledgeName, version: number): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => submitDraft(act, name, version));
  }

  /** Sends a draft back with a comment, or takes it off the schedule. */
  sendBack(by: By, name: PledgeName, version: number, comment: string): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => returnDraft(act, name, version, comment));
  }

  /** Gives a draft to somebody else. */
  assign(by: By, name: PledgeName, version: number, to: string): Result<WithUndo<PledgeRecord>> {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'assign', name.tracker, (undo) => assignDraft(act, name, version, to, undo)),
    );
  }

  /** Drops a draft; what readers see stays. */
  discard(by: By, name: PledgeName, version: number): Result<WithUndo<PledgeRecord>> {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'discard', name.tracker, (undo) => discardDraft(act, name, version, undo)),
    );
  }

  /** Moves a pledge that was never published to the trash; its name is free. */
  moveToTrash(by: By, name: PledgeName, version: number): Result<WithUndo<TrashedPledge>> {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'trash', name.tracker, (undo) => moveToTrash(act, name, version, undo)),
    );
  }

  /** Brings a pledge back from the trash, under its old name or another. */
  recover(by: By, name: PledgeName, recovery: Recovery): Result<RecoveredPledge> {
    return this.#act(by, name.tracker, (act) => recover(act, name, recovery));
  }

  /** Does one act on many pledges of a tracker; each is done or refused by itself. */
  actOnMany(by: By, tracker: string, request: BulkRequest): Result<BulkReport> {
    return this.#act(by, tracker, (act) => actOnMany(this.ctx.storage, act, tracker, request));
  }

  /** Undoes what was done under an id within the last hour, as far as nobody has touched it since. */
  undo(by: By, id: string): Result<UndoReport> {
    return this.#act(by, null, (act) => undo(act, id));
  }

  /** Puts a draft before readers, now or at its time; in a private tracker it is ready then, which can be undone. */
  publish(
    by: By,
    name: PledgeName,
    version: number,
    how: Publication,
  ): Result<PledgeRecord & { undo?: string }> {
    return this.#act(by, name.tracker, (act) =>
      isPrivateTracker(act.sql, name.tracker)
        ? undoable(act, 'publish', name.tracker, (undo) => publish(act, name, version, how, undo))
        : publish(act, name, version, how),
    );
  }

  /** Puts a draft before readers as a correction. */
  correct(by: By, name: PledgeName, version: number, how: Publication): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => correct(act, name, version, how));
  }

  /** Withdraws a verdict, and says why. */
  retract(by: By, name: PledgeName, version: number, note: string): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => retract(act, name, version, note));
  }

  /** Takes content out of revisions for good; their hashes stay. */
  redact(
    by: By,
    name: PledgeName,
    version: number,
    what: Parameters<typeof redact>[3],
  ): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => redact(act, name, version, what));
  }

  /** Makes an earlier revision what readers see, as a new one. */
  revert(
    by: By,
    name: PledgeName,
    version: number,
    what: Parameters<typeof revert>[3],
  ): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => revert(act, name, version, what));
  }

  /** Gives a pledge a new slug or further aliases. */
  rename(
    by: By,
    name: PledgeName,
    version: number,
    names: Parameters<typeof rename>[3],
  ): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => rename(act, name, version, names));
  }

  /** Lets a pledge lead to another for ever. */
  merge(by: By, name: PledgeName, version: number, what: Parameters<typeof merge>[3]): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => merge(act, name, version, what));
  }

  /** Notes that somebody looked and found nothing to change. */
  check(by: By, name: PledgeName, version: number): Result<WithUndo<PledgeRecord>> {
    return this.#act(by, name.tracker, (act) =>
      undoable(act, 'check', name.tracker, (undo) => checkPledge(act, name, version, undo)),
    );
  }

  /** Marks a verdict as under review. */
  dispute(by: By, name: PledgeName, version: number, note: string): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => dispute(act, name, version, note));
  }

  /** Ends the review of a verdict that stands. */
  settle(by: By, name: PledgeName, version: number, note: string): Result<PledgeRecord> {
    return this.#act(by, name.tracker, (act) => settle(act, name, version, note));
  }

  /** Takes in what a reader suggests about a pledge: the one thing that the public writes. `network` is a keyed hash. */
  suggest(name: PledgeName, suggestion: Suggestion, network: string | null): Result<null> {
    return this.#transact(
      (at) => done(unasked(this.#sql, READER, at)),
      (act) => receiveSuggestion(act, name, suggestion, network),
    );
  }

  /** Accepts or declines a suggestion, once. */
  decide(by: By, id: number, decision: Decision): Result<SuggestionRecord> {
    return this.#act(by, null, (act) => decideSuggestion(act, act.editor.trackers, id, decision));
  }

  /** Accepts or declines many suggestions alike, each by itself. */
  decideMany(by: By, decision: BulkDecision): Result<BulkDecided> {
    return this.#act(by, null, (act) => decideSuggestions(act, act.editor.trackers, decision));
  }

  /** Lets somebody enter the desk, by the hash of their secret or by the address that Access verifies. */
  createToken(by: By, token: tokens.NewToken, hash: string | null): Result<tokens.TokenRecord> {
    return this.#act(by, null, (act) => tokens.createToken(act, token, hash));
  }

  /** Gives a token another role, other trackers or another end; what that takes away goes at once. */
  changeToken(
    by: By,
    id: string,
    change: tokens.TokenChange,
  ): Result<tokens.TokenRecord & tokens.LeftBehind> {
    return this.#act(by, null, (act) => tokens.changeToken(act, id, change));
  }

  /** Ends a token and its sessions at once; with `passTo`, what its name had in the works passes to another. */
  revokeToken(by: By, id: string, passTo: string | null): Result<tokens.TokenRecord & tokens.LeftBehind> {
    return this.#act(by, null, (act) => tokens.revokeToken(act, id, passTo));
  }

  /** Lets an act on a webhook pass, and notes it. The Courier does it then. */
  noteWebhookAct(by: By, act: WebhookAct): Result<{ name: string; at: string }> {
    return this.#act(by, null, (frame) => noteWebhookAct(frame, act));
  }

  /** Notes that the Courier did not do what was noted. */
  noteWebhookActFailed(act: WebhookAct, why: string): void {
    this.#transact(
      (at) => done(unasked(this.#sql, ADMIN, at)),
      (frame) => done(noteWebhookActFailed(frame, act, why)),
    );
  }

  /** Makes a link that lets somebody in once, by the hash of its code. */
  invite(by: By, sent: invites.NewInvite, hash: string): Result<Invite> {
    return this.#act(by, null, (act) => invites.invite(act, this.#registry, sent, hash));
  }

  /** Makes a link that is a new key for somebody who may enter. */
  inviteAgain(by: By, token: string, hash: string): Result<Invite> {
    return this.#act(by, null, (act) => invites.inviteAgain(act, this.#registry, token, hash));
  }

  /** Ends a link that nobody has used. */
  withdrawInvite(by: By, id: string): Result<Invite> {
    return this.#act(by, null, (act) => invites.withdrawInvite(act, this.#registry, id));
  }

  /** Lets in whoever has the code of a link, and spends it; asked by whoever is not known yet. */
  acceptInvite(how: invites.Accepting): Result<InvitedTo> {
    return allOrNothing(this.ctx.storage, () =>
      invites.acceptInvite(this.#registry, how, new Date().toISOString()),
    );
  }

  /** Opens a session; the one thing that whoever is not known yet may ask for. */
  openSession(hash: string, from: OpeningCredential): Result<Editor & { expiresAt: string }> {
    return openSession(this.#registry, hash, from, new Date().toISOString());
  }

  /** Ends a session, and with `everywhere` all of whoever asks. */
  closeSession(by: By, hash: string, everywhere: boolean): Result<null> {
    return this.#act(by, null, ({ sql, editor }) => {
      closeSession(sql, hash, editor.name, everywhere);
      return done(null);
    });
  }

  /** Queues every document there should be and searches for others, so that PUBLISHED becomes what the Ledger says. */
  republish(by: By): Result<{ queued: number }> {
    return this.#act(by, null, (act) => {
      // One that waits for its backup knows nothing yet, and readers may still have everything.
      if (isEmpty(act.sql)) return done({ queued: 0 });
      enqueueEverything(act);
      audit(act, { act: 'republish' });
      return done({ queued: waiting(act.sql).count });
    });
  }

  /**
   * Everything that the Ledger can be built from again, as it is at this instant, as lines of JSON. Breaks off when
   * whoever asks may not any more.
   */
  backup(by: By): Result<ReadableStream<Uint8Array>> {
    return this.#act(by, null, (act) => {
      const stream = backup(this.ctx.storage, { at: act.at, installation: this.env.PUBLIC_ORIGIN });
      // An empty Ledger stays empty: a backup can be restored into no other.
      if (!isEmpty(act.sql)) audit(act, { act: 'backup' });
      return done(whilePermitted(stream, () => this.#may(by)));
    });
  }

  /** Fills an empty Ledger from a backup, all of it or nothing, and queues all of PUBLISHED. A refusal leaves nothing. */
  async restore(
    by: By,
    body: ReadableStream<Uint8Array>,
    isZipped: boolean,
    how: Restoring,
  ): Promise<Result<RestoreReport>> {
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
  #may(by: By): boolean {
    return permit(this.#registry, by, null, new Date().toISOString()).ok;
  }

  /** Does what somebody at the desk asks for, on one tracker or on none, if they may at this moment. */
  #act<Value>(by: By, tracker: string | null, act: (frame: Act) => Result<Value>): Result<Value> {
    return this.#transact((at) => permit(this.#registry, by, tracker, at), act);
  }

  #transact<Value>(frameAt: (at: string) => Result<Act>, act: (frame: Act) => Result<Value>): Result<Value> {
    const result = allOrNothing(this.ctx.storage, () => {
      const frame = frameAt(new Date().toISOString());
      return frame.ok ? act(frame.value) : frame;
    });
    // Not awaited: with no await in between, the alarm is set in the same atomic write as the act's rows.
    if (result.ok) this.ctx.waitUntil(this.#alarm.set());
    return result;
  }
}
