// Going away and coming back: by Back, in another tab, signed in again; and keys behind a dialog.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringInDue } from './desk-contents.ts';
import { ferry, foundTracker, saveElsewhere, untilHeading, untilWriting, WRITE } from './desk-pledge.ts';

const SETTINGS = '/desk/test-tracker/settings';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk);
});
afterAll(() => site?.close());

test('what one tab has written of the settings is not forgotten by a save of another', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token, SETTINGS);
  await page.locator('form.settings').waitFor();
  const other = await context.newPage();
  await other.goto(site.desk.origin + SETTINGS);
  await other.locator('[data-pointer="/funding"]').fill('An hour of work on who pays for it.');
  await page.locator('[data-pointer="/imprint"]').fill('Another imprint.');
  await page.locator('form.settings .bar button.primary').click();
  await page.getByRole('dialog').locator('button.primary').click();
  await page.getByText('Saved.', { exact: true }).first().waitFor();
  await other.getByRole('link', { name: 'Today' }).click();
  await untilHeading(other, 'Today');
  await other.goBack();
  await other.locator('form.settings').waitFor();
  await expect
    .poll(() => other.locator('[data-pointer="/funding"]').inputValue())
    .toBe('An hour of work on who pays for it.');
  await context.close();
});

test('settings that the browser does not keep are not left without a question', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token);
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.goto(site.desk.origin + SETTINGS);
  await page.locator('[data-pointer="/funding"]').fill('An hour of work.');
  await page.getByRole('link', { name: 'Today' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  expect(await page.locator('[data-pointer="/funding"]').inputValue()).toBe('An hour of work.');
  await context.close();
});

test('Back works after a link within a screen', async () => {
  await bringInDue(site.desk, 'due', 1);
  const { page, context } = await openSignedIn(site, robin);
  await page.getByRole('link', { name: 'Find' }).first().click();
  await untilHeading(page, 'Find');
  await page.getByRole('link', { name: 'Today' }).first().click();
  await untilHeading(page, 'Today');
  await page.locator('nav.jump a').first().click();
  await page.locator('a[href^="/desk/pledges/"]').first().click();
  await untilWriting(page);
  await page.goBack();
  await untilHeading(page, 'Today');
  await context.close();
});

test('whoever signs in again for something else has their words saved again', async () => {
  const { page, context } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  await page.getByLabel('Headline').fill('One');
  const saved = async () => (await ferry(site.desk)).draft?.verdict?.headline;
  await expect.poll(saved).toBe('One');
  await context.clearCookies();
  await page.getByLabel('Headline').fill('Two');
  await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
  await page.getByRole('button', { name: 'Not now' }).click();
  await page
    .getByRole('button', { name: /comment/i })
    .first()
    .click();
  await page.getByLabel('Comment for the desk').fill('Hello');
  await page.keyboard.press('Control+Enter');
  await page.getByLabel('Token').fill(robin);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect.poll(saved).toBe('Two');
  await page.getByLabel('Headline').fill('Three');
  await expect.poll(saved).toBe('Three');
  await context.close();
});

test('Ctrl+Enter publishes nothing from behind the list of shortcuts', async () => {
  await saveElsewhere(site.desk, { title: 'Not to be published yet' });
  const { page, context } = await openSignedIn(site, robin, `${WRITE}/publish`);
  await page.getByLabel('What readers are told').fill('Because.');
  const published: string[] = [];
  page.on('request', (request) => request.url().endsWith('/publish') && published.push(request.method()));
  await page.locator('h1').focus();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: /shortcuts/i });
  await list.waitFor();
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  expect(published).toEqual([]);
  expect((await ferry(site.desk)).published?.title).not.toBe('Not to be published yet');
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => published).toEqual(['POST']);
  await context.close();
});
