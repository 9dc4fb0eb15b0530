// Which network a request comes from, and what may be kept of it.
import { createHmac } from 'node:crypto';
import type { HonoRequest } from 'hono';

/** The address that a request comes from. Cloudflare sets the header, and lets nobody else set it; null where it is not there. */
export function addressOf(request: HonoRequest): string | null {
  return request.header('cf-connecting-ip') || null;
}

/** The first parts of an address: so many octets of IPv4, or groups of 16 bits of IPv6. */
export function networkIn(address: string, { octets, groups }: { octets: number; groups: number }): string {
  const mapped = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1] ?? address;
  if (!mapped.includes(':')) return mapped.split('.').slice(0, octets).join('.');
  const [left = [], right = []] = mapped
    .toLowerCase()
    .split('::')
    .map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const whole = [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ''));
  return whole.slice(0, groups).join(':');
}

/**
 * What stands for the network that a request comes from: of IPv4 its /24, of IPv6 its /48, the most that one line of a
 * provider has. Without the installation's own secret nobody can tell which it was. Null where there is no address.
 */
export function networkHash(request: HonoRequest, { ADMIN_TOKEN }: Env): string | null {
  const address = addressOf(request);
  if (address === null) return null;
  const network = networkIn(address, { octets: 3, groups: 3 });
  return createHmac('sha256', ADMIN_TOKEN).update(`network of a suggestion: ${network}`).digest('hex');
}
