// A sheet as somebody keeps it, into a tracker, by a person's way through the screen.
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyTracker } from '../../data/schemes/policy-tracker.ts';
import { ask } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { volunteersSheet } from './sheets.ts';

let installation: DeskInstallation;

beforeAll(async () => {
  installation = await startDesk();
});
afterAll(() => installation?.close());

async function found(id: string, overrides = {}): Promise<void> {
  const body = aTracker({ id, scheme: policyTracker, visibility: 'public', ...overrides });
  await ask(installation.desk, '/trackers', { method: 'POST', body });
}

type Draft = {
  title: string;
  categories?: string[];
  due?: string;
  evidence?: { url: string }[];
  promise?: object;
  verdict?: object;
};
const listed = (tracker: string) =>
  ask<{ pledges: { slug: string; title: string; state: string }[] }>(
    installation.desk,
    `/trackers/${tracker}/pledges`,
  );
const draftOf = async (tracker: string, slug: string) =>
  (await ask<{ draft: Draft }>(installation.desk, `/trackers/${tracker}/pledges/${slug}`)).draft;

const choose = (page: Page, name: string, bytes: string | Uint8Array) =>
  page
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: '', buffer: Buffer.from(bytes as string) });

test('174 rows of a volunteers’ sheet come in by six steps, every source a source of its own, and go again by one', async () => {
  await found('city-promises');
  const { desk } = installation;
  const { page, complaints, context } = await openSignedIn(
    installation,
    desk.token,
    '/desk/find?tracker=city-promises',
  );
  const sheet = volunteersSheet();
  const steps: (() => Promise<unknown>)[] = [
    () => page.getByRole('link', { name: 'Import a sheet' }).click(),
    () => choose(page, 'promises.csv', sheet.csv),
    // The words that the scheme does not have.
    () => page.getByLabel('What “Achieved” stands for').selectOption({ label: 'Done' }),
    () => page.getByLabel('What “Compromised” stands for').selectOption({ label: 'In progress' }),
    () => page.getByRole('button', { name: 'Import 174 pledges' }).click(),
    () => page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click(),
  ];
  for (const step of steps) await step();
  await page.getByText('174 imported.').first().waitFor();
  expect(steps).toHaveLength(6);
  const { pledges } = await listed('city-promises');
  expect(pledges).toHaveLength(174);
  let sources = 0;
  for (const { slug } of pledges) sources += (await draftOf('city-promises', slug)).evidence?.length ?? 0;
  expect(sources).toBe(sheet.sources);
  const { tracker } = await ask<{ tracker: { categories: object[] } }>(desk, '/trackers/city-promises');
  expect(tracker.categories).toContainEqual({
    id: 'schools-nurseries',
    label: { en: 'Schools & Nurseries' },
  });
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('174 taken back').first().waitFor();
  expect(await listed('city-promises')).toMatchObject({ pledges: [] });
  expect(complaints).toEqual([]);
  await context.close();
});

test('a German workbook: days as days, formulas as their results, the sheet that is chosen; faults are mended in place', async () => {
  await found('stadt', { language: 'de', scheme: germanScheme() });
  const { page, complaints, context } = await openSignedIn(
    installation,
    installation.desk.token,
    '/desk/stadt/import',
  );
  const bytes = await writeXlsx({
    dateSystem: '1904',
    sheets: [
      {
        name: 'Lies mich',
        rows: [
          ['Nur', 'Text'],
          ['hier', 'oben'],
        ],
      },
      {
        name: 'Versprechen',
        rows: [
          ['Nr.', 'Versprechen', 'Bereich', 'Stand', 'Frist', 'Seite', 'Quellen'],
          [
            1,
            'Größere Straßen bauen',
            'Transport',
            'Auf Kurs',
            new Date(Date.UTC(2026, 11, 31)),
            'S. 13',
            'https://stadt.example/a',
          ],
          [2, 'Schulen bauen', 'Housing', 'Auf Kurz', '30.02.2027', '', ''],
          [3, 'Fähre', 'Transport', 'Auf Kurs', '', '', ''],
        ],
      },
    ],
  });
  await choose(page, 'stadt.xlsx', bytes);
  await page.getByLabel('Sheet of the file').selectOption('Versprechen');
  expect(await page.getByLabel('What “Stand” is').inputValue()).toBe('verdict');
  expect(await page.getByLabel('A row is found again by').inputValue()).toBe('0');
  await page.getByLabel('What “Auf Kurz” stands for').selectOption({ label: 'Auf Kurs' });
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByLabel('Due, row 3').fill('28.02.2027');
  await page.getByLabel('Due, row 3').blur();
  await page.getByRole('button', { name: 'Import 3 pledges' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('3 imported.').first().waitFor();
  expect(await draftOf('stadt', 'groessere-strassen-bauen')).toMatchObject({
    due: '2026-12-31',
    promise: { page: 13 },
    verdict: { id: 'in-progress' },
  });
  expect(await draftOf('stadt', 'schulen-bauen')).toMatchObject({
    due: '2027-02-28',
    verdict: { id: 'in-progress' },
  });
  // The next time the same sheet is read in the same way, and there is nothing to do.
  await page.getByRole('button', { name: 'Import another sheet' }).click();
  await choose(
    page,
    'stadt.csv',
    'Nr.;Versprechen;Bereich;Stand;Frist;Seite;Quellen\r\n3;"Fähre";Transport;Auf Kurz;;;\r\n',
  );
  await page.getByText('there is nothing to import').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('what was decided survives a dead network and a reload; a lost answer is no second import', async () => {
  await found('offline-city');
  const { page, context } = await openSignedIn(
    installation,
    installation.desk.token,
    '/desk/offline-city/import',
  );
  await page
    .getByLabel('Or paste the rows')
    .fill('No\tPromise\tStatus\n1\tBuild a pier\tAchieved\n2\tPaint it\tBroken');
  await page.getByRole('button', { name: 'Read what I pasted' }).click();
  await page.getByLabel('What “Achieved” stands for').waitFor();
  await context.setOffline(true);
  await page.getByLabel('What “Achieved” stands for').selectOption({ label: 'Done' });
  await page.getByText('The desk cannot be reached').first().waitFor();
  await context.setOffline(false);
  await page.reload();
  await page.getByText('As you left it in this browser.').waitFor();
  expect(await page.getByLabel('What “Achieved” stands for').inputValue()).toBe('done');
  await page.route(
    '**/import',
    (route) =>
      route.request().method() === 'POST' ? route.fetch().then(() => route.abort()) : route.continue(),
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Import 2 pledges' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('The desk cannot be reached').first().waitFor();
  await page.getByRole('button', { name: 'Import 2 pledges' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('2 imported.').first().waitFor();
  expect((await listed('offline-city')).pledges).toHaveLength(2);
  await context.close();
});

test('a file that is none, one in another encoding, and a bomb are told in plain words; hostile text is text', async () => {
  await found('hostile-city');
  const { page, complaints, context } = await openSignedIn(
    installation,
    installation.desk.token,
    '/desk/hostile-city/import',
  );
  const says = (text: string) => page.getByRole('alert').filter({ hasText: text }).waitFor();
  await choose(page, 'photo.png', new Uint8Array([0x89, 0x50, 0, 1, 2]));
  await says('no sheet that can be read');
  await choose(page, 'old.xls', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0]));
  await says('Save it as .xlsx');
  await choose(page, 'broken.zip', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]));
  await says('no sheet that can be read');
  await choose(page, 'empty.csv', 'only,a,header\n');
  await says('nothing in it below a header');
  const bytes = new Uint8Array(
    await writeXlsx({
      sheets: [
        {
          name: 'A',
          rows: [
            ['a', 'b'],
            [1, 2],
          ],
        },
      ],
    }),
  );
  expect((await readXlsx(bytes)).sheets).toHaveLength(1);
  await choose(page, 'bomb.xlsx', claimsToUnpackTo(bytes, 0xf0000000));
  await says('larger than the desk takes');
  const evil = '<img src=x onerror=document.title=1>';
  const latin = Uint8Array.from(
    [...`Promise;Status;${evil}\r\nGr\xfcner ${evil};"${evil}";x\r\n`].map((letter) => letter.charCodeAt(0)),
  );
  await choose(page, 'latin.csv', latin);
  await page.getByText('This file is not UTF-8').waitFor();
  await page.getByText(`Grüner ${evil}`).first().waitFor();
  expect(await page.locator('desk-import img').count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test.each([
  ['on a desktop', { width: 1280, height: 800 }],
  ['on a phone', { width: 390, height: 844 }],
])('the screen has no barriers and is no wider than its window %s', async (_, viewport) => {
  const id = `looks-${viewport.width}`;
  await found(id);
  const { page, context } = await openSignedIn(installation, installation.desk.token, `/desk/${id}/import`, {
    viewport,
  });
  await choose(page, 'promises.csv', volunteersSheet().csv);
  await page.getByText('To be mended first').waitFor();
  await page.getByRole('button', { name: 'Show them' }).first().click();
  await expectGood(page, id);
  await context.close();
});

function germanScheme() {
  return {
    ...policyTracker,
    verdicts: policyTracker.verdicts.map((verdict) =>
      verdict.id === 'in-progress' ? { ...verdict, label: { de: 'Auf Kurs', ...verdict.label } } : verdict,
    ),
  };
}

/** The same archive, whose directory says that its first part unpacks to so much. */
function claimsToUnpackTo(bytes: Uint8Array, size: number): Uint8Array {
  const claimed = bytes.slice();
  const view = new DataView(claimed.buffer);
  const at = claimed.findIndex(
    (_, index) => index + 4 <= claimed.length && view.getUint32(index, true) === 0x02014b50,
  );
  view.setUint32(at + 24, size, true);
  return claimed;
}
