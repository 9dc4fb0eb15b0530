// The page of an address that leads nowhere, and where addresses of old sites lead.
import type { PublishedPledge, PublishedTracker, Redirect, Trackers } from '../../data/published.ts';
import { CACHE_MISS } from '../caching.ts';
import { MOST_QUERY_CHARACTERS } from '../listing.ts';
import { MissingPage } from '../pages/notices.tsx';
import { languageOfMost, localizerForPage } from '../pages/page-localizer.ts';
import {
  isName,
  pledgeKey,
  readParsed,
  readTexts,
  redirectKey,
  trackerKey,
  trackersKey,
} from '../published.ts';
import type { Page } from './document-page.ts';
import { chosenLanguage, moved } from './page-request.ts';
import { read } from './reading.ts';
import { pageIn, tidyPath } from './tidy-path.ts';

/** An alias is no longer than this; a longer key KV would refuse. */
const MOST_PATH_LENGTH = 300;

/** A page that is not there: an old site's path, and an address that is ours but for its end or its capitals, lead on. */
export async function missingPage(context: Page): Promise<Response> {
  // As the browser sent it, in the one form in which aliases are kept: see `alias` in data/field.ts.
  const { pathname, search } = new URL(context.req.url);
  const path = pathname.replace(/(?<=.)\/$/, '').replace(/%[0-9a-f]{2}/g, (octet) => octet.toUpperCase());
  const [, first, ...rest] = path.split('/');
  // Most of what is not there is spelt properly, and costs no further read.
  const tidy = path.length > MOST_PATH_LENGTH ? null : tidyPath(path);
  const meant = tidy === null ? null : pageIn(tidy);
  const tracker = meant ? meant.tracker : first;
  const { PUBLISHED } = context.env;
  const found = await read(context, () =>
    Promise.all([
      readTexts(PUBLISHED, oldPaths(path, tidy).map(redirectKey)),
      isName(tracker) ? readParsed<PublishedTracker>(PUBLISHED, trackerKey(tracker)) : null,
      readParsed<Trackers>(PUBLISHED, trackersKey),
      meant?.slug ? readParsed<PublishedPledge>(PUBLISHED, pledgeKey(meant.tracker, meant.slug)) : null,
    ]),
  );
  if (found instanceof Response) return found;
  const [redirects, named, all, pledge] = found;
  const [old] = redirects.flatMap((stored): Redirect[] => (stored ? [JSON.parse(stored.body)] : []));
  if (old) return moved(context, old.to + search, old.to.split('/')[1] ?? '');
  // Made of names that are there, so it leads to no other site and not in a circle.
  if (meant && (meant.slug ? pledge : named)) {
    const slug = pledge ? `/${pledge.document.slug}` : '';
    return moved(context, `/${meant.tracker}${slug}${meant.more}${search}`, meant.tracker);
  }
  // Below a tracker, and only there: `//elsewhere.example/` would lead to another site.
  if (named && !tidy && pathname.endsWith('/')) return moved(context, `${path}${search}`, named.document.id);
  const trackers = all?.document ?? { trackers: [] };
  const l10n = await localizerForPage(
    chosenLanguage(context),
    named?.document.language ?? languageOfMost(trackers),
  );
  const page = (
    <MissingPage
      tracker={named?.document ?? null}
      words={wordsOf(rest.at(-1) ?? '')}
      {...trackers}
      l10n={l10n}
    />
  );
  return new Response(`<!doctype html>${page.toString()}`, {
    status: 404,
    headers: { ...CACHE_MISS, 'content-type': 'text/html; charset=utf-8' },
  });
}

/** The paths of an old site that an address may mean, in the form in which a browser sends them. */
function oldPaths(path: string, tidy: string | null): string[] {
  if (path.length > MOST_PATH_LENGTH) return [];
  const forms = tidy === null ? [] : [tidy, tidy.toLowerCase()].map(encodeURI);
  return [...new Set([path, ...forms])].filter((form) => form.length <= MOST_PATH_LENGTH);
}

/** `reopen-the-ferry.html` says "reopen the ferry". */
function wordsOf(part: string): string {
  return part
    .replace(/\.\w+$|%[0-9a-f]{2}/gi, ' ')
    .replace(/[^a-z0-9]+/gi, ' ')
    .trim()
    .slice(0, MOST_QUERY_CHARACTERS);
}
