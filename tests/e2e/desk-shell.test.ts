// Signing in and out, and the frame that every screen of the desk app stands in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, open, openSignedIn, signIn, startDesk } from './desk.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
});

afterAll(() => site?.close());

test('a wrong token is told at its field, the right one opens the desk at the address that was asked for', async () => {
  const { page, complaints } = await open(site, '/desk');
  await page.getByLabel('Token').fill(`pm_${'0'.repeat(64)}`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'does not open the desk' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('token');
  await signIn(page, robin);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Today');
  expect(await page.title()).toBe('Today · Pledgemark desk');
  await page.reload();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  expect(await page.context().cookies()).toMatchObject([
    { name: '__Host-pledgemark', httpOnly: true, secure: true, sameSite: 'Strict' },
  ]);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  await page.context().close();
});

test('signing out ends this session, signing out everywhere ends them all', async () => {
  const [first, second, third] = [
    await openSignedIn(site, robin),
    await openSignedIn(site, robin),
    await openSignedIn(site, robin),
  ];
  const leave = async (page: (typeof first)['page'], how: string) => {
    await page.getByRole('button', { name: 'Account of Robin' }).click();
    await page.getByRole('button', { name: how, exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  };
  await leave(first.page, 'Sign out');
  await second.page.reload();
  await second.page.getByRole('heading', { name: 'Today' }).waitFor();
  await leave(second.page, 'Sign out everywhere');
  await third.page.reload();
  await third.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  for (const { context } of [first, second, third]) await context.close();
});
