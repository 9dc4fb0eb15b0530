// All that a Ledger does, in one module: ledger.ts loads it as one starts, and names what each act is made of.
export { audit, permit, unasked } from './act.ts';
export { noteAdminToken } from './admin-token.ts';
export { Alarm } from './alarm.ts';
export { readAudit } from './audit.ts';
export { makeBackupKey } from './backup-key.ts';
export { actOnMany } from './bulk.ts';
export { closeTerm } from './close.ts';
export { closable } from './closing-plan.ts';
export { previewClosing } from './closing-preview.ts';
export { addComment, listComments, removeComment } from './comments.ts';
export { ADMIN, closeSession, findHolder, noteUse, openSession, prolongSession } from './credentials.ts';
export { discardDraft } from './discard.ts';
export { createDraft, returnDraft, saveDraft, submitDraft } from './drafts.ts';
export { enqueueInstallation } from './enqueue.ts';
export { exportPledges } from './export.ts';
export { find } from './find.ts';
export { dropAllCopies, forget } from './forget.ts';
export { keptMappings } from './import-mappings.ts';
export { notifyOfWebhook } from './inbox.ts';
export { countsOf, markInbox, readInbox, unreadByKind } from './inbox-reading.ts';
export * as invites from './invites.ts';
export { listInvites } from './invites.ts';
export { isEmpty } from './is-empty.ts';
export { keepListing, keepWholeListing } from './kept-listing.ts';
export { listPledges } from './listing.ts';
export { MIGRATIONS } from './migrations.ts';
export { merge, rename } from './names.ts';
export { openedFront } from './opened-front.ts';
export { openTracker } from './opening.ts';
export { hasKey, peopleOf, wholeSelf } from './people.ts';
export { findRow, revisionsOf } from './pledges.ts';
export { previewDraft } from './preview.ts';
export { correct, publish } from './publication.ts';
export { readRecord } from './record.ts';
export { republish } from './republish.ts';
export { statusOf } from './status.ts';
export {
  decideSuggestion,
  decideSuggestions,
  findSuggestion,
  followedBy,
  listSuggestions,
  receiveSuggestion,
} from './suggestions.ts';
export { today } from './today.ts';
export * as tokens from './tokens.ts';
export { listTokens } from './tokens.ts';
export { changeTracker, createTracker } from './tracker-acts.ts';
export { deleteTracker } from './tracker-deletion.ts';
export { renameTracker } from './tracker-rename.ts';
export { findTracker, isPrivateTracker, listTrackers } from './trackers.ts';
export { listTrash, moveToTrash, recover } from './trash.ts';
export { assignPledge, snoozePledge } from './triage.ts';
export { undo } from './undo.ts';
export { undoable } from './undo-steps.ts';
export { usageOf } from './usage.ts';
export { checkPledge, dispute, redact, retract, revert, settle } from './verdict-acts.ts';
export { savedViews, saveViews } from './views.ts';
export { noteWebhookAct, noteWebhookActFailed } from './webhook-acts.ts';
export { whilePermitted } from './while-permitted.ts';
export { changeWords } from './words.ts';
