// What people at the desk say to each other about a pledge. No reader sees it, and the audit keeps that it was said, not what.

import { choiceFault } from '../../data/explain.ts';
import { wordFault } from '../../data/fault.ts';
import type { FieldError } from '../../data/field-error.ts';
import type { Comment, CommentPage, NewComment } from '../../data/inbox.ts';
import { fieldError } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { notify } from './inbox.ts';
import { entrantsOf } from './people.ts';
import { findRow, type PledgeRow, rowOf } from './pledges.ts';

/** How long one may delete what one has said; an admin may at any time. */
const REMOVABLE_MS = 3_600_000;

/** The same words again within this time are the same comment: an answer was lost, or a button pressed twice. */
const REPEAT_MS = 60_000;

type Row = { id: number; at: string; editor: string; text: string | null; mentions: string };

/** The comments on a pledge, the newest first; of one that was merged, those on the pledge that took it in. */
export function listComments(
  act: Act,
  name: PledgeName,
  { before, limit }: { before?: number | undefined; limit: number },
): Result<CommentPage, 'unknown-pledge'> {
  const row = discussed(act.sql, name);
  if (!row) return refused({ reason: 'unknown-pledge' });
  const rows = act.sql
    .exec<Row & { total: number }>(
      `SELECT id, at, editor, text, mentions FROM comment WHERE pledge = ?1 AND (?2 IS NULL OR id < ?2)
       ORDER BY id DESC LIMIT ?3`,
      row.id,
      before ?? null,
      limit + 1,
    )
    .toArray();
  const comments = rows.slice(0, limit).map((each) => asComment(act, each));
  return done({
    comments,
    next: rows.length > limit ? (comments.at(-1)?.id ?? null) : null,
    count: countComments(act.sql, row.id),
    people: entrantsOf(act, row.tracker),
  });
}

/** How many comments there are on a pledge. */
export function countComments(sql: SqlStorage, pledgeId: number): number {
  return sql.exec<{ count: number }>('SELECT count(*) AS count FROM comment WHERE pledge = ?', pledgeId).one()
    .count;
}

/** Adds a comment, and tells whom it mentions, who has the pledge on their desk, and who has commented on it before. */
export function addComment(
  act: Act,
  name: PledgeName,
  { text, mentions }: NewComment,
): Result<Comment, 'invalid' | 'unknown-pledge'> {
  const { sql, at, editor } = act;
  const row = discussed(sql, name);
  if (!row) return refused({ reason: 'unknown-pledge' });
  const errors = mentionFaults(mentions, entrantsOf(act, row.tracker));
  if (errors.length > 0) return refused({ reason: 'invalid', errors });
  const repeated = repeatOf(act, row.id, text);
  if (repeated) return done(asComment(act, repeated));
  const recipients = new Set([...mentions, ...concerned(sql, row)]);
  const added = sql
    .exec<Row>(
      'INSERT INTO comment (pledge, at, editor, text, mentions) VALUES (?, ?, ?, ?, ?) RETURNING id, at, editor, text, mentions',
      row.id,
      at,
      editor.name,
      text,
      JSON.stringify(mentions),
    )
    .one();
  const { tracker, slug } = row;
  for (const to of recipients) {
    const kind = mentions.includes(to) ? 'mentioned' : 'commented';
    notify(act, { to, kind, tracker, slug, comment: added.id });
  }
  const detail = { comment: added.id, ...(mentions.length > 0 ? { mentions } : {}) };
  audit(act, { act: 'comment', tracker, slug, detail });
  return done(asComment(act, added));
}

/** Deletes a comment, and what was told of it: one’s own within the hour, an admin any. */
export function removeComment(
  act: Act,
  name: PledgeName,
  id: number,
): Result<null, 'not-own' | 'unknown-comment' | 'unknown-pledge'> {
  const row = discussed(act.sql, name);
  if (!row) return refused({ reason: 'unknown-pledge' });
  const [found] = act.sql.exec<Row>('SELECT * FROM comment WHERE id = ? AND pledge = ?', id, row.id);
  if (!found) return refused({ reason: 'unknown-comment' });
  if (!isRemovable(act, found)) return refused({ reason: 'not-own', act: 'delete comment' });
  act.sql.exec('DELETE FROM comment WHERE id = ?', id);
  const { tracker, slug } = row;
  audit(act, { act: 'delete comment', tracker, slug, detail: { comment: id, by: found.editor } });
  return done(null);
}

/** Where the discussion of a pledge is kept: at the pledge, or in the trash with it. */
type Place = { pledge: number } | { trash: number };

/** Takes the discussion of a pledge along: to the trash and back, or to the pledge that takes it in. */
export function moveDiscussion(sql: SqlStorage, from: Place, to: Place): void {
  const [column, id] = Object.entries(from)[0] as [string, number];
  const { pledge = null, trash = null } = to as { pledge?: number; trash?: number };
  for (const table of ['comment', 'inbox'])
    sql.exec(`UPDATE ${table} SET pledge = ?, trash = ? WHERE ${column} = ?`, pledge, trash, id);
}

/** Takes the words out of the discussion of a pledge whose own are redacted: they may be the same. */
export function redactDiscussion(sql: SqlStorage, pledgeId: number): void {
  sql.exec("UPDATE comment SET text = NULL, mentions = '[]' WHERE pledge = ?", pledgeId);
  sql.exec('DELETE FROM inbox WHERE pledge = ?', pledgeId);
}

function discussed(sql: SqlStorage, name: PledgeName): PledgeRow | undefined {
  const row = findRow(sql, name);
  return row?.moved_to ? rowOf(sql, row.moved_to) : row;
}

function mentionFaults(mentions: string[], people: string[]): FieldError[] {
  return mentions.flatMap((name, index) => {
    if (people.includes(name)) return [];
    const fault = choiceFault('not-a-choice', name, people);
    return fieldError(
      `/mentions/${index}`,
      fault,
      `is nobody who may enter this tracker; ${wordFault(fault)}`,
    );
  });
}

function repeatOf({ sql, at, editor }: Act, pledgeId: number, text: string): Row | undefined {
  const [last] = sql.exec<Row>('SELECT * FROM comment WHERE pledge = ? ORDER BY id DESC LIMIT 1', pledgeId);
  const isRepeat =
    last?.editor === editor.name && last.text === text && Date.parse(at) - Date.parse(last.at) < REPEAT_MS;
  return isRepeat ? last : undefined;
}

// Whom it is given to, whoever has its draft, and whoever has said something.
function concerned(sql: SqlStorage, { id, work, owner, assignee }: PledgeRow): string[] {
  const said = sql.exec<{ editor: string }>('SELECT DISTINCT editor FROM comment WHERE pledge = ?', id);
  const held = [assignee, work === null ? null : owner].filter((name) => name !== null);
  return [...held, ...[...said].map(({ editor }) => editor)];
}

function isRemovable({ at, editor }: Act, comment: Pick<Row, 'at' | 'editor'>): boolean {
  if (editor.role === 'admin') return true;
  return comment.editor === editor.name && Date.parse(at) - Date.parse(comment.at) <= REMOVABLE_MS;
}

function asComment(act: Act, row: Row): Comment {
  const { id, at, editor, text, mentions } = row;
  return { id, at, by: editor, text, mentions: JSON.parse(mentions), removable: isRemovable(act, row) };
}
