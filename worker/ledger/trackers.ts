import type { Scheme, Tracker } from '../../data/tracker.ts';

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

/** The newest hash of each tracker that has a revision. */
export function headsOf(sql: SqlStorage): Record<string, string> {
  const rows = sql.exec<{ tracker: string; hash: string }>(
    `SELECT tracker, hash FROM revision
     WHERE (tracker, sequence) IN (SELECT tracker, max(sequence) FROM revision GROUP BY tracker) ORDER BY tracker`,
  );
  return Object.fromEntries([...rows].map(({ tracker, hash }) => [tracker, hash]));
}
