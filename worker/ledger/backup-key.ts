// The key with which an installation signs its backups. It is made at the first start; its private half stays in its
// table, which no backup, export, error or log holds.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** What a key is written with before the base64url of its 32 bytes. */
const KEY_PREFIX = 'ed25519:';

/** What is signed begins with this, so that no signature is one of anything else. */
const SIGNED_PREFIX = 'pledgemark-backup-2\n';

/** Makes the key where there is none yet. Answers whether it has just been made. */
export function makeBackupKey(sql: SqlStorage): boolean {
  if (sql.exec('SELECT 1 FROM backup_key').toArray().length > 0) return false;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  sql.exec(
    'INSERT INTO backup_key VALUES (1, ?, ?, ?)',
    KEY_PREFIX + publicKey.export({ format: 'jwk' }).x,
    // As plain bytes: what is exported may be a view of more.
    new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
    new Date().toISOString(),
  );
  return true;
}

/** The public half: `ed25519:` and the base64url of 32 bytes. */
export function backupKey(sql: SqlStorage): string {
  return sql.exec<{ public: string }>('SELECT public FROM backup_key').one().public;
}

/** Signs a backup by the hash of all that comes before its signature, as base64url. */
export function signBackup(sql: SqlStorage, hash: string): string {
  const { private: der } = sql.exec<{ private: ArrayBuffer }>('SELECT private FROM backup_key').one();
  const key = createPrivateKey({ key: new Uint8Array(der), format: 'der', type: 'pkcs8' });
  return base64url(sign(null, signedBytes(hash), key));
}

/** Whether a signature of a backup with this hash is by this key. */
export function isSignedBy(key: string, hash: string, signature: string): boolean {
  try {
    return verify(null, signedBytes(hash), publicKeyOf(key), bytesOf(signature));
  } catch {
    return false; // 32 bytes that are no point of the curve, or what is no base64url
  }
}

function signedBytes(hash: string): Uint8Array {
  return new TextEncoder().encode(`${SIGNED_PREFIX}${hash}\n`);
}

function publicKeyOf(key: string): KeyObject {
  const x = key.slice(KEY_PREFIX.length);
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
