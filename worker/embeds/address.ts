// What somebody means who pastes an address of ours. People paste what the address bar, a mail or a colleague gave them.
import type { Part } from '../../data/snippets.ts';
import type { Language } from '../../data/words/languages.ts';
import { isLanguage } from '../localizer.ts';
import { isName } from '../published.ts';

/** What an address shows. `path` is as it was pasted, for an old site's: a key of `redirectKey`. */
export type Pasted = {
  path: string;
  tracker: string;
  slug: string | null;
  part: Part;
  asOf: string | null;
  /** The language that its reader has chosen. */
  lang: Language | null;
};

/** Longer than any address of ours with the longest tracker, slug and category; more is nobody's paste. */
const MOST_CHARACTERS = 2000;

/** The end of a sentence or a bracket that came along. */
const TRAILING = /[\s.,;:!?)\]}>"'»”’]+$/;

// What addresses of the same thing have that are no pages: of frames, of images, of feeds, and of the API.
const PREFIX = /^\/(?:embed\/(?:card|summary|list)|badge|api\/v1\/(?:pledges|trackers|summaries))(?=\/)/;
const SUFFIX =
  /(?:(?:\/corrections)?\/feed\.(?:atom|json)|\/(?:corrections|history|pledges|export\.(?:csv|json))|\.(?:svg|png|json))$/;

/** A day, or an instant with its offset, as `as-of` has it. */
const AS_OF = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Takes an address of a pledge or a tracker of this installation apart: with or without `https:`, a slash at its end, a
 * query, a fragment, a full stop. Null where it is none of ours.
 */
export function pastedAddress(text: string, origin: string): Pasted | null {
  const url = parse(
    text
      .trim()
      .replace(/^[<("'«“]+/, '')
      .replace(TRAILING, ''),
  );
  if (!url || url.host !== new URL(origin).host || url.username || url.password) return null;
  const path = url.pathname.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '');
  const [, tracker, slug, ...more] = path
    .toLowerCase()
    .replace(PREFIX, '')
    .replace(/\/pledges(?=\/)/, '')
    .replace(SUFFIX, '')
    .split('/');
  const category = url.searchParams.get('category') ?? undefined;
  const facet = url.searchParams.get('facet') ?? undefined;
  const asOf = url.searchParams.get('as-of');
  const lang = url.searchParams.get('lang') ?? undefined;
  const isKnown = more.length === 0 && isName(tracker) && (slug === undefined || isName(slug));
  return {
    path,
    tracker: isKnown ? tracker : '',
    slug: isKnown && slug ? slug : null,
    part: { category, facet },
    asOf: asOf !== null && isMoment(asOf) ? asOf : null,
    lang: isLanguage(lang) ? lang : null,
  };
}

/** Whether this is a day or an instant that there was: what `as-of` takes. */
export function isMoment(text: string): boolean {
  if (!AS_OF.test(text) || Number.isNaN(Date.parse(text))) return false;
  // 30 February is read as 2 March.
  const day = text.slice(0, '2025-03-10'.length);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function parse(text: string): URL | null {
  if (text.length > MOST_CHARACTERS) return null;
  const withScheme = /^https?:\/\//i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`;
  return URL.parse(withScheme);
}
