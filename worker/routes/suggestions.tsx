// What readers suggest: the one thing that the public may send. As JSON from the page's script, or as a plain form.
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import type { PublishedPledge } from '../../data/published.ts';
import { suggestionSchema } from '../../data/suggestion.ts';
import { TURNSTILE_FIELD, verifyTurnstile } from '../auth/turnstile.ts';
import { CACHE_NEVER } from '../caching.ts';
import type { FieldError } from '../ledger/result.ts';
import { ledger } from '../ledger/stub.ts';
import { HONEYPOT, SuggestionAnswer, type SuggestionFields } from '../pages/suggestion.tsx';
import { type ProblemSlug, problem, refusal } from '../problem.ts';
import { pledgeKey, readParsed } from '../published.ts';
import { isTooMany, LIMIT_PERIOD_SECONDS } from '../rate-limit.ts';
import { checked, contentType, end, limitBody, parseJson, utf8 } from './desk/request.ts';
import { isName } from './reading.ts';
import { secured } from './security.ts';

const SUGGESTION_BYTES = 16 * 1024;

const FORM = 'application/x-www-form-urlencoded';

/** Whether this is where suggestions go, of whatever pledge. */
export function isSuggestions(path: string): boolean {
  return /^\/api\/v1\/trackers\/[^/?#]+\/pledges\/[^/?#]+\/suggestions(?:[?#]|$)/.test(path);
}

type Fields = Record<string, unknown>;
type Sending = Context<{ Bindings: Env; Variables: { fields: Fields } }>;

export const suggestions = new Hono<{ Bindings: Env; Variables: { fields: Fields } }>().basePath(
  '/api/v1/trackers',
);

suggestions.use(secured);
suggestions.use('/:tracker/pledges/:slug/suggestions', async (context, next) => {
  await next();
  const isForm = context.req.method === 'POST' && contentType(context) === FORM;
  if (isForm) context.res = await asPage(context, context.res);
  for (const [name, value] of Object.entries(CACHE_NEVER)) context.res.headers.set(name, value);
});

suggestions.post('/:tracker/pledges/:slug/suggestions', limitBody(SUGGESTION_BYTES), async (context) => {
  const { tracker, slug } = context.req.param();
  if (!isName(tracker) || !isName(slug)) return problem(context, 'not-found');
  // A form of another site's page would collect personal data there. A browser states the origin of what it posts.
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== context.env.PUBLIC_ORIGIN) return problem(context, 'foreign-origin');
  if (await isTooMany(context.env.SUGGESTIONS, context.req))
    return problem(context, 'too-many-requests', {}, { 'retry-after': String(LIMIT_PERIOD_SECONDS) });
  const sent = await readFields(context);
  context.set('fields', sent);
  const { [HONEYPOT]: bait, [TURNSTILE_FIELD]: response, ...rest } = sent;
  const suggestion = checked(context, suggestionSchema, rest);
  // A robot that fills every field learns nothing from being thanked.
  if (bait !== undefined) return taken();
  const person = await verifyTurnstile(context.env, response);
  if (person === 'failed') return problem(context, 'not-verified');
  if (person === 'unavailable') return problem(context, 'unavailable', {}, { 'retry-after': '60' });
  const result = await ledger(context.env).suggest({ tracker, slug }, suggestion);
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
  return end(context, 'unsupported-media-type', { detail: `Send application/json or ${FORM}.` });
}

const objectSchema = z.record(z.string(), z.unknown());

const IN_WORDS: Partial<Record<ProblemSlug, string>> = {
  'invalid-fields': 'Some of what you wrote cannot be taken as it is.',
  'too-many-requests':
    'Several suggestions came from your connection just now. Please wait a minute and send it again.',
  'not-verified': 'The check that you are a person was not passed. Please try again.',
  'queue-full': 'More suggestions wait than the desk can read. Please come back tomorrow.',
  'not-found': 'This pledge is not here any more.',
  'too-large': 'It is too long.',
};
const IN_OTHER_WORDS =
  'Something went wrong on our side. What you wrote is still here: please send it again later.';

// The answer to a form that was sent without a script, with what was written in it.
async function asPage(context: Sending, answer: Response): Promise<Response> {
  const { tracker = '', slug = '' } = context.req.param();
  const pledge = await readParsed<PublishedPledge>(context.env.PUBLISHED, pledgeKey(tracker, slug)).catch(
    () => null,
  );
  const refused = answer.ok ? null : await answer.json<{ type: string; errors?: FieldError[] }>();
  const problemSlug = refused?.type.split('#')[1] as ProblemSlug | undefined;
  const page = (
    <SuggestionAnswer
      tracker={tracker}
      slug={slug}
      title={pledge?.document.title ?? slug}
      language={pledge?.document.language ?? 'en'}
      turnstileKey={context.env.TURNSTILE_SITE_KEY}
      fields={context.get('fields') as SuggestionFields | undefined}
      errors={refused?.errors}
      problem={problemSlug && (IN_WORDS[problemSlug] ?? IN_OTHER_WORDS)}
    />
  );
  return new Response(`<!doctype html>${page.toString()}`, {
    status: answer.ok ? 200 : answer.status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}
