import type { HonoRequest } from 'hono';

/** What holds a session of the desk app in a browser. */
type SessionCookie = {
  name: string;
  options: { path: '/'; secure: boolean; httpOnly: true; sameSite: 'Strict' };
};

const LOOPBACK = /^http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Whether an origin is the machine itself, without TLS. */
export function isLoopback(origin: string): boolean {
  return LOOPBACK.test(origin);
}

/**
 * The cookie of the installation that a request came to: bound to the host, never sent along by another site, out of
 * reach of scripts. Safari takes no `Secure` cookie over http, and so no `__Host-` one, from loopback either: there alone
 * the cookie is a plain one. The configured origin has to be loopback as well as the request's own: what comes through a
 * proxy, or is deployed as it was on somebody's desk, never gets it.
 */
export function sessionCookie({ env, req }: { env: Env; req: HonoRequest }): SessionCookie {
  const origins = [env.DESK_ORIGIN || env.PUBLIC_ORIGIN, new URL(req.url).origin];
  const secure = !origins.every(isLoopback);
  return {
    name: secure ? '__Host-pledgemark' : 'pledgemark',
    options: { path: '/', secure, httpOnly: true, sameSite: 'Strict' },
  };
}
