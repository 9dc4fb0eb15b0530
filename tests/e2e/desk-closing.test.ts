// The end of a term in the browser: decided by a matrix, with exceptions, looked at, checked, and done once.
import type { Page } from 'playwright-core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Badge } from '../../data/published.ts';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aTracker, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation | null = null;
const PATH = '/desk/test-tracker/close';
const NAME = 'Harbour Council 2024';
const OPEN = 415;

const given = (id: string) => ({ ...aVerdict({ id }), publishedAt: '2025-03-10T09:00:00Z' });

async function prepare(more: object = {}, open = 6): Promise<void> {
  await site?.close();
  site = await startDesk();
  await bringIn(
    site.desk,
    [
      ...Array.from({ length: open }, (_, index) => ({
        slug: `pledge-${index}`,
        title: `Pledge number ${index}`,
        verdict: given(['in-progress', 'not-started', 'unclear'][index % 3]!),
      })),
      { slug: 'kept-already', title: 'Kept already', verdict: given('kept') },
    ],
    { name: NAME, ...more },
  );
}

beforeEach(() => prepare());

afterAll(() => site?.close());

async function openClosing(options = {}, token = site!.desk.token) {
  const opened = await openSignedIn(site!, token, PATH, options);
  await opened.page.getByRole('heading', { level: 1, name: /^Close the term/ }).waitFor();
  return opened;
}

const choose = (page: Page, from: string, to: string) =>
  page.getByRole('radio', { name: `${from}: ${to}`, exact: true }).check();

/** What all of these tests decide. */
async function decide(page: Page): Promise<void> {
  await page.getByLabel('The term is over as this day begins').fill('2026-05-08');
  await choose(page, 'In progress', 'Broken');
  await choose(page, 'Not started', 'Broken');
  await choose(page, 'Unclear', 'Stays as it is');
  await page.getByLabel('What readers are told of “In progress”').fill('Not done when the term ended.');
  await page.getByLabel('What readers are told of “Not started”').fill('Never begun.');
}

async function badges(slugs: string[]): Promise<string[]> {
  await untilPublished(site!.desk);
  const ids = slugs.map((slug) => `test-tracker/${slug}`);
  const answer = await fetch(`${site!.desk.origin}/api/v1/badges?ids=${ids}`);
  const { badges } = (await answer.json()) as { badges: Record<string, Badge> };
  return ids.map((id) => badges[id]?.verdict.id ?? '');
}

test('a term is closed by rules with an exception, after it was looked at and checked, with the name of the tracker', async () => {
  const { page, complaints } = await openClosing();
  await expectGood(page, 'closing, nothing decided');
  await picture(page, 'closing-begin');
  const table = page.getByRole('table');
  await table.getByRole('row', { name: /^In progress 2 pledges/ }).waitFor();
  // Everything that is missing is said at once.
  await page.getByRole('button', { name: 'Check it' }).click();
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.pointer)).toBe(
    '/closedAt',
  );
  await page.getByLabel('The term is over as this day begins').fill('2026-05-08');
  await choose(page, 'In progress', 'Broken');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('3 things are to be put right:').waitFor();
  await expectGood(page, 'closing, faults');
  await decide(page);
  expect(await table.locator('tfoot').innerText()).toMatch(/4[\s\S]*2/);
  await page.getByRole('button', { name: 'Make an exception of Pledge number 3' }).click();
  const exception = page.locator('[data-exception="pledge-3"]');
  await exception.getByLabel('Its last verdict').selectOption('kept');
  await exception.getByLabel('What readers are told of it').fill('Done on the last day.');
  await page.getByLabel('Show').selectOption('exceptions');
  await expect.poll(() => page.locator('desk-closing-list [data-step]').count()).toBe(1);
  await page.getByLabel('Show').selectOption('all');
  await page.getByRole('button', { name: 'Look at three' }).click();
  await expect.poll(() => page.locator('figure iframe').count()).toBe(3);
  const frame = page.frameLocator('figure[data-page="pledge-0"] iframe');
  await frame.getByText('This term has ended').first().waitFor();
  await frame.getByText('Not done when the term ended.').first().waitFor();
  await page.getByRole('button', { name: 'Check it' }).click();
  await page
    .getByText('4 pledges would get another verdict, 1 of them by exception; 2 would stay as they are.')
    .last()
    .waitFor();
  await expectGood(page, 'closing, checked');
  await picture(page, 'closing-checked');
  // What is changed afterwards is to be checked again.
  await page.getByLabel('What readers are told of “Not started”').fill('Never even begun.');
  await page.getByText('You have changed something since. Check it again.').waitFor();
  expect(await page.getByRole('button', { name: 'Close the term' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('4 pledges would get').last().waitFor();
  await page.getByLabel('To close it, type the name').fill('Harbour Council');
  await page.getByRole('button', { name: 'Close the term' }).click();
  await page.getByText('This is not the name of the tracker.').waitFor();
  await page.getByLabel('To close it, type the name').fill(NAME);
  await page.getByRole('button', { name: 'Close the term' }).click();
  await page.getByText('The term is closed. 4 pledges got the last verdict.').last().waitFor();
  await expectGood(page, 'closing, done');
  await picture(page, 'closing-done');
  expect(await badges(['pledge-0', 'pledge-1', 'pledge-2', 'pledge-3', 'kept-already'])).toEqual([
    'broken',
    'broken',
    'unclear',
    'kept',
    'kept',
  ]);
  await page.getByRole('link', { name: 'In the audit' }).click();
  await page.locator('[data-step]', { hasText: 'Closed the term' }).waitFor();
  // The revisions are one row of the audit.
  await page.locator('[data-step]', { hasText: 'Gave the last verdict' }).getByText('4 pledges').waitFor();
  expect(complaints.filter((text) => !/422/.test(text))).toEqual([]);
});

test('a term that was closed too early is opened again, and the verdicts stay', async () => {
  const rules = ['in-progress', 'not-started', 'unclear'].map((from) => ({
    from,
    to: 'broken',
    note: 'Over.',
  }));
  await ask(site!.desk, '/trackers/test-tracker/close', {
    method: 'POST',
    body: { closedAt: '2026-05-08', rules },
    version: 1,
  });
  const { page } = await openClosing();
  await page.getByText('This term was closed:').waitFor();
  await page.getByText('Every verdict is final already.').waitFor();
  await expectGood(page, 'closing, closed already');
  await page.getByRole('button', { name: 'The term is not over' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'It is not over' }).click();
  await page.getByText('The term is not over.').waitFor();
  expect(await page.getByText('This term was closed:').count()).toBe(0);
  expect(await badges(['pledge-0', 'pledge-1'])).toEqual(['broken', 'broken']);
  const { tracker } = await ask<{ tracker: object }>(site!.desk, '/trackers/test-tracker');
  expect(tracker).not.toHaveProperty('closedAt');
});

test('a term is closed by the keyboard alone', async () => {
  const { page } = await openClosing();
  await page.getByLabel('The term is over as this day begins').fill('2026-05-08');
  for (const [verdict, note] of [
    ['In progress', 'One.'],
    ['Not started', 'Two.'],
    ['Unclear', 'Three.'],
  ] as const) {
    await page
      .getByRole('radio', { name: new RegExp(`^${verdict}: `) })
      .first()
      .focus();
    await page.keyboard.press('Space');
    await page.getByLabel(`What readers are told of “${verdict}”`).focus();
    await page.keyboard.type(note);
  }
  await page.getByRole('button', { name: 'Check it' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('6 pledges would get another verdict').last().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('check-heading');
  await page.getByRole('link', { name: 'Pledge number 0' }).focus();
  await page.keyboard.press('j');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Pledge number 1');
  await page.getByLabel('To close it, type the name').focus();
  await page.keyboard.type(NAME);
  await page.keyboard.press('Enter');
  await page.getByText('The term is closed.').last().waitFor();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('h1');
});

test('what is decided is still there after a reload, without a net and after somebody changed the tracker', async () => {
  const { page, context } = await openClosing();
  await decide(page);
  await page.reload();
  await expect
    .poll(() => page.getByLabel('What readers are told of “Not started”').inputValue())
    .toBe('Never begun.');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('No answer came').waitFor();
  await context.setOffline(false);
  const tracker = aTracker({ name: NAME, methodology: 'Changed meanwhile.' });
  await ask(site!.desk, '/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 });
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('Somebody has changed the tracker').waitFor();
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('4 pledges would get another verdict').last().waitFor();
});

test('where two people are wanted, one says why, and the audit keeps it; a pledge that could not be published is named with the way to it', async () => {
  const verdict = { ...aVerdict({ id: 'unrated' }), publishedAt: null };
  await ask(site!.desk, '/trackers/test-tracker/import', {
    method: 'POST',
    body: { pledges: [anImportRow({ slug: 'without-source', verdict, evidence: [] })] },
  });
  await ask(site!.desk, '/trackers/test-tracker', {
    method: 'PUT',
    body: aTracker({ name: NAME, review: 'two' }),
    version: 1,
  });
  const { page } = await openClosing();
  await decide(page);
  await choose(page, 'Not rated', 'Broken');
  await page.getByLabel('What readers are told of “Not rated”').fill('Over.');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.locator('#faults').getByRole('link', { name: 'without-source' }).waitFor();
  await choose(page, 'Not rated', 'Stays as it is');
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('4 pledges would get').last().waitFor();
  await page.getByLabel('To close it, type the name').fill(NAME);
  await page.getByRole('button', { name: 'Close the term' }).click();
  await page.getByText('Say why nobody else can look at it.').waitFor();
  await expectGood(page, 'closing, alone');
  await page.getByLabel('Why you do it alone').fill('The other one is ill.');
  await page.getByRole('button', { name: 'Close the term' }).click();
  await page.getByText('The term is closed.').last().waitFor();
  const { audit } = await ask<{ audit: { detail: object }[] }>(site!.desk, '/audit?act=close%20term');
  expect(audit).toMatchObject([{ detail: { brokeGlass: 'The other one is ill.' } }]);
});

test('415 pledges are a list that can be worked through, and closed in one act', {
  timeout: 180_000,
}, async () => {
  await prepare({}, OPEN);
  const { page } = await openClosing();
  await decide(page);
  await expect.poll(() => page.locator('desk-closing-list [data-step]').count()).toBe(200);
  await page.getByRole('button', { name: 'Show 200 more' }).click();
  await expect.poll(() => page.locator('desk-closing-list [data-step]').count()).toBe(400);
  await page.getByLabel('Words of a title').fill('number 41');
  await expect.poll(() => page.locator('desk-closing-list [data-step]').count()).toBe(9);
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByText('277 pledges would get another verdict; 138 would stay as they are.').last().waitFor();
  await page.getByLabel('To close it, type the name').fill(NAME);
  await page.getByRole('button', { name: 'Close the term' }).click();
  await page.getByText('The term is closed. 277 pledges got the last verdict.').last().waitFor();
});

test('a private tracker is led to its opening, and nobody but its admin has the screen', async () => {
  await ask(site!.desk, '/trackers', {
    method: 'POST',
    body: aTracker({ id: 'kept-back', name: 'Kept back', visibility: 'private' }),
  });
  const { page } = await openSignedIn(site!, site!.desk.token, '/desk/kept-back/close');
  await page.getByText('This tracker is private').waitFor();
  await page.getByRole('link', { name: 'Check list and opening' }).waitFor();
  await page.goto(`${site!.desk.origin}/desk/settings`);
  await page.getByRole('link', { name: `Close the term of ${NAME}` }).waitFor();
  expect(await page.getByRole('link', { name: 'Close the term of Kept back' }).count()).toBe(0);
  const editor = await openSignedIn(site!, await newToken(site!.desk, 'Wren', 'editor'), PATH);
  await editor.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  const other = await newToken(site!.desk, 'Heron', 'admin', ['kept-back']);
  const stranger = await openSignedIn(site!, other, PATH);
  await stranger.page.getByText('There is nothing here').first().waitFor();
});

test('axe finds nothing on the closing of a term in dark, on a phone, at 200 % and in Arabic', async () => {
  const scheme = aTracker().scheme;
  const label = Object.fromEntries(scheme.verdicts.map(({ id }) => [id, `حكم ${id}`]));
  await prepare({
    name: 'وعود المدينة',
    language: 'ar',
    scheme: {
      ...scheme,
      verdicts: scheme.verdicts.map((each) => ({ ...each, label: { ar: label[each.id]! } })),
    },
  });
  for (const [name, options] of [
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 } }],
    ['200', { viewport: { width: 720, height: 450 } }],
  ] as const) {
    const { page, context } = await openClosing(options);
    await page.getByLabel('The term is over as this day begins').fill('2026-05-08');
    await choose(page, label['in-progress']!, label.broken!);
    await page.getByRole('button', { name: 'Make an exception of Pledge number 1' }).click();
    await page.getByRole('button', { name: 'Look at the page of Pledge number 0' }).click();
    await page.locator('figure iframe').waitFor();
    await expectGood(page, `closing, ${name}`);
    // A button of a row is none of the form around it.
    expect(await page.locator('#faults').count()).toBe(0);
    await picture(page, `closing-${name}`);
    await page.evaluate(() => localStorage.clear());
    await context.close();
  }
});
