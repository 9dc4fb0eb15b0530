// The queue of what readers suggest.
import { problem } from '../../problem.ts';
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, type DeskContext, deskRoutes } from './route.ts';

const { routes, on } = deskRoutes();
export const deskSuggestions = routes;

on('GET /suggestions', async (context) =>
  answered(context, await ledger(context.env).suggestions(context.var.by, context.req.valid('query'))),
);

on('PATCH /suggestions', limitBody(), async (context) => {
  const decision = await jsonBody(context, BODIES['PATCH /suggestions']);
  return answered(context, await ledger(context.env).decideMany(context.var.by, decision));
});

on('GET /suggestions/:id', async (context) =>
  numbered(context, async (id) =>
    answered(context, await ledger(context.env).suggestion(context.var.by, id)),
  ),
);

on('PATCH /suggestions/:id', limitBody(), async (context) =>
  numbered(context, async (id) => {
    const decision = await jsonBody(context, BODIES['PATCH /suggestions/:id']);
    return answered(context, await ledger(context.env).decide(context.var.by, id, decision));
  }),
);

async function numbered(context: DeskContext, answer: (id: number) => Promise<Response>): Promise<Response> {
  const id = context.req.param('id') ?? '';
  return /^[1-9]\d{0,14}$/.test(id) ? answer(Number(id)) : problem(context, 'not-found');
}
