// A tracker of 694 pledges, the size of the one that this project comes from: what the app draws of it, and how long
// its scripts take. The times are reported and not judged, because they are the machine's; what is judged is how much
// is drawn at once.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pledges as real } from '../../data/seed/uk-2017.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { bringIn } from './desk-contents.ts';
import { workOf } from './script-time.ts';

const PLEDGES = 694;

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const rows = Array.from({ length: PLEDGES }, (_, at) => {
    const { slug, title } = real[at % real.length]!;
    return { slug: `${slug}-${at}`, title: `${title} (${at})` };
  });
  await bringIn(site.desk, rows);
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
  expect(await due.innerText()).toContain('And 594 more.');

  const rows = page.locator('.found [data-row]');
  await measured(page, 'Find, after Today', async () => {
    await page.keyboard.press('/');
    await page.getByText('694 pledges').waitFor();
  });
  expect(await rows.count()).toBe(100);
  await measured(page, 'typing "homes 6"', () => page.getByRole('searchbox').pressSequentially('homes 6'));
  const titles = await page.locator('.found a').allInnerTexts();
  expect(titles.length).toBeGreaterThan(0);
  expect(titles.every((title) => title.includes('homes') && title.includes('6'))).toBe(true);

  await page.getByRole('searchbox').fill('');
  await measured(page, 'scrolling to the last row', async () => {
    for (let seen = 0; seen < PLEDGES; seen = await rows.count()) {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.waitForFunction(
        (before) => document.querySelectorAll('.found [data-row]').length > before,
        seen,
      );
    }
  });
  expect(await rows.count()).toBe(PLEDGES);
  await page.getByRole('searchbox').fill('h');
  expect(await rows.count()).toBe(100);
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
