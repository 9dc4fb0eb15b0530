// One act on many pledges, and the way back from what readers were not told.
import * as z from 'zod/mini';
import type { BulkAnswer } from '../../../data/desk.ts';
import { choiceFault, explainAs, form, shown } from '../../../data/explain.ts';
import type { Fault } from '../../../data/fault.ts';
import { personName, slug, text, whole } from '../../../data/field.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import type { BulkRequest } from '../../ledger/bulk.ts';
import type { Result, RowsDone } from '../../ledger/result.ts';
import { ledger } from '../../ledger/stub.ts';
import { refusal, rowRefusal } from '../../problem.ts';
import { jsonBody, limitBody } from './request.ts';
import { deskRoutes } from './route.ts';

/** A check is a public claim: nobody looks at more at a time. */
const MOST_CHECKED = 100;
const MOST_PLEDGES = 1000;

const requestId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, { error: form('request-id') }));
const version = whole(1);

function pledges(most: number) {
  return z.array(z.strictObject({ slug, version })).check(
    z.minLength(1),
    z.maxLength(most),
    z.superRefine((rows, check) => {
      const seen = new Set<string>();
      for (const [index, row] of rows.entries()) {
        const params: Fault = { code: 'twice', of: 'a pledge', found: shown(row.slug) };
        if (seen.has(row.slug)) check.addIssue({ code: 'custom', params, path: [index, 'slug'] });
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
  { error: (issue) => explainAs(choiceFault('not-a-choice', actIn(issue.input), ACTS))(issue) },
);

const ACTS = ['check', 'assign', 'discard', 'trash'];

function actIn(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'act' in sent ? sent.act : undefined;
}

const nothingSchema = z.strictObject({});

const { routes, on } = deskRoutes();
export const deskBulk = routes;

on('POST /trackers/:tracker/acts', limitBody(), async (context) => {
  const request: BulkRequest = await jsonBody(context, requestSchema);
  const { by } = context.var;
  return rows(context, await ledger(context.env).actOnMany(by, context.req.param('tracker'), request));
});

on('POST /undo/:id', limitBody(), async (context) => {
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
