// An invitation is worth what its inviter is worth, and its code is nowhere but in the link.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unasked } from '../../worker/ledger/act.ts';
import { noteAdminToken } from '../../worker/ledger/admin-token.ts';
import { ADMIN } from '../../worker/ledger/credentials.ts';
import { aTracker } from '../builders.ts';
import { ADMIN_TOKEN, fetchAsEditor, json, ledger, ORIGIN } from './client.ts';
import { type Line, linesOf, sendBackup, takeBackup } from './disaster.ts';
import { accept, expectNoDoor, invite, look, sendCode, stateOf } from './invited.ts';
import { newAddress, untilTooMany } from './limits.ts';
import { as, newToken, type Token } from './people.ts';

const secrets = env as { ADMIN_TOKEN: string };

beforeEach(() => {
  secrets.ADMIN_TOKEN = ADMIN_TOKEN;
});

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  secrets.ADMIN_TOKEN = ADMIN_TOKEN;
  await reset();
});

const change = ({ id }: Token, body: object) =>
  json(fetchAsEditor(`/tokens/${id}`, { method: 'PATCH', body }));

const ENDS: Record<string, (inviter: Token) => Promise<unknown>> = {
  'whose token is revoked': ({ id }) => json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' })),
  'whose token expires': (token) => change(token, { expiresAt: '2026-01-01T00:00:00Z' }),
  'who is an editor now': (token) => change(token, { role: 'editor' }),
  'whose tracker is taken away': (token) => change(token, { trackers: ['other-tracker'] }),
};

test.each(Object.keys(ENDS))('the invitation of an admin %s lets nobody in', async (kind) => {
  for (const id of ['test-tracker', 'other-tracker'])
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id }) }), 201);
  for (const trackers of ['*', ['test-tracker']]) {
    const inviter = await newToken('Dipper', 'admin', { trackers });
    // Another token of the same name, which may be the thief's or the owner's, does not keep it alive.
    await newToken('Dipper', 'admin');
    const made = await invite('Wren', { trackers: ['test-tracker'] }, as(inviter));
    await look(made.code);
    await ENDS[kind]!(inviter);
    await expectNoDoor(made.code);
    expect(await stateOf(made)).toBe('void');
    await json(fetchAsEditor(`/invites/${made.id}`, { method: 'DELETE' }));
  }
});

test('the invitation of a session ends with the token that the session came from, and that of an invited admin with theirs', async () => {
  const cookie = await accept((await invite('Dipper', { role: 'admin' })).code);
  const headers = { authorization: '', cookie, origin: ORIGIN };
  const body = { name: 'Wren', role: 'writer', trackers: '*' };
  const { authorization: _, ...byCookie } = headers;
  const { exports } = await import('cloudflare:workers');
  const made = await json<{ code: string }>(
    exports.default.fetch(
      new Request(`${ORIGIN}/api/v1/desk/invites`, {
        method: 'POST',
        headers: { ...byCookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    ),
    201,
  );
  await look(made.code);
  const { tokens } = await json<{ tokens: Token[] }>(fetchAsEditor('/tokens'));
  await json(fetchAsEditor(`/tokens/${tokens[0]!.id}`, { method: 'DELETE' }));
  await expectNoDoor(made.code);
});

test('a new key ends with the rights of whoever made it', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const wren = await newToken('Wren', 'writer', { trackers: ['test-tracker'] });
  const inviter = await newToken('Dipper', 'admin');
  const made = await json<{ code: string }>(
    fetchAsEditor(`/tokens/${wren.id}/invite`, { method: 'POST', body: {}, headers: as(inviter) }),
    201,
  );
  await look(made.code);
  await change(inviter, { trackers: ['test-tracker'] });
  await expectNoDoor(made.code);
});

test('what ADMIN_TOKEN invited ends when it is changed: at the next look, and for good at the next start', async () => {
  // Of another name than before: what the last test has set going may outlive its reset.
  const made = await invite('Heron');
  secrets.ADMIN_TOKEN = 'pm_another_secret';
  await expectNoDoor(made.code);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    noteAdminToken(unasked(sql, ADMIN, new Date().toISOString()), 'pm_another_secret'),
  );
  secrets.ADMIN_TOKEN = ADMIN_TOKEN;
  await expectNoDoor(made.code);
  expect(await stateOf(made)).toBe('void');
});

test('guesses at a code are counted as guesses at a key are, and a right one is not let in among them', async () => {
  const { code } = await invite('Wren');
  const headers = { 'cf-connecting-ip': newAddress() };
  const guess = (tries: number) =>
    sendCode(tries % 2 ? 'B'.repeat(43) : 'wrong', { headers, query: tries % 3 ? '' : '?dryRun=true' });
  const refused = await untilTooMany(guess, { least: 20, status: 404 });
  expect(refused.headers.get('retry-after')).toBe('60');
  await refused.text();
  for (const query of ['', '?dryRun=true'])
    expect((await sendCode(code, { headers, query })).status).toBe(429);
  await accept(code);
});

test('the code is in no log, answer, table, audit or backup, and an invitation of a backup comes back as ended', async () => {
  const lines: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, method).mockImplementation((...parts) => {
      lines.push(...parts.map((part) => (part instanceof Error ? part.stack : part)));
    });
  const [waiting, spent] = [await invite('Wren'), await invite('Robin')];
  const cookie = await accept(spent.code);
  const answers: string[] = [];
  for (const path of ['/invites', '/tokens', '/audit', '/status'])
    answers.push(await (await fetchAsEditor(path)).text());
  for (const { code } of [waiting, spent]) {
    answers.push(await (await sendCode(code, { query: '?dryRun=true' })).text());
    answers.push(await (await sendCode(`${code}x`)).text());
    answers.push(await (await sendCode(code, { headers: { origin: 'https://evil.example' } })).text());
  }
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('ALTER TABLE invite RENAME TO gone'),
  );
  const broken = await sendCode(waiting.code);
  answers.push(await broken.text());
  expect(broken.status).toBe(500);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('ALTER TABLE gone RENAME TO invite'),
  );
  const tables = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    ['token', 'session', 'audit', 'invite'].flatMap((table) => sql.exec(`SELECT * FROM ${table}`).toArray()),
  );
  const backup = await takeBackup();
  const places = [answers.join('\n'), JSON.stringify(lines), JSON.stringify(tables), backup];
  expect(lines.length).toBeGreaterThan(0);
  for (const { code } of [waiting, spent])
    for (const [place, text] of places.entries())
      expect([place, text.includes(code)]).toEqual([place, false]);
  expect(backup).toContain('"Wren"');
  const hashes = JSON.stringify(tables).match(/"(?:secret_)?hash":"[0-9a-f]{64}"/g) ?? [];
  const kept = tables.filter(({ invited_by, hash }) => invited_by && hash);
  expect(kept).toHaveLength(1);
  expect(hashes.length).toBeGreaterThan(1);
  for (const { hash, secret_hash } of kept)
    for (const each of [hash, secret_hash]) expect(backup).not.toContain(String(each));

  await reset();
  await json(sendBackup(backup), 201);
  await expectNoDoor(waiting.code);
  expect(await stateOf(waiting)).toBe('restored');
  expect(await stateOf(spent)).toBe('accepted');
  const me = await fetchAsEditor('/me', { headers: { authorization: '', cookie } });
  expect(me.status).toBe(401);
  // Whoever was invited may be again, and a code that somebody puts into a file opens nothing.
  await accept((await invite('Wren')).code);
});

test('a code that somebody has put into a backup is refused with it', async () => {
  await invite('Wren');
  const lines = linesOf(await takeBackup());
  await reset();
  const { sealed } = await import('./forgery.ts');
  const forged = structuredClone(lines) as Line[];
  const row = forged.find(({ table }) => table === 'invite')!.row!;
  row.hash = '0'.repeat(64);
  expect(await json(sendBackup(sealed(forged)), 422)).toMatchObject({ errors: [{ pointer: '/row/hash' }] });
});
