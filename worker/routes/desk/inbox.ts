// What each person at the desk is told, what they say to each other about a pledge, and who has it on their screen.
import { problem, refusal } from '../../problem.ts';
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, deskRoutes } from './route.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const { routes, on } = deskRoutes();
export const deskInbox = routes;

on('GET /inbox', async (context) =>
  answered(context, await ledger(context.env).inbox(context.var.by, context.req.valid('query'))),
);

on('PATCH /inbox', limitBody(), async (context) => {
  const marks = await jsonBody(context, BODIES['PATCH /inbox']);
  return answered(context, await ledger(context.env).markInbox(context.var.by, marks));
});

on(`GET ${PLEDGE}/comments`, async (context) => {
  const page = context.req.valid('query');
  return answered(context, await ledger(context.env).comments(context.var.by, context.req.param(), page));
});

on(`POST ${PLEDGE}/comments`, limitBody(), async (context) => {
  const comment = await jsonBody(context, BODIES[`POST ${PLEDGE}/comments`]);
  const { by } = context.var;
  return answered(context, await ledger(context.env).comment(by, context.req.param(), comment), 201);
});

on(`DELETE ${PLEDGE}/comments/:comment`, async (context) => {
  const { comment, ...name } = context.req.param();
  if (!/^[1-9]\d{0,14}$/.test(comment)) return problem(context, 'not-found');
  const removed = await ledger(context.env).removeComment(context.var.by, name, Number(comment));
  return removed.ok ? context.body(null, 204) : refusal(context, removed);
});

on(`PUT ${PLEDGE}/presence`, limitBody(), async (context) => {
  const { here } = await jsonBody(context, BODIES[`PUT ${PLEDGE}/presence`]);
  return answered(context, await ledger(context.env).present(context.var.by, context.req.param(), here));
});
