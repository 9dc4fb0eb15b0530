// What an act on many costs whoever asks for it, and everybody else meanwhile.
import type { Miniflare } from 'miniflare';
import type { ExportRow } from '../../data/import-row.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { mostHeap } from './heap.ts';
import { publishOnce } from './publish-delay.ts';

const POLL_MS = 100;

/**
 * Seconds until all pieces of a bulk publication were answered and until all of it was in KV; the most heap; and in
 * milliseconds the longest that others waited meanwhile: for the desk, and for their own publication to be visible.
 */
export type BulkTime = {
  answered: number;
  published: number;
  heapMb: number;
  desk: number;
  publication: number;
};

/** Publishes as many drafts as asked for, `piece` of them in one request, in a tracker of their own. */
export async function measureBulk(
  miniflare: Miniflare,
  desk: Desk,
  rows: number,
  piece: number,
  other: string,
): Promise<BulkTime> {
  const id = `bulk-${rows}-${piece}`;
  await ask(desk, '/trackers', { method: 'POST', body: { ...uk2017.tracker, id, visibility: 'public' } });
  const slugs = Array.from({ length: rows }, (_, at) => `promise-${at}`);
  await ask(desk, `/trackers/${id}/import`, { method: 'POST', body: { pledges: slugs.map(aDraft) } });
  await untilInKv(desk);
  const { done, heapMb } = await mostHeap(miniflare, async () => {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    let isOver = false;
    const publishing = (async () => {
      for (let at = 0; at < rows; at += piece) {
        const pledges = slugs.slice(at, at + piece).map((slug) => ({ slug, version: 1 }));
        const body = { id: crypto.randomUUID(), act: 'publish', note: 'First verdicts.', pledges };
        const { done } = await ask<{ done: unknown[] }>(desk, `/trackers/${id}/acts`, {
          method: 'POST',
          body,
        });
        if (done.length !== pledges.length) throw new Error('Not all of them were published.');
      }
      return seconds();
    })();
    const all = publishing.then(async (answered) => {
      await untilInKv(desk);
      isOver = true;
      return { answered, published: seconds() };
    });
    const longest = async (ask: () => Promise<unknown>) => {
      let most = 0;
      while (!isOver) {
        const asked = performance.now();
        await ask();
        most = Math.max(most, performance.now() - asked);
        await pause(20);
      }
      return most;
    };
    const [waited, { visible }] = await Promise.all([
      longest(() => ask(desk, '/me')),
      pause(300).then(() => publishOnce(desk, other, 120_000)),
    ]);
    return { ...(await all), desk: waited, publication: visible };
  });
  return { ...done, heapMb };
}

async function untilInKv(desk: Desk): Promise<void> {
  for (;;) {
    const { waiting } = await ask<{ waiting: { count: number } }>(desk, '/status');
    if (waiting.count === 0) return;
    await pause(POLL_MS);
  }
}

function aDraft(slug: string, at: number): ExportRow {
  const row = uk2017.pledges[at % uk2017.pledges.length];
  if (!row) throw new Error('The seed is empty.');
  const { createdAt: _c, updatedAt: _u, checkedAt: _l, aliases: _a, verdict, ...written } = row;
  const { publishedAt: _p, ...judged } = verdict;
  return { ...written, verdict: judged, slug, related: [], state: 'draft' };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
