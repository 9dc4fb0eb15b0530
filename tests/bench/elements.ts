// The badge measured like a library: what it costs to have so many on a page, what each holds, and what is left of those
// that are gone. Against the same without a framework and three elements of npm, in turns, in ratios.
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { SYNTHETIC_IDS } from './contents.ts';
import { type Served, serve, startEdge } from './edge.ts';
import { bundlePeers, type Peer, peers } from './peers.ts';
import { brotli } from './sizes.ts';
import { median } from './statistics.ts';

const COUNTS = [1, 50, 500, 2000];
const SLOW_CPU = 4;
const ROUNDS = 7;
/** In and out of a page, so often. */
const CYCLES = 5;
const IN_A_CYCLE = 1000;

type Held = { bytes: number; listeners: number; nodes: number };

/** The table: a line for each figure, a column for each element; each but ours with how many times of it ours is. */
export async function elementTable(worker: string): Promise<string[][]> {
  const edge = await startEdge(worker);
  const scripts = await bundlePeers();
  const page = await serve(({ url = '/' }, response) => {
    const script = scripts.get(url.slice(1));
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(
      script ??
        '<!doctype html><html lang="en"><title>Elements</title><style>body{font:17px/1.5 serif}</style><main></main></html>',
    );
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  try {
    const all = peers(`${edge.origin}/embed`, page.origin);
    const lines: string[][] = [['', ...all.map(({ name }) => name)]];
    lines.push(line('script, brotli, bytes', await Promise.all(all.map(scriptBytes))));
    for (const count of COUNTS)
      lines.push(line(`${count} drawn, 4x CPU, ms`, await inTurns(all, (peer) => drawing(browser, page, peer, count))));
    for (const count of COUNTS)
      lines.push(
        line(`${count} with their data, 4x CPU, ms`, await inTurns(all.slice(0, 2), (peer) => drawing(browser, page, peer, count, true))),
      );
    const held = await inTurns(all, (peer) => holding(browser, page, peer), 3)
  } finally {
    await browser.close();
    page.close();
    edge.close();
  }
}
