// What an editor does all day, by how many keys beside the words: each act leaves the focus where the next thing is.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import {
  expectQuiet,
  type FerryRecord,
  focused,
  foundTracker,
  TRACKER,
  untilWriting,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: Awaited<ReturnType<typeof openSignedIn>>;

beforeAll(async () => {
  site = await startDesk();
  await foundTracker(site.desk);
  const titles = ['Dredge the basin', 'Mend the quay', 'Paint the bollards', 'Run the night bus'];
  // An import is no look at a pledge, so each is due for review.
  const pledges = titles.map((title) =>
    anImportRow({ slug: title.toLowerCase().replaceAll(' ', '-'), title }),
  );
  await ask(site.desk, `${TRACKER}/import`, { method: 'POST', body: { pledges } });
  const token = await newToken(site.desk, 'Robin', 'editor');
  robin = await openSignedIn(site, token, '/desk', { viewport: { width: 1440, height: 900 } });
  await robin.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterEach(() => expectQuiet(robin.complaints.splice(0)));
afterAll(() => site?.close());

/** Presses keys, and counts them; words are typed apart. */
function counting(page: Page) {
  let count = 0;
  const begun = performance.now();
  const press = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
    count += names.length;
  };
  const told = (task: string) => {
    const seconds = (performance.now() - begun) / 1000;
    console.log(`${task}: ${count} keys beside the words, ${seconds.toFixed(1)} s scripted.`);
    return count;
  };
  return { press, told };
}

async function toToday(page: Page): Promise<void> {
  await page.goto(`${site.desk.origin}/desk`);
  await page.locator('[data-row]').first().waitFor();
}

function slugOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[4] ?? '';
}

test('from the due list to a published correction, its snippet and the next pledge: ten keys', async () => {
  const { page } = robin;
  await toToday(page);
  const { press, told } = counting(page);
  await press('j', 'Enter');
  await untilWriting(page);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  const slug = slugOf(page);
  await press('2');
  expect(await focused(page)).toMatch(/^In progress/);
  await press('ArrowUp', 'Control+Enter');
  // What changes is in sight beside it, so the focus is where it is said what it is.
  await expect.poll(() => focused(page)).toMatch(/^A new verdict/);
  expect(await page.getByText('What changes for readers').first().isVisible()).toBe(true);
  await press('ArrowDown');
  expect(await focused(page)).toMatch(/^A correction/);
  await press('Tab');
  expect(await focused(page)).toBe('What readers are told');
  await page.keyboard.type('We had read the minutes of another ferry.');
  await press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('Published');
  expect(told('Due list to published correction')).toBe(8);
  const at = `${TRACKER}/pledges/${slug}`;
  const { published } = await ask<FerryRecord>(site.desk, at);
  expect(published).toMatchObject({ revision: 2, verdict: { id: 'not-started' } });

  await press('e');
  await page.getByRole('status').getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`<pledge-badge pledge="test-tracker/${slug}" outcome="not-started"`);
  expect(copied).toContain('Not started</a></pledge-badge><script ');
  // The same line that the public page shows.
  await untilPublished(site.desk);
  const publicPage = await (await fetch(`${site.desk.origin}/test-tracker/${slug}`)).text();
  const escaped = copied.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  expect(publicPage.replaceAll('&quot;', '"')).toContain(escaped.replaceAll('&quot;', '"'));
  await press('n');
  await page.waitForURL((url) => !url.pathname.endsWith('/publish'));
  await untilWriting(page);
  expect(slugOf(page)).not.toBe(slug);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(told('The same with its snippet, and on to the next')).toBe(10);
});

test('a correction with headline and summary takes four keys more', async () => {
  const { page } = robin;
  await toToday(page);
  const { press, told } = counting(page);
  await press('j', 'Enter');
  await untilWriting(page);
  await press('2', 'ArrowUp', 'Tab', 'Control+a');
  expect(await focused(page)).toBe('Headline');
  await page.keyboard.type('No work has begun');
  await press('Tab', 'Control+a');
  expect(await focused(page)).toBe('Summary');
  await page.keyboard.type('The minutes were of another ferry.');
  await press('Control+Enter');
  await expect.poll(() => focused(page)).toMatch(/^A new verdict/);
  await press('ArrowDown', 'Tab');
  await page.keyboard.type('We had read the minutes of another ferry.');
  await press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('Published');
  expect(told('The same with headline and summary')).toBe(12);
});

test('an embargo, a retraction from the palette and opening a pledge take a few keys each', async () => {
  const { page } = robin;
  await toToday(page);
  const opening = counting(page);
  await opening.press('j', 'Enter');
  await untilWriting(page);
  opening.told('Opening a pledge');
  const retracting = counting(page);
  await retracting.press('Control+k');
  await page.keyboard.type('retract');
  await retracting.press('Enter');
  await page.getByRole('dialog', { name: 'Retract the verdict' }).waitFor();
  await page.keyboard.type('It was never promised.');
  await retracting.press('Control+Enter');
  await page.getByRole('status').getByText('Retracted.').waitFor();
  expect(retracting.told('Retracting from the palette')).toBe(3);

  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/reopen-the-ferry`);
  await untilWriting(page);
  const scheduling = counting(page);
  await scheduling.press('2', 'ArrowDown', 'Control+Enter');
  await expect.poll(() => focused(page)).toMatch(/^A new verdict/);
  await scheduling.press('Tab');
  await page.keyboard.type('It runs.');
  await scheduling.press('Tab', 'ArrowDown', 'Tab');
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Day and time').fill(`${day}T09:00`);
  await scheduling.press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('Scheduled');
  expect(scheduling.told('An embargo')).toBe(8);
});

test('a key in the form of a pledge is drawn within two frames', async () => {
  const { page } = robin;
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/run-the-night-bus`);
  await untilWriting(page);
  await page.getByLabel('Why this verdict').focus();
  const latencies: number[] = [];
  for (const key of 'The night bus runs.') {
    latencies.push(
      await page.evaluate(
        (text) =>
          new Promise<number>((done) => {
            const begun = performance.now();
            document.execCommand('insertText', false, text);
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
          }),
        key,
      ),
    );
  }
  latencies.sort((one, other) => one - other);
  console.log(
    `Key latency in Write: median ${latencies[9]?.toFixed(0)} ms, worst ${latencies.at(-1)?.toFixed(0)} ms.`,
  );
  expect(latencies[9]).toBeLessThan(100);
  await page.keyboard.press('Control+s');
});

test('where the browser copies nothing by itself, the embed code is selected to be copied by hand', async () => {
  const { page } = robin;
  await page.goto(`${site.desk.origin}/desk/pledges/test-tracker/run-the-night-bus/publish`);
  await page.locator('form.publish').waitFor();
  await page.evaluate(() =>
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('', 'NotAllowedError')) },
    }),
  );
  await page.keyboard.press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('Published');
  await page.keyboard.press('e');
  await page.getByRole('status').getByText('It is selected').waitFor();
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('<pledge-badge pledge=');
});
