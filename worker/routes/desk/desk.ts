// The desk: the authenticated endpoint. It says who acts and reads what was sent; the Ledger decides the rest.
import { Hono } from 'hono';
import { done } from '../../ledger/result.ts';
import { ledger } from '../../ledger/stub.ts';
import { problem, refusal } from '../../problem.ts';
import { isDeskHost } from '../desk-app.tsx';
import { deskBackups } from './backups.ts';
import { deskBulk } from './bulk.ts';
import { deskExchange } from './exchange.ts';
import { deskInvites, deskWelcome } from './invites.ts';
import { deskPeople, deskSession } from './people.ts';
import { deskPledges } from './pledges.ts';
import { deskPreviews } from './previews.tsx';
import { answered, closed, DESK_PATH, type DeskEnv, deskRoutes, known, uncached } from './route.ts';
import { deskSuggestions } from './suggestions.ts';
import { deskTrackers } from './trackers.ts';
import { deskTrash } from './trash.ts';
import { deskWebhooks, webhookStatus } from './webhooks.ts';

export const desk = new Hono<DeskEnv>().basePath(DESK_PATH);

const { routes: operation, on } = deskRoutes();

on('GET /status', async (context) => {
  const status = await ledger(context.env).status(context.var.by);
  if (!status.ok) return refusal(context, status);
  const webhooks = await webhookStatus(context.env, context.var.editor);
  return answered(context, done({ ...status.value, news: { ...status.value.news, webhooks } }));
});

on('GET /today', async (context) => answered(context, await ledger(context.env).today(context.var.by)));

on('POST /republish', async (context) =>
  answered(context, await ledger(context.env).republish(context.var.by), 202),
);

desk.use(uncached);
desk.use(async (context, next) => {
  return isDeskHost(context.req.raw, context.env) ? next() : problem(context, 'not-found');
});
desk.route('/', deskSession);
desk.route('/', deskWelcome);
desk.use(known);
for (const routes of [
  operation,
  deskPeople,
  deskInvites,
  deskTrackers,
  deskSuggestions,
  deskPledges,
  deskTrash,
  deskBulk,
  deskPreviews,
  deskExchange,
  deskBackups,
  deskWebhooks,
])
  desk.route('/', routes);
desk.all('*', closed);
