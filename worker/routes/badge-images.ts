// A verdict for where no element can be: as an image, and as what shields.io makes an image of.
import { Hono } from 'hono';
import { isUnlisted } from '../../data/visibility.ts';
import { badgeSvg, pictureUrl, shieldsBadge } from '../embeds/badge-image.ts';
import { findPledge } from '../embeds/find.ts';
import { localizerFor } from '../localizer.ts';
import { isName } from '../published.ts';
import { answerInWords, notFound, read, redirect, robots } from './reading.ts';

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
  if (!isName(id) || !isName(slug)) return notFound(context);
  const found = await read(context, () => findPledge(context.env.PUBLISHED, id, slug));
  if (found instanceof Response) return found;
  if (!found) return notFound(context);
  const { tracker, pledge } = found;
  const tags = { 'cache-tag': `${id}/${slug},${id}`, ...robots(isUnlisted(tracker)) };
  // For a while only: tomorrow the same address may show another outcome.
  if (form === 'png') return redirect(context, 302, pictureUrl(context.env.PUBLIC_ORIGIN, pledge), tags);
  const etag = [...found.etags, context.env.VERSION.id.slice(0, 8)].join('-');
  const l10n = await localizerFor(tracker.language);
  if (form === 'svg')
    return answerInWords(context, l10n, () => badgeSvg(tracker, pledge, l10n), etag, { ...SVG, ...tags });
  const text = () => JSON.stringify(shieldsBadge(tracker, pledge, l10n));
  return answerInWords(context, l10n, text, etag, {
    'content-type': 'application/json; charset=utf-8',
    ...tags,
  });
});

badgeImages.all('*', (context) => notFound(context));
