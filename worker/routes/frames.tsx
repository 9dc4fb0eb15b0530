// `/embed/card/...`, `/embed/summary/...`, `/embed/list/...`: the documents of frames. They may stand on any page, also in
// WordPress's sandbox, in which their origin is `null`; their scripts and data are open to every origin.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { currentId } from '../../data/current-ids.ts';
import { OUTCOMES } from '../../data/outcome.ts';
import type { PublishedTracker } from '../../data/published.ts';
import { THEMES } from '../../data/snippets.ts';
import { CACHE_MISS } from '../caching.ts';
import { etagOf } from '../digest.ts';
import { isMoment } from '../embeds/address.ts';
import { type Found, findPledge, findTracker } from '../embeds/find.ts';
import { partNamed } from '../embeds/part.ts';
import { type Localizer, localizerFor } from '../localizer.ts';
import { CardFrame, type FrameOptions, ListFrame, MissingFrame, SummaryFrame } from '../pages/frame.tsx';
import { isName } from '../published.ts';
import { answerInWords, read } from './reading.ts';

type Asked = Context<{ Bindings: Env }>;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types pledgemark',
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'browsing-topics=(), camera=(), geolocation=(), microphone=()',
  'strict-transport-security': 'max-age=31536000',
  'x-robots-tag': 'noindex',
};

export const frames = new Hono<{ Bindings: Env }>();

const framed: MiddlewareHandler<{ Bindings: Env }> = async (context, next) => {
  await next();
  for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value);
};
frames.use(framed);

frames.get('/card/:tracker/:slug', async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return nothing(context);
  const found = await read(context, () => findPledge(context.env.PUBLISHED, tracker, slug));
  if (found instanceof Response) return found;
  if (!found?.pledge) return nothing(context);
  const { pledge } = found;
  const options = optionsOf(context, found.tracker);
  const l10n = await localizerFor(options.lang ?? found.tracker.language);
  return page(context, found, options, l10n, () => (
    <CardFrame tracker={found.tracker} pledge={pledge} l10n={l10n} options={options} />
  ));
});

frames.get('/summary/:tracker', (context) => trackerFrame(context, SummaryFrame));
frames.get('/list/:tracker', (context) => trackerFrame(context, ListFrame));

async function trackerFrame(context: Asked, Frame: typeof SummaryFrame): Promise<Response> {
  const id = context.req.param('tracker');
  if (!isName(id)) return nothing(context);
  const found = await read(context, () => findTracker(context.env.PUBLISHED, id));
  if (found instanceof Response) return found;
  if (!found) return nothing(context);
  const options = optionsOf(context, found.tracker);
  const l10n = await localizerFor(options.lang ?? found.tracker.language);
  return page(context, found, options, l10n, () => (
    <Frame tracker={found.tracker} l10n={l10n} options={options} />
  ));
}

// Made for each request: it is small, and with `as-of` in it there are too many of one to keep.
function page(
  context: Asked,
  { tracker, pledge, etags }: Found,
  options: FrameOptions,
  l10n: Localizer,
  make: () => { toString(): string },
): Response {
  const etag = etagOf([...etags, context.env.VERSION.id, JSON.stringify(options)].join('\n'));
  return answerInWords(context, l10n, () => `<!doctype html>${make().toString()}`, etag, {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': pledge ? `${tracker.id}/${pledge.slug},${tracker.id}` : tracker.id,
  });
}

// For the reader of the article around it, so it is no problem document, which is for machines.
async function nothing(context: Asked): Promise<Response> {
  const { env, req } = context;
  const theme = THEMES.find((each) => each === req.query('theme'));
  const l10n = await localizerFor(await languageOfMissing(context));
  const frame = <MissingFrame home={`${env.PUBLIC_ORIGIN}/`} l10n={l10n} options={theme ? { theme } : {}} />;
  return new Response(`<!doctype html>${frame.toString()}`, {
    status: 404,
    headers: { ...CACHE_MISS, 'content-type': 'text/html; charset=utf-8' },
  });
}

// That of the address, otherwise that of the tracker, which may be there without the pledge.
async function languageOfMissing({ env, req }: Asked): Promise<string> {
  const lang = req.query('lang');
  if (lang !== undefined && isTag(lang)) return lang;
  const id = req.param('tracker');
  if (!isName(id)) return 'en';
  // KV does not answer: that there is nothing is told in English then.
  const found = await findTracker(env.PUBLISHED, id).catch(() => null);
  return found?.tracker.language ?? 'en';
}

function isTag(value: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value) && value.length <= 35;
}

const CHECKS: Record<keyof FrameOptions, (value: string, tracker: PublishedTracker) => boolean> = {
  'as-of': isMoment,
  theme: (value) => (THEMES as readonly string[]).includes(value),
  lang: isTag,
  category: (category, tracker) => partNamed(tracker, { category }) !== null,
  facet: (facet, tracker) => partNamed(tracker, { facet }) !== null,
  outcome: (value) => (OUTCOMES as readonly string[]).includes(value),
  verdict: (value, { scheme }) => scheme.verdicts.some(({ id }) => id === currentId(scheme.verdicts, value)),
  view: (value) => ['bar', 'donut'].includes(value),
  limit: (value) => /^[1-9]\d?$/.test(value),
};

/** What the query sets, in the elements' own words. As on a page, a value that is none counts as absent. */
function optionsOf(context: Asked, tracker: PublishedTracker): FrameOptions {
  const names = Object.keys(CHECKS) as (keyof FrameOptions)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = context.req.query(name);
      return value !== undefined && CHECKS[name](value, tracker) ? [[name, value]] : [];
    }),
  );
}
