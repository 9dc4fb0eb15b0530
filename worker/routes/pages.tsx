// Pages for people, made from the same documents as the API.
import { Hono } from 'hono';
import type {
  Corrections,
  Front,
  PublishedPledge,
  PublishedTracker,
  Redirect,
  TrackerIndex,
  Trackers,
  TrackerWords,
} from '../../data/published.ts';
import { CACHE_MISS, cacheHit } from '../caching.ts';
import { inCurrentTerms, listPledges, type Wanted } from '../listing.ts';
import { CorrectionsPage } from '../pages/corrections.tsx';
import { HomePage } from '../pages/home.tsx';
import { MissingPage, ProblemsPage } from '../pages/notices.tsx';
import { PledgePage } from '../pages/pledge.tsx';
import { TrackerPage } from '../pages/tracker.tsx';
import {
  correctionsKey,
  frontKey,
  indexKey,
  installationKey,
  pledgeKey,
  readParsed,
  readTexts,
  redirectKey,
  trackerKey,
  trackersKey,
  wordsKey,
} from '../published.ts';
import { badgeImages } from './badge-images.ts';
import { crawlers } from './crawlers.ts';
import { documentPage, type Page } from './document-page.ts';
import { embedBuilder } from './embed-builder.tsx';
import { feeds } from './feeds.ts';
import { frames } from './frames.tsx';
import { health } from './health.ts';
import { oembed } from './oembed.ts';
import { MOST_QUERY_CHARACTERS, variantOf, wantedByPage } from './pledge-list.ts';
import { answer, isName, read, stored } from './reading.ts';
import { secured, securedWithFrames } from './security.ts';
import { securityTxt } from './security-txt.ts';
import { pageIn, tidyPath } from './tidy-path.ts';

/** An alias is no longer than this; a longer key KV would refuse. */
const MOST_PATH_LENGTH = 300;

export const pages = new Hono<{ Bindings: Env }>();

pages.route('/healthz', health);
pages.route('/oembed', oembed);
pages.route('/badge', badgeImages);
pages.get('/embed', securedWithFrames, embedBuilder);
pages.get('/embed/', (context) => leadOn(context, `/embed${new URL(context.req.url).search}`, 'site'));
pages.route('/embed', frames);

pages.use(secured);

pages.get('/.well-known/pledgemark.json', (context) => stored(context, installationKey, 'installation'));

pages.route('/', crawlers);
pages.route('/', feeds);
pages.route('/', securityTxt);

pages.get('/', async (context) => {
  const installation = { demonstration: isDemonstration(context), desk: context.env.DESK_ORIGIN };
  const page = await documentPage<[Trackers]>(context, {
    keys: [trackersKey],
    tags: 'trackers',
    make: (list) => <HomePage {...list} {...installation} />,
  });
  if (page) return page;
  const nothing = <HomePage trackers={[]} {...installation} />;
  return html(context, nothing, 'nothing', 'trackers');
});

pages.get('/docs/problems', (context) => html(context, <ProblemsPage />, 'problems', 'docs'));

pages.get('/:tracker', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return missing(context);
  const wanted = wantedByPage(context.req.queries());
  const page = await trackerPage(context, tracker, wanted);
  return page ?? missing(context);
});

pages.get('/:tracker/corrections', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return missing(context);
  const page = await documentPage<[PublishedTracker, Corrections]>(context, {
    keys: [trackerKey(tracker), correctionsKey(tracker)],
    tags: tracker,
    make: (whole, { corrections }) => <CorrectionsPage tracker={whole} corrections={corrections} />,
  });
  return page ?? missing(context);
});

pages.get('/:tracker/:slug', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return missing(context);
  const tags = `${tracker}/${slug},${tracker}`;
  const page = await documentPage<[PublishedPledge, PublishedTracker]>(context, {
    keys: [pledgeKey(tracker, slug), trackerKey(tracker)],
    tags,
    told: ({ tracker }) => [tracker],
    make: (pledge, whole) =>
      pledge.slug === slug ? (
        <PledgePage tracker={whole} pledge={pledge} turnstileKey={context.env.TURNSTILE_SITE_KEY} />
      ) : (
        leadOn(context, `/${tracker}/${pledge.slug}${new URL(context.req.url).search}`, tags)
      ),
  });
  return page ?? missing(context);
});

pages.all('*', missing);

/** As most readers meet it, it is one document; what is asked for beyond that is looked up in the index. */
function trackerPage(context: Page, tracker: string, wanted: Wanted): Promise<Response | null> {
  const about = { tags: tracker, variant: variantOf(wanted) };
  if (!about.variant)
    return documentPage<[Front]>(context, {
      ...about,
      keys: [frontKey(tracker)],
      make: (front) => <TrackerPage {...front} wanted={wanted} />,
    });
  const make = (front: Front, index: TrackerIndex, words: TrackerWords | null) => (
    <TrackerPage
      {...front}
      listing={listPledges(index, words, wanted)}
      wanted={inCurrentTerms(wanted, index.former)}
    />
  );
  const keys = [frontKey(tracker), indexKey(tracker)] as const;
  return wanted.q
    ? documentPage<[Front, TrackerIndex, TrackerWords]>(context, {
        ...about,
        keys: [...keys, wordsKey(tracker)],
        told: ({ index, words }) => [index, words],
        make,
      })
    : documentPage<[Front, TrackerIndex]>(context, {
        ...about,
        keys: [...keys],
        told: ({ index }) => [index],
        make: (front, index) => make(front, index, null),
      });
}

/** A page that is made of no document. */
function html(context: Page, page: { toString(): string }, name: string, tags: string): Response {
  const etag = `${name}-${context.env.VERSION.id.slice(0, 8)}`;
  return answer(context, `<!doctype html>${page.toString()}`, etag, {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
  });
}

/** A page that is not there: an old site's path, and an address that is ours but for its end or its capitals, lead on. */
async function missing(context: Page): Promise<Response> {
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
  const [redirect] = redirects.flatMap((stored): Redirect[] => (stored ? [JSON.parse(stored.body)] : []));
  if (redirect) return leadOn(context, redirect.to + search, redirect.to.split('/')[1] ?? '');
  // Made of names that are there, so it leads to no other site and not in a circle.
  if (meant && (meant.slug ? pledge : named)) {
    const slug = pledge ? `/${pledge.document.slug}` : '';
    return leadOn(context, `/${meant.tracker}${slug}${meant.more}${search}`, meant.tracker);
  }
  // Below a tracker, and only there: `//elsewhere.example/` would lead to another site.
  if (named && !tidy && pathname.endsWith('/')) return leadOn(context, `${path}${search}`, named.document.id);
  const page = (
    <MissingPage
      tracker={named?.document ?? null}
      words={wordsOf(rest.at(-1) ?? '')}
      trackers={all?.document.trackers ?? []}
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
function leadOn({ env }: Page, to: string, tags: string): Response {
  return new Response(null, { status: 301, headers: { ...cacheHit(env), location: to, 'cache-tag': tags } });
}

// The demonstration article is an asset of its own that only a demonstration build holds.
function isDemonstration({ env }: Page): boolean {
  return env.DEMONSTRATION === 'on';
}
