import type { Miniflare } from 'miniflare';
import type { ImportRow } from '../../data/import-row.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { mostHeap } from './heap.ts';

const POLL_MS = 100;

export type ImportTime = { answered: number; published: number; heapMb: number };

/**
 * Imports as many rows as asked for into a tracker of their own. Seconds until it was answered and until all of it was
 * in KV, and the most heap that the Worker's isolate, in which the Ledger lives too, had in use meanwhile.
 */
export async function measureImport(miniflare: Miniflare, desk: Desk, rows: number): Promise<ImportTime> {
  const id = `import-${rows}`;
  await ask(desk, '/trackers', { method: 'POST', body: { ...uk2017.tracker, id } });
  const body = { pledges: Array.from({ length: rows }, syntheticRow) };
  const { done, heapMb } = await mostHeap(miniflare, async () => {
    const began = performance.now();
    await ask(desk, `/trackers/${id}/import`, { method: 'POST', body });
    const answered = (performance.now() - began) / 1000;
    while ((await waiting(desk)) > 0) await pause(POLL_MS);
    return { answered, published: (performance.now() - began) / 1000 };
  });
  return { ...done, heapMb };
}

async function waiting(desk: Desk): Promise<number> {
  const status = await ask<{ waiting: { count: number } }>(desk, '/status');
  return status.waiting.count;
}

function syntheticRow(_: unknown, at: number): ImportRow {
  const row = uk2017.pledges[at % uk2017.pledges.length];
  if (!row) throw new Error('The seed is empty.');
  return { ...row, slug: `${at}-${row.slug}`.slice(0, 120), related: [], aliases: [] };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
