import * as z from 'zod/mini';
import { instant, line, localId, text } from '../../../data/field.ts';
import { trackerSchema } from '../../../data/tracker.ts';
import { ledger } from '../../ledger/stub.ts';
import { problem } from '../../problem.ts';
import { mayEnter } from '../../roles.ts';
import { dryRunSchema, jsonBody, limitBody, query, seenVersion } from './request.ts';
import { deskRoutes, versioned } from './route.ts';

const closingSchema = z.strictObject({
  closedAt: instant,
  breakGlass: z._default(z.nullable(text(1000)), null),
  rules: z
    .array(
      z.strictObject({
        from: localId,
        to: localId,
        note: text(1000),
        headline: z.optional(line(140)),
        summary: z.optional(text(400)),
      }),
    )
    .check(z.maxLength(30)),
});

const { routes, on } = deskRoutes();
export const deskTrackers = routes;

on('GET /trackers', async (context) => {
  const trackers = await ledger(context.env).trackers();
  return context.json({
    trackers: trackers.filter(({ tracker }) => mayEnter(context.var.editor, tracker.id)),
  });
});

on('POST /trackers', limitBody(), async (context) => {
  const tracker = await jsonBody(context, trackerSchema);
  if (!mayEnter(context.var.editor, tracker.id)) return problem(context, 'forbidden');
  return versioned(context, await ledger(context.env).createTracker(context.var.editor, tracker), 201);
});

on('GET /trackers/:tracker', async (context) =>
  versioned(context, await ledger(context.env).tracker(context.req.param('tracker'))),
);

on('PUT /trackers/:tracker', limitBody(), async (context) => {
  const version = seenVersion(context);
  const id = context.req.param('tracker');
  const tracker = await jsonBody(context, trackerSchema);
  if (tracker.id !== id)
    return problem(context, 'invalid-fields', { errors: [{ pointer: '/id', detail: `must be "${id}"` }] });
  return versioned(context, await ledger(context.env).changeTracker(context.var.editor, version, tracker));
});

on('POST /trackers/:tracker/close', limitBody(), async (context) => {
  const version = seenVersion(context);
  const { dryRun } = query(context, dryRunSchema);
  const closing = await jsonBody(context, closingSchema);
  const { editor } = context.var;
  const tracker = context.req.param('tracker');
  return versioned(context, await ledger(context.env).closeTerm(editor, tracker, version, closing, dryRun));
});
