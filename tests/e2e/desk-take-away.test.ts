// Discarding, the trash and the way back, wherever a pledge is shown: by a key, by the palette, and by its old address.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { atDesk, saveElsewhere } from './desk-acts.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, focused, foundTracker, publishPledge, TRACKER, untilWriting } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  await foundTracker(site.desk);
  const token = await newToken(site.desk, 'Robin', 'editor');
  robin = await openSignedIn(site, token, '/desk', { bypassCSP: true });
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

async function begin(slug: string): Promise<void> {
  await ask(site.desk, `${TRACKER}/pledges`, { method: 'POST', body: { slug, ...aPledge({ title: slug }) } });
}

async function open(page: Page, slug: string, tab = ''): Promise<void> {
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/${slug}${tab}`);
  await page.locator('.tabs').waitFor();
}

async function draftOf(slug: string): Promise<unknown> {
  return ((await atDesk(site.desk, slug)) as unknown as { draft: unknown }).draft;
}

test.each(['/publish', '/history'])(
  'on %s a draft is discarded by a key: it is said what readers go on seeing, and Undo brings it back',
  async (tab) => {
    const { page } = robin;
    const slug = `sweep${tab.slice(1)}`;
    await publishPledge(site.desk, slug, { title: 'Sweep the quay' });
    await saveElsewhere(site.desk, slug, { title: 'Sweep the whole quay' });
    await open(page, slug, tab);
    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: 'Discard the draft' });
    await dialog.getByText('Readers go on seeing: In progress: Work has begun').waitFor();
    await expectGood(page, 'the question before a draft is discarded');
    await page.keyboard.press('Escape');
    expect(await draftOf(slug)).not.toBeNull();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('discard draft');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('status').getByText('The draft is discarded.').waitFor();
    await expect.poll(() => focused(page)).toContain('Sweep the quay');
    expect(await draftOf(slug)).toBeNull();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sweep the whole quay' }).waitFor();
    expect(await draftOf(slug)).not.toBeNull();
  },
);

test('in a list the row of the focus is moved to the trash by a key, and comes back by Undo', async () => {
  const { page } = robin;
  await begin('begun-in-error');
  await page.goto(`${site.desk.origin}/desk/find?q=begun-in-error`);
  await page.locator('[data-row] a').first().focus();
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Move to the trash' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Moved to the trash.').waitFor();
  const path = `${TRACKER}/pledges/begun-in-error`;
  await ask(site.desk, path, {}, [404]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(await draftOf('begun-in-error')).not.toBeNull();
  await page.getByRole('link', { name: 'begun-in-error' }).waitFor();
});

test('of a row that has nothing to be taken away that is said, and nothing is done', async () => {
  const { page } = robin;
  await page.goto(`${site.desk.origin}/desk/find?q=reopen`);
  await page.locator('[data-row]').getByRole('link', { name: 'Reopen the ferry' }).focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /^Go to/ }).fill('discard');
  await page.getByRole('option', { name: /: Reopen the ferry/ }).click();
  await page.getByRole('status').getByText('There is no draft to discard here').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a pledge in the trash says so at its address, to whom and until when, and is recovered there by one key', async () => {
  const { page } = robin;
  await begin('thrown-away');
  await open(page, 'thrown-away');
  await page.keyboard.press('d');
  await page.getByRole('dialog', { name: 'Move to the trash' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Moved to the trash.').waitFor();
  for (const tab of ['/publish', '/history', '']) {
    await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/thrown-away${tab}`);
    await page.getByRole('heading', { name: 'This pledge is in the trash' }).waitFor();
    await page.getByText('Moved here by Robin on').waitFor();
  }
  await expectGood(page, 'a pledge in the trash');
  await expect.poll(() => focused(page)).toContain('Recover');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Recovered: thrown-away.').waitFor();
  await untilWriting(page);
  expect(await draftOf('thrown-away')).toMatchObject({ title: 'thrown-away' });
  // An address that never was is no trash.
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/never-was`);
  await page.getByRole('alert').waitFor();
  expect(await page.getByText('in the trash').count()).toBe(0);
});

test('what was taken away on one screen and gone on with by somebody else is left as it is', async () => {
  const { page } = robin;
  await publishPledge(site.desk, 'gone-on', { title: 'Gone on' });
  await saveElsewhere(site.desk, 'gone-on', { title: 'Gone on a little' });
  await open(page, 'gone-on', '/publish');
  await page.keyboard.press('d');
  await page.getByRole('dialog').waitFor();
  await saveElsewhere(site.desk, 'gone-on', { title: 'Gone on by another' });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Not done').waitFor();
  expect(await draftOf('gone-on')).toMatchObject({ title: 'Gone on by another' });
  await page.getByRole('heading', { level: 1, name: 'Gone on by another' }).waitFor();
});

test('a source that a link brings is put in once, as words that are to be saved, with the focus in its title', async () => {
  const { page } = robin;
  await publishPledge(site.desk, 'with-a-source', { title: 'With a source' });
  const source = encodeURIComponent('https://news.example/ferry?a=1&b=2');
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/with-a-source?source=${source}`);
  await page.getByRole('status').getByText('The source is in').waitFor();
  await expect.poll(() => page.url()).not.toContain('source=');
  expect(await focused(page)).toBe('Title');
  expect(await page.getByRole('group', { name: 'Evidence 2' }).getByLabel('Address').inputValue()).toBe(
    'https://news.example/ferry?a=1&b=2',
  );
  await page.reload();
  await untilWriting(page);
  expect(await page.getByRole('group', { name: /^Evidence \d/ }).count()).toBe(2);
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/with-a-source?source=${source}`);
  await page.getByRole('status').getByText('in already').waitFor();
  expect(await page.getByRole('group', { name: /^Evidence \d/ }).count()).toBe(2);
  // Only an address of the web is a source.
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/with-a-source?source=javascript:alert(1)`);
  await page.getByText('That is no web address').first().waitFor();
  expect(await page.getByRole('group', { name: /^Evidence \d/ }).count()).toBe(2);
});
