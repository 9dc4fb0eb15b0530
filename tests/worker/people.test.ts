// Who may enter the desk, whose the drafts are, and what is kept of what everybody did.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker } from '../builders.ts';
import { ADMIN_TOKEN, type DeskRecord, fetchAsEditor, json, ledger, publishOnePledge } from './client.ts';
import { as, newToken, signIn, type Token, withCookie } from './people.ts';

afterEach(reset);

test('a token is shown once, is kept as a hash, and tells when it was last used', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const made = await newToken('Wren', 'writer', { trackers: ['test-tracker'] });
  expect(made.secret).toMatch(/^pm_[0-9a-f]{64}$/);
  expect(await json(fetchAsEditor('/me', { headers: as(made) }))).toEqual({
    name: 'Wren',
    role: 'writer',
    trackers: ['test-tracker'],
    may: expect.arrayContaining(['GET /me', 'POST /trackers/:tracker/pledges']),
    via: 'token',
    hasKey: true,
    counts: { inbox: 0, suggestions: 0 },
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
  const short = await newToken('Brief', 'editor', { expiresAt: '2205-01-01T00:00:00Z' });
  await json(fetchAsEditor('/me', { headers: as(short) }));
  const wren = await newToken('Wren', 'editor');
  const cookie = await signIn(wren.secret);
  expect(await json(withCookie('/me', cookie))).toMatchObject({ via: 'session', hasKey: true });
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  expect((await withCookie('/me', cookie)).status).toBe(401);
  await json(fetchAsEditor('/me', { headers: as(wren) }), 401);
  await json(fetchAsEditor('/tokens/no-such-token', { method: 'DELETE' }), 404);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("UPDATE token SET expires_at = '2026-01-01T00:00:00.000Z' WHERE name = 'Brief'"),
  );
  await json(fetchAsEditor('/me', { headers: as(short) }), 401);
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
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'their-tracker' }) }), 201);
  await newToken('Robin', 'editor', { trackers: ['their-tracker'] });
  await newToken('Brief', 'editor', { expiresAt: '2020-01-01T00:00:00Z' });
  const path = '/trackers/test-tracker/pledges';
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor(path, { method: 'POST', body, headers: as(wren) }), 201);
  await newToken('Kim', 'writer');
  expect(await json(fetchAsEditor('/trackers/test-tracker', { headers: as(wren) }))).toMatchObject({
    people: ['admin', 'Kim', 'Wren'],
  });
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
    const told = JSON.stringify((await assign(to, 422)).errors).replaceAll(to, 'Nobody');
    expect(told.replaceAll(/"length":\d+/g, '"length":6')).toBe(JSON.stringify(errors));
    await json(fetchAsEditor(`/tokens/${wren.id}?passTo=${to}`, { method: 'DELETE' }), 422);
  }
  await newToken('Robin', 'writer', { trackers: ['test-tracker'] });
  await assign('Robin', 200);
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

test('a page of the audit ends early where its rows are large, and the pages together are all of it', async () => {
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const detail = JSON.stringify({ before: 'x'.repeat(1_900_000) });
    for (let row = 0; row < 20; row += 1)
      sql.exec(
        "INSERT INTO audit (at, editor, act, detail) VALUES ('2026-01-01', 'admin', 'old', ?)",
        detail,
      );
  });
  const pages: number[][] = [];
  for (let before = ''; pages.length < 30; ) {
    const answer = await (await fetchAsEditor(`/audit?limit=500${before}`)).text();
    expect(answer.length).toBeLessThan(8_000_000);
    const { audit, next } = JSON.parse(answer) as { audit: { id: number }[]; next: number | null };
    pages.push(audit.map(({ id }) => id));
    if (next === null) break;
    before = `&before=${next}`;
  }
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flat()).toEqual(Array.from({ length: 20 }, (_, at) => 20 - at));
});
