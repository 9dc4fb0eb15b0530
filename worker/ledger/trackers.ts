import type { Scheme, Tracker } from '../../data/schema.ts';
import type { Act } from './act.ts';
import { audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './outbox.ts';
import { done, invalid, type Result, refused } from './result.ts';

export type TrackerRecord = { version: number; tracker: Tracker };

export function findTracker(sql: SqlStorage, id: string): TrackerRecord | undefined {
  const [row] = sql.exec<{ version: number; document: string }>(
    'SELECT version, document FROM tracker WHERE id = ?',
    id,
  );
  return row && { version: row.version, tracker: JSON.parse(row.document) };
}

export function listTrackers(sql: SqlStorage): TrackerRecord[] {
  return [
    ...sql.exec<{ version: number; document: string }>('SELECT version, document FROM tracker ORDER BY id'),
  ].map(({ version, document }) => ({ version, tracker: JSON.parse(document) }));
}

/** Every version of a tracker's scheme there ever was, by number: a published verdict keeps the words of its own. */
export function schemesOf(sql: SqlStorage, tracker: string): Map<number, Scheme> {
  const rows = sql.exec<{ version: number; document: string }>(
    'SELECT version, document FROM scheme WHERE tracker = ?',
    tracker,
  );
  return new Map([...rows].map(({ version, document }) => [version, JSON.parse(document)]));
}

export function createTracker(act: Act, tracker: Tracker): Result<TrackerRecord> {
  if (findTracker(act.sql, tracker.id))
    return refused({ reason: 'taken', detail: `There is a tracker "${tracker.id}" already.` });
  act.sql.exec('INSERT INTO tracker VALUES (?, 1, ?, ?, ?)', tracker.id, canonical(tracker), act.at, act.at);
  keepScheme(act, tracker);
  audit(act, { act: 'create tracker', tracker: tracker.id });
  enqueueTracker(act, tracker.id);
  return done({ version: 1, tracker });
}

/** Changes a tracker. A changed scheme must come as a new version, and keep every verdict that is in use. */
export function changeTracker(act: Act, version: number, tracker: Tracker): Result<TrackerRecord> {
  const now = findTracker(act.sql, tracker.id);
  if (!now) return refused({ reason: 'unknown-tracker' });
  if (now.version !== version) return refused({ reason: 'stale', version: now.version });
  const fault = schemeFault(act.sql, now.tracker, tracker);
  if (fault) return invalid(fault.pointer, fault.detail);
  act.sql.exec(
    'UPDATE tracker SET version = ?, document = ?, updated_at = ? WHERE id = ?',
    version + 1,
    canonical(tracker),
    act.at,
    tracker.id,
  );
  keepScheme(act, tracker);
  audit(act, { act: 'change tracker', tracker: tracker.id });
  enqueueTracker(act, tracker.id);
  return done({ version: version + 1, tracker });
}

function keepScheme({ sql }: Act, { id, scheme }: Tracker): void {
  sql.exec('INSERT OR IGNORE INTO scheme VALUES (?, ?, ?)', id, scheme.version, canonical(scheme));
}

function schemeFault(sql: SqlStorage, before: Tracker, after: Tracker) {
  if (canonical(before.scheme) === canonical(after.scheme)) return undefined;
  if (after.scheme.version !== before.scheme.version + 1)
    return { pointer: '/scheme/version', detail: `a changed scheme is version ${before.scheme.version + 1}` };
  const inUse = sql.exec<{ id: string }>(
    `SELECT DISTINCT json_extract(document, '$.verdict.id') AS id FROM revision
     WHERE tracker = ? AND document IS NOT NULL`,
    after.id,
  );
  for (const { id } of inUse)
    if (!after.scheme.verdicts.some((verdict) => verdict.id === id))
      return { pointer: '/scheme/verdicts', detail: `the verdict "${id}" is in use and must stay` };
  return undefined;
}
