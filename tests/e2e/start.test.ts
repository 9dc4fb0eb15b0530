// `npm start` as a newcomer runs it: on another port, with another folder and key, twice, and with a KV that fails.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';

const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
const SUPPORT = 'uk-2017/support-more-integrated-working-across-health-services';
const FERRY = 'example-harbour/reopen-the-harbour-ferry';
const FERRY_AT_DESK = '/trackers/example-harbour/pledges/reopen-the-harbour-ferry';

type Badges = { badges: Record<string, { url: string; verdict: { id: string; outcome: string } } | null> };

let stateDir: string;
let desk: Desk;
let running: { child: ChildProcess; output: string };

beforeAll(async () => {
  stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-'));
  running = await start();
});

afterAll(async () => {
  if (running) await stop();
  rmSync(stateDir, { recursive: true, force: true });
});

test('it says where everything is, and the two real pledges are broken and kept', async () => {
  expect(running.output).toContain(`${desk.origin}/demo`);
  expect(running.output).toContain('npm run change-verdict');
  const { badges } = await readBadges([BARRIERS, SUPPORT]);
  expect(badges[BARRIERS]?.verdict.outcome).toBe('broken');
  expect(badges[SUPPORT]?.verdict.outcome).toBe('kept');
  expect(badges[BARRIERS]?.url).toBe(`${desk.origin}/${BARRIERS}`);
  expect(existsSync(join(stateDir, 'v3'))).toBe(true);
});

test('the printed command changes the fictional verdict', async () => {
  expect(await run('scripts/change-verdict.ts')).toContain('"kept"');
  expect((await readBadges([FERRY])).badges[FERRY]?.verdict.id).toBe('kept');
});

test('a second start, on another port, imports nothing again and keeps what the desk has published', async () => {
  const before = await ask<{ version: number }>(desk, FERRY_AT_DESK);
  await stop();
  running = await start();
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
  const { scheme, publishedAt, ...verdict } = content.verdict as Record<string, unknown>;
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

function environment() {
  return { ...process.env, PORT: new URL(desk.origin).port, STATE_DIR: stateDir, ADMIN_TOKEN: desk.token };
}

async function start(): Promise<typeof running> {
  desk = { origin: `http://localhost:${await freePort()}`, token: 'pm_another_key' };
  const child = spawn('node', ['scripts/start.ts'], {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const started = { child, output: '' };
  const collect = (chunk: Buffer) => {
    started.output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  await vi.waitUntil(() => started.output.includes('Pledgemark is running'), {
    timeout: 60_000,
    interval: 200,
  });
  return started;
}

async function stop(): Promise<void> {
  const { child } = running;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await ended;
}

async function run(script: string): Promise<string> {
  const child = spawn('node', [script], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  return output;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
