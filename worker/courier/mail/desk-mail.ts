// Mail for the people of the desk: each by their own choice, at an address that they have confirmed as readers do. What waits for
// somebody the Ledger says at the moment when the mail is made, as numbers: nothing of a draft is in it.
import type { InboxKind } from '../../../data/inbox.ts';
import { findLink, type Purpose } from './links.ts';
import { queueLetter } from './queue.ts';

/** What somebody at the desk has chosen: their inbox once a day at an hour (UTC), and at once what waits for them. */
export type DeskMailChoice = { daily: boolean; atOnce: boolean; hour: number };

/** What somebody sees of their own mail: never the address. */
export type DeskMail = DeskMailChoice & { state: 'none' | 'asked' | 'confirmed'; since: string | null };

/** What waits for somebody, by kind; null where nobody of that name may enter any more. */
export type Waiting = Partial<Record<InboxKind, number>> | null;

/** One whose mail is to be made now: what came since an instant. `until`: the newest that was noted when it was looked at. */
export type DueDeskMail = {
  id: number;
  person: string;
  isDaily: boolean;
  since: string;
  until: number | null;
};

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** What is read within that time needs no mail, and many at once are one. */
const SETTLE_MS = 2 * 60_000;
const PAUSE_MS = 10 * 60_000;

type Row = {
  id: number;
  address: string;
  daily: number;
  at_once: number;
  hour: number;
  asked_at: number;
  confirmed_at: number | null;
};

export function readDeskMail(sql: SqlStorage, person: string): DeskMail {
  const rows = sql
    .exec<Row>('SELECT * FROM desk_mail WHERE person = ? ORDER BY confirmed_at IS NULL', person)
    .toArray();
  const [row] = rows;
  if (!row) return { state: 'none', since: null, daily: false, atOnce: false, hour: 6 };
  const isAsked = rows.some(({ confirmed_at }) => confirmed_at === null);
  return {
    state: isAsked ? 'asked' : 'confirmed',
    since: new Date(
      isAsked ? Math.max(...rows.map(({ asked_at }) => asked_at)) : (row.confirmed_at ?? 0),
    ).toISOString(),
    daily: row.daily === 1,
    atOnce: row.at_once === 1,
    hour: row.hour,
  };
}

/** Changes what somebody wants; with an address, that one is to be confirmed, and the one before it serves until then. */
export function setDeskMail(
  sql: SqlStorage,
  person: string,
  { daily, atOnce, hour }: DeskMailChoice,
  address: string | null,
  now: number,
): void {
  sql.exec(
    `UPDATE desk_mail SET daily = ?2, at_once = ?3, hour = ?4, daily_at = iif(?2 AND confirmed_at IS NOT NULL, ?5, NULL),
       waits_since = iif(?3, waits_since, NULL), waits_until = iif(?3, waits_until, NULL) WHERE person = ?1`,
    person,
    daily ? 1 : 0,
    atOnce ? 1 : 0,
    hour,
    nextHour(hour, now),
  );
  if (address === null) return;
  sql.exec('DELETE FROM desk_mail WHERE person = ? AND confirmed_at IS NULL', person);
  const { id } = sql
    .exec<{ id: number }>(
      'INSERT INTO desk_mail (person, address, daily, at_once, hour, asked_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING id',
      person,
      address,
      daily ? 1 : 0,
      atOnce ? 1 : 0,
      hour,
      now,
    )
    .one();
  queueLetter(sql, { kind: 'confirm', whose: { desk: id }, now });
}

/** Deletes somebody's address: they want no mail, or their name is another's; then one that was given after `until` stays. */
export function dropDeskMail(sql: SqlStorage, person: string, until = Number.MAX_SAFE_INTEGER): void {
  sql.exec('DELETE FROM desk_mail WHERE person = ? AND asked_at <= ?', person, until);
}

/** Whose link that is; null for one that leads nowhere any more. */
function rowOf(sql: SqlStorage, purpose: Purpose, token: string, now: number) {
  const whose = findLink(sql, purpose, token, now);
  if (!whose || !('desk' in whose)) return null;
  const [row] = sql.exec<Row & { person: string }>('SELECT * FROM desk_mail WHERE id = ?', whose.desk);
  return row ?? null;
}

/** Whether a link of the desk's leads somewhere, and whether it has been confirmed. */
export function readDeskLink(
  sql: SqlStorage,
  purpose: Purpose,
  token: string,
  now: number,
): { isConfirmed: boolean } | null {
  const row = rowOf(sql, purpose, token, now);
  return row && { isConfirmed: row.confirmed_at !== null };
}

/** Begins to send to an address, in place of the one before it. */
export function confirmDeskMail(sql: SqlStorage, token: string, now: number): boolean {
  const row = rowOf(sql, 'confirm', token, now);
  if (!row) return false;
  if (row.confirmed_at !== null) return true;
  sql.exec('DELETE FROM desk_mail WHERE person = ? AND id <> ?', row.person, row.id);
  sql.exec(
    'UPDATE desk_mail SET confirmed_at = ?, daily_at = ?, told_at = 0 WHERE id = ?',
    now,
    row.daily ? nextHour(row.hour, now) : null,
    row.id,
  );
  return true;
}

export function stopDeskMail(sql: SqlStorage, token: string, now: number): boolean {
  const row = rowOf(sql, 'stop', token, now);
  if (row) sql.exec('DELETE FROM desk_mail WHERE id = ?', row.id);
  return row !== null;
}

/** Notes that something waits for somebody since an instant, in milliseconds since 1970: the Ledger's, which counts from it. */
export function noteWaits(sql: SqlStorage, person: string, since: number): void {
  sql.exec(
    `UPDATE desk_mail SET waits_since = min(coalesce(waits_since, ?1), ?1), waits_until = max(coalesce(waits_until, ?1), ?1)
     WHERE person = ?2 AND at_once AND confirmed_at IS NOT NULL`,
    since,
    person,
  );
}

/** When the next is to be looked at, in milliseconds since 1970; null when none is. */
export function nextDeskMail(sql: SqlStorage, now: number): number | null {
  const { daily, atOnce } = sql
    .exec<{ daily: number | null; atOnce: number | null }>(
      `SELECT min(daily_at) AS daily, min(max(waits_since + ${SETTLE_MS}, told_at + ${PAUSE_MS})) AS atOnce FROM desk_mail`,
    )
    .one();
  const due = [daily, atOnce].flatMap((at) => at ?? []);
  if (due.length === 0) return null;
  const first = Math.min(...due);
  return first > now + 2 * DAY_MS ? now : first;
}

/** Whose mail is to be made now. */
export function dueDeskMails(sql: SqlStorage, now: number): DueDeskMail[] {
  type Due = { id: number; person: string; isDaily: number; since: number; until: number | null };
  const rows = sql.exec<Due>(
    `SELECT id, person, daily_at IS NOT NULL AND (daily_at <= ?1 OR daily_at > ?2) AS isDaily,
       max(coalesce(waits_since, ?1) - 1, 0) AS since, waits_until AS until
     FROM desk_mail WHERE daily_at <= ?1 OR daily_at > ?2
       OR max(waits_since + ${SETTLE_MS}, told_at + ${PAUSE_MS}) <= ?1 OR waits_since > ?1 OR told_at > ?1`,
    now,
    now + 2 * DAY_MS,
  );
  return [...rows].map(({ id, person, isDaily, since, until }) => ({
    id,
    person,
    isDaily: isDaily === 1,
    since: new Date(since).toISOString(),
    until,
  }));
}

/** Queues the mail that says what waits, if anything does; and the next is due a day later. */
export function queueDeskMail(
  sql: SqlStorage,
  { id, person, isDaily, until }: DueDeskMail,
  waiting: Waiting,
  now: number,
): void {
  if (waiting === null) {
    dropDeskMail(sql, person);
    return;
  }
  // What came while the Ledger was asked may not be counted: it is asked for once more.
  sql.exec(
    `UPDATE desk_mail SET waits_since = iif(waits_until IS ?5, NULL, waits_until),
       waits_until = iif(waits_until IS ?5, NULL, waits_until),
       told_at = ?1, daily_at = iif(?3, ?4, daily_at) WHERE id = ?2`,
    now,
    id,
    isDaily ? 1 : 0,
    nextDaily(sql, id, now),
    until,
  );
  if (Object.keys(waiting).length === 0) return;
  queueLetter(sql, { kind: 'desk', whose: { desk: id }, detail: JSON.stringify(waiting), now });
}

/** Looks again later. */
export function postponeDeskMail(sql: SqlStorage, { id, isDaily }: DueDeskMail, now: number): void {
  sql.exec(
    'UPDATE desk_mail SET told_at = ?1, daily_at = iif(?3, ?4, daily_at) WHERE id = ?2',
    now,
    id,
    isDaily ? 1 : 0,
    now + PAUSE_MS,
  );
}

function nextDaily(sql: SqlStorage, id: number, now: number): number | null {
  const [row] = sql.exec<{ daily: number; hour: number }>(
    'SELECT daily, hour FROM desk_mail WHERE id = ?',
    id,
  );
  return row?.daily === 1 ? nextHour(row.hour, now) : null;
}

function nextHour(hour: number, now: number): number {
  const today = Math.floor(now / DAY_MS) * DAY_MS + hour * HOUR_MS;
  return today > now ? today : today + DAY_MS;
}
