// A sheet as volunteers keep one, into a tracker, by a person's way through the screen.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { policyTracker } from '../../data/schemes/policy-tracker.ts';
import { ask } from '../../scripts/desk-client.ts';
import { aTracker } from '../builders.ts';
import { type DeskInstallation, openSignedIn, startDesk } from './desk.ts';
import { volunteersSheet } from './sheets.ts';

let installation: DeskInstallation;

beforeAll(async () => {
  installation = await startDesk();
});
afterAll(() => installation?.close());

async function found(id: string): Promise<void> {
  await ask(installation.desk, '/trackers', {
    method: 'POST',
    body: aTracker({ id, scheme: policyTracker }),
  });
}

type Listed = { pledges: { slug: string; title: string }[] };

test('174 rows of a volunteers’ sheet come in by eight steps, every source a source of its own, and go again by one', async () => {
  await found('city-promises');
  const { page, complaints, context } = await openSignedIn(
    installation,
    installation.desk.token,
    '/desk/find?tracker=city-promises',
  );
  let steps = 0;
  const step = async (act: () => Promise<unknown>) => {
    steps += 1;
    await act();
  };
  await step(() => page.getByRole('link', { name: 'Import a sheet' }).click());
  const sheet = volunteersSheet();
  await step(() =>
    page
      .getByLabel('Choose a file')
      .setInputFiles({ name: 'promises.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet.csv) }),
  );
  await page.getByRole('heading', { name: 'Its columns' }).waitFor();
  expect(await page.getByLabel('What “Promise” is').inputValue()).toBe('title');
  expect(await page.getByLabel('What “Sources” is').inputValue()).toBe('sources');
  expect(await page.getByLabel('What “Status” is').inputValue()).toBe('verdict');
  // The words that the scheme does not have.
  await step(() => page.getByLabel('What “Achieved” stands for').selectOption({ label: 'Done' }));
  await step(() => page.getByLabel('What “Compromised” stands for').selectOption({ label: 'In progress' }));
  await step(() => page.getByRole('button', { name: 'Import 174 pledges' }).click());
  await step(() => page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click());
  await page.getByText('174 imported.').first().waitFor();
  console.log(`${steps} steps`);
  const { pledges } = await ask<Listed>(installation.desk, '/trackers/city-promises/pledges');
  expect(pledges).toHaveLength(174);
  let sources = 0;
  for (const { slug } of pledges) {
    const { draft } = await ask<{ draft: { evidence?: { url: string }[] } }>(
      installation.desk,
      `/trackers/city-promises/pledges/${slug}`,
    );
    sources += draft.evidence?.length ?? 0;
  }
  expect(sources).toBe(sheet.sources);
  await page.getByRole('button', { name: 'Undo this import' }).click();
  await page.getByText('174 taken back').first().waitFor();
  expect(await ask<Listed>(installation.desk, '/trackers/city-promises/pledges')).toMatchObject({
    pledges: [],
  });
  expect(complaints).toEqual([]);
  await context.close();
});
