// A private tracker before it is opened: what is missing, another address, an end, and the opening when answers are lost.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { expectQuiet, focused } from './desk-pledge.ts';

const BLANK = 'Responsible: [… name and address].';

let site: DeskInstallation;

beforeAll(async () => {
  site = await startDesk();
});

afterAll(() => site?.close());

/** Founds a private tracker with pledges that are ready, by the endpoint. */
async function foundPrivate(
  id: string,
  ready: string[] = [],
  overrides: Parameters<typeof aTracker>[0] = {},
) {
  await ask(site.desk, '/trackers', {
    method: 'POST',
    body: aTracker({ id, visibility: 'private', ...overrides }),
  });
  for (const slug of ready) {
    const path = `/trackers/${id}/pledges`;
    await ask(site.desk, path, { method: 'POST', body: { slug, ...aPledge({ title: slug }) } });
    await ask(site.desk, `${path}/${slug}/publish`, { method: 'POST', body: {}, version: 1 });
  }
}

const isOut = async (path: string) => (await fetch(site.desk.origin + path)).status === 200;

test('Today leads to the check list; a text with a blank holds the opening up until it is written', async () => {
  await foundPrivate('with-blanks', ['ferry'], { imprint: BLANK });
  const { page, context, complaints } = await openSignedIn(site, site.desk.token);
  await page.getByRole('link', { name: /^Check list and opening/ }).click();
  expect(await page.getByRole('button', { name: 'Open it' }).isDisabled()).toBe(true);
  await page.getByLabel('Imprint').fill('Responsible: [… somebody');
  // What is typed here survives a reload as well.
  await page.reload();
  expect(await page.getByLabel('Imprint').inputValue()).toBe('Responsible: [… somebody');
  await page.getByLabel('Imprint').fill('Responsible: <b>nobody</b>');
  await page.getByRole('button', { name: 'Save these texts' }).click();
  await page.getByText('Must not hold HTML', { exact: false }).waitFor();
  expect(await focused(page)).toBe('Imprint');
  await page.getByLabel('Imprint').fill('Responsible: Harbour Desk, 1 Quay Street.');
  await page.getByRole('button', { name: 'Save these texts' }).click();
  await page.getByText('Nothing is missing.').waitFor();

  // Not without saying that it is known to be for good.
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByText('Say that you know it.').waitFor();
  expect(await focused(page)).toBe('I know that it can never be private again');
  await page.keyboard.press('Space');
  await page.getByRole('radio', { name: /^Unlisted/ }).check();
  await page.route('**/open', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByText('No answer came. The tracker may have been opened').waitFor();
  await page.unroute('**/open');
  await page.getByRole('button', { name: 'Look again' }).click();
  await page.getByText('This tracker is open.').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).not.toMatch(/^Open/);
  await expect.poll(() => isOut('/with-blanks/ferry')).toBe(true);
  // Unlisted: on no list.
  expect(await (await fetch(`${site.desk.origin}/`)).text()).not.toContain('with-blanks');
  expectQuiet(complaints.filter((text) => !/ERR_FAILED/.test(text)));
  await context.close();
});

test('somebody else changes the tracker meanwhile: it is not opened unseen', async () => {
  await foundPrivate('changed-meanwhile', ['ferry']);
  const { page, context } = await openSignedIn(site, site.desk.token, '/desk/changed-meanwhile/open');
  await page.getByText('1 pledge is ready').waitFor();
  const body = aTracker({ id: 'changed-meanwhile', visibility: 'private', name: 'Another name' });
  await ask(site.desk, '/trackers/changed-meanwhile', { method: 'PUT', body, version: 1 });
  await page.getByLabel('I know that it can never be private again').check();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByText('Somebody else has changed this since you opened it.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'Open Another name' }).waitFor();
  expect(await isOut('/changed-meanwhile')).toBe(false);
  await context.close();
});

test('a private tracker gets another address, and goes with its pledges when its name is typed', async () => {
  await foundPrivate('wrong-adress', ['ferry', 'trees']);
  await foundPrivate('right-address');
  const { page, context, complaints } = await openSignedIn(site, site.desk.token, '/desk/wrong-adress/open');
  await page.getByText('2 pledges are ready').waitFor();
  await page.getByRole('button', { name: 'Change its address…' }).click();
  const rename = page.getByRole('dialog', { name: 'Change the address' });
  await expectGood(page, 'the question of another address');
  await rename.getByLabel('Address of the tracker').fill('right-address');
  await page.keyboard.press('Control+Enter');
  await rename.getByText('There is a tracker "right-address" already.').waitFor();
  await rename.getByLabel('Address of the tracker').fill('Wrong Address');
  await page.keyboard.press('Control+Enter');
  await rename.getByText('3 to 120 of a-z', { exact: false }).waitFor();
  await rename.getByLabel('Address of the tracker').fill('better-address');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL('**/desk/better-address/open');
  await page.getByText('2 pledges are ready').waitFor();
  await page.frameLocator('iframe').getByText('trees').first().waitFor();

  await page.getByRole('button', { name: 'Delete it…' }).click();
  const removal = page.getByRole('dialog', { name: 'Delete this tracker?' });
  await removal.getByText('Its 2 pledges are gone with it.').waitFor();
  await removal.getByRole('textbox').fill('better');
  await removal.getByRole('button', { name: 'Delete it' }).click();
  await removal.getByText('Type the address of the tracker.').waitFor();
  await removal.getByRole('textbox').fill('better-address');
  await removal.getByRole('button', { name: 'Delete it' }).click();
  await page.getByText('was deleted.').waitFor();
  const { trackers } = await ask<{ trackers: { tracker: { id: string } }[] }>(site.desk, '/trackers');
  expect(trackers.map(({ tracker }) => tracker.id)).not.toContain('better-address');
  expectQuiet(complaints);
  await context.close();
});

test('what a role may not do is not drawn', async () => {
  await foundPrivate('for-editors');
  const robin = await newToken(site.desk, 'Robin', 'editor');
  const { page, context } = await openSignedIn(site, robin);
  await page.getByRole('region', { name: 'Due for review' }).waitFor();
  expect(await page.getByRole('link', { name: /Check list|Start a tracker/ }).count()).toBe(0);
  await page.goto(`${site.desk.origin}/desk/for-editors/open`);
  await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  await context.close();
});

test.each([
  ['light', 1280],
  ['dark', 1280],
  ['light', 390],
  ['dark', 390],
] as const)(
  'axe finds nothing on the steps and the check list in %s at %i px',
  async (colorScheme, width) => {
    const id = `looks-${colorScheme}-${width}`;
    await foundPrivate(id, ['ferry'], { imprint: BLANK });
    const options = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
    const { page, context } = await openSignedIn(site, site.desk.token, '/desk/start', options);
    for (const step of ['desk', 'subject', 'verdicts', 'topics', 'manifesto', 'readers', 'page']) {
      await page.goto(`${site.desk.origin}/desk/start?step=${step}`);
      await page.locator(`form[data-step=${step}]`).waitFor();
      if (step !== 'page') await page.getByRole('button', { name: 'Next' }).click();
      await expectGood(page, step);
    }
    await page.goto(`${site.desk.origin}/desk/${id}/open`);
    await page.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    await expectGood(page, 'check list');
    await context.close();
  },
);
