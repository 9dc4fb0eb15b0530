// Pages for people, made from the same documents as the API.
import { Hono } from 'hono';
import type {
  Corrections,
  Front,
  PublishedPledge,
  PublishedTracker,
  Redirect,
  SearchIndex,
  TrackerIndex,
  Trackers,
} from '../../data/published.ts';
import type { Language } from '../../data/words/languages.ts';
import { CACHE_MISS } from '../caching.ts';
import { sendsMail } from '../courier/mail/offered.ts';
import { badgeSnippet } from '../embeds/quote.ts';
import { failed } from '../failed.ts';
import {
  inCurrentTerms,
  listPledges,
  MOST_QUERY_CHARACTERS,
  USUALLY_WANTED,
  type Wanted,
} from '../listing.ts';
import { isLanguage } from '../localizer.ts';
import { CorrectionsPage } from '../pages/corrections.tsx';
import { HomePage } from '../pages/home.tsx';
import { MissingPage, ProblemsPage, UnavailablePage } from '../pages/notices.tsx';
import { languageOfMost, localizerForPage, type PageLocalizer } from '../pages/page-localizer.ts';
import { PledgePage } from '../pages/pledge.tsx';
import { TrackerPage } from '../pages/tracker.tsx';
import {
  correctionsKey,
  frontKey,
  indexKey,
  installationKey,
  isName,
  pledgeKey,
  readParsed,
  readTexts,
  redirectKey,
  searchIndexKey,
  trackerKey,
  trackersKey,
} from '../published.ts';
import { badgeImages } from './badge-images.ts';
import { crawlers } from './crawlers.ts';
import { documentPage, type Page } from './document-page.ts';
import { feeds } from './feeds.ts';
import { frames } from './frames.tsx';
import { health } from './health.ts';
import { oembed } from './oembed.ts';
import { answerInWords, read, redirect, stored } from './reading.ts';
import { secured, securedWithFrames } from './security.ts';
import { securityTxt } from './security-txt.ts';
import { pageIn, tidyPath } from './tidy-path.ts';

/** An alias is no longer than this; a longer key KV would refuse. */
const MOST_PATH_LENGTH = 300;

export const pages = new Hono<{ Bindings: Env }>();

pages.onError(failed);

pages.route('/healthz', health);
pages.route('/oembed', oembed);
pages.route('/badge', badgeImages);
pages.get('/embed', securedWithFrames, async (context) => {
  const { embedBuilder } = await import('./embed-builder.tsx'); // for publishers: no part of every start
  return embedBuilder(context);
});
pages.get('/embed/', (context) => moved(context, `/embed${new URL(context.req.url).search}`, 'site'));
pages.route('/embed', frames);

pages.use(secured);
pages.use(inWords);

pages.get('/.well-known/pledgemark.json', (context) => stored(context, installationKey, 'installation'));

pages.route('/', crawlers);
pages.route('/', feeds);
pages.route('/', securityTxt);

pages.get('/', async (context) => {
  const chosen = chosenLanguage(context);
  const installation = {
    demonstration: isDemonstration(context),
    desk: context.env.DESK_ORIGIN,
    origin: context.env.PUBLIC_ORIGIN,
  };
  const page = await documentPage<[Trackers]>(context, {
    keys: [trackersKey],
    tags: 'trackers',
    variant: chosen,
    make: async (list) => {
      const l10n = await localizerForPage(chosen, languageOfMost(list));
      return { l10n, page: <HomePage {...list} {...installation} l10n={l10n} /> };
    },
  });
  if (page) return page;
  const l10n = await localizerForPage(chosen, 'en');
  const nothing = <HomePage trackers={[]} {...installation} l10n={l10n} />;
  return html(context, l10n, nothing, `nothing-${l10n.language}`, 'trackers');
});

pages.get('/docs/problems', async (context) => {
  const l10n = await localizerForPage('en', 'en');
  return html(context, l10n, <ProblemsPage l10n={l10n} />, 'problems', 'docs');
});

pages.get('/:tracker', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return notFound(context);
  const wanted = await wantedOf(context.req.queries());
  const page = await trackerPage(context, tracker, wanted);
  return page ?? notFound(context);
});

pages.get('/:tracker/corrections', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return notFound(context);
  const chosen = chosenLanguage(context);
  const page = await documentPage<[PublishedTracker, Corrections]>(context, {
    keys: [trackerKey(tracker), correctionsKey(tracker)],
    tags: tracker,
    variant: chosen,
    make: async (whole, { corrections }) => {
      const l10n = await localizerForPage(chosen, whole.language);
      return { l10n, page: <CorrectionsPage tracker={whole} corrections={corrections} l10n={l10n} /> };
    },
  });
  return page ?? notFound(context);
});

pages.get('/:tracker/:slug', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return notFound(context);
  const tags = `${tracker}/${slug},${tracker}`;
  const chosen = chosenLanguage(context);
  const page = await documentPage<[PublishedPledge, PublishedTracker]>(context, {
    keys: [pledgeKey(tracker, slug), trackerKey(tracker)],
    tags,
    variant: chosen,
    versionsOf: ({ tracker }) => [tracker],
    make: async (pledge, whole) => {
      if (pledge.slug !== slug)
        return moved(context, `/${tracker}/${pledge.slug}${new URL(context.req.url).search}`, tags);
      const l10n = await localizerForPage(chosen, whole.language);
      const words = { l10n, snippet: await badgeSnippet(whole, pledge) };
      const turnstileKey = context.env.TURNSTILE_SITE_KEY;
      return {
        l10n,
        page: (
          <PledgePage
            tracker={whole}
            pledge={pledge}
            {...words}
            turnstileKey={turnstileKey}
            mail={mailForm(context)}
          />
        ),
      };
    },
  });
  return page ?? notFound(context);
});

pages.all('*', notFound);

// Most readers ask for nothing, and for them no schema is loaded.
async function wantedOf(sent: Record<string, string[]>): Promise<Wanted> {
  if (Object.keys(sent).length === 0) return USUALLY_WANTED;
  const { wantedByPage } = await import('./listing-query.ts');
  return wantedByPage(sent);
}

/** What is wanted of a list, in short; empty where nothing is. */
function variantOf(wanted: Wanted): string {
  const asked = JSON.stringify(wanted);
  return asked === NOTHING_ASKED ? '' : asked;
}

const NOTHING_ASKED = JSON.stringify(USUALLY_WANTED);

/** As most readers meet it, it is one document; what is asked for beyond that is looked up in the index. */
function trackerPage(context: Page, tracker: string, wanted: Wanted): Promise<Response | null> {
  const asked = variantOf(wanted);
  const chosen = chosenLanguage(context);
  const about = { tags: tracker, variant: [asked, chosen ?? ''].join(' ').trim() };
  if (!asked)
    return documentPage<[Front]>(context, {
      ...about,
      keys: [frontKey(tracker)],
      make: async (front) => {
        const l10n = await localizerForPage(chosen, front.tracker.language);
        return {
          l10n,
          page: <TrackerPage {...front} wanted={wanted} l10n={l10n} mail={mailForm(context)} />,
        };
      },
    });
  const make = async (front: Front, index: TrackerIndex, words: SearchIndex | null) => {
    const l10n = await localizerForPage(chosen, front.tracker.language);
    const listing = listPledges(index, words, wanted);
    const current = inCurrentTerms(wanted, index.former);
    const shown = { listing, wanted: current, l10n, mail: mailForm(context) };
    return { l10n, page: <TrackerPage {...front} {...shown} /> };
  };
  const keys = [frontKey(tracker), indexKey(tracker)] as const;
  return wanted.q
    ? documentPage<[Front, TrackerIndex, SearchIndex]>(context, {
        ...about,
        keys: [...keys, searchIndexKey(tracker)],
        versionsOf: ({ index, words }) => [index, words],
        make,
      })
    : documentPage<[Front, TrackerIndex]>(context, {
        ...about,
        keys: [...keys],
        versionsOf: ({ index }) => [index],
        make: (front, index) => make(front, index, null),
      });
}

/** A problem document is for programs: a reader whose page cannot be made gets one all the same, and nothing of it is kept. */
async function inWords(context: Page, next: () => Promise<void>): Promise<void> {
  await next();
  const { status, headers } = context.res;
  const isProblem = status >= 500 && headers.get('content-type') === 'application/problem+json';
  if (!isProblem || !context.req.header('accept')?.includes('text/html')) return;
  // In which language its tracker is cannot be known now.
  const l10n = await localizerForPage(chosenLanguage(context), 'en');
  const page = <UnavailablePage l10n={l10n} />;
  context.res = new Response(`<!doctype html>${page.toString()}`, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'retry-after': headers.get('retry-after') ?? '60',
    },
  });
}

/** What the form to follow by mail needs, where mail is sent. */
function mailForm({ env }: Page): { turnstileKey: string } | null {
  return sendsMail(env) ? { turnstileKey: env.TURNSTILE_SITE_KEY } : null;
}

/** The language that `?lang=` names. Any other is left aside, as whatever else an address asks for and the page does not have. */
function chosenLanguage({ req }: Page): Language | undefined {
  const lang = req.query('lang');
  return isLanguage(lang) ? lang : undefined;
}

/** A page that is made of no document. */
function html(
  context: Page,
  l10n: PageLocalizer,
  page: { toString(): string },
  name: string,
  tags: string,
): Response {
  const etag = `${name}-${context.env.VERSION.id.slice(0, 8)}`;
  return answerInWords(context, l10n, `<!doctype html>${page.toString()}`, etag, {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
  });
}

/** A page that is not there: an old site's path, and an address that is ours but for its end or its capitals, lead on. */
async function notFound(context: Page): Promise<Response> {
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

// With its tags, so that a name which leads the other way round by now does not go on leading in a circle at the edge.
function moved(context: Page, to: string, tags: string): Response {
  return redirect(context, 301, to, { 'cache-tag': tags });
}

// The demonstration article is an asset of its own that only a demonstration build holds.
function isDemonstration({ env }: Page): boolean {
  return env.DEMONSTRATION === 'on';
}
