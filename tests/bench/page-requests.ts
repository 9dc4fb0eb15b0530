// A publisher's page on an origin of its own, in Chromium: what does it ask this installation for?
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';

const LOADED_TIMEOUT_MS = 20_000;
/** Long enough that a request which was still to come has come. */
const QUIET_MS = 500;

/** How many requests a page of that many badges sends to `site`, preflights included, once all badges are live. */
export async function countPageRequests(site: string, ids: string[], counts: number[]): Promise<number[]> {
  const server = createServer((request, response) => {
    const count = Number(request.url?.slice(1));
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(article(site, ids.slice(0, count)));
  }).listen(0, '127.0.0.1');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  try {
    const { port } = server.address() as AddressInfo;
    const requests: number[] = [];
    for (const count of counts) {
      const context = await browser.newContext();
      requests.push(await countRequests(context, `http://127.0.0.1:${port}/${count}`, site, count));
      await context.close();
    }
    return requests;
  } finally {
    await browser.close();
    server.close();
  }
}

function article(site: string, ids: string[]): string {
  const badges = ids.map(
    (id) =>
      `<p>So it was said. <pledge-badge pledge="${id}"><a href="${site}/${id}">Verdict</a></pledge-badge></p>`,
  );
  return `<!doctype html><html lang="en"><title>Article</title><link rel="icon" href="data:,">
<script type="module" async fetchpriority="low" referrerpolicy="no-referrer" src="${site}/embed/v1.js"></script>
${badges.join('\n')}`;
}

async function countRequests(
  context: BrowserContext,
  url: string,
  site: string,
  badges: number,
): Promise<number> {
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
}
