import { isLoopback } from './loopback.ts';

/** The hub, if one is set and its address is one: `https:`, or in an installation on the machine itself its own. */
export function hubOf({
  WEBSUB_HUB,
  PUBLIC_ORIGIN,
}: Pick<Env, 'WEBSUB_HUB' | 'PUBLIC_ORIGIN'>): string | null {
  if (!WEBSUB_HUB || !URL.canParse(WEBSUB_HUB)) return null;
  const { protocol, origin, href } = new URL(WEBSUB_HUB);
  return protocol === 'https:' || (isLoopback(PUBLIC_ORIGIN) && isLoopback(origin)) ? href : null;
}
