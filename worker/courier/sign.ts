// Standard Webhooks 1.0.0: what a receiver verifies with any of its libraries.
import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';
/** 24 to 64 are allowed. */
const SECRET_BYTES = 32;

export function newSecret(): string {
  return PREFIX + Buffer.from(crypto.getRandomValues(new Uint8Array(SECRET_BYTES))).toString('base64');
}

/** The headers of one message; a signature by each secret that is in force, so that a receiver may go over to the new one. */
export function signedHeaders(
  { id, body, at }: { id: string; body: string; at: number },
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
