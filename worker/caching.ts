// How long an answer may be kept is decided here for every answer. An answer that says nothing would be kept by
// Cloudflare's cache for hours (404s too), so nothing said means no-store.
import type { ReadersWait } from '../data/desk.ts';

const PUBLISHED_MAX_AGE_SECONDS = 60;
const MISS_MAX_AGE_SECONDS = 30;
const STALE_IF_ERROR_SECONDS = 3600;

/**
 * How long, at worst and one after the other, readers may see what was before a publication, once it is in KV: the
 * platform states 60 s for a write to reach every location; the edge keeps an answer and may give it once more while
 * it asks anew; a browser keeps it as well. A purge makes the edge's part short, but nothing depends on it.
 */
export const READERS_WAIT_SECONDS: ReadersWait = {
  store: 60,
  edge: 2 * PUBLISHED_MAX_AGE_SECONDS,
  browser: PUBLISHED_MAX_AGE_SECONDS,
};

/** For what was found in PUBLISHED. */
export const CACHE_HIT = {
  'cache-control': `public, max-age=${PUBLISHED_MAX_AGE_SECONDS}`,
  'cloudflare-cdn-cache-control': `max-age=${PUBLISHED_MAX_AGE_SECONDS}, stale-while-revalidate=${PUBLISHED_MAX_AGE_SECONDS}, stale-if-error=${STALE_IF_ERROR_SECONDS}`,
};

/** For what is not in PUBLISHED: shorter, because it may be published any moment. */
export const CACHE_MISS = {
  'cache-control': `public, max-age=${MISS_MAX_AGE_SECONDS}`,
  'cloudflare-cdn-cache-control': `max-age=${MISS_MAX_AGE_SECONDS}`,
};

/** For the desk: nobody's cache but the editor's own eyes, and no proxy that alters an ETag. */
export const CACHE_NEVER = { 'cache-control': 'private, no-store, no-transform' };

/** The outermost wrapper: whatever comes out without a word on caching is not cached. */
export function closeCache(response: Response): Response {
  if (response.headers.has('cache-control')) return response;
  const closed = new Response(response.body, response);
  closed.headers.set('cache-control', 'no-store');
  return closed;
}
