// An installation that does not know where it is. Links and badges are made from PUBLIC_ORIGIN, and a page of the desk is told
// by it from any other; as it is in the repository, it is an address of the machine on somebody's desk.
import type { HonoRequest } from 'hono';
import { isLoopback } from '../../auth/session-cookie.ts';

/** What has to be set before anything is founded or anybody signs in; null where it is. */
export function unsetOrigin({ env, req }: { env: Env; req: HonoRequest }): string | null {
  const { origin } = new URL(req.url);
  if (!isLoopback(env.PUBLIC_ORIGIN) || isLoopback(origin)) return null;
  return `PUBLIC_ORIGIN is ${env.PUBLIC_ORIGIN}, and this desk was reached at ${origin}. Set PUBLIC_ORIGIN in wrangler.toml to the address that readers will see, such as ${origin}, and deploy again: every link and every badge is made from it.`;
}
