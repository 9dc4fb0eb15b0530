// How the desk app knows who it is: sessions, their ends, and where they are taken from.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader, json, ORIGIN } from './client.ts';
import { newToken, signIn, withCookie } from './people.ts';

const withDeskOrigin = env as { DESK_ORIGIN: string };

beforeEach(() => {
  withDeskOrigin.DESK_ORIGIN = '';
});

afterEach(reset);

test('a session is made from a token, acts only for pages of the desk, and ends when its editor signs out', async () => {
  const cookie = await signIn(ADMIN_TOKEN);
  expect(await json(withCookie('/me', cookie))).toMatchObject({ name: 'admin' });
  const post = (headers: Record<string, string>) =>
    withCookie('/republish', cookie, { method: 'POST', headers });
  await json(post({}), 403);
  await json(post({ origin: 'https://evil.example' }), 403);
  await json(post({ origin: 'null' }), 403);
  await json(post({ origin: ORIGIN }), 202);
  const out = await withCookie('/session', cookie, { method: 'DELETE', headers: { origin: ORIGIN } });
  expect([out.status, out.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('Max-Age=0')]);
  await json(withCookie('/me', cookie), 401);
});

test('when the ADMIN_TOKEN secret changes, the sessions that were made from the old one end', async () => {
  const cookie = await signIn(ADMIN_TOKEN);
  const secrets = env as { ADMIN_TOKEN: string };
  secrets.ADMIN_TOKEN = 'pm_another_secret';
  try {
    await json(withCookie('/me', cookie), 401);
  } finally {
    secrets.ADMIN_TOKEN = ADMIN_TOKEN;
  }
  expect((await withCookie('/me', cookie)).status).toBe(200);
});

test('signing out everywhere ends every session of that name and of no other', async () => {
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  const [one, two, other] = [
    await signIn(wren.secret),
    await signIn(wren.secret),
    await signIn(robin.secret),
  ];
  await withCookie('/session?everywhere=true', one, { method: 'DELETE', headers: { origin: ORIGIN } });
  const statuses = await Promise.all(
    [one, two, other].map(async (cookie) => (await withCookie('/me', cookie)).status),
  );
  expect(statuses).toEqual([401, 401, 200]);
});

test('a wrong token opens no session, and a page elsewhere none at all', async () => {
  const open = (headers: Record<string, string>, body: object) =>
    fetchAsReader('/api/v1/desk/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  await json(open({ origin: ORIGIN }, { token: 'pm_wrong' }), 401);
  await json(open({ origin: ORIGIN }, {}), 401);
  await json(open({ origin: 'https://evil.example' }, { token: ADMIN_TOKEN }), 403);
  await json(withCookie('/me', '__Host-pledgemark=made-up'), 401);
});

test('a request that shows a token is judged by it alone, whatever cookie comes along', async () => {
  const cookie = await signIn(ADMIN_TOKEN);
  await json(withCookie('/me', cookie, { headers: { authorization: 'Bearer pm_wrong' } }), 401);
});

test('with a host of its own the desk is on no other', async () => {
  withDeskOrigin.DESK_ORIGIN = 'https://desk.example';
  const elsewhere = await fetchAsEditor('/me');
  expect([elsewhere.status, elsewhere.headers.get('cache-control')]).toEqual([
    404,
    'private, no-store, no-transform',
  ]);
  const request = new Request('https://desk.example/api/v1/desk/me', {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const { exports } = await import('cloudflare:workers');
  expect((await exports.default.fetch(request)).status).toBe(200);
});
