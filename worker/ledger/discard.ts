import type { Act, PledgeName } from './act.ts';
import { begin } from './begin.ts';
import { moved } from './drafts.ts';
import type { PledgeRecord } from './pledges.ts';
import { type Result, refused } from './result.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, isOwn } from './work.ts';

/** Drops the draft of a pledge that readers see. What they see stays. A writer may, what nobody else has written in. */
export function discardDraft(act: Act, name: PledgeName, version: number, undo: Undo): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'discard');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  if (!isOwn(act, row)) return refused({ reason: 'not-own', act: 'discard' });
  const { id, slug, draft, authors, owner, work, comment } = row;
  dropDraft(act.sql, id);
  const before = { draft, authors, owner, work, comment };
  keepStep(act, undo, { slug, pledge: id, trash: null, version: row.version + 1, before });
  return moved(act, row, 'discard', undo.detail);
}
