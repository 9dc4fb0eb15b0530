// Who sees a tracker. Apart from its schemas, which neither a reader's page nor the desk app needs.
import type { Tracker } from './tracker.ts';

/** Whether only the desk sees a tracker; not of one that is still to come. */
export function isPrivate(tracker: Pick<Tracker, 'visibility'> | undefined): boolean {
  return tracker?.visibility === 'private';
}

/** Whether search engines may keep a tracker's pages. */
export function isIndexed({
  indexed,
  visibility = 'public',
}: Pick<Tracker, 'indexed' | 'visibility'>): boolean {
  return indexed && visibility === 'public';
}

/** Whether a tracker is in no list, and no search engine is to keep it. */
export function isUnlisted({ visibility }: Pick<Tracker, 'visibility'>): boolean {
  return visibility === 'unlisted';
}
