// The public API. What it sends was made ready at publication: it streams stored bytes, or joins them.
import { type Context, Hono } from 'hono';
import { CACHE_MISS } from '../caching.ts';
import { etagOf } from '../digest.ts';
import { failed } from '../failed.ts';
import { problem } from '../problem.ts';
import {
  BULK_READ_KEYS,
  badgeKey,
  isName,
  pledgeKey,
  readTexts,
  summaryKey,
  trackerKey,
  trackersKey,
} from '../published.ts';
import { openData } from './open-data.ts';
import { pledgeList } from './pledge-list.ts';
import { answer, notFound, type Reading, read, stored, storedUnlessWithdrawn } from './reading.ts';
import { repeated } from './repeated.ts';

/** Cloudflare takes longer URLs, but proxies on a publisher's side may not. */
const MOST_URL_BYTES = 8000;

export const publicApi = new Hono<{ Bindings: Env }>().basePath('/api');

publicApi.onError(failed);

/** Where the API is described (RFC 8631): told by the address that one begins with. */
const DESCRIPTION = '</openapi.json>; rel="service-desc", </docs/api>; rel="service-doc"';

publicApi.get('/v1/trackers', async (context) => {
  const list = await stored(context, trackersKey, 'trackers');
  list.headers.set('link', DESCRIPTION);
  return list;
});

publicApi.get('/v1/trackers/:tracker', (context) => {
  const tracker = context.req.param('tracker');
  return isName(tracker) ? stored(context, trackerKey(tracker), tracker) : notFound(context);
});

publicApi.get('/v1/trackers/:tracker/pledges', pledgeList);

publicApi.get('/v1/trackers/:tracker/pledges/:slug', (context) => pledge(context, storedUnlessWithdrawn));
// The same for elements on other pages: readers' blocklists act on addresses with a tracker in them. What was withdrawn
// is a document here, for elements show that it was, and a 410 would stand in the console of the publisher.
publicApi.get('/v1/pledges/:tracker/:slug', (context) => pledge(context, stored));

publicApi.route('/v1/trackers', openData);

publicApi.get('/v1/summaries/:tracker', (context) => {
  const tracker = context.req.param('tracker');
  const part = partOf(context);
  if (!part.ok) return problem(context, 'malformed', part.problem);
  if (!isName(tracker) || (part.id !== undefined && !part.id.split(':').every(isName)))
    return notFound(context);
  return stored(context, summaryKey(tracker, part.id), tracker);
});

publicApi.get('/v1/badges', async (context) => {
  if (context.req.url.length > MOST_URL_BYTES)
    return problem(context, 'uri-too-long', { detail: `At most ${MOST_URL_BYTES} bytes.` });
  const errors = repeated('ids', context.req.queries('ids'));
  if (errors.length > 0) return problem(context, 'malformed', { errors });
  const ids = [...new Set((context.req.query('ids') ?? '').split(',').filter(Boolean))];
  if (ids.length === 0)
    return problem(context, 'malformed', { detail: 'Name badges: ?ids=tracker/slug,tracker/slug' });
  if (ids.length > BULK_READ_KEYS)
    return problem(context, 'too-many-ids', { detail: `At most ${BULK_READ_KEYS} at once.` });

  const known = ids.filter((id) => BADGE_ID.test(id));
  const found = await read(context, () => readTexts(context.env.PUBLISHED, known.map(badgeKey)));
  if (found instanceof Response) return found;
  const members: string[] = [];
  const versions: string[] = [];
  const tags = new Set<string>();
  for (const [index, id] of known.entries()) {
    const badge = found[index];
    members.push(`"${id}":${badge?.body ?? 'null'}`);
    versions.push(`${id}=${badge?.etag ?? ''}`);
    tags.add(id).add(id.slice(0, id.indexOf('/')));
  }
  for (const id of ids) if (!known.includes(id)) members.push(`${JSON.stringify(id)}:null`);
  return answer(context, `{"badges":{${members.join()}}}`, etagOf(versions.join()), {
    'content-type': 'application/json',
    'cache-tag': [...tags].join(),
    // What is not there may be published any moment.
    ...(known.length === ids.length && found.every(Boolean) ? {} : CACHE_MISS),
  });
});

const BADGE_ID = /^[a-z0-9-]{1,120}\/[a-z0-9-]{1,120}$/;

type Part = { ok: true; id: string | undefined } | { ok: false; problem: Parameters<typeof problem>[2] };

/** The part of a tracker that is summed up: a category, or a value of a facet. There is no summary of both. */
function partOf({ req }: Context<{ Bindings: Env }>): Part {
  const errors = ['category', 'facet'].flatMap((name) => repeated(name, req.queries(name)));
  if (errors.length > 0) return { ok: false, problem: { errors } };
  const category = req.query('category') || undefined;
  const facet = req.query('facet') || undefined;
  if (category !== undefined && facet !== undefined)
    return { ok: false, problem: { detail: 'Name a category or a facet, such as party:greens: not both.' } };
  if (facet !== undefined && facet.split(':').length !== 2)
    return { ok: false, problem: { detail: 'A facet is named with one of its values: party:greens.' } };
  return { ok: true, id: category ?? facet };
}

publicApi.notFound((context) => notFound(context));

function pledge(context: Context<{ Bindings: Env }>, serve: typeof stored) {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return notFound(context);
  return served(context, serve, tracker, slug);
}

function served(context: Reading, serve: typeof stored, tracker: string, slug: string): Promise<Response> {
  return serve(context, pledgeKey(tracker, slug), `${tracker}/${slug},${tracker}`);
}

const PLEDGE_URL =
  /^https?:\/\/[^/]+\/api\/v1\/(?:trackers\/([a-z0-9-]{1,120})\/pledges|pledges\/([a-z0-9-]{1,120}))\/([a-z0-9-]{1,120})$/;

/**
 * A pledge whose address is plain, before anything else looks at the request: it is what is read most, and a router, its
 * context and the wrappers of all routes are most of what we add to the read itself. Null for any other request, which the
 * routes above answer just so.
 */
export function plainPledge(
  { method, url, headers }: Request,
  env: Env,
  executionCtx: ExecutionContext,
): Promise<Response> | null {
  if (method !== 'GET') return null;
  const [, documented, ofElements, slug] = PLEDGE_URL.exec(url) ?? [];
  const tracker = documented ?? ofElements;
  if (tracker === undefined || slug === undefined) return null;
  const header = (name: string) => headers.get(name) ?? undefined;
  const context = { env, executionCtx, req: { method, header } };
  return served(context, documented ? storedUnlessWithdrawn : stored, tracker, slug);
}
