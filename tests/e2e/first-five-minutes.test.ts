// From an installation that nobody has touched to a badge in an article, in a browser: the way of the README, without curl.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { untilPublished } from '../../scripts/desk-client.ts';
import { type DeskInstallation, open, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet } from './desk-pledge.ts';
import { type Pages, type Publisher, startPublisher } from './publisher.ts';
import { Walk } from './walk.ts';

let site: DeskInstallation;
let publisher: Publisher;
const articles: Pages = { '/favicon.ico': { body: '' } };

beforeAll(async () => {
  site = await startDesk();
  publisher = await startPublisher(articles);
});

afterAll(async () => {
  publisher?.close();
  await site?.close();
});

const TEXTS = {
  'How the verdicts are made': 'We follow every promise of the programme, and judge each as it was worded.',
  Imprint: 'Harbour Desk, 1 Quay Street, Harbour. Responsible: Robin Reed.',
  'Who pays for it': 'Readers pay, by subscription.',
  Privacy: 'These pages set no cookies. Responsible: Harbour Desk, 1 Quay Street.',
};

test('whoever runs an empty installation founds a tracker, opens it and quotes its verdict, in the browser alone', async () => {
  const { page, context, complaints } = await open(site, '/', {
    permissions: ['clipboard-read', 'clipboard-write'],
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  const walk = new Walk();
  const next = () => walk.click(page.getByRole('button', { name: 'Next' }));
  const step = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

  // The empty home page: readers learn that there is nothing yet, and whoever runs it where to go.
  await page.getByText('Nothing has been published yet.').waitFor();
  await walk.click(page.getByRole('link', { name: 'the desk' }));
  await walk.fill(page.getByLabel('Token'), site.desk.token);
  await walk.click(page.getByRole('button', { name: 'Sign in' }));
  complaints.length = 0;
  await walk.click(page.getByRole('main').getByRole('link', { name: 'Start a tracker' }));

  await step('Whose verdicts are these?');
  await walk.fill(page.getByLabel('Who publishes the verdicts'), 'Harbour Desk');
  await walk.fill(page.getByLabel('Website of the publisher'), 'https://desk.example/');
  await walk.fill(page.getByLabel('Name of the tracker'), 'Harbour Council 2024');
  // Made of the name, and of where the browser is.
  expect(await page.getByLabel('Address of the tracker').inputValue()).toBe('harbour-council-2024');
  expect(await page.getByLabel('Time zone of your desk').inputValue()).toBe('Europe/London');
  expect(await page.getByLabel('Language in which you write').inputValue()).toBe('en');
  await expectGood(page, 'desk');
  await next();

  await step('Whose promises do you follow?');
  await walk.fill(page.getByLabel('Who made the promises'), 'Harbour Council');
  await walk.fill(page.getByLabel('The term began on'), '2024-05-07');
  await next();

  await step('Which verdicts do you give?');
  await walk.choose(page.getByLabel('Begin with the verdicts of'), 'PolitiFact’s meters (English)');
  await page.locator('.sketch pledge-badge').filter({ hasText: 'Promise Kept' }).first().waitFor();
  await expectGood(page, 'verdicts');
  await next();

  await step('Under what do you file promises?');
  // The last line is added when the field is left, by the press on Next: the form grows under it, and the click counts.
  await walk.fill(page.getByLabel('Categories, one on each line'), '• Transport\n• Housing');
  expect(await page.getByLabel('In addresses').first().inputValue()).toBe('transport');
  await expectGood(page, 'topics');
  await next();

  await step('Where were the promises made?');
  await walk.fill(page.getByLabel('Title of the document'), 'A Programme for Harbour');
  await next();

  await step('How do readers reach you?');
  await walk.fill(page.getByLabel('E-mail address for corrections'), 'corrections@desk.example');
  await expectGood(page, 'readers');
  await next();

  await step('As readers will see it');
  await expectGood(page, 'page');
  await walk.click(page.getByRole('button', { name: 'Start it, private' }));

  // Private: a check list, and nothing for anybody else.
  await page.getByRole('heading', { level: 1, name: 'Open Harbour Council 2024' }).waitFor();
  expect(await page.getByRole('button', { name: 'Open it' }).isDisabled()).toBe(true);
  expect((await fetch(`${site.desk.origin}/harbour-council-2024`)).status).toBe(404);
  await expectGood(page, 'check list');
  for (const [name, text] of Object.entries(TEXTS)) await walk.fill(page.getByLabel(name), text);
  await walk.click(page.getByRole('button', { name: 'Save these texts' }));
  await page.getByRole('button', { name: 'Save these texts' }).waitFor({ state: 'detached' });

  await walk.click(page.getByRole('link', { name: 'Write a pledge' }).first());
  await walk.fill(page.getByLabel('Title'), 'Reopen the harbour ferry');
  await walk.click(page.getByRole('button', { name: /^(?:Begin|Create|Write)/ }));
  await walk.fill(page.getByLabel('The promise, word for word'), 'The ferry will run again, every day.');
  await walk.tick(page.getByRole('checkbox', { name: 'Transport' }));
  await walk.tick(page.getByRole('radio', { name: /^Promise Kept/ }));
  await walk.fill(page.getByLabel('Headline'), 'The ferry runs again');
  await walk.fill(page.getByLabel('Summary'), 'The first crossing was on 6 March.');
  await walk.fill(page.getByLabel('Paste the address of a source'), 'https://council.example/minutes');
  await walk.click(page.getByRole('button', { name: 'Add', exact: true }));
  await walk.fill(page.getByRole('group', { name: 'Evidence 1' }).getByLabel('Title'), 'Minutes of March');
  await walk.click(page.getByRole('button', { name: 'Review and mark ready' }));
  await page.getByText('This tracker is private.').waitFor();
  await walk.click(page.getByRole('button', { name: 'Mark it ready' }));
  await page.getByRole('heading', { level: 2, name: 'Ready' }).waitFor();
  await walk.click(page.getByRole('main').getByRole('link', { name: 'To the check list' }));

  await page.getByText('Nothing is missing.').waitFor();
  await page.frameLocator('iframe').getByText('Reopen the harbour ferry').first().waitFor();
  expect((await fetch(`${site.desk.origin}/harbour-council-2024`)).status).toBe(404);
  await walk.tick(page.getByLabel('I know that it can never be private again'));
  await walk.click(page.getByRole('button', { name: 'Open it' }));
  await page.getByText('Harbour Council 2024 is open.').first().waitFor();
  await untilPublished(site.desk);

  const shown = await walk.follow(page, page.getByRole('link', { name: 'The page' }));
  await shown.getByRole('heading', { level: 1, name: 'Harbour Council 2024' }).waitFor();
  await shown.getByText('Reopen the harbour ferry').first().waitFor();

  const builder = await walk.follow(page, page.getByRole('link', { name: 'Embed a verdict' }));
  await walk.click(builder.getByRole('button', { name: 'Copy the line' }));
  await builder.getByText('Copied.', { exact: true }).waitFor();
  const snippet = await builder.evaluate(() => navigator.clipboard.readText());

  articles['/article'] = {
    body: `<!doctype html><html lang="en-GB"><title>Article</title><main><p>They promised a ferry, and here it is: ${snippet}</p></main>`,
  };
  const article = await context.newPage();
  await article.goto(`${publisher.origin}/article`);
  const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format();
  const badge = article
    .locator('pledge-badge')
    .getByRole('link', { name: /^Promise Kept: Reopen the harbour ferry/ });
  await badge.waitFor();
  expect(await badge.getAttribute('aria-label')).toContain(today);
  console.log(`From an empty installation to a badge in an article: ${walk.told}.`);
  expect(walk.clicks).toBeLessThanOrEqual(30);
  expect(walk.fields).toBeLessThanOrEqual(25);
  expectQuiet(complaints);
});
