// What becomes of answers between the endpoint and the desk.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/** Lets the next request to an address be done, and loses its answer. */
export function loseAnswer(page: Page, url: string, method = 'POST'): Promise<unknown> {
  let isLost = false;
  return page.route(url, async (route) => {
    if (isLost || route.request().method() !== method) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}

/** Delays each request to an address. */
export function delay(page: Page, url: string, milliseconds: number, method = 'POST'): Promise<unknown> {
  return page.route(url, async (route) => {
    if (route.request().method() === method) await sleep(milliseconds);
    // The page may be gone by then.
    await route.continue().catch(() => {});
  });
}
