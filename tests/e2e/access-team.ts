// A team of Cloudflare Access: its keys are made and served here, as Access serves them.
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const AUDIENCE = 'the-desk';

export type Key = { id: string; privateKey: CryptoKey; jwk: object };
export type Claims = JWTPayload & { email?: string };
export type Team = { issuer: string; served: Key[]; asked: number; close(): void };

/** Serves the keys in `served`, which a test may change, and counts how often it was `asked` for them. */
export async function startTeam(): Promise<Team> {
  const team: Team = { issuer: '', served: [], asked: 0, close: () => server.close() };
  const server = createServer((request, response) => {
    team.asked += 1;
    response.setHeader('content-type', 'application/json');
    response.statusCode = request.url === '/cdn-cgi/access/certs' ? 200 : 404;
    response.end(JSON.stringify({ keys: team.served.map(({ jwk }) => jwk) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  team.issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return team;
}

export async function newKey(id: string): Promise<Key> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return { id, privateKey, jwk: { ...(await exportJWK(publicKey)), kid: id, alg: 'RS256', use: 'sig' } };
}

/** A token of Access for robin@desk.example, unless the claims say otherwise. */
export async function assertion(
  { issuer }: Team,
  key: Key,
  claims: Claims = {},
  named = key.id,
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    iss: issuer,
    aud: [AUDIENCE],
    iat: now,
    nbf: now,
    exp: now + 300,
    email: 'robin@desk.example',
    ...claims,
  };
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: named }).sign(key.privateKey);
}
