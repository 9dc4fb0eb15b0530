import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Miniflare } from 'miniflare';
import type { Desk } from '../../scripts/desk-client.ts';
import { mostHeap } from './heap.ts';

export type BackupTime = { seconds: number; megabytes: number; heapMb: number };

/** A folder of its own for a backup, and how to take it away again. */
export function backupFile(): { file: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'pledgemark-bench-'));
  return {
    file: join(folder, 'backup.ndjson'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Downloads a backup into a file. */
export async function measureBackup(miniflare: Miniflare, desk: Desk, file: string): Promise<BackupTime> {
  return measured(miniflare, file, async () => {
    const answer = await fetch(`${desk.origin}/api/v1/desk/backup`, { headers: headers(desk) });
    if (!answer.ok || !answer.body) throw new Error(`The backup was answered ${answer.status}.`);
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file));
  });
}

/** Sends a backup to an installation that is empty. */
export async function measureRestore(miniflare: Miniflare, desk: Desk, file: string): Promise<BackupTime> {
  return measured(miniflare, file, async () => {
    const answer = await fetch(`${desk.origin}/api/v1/desk/restore?key=${await keyOf(file)}`, {
      method: 'POST',
      headers: { ...headers(desk), 'content-type': 'application/x-ndjson' },
      body: Readable.toWeb(createReadStream(file)) as never,
      duplex: 'half',
    } as RequestInit);
    if (answer.status !== 201) throw new Error(`The restore was answered ${await answer.text()}`);
  });
}

async function measured(miniflare: Miniflare, file: string, work: () => Promise<void>): Promise<BackupTime> {
  const began = performance.now();
  const { heapMb } = await mostHeap(miniflare, work);
  return { seconds: (performance.now() - began) / 1000, megabytes: statSync(file).size / 1e6, heapMb };
}

/** The key that a backup names in its first line. */
async function keyOf(file: string): Promise<string> {
  const first = createReadStream(file, { encoding: 'utf8' });
  for await (const text of first) return /"key":"([^"]+)"/.exec(text)?.[1] ?? 'none';
  return 'none';
}

function headers({ token }: Desk) {
  return { authorization: `Bearer ${token}` };
}
