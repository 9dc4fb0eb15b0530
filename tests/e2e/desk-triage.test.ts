// Today as a triage of several people: whose is what, what is put off, and what each sees of what the others do.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, bringInDue, daysAgo } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { act, choose, current, row, rows, titles, untilSaid, untilTitles } from './desk-lists.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation;
let robin: string;
let kim: string;

type DeskRecord = { assignee: string | null; snoozedUntil: string | null; version: number };

/** A tracker of its own for each test, with rows that are due, the oldest first. */
function dueIn(id: string, count: number): Promise<void> {
  return bringInDue(site.desk, id, count, (at) => ({ categories: [at % 2 === 0 ? 'transport' : 'housing'] }));
}

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  kim = await newToken(site.desk, 'Kim', 'editor');
});

afterAll(() => site?.close());

async function openToday(token: string, tracker: string, options = {}) {
  const opened = await openSignedIn(site, token, `/desk?tracker=${tracker}`, options);
  await rows(opened.page).first().waitFor();
  return opened;
}

function record(tracker: string, slug: string): Promise<DeskRecord> {
  return ask<DeskRecord>(site.desk, `/trackers/${tracker}/pledges/${slug}`);
}

function dueCount(page: Page, count: number) {
  return page.getByRole('heading', { name: `Due for review ${count}` });
}

test('filters narrow what is due, say how many each would leave, and are in the address', async () => {
  await dueIn('filters', 6);
  await bringIn(
    site.desk,
    [{ slug: 'late', title: 'Late', due: daysAgo(3).slice(0, 10), checkedAt: daysAgo(9) }],
    {
      id: 'other',
      name: 'Another tracker',
    },
  );
  const { page, context, complaints } = await openSignedIn(site, robin);
  await dueCount(page, 7).waitFor();
  // What presses most comes first: an open verdict whose day has passed.
  expect((await titles(page))[0]).toBe('Late');
  await choose(page, 'Tracker', 'Tracker filters (6)');
  await dueCount(page, 6).waitFor();
  await choose(page, 'Category', 'Housing (3)');
  await dueCount(page, 3).waitFor();
  await untilTitles(page, ['filters 2', 'filters 4', 'filters 6']);
  expect(new URL(page.url()).search).toBe('?tracker=filters&category=housing');
  await choose(page, 'Reason', 'Past its day (0)');
  await page.getByText('Nothing is due of what these filters leave.').waitFor();
  await page.goto(`${site.desk.origin}/desk?reason=due-passed`);
  await untilTitles(page, ['Late']);
  await page.goto(`${site.desk.origin}/desk?owner=Nobody%20here`);
  await page.getByText('Nothing is due of what these filters leave.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a pledge is given to somebody by key, and is under Mine on their Today; many by pointer', async () => {
  await dueIn('given', 5);
  const mine = await openToday(robin, 'given');
  const { page } = mine;
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Assign 1 pledge' });
  await dialog.getByLabel('To whom').selectOption({ label: 'Kim' });
  await dialog.getByLabel('A word to them').fill('You know the ministry.');
  await page.keyboard.press('Control+Enter');
  await untilSaid(page, '1 pledge assigned');
  expect((await record('given', 'given-1')).assignee).toBe('Kim');
  await expect.poll(() => row(page, 'given 1').innerText()).toContain('Kim');
  // The focus is back on the row, and the next key acts on it.
  expect(await current(page)).toBe('given-1');

  await row(page, 'given 3').getByRole('checkbox').check();
  await row(page, 'given 5')
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await page.getByText('3 selected').waitFor();
  // Of what is published one act alone is not at hand, and is there all the same.
  await page.locator('.list-bar').getByRole('button', { name: 'More' }).waitFor();
  await act(page, 'Assign');
  const many = page.getByRole('dialog', { name: 'Assign 3 pledges' });
  await many.getByLabel('To whom').selectOption({ label: 'Kim' });
  await many.getByRole('button', { name: 'Assign' }).click();
  await untilSaid(page, '3 pledges assigned');
  for (const at of [3, 4, 5]) expect((await record('given', `given-${at}`)).assignee).toBe('Kim');
  await page.getByText('3 selected').waitFor({ state: 'detached' });

  const hers = await openToday(kim, 'given&who=mine');
  await untilTitles(hers.page, ['given 1', 'given 3', 'given 4', 'given 5']);
  await hers.page.goto(`${site.desk.origin}/desk?tracker=given&who=unassigned`);
  await untilTitles(hers.page, ['given 2']);
  await hers.context.close();

  // Undone at once, as a whole.
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, 'Undone.');
  expect((await record('given', 'given-4')).assignee).toBeNull();
  expect((await record('given', 'given-1')).assignee).toBe('Kim');
  await mine.context.close();
});

test('what is snoozed is not due, keeps its place until one comes anew, and comes back by Undo', async () => {
  await dueIn('put-off', 4);
  const { page, context } = await openToday(robin, 'put-off');
  await page.keyboard.press('j');
  await page.keyboard.press('z');
  const dialog = page.getByRole('dialog', { name: 'Snooze 1 pledge' });
  await dialog.getByLabel('Until').selectOption('other');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Say until when.').waitFor();
  await dialog.getByLabel('Day', { exact: true }).fill(daysAgo(-20).slice(0, 10));
  await page.keyboard.press('Control+Enter');
  await untilSaid(page, '1 pledge snoozed');
  await dueCount(page, 3).waitFor();
  expect(await titles(page)).toEqual(['put-off 1', 'put-off 2', 'put-off 3', 'put-off 4']);
  expect(await row(page, 'put-off 1').innerText()).toContain('Snoozed');
  expect((await record('put-off', 'put-off-1')).snoozedUntil).not.toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await untilSaid(page, 'Undone.');
  await dueCount(page, 4).waitFor();
  // Again, with keys alone: a week is what is chosen already.
  await row(page, 'put-off 2').getByRole('link').focus();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('X');
  await page.getByText('2 selected').waitFor();
  await page.keyboard.press('z');
  await page.getByRole('dialog', { name: 'Snooze 2 pledges' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await untilSaid(page, '2 pledges snoozed');
  await page.reload();
  await untilTitles(page, ['put-off 1', 'put-off 4']);
  await context.close();
});

test('two people on the same rows: what one has done is marked for the other, and nothing moves', async () => {
  await dueIn('shared', 6);
  const one = await openToday(robin, 'shared');
  const other = await openToday(kim, 'shared');
  await one.page.keyboard.press('j');
  for (const _ of [1, 2]) await one.page.keyboard.press('c');
  await dueCount(one.page, 4).waitFor();
  // Kim reads the third; an act of hers brings the list up to date.
  await row(other.page, 'shared 3').getByRole('link').focus();
  const before = await row(other.page, 'shared 3').boundingBox();
  await other.page.keyboard.press('c');
  await dueCount(other.page, 5).waitFor();
  await row(other.page, 'shared 4').getByRole('checkbox').check();
  await act(other.page, 'Assign');
  await other.page.getByLabel('To whom').selectOption({ label: 'Kim (you)' });
  await other.page.keyboard.press('Control+Enter');
  await untilSaid(other.page, '1 pledge assigned');
  await dueCount(other.page, 3).waitFor();
  expect(await titles(other.page)).toEqual([1, 2, 3, 4, 5, 6].map((at) => `shared ${at}`));
  expect(await row(other.page, 'shared 1').innerText()).toContain('No longer due');
  expect((await row(other.page, 'shared 3').boundingBox())?.y).toBe(before?.y);
  // Both have looked at one: neither is held up by the other, nor by whose it is.
  for (const { page } of [one, other]) {
    await page.getByRole('button', { name: 'Unchanged, checked today: shared 4' }).click();
    await row(page, 'shared 4').getByText('Checked').waitFor();
  }
  // Both give one to themselves: the second is told that the first was faster, and may give it after that.
  for (const { page } of [one, other]) {
    await row(page, 'shared 6').getByRole('link').focus();
    await page.keyboard.press('a');
    await page.getByLabel('To whom').selectOption({ index: 1 });
  }
  await one.page.keyboard.press('Control+Enter');
  await untilSaid(one.page, '1 pledge assigned');
  await other.page.keyboard.press('Control+Enter');
  await other.page
    .getByRole('status')
    .getByText('Not done: it was changed by someone else')
    .first()
    .waitFor();
  await row(other.page, 'shared 6').getByText('Robin').waitFor();
  await row(other.page, 'shared 6').getByRole('link').focus();
  await other.page.keyboard.press('a');
  await other.page.getByLabel('To whom').selectOption({ label: 'Kim (you)' });
  await other.page.keyboard.press('Control+Enter');
  await untilSaid(other.page, '1 pledge assigned');
  await one.context.close();
  await other.context.close();
});

test('at 1440 by 900 there are 22 rows of one line each, whole verdicts, and nothing empty beside them', async () => {
  await dueIn('dense', 40);
  const { page, context } = await openToday(robin, 'dense', {
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  });
  const boxes = await rows(page).evaluateAll((all) =>
    all.map((each) => {
      const { top, bottom, height } = each.getBoundingClientRect();
      return { isSeen: top >= 0 && bottom <= innerHeight, height };
    }),
  );
  expect(boxes.filter(({ isSeen }) => isSeen).length).toBeGreaterThanOrEqual(22);
  expect(Math.max(...boxes.map(({ height }) => height))).toBeLessThanOrEqual(36);
  const right = await rows(page)
    .first()
    .evaluate((first) => innerWidth - first.getBoundingClientRect().right);
  expect(right).toBeLessThan(60);
  // Nor is anything of a row out of reach.
  expect(
    await page.locator('.list').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
  ).toBe(0);
  await expectGood(page, 'Today');
  await picture(page, 'today-dense');
  await context.close();
});

test('a finger finds what it means: boxes of 24 pixels, all else of 44, on a phone, and nothing is wider than it', async () => {
  await dueIn('touch', 3);
  const { page, context } = await openToday(robin, 'touch', {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    bypassCSP: true,
  });
  for (const box of await page.getByRole('checkbox').all()) {
    const { width = 0, height = 0 } = (await box.boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
  }
  const low = await page
    .locator('main :is(button, select, .button, .views a, .jump a)')
    .evaluateAll((pressed) =>
      pressed
        .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
        .map(({ textContent }) => textContent?.trim()),
    );
  expect(low).toEqual([]);
  await expectGood(page, 'Today on a phone');
  await picture(page, 'today-phone');
  await context.close();
});

test('some selected of all is told by the box above them', async () => {
  await dueIn('some', 3);
  const { page, context } = await openToday(robin, 'some');
  const all = page.getByRole('checkbox', { name: 'Select all' });
  const state = () =>
    all.evaluate((box) => [(box as HTMLInputElement).checked, (box as HTMLInputElement).indeterminate]);
  expect(await state()).toEqual([false, false]);
  await row(page, 'some 2').getByRole('checkbox').check();
  expect(await state()).toEqual([false, true]);
  await all.click();
  expect(await state()).toEqual([true, false]);
  await all.click();
  expect(await state()).toEqual([false, false]);
  await context.close();
});
