// Following a tracker, or one pledge.
import { type Context, Hono } from 'hono';
import type { Changes, PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { changesOf } from '../feeds/entries.tsx';
import type { FeedForm, Followed } from '../feeds/feed.ts';
import { changesKey, pledgeKey, readParsed, trackerKey } from '../published.ts';
import { answer, isName, missing, read } from './reading.ts';

type Reading = Context<{ Bindings: Env }>;

const TYPES: Record<FeedForm, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

export const feeds = new Hono<{ Bindings: Env }>();

feeds.get('/:tracker/feed.atom', (context) => trackerFeed(context, 'atom'));
feeds.get('/:tracker/feed.json', (context) => trackerFeed(context, 'json'));
feeds.get('/:tracker/:slug/feed.atom', (context) => pledgeFeed(context, 'atom'));
feeds.get('/:tracker/:slug/feed.json', (context) => pledgeFeed(context, 'json'));

async function trackerFeed(context: Reading, form: FeedForm): Promise<Response> {
  const id = context.req.param('tracker');
  if (!isName(id)) return missing(context);
  const { PUBLISHED } = context.env;
  const found = await read(context, () =>
    Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(id)),
      readParsed<Changes>(PUBLISHED, changesKey(id)),
    ]),
  );
  if (found instanceof Response) return found;
  const [tracker, latest] = found;
  if (!tracker || !latest) return missing(context);
  const { name, url, publisher } = tracker.document;
  const followed = {
    tracker: tracker.document,
    title: `${name}: verdicts by ${publisher.name}`,
    page: url,
    changes: latest.document.changes,
  };
  return feed(context, form, followed, [tracker.etag, latest.etag], id);
}

async function pledgeFeed(context: Reading, form: FeedForm): Promise<Response> {
  const { tracker: id, slug } = context.req.param();
  if (!isName(id) || !isName(slug)) return missing(context);
  const { PUBLISHED } = context.env;
  const found = await read(context, () =>
    Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(id)),
      readParsed<PublishedPledge>(PUBLISHED, pledgeKey(id, slug)),
    ]),
  );
  if (found instanceof Response) return found;
  const [tracker, pledge] = found;
  if (!tracker || !pledge) return missing(context);
  const { title, url, by } = pledge.document;
  const followed = {
    tracker: tracker.document,
    title: `${title}: verdicts by ${by.name}`,
    page: url,
    changes: changesOf(pledge.document),
  };
  return feed(context, form, followed, [tracker.etag, pledge.etag], `${id}/${slug},${id}`);
}

async function feed(
  context: Reading,
  form: FeedForm,
  followed: Omit<Followed, 'self'>,
  etags: string[],
  tags: string,
): Promise<Response> {
  // Not at the top: a writer that few requests need would be part of every start.
  const { writeFeed } = await import('../feeds/feed.ts');
  const self = `${followed.page}/feed.${form}`;
  const etag = [...etags, context.env.VERSION.id.slice(0, 8)].join('-');
  return answer(context, () => writeFeed(form, { ...followed, self }), etag, {
    'content-type': TYPES[form],
    'cache-tag': tags,
  });
}
