// Following by mail: the form's target, and what the links of mails lead to. No answer is cached, and none reveals
// who follows what.
import { type Context, Hono } from 'hono';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import type { PlainKey } from '../../data/words/words.ts';
import { TURNSTILE_FIELD, verifyTurnstile } from '../auth/turnstile.ts';
import { CACHE_NEVER } from '../caching.ts';
import { addressIn } from '../courier/mail/address.ts';
import { MOST_OF_AN_ADDRESS } from '../courier/mail/asks.ts';
import { type Followed, type LinkPage, OFTEN, type Often } from '../courier/mail/follows.ts';
import { isToken, type Purpose } from '../courier/mail/links.ts';
import { sendsMail } from '../courier/mail/offered.ts';
import { failed } from '../failed.ts';
import { networkHash } from '../network.ts';
import type { FollowFields } from '../pages/follow-form.tsx';
import {
  ConfirmedPage,
  ConfirmPage,
  EndedPage,
  FollowAnswer,
  MailPrivacyPage,
  ManagePage,
  StopPage,
  StoppedPage,
} from '../pages/mail-pages.tsx';
import { UnavailablePage } from '../pages/notices.tsx';
import { localizerForPage, type PageLocalizer } from '../pages/page-localizer.ts';
import { HONEYPOT } from '../pages/suggestion.tsx';
import { PROBLEMS, type ProblemSlug, problem } from '../problem.ts';
import { isName, pledgeKey, readParsed, trackerKey } from '../published.ts';
import { isTooMany, LIMIT_PERIOD_SECONDS } from '../rate-limit.ts';
import { courier } from '../stubs.ts';
import { withinTime } from '../within-time.ts';
import { chosenLanguage } from './page-request.ts';
import { contentType, limitBody, utf8 } from './request.ts';
import { secured } from './security.ts';

/** No form is longer, nor what a mail program sends. */
const FORM_BYTES = 4096;
const FORM = 'application/x-www-form-urlencoded';
const COURIER_TIMEOUT_MS = 10_000;

type MailContext = Context<{ Bindings: Env }>;

export const mail = new Hono<{ Bindings: Env }>().basePath('/mail');

mail.onError(failed);
mail.use(async (context, next) => {
  await next();
  const { headers } = context.res;
  // An address with a link's end in it is told to no other site. With no referrer at all, a form would have no origin.
  headers.set('referrer-policy', 'same-origin');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('x-robots-tag', 'noindex');
  for (const [name, value] of Object.entries(CACHE_NEVER)) headers.set(name, value);
});
mail.use(secured);
// Where no mail is sent there is nothing of this, but what stops mails that were sent before.
mail.use(async (context, next) => {
  const isOffered = sendsMail(context.env) || /^\/mail\/(?:manage|stop)\//.test(context.req.path);
  return isOffered ? next() : problem(context, 'not-found');
});

mail.post('/follow', limitBody(FORM_BYTES), async (context) => {
  const { env, req } = context;
  // A form of another site's page would collect addresses there. A browser states the origin of what it posts.
  const origin = req.header('origin');
  if (origin !== undefined && ![env.PUBLIC_ORIGIN, new URL(req.url).origin].includes(origin))
    return problem(context, 'foreign-origin');
  if (contentType(context) !== FORM)
    return problem(context, 'unsupported-media-type', { detail: `Send ${FORM}.` });
  const sent = await formOf(context);
  const name = sent.get('name') ?? '';
  const often = sent.get('often') === 'weekly' ? 'weekly' : 'at-once';
  const typed = sent.get('address') ?? '';
  const fields = { address: typed.slice(0, 320).replace(/\p{Cc}+/gu, ' '), often };
  if (await isTooMany(env.SUGGESTIONS, req))
    return refused(context, 'too-many-requests', 'mail.tooMany', { name, fields });
  const followed = await readFollowed(env, name);
  if (followed === 'unavailable') return refused(context, 'unavailable', 'mail.busy', { name, fields });
  if (followed === null) return refused(context, 'not-found', 'suggest.gone', { name: '', fields });
  const at = { name: followed.name, own: followed.language, fields };
  const address = addressIn(typed);
  if (address === null) return refused(context, 'invalid-fields', 'mail.invalid', at, 'fault.address');
  // A robot that fills every field learns nothing from being thanked.
  if (sent.get(HONEYPOT)) return asked(context, at);
  const person = await verifyTurnstile(env, sent.get(TURNSTILE_FIELD));
  if (person === 'failed') return refused(context, 'not-verified', 'suggest.notVerified', at);
  if (person === 'unavailable') return refused(context, 'unavailable', 'mail.busy', at);
  const ask = { ...followed, address, often, network: networkHash(req, env) } as const;
  const taken = await fromCourier(
    courier(env)
      .ask(ask)
      .then(({ ok }) => ok),
  );
  if (taken !== true) return refused(context, 'unavailable', 'mail.busy', at);
  return asked(context, at);
});

mail.get('/privacy', async (context) => {
  const l10n = await localizerForPage(chosenLanguage(context), 'en');
  return page(<MailPrivacyPage l10n={l10n} />, 200);
});

mail.get('/confirm/:token', (context) =>
  onLink(context, 'confirm', (link, token, l10n) => <ConfirmPage link={link} token={token} l10n={l10n} />),
);

mail.post('/confirm/:token', limitBody(FORM_BYTES), async (context) => {
  const often = oftenIn(await formOf(context));
  return acted(
    context,
    (token) => courier(context.env).confirmMail(token, often),
    (link, l10n) => <ConfirmedPage link={link} l10n={l10n} />,
  );
});

mail.get('/manage/:token', (context) =>
  onLink(context, 'manage', (link, token, l10n) => (
    <ManagePage link={link} token={token} l10n={l10n} isSaved={false} />
  )),
);

mail.post('/manage/:token', limitBody(FORM_BYTES), async (context) => {
  const sent = await formOf(context);
  const stop = sent.get('stop');
  const often = oftenIn(sent);
  if (stop === 'this' || stop === 'all')
    return acted(
      context,
      (token) => courier(context.env).stopMail('manage', token, stop === 'all'),
      (_, l10n) => <StoppedPage l10n={l10n} />,
    );
  if (!often)
    return onLink(context, 'manage', (link, token, l10n) => (
      <ManagePage link={link} token={token} l10n={l10n} isSaved={false} />
    ));
  return acted(
    context,
    (token) => courier(context.env).changeMail(token, often),
    (link, l10n) => <ManagePage link={link} token={context.req.param('token')} l10n={l10n} isSaved />,
  );
});

mail.get('/stop/:token', (context) =>
  onLink(context, 'stop', (link, token, l10n) => <StopPage link={link} token={token} l10n={l10n} />),
);

// RFC 8058: whatever a mail program sends, with nothing but the address itself. One that has stopped already has stopped.
mail.post('/stop/:token', limitBody(FORM_BYTES), async (context) => {
  const { token } = context.req.param();
  if (!isToken(token)) return ended();
  const stopped = await fromCourier(courier(context.env).stopMail('stop', token, false));
  if (stopped === 'away') return unavailable();
  const l10n = await localizerForPage(undefined, stopped?.language ?? 'en');
  return page(<StoppedPage l10n={l10n} />, 200);
});

mail.all('/follow', (context) => problem(context, 'method-not-allowed', {}, { allow: 'POST' }));
mail.all('/privacy', (context) => problem(context, 'method-not-allowed', {}, { allow: 'GET, HEAD' }));
mail.all('/:what/:token', (context) =>
  problem(context, 'method-not-allowed', {}, { allow: 'GET, HEAD, POST' }),
);
mail.notFound((context) => problem(context, 'not-found'));

type Sent = { name: string; own?: string; fields: FollowFields };

/** The answer to a form that was taken, whatever becomes of it. */
async function asked(context: MailContext, { name, own = 'en' }: Sent): Promise<Response> {
  const l10n = await localizerForPage(chosenLanguage(context), own);
  return page(<FollowAnswer name={name} l10n={l10n} most={MOST_OF_AN_ADDRESS} />, 200);
}

/** The form once more, with why it was not taken. */
async function refused(
  context: MailContext,
  slug: ProblemSlug,
  words: PlainKey,
  { name, own = 'en', fields }: Sent,
  fault?: PlainKey,
): Promise<Response> {
  const l10n = await localizerForPage(chosenLanguage(context), own);
  const { status } = PROBLEMS[slug];
  const answer = page(
    <FollowAnswer
      name={name}
      l10n={l10n}
      most={MOST_OF_AN_ADDRESS}
      turnstileKey={context.env.TURNSTILE_SITE_KEY}
      fields={fields}
      fault={fault && l10n.say(fault)}
      problem={l10n.say(words)}
    />,
    status,
  );
  if (status === 429 || status === 503) answer.headers.set('retry-after', String(LIMIT_PERIOD_SECONDS));
  return answer;
}

/** Shows what a link is of, and does nothing: programs follow links. */
async function onLink(
  context: MailContext,
  purpose: Purpose,
  show: (link: LinkPage, token: string, l10n: PageLocalizer) => { toString(): string },
): Promise<Response> {
  const token = context.req.param('token') ?? '';
  // A malformed token does not wake the Courier.
  if (!isToken(token)) return ended();
  const link = await fromCourier(courier(context.env).mailLink(purpose, token));
  if (link === 'away') return unavailable();
  if (link === null) return ended();
  return page(show(link, token, await localizerForPage(undefined, link.language)), 200);
}

/** Shows what has become of what a link let somebody do. */
async function acted(
  context: MailContext,
  act: (token: string) => Promise<LinkPage | null>,
  show: (link: LinkPage, l10n: PageLocalizer) => { toString(): string },
): Promise<Response> {
  const token = context.req.param('token') ?? '';
  if (!isToken(token)) return ended();
  const link = await fromCourier(act(token));
  if (link === 'away') return unavailable();
  if (link === null) return ended();
  return page(show(link, await localizerForPage(undefined, link.language)), 200);
}

// In which language whoever comes by it reads is not known any more.
async function ended(): Promise<Response> {
  return page(<EndedPage l10n={await localizerForPage(undefined, 'en')} />, 404);
}

async function unavailable(): Promise<Response> {
  const answer = page(<UnavailablePage l10n={await localizerForPage(undefined, 'en')} />, 503);
  answer.headers.set('retry-after', '60');
  return answer;
}

function page(body: { toString(): string }, status: number): Response {
  return new Response(`<!doctype html>${body.toString()}`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
  });
}

/** What the Courier says, or that it does not answer. */
async function fromCourier<Value>(asked: Promise<Value>): Promise<Value | 'away'> {
  try {
    return await withinTime(asked, COURIER_TIMEOUT_MS);
  } catch (error) {
    console.error('The Courier did not answer.', error);
    return 'away';
  }
}

/** What readers may follow, as they see it: a private tracker is nowhere they could. */
async function readFollowed({ PUBLISHED }: Env, name: string): Promise<Followed | null | 'unavailable'> {
  const [tracker, slug, ...rest] = name.split('/');
  if (!isName(tracker) || rest.length > 0 || (slug !== undefined && !isName(slug))) return null;
  try {
    const [whole, pledge] = await Promise.all([
      readParsed<PublishedTracker>(PUBLISHED, trackerKey(tracker)),
      slug === undefined ? null : readParsed<PublishedPledge>(PUBLISHED, pledgeKey(tracker, slug)),
    ]);
    if (!whole || (slug !== undefined && !pledge)) return null;
    const { language, timezone, name: called } = whole.document;
    if (!pledge) return { name: tracker, title: called, language, timezone };
    return { name: `${tracker}/${pledge.document.slug}`, title: pledge.document.title, language, timezone };
  } catch (error) {
    console.error(error); // KV does not answer
    return 'unavailable';
  }
}

async function formOf(context: MailContext): Promise<URLSearchParams> {
  const bytes = await context.req.arrayBuffer();
  return new URLSearchParams(contentType(context) === FORM ? utf8(context, bytes) : '');
}

function oftenIn(sent: URLSearchParams): Often | undefined {
  return OFTEN.find((often) => often === sent.get('often'));
}
