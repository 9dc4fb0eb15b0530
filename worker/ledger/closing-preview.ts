import type { PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { unknownId } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import type { Act } from './act.ts';
import { endTerm, giveLastVerdict } from './close.ts';
import { closingInstant, type Decided, openPledges, ruled } from './closing-plan.ts';
import { shown, undone } from './preview.ts';
import { findTracker } from './trackers.ts';

/** What is decided of one pledge, and when its term ended. */
export type PreviewedClosing = Decided & { slug: string; closedAt: string };

/** A pledge's page as it would be after the closing. Nothing is written. */
export function previewClosing(
  storage: DurableObjectStorage,
  act: Act,
  trackerId: string,
  { slug, closedAt: sent, ...decided }: PreviewedClosing,
  origin: string,
): Result<
  { tracker: Tracker; pledge: PublishedPledge },
  'invalid' | 'private-tracker' | 'unknown-pledge' | 'unknown-tracker'
> {
  const tracker = findTracker(act.sql, trackerId)?.tracker;
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  if (isPrivate(tracker)) return refused({ reason: 'private-tracker', act: 'close' });
  const open = openPledges(act.sql, tracker).find(({ row }) => row.slug === slug);
  if (!open) return refused({ reason: 'unknown-pledge' });
  const verdicts = tracker.scheme.verdicts.map(({ id }) => id);
  if (!verdicts.includes(decided.to))
    return refused({
      reason: 'invalid',
      errors: [unknownId('/query/verdict', 'a verdict', decided.to, verdicts)],
    });
  const closedAt = closingInstant(act, tracker, sent);
  if (!closedAt.ok) return closedAt;
  const after = undone(storage, () => {
    if (decided.to !== open.document.verdict.id) giveLastVerdict(act, tracker, ruled(open, decided, true));
    endTerm(act, tracker, closedAt.value);
    return shown(act.sql, open.row, origin);
  });
  if (!after) return refused({ reason: 'unknown-pledge' });
  return done({ tracker: { ...tracker, closedAt: closedAt.value }, pledge: after.pledge });
}
