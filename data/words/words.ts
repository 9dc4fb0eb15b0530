// How the words of a language are typed: by the English ones, so that a word or a plural form that a file lacks does not compile.
import type english from './en.json';
import type { Language, Places, Plurals } from './languages.ts';

type English = typeof english;

/** The name of a message. */
export type MessageKey = keyof English;

/** The messages that have a form for each plural. */
export type PluralKey = { [K in MessageKey]: English[K] extends string ? never : K }[MessageKey];

/** The messages that are told nothing. */
export type PlainKey = { [K in MessageKey]: [Places[K]] extends [never] ? K : never }[MessageKey];

/** What the file of a language has to hold: a text, or a form for each of its plurals. */
export type WordsOf<L extends Language> = {
  [K in MessageKey]: English[K] extends string ? string : Record<Plurals[L], string>;
} & Optional;

/** The same of whichever language. */
export type Words = {
  [K in MessageKey]: English[K] extends string ? string : Record<string, string>;
} & Optional;

/** What only some languages have. */
type Optional = { 'language.months'?: string; 'language.reviewed'?: string };
