// In which language a page is.
import type { Trackers } from '../../data/published.ts';
import type { Language } from '../../data/words/languages.ts';
import { type Localizer, localizerFor, spokenFor } from '../localizer.ts';

/** The words of a page. A reader may have chosen another language than the desk's: then the address says so, as do all links. */
export type PageLocalizer = Localizer & {
  /** The language in which the page is where none is chosen. */
  own: Language;
  /** An address of this site, for a reader of this language. */
  href(path: string): string;
};

/** The words for a page of a desk that writes in `own`, or in the language that its reader has chosen. */
export async function localizerForPage(chosen: Language | undefined, own: string): Promise<PageLocalizer> {
  const usual = spokenFor(own);
  const isChosen = chosen !== undefined && chosen !== usual;
  const localizer = await localizerFor(isChosen ? chosen : own);
  const href = (path: string) => (isChosen ? inLanguage(path, localizer.language) : path);
  return { ...localizer, own: usual, href };
}

/** By which the embed builder's address says what language the page is in: its `lang` is that of the line. */
export const BUILDER_LANGUAGE = 'in';

const BUILDER = /^(?:https?:\/\/[^/]+)?\/embed(?:\?|$)/;

/** An address with the language that its page is to be in. */
export function inLanguage(address: string, language: string): string {
  const [page = '', fragment] = address.split('#', 2);
  const name = BUILDER.test(page) ? BUILDER_LANGUAGE : 'lang';
  const asked = `${page}${page.includes('?') ? '&' : '?'}${name}=${language}`;
  return fragment === undefined ? asked : `${asked}#${fragment}`;
}

/** The home page, and that of no tracker, is in the language of most trackers; of those with as many, in that of the first. */
export function languageOfMost({ trackers }: Trackers): string {
  const counts = new Map<string, number>();
  for (const { language } of trackers) counts.set(language, (counts.get(language) ?? 0) + 1);
  const [most = ['en']] = [...counts].sort(([, one], [, other]) => other - one);
  return most[0];
}
