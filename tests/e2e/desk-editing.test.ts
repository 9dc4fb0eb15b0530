// An editor's day: from signing in to the public page.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import {
  expectQuiet,
  FERRY,
  ferry,
  focused,
  foundTracker,
  publishPledge,
  untilSaid,
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

test('an editor writes, sees what changes for readers, publishes, and sees it on the public page', async () => {
  const { page, complaints } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Reopen the ferry');
  await untilSaid(page, 'Nothing to save');
  // The definition stands beside the choice, and is read with it.
  const kept = page.getByRole('radio', { name: /^Kept/ });
  await kept.check();
  expect(await kept.getAttribute('aria-describedby')).toBe('definition-kept');
  await page.getByLabel('Headline').fill('The ferry runs again');
  await untilSaid(page, 'Saved');
  expect((await ferry(site.desk)).draft?.verdict?.headline).toBe('The ferry runs again');

  // The preview is the real badge and the real page.
  await page
    .locator('pledge-badge')
    .getByRole('link', { name: /^Kept: Reopen the ferry/ })
    .waitFor();
  await page.frameLocator('iframe').getByText('The ferry runs again').waitFor();
  // It leads nowhere: the work is here.
  await page.locator('pledge-badge').getByRole('link').click();
  await page.frameLocator('iframe').getByRole('link', { name: 'Trackers' }).first().click();
  expect(new URL(page.url()).pathname).toBe(WRITE);
  await page.getByRole('button', { name: 'As a card' }).click();
  await page.locator('pledge-card').getByText('The ferry will run again.').waitFor();
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await page.locator('pledge-card').getAttribute('theme')).toBe('dark');

  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'What changes for readers' }).waitFor();
  expect(await page.locator('.difference dt').allInnerTexts()).toEqual(['Verdict', 'Headline']);
  expect(await page.locator('del').first().innerText()).toContain('In progress');
  expect(await page.locator('ins').first().innerText()).toMatch(/^\s*added:\s*Kept\s*end of change\.\s*$/);
  expect(await page.locator('form.publish').innerText()).toContain(
    'Whoever has read the page shortly before may see the old one for 4 minutes at most.',
  );

  // Without a note it is not sent.
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  expect(await focused(page)).toBe('What readers are told');
  await page.getByText('Readers are told why: write a note.').waitFor();
  await page.keyboard.type('The first crossing was today.');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Published' }).waitFor();
  expect(await focused(page)).toBe('Published');
  await page.getByText('Readers are getting it now.').waitFor();
  const [shown] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'See the public page' }).click(),
  ]);
  await shown.getByText('The first crossing was today.').waitFor();
  expect(await shown.locator('h1').innerText()).toBe('Reopen the ferry');
  const [builder] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Another form' }).click(),
  ]);
  await builder.getByRole('heading', { name: 'The line to paste into an article' }).waitFor();
  expect(await builder.locator('#snippet').textContent()).toContain('/reopen-the-ferry"');
  expectQuiet(complaints);
  await page.context().close();
});

test('a new pledge is begun by its title, and what it lacks is told at its field', async () => {
  const { page, complaints } = await openSignedIn(site, robin, '/desk/new');
  await page.getByLabel('Title').fill('Open the night bus');
  expect(await page.getByLabel('Address').inputValue()).toBe('open-the-night-bus');
  await page.getByLabel('Address').fill('reopen-the-ferry');
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('names another pledge already').waitFor();
  expect(await focused(page)).toBe('Address');
  await page.getByLabel('Address').fill('night-bus');
  await page.keyboard.press('Enter');
  await untilWriting(page);
  expect(new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/night-bus');

  await page.getByRole('button', { name: 'Review and publish' }).click();
  await page.getByText(/Not ready yet: \d fields to mend/).waitFor();
  expect(await focused(page)).toContain('The promise, word for word');
  const quote = page.getByLabel('The promise, word for word');
  expect(await quote.getAttribute('aria-invalid')).toBe('true');
  const error = await quote.getAttribute('aria-describedby');
  expect(await page.locator(`#${error}`).innerText()).toMatch(/is missing/i);
  await quote.fill('A bus every hour of the night.');
  expect(await quote.getAttribute('aria-invalid')).toBeNull();

  await page.getByLabel('Transport').check();
  await page.getByRole('radio', { name: /^In progress/ }).check();
  await page.getByLabel('Headline').fill('x'.repeat(150));
  await page.getByText('10 characters too many').waitFor();
  await untilSaid(page, 'mend 1 field');
  expect(await page.getByLabel('Headline').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Headline').fill('A first line runs');
  await page.getByLabel('Summary').fill('One line of six runs at night.');
  await untilSaid(page, 'Saved');

  await page.getByRole('button', { name: 'Review and publish' }).click();
  await page.getByText('a verdict needs at least 1', { exact: false }).waitFor();
  const paste = page.getByLabel('Paste the address of a source');
  await paste.fill('the council said so');
  await page.keyboard.press('Enter');
  await page.getByText('That is no web address.').waitFor();
  await paste.fill('https://www.council.example/night-bus');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Evidence 1' }).waitFor();
  expect(await focused(page)).toContain('Title');
  await page.keyboard.type('Timetable');
  const row = page.getByRole('group', { name: 'Evidence 1' });
  expect(await row.getByLabel('Publisher').inputValue()).toBe('council.example');
  expect(await row.getByLabel('Address').inputValue()).toBe('https://www.council.example/night-bus');
  await page.getByRole('button', { name: 'Review and publish' }).click();
  await page.getByText('Readers see this pledge for the first time.').waitFor();
  expectQuiet(complaints);
  await page.context().close();
});

test('rows come and go, and the focus stays where the work is', async () => {
  const boat = () => ask<{ checkedAt: string }>(site.desk, '/trackers/test-tracker/pledges/buy-a-boat');
  await publishPledge(site.desk, 'buy-a-boat', { title: 'Buy a boat' });
  const { page, complaints } = await openSignedIn(site, robin, '/desk/pledges/test-tracker/buy-a-boat');
  await untilWriting(page);
  // Looked at, and as it is: said here as well as in a list, as long as there is nothing new in it.
  // Who published it has looked.
  await page.locator('.where', { hasText: /· checked \d/ }).waitFor();
  const { checkedAt } = await boat();
  const unchanged = page.getByRole('button', { name: 'Checked, nothing changed' });
  await unchanged.click();
  await page.getByRole('status').getByText('Checked.').waitFor();
  expect((await boat()).checkedAt > checkedAt).toBe(true);
  await page.getByRole('button', { name: 'Add a related pledge' }).click();
  const related = page.getByRole('group', { name: 'Related pledge 1' });
  await related.getByLabel('How').selectOption('Depends on');
  const other = related.getByLabel('Pledge');
  await other.fill('reopen');
  // What is typed is looked for, and what is found is offered.
  await expect
    .poll(() => other.evaluate(({ list }: HTMLInputElement) => list?.options[0]?.value))
    .toBe('reopen-the-ferry');
  await other.fill('reopen-the-ferry');
  expect(await unchanged.count()).toBe(0);
  await page.getByRole('button', { name: 'Add a response' }).click();
  expect(await focused(page)).toBe('From');
  await page.getByRole('button', { name: /^Remove Response 1/ }).click();
  await page.getByText('Response 1 removed.').waitFor();
  expect(await focused(page)).toBe('Add a response');
  // A row with words in it can be had back, where it was.
  const source = page.getByRole('group', { name: 'Evidence 1' });
  const title = await source.getByLabel('Title').inputValue();
  expect(title).not.toBe('');
  await page.getByRole('button', { name: /^Remove Evidence 1/ }).click();
  expect(await source.count()).toBe(0);
  await page.getByRole('button', { name: 'Put Evidence 1 back' }).click();
  await page.getByText('Evidence 1 is back.').waitFor();
  expect(await source.getByLabel('Title').inputValue()).toBe(title);
  expect(await focused(page)).toBe('Title');
  const open = source.getByRole('link', { name: 'Open Address (opens in a new tab)' });
  await source.getByLabel('Address').fill('javascript:alert(1)');
  expect(await open.count()).toBe(0);
  await source.getByLabel('Address').fill('https://example.org/minutes');
  expect(await open.getAttribute('href')).toBe('https://example.org/minutes');
  await untilSaid(page, 'Saved');
  await page.frameLocator('iframe').getByRole('link', { name: 'Reopen the ferry' }).first().waitFor();
  await page.getByRole('button', { name: 'Review and publish' }).click();
  await page.getByRole('radio', { name: /^An edit/ }).waitFor();
  expect(await page.locator('.difference').innerText()).toContain('Depends on, Reopen the ferry');
  expectQuiet(complaints);
  await page.context().close();
});

test('any two revisions can be compared, and an earlier one be made the newest again', async () => {
  const { page, complaints } = await openSignedIn(site, robin, `${WRITE}/history`);
  await page.getByRole('heading', { name: 'From revision 1 to 2' }).waitFor();
  expect(await page.locator('.difference').innerText()).toContain('Kept');
  expect(await page.locator('table.history').innerText()).toContain('The first crossing was today.');
  await page.getByRole('button', { name: 'Revert to revision 1' }).click();
  await page.getByRole('button', { name: 'Revert', exact: true }).click();
  await page.getByText('Write a sentence or two.').waitFor();
  await page.keyboard.type('The crossing was a test run.');
  await page.getByRole('button', { name: 'Revert', exact: true }).click();
  await page.getByText('Reverted to revision 1.').waitFor();
  expect((await ferry(site.desk)).published).toMatchObject({ revision: 3, verdict: { id: 'in-progress' } });
  await page.getByRole('heading', { name: 'From revision 2 to 3' }).waitFor();
  await page.getByLabel('Compare from revision 1').check();
  await page.getByText('Their content is the same.').waitFor();
  await untilPublished(site.desk);
  const answer = await fetch(`${site.desk.origin}/test-tracker/reopen-the-ferry`);
  expect(await answer.text()).toContain('The crossing was a test run.');
  expectQuiet(complaints);
  await page.context().close();
});

test('a publication at a time says the tracker’s zone, can be taken off, and reaches nobody before', async () => {
  const { version } = await ferry(site.desk);
  const body = aPledge({ title: 'Reopen the ferry tonight' });
  await ask(site.desk, FERRY, { method: 'PUT', body, version });
  const { page, context, complaints } = await openSignedIn(site, robin, `${WRITE}/publish`);
  // A note that is too long is told so: nothing of what was pasted is cut off.
  await page.getByLabel('What readers are told').focus();
  await page.keyboard.insertText('x'.repeat(1100));
  await page.getByText('100 characters too many').waitFor();
  await page.getByLabel('What readers are told').fill('');
  await page.getByRole('radio', { name: 'At a time' }).check();
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('Choose a day and a time.').waitFor();
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const time = page.getByLabel('Day and time in Europe/London');
  await time.fill(`${inDays(400)}T09:30`);
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('must not be later than').waitFor();
  expect(await focused(page)).toBe('Day and time in Europe/London');
  await time.fill(`${inDays(2)}T09:30`);
  // Without a network it is not sent, and what was meant for later is not taken for now when it is looked at again.
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByText('it may or may not have been published').waitFor();
  await page.getByRole('button', { name: 'See how it stands' }).click();
  await page.getByText('The desk cannot be reached').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await time.waitFor();
  // The browser notes each request that found no network.
  complaints.length = 0;
  await page.reload();
  expect(await time.inputValue()).toBe(`${inDays(2)}T09:30`);
  expect(await page.getByRole('radio', { name: 'At a time' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Schedule' }).click();
  await page.getByRole('heading', { name: 'Scheduled' }).waitFor();
  await page.getByText(/It goes out on .*, 09:30 (GMT|BST) \(Europe\/London\)/).waitFor();
  const readers = await fetch(`${site.desk.origin}/test-tracker/reopen-the-ferry`);
  expect(await readers.text()).not.toContain('tonight');

  await page.getByRole('link', { name: 'Write', exact: true }).click();
  await untilWriting(page);
  await page.getByText('Take it off the schedule to change it.').waitFor();
  expect(await page.getByLabel('Headline').getAttribute('readonly')).toBe('');
  await page.getByRole('link', { name: 'Publish', exact: true }).click();
  await page.getByRole('button', { name: 'Take it off the schedule…' }).click();
  await page.keyboard.type('Not yet.');
  await page.getByRole('button', { name: 'Take off' }).click();
  await page.getByRole('button', { name: 'Publish', exact: true }).waitFor();
  expect(await ferry(site.desk)).toMatchObject({ state: 'draft', comment: 'Not yet.' });
  expectQuiet(complaints);
  await page.context().close();
});
