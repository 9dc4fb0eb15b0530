// What there is to do, what there is, and the views of it that people have named.
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, deskRoutes } from './route.ts';

const { routes, on } = deskRoutes();
export const deskLists = routes;

on('GET /today', async (context) =>
  answered(context, await ledger(context.env).today(context.var.by, context.req.valid('query'))),
);

on('GET /pledges', async (context) => {
  const {
    sort,
    order = sort === 'updated' ? 'desc' : 'asc',
    limit,
    after,
    ...wanted
  } = context.req.valid('query');
  return answered(
    context,
    await ledger(context.env).find(context.var.by, wanted, { sort, order, limit, after }),
  );
});

on('GET /views', async (context) => answered(context, await ledger(context.env).views(context.var.by)));

on('PUT /views', limitBody(), async (context) => {
  const { views } = await jsonBody(context, BODIES['PUT /views']);
  return answered(context, await ledger(context.env).saveViews(context.var.by, views));
});
