// What the tests of invitations share: making one, opening it, coming by it.
import { expect } from 'vitest';
import type { Invite, InvitedTo } from '../../data/people.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN } from './client.ts';

export type NewInvite = Invite & { code: string; url: string };

/** Invites somebody as a writer to all trackers, unless it is said otherwise. */
export function invite(
  name: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<NewInvite> {
  const body = { name, role: 'writer', trackers: '*', ...more };
  return json(fetchAsEditor('/invites', { method: 'POST', body, headers }), 201);
}

/** Sends a code as the page of the desk does, or as `headers` have it. */
export function sendCode(
  code: string,
  { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return fetchAsReader(`/api/v1/desk/invites/accept${query}`, {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ code }),
  });
}

/** What a link tells whoever opens it. */
export function look(code: string): Promise<InvitedTo> {
  return json(sendCode(code, { query: '?dryRun=true' }));
}

/** Comes by an invitation; answers the cookie. */
export async function accept(code: string): Promise<string> {
  const answer = await sendCode(code);
  expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
  const cookie = answer.headers.get('set-cookie') ?? '';
  for (const part of ['__Host-pledgemark=', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/', 'Max-Age='])
    expect(cookie).toContain(part);
  return cookie.split(';')[0]!;
}

export async function stateOf({ id }: Pick<Invite, 'id'>): Promise<Invite['state'] | undefined> {
  const { invites } = await json<{ invites: Invite[] }>(fetchAsEditor('/invites'));
  return invites.find((each) => each.id === id)?.state;
}

/** That a code lets nobody in, looked at or sent, and that this is told as it is of one that never was. */
export async function expectNoDoor(code: string): Promise<void> {
  const never = 'A'.repeat(43);
  for (const query of ['', '?dryRun=true']) {
    const [told, wrong] = await Promise.all([sendCode(code, { query }), sendCode(never, { query })]);
    expect([query, told.status]).toEqual([query, 404]);
    expect([told.status, [...told.headers].sort(), await told.text()]).toEqual([
      wrong.status,
      [...wrong.headers].sort(),
      await wrong.text(),
    ]);
  }
}
