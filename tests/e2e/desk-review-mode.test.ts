// The review mode: one pledge of a list after the other, its sources first.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, bringInDue, daysAgo } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { current, row, rows, untilSaid } from './desk-lists.ts';
import { picture } from './desk-picture.ts';
import { focused } from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

function dueIn(id: string, count: number): Promise<void> {
  return bringInDue(site.desk, id, count, () => ({
    evidence: [
      { title: 'The minutes', publisher: 'Council', url: `${site.desk.origin}/docs?minutes` },
      { title: 'On paper', publisher: 'Council' },
      { title: 'The report', publisher: 'Gazette', url: `${site.desk.origin}/docs?report` },
    ],
  }));
}

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
});

afterAll(() => site?.close());

async function isCheckedToday(tracker: string, slug: string): Promise<boolean> {
  const path = `/trackers/${tracker}/pledges/${slug}`;
  const { checkedAt } = await ask<{ checkedAt: string }>(site.desk, path);
  return checkedAt > daysAgo(1);
}

function checkElsewhere(tracker: string, slug: string, act = 'check', body: object = {}) {
  const options = { method: 'POST', body, version: 1 };
  return ask(site.desk, `/trackers/${tracker}/pledges/${slug}/${act}`, options);
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { name, level: 1 });
}

/** Waits for the pledge, and that its heading has the focus. */
async function untilAt(page: Page, title: string): Promise<void> {
  await heading(page, title).waitFor();
  await expect.poll(() => focused(page)).toBe(title);
}

test('by keys alone: a source by its number, the next one by o, checked by c, on with the focus on the next heading', async () => {
  await dueIn('keys', 5);
  const { page, context, complaints } = await openSignedIn(site, robin, '/desk?tracker=keys');
  await rows(page).first().waitFor();
  let documents = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents += 1;
  });
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await untilAt(page, 'keys 2');
  await page.getByText('2 of 5').waitFor();
  await page.getByText('3 left after this').waitFor();
  const opened = async (key: string) => {
    const [tab] = await Promise.all([context.waitForEvent('page'), page.keyboard.press(key)]);
    await tab.waitForURL('**/docs*');
    const { search } = new URL(tab.url());
    await tab.close();
    return search;
  };
  expect(await opened('3')).toBe('?report');
  expect(await opened('o')).toBe('?minutes');
  expect(await page.locator('.sources li.opened').count()).toBe(2);
  // A source without an address is none to open, and there is no other.
  await page.keyboard.press('2');
  await page.keyboard.press('o');
  expect(context.pages()).toHaveLength(1);

  await page.keyboard.press('c');
  await untilAt(page, 'keys 3');
  await untilSaid(page, 'Checked: keys 2');
  await page.keyboard.press('p');
  await untilAt(page, 'keys 2');
  await page.keyboard.press('n');
  await untilAt(page, 'keys 3');
  expect(await page.locator('.sources li.opened').count()).toBe(0);
  await page.keyboard.press('c');
  await untilAt(page, 'keys 4');
  // Into Write, and back to where one was.
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/keys/keys-4');
  await page.goBack();
  await heading(page, 'keys 4').waitFor();
  await page.keyboard.press('n');
  await untilAt(page, 'keys 5');
  await page.getByText('The last one').waitFor();
  await page.keyboard.press('c');
  await page.getByText('That was the last one.').waitFor();
  await expect.poll(() => focused(page)).toBe('One by one');
  await expect.poll(() => isCheckedToday('keys', 'keys-5')).toBe(true);
  expect(await Promise.all([1, 2, 3, 4].map((at) => isCheckedToday('keys', `keys-${at}`)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(documents).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test('by pointer: every act has its button, and the way back leads to the list as it is', async () => {
  await dueIn('pointer', 3);
  const { page, context } = await openSignedIn(site, robin, '/desk?tracker=pointer', { bypassCSP: true });
  await page.getByRole('link', { name: 'Review one by one' }).click();
  await heading(page, 'pointer 1').waitFor();
  await expectGood(page, 'the review mode');
  await picture(page, 'review-mode');
  await page.getByRole('button', { name: 'Checked, nothing changed' }).click();
  await untilAt(page, 'pointer 2');
  await page.getByRole('button', { name: 'Assign…' }).click();
  await page.getByLabel('To whom').selectOption({ label: 'Robin (you)' });
  await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
  await page.locator('dd', { hasText: 'Robin' }).waitFor();
  await page.getByRole('button', { name: 'Snooze…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Snooze' }).click();
  await untilAt(page, 'pointer 3');
  await page.getByRole('button', { name: 'Previous' }).click();
  await untilAt(page, 'pointer 2');
  await page.getByRole('link', { name: 'Back to Due for review' }).click();
  await page.getByRole('heading', { name: 'Due for review 1' }).waitFor();
  expect(new URL(page.url()).search).toBe('?tracker=pointer');
  await context.close();
});

test('what others have done meanwhile is said and passed over; what they have changed is not called checked', async () => {
  await dueIn('others', 5);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=others');
  await heading(page, 'others 1').waitFor();
  await checkElsewhere('others', 'others-3');
  await checkElsewhere('others', 'others-4', 'dispute', { note: 'The council disagrees.' });
  await page.keyboard.press('c');
  await untilAt(page, 'others 2');
  await page.keyboard.press('c');
  await untilSaid(page, 'Somebody else has checked it meanwhile: others 3');
  await untilAt(page, 'others 4');
  await page.keyboard.press('n');
  await untilAt(page, 'others 5');
  await page.keyboard.press('p');
  await untilAt(page, 'others 4');
  // Changed while it is looked at.
  await ask(site.desk, '/trackers/others/pledges/others-4/settle', {
    method: 'POST',
    body: { note: 'They agree.' },
    version: 2,
  });
  await page.keyboard.press('c');
  await untilSaid(page, /^Not checked, as somebody has changed it meanwhile: others 4/);
  await untilAt(page, 'others 5');
  await page.keyboard.press('c');
  const left = page.getByRole('region', { name: 'Not checked yet' });
  await left.getByRole('link', { name: 'others 4' }).waitFor();
  const checks = async (slug: string) =>
    (await ask<{ audit: unknown[] }>(site.desk, `/audit?tracker=others&slug=${slug}&act=check`)).audit.length;
  expect(await checks('others-4')).toBe(0);
  expect(await checks('others-5')).toBe(1);
  await context.close();
});

test('without a network one goes on as far as one can, is told what waits, and nothing is lost', async () => {
  await dueIn('away', 4);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=away');
  await heading(page, 'away 1').waitFor();
  await page.waitForTimeout(500);
  await context.setOffline(true);
  await page.keyboard.press('c');
  await untilAt(page, 'away 2');
  await page.getByText('1 check not at the desk yet').waitFor();
  await page.keyboard.press('c');
  await page.getByText('The desk cannot be reached').waitFor();
  await page.getByText('2 checks not at the desk yet').waitFor();
  expect(await isCheckedToday('away', 'away-1')).toBe(false);
  await context.setOffline(false);
  await expect.poll(() => isCheckedToday('away', 'away-1'), { timeout: 30_000 }).toBe(true);
  await expect.poll(() => isCheckedToday('away', 'away-2'), { timeout: 30_000 }).toBe(true);
  await page.getByRole('button', { name: 'Try again' }).click();
  await heading(page, 'away 3').waitFor();
  expect(await page.getByText('not at the desk yet').count()).toBe(0);
  await context.close();
});

test('a check whose answer was lost is sent again, and said to be done once it is', async () => {
  await dueIn('lost', 2);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=lost');
  await heading(page, 'lost 1').waitFor();
  let sent = 0;
  await page.route('**/lost-1/check', async (route) => {
    sent += 1;
    if (sent > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.keyboard.press('c');
  await untilSaid(page, 'Checked: lost 1');
  expect(sent).toBe(2);
  expect(await isCheckedToday('lost', 'lost-1')).toBe(true);
  await context.close();
});

test('a writer reads one by one and checks nothing; an empty list says so; Find leads here as well', async () => {
  await dueIn('readers', 2);
  const wren = await newToken(site.desk, 'Wren', 'writer');
  const { page, context } = await openSignedIn(site, wren, '/desk/review?list=today&tracker=readers');
  await heading(page, 'readers 1').waitFor();
  expect(await page.getByRole('button', { name: 'Checked, nothing changed' }).count()).toBe(0);
  await page.keyboard.press('c');
  await page.keyboard.press('n');
  await untilAt(page, 'readers 2');
  expect(await isCheckedToday('readers', 'readers-1')).toBe(false);
  await page.goto(`${site.desk.origin}/desk/review?list=find&q=nothing%20like%20it`);
  await page.getByText('There is nothing in this list.').waitFor();
  await page.goto(`${site.desk.origin}/desk/find?tracker=readers&sort=title&order=desc`);
  await row(page, 'readers 2').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await expect.poll(() => current(page)).toBe('readers-2');
  await page.keyboard.press('r');
  await untilAt(page, 'readers 2');
  await page.keyboard.press('n');
  await untilAt(page, 'readers 1');
  await context.close();
});

test.each([
  ['dark', 1440],
  ['light', 390],
] as const)(
  'axe finds nothing in the review mode in %s at %i px, with Arabic',
  async (colorScheme, width) => {
    const id = `arabic-${width}`;
    await bringIn(
      site.desk,
      [{ slug: 'jisr', title: 'بناء جسر جديد فوق النهر قبل نهاية الولاية', checkedAt: daysAgo(200) }],
      { id, name: 'متتبع الوعود', language: 'ar' },
    );
    const options = { colorScheme, viewport: { width, height: 844 }, bypassCSP: true };
    const { page, context } = await openSignedIn(
      site,
      robin,
      `/desk/review?list=today&tracker=${id}`,
      options,
    );
    await page.locator('.review').waitFor();
    await expectGood(page, 'the review mode');
    await picture(page, `review-${id}`);
    await context.close();
  },
);

test('an answer that comes late does not take one back from the pledge that one has gone on to', async () => {
  await dueIn('late', 4);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=late');
  await untilAt(page, 'late 1');
  const held: (() => void)[] = [];
  await page.route('**/pledges/late-2', async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await page.reload();
  await heading(page, 'late 1').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await untilAt(page, 'late 3');
  const answered = page.waitForResponse('**/pledges/late-2');
  for (const go of held) go();
  await (await answered).finished();
  // What is checked is what somebody sees.
  await page.keyboard.press('c');
  await untilAt(page, 'late 4');
  await untilSaid(page, 'Checked: late 3');
  expect(await isCheckedToday('late', 'late-2')).toBe(false);
  await context.close();
});

test('a pledge that was checked is told so when one goes back to it, and the next one is asked for anew while one reads', async () => {
  await dueIn('anew', 3);
  const { page, context } = await openSignedIn(site, robin, '/desk/review?list=today&tracker=anew');
  let answers = 0;
  page.on('response', (response) => {
    if (response.url().endsWith('/pledges/anew-2')) answers += 1;
  });
  await page.clock.install();
  await page.reload();
  await untilAt(page, 'anew 1');
  await expect.poll(() => answers).toBe(1);
  await checkElsewhere('anew', 'anew-2');
  await page.clock.runFor(15_000);
  await expect.poll(() => answers).toBe(2);
  await page.keyboard.press('c');
  // Others have checked it while somebody read the one before.
  await heading(page, 'anew 3').waitFor();
  await expect.poll(() => isCheckedToday('anew', 'anew-1')).toBe(true);
  await page.keyboard.press('p');
  await heading(page, 'anew 1').waitFor();
  const today = new Date().toISOString().slice(0, 10);
  await page.locator('dl div', { hasText: 'Last checked' }).locator(`time[datetime^="${today}"]`).waitFor();
  await context.close();
});
