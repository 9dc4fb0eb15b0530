import type { Badge } from '../data/published.ts';
import { asOfTime, driftSince } from './drift.ts';
import { type IconName, iconName } from './icons.ts';
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
  changed: boolean;
};

/** Turns the API's document into what is shown; throws where that is not what the contract says. */
export function badgeView(badge: Badge, language: string, asOf: string, pinned: boolean): BadgeView {
  const { title, url: href, by, verdict, underReview, closedAt } = badge;
  if (!/^https?:/.test(href)) throw href;
  const lang = localeFor(language);
  const [verdictBy, since, asOfThen, corrected, review, termOver] = badgeWords[spokenIn(lang)];
  const labelOf = (labels: Record<string, string>) => labelIn(labels, language, badge.language);
  const dayOf = (instant: string | number | null) => dayIn(lang, instant);
  const isRetracted = badge.status === 'retracted';
  const then = isRetracted ? undefined : driftSince(asOf, badge.changes, verdict.id);
  // A label that the desk has corrected away did not come, and cannot be in front, not even where it was pinned.
  const front = pinned && then?.label ? then : verdict;
  const label = labelOf(front.label ?? {});
  const told = dayOf(front.publishedAt);
  const sentences = [`${label.text}: ${title}`, fill(verdictBy, { by: by.name }) + (told && `, ${told}`)];
  if (then) {
    const now = labelOf(verdict.label).text;
    const on = dayOf(verdict.publishedAt);
    const nowSince = on ? fill(since, { now, on }) : now;
    sentences.push(
      then.label
        ? `${nowSince}; ${fill(asOfThen, { was: labelOf(then.label).text, on: dayOf(asOfTime(asOf)) })}`
        : `${fill(corrected, { on })}: ${now}`,
    );
  }
  if (underReview) sentences.push(fill(review, { on: dayOf(underReview.since) }));
  if (closedAt) sentences.push(termOver);
  const look = isRetracted ? 'retracted' : iconName(front.outcome);
  return { href, look, label, name: `${sentences.join('. ')}.`, lang, changed: !!then };
}
