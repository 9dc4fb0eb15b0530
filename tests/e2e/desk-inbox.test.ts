// Two people at one desk: what each is told, what they say to each other, what readers suggest, and who is there.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';
import { ferry, foundTracker, publishPledge, TRACKER, untilWriting, WRITE } from './desk-pledge.ts';

let site: DeskInstallation;
let heron: string;
let wren: string;

beforeAll(async () => {
  site = await startDesk();
  await foundTracker(site.desk);
  await publishPledge(site.desk, 'buy-a-boat', { title: 'Buy a boat' });
  heron = await newToken(site.desk, 'Heron', 'editor');
  wren = await newToken(site.desk, 'Wren', 'writer');
  await untilPublished(site.desk);
});

afterAll(() => site?.close());

const as = (token: string) => ({ ...site.desk, token });

async function suggest(slug: string, body: object): Promise<void> {
  const answer = await fetch(`${site.desk.origin}/api/v1/trackers/test-tracker/pledges/${slug}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': `198.51.${next()}.7` },
    body: JSON.stringify(body),
  });
  expect([answer.status, await answer.text()]).toEqual([202, expect.any(String)]);
}

let networks = 0;
function next(): number {
  networks += 1;
  return networks;
}

async function sentBack(slug: string, note: string): Promise<void> {
  const path = `${TRACKER}/pledges/${slug}`;
  const body = { slug, ...aPledge({ title: `Title of ${slug}` }) };
  await ask(as(wren), `${TRACKER}/pledges`, { method: 'POST', body });
  await ask(as(wren), `${path}/submit`, { method: 'POST', version: 1, body: {} });
  await ask(as(heron), `${path}/return`, { method: 'POST', version: 2, body: { note } });
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
const inboxLink = (page: Page) =>
  page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: /^Inbox/ });

// As somebody hears it.
async function counted(page: Page): Promise<string> {
  return (await inboxLink(page).innerText()).replace(/\s+/g, ' ');
}

test('what was sent back is in the inbox, is read by being opened, and the navigation counts it', async () => {
  await sentBack('mend-the-pier', 'Which minister said it?');
  await sentBack('paint-the-pier', 'No source yet.');
  const { page, complaints, context } = await openSignedIn(site, wren);
  await expect.poll(() => counted(page)).toBe('Inbox 2 unread');
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: 'Inbox', level: 1 }).waitFor();
  await page.getByText('Which minister said it?').waitFor();
  await expectGood(page, 'inbox');
  await picture(page, 'inbox');
  await page.keyboard.press('j');
  expect(await focused(page)).toBe('Title of paint-the-pier');
  await page.keyboard.press('e');
  expect(await focused(page)).toBe('Title of mend-the-pier');
  await expect.poll(() => counted(page)).toBe('Inbox 1 unread');
  await page.keyboard.press('Enter');
  await untilWriting(page);
  await expect.poll(() => counted(page)).toBe('Inbox');
  await page.goBack();
  await page.getByText('You have read everything.').waitFor();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.getByText('No source yet.').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await expect.poll(() => counted(page)).toBe('Inbox 1 unread');
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await page.getByText('All is marked as read.').waitFor();
  await expect.poll(() => counted(page)).toBe('Inbox');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a comment mentions somebody by the keyboard, who finds it in their inbox and answers', async () => {
  const { page, complaints, context } = await openSignedIn(site, heron, WRITE);
  await untilWriting(page);
  await page.locator('h1').focus();
  await page.keyboard.press('m');
  const field = page.getByLabel('Comment for the desk');
  await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Write something first.').waitFor();
  await page.keyboard.type('<b>Was this</b> the council, @wr');
  await page.getByRole('option', { name: 'Wren' }).waitFor();
  await expectGood(page, 'mention');
  await picture(page, 'discussion-mention');
  await page.keyboard.press('Enter');
  expect(await field.inputValue()).toBe('<b>Was this</b> the council, @Wren ');
  await page.keyboard.type('or not?');
  await page.reload();
  await untilWriting(page);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  expect(await field.inputValue()).toBe('<b>Was this</b> the council, @Wren or not?');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Commented.').waitFor();
  expect(await field.inputValue()).toBe('');
  await page.getByRole('button', { name: '1 comment' }).waitFor();
  await expectGood(page, 'discussion');
  await picture(page, 'discussion');
  expect(new URL(page.url()).pathname).toBe(WRITE);
  // Nothing of the pledge itself was touched.
  expect((await ferry(site.desk)).version).toBe(2);

  const other = await openSignedIn(site, wren, '/desk/inbox');
  const row = other.page.locator('[data-row]').filter({ hasText: 'mentioned you on' });
  await row.getByText('<b>Was this</b> the council, @Wren or not?').waitFor();
  await row.getByRole('link').click();
  await untilWriting(other.page);
  await other.page.getByText('the council, @Wren or not?').waitFor();
  await other.page.getByLabel('Comment for the desk').fill('It was.');
  await other.page.getByRole('button', { name: 'Comment', exact: true }).last().click();
  await other.page.getByText('Commented.').waitFor();
  await other.page.getByRole('button', { name: 'Delete: It was.' }).click();
  await other.page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await other.page.getByRole('button', { name: '1 comment' }).waitFor();
  expect([...complaints, ...other.complaints]).toEqual([]);
  await other.context.close();
  await context.close();
});

test('who else has the pledge on their screen is seen, and no more once they have gone', async () => {
  const first = await openSignedIn(site, heron, WRITE);
  await untilWriting(first.page);
  const second = await openSignedIn(site, wren, WRITE);
  await second.page.getByText('Here as well: Heron').waitFor();
  await second.page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Find' }).click();
  await second.page.getByRole('heading', { name: 'Find' }).waitFor();
  await second.page.goBack();
  await second.page.getByText('Here as well: Heron').waitFor();
  await first.page.getByText('Here as well: Wren').waitFor();
  await picture(first.page, 'presence');
  await first.page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Find' }).click();
  await expect.poll(() => second.page.getByText('Here as well').count(), { timeout: 45_000 }).toBe(0);
  expect([...first.complaints, ...second.complaints]).toEqual([]);
  await first.context.close();
  await second.context.close();
});

test('a suggestion from a reader’s page leads to a draft with its source, and the revision that follows names it', async () => {
  const reader = await site.browser.newPage();
  await reader.goto(`${site.desk.origin}/test-tracker/reopen-the-ferry`);
  await reader.getByLabel('There is evidence that is missing').check();
  await reader.getByLabel('Your suggestion').fill('The timetable of May is out.');
  await reader.getByLabel('Address of a source').fill('https://ferry.example/timetable?a=1&b=2');
  await reader.getByLabel('How the desk can reach you').fill('reader@home.example');
  await reader.getByRole('button', { name: 'Send to the desk' }).click();
  await reader.getByRole('status').getByText('Thank you.').waitFor();
  await reader.close();
  const { page, complaints, context } = await openSignedIn(site, heron, '/desk/inbox');
  await page.getByRole('link', { name: 'Reopen the ferry' }).first().click();
  await page.getByRole('heading', { name: 'Suggestions', level: 1 }).waitFor();
  await page.getByText('The timetable of May is out.').waitFor();
  const answer = page.getByRole('link', { name: 'Answer reader@home.example' });
  expect(await answer.getAttribute('href')).toBe(
    'mailto:reader@home.example?subject=Your%20suggestion%3A%20Reopen%20the%20ferry',
  );
  await expectGood(page, 'suggestions');
  await picture(page, 'suggestions');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Accept 1 suggestion' });
  await dialog.getByText('deleted when you close it: answer first').waitFor();
  await expectGood(page, 'accept');
  await picture(page, 'suggestion-accept');
  await dialog.getByRole('button', { name: 'Accept' }).click();
  await untilWriting(page);
  const source = page.locator('[data-pointer="/evidence/1/url"]');
  await expect.poll(() => source.inputValue()).toBe('https://ferry.example/timetable?a=1&b=2');
  await page.locator('[data-pointer="/evidence/1/title"]').fill('Timetable of May');
  await page.keyboard.press('Control+s');
  await expect.poll(async () => (await ferry(site.desk)).state).toBe('draft');
  await expect
    .poll(async () => (await ferry(site.desk)).draft)
    .toMatchObject({ evidence: [{}, { title: 'Timetable of May' }] });
  const { version } = await ferry(site.desk);
  await ask(as(heron), `${TRACKER}/pledges/reopen-the-ferry/publish`, {
    method: 'POST',
    version,
    body: { note: 'A new source.' },
  });
  await page.goto(`${site.desk.origin}${WRITE}/history`);
  await page.getByRole('link', { name: 'after a suggestion' }).click();
  await page.getByText('The timetable of May is out.').waitFor();
  await page.getByText('Accepted by Heron').waitFor();
  expect(await page.content()).not.toContain('reader@home.example');
  expect(complaints).toEqual([]);
  await context.close();
});

test('forty suggestions are declined at once with a reason that was given before, and one as spam', async () => {
  await suggest('buy-a-boat', { kind: 'edit', text: 'Buy shoes here.' });
  for (let number = 0; number < 41; number += 1)
    await suggest('buy-a-boat', { kind: 'disagree', text: `It was never kept (${number}).` });
  const { page, complaints, context } = await openSignedIn(site, heron, '/desk/suggestions');
  await page.getByText('42 suggestions').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('d');
  const one = page.getByRole('dialog', { name: 'Decline 1 suggestion' });
  await one.getByRole('button', { name: 'Decline' }).click();
  await one.getByText('Write why, or choose a reason.').waitFor();
  await one.getByLabel('Reason').fill('The verdict says why.');
  await one.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('41 suggestions').waitFor();
  await expect.poll(() => focused(page)).toBe('Disagrees');
  await page.getByRole('button', { name: 'Spam: Mistake, Buy a boat' }).click();
  await page.getByText('40 suggestions').waitFor();
  await page.getByRole('checkbox', { name: 'Select all on Buy a boat' }).check();
  await page.getByText('40 selected').waitFor();
  await picture(page, 'suggestions-selected');
  await page.locator('[data-row] a').first().focus();
  await page.keyboard.press('d');
  const all = page.getByRole('dialog', { name: 'Decline 40 suggestions' });
  await all.getByRole('button', { name: 'The verdict says why.' }).click();
  expect(await all.getByLabel('Reason').inputValue()).toBe('The verdict says why.');
  await expectGood(page, 'decline');
  await picture(page, 'suggestions-decline');
  await all.getByRole('button', { name: 'Decline' }).click();
  await page.getByText('Declined: 40 suggestions.').waitFor();
  await page.getByText('No reader has suggested anything.').waitFor();
  await page.getByLabel('State').selectOption('Spam');
  await page.getByText('Buy shoes here.').waitFor();
  await page.reload();
  await page.getByText('Buy shoes here.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('axe finds nothing on inbox, suggestions and discussion in the dark, on a phone, at twice the size and in Arabic', async () => {
  await sentBack('clean-the-pier', 'أيُّ وزيرٍ قال ذلك؟');
  await suggest('buy-a-boat', {
    kind: 'evidence',
    text: 'صدر الجدول الزمني لشهر مايو، انظر https://ferry.example/a-very-long-address-that-goes-on-and-on-and-on-and-on',
    url: `https://ferry.example/${'long-'.repeat(40)}`,
    contact: 'by telephone, 0123 456',
  });
  const comment = { text: `نعم. @Heron\n${'x'.repeat(300)}`, mentions: ['Heron'] };
  await ask(as(wren), `${TRACKER}/pledges/buy-a-boat/comments`, { method: 'POST', body: comment });
  const sizes = {
    dark: { colorScheme: 'dark' as const },
    phone: { viewport: { width: 390, height: 844 } },
    twice: { viewport: { width: 640, height: 400 } },
  };
  for (const [name, options] of Object.entries(sizes)) {
    const { page, complaints, context } = await openSignedIn(site, heron, '/desk/inbox?all=true', options);
    await page.getByText('نعم.').waitFor();
    await expectGood(page, `inbox ${name}`);
    await picture(page, `inbox-${name}`);
    await page.goto(`${site.desk.origin}/desk/suggestions`);
    await page.getByText('صدر الجدول').waitFor();
    await expectGood(page, `suggestions ${name}`);
    await picture(page, `suggestions-${name}`);
    await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/buy-a-boat#discussion`);
    await page.getByText('نعم.').waitFor();
    await page.getByRole('button', { name: '1 suggestion' }).click();
    await page.getByText('صدر الجدول').waitFor();
    await expectGood(page, `suggested ${name}`);
    await picture(page, `suggested-${name}`);
    await page.getByRole('button', { name: '1 comment' }).click();
    await page.getByText('نعم.').waitFor();
    await expectGood(page, `discussion ${name}`);
    await picture(page, `discussion-${name}`);
    expect(complaints).toEqual([]);
    await context.close();
  }
});
