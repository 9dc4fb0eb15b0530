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
import type { Act, By, PledgeName } from './act.ts';
import type { Alarm } from './alarm.ts';
import type { OpeningCredential, Registry } from './credentials.ts';
import type { Import } from './import.ts';
import type * as invites from './invites.ts';
import { LedgerReading } from './ledger-reading.ts';
import { code, loadCode } from './loaded.ts';
import type { Publication } from './publication.ts';
import type { Restoring } from './restore.ts';
import type * as tokens from './tokens.ts';
import type { Recovery } from './trash.ts';
import type { Assignment } from './triage.ts';
import type { WebhookAct } from './webhook-acts.ts';
import type { WordChanges } from './words.ts';

/** Who suggests; the audit never names it. */
const READER: Editor = { name: 'reader', role: 'reader', trackers: '*' };

/**
 * The system of record. Every method that changes something is one editorial act in one transaction: what it
 * changes, its revision, its audit row and its outbox rows are written together or not at all. `by` is what the request
 * shows of who sends it, which the transaction looks up for itself. An act on a pledge names the version that the editor
 * has seen, and is refused if it is not the newest.
 */
export class Ledger extends LedgerReading {
  #alarm!: Alarm;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    // Nothing that is asked of it comes in before.
    ctx.blockConcurrencyWhile(async () => {
      await loadCode();
      this.#alarm = new code.Alarm(ctx, env, this.pace);
      migrate(ctx.storage, code.MIGRATIONS);
      // Those of before the start: nobody reads or sends them any more.
      code.dropAllCopies(ctx.storage.sql);
      await code.forget(ctx.storage, null);
      code.keepWholeListing(ctx.storage);
      ctx.storage.transactionSync(() => {
        const start = code.unasked(ctx.storage.sql, code.ADMIN, new Date().toISOString());
        code.noteAdminToken(start, env.ADMIN_TOKEN);
        if (code.makeBackupKey(start.sql)) code.enqueueInstallation(start);
      });
      // An alarm that failed too often is dropped by the platform, so each start sets it anew.
      await this.#alarm.set();
    });
  }

  /** Founds a tracker; with `dryRun`, only says what it would be. Refuses an id that is taken. */
  createTracker(by: By, tracker: Tracker, dryRun = false) {
    return this.#act(by, tracker.id, (act) => code.createTracker(act, tracker, dryRun));
  }

  /** Changes a tracker whose version the editor has seen; with `dryRun`, only says what it would be. */
  changeTracker(by: By, version: number, tracker: Tracker, dryRun = false) {
    return this.#act(by, tracker.id, (act) => code.changeTracker(act, version, tracker, dryRun));
  }

  /** Deletes a tracker in which nothing was ever published; `confirmed` is how many pledges go with it. */
  deleteTracker(by: By, id: string, version: number, confirmed: number | null) {
    return this.#act(by, id, (act) => code.deleteTracker(act, id, version, confirmed));
  }

  /** Gives things of a tracker other ids, also in what was published; with `dryRun`, only says what would be. */
  changeWords(by: By, tracker: string, version: number, changes: WordChanges, dryRun: boolean) {
    return this.#act(by, tracker, (act) => code.changeWords(act, tracker, version, changes, dryRun));
  }

  /** Opens a private tracker: all that is ready goes on record; with `dryRun`, only says what would. */
  openTracker(by: By, tracker: string, version: number, visibility: OpenVisibility, dryRun: boolean) {
    return this.#act(by, tracker, (act) => code.openTracker(act, tracker, version, visibility, dryRun));
  }

  /** Gives a private tracker another id. */
  renameTracker(by: By, tracker: string, version: number, to: string) {
    return this.#act(by, tracker, (act) => code.renameTracker(act, tracker, version, to));
  }

  /** Gives every open pledge its last verdict, and closes the tracker; with `dryRun`, only says what it would do. */
  closeTerm(by: By, tracker: string, version: number, closing: Closing, dryRun: boolean) {
    return this.#act(by, tracker, (act) => code.closeTerm(act, tracker, version, closing, dryRun));
  }

  // What few acts need is loaded by these, and not as each Ledger starts.

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
    return this.#act(by, name.tracker, (act) => code.createDraft(act, name, draft));
  }

  /** Keeps what an editor has written. */
  save(by: By, name: PledgeName, version: number, draft: PledgeDraft) {
    return this.#act(by, name.tracker, (act) => code.saveDraft(act, name, version, draft));
  }

  /** Asks for a second pair of eyes. */
  submit(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'submit', name.tracker, (undo) => code.submitDraft(act, name, version, undo)),
    );
  }

  /** Sends a draft back with a comment, or takes it off the schedule. */
  sendBack(by: By, name: PledgeName, version: number, comment: string) {
    return this.#act(by, name.tracker, (act) => code.returnDraft(act, name, version, comment));
  }

  /** Gives a pledge to somebody, or to nobody; its draft goes along. */
  assign(by: By, name: PledgeName, version: number, sent: Assignment) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'assign', name.tracker, (undo) => code.assignPledge(act, name, version, sent, undo)),
    );
  }

  /** Lets a pledge be due no sooner than at an instant, or on a day; null: as soon as it is. */
  snooze(by: By, name: PledgeName, version: number, until: string | null) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'snooze', name.tracker, (undo) =>
        code.snoozePledge(act, name, version, until, undo),
      ),
    );
  }

  /** Keeps the lists that whoever asks has named for themselves; what they had goes. */
  saveViews(by: By, views: SavedView[]) {
    return this.#act(by, null, (act) => done(code.saveViews(act, views)));
  }

  /** Drops a draft; what readers see stays. */
  discard(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'discard', name.tracker, (undo) => code.discardDraft(act, name, version, undo)),
    );
  }

  /** Moves a pledge that was never published to the trash; its name is free. */
  moveToTrash(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'trash', name.tracker, (undo) => code.moveToTrash(act, name, version, undo)),
    );
  }

  /** Brings a pledge back from the trash, under its old name or another. */
  recover(by: By, name: PledgeName, recovery: Recovery) {
    return this.#act(by, name.tracker, (act) => code.recover(act, name, recovery));
  }

  /** Does one act on many pledges of a tracker; each is done or refused by itself. */
  actOnMany(by: By, tracker: string, request: BulkRequest) {
    return this.#act(by, tracker, (act) => code.actOnMany(this.ctx.storage, act, tracker, request));
  }

  /** Undoes what was done under an id within the last hour, as far as nobody has touched it since. */
  undo(by: By, id: string) {
    return this.#act(by, null, (act) => code.undo(act, id));
  }

  /** Puts a draft before readers, now or at its time; in a private tracker it is ready then, which can be undone. */
  publish(by: By, name: PledgeName, version: number, how: Publication) {
    return this.#act(by, name.tracker, (act) =>
      code.isPrivateTracker(act.sql, name.tracker)
        ? code.undoable(act, 'publish', name.tracker, (undo) => code.publish(act, name, version, how, undo))
        : code.publish(act, name, version, how),
    );
  }

  /** Puts a draft before readers as a correction. */
  correct(by: By, name: PledgeName, version: number, how: Publication) {
    return this.#act(by, name.tracker, (act) => code.correct(act, name, version, how));
  }

  /** Withdraws a verdict, and says why. */
  retract(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => code.retract(act, name, version, note));
  }

  /** Takes content out of revisions for good; their hashes stay. */
  redact(by: By, name: PledgeName, version: number, what: Parameters<typeof code.redact>[3]) {
    return this.#act(by, name.tracker, (act) => code.redact(act, name, version, what));
  }

  /** Makes an earlier revision what readers see, as a new one. */
  revert(by: By, name: PledgeName, version: number, what: Parameters<typeof code.revert>[3]) {
    return this.#act(by, name.tracker, (act) => code.revert(act, name, version, what));
  }

  /** Gives a pledge a new slug or further aliases. */
  rename(by: By, name: PledgeName, version: number, names: Parameters<typeof code.rename>[3]) {
    return this.#act(by, name.tracker, (act) => code.rename(act, name, version, names));
  }

  /** Lets a pledge lead to another for ever. */
  merge(by: By, name: PledgeName, version: number, what: Parameters<typeof code.merge>[3]) {
    return this.#act(by, name.tracker, (act) => code.merge(act, name, version, what));
  }

  /** Notes that somebody looked and found nothing to change. */
  check(by: By, name: PledgeName, version: number) {
    return this.#act(by, name.tracker, (act) =>
      code.undoable(act, 'check', name.tracker, (undo) => code.checkPledge(act, name, version, undo)),
    );
  }

  /** Marks a verdict as under review. */
  dispute(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => code.dispute(act, name, version, note));
  }

  /** Ends the review of a verdict that stands. */
  settle(by: By, name: PledgeName, version: number, note: string) {
    return this.#act(by, name.tracker, (act) => code.settle(act, name, version, note));
  }

  /** Adds a comment to a pledge. */
  comment(by: By, name: PledgeName, comment: NewComment) {
    return this.#act(by, name.tracker, (act) => code.addComment(act, name, comment));
  }

  /** Deletes a comment. */
  removeComment(by: By, name: PledgeName, id: number) {
    return this.#act(by, name.tracker, (act) => code.removeComment(act, name, id));
  }

  /** Notes what whoever asks has read of their inbox. */
  markInbox(by: By, marks: InboxMarks) {
    return this.#act(by, null, (act) => code.markInbox(act, marks));
  }

  /** Takes in what a reader suggests about a pledge: the one thing that the public writes. `network` is a keyed hash. */
  suggest(name: PledgeName, suggestion: Suggestion, network: string | null) {
    return this.#transact((at) =>
      code.receiveSuggestion(code.unasked(this.#sql, READER, at), name, suggestion, network),
    );
  }

  /** Accepts or declines a suggestion, once. */
  decide(by: By, id: number, decision: Decision) {
    return this.#act(by, null, (act) => code.decideSuggestion(act, act.editor.trackers, id, decision));
  }

  /** Accepts or declines many suggestions alike, each by itself. */
  decideMany(by: By, decision: BulkDecision) {
    return this.#act(by, null, (act) => code.decideSuggestions(act, act.editor.trackers, decision));
  }

  /** Lets somebody enter the desk, by the hash of their secret or by the address that Access verifies. */
  createToken(by: By, token: tokens.NewToken, hash: string | null) {
    return this.#act(by, null, (act) => code.tokens.createToken(act, token, hash));
  }

  /** Gives a token another role, other trackers or another end; what that takes away goes at once. */
  changeToken(by: By, id: string, change: tokens.TokenChange) {
    return this.#act(by, null, (act) => code.tokens.changeToken(act, id, change));
  }

  /** Ends a token and its sessions at once; with `passTo`, what its name had in the works passes to another. */
  revokeToken(by: By, id: string, passTo: string | null) {
    return this.#act(by, null, (act) => code.tokens.revokeToken(act, id, passTo));
  }

  /** Lets an act on a webhook pass, and notes it. The Courier does it then. */
  noteWebhookAct(by: By, act: WebhookAct) {
    return this.#act(by, null, (frame) => code.noteWebhookAct(frame, act));
  }

  /** Notes that the Courier did not do what was noted. */
  noteWebhookActFailed(act: WebhookAct, why: string): void {
    this.#transact((at) =>
      done(code.noteWebhookActFailed(code.unasked(this.#sql, code.ADMIN, at), act, why)),
    );
  }

  /** Tells whoever may see a webhook that the Courier has switched it off. */
  noteWebhookOff(off: SwitchedOff): void {
    this.#transact((at) => done(code.notifyOfWebhook(code.unasked(this.#sql, code.ADMIN, at), off)));
  }

  /** Notes in the audit that followers are moved, never who. The Courier does it then. */
  noteFollowers(by: By, name: `${'make key for' | 'export' | 'import'} followers`, lines: number | null) {
    return this.#act(by, null, (act) => {
      code.audit(act, { act: name, ...(lines === null ? {} : { detail: { lines } }) });
      return done(null);
    });
  }

  /** What waits for somebody, by kind, for the mail that tells them; null where nobody of that name may enter. The Courier asks. */
  waitingFor(person: string, since: string | null): Partial<Record<InboxKind, number>> | null {
    const self = code.wholeSelf({ sql: this.#sql, at: new Date().toISOString() }, person);
    return self && code.unreadByKind(this.#sql, self, since);
  }

  /** Makes a link that lets somebody in once, by the hash of its code. */
  invite(by: By, sent: invites.NewInvite, hash: string) {
    return this.#act(by, null, (act) => code.invites.invite(act, this.#registry, sent, hash));
  }

  /** Makes a link that is a new key for somebody who may enter. */
  inviteAgain(by: By, token: string, hash: string) {
    return this.#act(by, null, (act) => code.invites.inviteAgain(act, this.#registry, token, hash));
  }

  /** Ends a link that nobody has used. */
  withdrawInvite(by: By, id: string) {
    return this.#act(by, null, (act) => code.invites.withdrawInvite(act, this.#registry, id));
  }

  /** Lets in whoever has the code of a link, and spends it; asked by whoever is not known yet. */
  acceptInvite(how: invites.Accepting) {
    return allOrNothing(this.ctx.storage, () =>
      code.invites.acceptInvite(this.#registry, how, new Date().toISOString()),
    );
  }

  /** Opens a session; the one thing that whoever is not known yet may ask for. */
  openSession(hash: string, from: OpeningCredential) {
    return code.openSession(this.#registry, hash, from, new Date().toISOString());
  }

  /** Ends a session, and with `everywhere` all of whoever asks. */
  closeSession(by: By, hash: string, everywhere: boolean) {
    return this.#act(by, null, ({ sql, editor }) => {
      code.closeSession(sql, hash, editor.name, everywhere);
      return done(null);
    });
  }

  /** Queues every document there should be and searches for others, so that PUBLISHED becomes what the Ledger says. */
  republish(by: By, dryRun = false) {
    return this.#act(by, null, (act) => done(code.republish(act, this.pace, dryRun)));
  }

  /**
   * Everything that the Ledger can be built from again, as it is at this instant, as lines of JSON. Breaks off when
   * whoever asks may not any more.
   */
  async backup(by: By) {
    const { backup } = await import('./backup.ts');
    return this.#act(by, null, (act) => {
      // An empty Ledger stays empty: a backup can be restored into no other.
      const isKept = !code.isEmpty(act.sql);
      const sent = () => {
        if (isKept)
          this.#act(by, null, (after) =>
            done(code.audit(after, { act: 'backup sent', detail: { at: act.at } })),
          );
      };
      const header = { at: act.at, installation: this.env.PUBLIC_ORIGIN };
      const stream = backup(this.ctx.storage, header, sent);
      if (isKept) code.audit(act, { act: 'backup' });
      return done(code.whilePermitted(stream, () => this.#may(by)));
    });
  }

  /** The pledges of a tracker as an import reads them back, drafts included; breaks off when whoever asks may not any more. */
  exported(by: By, tracker: string) {
    return this.#act(by, tracker, (act) => {
      if (!code.findTracker(act.sql, tracker)) return refused({ reason: 'unknown-tracker' });
      code.audit(act, { act: 'export', tracker });
      return done(code.whilePermitted(code.exportPledges(act.sql, tracker), () => this.#may(by, tracker)));
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
      code.whilePermitted(body, () => this.#may(by)),
      isZipped,
    );
    try {
      const received = await receive(this.#sql, id, sent, how.key);
      if (received.ok) return this.#act(by, null, (act) => restore(act, id, how));
      await code.forget(this.ctx.storage, id);
      await sent.letPass();
      return this.#act(by, null, () => received);
    } finally {
      await code.forget(this.ctx.storage, id);
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
    return code.permit(this.#registry, by, tracker, new Date().toISOString()).ok;
  }

  /** Does what somebody at the desk asks for, on one tracker or on none, if they may at this moment. */
  #act<Answer extends Result<unknown, Reason>>(by: By, tracker: string | null, act: (frame: Act) => Answer) {
    return this.#transact((at) => {
      const permitted = code.permit(this.#registry, by, tracker, at);
      return permitted.ok ? act(permitted.value) : permitted;
    });
  }

  #transact<Answer extends Result<unknown, Reason>>(act: (at: string) => Answer): Answer {
    const result = allOrNothing(this.ctx.storage, () => {
      const done = act(new Date().toISOString());
      if (done.ok) code.keepListing(this.#sql);
      return done;
    });
    // Not awaited: with no await in between, the alarm is set in the same atomic write as the act's rows.
    if (result.ok) this.ctx.waitUntil(this.#alarm.set());
    return result;
  }
}
