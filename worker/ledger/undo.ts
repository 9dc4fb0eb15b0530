// Undoing what an editor did a moment ago, as far as nobody has touched it since.
import { barrierToAct, mayEnter } from '../../data/roles.ts';
import { done, type Reason, type Refused, type Result, type RowsDone, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { enqueuePledge } from './enqueue.ts';
import { undoImportedRow, undoMade } from './import-undo.ts';
import { withdrawNotices } from './inbox.ts';
import type { PledgeRow } from './pledges.ts';
import { moved } from './record.ts';
import { findTracker, isPrivateTracker } from './trackers.ts';
import { takeOutOfTrash } from './trash.ts';
import { isAsTriaged, triaged } from './triage.ts';
import { isUndoable, stepsOf, UNDO_MS, type Undo, type UndoableAct, type UndoStep } from './undo-steps.ts';
import { noteLook } from './work.ts';

type UndoRow = {
  id: string;
  at: string;
  editor: string;
  act: UndoableAct;
  tracker: string;
  undone_at: string | null;
  answer: string | null;
};

/** What is undone of an act, and what is left as somebody has touched it since. */
export type UndoReport = RowsDone & { id: string; act: string };

/**
 * Undoes an act within its hour, or an import at any time: for whoever did it, or an admin, as long as they may still do it.
 * What somebody has touched since is left as it is, and named.
 */
export function undo(
  act: Act,
  id: string,
): Result<UndoReport, 'forbidden' | 'not-own' | 'not-undoable' | 'unknown-tracker' | 'unknown-undo'> {
  const [row] = act.sql.exec<UndoRow>(
    'SELECT id, at, editor, act, tracker, undone_at, answer FROM undo WHERE id = ?',
    id,
  );
  if (!row || !mayEnter(act.editor, row.tracker)) return refused({ reason: 'unknown-undo' });
  const { name, role } = act.editor;
  if (row.editor !== name && role !== 'admin') return refused({ reason: 'not-own', act: 'undo' });
  const reason = barrierToAct(act.editor, row.act, row.tracker);
  if (reason) return refused({ reason });
  if (row.undone_at !== null) return refused({ reason: 'not-undoable', because: 'undone' });
  if (row.act !== 'import' && Date.parse(act.at) - Date.parse(row.at) > UNDO_MS)
    return refused({ reason: 'not-undoable', because: 'late' });
  const tracker = findTracker(act.sql, row.tracker)?.tracker;
  if (tracker && !isUndoable(row.act, tracker))
    return refused({ reason: 'not-undoable', because: 'published' });
  const report: UndoReport = { id, act: row.act, done: [], refused: [] };
  const detail = { undone: row.act, undo: id };
  for (const step of stepsOf(act.sql, id)) {
    const back = PUT_BACK[row.act](act, step, { id, detail }, row);
    if (back.ok) report.done.push({ slug: back.value.slug, version: back.value.version });
    else report.refused.push({ slug: step.slug, version: step.version, why: back });
  }
  if (row.act === 'import') undoMade(act, row.tracker, JSON.parse(row.answer ?? '{}').made ?? []);
  withdrawNotices(act.sql, id, report.done.length);
  act.sql.exec('UPDATE undo SET undone_at = ? WHERE id = ?', act.at, id);
  return done(report);
}

type PutBack = (
  act: Act,
  step: UndoStep,
  undo: Undo,
  whole: UndoRow,
) => Result<{ slug: string; version: number }, Reason>;

// Each looks before it writes: a refusal leaves the pledge as it is.
const PUT_BACK: Record<UndoableAct, PutBack> = {
  check(act, step, undo, whole) {
    const row = rowOfStep(act, step);
    // Somebody has looked since, which a check or a publication is.
    if (!row || row.checked_at !== whole.at || row.revision !== step.before.revision) return touched(row);
    noteLook(act.sql, row.id, step.before.checkedAt as string | null);
    enqueuePledge(act, row.tracker, row.id, []);
    const { tracker, slug, version, revision } = row;
    audit(act, { act: 'undo', tracker, slug, fromRevision: revision, detail: undo.detail ?? {} });
    return done({ slug, version: version + 1 });
  },
  discard: putWorkBack,
  publish: putWorkBack,
  submit: putWorkBack,
  set: putWorkBack,
  assign(act, step, undo) {
    const row = rowOfStep(act, step);
    if (!row || !isAsTriaged(row, step.version)) return touched(row);
    const { assignee = row.assignee, owner } = step.before;
    act.sql.exec('UPDATE pledge SET assignee = ?, owner = ? WHERE id = ?', assignee, owner, row.id);
    return triaged(act, row, 'undo', undo.detail);
  },
  snooze(act, step, undo) {
    const row = rowOfStep(act, step);
    if (!row || !isAsTriaged(row, step.version)) return touched(row);
    act.sql.exec('UPDATE pledge SET snoozed_until = ? WHERE id = ?', step.before.snoozedUntil, row.id);
    return triaged(act, row, 'undo', undo.detail);
  },
  trash(act, step, undo) {
    if (step.trash === null) return touched(undefined);
    return takeOutOfTrash(act, step.trash, undo);
  },
  import(act, step, undo) {
    const row = rowOfStep(act, step);
    if (!row || row.version !== step.version) return touched(row);
    return undoImportedRow(act, row, step, undo);
  },
};

function putWorkBack(act: Act, step: UndoStep, undo: Undo): ReturnType<PutBack> {
  const row = rowOfStep(act, step);
  if (!row || row.changed_version !== step.version) return touched(row);
  const { draft, authors, owner, work, comment, ready = null } = step.before;
  // It was opened since: what readers do not see is no longer ready, but waits for a publication.
  if (ready !== null && !isPrivateTracker(act.sql, row.tracker)) return touched(row);
  // Triage since is no touch, but whoever was given the draft keeps it.
  const isTriaged = (row.triaged_version ?? 0) > step.version;
  act.sql.exec(
    'UPDATE pledge SET draft = ?, authors = ?, owner = ?, work = ?, comment = ?, ready = ? WHERE id = ?',
    draft,
    authors,
    isTriaged ? row.owner : owner,
    work,
    comment,
    ready,
    row.id,
  );
  return moved(act, row, 'undo', undo.detail);
}

function rowOfStep({ sql }: Act, { pledge }: UndoStep): PledgeRow | undefined {
  const [row] = sql.exec<PledgeRow>('SELECT * FROM pledge WHERE id = ?', pledge);
  return row;
}

function touched(row: PledgeRow | undefined): Refused<'stale' | 'unknown-pledge'> {
  return row ? refused({ reason: 'stale', version: row.version }) : refused({ reason: 'unknown-pledge' });
}
