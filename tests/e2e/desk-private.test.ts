// A private tracker at the desk: pledges are made ready, nothing is said of readers who see nothing, and somebody who only
// reads finds nothing to press.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { atDesk, choose, openWriting, saveElsewhere } from './desk-acts.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, focused, TRACKER, untilSaid } from './desk-pledge.ts';

/** Where pictures go, for whoever looks at them. */
const PICTURES = process.env.PICTURES;

let site: DeskInstallation;
let desk: Desk;
let robin: Awaited<ReturnType<typeof openSignedIn>>;
let kim: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  desk = site.desk;
  const tracker = aTracker({ visibility: 'private', name: 'Harbour Council' });
  await ask(desk, '/trackers', { method: 'POST', body: tracker });
  const looks = { bypassCSP: true };
  robin = await openSignedIn(site, await newToken(desk, 'Robin', 'editor'), '/desk', looks);
  kim = await openSignedIn(site, await newToken(desk, 'Kim', 'reader'), '/desk', looks);
});

afterEach(() => {
  expectQuiet(robin.complaints.splice(0));
  expectQuiet(kim.complaints.splice(0));
});
afterAll(() => site?.close());

async function begin(slug: string, title: string): Promise<void> {
  await ask(desk, `${TRACKER}/pledges`, { method: 'POST', body: { slug, ...aPledge({ title }) } });
}

async function ready(slug: string): Promise<void> {
  const { version } = await atDesk(desk, slug);
  await ask(desk, `${TRACKER}/pledges/${slug}/publish`, { method: 'POST', body: {}, version });
}

async function picture(name: string, page = robin.page): Promise<void> {
  if (!PICTURES) return;
  for (const [width, height] of [
    [1280, 800],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `${PICTURES}/${name}-${width}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test('a draft is made ready by keyboard, and Undo takes that back', async () => {
  const { page } = robin;
  await begin('mend-the-weir', 'Mend the weir');
  await openWriting(desk, page, 'mend-the-weir');
  expect(await page.locator('.where').innerText()).toMatch(/Harbour Council Private · Draft/);
  expect(await page.getByRole('link', { name: 'Public page' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Review and mark ready' }).click();
  await page.getByRole('heading', { level: 1, name: 'Publish: Mend the weir' }).waitFor();
  await page.getByText('Nothing of this pledge is ready yet.').waitFor();
  expect(await page.locator('.difference dt').allInnerTexts()).not.toContain('Status');
  // Nobody is told, so there is no kind, no time and no wait.
  const form = await page.locator('form.publish').innerText();
  expect(form).toContain('This tracker is private.');
  expect(form).not.toMatch(/Now|At a time|A new verdict|seconds at most/);
  await expectGood(page, 'making ready');
  await picture('make-ready');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 2, name: 'Ready' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Ready');
  expect(await page.locator('.where').innerText()).toMatch(/Private · Ready/);
  await expectGood(page, 'ready');
  await picture('ready');
  expect(await atDesk(desk, 'mend-the-weir')).toMatchObject({ state: 'ready', draft: null, published: null });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  expect(await atDesk(desk, 'mend-the-weir')).toMatchObject({ state: 'draft', ready: null });
  await page.getByRole('button', { name: 'Mark it ready' }).waitFor();
});

test('what is ready is written on from its own words, and back to them leaves no draft', async () => {
  const { page } = robin;
  await begin('sweep-the-quay', 'Sweep the quay');
  await ready('sweep-the-quay');
  await openWriting(desk, page, 'sweep-the-quay');
  const title = page.getByRole('region', { name: 'The promise' }).getByLabel('Title', { exact: true });
  expect(await title.inputValue()).toBe('Sweep the quay');
  await title.fill('Sweep the whole quay');
  await untilSaid(page, 'Saved');
  expect(await atDesk(desk, 'sweep-the-quay')).toMatchObject({
    draft: { title: 'Sweep the whole quay' },
    ready: { content: { title: 'Sweep the quay' } },
  });
  expect(await page.locator('.where').innerText()).toMatch(/Ready · Draft/);
  await page.getByRole('link', { name: 'Publish' }).click();
  const changes = page.getByRole('region', { name: 'What would be ready' });
  await changes.getByText('whole').waitFor();
  expect(await changes.locator('dt').allInnerTexts()).toEqual(['Title']);
  await page.getByRole('link', { name: 'Write' }).click();
  await page
    .getByRole('region', { name: 'The promise' })
    .getByLabel('Title', { exact: true })
    .fill('Sweep the quay');
  await untilSaid(page, 'As it is ready');
  expect(await atDesk(desk, 'sweep-the-quay')).toMatchObject({ state: 'ready', draft: null });
});

test('More acts offers what may be done in a private tracker, in words that are true there', async () => {
  const { page } = robin;
  await begin('paint-the-pier', 'Paint the pier');
  await ready('paint-the-pier');
  await openWriting(desk, page, 'paint-the-pier');
  await page.getByText('More acts').click();
  expect(await page.locator('details.more button').allInnerTexts()).toEqual([
    'Rename…',
    'Assign…',
    'Not ready…',
    'Move to trash…',
  ]);
  expect(await page.locator('details.more').innerText()).not.toMatch(/Readers see (?!nothing)|published/);
  await choose(page, 'Not ready');
  await page.getByRole('dialog').getByRole('button', { name: 'Not ready' }).click();
  await page.getByRole('status').getByText('It is a draft again.').waitFor();
  expect(await atDesk(desk, 'paint-the-pier')).toMatchObject({ state: 'draft', ready: null });
});

test('Find and Today show what is ready, and that the tracker is private', async () => {
  const { page } = robin;
  await begin('dig-a-canal', 'Dig a canal');
  await ready('dig-a-canal');
  await begin('build-a-dam', 'Build a dam');
  await ready('build-a-dam');
  await saveElsewhere(desk, 'build-a-dam', { title: 'Build a large dam' });
  // Of one tracker its name is no column unless one asks for it.
  await page.goto(`${desk.origin}/desk/find?columns=tracker`);
  await page.getByRole('combobox', { name: 'State', exact: true }).selectOption({ label: 'Ready' });
  const rows = page.locator('.list [data-row]');
  await rows.filter({ hasText: 'Dig a canal' }).waitFor();
  const states = async (title: string) =>
    (await rows.filter({ hasText: title }).innerText()).replaceAll(/\s+/g, ' ');
  expect(await states('Dig a canal')).toContain('Ready');
  expect(await states('Build a large dam')).toMatch(/Ready Draft · admin.*Private/);
  expect(await rows.filter({ hasText: 'Mend the weir' }).count()).toBe(0);
  // Nothing there is to be checked.
  await rows.filter({ hasText: 'Dig a canal' }).getByRole('checkbox').check();
  await page.getByText('1 selected').waitFor();
  expect(await page.getByRole('button', { name: 'Check', exact: true }).count()).toBe(0);
  await expectGood(page, 'Find');
  await picture('find-ready');
  await page.goto(`${desk.origin}/desk`);
  await page.getByText('nobody but your desk sees it.').waitFor();
  await expectGood(page, 'Today');
  await picture('today-private');
});

test('somebody who reads finds nothing to press', async () => {
  const { page } = kim;
  await page.goto(`${desk.origin}/desk`);
  await page.getByText('nobody but your desk sees it.').waitFor();
  expect(await page.getByRole('navigation', { name: 'Desk' }).getByRole('link').allInnerTexts()).toEqual([
    'Today',
    'Inbox',
    'Find',
    'Trash',
  ]);
  const path = '/desk/pledges/test-tracker/build-a-dam';
  await page.goto(`${desk.origin}${path}`);
  await page.locator('form.pledge').waitFor();
  expect(await page.getByText('More acts').count()).toBe(0);
  expect(await page.locator('.bar').isVisible()).toBe(false);
  const fields = page.locator('form.pledge :is(input, textarea, select)');
  const writable = await fields.evaluateAll((all) =>
    all
      .filter((each) => !each.matches(':disabled, [readonly], [aria-disabled="true"]'))
      .map((each) => each.outerHTML),
  );
  expect(writable).toEqual([]);
  expect(await page.locator('form.pledge button').allInnerTexts()).toEqual([]);
  await picture('reader-write', page);
  await page.goto(`${desk.origin}${path}/publish`);
  await page.getByRole('region', { name: 'What would be ready' }).waitFor();
  // Whoever reads may comment, as everybody at the desk.
  expect(await page.locator('main').getByRole('button').allInnerTexts()).toEqual(['Comment']);
  expect(await page.locator('main').innerText()).not.toMatch(/Submit|An editor/);
  await page.goto(`${desk.origin}${path}/history`);
  await page.getByText('Nothing of a private tracker is on record.').waitFor();
  await begin('thrown-away', 'Thrown away');
  await ask(desk, `${TRACKER}/pledges/thrown-away`, { method: 'DELETE', version: 1 });
  await page.goto(`${desk.origin}/desk/trash`);
  await page.getByText('Thrown away').waitFor();
  expect(await page.getByRole('button', { name: /Recover/ }).count()).toBe(0);
  await expectGood(page, 'a reader’s trash');
});
