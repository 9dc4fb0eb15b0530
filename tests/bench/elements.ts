// `node tests/bench/elements.ts`, and a part of `npm run bench`: the badge measured like a library. What it costs a page to
// have so many, what each holds, and what is left when they are gone; in turns with the same without a framework and
// with three elements of npm, and told as ratios.
import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { fill, READS, SYNTHETIC_IDS } from './contents.ts';
import { serve, startEdge } from './edge.ts';
import { drawing, type Held, holding } from './element-cost.ts';
import { buildForProduction, startInstallation } from './installation.ts';
import { bundlePeers, type Peer, peers } from './peers.ts';
import { brotli } from './sizes.ts';
import { median } from './statistics.ts';
import { printColumns } from './table.ts';

/** So many elements, in so many rounds: two thousand take many seconds. */
const ROUNDS = new Map([
  [1, 9],
  [50, 5],
  [500, 3],
  [2000, 1],
]);
const HELD = 1000;
const PAGE = `<!doctype html><html lang="en"><title>Elements</title><link rel="icon" href="data:,">
<style>body{font:17px/1.5 serif}</style><main></main><script type="module" src="SCRIPT"></script></html>`;

/** Measures all and prints it; `worker` has the pledges of `contents.ts`. */
export async function printElementTable(worker: string): Promise<void> {
  const scripts = await bundlePeers();
  const edge = await startEdge(worker);
  const host = await serve(({ url = '/' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://host');
    const script = scripts.get(pathname.slice(1));
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? PAGE.replace('SCRIPT', searchParams.get('script') ?? ''));
  });
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  try {
    const all = peers(`${edge.origin}/embed`, host.origin);
    printColumns([
      ['ours, and the others (ours against theirs)', ...all.map(({ name }) => name)],
      line('script, brotli, kB', await Promise.all(all.map(({ script }) => kilobytes(script))), 1),
      ...(await timeLines(browser, host.origin, all)),
      ...(await heldLines(browser, host.origin, all)),
    ]);
  } finally {
    await browser.close();
    host.close();
    edge.close();
  }
}

const markup = (peer: Peer, count: number, live: boolean) =>
  Array.from(
    { length: count },
    (_, at) => `<p>It is ${peer.markup(SYNTHETIC_IDS[at % SYNTHETIC_IDS.length] ?? '', live)} now.`,
  );

async function timeLines(browser: Browser, origin: string, all: Peer[]): Promise<string[][]> {
  const lines: string[][] = [];
  for (const live of [false, true])
    for (const [count, rounds] of ROUNDS) {
      const measured = live ? all.filter(({ data }) => data) : all;
      const times = await inTurns(measured, rounds, (peer) =>
        drawing(browser, origin, peer, markup(peer, count, live), live ? (peer.data ?? '') : peer.drawn),
      );
      lines.push(line(`${count} ${live ? 'with their data' : 'drawn'}, 4x CPU, ms`, times, 1));
    }
  return lines;
}

async function heldLines(browser: Browser, origin: string, all: Peer[]): Promise<string[][]> {
  const held: Held[] = [];
  for (const peer of all)
    held.push(await holding(browser, origin, peer, markup(peer, HELD, true), peer.data ?? peer.drawn));
  const kept = (what: keyof Held) => held.map((each) => each[what].toFixed(0));
  return [
    line(
      'memory of one, kB',
      held.map(({ bytes }) => bytes / 1000),
      1,
    ),
    ['bytes left of each that came and went', ...kept('leakedBytes')],
    ['listeners left of 4,000', ...kept('leakedListeners')],
    ['nodes left of 4,000', ...kept('leakedNodes')],
  ];
}

// The median of each; rounds take turns, so that what else the machine does is shared.
async function inTurns(
  all: Peer[],
  rounds: number,
  measure: (peer: Peer) => Promise<number>,
): Promise<number[]> {
  const values = all.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, peer] of all.entries()) values[at]?.push(await measure(peer));
  return values.map(median);
}

// Ours as it is, and for each other how many times that ours is.
function line(what: string, values: number[], digits: number): string[] {
  const [ours = Number.NaN] = values;
  return [
    what,
    ...values.map((value, at) => value.toFixed(digits) + (at ? ` (${(ours / value).toFixed(2)})` : '')),
  ];
}

async function kilobytes(script: string): Promise<number> {
  const answer = await fetch(script);
  if (!answer.ok) throw new Error(`${script}: ${answer.status}`);
  return brotli(new Uint8Array(await answer.arrayBuffer())) / 1000;
}

if (import.meta.main) {
  await buildForProduction();
  const { miniflare, worker, desk } = await startInstallation(READS);
  try {
    await fill(desk);
    await printElementTable(worker);
  } finally {
    await miniflare.dispose();
  }
}
