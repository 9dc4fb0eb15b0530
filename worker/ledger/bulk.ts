// One act on many pledges: one request, one transaction, and each pledge in a savepoint of its own, so that one which is
// refused holds up no other. An act more is a row more in `ACTS`.
import { sha256 } from '../digest.ts';
import { barrierToAct } from '../roles.ts';
import { type Act, allOrNothing, type PledgeName } from './act.ts';
import { canonical } from './chain.ts';
import { discardDraft } from './discard.ts';
import { assignDraft } from './drafts.ts';
import { done, type Refused, type Result, type RowsDone, refused } from './result.ts';
import { findTracker } from './trackers.ts';
import { moveToTrash } from './trash.ts';
import { beginUndo, type Undo } from './undo-steps.ts';
import { checkPledge } from './verdict-acts.ts';

/** What an act on many is told besides: `looked`, at what, and `to`, to whom. */
export type BulkAct =
  | { act: 'check'; looked: string }
  | { act: 'assign'; to: string }
  | { act: 'discard' }
  | { act: 'trash' };

/** An act on these pledges, each under the version that the editor has seen. `id` is the sender's own. */
export type BulkRequest = BulkAct & { id: string; pledges: { slug: string; version: number }[] };

/** What became of each pledge, in the order in which they were sent. */
export type BulkReport = RowsDone & { id: string; act: string };

type OnOne<Kind extends BulkAct> = (
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
  what: Kind,
) => Result<{ slug: string; version: number }>;

const ACTS: { [Name in BulkAct['act']]: OnOne<Extract<BulkAct, { act: Name }>> } = {
  check: (act, name, version, undo, { looked }) =>
    checkPledge(act, name, version, { ...undo, detail: { ...undo.detail, looked } }),
  assign: (act, name, version, undo, { to }) => assignDraft(act, name, version, to, undo),
  discard: discardDraft,
  trash: moveToTrash,
};

/** Does one act on many pledges. The same request again, by its id, is answered again and does nothing. */
export function actOnMany(
  storage: DurableObjectStorage,
  act: Act,
  tracker: string,
  request: BulkRequest,
): Result<BulkReport> {
  if (!findTracker(act.sql, tracker)) return refused({ reason: 'unknown-tracker' });
  const reason = barrierToAct(act.editor, request.act, tracker);
  if (reason) return refused({ reason });
  const hash = sha256(canonical({ tracker, ...request }));
  const known = answered(act, request.id, hash);
  if (known) return known;
  const undo = { id: request.id, detail: { bulk: request.id } };
  beginUndo(act, undo, request.act, tracker, hash);
  const report: BulkReport = { id: request.id, act: request.act, done: [], refused: [] };
  const onOne = ACTS[request.act] as OnOne<BulkAct>;
  for (const { slug, version } of request.pledges) {
    const one = allOrNothing(storage, () => onOne(act, { tracker, slug }, version, undo, request));
    if (one.ok) report.done.push({ slug: one.value.slug, version: one.value.version });
    else report.refused.push({ slug, version, why: one });
  }
  act.sql.exec('UPDATE undo SET answer = ? WHERE id = ?', JSON.stringify(report), request.id);
  return done(report);
}

// A request whose answer was lost is sent again. An id that stands for something else is refused.
function answered({ sql, editor }: Act, id: string, hash: string): Result<BulkReport> | null {
  const [known] = sql.exec<{ editor: string; request_hash: string | null; answer: string | null }>(
    'SELECT editor, request_hash, answer FROM undo WHERE id = ?',
    id,
  );
  if (!known) return null;
  const isRepeat = known.editor === editor.name && known.request_hash === hash && known.answer !== null;
  return isRepeat && known.answer !== null ? done(JSON.parse(known.answer)) : idTaken();
}

function idTaken(): Refused {
  return refused({ reason: 'taken', detail: 'The id stands for another request: take a new one.' });
}
