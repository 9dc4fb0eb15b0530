// What lets somebody in is in no answer, log, table, document or backup; what one may not see looks like nothing.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import { aPledge, aTracker } from '../builders.ts';
import { everyValueInKv } from './acting.ts';
import {
  ADMIN_TOKEN,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publishOnePledge,
  untilPublished,
} from './client.ts';
import { furnish, takeBackup } from './disaster.ts';
import { as, newToken } from './people.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const CONSOLE = ['log', 'info', 'warn', 'error', 'debug'] as const;

test('after a day at the desk no secret is in an answer, a log line, a table, a document or the backup', async () => {
  const lines: unknown[] = [];
  for (const method of CONSOLE)
    vi.spyOn(console, method).mockImplementation((...parts) => {
      lines.push(...parts.map((part) => (part instanceof Error ? `${part.stack} ${part.cause}` : part)));
    });
  const { secret: token } = await furnish();
  const { id, secret: revoked } = await newToken('Kestrel', 'editor');
  const opened = await fetchAsReader('/api/v1/desk/session', {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = /__Host-pledgemark=([^;]+)/.exec(opened.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const assertion = 'eyJhbGciOiJSUzI1NiJ9.an-assertion-of-access.signature';
  const guess = `pm_${'0123456789abcdef'.repeat(4)}`;
  const secrets = [ADMIN_TOKEN, token, revoked, cookie, assertion, guess];
  expect(secrets.every((secret) => secret.length > 10)).toBe(true);

  const answers = [await opened.text()];
  const ask = async (path: string, headers: Record<string, string>, init: RequestInit = {}) => {
    const answer = await fetchAsReader(`/api/v1/desk${path}`, { ...init, headers });
    answers.push(JSON.stringify([...answer.headers]), new TextDecoder().decode(await answer.arrayBuffer()));
  };
  await ask(`/tokens/${id}`, { authorization: `Bearer ${ADMIN_TOKEN}` }, { method: 'DELETE' });
  const everyone = [
    { authorization: `Bearer ${ADMIN_TOKEN}` },
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${revoked}` },
    { authorization: `Bearer ${guess}` },
    { authorization: `Basic ${token}` },
    { cookie: `__Host-pledgemark=${cookie}`, origin: ORIGIN },
    { cookie: `__Host-pledgemark=${cookie}`, origin: 'https://elsewhere.example' },
    { 'cf-access-jwt-assertion': assertion },
  ];
  const pledge = '/trackers/test-tracker/pledges/run-the-ferry';
  for (const headers of everyone) {
    for (const path of [
      '/me',
      '/tokens',
      '/audit',
      '/status',
      '/trackers',
      pledge,
      `${pledge}/revisions`,
      '/none',
    ])
      await ask(path, headers);
    const json = { ...headers, 'content-type': 'application/json' };
    await ask(pledge, json, { method: 'PUT', body: '{"title":7}' });
    await ask('/tokens', json, { method: 'POST', body: '{"name":"admin"}' });
    await ask('/backup', headers);
  }
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('ALTER TABLE audit RENAME TO gone'),
  );
  const body = JSON.stringify({ slug: 'a-new-one', ...aPledge() });
  await ask(
    '/trackers/test-tracker/pledges',
    { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    { method: 'POST', body },
  );
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('ALTER TABLE gone RENAME TO audit'),
  );
  expect(JSON.parse(answers.at(-1) ?? '')).toMatchObject({ status: 500 });

  const places = {
    answers: answers.join('\n'),
    log: JSON.stringify(lines),
    tables: await everyRow(),
    documents: await everyValueInKv(),
    backup: await takeBackup(),
  };
  expect(lines.length).toBeGreaterThan(0);
  for (const [place, text] of Object.entries(places))
    for (const [index, secret] of secrets.entries())
      expect([place, index, text.includes(secret)]).toEqual([place, index, false]);
  // A session's hash, and one of ADMIN_TOKEN, which a person may have chosen, are in no backup either.
  const hashes = await everySessionHash();
  expect(hashes.length).toBeGreaterThan(0);
  for (const hash of hashes) expect(places.backup).not.toContain(hash);
});

async function everyRow(): Promise<string> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const tables = sql.exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    );
    return [...tables]
      .map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray()))
      .join('\n');
  });
}

async function everySessionHash(): Promise<string[]> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql
      .exec<{ hash: string; secret_hash: string | null }>('SELECT hash, secret_hash FROM session')
      .toArray()
      .flatMap(({ hash, secret_hash }) => (secret_hash === null ? [hash] : [hash, secret_hash])),
  );
}

test('the ADMIN_TOKEN is compared in one time whatever is sent, and tokens and cookies are looked up by their hash', async () => {
  const compare = vi.spyOn(crypto.subtle, 'timingSafeEqual');
  for (const token of ['x', ADMIN_TOKEN.slice(0, -1), `${ADMIN_TOKEN}x`, ADMIN_TOKEN]) {
    const headers = { authorization: `Bearer ${token}`, 'cf-connecting-ip': crypto.randomUUID() };
    const answer = await fetchAsReader('/api/v1/desk/me', { headers });
    expect([token, answer.status]).toEqual([token, token === ADMIN_TOKEN ? 200 : 401]);
    // The door compares, and whom it lets pass the Ledger compares with the secret that it has itself, each time that it is asked.
    expect(compare).toHaveBeenCalledTimes(token === ADMIN_TOKEN ? 3 : 1);
    for (const [a, b] of compare.mock.calls) expect([a.byteLength, b.byteLength]).toEqual([64, 64]);
    compare.mockClear();
  }

  // What is looked up is the hash: whoever reads the tables cannot send what they have read.
  const { secret } = await newToken('Wren', 'editor');
  const rows = await everyRow();
  const [, hash = ''] = /"hash":"([0-9a-f]{64})","email"/.exec(rows) ?? [];
  expect(hash).not.toBe('');
  expect(secret).not.toContain(hash);
  for (const sent of [hash, `pm_${hash}`]) {
    const headers = { authorization: `Bearer ${sent}`, 'cf-connecting-ip': crypto.randomUUID() };
    expect((await fetchAsReader('/api/v1/desk/me', { headers })).status).toBe(401);
  }
});

const PATHS = [
  'GET ',
  'PUT ',
  'GET /pledges',
  'POST /pledges',
  'GET /export.csv',
  'GET /export.json',
  'POST /import',
  'POST /close',
  'GET /pledges/reopen-the-ferry',
  'PUT /pledges/reopen-the-ferry',
  'GET /pledges/reopen-the-ferry/revisions',
  'POST /pledges/reopen-the-ferry/publish',
  'POST /pledges/reopen-the-ferry/retract',
];

test("another desk's tracker and its pledges answer as what is not there, header for header", async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'my-tracker' }) }), 201);
  const token = await newToken('Wren', 'writer', { trackers: ['my-tracker'] });
  const whole = async (route: string, tracker: string, headers: Record<string, string>) => {
    const [method = '', path = ''] = route.split(' ');
    const init = method === 'GET' ? { method, headers } : { method, headers, body: '{}' };
    const answer = await fetchAsReader(`/api/v1/desk/trackers/${tracker}${path}`, init);
    return [answer.status, [...answer.headers].sort(), await answer.text()] as const;
  };
  const wren = { ...as(token), 'content-type': 'application/json', 'if-match': '"2"' };
  for (const route of PATHS) {
    const theirs = await whole(route, 'test-tracker', wren);
    expect([route, theirs[0]]).toEqual([route, 404]);
    expect([route, theirs]).toEqual([route, await whole(route, 'no-such-tracker', wren)]);
    const absent = route.replace('reopen-the-ferry', 'never-there');
    expect([route, theirs]).toEqual([route, await whole(absent, 'test-tracker', wren)]);
    // Whoever is not known at all is told nothing of any address.
    const unknown = await whole(route, 'test-tracker', {});
    expect([route, unknown[0]]).toEqual([route, 401]);
    expect([route, unknown]).toEqual([route, await whole('GET /nothing/at/all', 'x', {})]);
  }
});

test("a suggestion of another desk's pledge answers as one that is not there", async () => {
  await furnish();
  await untilPublished();
  const dipper = as(await newToken('Dipper', 'editor', { trackers: ['other-tracker'] }));
  const decide = async (id: number) => {
    const answer = await fetchAsReader(`/api/v1/desk/suggestions/${id}`, {
      method: 'PATCH',
      headers: { ...dipper, 'content-type': 'application/json' },
      body: JSON.stringify({ state: 'declined', reason: 'No.' }),
    });
    return [answer.status, [...answer.headers].sort(), await answer.text()];
  };
  const theirs = await decide(1);
  expect(theirs[0]).toBe(404);
  expect(theirs).toEqual(await decide(999));
});
