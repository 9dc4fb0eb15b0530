// Who may enter, and who is here.
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Me } from '../../../data/people.ts';
import { routesOf } from '../../../data/roles.ts';
import { type Authenticated, authenticate, byToken, type Stranger } from '../../auth/authenticate.ts';
import { sessionCookie } from '../../auth/session-cookie.ts';
import { sha256 } from '../../digest.ts';
import { refusal } from '../../problem.ts';
import { ledger } from '../../stubs.ts';
import { checkedQuery, jsonBody, limitBody } from '../request.ts';
import { BODIES } from './bodies.ts';
import { newSecret } from './new-secret.ts';
import { queryOf } from './queries.ts';
import { answered, type DeskEnv, deskRoutes, foreignOrigin, isFromDesk, turnAway } from './route.ts';

const { routes, on } = deskRoutes();
export const deskPeople = routes;

on('GET /me', async (context) => {
  const { editor, credential, by } = context.var;
  const found = await ledger(context.env).aboutMe(by);
  if (!found.ok) return refusal(context, found);
  const me: Me = { ...editor, may: routesOf(editor), via: credential.kind, ...found.value };
  return context.json(me);
});

on('GET /tokens', async (context) => {
  const found = await ledger(context.env).tokens(context.var.by);
  return answered(context, found.ok ? { ok: true, value: { tokens: found.value } } : found);
});

on('POST /tokens', limitBody(), async (context) => {
  const { expiresAt = null, email = null, ...token } = await jsonBody(context, BODIES['POST /tokens']);
  const secret = email === null ? `pm_${newSecret()}` : null;
  const hash = secret === null ? null : sha256(secret);
  const result = await ledger(context.env).createToken(context.var.by, { ...token, expiresAt, email }, hash);
  // The only time that the secret is seen.
  const value =
    result.ok && secret !== null ? { ok: true as const, value: { ...result.value, secret } } : result;
  return answered(context, value, 201);
});

on('PATCH /tokens/:id', limitBody(), async (context) => {
  const change = await jsonBody(context, BODIES['PATCH /tokens/:id']);
  const { by } = context.var;
  return answered(context, await ledger(context.env).changeToken(by, context.req.param('id'), change));
});

on('DELETE /tokens/:id', async (context) => {
  const { passTo } = context.req.valid('query');
  const { by } = context.var;
  return answered(
    context,
    await ledger(context.env).revokeToken(by, context.req.param('id'), passTo ?? null),
  );
});

on('DELETE /session', async (context) => {
  const { everywhere } = context.req.valid('query');
  const { name, options } = sessionCookie(context);
  const cookie = getCookie(context, name) ?? '';
  const closed = await ledger(context.env).closeSession(context.var.by, sha256(cookie), everywhere);
  if (!closed.ok) return refusal(context, closed);
  deleteCookie(context, name, options);
  return context.body(null, 204);
});

/**
 * `POST /session`: opens a session of the desk app from a token in the body, or from the Access token that the
 * request came with. Like an invitation, it is open to whoever is not known yet.
 */
export const deskSession = new Hono<DeskEnv>().post('/session', limitBody(), async (context) => {
  if (!isFromDesk(context)) return foreignOrigin(context);
  checkedQuery(context, queryOf('POST /session'));
  const { token } = await jsonBody(context, BODIES['POST /session']);
  const found = token === undefined ? await throughAccess(context) : await byToken(context, token);
  if (typeof found === 'string') return turnAway(context, found);
  if (found.credential.kind === 'session') return turnAway(context, 'unknown');
  const secret = newSecret();
  const opened = await ledger(context.env).openSession(sha256(secret), found.credential);
  if (!opened.ok) return refusal(context, opened);
  const { name, options } = sessionCookie(context);
  setCookie(context, name, secret, { ...options, expires: new Date(opened.value.expiresAt) });
  return context.json(opened.value, 201);
});

async function throughAccess(context: Parameters<typeof authenticate>[0]): Promise<Authenticated | Stranger> {
  const found = await authenticate(context);
  return typeof found === 'string' || found.credential.kind === 'access' ? found : 'unknown';
}
