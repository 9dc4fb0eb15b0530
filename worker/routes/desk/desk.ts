// The desk: the authenticated endpoint. It says who acts and reads what was sent; the Ledger decides the rest.
import { Hono } from 'hono';
import { failed } from '../../failed.ts';
import { problem } from '../../problem.ts';
import { isDeskHost } from '../desk-app.tsx';
import { DESK_PATH } from '../paths.ts';
import { deskBackups } from './backups.ts';
import { deskBulk } from './bulk.ts';
import { deskExchange } from './exchange.ts';
import { deskFollowers } from './followers.ts';
import { deskInbox } from './inbox.ts';
import { deskInvites, deskWelcome } from './invites.ts';
import { deskLists } from './lists.ts';
import { deskMail } from './mail.ts';
import { deskPeople, deskSession } from './people.ts';
import { deskPledges } from './pledges.ts';
import { deskPreviews } from './previews.tsx';
import { authenticated, type DeskEnv, uncached, unrouted } from './route.ts';
import { deskRunning } from './running.ts';
import { deskSuggestions } from './suggestions.ts';
import { deskTrackers } from './trackers.ts';
import { deskTrash } from './trash.ts';
import { deskWebhooks } from './webhooks.ts';

export const desk = new Hono<DeskEnv>().basePath(DESK_PATH);

desk.onError(failed);
desk.use(uncached);
desk.use(async (context, next) => {
  return isDeskHost(context.req.raw, context.env) ? next() : problem(context, 'not-found');
});
desk.route('/', deskSession);
desk.route('/', deskWelcome);
desk.use(authenticated);
for (const routes of [
  deskRunning,
  deskLists,
  deskPeople,
  deskInvites,
  deskTrackers,
  deskInbox,
  deskSuggestions,
  deskPledges,
  deskTrash,
  deskBulk,
  deskPreviews,
  deskExchange,
  deskBackups,
  deskFollowers,
  deskMail,
  deskWebhooks,
])
  desk.route('/', routes);
desk.all('*', unrouted);
