// From the due list to a published correction without touching the mouse: how many keys, and how long a script takes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { daysAgo } from './desk-contents.ts';
import {
  expectQuiet,
  FERRY,
  type FerryRecord,
  focused,
  foundTracker,
  TRACKER,
  untilSaid,
  untilWriting,
  WRITE,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  await foundTracker(site.desk);
  const checkedAt = daysAgo(200);
  const pledges = [anImportRow({ slug: 'run-the-night-bus', title: 'Run the night bus', checkedAt })];
  await ask(site.desk, `${TRACKER}/import`, { method: 'POST', body: { pledges } });
});

afterAll(() => site?.close());

/** The keys that the task may take, words apart. It took 13 when it was written; more is for somebody to look at. */
const MOST_KEYS = 15;

test('a correction from the due list to readers, by keyboard alone', async () => {
  const { page, complaints, context } = await openSignedIn(site, robin);
  await page.getByRole('link', { name: 'Run the night bus' }).first().waitFor();
  let keys = 0;
  const press = async (...names: string[]) => {
    for (const name of names) await page.keyboard.press(name);
    keys += names.length;
  };
  const begun = performance.now();

  await press('j', 'Enter');
  await untilWriting(page);
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await press('2');
  expect(await focused(page)).toMatch(/^In progress/);
  await press('ArrowUp');
  expect(await focused(page)).toMatch(/^Not started/);
  await press('Tab', 'Control+a');
  await page.keyboard.type('No work has begun');
  await press('Tab', 'Control+a');
  await page.keyboard.type('The minutes were of another ferry.');
  await press('Control+Enter');
  await page.getByRole('heading', { name: 'What changes for readers' }).waitFor();
  // Straight on: what is missing gets the focus, and that is the note.
  await press('Control+Enter');
  await expect.poll(() => focused(page)).toBe('What readers are told');
  await page.keyboard.type('We had read the minutes of another ferry.');
  await press('Shift+Tab', 'ArrowDown');
  expect(await focused(page)).toMatch(/^A correction/);
  await press('Control+Enter');
  await page.getByRole('heading', { name: 'Published' }).waitFor();
  const seconds = (performance.now() - begun) / 1000;

  expect(await focused(page)).toBe('Published');
  const { published } = await ask<FerryRecord>(site.desk, `${TRACKER}/pledges/run-the-night-bus`);
  expect(published).toMatchObject({
    revision: 2,
    verdict: { id: 'not-started', headline: 'No work has begun' },
  });
  await untilPublished(site.desk);
  const badges = await fetch(`${site.desk.origin}/api/v1/badges?ids=test-tracker/run-the-night-bus`);
  expect(JSON.stringify(await badges.json())).toContain('"kind":"correction"');
  console.log(
    `Due list to published correction: ${keys} keys beside the words, ${seconds.toFixed(1)} s scripted.`,
  );
  expect(keys).toBeLessThanOrEqual(MOST_KEYS);
  expectQuiet(complaints);
  await context.close();
});

test('every control of writing, publishing and choosing is reached by Tab, and none keeps the focus', async () => {
  const slug = 'buy-a-boat';
  const path = `${TRACKER}/pledges/${slug}`;
  await ask(site.desk, `${TRACKER}/pledges`, {
    method: 'POST',
    body: { slug, ...aPledge({ title: 'Buy a boat' }) },
  });
  const { page, context } = await openSignedIn(site, robin, `/desk/pledges/test-tracker/${slug}`);
  await untilWriting(page);
  const walk = async (within: string) => {
    const reached = new Set<string>();
    const wanted = await page
      .locator(`${within} :is(input:not([type=radio]), textarea, select, button, summary)`)
      .count();
    for (let at = 0; at < wanted + 40; at += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate((selector) => {
        const active = document.activeElement;
        if (!active?.closest(selector) || (active as HTMLInputElement).type === 'radio') return null;
        active.setAttribute('data-reached', '');
        return active.id || active.textContent;
      }, within);
      if (here) reached.add(here);
    }
    const missed = await page
      .locator(
        `${within} :is(input:not([type=radio]), textarea, select, button, summary):not([data-reached]):visible`,
      )
      .evaluateAll((all) => all.map(({ outerHTML }) => outerHTML));
    expect(missed).toEqual([]);
  };
  await walk('.writing form');
  await page.keyboard.press('Control+s');
  await page.getByLabel('Headline').fill('Mine');
  const { version } = await ask<{ version: number }>(site.desk, path);
  const body = aPledge({ title: 'Buy a boat', verdict: aVerdict({ headline: 'Theirs' }) });
  await ask(site.desk, path, { method: 'PUT', body, version }, [412]);
  await page
    .locator('desk-collision')
    .or(page.locator('.bar p', { hasText: /^\s*Saved/ }))
    .first()
    .waitFor();
  if (await page.locator('desk-collision').isVisible()) {
    await walk('desk-collision');
    await page.getByRole('button', { name: 'Mine everywhere' }).press('Enter');
    await page.getByRole('button', { name: 'Save this' }).press('Enter');
    await untilSaid(page, 'Saved');
  }
  await page.keyboard.press('Control+Enter');
  await page.locator('form.publish').waitFor();
  await walk('form.publish');
  await context.close();
});

test('a key that is held steps through a list, but acts once: one row is checked, and nothing goes out unread', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/find');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST')
      sent.push(new URL(request.url()).pathname.split('/').slice(-2).join('/'));
  });
  // Playwright tells a second `down` without an `up` as the repetition of a key that is held.
  const held = async (key: string) => {
    for (const _ of [1, 2, 3]) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  const slug = () =>
    page.evaluate(
      () => document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row?.split('/')[1],
    );
  await page.locator('[data-row]').first().waitFor();
  const rows = await page
    .locator('[data-row]')
    .evaluateAll((all) => all.map((row) => (row as HTMLElement).dataset.row));
  expect(rows).toHaveLength(3);
  await page.getByRole('heading', { name: 'Find' }).click();
  await held('j');
  expect(await slug()).toBe(rows[2]?.split('/')[1]);
  await held('k');
  expect(await slug()).toBe(rows[0]?.split('/')[1]);
  await page.getByRole('link', { name: 'Reopen the ferry' }).focus();
  await held('c');
  await page.getByRole('status').getByText('Checked: Reopen the ferry').waitFor();
  expect(sent).toEqual(['reopen-the-ferry/check']);

  // An edit wants no note, so that a second Ctrl+Enter would publish it.
  const { version } = await ask<FerryRecord>(site.desk, FERRY);
  const body = aPledge({ verdict: aVerdict({ summary: 'In better words.' }) });
  await ask(site.desk, FERRY, { method: 'PUT', body, version });
  await page.goto(site.desk.origin + WRITE);
  await untilWriting(page);
  await page.keyboard.down('Control');
  await page.keyboard.down('Enter');
  await page.locator('form.publish').waitFor();
  await held('Enter');
  await page.keyboard.up('Control');
  expect(await page.locator('form.publish .primary').getAttribute('aria-disabled')).toBeNull();
  expect(sent.slice(1)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Published' }).waitFor();
  expect(sent.slice(1)).toEqual(['reopen-the-ferry/publish']);
  await context.close();
});
