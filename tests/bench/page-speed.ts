// How soon fifty badges are live on a slow telephone, shipped and without a framework, in turns.
import type { Browser } from 'playwright-core';
import { newArticle } from './article.ts';
import { median, quantile } from './statistics.ts';
import type { Row } from './table.ts';

const ROUNDS = 11;
const BADGES = 50;
const MOST = 1.25;

type Timed = { url: string; times: number[] };

/** Milliseconds from navigation to the first frame after all badges hold their data. */
async function timeToLive(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await newArticle(context, 'slow');
    await page.addInitScript((badges) => {
      const isLive = ({ shadowRoot }: Element) => Boolean(shadowRoot?.querySelector('a'));
      const look = () => {
        const all = [...document.querySelectorAll('pledge-badge')];
        if (all.length === badges && all.every(isLive))
          requestAnimationFrame(() => setTimeout(() => performance.mark('live')));
        else requestAnimationFrame(look);
      };
      look();
    }, BADGES);
    await page.goto(url, { waitUntil: 'commit' });
    const mark = await page.waitForFunction(() => performance.getEntriesByName('live')[0]?.startTime);
    return Number(await mark.jsonValue());
  } finally {
    await context.close();
  }
}

/** The row of the ratio: the median of the rounds' own, each with a fresh cache. */
export async function speedRow(browser: Browser, shipped: string, frameworkFree: string): Promise<Row> {
  const ours: Timed = { url: shipped, times: [] };
  const bare: Timed = { url: frameworkFree, times: [] };
  for (let round = -1; round < ROUNDS; round += 1)
    for (const one of round % 2 ? [ours, bare] : [bare, ours]) {
      const time = await timeToLive(browser, one.url);
      // The first round warms the browser and both servers up.
      if (round >= 0) one.times.push(time);
    }
  const ratios = ours.times.map((time, round) => time / (bare.times[round] ?? Number.NaN));
  const ratio = median(ratios);
  const [low, high] = [quantile(ratios, 0.25), quantile(ratios, 0.75)].map((value) => value.toFixed(3));
  return {
    what: `${BADGES} badges live, slow 4G, 4x CPU`,
    measured: `${median(ours.times).toFixed(0)} ms`,
    against: `without a framework ${median(bare.times).toFixed(0)} ms`,
    limit: `${ratio.toFixed(3)} (${low} to ${high}), at most ${MOST}`,
    reached: ratio <= MOST,
  };
}
