// Drafts that lead nowhere and pledges that were begun by mistake: taken away at the desk, and brought back.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { atDesk, choose, openNew, openWriting, revisionsOf, saveElsewhere } from './desk-acts.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, focused, foundTracker, publishPledge, TRACKER, untilSaid } from './desk-pledge.ts';

let site: DeskInstallation;
let desk: Desk;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  desk = site.desk;
  await foundTracker(desk);
  robin = await openSignedIn(site, await newToken(desk, 'Robin', 'editor'));
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

type Draft = { draft: { title?: string } | null; version: number };

function draftOf(slug: string): Promise<Draft> {
  return atDesk(desk, slug) as unknown as Promise<Draft>;
}

async function beginPledge(slug: string, title: string): Promise<void> {
  await ask(desk, `${TRACKER}/pledges`, { method: 'POST', body: { slug, ...aPledge({ title }) } });
}

test('a letter that is typed and taken out again leaves no draft, and the pledge can be checked as before', async () => {
  const { page } = robin;
  await openNew(desk, page, 'stray-letter', 'Mend the weir');
  const unchanged = page.getByRole('button', { name: 'Checked, nothing changed' });
  await unchanged.waitFor();
  await page.getByText('checked', { exact: false }).first().waitFor();
  expect(await page.locator('.where').innerText()).not.toContain('never checked');
  const title = page.getByRole('region', { name: 'The promise' }).getByLabel('Title', { exact: true });
  await title.fill('Mend the weirx');
  await untilSaid(page, 'Saved');
  expect((await draftOf('stray-letter')).draft).toMatchObject({ title: 'Mend the weirx' });
  expect(await unchanged.count()).toBe(0);
  await title.fill('Mend the weir');
  await untilSaid(page, 'As readers see it');
  expect((await draftOf('stray-letter')).draft).toBeNull();
  await unchanged.click();
  await page.getByRole('status').getByText('Checked.').waitFor();
  expect(await revisionsOf(desk, 'stray-letter')).toHaveLength(1);
});

test('a draft is discarded by keyboard alone, what cannot be saved with it, and Undo brings it back', async () => {
  const { page } = robin;
  await publishPledge(desk, 'sweep-the-quay', { title: 'Sweep the quay' });
  await saveElsewhere(desk, 'sweep-the-quay', { title: 'Sweep the whole quay' });
  await openWriting(desk, page, 'sweep-the-quay');
  const headline = page.getByLabel('Headline');
  await headline.fill('x'.repeat(200));
  await page.keyboard.press('Control+k');
  await page.keyboard.type('discard');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Discard the draft' });
  await dialog.waitFor();
  await expectGood(page, 'the question before a draft is discarded');
  await page.keyboard.press('Escape');
  expect((await draftOf('sweep-the-quay')).draft).not.toBeNull();
  await choose(page, 'Discard draft');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('The draft is discarded.').waitFor();
  await expect.poll(() => focused(page)).toBe('Sweep the quay');
  expect(await headline.inputValue()).toBe('Work has begun');
  expect((await draftOf('sweep-the-quay')).draft).toBeNull();
  await expectGood(page, 'a discarded draft');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('undo');
  await page.getByRole('option', { name: /^Undo: The draft is discarded\. Sweep the quay/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.getByRole('heading', { name: 'Sweep the whole quay' }).waitFor();
  expect((await draftOf('sweep-the-quay')).draft).toMatchObject({ title: 'Sweep the whole quay' });
});

test('a pledge that was begun by mistake goes to the trash and comes back, under another address if it has to', async () => {
  const { page } = robin;
  await beginPledge('begun-by-mistake', 'Begun by mistake');
  await openWriting(desk, page, 'begun-by-mistake');
  await choose(page, 'Move to trash');
  await expectGood(page, 'the question before the trash');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('status').getByText('Moved to the trash.').waitFor();
  await page.waitForURL('**/desk');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  const { version } = await draftOf('begun-by-mistake');
  await ask(desk, `${TRACKER}/pledges/begun-by-mistake`, { method: 'DELETE', version });
  await beginPledge('begun-by-mistake', 'Another');

  await page.getByRole('link', { name: 'Trash', exact: true }).click();
  await expect.poll(() => focused(page)).toBe('Trash');
  await page.getByText('Moved here by').waitFor();
  await expectGood(page, 'the trash');
  await page.getByRole('button', { name: 'Recover: Begun by mistake' }).click();
  const field = page.getByRole('dialog').getByLabel('Address', { exact: true });
  expect(await field.inputValue()).toBe('begun-by-mistake');
  await page.keyboard.press('Enter');
  await page.getByText('"begun-by-mistake" leads to another pledge by now').waitFor();
  await field.fill('begun-with-care');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL('**/desk/pledges/test-tracker/begun-with-care');
  await page.getByRole('status').getByText('Recovered: Begun by mistake.').waitFor();
  await page.getByRole('link', { name: 'Trash', exact: true }).click();
  await page.getByText('The trash is empty.').waitFor();
});

test('a writer is offered to take away only what nobody else has written in', async () => {
  const wren = await openSignedIn(site, await newToken(desk, 'Wren', 'writer'));
  await beginPledge('by-somebody-else', 'By somebody else');
  await openWriting(desk, wren.page, 'by-somebody-else');
  expect(await wren.page.getByText('More acts').count()).toBe(0);
  await wren.page.goto(`${desk.origin}/desk/new`);
  await wren.page.getByLabel('Title', { exact: true }).fill('By Wren alone');
  await wren.page.getByRole('button', { name: 'Begin' }).click();
  await wren.page.getByText('More acts').click();
  expect(await wren.page.locator('.more button').allInnerTexts()).toEqual(['Move to trash…']);
  expectQuiet(wren.complaints);
  await wren.context.close();
});
