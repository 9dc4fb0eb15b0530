// Pages of another origin that are not kind to the production build: it works, and they do not hear of it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostPages } from './host-pages.ts';
import { type Installation, startInstallation } from './installation.ts';
import { type Publisher, startPublisher } from './publisher.ts';

let site: Installation;
let publisher: Publisher;

beforeAll(async () => {
  site = await startInstallation();
  const { origin } = site.desk;
  publisher = await startPublisher(hostPages(origin));
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

/** Opens a page of the publisher and notes all that it complains of. */
async function open(path: string, options: { javaScriptEnabled?: boolean } = {}) {
  const page = await site.browser.newPage(options);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`violation of ${violatedDirective} by ${blockedURI}`),
    ),
  );
  await page.goto(publisher.origin + path);
  return { page, complaints, requests };
}

/** Waits until everything on the page is live: the badges, the plain link's among them, and the blocks. */
async function live(page: Pick<Page, 'waitForFunction'>): Promise<void> {
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll('pledge-badge, pledge-card, pledge-summary, pledge-list')];
    for (const element of elements) if (!element.matches(':state(loaded)')) element.scrollIntoView();
    return elements.length === 6 && elements.every((element) => element.matches(':state(loaded)'));
  });
}

test('under the strictest policy, Trusted Types enforced, badges and cards are live and nothing is reported', async () => {
  const { page, complaints, requests } = await open('/strict');
  await live(page);
  expect(await page.locator('#quoted').getByRole('link').getAttribute('aria-label')).toMatch(/^Broken: /);
  const linked = page.locator('#linked pledge-badge');
  expect(await linked.getByRole('link').textContent()).toBe('Done');
  for (const badge of [page.locator('#quoted pledge-badge'), linked]) {
    await badge.hover();
    await badge.locator('[part=card]').waitFor({ state: 'visible' });
    // An open card lies over the next paragraph: it is left, as a reader would, before the next badge is pointed at.
    await page.mouse.move(0, 0);
    await badge.locator('[part=card]').waitFor({ state: 'detached' });
  }
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !url.startsWith(site.desk.origin))).toEqual([`${publisher.origin}/strict`]);
  await page.close();
});

test('leaves nothing behind: no global, no cookie, nothing stored, and no referrer sent', async () => {
  const { page } = await open('/plain');
  const referrers: (string | undefined)[] = [];
  page.on('request', (request) => referrers.push(request.headers().referer));
  await page.addInitScript(() => {
    const window = globalThis as { names?: string[] };
    window.names = Object.getOwnPropertyNames(globalThis);
  });
  await page.reload();
  await live(page);
  const { added, stored } = await page.evaluate(() => {
    const { names = [] } = globalThis as { names?: string[] };
    return {
      added: Object.getOwnPropertyNames(globalThis).filter(
        (name) => !names.includes(name) && name !== 'names',
      ),
      stored: localStorage.length + sessionStorage.length,
    };
  });
  expect({ added, stored, cookies: await page.context().cookies() }).toEqual({
    added: [],
    stored: 0,
    cookies: [],
  });
  expect(referrers.slice(1).filter(Boolean)).toEqual([]);
  await page.close();
});

test('on a page that is isolated from other origins, every element is live', async () => {
  const { page, complaints } = await open('/isolated');
  await live(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  expect(complaints).toEqual([]);
  await page.close();
});

test('in a sandboxed frame, whose origin is null, every element is live', async () => {
  const { page, complaints } = await open('/sandbox');
  const frame = page.frames()[1];
  await frame?.waitForLoadState();
  await live(frame as never);
  expect(await frame?.evaluate(() => origin)).toBe('null');
  expect(complaints).toEqual([]);
  await page.close();
});

test.each(['/lit-first', '/lit-second'])(
  'beside a page’s own Lit (%s), both keep their policies',
  async (path) => {
    const { page, complaints } = await open(path);
    await live(page);
    expect(await page.locator('#app').textContent()).toBe('Ours');
    expect(
      await page.evaluate(() => (globalThis as { litHtmlVersions?: string[] }).litHtmlVersions),
    ).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test('without script, without the parts that are loaded later, and with the installation gone, the page has its text', async () => {
  const { page } = await open('/plain', { javaScriptEnabled: false });
  const text = await page.locator('body').innerText();
  for (const part of ['It is Broken.', 'One pledge', 'All verdicts', 'Newest verdicts'])
    expect(text).toContain(part);
  await page.close();

  const context = await site.browser.newContext();
  await context.route(`${site.desk.origin}/**`, (route) => route.abort());
  const alone = await context.newPage();
  await alone.goto(`${publisher.origin}/plain`);
  await alone.waitForLoadState('networkidle');
  expect(await alone.locator('body').innerText()).toBe(text);
  await context.unroute(`${site.desk.origin}/**`);
  await context.route('**/embed/chunks/**', (route) => route.abort());
  await alone.reload({ waitUntil: 'networkidle' });
  expect(await alone.locator('#quoted').getByRole('link').getAttribute('aria-label')).toMatch(/^Broken: /);
  for (const part of ['One pledge', 'All verdicts', 'Newest verdicts'])
    expect(await alone.locator('body').innerText()).toContain(part);
  await context.unroute('**/embed/chunks/**');
  await context.route('**/api/v1/**', (route) => route.abort());
  await alone.reload({ waitUntil: 'networkidle' });
  expect(await alone.locator('#quoted').innerText()).toBe('It is Broken.');
  await context.close();
});
