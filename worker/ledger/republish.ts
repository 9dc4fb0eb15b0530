import type { Republished } from '../../data/running.ts';
import { isPrivate } from '../../data/visibility.ts';
import { type Act, audit } from './act.ts';
import { countEverything, enqueueEverything } from './enqueue.ts';
import { isEmpty } from './is-empty.ts';
import { waiting } from './outbox.ts';
import type { Pace } from './pace.ts';
import { listTrackers } from './trackers.ts';

/** Queues every document there should be, and a search for others; with `dryRun`, only says how many there are. */
export function republish(act: Act, pace: Pace, dryRun: boolean): Republished {
  // One that waits for its backup knows nothing yet, and readers may still have everything.
  if (isEmpty(act.sql)) return { ...(dryRun ? { dryRun } : {}), queued: 0, trackers: 0, seconds: 0 };
  const trackers = listTrackers(act.sql).filter(({ tracker }) => !isPrivate(tracker)).length;
  if (dryRun) {
    const queued = countEverything(act.sql);
    return { dryRun, queued, trackers, seconds: pace.secondsFor(queued) };
  }
  enqueueEverything(act);
  audit(act, { act: 'republish' });
  const queued = waiting(act.sql).count;
  return { queued, trackers, seconds: pace.secondsFor(queued) };
}
