// Answers that come late: whoever has gone on meanwhile is not disturbed, and learns what is true.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { delay } from './answers.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringInDue } from './desk-contents.ts';
import {
  FERRY,
  ferry,
  foundTracker,
  saveElsewhere,
  untilHeading,
  untilWriting,
  WRITE,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk);
});
afterAll(() => site?.close());

async function discardDraft(): Promise<void> {
  const { version, draft } = await ferry(site.desk);
  if (draft) await ask(site.desk, `${FERRY}/discard`, { method: 'POST', body: {}, version });
}

// Letters that would be shortcuts if the focus were taken: c, d and n among them.
const WORDS = 'Yes, I do, but the old quote is weird. So the council checked it, and closed it.';

test('an assignment that is answered late does not take the focus from a comment', async () => {
  await bringInDue(site.desk, 'steal', 3);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=steal');
  await untilHeading(page, 'steal 1');
  const checks: string[] = [];
  page.on('request', (request) => request.url().endsWith('/check') && checks.push(request.url()));
  await delay(page, '**/steal-1/assign', 2500);
  await page.keyboard.press('a');
  await page.getByRole('dialog').getByLabel('To whom').selectOption({ index: 1 });
  const assigned = page.waitForResponse('**/steal-1/assign');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await page.getByLabel('Comment for the desk').waitFor();
  await page.keyboard.type(WORDS, { delay: 60 });
  await assigned;
  await page.keyboard.type(WORDS, { delay: 20 });
  expect(await page.getByLabel('Comment for the desk').inputValue()).toBe(WORDS + WORDS);
  expect(checks).toEqual([]);
  await context.close();
});

test('a check that is answered late does not take the focus from the form', async () => {
  await discardDraft();
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  await delay(page, '**/reopen-the-ferry/check', 1500);
  await page.locator('h1').focus();
  const checked = page.waitForResponse('**/reopen-the-ferry/check');
  await page.keyboard.press('c');
  await page.getByLabel('Headline').fill('');
  await page.keyboard.type(WORDS, { delay: 20 });
  await checked;
  await page.getByText('Checked').first().waitFor();
  await page.keyboard.type(WORDS.slice(0, 40), { delay: 20 });
  expect(await page.getByLabel('Headline').inputValue()).toBe(WORDS + WORDS.slice(0, 40));
  await context.close();
});

test('a comment is of the pledge under which it was written, however late its people are known', async () => {
  await bringInDue(site.desk, 'said', 3);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=said');
  await delay(page, '**/said-1/comments', 2500, 'GET');
  await page.reload();
  await untilHeading(page, 'said 1');
  await page.keyboard.press('m');
  await page.getByLabel('Comment for the desk').fill('Said of the first.');
  const sent = page.waitForResponse(
    (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/comments'),
  );
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Next' }).click();
  await untilHeading(page, 'said 2');
  await sent;
  const texts = async (slug: string) => {
    const path = `/trackers/said/pledges/${slug}/comments`;
    const { comments } = await ask<{ comments: { text: string }[] }>(site.desk, path);
    return comments.map(({ text }) => text);
  };
  expect([await texts('said-1'), await texts('said-2')]).toEqual([['Said of the first.'], []]);
  await page.locator('.status').getByText('Commented.').waitFor();
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Said of the first.');
  await context.close();
});

test('a publication that is refused after somebody has gone on is told where they are', async () => {
  await saveElsewhere(site.desk, { title: 'Another title' });
  const { page, context } = await openSignedIn(site, robin, `${WRITE}/publish`);
  await page.getByLabel('What readers are told').fill('Because.');
  await delay(page, '**/reopen-the-ferry/publish', 1500);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('link', { name: 'Today' }).click();
  await untilHeading(page, 'Today');
  await saveElsewhere(site.desk, { title: 'Somebody was faster' });
  await page.locator('.status').getByText('Publish: Another title').waitFor();
  await context.close();
});

test('words that are typed while an undo is loaded stay in the form, and are saved', async () => {
  await discardDraft();
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  await page.locator('h1').focus();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await delay(page, '**/pledges/reopen-the-ferry', 1500, 'GET');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Undone.').first().waitFor();
  await page.getByLabel('Headline').fill('Typed while it loads');
  const saved = async () => (await ferry(site.desk)).draft?.verdict?.headline;
  await expect.poll(saved).toBe('Typed while it loads');
  expect(await page.getByLabel('Headline').inputValue()).toBe('Typed while it loads');
  await context.close();
});
