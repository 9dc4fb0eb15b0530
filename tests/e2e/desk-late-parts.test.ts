// Parts of the app that are loaded when they are wanted, where there is no network just then: it is said, nothing is lost,
// and the same key does it once there is one.
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo } from './desk-contents.ts';
import { rows, untilSaid } from './desk-lists.ts';
import { focused } from './desk-pledge.ts';

const UNREACHABLE = 'The desk cannot be reached. Check the connection; nothing on this screen is lost.';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await bringIn(site.desk, [
    { slug: 'trams', title: 'Trams', checkedAt: daysAgo(200) },
    { slug: 'homes', title: 'Homes', checkedAt: daysAgo(190), categories: ['housing'] },
  ]);
});

afterAll(() => site?.close());

/** Opens an address with these parts out of reach from the beginning, so that none is loaded ahead. */
async function openWithout(parts: string, path: string, token = robin) {
  const opened = await openSignedIn(site, token, '/desk/trash');
  const scripts = new RegExp(`/parts/(?:${parts})-\\w+\\.js$`);
  await opened.context.route(scripts, (route) => route.abort());
  await opened.page.goto(site.desk.origin + path);
  const faults: string[] = [];
  opened.page.on('pageerror', (error) => faults.push(String(error)));
  return { ...opened, faults, scripts };
}

/** Does it in a tunnel, where it is said that there is no network, and behind the tunnel once more. */
async function twice(page: Page, context: BrowserContext, scripts: RegExp, act: () => Promise<unknown>) {
  await context.setOffline(true);
  await act();
  await untilSaid(page, UNREACHABLE);
  await context.setOffline(false);
  await context.unroute(scripts);
  await act();
}

test('the key of an act does it on the row of a list once the network is back', async () => {
  const { page, context, faults, scripts } = await openWithout('many|bar-acts', '/desk');
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  const row = await focused(page);
  await twice(page, context, scripts, async () => {
    expect(await focused(page)).toBe(row);
    await page.keyboard.press('a');
  });
  await page.getByRole('dialog', { name: 'Assign 1 pledge' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('rows that are selected in a tunnel stay selected, and what can be done with them comes after it', async () => {
  const { page, context, faults, scripts } = await openWithout('many|bar-acts', '/desk');
  await rows(page).nth(1).waitFor();
  const select = async () => {
    await page.keyboard.press('j');
    await page.keyboard.press('x');
  };
  await twice(page, context, scripts, select);
  await page.getByText('2 selected').waitFor();
  await page.locator('.list-bar').getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('dialog', { name: 'Snooze 2 pledges' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('the key of an act does it in the review mode once the network is back', async () => {
  const { page, context, faults, scripts } = await openWithout('many', '/desk/review?list=today');
  await page.getByRole('heading', { name: 'Trams', level: 1 }).waitFor();
  await twice(page, context, scripts, () => page.keyboard.press('z'));
  await page.getByRole('dialog', { name: 'Snooze 1 pledge' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a view is saved, and what is found comes as a file, once the network is back', async () => {
  const parts = 'view-questions|rows-csv';
  const { page, context, faults, scripts } = await openWithout(parts, '/desk/find?category=housing');
  await rows(page).first().waitFor();
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  await context.setOffline(true);
  await press('Save this view');
  await untilSaid(page, UNREACHABLE);
  await press('CSV');
  expect(new URL(page.url()).search).toBe('?category=housing');
  await context.setOffline(false);
  await context.unroute(scripts);
  const [file] = await Promise.all([page.waitForEvent('download'), press('CSV')]);
  expect(await readFile(await file.path(), 'utf8')).toContain('Homes');
  await press('Save this view');
  await page.getByLabel('Name', { exact: true }).fill('Housing');
  await page.keyboard.press('Enter');
  await untilSaid(page, 'Saved: Housing');
  expect(faults).toEqual([]);
  await context.close();
});

test('a sheet that is pasted without a network stays, and the same file can be chosen once more', async () => {
  const { page, context, faults, scripts } = await openWithout(
    'workbook',
    '/desk/test-tracker/import',
    site.desk.token,
  );
  const pasted = page.getByLabel('Or paste the rows');
  await pasted.fill('No\tPromise\n1\tBuild a pier');
  const read = () => page.getByRole('button', { name: 'Read what I pasted' }).press('Enter');
  const sheet = {
    name: 'pier.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('No,Promise\n1,Build a bridge'),
  };
  const choose = async () => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByLabel('Choose a file').press('Enter'),
    ]);
    await chooser.setFiles(sheet);
  };
  await context.setOffline(true);
  await read();
  await untilSaid(page, UNREACHABLE);
  const why = page.getByRole('alert').filter({ hasText: 'Try again when there is a network' });
  await why.waitFor();
  expect(await pasted.inputValue()).toContain('Build a pier');
  await choose();
  await why.waitFor();
  // Not as a file in the wrong encoding, nor as none that can be read.
  expect(await page.getByText(/not UTF-8|no sheet that can be read/).count()).toBe(0);
  await context.setOffline(false);
  await context.unroute(scripts);
  await choose();
  await page.getByText('pier.csv: 1 row').waitFor();
  await page.getByText('Build a bridge').first().waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('the palette, the keys, the trash and another screen: each can be tried again without leaving the app', async () => {
  const parts = 'palette|shortcut-list|take-away|find';
  const { page, context, faults, scripts } = await openWithout(parts, '/desk');
  await rows(page).first().waitFor();
  await page.keyboard.press('j');
  await context.setOffline(true);
  const keys = { 'Control+k': 'palette', '?': 'shortcut-list', d: 'take-away' };
  for (const [key, part] of Object.entries(keys)) {
    const failed = page.waitForEvent('requestfailed', (request) => request.url().includes(`/${part}-`));
    await page.keyboard.press(key);
    await failed;
  }
  await untilSaid(page, UNREACHABLE);
  await page.keyboard.press('/');
  const again = page.getByRole('button', { name: 'Try again' });
  await page.getByRole('alert').getByText(UNREACHABLE).waitFor();
  // Not to the browser's own page for a dead network, from which there is no way back.
  await again.press('Enter');
  await page.getByRole('alert').getByText(UNREACHABLE).waitFor();
  expect(await page.getByRole('navigation', { name: 'Desk' }).isVisible()).toBe(true);
  await context.setOffline(false);
  await context.unroute(scripts);
  await again.press('Enter');
  await rows(page).first().waitFor();
  // From the search field, where a letter would be typed.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  expect(faults).toEqual([]);
  await context.close();
});

test('a part that a new version of the app has replaced is said to be so, and not to be out of reach', async () => {
  const { page, context, scripts } = await openWithout('many|find', '/desk');
  await rows(page).first().waitFor();
  const renewed = 'The desk has been renewed.';
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await untilSaid(page, new RegExp(`^${renewed}`));
  await page.keyboard.press('/');
  await page.getByRole('alert').getByText(renewed).waitFor();
  await context.unroute(scripts);
  // What replaced it is had by loading the page.
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await loaded;
  await rows(page).first().waitFor();
  await context.close();
});
