// Whatever ends a credential, or takes rights from it, ends what is under way with it.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { By } from '../../worker/ledger/act.ts';
import { Ledger } from '../../worker/ledger/ledger.ts';
import { LedgerReading } from '../../worker/ledger/ledger-reading.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import {
  ADMIN_TOKEN,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publishOnePledge,
  save,
} from './client.ts';
import { everythingInLedger, type Held, holdOpen } from './held-open.ts';
import { as, newToken, signIn, withCookie } from './people.ts';

const secrets = env as { ADMIN_TOKEN: string };

beforeEach(() => {
  secrets.ADMIN_TOKEN = ADMIN_TOKEN;
});

afterEach(async () => {
  vi.restoreAllMocks();
  secrets.ADMIN_TOKEN = ADMIN_TOKEN;
  await reset();
});

const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';
const send = (method: string, path: string, body: unknown, version?: number): Held => ({
  method,
  path,
  body: JSON.stringify(body),
  ...(version === undefined ? {} : { headers: { 'if-match': `"${version}"` } }),
});

/** The acts, with what each answers to an admin of all trackers who is none any more, and of whom this is another's tracker. */
const ACTS: Record<string, { held: () => Held; lowered: number; elsewhere: number }> = {
  'make a token': {
    held: () => send('POST', '/tokens', { name: 'Mole', role: 'admin', trackers: '*' }),
    lowered: 403,
    elsewhere: 403,
  },
  retract: {
    held: () => send('POST', `${PLEDGE}/retract`, { note: 'It was wrong.' }, 3),
    lowered: 403,
    elsewhere: 404,
  },
  publish: {
    held: () => send('POST', `${PLEDGE}/publish`, { note: 'New.' }, 3),
    lowered: 403,
    elsewhere: 404,
  },
  import: {
    held: () => send('POST', '/trackers/test-tracker/import', { pledges: [anImportRow()] }),
    lowered: 403,
    elsewhere: 404,
  },
  'found a tracker': {
    held: () => send('POST', '/trackers', aTracker({ id: 'a-new-one' })),
    lowered: 403,
    elsewhere: 403,
  },
  'change a tracker': {
    held: () => send('PUT', '/trackers/test-tracker', aTracker({ name: 'Another' }), 1),
    lowered: 403,
    elsewhere: 404,
  },
  'decide a suggestion': {
    held: () => send('PATCH', '/suggestions/1', { state: 'declined', reason: 'No.' }),
    lowered: 403,
    elsewhere: 404,
  },
};

/** Somebody at the desk: what their requests bear, and what ends or changes it. */
type Visitor = { who: Record<string, string>; end: () => Promise<unknown> | unknown };

async function byToken(end: (id: string) => Promise<unknown>): Promise<Visitor> {
  const token = await newToken('Wren', 'admin');
  return { who: as(token), end: () => end(token.id) };
}

async function bySession(end: (cookie: string, id: string) => Promise<unknown> | unknown): Promise<Visitor> {
  const token = await newToken('Wren', 'admin');
  const cookie = await signIn(token.secret);
  return { who: { cookie }, end: () => end(cookie, token.id) };
}

const revoke = (id: string) => json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' }));
const change = (id: string, body: object) => json(fetchAsEditor(`/tokens/${id}`, { method: 'PATCH', body }));
const signOut = async (cookie: string, query = '') => {
  const answer = await withCookie(`/session${query}`, cookie, {
    method: 'DELETE',
    headers: { origin: ORIGIN },
  });
  expect(answer.status).toBe(204);
};
const sessionsRunOut = () =>
  runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("UPDATE session SET expires_at = '2026-01-01T00:00:00.000Z'"),
  );
const otherSecret = () => {
  secrets.ADMIN_TOKEN = 'pm_another_secret';
};

const ENDS: Record<string, () => Promise<Visitor>> = {
  'a token that is revoked': () => byToken(revoke),
  'a token that expires': () => byToken((id) => change(id, { expiresAt: '2026-01-01T00:00:00Z' })),
  'a session that signs out': () => bySession((cookie) => signOut(cookie)),
  'a session that is signed out elsewhere': () =>
    bySession(async () => {
      const { secret } = await newToken('Wren', 'writer');
      await signOut(await signIn(secret), '?everywhere=true');
    }),
  'a session that runs out': () => bySession(sessionsRunOut),
  'a session whose token is revoked': () => bySession((_, id) => revoke(id)),
  'a session whose token expires': () =>
    bySession((_, id) => change(id, { expiresAt: '2026-01-01T00:00:00Z' })),
  'the ADMIN_TOKEN that is changed': async () => ({
    who: { authorization: `Bearer ${ADMIN_TOKEN}` },
    end: otherSecret,
  }),
  'a session of the ADMIN_TOKEN that is changed': async () => ({
    who: { cookie: await signIn(ADMIN_TOKEN) },
    end: otherSecret,
  }),
};

async function anInstallation(): Promise<void> {
  await publishOnePledge();
  await json(save(2, aPledge({ title: 'Reopen the old ferry' })));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const suggested = await fetchAsReader(
    '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/suggestions',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': crypto.randomUUID() },
      body: JSON.stringify({ kind: 'edit', text: 'A word is wrong.' }),
    },
  );
  expect(suggested.status).toBe(202);
}

/** Holds each act open until `end`, and finishes it: what it answers, and that it has changed nothing. */
async function expectRefused(visit: () => Promise<Visitor>, status: (act: string) => number): Promise<void> {
  for (const [name, { held }] of Object.entries(ACTS)) {
    const { who, end } = await visit();
    const finish = await holdOpen(held(), who);
    await end();
    const before = await everythingInLedger();
    const answer = await finish();
    expect([name, answer.status, await answer.text()]).toEqual([name, status(name), expect.any(String)]);
    expect([name, await everythingInLedger()]).toEqual([name, before]);
    secrets.ADMIN_TOKEN = ADMIN_TOKEN;
  }
}

test.each(Object.keys(ENDS))('%s does nothing more, whatever its request had begun', async (kind) => {
  await anInstallation();
  await expectRefused(ENDS[kind]!, () => 401);
});

test('a person who gets a lesser role, or other trackers, does nothing more than that with a request under way', async () => {
  await anInstallation();
  await expectRefused(
    () => byToken((id) => change(id, { role: 'writer' })),
    (act) => ACTS[act]!.lowered,
  );
  await expectRefused(
    () => bySession((_, id) => change(id, { trackers: ['other-tracker'] })),
    (act) => ACTS[act]!.elsewhere,
  );
});

test('a request that is held open acts when nothing has ended', async () => {
  await anInstallation();
  const { who } = await byToken(revoke);
  const finish = await holdOpen(ACTS.retract!.held(), who);
  expect(await json(finish())).toMatchObject({ status: 'retracted' });
});

test('a restore under way ends with its credential, and leaves the installation empty', async () => {
  const backup = `${JSON.stringify({ backup: { format: 1 } })}\n`;
  const held = {
    method: 'POST',
    path: '/restore?key=none',
    headers: { 'content-type': 'application/x-ndjson' },
    body: backup,
  };
  for (const kind of [
    'a session that signs out',
    'a session that runs out',
    'the ADMIN_TOKEN that is changed',
  ]) {
    const cookie = { cookie: await signIn(ADMIN_TOKEN) };
    const isSecret = kind.startsWith('the');
    const finish = await holdOpen(held, isSecret ? { authorization: `Bearer ${ADMIN_TOKEN}` } : cookie);
    if (isSecret) otherSecret();
    else if (kind.endsWith('runs out')) await sessionsRunOut();
    else await signOut(cookie.cookie);
    expect([kind, (await finish()).status]).toEqual([kind, 401]);
    secrets.ADMIN_TOKEN = ADMIN_TOKEN;
    const left = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
      sql.exec('SELECT count(*) AS parts FROM backup_part').one(),
    );
    expect(left).toEqual({ parts: 0 });
  }
});

test('a session is not opened with a token that was revoked while it was sent', async () => {
  const { id, secret } = await newToken('Wren', 'admin');
  const open = vi.spyOn(Ledger.prototype, 'openSession');
  const whoIs = vi.spyOn(Ledger.prototype, 'whoIs');
  // Between the door's question and the session there is a turn of the Ledger, in which an act may come.
  whoIs.mockImplementation(function (this: Ledger, credential) {
    whoIs.mockRestore();
    const found = this.whoIs(credential);
    this.ctx.storage.sql.exec("UPDATE token SET revoked_at = '2026-01-01T00:00:00.000Z' WHERE id = ?", id);
    return found;
  });
  const answer = await fetchAsReader('/api/v1/desk/session', {
    method: 'POST',
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    body: JSON.stringify({ token: secret }),
  });
  expect([answer.status, answer.headers.get('set-cookie'), open.mock.calls.length]).toEqual([401, null, 1]);
});

test.each(['/backup', '/trackers/test-tracker/export.json'])(
  'a download of %s breaks off when the credential of whoever reads it ends',
  async (path) => {
    await publishOnePledge();
    const large = 'x'.repeat(15_000);
    const pledges = Array.from({ length: 600 }, (_, at) => {
      const row = anImportRow({ slug: `pledge-${at}` });
      return { ...row, verdict: { ...row.verdict, body: large } };
    });
    await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
    const read = async (ending: boolean) => {
      const token = await newToken('Wren', 'admin');
      const answer = await fetchAsReader(`/api/v1/desk${path}`, { headers: as(token) });
      expect(answer.status).toBe(200);
      const reader = answer.body!.getReader();
      let bytes = (await reader.read()).value?.length ?? 0;
      if (ending) await revoke(token.id);
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return bytes;
        bytes += value.length;
      }
    };
    expect(await read(false)).toBeGreaterThan(8_000_000);
    await expect(read(true)).rejects.toThrow();
  },
);

/**
 * What the Ledger is asked without a credential: by the door, by whoever signs in or has a code, by readers, by the platform, and
 * by the desk's own route where the Courier has not done what somebody was let do; and by the Courier, whose mails tell people how much
 * waits for them, in numbers.
 */
const OPEN = [
  'constructor',
  'whoIs',
  'openSession',
  'acceptInvite',
  'suggest',
  'alarm',
  'noteWebhookActFailed',
  'noteWebhookOff',
  'waitingFor',
];

test('no method of the Ledger does or tells anything without a credential', async () => {
  await publishOnePledge();
  const methods = [Ledger, LedgerReading]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) => !OPEN.includes(name));
  expect(methods.length).toBeGreaterThan(35);
  const by: By = { credential: { kind: 'token', hash: '0'.repeat(64) }, route: 'GET /me' };
  const before = await everythingInLedger();
  for (const name of methods) {
    const subject = { id: 'test-tracker', tracker: 'test-tracker', slug: 'reopen-the-ferry' };
    const sent = new Response('{"pledges":[]}').body;
    const second = name === 'restore' ? sent : subject;
    const method = (
      ledger() as unknown as Record<string, (...args: unknown[]) => Promise<{ ok: boolean; reason?: string }>>
    )[name]!;
    const { ok, reason } = await method(
      by,
      second,
      name.startsWith('import') ? sent : subject,
      subject,
      subject,
    );
    expect([name, ok, reason]).toEqual([name, false, 'unauthenticated']);
  }
  expect(await everythingInLedger()).toBe(before);
});
