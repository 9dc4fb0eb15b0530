// What readers suggest: the one thing that the public may send. As JSON from the page's script, or as a plain form.
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { FieldError } from '../../data/field-error.ts';
import { SUGGESTION_LIMITS } from '../../data/limits.ts';
import type { PublishedPledge } from '../../data/published.ts';
import { suggestionSchema } from '../../data/suggestion.ts';
import type { PlainKey } from '../../data/words/words.ts';
import { TURNSTILE_FIELD, verifyTurnstile } from '../auth/turnstile.ts';
import { CACHE_NEVER } from '../caching.ts';
import { failed } from '../failed.ts';
import { type Localizer, localizerFor } from '../localizer.ts';
import { networkHash } from '../network.ts';
import { localizerForPage } from '../pages/page-localizer.ts';
import { HONEYPOT, SuggestionAnswer, type SuggestionFields } from '../pages/suggestion.tsx';
import { type ProblemSlug, problem, refusal } from '../problem.ts';
import { isName, pledgeKey, readParsed } from '../published.ts';
import { isTooMany, LIMIT_PERIOD_SECONDS } from '../rate-limit.ts';
import { ledger } from '../stubs.ts';
import { chosenLanguage } from './page-request.ts';
import { checked, contentType, limitBody, parseJson, throwProblem, utf8 } from './request.ts';
import { secured } from './security.ts';

const SUGGESTION_BYTES = 16 * 1024;

const FORM = 'application/x-www-form-urlencoded';

type Fields = Record<string, unknown>;
type Sending = Context<{ Bindings: Env; Variables: { fields: Fields } }>;

export const suggestions = new Hono<{ Bindings: Env; Variables: { fields: Fields } }>().basePath(
  '/api/v1/trackers',
);

suggestions.onError(failed);
suggestions.use(secured);
suggestions.use('/:tracker/pledges/:slug/suggestions', async (context, next) => {
  await next();
  if (context.req.method === 'POST') context.res = await inPlainWords(context, context.res);
  for (const [name, value] of Object.entries(CACHE_NEVER)) context.res.headers.set(name, value);
});

suggestions.post('/:tracker/pledges/:slug/suggestions', limitBody(SUGGESTION_BYTES), async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return problem(context, 'not-found');
  // A form of another site's page would collect personal data there. A browser states the origin of what it posts.
  const origin = context.req.header('origin');
  const own = [context.env.PUBLIC_ORIGIN, new URL(context.req.url).origin];
  if (origin !== undefined && !own.includes(origin)) return problem(context, 'foreign-origin');
  const sent = await readFields(context);
  context.set('fields', sent);
  if (await isTooMany(context.env.SUGGESTIONS, context.req))
    return problem(context, 'too-many-requests', {}, { 'retry-after': String(LIMIT_PERIOD_SECONDS) });
  const { [HONEYPOT]: bait, [TURNSTILE_FIELD]: response, ...rest } = sent;
  const suggestion = checked(context, suggestionSchema, rest);
  // A robot that fills every field learns nothing from being thanked.
  if (bait !== undefined) return taken();
  const person = await verifyTurnstile(context.env, response);
  if (person === 'failed') return problem(context, 'not-verified');
  if (person === 'unavailable') return problem(context, 'unavailable', {}, { 'retry-after': '60' });
  const result = await ledger(context.env).suggest(
    { tracker, slug },
    suggestion,
    networkHash(context.req, context.env),
  );
  return result.ok ? taken() : refusal(context, result);
});

suggestions.all('*', (context) => problem(context, 'method-not-allowed', {}, { allow: 'POST' }));

function taken(): Response {
  return Response.json({ state: 'open' }, { status: 202 });
}

// A form sends what was left empty as an empty text, and its lines end in CRLF.
async function readFields(context: Sending): Promise<Fields> {
  const type = contentType(context);
  const text = utf8(context, await context.req.arrayBuffer());
  if (type === FORM)
    return Object.fromEntries(
      [...new URLSearchParams(text)]
        .filter(([, value]) => value !== '')
        .map(([name, value]) => [name, value.replaceAll('\r\n', '\n')]),
    );
  if (type === 'application/json') return checked(context, objectSchema, parseJson(context, text));
  return throwProblem(context, 'unsupported-media-type', { detail: `Send application/json or ${FORM}.` });
}

const objectSchema = z.record(z.string(), z.unknown());

const IN_WORDS: Partial<Record<ProblemSlug, PlainKey>> = {
  'invalid-fields': 'suggest.invalid',
  'too-many-requests': 'suggest.tooMany',
  'not-verified': 'suggest.notVerified',
  'queue-full': 'suggest.queueFull',
  'not-found': 'suggest.gone',
  'too-large': 'suggest.tooLong',
};

type Refused = { type: string; detail?: string; errors?: FieldError[] };

// Whoever suggests is a reader, not a program: a refusal says in plain words what to do, and a form gets a page.
async function inPlainWords(context: Sending, answer: Response): Promise<Response> {
  const isForm = contentType(context) === FORM;
  if (answer.ok) return isForm ? page(context, null, 200) : answer;
  const refused = await answer.json<Refused>();
  if (isForm) return page(context, refused, answer.status);
  const l10n = await localizerFor(chosenLanguage(context) ?? 'en');
  return new Response(JSON.stringify(worded(refused, l10n)), {
    status: answer.status,
    headers: answer.headers,
  });
}

function worded(refused: Refused, { say }: Localizer): Refused {
  const slug = refused.type.split('#')[1] as ProblemSlug;
  const known = IN_WORDS[slug];
  // What only a program can send wrong is told to its author.
  const detail = known === undefined ? (refused.detail ?? say('suggest.broken')) : say(known);
  const errors = refused.errors?.map((error) => ({ ...error, detail: faultOf(error, say) }));
  return { ...refused, detail, ...(errors ? { errors } : {}) };
}

// A whole sentence for each field: its name and what is wrong with it are put together otherwise in each language.
function faultOf({ pointer, code, detail }: FieldError, say: Localizer['say']): string {
  switch (pointer) {
    case '/kind':
      return say('fault.kind');
    case '/text':
      return code === 'too-long'
        ? say('fault.textLong', { most: SUGGESTION_LIMITS.text })
        : say('fault.text');
    case '/url':
      return say('fault.url');
    case '/contact':
      return say('fault.contact');
    default:
      return detail;
  }
}

// The answer to a form that was sent without a script, with what was written in it.
async function page(context: Sending, refused: Refused | null, status: number): Promise<Response> {
  const { tracker = '', slug = '' } = context.req.param();
  const pledge = await readParsed<PublishedPledge>(context.env.PUBLISHED, pledgeKey(tracker, slug)).catch(
    () => null, // KV does not answer: the suggestion does not need it, only its title here
  );
  const own = pledge?.document.language ?? 'en';
  const l10n = await localizerForPage(chosenLanguage(context), own);
  const message = refused && worded(refused, l10n);
  const body = (
    <SuggestionAnswer
      tracker={tracker}
      slug={slug}
      title={pledge?.document.title ?? slug}
      own={own}
      l10n={l10n}
      turnstileKey={context.env.TURNSTILE_SITE_KEY}
      fields={context.get('fields') as SuggestionFields | undefined}
      errors={message?.errors}
      problem={message?.detail}
    />
  );
  return new Response(`<!doctype html>${body.toString()}`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}
