// An editor's morning: what there is to do, done by keyboard.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo, draft } from './desk-contents.ts';
import { current, rows } from './desk-lists.ts';

const TODAY = /\/api\/v1\/desk\/today\?/;

let site: DeskInstallation;
let robin: string;
let wren: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  wren = await newToken(site.desk, 'Wren', 'writer');
  const old = Array.from({ length: 8 }, (_, at) => ({ slug: `old-${at + 1}`, checkedAt: daysAgo(200 - at) }));
  await bringIn(site.desk, [
    { slug: 'day-has-passed', checkedAt: daysAgo(5), due: daysAgo(3).slice(0, 10) },
    ...old,
    { slug: 'looked-at', checkedAt: daysAgo(2) },
  ]);
  const asWren = { ...site.desk, token: wren };
  await draft(asWren, 'for-two', 'Wait for a second pair of eyes', ['submit']);
  await draft(asWren, 'still-mine', 'Still being written');
  const publishAt = new Date(Date.now() + 86_400_000).toISOString();
  await draft(site.desk, 'in-time', 'Wait for its time', ['publish', { note: 'First verdict.', publishAt }]);
});

afterAll(() => site?.close());

async function isCheckedToday(slug: string): Promise<boolean> {
  const record = await ask<{ checkedAt: string | null }>(site.desk, `/trackers/test-tracker/pledges/${slug}`);
  return record.checkedAt !== null && record.checkedAt > daysAgo(1);
}

function list(page: Page, name: string) {
  return page.getByRole('region', { name });
}

test('Today counts what is due, waits, is drafted and is scheduled, the most pressing first, and says why', async () => {
  const { page, context, complaints } = await openSignedIn(site, robin);
  const due = list(page, 'Due for review 9');
  await due.waitFor();
  const texts = await rows(page).allInnerTexts();
  expect(texts).toHaveLength(9);
  expect(texts[0]).toMatch(/In progress\s+day-has-passed\s+Was due \d+ \w+ \d{4}/);
  expect(texts[1]).toMatch(/old-1\s+Looked at \d+ \w+ \d{4}/);
  expect(await list(page, 'For a second pair of eyes 1').innerText()).toContain('Wren');
  await list(page, 'Your drafts 0').waitFor();
  expect(await list(page, 'Scheduled 1').innerText()).toMatch(
    /Wait for its time[\s\S]+\d+ \w+ \d{4}, \d\d:\d\d/,
  );
  await page.getByText('Readers see everything that is published.').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('five pledges are checked by keyboard alone: one key each, told on its row, and none is lost', async () => {
  const { page, context, complaints } = await openSignedIn(site, robin);
  await list(page, 'Due for review 9').waitFor();
  await page.keyboard.press('j');
  expect(await current(page)).toBe('day-has-passed');
  await page.keyboard.press('j');
  expect(await current(page)).toBe('old-1');
  await page.keyboard.press('k');
  expect(await current(page)).toBe('day-has-passed');
  for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('c');
  expect(await current(page)).toBe('old-5');
  await list(page, 'Due for review 4').waitFor();
  expect(await list(page, 'Due for review').getByText('Checked', { exact: true }).count()).toBe(5);
  await page
    .getByRole('status')
    .getByText(/^Checked: /)
    .waitFor();
  for (const slug of ['day-has-passed', 'old-1', 'old-2', 'old-3', 'old-4'])
    expect([slug, await isCheckedToday(slug)]).toEqual([slug, true]);
  expect(await isCheckedToday('old-5')).toBe(false);
  // A second time says nothing new: the row is done.
  let asked = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') asked += 1;
  });
  await page.keyboard.press('k');
  expect(await current(page)).toBe('old-4');
  await page.keyboard.press('c');
  await page.reload();
  await list(page, 'Due for review 4').waitFor();
  expect(asked).toBe(0);

  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/old-5');
  await page.goBack();
  await list(page, 'Due for review 4').waitFor();
  // Back where one was, also when that row is dealt with by then.
  await expect.poll(() => current(page)).toBe('old-5');
  await page.keyboard.press('j');
  await page.keyboard.press('o');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/old-6');
  await ask(site.desk, '/trackers/test-tracker/pledges/old-6/check', {
    method: 'POST',
    body: {},
    version: 1,
  });
  await page.goBack();
  await list(page, 'Due for review 3').waitFor();
  await page.keyboard.press('j');
  expect(await current(page)).toBe('old-7');
  expect(complaints).toEqual([]);
  await context.close();
});

test('whoever was overtaken is told on the row, and the version that was not seen is not called checked', async () => {
  const { page, context } = await openSignedIn(site, robin);
  await list(page, 'Due for review 3').waitFor();
  await ask(site.desk, '/trackers/test-tracker/pledges/old-5/dispute', {
    method: 'POST',
    body: { note: 'The council disagrees.' },
    version: 1,
  });
  await page.getByRole('button', { name: 'Unchanged, checked today: old-5' }).click();
  await list(page, 'Due for review 3')
    .getByText('Somebody else has changed this since you opened it.')
    .waitFor();
  await page.getByRole('status').getByText('Not checked: old-5').waitFor();
  expect(await isCheckedToday('old-5')).toBe(false);
  await context.close();
});

test('a writer sees their own drafts and no way to do what only an editor may, and the desk would refuse it', async () => {
  const { page, context } = await openSignedIn(site, wren);
  await list(page, 'Your drafts 1').waitFor();
  expect(await list(page, 'For a second pair of eyes 1').innerText()).toContain(
    'Yours: waits for somebody else',
  );
  expect(await page.getByRole('button', { name: /Unchanged/ }).count()).toBe(0);
  await page.keyboard.press('j');
  await page.keyboard.press('c');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).fill('checked');
  await page.getByText('Nothing fits.').waitFor();
  const refused = await context.request.post(
    `${site.desk.origin}/api/v1/desk/trackers/test-tracker/pledges/old-7/check`,
    { headers: { origin: site.desk.origin, 'if-match': '"1"' } },
  );
  expect(refused.status()).toBe(403);
  await page.goto(`${site.desk.origin}/desk/find`);
  await page.getByRole('link', { name: 'old-7' }).waitFor();
  // A draft of theirs they may submit or file with others; to check is no act of theirs.
  await page.getByRole('checkbox', { name: 'Select: old-7' }).check();
  await page.getByText('1 selected').waitFor();
  expect(await page.getByRole('button', { name: 'Check', exact: true }).count()).toBe(0);
  await context.close();
});

test('whoever has one tracker sees that one, and with none the desk says what is missing', async () => {
  await bringIn(site.desk, [{ slug: 'elsewhere' }], { id: 'other-tracker', name: 'Another tracker' });
  const kim = await newToken(site.desk, 'Kim', 'editor', ['other-tracker']);
  const one = await openSignedIn(site, kim);
  await list(one.page, 'Due for review 1').getByRole('link', { name: 'elsewhere' }).waitFor();
  await list(one.page, 'For a second pair of eyes 0').getByText('Nothing waits for review.').waitFor();
  await one.context.close();
  await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id: 'short-lived' }) });
  const nobody = await newToken(site.desk, 'Ash', 'editor', ['short-lived']);
  await ask(site.desk, '/trackers/short-lived', { method: 'DELETE', version: 1 });
  const none = await openSignedIn(site, nobody);
  await none.page.getByText('No tracker is open to you yet.').waitFor();
  await none.context.close();
});

test('an admin has what an editor has', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token);
  await list(page, 'Due for review').waitFor();
  expect(await page.getByRole('button', { name: /Unchanged/ }).count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'admin Admin' }).waitFor();
  await context.close();
});

test('what readers do not see yet is told for as long as it is so', async () => {
  const { page, context } = await openSignedIn(site, robin);
  await list(page, 'Due for review').waitFor();
  const waiting = {
    count: 3,
    since: '2026-11-22T09:00:00.000Z',
    error: 'Error: KV is <b>away</b>',
    tries: 2,
  };
  await page.route(TODAY, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ json: { ...(await answer.json()), waiting } });
  });
  await page.reload();
  await page
    .getByText('3 pages and lists have not reached readers yet, the first since 22 Nov 2026, 09:00')
    .waitFor();
  // What the platform says of it is for whoever runs it, and only when it does not mend itself.
  expect(await page.getByText('KV is').count()).toBe(0);
  waiting.tries = 6;
  await page.reload();
  await page.getByText('Tell whoever runs this desk: Error: KV is <b>away</b>').waitFor();
  await page.unroute(TODAY);
  // The next question is the desk's own, and everything is there.
  await page.getByText('Readers see everything that is published.').waitFor();
  await context.close();
});
