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
    'INSERT INTO purge VALUES (?1, ?2, 1) ON CONFLICT (tag) DO UPDATE SET due_at = ?2, again = 1',
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

/** Takes the tags that are due, unless documents still wait for KV. Too many at once become their trackers' tags. */
export function takePurges(sql: SqlStorage): string[] {
  const now = Date.now();
  if (isKvBehind(sql)) return [];
  const due = [...sql.exec<{ tag: string }>('SELECT tag FROM purge WHERE due_at <= ?', now)].map(
    ({ tag }) => tag,
  );
  sql.exec('DELETE FROM purge WHERE due_at <= ? AND again = 0', now);
  sql.exec('UPDATE purge SET due_at = ?, again = 0 WHERE due_at <= ?', now + SECOND_PURGE_MS, now);
  if (due.length <= TAGS_PER_PURGE) return due;
  return [...new Set(due.map((tag) => tag.split('/', 1)[0] ?? tag))];
}
