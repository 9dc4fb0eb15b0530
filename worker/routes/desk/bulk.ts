// One act on many pledges, and the way back from what readers were not told.
import * as z from 'zod/mini';
import type { BulkAnswer } from '../../../data/desk.ts';
import { personName, slug, text } from '../../../data/field.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { BulkRequest } from '../../ledger/bulk.ts';
import type { Result, RowsDone } from '../../ledger/result.ts';
import { ledger } from '../../ledger/stub.ts';
import { refusal, rowRefusal } from '../../problem.ts';
import { jsonBody, limitBody, query } from './request.ts';
import { deskRoutes } from './route.ts';

/** A check is a public claim: nobody looks at more at a time. */
const MOST_CHECKED = 100;
const MOST_PLEDGES = 1000;

const requestId = z
  .string('is missing: a UUID will do')
  .check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be 16 to 64 letters, digits, "-" or "_": a UUID will do'));
const version = z.int('must be the version that you have seen').check(z.gte(1, 'must be 1 or more'));

function pledges(most: number) {
  return z.array(z.strictObject({ slug, version }), 'must be a list of {slug, version}').check(
    z.minLength(1, 'names no pledge'),
    z.maxLength(most, `at most ${most} at a time`),
    z.superRefine((rows, check) => {
      const seen = new Set<string>();
      for (const [index, row] of rows.entries()) {
        if (seen.has(row.slug))
          check.addIssue({ code: 'custom', message: 'is there twice', path: [index, 'slug'] });
        seen.add(row.slug);
      }
    }),
  );
}

const many = { id: requestId, pledges: pledges(MOST_PLEDGES) };
const requestSchema = z.discriminatedUnion(
  'act',
  [
    z.strictObject({
      ...many,
      act: z.literal('check'),
      pledges: pledges(MOST_CHECKED),
      looked: text(NOTE_LIMIT),
    }),
    z.strictObject({ ...many, act: z.literal('assign'), to: personName }),
    z.strictObject({ ...many, act: z.literal('discard') }),
    z.strictObject({ ...many, act: z.literal('trash') }),
  ],
  'must be "check", "assign", "discard" or "trash"',
);

const nothingSchema = z.strictObject({});

const { routes, on } = deskRoutes();
export const deskBulk = routes;

on('POST /trackers/:tracker/acts', limitBody(), async (context) => {
  query(context, nothingSchema);
  const request: BulkRequest = await jsonBody(context, requestSchema);
  const { by } = context.var;
  return rows(context, await ledger(context.env).actOnMany(by, context.req.param('tracker'), request));
});

on('POST /undo/:id', limitBody(), async (context) => {
  query(context, nothingSchema);
  await jsonBody(context, nothingSchema);
  return rows(context, await ledger(context.env).undo(context.var.by, context.req.param('id')));
});

function rows(context: { env: Env }, result: Result<RowsDone & { id: string; act: string }>): Response {
  if (!result.ok) return refusal(context, result);
  const { id, act, done, refused } = result.value;
  const answer: BulkAnswer = {
    id,
    act,
    done,
    refused: refused.map(({ slug, version, why }) => ({ slug, version, ...rowRefusal(why) })),
  };
  return Response.json(answer);
}
