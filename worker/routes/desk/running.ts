// How the installation stands, and who did what in it.
import { refusal } from '../../problem.ts';
import { done } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { mailStatus } from './mail.ts';
import { answered, deskRoutes } from './route.ts';
import { webhookStatus } from './webhooks.ts';

const { routes, on } = deskRoutes();
export const deskRunning = routes;

on('GET /status', async (context) => {
  const status = await ledger(context.env).status(context.var.by);
  if (!status.ok) return refusal(context, status);
  const { env } = context;
  const { editor } = context.var;
  const [webhooks, mail] = await Promise.all([webhookStatus(env, editor), mailStatus(env, editor)]);
  return answered(context, done({ ...status.value, news: { ...status.value.news, webhooks }, mail }));
});

on('POST /republish', async (context) => {
  const { dryRun } = context.req.valid('query');
  return answered(context, await ledger(context.env).republish(context.var.by, dryRun), dryRun ? 200 : 202);
});

on('GET /audit', async (context) =>
  answered(context, await ledger(context.env).readAudit(context.var.by, context.req.valid('query'))),
);

on('GET /audit.csv', async (context) => {
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="audit.csv"',
  };
  // A body that nobody reads would stay in the Ledger.
  if (context.req.method === 'HEAD') return new Response(null, { headers });
  const sheet = await ledger(context.env).auditSheet(context.var.by, context.req.valid('query'));
  return sheet.ok ? new Response(sheet.value, { headers }) : refusal(context, sheet);
});
