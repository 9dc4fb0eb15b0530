// A tracker of 694 pledges, the size of the one that this project comes from: what the app draws of it, and how long
// its scripts take. The times are reported and not judged, because they are the machine's; what is judged is how much
// is drawn at once.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pledges as real } from '../../data/seed/uk-2017.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn, daysAgo } from './desk-contents.ts';
import { rows, titles } from './desk-lists.ts';
import { workOf } from './script-time.ts';

const PLEDGES = 694;

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const all = Array.from({ length: PLEDGES }, (_, at) => {
    const { slug, title } = real[at % real.length]!;
    return { slug: `${slug}-${at}`, title: `${title} (${at})`, checkedAt: daysAgo(200) };
  });
  await bringIn(site.desk, all);
});

afterAll(() => site?.close());

async function measured(page: Page, what: string, act: () => Promise<unknown>): Promise<void> {
  const { script, layout, longest } = await workOf(page, act);
  const [a, b, c] = [script, layout, longest].map((milliseconds) => milliseconds.toFixed(0));
  console.log(`694 pledges, ${what}: script ${a} ms, layout ${b} ms, longest task ${c} ms`);
}

test('Today and Find draw what fits and no more, and typing narrows all 694', async () => {
  const { page, context } = await openSignedIn(site, robin);
  const due = page.getByRole('region', { name: 'Due for review 694' });
  await due.waitFor();
  await measured(page, 'Today from navigation to its first rows', async () => {
    await page.reload();
    await due.waitFor();
  });
  expect(await due.locator('[data-row]').count()).toBe(100);
  const seen = rows(page);
  const further = async (than: number) => {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await expect.poll(() => seen.count()).toBeGreaterThan(than);
  };
  await further(100);

  const answers: string[] = [];
  page.on('response', (response) => {
    const { pathname, searchParams } = new URL(response.url());
    if (pathname.endsWith('/desk/pledges')) answers.push(searchParams.get('q') ?? '');
  });
  await measured(page, 'Find, after Today', async () => {
    await page.keyboard.press('/');
    await page.getByText('694 pledges').waitFor();
  });
  expect(await seen.count()).toBe(100);
  await measured(page, 'typing "homes 6"', async () => {
    await page.getByRole('searchbox').pressSequentially('homes 6');
    await expect.poll(() => answers.at(-1)).toBe('homes 6');
  });
  // Not once for each letter.
  expect(answers.length).toBeLessThan('homes 6'.length);
  await expect.poll(async () => (await titles(page)).every((title) => /homes.*6/.test(title))).toBe(true);
  expect(await seen.count()).toBeGreaterThan(0);

  await page.getByRole('searchbox').fill('');
  await page.getByText('694 pledges').waitFor();
  await measured(page, 'scrolling to the last row', async () => {
    for (let drawn = 0; drawn < PLEDGES; drawn = await seen.count()) await further(drawn);
  });
  expect(await seen.count()).toBe(PLEDGES);
  await page.getByRole('searchbox').fill('h');
  await expect.poll(() => seen.count()).toBe(100);
  await context.close();
});

test('Enter after a word goes to what has that word, however fast it is typed, in the palette as well', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find');
  await page.getByText('694 pledges').waitFor();
  const [, , , , wanted] = await titles(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to a pledge' }).pressSequentially(wanted ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: wanted ?? '', exact: true }).waitFor();
  await context.close();
});

test('the palette draws a dozen of 694', async () => {
  const { page, context } = await openSignedIn(site, robin);
  await page.getByRole('region', { name: 'Due for review 694' }).waitFor();
  await page.keyboard.press('Control+k');
  const options = page.getByRole('dialog').getByRole('option');
  await measured(page, 'the palette, typing "the"', async () => {
    await page.getByRole('combobox', { name: 'Go to a pledge' }).fill('the');
    await options.nth(11).waitFor();
  });
  expect(await options.count()).toBe(12);
  await context.close();
});
