import type { TrackerRecord } from '../../data/desk.ts';
import type { Scheme, Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';

type Row = { version: number; document: string; opened_at: string | null };

export function findTracker(sql: SqlStorage, id: string): TrackerRecord | undefined {
  const [row] = sql.exec<Row>('SELECT version, document, opened_at FROM tracker WHERE id = ?', id);
  return row && asRecord(row);
}

export function listTrackers(sql: SqlStorage): TrackerRecord[] {
  return [...sql.exec<Row>('SELECT version, document, opened_at FROM tracker ORDER BY id')].map(asRecord);
}

/** Whether a tracker is there that only the desk sees. */
export function isPrivateTracker(sql: SqlStorage, id: string): boolean {
  const found = findTracker(sql, id);
  return found !== undefined && isPrivate(found.tracker);
}

function asRecord({ version, document, opened_at }: Row): TrackerRecord {
  return { version, tracker: parsed(document), openedAt: opened_at };
}

// The one that was asked for last: an act asks for its tracker several times, and an act on many for each of them. Nobody
// changes what is answered.
let last: { document: string; tracker: Tracker } | undefined;

function parsed(document: string): Tracker {
  if (last?.document !== document) last = { document, tracker: JSON.parse(document) };
  return last.tracker;
}

/**
 * The tables whose rows belong to a tracker by their column `tracker`, those that others refer to last. Of revisions there are
 * none as long as it can be renamed or deleted. A test holds the list against the tables.
 */
export const TABLES_OF_A_TRACKER = [
  'inbox',
  'import_mapping',
  'undo',
  'trash',
  'alias',
  'pledge',
  'scheme',
] as const;

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
