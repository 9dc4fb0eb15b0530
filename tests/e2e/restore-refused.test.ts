// What is no backup is refused soon, and what was refused is gone from the database's file on the disk.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type Local, startEmpty } from './local.ts';

const MEGABYTE = 1024 * 1024;
const state = mkdtempSync(join(tmpdir(), 'pledgemark-refused-'));
let installation: Local | undefined;
let desk: Desk;

// The documented rehearsal: an empty installation on a disk.
beforeAll(async () => {
  installation = await startEmpty(state);
  desk = installation.desk;
});

afterAll(async () => {
  await installation?.end('SIGTERM');
  rmSync(state, { recursive: true, force: true });
});

/** The bytes of the Ledger's files on the disk. */
function onDisk(): number {
  const folder = join(state, 'v3/do/pledgemark-Ledger');
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}

type Told = { status: number; seconds: number; errors: { line?: number; pointer: string; detail: string }[] };

async function send(body: BodyInit, isZipped = true): Promise<Told> {
  const began = performance.now();
  const answer = await fetch(`${desk.origin}/api/v1/desk/restore?key=none`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${desk.token}`,
      'content-type': 'application/x-ndjson',
      ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
    },
    body,
    duplex: 'half',
  } as RequestInit);
  const { errors = [] } = (await answer.json()) as Partial<Told>;
  return { status: answer.status, seconds: (performance.now() - began) / 1000, errors };
}

/** What gives the same bytes again and again, as gzip. */
async function bomb(first: string, again: Uint8Array, times: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces = function* () {
    yield first;
    for (let time = 0; time < times; time += 1) yield again;
  };
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(pieces()).pipe(createGzip({ level: 9 }))) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}

const HEADER = JSON.stringify({
  backup: {
    format: 2,
    schema: 1,
    at: '2026-01-01T00:00:00.000Z',
    installation: 'https://pledges.example',
    key: `ed25519:${'A'.repeat(43)}`,
    heads: {},
  },
});

function aTokenRow(name: string): string {
  const row = {
    id: crypto.randomUUID(),
    name,
    role: 'writer',
    trackers: '"*"',
    created_at: '2026-01-01T00:00:00Z',
  };
  return `${JSON.stringify({ table: 'token', row: { ...row, created_by: 'admin' } })}\n`;
}

test('a gzip bomb of zeros, a file of another kind and a line without end are refused at their first lines, in seconds', async () => {
  const zeros = await bomb('', new Uint8Array(MEGABYTE), 1024);
  expect(zeros.length).toBeLessThan(2 * MEGABYTE);
  const before = onDisk();
  const endless = await bomb(`${HEADER}\n`, new TextEncoder().encode('a'.repeat(MEGABYTE)), 1024);
  const picture = new Uint8Array(randomBytes(20 * MEGABYTE));
  const table = new TextEncoder().encode('slug,title\nreopen-the-ferry,Reopen the ferry\n'.repeat(400_000));
  for (const [body, isZipped] of [
    [zeros, true],
    [endless, true],
    [picture, false],
    [new Uint8Array(gzipSync(picture)), true],
    [table, false],
  ] as const) {
    const { status, seconds, errors } = await send(body, isZipped);
    expect([status, errors]).toEqual([422, [expect.objectContaining({ line: expect.any(Number) })]]);
    expect(errors[0]?.line).toBeLessThanOrEqual(2);
    expect(seconds).toBeLessThan(20);
    expect(onDisk() - before).toBeLessThan(MEGABYTE);
  }
});

test('what begins like a backup and bursts is refused by its ratio, and nothing of it stays on the disk', async () => {
  const before = onDisk();
  const row = aTokenRow('Wren');
  const rows = new TextEncoder().encode(row.repeat(Math.ceil(MEGABYTE / row.length)));
  const bursting = await bomb(`${HEADER}\n`, rows, 1024);
  const { status, seconds, errors } = await send(bursting);
  expect([status, errors[0]?.detail]).toEqual([422, expect.stringContaining('100 times')]);
  expect(seconds).toBeLessThan(60);
  expect(onDisk() - before).toBeLessThan(MEGABYTE);
});

test('a whole file of 60 MB that is refused at its last line leaves no megabytes on the disk, and its key stays', async () => {
  const key = async () => (await fetch(`${desk.origin}/.well-known/pledgemark.json`)).json();
  await vi.waitUntil(async () => (await fetch(`${desk.origin}/.well-known/pledgemark.json`)).ok);
  const own = await key();
  const before = onDisk();
  const hash = createHash('sha256');
  const lines = [`${HEADER}\n`];
  for (let row = 0; row < 300_000; row += 1) lines.push(aTokenRow(`Wren ${row}`));
  const body = lines.join('');
  expect(body.length).toBeGreaterThan(50 * MEGABYTE);
  const end = { counts: {}, sha256: hash.update(body).digest('hex').replace(/^./, 'x') };
  const { status, errors } = await send(`${body}${JSON.stringify({ end })}\n`, false);
  expect([status, errors[0]?.pointer]).toEqual([422, '/end/sha256']);
  await expect.poll(() => onDisk() - before).toBeLessThan(MEGABYTE);

  // It is as usable as before.
  await ask(desk, '/trackers', { method: 'POST', body: aTracker() });
  await ask(desk, '/republish', { method: 'POST' });
  expect(await key()).toEqual(own);
  expect(await send(`${HEADER}\n`, false)).toMatchObject({ status: 409 });
});
