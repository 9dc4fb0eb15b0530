// Every act on a pledge. A route says what an act needs to be told; the Ledger does it.
import type * as z from 'zod/mini';
import type { PledgeRecord } from '../../../data/desk.ts';
import type { Reason, Result } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { numberInDigits } from '../query.ts';
import { checked, jsonBody, limitBody, seenVersion } from '../request.ts';
import { BODIES } from './bodies.ts';
import { answered, type DeskContext, type DeskEnv, deskRoutes, versioned } from './route.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const { routes, on } = deskRoutes();
export const deskPledges = routes;

on('GET /trackers/:tracker/pledges', async (context) => {
  const result = await ledger(context.env).pledges(
    context.var.by,
    context.req.param('tracker'),
    context.req.valid('query'),
  );
  return answered(context, result.ok ? { ok: true, value: { pledges: result.value } } : result);
});

on('POST /trackers/:tracker/pledges', limitBody(), async (context) => {
  const { slug: named, ...draft } = await jsonBody(context, BODIES['POST /trackers/:tracker/pledges']);
  const name = { tracker: context.req.param('tracker'), slug: named };
  return versioned(context, await ledger(context.env).create(context.var.by, name, draft), 201);
});

on(`GET ${PLEDGE}`, async (context) =>
  versioned(context, await ledger(context.env).pledge(context.var.by, context.req.param())),
);

on(`GET ${PLEDGE}/revisions`, async (context) => {
  const result = await ledger(context.env).revisions(context.var.by, context.req.param());
  return answered(context, result.ok ? { ok: true, value: { revisions: result.value } } : result);
});

on(`GET ${PLEDGE}/revisions/:revision`, async (context) => {
  const { revision, ...name } = context.req.param();
  const number = checked(context, numberInDigits(1), revision);
  return answered(context, await ledger(context.env).revision(context.var.by, name, number));
});

on(`PUT ${PLEDGE}`, limitBody(), (context) =>
  acted(context, BODIES[`PUT ${PLEDGE}`], (desk, on, draft) => desk.save(...on, draft)),
);

on(`POST ${PLEDGE}/submit`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/submit`], (desk, on) => desk.submit(...on)),
);

on(`POST ${PLEDGE}/return`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/return`], (desk, on, body) => desk.sendBack(...on, body.note)),
);

on(`POST ${PLEDGE}/assign`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/assign`], (desk, on, sent) => desk.assign(...on, sent)),
);

on(`POST ${PLEDGE}/snooze`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/snooze`], (desk, on, { until }) => desk.snooze(...on, until)),
);

on(`POST ${PLEDGE}/discard`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/discard`], (desk, on) => desk.discard(...on)),
);

on(`POST ${PLEDGE}/publish`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/publish`], (desk, on, how) => desk.publish(...on, how)),
);

on(`POST ${PLEDGE}/correct`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/correct`], (desk, on, how) =>
    desk.correct(...on, { ...how, publishAt: null }),
  ),
);

on(`POST ${PLEDGE}/retract`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/retract`], (desk, on, body) => desk.retract(...on, body.note)),
);

on(`POST ${PLEDGE}/redact`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/redact`], (desk, on, what) => desk.redact(...on, what)),
);

on(`POST ${PLEDGE}/revert`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/revert`], (desk, on, what) => desk.revert(...on, what)),
);

on(`POST ${PLEDGE}/rename`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/rename`], (desk, on, names) => desk.rename(...on, names)),
);

on(`POST ${PLEDGE}/merge`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/merge`], (desk, on, what) => desk.merge(...on, what)),
);

on(`POST ${PLEDGE}/check`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/check`], (desk, on) => desk.check(...on)),
);

on(`POST ${PLEDGE}/dispute`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/dispute`], (desk, on, body) => desk.dispute(...on, body.note)),
);

on(`POST ${PLEDGE}/settle`, limitBody(), (context) =>
  acted(context, BODIES[`POST ${PLEDGE}/settle`], (desk, on, body) => desk.settle(...on, body.note)),
);

type Desk = ReturnType<typeof ledger>;
type On = [by: DeskEnv['Variables']['by'], name: { tracker: string; slug: string }, version: number];

// One act on one pledge under the version that its editor has seen.
async function acted<Schema extends z.ZodMiniType>(
  context: DeskContext<typeof PLEDGE>,
  schema: Schema,
  act: (desk: Desk, on: On, body: z.infer<Schema>) => Promise<Result<PledgeRecord, Reason>>,
): Promise<Response> {
  const version = seenVersion(context);
  const body = await jsonBody(context, schema);
  return versioned(
    context,
    await act(ledger(context.env), [context.var.by, context.req.param(), version], body),
  );
}
