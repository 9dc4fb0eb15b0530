// Somebody is let in by a link, does what they may, and leaves; in the browser, on the production build.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, open, openSignedIn, startDesk } from './desk.ts';
import { draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation;

beforeAll(async () => {
  site = await startDesk();
  for (const [id, name] of [
    ['test-tracker', 'Harbour Council 2024'],
    ['other-tracker', 'Upper House'],
  ])
    await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id: id!, name: name! }) });
});

afterAll(() => site?.close());

const PEOPLE = '/desk/people';

async function fillIn(page: Page, name: string, role: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('May').selectOption({ label: (await optionOf(dialog, role))! });
}

async function optionOf(dialog: ReturnType<Page['getByRole']>, name: RegExp): Promise<string | undefined> {
  const texts = await dialog.getByRole('option').allInnerTexts();
  return texts.find((text) => name.test(text));
}

/** Makes a link in the browser, and answers it. */
async function makeLink(page: Page, name: string, role: RegExp, tracker: string): Promise<string> {
  await fillIn(page, name, role);
  await page.getByRole('dialog').getByLabel(tracker).check();
  await page.getByRole('button', { name: 'Make the link' }).click();
  const field = page.getByLabel('Link', { exact: true });
  await field.waitFor();
  return field.inputValue();
}

test('an admin makes a link, somebody comes in by it on a phone with no token, and the link is spent', async () => {
  const { page, complaints, context } = await openSignedIn(site, site.desk.token, PEOPLE);
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  const link = await makeLink(page, 'Wren', /^Editor/, 'Harbour Council 2024');
  expect(link).toMatch(/\/desk\/invite#[A-Za-z0-9_-]{43}$/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('shown-once');
  await picture(page, 'people-link');
  await page.getByRole('list').filter({ hasText: 'Wren' }).getByText('by admin').waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.getByLabel('Link', { exact: true }).count()).toBe(0);

  const phone = await open(site, '/desk', { viewport: { width: 390, height: 844 }, hasTouch: true });
  const code = link.split('#')[1]!;
  await phone.page.goto(link);
  await phone.page.getByRole('heading', { level: 1, name: 'Welcome, Wren' }).waitFor();
  const text = await phone.page.getByRole('main').innerText();
  for (const part of ['admin invites you', 'you write and publish', 'Harbour Council 2024'])
    expect(text).toContain(part);
  await picture(phone.page, 'invite-phone');
  const asked: string[] = [];
  phone.page.on('request', (request) => asked.push(request.url()));
  await phone.page.getByRole('button', { name: 'Come in as Wren' }).click();
  await phone.page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await phone.page.getByRole('button', { name: /^Wren/ }).waitFor();
  expect(asked.length).toBeGreaterThan(0);
  for (const url of asked) expect(url).not.toContain(code);
  expect(phone.page.url()).not.toContain(code);
  // Back leads to no link that is spent.
  await phone.page.goBack().catch(() => undefined);
  expect(phone.page.url()).not.toContain(code);

  const late = await open(site, `/desk/invite#${code}`);
  await late.page.getByText('This link lets nobody in').waitFor();
  await picture(late.page, 'invite-wrong');
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: 'Wren' });
  await row.getByText('Editor').waitFor();
  expect(await row.innerText()).not.toContain('Not yet');
  expect(complaints).toEqual([]);
  for (const each of [context, phone.context, late.context]) await each.close();
});

test('whoever opens a wrong address pastes the link, and a dead network loses nothing', async () => {
  const made = await ask<{ url: string; code: string }>(site.desk, '/invites', {
    method: 'POST',
    body: { name: 'Heron', role: 'writer', trackers: '*' },
  });
  const { page, context } = await open(site, '/desk/invite');
  await page.getByText('This address lacks its last part').waitFor();
  await context.setOffline(true);
  await page.getByLabel('The link that you were sent').fill(made.url);
  await page.keyboard.press('Enter');
  await page.getByText('The desk cannot be reached').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'Welcome, Heron' }).waitFor();
  await page.route('**/invites/accept', (route) => route.abort());
  await page.getByRole('button', { name: 'Come in as Heron' }).click();
  await page.getByText('so you may be in already').waitFor();
  await page.unroute('**/invites/accept');
  await page.getByRole('button', { name: 'Come in as Heron' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  // The link is spent: to sign out is to need another.
  const signOut = async () => {
    await page.getByRole('button', { name: /^Heron/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  };
  await signOut();
  const asked = page.getByRole('dialog', { name: 'Sign out without a key?' });
  await asked.waitFor();
  await expectGood(page, 'sign out without a key');
  await asked.getByRole('button', { name: 'Stay signed in' }).click();
  await page.reload();
  await signOut();
  await asked.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Token').waitFor();
  await context.close();
});

test('what is typed of an invitation survives a dead network and a reload, and what is missing is told', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token, PEOPLE);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByText('Choose at least one tracker.').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await fillIn(page, 'Plover', /^Reader/);
  await page.getByRole('dialog').getByLabel('Upper House').check();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page
    .getByRole('dialog')
    .getByRole('alert')
    .filter({ hasText: /answer|reached/ })
    .waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByLabel('Name').inputValue()).toBe('Plover');
  expect(await dialog.getByLabel('Upper House').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByLabel('Link', { exact: true }).waitFor();
  // The same name once more is told in the dialog.
  await page.getByRole('button', { name: 'Done' }).click();
  await fillIn(page, 'plover', /^Reader/);
  await page.getByRole('dialog').getByLabel('Upper House').check();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('dialog').getByText('is invited already').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Withdraw the invitation of Plover' }).click();
  await page.getByText('lets nobody in any more').first().waitFor();
  await context.close();
});

test('roles change, a new key is made, and whoever leaves passes on what they had, counted before', async () => {
  const secret = await newToken(site.desk, 'Dunlin', 'editor');
  await newToken(site.desk, 'Robin', 'editor');
  const asDunlin = { ...site.desk, token: secret };
  await draft(asDunlin, 'one', 'The first draft');
  await draft(asDunlin, 'two', 'The second draft');
  const publishAt = new Date(Date.now() + 86_400_000).toISOString();
  await draft(asDunlin, 'three', 'Scheduled', ['publish', { note: 'Later.', publishAt }]);

  const { page, complaints, context } = await openSignedIn(site, site.desk.token, PEOPLE);
  await page.getByRole('button', { name: 'Change what Dunlin may do' }).click();
  const changing = page.getByRole('dialog');
  await changing.getByLabel('Until the end of').fill('2199-12-31');
  await changing.getByRole('button', { name: 'Change' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Dunlin' });
  await row.getByText('31 Dec 2199').waitFor();
  await page.getByRole('button', { name: 'New key for Dunlin' }).click();
  await page.getByRole('button', { name: 'Make the link' }).click();
  await page.getByRole('region', { name: 'The link for Dunlin' }).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await picture(page, 'people');

  await page.getByRole('button', { name: 'End Dunlin’s access' }).click();
  const leaving = page.getByRole('dialog', { name: 'End Dunlin’s access' });
  expect(await leaving.innerText()).toContain('3 drafts, and 1 publication scheduled in their name');
  await picture(page, 'people-leaving');
  await leaving.getByRole('button', { name: 'End the access' }).click();
  await leaving.getByText('Choose who gets them').waitFor();
  await leaving.getByLabel('Pass them on to').selectOption('Robin');
  await leaving.getByRole('button', { name: 'End the access' }).click();
  await page.getByText('Dunlin may not enter any more. 3 drafts passed to Robin.').waitFor();
  await page.getByText(/access(?:es)? that ended/).click();
  await page.getByRole('listitem').filter({ hasText: 'Dunlin' }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('an admin of some trackers invites to these alone, and a writer sees nothing of it', async () => {
  const some = await newToken(site.desk, 'Curlew', 'admin', ['other-tracker']);
  const { page, context } = await openSignedIn(site, some, PEOPLE);
  await page.getByText('You can invite people to your own trackers').waitFor();
  await page.getByRole('definition').filter({ hasText: 'Curlew' }).waitFor();
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('checkbox').count()).toBe(1);
  expect((await dialog.getByRole('option').allInnerTexts()).join()).not.toContain('Admin');
  await context.close();
  const writer = await newToken(site.desk, 'Siskin', 'writer');
  const other = await openSignedIn(site, writer, PEOPLE);
  await other.page.getByText('There is nothing here').waitFor();
  expect(await other.page.getByRole('link', { name: 'People' }).count()).toBe(0);
  await other.context.close();
});

test.each([
  ['light', 1280],
  ['dark', 390],
] as const)(
  'axe finds nothing on the screens of people in %s at %i px, and nothing is cut off',
  async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 844 }, bypassCSP: true };
    const { url } = await ask<{ url: string }>(site.desk, '/invites', {
      method: 'POST',
      body: { name: `Knot ${width}`, role: 'admin', trackers: ['test-tracker', 'other-tracker'] },
    });
    const guest = await open(site, url.slice(site.desk.origin.length), options);
    await guest.page.getByRole('heading', { name: /^Welcome/ }).waitFor();
    await expectGood(guest.page, 'the invitation');
    await picture(guest.page, `invite-${colorScheme}-${width}`);
    await guest.page.goto(`${site.desk.origin}/desk/invite#wrong`);
    await guest.page.reload();
    await guest.page.getByText('This link lets nobody in').waitFor();
    await expectGood(guest.page, 'a wrong link');
    await guest.context.close();
    const { page, context } = await openSignedIn(site, site.desk.token, PEOPLE, options);
    await page.getByRole('heading', { name: 'Invited, and not here yet' }).waitFor();
    await expectGood(page, 'people');
    await picture(page, `people-${colorScheme}-${width}`);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await expectGood(page, 'the question before an invitation');
    await picture(page, `people-form-${colorScheme}-${width}`);
    await context.close();
  },
);
