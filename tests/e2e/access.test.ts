// Editors who come through Cloudflare Access.
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness, type TestHarness } from 'wrangler';
import { anImportRow, aTracker } from '../builders.ts';
import { BUILT_WORKER } from '../built-worker.ts';
import {
  AUDIENCE,
  assertion as assertionOf,
  type Claims,
  type Key,
  newKey,
  startTeam,
  type Team,
} from './access-team.ts';

const TOKEN = 'pm_e2e_admin';

let team: Team;
let harness: TestHarness;
let origin: string;

beforeAll(async () => {
  team = await startTeam();
  harness = createTestHarness({
    workers: [
      {
        ...BUILT_WORKER,
        secrets: { ADMIN_TOKEN: TOKEN },
        vars: {
          ACCESS_TEAM_ORIGIN: team.issuer,
          ACCESS_AUDIENCE: AUDIENCE,
          PUBLIC_ORIGIN: 'https://desk.example',
        },
      },
    ],
  });
  origin = (await harness.listen()).url.origin;
  const answer = await harness.fetch('/api/v1/desk/tokens', {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Robin', role: 'editor', trackers: '*', email: 'Robin@desk.example' }),
  });
  expect(answer.status).toBe(201);
  expect(await answer.json()).not.toHaveProperty('secret');
});

afterAll(async () => {
  await harness?.close();
  team?.close();
});

function assertion(key: Key, claims?: Claims, named?: string): Promise<string> {
  return assertionOf(team, key, claims, named);
}

async function enter(
  token: string,
  init: { method?: string; headers?: Record<string, string> } = {},
  path = '/me',
) {
  const headers = { 'cf-access-jwt-assertion': token, ...init.headers };
  return harness.fetch(`/api/v1/desk${path}`, { ...init, headers });
}

test('who is known by e-mail enters with the role that the Ledger gives, and clocks may differ a little', async () => {
  const key = await newKey('first');
  team.served = [key];
  const answer = await enter(await assertion(key));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ name: 'Robin', role: 'editor', trackers: '*', via: 'access' });
  const now = Math.floor(Date.now() / 1000);
  expect((await enter(await assertion(key, { exp: now - 30 }))).status).toBe(200);
  expect((await enter(await assertion(key, { nbf: now + 30 }))).status).toBe(200);
  expect(team.asked).toBe(1);
});

test('a token for another audience, issuer, time or person, or signed by another key, lets nobody in', async () => {
  const [key] = team.served as [Key];
  const forger = await newKey('forger');
  const now = Math.floor(Date.now() / 1000);
  const refused = {
    audience: await assertion(key, { aud: ['another-app'] }),
    issuer: await assertion(key, { iss: 'https://another.cloudflareaccess.com' }),
    expired: await assertion(key, { exp: now - 3600 }),
    early: await assertion(key, { nbf: now + 3600 }),
    stranger: await assertion(key, { email: 'stranger@desk.example' }),
    nameless: await assertion(key, { email: '' }),
    forged: await assertion(forger, {}, key.id),
    unsigned: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await assertion(key)).split('.')[1]}.`,
    nonsense: 'not.a.token',
  };
  const bodies = new Set<string>();
  for (const [name, token] of Object.entries(refused)) {
    const answer = await enter(token);
    expect([name, answer.status]).toEqual([name, 401]);
    bodies.add(await answer.text());
  }
  expect(bodies.size).toBe(1);
});

test('Access’s own cookie comes along by itself, so what changes something must come from a page of the desk', async () => {
  const [key] = team.served as [Key];
  const token = await assertion(key);
  const post = (origin?: string) =>
    enter(token, { method: 'POST', headers: origin ? { origin } : {} }, '/trackers/none/pledges/none/check');
  expect((await post()).status).toBe(403);
  expect((await post('https://evil.example')).status).toBe(403);
  expect((await post('https://desk.example')).status).toBe(428);
});

async function asAdmin<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
  const answer = await harness.fetch(`/api/v1/desk${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.ok).toBe(true);
  return (await answer.json()) as Answer;
}

type Noted = { id: string; lastUsedAt: string | null };

const BODIES: [method: string, path: string, body: unknown][] = [
  ['POST', '/tokens', { name: 'Mole', role: 'admin', trackers: '*' }],
  ['POST', '/trackers', aTracker({ id: 'a-new-one' })],
  ['POST', '/trackers/held-tracker/import', { pledges: [anImportRow()] }],
  ['POST', '/trackers/held-tracker/pledges', { slug: 'a-new-one', title: 'A new one' }],
];

// For each act notes an address, lets it begin, ends it in between, and answers what the act does then.
async function endInBetween(
  email: string,
  claims: () => Claims,
  end: (noted: Noted, assertion: string) => Promise<unknown>,
): Promise<number[]> {
  const [key] = team.served as [Key];
  return Promise.all(
    BODIES.map(async ([method, path, body], index) => {
      const address = `${index}-${email}`;
      const person = { name: 'Kim', role: 'admin', trackers: '*', email: address };
      const noted = await asAdmin<Noted>('POST', '/tokens', person);
      const token = await assertion(key, { ...claims(), email: address });
      const bytes = JSON.stringify(body);
      const held = request(`${origin}/api/v1/desk${path}`, {
        method,
        headers: {
          'cf-access-jwt-assertion': token,
          'content-type': 'application/json',
          origin: 'https://desk.example',
        },
      });
      const answered = new Promise<number>((resolve, reject) =>
        held.on('response', (answer) => resolve(answer.resume().statusCode ?? 0)).on('error', reject),
      );
      held.write(bytes.slice(0, 5));
      // Its use is noted at the door, so from then on the request is under way.
      const used = async () =>
        (await asAdmin<{ tokens: Noted[] }>('GET', '/tokens')).tokens.find(({ id }) => id === noted.id)
          ?.lastUsedAt;
      await expect.poll(used).toEqual(expect.any(String));
      await end(noted, token);
      held.end(bytes.slice(5));
      return answered;
    }),
  );
}

test('an address that is revoked, or for which Access no longer vouches, does nothing more with what it has begun', async () => {
  await asAdmin('POST', '/trackers', aTracker({ id: 'held-tracker' }));
  const good = await endInBetween(
    'good@desk.example',
    () => ({}),
    async () => undefined,
  );
  expect(good).toEqual([201, 201, 200, 201]);
  const before = await asAdmin<object>('GET', '/trackers/held-tracker/pledges');
  const revoked = await endInBetween(
    'left@desk.example',
    () => ({}),
    ({ id }) => asAdmin('DELETE', `/tokens/${id}`),
  );
  expect(revoked).toEqual([401, 401, 401, 401]);
  // Clocks may be a minute apart, so this one still enters, for a few seconds.
  const soon = () => ({ exp: Math.floor(Date.now() / 1000) - 48 });
  const expired = await endInBetween('old@desk.example', soon, (_, token) =>
    expect.poll(async () => (await enter(token)).status).toBe(401),
  );
  expect(expired).toEqual([401, 401, 401, 401]);
  expect(await asAdmin('GET', '/trackers/held-tracker/pledges')).toEqual(before);
});

test('a letter that only looks like that of a known address enters as nobody', async () => {
  const [key] = team.served as [Key];
  await asAdmin('POST', '/tokens', { name: 'Kit', role: 'editor', trackers: '*', email: 'kit@desk.example' });
  expect((await enter(await assertion(key, { email: 'KIT@desk.example' }))).status).toBe(200);
  // The Kelvin sign is a "k" in small letters, in every language but that of addresses.
  expect((await enter(await assertion(key, { email: '\u212ait@desk.example' }))).status).toBe(401);
  expect((await enter(await assertion(key, { email: 'kit@des\u212a.example' }))).status).toBe(401);
});

test('a session is opened without a form, and lasts when Access is out of the way', async () => {
  const [key] = team.served as [Key];
  const opened = await enter(
    await assertion(key),
    { method: 'POST', headers: { origin: 'https://desk.example' } },
    '/session',
  );
  expect(opened.status).toBe(201);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await harness.fetch('/api/v1/desk/me', { headers: { cookie } });
  expect(await answer.json()).toMatchObject({ name: 'Robin' });
});

test('whom Access lets pass and nobody has noted yet may still use a session made from a token', async () => {
  const [key] = team.served as [Key];
  const stranger = await assertion(key, { email: 'stranger@desk.example' });
  const opened = await harness.fetch('/api/v1/desk/session', {
    method: 'POST',
    headers: {
      origin: 'https://desk.example',
      'content-type': 'application/json',
      'cf-access-jwt-assertion': stranger,
    },
    body: JSON.stringify({ token: TOKEN }),
  });
  expect(opened.status).toBe(201);
  const cookie = opened.headers.get('set-cookie')?.split(';')[0] ?? '';
  expect(await (await enter(stranger, { headers: { cookie } })).json()).toMatchObject({ name: 'admin' });
});

test('when the team’s keys rotate, the new one is fetched by itself', async () => {
  const next = await newKey('second');
  team.served = [next];
  // jose fetches again at most every 30 seconds, so that made-up key names cannot make it fetch all the time.
  await expect
    .poll(async () => (await enter(await assertion(next))).status, { timeout: 45_000, interval: 2000 })
    .toBe(200);
});
