// What readers would see of a draft, before they do.
import { readersWait } from '../../caching.ts';
import { ledger } from '../../ledger/stub.ts';
import { USUALLY_WANTED } from '../../listing.ts';
import { PledgePage } from '../../pages/pledge.tsx';
import { TrackerPage } from '../../pages/tracker.tsx';
import { refusal } from '../../problem.ts';
import { query } from './request.ts';
import { deskRoutes, versioned } from './route.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const { routes, on } = deskRoutes();
export const deskPreviews = routes;

on(`GET ${PLEDGE}/preview`, async (context) => {
  const { as } = query(context, `GET ${PLEDGE}/preview`);
  const result = await ledger(context.env).preview(context.var.by, context.req.param(), as);
  if (!result.ok) return refusal(context, result);
  return versioned(context, { ok: true, value: { ...result.value, readersWait: readersWait(context.env) } });
});

// A page within a page of the desk: it may look like the real one, and do nothing. Of the same origin, so that the desk
// keeps its place in it when a word has changed.
const FRAMED = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin",
  'referrer-policy': 'no-referrer',
};

on(`GET ${PLEDGE}/preview.html`, async (context) => {
  const { as } = query(context, `GET ${PLEDGE}/preview.html`);
  const name = context.req.param();
  const desk = ledger(context.env);
  const [preview, tracker] = await Promise.all([
    desk.preview(context.var.by, name, as),
    desk.tracker(context.var.by, name.tracker),
  ]);
  if (!preview.ok) return refusal(context, preview);
  if (!tracker.ok) return refusal(context, tracker);
  const pledge = (preview.value.next ?? preview.value.now)?.pledge;
  const page = pledge ? <PledgePage tracker={tracker.value.tracker} pledge={pledge} isPreview /> : '';
  return new Response(`<!doctype html>${page}`, { headers: FRAMED });
});

on('GET /trackers/:tracker/preview.html', async (context) => {
  const front = await ledger(context.env).trackerPreview(context.var.by, context.req.param('tracker'));
  if (!front.ok) return refusal(context, front);
  const page = <TrackerPage {...front.value} wanted={USUALLY_WANTED} isPreview />;
  return new Response(`<!doctype html>${page}`, { headers: FRAMED });
});
