import type { IconName } from '../data/icons.ts';
import type { Badge, Change } from '../data/published.ts';
import { driftSince } from './drift.ts';
import { iconName } from './icons.ts';
import { dayIn, type Label, labelIn, localeFor, spokenIn } from './language.ts';
import { badgeWords, colons } from './words/badge-words.ts';
import { ended, fill } from './words/text.ts';

/** What a badge shows once its data are there. */
export type BadgeView = {
  href: string;
  look: IconName;
  label: Label;
  /** The accessible name: it begins with the label, and the rest is in the language `lang`. */
  name: string;
  lang: string;
  /** Whose verdict it is and of when, as part of the name. */
  by: string;
  /** When the page quoted the verdict, as it says. */
  asOf: string;
  /** The verdict that the page quoted, if it is not the one of now; without words where the desk has corrected it away. */
  quoted: Change | undefined;
  changed: boolean;
  /** Whether there is more to tell at once (badge-notes.ts), or what is told lacks words that the script has not. Both are rare. */
  isPartial: boolean;
};

/** Turns the API's document into what is shown; throws where that is not what the contract says. */
export function badgeView(badge: Badge, language: string, asOf: string, pinned: boolean): BadgeView {
  const { title, url: href, by: desk, timezone, verdict, changes, underReview, movedTo } = badge;
  if (!/^https?:/.test(href)) throw new Error(href);
  const lang = localeFor(language);
  const isRetracted = badge.status === 'retracted';
  // Of a merged pledge the document tells the other one's verdicts, which are not what was quoted.
  const quoted = isRetracted || movedTo ? undefined : driftSince(asOf, changes, verdict.id, timezone);
  // A label that the desk has corrected away did not come, and cannot be in front, not even where it was pinned.
  const front = pinned && quoted?.label ? quoted : verdict;
  const label = labelIn(front.label ?? {}, language, badge.language);
  const on = dayIn(lang, front.publishedAt, timezone);
  const spoken = spokenIn(lang);
  const words = badgeWords[spoken];
  // Not every verdict has a day.
  const by = fill(words, { by: desk.name, on }).replace(/[,،] $/, '');
  const name = `${label.text}${colons[spoken] ?? ': '}${ended(title)}${words && ` ${ended(by)}`}`;
  const look = isRetracted ? 'retracted' : iconName(front.outcome);
  const changed = !!(quoted || (movedTo && asOf));
  const isPartial = changed || !!movedTo || !!underReview || changes.at(-1)?.kind === 'correction' || !words;
  return { href, look, label, name, lang, by, asOf, quoted, changed, isPartial };
}
