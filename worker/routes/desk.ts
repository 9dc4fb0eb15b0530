// The desk: the authenticated endpoint. It says who acts and reads what was sent; the Ledger decides the rest.
import { Hono } from 'hono';
import * as z from 'zod';
import { slug } from '../../data/field.ts';
import { pledgeDraftSchema, trackerSchema } from '../../data/schema.ts';
import { authenticate, type Editor } from '../auth.ts';
import { CACHE_NEVER } from '../caching.ts';
import type { Result } from '../ledger/result.ts';
import { problem, refusal } from '../problem.ts';
import { allowOnly, jsonBody, limitBody, seenVersion } from './desk-request.ts';

const IMPORT_BYTES = 32 * 1024 * 1024;
const IMPORT_ROWS = 20_000;

type Desk = { Bindings: Env; Variables: { editor: Editor } };

const newPledgeSchema = pledgeDraftSchema.extend({ slug });
const publishSchema = z.strictObject({ note: z.string().trim().min(1).max(1000).nullish() });
const importSchema = z.strictObject({ pledges: z.array(z.unknown()).max(IMPORT_ROWS) });

export const desk = new Hono<Desk>();

desk.use(async (context, next) => {
  const editor = await authenticate(context);
  if (editor) {
    context.set('editor', editor);
    await next();
  } else {
    context.res = problem(context, 'unauthenticated', {}, { 'www-authenticate': 'Bearer' });
  }
  for (const [name, value] of Object.entries(CACHE_NEVER)) context.res.headers.set(name, value);
});

desk.get('/me', (context) => context.json(context.var.editor));

desk.get('/status', async (context) => context.json(await ledger(context.env).status()));

desk.post('/republish', async (context) =>
  context.json(await ledger(context.env).republish(context.var.editor.name), 202),
);

desk.get('/trackers', async (context) => context.json({ trackers: await ledger(context.env).trackers() }));

desk.post('/trackers', limitBody(), async (context) => {
  const tracker = await jsonBody(context, trackerSchema);
  const result = await ledger(context.env).createTracker(context.var.editor.name, tracker);
  return versioned(context, result, 201);
});

desk.get('/trackers/:tracker', async (context) =>
  versioned(context, await ledger(context.env).tracker(context.req.param('tracker'))),
);

desk.put('/trackers/:tracker', limitBody(), async (context) => {
  const version = seenVersion(context);
  const id = context.req.param('tracker');
  const tracker = await jsonBody(context, trackerSchema);
  if (tracker.id !== id)
    return problem(context, 'invalid-fields', { errors: [{ pointer: '/id', detail: `must be "${id}"` }] });
  return versioned(
    context,
    await ledger(context.env).changeTracker(context.var.editor.name, version, tracker),
  );
});

desk.get('/trackers/:tracker/pledges', async (context) => {
  const state = z
    .enum(['draft', 'review', 'published', 'retracted'])
    .optional()
    .safeParse(context.req.query('state'));
  if (!state.success)
    return problem(context, 'malformed', { detail: 'state is one of draft, review, published, retracted' });
  const result = await ledger(context.env).pledges(context.req.param('tracker'), state.data);
  return result.ok ? context.json({ pledges: result.value }) : refusal(context, result);
});

desk.post('/trackers/:tracker/pledges', limitBody(), async (context) => {
  const { slug, ...draft } = await jsonBody(context, newPledgeSchema);
  const name = { tracker: context.req.param('tracker'), slug };
  const result = await ledger(context.env).create(context.var.editor.name, name, draft);
  return versioned(context, result, 201);
});

desk.get('/trackers/:tracker/pledges/:slug', async (context) =>
  versioned(context, await ledger(context.env).pledge(context.req.param())),
);

desk.put('/trackers/:tracker/pledges/:slug', limitBody(), async (context) => {
  const version = seenVersion(context);
  const draft = await jsonBody(context, pledgeDraftSchema);
  const result = await ledger(context.env).save(context.var.editor.name, context.req.param(), version, draft);
  return versioned(context, result);
});

desk.post('/trackers/:tracker/pledges/:slug/publish', limitBody(), async (context) => {
  const version = seenVersion(context);
  const { note } = await jsonBody(context, publishSchema);
  const { editor } = context.var;
  return versioned(
    context,
    await ledger(context.env).publish(editor.name, context.req.param(), version, note ?? null),
  );
});

desk.get('/trackers/:tracker/pledges/:slug/revisions', async (context) => {
  const result = await ledger(context.env).revisions(context.req.param());
  return result.ok ? context.json({ revisions: result.value }) : refusal(context, result);
});

desk.post('/trackers/:tracker/import', limitBody(IMPORT_BYTES), async (context) => {
  const { pledges } = await jsonBody(context, importSchema);
  const dryRun = z.stringbool().safeParse(context.req.query('dryRun') || 'false');
  if (!dryRun.success) return problem(context, 'malformed', { detail: 'dryRun is true or false' });
  const tracker = context.req.param('tracker');
  const result = await ledger(context.env).import(context.var.editor.name, tracker, pledges, dryRun.data);
  return result.ok ? context.json(result.value) : refusal(context, result);
});

allowOnly(desk, '/api/v1/desk');

/** One object for an installation: everything that must be consistent is in it. */
function ledger({ LEDGER }: Env) {
  return LEDGER.getByName('ledger');
}

function versioned<Value extends { version: number }>(
  context: { env: Env },
  result: Result<Value>,
  status: 200 | 201 = 200,
): Response {
  if (!result.ok) return refusal(context, result);
  return Response.json(result.value, { status, headers: { etag: `"${result.value.version}"` } });
}
