// Pages for people, made from the same documents as the API.
import { type Context, Hono } from 'hono';
import type {
  Corrections,
  PublishedPledge,
  PublishedTracker,
  Redirect,
  TrackerIndex,
  Trackers,
} from '../../data/published.ts';
import { CACHE_HIT, CACHE_MISS } from '../caching.ts';
import { CorrectionsPage } from '../pages/corrections.tsx';
import { HomePage } from '../pages/home.tsx';
import { MissingPage, ProblemsPage } from '../pages/notices.tsx';
import { PledgePage } from '../pages/pledge.tsx';
import { TrackerPage } from '../pages/tracker.tsx';
import {
  correctionsKey,
  indexKey,
  pledgeKey,
  readParsed,
  readTexts,
  redirectKey,
  trackerKey,
  trackersKey,
} from '../published.ts';
import { crawlers } from './crawlers.ts';
import { feeds } from './feeds.ts';
import { health } from './health.ts';
import { answer, isName, read } from './reading.ts';
import { secured } from './security.ts';

type Page = Context<{ Bindings: Env }>;

/** An alias is no longer than this; a longer key KV would refuse. */
const MOST_PATH_LENGTH = 300;

export const pages = new Hono<{ Bindings: Env }>();

pages.route('/healthz', health);

pages.use(secured);

pages.route('/', crawlers);
pages.route('/', feeds);

pages.get('/', async (context) => {
  const found = await read(context, () => readTexts(context.env.PUBLISHED, [trackersKey]));
  if (found instanceof Response) return found;
  const [list] = found;
  const trackers: Trackers = list ? JSON.parse(list.body) : { trackers: [] };
  return html(
    context,
    <HomePage {...trackers} demonstration={isDemonstration(context)} />,
    [list?.etag ?? 'none'],
    'trackers',
  );
});

pages.get('/docs/problems', (context) => html(context, <ProblemsPage />, ['problems'], 'docs'));

pages.get('/:tracker', async (context) => {
  const tracker = context.req.param('tracker');
  if (!isName(tracker)) return missing(context);
  const found = await read(context, () =>
    readTexts(context.env.PUBLISHED, [trackerKey(tracker), indexKey(tracker)]),
  );
  if (found instanceof Response) return found;
  const [document, index] = found;
  if (!document || !index) return missing(context);
  const whole: PublishedTracker = JSON.parse(document.body);
  const { pledges }: TrackerIndex = JSON.parse(index.body);
  return html(
    context,
    <TrackerPage tracker={whole} pledges={pledges} />,
    [document.etag, index.etag],
    tracker,
  );
});

pages.get('/:tracker/corrections', async (context) => {
  const id = context.req.param('tracker');
  if (!isName(id)) return missing(context);
  const { PUBLISHED } = context.env;
  const found = await read(context, () =>
    Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(id)),
      readParsed<Corrections>(PUBLISHED, correctionsKey(id)),
    ]),
  );
  if (found instanceof Response) return found;
  const [tracker, corrections] = found;
  if (!tracker || !corrections) return missing(context);
  const page = <CorrectionsPage tracker={tracker.document} corrections={corrections.document.corrections} />;
  return html(context, page, [tracker.etag, corrections.etag], id);
});

pages.get('/:tracker/:slug', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return missing(context);
  const found = await read(context, () =>
    readTexts(context.env.PUBLISHED, [trackerKey(tracker), pledgeKey(tracker, slug)]),
  );
  if (found instanceof Response) return found;
  const [document, stored] = found;
  if (!document || !stored) return missing(context);
  const pledge: PublishedPledge = JSON.parse(stored.body);
  if (pledge.slug !== slug) return leadOn(`/${tracker}/${pledge.slug}`);
  const whole: PublishedTracker = JSON.parse(document.body);
  return html(
    context,
    <PledgePage tracker={whole} pledge={pledge} />,
    [document.etag, stored.etag],
    `${tracker}/${slug},${tracker}`,
  );
});

pages.all('*', missing);

/** A page's ETag names the documents it was made from and the version of the Worker that made it. */
function html(context: Page, page: { toString(): string }, etags: string[], tags: string): Response {
  const etag = [...etags, context.env.VERSION.id.slice(0, 8)].join('-');
  return answer(context, `<!doctype html>${page.toString()}`, etag, {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
  });
}

/** A page that is not there: an old site's path leads on, anything else gets a page that helps. */
async function missing(context: Page): Promise<Response> {
  // As the browser sent it, in the one form in which aliases are kept: see `alias` in data/field.ts.
  const path = new URL(context.req.url).pathname
    .replace(/(?<=.)\/$/, '')
    .replace(/%[0-9a-f]{2}/g, (octet) => octet.toUpperCase());
  const found =
    path.length > MOST_PATH_LENGTH
      ? []
      : await read(context, () => readTexts(context.env.PUBLISHED, [redirectKey(path)]));
  if (found instanceof Response) return found;
  const [stored] = found;
  if (stored) return leadOn((JSON.parse(stored.body) as Redirect).to);
  return new Response(`<!doctype html>${(<MissingPage />).toString()}`, {
    status: 404,
    headers: { ...CACHE_MISS, 'content-type': 'text/html; charset=utf-8' },
  });
}

function leadOn(to: string): Response {
  return new Response(null, { status: 301, headers: { ...CACHE_HIT, location: to } });
}

// The demonstration article is an asset of its own that only a demonstration build holds.
function isDemonstration({ env }: Page): boolean {
  return env.DEMONSTRATION === 'on';
}
