import type { Installation, Redirect } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate, isUnlisted } from '../../data/visibility.ts';
import { parseKey } from '../published.ts';
import type { ProjectionInput } from './input.ts';
import { badge, publishedPledge } from './pledge.ts';
import {
  latestChanges,
  publishedTracker,
  searchIndex,
  summary,
  trackerCorrections,
  trackerFront,
  trackerIndex,
  trackerList,
} from './tracker.ts';

/** The document that belongs at a key of PUBLISHED now; null where readers are to find nothing. */
export function project(key: string, input: ProjectionInput, origin: string): unknown {
  const parts = parseKey(key);
  if (!parts) return null;
  const { kind, tracker: id, rest } = parts;
  if (kind === 'installation') return { backupKey: input.backupKey() } satisfies Installation;
  if (kind === 'trackers') return trackerList(allTrackers(input), origin);
  if (kind === 'redirect') return redirect(input, rest ?? '');
  const whole = input.tracker(id);
  if (!whole || isPrivate(whole.tracker)) return null;
  switch (kind) {
    case 'tracker':
      return publishedTracker(whole, input.rows(id), input.head(id), origin);
    case 'front':
      return trackerFront(whole, input.rows(id), input.head(id), input.latest(id), origin);
    case 'index':
      return trackerIndex(whole, input.rows(id));
    case 'words':
      return searchIndex(whole, input.words(id));
    case 'corrections':
      return trackerCorrections(whole, input.corrections(id));
    case 'changes':
      return latestChanges(whole, input.latest(id), origin);
    case 'summary':
      return summary(whole, input.rows(id), origin, rest);
    case 'pledge':
    case 'badge': {
      const pledge = input.pledge(id, rest ?? '');
      if (!pledge) return null;
      return kind === 'pledge' ? publishedPledge(pledge, whole, origin) : badge(pledge, whole, origin);
    }
    default:
      return kind satisfies never;
  }
}

function allTrackers(input: ProjectionInput) {
  return input.trackerIds().flatMap((id) => {
    const whole = input.tracker(id);
    return whole && isListed(whole.tracker) ? [{ tracker: whole.tracker, pledges: input.count(id) }] : [];
  });
}

function isListed(tracker: Tracker): boolean {
  return !isPrivate(tracker) && !isUnlisted(tracker);
}

function redirect(input: ProjectionInput, path: string): Redirect | null {
  const target = input.redirect(path);
  const whole = target && input.tracker(target.tracker);
  if (!target || !whole || isPrivate(whole.tracker)) return null;
  return { to: `/${target.tracker}/${target.slug}` };
}
