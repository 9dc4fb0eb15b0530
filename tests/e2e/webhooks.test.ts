// Real receivers on the network: what the Courier sends is verified by the standard's own library, and whatever a receiver
// does is bounded. Then the runtime is killed in the middle of it.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Delivery, newsSchema, type Webhook } from '../../data/news.ts';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { type Local, startEmpty } from './local.ts';

const BIG_BYTES = 10 * 1024 * 1024;
const PLEDGES = '/trackers/test-tracker/pledges';
const SLUGS = Array.from({ length: 40 }, (_, at) => `pledge-${at}`);

type Heard = { path: string; headers: Record<string, string>; body: string };
const heard: Heard[] = [];
let sentOfBig = 0;
let isHungUp = false;

const stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-webhooks-'));
const server = createServer((request, response) => void receive(request, response));
let desk: Desk;
let runtime: Local | undefined;
let receiversPort = 0;

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const path = request.url ?? '';
  heard.push({ path, headers: request.headers as Record<string, string>, body });
  if (path.endsWith('/redirects')) response.writeHead(302, { location: '/secret' }).end();
  else if (path.endsWith('/hangs')) request.socket.on('close', () => (isHungUp = true));
  else if (path.endsWith('/big')) {
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024, 'x');
    const pour = () => {
      while (sentOfBig < BIG_BYTES && !response.destroyed) {
        sentOfBig += chunk.length;
        if (!response.write(chunk)) return response.once('drain', pour);
      }
      return response.end();
    };
    pour();
  } else if (path.endsWith('/drips')) {
    response.writeHead(200);
    const drip = setInterval(() => response.write('.'), 500);
    response.on('close', () => clearInterval(drip));
  } else response.writeHead(204).end();
}

async function start(): Promise<void> {
  const receivers = JSON.stringify({ 'https://hooks.paper.example': `http://127.0.0.1:${receiversPort}` });
  runtime = await startEmpty(stateDir, { TEST_RECEIVERS: receivers });
  desk = runtime.desk;
}

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  receiversPort = typeof address === 'object' && address ? address.port : 0;
  await start();
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  const pledges = SLUGS.map((slug) => anImportRow({ slug }));
  await ask(desk, '/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  await untilPublished(desk);
});

afterAll(async () => {
  await runtime?.end('SIGKILL');
  server.closeAllConnections();
  server.close();
  rmSync(stateDir, { recursive: true, force: true });
});

type Made = Webhook & { secret: string };

function make(path: string): Promise<Made> {
  const body = { name: path, url: `https://hooks.paper.example/${path}`, scope: { trackers: '*' } };
  return ask<Made>(desk, '/webhooks', { method: 'POST', body });
}

async function latest(id: string): Promise<Delivery | undefined> {
  const { deliveries } = await ask<{ deliveries: Delivery[] }>(desk, `/webhooks/${id}/deliveries?limit=1`);
  return deliveries[0];
}

async function tested(path: string): Promise<{ made: Made; delivery: Delivery }> {
  const made = await make(path);
  await ask(desk, `/webhooks/${made.id}/test`, { method: 'POST', body: {} });
  await expect.poll(async () => (await latest(made.id))?.state, { timeout: 60_000 }).not.toBe('waiting');
  const delivery = (await latest(made.id))!;
  await ask(desk, `/webhooks/${made.id}`, { method: 'PATCH', body: { on: false }, version: 1 });
  return { made, delivery };
}

test('a receiver verifies what it is sent, and an altered or an old message fails', async () => {
  const { made, delivery } = await tested('good');
  expect(delivery).toMatchObject({ state: 'delivered', status: 204 });
  const { headers, body } = heard.find(({ path }) => path === '/good')!;
  const verifier = new Verifier(made.secret);
  expect(verifier.verify(body, headers)).toMatchObject({ type: 'webhook.test', data: { webhook: made.id } });
  expect(() => verifier.verify(body.replace('good', 'evil'), headers)).toThrow();
  const old = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 3600) };
  expect(() => verifier.verify(body, old)).toThrow();
});

test('redirects are not followed, large and dripping answers not read, and one that hangs is hung up on after 15 s', async () => {
  const redirects = await tested('redirects');
  expect(redirects.delivery).toMatchObject({ state: 'failed', status: 302 });
  expect(heard.filter(({ path }) => path === '/secret')).toEqual([]);

  const big = await tested('big');
  expect(big.delivery).toMatchObject({ state: 'delivered', status: 200 });
  expect(JSON.stringify(big.delivery)).not.toContain('xxx');
  // What the sockets between hold may have been taken; all of it never is.
  expect(sentOfBig).toBeLessThan(BIG_BYTES);

  const began = Date.now();
  const drips = await tested('drips');
  expect([drips.delivery.status, Date.now() - began < 15_000]).toEqual([200, true]);

  const hangs = await tested('hangs');
  expect(hangs.delivery).toMatchObject({ state: 'failed', status: null, error: 'No answer within 15 s' });
  await expect.poll(() => isHungUp).toBe(true);
});

test('whenever the runtime is killed, each publication that was answered is told, in order, and under one id', async () => {
  const made = await make('killed');
  const told = () => heard.filter(({ path }) => path === '/killed');
  const answered = new Map<string, number>();
  for (const dieAfter of [5, 15]) {
    const from = told().length;
    const dies = vi
      .waitUntil(() => told().length >= from + dieAfter, { timeout: 60_000, interval: 5 })
      .then(() => runtime?.end('SIGKILL'));
    await Promise.all(SLUGS.map((slug) => disputeOrSettle(slug, answered)));
    await dies;
    await start();
    await untilPublished(desk);
  }
  await expect
    .poll(async () => (await ask<{ news: { waiting: number } }>(desk, '/status')).news.waiting, {
      timeout: 60_000,
    })
    .toBe(0);
  await expect
    .poll(async () => (await ask<Webhook>(desk, `/webhooks/${made.id}`)).waiting, { timeout: 60_000 })
    .toBe(0);
  const verifier = new Verifier(made.secret);
  const byId = Map.groupBy(told(), ({ headers }) => headers['webhook-id']!);
  // A message that was sent and not noted when the runtime died is sent once more, the same to the byte.
  for (const copies of byId.values()) expect(new Set(copies.map(({ body }) => body)).size).toBe(1);
  const news = [...byId.values()].map(([first]) =>
    newsSchema.parse(verifier.verify(first!.body, first!.headers)),
  );
  for (const slug of SLUGS) {
    const { revisions } = await ask<{ revisions: { revision: number; hash: string }[] }>(
      desk,
      `${PLEDGES}/${slug}/revisions`,
    );
    const ofPledge = news.filter(({ data }) => data.slug === slug);
    // Each revision but that of the import, once and in order: also of what was done and could not be answered any more.
    expect([slug, ofPledge.map(({ data }) => data.hash)]).toEqual([
      slug,
      revisions.slice(1).map(({ hash }) => hash),
    ]);
    expect(revisions.length - 1).toBeGreaterThanOrEqual(answered.get(slug) ?? 0);
  }
  expect(news.length).toBeGreaterThan(20);
}, 600_000);

async function disputeOrSettle(slug: string, answered: Map<string, number>): Promise<void> {
  try {
    const path = `${PLEDGES}/${slug}`;
    const { version, acts } = await ask<{ version: number; acts: string[] }>(desk, path);
    const act = acts.includes('settle') ? 'settle' : 'dispute';
    await ask(desk, `${path}/${act}`, { method: 'POST', body: { note: 'Why.' }, version });
    answered.set(slug, (answered.get(slug) ?? 0) + 1);
  } catch {
    // The runtime is gone: nothing was answered.
  }
}
