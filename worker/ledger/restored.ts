// What does not come back from a backup as it was: whoever was let in, and what was to go out by itself, may have
// been taken back since.
import type { EndedToken, Unscheduled } from '../../data/restore.ts';
import type { Act } from './act.ts';
import { schedulesOf, sendSchedulesToReview } from './schedules.ts';

/** Ends every token. Answers whom those let in that could still be used: they are to be invited again. */
export function endTokens({ sql, at }: Act): EndedToken[] {
  type Row = Omit<EndedToken, 'trackers'> & { trackers: string };
  const open = sql
    .exec<Row>(
      `SELECT name, role, trackers, email FROM token
       WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?) ORDER BY name, created_at`,
      at,
    )
    .toArray();
  sql.exec('UPDATE token SET revoked_at = coalesce(revoked_at, ?)', at);
  return open.map((row) => ({ ...row, trackers: JSON.parse(row.trackers) }));
}

/** Sends every scheduled publication back to review, and answers which. */
export function unscheduleAll(act: Act): Unscheduled[] {
  const scheduled = schedulesOf(act.sql);
  sendSchedulesToReview(
    act,
    scheduled,
    'Taken off the schedule by a restore: look at it, and schedule it again.',
  );
  return scheduled.map(({ tracker, slug, publish_at, publish_by, owner }) => ({
    tracker,
    slug,
    publishAt: publish_at,
    publishBy: publish_by ?? owner,
  }));
}
