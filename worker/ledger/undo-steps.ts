// What acts leave behind by which they can be undone (undo.ts): what each changed, for an hour, and its id for longer, so
// that a request which arrives twice is done once.
import type { DeskAct } from '../../data/roles.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, type Reason, type Refused, type Result, refused } from '../result.ts';
import type { Act } from './act.ts';
import { insertRows } from './insert-rows.ts';
import { findTracker } from './trackers.ts';

/**
 * The acts that can be undone, by their names at the endpoint: readers were told nothing, or of a look only. To publish is one
 * in a private tracker alone.
 */
export type UndoableAct = Extract<
  DeskAct,
  'check' | 'assign' | 'snooze' | 'submit' | 'publish' | 'set' | 'discard' | 'trash' | 'import'
>;

/** Whether it can be in this tracker. Elsewhere its id is kept all the same, so that a repeat does nothing. */
export function isUndoable(act: UndoableAct, tracker: Tracker): boolean {
  return act !== 'publish' || isPrivate(tracker);
}

/** How long an act can be undone. The desk knows it as well (widgets/desk/common/undoing.ts). */
export const UNDO_MS = 3_600_000;

/** How long a repeated request is known as one. */
const REPEAT_MS = 30 * 86_400_000;

/** Under which id an act is undone, and what its audit rows hold besides. */
export type Undo = { id: string; detail?: Record<string, unknown> };

/** What an act changed on one pledge: what to put back, and by what it is seen that somebody has touched it since. */
export type UndoStep = {
  slug: string;
  pledge: number | null;
  trash: number | null;
  version: number;
  before: Record<string, unknown>;
};

/** Opens what can be undone under an id. `request`: the hash of what was sent, by which a repeat is known. */
export function beginUndo(
  { sql, at, editor }: Act,
  { id }: Undo,
  act: UndoableAct,
  tracker: string,
  request: string | null = null,
): void {
  sql.exec(
    'INSERT INTO undo (id, at, editor, act, tracker, request_hash) VALUES (?, ?, ?, ?, ?, ?)',
    id,
    at,
    editor.name,
    act,
    tracker,
    request,
  );
}

/** What a request under this id was answered before: one whose answer was lost is sent again. Refuses an id that stands for another. */
export function earlierAnswer<Report>(
  { sql, editor }: Act,
  id: string,
  request: string,
): Result<Report, 'taken'> | null {
  const [known] = sql.exec<{ editor: string; request_hash: string | null; answer: string | null }>(
    'SELECT editor, request_hash, answer FROM undo WHERE id = ?',
    id,
  );
  if (!known) return null;
  if (known.editor === editor.name && known.request_hash === request && known.answer !== null)
    return done(JSON.parse(known.answer));
  return refused({ reason: 'taken', detail: 'This id was used for another request: use a new one.' });
}

/** Does one act that can be undone; its answer names the id under which. */
export function undoable<Value extends object, Why extends Reason>(
  act: Act,
  name: UndoableAct,
  tracker: string,
  doIt: (undo: Undo) => Result<Value, Why>,
): Result<Value & { undo: string }, Why> | Refused<'unknown-tracker'> {
  if (!findTracker(act.sql, tracker)) return refused({ reason: 'unknown-tracker' });
  const undo = { id: crypto.randomUUID() };
  beginUndo(act, undo, name, tracker);
  const result = doIt(undo);
  return result.ok ? done({ ...result.value, undo: undo.id }) : result;
}

/** Keeps what an act changes on one pledge. */
export function keepStep(act: Act, undo: Undo, step: UndoStep): void {
  keepSteps(act, undo, [step]);
}

/** The same of several, in this order. */
export function keepSteps({ sql }: Act, { id }: Undo, steps: readonly UndoStep[]): void {
  insertRows(
    sql,
    'undo_pledge (undo, slug, pledge, trash, version, before)',
    [id],
    steps.map(({ slug, pledge, trash, version, before }) => [
      slug,
      pledge,
      trash,
      version,
      JSON.stringify(before),
    ]),
  );
}

/** The steps of an act, as far as they are still kept. */
export function stepsOf(sql: SqlStorage, id: string): UndoStep[] {
  type Row = Omit<UndoStep, 'before'> & { before: string };
  const rows = sql.exec<Row>(
    'SELECT slug, pledge, trash, version, before FROM undo_pledge WHERE undo = ? ORDER BY rowid',
    id,
  );
  return [...rows].map((row) => ({ ...row, before: JSON.parse(row.before) }));
}

/** Takes the words of a pledge out of what could be undone: they are redacted, and must not come back. */
export function forgetSteps(sql: SqlStorage, pledgeId: number): void {
  sql.exec("UPDATE undo_pledge SET pledge = NULL, before = '{}' WHERE pledge = ?", pledgeId);
}

/** When something kept here is to be forgotten next, in milliseconds since 1970; null when nothing is kept. */
export function nextUndoForgotten(sql: SqlStorage): number | null {
  const { steps, ids } = sql
    .exec<{ steps: string | null; ids: string | null }>(
      `SELECT (SELECT min(at) FROM undo WHERE kept = 1 AND act <> 'import') AS steps,
         (SELECT min(at) FROM undo WHERE act <> 'import') AS ids`,
    )
    .one();
  const due = [
    ...(steps === null ? [] : [Date.parse(steps) + UNDO_MS]),
    ...(ids === null ? [] : [Date.parse(ids) + REPEAT_MS]),
  ];
  return due.length === 0 ? null : Math.min(...due);
}

/**
 * Forgets what can no longer be undone, and the ids of requests that nobody repeats any more. An import is undone for as long as
 * nobody has touched what it made, so it is kept.
 */
export function forgetUndo(sql: SqlStorage): void {
  const before = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
  const late = before(UNDO_MS);
  sql.exec(
    "DELETE FROM undo_pledge WHERE undo IN (SELECT id FROM undo WHERE kept = 1 AND at <= ? AND act <> 'import')",
    late,
  );
  sql.exec("UPDATE undo SET kept = 0 WHERE kept = 1 AND at <= ? AND act <> 'import'", late);
  sql.exec("DELETE FROM undo WHERE at <= ? AND act <> 'import'", before(REPEAT_MS));
}
