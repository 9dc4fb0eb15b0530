// The one function of Node's that the Worker uses; all of Node's types would claim globals that are not there.
declare module 'node:crypto' {
  export type Hash = { update(content: string | Uint8Array): Hash; digest(encoding: 'hex'): string };
  export function createHash(algorithm: 'sha256'): Hash;
}
