import type { HonoRequest } from 'hono';
import { parse } from 'hono/utils/cookie';
import type { Editor } from '../../data/roles.ts';
import { isSameHash, sha256 } from '../digest.ts';
import type { Credential } from '../ledger/credentials.ts';
import { unlessTooManyFail } from '../rate-limit.ts';
import { ledger } from '../stubs.ts';
import type { Vouched } from './access.ts';
import { sessionCookie } from './session-cookie.ts';

const TOKEN = /^pm_[0-9a-f]{64}$/;

/** Who sent a request, and by what. What a browser adds by itself (`ambient`) needs a defence against forgery. */
export type Authenticated = { editor: Editor; credential: Credential; ambient: boolean };

type Request = { env: Env; req: HonoRequest };

/** Why somebody is not let in. */
export type Stranger = 'unknown' | 'too-many';

/** Who sent this request, or why not. A request with an Authorization header is judged by that header alone. */
export async function authenticate(request: Request): Promise<Authenticated | Stranger> {
  const { req } = request;
  if (req.header('authorization') !== undefined) return byToken(request, bearer(req));
  return (await byBrowser(request)) ?? 'unknown';
}

/** Who has this token. What fails is counted against the address that it comes from. */
export async function byToken(
  { env, req }: Request,
  token: string | undefined,
): Promise<Authenticated | Stranger> {
  return (await unlessTooManyFail(env.SIGN_INS, req, () => holder(env, token))) ?? 'unknown';
}

// What a browser sends by itself is long and random, or signed by Cloudflare: nobody guesses at it.
async function byBrowser({ env, req }: Request): Promise<Authenticated | null> {
  const assertion = req.header('cf-access-jwt-assertion');
  const vouched = assertion === undefined ? null : await vouchedFor(env, assertion);
  const visitor = vouched && (await known(env, { kind: 'access', ...vouched }, true));
  // Whom Access lets pass and nobody has noted yet may still have a session from a token.
  if (visitor) return visitor;
  const { name } = sessionCookie({ env, req });
  const cookie = parse(req.header('cookie') ?? '', name)[name];
  if (cookie === undefined) return null;
  return known(env, { kind: 'session', hash: sha256(cookie) }, true);
}

// The desk's first key is the ADMIN_TOKEN secret; without one nobody enters by it. All else is looked up by its hash, so
// what its time may show is of a hash that a guess has, and nothing of the token.
async function holder(env: Env, token: string | undefined): Promise<Authenticated | null> {
  if (!token) return null;
  const hash = sha256(token);
  if (env.ADMIN_TOKEN && isSameHash(hash, sha256(env.ADMIN_TOKEN)))
    return known(env, { kind: 'secret', hash }, false);
  // What cannot be a token does not wake the Ledger.
  return TOKEN.test(token) ? known(env, { kind: 'token', hash }, false) : null;
}

async function vouchedFor(env: Env, assertion: string): Promise<Vouched | null> {
  // Not at the top: an installation without Access need not have it in every start.
  const { verifyAccess } = await import('./access.ts');
  return verifyAccess(env, assertion);
}

async function known(env: Env, credential: Credential, ambient: boolean): Promise<Authenticated | null> {
  const editor = await ledger(env).whoIs(credential);
  return editor && { editor, credential, ambient };
}

function bearer(request: HonoRequest): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.header('authorization') ?? '')?.[1];
}
