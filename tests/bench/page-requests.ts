// What does a publisher's page ask the installation for?
import type { Browser } from 'playwright-core';

const LOADED_TIMEOUT_MS = 20_000;
/** Long enough that a request which was still to come has come. */
const QUIET_MS = 500;

/** How many requests the page sends to `site`, preflights included, until all its badges are live, and after that. */
export async function countPageRequests(
  browser: Browser,
  url: string,
  site: string,
  badges: number,
): Promise<number> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    // Not page.on('request'): that leaves out preflights.
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let requests = 0;
    session.on('Network.requestWillBeSent', ({ request }) => {
      if (request.url.startsWith(site)) requests += 1;
    });
    await page.goto(url);
    await page.waitForFunction(
      (expected) => document.querySelectorAll('pledge-badge:state(loaded)').length === expected,
      badges,
      { timeout: LOADED_TIMEOUT_MS },
    );
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(QUIET_MS);
    return requests;
  } finally {
    await context.close();
  }
}
