// How long an answer may be kept is decided here for every answer. An answer that says nothing would be kept by
// Cloudflare's cache for hours (404s too), so nothing said means no-store.
import type { ReadersWait } from '../data/desk.ts';

/** What of the environment decides it: the operator's choice, in seconds. */
type Choice = Partial<Pick<Env, 'EDGE_SECONDS'>>;

const EDGE_SECONDS = { least: 30, usual: 60, most: 86_400 };
const BROWSER_SECONDS = 60;
const MISS_SECONDS = 30;
const STALE_WHILE_ASKING_SECONDS = 60;
const STALE_IF_ERROR_SECONDS = 3600;

/**
 * How long the edge may keep an answer, in seconds: what the operator has chosen, or a minute where that is no whole
 * number from 30 to 86,400. What each choice costs, and whom, is in docs/operating.md.
 */
export function edgeSeconds({ EDGE_SECONDS: chosen = '' }: Choice): number {
  const { least, usual, most } = EDGE_SECONDS;
  const seconds = /^\d+$/.test(chosen) ? Number(chosen) : usual;
  return seconds >= least && seconds <= most ? seconds : usual;
}

/**
 * How long, at worst and one after the other, readers may see what was before a publication, once it is in KV: the
 * platform states 60 s for a write to reach every location; the edge keeps an answer and may give it for a minute more
 * while it asks anew; a browser keeps it as well. A purge makes the edge's part short, but nothing depends on it.
 */
export function readersWait(choice: Choice): ReadersWait {
  return { store: 60, edge: edgeSeconds(choice) + STALE_WHILE_ASKING_SECONDS, browser: BROWSER_SECONDS };
}

/** For what was found in PUBLISHED. */
export function cacheHit(choice: Choice): Record<string, string> {
  return {
    'cache-control': `public, max-age=${BROWSER_SECONDS}`,
    'cloudflare-cdn-cache-control': `max-age=${edgeSeconds(choice)}, stale-while-revalidate=${STALE_WHILE_ASKING_SECONDS}, stale-if-error=${STALE_IF_ERROR_SECONDS}`,
  };
}

/** For what is not in PUBLISHED: shorter, because it may be published any moment. */
export const CACHE_MISS = {
  'cache-control': `public, max-age=${MISS_SECONDS}`,
  'cloudflare-cdn-cache-control': `max-age=${MISS_SECONDS}`,
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
