// Whom a pledge is given to and until when it is put off, on its own screens.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { openNew } from './desk-acts.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, foundTracker, TRACKER, untilSaid } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  await foundTracker(site.desk);
  await newToken(site.desk, 'Wren', 'editor');
  const token = await newToken(site.desk, 'Robin', 'editor');
  robin = await openSignedIn(site, token, '/desk', { bypassCSP: true });
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

type Given = { assignee: string | null; owner: string; snoozedUntil: string | null };

function given(slug: string): Promise<Given> {
  return ask<Given>(site.desk, `${TRACKER}/pledges/${slug}`);
}

function where(page: Page) {
  return page.locator('.where');
}

test('a published pledge is given to somebody by a key, taken back by Undo, and given to nobody again', async () => {
  const { page } = robin;
  await openNew(site.desk, page, 'lay-a-buoy', 'Lay a buoy');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Assign the pledge' });
  // Whoever asks comes first.
  const names = await dialog.getByLabel('To whom').locator('option').allInnerTexts();
  expect(names.slice(0, 2)).toEqual(['Choose…', 'Robin (you)']);
  expect(names).not.toContain('Nobody');
  await dialog.getByLabel('To whom').selectOption('Wren');
  await dialog.getByLabel('A word to them').fill('You know the harbour.');
  await expectGood(page, 'the question before an assignment');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Assigned.').waitFor();
  await where(page).getByText('given to Wren').waitFor();
  expect((await given('lay-a-buoy')).assignee).toBe('Wren');
  await page.getByRole('button', { name: 'Undo' }).click();
  await where(page).getByText('given to nobody').waitFor();
  expect((await given('lay-a-buoy')).assignee).toBeNull();

  await where(page).getByRole('button', { name: 'given to nobody' }).click();
  await dialog.getByLabel('To whom').selectOption('Robin (you)');
  await page.keyboard.press('Control+Enter');
  await where(page).getByText('given to Robin').waitFor();
  await page.keyboard.press('a');
  await dialog.getByLabel('To whom').selectOption('Nobody');
  expect(await dialog.getByLabel('A word to them').count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await where(page).getByText('given to nobody').waitFor();
  expect((await given('lay-a-buoy')).assignee).toBeNull();
});

test('words that cannot be saved yet do not hold an assignment up, and stay', async () => {
  const { page } = robin;
  await openNew(site.desk, page, 'mend-a-net', 'Mend a net');
  await page.getByLabel('Headline').fill('x'.repeat(200));
  await untilSaid(page, 'mend 1 field');
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Assign the pledge' });
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Say to whom.').waitFor();
  await dialog.getByLabel('To whom').selectOption('Wren');
  await page.keyboard.press('Control+Enter');
  await where(page).getByText('given to Wren').waitFor();
  expect(await page.getByLabel('Headline').inputValue()).toBe('x'.repeat(200));
});

test('a pledge is put off until a day, a day that is past is told at its field, and it can be due again at once', async () => {
  const { page } = robin;
  await openNew(site.desk, page, 'dredge-it', 'Dredge it');
  await page.keyboard.press('z');
  const dialog = page.getByRole('dialog', { name: 'Snooze the pledge' });
  await dialog.getByLabel('Until').selectOption('Another day…');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Say until when.').waitFor();
  await dialog.getByLabel('Day').fill('2020-01-01');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => dialog.getByLabel('Day').getAttribute('aria-invalid')).toBe('true');
  expect((await given('dredge-it')).snoozedUntil).toBeNull();
  await expectGood(page, 'a day that is past');
  // The field that had the focus goes with the choice.
  await dialog.getByLabel('Until').selectOption({ index: 2 });
  await dialog.getByLabel('Until').focus();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('it is due again when you said').waitFor();
  await where(page).getByText('not due before').waitFor();
  expect((await given('dredge-it')).snoozedUntil).not.toBeNull();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('snooze…');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('Until').selectOption('No longer: it is due again at once');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => (await given('dredge-it')).snoozedUntil).toBeNull();
  expect(await where(page).innerText()).not.toContain('not due before');
});
