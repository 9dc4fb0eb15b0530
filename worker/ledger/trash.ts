// Pledges that were begun by mistake. One that readers have never seen goes to the trash, out of every list, and its
// name is free at once; for thirty days it can be brought back.
import type { PledgeRecord, TrashedPledge } from '../../data/desk.ts';
import { barrierToAct } from '../../data/roles.ts';
import { done, invalid, type Result, refused } from '../result.ts';
import { type Act, audit, inTheNameOf, type PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { canonical } from './chain.ts';
import { moveDiscussion } from './comments.ts';
import { forgetWords } from './kept-listing.ts';
import { addAlias, isFree } from './names.ts';
import { aliasesOf, findRow, type PledgeRow } from './pledges.ts';
import { isReadyAlready, readyOf } from './ready.ts';
import { asRecord } from './record.ts';
import { findTracker, isPrivateTracker } from './trackers.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, isOwn } from './work.ts';

/** How long a pledge can be brought back. */
const KEPT_MS = 30 * 86_400_000;

type TrashRow = Pick<
  PledgeRow,
  'tracker' | 'slug' | 'key' | 'version' | 'owner' | 'assignee' | 'authors' | 'comment' | 'created_at'
> & {
  id: number;
  aliases: string;
  work: string;
  draft: string;
  ready: string | null;
  trashed_at: string;
  trashed_by: string;
};

/**
 * Moves a pledge that was never published to the trash. A writer may, what nobody else has written in; what is ready, whoever
 * may publish.
 */
export function moveToTrash(
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
): Result<TrashedPledge, NotBegun | 'forbidden' | 'needed' | 'not-own'> {
  const begun = begin(act, name, version, 'trash');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const ready = readyOf(row);
  const reason = ready && barrierToAct(act.editor, 'publish', row.tracker);
  if (reason) return refused({ reason });
  if (!isOwn(act, row)) return refused({ reason: 'not-own', act: 'trash' });
  const naming = namedBy(act.sql, row);
  if (naming.length > 0) return refused({ reason: 'needed', slug: row.slug, by: naming });
  const { id } = act.sql
    .exec<{ id: number }>(
      `INSERT INTO trash (tracker, slug, key, aliases, version, work, draft, owner, assignee, authors, comment, created_at,
         trashed_at, trashed_by, ready)
       SELECT tracker, slug, key, ?2, version, coalesce(work, 'draft'), coalesce(draft, ?5), owner, assignee, iif(draft IS NULL, ?6, authors),
         comment, created_at, ?3, ?4, ready
       FROM pledge WHERE id = ?1 RETURNING id`,
      row.id,
      JSON.stringify(aliasesOf(act.sql, row.id)),
      act.at,
      act.editor.name,
      ready && canonical(ready.content),
      JSON.stringify(ready?.authors ?? []),
    )
    .one();
  moveDiscussion(act.sql, { pledge: row.id }, { trash: id });
  act.sql.exec('DELETE FROM alias WHERE pledge = ?', row.id);
  act.sql.exec('DELETE FROM pledge WHERE id = ?', row.id);
  keepStep(act, undo, { slug: row.slug, pledge: null, trash: id, version: row.version, before: {} });
  const { tracker, slug } = row;
  audit(act, { act: 'trash', tracker, slug, detail: { trash: id, ...undo.detail } });
  return done(asTrashed(trashRow(act.sql, id)));
}

/** Which pledges that readers see name this one: they would lead to whatever takes its name next. */
export function namedBy(sql: SqlStorage, row: PledgeRow): string[] {
  const names = [row.slug, ...aliasesOf(sql, row.id)];
  const naming = sql.exec<{ slug: string }>(
    `SELECT DISTINCT pledge.slug FROM relation JOIN pledge ON pledge.id = relation.pledge
     WHERE pledge.tracker = ? AND relation.target IN (SELECT value FROM json_each(?)) ORDER BY pledge.slug`,
    row.tracker,
    JSON.stringify(names),
  );
  return [...naming].map(({ slug }) => slug);
}

/** The trash of a tracker, the newest first. */
export function listTrash(sql: SqlStorage, tracker: string): TrashedPledge[] {
  const rows = sql.exec<TrashRow>('SELECT * FROM trash WHERE tracker = ? ORDER BY id DESC', tracker);
  return [...rows].map(asTrashed);
}

/** Which pledge of the trash: by the slug that it had, and by its id where several had that. `to`: its slug from now on. */
export type Recovery = { id: number | null; to: string | null };

/** A pledge that is back; `lostAliases` lead elsewhere by now. */
export type RecoveredPledge = PledgeRecord & { lostAliases: string[] };

/**
 * Brings a pledge back from the trash, as it was; as a draft, what was ready, if its tracker has been opened since. Refuses a
 * slug that is another's by now.
 */
export function recover(
  act: Act,
  name: PledgeName,
  { id, to }: Recovery,
): Result<RecoveredPledge, 'invalid' | 'not-own' | 'taken' | 'unknown-tracker' | 'unknown-trash'> {
  if (!findTracker(act.sql, name.tracker)) return refused({ reason: 'unknown-tracker' });
  const [found, ...others] = act.sql
    .exec<TrashRow>(
      'SELECT * FROM trash WHERE tracker = ?1 AND slug = ?2 AND (?3 IS NULL OR id = ?3) ORDER BY id DESC',
      name.tracker,
      name.slug,
      id,
    )
    .toArray();
  if (!found) return refused({ reason: 'unknown-trash' });
  if (others.length > 0) {
    const ids = [found, ...others].map((each) => each.id).join(', ');
    return invalid('/id', `is needed: several pledges in the trash had this address (${ids})`);
  }
  if (!isOwn(act, found)) return refused({ reason: 'not-own', act: 'recover' });
  return bringBack(act, found, to ?? found.slug, 'recover');
}

/** Brings back a pledge by its id in the trash, under the slug that it had: its way there is undone. */
export function takeOutOfTrash(act: Act, id: number, undo: Undo): Result<RecoveredPledge, 'taken'> {
  const found = trashRow(act.sql, id);
  return bringBack(act, found, found.slug, 'undo', undo.detail);
}

function bringBack(
  act: Act,
  found: TrashRow,
  slug: string,
  name: 'recover' | 'undo',
  detail: Record<string, unknown> = {},
): Result<RecoveredPledge, 'taken'> {
  const { sql, at } = act;
  const { tracker } = found;
  if (!isFree(sql, { id: null, tracker }, slug))
    return refused({
      reason: 'taken',
      detail: `"${slug}" leads to another pledge by now: give it another address.`,
    });
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO pledge (tracker, slug, key, version, work, draft, owner, assignee, authors, comment, created_at,
         updated_at)
       SELECT tracker, ?2, iif(EXISTS (SELECT 1 FROM pledge other WHERE other.tracker = trash.tracker AND other.key = trash.key), NULL, key), version + 1, work, draft, owner, assignee, authors, comment, created_at, ?3
       FROM trash WHERE id = ?1 RETURNING id`,
      found.id,
      slug,
      at,
    )
    .one();
  if (found.ready !== null && isPrivateTracker(sql, tracker)) {
    sql.exec('UPDATE pledge SET ready = ? WHERE id = ?', found.ready, id);
    if (isReadyAlready(found, JSON.parse(found.draft))) dropDraft(sql, id);
  }
  const aliases: string[] = JSON.parse(found.aliases);
  const lostAliases = aliases.filter((alias) => !isFree(sql, { id, tracker }, alias));
  for (const alias of aliases) if (!lostAliases.includes(alias)) addAlias(sql, { id, tracker, slug }, alias);
  moveDiscussion(sql, { trash: found.id }, { pledge: id });
  sql.exec('DELETE FROM trash WHERE id = ?', found.id);
  audit(act, {
    act: name,
    tracker,
    slug,
    detail: {
      trash: found.id,
      ...(slug === found.slug ? {} : { from: found.slug }),
      ...(lostAliases.length > 0 ? { lostAliases } : {}),
      ...detail,
    },
  });
  const row = findRow(sql, { tracker, slug });
  if (!row) throw new Error('A pledge came back and is not there.');
  return done({ ...asRecord(sql, row), lostAliases });
}

/** When the oldest of the trash is to go for good, in milliseconds since 1970; null when it is empty. */
export function nextEmptying(sql: SqlStorage): number | null {
  const { oldest } = sql.exec<{ oldest: string | null }>('SELECT min(trashed_at) AS oldest FROM trash').one();
  return oldest === null ? null : Date.parse(oldest) + KEPT_MS;
}

/** Removes for good what has been in the trash for thirty days, words and all. The audit keeps that it was there. */
export function emptyTrash(act: Act): void {
  const before = new Date(Date.parse(act.at) - KEPT_MS).toISOString();
  const rows = act.sql
    .exec<TrashRow>('DELETE FROM trash WHERE trashed_at <= ? RETURNING *', before)
    .toArray();
  if (rows.length > 0) forgetWords(act.sql);
  for (const { id, tracker, slug, trashed_by } of rows)
    audit(inTheNameOf(trashed_by, act), { act: 'delete', tracker, slug, detail: { trash: id } });
}

function trashRow(sql: SqlStorage, id: number): TrashRow {
  return sql.exec<TrashRow>('SELECT * FROM trash WHERE id = ?', id).one();
}

function asTrashed(row: TrashRow): TrashedPledge {
  return {
    id: row.id,
    tracker: row.tracker,
    slug: row.slug,
    title: JSON.parse(row.draft).title ?? null,
    version: row.version,
    owner: row.owner,
    trashedAt: row.trashed_at,
    trashedBy: row.trashed_by,
    until: new Date(Date.parse(row.trashed_at) + KEPT_MS).toISOString(),
  };
}
