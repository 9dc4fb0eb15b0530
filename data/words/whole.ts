// Made by `npm run words` of the files in data/words.
// Compiles as long as no file lacks a word or a plural form.

import type ar from './ar.json';
import type cy from './cy.json';
import type de from './de.json';
import type en from './en.json';
import type es from './es.json';
import type fr from './fr.json';
import type { Language } from './languages.ts';
import type { WordsOf } from './words.ts';

type Whole<L extends Language, File extends WordsOf<L>> = File;

/** What each file says. */
export type Files = {
  en: Whole<'en', typeof en>;
  cy: Whole<'cy', typeof cy>;
  fr: Whole<'fr', typeof fr>;
  de: Whole<'de', typeof de>;
  es: Whole<'es', typeof es>;
  ar: Whole<'ar', typeof ar>;
};
