// The outbox: which keys of PUBLISHED are out of date. Acts add rows (enqueue.ts); the alarm alone writes KV, from what
// the Ledger holds at that moment, so the newest state always lands last.

/** KV operations of one alarm: below the 50 that the free plan allows an invocation. */
export const OPERATIONS_PER_ALARM = 45;

/** A KV put or delete that has not answered by then counts as failed. */
const WRITE_TIMEOUT_MS = 10_000;

/** KV takes about one write a second for one key. */
const KEY_PAUSE_MS = 1000;

const BACK_OFF_FIRST_MS = 1000;
const BACK_OFF_MOST_MS = 5 * 60_000;

type Row = { key: string; sequence: number; tries: number };

/** When the next row is due, in milliseconds since 1970; null when nothing waits. */
export function nextDue(sql: SqlStorage): number | null {
  return sql
    .exec<{ due: number | null }>(
      'SELECT min(due) AS due FROM (SELECT min(next_at) AS due FROM outbox UNION ALL SELECT min(due_at) FROM purge)',
    )
    .one().due;
}

/** What waits, since when, and the last error: for the desk's status. */
export function waiting(sql: SqlStorage) {
  const { count, since } = sql
    .exec<{ count: number; since: number | null }>(
      'SELECT count(*) AS count, min(queued_at) AS since FROM outbox',
    )
    .one();
  const [last] = sql.exec<{ error: string; tries: number }>(
    'SELECT error, tries FROM outbox WHERE error IS NOT NULL ORDER BY tries DESC LIMIT 1',
  );
  return {
    count,
    since: since === null ? null : new Date(since).toISOString(),
    error: last?.error ?? null,
    tries: last?.tries ?? 0,
  };
}

/**
 * Brings up to `OPERATIONS_PER_ALARM` due keys to KV and returns those that hold. A row is deleted by key and
 * sequence, so an act that came in meanwhile keeps its row. `lastWritten` spares a key its second write a second.
 */
export async function drain(
  sql: SqlStorage,
  lastWritten: Map<string, number>,
  bring: (key: string) => Promise<void>,
): Promise<string[]> {
  const now = Date.now();
  for (const [key, at] of lastWritten) {
    if (now - at >= KEY_PAUSE_MS) lastWritten.delete(key);
    else sql.exec('UPDATE outbox SET next_at = max(next_at, ?) WHERE key = ?', at + KEY_PAUSE_MS, key);
  }
  const due = [
    ...sql.exec<Row>(
      'SELECT key, sequence, tries FROM outbox WHERE next_at <= ? ORDER BY next_at, rowid LIMIT ?',
      now,
      OPERATIONS_PER_ALARM,
    ),
  ];
  const written: string[] = [];
  await Promise.all(
    due.map(async (row) => {
      try {
        await withinTime(bring(row.key));
        sql.exec('DELETE FROM outbox WHERE key = ? AND sequence = ?', row.key, row.sequence);
        lastWritten.set(row.key, Date.now());
        written.push(row.key);
      } catch (error) {
        sql.exec(
          'UPDATE outbox SET tries = tries + 1, next_at = ?, error = ? WHERE key = ? AND sequence = ?',
          Date.now() + Math.min(BACK_OFF_FIRST_MS * 2 ** row.tries, BACK_OFF_MOST_MS),
          String(error).slice(0, 200),
          row.key,
          row.sequence,
        );
      }
    }),
  );
  return written;
}

async function withinTime(work: Promise<void>): Promise<void> {
  let timer: number | null = null;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('KV did not answer in time')), WRITE_TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
