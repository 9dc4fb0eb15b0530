// What every screen of the desk app is for everybody: axe finds nothing in light and dark, at a desk and on a phone,
// and nothing is wider than the screen.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringInSeeds } from '../../scripts/seed.ts';
import { type DeskInstallation, newToken, open, signIn, startDesk } from './desk.ts';
import { bringIn, draft } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await bringInSeeds(site.desk);
  await bringIn(site.desk, [{ slug: 'x'.repeat(100), title: 'Word'.repeat(50) }]);
  await draft({ ...site.desk, token: robin }, 'mine', 'A draft of mine');
});

afterAll(() => site?.close());

/** Each screen, and how to get there from signing in. */
const SCREENS: Record<string, (page: Page) => Promise<unknown>> = {
  Today: (page) => page.getByRole('region', { name: 'Due for review' }).waitFor(),
  'a refused check': async (page) => {
    await page.route('**/check', (route) => route.fulfill({ status: 502, body: '' }));
    await page.keyboard.press('j');
    await page.keyboard.press('c');
    await page.getByText('Something between you and the desk').first().waitFor();
    await page.unroute('**/check');
  },
  'a done check': async (page) => {
    await page.keyboard.press('c');
    await page.getByText('Checked', { exact: true }).waitFor();
  },
  'the account': (page) => page.getByRole('button', { name: /^Robin/ }).click(),
  'the list of keys': async (page) => {
    await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  },
  'the palette': async (page) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to a pledge' }).fill('the');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  Find: async (page) => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.locator('.list [data-row]').first().waitFor();
    // The newest work comes first, and a draft is nothing to check.
    await page.getByRole('checkbox', { name: 'Select all' }).check();
  },
  'the question before a check': async (page) => {
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByLabel('What was looked at').fill('The sources.');
  },
  'the session’s end': async (page) => {
    await page.context().clearCookies();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  },
};

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const)(
  'axe finds nothing on any screen in %s at %i px, and nothing is cut off',
  async (colorScheme, width) => {
    // The app's own policy would keep axe out.
    const options = { colorScheme, viewport: { width, height: 740 }, bypassCSP: true };
    const { page, context } = await open(site, '/desk', options);
    await page.getByLabel('Token').waitFor();
    await expectGood(page, 'signing in');
    await page.getByLabel('Token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('does not open the desk').waitFor();
    await expectGood(page, 'a wrong token');
    await signIn(page, robin);
    for (const [name, go] of Object.entries(SCREENS)) {
      await go(page);
      await expectGood(page, name);
    }
    await context.close();
  },
);

test('with forced colours the row of the focus, the chosen place and the chosen option can be told', async () => {
  const { page, context } = await open(site, '/desk', { forcedColors: 'active' });
  await signIn(page, robin);
  await page.getByRole('region', { name: 'Due for review' }).waitFor();
  await page.keyboard.press('j');
  const outlined = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).outlineStyle !== 'none');
  expect(await outlined('tr:focus-within')).toBe(true);
  expect(await outlined('.side nav a[aria-current]')).toBe(true);
  await page.keyboard.press('Control+k');
  expect(await outlined('[role=option][aria-selected=true]')).toBe(true);
  await context.close();
});
