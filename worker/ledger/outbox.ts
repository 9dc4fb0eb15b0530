// The outbox: which keys of PUBLISHED are out of date. Acts add rows (enqueue.ts); the alarm alone writes KV, from what
// the Ledger holds at that moment, so the newest state always lands last.
import { withinTime } from '../within-time.ts';
import { notePurge } from './purge.ts';
import { acknowledge, beginWrite, countUnacknowledged, landedLate } from './unacknowledged-writes.ts';

/** KV operations of one alarm: below the 50 that the free plan allows an invocation. */
export const OPERATIONS_PER_ALARM = 45;

/** Of these: as many as the publication of one pledge queues. */
const NEWEST_PER_ALARM = 15;

/** A KV put or delete that has not answered by then counts as failed. */
const WRITE_TIMEOUT_MS = 10_000;

/** KV takes about one write a second for one key. */
const KEY_PAUSE_MS = 1000;

const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MOST_MS = 5 * 60_000;

type Row = { key: string; sequence: number; tries: number };

/** Makes a key's document, and answers what brings it to KV. */
type Prepare = (key: string) => () => Promise<void>;

/** When the next key is tried, in milliseconds since 1970; null when none waits. */
export function nextTry(sql: SqlStorage): number | null {
  return sql.exec<{ due: number | null }>('SELECT min(next_at) AS due FROM outbox').one().due;
}

/** What waits, since when, when it is tried again, and the last error: for the desk's status. */
export function waiting(sql: SqlStorage) {
  const { count, since, next } = sql
    .exec<{ count: number; since: number | null; next: number | null }>(
      'SELECT count(*) AS count, min(queued_at) AS since, min(next_at) AS next FROM outbox',
    )
    .one();
  const [last] = sql.exec<{ error: string; tries: number }>(
    'SELECT error, tries FROM outbox WHERE error IS NOT NULL ORDER BY tries DESC LIMIT 1',
  );
  return {
    count,
    since: instant(since),
    nextTry: instant(next),
    error: last?.error ?? null,
    tries: last?.tries ?? 0,
    unacknowledged: countUnacknowledged(sql),
  };
}

/**
 * Brings up to `OPERATIONS_PER_ALARM` due keys to KV. `lastWritten` spares a key its second write a second; `landed` is
 * called when a write that was given up on comes to its end after all. Answers how many KV holds now.
 */
export async function drain(
  sql: SqlStorage,
  lastWritten: Map<string, number>,
  prepare: Prepare,
  landed: () => void,
): Promise<number> {
  spareLastWritten(sql, lastWritten);
  const due = dueRows(sql);
  // All of them, even when one breaks: none may still be under way when the next alarm runs.
  const brought = await Promise.allSettled(
    due.map(async (row) => {
      const holds = await bringRow(sql, row, prepare, landed);
      if (holds) lastWritten.set(row.key, Date.now());
      return holds;
    }),
  );
  const outcomes = brought.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  if (due.length === OPERATIONS_PER_ALARM && !outcomes.includes(true)) pauseAll(sql, due);
  return outcomes.filter(Boolean).length;
}

// The oldest, and in each alarm some of the newest: a publication of one pledge does not wait behind the thousand that
// somebody else published, or imported, a moment before.
function dueRows(sql: SqlStorage): Row[] {
  const first = (order: 'ASC' | 'DESC', most: number) =>
    sql.exec<Row>(
      `SELECT key, sequence, tries FROM outbox WHERE next_at <= ? ORDER BY next_at ${order}, rowid ${order} LIMIT ?`,
      Date.now(),
      most,
    );
  const oldest = [...first('ASC', OPERATIONS_PER_ALARM)];
  if (oldest.length < OPERATIONS_PER_ALARM) return oldest;
  const newest = [...first('DESC', NEWEST_PER_ALARM)];
  const each = new Map([...newest, ...oldest].map((row) => [row.key, row]));
  return [...each.values()].slice(0, OPERATIONS_PER_ALARM);
}

function spareLastWritten(sql: SqlStorage, lastWritten: Map<string, number>): void {
  for (const [key, at] of lastWritten) if (Date.now() - at >= KEY_PAUSE_MS) lastWritten.delete(key);
  if (lastWritten.size === 0) return;
  sql.exec(
    `UPDATE outbox SET next_at = max(next_at, written.value + ?) FROM json_each(?) AS written
     WHERE outbox.key = written.key`,
    KEY_PAUSE_MS,
    JSON.stringify(Object.fromEntries(lastWritten)),
  );
}

/** Whether KV holds it now. The row is deleted by key and sequence: an act that came in meanwhile keeps its row. */
async function bringRow(
  sql: SqlStorage,
  { key, sequence, tries }: Row,
  prepare: Prepare,
  landed: () => void,
): Promise<boolean> {
  try {
    const bring = prepare(key);
    const write = beginWrite(sql, key);
    await withinTime(bring(), WRITE_TIMEOUT_MS, () => {
      landedLate(sql, key);
      landed();
    });
    acknowledge(sql, write);
    sql.exec('DELETE FROM outbox WHERE key = ? AND sequence = ?', key, sequence);
    notePurge(sql, key);
    return true;
  } catch (error) {
    sql.exec(
      'UPDATE outbox SET tries = tries + 1, next_at = ?, error = ? WHERE key = ? AND sequence = ?',
      Date.now() + backOff(tries),
      String(error).slice(0, 200),
      key,
      sequence,
    );
    return false;
  }
}

/** More waits than one alarm can bring, and KV took nothing of it: the rest waits, too, and is not tried in turn. */
function pauseAll(sql: SqlStorage, failed: Row[]): void {
  const pause = backOff(Math.max(...failed.map(({ tries }) => tries)));
  sql.exec('UPDATE outbox SET next_at = max(next_at, ?)', Date.now() + pause);
}

function backOff(tries: number): number {
  return Math.min(BACK_OFF_FIRST_MS * 2 ** tries, BACK_OFF_MOST_MS);
}

function instant(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
