// Views that somebody saves: a list with its filters, under a name of theirs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { choose, rows, untilSaid, untilTitles } from './desk-lists.ts';

let site: DeskInstallation;
let robin: string;
let kim: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  kim = await newToken(site.desk, 'Kim', 'editor');
  await bringIn(site.desk, [
    { slug: 'trams', title: 'Trams', checkedAt: daysAgo(200) },
    { slug: 'homes', title: 'Homes', checkedAt: daysAgo(150), categories: ['housing'] },
    { slug: 'flats', title: 'Flats', checkedAt: daysAgo(1), categories: ['housing'] },
  ]);
});

afterAll(() => site?.close());

test('a view is saved, counted, shown on another device, renamed, replaced and deleted, and is nobody else’s', async () => {
  const { page, context, complaints } = await openSignedIn(site, robin, '/desk', { bypassCSP: true });
  const tabs = page.getByRole('navigation', { name: 'Views' });
  await tabs.getByRole('link', { name: 'Everybody’s 2' }).waitFor();
  // A filter stays while one goes from one of these to another.
  await page.goto(`${site.desk.origin}/desk?category=housing`);
  await tabs.getByRole('link', { name: 'Unassigned 1' }).click();
  await untilTitles(page, ['Homes']);
  expect(new URL(page.url()).search).toBe('?category=housing&who=unassigned');
  await tabs.getByRole('link', { name: 'Mine 0' }).waitFor();
  await page.goto(`${site.desk.origin}/desk`);
  await tabs.getByRole('link', { name: 'Everybody’s 2' }).waitFor();
  expect(await page.getByRole('button', { name: 'Save this view' }).count()).toBe(0);
  await choose(page, 'Category', 'Housing (1)');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('Give it a name.').waitFor();
  const name = `Homes <img src=x onerror="document.title='pwned'">`;
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.keyboard.press('Enter');
  await untilSaid(page, `Saved: ${name}`);
  expect(await tabs.getByRole('link', { name }).getAttribute('aria-current')).toBe('page');
  await expectGood(page, 'saved views');

  const elsewhere = await openSignedIn(site, robin);
  await elsewhere.page.getByRole('link', { name: `${name} 1` }).click();
  await untilTitles(elsewhere.page, ['Homes']);
  expect(new URL(elsewhere.page.url()).search).toBe('?category=housing');
  expect(await elsewhere.page.title()).not.toContain('pwned');
  await elsewhere.page.getByRole('button', { name: 'Rename' }).click();
  await elsewhere.page.getByLabel('Name', { exact: true }).fill('Housing');
  await elsewhere.page.keyboard.press('Enter');
  await elsewhere.page.getByRole('link', { name: 'Housing 1' }).waitFor();

  // Another tab has renamed it: what is saved here keeps that.
  await page.goto(`${site.desk.origin}/desk?reason=check-old`);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Old');
  await page.keyboard.press('Enter');
  await tabs.getByRole('link', { name: 'Old 2' }).waitFor();
  await tabs.getByRole('link', { name: 'Housing 1' }).waitFor();
  await page.goto(`${site.desk.origin}/desk?reason=check-old&category=transport`);
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Old');
  await page.keyboard.press('Enter');
  await tabs.getByRole('link', { name: 'Old 1' }).waitFor();
  expect(await tabs.getByRole('link').count()).toBe(5);
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await untilSaid(page, 'Deleted: Old');
  expect(await tabs.getByRole('link', { name: /^Old/ }).count()).toBe(0);

  const other = await openSignedIn(site, kim);
  await other.page.getByRole('link', { name: 'Everybody’s 2' }).waitFor();
  expect(await other.page.getByRole('navigation', { name: 'Views' }).getByRole('link').count()).toBe(3);
  await other.context.close();
  await elsewhere.context.close();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a view of Find keeps its words, its order and its columns', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find?category=housing');
  await rows(page).first().waitFor();
  await page.getByRole('button', { name: 'Title' }).click();
  await untilTitles(page, ['Flats', 'Homes']);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Categories' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Housing by title');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Housing by title' }).waitFor();
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${site.desk.origin}/desk/find`);
  await page.getByText('3 pledges').waitFor();
  expect(await page.getByRole('columnheader', { name: 'Categories' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Housing by title 2' }).click();
  await untilTitles(page, ['Flats', 'Homes']);
  await page.getByRole('columnheader', { name: 'Categories' }).waitFor();
  await context.close();
});

test('without a network the view is not saved, and says so; nothing that was typed is lost', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk?reason=check-old');
  await rows(page).first().waitFor();
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Offline');
  await context.setOffline(true);
  await page.keyboard.press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('alert')
    .getByText(/reached|answer/)
    .waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Offline');
  await context.setOffline(false);
  await page.keyboard.press('Enter');
  await untilSaid(page, 'Saved: Offline');
  await context.close();
});
