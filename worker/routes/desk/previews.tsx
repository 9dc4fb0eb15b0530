// What readers would see of a draft, before they do.
import type { PublishedPledge } from '../../../data/published.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { readersWait } from '../../caching.ts';
import { badgeSnippet } from '../../embeds/quote.ts';
import { USUALLY_WANTED } from '../../listing.ts';
import { localizerForPage } from '../../pages/page-localizer.ts';
import { PledgePage } from '../../pages/pledge.tsx';
import { TrackerPage } from '../../pages/tracker.tsx';
import { refusal } from '../../problem.ts';
import { ledger } from '../../stubs.ts';
import { deskRoutes, versioned } from './route.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const { routes, on } = deskRoutes();
export const deskPreviews = routes;

on(`GET ${PLEDGE}/preview`, async (context) => {
  const { as } = context.req.valid('query');
  const name = context.req.param();
  const desk = ledger(context.env);
  const [result, tracker] = await Promise.all([
    desk.preview(context.var.by, name, as),
    desk.tracker(context.var.by, name.tracker),
  ]);
  if (!result.ok) return refusal(context, result);
  if (!tracker.ok) return refusal(context, tracker);
  const { next, now } = result.value;
  const embed = await embedCode(tracker.value.tracker, (next ?? now)?.pledge);
  return versioned(context, {
    ok: true,
    value: { ...result.value, embed, readersWait: readersWait(context.env) },
  });
});

// As the page of the pledge shows it. Of a private tracker there is nothing to embed.
async function embedCode(tracker: Tracker, pledge: PublishedPledge | undefined): Promise<string | null> {
  return pledge && tracker.visibility !== 'private' ? badgeSnippet(tracker, pledge) : null;
}

// A page within a page of the desk: it may look like the real one, and do nothing. Of the same origin, so that the desk
// keeps its place in it when a word has changed.
const FRAMED = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin",
  'referrer-policy': 'no-referrer',
};

on(`GET ${PLEDGE}/preview.html`, async (context) => {
  const { as } = context.req.valid('query');
  const name = context.req.param();
  const desk = ledger(context.env);
  const [preview, tracker] = await Promise.all([
    desk.preview(context.var.by, name, as),
    desk.tracker(context.var.by, name.tracker),
  ]);
  if (!preview.ok) return refusal(context, preview);
  if (!tracker.ok) return refusal(context, tracker);
  const pledge = (preview.value.next ?? preview.value.now)?.pledge;
  if (!pledge) return new Response('<!doctype html>', { headers: FRAMED });
  return framedPage(tracker.value.tracker, pledge);
});

async function framedPage(tracker: Tracker, pledge: PublishedPledge): Promise<Response> {
  const l10n = await localizerForPage(undefined, tracker.language);
  const snippet = await badgeSnippet(tracker, pledge);
  const page = <PledgePage tracker={tracker} pledge={pledge} l10n={l10n} snippet={snippet} isPreview />;
  return new Response(`<!doctype html>${page}`, { headers: FRAMED });
}

on('GET /trackers/:tracker/close/preview.html', async (context) => {
  const { verdict: to, ...texts } = context.req.valid('query');
  const tracker = context.req.param('tracker');
  const after = await ledger(context.env).previewClosing(context.var.by, tracker, { to, ...texts });
  if (!after.ok) return refusal(context, after);
  return framedPage(after.value.tracker, after.value.pledge);
});

on('GET /trackers/:tracker/preview.html', async (context) => {
  const front = await ledger(context.env).trackerPreview(context.var.by, context.req.param('tracker'));
  if (!front.ok) return refusal(context, front);
  const l10n = await localizerForPage(undefined, front.value.tracker.language);
  const page = <TrackerPage {...front.value} wanted={USUALLY_WANTED} l10n={l10n} isPreview />;
  return new Response(`<!doctype html>${page}`, { headers: FRAMED });
});
