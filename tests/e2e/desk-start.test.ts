// Founding a tracker in the browser: faults at their fields, a network that goes away, a reload, an answer that is lost, and
// nothing but a keyboard.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Tracker } from '../../data/tracker.ts';
import { ask } from '../../scripts/desk-client.ts';
import { words } from '../../widgets/desk/words/words.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectQuiet, focused } from './desk-pledge.ts';

const START = '/desk/start';

let site: DeskInstallation;

beforeAll(async () => {
  site = await startDesk();
});

afterAll(() => site?.close());

function openStart(path = START, options: Parameters<typeof openSignedIn>[3] = {}) {
  return openSignedIn(site, site.desk.token, path, {
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  });
}

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

/** Fills in as little as can be founded, up to the last step. */
async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Who publishes the verdicts').fill('Harbour Desk');
  await page.getByLabel('Website of the publisher').fill('https://desk.example/');
  await page.getByLabel('Name of the tracker').fill(name);
  await next(page);
  await page.getByLabel('Who made the promises').fill('Harbour Council');
  await page.getByLabel('The term began on').fill('2024-05-07');
  await next(page);
  await step(page, 'Which verdicts do you give?');
  await next(page);
  await page.getByLabel('Categories, one on each line').fill('Transport\n');
  await next(page);
  await page.getByLabel('Title of the document').fill('A Programme for Harbour');
  await next(page);
  await page.getByLabel('E-mail address for corrections').fill('corrections@desk.example');
  await next(page);
  await step(page, 'As readers will see it');
}

async function trackers(): Promise<Tracker[]> {
  const { trackers } = await ask<{ trackers: { tracker: Tracker }[] }>(site.desk, '/trackers');
  return trackers.map(({ tracker }) => tracker);
}

test('a new pledge on an empty desk leads to founding whoever may found, and tells anybody else whom to wait for', async () => {
  const { page, context, complaints } = await openStart('/desk/new');
  await page.getByRole('main').getByRole('link', { name: 'Start a tracker' }).click();
  await step(page, 'Whose verdicts are these?');
  expectQuiet(complaints);
  await context.close();
  const wren = await openSignedIn(site, await newToken(site.desk, 'Wren', 'editor'), '/desk/new');
  await wren.page.getByText(words.today.noTrackers).waitFor();
  expect(await wren.page.getByRole('main').getByRole('link', { name: 'Start a tracker' }).count()).toBe(0);
  await wren.context.close();
});

test('each step is checked when it is left, and each fault is told at its field', async () => {
  await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id: 'taken-already' }) });
  const { page, context, complaints } = await openStart();
  await next(page);
  await page.getByRole('link', { name: 'Your desk 4 to mend' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Who publishes the verdicts');
  const fault = (label: string) =>
    page.getByLabel(label).evaluate((field) => {
      const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
      const told = ids
        .filter((id) => id.endsWith('-error'))
        .map((id) => document.getElementById(id)?.innerText);
      return [field.getAttribute('aria-invalid'), ...told];
    });
  expect(await fault('Name of the tracker')).toEqual(['true', 'This is needed.']);
  // Nothing is said of steps that nobody has been at.
  expect(await page.getByText('to mend').count()).toBe(1);

  await page.getByLabel('Who publishes the verdicts').fill('Harbour Desk');
  expect(await fault('Who publishes the verdicts')).toEqual([null]);
  await page.getByLabel('Website of the publisher').fill('desk.example');
  await page.getByLabel('Name of the tracker').fill('Desk');
  await next(page);
  await page.getByRole('link', { name: 'Your desk 2 to mend' }).waitFor();
  await expect.poll(() => focused(page)).toBe('Website of the publisher');
  expect(await fault('Website of the publisher')).toEqual([
    'true',
    'This must begin with https:// or http://; found: "desk.example"',
  ]);
  expect(await fault('Address of the tracker')).toEqual([
    'true',
    'This is a name the site needs itself; found: "desk"; choose another',
  ]);
  await page.getByLabel('Website of the publisher').fill('https://desk.example/');
  await page.getByLabel('Address of the tracker').fill('taken-already');
  // Somebody's own choice stays when the name changes.
  await page.getByLabel('Name of the tracker').fill('Desk of the harbour');
  expect(await page.getByLabel('Address of the tracker').inputValue()).toBe('taken-already');
  await next(page);
  await expect
    .poll(() => fault('Address of the tracker'))
    .toEqual(['true', 'There is a tracker "taken-already" already.']);
  await page.getByLabel('Address of the tracker').fill('taken-meanwhile');
  await fillIn(page, 'Desk of the harbour');
  await ask(site.desk, '/trackers', { method: 'POST', body: aTracker({ id: 'taken-meanwhile' }) });
  await page.getByRole('button', { name: 'Start it, private' }).click();
  // Back to the step in which it is mended.
  await step(page, 'Whose verdicts are these?');
  await expect.poll(() => focused(page)).toBe('Address of the tracker');
  expect((await fault('Address of the tracker'))[1]).toContain(
    'There is a tracker "taken-meanwhile" already.',
  );
  // What was typed elsewhere is still there, by the browser's own way back as well.
  await page.goBack();
  await step(page, 'As readers will see it');
  await page.getByText('corrections@desk.example').waitFor();
  expect((await trackers()).map(({ id }) => id)).toEqual(['taken-already', 'taken-meanwhile']);
  expectQuiet(complaints);
  await context.close();
});

test('a network that goes away, and a reload, lose nothing that was typed; leaving asks first', async () => {
  const { page, context } = await openStart();
  await page.getByLabel('Who publishes the verdicts').fill('Harbour Desk');
  await page.getByLabel('Name of the tracker').fill('In the tunnel');
  await context.setOffline(true);
  await next(page);
  await page.getByText('Not checked: the desk cannot be reached.').waitFor();
  await step(page, 'Whose promises do you follow?');
  await page.getByLabel('Who made the promises').fill('Tunnel Council');
  await context.setOffline(false);
  await page.reload();
  await page.getByText('is here again.').waitFor();
  expect(await page.getByLabel('Who made the promises').inputValue()).toBe('Tunnel Council');
  await page.getByRole('link', { name: 'Your desk' }).click();
  expect(await page.getByLabel('Name of the tracker').inputValue()).toBe('In the tunnel');

  await page.getByLabel('Name of the tracker').fill('In the tunnel, again');
  await page.getByRole('link', { name: 'Find', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Leave before the tracker is started?' });
  await question.getByRole('button', { name: 'Stay' }).click();
  expect(new URL(page.url()).pathname).toBe(START);
  await page.getByRole('link', { name: 'Find', exact: true }).click();
  await question.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('heading', { level: 1, name: 'Find' }).waitFor();
  await page.getByRole('link', { name: 'Start a tracker' }).click();
  await page.getByText('is here again.').waitFor();
  expect(await page.getByLabel('Name of the tracker').inputValue()).toBe('In the tunnel, again');
  await page.getByRole('button', { name: 'Begin anew' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect.poll(() => page.getByLabel('Name of the tracker').inputValue()).toBe('');
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('founding'))),
  ).toEqual([]);
  await context.close();
});

test('a founding whose answer is lost is done once', async () => {
  const { page, context } = await openStart();
  await fillIn(page, 'Lost and found');
  await page.route(/\/api\/v1\/desk\/trackers$/, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort();
  });
  await page.getByRole('button', { name: 'Start it, private' }).click();
  await page.getByText('No answer came. The tracker may have been started').waitFor();
  await page.unroute(/\/api\/v1\/desk\/trackers$/);
  await page.getByRole('button', { name: 'Start it, private' }).click();
  await page.getByRole('heading', { level: 1, name: 'Open Lost and found' }).waitFor();
  expect((await trackers()).filter(({ name }) => name === 'Lost and found')).toHaveLength(1);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('founding'))),
  ).toEqual([]);
  await context.close();
});

/** Goes on by `Tab` until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    if ((await focused(page)).replace(/\s+/g, ' ').startsWith(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No "${name}" within reach.`);
}

test('a German desk founds its tracker by keyboard alone, puts its verdicts in order and makes them its own', async () => {
  const { page, context, complaints } = await openStart(START, {
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  });
  const { keyboard } = page;
  const type = async (label: string, text: string) => {
    await tabTo(page, label);
    await keyboard.type(text);
  };
  const forward = async (heading: string) => {
    await keyboard.press('Control+Enter');
    await expect.poll(() => focused(page)).toBe(heading);
  };
  await type('Who publishes the verdicts', 'Hafenzeitung');
  await type('Website of the publisher', 'https://zeitung.example/');
  await type('Name of the tracker', 'Bürgerschaft 2024');
  expect(await page.getByLabel('Language in which you write').inputValue()).toBe('de');
  expect(await page.getByLabel('Time zone of your desk').inputValue()).toBe('Europe/Berlin');
  await forward('Whose promises do you follow?');
  await type('Who made the promises', 'Senat');
  await page.getByLabel('The term began on').focus();
  await page.getByLabel('The term began on').fill('2024-05-07');
  await forward('Which verdicts do you give?');
  // Those of an English desk have no definitions in German, which is said.
  await page.getByLabel('Begin with the verdicts of').selectOption('politifact');
  await page.getByText('These verdicts have no definitions in Deutsch.').waitFor();
  await tabTo(page, 'Begin with the verdicts of');
  await keyboard.type('Koali');
  await expect
    .poll(() => page.locator('.sketch pledge-badge').first().innerText())
    .toBe('Noch nicht bewertet');
  await page.getByText('These verdicts have no definitions').waitFor({ state: 'detached' });

  // Down by the keys, and the focus goes with the row.
  await tabTo(page, 'Verdict');
  await keyboard.press('Alt+ArrowDown');
  await page.getByText('Noch nicht bewertet is now 2 of 7.').waitFor();
  expect(await page.locator('.sketch pledge-badge').first().innerText()).toBe('Noch nicht begonnen');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
    'Noch nicht bewertet',
  );
  // The desk's own word is at once in the badge, and in the name that is made of it.
  await keyboard.press('Control+a');
  await keyboard.type('Offen');
  expect(await page.locator('.sketch pledge-badge').nth(1).innerText()).toBe('Offen');
  await forward('Under what do you file promises?');
  await type('Categories, one on each line', 'Verkehr\nWohnen und Bauen\n');
  await forward('Where were the promises made?');
  await type('Title of the document', 'Koalitionsvertrag');
  await forward('How do readers reach you?');
  await type('E-mail address for corrections', 'korrektur@zeitung.example');
  expect(await page.getByLabel('Imprint').inputValue()).toContain('Verantwortlich für diese Urteile');
  await forward('As readers will see it');
  await keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Open Bürgerschaft 2024' }).waitFor();

  const founded = (await trackers()).find(({ name }) => name === 'Bürgerschaft 2024');
  expect(founded).toMatchObject({
    language: 'de',
    timezone: 'Europe/Berlin',
    visibility: 'private',
    categories: [
      { id: 'verkehr', label: { de: 'Verkehr' } },
      { id: 'wohnen-und-bauen', label: { de: 'Wohnen und Bauen' } },
    ],
  });
  expect(founded?.id).toMatch(/^bu?e?rgerschaft-2024$/);
  expect(founded?.scheme.verdicts.slice(0, 2).map(({ id, label, order }) => [id, label, order])).toEqual([
    ['nicht-begonnen', { de: 'Noch nicht begonnen' }, 0],
    ['offen', { de: 'Offen' }, 1],
  ]);
  expectQuiet(complaints);
  await context.close();
});
