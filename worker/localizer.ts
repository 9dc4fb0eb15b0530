// What pages, frames, feeds and images are said with: the words of one language, and how it writes days, numbers and lists.
// The words are a file for each language (data/words), and only the one that is needed is loaded.
import type { Child } from 'hono/jsx';
import { FROM_RIGHT, LANGUAGES, type Language, type Places } from '../data/words/languages.ts';
import type { MessageKey, PluralKey, Words } from '../data/words/words.ts';
import { dayWriter } from './day-writer.ts';
import { ended } from './ended.ts';
import { loadWords, wordsWithin } from './words.ts';

/** What a message is told: a value for each of its places. One that has none is told nothing. */
type Values<K extends MessageKey, Value> = Places[K] extends never
  ? []
  : [values: Record<Places[K], Value> & (K extends PluralKey ? { count: number } : unknown)];

/** The words of one language, and how it writes things. */
export type Localizer = {
  /** The language of the words. */
  language: Language;
  /** The variety of it by which days and numbers are written; what `lang` says. */
  locale: string;
  direction: 'ltr' | 'rtl';
  /** English where the words that were wanted could not be had just now: nobody keeps what is said so. */
  isStandIn: boolean;
  /** A message as text. Numbers are written as the language writes them. */
  say<K extends MessageKey>(key: K, ...values: Values<K, string | number>): string;
  /** A message for a page: its places may be elements. */
  fill<K extends MessageKey>(key: K, ...values: Values<K, Child>): Child;
  /** An instant, a day, a month or a year in words: as exact as it is known, and by the clock of a tracker. */
  day(when: string, timeZone: string): string;
  number(value: number): string;
  /** Things in a row, with the commas of the language. */
  list(things: string[]): string;
};

/** The language of our words for somebody who reads this one: itself where there are words in it, otherwise English. */
export function spokenFor(tag: string): Language {
  const [language = ''] = tag.toLowerCase().split('-');
  return isLanguage(language) ? language : 'en';
}

/** Whether there are words in exactly this language: what `?lang=` may name. */
export function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(LANGUAGES, tag);
}

const made = new Map<string, Localizer>();
/** Of a language and its varieties there are more than anybody writes in. */
const MOST_MADE = 100;

/** What to say things with in this language, or in English where there are no words in it. */
export async function localizerFor(tag: string): Promise<Localizer> {
  const language = spokenFor(tag);
  const locale = tag.split('-', 1)[0]?.toLowerCase() === language ? canonical(tag, language) : language;
  const known = made.get(locale);
  if (known) return known;
  const words = await loadWords(language);
  if (!words) return { ...localizerOf(await wordsWithin(), 'en', 'en'), isStandIn: language !== 'en' };
  if (made.size >= MOST_MADE) made.clear();
  const localizer = localizerOf(words, language, locale);
  made.set(locale, localizer);
  return localizer;
}

function canonical(tag: string, otherwise: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? otherwise;
  } catch {
    return otherwise; // RangeError: an address may name a variety that cannot be, such as `de-x`
  }
}

function localizerOf(words: Words, language: Language, locale: string): Localizer {
  // English of no country writes the month first; a language that Intl does not know would be written as it happens to be.
  const locales = locale === 'en' ? ['en-GB'] : [locale, 'en-GB'];
  const { format: number } = new Intl.NumberFormat(locales);
  const plural = new Intl.PluralRules(locales);
  const direction = FROM_RIGHT.includes(language) ? 'rtl' : 'ltr';
  const day = dayWriter(locales, words['language.months']);
  // Of units, because that is commas alone: Intl has no "and" in some languages, and would say it in English.
  const lists = new Intl.ListFormat(locales, { type: 'unit', style: 'short' });

  const formOf = (key: MessageKey, values: Record<string, unknown>): string => {
    const message: string | Record<string, string> = words[key];
    if (typeof message === 'string') return message;
    return message[plural.select(Number(values.count))] ?? message.other ?? '';
  };
  const written = (value: unknown) => {
    if (typeof value === 'number') return number(value);
    // A name in another script must not turn its neighbours round.
    return direction === 'rtl' && /\p{Script=Latin}/u.test(String(value))
      ? `\u2068${value}\u2069`
      : `${value}`;
  };
  return {
    language,
    locale,
    direction,
    isStandIn: false,
    day,
    number,
    list: (things) => lists.format(things),
    say: (key, ...[values = {}]: [Record<string, unknown>?]) =>
      formOf(key, values).replace(PLACE_WITH_STOP, (_, place, stop) =>
        stop ? ended(written(values[place])) : written(values[place]),
      ),
    fill: (key, ...[values = {}]: [Record<string, unknown>?]) =>
      formOf(key, values)
        .split(PLACE)
        .map((part, at) => {
          if (at % 2 === 0) return part;
          const value = values[part];
          return typeof value === 'number' ? number(value) : (value as Child);
        }),
  };
}

const PLACE = /{(\w+)}/g;
const PLACE_WITH_STOP = /{(\w+)}(\.?)/g;
