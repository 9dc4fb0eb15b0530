// What a pledge says besides verdict and evidence, written by keyboard and seen on the public page.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import {
  expectQuiet,
  ferry,
  focused,
  foundTracker,
  saveElsewhere,
  untilSaid,
  untilWriting,
  WRITE,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const values = [
    { id: 'greens', label: { de: 'Die Grünen' } },
    { id: 'harbour', label: { de: 'Hafenliste' } },
  ];
  const facets = [{ id: 'party', label: { de: 'Partei' }, values }];
  await foundTracker(site.desk, { facets, language: 'de' });
});

afterAll(() => site?.close());

test('an editor files a pledge, writes a yardstick, a month and what happened, and a date that is none is told at its field', async () => {
  const { page, complaints } = await openSignedIn(site, robin, WRITE, { bypassCSP: true });
  await untilWriting(page);
  const party = page.getByRole('group', { name: /^Partei/ });
  expect(await party.getByText('Partei').getAttribute('lang')).toBe('de');
  await party.getByLabel('Die Grünen').check();
  await party.getByLabel('Hafenliste').check();
  await party.getByLabel('Die Grünen').uncheck();
  await page.getByLabel('What would count as kept').fill('A crossing every hour.');
  await page.getByLabel(/^Due/).fill('2025-09');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('6');
  await page.getByRole('button', { name: 'Add what happened' }).click();
  const step = page.getByRole('group', { name: 'Step 1' });
  expect(await focused(page)).toBe('Date');
  await page.keyboard.type('summer 2024');
  await step.getByLabel('What happened').fill('Talks with two operators.');
  await step.getByText('must be a day, a month, a year, or a span').waitFor();
  await step.getByLabel('Date').fill('2024-06/2024-08');
  await untilSaid(page, 'Saved');
  expect((await ferry(site.desk)).draft).toMatchObject({
    facets: { party: ['harbour'] },
    due: '2025-09',
    yardstick: 'A crossing every hour.',
    timeline: [{ date: '2024-06/2024-08', text: 'Talks with two operators.' }],
  });
  await expectGood(page, 'writing what happened');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'What changes for readers' }).waitFor();
  expect(await page.locator('.difference dt').allInnerTexts()).toEqual([
    'Filed under',
    'Due',
    'What would count as kept',
    'What happened',
  ]);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await page.getByText('Readers are getting it now.').waitFor();
  await page.goto(`${site.desk.origin}/test-tracker/reopen-the-ferry`);
  await page.getByRole('link', { name: 'Hafenliste' }).click();
  await page.getByRole('heading', { name: 'Treffer: 1' }).waitFor();
  await page.goBack();
  await page.getByText('Was als gehalten gälte: A crossing every hour.').waitFor();
  expect(await page.locator('.timeline').innerText()).toMatch(
    /Juni 2024 – August 2024\s+Talks with two operators\./,
  );
  expectQuiet(complaints);
  await page.context().close();
});

test('what a draft is filed under and the tracker no longer has can be taken away', async () => {
  await saveElsewhere(site.desk, {
    categories: ['transport', 'gone'],
    facets: { party: ['pink'], planet: ['mars'] },
  });
  const { page } = await openSignedIn(site, robin, WRITE);
  await untilWriting(page);
  for (const name of ['gone', 'pink', 'mars'])
    await page.getByRole('checkbox', { name, exact: true }).click();
  await expect
    .poll(async () => JSON.stringify((await ferry(site.desk)).draft))
    .not.toMatch(/gone|pink|mars|facets/);
  await page.context().close();
});
