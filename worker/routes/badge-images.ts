// A verdict for where no element can be: as an image, and as what shields.io makes an image of.
import { Hono } from 'hono';
import { isUnlisted } from '../../data/tracker.ts';
import { cacheHit } from '../caching.ts';
import { badgeSvg, pictureUrl, shieldsBadge } from '../embeds/badge-image.ts';
import { findPledge } from '../embeds/find.ts';
import { answer, isName, missing, read, robots } from './reading.ts';

export const badgeImages = new Hono<{ Bindings: Env }>();

// GitHub's proxy keeps an image for as long as its headers say, so they say that it is to be asked after each time. What
// somebody opens as a page of its own may do nothing.
const SVG = {
  'content-type': 'image/svg+xml; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

badgeImages.get('/:tracker/:file', async (context) => {
  const { tracker: id, file } = context.req.param();
  const [, slug, form] = /^(.+)\.(svg|png|json)$/.exec(file) ?? [];
  if (!isName(id) || !isName(slug)) return missing(context);
  const found = await read(context, () => findPledge(context.env.PUBLISHED, id, slug));
  if (found instanceof Response) return found;
  if (!found) return missing(context);
  const { tracker, pledge } = found;
  const tags = { 'cache-tag': `${id}/${slug},${id}`, ...robots(isUnlisted(tracker)) };
  if (form === 'png') return lead(context, pictureUrl(context.env.PUBLIC_ORIGIN, pledge), tags);
  const etag = [...found.etags, context.env.VERSION.id.slice(0, 8)].join('-');
  if (form === 'svg') return answer(context, () => badgeSvg(tracker, pledge), etag, { ...SVG, ...tags });
  const text = () => JSON.stringify(shieldsBadge(tracker, pledge));
  return answer(context, text, etag, { 'content-type': 'application/json; charset=utf-8', ...tags });
});

badgeImages.all('*', (context) => missing(context));

// For a while only: tomorrow the same address may show another outcome.
function lead({ env }: { env: Env }, location: string, tags: Record<string, string>): Response {
  return new Response(null, { status: 302, headers: { ...cacheHit(env), location, ...tags } });
}
