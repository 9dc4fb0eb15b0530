import type { Miniflare } from 'miniflare';
import type { ImportRow } from '../../data/import-row.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { connect } from './inspector.ts';

const POLL_MS = 100;
const HEAP_POLL_MS = 50;

export type ImportTime = { answered: number; published: number; heapMb: number };

/**
 * Imports as many rows as asked for into a tracker of their own. Seconds until it was answered and until all of it was
 * in KV, and the most heap that the Worker's isolate, in which the Ledger lives too, had in use meanwhile.
 */
export async function measureImport(miniflare: Miniflare, desk: Desk, rows: number): Promise<ImportTime> {
  const id = `import-${rows}`;
  await ask(desk, '/trackers', { method: 'POST', body: { ...uk2017.tracker, id } });
  const inspector = await connect(new URL('/core:user:pledgemark', await miniflare.getInspectorURL()));
  let heapMb = 0;
  let isOver = false;
  const watch = (async () => {
    while (!isOver) {
      const { usedSize } = await inspector.send<{ usedSize: number }>('Runtime.getHeapUsage');
      heapMb = Math.max(heapMb, usedSize / 1e6);
      await pause(HEAP_POLL_MS);
    }
  })();
  const body = { pledges: Array.from({ length: rows }, syntheticRow) };
  const began = performance.now();
  await ask(desk, `/trackers/${id}/import`, { method: 'POST', body });
  const answered = (performance.now() - began) / 1000;
  while ((await waiting(desk)) > 0) await pause(POLL_MS);
  const published = (performance.now() - began) / 1000;
  isOver = true;
  await watch;
  inspector.close();
  return { answered, published, heapMb };
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
