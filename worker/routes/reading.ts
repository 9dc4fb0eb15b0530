// What every public answer has in common: it is read by GET and HEAD from any origin, and comes from PUBLISHED.
import type { Context, HonoRequest } from 'hono';
import type { PublishedPledge } from '../../data/published.ts';
import { CACHE_MISS, cacheHit } from '../caching.ts';
import { isFresh } from '../conditional.ts';
import type { Localizer } from '../localizer.ts';
import { problem } from '../problem.ts';
import { parsed, readStream, type Stored } from '../published.ts';

/** What an answer needs to know of a request. */
export type Reading = Pick<Context<{ Bindings: Env }>, 'env' | 'executionCtx'> & {
  req: Pick<HonoRequest, 'method'> & { header(name: string): string | undefined };
};

const METHODS = 'GET, HEAD, OPTIONS';

/** Any page may read this, and time it. */
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

// By the operator's choice, of which an installation has one. Put together once: headers are most of what an answer costs us.
const hits = new Map<string | undefined, Record<string, string>>();

function openHit({ env }: Reading): Record<string, string> {
  const known = hits.get(env.EDGE_SECONDS);
  if (known) return known;
  const headers = { ...OPEN, ...cacheHit(env) };
  hits.set(env.EDGE_SECONDS, headers);
  return headers;
}

/** What is of an unlisted tracker tells search engines to leave it out, whatever its form. */
export function robots(isUnlisted: boolean | undefined): Record<string, string> {
  return isUnlisted ? NOT_INDEXED : {};
}

const NOT_INDEXED = { 'x-robots-tag': 'noindex' };

const PREFLIGHT = {
  'access-control-allow-methods': METHODS,
  'access-control-allow-headers': 'If-None-Match',
  'access-control-max-age': '86400',
  allow: METHODS,
};

/** Lets only readers in, answers a preflight, and sees that every answer, refusals included, is open to all origins. */
export async function openToReaders(
  { method }: Request,
  env: Env,
  respond: () => Response | Promise<Response>,
): Promise<Response> {
  if (method === 'OPTIONS') return new Response(null, { status: 204, headers: { ...OPEN, ...PREFLIGHT } });
  if (method !== 'GET' && method !== 'HEAD')
    return problem({ env }, 'method-not-allowed', {}, { ...OPEN, allow: METHODS });
  const response = await respond();
  if (!response.headers.has('access-control-allow-origin'))
    for (const [name, value] of Object.entries(OPEN)) response.headers.set(name, value);
  return response;
}

/**
 * An answer to a reader who may have it already: 304 without a body, or the body with its ETag. A body that has to be
 * made is made only for who gets it.
 */
export function answer(
  context: Reading,
  body: ReadableStream | string | (() => string) | null,
  etag: string,
  headers: Record<string, string>,
): Response {
  const all = { ...openHit(context), ...headers, etag: `"${etag}"` };
  const hasIt = isFresh(context.req.header('if-none-match'), etag);
  if (!hasIt && context.req.method !== 'HEAD')
    return new Response(typeof body === 'function' ? body() : body, { headers: all });
  if (body instanceof ReadableStream) context.executionCtx.waitUntil(body.cancel());
  return hasIt ? notModified(all) : new Response(null, { headers: all });
}

function notModified(headers: Record<string, string>): Response {
  return new Response(null, { status: 304, headers });
}

/** Leads elsewhere, as long as the edge keeps it: for good (301), or for a while (302). */
export function redirect(
  { env }: { env: Env },
  status: 301 | 302,
  location: string,
  headers: Record<string, string>,
): Response {
  return new Response(null, { status, headers: { ...cacheHit(env), location, ...headers } });
}

/** The same for an answer with messages in it. If those are a fallback for a language that failed to load, nobody may cache it. */
export function answerInWords(
  context: Reading,
  { isStandIn }: Pick<Localizer, 'isStandIn'>,
  body: string | (() => string) | null,
  etag: string,
  headers: Record<string, string>,
): Response {
  if (!isStandIn) return answer(context, body, etag, headers);
  const text = context.req.method === 'HEAD' ? null : typeof body === 'function' ? body() : body;
  return new Response(text, { headers: { ...OPEN, ...headers, 'cache-control': 'no-store' } });
}

/** Streams a stored document; a miss is a short-lived 404, and a KV that does not answer is a 503. */
export async function stored(context: Reading, key: string, tags: string): Promise<Response> {
  const found = await find(context, key);
  return found instanceof Response ? found : streamed(context, found, tags);
}

/** The same, but of a pledge whose verdict was taken back a problem that says why. */
export async function storedUnlessWithdrawn(context: Reading, key: string, tags: string): Promise<Response> {
  const found = await find(context, key);
  if (found instanceof Response) return found;
  return found.withdrawn ? withdrawn(context, found, tags) : streamed(context, found, tags);
}

async function find(context: Reading, key: string): Promise<Stored<ReadableStream> | Response> {
  const found = await read(context, () => readStream(context.env.PUBLISHED, key));
  return found ?? notFound(context);
}

function streamed(context: Reading, found: Stored<ReadableStream>, tags: string): Response {
  return answer(context, found.body, found.etag, {
    'content-type': 'application/json',
    'cache-tag': tags,
    ...robots(found.unlisted),
  });
}

/** What is left of a pledge whose verdict was taken back: a problem that says why, with the pledge's record in it. */
async function withdrawn(
  context: Reading,
  { body, etag, unlisted }: Stored<ReadableStream>,
  tags: string,
): Promise<Response> {
  if (isFresh(context.req.header('if-none-match'), etag))
    return answer(context, body, etag, { 'cache-tag': tags, ...robots(unlisted) });
  const pledge = await read(context, () => parsed<PublishedPledge>({ body, etag }));
  if (pledge instanceof Response) return pledge;
  const headers = {
    ...openHit(context),
    etag: `"${etag}"`,
    'cache-tag': tags,
    ...robots(unlisted),
  };
  return problem(context, 'withdrawn', { detail: pledge.verdict.summary, pledge }, headers);
}

export function notFound(context: Reading, detail?: string): Response {
  return problem(context, 'not-found', detail === undefined ? {} : { detail }, { ...OPEN, ...CACHE_MISS });
}

/** Reads PUBLISHED, or says that it does not answer. */
export async function read<Found>(
  context: Reading,
  reading: () => Promise<Found>,
): Promise<Found | Response> {
  try {
    return await reading();
  } catch (error) {
    console.error(error);
    return problem(context, 'unavailable', {}, { ...OPEN, 'cache-control': 'no-store', 'retry-after': '30' });
  }
}
