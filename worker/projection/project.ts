import type { Redirect } from '../../data/published.ts';
import { parseKey } from '../published.ts';
import type { Facts } from './facts.ts';
import { badge, publishedPledge } from './pledge.ts';
import { latestChanges, publishedTracker, summary, trackerIndex, trackerList } from './tracker.ts';

/** The document that belongs at a key of PUBLISHED now; null where readers are to find nothing. */
export function project(key: string, facts: Facts, origin: string): unknown {
  const { kind, tracker: id, rest } = parseKey(key);
  if (kind === 'trackers')
    return trackerList(
      facts.trackerIds().flatMap((each) => facts.tracker(each) ?? []),
      origin,
    );
  if (kind === 'redirect') {
    const target = facts.redirect(rest ?? '');
    return target && ({ to: `/${target.tracker}/${target.slug}` } satisfies Redirect);
  }
  const whole = facts.tracker(id);
  if (!whole) return null;
  switch (kind) {
    case 'tracker':
      return publishedTracker(whole, origin);
    case 'index':
      return trackerIndex(whole);
    case 'changes':
      return latestChanges(whole, origin);
    case 'summary':
      return summary(whole, origin, rest);
    case 'pledge':
    case 'badge': {
      const pledge = facts.pledge(id, rest ?? '');
      if (!pledge) return null;
      return kind === 'pledge' ? publishedPledge(pledge, whole, origin) : badge(pledge, whole, origin);
    }
    default:
      return kind satisfies never;
  }
}
