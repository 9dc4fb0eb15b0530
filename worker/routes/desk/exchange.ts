// A tracker's pledges in and out: as JSON, and as the spreadsheet that the tracker began in.
import * as z from 'zod';
import { readCsv } from '../../interchange/read-csv.ts';
import { writeCsv } from '../../interchange/write-csv.ts';
import type { FieldError, Result } from '../../ledger/result.ts';
import { ledger } from '../../ledger/stub.ts';
import { refusal } from '../../problem.ts';
import { contentType, dryRunSchema, end, jsonBody, limitBody, query, utf8 } from './request.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const IMPORT_BYTES = 32 * 1024 * 1024;
const IMPORT_ROWS = 20_000;

/** More than anyone mends at once, and little enough to be read. */
const ERRORS_SHOWN = 500;

const importSchema = z.strictObject({ pledges: z.array(z.unknown()) });

/** What is to be imported; `place` finds the line and the column that a pointer means to whoever sent a file. */
type Sent = { rows: unknown[]; warnings: readonly string[]; place(error: FieldError): FieldError };

const { routes, on } = deskRoutes();
export const deskExchange = routes;

on('POST /trackers/:tracker/import', limitBody(IMPORT_BYTES), async (context) => {
  const { dryRun } = query(context, dryRunSchema);
  const { rows, warnings, place } =
    contentType(context) === 'text/csv' ? await csv(context) : await json(context);
  if (rows.length > IMPORT_ROWS)
    return end(context, 'too-large', { detail: `At most ${IMPORT_ROWS} rows; this has ${rows.length}.` });
  const result = await ledger(context.env).import(
    context.var.editor,
    context.req.param('tracker'),
    rows,
    dryRun,
  );
  if (result.ok) return Response.json({ ...result.value, warnings });
  return refusal(context, placed(result, place));
});

on('GET /trackers/:tracker/export.json', async (context) => {
  const result = await ledger(context.env).exported(context.req.param('tracker'));
  return answered(context, result.ok ? { ok: true, value: { pledges: result.value } } : result);
});

on('GET /trackers/:tracker/export.csv', async (context) => {
  const tracker = context.req.param('tracker');
  const result = await ledger(context.env).exported(tracker);
  if (!result.ok) return refusal(context, result);
  return new Response(writeCsv(result.value), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${tracker}.csv"`,
      'x-content-type-options': 'nosniff',
    },
  });
});

async function json(context: DeskContext): Promise<Sent> {
  const { pledges } = await jsonBody(context, importSchema);
  return { rows: pledges, warnings: [], place: (error) => error };
}

async function csv(context: DeskContext): Promise<Sent> {
  const read = readCsv(utf8(context, await context.req.arrayBuffer()));
  if (!read.ok)
    return end(context, 'invalid-fields', {
      errors: read.errors.slice(0, ERRORS_SHOWN).map((at) => ({ pointer: '', ...at })),
    });
  const { rows, warnings, columnOf } = read;
  return {
    rows: rows.map(({ sent, state, revision }) => ({ ...sent, state, revision })),
    warnings,
    place(error) {
      const [, index, inRow = ''] = /^\/pledges\/(\d+)(.*)$/.exec(error.pointer) ?? [];
      const line = rows[Number(index)]?.line;
      const column = columnOf(inRow);
      return {
        ...error,
        ...(line === undefined ? {} : { line }),
        ...(column === undefined ? {} : { column }),
      };
    },
  };
}

function placed<Refused extends Exclude<Result<unknown>, { ok: true }>>(
  result: Refused,
  place: Sent['place'],
): Refused {
  if (result.reason !== 'invalid') return result;
  return { ...result, errors: result.errors.slice(0, ERRORS_SHOWN).map(place) };
}
