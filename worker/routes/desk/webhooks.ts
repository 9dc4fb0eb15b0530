// Who is told of changes: the Ledger says who may, the Courier does it.
import type { NewsStatus, Webhook } from '../../../data/news.ts';
import type { Editor } from '../../../data/roles.ts';
import { mayKnowWebhook, type WebhookAct } from '../../ledger/webhook-acts.ts';
import { problem, refusal } from '../../problem.ts';
import { done, type Reason, type Result, refused } from '../../result.ts';
import { courier, ledger } from '../../stubs.ts';
import { jsonBody, limitBody, seenVersion } from '../request.ts';
import { BODIES } from './bodies.ts';
import { unlessAway, unlessLate } from './courier-away.ts';
import { answered, type DeskContext, deskRoutes, versioned } from './route.ts';

/** Of a status, which others wait for. */
const STATUS_TIMEOUT_MS = 3000;

const { routes, on } = deskRoutes();
export const deskWebhooks = routes;

on('GET /webhooks', async (context) => {
  const found = await ledger(context.env).whoAsks(context.var.by);
  if (!found.ok) return refusal(context, found);
  return unlessAway(context, async () => {
    const webhooks = await known(context.env, found.value);
    return answered(context, done({ webhooks }));
  });
});

on('POST /webhooks', limitBody(), async (context) => {
  const settings = await jsonBody(context, BODIES['POST /webhooks']);
  const { name, url, scope } = settings;
  const id = crypto.randomUUID();
  const act = {
    act: 'create webhook',
    id,
    scope: null,
    newScope: scope,
    detail: { name, host: hostOf(url), scope },
  } as const;
  return acted(context, act, async (by) =>
    versioned(
      context,
      await notedIfFailed(context, act, courier(context.env).createWebhook(id, settings, by)),
      201,
    ),
  );
});

on('GET /webhooks/:id', (context) => onOne(context, async (webhook) => versioned(context, done(webhook))));

on('PATCH /webhooks/:id', limitBody(), async (context) => {
  const version = seenVersion(context);
  const change = await jsonBody(context, BODIES['PATCH /webhooks/:id']);
  const { scope: newScope, url, ...rest } = change;
  return onOne(context, async (webhook) => {
    if (webhook.version !== version)
      return refusal(context, refused({ reason: 'stale', version: webhook.version }));
    const detail = {
      ...rest,
      ...(url === undefined ? {} : { host: hostOf(url) }),
      ...(newScope === undefined ? {} : { scope: newScope, before: webhook.scope }),
    };
    const act = { act: 'change webhook', id: webhook.id, scope: webhook.scope, newScope, detail } as const;
    return acted(context, act, async (by) =>
      versioned(
        context,
        await notedIfFailed(
          context,
          act,
          courier(context.env).changeWebhook(webhook.id, version, change, by),
        ),
      ),
    );
  });
});

on('DELETE /webhooks/:id', (context) =>
  onOne(context, async ({ id, scope, name }) => {
    const act = { act: 'delete webhook', id, scope, detail: { name } } as const;
    return acted(context, act, async () => {
      const gone = await notedIfFailed(context, act, courier(context.env).deleteWebhook(id));
      return gone.ok ? context.body(null, 204) : refusal(context, gone);
    });
  }),
);

on('POST /webhooks/:id/rotate', limitBody(), async (context) => {
  const { overlapHours } = await jsonBody(context, BODIES['POST /webhooks/:id/rotate']);
  return onOne(context, async ({ id, scope, name }) => {
    const act = { act: 'rotate webhook secret', id, scope, detail: { name, overlapHours } } as const;
    return acted(context, act, async (by) =>
      versioned(
        context,
        await notedIfFailed(context, act, courier(context.env).rotateSecret(id, overlapHours, by)),
      ),
    );
  });
});

on('POST /webhooks/:id/test', limitBody(), async (context) => {
  await jsonBody(context, BODIES['POST /webhooks/:id/test']);
  return onOne(context, async ({ id, scope, name }) => {
    const act = { act: 'test webhook', id, scope, detail: { name } } as const;
    return acted(context, act, async () =>
      answered(context, await notedIfFailed(context, act, courier(context.env).sendTest(id)), 202),
    );
  });
});

on('GET /webhooks/:id/deliveries', (context) => {
  const page = context.req.valid('query');
  return onOne(context, async ({ id }) => {
    const asked = courier(context.env).deliveries(id, { before: page.before, limit: page.limit });
    const deliveries = await unlessLate(asked);
    const next = deliveries.length === page.limit ? (deliveries.at(-1)?.id ?? null) : null;
    return answered(context, done({ deliveries, next }));
  });
});

on('POST /webhooks/:id/deliveries/:delivery/resend', limitBody(), async (context) => {
  await jsonBody(context, BODIES['POST /webhooks/:id/deliveries/:delivery/resend']);
  const delivery = context.req.param('delivery');
  if (!/^[1-9]\d{0,14}$/.test(delivery)) return problem(context, 'not-found');
  return onOne(context, async ({ id, scope, name }) => {
    const act = { act: 'send again', id, scope, detail: { name, delivery: Number(delivery) } } as const;
    return acted(context, act, async () =>
      answered(
        context,
        await notedIfFailed(context, act, courier(context.env).sendAgain(id, Number(delivery))),
        202,
      ),
    );
  });
});

/** What is told of news on its way, beside what the Ledger says of it: null for webhooks where the Courier does not answer. */
export async function webhookStatus(env: Env, editor: Editor): Promise<NewsStatus['webhooks']> {
  if (editor.role !== 'admin') return { failing: [], off: [] };
  try {
    const webhooks = await known(env, editor, STATUS_TIMEOUT_MS);
    return {
      failing: webhooks
        .filter(({ failures, off }) => failures > 0 && off === null)
        .map(({ id, name, failingSince }) => ({ id, name, failingSince })),
      // Whoever switched one off knows it.
      off: webhooks
        .filter(({ off }) => off !== null && off.why !== 'desk')
        .map(({ id, name, off }) => ({ id, name, off })),
    };
  } catch (error) {
    console.error('The Courier did not say how its webhooks are.', error);
    return null;
  }
}

async function known(env: Env, editor: Editor, milliseconds?: number): Promise<Webhook[]> {
  return (await unlessLate(courier(env).webhooks(), milliseconds)).filter(({ scope }) =>
    mayKnowWebhook(editor, scope),
  );
}

/** Answers of one webhook that whoever asks may know of. */
async function onOne(
  context: DeskContext,
  answer: (webhook: Webhook) => Promise<Response>,
): Promise<Response> {
  const found = await ledger(context.env).whoAsks(context.var.by);
  if (!found.ok) return refusal(context, found);
  return unlessAway(context, async () => {
    const webhook = await unlessLate(courier(context.env).webhook(context.req.param('id') ?? ''));
    return webhook && mayKnowWebhook(found.value, webhook.scope)
      ? answer(webhook)
      : refusal(context, refused({ reason: 'unknown-webhook' }));
  });
}

/** Does what the Ledger lets pass. */
async function acted(
  context: DeskContext,
  act: WebhookAct,
  doIt: (by: { name: string; at: string }) => Promise<Response>,
): Promise<Response> {
  const passed = await ledger(context.env).noteWebhookAct(context.var.by, act);
  return passed.ok ? unlessAway(context, () => doIt(passed.value)) : refusal(context, passed);
}

/** What the Courier says. What it does not do after all is noted, for the audit says already that it was to be done. */
async function notedIfFailed<Value, Why extends Reason>(
  { env }: DeskContext,
  act: WebhookAct,
  asked: Promise<Result<Value, Why>>,
): Promise<Result<Value, Why>> {
  try {
    const result = await unlessLate(asked);
    if (!result.ok) await ledger(env).noteWebhookActFailed(act, result.reason);
    return result;
  } catch (error) {
    await ledger(env).noteWebhookActFailed(act, 'no answer');
    throw error;
  }
}

function hostOf(url: string): string {
  return new URL(url).host;
}
