// What loads when something more than a badge is to be shown: the views, in one file, and the words of one language.
import { localeFor, spokenIn } from './language.ts';
import { LoadError } from './load-error.ts';
import type { Localizer } from './words/localizer.ts';

export type Views = typeof import('./views.ts');

const wordsOf = {
  en: () => import('./words/en.ts'),
  cy: () => import('./words/cy.ts'),
  fr: () => import('./words/fr.ts'),
  de: () => import('./words/de.ts'),
  es: () => import('./words/es.ts'),
  ar: () => import('./words/ar.ts'),
};

/** Loads the views. Rejects with `offline` where they cannot be had, or are gone after a new deployment. */
export function loadViews(): Promise<Views> {
  return import('./views.ts').catch(fail);
}

/** Loads the views together with what they say in a reader's language. */
export async function loadLocalizedViews(language: string): Promise<{ views: Views; l10n: Localizer }> {
  const wordsIn = wordsOf[spokenIn(localeFor(language))];
  const [views, { words }] = await Promise.all([loadViews(), wordsIn().catch(fail)]);
  return { views, l10n: views.localizer(words, language) };
}

function fail(): never {
  throw new LoadError('offline');
}
