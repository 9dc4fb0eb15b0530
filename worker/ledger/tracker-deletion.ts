import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { enqueueTracker } from './enqueue.ts';
import { noteTrackerMoved } from './news.ts';
import { findTracker, TABLES_OF_A_TRACKER } from './trackers.ts';

/** What was deleted: how many pledges with it, those in the trash included. */
export type DeletedTracker = { id: string; pledges: number };

/**
 * Deletes a tracker in which nothing was ever published, and all that is in the works with it; its id is free again.
 * `confirmed` is how many pledges whoever asks knows that they lose: null will do where there are none.
 */
export function deleteTracker(
  act: Act,
  id: string,
  version: number,
  confirmed: number | null,
): Result<DeletedTracker, 'published-tracker' | 'stale' | 'unconfirmed' | 'unknown-tracker'> {
  const { sql } = act;
  const found = findTracker(sql, id);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const { revisions, working, trashed } = sql
    .exec<{ revisions: number; working: number; trashed: number }>(
      `SELECT EXISTS (SELECT 1 FROM revision WHERE tracker = ?1) AS revisions,
         (SELECT count(*) FROM pledge WHERE tracker = ?1) AS working,
         (SELECT count(*) FROM trash WHERE tracker = ?1) AS trashed`,
      id,
    )
    .one();
  if (revisions > 0) return refused({ reason: 'published-tracker' });
  const pledges = working + trashed;
  if ((confirmed ?? 0) !== pledges) return refused({ reason: 'unconfirmed', working, trashed });
  enqueueTracker(act, id);
  // Steps of undoing go with what they belong to.
  for (const table of TABLES_OF_A_TRACKER) sql.exec(`DELETE FROM ${table} WHERE tracker = ?`, id);
  sql.exec('DELETE FROM tracker WHERE id = ?', id);
  const closed = closeDoors(act, id, act.editor.name);
  noteTrackerMoved(act, id, null);
  audit(act, {
    act: 'delete tracker',
    tracker: id,
    detail: { name: found.tracker.name, pledges, ...(closed > 0 ? { tokens: closed } : {}) },
  });
  return done({ id, pledges });
}

/**
 * Shuts out of an id whoever may enter it: they are not let into what somebody else founds, or renames, to the same. Whoever
 * deletes it (`but`) may found anew. Answers how many tokens that were.
 */
export function closeDoors({ sql }: Act, id: string, but: string | null): number {
  sql.exec(
    `UPDATE invite SET trackers = (SELECT json_group_array(value) FROM json_each(invite.trackers) WHERE value <> ?1)
     WHERE trackers <> '"*"' AND EXISTS (SELECT 1 FROM json_each(invite.trackers) WHERE value = ?1)`,
    id,
  );
  return sql.exec(
    `UPDATE token SET trackers = (SELECT json_group_array(value) FROM json_each(token.trackers) WHERE value <> ?1)
     WHERE name IS NOT ?2 AND trackers <> '"*"' AND EXISTS (SELECT 1 FROM json_each(token.trackers) WHERE value = ?1)`,
    id,
    but,
  ).rowsWritten;
}
