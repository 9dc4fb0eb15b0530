// What a desk of four people with 6,000 pledges in five trackers waits for, in a browser: from a key to the rows, and to the
// next row's focus. All of it is due, which is the worst day there is. By itself: `node tests/bench/desk-screens.ts`, after a build.
import type { CDPSession, Page } from 'playwright-core';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from '../e2e/desk.ts';
import { median, quantile } from './statistics.ts';
import { atMost, printTable, type Row } from './table.ts';

/** Pledges of each tracker: one as large as the real one, and 6,000 in all. */
const TRACKERS = [700, 1325, 1325, 1325, 1325];
const PEOPLE = ['Robin', 'Wren', 'Heron', 'Kim'];
const STEPS = 40;

/** In milliseconds: what is at once to a hand, and what is a screen's. */
const AT_ONCE = 50;
const A_SCREEN = 500;
/** What a page may hold in memory with 700 rows drawn. */
const HEAP_LIMIT_MB = 60;

/** All rows of the table; what is not `reached` is too slow, or too much. */
export async function deskScreenRows(): Promise<Row[]> {
  const site = await startDesk();
  try {
    const meanwhile = await fill(site.desk);
    return [meanwhile, ...(await alone(site)), ...(await together(site))];
  } finally {
    await site.close();
  }
}

// And what an editor waits for while the last of it is on its way to readers.
async function fill(desk: Desk): Promise<Row> {
  const waits: number[] = [];
  for (const [at, rows] of TRACKERS.entries()) {
    const id = `tracker-${at}`;
    const tracker = { ...uk2017.tracker, id, name: `Tracker ${at}`, closedAt: null, reviewEvery: 90 };
    await ask(desk, '/trackers', { method: 'POST', body: tracker });
    const pledges = Array.from({ length: rows }, (_, row) => {
      const real = uk2017.pledges[row % uk2017.pledges.length] ?? uk2017.pledges[0]!;
      const slug = `${row}-${real.slug}`.slice(0, 120);
      return { ...real, slug, related: [], aliases: [], checkedAt: '2020-01-01T00:00:00Z' };
    });
    await ask(desk, `/trackers/${id}/import`, { method: 'POST', body: { pledges } });
    if (at === TRACKERS.length - 1)
      for (let round = 0; round < 10; round += 1) {
        const began = performance.now();
        await ask(desk, '/today');
        waits.push(performance.now() - began);
      }
    await untilPublished(desk);
  }
  return ofTimes('Today as the endpoint answers it while an import goes to KV', waits, A_SCREEN);
}

async function alone(site: DeskInstallation): Promise<Row[]> {
  const { page, context } = await openSignedIn(site, await newToken(site.desk, 'Alone', 'editor'));
  const session = await context.newCDPSession(page);
  await page.locator('[data-row]').first().waitFor();
  const rows: Row[] = [];
  const screens = { Find: ['/'], Today: ['g', 't'] } as const;
  const took = new Map<string, number[]>(Object.keys(screens).map((name) => [name, []]));
  for (let round = 0; round < 5; round += 1)
    for (const [name, keys] of Object.entries(screens)) {
      const tag = `desk-${name.toLowerCase()} [data-row]`;
      took.get(name)?.push(await keyTo(page, keys, `document.querySelector('${tag}')`));
      await page.keyboard.press('Escape');
      await page.locator('h1').evaluate((heading) => (heading as HTMLElement).focus());
    }
  for (const [name, times] of took)
    rows.push(ofTimes(`${name} of 6,000 that are due, from key to rows`, times, A_SCREEN));
  rows.push(ofTimes('j, from key to focus', await steps(page, 'j'), AT_ONCE));
  rows.push(ofTimes('c, from key to focus on the next row', await steps(page, 'c'), AT_ONCE));
  await page.goto(`${site.desk.origin}/desk?tracker=tracker-0`);
  await page.locator('[data-row]').first().waitFor();
  while ((await page.locator('.end').count()) > 0) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(20);
  }
  rows.push(ofTimes('j with 700 rows drawn, from key to focus', await steps(page, 'j'), AT_ONCE));
  rows.push(ofTimes('c with 700 rows drawn, from key to focus', await steps(page, 'c'), AT_ONCE));
  const heap = await heapMb(session);
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  rows.push(atMost('the same, heap of the page', heap, HEAP_LIMIT_MB, 'MB', `${nodes} elements`));
  await context.close();
  return rows;
}

// Four people check at once, each in a tracker of their own and from its first row.
async function together(site: DeskInstallation): Promise<Row[]> {
  const times = await Promise.all(
    PEOPLE.map(async (name, at) => {
      const token = await newToken(site.desk, name, 'editor');
      const { page, context } = await openSignedIn(site, token, `/desk?tracker=tracker-${at + 1}`);
      await page.locator('[data-row]').first().waitFor();
      const took = await steps(page, 'c');
      await page.waitForFunction((done) => document.querySelectorAll('tr .done').length >= done, STEPS - 1);
      await context.close();
      return took;
    }),
  );
  return [ofTimes('four people check at once, from key to focus on the next row', times.flat(), AT_ONCE * 4)];
}

function ofTimes(what: string, times: number[], most: number): Row {
  const [middle, late] = [median(times), quantile(times, 0.95)].map((time) => Math.round(time));
  return atMost(what, middle!, most, 'ms', `95 in 100 within ${late} ms`);
}

/** From row to row by a key: milliseconds to each. */
async function steps(page: Page, key: string): Promise<number[]> {
  const times: number[] = [];
  await page.locator('[data-row] a').first().focus();
  for (let step = 0; step < STEPS; step += 1) {
    await page.evaluate("globalThis.before = document.activeElement.closest('[data-row]').dataset.row");
    const hasMoved = "document.activeElement.closest('[data-row]')?.dataset.row !== before";
    times.push(await keyTo(page, [key], hasMoved));
  }
  return times;
}

/** Milliseconds from the last of these keys to the frame in which something holds. */
async function keyTo(page: Page, keys: readonly string[], holds: string): Promise<number> {
  for (const key of keys.slice(0, -1)) await page.keyboard.press(key);
  await page.evaluate(`globalThis.took = new Promise((resolve) => addEventListener('keydown', ({ timeStamp }) => {
    const look = () => ${holds}
      ? requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)))
      : setTimeout(look);
    setTimeout(look);
  }, { once: true, capture: true })); 0`);
  await page.keyboard.press(keys.at(-1) ?? '');
  return page.evaluate('took');
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1e6);
}

if (import.meta.main) printTable(await deskScreenRows());
