// Finding a pledge among many, and saying of many that they were checked.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo, draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import {
  act,
  checkSelected,
  choose,
  current,
  noteActs,
  row,
  rows,
  titles,
  untilSaid,
  untilTitles,
} from './desk-lists.ts';

const XSS = `<img src=x onerror="document.title='pwned'">`;

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const publishedAt = '2025-03-10T09:00:00Z';
  await bringIn(site.desk, [
    { slug: 'cafe', title: 'Réouvrir le Café de l’Étang' },
    {
      slug: 'ferry',
      title: 'Reopen the ferry',
      due: daysAgo(10).slice(0, 10),
      promise: { quote: 'It will call at the old wharf again.', document: 'programme' },
    },
    { slug: 'homes', title: 'Build homes', categories: ['housing'], due: daysAgo(-10).slice(0, 10) },
    {
      slug: 'hospital',
      title: 'Build a hospital',
      categories: ['health'],
      verdict: { ...aVerdict({ id: 'kept' }), publishedAt },
      evidence: [{ title: 'It is open', publisher: 'The Gazette', url: 'https://gazette.example/open' }],
    },
    { slug: 'more-homes', title: 'Build more homes', categories: ['housing'] },
  ]);
  await draft(site.desk, 'homes-on-the-quay', 'Homes on the quay');
});

afterAll(() => site?.close());

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
  await untilTitles(page, ['Réouvrir le Café de l’Étang']);
  await search.fill("l'étang");
  await untilTitles(page, ['Réouvrir le Café de l’Étang']);
  await search.fill('homes build');
  await page.getByText('2 pledges').waitFor();
  expect((await titles(page)).sort()).toEqual(['Build homes', 'Build more homes']);
  await page.reload();
  await page.getByText('2 pledges').waitFor();
  expect(await search.inputValue()).toBe('homes build');
  await search.fill('nothing like it');
  await page.getByText('0 pledges').waitFor();
  await page.getByText('Nothing fits.').waitFor();
  await context.close();
});

test('a word of the quotation or of a source finds its pledge, too', async () => {
  const { page, context } = await openFind();
  await page.getByRole('searchbox').fill('wharf');
  await untilTitles(page, ['Reopen the ferry']);
  await page.getByRole('searchbox').fill('gazette');
  await untilTitles(page, ['Build a hospital']);
  await context.close();
});

test('filters narrow by state, verdict, category, reason and due day, each with the desk’s own words', async () => {
  const { page, context } = await openFind();
  const cases: [filter: string, label: string, found: string[]][] = [
    ['State', 'Draft', ['Homes on the quay']],
    ['Verdict', 'Kept', ['Build a hospital']],
    ['Category', 'Housing', ['Build homes', 'Build more homes']],
    ['Reason', 'Past its day', ['Reopen the ferry']],
  ];
  for (const [filter, label, expected] of cases) {
    await choose(page, filter, label);
    await expect.poll(async () => [label, (await titles(page)).sort()]).toEqual([label, expected]);
    await choose(page, filter, `${filter}: any`);
  }
  await page.getByText('6 pledges').waitFor();
  // The others are there when one asks for them, and the focus goes on to the first.
  await page.getByRole('button', { name: 'More filters' }).press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toMatch(/^(?:Whose|For review)$/);
  for (const [label, expected] of [
    ['Passed', ['Reopen the ferry']],
    ['In the next 30 days', ['Build homes']],
  ] as const) {
    await choose(page, 'Due', label);
    await untilTitles(page, [...expected]);
  }
  await page.goto(`${site.desk.origin}/desk/find?owner=nobody&category=housing`);
  await page.getByText('0 pledges').waitFor();
  expect(await page.getByRole('combobox', { name: 'Whose' }).inputValue()).toBe('nobody');
  await context.close();
});

test('an address that asks for what the desk does not know is refused in words, with the way out of it', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find?state=no-such-state');
  await page
    .getByRole('alert')
    .getByText(/^The request cannot be read\. “state” must be one of: draft, /)
    .waitFor();
  expect(await page.locator('main').innerText()).not.toContain('Loading');
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'State: any' });
  await rows(page).first().waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await context.close();
});

test('a head sorts by its column, downwards at a second press; columns are chosen, and stay so', async () => {
  const { page, context } = await openFind();
  await page.getByRole('button', { name: 'Title' }).click();
  const sorted = [
    'Build a hospital',
    'Build homes',
    'Build more homes',
    'Homes on the quay',
    'Reopen the ferry',
    'Réouvrir le Café de l’Étang',
  ];
  await untilTitles(page, sorted);
  expect(await page.getByRole('columnheader', { name: 'Title' }).getAttribute('aria-sort')).toBe('ascending');
  await page.getByRole('button', { name: 'Title' }).click();
  await untilTitles(page, sorted.toReversed());
  expect(new URL(page.url()).search).toBe('?sort=title&order=desc');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Categories' }).check();
  await page.getByRole('checkbox', { name: 'Verdict' }).uncheck();
  await page.keyboard.press('Escape');
  expect(await row(page, 'Build homes').innerText()).toContain('Housing');
  expect(await page.getByRole('columnheader', { name: 'Verdict' }).count()).toBe(0);
  await page.goto(`${site.desk.origin}/desk/find`);
  await rows(page).first().waitFor();
  expect(await row(page, 'Build homes').innerText()).toContain('Housing');
  await context.close();
});

test('the rows of before stay until the newer ones are there, and an older answer never wins', async () => {
  const { page, context } = await openFind();
  const answers: (() => void)[] = [];
  await page.route(/\/api\/v1\/desk\/pledges\?/, async (route) => {
    if (new URL(route.request().url()).searchParams.get('q') === 'ferry')
      await new Promise<void>((resolve) => answers.push(resolve));
    await route.continue().catch(() => {});
  });
  const search = page.getByRole('searchbox');
  await search.fill('ferry');
  await page.getByText('Searching…').waitFor();
  expect((await titles(page)).length).toBe(6);
  await search.fill('hospital');
  await untilTitles(page, ['Build a hospital']);
  for (const answer of answers) answer();
  await page.waitForTimeout(300);
  expect(await titles(page)).toEqual(['Build a hospital']);
  await context.close();
});

async function checkedAt(slug: string): Promise<string | null> {
  return (await ask<{ checkedAt: string | null }>(site.desk, `/trackers/test-tracker/pledges/${slug}`))
    .checkedAt;
}

test('many are checked after a question, in one request; what is refused stays selected, and Undo takes it back', async () => {
  const { page, context, complaints } = await openFind('?category=housing');
  const sent = noteActs(page);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('2 selected').waitFor();
  // Readers of one of them see something else meanwhile.
  await ask(site.desk, '/trackers/test-tracker/pledges/homes/dispute', {
    method: 'POST',
    body: { note: 'The council disagrees.' },
    version: 1,
  });
  // Asked, and not done before somebody has said what was looked at.
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Check 2 pledges' });
  await dialog.waitFor();
  await expectGood(page, 'the question before many checks');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Write what was looked at').waitFor();
  await page.keyboard.press('Escape');
  expect(sent).toEqual([]);
  expect(await checkedAt('more-homes')).toBeNull();

  await checkSelected(page, '2 pledges');
  await untilSaid(page, '1 pledge checked, 1 refused');
  expect(sent).toMatchObject([{ looked: 'The sources of each.', pledges: [{}, {}] }]);
  // Told once for each reason, with those that it is about, and on the row.
  const refused = page.getByRole('group', { name: 'Check: 1 pledge refused' });
  expect(await refused.innerText()).toMatch(
    /Somebody else has changed this since you opened it\. \(1\)\s+Build homes/,
  );
  expect(await row(page, 'Build homes').getByRole('checkbox').isChecked()).toBe(true);
  expect(await row(page, 'Build more homes').getByRole('checkbox').isChecked()).toBe(false);
  expect(await row(page, 'Build more homes').innerText()).toContain('Checked');
  await expectGood(page, 'what was refused');
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, 'Undone.');
  expect(await checkedAt('more-homes')).toBeNull();
  await expect.poll(() => row(page, 'Build more homes').innerText()).not.toContain('Checked');
  expect(complaints).toEqual([]);
  await context.close();
});

test('what is selected and no longer found is left alone, and without a network it waits for one', async () => {
  const { page, context } = await openFind();
  const sent = noteActs(page);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('6 selected').waitFor();
  await page.getByRole('searchbox').fill('wharf');
  await page.getByText('1 selected').waitFor();
  await checkSelected(page, '1 pledge');
  await untilSaid(page, '1 pledge checked');
  expect(sent).toMatchObject([{ pledges: [{ slug: 'ferry' }] }]);

  await page.getByRole('searchbox').fill('');
  await page.getByText('5 selected').waitFor();
  await context.setOffline(true);
  // The draft among them has never been published.
  await act(page, 'Check');
  const dialog = page.getByRole('dialog', { name: 'Check 4 pledges' });
  await dialog.getByText('1 is left out').waitFor();
  await dialog.getByLabel('What was looked at').fill('All of it.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('No answer: it goes on as soon as the desk can be reached.').waitFor();
  expect(await checkedAt('hospital')).toBeNull();
  await context.setOffline(false);
  await untilSaid(page, '4 pledges checked');
  expect(await checkedAt('hospital')).not.toBeNull();
  await context.close();
});

test('a run over many goes on while one is elsewhere, can be stopped after a hundred, and is undone as a whole', async () => {
  await bringIn(
    site.desk,
    Array.from({ length: 250 }, (_, at) => ({ slug: `many-${at}`, title: `Many ${at}` })),
    { id: 'many-tracker', name: 'Many' },
  );
  const { page, context } = await openFind('?tracker=many-tracker');
  const sent = noteActs(page);
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
  // All that is found, not only what is drawn.
  expect(await rows(page).count()).toBe(100);
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('250 selected').waitFor();
  expect(await rows(page).count()).toBe(100);
  await checkSelected(page, '250 pledges');
  await page.getByRole('progressbar', { name: 'Check' }).waitFor();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  answer();
  await untilSaid(page, '250 pledges checked');
  expect(sent.map(({ pledges }) => pledges.length)).toEqual([100, 100, 50]);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(3);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).fill('undo 250');
  await page.keyboard.press('Enter');
  await untilSaid(page, 'Undone.');
  const many = await ask<{ checkedAt: string | null }>(site.desk, '/trackers/many-tracker/pledges/many-7');
  expect(many.checkedAt).toBeNull();

  await page.goto(`${site.desk.origin}/desk/find?tracker=many-tracker`);
  await rows(page).first().waitFor();
  await hold();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByText('250 selected').waitFor();
  await checkSelected(page, '250 pledges');
  await page.getByRole('button', { name: 'Stop' }).click();
  answer();
  await untilSaid(page, '100 pledges checked, 150 not done');
  await page.getByText('150 selected').waitFor();
  await context.close();
});

test('a search and its rows need no mouse: / to search, Down or Enter to the first row, x selects, c checks, Enter opens', async () => {
  const { page, context } = await openFind();
  await page.keyboard.press('/');
  // At once, before anything is found: the row that has the focus is one of what is typed.
  await page.keyboard.type('hospital');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page)).toBe('hospital');
  await page.keyboard.press('/');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => current(page)).toBe('hospital');
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('c');
  await untilSaid(page, 'Checked: Build a hospital');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/hospital');
  await page.goBack();
  await page.getByText('1 pledge', { exact: true }).waitFor();
  await expect.poll(() => current(page)).toBe('hospital');
  await context.close();
});

test('what is found is a sheet on request, in which nothing is run', async () => {
  await bringIn(site.desk, [{ slug: 'sum', title: '=SUM(A1:A9), "quoted"' }], { id: 'sheet', name: 'Sheet' });
  const { page, context } = await openFind('?tracker=sheet');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('pledges.csv');
  const [head, line] = readFileSync(await download.path(), 'utf8').split('\r\n');
  expect(head).toMatch(/^\ufeff"Tracker","Title","Verdict"/);
  expect(line).toMatch(/^"Sheet","'=SUM\(A1:A9\), ""quoted""","In progress","Published"/);
  await context.close();
});

test('markup in a title, a name, a label or a comment is text everywhere', async () => {
  await bringIn(site.desk, [{ slug: 'hostile', title: `Hostile ${XSS}`, checkedAt: daysAgo(200) }], {
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
  await rows(page).getByText(`Tracker ${XSS}`).first().waitFor();
  // Two trackers use the id with words of their own.
  const categories = await page.getByRole('combobox', { name: 'Category', exact: true }).innerText();
  expect(categories).toContain(`Category ${XSS} / Transport`);
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).not.toContain('pwned');
  await context.close();
});
