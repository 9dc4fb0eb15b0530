import type { IconName } from '../data/icons.ts';
import type { Badge } from '../data/published.ts';
import { driftSince } from './drift.ts';
import { iconName } from './icons.ts';
import { dayIn, type Label, labelIn, localeFor, spokenIn } from './language.ts';
import { badgeWords } from './words/badge-words.ts';
import { fill } from './words/text.ts';

/**
 * What a badge shows once its data are there. `name` is the accessible name: it begins with the label, and the rest is
 * in the language `lang`.
 */
export type BadgeView = {
  href: string;
  look: IconName;
  label: Label;
  name: string;
  lang: string;
  /** Whose verdict it is and of when, as part of the name. */
  by: string;
  /** What else became of it, as the last part of the name, with an icon each. */
  notes: [icon: IconName, sentence: string][];
  changed: boolean;
};

/** Turns the API's document into what is shown; throws where that is not what the contract says. */
export function badgeView(badge: Badge, language: string, asOf: string, pinned: boolean): BadgeView {
  const { title, url: href, by: desk, timezone, verdict, changes, underReview, closedAt, movedTo } = badge;
  if (!/^https?:/.test(href)) throw href;
  const lang = localeFor(language);
  const [verdictBy, comma, nowIs, asOfThen, corrected, review, termOver, merged] = badgeWords[spokenIn(lang)];
  const labelOf = (labels: Record<string, string>) => labelIn(labels, language, badge.language);
  const dayOf = (when: string | null) => dayIn(lang, when, timezone);
  const isRetracted = badge.status === 'retracted';
  // Of a merged pledge the document tells the other one's verdicts, which are not what was quoted.
  const then = isRetracted || movedTo ? undefined : driftSince(asOf, changes, verdict.id, timezone);
  // A label that the desk has corrected away did not come, and cannot be in front, not even where it was pinned.
  const front = pinned && then?.label ? then : verdict;
  const label = labelOf(front.label ?? {});
  const on = dayOf(front.publishedAt);
  const by = fill(verdictBy, { by: desk.name }) + (on && comma + on);
  const notes: BadgeView['notes'] = [];
  const now = labelOf(verdict.label).text;
  const nowOn = dayOf(verdict.publishedAt);
  if (then?.label) {
    const was = fill(asOfThen, { was: labelOf(then.label).text, on: dayOf(asOf) });
    notes.push(['changed', `${fill(nowIs, { now })}${nowOn && ` (${nowOn})`}. ${was}`]);
  } else if (then || changes.at(-1)?.kind === 'correction')
    notes.push(['changed', fill(corrected, { on: nowOn, now })]);
  if (movedTo) notes.push(['changed', merged]);
  if (underReview) notes.push(['review', fill(review, { on: dayOf(underReview.since) })]);
  if (closedAt) notes.push(['none', `${termOver} (${dayOf(closedAt)})`]);
  const name = [`${label.text}: ${title}`, by, ...notes.map(([, sentence]) => sentence), '']
    .join('. ')
    .trim();
  const look = isRetracted ? 'retracted' : iconName(front.outcome);
  return { href, look, label, name, lang, by, notes, changed: !!(then || (movedTo && asOf)) };
}
