// How the installation stands, in the browser: what waits, how quickly it goes, everything written anew, and the light.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';

let site: DeskInstallation;

beforeAll(async () => {
  site = await startDesk();
  await bringIn(
    site.desk,
    Array.from({ length: 300 }, (_, index) => ({ slug: `pledge-${index}` })),
    { name: 'Harbour Council 2024' },
  );
});

afterAll(() => site?.close());

/** What the endpoint answers as `/status`, changed. */
async function answering(
  page: Awaited<ReturnType<typeof openSignedIn>>['page'],
  change: (status: never) => object,
) {
  await page.route('**/api/v1/desk/status', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: change((await answer.json()) as never) });
  });
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

test('everything is written anew after it was said how much that is, and how far it is can be seen to its end', async () => {
  const { page, complaints } = await openSignedIn(site, site.desk.token, '/desk/status');
  await page.getByText('Readers see everything that is published.').waitFor();
  // This one sends none.
  expect(await page.getByText(/mails? ha(?:s|ve) left/).count()).toBe(0);
  await expectGood(page, 'status');
  await picture(page, 'status');
  await page.getByRole('button', { name: 'Write everything anew' }).click();
  const dialog = page.getByRole('dialog', { name: 'Write everything anew?' });
  await dialog.getByText(/^6\d\d documents of 1 tracker would be written, in about \d+ seconds?\./).waitFor();
  await expectGood(page, 'status, asked');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const { audit } = await ask<{ audit: object[] }>(site.desk, '/audit?act=republish');
  expect(audit).toEqual([]);
  await page.getByRole('button', { name: 'Write everything anew' }).click();
  await dialog.getByRole('button', { name: 'Write it' }).click();
  const progress = page.getByRole('progressbar', { name: 'Written so far' });
  await progress.waitFor();
  await page.getByText(/a second lately\./).waitFor();
  await page.getByText('Everything is written.').waitFor();
  await page.getByText('Readers see everything that is published.').waitFor();
  expect(await progress.count()).toBe(0);
  await untilPublished(site.desk);
  expect(complaints).toEqual([]);
});

test('what keeps failing is said with the words of the store and the next try; a light leads there from every screen', async () => {
  const { page } = await openSignedIn(site, site.desk.token, '/desk/find');
  const light = page.getByRole('link', { name: /^Readers wait for/ });
  expect(await light.count()).toBe(0);
  await answering(page, (status: { waiting: object }) => ({
    ...status,
    waiting: {
      count: 5321,
      since: minutesAgo(12),
      error: 'KV PUT failed: 429 <b>',
      tries: 7,
      nextTry: minutesAgo(-1),
      unacknowledged: 0,
    },
    pace: { perSecond: 61.4, doneAt: minutesAgo(-2) },
    edge: { seconds: 60, refused: { since: minutesAgo(90), last: minutesAgo(1), error: 'too many purges' } },
    news: {
      waiting: 3,
      since: null,
      webhooks: { failing: [{ id: 'a', name: 'The Paper', failingSince: null }], off: [] },
    },
    mail: {
      waiting: 1200,
      since: minutesAgo(20),
      paused: { until: minutesAgo(-40), why: 'quota' },
      uncertain: 1,
      lately: { sent: 8800, refused: 2 },
      followers: 10_000,
    },
  }));
  await page.clock.install();
  await page.reload();
  await light.waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectGood(page, 'the light');
  await picture(page, 'light');
  await light.click();
  await page.getByRole('heading', { level: 1, name: 'Status' }).waitFor();
  const main = page.locator('main');
  for (const text of [
    '5,321 documents have not reached readers yet',
    '61.4 a second lately.',
    'Done in about 2 minutes.',
    '7 times in a row. It said: KV PUT failed: 429 <b>',
    'too many purges',
    '3 changes wait',
    'The Paper fails',
    '8,800 mails have left within a day. Addresses that follow: 10,000.',
    '1,200 mails wait, the first since',
    'Refused within a day: 2.',
    'Of 1 mail of the last 30 days nobody knows whether it left',
  ])
    await main.getByText(text).first().waitFor();
  const paused = main.locator('.trouble').filter({ hasText: 'The provider’s quota is used up.' });
  expect(await paused.innerText()).toMatch(/\d{2}:\d{2}/);
  await expectGood(page, 'status, trouble');
  await picture(page, 'status-trouble');
});

test('the light stays out for what has only just begun to wait, and asks for nothing in a tab that nobody uses', async () => {
  const { page } = await openSignedIn(site, site.desk.token, '/desk');
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/desk/status')) asked += 1;
  });
  await answering(page, (status: { waiting: object }) => ({
    ...status,
    waiting: { count: 9, since: minutesAgo(0.5), error: null, tries: 0, nextTry: null, unacknowledged: 0 },
  }));
  await page.clock.install();
  await page.reload();
  await expect.poll(() => asked).toBe(1);
  expect(await page.getByRole('link', { name: /^Readers wait/ }).count()).toBe(0);
  await page.clock.runFor(10 * 60_000);
  const before = asked;
  expect(before).toBeLessThan(8);
  await page.clock.runFor(30 * 60_000);
  expect(asked).toBe(before);
});

test('a writer who follows the light sees what waits, and neither backups nor a way to write everything anew', async () => {
  const token = await newToken(site.desk, 'Wren', 'writer');
  const { page } = await openSignedIn(site, token, '/desk/status');
  await page.getByText('Readers see everything that is published.').waitFor();
  const text = await page.locator('main').innerText();
  for (const other of ['Write everything anew', 'backup', 'export']) expect(text).not.toContain(other);
  expect(
    await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Status' }).count(),
  ).toBe(0);
});

test('without the net it says so and goes on when it is back', async () => {
  const { page, context } = await openSignedIn(site, site.desk.token, '/desk');
  await context.setOffline(true);
  await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Status' }).click();
  await page.getByText('The desk cannot be reached.').waitFor();
  await context.setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page
    .getByText('Readers see everything that is published.')
    .or(page.getByRole('heading', { name: 'Status' }))
    .first()
    .waitFor();
});

test.each([
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 } }],
  ['200', { viewport: { width: 720, height: 450 } }],
] as const)('axe finds nothing on the status in %s, and nothing is cut off', async (name, options) => {
  const { page } = await openSignedIn(site, site.desk.token, '/desk/status', options);
  await page.getByRole('heading', { name: 'Copies' }).waitFor();
  await expectGood(page, `status, ${name}`);
  await picture(page, `status-${name}`);
});
