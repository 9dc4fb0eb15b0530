// Two people, or two tabs, on one pledge: nobody is overwritten and nothing typed is lost.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, signIn, startDesk } from './desk.ts';
import {
  expectQuiet,
  FERRY,
  ferry,
  focused,
  foundTracker,
  saveElsewhere,
  untilSaid,
  untilWriting,
  WRITE,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;
let wren: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  wren = await newToken(site.desk, 'Wren', 'editor');
  await foundTracker(site.desk);
});

beforeEach(() => saveElsewhere(site.desk, {}));

afterAll(() => site?.close());

const HEADING = 'Changed by someone else since you opened it';

test('two browsers: the second sees both versions, field by field, and what it chooses is saved', async () => {
  const first = await openSignedIn(site, robin, WRITE);
  const second = await openSignedIn(site, wren, WRITE);
  await Promise.all([untilWriting(first.page), untilWriting(second.page)]);
  await first.page.getByLabel('Headline').fill('Robin wrote this');
  await first.page.getByLabel('Who promised it').fill('The mayor');
  await untilSaid(first.page, 'Saved');

  const { page } = second;
  await page.getByLabel('Headline').fill('Wren wrote this');
  await page.getByLabel('Summary').fill('A summary by Wren.');
  await page.getByRole('heading', { name: HEADING }).waitFor();
  await expect.poll(() => focused(page)).toBe(HEADING);
  const groups = page.locator('.disputed');
  expect(await groups.evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.field))).toEqual([
    '/promise/madeBy',
    '/verdict/headline',
    '/verdict/summary',
  ]);
  const headline = page.getByRole('group', { name: /^Headline/ });
  expect(await headline.innerText()).toMatch(
    /Both of you changed this[\s\S]*Wren wrote this[\s\S]*Robin wrote this/,
  );
  // What one side changed is chosen; what both changed is not.
  expect(
    await page
      .getByRole('group', { name: /^Who promised it/ })
      .getByLabel('Theirs')
      .isChecked(),
  ).toBe(true);
  expect(
    await page
      .getByRole('group', { name: /^Summary/ })
      .getByLabel('Mine')
      .isChecked(),
  ).toBe(true);
  expect(await headline.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Save this' }).click();
  await page.getByText('1 field is still to be decided.').waitFor();
  expect(await focused(page)).toBe('Mine');
  await headline.getByLabel('Edit', { exact: true }).check();
  await page.getByLabel('Headline, edited').fill('Robin and Wren wrote this');
  expect((await ferry(site.desk)).draft?.verdict?.headline).toBe('Robin wrote this');

  // Meanwhile it is changed once more: what was chosen is kept as Wren's, and the choice is asked again.
  await saveElsewhere(site.desk, { verdict: aVerdict({ headline: 'Robin wrote again' }) });
  await page.getByRole('button', { name: 'Save this' }).click();
  await page.getByText('It was changed once more.').waitFor();
  expect(await headline.innerText()).toMatch(/Robin and Wren wrote this[\s\S]*Robin wrote again/);
  await headline.getByLabel('Mine').check();
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilWriting(page);
  await untilSaid(page, 'Saved');
  expect(await page.getByLabel('Headline').inputValue()).toBe('Robin and Wren wrote this');
  expect((await ferry(site.desk)).draft).toMatchObject({
    verdict: { headline: 'Robin and Wren wrote this', summary: 'A summary by Wren.' },
  });
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expectQuiet([...first.complaints, ...second.complaints]);
  await first.context.close();
  await second.context.close();
});

test('of lists both can be kept, and a version that was published meanwhile says so', async () => {
  const { page, context, complaints } = await openSignedIn(site, wren, WRITE);
  await untilWriting(page);
  const other = { title: 'Timetable', publisher: 'The line' };
  await saveElsewhere(site.desk, { evidence: [...aPledge().evidence, other] });
  await page.getByLabel('Paste the address of a source').fill('https://news.example/ferry');
  await page.keyboard.press('Enter');
  await page.keyboard.type('A ferry at last');
  await page.getByRole('heading', { name: HEADING }).waitFor();
  const evidence = page.getByRole('group', { name: /^Evidence/ });
  await evidence.getByLabel('Both lists').check();
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilSaid(page, 'Saved');
  const { draft } = (await ferry(site.desk)) as unknown as { draft: { evidence: { title: string }[] } };
  expect(draft.evidence.map(({ title }) => title)).toEqual([
    'Minutes of the council',
    'Timetable',
    'A ferry at last',
  ]);
  expectQuiet(complaints);
  await context.close();
});

test('a save that arrived, and whose answer did not, is no collision', async () => {
  const { page, context } = await openSignedIn(site, wren, WRITE);
  await untilWriting(page);
  let lost = 0;
  await page.route('**/pledges/reopen-the-ferry', async (route) => {
    if (route.request().method() !== 'PUT' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByLabel('Headline').fill('The answer is lost');
  await untilSaid(page, 'no network');
  await page.getByLabel('Summary').fill('And the writing goes on.');
  await untilSaid(page, 'Saved');
  expect(lost).toBe(1);
  expect(await page.getByRole('heading', { name: HEADING }).count()).toBe(0);
  expect((await ferry(site.desk)).draft?.verdict).toMatchObject({
    headline: 'The answer is lost',
    summary: 'And the writing goes on.',
  });
  await context.close();
});

test('a page that is reloaded in the middle of a save knows its own words again, and goes on with what was typed after', async () => {
  const { page, context } = await openSignedIn(site, wren, WRITE);
  await untilWriting(page);
  page.on('dialog', (dialog) => void dialog.accept());
  const arrived = Promise.withResolvers<void>();
  await page.route('**/pledges/reopen-the-ferry', async (route) => {
    if (route.request().method() !== 'PUT') return route.continue();
    await route.fetch();
    arrived.resolve();
  });
  await page.getByLabel('Headline').fill('The first half');
  await arrived.promise;
  await page.getByLabel('Headline').fill('The first half and the second');
  await page.unroute('**/pledges/reopen-the-ferry');
  await page.reload();
  await page.getByText(/Your unsaved words of .* are back/).waitFor();
  await untilSaid(page, 'Saved');
  expect((await ferry(site.desk)).draft?.verdict?.headline).toBe('The first half and the second');
  await context.close();
});

test('what somebody else does with a pledge, its words apart, comes between nobody and their writing', async () => {
  await saveElsewhere(site.desk, { title: 'Reopen the ferry at last' });
  const { page, context } = await openSignedIn(site, wren, WRITE);
  await untilWriting(page);
  const { version } = await ferry(site.desk);
  await ask(site.desk, `${FERRY}/submit`, { method: 'POST', body: {}, version });
  await page.getByLabel('Headline').fill('Written while it was submitted');
  await untilSaid(page, 'Saved');
  expect(await ferry(site.desk)).toMatchObject({
    state: 'review',
    draft: { verdict: { headline: 'Written while it was submitted' } },
  });
  await page.getByText('Somebody else has gone on with this pledge').waitFor();
  expect(await page.getByRole('heading', { name: HEADING }).count()).toBe(0);
  await context.close();
});

test('whoever signs in in another tab of the browser neither saves nor sees what is being written in this one', async () => {
  const { page, context } = await openSignedIn(site, wren, WRITE);
  await untilWriting(page);
  const saves: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') saves.push(request.url());
  });
  const other = await context.newPage();
  await other.goto(`${site.desk.origin}/desk`);
  // At once, so that nothing that the first tab still loads is refused in between.
  await other.evaluate(async (token) => {
    const headers = { 'content-type': 'application/json' };
    await fetch('/api/v1/desk/session', { method: 'POST', headers, body: JSON.stringify({ token }) });
  }, robin);
  await other.reload();
  await other.getByRole('button', { name: 'Robin Editor' }).waitFor();
  await page.getByLabel('Headline').fill('Wren’s words, with Robin’s cookie');
  const form = page.getByRole('dialog', { name: 'Your session has ended' });
  await form.waitFor();
  expect(saves).toEqual([]);
  await form.getByLabel('Token').fill(robin);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Robin Editor' }).waitFor();
  await untilWriting(page);
  expect(await page.getByLabel('Headline').inputValue()).not.toContain('Wren’s words');
  await context.clearCookies();
  await page.goto(site.desk.origin + WRITE);
  await signIn(page, wren);
  await page.getByText(/Your unsaved words of .* are back/).waitFor();
  await untilSaid(page, 'Saved');
  expect((await ferry(site.desk)).draft?.verdict?.headline).toBe('Wren’s words, with Robin’s cookie');
  await context.close();
});

test('a publication that somebody overtook is shown anew, and the note is still there', async () => {
  await saveElsewhere(site.desk, { title: 'Reopen the ferry at last' });
  const { page, context, complaints } = await openSignedIn(site, wren, `${WRITE}/publish`);
  const note = page.getByLabel('What readers are told');
  await note.fill('A note that took a while.');
  await saveElsewhere(site.desk, { title: 'Changed in between' });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Here is what would change now; your note is still there.').waitFor();
  expect(await note.inputValue()).toBe('A note that took a while.');
  expect(await page.locator('.difference').innerText()).toContain('Changed in between');
  expect((await ferry(site.desk)).published?.revision).toBe(1);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByRole('heading', { name: 'Published' }).waitFor();
  expectQuiet(complaints);
  await context.close();
});

test('a publication whose answer was lost says so, and how it stands; the note outlives a reload until it is published', async () => {
  await saveElsewhere(site.desk, { title: 'Reopen the ferry at last' });
  const { page, context } = await openSignedIn(site, wren, `${WRITE}/publish`);
  const note = page.getByLabel('What readers are told');
  await note.fill('Typed once.');
  await page.reload();
  expect(await note.inputValue()).toBe('Typed once.');
  await page.route('**/publish', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('it may or may not have been published').waitFor();
  await page.unroute('**/publish');
  await page.getByRole('button', { name: 'See how it stands' }).click();
  await page.getByText('There is no draft to publish.').waitFor();
  expect((await ferry(site.desk)).draft).toBeNull();
  await context.close();
});
