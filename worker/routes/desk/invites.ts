// Inviting people, and coming by an invitation.
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import type { Invite, InvitedTo } from '../../../data/people.ts';
import { sessionCookie } from '../../auth/session-cookie.ts';
import { sha256 } from '../../digest.ts';
import { problem, refusal } from '../../problem.ts';
import { unlessTooManyFail } from '../../rate-limit.ts';
import { type Reason, type Result, refused } from '../../result.ts';
import { ledger } from '../../stubs.ts';
import { checkedQuery, jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { CODE, newCode, newSecret } from './new-secret.ts';
import { QUERIES } from './queries.ts';
import { answered, type DeskEnv, deskRoutes, isFromDesk, turnAway } from './route.ts';

/** As long as a browser keeps a cookie at all (RFC 6265bis: 400 days): when the session ends, the Ledger decides. */
const COOKIE_SECONDS = 399 * 86_400;

const { routes, on } = deskRoutes();
export const deskInvites = routes;

on('GET /invites', async (context) => {
  const found = await ledger(context.env).invites(context.var.by);
  return answered(context, found.ok ? { ok: true, value: { invites: found.value } } : found);
});

on('POST /invites', limitBody(), async (context) => {
  const { expiresAt = null, ...sent } = await jsonBody(context, BODIES['POST /invites']);
  const code = newCode();
  const { by } = context.var;
  const made = await ledger(context.env).invite(by, { ...sent, expiresAt }, sha256(code));
  return answered(context, withCode(context, made, code), 201);
});

on('POST /tokens/:id/invite', limitBody(), async (context) => {
  await jsonBody(context, BODIES['POST /tokens/:id/invite']);
  const code = newCode();
  const { by } = context.var;
  const made = await ledger(context.env).inviteAgain(by, context.req.param('id'), sha256(code));
  return answered(context, withCode(context, made, code), 201);
});

on('DELETE /invites/:id', async (context) =>
  answered(context, await ledger(context.env).withdrawInvite(context.var.by, context.req.param('id'))),
);

/**
 * `POST /invites/accept`: lets in whoever has a code, and spends it. It is open to whoever is not known yet; a guess counts as
 * one at a key does. With `?dryRun=true` it tells who invites to what.
 */
export const deskWelcome = new Hono<DeskEnv>().post('/invites/accept', limitBody(), async (context) => {
  if (!isFromDesk(context)) return problem(context, 'foreign-origin');
  const { dryRun } = checkedQuery(context, QUERIES['POST /invites/accept']);
  const { code } = await jsonBody(context, BODIES['POST /invites/accept']);
  const secret = newSecret();
  const how = { hash: sha256(code), session: dryRun ? null : sha256(secret) };
  const found = await unlessTooManyFail(context.env.SIGN_INS, context.req, () =>
    // What cannot be a code does not wake the Ledger.
    CODE.test(code) ? accepted(ledger(context.env).acceptInvite(how)) : Promise.resolve(null),
  );
  if (found === 'too-many') return turnAway(context, found);
  if (found === null) return refusal(context, refused({ reason: 'unknown-invite' }));
  if (dryRun) return context.json(found);
  const { name, options } = sessionCookie(context);
  setCookie(context, name, secret, { ...options, maxAge: COOKIE_SECONDS });
  return context.json(found, 201);
});

async function accepted(answer: Promise<Result<InvitedTo, Reason>>): Promise<InvitedTo | null> {
  const result = await answer;
  return result.ok ? result.value : null;
}

// The only time that the code is seen. It is in the fragment, which no browser sends to any server.
function withCode<Why extends Reason>(
  { env }: { env: Env },
  made: Result<Invite, Why>,
  code: string,
): Result<Invite & { code: string; url: string }, Why> {
  if (!made.ok) return made;
  const origin = env.DESK_ORIGIN || env.PUBLIC_ORIGIN;
  return { ok: true, value: { ...made.value, code, url: `${origin}/desk/invite#${code}` } };
}
