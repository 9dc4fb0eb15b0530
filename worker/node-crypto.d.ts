// The one function of Node's that the Worker uses; all of Node's types would claim globals that are not there.
declare module 'node:crypto' {
  export function createHash(algorithm: 'sha256'): {
    update(text: string): { digest(encoding: 'hex'): string };
  };
}
