import { html, nothing, render, svg } from 'lit/html.js';
import { badgeView } from './badge-view.ts';
import { icon, iconName } from './icons.ts';
import { dayAt, dayIn, labelIn, localeFor, spokenIn } from './language.ts';
import type { Speech } from './words/speaker.ts';
import { fill } from './words/text.ts';

// What loads later and imported Lit itself would make the bundler move Lit to a file of its own, and every page would
// wait for one request more. So views import types only, and are handed what they need.
const tools = {
  html,
  svg,
  nothing,
  render,
  badgeView,
  icon,
  iconName,
  dayAt,
  dayIn,
  labelIn,
  spokenIn,
  fill,
};
export type Tools = typeof tools;

/** What a block hands to its view: Lit, and how to say things in the reader's language. */
export type Kit = Tools & Speech & { language: string };

const languageFiles = {
  en: () => import('./words/en.ts'),
  cy: () => import('./words/cy.ts'),
  fr: () => import('./words/fr.ts'),
  de: () => import('./words/de.ts'),
  es: () => import('./words/es.ts'),
  ar: () => import('./words/ar.ts'),
};

/** All that is loaded at once when something more than a badge is to be shown. */
export type Views = typeof import('./views.ts');

const loading = new Map<string, Promise<{ views: Views; kit: Kit }>>();

async function load(language: string): Promise<{ views: Views; kit: Kit }> {
  const locale = localeFor(language);
  const [views, { words }] = await Promise.all([import('./views.ts'), languageFiles[spokenIn(locale)]()]);
  return { views, kit: { ...tools, ...views.speech(words, tools, language, locale), language } };
}

/** Loads the views and the words of a reader's language once, and makes the kit of them. */
export function loadViews(language: string): Promise<{ views: Views; kit: Kit }> {
  const known = loading.get(language) ?? load(language);
  loading.set(language, known);
  known.catch(() => loading.delete(language));
  return known;
}
