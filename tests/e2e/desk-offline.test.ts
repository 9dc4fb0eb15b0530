// Unsaved words outlive everything: a dead network, a reload, a crash, a sign-out, a server that is gone for a while.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, open, openSignedIn, signIn, startDesk } from './desk.ts';
import { ferry, foundTracker, saveElsewhere, untilSaid, untilWriting, WRITE } from './desk-pledge.ts';
import { startLocal } from './local.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk);
});

beforeEach(() => saveElsewhere(site.desk, {}));

afterAll(() => site?.close());

function headlineAtDesk(): Promise<string | undefined> {
  return ferry(site.desk).then(({ draft }) => draft?.verdict?.headline);
}

function keptKeys(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.keys(localStorage));
}

test('an offline spell in the middle of writing: it says so, goes on, and saves by itself afterwards', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  await page.getByLabel('Headline').fill('Before the tunnel');
  await untilSaid(page, 'Saved');
  await context.setOffline(true);
  await page.getByLabel('Headline').fill('In the tunnel');
  const trouble = 'Not saved: no network. It is tried again. Your words are kept in this browser.';
  await untilSaid(page, trouble);
  await page.locator('main [role="status"]').getByText(trouble).waitFor();
  expect(await page.locator('.status').innerText()).toBe('');
  await page.getByLabel('Summary').fill('Still in the tunnel.');
  expect(await keptKeys(page)).toEqual(['pledgemark:words:test-tracker/reopen-the-ferry/Robin']);

  // Going elsewhere asks first, and going back finds the words.
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('heading', { name: 'Leave with unsaved words?' }).waitFor();
  await page.getByRole('button', { name: 'Stay' }).click();
  expect(new URL(page.url()).pathname).toBe(WRITE);
  expect(await page.getByLabel('Headline').inputValue()).toBe('In the tunnel');

  await context.setOffline(false);
  await untilSaid(page, 'Saved');
  await page.locator('main [role="status"]').getByText('Saved again.').waitFor();
  expect((await ferry(site.desk)).draft?.verdict).toMatchObject({
    headline: 'In the tunnel',
    summary: 'Still in the tunnel.',
  });
  expect(await keptKeys(page)).toEqual([]);
  await context.close();
});

test.each([429, 503])('a save that is answered with %i is tried again by itself', async (status) => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  let refused = 0;
  await page.route('**/pledges/reopen-the-ferry', (route) => {
    if (route.request().method() !== 'PUT' || refused > 0) return route.continue();
    refused += 1;
    const type = `${site.desk.origin}/docs/problems#${status === 429 ? 'too-many-requests' : 'unavailable'}`;
    return route.fulfill({ status, json: { type, title: 'Not now', status } });
  });
  await page.getByLabel('Headline').fill(`Said once more after ${status}`);
  await untilSaid(page, 'Not saved');
  expect(await keptKeys(page)).toHaveLength(1);
  await untilSaid(page, 'Saved');
  expect(await headlineAtDesk()).toBe(`Said once more after ${status}`);
  expect([refused, await keptKeys(page)]).toEqual([1, []]);
  await context.close();
});

test('two tabs of one editor know of each other, and neither takes the other’s words, though it is closed', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  const other = await context.newPage();
  await other.goto(site.desk.origin + WRITE);
  await untilWriting(other);
  const put = (tab: Page, reaches: boolean) =>
    tab.route('**/pledges/reopen-the-ferry', (route) =>
      route.request().method() === 'PUT' && !reaches ? route.abort() : route.continue(),
    );
  await put(page, false);
  await put(other, false);
  await page.getByLabel('Headline').fill('In the first tab');
  await untilSaid(page, 'Not saved');
  await other.getByText('You have this pledge open in another tab').waitFor();
  await other.getByLabel('Summary').fill('In the second tab.');
  await untilSaid(other, 'Not saved');
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByText('Unsaved words are kept in this browser').waitFor();
  await put(other, true);
  await other.keyboard.press('Control+s');
  await untilSaid(other, 'Saved');

  await put(page, true);
  await page.getByRole('link', { name: 'reopen-the-ferry' }).first().click();
  const choice = page.locator('desk-collision');
  await choice.getByText('In the first tab').waitFor();
  await choice.getByText('In the second tab.').waitFor();
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilSaid(page, 'Saved');
  expect((await ferry(site.desk)).draft?.verdict).toMatchObject({
    headline: 'In the first tab',
    summary: 'In the second tab.',
  });
  expect(await keptKeys(page)).toEqual([]);
  await context.close();
});

test('a browser that keeps nothing is not said to keep anything, and the desk works in it', async () => {
  const context = await site.browser.newContext();
  await context.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('The browser keeps nothing for this site.', 'SecurityError');
    };
    Object.defineProperty(window, 'localStorage', { get: refuse });
    navigator.locks.request = () => Promise.reject(new DOMException('', 'SecurityError'));
  });
  const page = await context.newPage();
  await page.goto(site.desk.origin + WRITE);
  await signIn(page, robin);
  await untilWriting(page);
  await context.setOffline(true);
  await page.getByLabel('Headline').fill('Kept nowhere');
  await untilSaid(
    page,
    'Not saved: no network. It is tried again. This browser keeps nothing: do not close this tab.',
  );
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByText('what is not saved is lost').waitFor();
  await page.getByRole('button', { name: 'Stay' }).click();
  await context.setOffline(false);
  await untilSaid(page, 'Saved');
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).isVisible()).toBe(false);
  await context.close();
});

test('a reload without a network warns, and the words are back when the network is', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await context.setOffline(true);
  await page.getByLabel('Headline').fill('Reloaded in the tunnel');
  await untilSaid(page, 'Not saved');
  await page.reload().catch(() => undefined); // there is no network to reload from
  expect(asked).toEqual(['beforeunload']);
  // The browser's page for a dead network would load by itself once it is back.
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(site.desk.origin + WRITE);
  await untilWriting(again);
  expect(await again.getByLabel('Headline').inputValue()).toBe('Reloaded in the tunnel');
  // From the browser's own keeping, or already from the desk: a page that goes tries once more.
  await expect.poll(headlineAtDesk).toBe('Reloaded in the tunnel');
  await expect.poll(() => keptKeys(again)).toEqual([]);
  await context.close();
});

test('a crash a moment after the last key loses nothing', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  await page.getByLabel('Headline').fill('The last word before the crash');
  const crashed = page.waitForEvent('crash');
  void page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  const again = await context.newPage();
  await again.goto(site.desk.origin + WRITE);
  await untilWriting(again);
  await again.getByText(/Your unsaved words of .* are back/).waitFor();
  expect(await again.getByLabel('Headline').inputValue()).toBe('The last word before the crash');
  await untilSaid(again, 'Saved');
  expect(await headlineAtDesk()).toBe('The last word before the crash');
  await context.close();
});

test('words that were kept while somebody else went on are shown beside theirs, not put over them', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  page.on('dialog', (dialog) => void dialog.accept());
  await context.setOffline(true);
  await page.getByLabel('Headline').fill('Kept in the browser');
  await untilSaid(page, 'Not saved');
  await saveElsewhere(site.desk, { verdict: aVerdict({ headline: 'Written meanwhile' }) });
  await page.reload().catch(() => undefined);
  await context.setOffline(false);
  await page.goto(site.desk.origin + WRITE);
  await page.getByRole('heading', { name: 'Changed by someone else since you opened it' }).waitFor();
  const headline = page.getByRole('group', { name: /^Headline/ });
  expect(await headline.innerText()).toMatch(/Kept in the browser[\s\S]*Written meanwhile/);
  // A crash in the middle of choosing asks the same question again.
  await page.reload();
  await headline.getByLabel('Mine').check();
  expect(await headlineAtDesk()).toBe('Written meanwhile');
  await page.getByRole('button', { name: 'Save this' }).click();
  await untilSaid(page, 'Saved');
  expect(await headlineAtDesk()).toBe('Kept in the browser');
  await context.close();
});

test('signed out elsewhere in the middle of a sentence: nothing is lost, at once or after signing in anew', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  const elsewhere = await openSignedIn(site, robin);
  await elsewhere.page.evaluate(() => fetch('/api/v1/desk/session?everywhere=true', { method: 'DELETE' }));
  await elsewhere.context.close();

  await page.getByLabel('Headline').fill('Signed out here');
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await untilSaid(page, 'Not saved: you are signed out');
  await page.getByLabel('Headline').fill('Signed out here, and went on');
  await page.getByRole('button', { name: 'Save now' }).click();
  await signIn(page, robin);
  await untilSaid(page, 'Saved');
  expect(await headlineAtDesk()).toBe('Signed out here, and went on');

  // Signing out oneself, with words that the network did not take.
  page.on('dialog', (dialog) => void dialog.accept());
  await page.route('**/pledges/reopen-the-ferry', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  );
  await page.getByLabel('Headline').fill('Signed out with these');
  await untilSaid(page, 'Not saved');
  await page.getByRole('button', { name: /Robin/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.unroute('**/pledges/reopen-the-ferry');
  await page.goto(site.desk.origin + WRITE);
  // Another editor of the same browser does not get to see them.
  await signIn(page, await newToken(site.desk, 'Wren', 'editor'));
  await untilWriting(page);
  expect(await page.getByLabel('Headline').inputValue()).toBe('Signed out here, and went on');
  await page.context().clearCookies();
  await page.goto(site.desk.origin + WRITE);
  await signIn(page, robin);
  await untilWriting(page);
  expect(await page.getByLabel('Headline').inputValue()).toBe('Signed out with these');
  await untilSaid(page, 'Saved');
  await context.close();
});

test('the server is killed in the middle of writing and comes back on the same state: the words are saved', {
  timeout: 180_000,
}, async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'pledgemark-desk-'));
  let local = await startLocal(stateDir);
  const { browser } = site;
  try {
    const { desk } = local;
    await foundTracker(desk);
    const here = { desk, browser, close: async () => undefined };
    const { page, context } = await open(here, WRITE);
    await signIn(page, desk.token);
    await untilWriting(page);
    await page.getByLabel('Headline').fill('While it runs');
    await untilSaid(page, 'Saved');
    await local.end('SIGKILL');
    await page.getByLabel('Headline').fill('While it is gone');
    await untilSaid(page, 'Not saved');
    local = await startLocal(stateDir, Number(new URL(desk.origin).port));
    await page.keyboard.press('Control+s');
    await untilSaid(page, 'Saved');
    expect((await ferry(desk)).draft?.verdict?.headline).toBe('While it is gone');
    expect(await keptKeys(page)).toEqual([]);
    await context.close();
  } finally {
    await local.end('SIGINT');
    rmSync(stateDir, { recursive: true, force: true });
  }
});
