// How sentences are said, by the rules of a language. The build puts a copy into each language's file, so that the
// script itself stays without it.
import type { TemplateResult } from 'lit/html.js';
import type { Tools } from '../block-kit.ts';
import type { Language } from './badge-words.ts';
import type { BlockWords, Sentences } from './block-words.ts';

/** A sentence with what it is told; one that is told nothing needs no values. */
type Said<S extends keyof Sentences> = keyof Sentences[S] extends never
  ? [sentence: S]
  : [sentence: S, values: Sentences[S]];

/** What a view says things with, in the reader's language or else in English. */
export type Speech = {
  /** For `lang` and `dir` on the view's outermost element. */
  locale: string;
  direction: 'ltr' | 'rtl';
  say<S extends keyof Sentences>(...said: Said<S>): string;
  day(instant: string | number | null): string;
  number(value: number): string;
  /** A share of 1. */
  percent(share: number): string;
  list(items: string[]): string;
  /** A desk's own text, marked with its language where that is not the one around it. */
  desks(text: string, lang: string): TemplateResult;
  /** A desk's label in the reader's language, else in the desk's own; marked likewise. */
  label(labels: Record<string, string>, own: string): TemplateResult;
};

/** Makes the one export of a language's file. `months` are for browsers whose Intl does not know its dates. */
export function speaker<L extends Language>(
  words: BlockWords<L> & { months?: string },
  direction: Speech['direction'] = 'ltr',
): (tools: Tools, language: string, locale: string) => Speech {
  return ({ html, nothing, dayIn, labelIn, spokenIn, fill }, language, locale) => {
    // Intl would take the browser's own language for one that it does not know, and has no English of no country.
    const locales = locale === 'en' ? 'en-GB' : [locale, 'en-GB'];
    const { format: number } = new Intl.NumberFormat(locales);
    const plural = new Intl.PluralRules(locales);
    // A name in another script must not turn its neighbours round.
    const isolated = (value: string) => (direction === 'rtl' ? `\u2068${value}\u2069` : value);
    const desks = (text: string, lang: string) =>
      html`<bdi lang=${spokenIn(lang) === spokenIn(locale) ? nothing : lang}>${text}</bdi>`;
    return {
      locale,
      direction,
      say(...[sentence, values = {}]: [keyof Sentences, Record<string, string | number>?]) {
        const word: string | Record<string, string> = words[sentence];
        const text = typeof word === 'string' ? word : word[plural.select(Number(values.count))];
        const told = Object.entries(values).map(([place, value]) => [
          place,
          typeof value === 'number' ? number(value) : isolated(value),
        ]);
        return fill(text ?? '', Object.fromEntries(told));
      },
      day(instant) {
        if (instant === null || !words.months || Intl.DateTimeFormat.supportedLocalesOf(locale)[0])
          return dayIn(locale, instant);
        const date = new Date(instant);
        const month = words.months.split(' ')[date.getUTCMonth()];
        return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
      },
      number,
      percent: new Intl.NumberFormat(locales, { style: 'percent' }).format,
      list: (items) => new Intl.ListFormat(locales).format(items),
      desks,
      label(labels, own) {
        const { text, lang } = labelIn(labels, language, own);
        return desks(text, lang);
      },
    };
  };
}
