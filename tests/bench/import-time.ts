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
  return timed(miniflare, desk, id, { pledges: Array.from({ length: rows }, syntheticRow) });
}

/** The same of a sheet with a mapping; `tried`: seconds until its dry run was answered, with what becomes of each row. */
export async function measureSheet(
  miniflare: Miniflare,
  desk: Desk,
  rows: number,
): Promise<ImportTime & { tried: number }> {
  const id = `sheet-${rows}`;
  await ask(desk, '/trackers', { method: 'POST', body: { ...uk2017.tracker, id } });
  const sheet = { mapping: MAPPING, header: HEADER, rows: Array.from({ length: rows }, sheetRow) };
  const { done, heapMb } = await mostHeap(miniflare, async () => {
    const began = performance.now();
    await ask(desk, `/trackers/${id}/import?dryRun=true`, { method: 'POST', body: sheet });
    return (performance.now() - began) / 1000;
  });
  const time = await timed(miniflare, desk, id, sheet);
  return { ...time, tried: done, heapMb: Math.max(time.heapMb, heapMb) };
}

async function timed(miniflare: Miniflare, desk: Desk, id: string, body: object): Promise<ImportTime> {
  const { done, heapMb } = await mostHeap(miniflare, async () => {
    const began = performance.now();
    await ask(desk, `/trackers/${id}/import`, { method: 'POST', body });
    const answered = (performance.now() - began) / 1000;
    while ((await waiting(desk)) > 0) await pause(POLL_MS);
    return { answered, published: (performance.now() - began) / 1000 };
  });
  return { ...done, heapMb };
}

const HEADER = ['No', 'Promise', 'Topic', 'Status', 'Wording', 'Why', 'Sources', 'Date', 'Due', 'Page'];
const MAPPING = {
  columns: Object.fromEntries(
    [
      'key',
      'title',
      'categories',
      'verdict',
      'quote',
      'summary',
      'sources',
      'published_at',
      'due',
      'page',
    ].map((field, at) => [HEADER[at], field]),
  ),
  words: { verdict: { Achieved: 'done' } },
  dates: 'dmy',
  defaults: { kind: 'action', document: uk2017.tracker.documents[0]?.id },
};

function sheetRow(_: unknown, at: number): string[] {
  const category = uk2017.tracker.categories[at % uk2017.tracker.categories.length];
  return [
    `${at}`,
    `Promise number ${at} of a large sheet`,
    category?.label.en ?? '',
    ['Achieved', 'Broken', 'In progress', 'Not started'][at % 4] ?? '',
    `We will do number ${at}, as we have said.`,
    'It was marked so because the council voted on it.',
    `https://a.example/${at}\nhttps://b.example/${at}`,
    '16.05.2019 14:01',
    '31.12.2026',
    'p. 13',
  ];
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
