// Which tags the edge cache is to forget, and when. Each is purged when KV holds and once more a little later,
// because a refill in between may have read a KV replica that was still old. Correctness never depends on it:
// the lifetimes of answers are short enough to be right on their own.
import { parseKey } from '../published.ts';

/** KV reaches every location within 60 s; a little more. */
const SECOND_PURGE_MS = 65_000;

/** Tags that one purge call takes. */
const TAGS_PER_PURGE = 100;

/** The cache tag of a key's answers: a pledge's own, the list's and the installation's own, otherwise its tracker's. */
function tagOf(key: string): string {
  const parts = parseKey(key);
  if (!parts) return '';
  const { kind, tracker, rest } = parts;
  if (kind === 'trackers' || kind === 'installation') return kind;
  return kind === 'pledge' || kind === 'badge' ? `${tracker}/${rest}` : tracker;
}

/** Notes that a key was written to KV just now. */
export function notePurge(sql: SqlStorage, writtenKey: string): void {
  const tag = tagOf(writtenKey);
  if (tag === '') return;
  sql.exec(
    `INSERT INTO purge (tag, due_at, again, written_at) VALUES (?1, ?2, 1, ?2)
     ON CONFLICT (tag) DO UPDATE SET due_at = ?2, again = 1, written_at = ?2`,
    tag,
    Date.now(),
  );
}

/** When the next tag is to be purged, in milliseconds since 1970; null when none is, or documents are to go first. */
export function nextPurge(sql: SqlStorage): number | null {
  return isKvBehind(sql)
    ? null
    : sql.exec<{ due: number | null }>('SELECT min(due_at) AS due FROM purge').one().due;
}

function isKvBehind(sql: SqlStorage): boolean {
  return sql.exec('SELECT 1 FROM outbox WHERE next_at <= ? LIMIT 1', Date.now()).toArray().length > 0;
}

/** A tag to purge, and when the newest of what bears it was written to KV, in milliseconds since 1970. */
export type Purge = { tag: string; written_at: number };

/** Takes the purges that are due, unless documents still wait for KV. */
export function takePurges(sql: SqlStorage): Purge[] {
  const now = Date.now();
  if (isKvBehind(sql)) return [];
  const due = [...sql.exec<Purge>('SELECT tag, written_at FROM purge WHERE due_at <= ?', now)];
  sql.exec('DELETE FROM purge WHERE due_at <= ? AND again = 0', now);
  sql.exec('UPDATE purge SET due_at = ?, again = 0 WHERE due_at <= ?', now + SECOND_PURGE_MS, now);
  return due;
}

/** What one call asks for. Too many tags at once become their trackers' tags. */
export function tagsOf(purges: Purge[]): string[] {
  const tags = purges.map(({ tag }) => tag);
  return tags.length <= TAGS_PER_PURGE ? tags : [...new Set(tags.map((tag) => tag.split('/', 1)[0] ?? tag))];
}

/**
 * Notes what became of a purge: `refusal` says why it was not taken. Those that were refused are tried again until what
 * the edge has kept, for `lifetime` seconds at most, has run out by itself.
 */
export function notePurged(sql: SqlStorage, purges: Purge[], refusal: string | null, lifetime: number): void {
  if (refusal === null) {
    sql.exec('DELETE FROM purge_refusal');
    return;
  }
  const now = Date.now();
  const next = now + SECOND_PURGE_MS;
  sql.exec(
    `INSERT INTO purge_refusal VALUES (1, ?1, ?1, ?2) ON CONFLICT DO UPDATE SET last_at = ?1, error = ?2`,
    now,
    refusal.slice(0, 200),
  );
  for (const { tag, written_at } of purges)
    if (next < written_at + lifetime * 1000)
      sql.exec('INSERT OR IGNORE INTO purge VALUES (?, ?, 0, ?)', tag, next, written_at);
}

/** Since when purges are refused without one being taken, when the last was, and why; null where the last was taken. */
export function purgeRefusal(sql: SqlStorage): { since: string; last: string; error: string } | null {
  const [row] = sql.exec<{ since: number; last_at: number; error: string }>(
    'SELECT since, last_at, error FROM purge_refusal',
  );
  if (!row) return null;
  return {
    since: new Date(row.since).toISOString(),
    last: new Date(row.last_at).toISOString(),
    error: row.error,
  };
}
