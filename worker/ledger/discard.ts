import type { PledgeRecord } from '../../data/desk.ts';
import { barrierToAct } from '../../data/roles.ts';
import { type Result, refused } from '../result.ts';
import type { Act, PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { canonical } from './chain.ts';
import type { PledgeRow } from './pledges.ts';
import { readyOf, type StoredReady } from './ready.ts';
import { moved } from './record.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, isOwn, workOn } from './work.ts';

/**
 * Drops the draft of a pledge that readers see, or that is ready: that stays. A writer may, what nobody else has written in.
 * Where there is only what is ready, it becomes a draft again, for which one has to be allowed to publish.
 */
export function discardDraft(
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
): Result<PledgeRecord, NotBegun | 'forbidden' | 'not-own'> {
  const begun = begin(act, name, version, 'discard');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const ready = row.work === null ? readyOf(row) : null;
  if (ready) return writeAgain(act, row, ready, undo);
  if (!isOwn(act, row)) return refused({ reason: 'not-own', act: 'discard' });
  dropDraft(act.sql, row.id);
  keep(act, row, undo);
  return moved(act, row, 'discard', undo.detail);
}

function writeAgain(
  act: Act,
  row: PledgeRow,
  ready: StoredReady,
  undo: Undo,
): Result<PledgeRecord, 'forbidden' | 'unknown-pledge' | 'unknown-tracker'> {
  const reason = barrierToAct(act.editor, 'publish', row.tracker);
  if (reason) return refused({ reason });
  act.sql.exec(
    "UPDATE pledge SET ready = NULL, work = 'draft', draft = ?, authors = ? WHERE id = ?",
    canonical(ready.content),
    JSON.stringify(ready.authors),
    row.id,
  );
  keep(act, row, undo);
  return moved(act, row, 'write again', undo.detail);
}

function keep(act: Act, row: PledgeRow, undo: Undo): void {
  const { id, slug, version } = row;
  keepStep(act, undo, { slug, pledge: id, trash: null, version: version + 1, before: workOn(row) });
}
