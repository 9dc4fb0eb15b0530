// A tracker's pledges in and out: as JSON, and as the spreadsheet that the tracker began in.
import * as z from 'zod';
import { ledger } from '../../ledger/stub.ts';
import { dryRunSchema, end, jsonBody, limitBody, query } from './request.ts';
import { answered, deskRoutes } from './route.ts';

const IMPORT_BYTES = 32 * 1024 * 1024;
const IMPORT_ROWS = 20_000;

const importSchema = z.strictObject({ pledges: z.array(z.unknown()) });

const { routes, on } = deskRoutes();
export const deskExchange = routes;

on('POST /trackers/:tracker/import', limitBody(IMPORT_BYTES), async (context) => {
  const { dryRun } = query(context, dryRunSchema);
  const { pledges } = await jsonBody(context, importSchema);
  if (pledges.length > IMPORT_ROWS)
    return end(context, 'too-large', { detail: `At most ${IMPORT_ROWS} rows.` });
  const tracker = context.req.param('tracker');
  return answered(context, await ledger(context.env).import(context.var.editor, tracker, pledges, dryRun));
});
