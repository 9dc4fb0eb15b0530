// Signing in and out, and the frame that every screen of the desk app stands in.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { AUDIENCE, assertion, newKey, startTeam, type Team } from './access-team.ts';
import { type DeskInstallation, newToken, open, openSignedIn, signIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';

let team: Team;
let site: DeskInstallation;
let robin: string;
let kim: string;

beforeAll(async () => {
  team = await startTeam();
  site = await startDesk({ ACCESS_TEAM_ORIGIN: team.issuer, ACCESS_AUDIENCE: AUDIENCE });
  await bringIn(site.desk, [{ slug: 'reopen-the-ferry' }, { slug: 'buy-a-boat' }]);
  robin = await newToken(site.desk, 'Robin', 'editor');
  kim = await newToken(site.desk, 'Kim', 'editor');
});

afterAll(async () => {
  await site?.close();
  team?.close();
});

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

test('a wrong token is told at its field, the right one opens the desk at the address that was asked for', async () => {
  const { page, complaints } = await open(site, '/desk/find?q=boat');
  await page.getByLabel('Token').waitFor();
  await page.keyboard.type(`pm_${'0'.repeat(64)}`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'does not open the desk' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('token');
  await signIn(page, robin);
  await heading(page, 'Find').waitFor();
  expect(await page.getByRole('searchbox').inputValue()).toBe('boat');
  await expect.poll(() => page.title()).toBe('Find · Pledgemark desk');
  await page.reload();
  await heading(page, 'Find').waitFor();
  expect(await page.context().cookies()).toMatchObject([
    { name: 'pledgemark', httpOnly: true, secure: false, sameSite: 'Strict' },
  ]);
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain('pm_');
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await page.context().close();
});

test('signing out ends this session, signing out everywhere ends them all', async () => {
  const [first, second, third] = [
    await openSignedIn(site, robin),
    await openSignedIn(site, robin),
    await openSignedIn(site, robin),
  ];
  const other = await openSignedIn(site, kim);
  const leave = async (page: Page, how: string) => {
    await page.getByRole('button', { name: 'Robin Editor' }).click();
    await page.getByRole('button', { name: how, exact: true }).click();
    await heading(page, 'Sign in').waitFor();
  };
  await leave(first.page, 'Sign out');
  await second.page.reload();
  await heading(second.page, 'Today').waitFor();
  await leave(second.page, 'Sign out everywhere');
  await third.page.reload();
  await heading(third.page, 'Sign in').waitFor();
  await other.page.reload();
  await heading(other.page, 'Today').waitFor();
  for (const { context } of [first, second, third, other]) await context.close();
});

test('whoever comes through Access meets no form', async () => {
  const key = await newKey('first');
  team.served = [key];
  const body = { name: 'Robin', role: 'editor', trackers: '*', email: 'robin@desk.example' };
  await ask(site.desk, '/tokens', { method: 'POST', body });
  const { page, complaints } = await open(site, '/desk', {
    extraHTTPHeaders: { 'cf-access-jwt-assertion': await assertion(team, key) },
  });
  await heading(page, 'Today').waitFor();
  await page.getByRole('button', { name: 'Robin Editor' }).click();
  expect(await page.getByRole('link', { name: 'Sign out of Cloudflare Access' }).getAttribute('href')).toBe(
    '/cdn-cgi/access/logout',
  );
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a session that ends at work brings the form over the screen, and what was asked for is done after it', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find');
  const search = page.getByRole('searchbox');
  await search.fill('boat');
  await page.getByRole('checkbox', { name: 'Select: buy-a-boat' }).check();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByLabel('What was looked at').fill('The minutes.');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor();
  expect(await search.inputValue()).toBe('boat');
  // The focus is in the field already: somebody who is at the keyboard need not look for it.
  await page.keyboard.type(robin);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('1 pledge checked').waitFor();
  expect(await search.inputValue()).toBe('boat');
  const { checkedAt } = await ask<{ checkedAt: string | null }>(
    site.desk,
    '/trackers/test-tracker/pledges/buy-a-boat',
  );
  expect(checkedAt).not.toBeNull();
  await context.close();
});

test('putting the form away, or signing in as somebody else, leaves undone what was asked for', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find?q=ferry');
  const check = async () => {
    await page.getByRole('link', { name: 'reopen-the-ferry' }).focus();
    await context.clearCookies();
    await page.keyboard.press('c');
  };
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await check();
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await page.getByText('You are not signed in.').waitFor();
  await check();
  await dialog.waitFor();
  await page.keyboard.type(kim);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kim Editor' }).waitFor();
  const { checkedAt } = await ask<{ checkedAt: string | null }>(
    site.desk,
    '/trackers/test-tracker/pledges/reopen-the-ferry',
  );
  expect(checkedAt).toBeNull();
  await context.close();
});

test('a desk that cannot be reached says so, which is something else than a refusal', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find?q=ferry');
  await page.getByRole('link', { name: 'reopen-the-ferry' }).focus();
  await context.setOffline(true);
  await page.keyboard.press('c');
  await page.getByText('The desk cannot be reached').waitFor();
  await context.setOffline(false);
  await page.route('**/check', (route) => route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }));
  await page.keyboard.press('k');
  await page.getByRole('link', { name: 'reopen-the-ferry' }).focus();
  await page.keyboard.press('c');
  await page.getByText('Something between you and the desk answered').waitFor();
  await context.close();

  const cold = await site.browser.newContext();
  const away = await cold.newPage();
  await away.route('**/api/v1/desk/me', (route) => route.abort());
  await away.goto(`${site.desk.origin}/desk`);
  await away.getByText('The desk cannot be reached').waitFor();
  expect(await away.getByLabel('Token').count()).toBe(0);
  // Not even the app itself has come.
  await away.route('**/assets/desk/parts/desk-app-*', (route) => route.abort());
  await away.goto(`${site.desk.origin}/desk/find`);
  await away.getByText('Please load this page again.').waitFor();
  await cold.close();
});

test('links are links: the address, the title and the focus follow, back goes back, and a tab of its own works', async () => {
  const { page, context, complaints } = await openSignedIn(site, robin);
  await heading(page, 'Today').waitFor();
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Skip to the content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  await heading(page, 'Today').waitFor();

  await page.getByRole('link', { name: 'Find' }).click();
  await heading(page, 'Find').waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk/find');
  await expect.poll(() => page.title()).toBe('Find · Pledgemark desk');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search');
  expect(await page.getByRole('link', { name: 'Find' }).getAttribute('aria-current')).toBe('page');
  await page.goBack();
  await heading(page, 'Today').waitFor();
  await expect.poll(() => focused(page)).toBe('Today');

  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Find' }).click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await heading(tab, 'Find').waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk');

  await page.goto(`${site.desk.origin}/desk/no/such/screen`);
  await heading(page, 'There is nothing here').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('what is typed while the palette is on its way stands in its field, and does nothing to the screen below', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find');
  await page.locator('[data-row]').first().waitFor();
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/parts/palette-*', async (route) => {
    await held;
    await route.continue();
  });
  await page.reload();
  await page.locator('[data-row]').first().waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('Control+k');
  await page.keyboard.type('boat');
  arrive();
  const field = page.getByRole('combobox', { name: 'Go to', exact: false }).and(page.locator('dialog input'));
  await field.waitFor();
  expect(await field.inputValue()).toBe('boat');
  await page.keyboard.type('!');
  expect(await field.inputValue()).toBe('boat!');
  await page.keyboard.press('Backspace');
  await page
    .getByRole('option', { name: /Buy a boat|buy-a-boat/i })
    .first()
    .waitFor();
  await context.close();
});

test('the palette goes to a pledge or a screen by a few letters, and does what a key would do', async () => {
  const { page, context } = await openSignedIn(site, robin);
  await heading(page, 'Today').waitFor();
  const field = page.getByRole('combobox', { name: 'Go to a pledge' });
  await page.keyboard.press('Control+k');
  await field.fill('BOÁT buy');
  await page.getByRole('dialog').getByRole('option', { name: 'buy-a-boat' }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).pathname).toBe('/desk/pledges/test-tracker/buy-a-boat');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(() => page.getByRole('dialog').getByRole('option', { selected: true }).innerText())
    .toContain('Inbox');
  await page.keyboard.press('Enter');
  await heading(page, 'Inbox').waitFor();

  await page.keyboard.press('Control+k');
  await field.fill('no such thing');
  await page.getByText('Nothing fits.').waitFor();
  expect(await page.getByRole('dialog').getByRole('option').count()).toBe(0);
  await field.fill('shortcuts');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await context.close();
});

test('? lists the keys; they are letters in a text field, and single ones can be turned off', async () => {
  const { page, context } = await openSignedIn(site, robin);
  await heading(page, 'Today').waitFor();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(await list.innerText()).toContain('Checked, nothing changed');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await heading(page, 'Today').waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await heading(page, 'Find').waitFor();
  await page.keyboard.type('?jg t');
  expect(await page.getByRole('searchbox').inputValue()).toBe('?jg t');
  expect(await list.isVisible()).toBe(false);

  await page.goto(`${site.desk.origin}/desk`);
  await heading(page, 'Today').waitFor();
  await page.keyboard.press('?');
  await list.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  expect(await list.isVisible()).toBe(false);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).waitFor();
  await context.close();
});
