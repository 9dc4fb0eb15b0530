// A private tracker gets another id, and all that belongs to it goes along.
import type { TrackerRecord } from '../../data/desk.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { noteTrackerMoved } from './news.ts';
import { closeDoors } from './tracker-deletion.ts';
import { findTracker, TABLES_OF_A_TRACKER } from './trackers.ts';

/** Renames a tracker whose version the editor has seen, before anybody outside the desk has seen its id. */
export function renameTracker(
  act: Act,
  id: string,
  version: number,
  to: string,
): Result<TrackerRecord, 'opened-tracker' | 'stale' | 'taken' | 'unknown-tracker'> {
  const { sql, at } = act;
  const found = findTracker(sql, id);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (!isPrivate(found.tracker)) return refused({ reason: 'opened-tracker', act: 'rename' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  if (to === id) return done(found);
  if (findTracker(sql, to))
    return refused({ reason: 'taken', detail: `There is a tracker "${to}" already.` });
  const tracker = { ...found.tracker, id: to };
  // The new row first: whatever refers to a tracker refers to one at any moment.
  sql.exec(
    `INSERT INTO tracker (id, version, document, created_at, updated_at)
     SELECT ?1, version + 1, ?2, created_at, ?3 FROM tracker WHERE id = ?4`,
    to,
    canonical(tracker),
    at,
    id,
  );
  for (const table of TABLES_OF_A_TRACKER)
    sql.exec(`UPDATE ${table} SET tracker = ? WHERE tracker = ?`, to, id);
  sql.exec('DELETE FROM tracker WHERE id = ?', id);
  // Whoever was let into what once had this name, or was to have it, is not let into this one.
  closeDoors(act, to, null);
  passDoors(sql, id, to);
  noteTrackerMoved(act, id, to);
  audit(act, { act: 'rename tracker', tracker: to, detail: { from: id, to } });
  return done({ version: version + 1, tracker, openedAt: null });
}

function passDoors(sql: SqlStorage, from: string, to: string): void {
  for (const table of ['token', 'invite'])
    sql.exec(
      `UPDATE ${table} SET trackers = (SELECT json_group_array(iif(value = ?1, ?2, value)) FROM json_each(${table}.trackers))
       WHERE trackers <> '"*"' AND EXISTS (SELECT 1 FROM json_each(${table}.trackers) WHERE value = ?1)`,
      from,
      to,
    );
}
