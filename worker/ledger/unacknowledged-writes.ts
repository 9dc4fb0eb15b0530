// Writes to KV that nobody has acknowledged: failed, given up on, or in flight when the object ended. Such a write may
// still land, after a newer one, and KV has no compare-and-set to refuse it. So a key is written once more when that
// write can no longer be alive, with what belongs there then: whatever came late is overwritten.
//
// The row is there before its write leaves: the output gate holds everything that an object sends until its storage is
// on disk. So an object that has been superseded cannot write any more, and its successor knows what may be in flight.

/** Longer than any request lives: Cloudflare's own proxies give one up after 100 s. */
const LONGEST_WRITE_MS = 120_000;

/** Notes that a write of this key begins. Answers its id, for `acknowledge`. */
export function beginWrite(sql: SqlStorage, key: string): number {
  return sql
    .exec<{ id: number }>(
      'INSERT INTO unacknowledged_write (key, until) VALUES (?, ?) RETURNING id',
      key,
      Date.now() + LONGEST_WRITE_MS,
    )
    .one().id;
}

/** KV has acknowledged the write. */
export function acknowledge(sql: SqlStorage, id: number): void {
  sql.exec('DELETE FROM unacknowledged_write WHERE id = ?', id);
}

/** A write that had been given up on has come to an end, and may have overwritten a newer one this moment. */
export function landedLate(sql: SqlStorage, key: string): void {
  sql.exec('INSERT INTO unacknowledged_write (key, until) VALUES (?, ?)', key, Date.now());
}

/** When the next of them can no longer be alive, in milliseconds since 1970; null if there is none. */
export function nextUnacknowledged(sql: SqlStorage): number | null {
  return sql.exec<{ due: number | null }>('SELECT min(until) AS due FROM unacknowledged_write').one().due;
}

/** How many keys may still be overwritten by a write that comes late. */
export function countUnacknowledged(sql: SqlStorage): number {
  return sql.exec<{ keys: number }>('SELECT count(DISTINCT key) AS keys FROM unacknowledged_write').one()
    .keys;
}

/** Queues the keys of writes that can no longer be alive. A key that waits already is written after them anyway. */
export function queueUnacknowledged(sql: SqlStorage): void {
  const now = Date.now();
  sql.exec(
    `INSERT INTO outbox SELECT DISTINCT key, 1, ?1, ?1, 0, NULL FROM unacknowledged_write WHERE until <= ?1
     ON CONFLICT (key) DO NOTHING`,
    now,
  );
  sql.exec('DELETE FROM unacknowledged_write WHERE until <= ?', now);
}
