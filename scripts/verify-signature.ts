// Whether a backup is signed by a key: data/README.md, "Backup".
import { createPublicKey, verify } from 'node:crypto';

/** The one form of a key: 32 bytes as base64url. */
export const KEY = /^ed25519:[\w-]{42}[AEIMQUYcgkosw048]$/;

const SIGNATURE_LINE = /^\{"signature":"([\w-]{85}[AQgw])"\}\n$/;

/** Whether the last line of a backup signs the hash of all before it with this key. */
export function isSigned(lastLine: string, hash: string, key: unknown): boolean {
  const [, signature] = SIGNATURE_LINE.exec(lastLine) ?? [];
  if (signature === undefined || typeof key !== 'string' || !KEY.test(key)) return false;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.slice('ed25519:'.length) } as const;
  try {
    const bytes = new TextEncoder().encode(`pledgemark-backup-2\n${hash}\n`);
    return verify(null, bytes, createPublicKey({ key: jwk, format: 'jwk' }), base64url(signature));
  } catch {
    return false; // 32 bytes that are no point of the curve
  }
}

function base64url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
