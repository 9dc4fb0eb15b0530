import type { Badge } from '../data/published.ts';
import { asOfTime, driftSince } from './drift.ts';
import { type IconName, iconName } from './icons.ts';
import { dayIn, labelIn } from './language.ts';
import { en as words } from './words.ts';

/** What a badge shows once its data are there. `name` is the accessible name and begins with `label`. */
export type BadgeView = { href: string; look: IconName; label: string; name: string; changed: boolean };

/** Turns the API's document into what is shown; throws where that is not what the contract says. */
export function badgeView(badge: Badge, language: string, asOf: string, pinned: boolean): BadgeView {
  const { title, url: href, by, verdict, underReview, closedAt } = badge;
  if (!/^https?:/.test(href)) throw href;
  if (badge.status === 'retracted') {
    const name = words.withdrawnName(title, by.name);
    return { href, look: 'retracted', label: words.withdrawn, name, changed: false };
  }
  const labelOf = (labels: Record<string, string>) => labelIn(labels, language, badge.language);
  const dayOf = (instant: string | number | null) => dayIn(language, instant);
  const then = driftSince(asOf, badge.changes, verdict.id);
  // A label that the desk has corrected away did not come, and cannot be in front, not even where it was pinned.
  const front = pinned && then?.label ? then : verdict;
  const label = labelOf(front.label ?? {});
  let name = words.verdictName(label, title, by.name, dayOf(front.publishedAt));
  if (then) {
    const now = labelOf(verdict.label);
    const since = dayOf(verdict.publishedAt);
    name += then.label
      ? words.changed(now, since, labelOf(then.label), dayOf(asOfTime(asOf)))
      : words.corrected(now, since);
  }
  if (underReview) name += words.underReview(dayOf(underReview.since));
  if (closedAt) name += words.termOver;
  return { href, look: iconName(front.outcome), label, name, changed: !!then };
}
