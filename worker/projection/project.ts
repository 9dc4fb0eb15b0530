import type { Installation, Redirect } from '../../data/published.ts';
import { isPrivate, isUnlisted, type Tracker } from '../../data/tracker.ts';
import { parseKey } from '../published.ts';
import type { Facts } from './facts.ts';
import { badge, publishedPledge } from './pledge.ts';
import {
  latestChanges,
  publishedTracker,
  summary,
  trackerCorrections,
  trackerFront,
  trackerIndex,
  trackerList,
  trackerWords,
} from './tracker.ts';

/** The document that belongs at a key of PUBLISHED now; null where readers are to find nothing. */
export function project(key: string, facts: Facts, origin: string): unknown {
  const parts = parseKey(key);
  if (!parts) return null;
  const { kind, tracker: id, rest } = parts;
  if (kind === 'installation') return { backupKey: facts.backupKey() } satisfies Installation;
  if (kind === 'trackers') return trackerList(allTrackers(facts), origin);
  if (kind === 'redirect') return redirect(facts, rest ?? '');
  const whole = facts.tracker(id);
  if (!whole || isPrivate(whole.tracker)) return null;
  switch (kind) {
    case 'tracker':
      return publishedTracker(whole, facts.rows(id), facts.head(id), origin);
    case 'front':
      return trackerFront(whole, facts.rows(id), facts.head(id), facts.latest(id), origin);
    case 'index':
      return trackerIndex(whole, facts.rows(id));
    case 'words':
      return trackerWords(whole, facts.texts(id));
    case 'corrections':
      return trackerCorrections(whole, facts.corrections(id));
    case 'changes':
      return latestChanges(whole, facts.latest(id), origin);
    case 'summary':
      return summary(whole, facts.rows(id), origin, rest);
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

function allTrackers(facts: Facts) {
  return facts.trackerIds().flatMap((id) => {
    const whole = facts.tracker(id);
    return whole && isListed(whole.tracker) ? [{ tracker: whole.tracker, pledges: facts.count(id) }] : [];
  });
}

function isListed(tracker: Tracker): boolean {
  return !isPrivate(tracker) && !isUnlisted(tracker);
}

function redirect(facts: Facts, path: string): Redirect | null {
  const target = facts.redirect(path);
  const whole = target && facts.tracker(target.tracker);
  if (!target || !whole || isPrivate(whole.tracker)) return null;
  return { to: `/${target.tracker}/${target.slug}` };
}
