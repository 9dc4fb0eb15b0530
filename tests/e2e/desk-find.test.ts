// Finding a pledge among many, and saying of many that they were checked.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo, draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';

const XSS = `<img src=x onerror="document.title='pwned'">`;

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const publishedAt = '2025-03-10T09:00:00Z';
  await bringIn(site.desk, [
    { slug: 'cafe', title: 'Réouvrir le Café de l’Étang' },
    { slug: 'ferry', title: 'Reopen the ferry', due: daysAgo(10).slice(0, 10) },
    { slug: 'homes', title: 'Build homes', categories: ['housing'], due: daysAgo(-10).slice(0, 10) },
    {
      slug: 'hospital',
      title: 'Build a hospital',
      categories: ['health'],
      verdict: { ...aVerdict({ id: 'kept' }), publishedAt },
    },
    { slug: 'more-homes', title: 'Build more homes', categories: ['housing'] },
  ]);
  await draft(site.desk, 'homes-on-the-quay', 'Homes on the quay');
});

afterAll(() => site?.close());

function rows(page: Page) {
  return page.locator('.found').getByRole('listitem');
}

function titles(page: Page): Promise<string[]> {
  return page.locator('.found a').allInnerTexts();
}

async function openFind(query = '') {
  const opened = await openSignedIn(site, robin, `/desk/find${query}`);
  await rows(opened.page).first().waitFor();
  return opened;
}

test('words are found in any order, without regard to case or accents, and the address keeps the search', async () => {
  const { page, context } = await openFind();
  await page.getByText('6 pledges').waitFor();
  const search = page.getByRole('searchbox');
  await search.fill('etang CAFE');
  expect(await titles(page)).toEqual(['Réouvrir le Café de l’Étang']);
  await search.fill("l'étang");
  expect(await titles(page)).toEqual(['Réouvrir le Café de l’Étang']);
  await search.fill('homes build');
  expect((await titles(page)).sort()).toEqual(['Build homes', 'Build more homes']);
  await page.reload();
  await page.getByText('2 pledges').waitFor();
  expect(await search.inputValue()).toBe('homes build');
  await search.fill('nothing like it');
  await page.getByText('0 pledges').waitFor();
  await context.close();
});

test('filters narrow by state, verdict, category, owner and due day, each with the desk’s own words', async () => {
  const { page, context } = await openFind();
  const cases: [filter: string, label: string, found: string[]][] = [
    ['State', 'Draft', ['Homes on the quay']],
    ['Verdict', 'Kept', ['Build a hospital']],
    ['Category', 'Housing', ['Build homes', 'Build more homes']],
    ['Due', 'Passed', ['Reopen the ferry']],
    ['Due', 'In the next 30 days', ['Build homes']],
  ];
  for (const [filter, label, expected] of cases) {
    await page.getByRole('combobox', { name: filter, exact: true }).selectOption({ label });
    expect([label, (await titles(page)).sort()]).toEqual([label, expected]);
    await page.getByRole('combobox', { name: filter, exact: true }).selectOption({ label: 'Any' });
  }
  await page.getByText('6 pledges').waitFor();
  // One owner is nothing to choose from; an address that names one is obeyed all the same.
  await page.goto(`${site.desk.origin}/desk/find?owner=nobody&category=housing`);
  await page.getByText('0 pledges').waitFor();
  await context.close();
});

/** Says of what is selected that it was checked, and what was looked at. */
async function checkAll(page: Page, count: string): Promise<void> {
  await page.getByRole('button', { name: `Checked, nothing changed: ${count}` }).click();
  const dialog = page.getByRole('dialog', { name: `Checked: ${count}` });
  await dialog.getByLabel('What was looked at').fill('The sources of each.');
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** The requests for acts on many that leave from now on. */
function noteRequests(page: Page): { id: string; looked: string; pledges: { slug: string }[] }[] {
  const sent: ReturnType<typeof noteRequests> = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/acts')) sent.push(request.postDataJSON());
  });
  return sent;
}

async function checkedAt(slug: string): Promise<string | null> {
  return (await ask<{ checkedAt: string | null }>(site.desk, `/trackers/test-tracker/pledges/${slug}`))
    .checkedAt;
}

test('many are checked after a question, in one request; what is refused stays selected, and Undo takes it back', async () => {
  const { page, context, complaints } = await openFind('?category=housing');
  const sent = noteRequests(page);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('2 pledges, 2 selected').waitFor();
  // Readers of one of them see something else meanwhile.
  await ask(site.desk, '/trackers/test-tracker/pledges/homes/dispute', {
    method: 'POST',
    body: { note: 'The council disagrees.' },
    version: 1,
  });
  // Asked, and not done before somebody has said what was looked at.
  await page.getByRole('button', { name: 'Checked, nothing changed: 2 pledges' }).click();
  const dialog = page.getByRole('dialog', { name: 'Checked: 2 pledges' });
  await dialog.waitFor();
  await expectGood(page, 'the question before many checks');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Write what was looked at').waitFor();
  await page.keyboard.press('Escape');
  expect(sent).toEqual([]);
  expect(await checkedAt('more-homes')).toBeNull();

  await checkAll(page, '2 pledges');
  await page.getByRole('status').getByText('1 checked, 1 refused: see the rows').waitFor();
  expect(sent).toMatchObject([{ looked: 'The sources of each.', pledges: [{}, {}] }]);
  const refused = rows(page).filter({ has: page.getByRole('link', { name: 'Build homes' }) });
  expect(await refused.innerText()).toContain('Somebody else has changed this since you opened it.');
  expect(await refused.getByRole('checkbox').isChecked()).toBe(true);
  const done = rows(page).filter({ has: page.getByRole('link', { name: 'Build more homes' }) });
  expect(await done.innerText()).toMatch(/checked \d+ \w+ \d{4}.*Checked/s);
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(await checkedAt('more-homes')).toBeNull();
  await expect.poll(() => done.innerText()).not.toContain('Checked');
  expect(complaints).toEqual([]);
  await context.close();
});

test('what is selected and no longer found is left alone, and a dead network leaves everything selected', async () => {
  const { page, context } = await openFind();
  const sent = noteRequests(page);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('6 pledges, 5 selected').waitFor();
  await page.getByRole('searchbox').fill('ferry');
  await page.getByText('1 pledge, 1 selected').waitFor();
  await checkAll(page, '1 pledge');
  await page.getByRole('status').getByText('1 checked').waitFor();
  expect(sent).toMatchObject([{ pledges: [{ slug: 'ferry' }] }]);

  await page.getByRole('searchbox').fill('');
  await page.getByText('6 pledges, 4 selected').waitFor();
  await context.setOffline(true);
  await checkAll(page, '4 pledges');
  await page.getByRole('status').getByText('0 checked, 4 refused: see the rows').waitFor();
  await page.getByText('6 pledges, 4 selected').waitFor();
  await context.setOffline(false);
  await context.close();
});

test('a run over many goes on while one is elsewhere, can be stopped after a hundred, and is undone as a whole', async () => {
  await bringIn(
    site.desk,
    Array.from({ length: 250 }, (_, at) => ({ slug: `many-${at}`, title: `Many ${at}` })),
    { id: 'many-tracker', name: 'Many' },
  );
  const { page, context } = await openFind('?tracker=many-tracker');
  const sent = noteRequests(page);
  let answer: () => void = () => {};
  const hold = async () => {
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.unroute('**/acts');
    await page.route('**/acts', async (route) => {
      await held;
      await route.continue();
    });
  };
  await hold();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await checkAll(page, '250 pledges');
  await page.getByRole('progressbar', { name: 'Checking' }).waitFor();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  answer();
  await page.getByRole('status').getByText('250 checked', { exact: true }).waitFor();
  expect(sent.map(({ pledges }) => pledges.length)).toEqual([100, 100, 50]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('undo 250');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Undone.').waitFor();
  const many = await ask<{ checkedAt: string | null }>(site.desk, '/trackers/many-tracker/pledges/many-7');
  expect(many.checkedAt).toBeNull();

  await page.goto(`${site.desk.origin}/desk/find?tracker=many-tracker`);
  await hold();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await checkAll(page, '250 pledges');
  await page.getByRole('button', { name: 'Stop' }).click();
  answer();
  await page.getByRole('status').getByText('100 checked', { exact: true }).waitFor();
  await page.getByText('250 pledges, 150 selected').waitFor();
  await context.close();
});

test('a search and its rows need no mouse: / to search, j to a row, x selects, c checks, Enter opens', async () => {
  const { page, context } = await openFind();
  await page.keyboard.press('/');
  await page.keyboard.type('hospital');
  await page.getByText('1 pledge', { exact: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Build a hospital' }).focus();
  await page.keyboard.press('x');
  await page.getByText('1 pledge, 1 selected').waitFor();
  await page.keyboard.press('c');
  await page.getByRole('status').getByText('Checked: Build a hospital').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/hospital');
  await page.goBack();
  await page.getByText('1 pledge', { exact: true }).waitFor();
  await context.close();
});

test('markup in a title, a name, a label or a comment is text everywhere', async () => {
  await bringIn(site.desk, [{ slug: 'hostile', title: `Hostile ${XSS}` }], {
    id: 'hostile-tracker',
    name: `Tracker ${XSS}`,
    categories: [{ id: 'transport', label: { en: `Category ${XSS}` } }],
  });
  const mallory = await newToken(site.desk, `Mallory ${XSS}`, 'editor');
  const asMallory = { ...site.desk, token: mallory };
  await draft(asMallory, 'hostile-draft', `Draft ${XSS}`, ['submit'], ['return', { note: `Comment ${XSS}` }]);
  const { page, context } = await openSignedIn(site, mallory);
  await page.getByText(`Hostile ${XSS}`).waitFor();
  await page.getByText(`Comment ${XSS}`).waitFor();
  await page.getByRole('button', { name: `Mallory ${XSS} Editor` }).waitFor();
  await page.getByRole('button', { name: `Unchanged, checked today: Hostile ${XSS}` }).click();
  await page.getByRole('status').getByText(`Checked: Hostile ${XSS}`).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).fill('hostile');
  await page.getByRole('dialog').getByText(`Hostile ${XSS}`).waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${site.desk.origin}/desk/find?q=hostile&owner=${encodeURIComponent(XSS)}`);
  await page.getByText('0 pledges').waitFor();
  await page.goto(`${site.desk.origin}/desk/find?q=hostile`);
  await page.locator('.found').getByText(`Tracker ${XSS}`).waitFor();
  // Two trackers use the id with words of their own.
  const categories = await page.getByRole('combobox', { name: 'Category', exact: true }).innerText();
  expect(categories).toContain(`Category ${XSS} / Transport`);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).not.toContain('pwned');
  await context.close();
});
