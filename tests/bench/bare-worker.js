// What the platform alone costs: one KV read, or one bulk read, and nothing else. No routing, no headers, no address
// is looked at; what to read comes from the bindings.

export default {
  async fetch(_request, { PUBLISHED, PLEDGE_KEY }) {
    const { value } = await PUBLISHED.getWithMetadata(PLEDGE_KEY, 'stream');
    return new Response(value);
  },
};

// The same read by a Worker that does no more than the public contract asks: it looks at the request, and sends the
// headers of every answer.
const OPEN = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag',
  'cross-origin-resource-policy': 'cross-origin',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=60',
  'cloudflare-cdn-cache-control': 'max-age=60, stale-while-revalidate=60, stale-if-error=3600',
  'content-type': 'application/json',
};

export const open = {
  async fetch(request, { PUBLISHED, PLEDGE_KEY }, context) {
    if (request.method !== 'GET' || !request.url.includes('/')) return new Response(null, { status: 405 });
    const known = request.headers.get('if-none-match');
    const { value, metadata } = await PUBLISHED.getWithMetadata(PLEDGE_KEY, 'stream');
    const headers = { ...OPEN, etag: `"${metadata.etag}"`, 'cache-tag': 'tracker/pledge,tracker' };
    if (known !== headers.etag) return new Response(value, { headers });
    context.waitUntil(value.cancel());
    return new Response(null, { status: 304, headers });
  },
};

/** Any one value, by the path: what a page's bytes cost by themselves. */
export const stored = {
  async fetch(request, { PUBLISHED }) {
    const { value } = await PUBLISHED.getWithMetadata(new URL(request.url).pathname.slice(1), 'stream');
    return new Response(value);
  },
};

export const badges = {
  async fetch(_request, { PUBLISHED, BADGES }) {
    const found = await PUBLISHED.get(BADGES.map(({ key }) => key));
    const members = BADGES.map(({ id, key }) => `"${id}":${found.get(key)}`);
    return new Response(`{"badges":{${members.join()}}}`);
  },
};
