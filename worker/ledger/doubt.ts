// Writes to KV that nobody has acknowledged: failed, given up on, or under way when the object ended. Such a write may
// still land, after a newer one, and KV has no compare-and-set to refuse it. So a key is written once more when its
// doubtful write can no longer be alive, with what belongs there then: whatever came late is overwritten.
//
// The row is there before its write leaves: the output gate holds everything that an object sends until its storage is
// on disk. So an object that has been superseded cannot write any more, and its successor knows what may be under way.

/** Longer than any request lives: Cloudflare's own proxies give one up after 100 s. */
const DOUBT_MS = 120_000;

/** Notes that a write of this key begins. */
export function doubt(sql: SqlStorage, key: string): number {
  return sql
    .exec<{ id: number }>(
      'INSERT INTO doubt (key, until) VALUES (?, ?) RETURNING id',
      key,
      Date.now() + DOUBT_MS,
    )
    .one().id;
}

/** KV has acknowledged the write. */
export function trust(sql: SqlStorage, id: number): void {
  sql.exec('DELETE FROM doubt WHERE id = ?', id);
}

/** A write that had been given up on has come to an end, and may have overwritten a newer one this moment. */
export function landedLate(sql: SqlStorage, key: string): void {
  sql.exec('INSERT INTO doubt (key, until) VALUES (?, ?)', key, Date.now());
}

/** When the next doubtful write can no longer be alive, in milliseconds since 1970; null when none is doubtful. */
export function nextDoubtful(sql: SqlStorage): number | null {
  return sql.exec<{ due: number | null }>('SELECT min(until) AS due FROM doubt').one().due;
}

/** How many keys may still be overwritten by a write that came late. */
export function countDoubtful(sql: SqlStorage): number {
  return sql.exec<{ keys: number }>('SELECT count(DISTINCT key) AS keys FROM doubt').one().keys;
}

/** Queues the keys whose doubtful writes are over. One that waits already is written after them anyway. */
export function queueDoubtful(sql: SqlStorage): void {
  const now = Date.now();
  sql.exec(
    `INSERT INTO outbox SELECT DISTINCT key, 1, ?1, ?1, 0, NULL FROM doubt WHERE until <= ?1
     ON CONFLICT (key) DO NOTHING`,
    now,
  );
  sql.exec('DELETE FROM doubt WHERE until <= ?', now);
}
