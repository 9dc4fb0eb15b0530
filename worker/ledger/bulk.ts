// One act on many pledges: one request, one transaction, and each pledge in a savepoint of its own, so that one which is
// refused holds up no other. An act more is a row more in `ACTS`.
import type { BulkAct, BulkOptions, BulkRequest } from '../../data/bulk.ts';
import { barrierToAct } from '../../data/roles.ts';
import { sha256 } from '../digest.ts';
import { done, type Reason, type Result, type RowsDone, refused } from '../result.ts';
import { allOrNothing } from '../storage.ts';
import type { Act, PledgeName } from './act.ts';
import { canonical } from './chain.ts';
import { discardDraft } from './discard.ts';
import { submitDraft } from './drafts.ts';
import { enqueue } from './enqueue.ts';
import { publish } from './publication.ts';
import { setFields, unknownIn } from './set-fields.ts';
import { findTracker } from './trackers.ts';
import { moveToTrash } from './trash.ts';
import { assignPledge, snoozePledge } from './triage.ts';
import { beginUndo, earlierAnswer, isUndoable, type Undo } from './undo-steps.ts';
import { checkPledge } from './verdict-acts.ts';

/** What became of each pledge, in the order in which they were sent. */
export type BulkReport = RowsDone & { id: string; act: string; undo?: string };

type OnOne<Name extends BulkAct> = (
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
  options: BulkOptions<Name>,
) => Result<{ slug: string; version: number }, Reason>;

const ACTS: { [Name in BulkAct]: OnOne<Name> } = {
  check: (act, name, version, undo, { looked }) =>
    checkPledge(act, name, version, { ...undo, detail: { ...undo.detail, looked } }),
  assign: (act, name, version, undo, { to }) => assignPledge(act, name, version, { to }, undo),
  snooze: (act, name, version, undo, { until }) => snoozePledge(act, name, version, until, undo),
  submit: submitDraft,
  // In a tracker that readers see there is no way back, and so no step is kept.
  publish: (act, name, version, undo, { note = null }) =>
    publish(act, name, version, { note, publishAt: null, breakGlass: null }, undo),
  set: setFields,
  discard: discardDraft,
  trash: moveToTrash,
};

/** Does one act on many pledges. The same request again, by its id, is answered again and does nothing. */
export function actOnMany(
  storage: DurableObjectStorage,
  act: Act,
  tracker: string,
  request: BulkRequest,
): Result<BulkReport, 'forbidden' | 'invalid' | 'taken' | 'unknown-tracker'> {
  const found = findTracker(act.sql, tracker);
  if (!found) return refused({ reason: 'unknown-tracker' });
  const reason = barrierToAct(act.editor, request.act, tracker);
  if (reason) return refused({ reason });
  const hash = sha256(canonical({ tracker, ...request }));
  const known = earlierAnswer<BulkReport>(act, request.id, hash);
  if (known) return known;
  const errors = request.act === 'set' ? unknownIn(found.tracker, request) : [];
  if (errors.length > 0) return refused({ reason: 'invalid', errors });
  const undo = { id: request.id, detail: { bulk: request.id } };
  beginUndo(act, undo, request.act, tracker, hash);
  const report: BulkReport = { id: request.id, act: request.act, done: [], refused: [] };
  const outdated = new Set<string>();
  const onOne = ACTS[request.act] as OnOne<BulkAct>;
  for (const { slug, version } of request.pledges) {
    const gathered = new Set<string>();
    const frame = { ...act, gathered };
    const one = allOrNothing(storage, () => onOne(frame, { tracker, slug }, version, undo, request));
    if (one.ok) {
      report.done.push({ slug: one.value.slug, version: one.value.version });
      for (const key of gathered) outdated.add(key);
    } else report.refused.push({ slug, version, why: one });
  }
  enqueue(act, outdated);
  if (report.done.length > 0 && isUndoable(request.act, found.tracker)) report.undo = request.id;
  act.sql.exec('UPDATE undo SET answer = ? WHERE id = ?', JSON.stringify(report), request.id);
  return done(report);
}
