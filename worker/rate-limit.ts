// Cloudflare's rate limits: counted at each location, by the address that a request comes from. The address is a key
// for a minute and kept nowhere.
import type { HonoRequest } from 'hono';

/** Whether this request is one too many from its address. */
export async function isTooMany(limit: RateLimit, request: HonoRequest): Promise<boolean> {
  const { success } = await limit.limit({ key: request.header('cf-connecting-ip') ?? 'unknown' });
  return !success;
}
