// A tracker's pledges in and out: as JSON, and as the spreadsheet that the tracker began in.
import * as z from 'zod/mini';
import type { FieldError } from '../../../data/field-error.ts';
import { mappedImportSchema } from '../../../data/import-mapping.ts';
import type { ExportRow } from '../../../data/import-row.ts';
import { refusal } from '../../problem.ts';
import type { Refused } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { checked, contentType, jsonBody, limitBody, throwProblem, utf8 } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const IMPORT_BYTES = 32 * 1024 * 1024;
const IMPORT_ROWS = 20_000;

/**
 * What is to be imported, as the Ledger gets it: what was made of it here is not held in memory until it answers. `place` finds
 * the line and the column that a pointer means to whoever sent a file.
 */
type Sent = {
  isSheet: boolean;
  rows: number;
  body: BodyInit;
  warnings: readonly string[];
  place(error: FieldError): FieldError;
};

const { routes, on } = deskRoutes();
export const deskExchange = routes;

on('POST /trackers/:tracker/import', limitBody(IMPORT_BYTES), async (context) => {
  const how = context.req.valid('query');
  await refuseWorkbook(context);
  const { isSheet, rows, body, warnings, place } = await sentRows(context);
  if (rows > IMPORT_ROWS)
    return throwProblem(context, 'too-large', { detail: `At most ${IMPORT_ROWS} rows; this has ${rows}.` });
  const tracker = context.req.param('tracker');
  const { by } = context.var;
  const stream = new Response(body).body ?? new ReadableStream();
  if (isSheet) return answered(context, await ledger(context.env).importMapped(by, tracker, stream, how));
  const result = await ledger(context.env).import(by, tracker, stream, how);
  if (result.ok) return Response.json({ ...result.value, warnings });
  return refusal(context, placed(result, place));
});

on('GET /trackers/:tracker/import', async (context) => {
  const { by } = context.var;
  return answered(context, await ledger(context.env).importMappings(by, context.req.param('tracker')));
});

on('GET /imports/:id', async (context) => {
  return answered(context, await ledger(context.env).importRun(context.var.by, context.req.param('id')));
});

on('GET /trackers/:tracker/export.json', async (context) => {
  const exported = await ledger(context.env).exported(context.var.by, context.req.param('tracker'));
  if (!exported.ok) return refusal(context, exported);
  return new Response(exported.value, { headers: { 'content-type': 'application/json' } });
});

on('GET /trackers/:tracker/export.csv', async (context) => {
  const tracker = context.req.param('tracker');
  const exported = await ledger(context.env).exported(context.var.by, tracker);
  if (!exported.ok) return refusal(context, exported);
  const { pledges } = await new Response(exported.value).json<{ pledges: ExportRow[] }>();
  const { writeCsv } = await import('../../interchange/write-csv.ts');
  return new Response(writeCsv(pledges), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${tracker}.csv"`,
    },
  });
});

/** CSV by its many names. Windows calls it by Excel's where Excel is installed; what is no CSV is found out by reading it. */
const CSV_TYPES = new Set([
  'text/csv',
  'text/plain',
  'text/x-csv',
  'text/comma-separated-values',
  'text/tab-separated-values',
  'application/csv',
  'application/x-csv',
  'application/vnd.ms-excel',
]);

/** The files that spreadsheet programs save in forms of their own. */
const WORKBOOK_TYPES =
  /^application\/(?:vnd\.openxmlformats-officedocument\.spreadsheetml|vnd\.ms-excel\.|vnd\.oasis\.opendocument\.spreadsheet|x-iwork-numbers|vnd\.apple\.numbers)/;

async function refuseWorkbook(context: DeskContext): Promise<void> {
  if (WORKBOOK_TYPES.test(contentType(context) ?? '') || isWorkbook(await context.req.arrayBuffer()))
    throwProblem(context, 'unsupported-media-type', {
      detail:
        'This is a spreadsheet in a form of its own (.xlsx, .xls, .ods). Save it as "CSV UTF-8", and send that.',
    });
}

async function sentRows(context: DeskContext): Promise<Sent> {
  const type = contentType(context) ?? '';
  if (type === 'application/json') return json(context);
  if (CSV_TYPES.has(type)) return csv(context);
  return throwProblem(context, 'unsupported-media-type', {
    detail: 'Send text/csv or application/json. From a spreadsheet, save it as "CSV UTF-8".',
  });
}

// A ZIP archive (.xlsx, .ods, .numbers), or the compound file of before 2007 (.xls).
function isWorkbook(bytes: ArrayBuffer): boolean {
  const [first, second, third, fourth] = new Uint8Array(bytes.slice(0, 4));
  return (
    (first === 0x50 && second === 0x4b && third === 3 && fourth === 4) ||
    (first === 0xd0 && second === 0xcf && third === 0x11 && fourth === 0xe0)
  );
}

async function json(context: DeskContext): Promise<Sent> {
  const sent = await jsonBody(context, z.unknown());
  const asItCame = { warnings: [], place: (error: FieldError) => error };
  // A sheet with its mapping.
  if (typeof sent === 'object' && sent !== null && ('mapping' in sent || 'rows' in sent)) {
    const sheet = checked(context, mappedImportSchema, sent);
    return { isSheet: true, rows: sheet.rows.length, body: JSON.stringify(sheet), ...asItCame };
  }
  const { pledges } = checked(context, BODIES['POST /trackers/:tracker/import'], sent);
  // Sent on as it came: the Ledger reads it for itself.
  return { isSheet: false, rows: pledges.length, body: await context.req.arrayBuffer(), ...asItCame };
}

async function csv(context: DeskContext): Promise<Sent> {
  // Not at the top: a parser that few requests need would be part of every start.
  const { readCsv } = await import('../../interchange/read-csv.ts');
  const read = readCsv(utf8(context, await context.req.arrayBuffer()));
  if (!read.ok)
    return throwProblem(context, 'invalid-fields', {
      errors: read.errors,
      total: read.total,
      groups: read.groups,
    });
  const { rows, warnings, columnOf } = read;
  const pledges = rows.map(({ sent, state, revision }) => ({ ...sent, state, revision }));
  return {
    isSheet: false,
    rows: rows.length,
    body: JSON.stringify({ pledges }),
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

function placed(result: Refused, place: Sent['place']): Refused {
  if (result.reason !== 'invalid') return result;
  const groups = result.groups?.map((group) => {
    const first = place(group.first);
    return { ...group, first, field: first.column?.replace(/_\d+_/, '_*_') ?? group.field };
  });
  return { ...result, errors: result.errors.map(place), ...(groups ? { groups } : {}) };
}
