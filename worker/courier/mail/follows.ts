// Who follows what. Whoever has asked counts for nothing until they have said yes from their mail; whoever stops is deleted.
import { CONFIRM_MS, findLink, newLink, type Purpose } from './links.ts';
import { setOften } from './queue.ts';

export const OFTEN = ['at-once', 'weekly'] as const;
export type Often = (typeof OFTEN)[number];

/** What is followed: a tracker or one of its pledges, by its name in addresses, and how its mails are written. */
export type Followed = { name: string; title: string; language: string; timezone: string };

/** What the page of a link shows. `isDesk`: it is about the mail of somebody at the desk. Never the address. */
export type LinkPage = {
  title: string;
  name: string | null;
  language: string;
  often: Often;
  isConfirmed: boolean;
  isDesk: boolean;
  /** What changes it, where the link has just been used to confirm. */
  manage?: string;
};

type Row = Followed & { id: number; address: string; often: Often; confirmed_at: number | null };

const WEEK_MS = 7 * 86_400_000;

/** When the weekly mail after this instant is due: each reader's own day is the one on which they confirmed. */
const NEXT_WEEKLY = `(confirmed_at + ((max(?2, confirmed_at) - confirmed_at) / ${WEEK_MS} + 1) * ${WEEK_MS})`;

/** Adds somebody who has asked; what they asked for before counts no longer. Answers their row. */
export function noteAsked(
  sql: SqlStorage,
  { name, title, language, timezone }: Followed,
  { address, often }: { address: string; often: Often },
  now: number,
): { id: number; isConfirmed: boolean } {
  const { id, confirmed_at } = sql
    .exec<{ id: number; confirmed_at: number | null }>(
      `INSERT INTO follow (address, name, title, language, timezone, often, asked_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT (name, address) DO UPDATE SET title = ?3, language = ?4, timezone = ?5,
         often = iif(confirmed_at IS NULL, ?6, often), asked_at = ?7
       RETURNING id, confirmed_at`,
      address,
      name,
      title,
      language,
      timezone,
      often,
      now,
    )
    .one();
  return { id, isConfirmed: confirmed_at !== null };
}

/** What the page of a link shows; null for one that leads nowhere any more. */
export function readLink(sql: SqlStorage, purpose: Purpose, token: string, now: number): LinkPage | null {
  const row = rowOf(sql, purpose, token, now);
  return row && asPage(row);
}

/** Begins to send. Said twice, it is the same; what happened before is not sent. */
export function confirmFollow(
  sql: SqlStorage,
  token: string,
  often: Often | undefined,
  now: number,
): LinkPage | null {
  const row = rowOf(sql, 'confirm', token, now);
  if (!row) return null;
  if (row.confirmed_at !== null) return asPage(row);
  sql.exec('UPDATE follow SET confirmed_at = ?, often = ? WHERE id = ?', now, often ?? row.often, row.id);
  const manage = newLink(sql, 'manage', { follow: row.id }, now);
  return { ...asPage({ ...row, often: often ?? row.often, confirmed_at: now }), manage };
}

/** Changes how often mails come. */
export function changeFollow(sql: SqlStorage, token: string, often: Often, now: number): LinkPage | null {
  const row = rowOf(sql, 'manage', token, now);
  if (!row) return null;
  sql.exec('UPDATE follow SET often = ? WHERE id = ?', often, row.id);
  setOften(sql, row.id, often === 'weekly' ? nextWeekly(sql, row.id, now) : now);
  return asPage({ ...row, often });
}

/** Deletes whoever stops, with what was to be sent to them; with `all`, all that their address follows. */
export function stopFollow(
  sql: SqlStorage,
  purpose: Purpose,
  token: string,
  all: boolean,
  now: number,
): LinkPage | null {
  const row = rowOf(sql, purpose, token, now);
  if (!row) return null;
  if (all) sql.exec('DELETE FROM follow WHERE address = ?', row.address);
  else sql.exec('DELETE FROM follow WHERE id = ?', row.id);
  return asPage(row);
}

/** Deletes an address wherever it is: the provider says that it takes no mail. */
export function forgetAddress(sql: SqlStorage, address: string): void {
  for (const table of ['ask', 'follow', 'desk_mail'])
    sql.exec(`DELETE FROM ${table} WHERE address = ?`, address);
}

/** Those who follow a redacted pledge, or have asked to, see what is left of its title. */
export function retitle(sql: SqlStorage, names: readonly string[], title: string): void {
  for (const table of ['ask', 'follow'])
    sql.exec(
      `UPDATE ${table} SET title = ? WHERE name IN (SELECT value FROM json_each(?))`,
      title,
      JSON.stringify(names),
    );
}

/** Deletes who has not confirmed in time, and what was asked where mail is sent no more. */
export function forgetUnconfirmed(sql: SqlStorage, now: number): void {
  sql.exec('DELETE FROM ask WHERE asked_at <= ?', now - CONFIRM_MS);
  sql.exec('DELETE FROM follow WHERE confirmed_at IS NULL AND asked_at <= ?', now - CONFIRM_MS);
  sql.exec('DELETE FROM desk_mail WHERE confirmed_at IS NULL AND asked_at <= ?', now - CONFIRM_MS);
}

/** Notes that those who follow a pledge or its tracker are to be mailed of an event. There may be thousands: the alarm finds them. */
export function mailFollowers(
  sql: SqlStorage,
  event: number,
  { tracker, names, at }: { tracker: string; names: string[]; at: string },
): void {
  sql.exec(
    `INSERT INTO mail_fan (event, tracker, names, happened_at) SELECT ?1, ?2, ?3, ?4
     WHERE EXISTS (SELECT 1 FROM follow WHERE name IN (SELECT value FROM json_each(?3)))`,
    event,
    tracker,
    JSON.stringify([tracker, ...names]),
    Date.parse(at),
  );
}

/** So many are found at once: nothing else waits longer than that takes. */
const FOUND_AT_ONCE = 100;

const hears = (row: string) => `${row}.name IN (SELECT value FROM json_each(?4))
  AND (${row}.confirmed_at <= ?5 OR ${row}.confirmed_at > ?2 + ${WEEK_MS})`;
const place = (row: string) => `(${row}.often = 'weekly') * 2 + (${row}.name = ?3), ${row}.id`;

/**
 * Queues a mail of the oldest such event for some who followed its pledge or its tracker when it happened: one to an address, however
 * much of it that follows; whoever has confirmed further ahead than a week did so before the clock was set back. What is told at once
 * goes before what is told weekly, and the pledge before its tracker.
 */
export function findFollowers(sql: SqlStorage, now: number): void {
  type Fan = { event: number; tracker: string; names: string; happened_at: number; after: number };
  const [fan] = sql.exec<Fan>('SELECT * FROM mail_fan ORDER BY event LIMIT 1');
  if (!fan) return;
  const found = sql
    .exec<{ follow: number }>(
      `INSERT INTO mail (kind, follow, event, state, queued_at, next_at)
       SELECT 'change', id, ?1, 'waiting', ?2, iif(often = 'weekly', ${NEXT_WEEKLY}, ?2) FROM follow
       WHERE ${hears('follow')} AND id > ?6 AND NOT EXISTS (
         SELECT 1 FROM follow other WHERE other.address = follow.address AND ${hears('other')}
           AND (${place('other')}) < (${place('follow')}))
       ORDER BY id LIMIT ?7 RETURNING follow`,
      fan.event,
      now,
      fan.tracker,
      fan.names,
      fan.happened_at,
      fan.after,
      FOUND_AT_ONCE,
    )
    .toArray();
  if (found.length < FOUND_AT_ONCE) sql.exec('DELETE FROM mail_fan WHERE event = ?', fan.event);
  else
    sql.exec(
      'UPDATE mail_fan SET after = ? WHERE event = ?',
      Math.max(...found.map(({ follow }) => follow)),
      fan.event,
    );
}

/** Whether there are events whose followers have not all been found. */
export function hasUnfound(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM mail_fan LIMIT 1').toArray().length > 0;
}

function nextWeekly(sql: SqlStorage, id: number, now: number): number {
  return sql.exec<{ at: number }>(`SELECT ${NEXT_WEEKLY} AS at FROM follow WHERE id = ?1`, id, now).one().at;
}

function rowOf(sql: SqlStorage, purpose: Purpose, token: string, now: number): Row | null {
  const whose = findLink(sql, purpose, token, now);
  if (!whose || !('follow' in whose)) return null;
  const [row] = sql.exec<Row>('SELECT * FROM follow WHERE id = ?', whose.follow);
  return row ?? null;
}

function asPage({ title, name, language, often, confirmed_at }: Row): LinkPage {
  return { title, name, language, often, isConfirmed: confirmed_at !== null, isDesk: false };
}
