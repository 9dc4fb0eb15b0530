// How the desk app knows who it is: sessions, their ends, and where they are taken from.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
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

// Where the desk says that it is, and where a request comes to.
const PLACES: [configured: string, asked: string][] = [
  ['https://pledges.example', 'https://pledges.example'],
  ['http://pledges.example', 'http://pledges.example'],
  ['https://localhost:8787', 'https://localhost:8787'],
  ['http://localhost.example', 'http://localhost.example'],
  ['http://desk.localhost:8787', 'http://desk.localhost:8787'],
  ['http://127.0.0.1.example', 'http://127.0.0.1.example'],
  ['http://192.168.0.2:8787', 'http://192.168.0.2:8787'],
  ['http://10.0.0.1', 'http://10.0.0.1'],
  ['http://[::2]:8787', 'http://[::2]:8787'],
  // Deployed as it was on somebody's desk, and behind a proxy that speaks http on loopback.
  ['http://localhost:8787', 'https://pledges.example'],
  ['http://localhost:8787', 'http://pledges.example'],
  ['https://pledges.example', 'http://localhost:8787'],
];

test.for(PLACES)(
  'a desk at %s that is asked at %s gives a cookie that https alone carries',
  async (place) => {
    const cookie = await cookieOf(...place);
    expect(cookie).toMatch(/^__Host-pledgemark=/);
    expect(cookie).toContain('; Secure');
  },
);

test.for(['http://localhost:8787', 'http://localhost', 'http://127.0.0.1:8787', 'http://[::1]:8787'])(
  'on loopback over http (%s) the cookie is a plain one, which Safari takes',
  async (origin) => {
    const cookie = await cookieOf(origin, origin);
    expect(cookie).toMatch(/^pledgemark=[0-9a-f]{64}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const [pair = ''] = cookie.split(';');
    const me = (at: string, sent: string) => askedAt(at, '/me', { headers: { cookie: sent } });
    expect((await me(origin, pair)).status).toBe(200);
    expect((await me(origin, `__Host-${pair}`)).status).toBe(401);
    // Elsewhere a neighbouring host could set it, so it counts for nothing.
    expect((await me(ORIGIN, pair)).status).toBe(401);
    const out = await askedAt(origin, '/session', { method: 'DELETE', headers: { cookie: pair, origin } });
    expect(out.headers.get('set-cookie')).toMatch(/^pledgemark=; Max-Age=0; Path=\/; HttpOnly/);
    expect((await me(origin, pair)).status).toBe(401);
  },
);

async function askedAt(origin: string, path: string, init: RequestInit): Promise<Response> {
  const { exports } = await import('cloudflare:workers');
  return exports.default.fetch(new Request(`${origin}/api/v1/desk${path}`, init));
}

// Signs in and answers what the browser is to keep. The session is the same, wherever it was opened.
async function cookieOf(configured: string, asked: string): Promise<string> {
  const origins = env as { PUBLIC_ORIGIN: string };
  origins.PUBLIC_ORIGIN = configured;
  onTestFinished(() => {
    origins.PUBLIC_ORIGIN = ORIGIN;
  });
  const answer = await askedAt(asked, '/session', {
    method: 'POST',
    headers: { origin: configured, 'content-type': 'application/json' },
    body: JSON.stringify({ token: ADMIN_TOKEN }),
  });
  expect(answer.status).toBe(201);
  return answer.headers.get('set-cookie') ?? '';
}
