// Made by `npm run words` of the files in data/words.
// English comes along: readers whose language we do not speak have it, too.
import type { Language } from './badge-words.ts';
import type { BlockWords } from './block-words.ts';
import { words as english } from './en.ts';

/** The words of each language, a file for each: a page loads one. */
export const WORDS: Record<Language, () => Promise<{ words: BlockWords }>> = {
  en: async () => ({ words: english }),
  cy: () => import('./cy.ts'),
  fr: () => import('./fr.ts'),
  de: () => import('./de.ts'),
  es: () => import('./es.ts'),
  ar: () => import('./ar.ts'),
};
