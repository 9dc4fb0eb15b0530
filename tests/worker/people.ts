// Who the tests of the desk work as.
import { expect } from 'vitest';
import type { Role } from '../../data/roles.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN } from './client.ts';

export type Token = { id: string; name: string; secret: string; drafts: number; lastUsedAt: string | null };

/** Lets somebody in, to all trackers unless it is said otherwise. */
export function newToken(name: string, role: Role, more: object = {}): Promise<Token> {
  return json<Token>(
    fetchAsEditor('/tokens', { method: 'POST', body: { name, role, trackers: '*', ...more } }),
    201,
  );
}

/** What somebody's requests bear. */
export function as({ secret }: Pick<Token, 'secret'>) {
  return { authorization: `Bearer ${secret}` };
}

/** The cookie of a session made from a token. */
export async function signIn(token: string, origin = ORIGIN): Promise<string> {
  const answer = await fetchAsReader('/api/v1/desk/session', {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  expect(answer.status).toBe(201);
  const cookie = answer.headers.get('set-cookie') ?? '';
  for (const part of ['__Host-pledgemark=', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/', 'Expires='])
    expect(cookie).toContain(part);
  expect(cookie).not.toContain('Domain');
  return cookie.split(';')[0]!;
}

export function withCookie(
  path: string,
  cookie: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
) {
  return fetchAsReader(`/api/v1/desk${path}`, { ...init, headers: { cookie, ...init.headers } });
}
