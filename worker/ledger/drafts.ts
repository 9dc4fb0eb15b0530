// The work on a draft: nothing of it is seen by readers.
import type { PledgeRecord } from '../../data/desk.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import { type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { canonical } from './chain.ts';
import { notify } from './inbox.ts';
import { findRow } from './pledges.ts';
import { isReadyAlready } from './ready.ts';
import { moved, readRecord } from './record.ts';
import { findTracker } from './trackers.ts';
import { isUnchanged } from './unchanged.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, moveWork, workOn } from './work.ts';

/** Begins a pledge that readers do not see yet. */
export function createDraft(
  act: Act,
  name: PledgeName,
  draft: PledgeDraft,
): Result<PledgeRecord, 'taken' | 'unknown-pledge' | 'unknown-tracker'> {
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
  return readRecord(act, name);
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
): Result<PledgeRecord, NotBegun> {
  const begun = begin(act, name, version, 'save');
  if (!begun.ok) return begun;
  const { tracker, row, published } = begun.value;
  if (isUnchanged(tracker, draft, published) || isReadyAlready(row, draft)) {
    if (row.draft === null) return readRecord(act, row);
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
export function submitDraft(
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
): Result<PledgeRecord, NotBegun> {
  const begun = begin(act, name, version, 'submit');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const { id, slug } = row;
  keepStep(act, undo, { slug, pledge: id, trash: null, version: row.version + 1, before: workOn(row) });
  moveWork(act.sql, id, 'review');
  return moved(act, row, 'submit', undo.detail);
}

/** Sends a draft back to its writer with a comment, or takes it off the schedule. */
export function returnDraft(
  act: Act,
  name: PledgeName,
  version: number,
  comment: string,
): Result<PledgeRecord, NotBegun> {
  const begun = begin(act, name, version, 'return');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const { tracker, slug, owner, publish_at, publish_by } = row;
  const detail = { text: comment, publishAt: publish_at };
  notify(act, { to: owner, kind: 'returned', tracker, slug, detail });
  if (publish_by !== null && publish_by !== owner)
    notify(act, { to: publish_by, kind: 'unscheduled', tracker, slug, detail });
  moveWork(act.sql, row.id, 'draft', comment);
  return moved(act, row, 'return', { comment });
}
