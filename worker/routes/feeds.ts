// Following a tracker, what it puts right, or one pledge.
import { type Context, Hono } from 'hono';
import type { Changes, Corrections, PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { isUnlisted } from '../../data/visibility.ts';
import { hubOf } from '../courier/hub-address.ts';
import { changesOf, correctionsAsChanges } from '../feeds/entries.tsx';
import type { FeedForm, Followed } from '../feeds/feed.ts';
import { localizerFor } from '../localizer.ts';
import { changesKey, correctionsKey, isName, pledgeKey, readParsed, trackerKey } from '../published.ts';
import { answerInWords, notFound, read, robots } from './reading.ts';

type Reading = Context<{ Bindings: Env }>;

const TYPES: Record<FeedForm, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

export const feeds = new Hono<{ Bindings: Env }>();

feeds.get('/:tracker/feed.atom', (context) => trackerFeed(context, 'atom'));
feeds.get('/:tracker/feed.json', (context) => trackerFeed(context, 'json'));
// No pledge is called `corrections`: see data/field.ts.
feeds.get('/:tracker/corrections/feed.atom', (context) => correctionsFeed(context, 'atom'));
feeds.get('/:tracker/corrections/feed.json', (context) => correctionsFeed(context, 'json'));
feeds.get('/:tracker/:slug/feed.atom', (context) => pledgeFeed(context, 'atom'));
feeds.get('/:tracker/:slug/feed.json', (context) => pledgeFeed(context, 'json'));

async function trackerFeed(context: Reading, form: FeedForm): Promise<Response> {
  const id = context.req.param('tracker') ?? '';
  const found = await readBoth<Changes>(context, id, changesKey(id));
  if (found instanceof Response) return found;
  const { tracker, document, etags } = found;
  const l10n = await localizerFor(tracker.language);
  const title = l10n.say('tracker.title', { name: tracker.name, by: tracker.publisher.name });
  const followed = { tracker, title, page: tracker.url, changes: document.changes, l10n };
  return feed(context, form, followed, etags, id);
}

async function correctionsFeed(context: Reading, form: FeedForm): Promise<Response> {
  const id = context.req.param('tracker') ?? '';
  const found = await readBoth<Corrections>(context, id, correctionsKey(id));
  if (found instanceof Response) return found;
  const { tracker, document, etags } = found;
  const l10n = await localizerFor(tracker.language);
  const followed = {
    tracker,
    title: l10n.say('corrections.feed', { name: tracker.name, by: tracker.publisher.name }),
    page: `${tracker.url}/corrections`,
    changes: correctionsAsChanges(tracker, document),
    l10n,
  };
  return feed(context, form, followed, etags, id);
}

async function pledgeFeed(context: Reading, form: FeedForm): Promise<Response> {
  const { tracker: id = '', slug = '' } = context.req.param();
  if (!isName(slug)) return notFound(context);
  const found = await readBoth<PublishedPledge>(context, id, pledgeKey(id, slug));
  if (found instanceof Response) return found;
  const { tracker, document, etags } = found;
  const { title, url, by } = document;
  const l10n = await localizerFor(tracker.language);
  const followed = {
    tracker,
    title: l10n.say('tracker.title', { name: title, by: by.name }),
    page: url,
    changes: changesOf(document, tracker),
    l10n,
  };
  return feed(context, form, followed, etags, `${id}/${slug},${id}`);
}

/** A tracker, and the document of it that a feed is made of; otherwise the answer that says what is missing. */
async function readBoth<Document>(
  context: Reading,
  id: string,
  key: string,
): Promise<{ tracker: PublishedTracker; document: Document; etags: string[] } | Response> {
  if (!isName(id)) return notFound(context);
  const { PUBLISHED } = context.env;
  const found = await read(context, () =>
    Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(id)),
      readParsed<Document>(PUBLISHED, key),
    ]),
  );
  if (found instanceof Response) return found;
  const [tracker, followed] = found;
  if (!tracker || !followed) return notFound(context);
  return { tracker: tracker.document, document: followed.document, etags: [tracker.etag, followed.etag] };
}

async function feed(
  context: Reading,
  form: FeedForm,
  followed: Omit<Followed, 'self' | 'hub'>,
  etags: string[],
  tags: string,
): Promise<Response> {
  // Not at the top: a writer that few requests need would be part of every start.
  const { writeFeed } = await import('../feeds/feed.ts');
  const self = `${followed.page}/feed.${form}`;
  // A hub would have the addresses of what is in no list.
  const isListed = !isUnlisted(followed.tracker);
  const hub = isListed ? hubOf(context.env) : null;
  const etag = [...etags, context.env.VERSION.id.slice(0, 8)].join('-');
  return answerInWords(context, followed.l10n, () => writeFeed(form, { ...followed, self, hub }), etag, {
    'content-type': TYPES[form],
    'cache-tag': tags,
    // WebSub, 4: where a subscriber looks first, so it is there for HEAD as well.
    ...(hub === null ? {} : { link: `<${hub}>; rel="hub", <${self}>; rel="self"` }),
    ...robots(!isListed),
  });
}
