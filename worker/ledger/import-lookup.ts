// Which pledge a row of an import is. Most rows of a large one are none yet, so that what a tracker calls its pledges is read
// at once, and a statement asked only of a name that is among it.
import { findRow, type PledgeRow } from './pledges.ts';

/** Finds pledges as they are before an import, by what a sheet calls them. */
export type Lookup = {
  bySlug(slug: string): PledgeRow | undefined;
  byKey(key: string): PledgeRow | undefined;
};

export function lookupIn(sql: SqlStorage, tracker: string): Lookup {
  const names = namesIn(sql, tracker);
  const keys = keysIn(sql, tracker);
  return {
    bySlug: (slug) => (names.has(slug) ? findRow(sql, { tracker, slug }) : undefined),
    byKey: (key) => (keys.has(key) ? findKey(sql, tracker, key) : undefined),
  };
}

/** Every name that a tracker has. */
export function namesIn(sql: SqlStorage, tracker: string): Set<string> {
  const rows = sql.exec<{ slug: string }>(
    'SELECT slug FROM pledge WHERE tracker = ?1 UNION ALL SELECT slug FROM alias WHERE tracker = ?1',
    tracker,
  );
  return new Set([...rows].map(({ slug }) => slug));
}

function keysIn(sql: SqlStorage, tracker: string): Set<string> {
  const rows = sql.exec<{ key: string }>(
    'SELECT key FROM pledge WHERE tracker = ? AND key IS NOT NULL',
    tracker,
  );
  return new Set([...rows].map(({ key }) => key));
}

function findKey(sql: SqlStorage, tracker: string, key: string): PledgeRow | undefined {
  const [row] = sql.exec<PledgeRow>('SELECT * FROM pledge WHERE tracker = ? AND key = ?', tracker, key);
  return row;
}
