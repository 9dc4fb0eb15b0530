// `npm start` as a newcomer runs it: on another port, with another folder and key, twice, and with a KV that fails.
import { spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { type Local, startLocal } from './local.ts';

const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
const SUPPORT = 'uk-2017/support-more-integrated-working-across-health-services';
const FERRY = 'example-harbour/reopen-the-harbour-ferry';
const FERRY_AT_DESK = '/trackers/example-harbour/pledges/reopen-the-harbour-ferry';

type Badges = { badges: Record<string, { url: string; verdict: { id: string; outcome: string } } | null> };

let stateDir: string;
let desk: Desk;
let local: Local;

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-'));
  await start();
});

afterAll(async () => {
  await local?.end('SIGINT');
  rmSync(stateDir, { recursive: true, force: true });
});

test('it says where everything is, and the two real pledges are broken and kept', async () => {
  expect(local.output()).toContain(`${desk.origin}/demo`);
  expect(local.output()).toContain('npm run change-verdict');
  const { badges } = await readBadges([BARRIERS, SUPPORT]);
  expect(badges[BARRIERS]?.verdict.outcome).toBe('broken');
  expect(badges[SUPPORT]?.verdict.outcome).toBe('kept');
  expect(badges[BARRIERS]?.url).toBe(`${desk.origin}/${BARRIERS}`);
  expect(existsSync(join(stateDir, 'v3'))).toBe(true);
});

test('its desk keeps a session in Safari too, which takes no Secure cookie over http', async () => {
  const answer = await fetch(`${desk.origin}/api/v1/desk/session`, {
    method: 'POST',
    headers: { origin: desk.origin, 'content-type': 'application/json' },
    body: JSON.stringify({ token: desk.token }),
  });
  expect(answer.status).toBe(201);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^pledgemark=/);
  expect(cookie).not.toContain('Secure');
});

test('the printed command changes the fictional verdict', async () => {
  expect(await run('scripts/change-verdict.ts')).toContain('"kept"');
  expect((await readBadges([FERRY])).badges[FERRY]?.verdict.id).toBe('kept');
});

test('a second start, on another port, imports nothing again and keeps what the desk has published', async () => {
  const before = await ask<{ version: number }>(desk, FERRY_AT_DESK);
  await local.end('SIGINT');
  await start();
  expect(await ask(desk, FERRY_AT_DESK)).toEqual(before);
  const { badges } = await readBadges([FERRY, BARRIERS]);
  expect(badges[FERRY]?.verdict.id).toBe('kept');
  expect(badges[BARRIERS]?.url).toBe(`${desk.origin}/${BARRIERS}`);
});

test('while the real KV store cannot be written a publish succeeds, and the badge follows when it can again', async () => {
  const [blobs] = globSync(join(stateDir, 'v3/kv/*/blobs'));
  expect(blobs).toBeDefined();
  renameSync(blobs!, `${blobs}.away`);
  writeFileSync(blobs!, 'a file where the store wants a folder');
  const { version, published } = await ask<{ version: number; published: Record<string, unknown> }>(
    desk,
    FERRY_AT_DESK,
  );
  const { slug, aliases, underReview, status, revision, createdAt, updatedAt, ...content } = published;
  const { scheme, words, publishedAt, ...verdict } = content.verdict as Record<string, unknown>;
  const draft = { ...content, verdict: { ...verdict, id: 'stalled' } };
  const saved = await ask<{ version: number }>(desk, FERRY_AT_DESK, { method: 'PUT', body: draft, version });
  await ask(desk, `${FERRY_AT_DESK}/publish`, {
    method: 'POST',
    body: { note: 'No boat.' },
    version: saved.version,
  });
  const waiting = async () =>
    (await ask<{ waiting: { count: number; tries: number } }>(desk, '/status')).waiting;
  await expect.poll(async () => (await waiting()).tries, { timeout: 20_000 }).toBeGreaterThan(0);

  rmSync(blobs!);
  renameSync(`${blobs}.away`, blobs!);
  await untilPublished(desk);
  expect((await readBadges([FERRY])).badges[FERRY]?.verdict.id).toBe('stalled');
});

async function readBadges(ids: string[]): Promise<Badges> {
  const answer = await fetch(`${desk.origin}/api/v1/badges?ids=${ids}`);
  return answer.json() as Promise<Badges>;
}

async function start(): Promise<void> {
  local = await startLocal(stateDir);
  desk = local.desk;
}

async function run(script: string): Promise<string> {
  const child = spawn('node', [script], { env: local.environment, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  return output;
}
