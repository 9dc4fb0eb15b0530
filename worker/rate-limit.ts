// Cloudflare's rate limits: counted at each location, by the address that a request comes from. The address is a key
// for a minute and kept nowhere.
import type { HonoRequest } from 'hono';
import { addressOf, networkIn } from './network.ts';

/** The period of every limit in wrangler.toml. */
export const LIMIT_PERIOD_SECONDS = 60;

/** Whether this request is one too many from its address. */
export async function isTooMany(limit: RateLimit, request: HonoRequest): Promise<boolean> {
  const { success } = await limit.limit({ key: networkOf(request) });
  return !success;
}

/** Addresses from which too much has failed, and until when nothing of theirs is looked at: as this isolate knows it. */
const shutUntil = new Map<string, number>();

/** So many at once are an attack from everywhere; to forget them costs it a few more tries. */
const MOST_SHUT = 10_000;

/**
 * What `judge` finds, unless too much from this address has failed. Only failures are counted, so that no work is ever
 * slowed down; but from an address that is shut nothing is judged, or a right guess would be let in among the wrong.
 */
export async function unlessTooManyFail<Found>(
  limit: RateLimit,
  request: HonoRequest,
  judge: () => Promise<Found | null>,
): Promise<Found | null | 'too-many'> {
  const network = networkOf(request);
  if (network === LOCAL) return judge();
  if ((shutUntil.get(network) ?? 0) > Date.now()) return 'too-many';
  const found = await judge();
  if (found !== null || !(await isTooMany(limit, request))) return found;
  if (shutUntil.size >= MOST_SHUT) shutUntil.clear();
  shutUntil.set(network, Date.now() + LIMIT_PERIOD_SECONDS * 1000);
  return 'too-many';
}

/** What stands for an address where there is no Cloudflare in between. */
const LOCAL = 'local';

// Whoever has one IPv6 address has all of its /64.
function networkOf(request: HonoRequest): string {
  const address = addressOf(request);
  return address === null ? LOCAL : networkIn(address, { octets: 4, groups: 4 });
}
