// The publisher's rows: what the script costs a page in bytes, requests, movement and time.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { buildEmbed, EMBED_BUDGET_BYTES } from '../../scripts/build.ts';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { badgeWords } from '../../widgets/words/badge-words.ts';
import { ADVISED, article, FALLBACKS, type Fallback, type Speed } from './article.ts';
import { CHANGED_IDS, PATHS, SYNTHETIC_IDS } from './contents.ts';
import { EDGE_BROTLI_QUALITY, serve, startEdge } from './edge.ts';
import { ASSETS, type Installation } from './installation.ts';
import { countPageRequests } from './page-requests.ts';
import { speedRow } from './page-speed.ts';
import { measureLongTasks, measureShift } from './page-stability.ts';
import { brotli } from './sizes.ts';
import { median } from './statistics.ts';
import { atMost, type Row } from './table.ts';

const REQUESTS_AT_MOST = new Map([
  [1, 2],
  [50, 2],
  [500, 9],
]);
const DATA_LIMIT_BYTES = 4000;
const DRIFT_LIMIT = 0.01;
const LONG_TASK_RUNS = 3;
/** As many as were measured when the forms of the fallback were chosen. */
const BADGES_THAT_MAY_MOVE = 12;

/** Where an article is, with this script, so many badges, and what else is asked of it. */
type Article = (script: string, badges: number, asked?: Record<string, string>) => string;

/** All rows about pages. The pledges of `CHANGED_IDS` have to have changed by now. */
export async function pageRows({ site, worker }: Installation): Promise<Row[]> {
  const badgeCss = await readFile(join(ASSETS, 'embed/badge.css'), 'utf8');
  const edge = await startEdge(worker);
  const publisher = await serve(({ url = '/' }, response) => {
    const asked = new URL(url, 'http://publisher').searchParams;
    const ids = asked.get('pledges') === 'changed' ? CHANGED_IDS : SYNTHETIC_IDS;
    const page = {
      script: asked.get('script') ?? '',
      ids: ids.slice(0, Number(asked.get('badges'))),
      fallback: (asked.get('fallback') ?? ADVISED) as Fallback,
      language: asked.get('language') ?? 'en',
    };
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(article(page, badgeCss));
  });
  const at: Article = (script, badges, asked) =>
    `${publisher.origin}/?${new URLSearchParams({ script, badges: `${badges}`, ...asked })}`;
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  try {
    const script = `${edge.origin}/embed/v1.js`;
    const bare = `${edge.origin}/embed/framework-free.js`;
    return [
      ...(await bytes(worker)),
      ...(await requests(browser, site, at)),
      ...(await movement(browser, (...asked) => at(`${script}?late`, BADGES_THAT_MAY_MOVE, ...asked))),
      ...(await longTasks(browser, at(script, 50), at(bare, 50))),
      await speedRow(browser, at(script, 50), at(bare, 50)),
    ];
  } finally {
    await browser.close();
    publisher.close();
    edge.close();
  }
}

async function bytes(worker: string): Promise<Row[]> {
  const { files, sizes } = await buildEmbed();
  const response = await fetch(worker + PATHS.seedBadges);
  if (!response.ok) throw new Error(`${PATHS.seedBadges}: ${response.status}`);
  const data = await response.text();
  const edge = brotli(data, EDGE_BROTLI_QUALITY);
  const chunks = files.filter(({ path }) => path.startsWith('chunks/'));
  return [
    atMost('the script, brotli', sizes.script, EMBED_BUDGET_BYTES.script, 'bytes', 'quality 11'),
    ...chunks.map(({ path, brotli }) => ({
      what: `loaded when needed: ${path.replace(/^chunks\/|-\w+\.js$/g, '')}`,
      measured: `${brotli} bytes`,
      against: 'quality 11',
      limit: '',
      reached: null,
    })),
    atMost(
      'all that is loaded when needed, with the largest language',
      sizes.chunks,
      EMBED_BUDGET_BYTES.chunks,
      'bytes',
      'quality 11',
    ),
    atMost(
      "the seed's 35 badges, brotli",
      brotli(data),
      DATA_LIMIT_BYTES,
      'bytes',
      `${data.length} as sent, ${edge} at quality ${EDGE_BROTLI_QUALITY}`,
    ),
  ];
}

async function requests(browser: Browser, site: string, at: Article): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [badges, most] of REQUESTS_AT_MOST) {
    const counts: number[] = [];
    for (const [language, words] of Object.entries(badgeWords)) {
      // Those of any other come with the words of its cards.
      if (!words) continue;
      const url = at(`${site}/embed/v1.js`, badges, { language });
      counts.push(await countPageRequests(browser, url, site, badges));
    }
    const what = `requests of a page with ${badges} badge${badges === 1 ? '' : 's'}`;
    rows.push(
      atMost(what, Math.max(...counts), most, '', `another origin, the most of ${counts.length} languages`),
    );
  }
  return rows;
}

// The script comes half a second late, so that the page has been painted without it.
async function movement(browser: Browser, at: (asked: Record<string, string>) => string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [pledges, limit] of [
    ['unchanged', 0],
    ['changed', DRIFT_LIMIT],
  ] as const)
    for (const fallback of Object.keys(FALLBACKS) as Fallback[]) {
      const shift = await measureShift(browser, at({ pledges, fallback }));
      rows.push({
        what: `layout shift, all ${pledges}, written as ${fallback}`,
        measured: shift.toFixed(4),
        against: `${BADGES_THAT_MAY_MOVE} badges, 390 px, script 0.5 s late`,
        limit: fallback === ADVISED ? `at most ${limit}` : '',
        reached: fallback === ADVISED ? shift <= limit : null,
      });
    }
  return rows;
}

async function longTasks(browser: Browser, shipped: string, frameworkFree: string): Promise<Row[]> {
  const count = async (url: string, speed: Speed) => {
    const runs: number[] = [];
    for (let run = 0; run < LONG_TASK_RUNS; run += 1)
      runs.push((await measureLongTasks(browser, url, speed)).length);
    return median(runs);
  };
  const row = async (speed: Speed, what: string, most: number | null): Promise<Row> => {
    const tasks = await count(shipped, speed);
    return {
      what,
      measured: `${tasks}`,
      against: `without a framework ${await count(frameworkFree, speed)}`,
      limit: most === null ? '' : `at most ${most}`,
      reached: most === null ? null : tasks <= most,
    };
  };
  return [
    await row('full', 'tasks over 50 ms of a page with 50 badges', 0),
    await row('slow', 'the same with slow 4G, 4x CPU', null),
  ];
}
