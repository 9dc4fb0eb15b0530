// Who may enter the desk, and what each may do there.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LEAST_ROLE, ROLES, type Role, type Route } from '../../worker/roles.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import {
  ADMIN_TOKEN,
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publishOnePledge,
} from './client.ts';

const withDeskOrigin = env as { DESK_ORIGIN: string };

beforeEach(() => {
  withDeskOrigin.DESK_ORIGIN = '';
});

afterEach(reset);

type Token = { id: string; name: string; secret: string; drafts: number; lastUsedAt: string | null };

function newToken(name: string, role: Role, more: object = {}): Promise<Token> {
  return json<Token>(
    fetchAsEditor('/tokens', { method: 'POST', body: { name, role, trackers: '*', ...more } }),
    201,
  );
}

function as({ secret }: Pick<Token, 'secret'>) {
  return { authorization: `Bearer ${secret}` };
}

test('a token is shown once, is kept as a hash, and tells when it was last used', async () => {
  const made = await newToken('Wren', 'writer', { trackers: ['test-tracker'] });
  expect(made.secret).toMatch(/^pm_[0-9a-f]{64}$/);
  expect(await json(fetchAsEditor('/me', { headers: as(made) }))).toEqual({
    name: 'Wren',
    role: 'writer',
    trackers: ['test-tracker'],
    may: expect.arrayContaining(['GET /me', 'POST /trackers/:tracker/pledges']),
    via: 'token',
  });
  const listed = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  expect(listed.tokens).toEqual([
    expect.objectContaining({ id: made.id, name: 'Wren', lastUsedAt: expect.any(String) }),
  ]);
  expect(JSON.stringify(listed)).not.toContain(made.secret);
  const everything = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    ['token', 'session', 'audit'].flatMap((table) => sql.exec(`SELECT * FROM ${table}`).toArray()),
  );
  expect(JSON.stringify(everything)).not.toContain(made.secret);
  expect(JSON.stringify(everything)).not.toContain(ADMIN_TOKEN);
});

test('a token ends when it expires, and at once when it is revoked, together with the sessions made from it', async () => {
  const short = await newToken('Brief', 'editor', { expiresAt: new Date(Date.now() + 400).toISOString() });
  await json(fetchAsEditor('/me', { headers: as(short) }));
  const wren = await newToken('Wren', 'editor');
  const cookie = await signIn(wren.secret);
  expect((await withCookie('/me', cookie)).status).toBe(200);
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  expect((await withCookie('/me', cookie)).status).toBe(401);
  await json(fetchAsEditor('/me', { headers: as(wren) }), 401);
  await json(fetchAsEditor('/tokens/no-such-token', { method: 'DELETE' }), 404);
  await expect.poll(async () => (await fetchAsEditor('/me', { headers: as(short) })).status).toBe(401);
  // Without thousandths the second that has begun is over, too.
  const over = await newToken('Over', 'editor', { expiresAt: `${new Date().toISOString().slice(0, 19)}Z` });
  await json(fetchAsEditor('/me', { headers: as(over) }), 401);
});

test('a token with a wrong field is refused by that field, and nobody takes the name of the secret', async () => {
  const refusals: [object, string][] = [
    [{ name: 'admin', role: 'writer', trackers: '*' }, '/name'],
    [{ name: ' Admin\u200b', role: 'writer', trackers: '*' }, '/name'],
    [{ name: 'Wren', role: 'owner', trackers: '*' }, '/role'],
    [{ name: 'Wren', role: 'writer', trackers: [] }, '/trackers'],
    [{ name: 'Wren', role: 'writer', trackers: '*', expiresAt: 'soon' }, '/expiresAt'],
  ];
  for (const [body, pointer] of refusals)
    expect(await json(fetchAsEditor('/tokens', { method: 'POST', body }), 422)).toMatchObject({
      errors: [{ pointer }],
    });
});

test('a name is one name, however it was typed', async () => {
  expect((await newToken('Zo\u00eb', 'writer')).name).toBe('Zo\u00eb');
  expect((await newToken(' Zoe\u0308 ', 'writer')).name).toBe('Zo\u00eb');
});

test('when a person leaves, their drafts pass to another, who then has them on their desk', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const leaving = await newToken('Wren', 'writer');
  const path = '/trackers/test-tracker/pledges';
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor(path, { method: 'POST', body, headers: as(leaving) }), 201);
  await json(fetchAsEditor(`/tokens/${leaving.id}?passTo=Nobody`, { method: 'DELETE' }), 422);
  await newToken('Robin', 'writer');
  expect(await json(fetchAsEditor(`/tokens/${leaving.id}?passTo=Robin`, { method: 'DELETE' }))).toMatchObject(
    { drafts: 1 },
  );
  const { pledges } = await json<{ pledges: object[] }>(fetchAsEditor(`${path}?owner=Robin`));
  expect(pledges).toEqual([expect.objectContaining({ slug: 'reopen-the-ferry', owner: 'Robin' })]);
  const record = await json<DeskRecord>(fetchAsEditor(`${path}/reopen-the-ferry`));
  expect(record.draft).toEqual(aPledge());
  await json(
    fetchAsEditor(`${path}/reopen-the-ferry/assign`, {
      method: 'POST',
      body: { to: 'Wren' },
      version: record.version,
    }),
    422,
  );
  await json(
    fetchAsEditor(`${path}/reopen-the-ferry/assign`, {
      method: 'POST',
      body: { to: 'admin' },
      version: record.version,
    }),
  );
});

test('a draft goes to nobody who could not open it, and an editor learns no name of another tracker by trying', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const wren = await newToken('Wren', 'editor', { trackers: ['test-tracker'] });
  await newToken('Robin', 'editor', { trackers: ['their-tracker'] });
  await newToken('Brief', 'editor', { expiresAt: '2020-01-01T00:00:00Z' });
  const path = '/trackers/test-tracker/pledges';
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor(path, { method: 'POST', body, headers: as(wren) }), 201);
  const assign = (to: string, status: number) =>
    json<{ errors: object[] }>(
      fetchAsEditor(`${path}/reopen-the-ferry/assign`, {
        method: 'POST',
        body: { to },
        version: 1,
        headers: as(wren),
      }),
      status,
    );
  const { errors } = await assign('Nobody', 422);
  for (const to of ['Robin', 'Brief']) {
    expect((await assign(to, 422)).errors).toEqual(errors);
    await json(fetchAsEditor(`/tokens/${wren.id}?passTo=${to}`, { method: 'DELETE' }), 422);
  }
  await newToken('Robin', 'writer', { trackers: ['test-tracker'] });
  await assign('Robin', 200);
});

test('where a tracker wants two people, whoever wrote does not publish; an admin may break the glass with a reason', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ review: 'two' }) }), 201);
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const send = (name: string, who: object, version: number, body: unknown, status = 200) =>
    json<DeskRecord>(
      fetchAsEditor(name, {
        method: name.endsWith('ferry') ? 'PUT' : 'POST',
        body,
        version,
        headers: who as Record<string, string>,
      }),
      status,
    );
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body, headers: as(wren) }),
    201,
  );
  await send(`${path}/publish`, as(wren), 1, { note: 'First.' }, 403);
  await send(
    `${path}/publish`,
    as(wren),
    1,
    { note: 'First.', publishAt: new Date(Date.now() + 86_400_000).toISOString() },
    403,
  );
  await send(`${path}/publish`, as(wren), 1, { note: 'First.', breakGlass: 'I am in a hurry.' }, 403);
  await send(`${path}/publish`, as(robin), 1, { note: 'First.' });

  await send(path, as(wren), 2, aPledge({ title: 'Reopen the old ferry' }));
  await send(path, as(robin), 3, aPledge({ title: 'Reopen the very old ferry' }));
  await send(`${path}/publish`, as(robin), 4, {}, 403);
  await send(`${path}/correct`, as(wren), 4, { note: 'Old.' }, 403);
  await send(path, {}, 4, aPledge({ title: 'Reopen the oldest ferry' }));
  await send(`${path}/publish`, {}, 5, {}, 403);
  await send(`${path}/publish`, {}, 5, { breakGlass: 'Nobody else is here on Sunday.' });
  const { audit } = await json<{ audit: { detail: object }[] }>(fetchAsEditor('/audit?act=publish&limit=1'));
  expect(audit[0]?.detail).toMatchObject({ brokeGlass: 'Nobody else is here on Sunday.' });
});

test('a tracker that wants two people has two for a reversion, an import and the end of a term as well', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ review: 'two' }) }), 201);
  const [wren, robin] = [await newToken('Wren', 'admin'), await newToken('Robin', 'editor')];
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const post = (name: string, who: Token, body: unknown, version = 1) =>
    fetchAsEditor(name, { method: 'POST', body, version, headers: as(who) });
  await json(post('/trackers/test-tracker/pledges', wren, { slug: 'reopen-the-ferry', ...aPledge() }), 201);
  await json(post(`${path}/publish`, robin, { note: 'First.' }));
  await json(
    fetchAsEditor(path, {
      method: 'PUT',
      body: aPledge({ title: 'Robin’s' }),
      version: 2,
      headers: as(robin),
    }),
  );
  await json(post(`${path}/publish`, wren, {}, 3));
  await json(post(`${path}/revert`, wren, { revision: 1, note: 'Mine was better.' }, 4), 403);
  await json(post(`${path}/revert`, robin, { revision: 1, note: 'Hers was better.' }, 4));

  const imported = { pledges: [anImportRow({ slug: 'another' })] };
  await json(post('/trackers/test-tracker/import', wren, imported), 403);
  await json(post('/trackers/test-tracker/import?dryRun=true', wren, imported));
  await json(post('/trackers/test-tracker/import?breakGlass=The%20first%20import', wren, imported));
  const rules = [{ from: 'in-progress', to: 'broken', note: 'Not done.' }];
  const closing = { closedAt: '2026-05-07T22:00:00Z', rules };
  await json(post('/trackers/test-tracker/close', wren, closing), 403);
  await json(post('/trackers/test-tracker/close', wren, { ...closing, breakGlass: 'Agreed by letter.' }));
});

// An admin of some trackers is not one of the installation.
const WHOLE = [
  'POST /republish',
  'GET /backup',
  'POST /restore',
  'GET /audit',
  'GET /tokens',
  'POST /tokens',
  'DELETE /tokens/:id',
];

function mayUse(role: Role, least: Role, route: string): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least) && !WHOLE.includes(route);
}

// What each route is sent by those who may use it; the version is made wrong, so that nothing is changed on the way.
const ADDRESS: Record<string, string> = {
  tracker: 'test-tracker',
  slug: 'reopen-the-ferry',
  id: 'no-such-token',
};

function address(path: string, tracker: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) =>
    name === 'tracker' ? tracker : (ADDRESS[name] ?? name),
  );
}

test.each(ROLES)(
  'every route lets a %s do what the table of roles says, in their tracker and in no other',
  async (role) => {
    await publishOnePledge();
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'their-tracker' }) }), 201);
    const token = await newToken('Wren', role, { trackers: ['test-tracker', 'not-there-yet'] });
    for (const [route, least] of Object.entries(LEAST_ROLE) as [Route, Role][]) {
      const [method = '', path = ''] = route.split(' ');
      const ask = (tracker: string, headers: Record<string, string>) =>
        fetchAsEditor(address(path, tracker), {
          method,
          version: 999,
          headers,
          ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }),
        });
      const mine = await ask('test-tracker', as(token));
      const text = await mine.text();
      expect([route, mine.status === 403, mine.status === 401]).toEqual([
        route,
        !mayUse(role, least, route),
        false,
      ]);
      if (!path.includes(':tracker')) continue;
      const theirs = await ask('their-tracker', as(token));
      const none = await ask('no-such-tracker', as(token));
      expect([route, theirs.status, await theirs.text()]).toEqual([route, 404, await none.text()]);
      expect([route, none.status]).toEqual([route, 404]);
      expect(text).not.toContain('their-tracker');
    }
    const { trackers } = await json<{ trackers: { tracker: { id: string } }[] }>(
      fetchAsEditor('/trackers', { headers: as(token) }),
    );
    expect(trackers.map(({ tracker }) => tracker.id)).toEqual(['test-tracker']);
    if (role === 'admin')
      await json(
        fetchAsEditor('/trackers', {
          method: 'POST',
          body: aTracker({ id: 'somewhere-else' }),
          headers: as(token),
        }),
        403,
      );
  },
);

async function signIn(token: string, origin = ORIGIN): Promise<string> {
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

function withCookie(
  path: string,
  cookie: string,
  init: RequestInit & { headers?: Record<string, string> } = {},
) {
  return fetchAsReader(`/api/v1/desk${path}`, { ...init, headers: { cookie, ...init.headers } });
}

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

test('the audit can be asked by tracker, pledge, editor, act and time, in pages, and tells the revisions', async () => {
  await publishOnePledge();
  await newToken('Wren', 'writer');
  const ask = (query: string) =>
    json<{ audit: { id: number; at: string; act: string }[]; next: number | null }>(
      fetchAsEditor(`/audit${query}`),
    );
  const all = await ask('');
  expect(all.audit.map(({ act }) => act)).toEqual(['create token', 'publish', 'create', 'create tracker']);
  expect(all.audit[1]).toMatchObject({
    editor: 'admin',
    tracker: 'test-tracker',
    slug: 'reopen-the-ferry',
    fromRevision: null,
    toRevision: 1,
  });
  expect((await ask('?slug=reopen-the-ferry')).audit).toHaveLength(2);
  expect((await ask('?tracker=test-tracker&act=publish')).audit).toHaveLength(1);
  expect((await ask('?editor=nobody')).audit).toHaveLength(0);
  expect((await ask('?from=2099-01-01T00:00:00Z')).audit).toHaveLength(0);
  expect((await ask('?to=2020-01-01T00:00:00Z')).audit).toHaveLength(0);
  const [at] = all.audit.map((each) => each.at);
  const itsSecond = `${at?.slice(0, 19)}Z`;
  expect((await ask(`?from=${itsSecond}&act=create token`)).audit).toHaveLength(1);
  expect((await ask(`?to=${itsSecond}&act=create token`)).audit).toHaveLength(0);
  const first = await ask('?limit=3');
  const second = await ask(`?limit=3&before=${first.next}`);
  expect([...first.audit, ...second.audit]).toEqual(all.audit);
  expect(second.next).toBeNull();
  expect(await json(fetchAsEditor('/audit?limit=many'), 400)).toMatchObject({
    errors: [{ pointer: '/query/limit' }],
  });
});
