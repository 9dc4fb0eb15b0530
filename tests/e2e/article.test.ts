// The whole path: an editor publishes a changed verdict, and the article that quoted the old one says so.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FERRY, publishVerdict } from './ferry.ts';
import { type Installation, startInstallation } from './installation.ts';

let site: Installation;

beforeAll(async () => {
  site = await startInstallation();
});

afterAll(() => site?.close());

const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
const SUPPORT = 'uk-2017/support-more-integrated-working-across-health-services';

async function readArticle(
  options: { javaScriptEnabled?: boolean } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const page = await site.browser.newPage(options);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${site.desk.origin}/demo`, { waitUntil: 'networkidle' });
  return { page, complaints };
}

function badgeLink(page: Page, pledge: string) {
  return page.locator(`pledge-badge[pledge="${pledge}"]`).first().getByRole('link');
}

test('the article shows Broken and Done for the two pledges, whose they are and of when, and nothing complains', async () => {
  const { page, complaints } = await readArticle();
  await expect.poll(() => badgeLink(page, BARRIERS).getAttribute('part')).toBe('link');
  expect(await badgeLink(page, BARRIERS).textContent()).toBe('Broken');
  expect(await badgeLink(page, SUPPORT).textContent()).toBe('Done');
  const name = await badgeLink(page, BARRIERS).getAttribute('aria-label');
  expect(name).toMatch(/^Broken: Remove barriers to the integration of care.*Vote for Policies.*16 May 2019/);
  await expect
    .poll(() => page.locator('pledge-summary').evaluate((element) => element.shadowRoot?.textContent ?? ''))
    .toContain('35 of about 694');
  expect(complaints).toEqual([]);
  await page.close();
});

test('a published change is in the open article after it is loaded again, which says that it changed', async () => {
  const { page } = await readArticle();
  await badgeLink(page, FERRY).scrollIntoViewIfNeeded();
  await expect.poll(() => badgeLink(page, FERRY).getAttribute('part')).toBe('link');
  expect(await badgeLink(page, FERRY).textContent()).toBe('In progress');
  expect(await badgeLink(page, FERRY).getAttribute('aria-label')).not.toContain(
    'When this article was published',
  );

  await publishVerdict(site.desk, 'kept', 'The ferry made its first crossing.');
  await page.reload({ waitUntil: 'networkidle' });
  await badgeLink(page, FERRY).scrollIntoViewIfNeeded();
  await expect.poll(() => badgeLink(page, FERRY).textContent()).toBe('Kept');
  const name = await badgeLink(page, FERRY).getAttribute('aria-label');
  expect(name).toContain('When this article was published, on 2 April 2025: In progress');
  expect(await page.locator(`pledge-badge[pledge="${FERRY}"] [part=changed]`).isVisible()).toBe(true);
  await page.close();
});

test('every link in the article leads to a page, and a badge’s link to the page of its pledge', async () => {
  const { page } = await readArticle();
  const hrefs = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(hrefs.length).toBeGreaterThan(4);
  for (const href of new Set(hrefs)) {
    const answer = await fetch(site.desk.origin + href);
    expect([href, answer.status]).toEqual([href, 200]);
  }
  await page.goto(`${site.desk.origin}/${BARRIERS}`);
  expect(await page.locator('h1').innerText()).toBe(
    'Remove barriers to the integration of care before April 2018',
  );
  expect(await page.locator('.ruling .verdict').innerText()).toBe('Broken');
  await page.close();
});

test('without JavaScript, and with the API gone, the article says what it said when it was written', async () => {
  const { page } = await readArticle({ javaScriptEnabled: false });
  expect(await page.locator(`pledge-badge[pledge="${BARRIERS}"]`).first().innerText()).toBe('Broken');
  await page.close();

  const offline = await site.browser.newPage();
  await offline.route('**/api/**', (route) => route.abort());
  await offline.goto(`${site.desk.origin}/demo`, { waitUntil: 'networkidle' });
  expect(await offline.locator(`pledge-badge[pledge="${BARRIERS}"]`).first().innerText()).toBe('Broken');
  await offline.close();
});

test('the pages keep to their own content security policy, and the home page leads to the article', async () => {
  const page = await site.browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  for (const path of ['/', '/uk-2017', `/${BARRIERS}`, '/docs/problems']) {
    await page.goto(site.desk.origin + path, { waitUntil: 'networkidle' });
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('Georgia');
  }
  await page.goto(`${site.desk.origin}/`);
  await page.getByRole('link', { name: 'demonstration article' }).click();
  expect(new URL(page.url()).pathname).toBe('/demo');
  expect(complaints).toEqual([]);
  await page.close();
});
