// Publications that wait for their time stand for whoever scheduled them. When that person may no longer publish there,
// somebody else has to answer for them, or look at them again.
import type { Act } from './act.ts';
import { notifyOfSchedule } from './inbox.ts';
import { mayPublishIn } from './people.ts';
import type { PledgeRow } from './pledges.ts';
import { moved } from './record.ts';
import { findTracker } from './trackers.ts';
import { isSecondPerson, moveWork } from './work.ts';

/** What somebody of this name has scheduled; without a name, all that is scheduled. */
export function schedulesOf(sql: SqlStorage, name: string | null = null): PledgeRow[] {
  return sql
    .exec<PledgeRow>(
      "SELECT * FROM pledge WHERE work = 'scheduled' AND (?1 IS NULL OR coalesce(publish_by, owner) = ?1) ORDER BY publish_at, id",
      name,
    )
    .toArray();
}

/** Takes publications off the schedule and sends them back to review; `comment` says why, and the audit keeps it. */
export function sendSchedulesToReview(act: Act, schedules: PledgeRow[], comment: string): void {
  for (const row of schedules) {
    moveWork(act.sql, row.id, 'review', comment);
    notifyOfSchedule(act, row, 'unscheduled', comment);
    moved(act, row, 'unschedule', { by: row.publish_by, publishAt: row.publish_at, comment });
  }
}

/** Sends back what somebody has scheduled where they may not publish any more. Answers how many those were. */
export function sendLostSchedulesToReview(act: Act, name: string): number {
  const lost = schedulesOf(act.sql, name).filter(({ tracker }) => !mayPublishIn(act, tracker, name));
  sendSchedulesToReview(act, lost, mayNotPublish(name));
  return lost.length;
}

/** Sends back what one person alone has scheduled in a tracker that wants two people from now on. */
export function sendUncheckedSchedulesToReview(act: Act, tracker: string): void {
  const unchecked = schedulesOf(act.sql).filter(
    (row) => row.tracker === tracker && !mayTakeOver(act, row, row.publish_by ?? row.owner),
  );
  sendSchedulesToReview(act, unchecked, 'Taken off the schedule: a second person has to publish here now.');
}

/** Why a publication does not take place, as its writer is told. */
export function mayNotPublish(name: string): string {
  return `Taken off the schedule: ${name}, who scheduled it, may no longer publish here.`;
}

/** Whether somebody may answer for a scheduled publication in another's place: as if they had scheduled it themselves. */
export function mayTakeOver(act: Act, { tracker: id, authors }: PledgeRow, name: string): boolean {
  const tracker = findTracker(act.sql, id)?.tracker;
  if (!tracker || !mayPublishIn(act, id, name)) return false;
  return isSecondPerson({ editor: { name, role: 'editor' } }, tracker, JSON.parse(authors), null);
}

/** Lets another answer for scheduled publications: they go out in their name. */
export function passSchedules(act: Act, schedules: PledgeRow[], to: string): void {
  for (const row of schedules) {
    act.sql.exec('UPDATE pledge SET publish_by = ? WHERE id = ?', to, row.id);
    moved(act, row, 'pass schedule', { by: row.publish_by, to, publishAt: row.publish_at });
  }
}
