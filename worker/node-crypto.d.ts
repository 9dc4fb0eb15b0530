// What the Worker uses of Node's crypto; all of Node's types would claim globals that are not there.
declare module 'node:crypto' {
  export type Hash = {
    update(content: string | Uint8Array): Hash;
    copy(): Hash;
    digest(encoding: 'hex' | 'base64'): string;
  };
  export function createHash(algorithm: 'sha256'): Hash;
  /** In one go, which costs half of a `Hash`; in hexadecimal. */
  export function hash(algorithm: 'sha256', content: string): string;
  export function createHmac(algorithm: 'sha256', key: string | Uint8Array): Hash;

  /** A key that stays within the runtime until it is exported. */
  export type KeyObject = {
    export(options: { format: 'der'; type: 'pkcs8' }): Uint8Array<ArrayBuffer>;
    export(options: { format: 'jwk' }): { x: string };
  };
  type Ed25519PublicJwk = { kty: 'OKP'; crv: 'Ed25519'; x: string };
  export function generateKeyPairSync(type: 'ed25519'): { publicKey: KeyObject; privateKey: KeyObject };
  export function createPrivateKey(key: { key: Uint8Array; format: 'der'; type: 'pkcs8' }): KeyObject;
  export function createPublicKey(key: { key: Ed25519PublicJwk; format: 'jwk' }): KeyObject;
  export function sign(algorithm: null, data: Uint8Array, key: KeyObject): Uint8Array<ArrayBuffer>;
  export function verify(algorithm: null, data: Uint8Array, key: KeyObject, signature: Uint8Array): boolean;
}
