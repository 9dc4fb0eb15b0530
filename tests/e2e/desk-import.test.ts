// A sheet as somebody keeps it, into a tracker, by a person's way through the screen.
import { deflateRawSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
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
  const { page, complaints, context } = await openSignedIn(installation, desk.token);
  const sheet = volunteersSheet();
  const steps: (() => Promise<unknown>)[] = [
    // Today, where there is nothing to do yet.
    () => page.getByRole('link', { name: 'Import a sheet into' }).click(),
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
    '/desk/find?tracker=stadt',
  );
  await page.getByRole('link', { name: 'Import a sheet' }).click();
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
  const days = page.locator('.faults > li').filter({ hasText: 'Due' });
  await days.getByRole('button', { name: 'Show them' }).click();
  // What is open stays open when another kind, which stood before it, is mended.
  await page.getByLabel('What “Auf Kurz” stands for').selectOption({ label: 'Auf Kurs' });
  await expect.poll(() => page.locator('.faults > li').count()).toBe(1);
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

test('percentages, days of many forms, two parties in a cell, milestones and reasons come in as other desks keep them', async () => {
  const facet = (id: string, label: string, value: string) => ({
    id,
    label: { en: label },
    values: [{ id: value, label: { en: value } }],
  });
  await found('other-habits', {
    visibility: 'private',
    facets: [facet('party', 'Party', 'independents'), facet('ministry', 'Ministry', 'treasury')],
  });
  const { page, complaints, context } = await openSignedIn(
    installation,
    installation.desk.token,
    '/desk/other-habits/open',
  );
  // Where no pledge is ready, the check list leads here.
  await page.getByRole('listitem').getByRole('link', { name: 'Import a spreadsheet' }).click();
  const rows = [
    ['Ref', 'Zusage', 'Party', 'Ministry', 'Progress', 'Reasons', 'What would count as kept', 'Milestones', 'Due', 'Title (Welsh)'],
    ['P-1', 'Build the pier', 'Greens', 'Transport', '100', '', 'A pier stands.', '2019-7-10: Ground broken\n2019-01: Permit given\n16.05.2020: Half of it stands https://a.example/half', '27/11/2023', 'Adeiladu'],
    ['P-2', 'Paint it', 'Reds', 'Transport', '-100', 'not prioritised', '', '', '16.05.2019', 'Paentio'],
    ['P-3', 'Schools for all', 'Greens, Reds', 'Education', '40', 'done by the government before', '', '2019-01 – 2019-03: Talks', '2019-01', ''],
    ['P-4', 'Free buses', 'Blues, Greens', 'Transport', '0', 'Not a priority', '', '', '2019-7-10', ''],
  ]; // biome-ignore format: -- a table reads best as one
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text}"` : text);
  await choose(page, 'habits.csv', rows.map((row) => row.map(cell).join(',')).join('\n'));
  await page.getByRole('heading', { name: 'Its words' }).waitFor();
  expect(await page.getByLabel('What “Title (Welsh)” is').inputValue()).toBe('');
  expect(await page.getByLabel('What “not prioritised” stands for').inputValue()).toBe('not-prioritised');
  // Both of its parts stand alone elsewhere, so it is none of its own; the other one is, until somebody says otherwise.
  expect(await page.getByLabel('What “Greens, Reds” stands for').count()).toBe(0);
  expect(await page.getByLabel('What “Blues, Greens” stands for').count()).toBe(1);
  await page.getByLabel('Several of Party in a cell are separated by').selectOption({ label: 'commas' });
  expect(await page.getByLabel('What “Blues” stands for').inputValue()).toBe('+');
  const stands = (word: string, label: string) =>
    page.getByLabel(`What “${word}” stands for`, { exact: true }).selectOption({ label });
  await stands('100', 'Done');
  await stands('-100', 'Broken');
  await stands('40', 'In progress');
  await stands('0', 'Not started');
  await stands('done by the government before', 'Begun or done by the previous government');
  await page.getByText('Left out: Title (Welsh).').waitFor();
  await page.getByRole('button', { name: 'Import 4 pledges' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText('4 imported.').first().waitFor();
  expect(await draftOf('other-habits', 'build-the-pier')).toMatchObject({
    due: '2023-11-27',
    yardstick: 'A pier stands.',
    verdict: { id: 'done' },
    timeline: expect.arrayContaining([
      { date: '2019-01', text: 'Permit given' },
      { date: '2019-07-10', text: 'Ground broken' },
      expect.objectContaining({ date: '2020-05-16', url: 'https://a.example/half' }),
    ]),
  });
  expect(await draftOf('other-habits', 'paint-it')).toMatchObject({
    due: '2019-05-16',
    verdict: { id: 'broken', reasons: ['not-prioritised'] },
  });
  expect(await draftOf('other-habits', 'schools-for-all')).toMatchObject({
    due: '2019-01',
    facets: { party: ['greens', 'reds'], ministry: ['education'] },
    verdict: { id: 'in-progress', reasons: ['predecessor'] },
    timeline: [{ date: '2019-01/2019-03', text: 'Talks' }],
  });
  expect(await draftOf('other-habits', 'free-buses')).toMatchObject({
    due: '2019-07-10',
    facets: { party: ['blues', 'greens'] },
    // By what the desk calls it.
    verdict: { id: 'not-started', reasons: ['not-prioritised'] },
  });
  // The same sheet comes again, with what was said of it kept.
  await page.getByRole('button', { name: 'Import another sheet' }).click();
  await choose(page, 'habits.csv', rows.map((row) => row.map(cell).join(',')).join('\n'));
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
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
  expect((await listed('offline-city')).pledges).toHaveLength(2);

  await page.route('**/undo/**', (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('The desk cannot be reached').first().waitFor();
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('Undone.').first().waitFor();
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
  expect((await listed('offline-city')).pledges).toHaveLength(0);
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
  await choose(page, 'bomb.xlsx', bomb());
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
  // Which cell it is, of thousands.
  await page.getByRole('button', { name: 'Take another sheet' }).click();
  await choose(page, 'long.csv', `Promise,Status\nBuild a pier,In progress\n${'x'.repeat(60_000)},Stalled\n`);
  await says('Promise, row 3 is 60000 characters long; 50000 are allowed');
  await page.getByRole('button', { name: 'Take another sheet' }).click();
  await page.getByLabel('Or paste the rows').waitFor();
  expect(await page.getByRole('alert').allInnerTexts()).toEqual([]);
  await context.close();
});

test.each([
  ['on a desktop', { width: 1280, height: 800 }],
  ['on a phone', { width: 390, height: 844 }],
])(
  'axe finds nothing on the screen of imports %s, and it is no wider than its window',
  async (_, viewport) => {
    const id = `looks-${viewport.width}`;
    await found(id);
    const { page, context } = await openSignedIn(
      installation,
      installation.desk.token,
      `/desk/${id}/import`,
      {
        viewport,
      },
    );
    await choose(page, 'promises.csv', volunteersSheet().csv);
    await page.getByText('To be mended first').waitFor();
    await page.getByRole('button', { name: 'Show them' }).first().click();
    await expectGood(page, id);
    await context.close();
  },
);

function germanScheme() {
  return {
    ...policyTracker,
    verdicts: policyTracker.verdicts.map((verdict) =>
      verdict.id === 'in-progress' ? { ...verdict, label: { de: 'Auf Kurs', ...verdict.label } } : verdict,
    ),
  };
}

/** An archive of a part that unpacks to 300 MB, and says that it has a hundred bytes. */
function bomb(): Uint8Array {
  const name = Buffer.from('xl/workbook.xml');
  const part = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
  const sizes = (buffer: Buffer, at: number) => {
    buffer.writeUInt32LE(part.length, at);
    buffer.writeUInt32LE(100, at + 4);
    buffer.writeUInt16LE(name.length, at + 8);
    return buffer;
  };
  const local = sizes(Buffer.from('504b0304'.padEnd(60, '0'), 'hex'), 18);
  local.writeUInt16LE(8, 8);
  const entry = sizes(Buffer.from('504b0102'.padEnd(92, '0'), 'hex'), 20);
  entry.writeUInt16LE(8, 10);
  const end = Buffer.from('504b0506'.padEnd(44, '0'), 'hex');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + part.length, 16);
  return Buffer.concat([local, name, part, entry, name, end]);
}
