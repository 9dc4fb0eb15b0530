// Answers that are lost on the way: the second try says what is true, and does nothing twice.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { loseAnswer } from './answers.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringInDue } from './desk-contents.ts';
import { foundTracker, saveElsewhere, WRITE } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk);
});
afterAll(() => site?.close());

/** Two pledges of a tracker of their own that are due, in Today. */
async function openToday(id: string) {
  await bringInDue(site.desk, id, 2);
  const opened = await openSignedIn(site, robin, `/desk?tracker=${id}`);
  await opened.page.getByRole('link', { name: `${id} 1` }).waitFor();
  return opened;
}

function assigneeOf(id: string): Promise<{ assignee: string | null }> {
  return ask(site.desk, `/trackers/${id}/pledges/${id}-1`);
}

test('to publish again blames nobody', async () => {
  await saveElsewhere(site.desk, { title: 'A new title' });
  const { page, context } = await openSignedIn(site, robin, `${WRITE}/publish`);
  await page.getByLabel('What readers are told').fill('Because.');
  await loseAnswer(page, '**/reopen-the-ferry/publish');
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('may or may not have been published').waitFor();
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('perhaps by what you sent before').first().waitFor();
  expect(await page.getByText('by someone else').count()).toBe(0);
  await context.close();
});

test('to begin a pledge again leads to the one that was begun', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/new?tracker=test-tracker');
  await page.getByLabel('Title').fill('Build a school');
  await loseAnswer(page, '**/test-tracker/pledges');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('cannot be reached').waitFor();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForURL('**/desk/pledges/test-tracker/build-a-school');
  await context.close();
});

test('to begin a pledge under the name of somebody else’s says that it is taken', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/new?tracker=test-tracker');
  await page.getByLabel('Title').fill('Build a church');
  await page.route('**/test-tracker/pledges', (route) => route.abort(), { times: 1 });
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('cannot be reached').waitFor();
  await ask(site.desk, '/trackers/test-tracker/pledges', {
    method: 'POST',
    body: { slug: 'build-a-church', title: 'Build a church' },
  });
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('names another pledge already').waitFor();
  await context.close();
});

test('the note of an assignment from a list is kept when that is refused', async () => {
  const { page, context } = await openToday('note');
  const body = { note: 'Doubt.' };
  await ask(site.desk, '/trackers/note/pledges/note-1/dispute', { method: 'POST', body, version: 1 });
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To whom').selectOption({ index: 1 });
  await dialog.locator('textarea').fill('Written with care.');
  // The list shows how the pledge stands now, so that the next try is not refused for the same reason.
  const renewed = page.waitForResponse((answer) => answer.url().includes('/api/v1/desk/today'));
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.status').getByText('What you wrote is kept').waitFor();
  await (await renewed).finished();
  await page.keyboard.press('a');
  await dialog.locator('textarea').waitFor();
  expect(await dialog.locator('textarea').inputValue()).toBe('Written with care.');
  await dialog.getByLabel('To whom').selectOption({ index: 1 });
  await page.keyboard.press('Control+Enter');
  await page.locator('.status').getByText('1 pledge assigned').waitFor();
  expect((await assigneeOf('note')).assignee).not.toBeNull();
  await context.close();
});

test('an assignment from a list stays in its dialog until it is answered, and then blames nobody', async () => {
  const { page, context } = await openToday('give');
  await loseAnswer(page, '**/give-1/assign');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To whom').selectOption({ index: 1 });
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('may or may not have been done').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.locator('.status').getByText('perhaps by what you sent before').waitFor();
  expect((await assigneeOf('give')).assignee).not.toBeNull();
  await context.close();
});

test('a suggestion that was closed without an answer was closed by nobody else', async () => {
  await fetch(`${site.desk.origin}/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'edit', text: 'A word is wrong.' }),
  });
  const { page, context } = await openSignedIn(site, robin, '/desk/suggestions');
  const spam = page.getByRole('button', { name: /^Spam/ }).first();
  await spam.waitFor();
  await loseAnswer(page, '**/api/v1/desk/suggestions', 'PATCH');
  await spam.click();
  await page.getByText('cannot be reached').first().waitFor();
  await spam.click();
  await page.locator('.status').getByText('1 suggestion').waitFor();
  expect(await page.locator('.status').innerText()).not.toContain('somebody else');
  await context.close();
});

test('a check may have been done', async () => {
  const { page, context } = await openToday('look');
  await loseAnswer(page, '**/look-1/check');
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await page.locator('.status').getByText('may or may not have been done').waitFor();
  await context.close();
});

test('what an act on many has sent before it was stopped may have been done', async () => {
  const { page, context } = await openToday('stop');
  await page.route('**/stop/acts', async (route) => {
    await route.fetch().catch(() => {});
    await route.abort();
  });
  for (const key of ['j', 'x', 'j', 'x', 'a']) await page.keyboard.press(key);
  await page.getByRole('dialog').getByLabel('To whom').selectOption({ index: 1 });
  await page.keyboard.press('Control+Enter');
  await page.getByText('No answer: it goes on').waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.locator('.status').getByText('2 sent without an answer').waitFor();
  expect((await assigneeOf('stop')).assignee).not.toBeNull();
  await context.close();
});
