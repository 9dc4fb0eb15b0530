// The whole Ledger out, and into an empty one, as streams.
import * as z from 'zod/mini';
import { backupKey, text } from '../../../data/field.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { NO_KEY } from '../../../data/restore.ts';
import { ledger } from '../../ledger/stub.ts';
import { refusal } from '../../problem.ts';
import { contentType, end, query } from './request.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const NDJSON = 'application/x-ndjson';

/** `tracker/slug:2,3`: revisions that were redacted after the backup was made. */
const REDACTION = /^([a-z0-9-]+)\/([a-z0-9-]+):(\d{1,9}(?:,\d{1,9}){0,999})$/;

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
    return end(context, 'unsupported-media-type', { detail: `Send a backup as ${NDJSON}.` });
  const coding = context.req.header('content-encoding') || 'identity';
  if (coding !== 'gzip' && coding !== 'identity')
    return end(context, 'unsupported-media-type', { detail: 'Send it as it is, or as gzip.' });
  const how = restoringIn(context);
  const desk = ledger(context.env);
  return answered(context, await desk.restore(context.var.by, body, coding === 'gzip', how), 201);
});

const WHICH_KEY = 'say which key you trust (ed25519:...), or none';

const restoringSchema = z.strictObject({
  key: z.union([backupKey, z.literal(NO_KEY)], WHICH_KEY),
  note: z.optional(text(NOTE_LIMIT)),
  redact: z.optional(z.string()),
});

function restoringIn(context: DeskContext) {
  const { key, note } = query(context, restoringSchema);
  const redactions = (context.req.queries('redact') ?? []).map((named, index) => {
    const [, tracker = '', slug = '', numbers] = REDACTION.exec(named) ?? [];
    if (numbers === undefined) return fault(`/query/redact/${index}`, 'is not tracker/slug:2,3');
    return { tracker, slug, revisions: numbers.split(',').map(Number) };
  });
  if (redactions.length > 0 && note === undefined) return fault('/query/note', 'readers are told why');
  return { key, redactions, note: note ?? '' };

  function fault(pointer: string, detail: string): never {
    return end(context, 'malformed', { errors: [{ pointer, detail }] });
  }
}
