// The whole Ledger out, and into an empty one, as streams.
import { fieldError } from '../../field-error.ts';
import { refusal } from '../../problem.ts';
import { ledger } from '../../stubs.ts';
import { contentType, throwProblem } from '../request.ts';
import type { QueryOf } from './queries.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const NDJSON = 'application/x-ndjson';

const NOTE_MISSING = 'is missing; readers are told why revisions were redacted';

const { routes, on } = deskRoutes();
export const deskBackups = routes;

on('GET /backup', async (context) => {
  const name = `pledgemark-${new Date().toISOString().slice(0, 10)}.ndjson`;
  const headers = { 'content-type': NDJSON, 'content-disposition': `attachment; filename="${name}"` };
  // A body that nobody reads would stay in the Ledger.
  if (context.req.method === 'HEAD') return new Response(null, { headers });
  const backup = await ledger(context.env).backup(context.var.by);
  return backup.ok ? new Response(backup.value, { headers }) : refusal(context, backup);
});

on('POST /restore', async (context) => {
  const { body } = context.req.raw;
  if (contentType(context) !== NDJSON || !body)
    return throwProblem(context, 'unsupported-media-type', { detail: `Send a backup as ${NDJSON}.` });
  const coding = context.req.header('content-encoding') || 'identity';
  if (coding !== 'gzip' && coding !== 'identity')
    return throwProblem(context, 'unsupported-media-type', { detail: 'Send it as it is, or as gzip.' });
  const how = restoringIn(context, context.req.valid('query'));
  const desk = ledger(context.env);
  return answered(context, await desk.restore(context.var.by, body, coding === 'gzip', how), 201);
});

function restoringIn(context: DeskContext, { key, note, redact }: QueryOf<'POST /restore'>) {
  if (redact.length > 0 && note === undefined)
    return throwProblem(context, 'malformed', { errors: [fieldError('/query/note', NOTE_MISSING)] });
  return { key, redactions: redact, note: note ?? '' };
}
