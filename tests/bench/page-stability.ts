// What badges do to the page around them: how far it moves, and for how long it is held up.
import type { Browser, Page } from 'playwright-core';
import { newArticle, type Speed } from './article.ts';

const QUIET_MS = 300;
const TELEPHONE = { width: 390, height: 844 };
const LONG_MICROSECONDS = 50_000;

/** The sum of a page's layout shifts until its badges are live, in the script's own time. */
export async function measureShift(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: TELEPHONE });
  try {
    const page = await newArticle(context, 'full');
    await page.addInitScript(() => {
      const noted = { shift: 0 };
      Object.assign(globalThis, { noted });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          noted.shift += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await untilLive(page, url);
    return await page.evaluate(() => (globalThis as unknown as { noted: { shift: number } }).noted.shift);
  } finally {
    await context.close();
  }
}

type TraceEvent = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } };

/**
 * The page's tasks that took more than 50 ms of the processor, in milliseconds. Not the browser's own "longtask" entries:
 * they count the time that other programs took from the page as well.
 */
export async function measureLongTasks(browser: Browser, url: string, speed: Speed): Promise<number[]> {
  const context = await browser.newContext({ viewport: TELEPHONE });
  try {
    const page = await newArticle(context, speed);
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline'] });
    await untilLive(page, url);
    const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
    const threads = trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`);
    return trace.traceEvents
      .filter(({ name, pid, tid }) => name === 'RunTask' && threads.includes(`${pid} ${tid}`))
      .flatMap(({ tdur = 0 }) => (tdur > LONG_MICROSECONDS ? tdur / 1000 : []));
  } finally {
    await context.close();
  }
}

async function untilLive(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('pledge-badge')].every((badge) => badge.shadowRoot?.querySelector('a')),
  );
  await page.waitForTimeout(QUIET_MS);
}
