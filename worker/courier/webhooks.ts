// Who wants to hear of what. Secrets are kept as they are, for they have to sign: in this object's database alone, and in no
// answer but the one that first tells them, no backup, no log and no audit.
import { MOST_WEBHOOKS } from '../../data/limits.ts';
import type { Webhook, WebhookScope } from '../../data/news.ts';
import type { MovedItem, SwitchedOff } from '../courier-item.ts';
import { done, type Result, refused } from '../result.ts';
import { dropWaiting, setDue } from './deliveries.ts';
import { newSecret } from './sign.ts';

/** What an admin says of a webhook. */
export type WebhookSettings = { name: string; url: string; scope: WebhookScope };
/** What can be changed of it; `on` switches it on or off. */
export type WebhookChange = { [Name in keyof WebhookSettings]?: WebhookSettings[Name] | undefined } & {
  on?: boolean | undefined;
};
/** Who changes it, when. */
export type By = { name: string; at: string };

/** As many secrets sign at once as a receiver could be going over between; the oldest goes first. */
const MOST_SECRETS = 3;

type Row = {
  id: string;
  version: number;
  name: string;
  url: string;
  scope: string;
  created_at: string;
  created_by: string;
  off_at: string | null;
  off_why: 'desk' | 'failing' | 'gone' | null;
  failures: number;
  failing_since: string | null;
  last_success_at: string | null;
};

export function createWebhook(
  sql: SqlStorage,
  id: string,
  { name, url, scope }: WebhookSettings,
  by: By,
): Result<Webhook & { secret: string }, 'taken' | 'unknown-webhook'> {
  const { count } = sql.exec<{ count: number }>('SELECT count(*) AS count FROM webhook').one();
  if (count >= MOST_WEBHOOKS)
    return refused({
      reason: 'taken',
      detail: `There are ${MOST_WEBHOOKS} webhooks already: delete one first.`,
    });
  sql.exec(
    'INSERT INTO webhook (id, version, name, url, scope, created_at, created_by) VALUES (?, 1, ?, ?, ?, ?, ?)',
    id,
    name,
    url,
    JSON.stringify(scope),
    by.at,
    by.name,
  );
  setScope(sql, id, scope);
  const secret = newSecret();
  sql.exec('INSERT INTO secret VALUES (?, 1, ?, NULL)', id, secret);
  const made = findWebhook(sql, id, by.at);
  return made ? done({ ...made, secret }) : unknown();
}

export function listWebhooks(sql: SqlStorage, now: string): Webhook[] {
  return [...sql.exec<Row>('SELECT * FROM webhook ORDER BY created_at DESC, id')].map((row) =>
    asWebhook(sql, row, now),
  );
}

export function findWebhook(sql: SqlStorage, id: string, now: string): Webhook | null {
  const [row] = sql.exec<Row>('SELECT * FROM webhook WHERE id = ?', id);
  return row ? asWebhook(sql, row, now) : null;
}

/** Changes a webhook whose version the admin has seen. Switched on again it begins anew; what it missed stays missed. */
export function changeWebhook(
  sql: SqlStorage,
  id: string,
  version: number,
  change: WebhookChange,
  { at }: By,
): Result<Webhook, 'stale' | 'unknown-webhook'> {
  const before = findWebhook(sql, id, at);
  if (!before) return unknown();
  if (before.version !== version) return refused({ reason: 'stale', version: before.version });
  const { name = before.name, url = before.url, scope = before.scope, on } = change;
  sql.exec(
    'UPDATE webhook SET version = version + 1, name = ?, url = ?, scope = ? WHERE id = ?',
    name,
    url,
    JSON.stringify(scope),
    id,
  );
  setScope(sql, id, scope);
  // Another address, or another try: what failed before says nothing of it.
  if (url !== before.url || (on && before.off)) forgetFailures(sql, id);
  if (on === true)
    sql.exec('UPDATE webhook SET off_at = NULL, off_why = NULL, off_untold = 0 WHERE id = ?', id);
  if (on === false && !before.off) switchOff(sql, id, 'desk', at);
  setDue(sql, id);
  const changed = findWebhook(sql, id, at);
  return changed ? done(changed) : unknown();
}

export function deleteWebhook(sql: SqlStorage, id: string): Result<null, 'unknown-webhook'> {
  const { rowsWritten } = sql.exec('DELETE FROM webhook WHERE id = ?', id);
  return rowsWritten > 0 ? done(null) : unknown();
}

/**
 * Follows a tracker to its new id. Of one that was deleted nothing is heard any more, nor of whatever takes its id later; a webhook
 * of nothing else is deleted with it. One that was made since is of another tracker. Told twice, it is the same.
 */
export function moveScopes(sql: SqlStorage, { at, moved, to }: MovedItem): void {
  const rows = sql.exec<{ id: string; scope: string }>(
    `SELECT id, scope FROM webhook WHERE created_at <= ?1
       AND id IN (SELECT webhook FROM hears WHERE name = ?2 OR name GLOB ?2 || '/*')`,
    at,
    moved,
  );
  const after = (names: readonly string[]) =>
    names.flatMap((name) => {
      if (name !== moved && !name.startsWith(`${moved}/`)) return [name];
      return to === null ? [] : [to + name.slice(moved.length)];
    });
  for (const { id, scope } of rows.toArray()) {
    const { trackers = [], pledges = [] }: WebhookScope = JSON.parse(scope);
    const next = { trackers: trackers === '*' ? trackers : after(trackers), pledges: after(pledges) };
    if (next.trackers.length + next.pledges.length === 0) deleteWebhook(sql, id);
    else {
      const kept = Object.fromEntries(Object.entries(next).filter(([, names]) => names.length > 0));
      sql.exec('UPDATE webhook SET version = version + 1, scope = ? WHERE id = ?', JSON.stringify(kept), id);
      setScope(sql, id, kept);
    }
  }
}

/** Gives a webhook a new secret. The one before it signs as well for so many hours; with none, it ends at once, and all older ones. */
export function rotateSecret(
  sql: SqlStorage,
  id: string,
  overlapHours: number,
  { at }: By,
): Result<Webhook & { secret: string }, 'unknown-webhook'> {
  if (!findWebhook(sql, id, at)) return unknown();
  const { newest } = sql
    .exec<{ newest: number }>('SELECT max(number) AS newest FROM secret WHERE webhook = ?', id)
    .one();
  const ends = new Date(Date.parse(at) + overlapHours * 3_600_000).toISOString();
  sql.exec('UPDATE secret SET ends_at = ? WHERE webhook = ? AND ends_at IS NULL', ends, id);
  if (overlapHours === 0) sql.exec('DELETE FROM secret WHERE webhook = ?', id);
  sql.exec(
    'DELETE FROM secret WHERE webhook = ?1 AND (ends_at <= ?2 OR number <= ?3)',
    id,
    at,
    newest + 1 - MOST_SECRETS,
  );
  const secret = newSecret();
  sql.exec('INSERT INTO secret VALUES (?, ?, ?, NULL)', id, newest + 1, secret);
  const rotated = findWebhook(sql, id, at);
  return rotated ? done({ ...rotated, secret }) : unknown();
}

/** The secrets that sign now, the newest first. */
export function secretsOf(sql: SqlStorage, id: string, now: string): string[] {
  const rows = sql.exec<{ secret: string }>(
    'SELECT secret FROM secret WHERE webhook = ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY number DESC',
    id,
    now,
  );
  return [...rows].map(({ secret }) => secret);
}

/** Takes the secrets out that have ended. */
export function forgetSecrets(sql: SqlStorage, now: string): void {
  sql.exec('DELETE FROM secret WHERE ends_at <= ?', now);
}

/** Switches a webhook off, and drops what waits for it. */
export function switchOff(sql: SqlStorage, id: string, why: 'desk' | 'failing' | 'gone', at: string): void {
  // Whoever switches it off at the desk knows.
  sql.exec(
    'UPDATE webhook SET version = version + 1, off_at = ?, off_why = ?, off_untold = ? WHERE id = ?',
    at,
    why,
    why === 'desk' ? 0 : 1,
    id,
  );
  dropWaiting(sql, id);
  setDue(sql, id);
}

/** The webhooks of which the desk has still to be told that they are off. */
export function untold(sql: SqlStorage): SwitchedOff[] {
  type Off = { id: string; name: string; scope: string; off_at: string; off_why: SwitchedOff['why'] };
  const rows = sql.exec<Off>('SELECT id, name, scope, off_at, off_why FROM webhook WHERE off_untold = 1');
  return [...rows].map(({ id, name, scope, off_at, off_why }) => ({
    id,
    name,
    why: off_why,
    offAt: off_at,
    trackers: trackersOf(JSON.parse(scope)),
  }));
}

/** Notes that the desk knows. */
export function noteTold(sql: SqlStorage, { id, offAt }: SwitchedOff): void {
  sql.exec('UPDATE webhook SET off_untold = 0 WHERE id = ? AND off_at = ?', id, offAt);
}

function trackersOf({ trackers, pledges = [] }: WebhookScope): string[] {
  if (trackers === '*') return ['*'];
  return trackers ?? [...new Set(pledges.map((pledge) => pledge.slice(0, pledge.indexOf('/'))))];
}

function forgetFailures(sql: SqlStorage, id: string): void {
  sql.exec('UPDATE webhook SET failures = 0, failing_since = NULL, paused_until = 0 WHERE id = ?', id);
}

function setScope(sql: SqlStorage, id: string, { trackers = [], pledges = [] }: WebhookScope): void {
  sql.exec('DELETE FROM hears WHERE webhook = ?', id);
  sql.exec(
    'INSERT OR IGNORE INTO hears SELECT value, ? FROM json_each(?)',
    id,
    JSON.stringify([...(trackers === '*' ? ['*'] : trackers), ...pledges]),
  );
}

function unknown() {
  return refused({ reason: 'unknown-webhook' });
}

function asWebhook(sql: SqlStorage, row: Row, now: string): Webhook {
  const { waiting, overlaps } = sql
    .exec<{ waiting: number; overlaps: string | null }>(
      `SELECT (SELECT count(*) FROM delivery WHERE webhook = ?1 AND state IN ('held', 'waiting')) AS waiting,
         (SELECT max(ends_at) FROM secret WHERE webhook = ?1 AND ends_at > ?2) AS overlaps`,
      row.id,
      now,
    )
    .one();
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    url: row.url,
    scope: JSON.parse(row.scope),
    createdAt: row.created_at,
    createdBy: row.created_by,
    off: row.off_at !== null && row.off_why !== null ? { at: row.off_at, why: row.off_why } : null,
    waiting,
    failures: row.failures,
    failingSince: row.failing_since,
    lastSuccessAt: row.last_success_at,
    secretOverlaps: overlaps,
  };
}
