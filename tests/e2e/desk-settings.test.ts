// A tracker's settings in the browser: changed, reviewed, saved; renamed and merged; and two admins at once.
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Tracker } from '../../data/tracker.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { type DeskInstallation, openSignedIn, startDesk } from './desk.ts';
import { bringIn, draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation | null = null;

const FACETS = [
  {
    id: 'party',
    label: { en: 'Party' },
    values: [
      { id: 'greens', label: { en: 'Greens' } },
      { id: 'reds', label: { en: 'Reds' } },
    ],
  },
];

beforeEach(async () => {
  await site?.close();
  site = await startDesk();
  const facets = { party: ['greens'] };
  await bringIn(
    site.desk,
    [
      { slug: 'reopen-the-ferry', facets },
      { slug: 'buy-a-boat' },
      { slug: 'paint-the-pier', categories: ['housing'] },
    ],
    { facets: FACETS, name: 'Harbour Council 2024' },
  );
  await draft(site.desk, 'a-draft', 'A draft');
});

afterAll(() => site?.close());

const PATH = '/desk/test-tracker/settings';

async function openSettings(options = {}) {
  const opened = await openSignedIn(site!, site!.desk.token, PATH, options);
  await opened.page.getByRole('heading', { level: 1, name: /^Settings of/ }).waitFor();
  return opened;
}

async function tracker(): Promise<{ version: number; tracker: Tracker }> {
  return ask(site!.desk, '/trackers/test-tracker');
}

function row(page: Page, id: string) {
  return page.locator(`li[data-thing="${id}"]`);
}

async function readers<Body>(path: string): Promise<Body> {
  await untilPublished(site!.desk);
  return (await (await fetch(`${site!.desk.origin}${path}`)).json()) as Body;
}

test('a label, an order, a new category and a name are changed, reviewed and saved, and published pledges get the new words', async () => {
  const { page, complaints, context } = await openSettings();
  expect(await row(page, 'transport').innerText()).toContain('used by 2 pledges, in 1 draft');
  expect(await row(page, 'health').innerText()).toContain('not used');
  await page.getByLabel('Name of the tracker').fill('Harbour Council');
  await row(page, 'in-progress').getByLabel('Label', { exact: true }).fill('Under way');
  await page.getByRole('button', { name: 'Move up: Housing' }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('Move up: Housing');
  await page.getByRole('button', { name: 'Remove: Tax' }).click();
  await page.getByRole('button', { name: 'Add a category' }).click();
  await page.keyboard.type('Sea and coast');
  await page.getByText('Not saved yet').waitFor();
  await picture(page, 'settings');
  await page.getByRole('button', { name: 'Review and save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save these settings?' });
  const said = await dialog.innerText();
  for (const text of [
    'Name of the tracker changes',
    'The verdict “In progress” is called “Under way”',
    'New category: “Sea and coast”',
    'The category “Tax” is removed',
    'The order of categories changes',
    '“Under way”: also the 3 published pledges',
  ])
    expect(said).toContain(text);
  await dialog.getByRole('checkbox').check();
  await picture(page, 'settings-saving');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Readers are told why').waitFor();
  await dialog.getByLabel('What readers are told of it').fill('We say “Under way” from now on.');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  await page.getByText('Nothing is changed.').waitFor();
  const saved = await tracker();
  expect(saved.tracker).toMatchObject({
    name: 'Harbour Council',
    categories: [{ id: 'housing' }, { id: 'transport' }, { id: 'health' }, { id: 'sea-and-coast' }],
  });
  const badge = await readers<{ badges: Record<string, { verdict: { label: object }; changes: unknown[] }> }>(
    '/api/v1/badges?ids=test-tracker/buy-a-boat',
  );
  expect(badge.badges['test-tracker/buy-a-boat']).toMatchObject({ verdict: { label: { en: 'Under way' } } });
  expect(badge.badges['test-tracker/buy-a-boat']?.changes).toHaveLength(1);
  expect(complaints).toEqual([]);
  await context.close();
});

test('an id is renamed and a category merged, after what changes was shown; what is unused can be removed, what is used not', async () => {
  const { page, complaints, context } = await openSettings();
  expect(await page.getByRole('button', { name: 'Remove: Transport' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Remove: Health' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Rename the id of Transport' }).click();
  const asking = page.getByRole('dialog', { name: 'Another id for “Transport”' });
  await asking.getByLabel('New id').fill('housing');
  await asking.getByRole('button', { name: 'See what changes' }).click();
  await asking.getByText('is a category of this tracker already').waitFor();
  await asking.getByLabel('New id').fill('getting-about');
  await asking.getByRole('button', { name: 'See what changes' }).click();
  const sure = page.getByRole('dialog', { name: 'This changes' });
  await sure.getByText('2 published pledges and 1 draft change with it').waitFor();
  await sure.getByText('buy-a-boat').waitFor();
  await picture(page, 'settings-renaming');
  await sure.getByRole('button', { name: 'Do it' }).click();
  await row(page, 'getting-about').waitFor();

  await page.getByRole('button', { name: 'Merge Housing into another' }).click();
  const merging = page.getByRole('dialog', { name: 'Merge “Housing” into another' });
  await merging.getByLabel('The one that stays').selectOption('Transport');
  await merging.getByRole('button', { name: 'See what changes' }).click();
  await sure.getByText('1 published pledge changes with it').waitFor();
  await sure.getByLabel('What readers are told of it').fill('Housing is a part of it.');
  await sure.getByRole('button', { name: 'Do it' }).click();
  await expect.poll(() => row(page, 'housing').count()).toBe(0);
  expect(await row(page, 'getting-about').innerText()).toContain('used by 3 pledges');
  for (const id of ['transport', 'housing'])
    expect(await readers(`/api/v1/summaries/test-tracker?category=${id}`)).toMatchObject({
      category: { id: 'getting-about' },
      tally: { total: 3 },
    });
  // While something here is unsaved, ids are not touched.
  await page.getByLabel('Name of the tracker').fill('Another');
  expect(
    await page.getByRole('button', { name: 'Rename the id of Health' }).getAttribute('aria-disabled'),
  ).toBe('true');
  // The browser notes the refusal.
  expect(complaints).toEqual([expect.stringContaining('422')]);
  await context.close();
});

test('what was changed survives a dead network and a reload, and what is wrong is told at its place', async () => {
  const { page, context } = await openSettings();
  await page.getByLabel('Name of the tracker').fill('');
  await row(page, 'health').getByLabel('Label', { exact: true }).fill('<b>Health</b>');
  await page.getByLabel('Publisher’s address').fill('javascript:alert(1)');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await expect.poll(() => page.locator('[aria-invalid="true"]').count()).toBe(2);
  expect(await page.locator('#field-name-error').innerText()).toBe('This is missing; it needs text');
  await picture(page, 'settings-faults');
  await page.getByLabel('Name of the tracker').fill('Kept name');
  await page.getByLabel('Publisher’s address').fill('https://desk.example/');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByText('Your changes of before are here').waitFor();
  expect(await page.getByLabel('Name of the tracker').inputValue()).toBe('Kept name');
  await page.getByRole('button', { name: 'Drop my changes' }).click();
  expect(await page.getByLabel('Name of the tracker').inputValue()).toBe('Harbour Council 2024');
  await page.reload();
  await page.getByText('Nothing is changed.').waitFor();
  await context.close();
});

test('two admins at once: whoever is later is told, loses nothing, and puts theirs on top or drops it', async () => {
  const { page, context } = await openSettings();
  await page.getByLabel('Name of the tracker').fill('Mine');
  await page.getByLabel('Publisher', { exact: true }).fill('My desk');
  const now = await tracker();
  const body = { ...now.tracker, name: 'Theirs', notice: 'Their notice' };
  await ask(site!.desk, '/trackers/test-tracker', { method: 'PUT', body, version: now.version });
  await page.getByRole('button', { name: 'Review and save' }).click();
  const told = page.locator('.overtaken');
  await told.getByText('Another admin has saved these settings').waitFor();
  expect(await told.innerText()).toContain('You both changed: Name of the tracker.');
  await picture(page, 'settings-overtaken');
  await told.getByRole('button', { name: 'Go on with mine on top of theirs' }).click();
  expect(await page.getByLabel('Name of the tracker').inputValue()).toBe('Mine');
  expect(await page.getByLabel('Notice above everything').inputValue()).toBe('Their notice');
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect((await tracker()).tracker).toMatchObject({
    name: 'Mine',
    notice: 'Their notice',
    publisher: { name: 'My desk' },
  });
  await context.close();
});

test('facets, values and documents are added and removed, and whoever runs several trackers chooses one', async () => {
  const { page, context } = await openSettings();
  await page.getByRole('button', { name: 'Add a value' }).click();
  await page.keyboard.type('Blues');
  await page.getByRole('button', { name: 'Add a document' }).click();
  await page.keyboard.type('The Second Programme');
  await page.getByRole('button', { name: 'Remove: Reds' }).click();
  expect(await page.getByRole('button', { name: 'Remove: Greens' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Review and save' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved.').waitFor();
  expect((await tracker()).tracker).toMatchObject({
    facets: [{ id: 'party', values: [{ id: 'greens' }, { id: 'blues' }] }],
    documents: [{ id: 'programme' }, { id: 'the-second-programme' }],
  });
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'Harbour Council 2024', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings of Harbour Council 2024' }).waitFor();
  await context.close();
});

test.each([
  ['light', 1280],
  ['dark', 390],
] as const)(
  'axe finds nothing on the settings in %s at %i px, and nothing is cut off',
  async (colorScheme, width) => {
    const { page, context } = await openSettings({
      colorScheme,
      viewport: { width, height: 844 },
      bypassCSP: true,
    });
    await expectGood(page, 'settings');
    await page.locator('details').first().locator('summary').click();
    await expectGood(page, 'a verdict in full');
    await picture(page, `settings-${colorScheme}-${width}`);
    await page.getByRole('button', { name: 'Rename the id of Transport' }).click();
    await expectGood(page, 'the question before a renaming');
    await context.close();
  },
);
