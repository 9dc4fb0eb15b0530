import { choiceFault } from '../../../data/explain.ts';
import { problem, refusal } from '../../problem.ts';
import { invalid } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { jsonBody, limitBody, seenVersion } from '../request.ts';
import { BODIES } from './bodies.ts';
import { unsetOrigin } from './own-origin.ts';
import { answered, deskRoutes, versioned } from './route.ts';

/** With something said of each of a thousand exceptions. */
const CLOSING_BYTES = 1024 * 1024;

const { routes, on } = deskRoutes();
export const deskTrackers = routes;

on('GET /trackers', async (context) => {
  const found = await ledger(context.env).trackers(context.var.by);
  return answered(context, found.ok ? { ok: true, value: { trackers: found.value } } : found);
});

on('POST /trackers', limitBody(), async (context) => {
  const detail = unsetOrigin(context);
  if (detail) return problem(context, 'origin-not-set', { detail });
  const tracker = await jsonBody(context, BODIES['POST /trackers']);
  const { by } = context.var;
  if (context.req.valid('query').dryRun)
    return answered(context, await ledger(context.env).createTracker(by, tracker, true));
  return versioned(context, await ledger(context.env).createTracker(by, tracker), 201);
});

on('GET /trackers/:tracker', async (context) =>
  versioned(context, await ledger(context.env).tracker(context.var.by, context.req.param('tracker'))),
);

on('PUT /trackers/:tracker', limitBody(), async (context) => {
  const version = seenVersion(context);
  const id = context.req.param('tracker');
  const tracker = await jsonBody(context, BODIES['PUT /trackers/:tracker']);
  if (tracker.id !== id)
    return refusal(context, invalid('/id', choiceFault('not-a-choice', tracker.id, [id])));
  const { dryRun } = context.req.valid('query');
  const { by } = context.var;
  return versioned(context, await ledger(context.env).changeTracker(by, version, tracker, dryRun));
});

on('DELETE /trackers/:tracker', async (context) => {
  const version = seenVersion(context);
  const { pledges = null } = context.req.valid('query');
  const { by } = context.var;
  const tracker = context.req.param('tracker');
  return answered(context, await ledger(context.env).deleteTracker(by, tracker, version, pledges));
});

on('GET /trackers/:tracker/usage', async (context) =>
  versioned(context, await ledger(context.env).usage(context.var.by, context.req.param('tracker'))),
);

on('POST /trackers/:tracker/words', limitBody(), async (context) => {
  const version = seenVersion(context);
  const { dryRun } = context.req.valid('query');
  const changes = await jsonBody(context, BODIES['POST /trackers/:tracker/words']);
  const { by } = context.var;
  const tracker = context.req.param('tracker');
  return versioned(context, await ledger(context.env).changeWords(by, tracker, version, changes, dryRun));
});

on('POST /trackers/:tracker/open', limitBody(), async (context) => {
  const version = seenVersion(context);
  const { dryRun } = context.req.valid('query');
  const { visibility } = await jsonBody(context, BODIES['POST /trackers/:tracker/open']);
  const { by } = context.var;
  const tracker = context.req.param('tracker');
  return versioned(context, await ledger(context.env).openTracker(by, tracker, version, visibility, dryRun));
});

on('POST /trackers/:tracker/rename', limitBody(), async (context) => {
  const version = seenVersion(context);
  const { id } = await jsonBody(context, BODIES['POST /trackers/:tracker/rename']);
  const tracker = context.req.param('tracker');
  return versioned(context, await ledger(context.env).renameTracker(context.var.by, tracker, version, id));
});

on('GET /trackers/:tracker/close', async (context) =>
  versioned(context, await ledger(context.env).closable(context.var.by, context.req.param('tracker'))),
);

on('POST /trackers/:tracker/close', limitBody(CLOSING_BYTES), async (context) => {
  const version = seenVersion(context);
  const { dryRun } = context.req.valid('query');
  const closing = await jsonBody(context, BODIES['POST /trackers/:tracker/close']);
  const { by } = context.var;
  const tracker = context.req.param('tracker');
  return versioned(context, await ledger(context.env).closeTerm(by, tracker, version, closing, dryRun));
});
