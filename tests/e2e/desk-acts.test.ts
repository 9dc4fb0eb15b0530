// The acts that an editor does now and then, from the pledge's own screen: what they ask, and what readers see of them.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, signIn, startDesk } from './desk.ts';
import {
  atDesk,
  badge,
  choose,
  holding,
  NOTE,
  openNew,
  openWriting,
  readersOf,
  revisionsOf,
  saveElsewhere,
  tell,
} from './desk-acts.ts';
import { expectQuiet, focused, foundTracker, publishPledge, TRACKER, untilWriting } from './desk-pledge.ts';

let site: DeskInstallation;
let desk: Desk;
let tokens: Record<'robin' | 'wren' | 'chief', string>;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  desk = site.desk;
  tokens = {
    robin: await newToken(desk, 'Robin', 'editor'),
    wren: await newToken(desk, 'Wren', 'writer'),
    chief: await newToken(desk, 'Chief', 'admin'),
  };
  await foundTracker(desk);
  robin = await openSignedIn(site, tokens.robin);
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

test('a verdict is retracted by keyboard alone: what articles will show comes first, then the note, then readers see it', async () => {
  const { page } = robin;
  await openNew(desk, page, 'run-the-night-bus', 'Run the night bus');
  await page.keyboard.press('Control+k');
  // Loaded when it is first wanted.
  await page.locator('dialog.palette[open]').waitFor();
  await page.keyboard.type('retr');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Retract the verdict' });
  await dialog.getByRole('link', { name: /^Verdict withdrawn/ }).waitFor();
  expect(await focused(page)).toBe(NOTE);
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Write a sentence or two.').waitFor();
  expect(await focused(page)).toBe(NOTE);
  expect(await dialog.getByLabel(NOTE).getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.type('It was never promised.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await atDesk(desk, 'run-the-night-bus')).status).toBe('published');

  // By the menu, what was typed is there again, and Escape leads back to the menu.
  await page.getByText('More acts').focus();
  for (const key of ['Enter', 'Tab']) await page.keyboard.press(key);
  expect(await focused(page)).toBe('Retract…');
  await page.keyboard.press('Enter');
  expect(await dialog.getByLabel(NOTE).inputValue()).toBe('It was never promised.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Retract…');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('More acts');
  expect(await page.getByRole('button', { name: 'Retract…' }).isVisible()).toBe(false);

  for (const key of ['Enter', 'Tab', 'Enter', 'Control+Enter']) await page.keyboard.press(key);
  await page.getByText('Retracted. Readers see it within moments.').waitFor();
  await expect.poll(() => focused(page)).toBe('Run the night bus');
  await page.getByText('Readers see that the desk has withdrawn this verdict.').waitFor();
  expect(await badge(desk, 'run-the-night-bus')).toMatchObject({
    status: 'retracted',
    verdict: { summary: 'It was never promised.' },
  });
  const readers = await fetch(`${desk.origin}/test-tracker/run-the-night-bus`);
  expect(await readers.text()).toMatch(/Verdict withdrawn[\s\S]*It was never promised\./);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  // Of a withdrawn verdict there is nothing to retract or to dispute.
  await page.getByText('More acts').click();
  expect(await page.locator('.more button').allInnerTexts()).toEqual(['Rename…', 'Merge…', 'Assign…']);
  await page.getByRole('link', { name: 'Find', exact: true }).click();
  await page.locator('.list tr', { hasText: 'Run the night bus' }).getByText('Verdict withdrawn').waitFor();
});

test('a disputed verdict stands and says so to readers, until it is settled', async () => {
  const { page } = robin;
  await openNew(desk, page, 'plant-trees', 'Plant trees');
  await choose(page, 'Dispute');
  await tell(page, 'The council\ndisagrees.');
  await page.getByText('Under review. Readers see it within moments.').waitFor();
  await page.getByText('Readers see that it is under review since').waitFor();
  expect(await badge(desk, 'plant-trees')).toMatchObject({
    underReview: { note: 'The council disagrees.' },
  });
  await choose(page, 'Settle');
  await tell(page, 'The minutes say the same.');
  await page.getByText('Settled. Readers see it within moments.').waitFor();
  expect(await badge(desk, 'plant-trees')).not.toHaveProperty('underReview');
  expect(await page.getByText('Readers see that it is under review since').count()).toBe(0);
});

test('somebody else was faster: both versions are shown, and the note is there when it is tried again', async () => {
  const { page } = robin;
  await openNew(desk, page, 'build-a-pier', 'Build a pier');
  await choose(page, 'Retract');
  await saveElsewhere(desk, 'build-a-pier', { title: 'Build a long pier' });
  await tell(page, 'Typed with care.');
  const heading = page.getByRole('heading', { name: 'Changed by someone else since you opened it' });
  await page.getByText('Not done: it was changed by someone else').waitFor();
  await heading.waitFor();
  await expect.poll(() => focused(page)).toBe('Changed by someone else since you opened it');
  expect((await atDesk(desk, 'build-a-pier')).status).toBe('published');
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilWriting(page);
  await choose(page, 'Retract');
  expect(await page.getByLabel(NOTE).inputValue()).toBe('Typed with care.');

  // What changed meanwhile leaves the words alone: there is nothing to choose.
  const { version } = await atDesk(desk, 'build-a-pier');
  await ask(desk, `${TRACKER}/pledges/build-a-pier/rename`, {
    method: 'POST',
    version,
    body: { aliases: ['/policies/the-pier'] },
  });
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await heading.count()).toBe(0);
  await choose(page, 'Retract');
  expect(await page.getByLabel(NOTE).inputValue()).toBe('Typed with care.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Retracted. Readers see it within moments.').waitFor();
  expect((await atDesk(desk, 'build-a-pier')).status).toBe('retracted');
});

test('a dead network, an ended session and a reload keep what was typed, and an answer that was lost does nothing twice', async () => {
  const { page, context } = robin;
  await openNew(desk, page, 'mend-the-roof', 'Mend the roof');
  await choose(page, 'Dispute');
  await context.setOffline(true);
  await tell(page, 'Kept through everything.');
  await page.getByText('No answer came, so it may or may not have been done.').waitFor();
  await context.setOffline(false);
  await page.reload();
  await untilWriting(page);
  await choose(page, 'Dispute');
  expect(await page.getByLabel(NOTE).inputValue()).toBe('Kept through everything.');

  await context.clearCookies();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await page.getByText('You are not signed in. What you wrote is kept.').waitFor();
  expect(await page.getByLabel(NOTE).inputValue()).toBe('Kept through everything.');
  await page.route('**/dispute', async (route) => {
    const response = await route.fetch();
    if (response.ok()) await route.abort('connectionreset');
    else await route.fulfill({ response });
  });
  await page.keyboard.press('Control+Enter');
  await signIn(page, tokens.robin);
  await page.getByText('No answer came, so it may or may not have been done.').waitFor();
  await page.unroute('**/dispute');
  await page.keyboard.press('Control+Enter');
  await page.getByText('It has changed since, perhaps by what you sent before.').waitFor();
  await page.getByText('Kept through everything.').waitFor();
  expect(await badge(desk, 'mend-the-roof')).toMatchObject({
    underReview: { note: 'Kept through everything.' },
  });
  expect(await revisionsOf(desk, 'mend-the-roof')).toHaveLength(2);
  // The refusals and the dead network, as the browser notes them.
  robin.complaints.length = 0;
});

test('words that cannot be saved yet do not hold up a retraction, and stay', async () => {
  const { page } = robin;
  await openNew(desk, page, 'pave-the-square', 'Pave the square');
  const headline = page.getByLabel('Headline');
  await headline.fill('x'.repeat(200));
  await choose(page, 'Rename');
  await page.getByRole('dialog').getByLabel('Address', { exact: true }).fill('pave-it');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Some of what you wrote cannot be saved yet.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Retract…' }).click();
  await tell(page, 'There is no square.');
  await page.getByText('Retracted. Readers see it within moments.').waitFor();
  expect(await headline.inputValue()).toBe('x'.repeat(200));
  await headline.fill('There is no square');
  await page.getByText('Saved', { exact: true }).waitFor();
  expect(await atDesk(desk, 'pave-the-square')).toMatchObject({
    status: 'retracted',
    draft: { verdict: { headline: 'There is no square' } },
  });
});

test('a renamed pledge has its new address at the desk, and the old one leads readers there', async () => {
  const { page } = robin;
  await openNew(desk, page, 'light-the-prom', 'Light the promenade');
  await choose(page, 'Rename');
  const field = page.getByLabel('Address', { exact: true });
  const paths = page.getByLabel('Old addresses that lead here');
  expect(await field.inputValue()).toBe('light-the-prom');
  await field.fill('reopen-the-ferry');
  await page.keyboard.press('Enter');
  await page.getByText('"reopen-the-ferry" leads to another pledge already.').waitFor();
  expect(await focused(page)).toBe('Address');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill('Light It');
  await page.keyboard.press('Enter');
  await expect.poll(() => field.getAttribute('aria-describedby')).toContain('ask-slug-error');
  await field.fill('light-the-promenade');
  await paths.fill('/Policies/Light it');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => paths.getAttribute('aria-describedby')).toContain('ask-aliases-error');
  await paths.fill('/policies/light-the-prom\n\n/policies/old-lights');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Done. Every old address leads here.').waitFor();
  await page.waitForURL('**/desk/pledges/test-tracker/light-the-promenade');
  await untilWriting(page);
  await untilPublished(desk);
  expect(await badge(desk, 'light-the-prom')).toMatchObject({ status: 'published' });
  expect(await readersOf(desk, 'light-the-prom')).toEqual([301, '/test-tracker/light-the-promenade']);
  const { status, headers } = await fetch(`${desk.origin}/policies/old-lights`, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([301, '/test-tracker/light-the-promenade']);
  // The app's own lists follow.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('promenade');
  await page.getByRole('option', { name: /^Light the promenade/ }).click();
  expect(new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/light-the-promenade');
});

test('of two that are one, one is merged into the other: it is found by words, and readers are led on', async () => {
  const { page } = robin;
  await openNew(desk, page, 'a-daily-ferry', 'A daily ferry');
  // Published since, and found all the same.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('daily');
  await page.getByRole('option', { name: /^A daily ferry/ }).waitFor();
  await page.keyboard.press('Escape');
  await publishPledge(desk, 'ferries-every-day', { title: 'Ferries every day' });
  await choose(page, 'Merge');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Why/).fill('The same sentence of the programme.');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Choose the pledge that stays.').waitFor();
  await dialog.getByLabel('Find the other pledge').fill('DAY ferries');
  await expect.poll(() => dialog.getByRole('radio').count()).toBe(1);
  await dialog.getByRole('radio', { name: /^Ferries every day/ }).check();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await page.getByText('Merged. Readers are led to the other pledge.').waitFor();
  await page.getByText('This pledge was merged into another one.').waitFor();
  expect(await badge(desk, 'a-daily-ferry')).toMatchObject({
    movedTo: expect.stringContaining('ferries-every-day'),
  });
  expect(await readersOf(desk, 'a-daily-ferry')).toEqual([301, '/test-tracker/ferries-every-day']);
});

test('a draft is assigned to somebody, who finds it on Today', async () => {
  const { page } = robin;
  await publishPledge(desk, 'sweep-the-beach', { title: 'Sweep the beach' });
  await saveElsewhere(desk, 'sweep-the-beach', { title: 'Sweep the beach each week' });
  await openWriting(desk, page, 'sweep-the-beach');
  await choose(page, 'Assign');
  const field = page.getByLabel('To whom');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
  // All who may work in the tracker, whoever asks first: the pledge is nobody's, whosever desk its draft is on.
  expect(await field.locator('option').allInnerTexts()).toEqual([
    'Choose…',
    'Robin (you)',
    'admin',
    'Chief',
    'Wren',
  ]);
  await field.selectOption('Wren');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Draft, on Wren’s desk').waitFor();
  const wren = await openSignedIn(site, tokens.wren);
  await wren.page
    .getByRole('region', { name: 'Your drafts' })
    .getByRole('link', { name: 'Sweep the beach each week' })
    .click();
  await untilWriting(wren.page);
  // A writer is shown none of it, and the palette has none of it.
  expect(await wren.page.getByText('More acts').count()).toBe(0);
  await wren.page.keyboard.press('Control+k');
  await wren.page.keyboard.type('retract');
  await wren.page.getByText('Nothing fits.').waitFor();
  expectQuiet(wren.complaints);
  await wren.context.close();
});

test('an admin redacts: the words are gone from page, history and backup, and the hashes and the note stay', async () => {
  const slug = 'name-the-street';
  const path = `${TRACKER}/pledges/${slug}`;
  await publishPledge(desk, slug, { title: 'A street for Erasmus Quill' });
  await openWriting(desk, robin.page, slug);
  await robin.page.getByText('More acts').click();
  // An editor is not shown it.
  expect(await robin.page.getByRole('button', { name: 'Redact…' }).count()).toBe(0);
  const { page, context, complaints } = await openSignedIn(site, tokens.chief);
  await openWriting(desk, page, slug);
  await choose(page, 'Redact');
  // What readers see now cannot be redacted, and there is nothing else.
  await page.getByText('Revision 1 is what readers see now.').waitFor();
  expect(await page.getByRole('dialog').getByRole('checkbox').count()).toBe(0);
  await page.keyboard.press('Escape');
  await choose(page, 'Retract');
  await tell(page, 'On the wish of a person.');
  await page.getByText('Retracted. Readers see it within moments.').waitFor();
  await untilPublished(desk);
  const places = [
    `/test-tracker/${slug}`,
    `/api/v1/trackers/test-tracker/pledges/${slug}`,
    '/api/v1/desk/backup',
    `/api/v1/desk${path}/revisions/1`,
    `/api/v1/desk${path}/revisions/2`,
  ];
  expect(await holding(desk, places, 'Erasmus Quill')).toEqual(places);

  await choose(page, 'Redact');
  const dialog = page.getByRole('dialog');
  await tell(page, 'A person asked for their name to be taken out.');
  await dialog.getByText('Choose at least one revision.').waitFor();
  await dialog.getByRole('checkbox', { name: /^1: Verdict/ }).check();
  await dialog.getByRole('checkbox', { name: /^2: Verdict withdrawn/ }).check();
  await dialog.getByRole('button', { name: 'Redact for good' }).click();
  await page.getByText('Redacted.', { exact: true }).waitFor();
  await untilPublished(desk);
  expect(await holding(desk, places, 'Erasmus Quill')).toEqual([]);
  const revisions = await revisionsOf(desk, slug);
  expect(revisions.map(({ kind }) => kind)).toEqual(['verdict', 'retraction', 'redaction']);
  expect(revisions[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(revisions[2]?.note).toBe('A person asked for their name to be taken out.');
  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('radio', { name: 'Compare from revision 1' }).check();
  await page.getByText('The content of revision 1 was redacted.').waitFor();
  expectQuiet(complaints);
  await context.close();
});
