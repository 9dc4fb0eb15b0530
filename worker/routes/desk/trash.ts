// What was begun by mistake, and its way back.
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody, seenVersion } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, deskRoutes, versioned } from './route.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const { routes, on } = deskRoutes();
export const deskTrash = routes;

on('GET /trackers/:tracker/trash', async (context) => {
  return answered(context, await ledger(context.env).trash(context.var.by, context.req.param('tracker')));
});

on(`DELETE ${PLEDGE}`, async (context) => {
  const version = seenVersion(context);
  return answered(
    context,
    await ledger(context.env).moveToTrash(context.var.by, context.req.param(), version),
  );
});

// Without a version: nobody changes what is in the trash.
on(`POST ${PLEDGE}/recover`, limitBody(), async (context) => {
  const { id = null, slug: to = null } = await jsonBody(context, BODIES[`POST ${PLEDGE}/recover`]);
  const { by } = context.var;
  return versioned(context, await ledger(context.env).recover(by, context.req.param(), { id, to }));
});
