// How sentences are said, by the rules of a language. It comes with the views, so that the script stays without it.
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { dayIn, labelIn, localeFor, spokenIn } from './language.ts';
import { badgeWords, colons, type Language, months } from './words/badge-words.ts';
import type { BlockWords, Sentences } from './words/block-words.ts';
import { WORDS } from './words/languages.ts';
import { fill } from './words/text.ts';

/** A sentence with what it is told; one that is told nothing needs no values. */
type Said<S extends keyof Sentences> = keyof Sentences[S] extends never
  ? [sentence: S]
  : [sentence: S, values: Sentences[S]];

/** What a view says things with, in the reader's language or else in English. */
export type Localizer = {
  /** The reader's own language. */
  language: string;
  /** What our words are in: for `lang` and `dir` on the view's outermost element. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** Between a name and what it is narrowed to. */
  colon: string;
  say<S extends keyof Sentences>(...said: Said<S>): string;
  /** A day, or the day of an instant in a tracker's zone. */
  day(when: string | null, timeZone: string | undefined): string;
  number(value: number): string;
  /** A share of 1. */
  percent(share: number): string;
  /** A desk's own text, marked with its language where that is not the one around it. */
  desks(text: string, lang: string): TemplateResult;
  /** A desk's label in the reader's language, else in the desk's own; marked likewise. */
  label(labels: Record<string, string>, own: string): TemplateResult;
};

const there: Partial<Record<Language, BlockWords>> = {};

/** Loads the words for a reader of this language, once. Rejects where they cannot be had. */
export async function loadLocalizer(language: string): Promise<Localizer> {
  const spoken = spokenIn(localeFor(language));
  // biome-ignore lint/suspicious/noAssignInExpressions: -- as in late.ts
  const words = (there[spoken] ??= (await WORDS[spoken]()).words);
  const { verdict, colon, months: names } = words;
  if (verdict) badgeWords[spoken] = verdict;
  if (colon) colons[spoken] = colon;
  if (names) months[spoken] = names;
  return localizer(words, language);
}

function localizer(words: BlockWords, language: string): Localizer {
  const locale = localeFor(language);
  const { direction = 'ltr' } = words;
  // Intl would take the browser's own language for one that it does not know, and has no English of no country.
  const locales = locale === 'en' ? 'en-GB' : [locale, 'en-GB'];
  const { format: number } = new Intl.NumberFormat(locales);
  // A name in another script must not turn its neighbours round.
  const isolated = (value: string) => (direction === 'rtl' ? `\u2068${value}\u2069` : value);
  const desks = (text: string, lang: string) =>
    html`<bdi lang=${spokenIn(lang) === spokenIn(locale) ? nothing : lang}>${text}</bdi>`;
  return {
    language,
    locale,
    direction,
    colon: colons[spokenIn(locale)] ?? ': ',
    say(...[sentence, values = {}]: [keyof Sentences, Record<string, string | number>?]) {
      const written = Object.entries(values).map(([place, value]) => [
        place,
        typeof value === 'number' ? number(value) : isolated(value),
      ]);
      return fill(words[sentence], Object.fromEntries(written));
    },
    day: (when, timeZone) => dayIn(locale, when, timeZone),
    number,
    percent: new Intl.NumberFormat(locales, { style: 'percent' }).format,
    desks,
    label(labels, own) {
      const { text, lang } = labelIn(labels, language, own);
      return desks(text, lang);
    },
  };
}
