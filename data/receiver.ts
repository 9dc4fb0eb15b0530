// Where a webhook may send: to a host of the public internet, by https. The installation would otherwise be a way into
// whatever network it runs in. What is allowed is written out, so that no odd spelling has to be thought of.
import * as z from 'zod/mini';
import { form } from './explain.ts';
import { rule } from './field.ts';
import { WEBHOOK_LIMITS } from './limits.ts';

// A host is two or more labels of ASCII, the last of which begins with a letter: no number, of whatever base, is one, nor
// an address in brackets, and no dot stands at its end. A name in other letters is sent as its "xn--" form.
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = `(?:${LABEL}\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])`;
const PUBLIC_HOST = new RegExp(`^${HOST}$`, 'i');
const RECEIVER = new RegExp(
  `^https://${HOST}(?::\\d+)?(?:[/?][\\x21\\x24-\\x3b\\x3d\\x3f-\\x5b\\x5d\\x5f\\x61-\\x7e]*)?$`,
  'i',
);

/** As far as an address has a host at all: what stands before the first slash, question mark or number sign. */
const AUTHORITY = /^https?:\/\/([^/?#]*)/i;

const PORTS = ['443', '8443'];

// Names that lead into a network of one's own, or to the machine itself (RFC 6761, 6762, 8375, ICANN's "internal"), and
// public names that stand for the address that is written in them.
const PRIVATE_NAMES =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|private|corp|home|lan|home\.arpa|in-addr\.arpa|ip6\.arpa|onion|alt|invalid|nip\.io|sslip\.io|xip\.io|localtest\.me|lvh\.me|vcap\.me|lacolhost\.com)$/i;

function hasPublicName(address: string): boolean {
  const host = (AUTHORITY.exec(address)?.[1] ?? '').replace(/:\d+$/, '');
  return PUBLIC_HOST.test(host) && !PRIVATE_NAMES.test(host);
}

function hasAllowedPort(address: string): boolean {
  const port = /:(\d+)$/.exec(AUTHORITY.exec(address)?.[1] ?? '')?.[1];
  return port === undefined || PORTS.includes(port);
}

/** Whether a webhook may send there. It is asked anew before each try: what was kept under an older rule is not sent. */
export function isReceiver(address: string): boolean {
  return receiverUrl.safeParse(address).success;
}

/** The address of a receiver: `https:`, a public name, port 443 or 8443, without user name and fragment. */
export const receiverUrl = z.string().check(
  z.maxLength(WEBHOOK_LIMITS.url, { abort: true }),
  rule('address-characters', (value) => !/[\s\\<>"\p{Cc}\p{DI}]/u.test(value) && value.isWellFormed(), {
    abort: true,
  }),
  rule('address-not-https', (value) => /^https:\/\/(?!\/)/i.test(value), { abort: true }),
  rule('address-user-name', (value) => !(AUTHORITY.exec(value)?.[1] ?? '').includes('@'), { abort: true }),
  rule('address-port', hasAllowedPort, { abort: true }),
  rule('address-not-public', hasPublicName, { abort: true }),
  z.refine((value: string) => RECEIVER.test(value), { error: form('receiver') }),
);
