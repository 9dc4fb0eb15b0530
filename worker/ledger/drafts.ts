// The work on a draft: nothing of it is seen by readers.
import { choiceFault } from '../../data/explain.ts';
import { wordFault } from '../../data/fault.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { begin } from './begin.ts';
import { canonical } from './chain.ts';
import { mayWorkIn, peopleOf } from './people.ts';
import { asRecord, findRow, type PledgeRecord, type PledgeRow } from './pledges.ts';
import { isReadyAlready } from './ready.ts';
import { done, invalid, type Refused, type Result, refused } from './result.ts';
import type { Work } from './states.ts';
import { findTracker } from './trackers.ts';
import { isUnchanged } from './unchanged.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, moveWork } from './work.ts';

/** Begins a pledge that readers do not see yet. */
export function createDraft(act: Act, name: PledgeName, draft: PledgeDraft): Result<PledgeRecord> {
  const { sql, at, editor } = act;
  if (!findTracker(sql, name.tracker)) return refused({ reason: 'unknown-tracker' });
  if (findRow(sql, name))
    return refused({ reason: 'taken', detail: `"${name.slug}" names another pledge already.` });
  sql.exec(
    `INSERT INTO pledge (tracker, slug, version, work, draft, owner, authors, created_at, updated_at)
     VALUES (?1, ?2, 1, 'draft', ?3, ?4, ?5, ?6, ?6)`,
    name.tracker,
    name.slug,
    canonical(draft),
    editor.name,
    JSON.stringify([editor.name]),
    at,
  );
  audit(act, { act: 'create', ...name });
  return read(act, name);
}

/**
 * Keeps what an editor has written. Whoever saves is one of the draft's authors until it is published. One that says what
 * readers see already, or what is ready, is no draft: where there was one it goes, and otherwise nothing is done.
 */
export function saveDraft(
  act: Act,
  name: PledgeName,
  version: number,
  draft: PledgeDraft,
): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'save');
  if (!begun.ok) return begun;
  const { tracker, row, published } = begun.value;
  if (isUnchanged(tracker, draft, published) || isReadyAlready(row, draft)) {
    if (row.draft === null) return read(act, row);
    dropDraft(act.sql, row.id);
    return moved(act, row, 'save', { discarded: true });
  }
  const authors = new Set<string>(JSON.parse(row.authors)).add(act.editor.name);
  act.sql.exec(
    "UPDATE pledge SET draft = ?, authors = ?, owner = ?, work = coalesce(work, 'draft') WHERE id = ?",
    canonical(draft),
    JSON.stringify([...authors]),
    // A reviewer who mends a comma does not take the draft from its writer.
    row.work === 'review' ? row.owner : act.editor.name,
    row.id,
  );
  return moved(act, row, 'save');
}

/** Asks for a second pair of eyes. */
export function submitDraft(act: Act, name: PledgeName, version: number): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'submit');
  return begun.ok ? toWork(act, begun.value.row, 'review', 'submit', null) : begun;
}

/** Sends a draft back to its writer with a comment, or takes it off the schedule. */
export function returnDraft(
  act: Act,
  name: PledgeName,
  version: number,
  comment: string,
): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'return');
  return begun.ok ? toWork(act, begun.value.row, 'draft', 'return', comment) : begun;
}

/** Gives a draft to somebody else. */
export function assignDraft(
  act: Act,
  name: PledgeName,
  version: number,
  to: string,
  undo: Undo,
): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'assign');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  if (!mayWorkIn(act, [name.tracker], to)) return nobody(act, name.tracker, to);
  if (to === row.owner) return read(act, row);
  const { id, slug, owner } = row;
  act.sql.exec('UPDATE pledge SET owner = ? WHERE id = ?', to, id);
  keepStep(act, undo, { slug, pledge: id, trash: null, version: row.version + 1, before: { owner } });
  return moved(act, row, 'assign', { to, ...undo.detail });
}

function nobody(act: Act, tracker: string, to: string): Refused {
  const fault = choiceFault('not-a-choice', to, peopleOf(act, tracker));
  return invalid('/to', fault, `is nobody who may work in this tracker; ${wordFault(fault)}`);
}

/** A pledge as the desk sees it: its draft, what is published, and the version that the next act must name. */
export function read({ sql }: Pick<Act, 'sql'>, name: PledgeName): Result<PledgeRecord> {
  const row = findRow(sql, name);
  return row ? done(asRecord(sql, row)) : refused({ reason: 'unknown-pledge' });
}

/** Closes an act that makes no revision: a new version, and its audit row. */
export function moved(
  act: Act,
  row: PledgeRow,
  name: string,
  detail?: Record<string, unknown>,
): Result<PledgeRecord> {
  act.sql.exec(
    'UPDATE pledge SET version = version + 1, changed_version = version + 1, updated_at = ? WHERE id = ?',
    act.at,
    row.id,
  );
  audit(act, {
    act: name,
    tracker: row.tracker,
    slug: row.slug,
    fromRevision: row.revision,
    ...(detail ? { detail } : {}),
  });
  return read(act, row);
}

function toWork(
  act: Act,
  row: PledgeRow,
  work: Work,
  name: string,
  comment: string | null,
): Result<PledgeRecord> {
  moveWork(act.sql, row.id, work, comment);
  return moved(act, row, name, comment === null ? undefined : { comment });
}
