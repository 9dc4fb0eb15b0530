// On through the list that a pledge was opened from: where one stands in it, the next, the one before, and its end.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, focused, foundTracker, TRACKER, untilWriting } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

const SLUGS = ['buoy-a', 'buoy-b', 'buoy-c'];

beforeAll(async () => {
  site = await startDesk();
  await foundTracker(site.desk);
  const pledges = SLUGS.map((slug) => anImportRow({ slug, title: `Lay ${slug}` }));
  await ask(site.desk, `${TRACKER}/import`, { method: 'POST', body: { pledges } });
  const token = await newToken(site.desk, 'Robin', 'editor');
  robin = await openSignedIn(site, token, '/desk', { bypassCSP: true });
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

function place(page: Page) {
  return page.getByRole('navigation', { name: 'In the list' });
}

/** Opens the first of a list, and answers the slugs in its order. */
async function openFirst(page: Page, path = '/desk'): Promise<string[]> {
  await page.goto(site.desk.origin + path);
  const list = page.locator('table.list, ul.rows').first();
  await list.locator('[data-row]').first().waitFor();
  const rows = await list
    .locator('[data-row]')
    .evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row?.split('/')[1] ?? ''));
  await list.locator('[data-row] a').first().click();
  await untilWriting(page);
  return rows;
}

async function untilAt(page: Page, slug: string | undefined, tab = ''): Promise<void> {
  await page.waitForURL(`**/desk/pledges/test-tracker/${slug}${tab}`);
  await page.locator('.tabs').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
}

test('n and p go through the list in its order, with the focus on each heading, and its end leads back to it', async () => {
  const { page } = robin;
  const rows = await openFirst(page);
  expect(rows).toEqual(SLUGS);
  expect(await place(page).innerText()).toContain('1 of 3');
  await expectGood(page, 'a pledge of a list');
  await page.keyboard.press('p');
  await page.getByRole('status').getByText('This is the first of: Due for review').waitFor();
  await page.keyboard.press('n');
  await untilAt(page, rows[1]);
  // A reload is no way out of the list.
  await page.reload();
  await untilWriting(page);
  expect(await place(page).innerText()).toContain('2 of 3');
  await place(page).getByRole('link', { name: 'Next pledge' }).click();
  await untilAt(page, rows[2]);
  await page.keyboard.press('p');
  await untilAt(page, rows[1]);
  await page.keyboard.press('n');
  await untilAt(page, rows[2]);
  await page.keyboard.press('n');
  await page.waitForURL('**/desk');
  await page.getByRole('status').getByText('That was the last of: Due for review').waitFor();
});

test('who reads histories goes on to the next history, and a list of Find is gone through as it was narrowed', async () => {
  const { page } = robin;
  const rows = await openFirst(page, '/desk/find?q=buoy');
  expect(rows).toHaveLength(3);
  await page.getByRole('link', { name: 'History' }).click();
  await page.locator('.tabs').waitFor();
  await page.keyboard.press('n');
  await untilAt(page, rows[1], '/history');
  await page.getByRole('link', { name: 'Publish', exact: true }).click();
  await page.getByText('There is no draft to publish.').waitFor();
  await page.keyboard.press('n');
  await untilAt(page, rows[2]);
  await place(page)
    .getByRole('link', { name: /^3 of 3/ })
    .click();
  await page.waitForURL('**/desk/find?q=buoy');
});

test('what is typed is saved before the next pledge comes, and n in a field is a letter', async () => {
  const { page } = robin;
  const rows = await openFirst(page);
  await page.getByLabel('Headline').fill('Begu');
  await page.getByLabel('Headline').press('End');
  await page.keyboard.press('n');
  expect(await page.getByLabel('Headline').inputValue()).toBe('Begun');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('n');
  await untilAt(page, rows[1]);
  const { draft } = await ask<{ draft: { verdict: { headline: string } } }>(
    site.desk,
    `${TRACKER}/pledges/${rows[0]}`,
  );
  expect(draft.verdict.headline).toBe('Begun');
});

test('a pledge that is opened by its address is in no list, and there n leads to Today', async () => {
  const { page } = robin;
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/reopen-the-ferry`);
  await untilWriting(page);
  expect(await place(page).count()).toBe(0);
  await page.keyboard.press('n');
  await page.waitForURL('**/desk');
});

test('a pledge that is renamed keeps its place, and from the trash the next one follows', async () => {
  const { page } = robin;
  for (const slug of ['draft-a', 'draft-b'])
    await ask(site.desk, `${TRACKER}/pledges`, {
      method: 'POST',
      body: { slug, ...aPledge({ title: slug }) },
    });
  const rows = await openFirst(page, '/desk/find?q=draft');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rename');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Address', { exact: true }).fill('draft-z');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL('**/draft-z');
  await untilWriting(page);
  expect(await place(page).innerText()).toContain('1 of 2');
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Move to the trash' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await untilAt(page, rows[1]);
  await page.getByRole('status').getByText('Moved to the trash.').waitFor();
  expect(await focused(page)).toBe(rows[1]);
});
