// Finding a pledge among many, and saying of many that they were checked.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo, draft } from './desk-contents.ts';

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

test('many are checked at once; what is refused is told on its row and stays selected', async () => {
  const { page, context, complaints } = await openFind('?category=housing');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('2 pledges, 2 selected').waitFor();
  // Somebody else changes one of them meanwhile.
  await ask(site.desk, '/trackers/test-tracker/pledges/homes/rename', {
    method: 'POST',
    body: { aliases: ['houses'] },
    version: 1,
  });
  await page.getByRole('button', { name: 'Checked, nothing changed: 2 pledges' }).click();
  await page.getByRole('status').getByText('1 checked, 1 refused: see the rows').waitFor();
  const refused = rows(page).filter({ has: page.getByRole('link', { name: 'Build homes' }) });
  expect(await refused.innerText()).toContain('Somebody else has changed this since you opened it.');
  expect(await refused.getByRole('checkbox').isChecked()).toBe(true);
  const done = rows(page).filter({ has: page.getByRole('link', { name: 'Build more homes' }) });
  expect(await done.innerText()).toMatch(/checked \d+ \w+ \d{4}.*Checked/s);
  expect(complaints.filter((text) => !text.includes('412'))).toEqual([]);
  await context.close();
});

test('what is selected and no longer found is left alone, and a dead network ends a run at its first row', async () => {
  const { page, context } = await openFind();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('6 pledges, 5 selected').waitFor();
  await page.getByRole('searchbox').fill('ferry');
  await page.getByText('1 pledge, 1 selected').waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST')
      asked.push(new URL(request.url()).pathname.split('/').slice(-2).join('/'));
  });
  await page.getByRole('button', { name: 'Checked, nothing changed: 1 pledge' }).click();
  await page.getByRole('status').getByText('1 checked').waitFor();
  expect(asked).toEqual(['ferry/check']);

  await page.getByRole('searchbox').fill('');
  await page.getByText('6 pledges, 4 selected').waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Checked, nothing changed: 4 pledges' }).click();
  await page.getByRole('status').getByText('0 checked, 1 refused: see the rows').waitFor();
  expect(asked).toHaveLength(2);
  await page.getByText('6 pledges, 4 selected').waitFor();
  await context.setOffline(false);
  await context.close();
});

test('a run over many can be stopped', async () => {
  const { page, context } = await openFind('?category=transport');
  let answer: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/check', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Checked, nothing changed: 2 pledges' }).click();
  await page.getByRole('progressbar', { name: 'Checking' }).waitFor();
  await page.getByRole('button', { name: 'Stop' }).click();
  answer();
  await page.getByRole('status').getByText('1 checked', { exact: true }).waitFor();
  await page.getByText('3 pledges, 1 selected').waitFor();
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
