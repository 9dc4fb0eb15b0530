/** 256 bits, so that a hash without salt or stretching is enough. */
const SECRET_BYTES = 32;

/** A secret in hexadecimal, of which only the hash is kept. */
export function newSecret(): string {
  return [...newBytes()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same in the letters of base64url, for an address that somebody copies. */
export function newCode(): string {
  return btoa(String.fromCharCode(...newBytes()))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What `newCode` makes. */
export const CODE = /^[A-Za-z0-9_-]{43}$/;

function newBytes(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
}
