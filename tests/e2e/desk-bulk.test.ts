// Acts on many pledges from Find: each asks with the number, says what it does, and tells what was refused and why.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { act, noteActs, row, rows, untilSaid } from './desk-lists.ts';

let site: DeskInstallation;
let robin: string;
let wren: string;

type DeskRecord = {
  state: string;
  version: number;
  status: string | null;
  draft: { categories?: string[]; due?: string } | null;
};

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  wren = await newToken(site.desk, 'Wren', 'writer');
});

afterAll(() => site?.close());

/** A tracker with drafts of Wren's in it, and one published pledge. */
async function bringInDrafts(id: string, count: number): Promise<void> {
  await bringIn(site.desk, [{ slug: 'published', title: 'Published' }], { id, name: `Tracker ${id}` });
  for (let at = 1; at <= count; at += 1)
    await ask({ ...site.desk, token: wren }, `/trackers/${id}/pledges`, {
      method: 'POST',
      body: { slug: `draft-${at}`, ...aPledge({ title: `Draft ${at}` }) },
    });
}

function record(tracker: string, slug: string): Promise<DeskRecord> {
  return ask<DeskRecord>(site.desk, `/trackers/${tracker}/pledges/${slug}`);
}

async function openAll(token: string, tracker: string) {
  const opened = await openSignedIn(site, token, `/desk/find?tracker=${tracker}`, { bypassCSP: true });
  await rows(opened.page).first().waitFor();
  await opened.page.getByRole('checkbox', { name: 'Select all' }).check();
  return opened;
}

async function answer(page: Page, dialog: string, yes: string): Promise<void> {
  await page.getByRole('dialog', { name: dialog }).getByRole('button', { name: yes, exact: true }).click();
}

test('drafts are submitted together and published together; what cannot be is left out or told', async () => {
  await bringInDrafts('together', 3);
  const writer = await openAll(wren, 'together');
  await act(writer.page, 'Submit for review');
  const dialog = writer.page.getByRole('dialog', { name: 'Submit 3 pledges for review' });
  await dialog.getByText('1 is left out').waitFor();
  await expectGood(writer.page, 'the question before many are submitted');
  await answer(writer.page, 'Submit 3 pledges for review', 'Submit');
  await untilSaid(writer.page, '3 pledges submitted');
  expect((await record('together', 'draft-2')).state).toBe('review');
  await writer.page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(writer.page, 'Undone.');
  expect((await record('together', 'draft-2')).state).toBe('draft');
  await writer.context.close();

  const editor = await openAll(robin, 'together');
  const { page } = editor;
  // Wren goes on writing in one of them meanwhile.
  await ask({ ...site.desk, token: wren }, '/trackers/together/pledges/draft-3', {
    method: 'PUT',
    body: aPledge({ title: 'Draft 3, in better words' }),
    version: (await record('together', 'draft-3')).version,
  });
  await act(page, 'Publish');
  await page
    .getByRole('dialog', { name: 'Publish 3 pledges' })
    .getByLabel('What readers are told')
    .fill('The first verdicts.');
  await answer(page, 'Publish 3 pledges', 'Publish');
  await untilSaid(page, '2 pledges published, 1 refused');
  // Readers were told: there is no way back to offer.
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  expect((await record('together', 'draft-1')).status).toBe('published');
  expect((await record('together', 'draft-3')).status).toBeNull();
  await page.getByRole('group', { name: 'Publish: 1 pledge refused' }).getByText('Draft 3').waitFor();
  expect(await row(page, 'Draft 3, in better words').getByRole('checkbox').isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(await page.getByRole('group', { name: /refused/ }).count()).toBe(0);
  await editor.context.close();
});

test('many are filed otherwise in one go, of one tracker at a time', async () => {
  await bringInDrafts('filed', 2);
  const { page, context } = await openAll(robin, 'filed');
  const sent = noteActs(page);
  await act(page, 'File…');
  await page.getByLabel('Add category').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Choose at least one change.').waitFor();
  await page.getByLabel('Add category').selectOption({ label: 'Housing' });
  await page.getByLabel('Promised by').fill('2027-03');
  await expectGood(page, 'the question before many are filed');
  await page.keyboard.press('Control+Enter');
  await untilSaid(page, '3 pledges changed');
  expect(sent).toMatchObject([{ act: 'set', category: { add: ['housing'] }, due: '2027-03' }]);
  expect((await record('filed', 'draft-1')).draft).toMatchObject({
    categories: ['transport', 'housing'],
    due: '2027-03',
  });
  // Of what is published a draft is begun: readers see it when it is published.
  expect((await record('filed', 'published')).draft?.categories).toContain('housing');

  await page.goto(`${site.desk.origin}/desk/find`);
  await rows(page).first().waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await act(page, 'File…');
  await untilSaid(page, /^These are of several trackers/);
  expect(sent).toHaveLength(1);
  await context.close();
});

test('drafts go to the trash together and come back together', async () => {
  await bringInDrafts('gone', 2);
  const { page, context } = await openAll(robin, 'gone');
  await act(page, 'Move to trash');
  await answer(page, 'Move 2 pledges to the trash', 'Move to trash');
  await untilSaid(page, '2 pledges moved to the trash');
  await page.getByText('1 pledge', { exact: true }).waitFor();
  await ask(site.desk, '/trackers/gone/pledges/draft-1', {}, [404]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, 'Undone.');
  await page.getByText('3 pledges', { exact: true }).waitFor();
  expect((await record('gone', 'draft-1')).state).toBe('draft');
  await context.close();
});

test('two people act on the same rows: the second is told of each that the first was faster with', async () => {
  await bringInDrafts('both', 2);
  const one = await openAll(robin, 'both');
  const other = await openAll(wren, 'both');
  await act(one.page, 'Move to trash');
  await act(other.page, 'Submit for review');
  await answer(one.page, 'Move 2 pledges to the trash', 'Move to trash');
  await untilSaid(one.page, '2 pledges moved to the trash');
  await answer(other.page, 'Submit 2 pledges for review', 'Submit');
  await untilSaid(other.page, '0 pledges submitted, 2 refused');
  await other.page.getByRole('group', { name: 'Submit for review: 2 pledges refused' }).waitFor();
  await one.context.close();
  await other.context.close();
});

test('what is too long is told while it is still there to be shortened, and a search takes no more than it can look for', async () => {
  await bringInDrafts('long', 2);
  const { page, context } = await openAll(robin, 'long');
  await act(page, 'Publish');
  const dialog = page.getByRole('dialog', { name: /^Publish/ });
  const note = dialog.getByLabel('What readers are told');
  await note.fill('y'.repeat(1001));
  await page.keyboard.press('Control+Enter');
  await dialog.locator('.problem').getByText('1 character too many').waitFor();
  expect((await note.inputValue()).length).toBe(1001);
  expect((await record('long', 'draft-1')).status).toBeNull();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const search = page.getByRole('searchbox').first();
  await search.focus();
  await page.keyboard.insertText('x'.repeat(1_000_000));
  expect((await search.inputValue()).length).toBe(200);
  await page.getByText('Nothing fits.').waitFor();
  await context.close();
});
