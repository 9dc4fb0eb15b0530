// The audit in the browser: narrowed by its address, walked through by keys, and each row leads to what it was about.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation;
let wren: string;

const HOSTILE = '=1+1 <img src=x onerror=alert(1)>';

beforeAll(async () => {
  site = await startDesk();
  const { desk } = site;
  await bringIn(desk, [
    { slug: 'reopen-the-ferry', title: 'Reopen the ferry' },
    { slug: 'buy-a-boat', title: 'Buy a boat' },
  ]);
  await bringIn(desk, [{ slug: 'elsewhere', title: 'Of elsewhere' }], {
    id: 'other-tracker',
    name: 'Upper House',
  });
  await bringIn(desk, [{ slug: 'bina-al-jisr', title: 'بناء الجسر' }], {
    id: 'arabic',
    name: 'وعود المدينة',
    language: 'ar',
  });
  wren = await newToken(desk, 'Wren', 'admin', ['test-tracker']);
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const body = aPledge({ title: 'Reopen the ferry', verdict: aVerdict({ id: 'kept' }) });
  const asWren = { ...desk, token: wren };
  await ask(asWren, path, { method: 'PUT', version: 1, body });
  await ask(asWren, path, {
    method: 'PUT',
    version: 2,
    body: { ...body, title: 'Reopen the ferry at last' },
  });
  await ask(asWren, `${path}/publish`, { method: 'POST', version: 3, body: { note: HOSTILE } });
  for (const [slug, version] of [
    ['reopen-the-ferry', 4],
    ['buy-a-boat', 1],
  ] as const)
    await ask(desk, `/trackers/test-tracker/pledges/${slug}/check`, { method: 'POST', version, body: {} });
  await draft(desk, 'a-draft', 'A draft');
});

afterAll(() => site?.close());

async function openAudit(query = '', token = site.desk.token, options = {}) {
  const opened = await openSignedIn(site, token, `/desk/audit${query}`, options);
  await opened.page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  await opened.page.locator('[data-step], main p:has-text("Nothing was done")').first().waitFor();
  return opened;
}

const rows = (page: Page) =>
  page.locator('desk-audit [data-step]').evaluateAll((all) =>
    all.map((row) => {
      const text = (part: string) => {
        const copy = row.querySelector(part)?.cloneNode(true) as Element | undefined;
        for (const said of copy?.querySelectorAll('.said') ?? []) said.remove();
        return copy?.textContent?.trim();
      };
      return [text('.who'), text('.act')];
    }),
  );

const current = (page: Page) =>
  page.evaluate(
    () => document.activeElement?.closest('[data-step]')?.querySelector('.act')?.textContent ?? '',
  );

test('who did what is narrowed by person, act, tracker, pledge, day and words, all of it in the address', async () => {
  const { page, complaints } = await openAudit();
  await expect.poll(() => page.title()).toContain('Audit');
  await expectGood(page, 'audit');
  await picture(page, 'audit');
  await page.locator('select[name=editor]').selectOption('Wren');
  await expect.poll(() => rows(page)).toHaveLength(2);
  expect(page.url()).toMatch(/\?editor=Wren$/);
  // Two saves of one text are one row, with the way to it.
  const saved = page.locator('[data-step]', { hasText: 'Saved' });
  await saved.getByText('2 times').waitFor();
  await saved.locator('.what a.title').waitFor();
  await page.locator('select[name=act]').selectOption('publish');
  await expect.poll(() => rows(page)).toHaveLength(1);
  await page.locator('select[name=act]').selectOption('save');
  await expect.poll(() => rows(page)).toHaveLength(2);
  expect(new URL(page.url()).searchParams.getAll('act')).toEqual(['publish', 'save']);
  await expectGood(page, 'audit, narrowed');
  await page.getByRole('button', { name: 'Do not ask for Saved' }).click();
  await expect.poll(() => rows(page)).toHaveLength(1);
  await page.reload();
  await expect.poll(() => rows(page)).toHaveLength(1);
  await page.getByRole('button', { name: 'Do not ask for Published' }).click();
  await page.getByRole('button', { name: 'Do not ask for Wren' }).click();
  await page.getByLabel('Words of notes').fill('ONERROR');
  await expect.poll(() => rows(page)).toHaveLength(1);
  // What somebody wrote is text.
  await page.getByText(HOSTILE).first().waitFor();
  expect(await page.locator('main img').count()).toBe(0);
  await page.getByLabel('Words of notes').fill('nowhere at all');
  await page.getByText('Nothing was done that fits.').waitFor();
  await expectGood(page, 'audit, nothing found');
  await page.getByRole('link', { name: 'Show everything' }).click();
  await expect.poll(async () => (await rows(page)).length).toBeGreaterThan(5);
  await page.locator('select[name=tracker]').selectOption('other-tracker');
  await expect
    .poll(async () => (await rows(page)).map(([, act]) => act))
    .toEqual(['Imported', 'Started the tracker']);
  await page.locator('select[name=tracker]').selectOption('');
  await page.locator('input[name=slug]').fill('buy-a-boat');
  await page.locator('input[name=slug]').press('Enter');
  await expect.poll(async () => (await rows(page)).map(([, act]) => act)).toEqual(['Checked']);
  await page.locator('input[name=slug]').fill('');
  await page.locator('input[name=from]').fill('2020-01-01');
  await page.locator('input[name=to]').fill('2020-12-31');
  await page.getByText('Nothing was done that fits.').waitFor();
  expect(complaints).toEqual([]);
});

test('by keys from row to row, and by Enter to the difference that an act made and back to its row', async () => {
  const { page } = await openAudit('?editor=Wren');
  await expect.poll(() => rows(page)).toHaveLength(2);
  await page.locator('h1').focus();
  await page.keyboard.press('j');
  await expect.poll(() => current(page)).toContain('Published');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page
    .getByRole('heading', { name: 'Changes from 1 to 2' })
    .or(page.getByRole('heading', { level: 2 }))
    .first()
    .waitFor();
  expect(page.url()).toMatch(/\/history\?revision=2$/);
  expect(await page.locator('input[name=to]:checked').getAttribute('aria-label')).toContain('2');
  expect(await page.locator('input[name=from]:checked').getAttribute('aria-label')).toContain('1');
  await page.goBack();
  await expect.poll(() => current(page)).toContain('Published');
});

test('what was done to many is one row, and each of them is a key away', async () => {
  const { page } = await openAudit('?act=check');
  await page.getByText('2 pledges').waitFor();
  expect(await page.locator('[data-step]').count()).toBe(1);
  await page.getByRole('button', { name: 'Show each: Checked' }).click();
  await expect.poll(() => page.locator('.members > li').count()).toBe(2);
  await page.locator('.members').getByRole('link', { name: 'Buy a boat' }).waitFor();
  await expectGood(page, 'audit, a group');
  await picture(page, 'audit-group');
  await page.getByRole('button', { name: 'Show as one' }).first().click();
  await expect.poll(() => page.locator('.members').count()).toBe(0);
});

test('an admin of one tracker sees its rows and people and no other, and an editor has no audit', async () => {
  const { page } = await openAudit('', wren);
  const text = (
    await page.locator('[data-step], select[name=editor], select[name=tracker]').allInnerTexts()
  ).join();
  for (const other of ['Upper House', 'elsewhere', 'وعود', 'Let somebody in'])
    expect(text).not.toContain(other);
  expect(text).toContain('Reopen the ferry');
  const nav = page.getByRole('navigation', { name: 'Desk' });
  await nav.getByRole('link', { name: 'Audit' }).waitFor();
  expect(await nav.getByRole('link', { name: 'Backup' }).count()).toBe(0);
  const editor = await openSignedIn(site, await newToken(site.desk, 'Heron', 'editor'), '/desk/audit');
  await editor.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  expect(
    await editor.page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Audit' }).count(),
  ).toBe(0);
});

test('what is shown can be taken along as a spreadsheet, of the same rows', async () => {
  const { page } = await openAudit('?editor=Wren&act=publish');
  const link = page.getByRole('link', { name: 'Download as a spreadsheet (CSV)' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toBe('audit.csv');
  const stream = await download.createReadStream();
  let csv = '';
  for await (const chunk of stream) csv += chunk;
  expect(csv.trim().split('\r\n')).toHaveLength(2);
  expect(csv).toContain('Wren');
});

test('older rows come behind those that are there, and the focus goes to the first of them', async () => {
  await Promise.all(
    Array.from({ length: 110 }, (_, index) =>
      ask(site.desk, '/trackers/test-tracker/pledges', {
        method: 'POST',
        body: { slug: `one-of-many-${index}`, title: `One of many ${index}` },
      }),
    ),
  );
  const { page } = await openAudit('?act=create');
  await expect.poll(() => page.locator('[data-step]').count()).toBe(100);
  await page.getByRole('button', { name: 'Older rows' }).click();
  await expect.poll(() => page.locator('[data-step]').count()).toBe(111);
  await page.getByText('That is all there is.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.closest('[data-step]') !== null)).toBe(true);
});

test('what fails is said with a way on, and what was there stays', async () => {
  const { page, context } = await openAudit('?editor=Wren');
  await expect.poll(() => rows(page)).toHaveLength(2);
  await context.setOffline(true);
  await page.locator('select[name=act]').selectOption('publish');
  await page.getByText('The desk cannot be reached.').waitFor();
  expect(await rows(page)).toHaveLength(2);
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => rows(page)).toHaveLength(1);
});

test.each([
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
  ['200 %', { viewport: { width: 720, height: 450 } }],
] as const)('axe finds nothing on the audit in %s, and nothing is cut off', async (name, options) => {
  const { page } = await openAudit('', site.desk.token, options);
  await page.locator('select[name=tracker]').selectOption('arabic');
  await page.locator('[data-step]', { hasText: 'Imported' }).waitFor();
  await expectGood(page, `audit, ${name}`);
  await picture(page, `audit-${name.replace(' %', '')}`);
});
