// One act on many pledges, and the way back from what readers were not told.
import type { BulkAnswer } from '../../../data/desk.ts';
import { refusal, rowRefusal } from '../../problem.ts';
import type { Reason, Result, RowsDone } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { deskRoutes } from './route.ts';

const { routes, on } = deskRoutes();
export const deskBulk = routes;

on('POST /trackers/:tracker/acts', limitBody(), async (context) => {
  const request = await jsonBody(context, BODIES['POST /trackers/:tracker/acts']);
  const { by } = context.var;
  return rows(context, await ledger(context.env).actOnMany(by, context.req.param('tracker'), request));
});

on('POST /undo/:id', limitBody(), async (context) => {
  await jsonBody(context, BODIES['POST /undo/:id']);
  return rows(context, await ledger(context.env).undo(context.var.by, context.req.param('id')));
});

function rows(
  context: { env: Env },
  result: Result<RowsDone & { id: string; act: string; undo?: string }, Reason>,
): Response {
  if (!result.ok) return refusal(context, result);
  const { id, act, undo, done, refused } = result.value;
  const answer: BulkAnswer = {
    id,
    act,
    ...(undo === undefined ? {} : { undo }),
    done,
    refused: refused.map(({ slug, version, why }) => ({ slug, version, ...rowRefusal(why) })),
  };
  return Response.json(answer);
}
