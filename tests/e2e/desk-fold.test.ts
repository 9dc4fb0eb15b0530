// What is in sight without scrolling, on a screen and on a phone, and that one screen writes days in one way.
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectGood } from './desk-good.ts';
import { picture } from './desk-picture.ts';
import {
  FERRY,
  type FerryRecord,
  foundTracker,
  publishPledge,
  TRACKER,
  untilWriting,
  WRITE,
} from './desk-pledge.ts';

let site: DeskInstallation;
let robin: string;

const SOURCES = ['Minutes of the council', 'Timetable of the ferry', 'Budget of the harbour'].map(
  (title, at) => ({
    title,
    publisher: 'Test Council',
    url: `https://council.example/${at}`,
    date: `2025-0${at + 1}-23`,
  }),
);

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const categories = Array.from({ length: 16 }, (_, at) => ({
    id: `topic-${at}`,
    label: { en: `Topic ${at}` },
  }));
  await foundTracker(site.desk, {
    categories: [...categories, { id: 'transport', label: { en: 'Transport' } }],
  });
  await publishPledge(site.desk, 'mend-the-quay', {
    title: 'Mend the quay',
    due: '2026-11-30',
    evidence: SOURCES,
  });
  const { version } = await ask<FerryRecord>(site.desk, FERRY);
  const body = '*Slowly*, since [May](https://council.example/may).\n\n- by day\n- by night';
  const promise = { ...aPledge().promise, madeOn: '2024-05-07', madeBy: 'The mayor' };
  await ask(site.desk, FERRY, {
    method: 'PUT',
    body: aPledge({ promise, verdict: aVerdict({ body, effectiveOn: '2025-10-23' }) }),
    version,
  });
});

afterAll(() => site?.close());

const QUAY = '/desk/pledges/test-tracker/mend-the-quay';
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, bypassCSP: true };

async function openWriting(path: string, options: BrowserContextOptions) {
  const opened = await openSignedIn(site, robin, path, { bypassCSP: true, ...options });
  await untilWriting(opened.page);
  return opened;
}

/** Whether all of something is between the top of the window and the bar at its bottom. */
async function isInSight(page: Page, what: Locator): Promise<boolean> {
  const box = await what.boundingBox();
  const bar = await page.locator('.bar').boundingBox();
  const { width } = page.viewportSize() ?? { width: 0 };
  return (
    box !== null &&
    bar !== null &&
    box.y >= 0 &&
    box.y + box.height <= bar.y &&
    box.x >= 0 &&
    box.x + box.width <= width
  );
}

test('at 1440 by 900 every verdict, the promise and each source are in sight, each source one click away', async () => {
  const { page, context } = await openWriting(QUAY, { viewport: { width: 1440, height: 900 } });
  for (const verdict of await page.locator('.verdicts label').all())
    expect(await isInSight(page, verdict)).toBe(true);
  const sources = page.getByRole('region', { name: 'Sources' });
  expect(await isInSight(page, sources.getByText('The ferry will run again.'))).toBe(true);
  for (const { title, url } of SOURCES) {
    const link = sources.getByRole('link', { name: title });
    expect(await isInSight(page, link)).toBe(true);
    expect(await link.getAttribute('href')).toBe(url);
  }
  await sources.getByRole('button', { name: 'Edit Evidence 2' }).click();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe(
    'Timetable of the ferry',
  );
  await picture(page, 'fold');
  await context.close();
});

test('a pledge that was never published begins with its promise', async () => {
  await ask(site.desk, `${TRACKER}/pledges`, { method: 'POST', body: { slug: 'begun', title: 'Begun' } });
  const { page, context } = await openWriting('/desk/pledges/test-tracker/begun', {});
  expect(await page.locator('form.pledge h2').first().innerText()).toBe('The promise');
  await page.goto(site.desk.origin + QUAY);
  await untilWriting(page);
  expect(await page.locator('form.pledge h2').first().innerText()).toBe('The verdict');
  await context.close();
});

test('on a phone the bar is one line, and the preview one tap away and one tap back', async () => {
  const { page, context } = await openWriting(QUAY, PHONE);
  const bar = page.locator('.bar');
  expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(60);
  expect(await page.locator('desk-preview').isVisible()).toBe(false);
  await bar.getByRole('button', { name: 'Preview' }).tap();
  await page.frameLocator('iframe').locator('h1').waitFor();
  expect(await isInSight(page, page.locator('desk-preview pledge-badge'))).toBe(true);
  expect(await page.locator('form.pledge').isVisible()).toBe(false);
  expect((await bar.boundingBox())?.height).toBeLessThanOrEqual(60);
  await expectGood(page, 'the preview on a phone');
  await picture(page, 'phone-preview');
  await bar.getByRole('button', { name: 'Write' }).tap();
  await page.locator('form.pledge').waitFor();
  // What is in the form stays there meanwhile.
  await page.getByLabel('Headline').fill('From a phone');
  await bar.getByRole('button', { name: 'Preview' }).tap();
  await bar.getByRole('button', { name: 'Write' }).tap();
  expect(await page.getByLabel('Headline').inputValue()).toBe('From a phone');
  const radio = await page.getByRole('radio').first().boundingBox();
  expect(radio?.width).toBeGreaterThanOrEqual(20);
  // Trouble has all the room that it needs.
  await page.getByLabel('Headline').fill('x'.repeat(200));
  await page.locator('.bar .problem').waitFor();
  const told = page.locator('.bar .problem');
  expect(await told.evaluate((each) => each.scrollHeight <= each.clientHeight + 1)).toBe(true);
  await context.close();
});

test('on a phone a revision is seen whole: who, what, when, its note and the way back', async () => {
  const { version } = await ask<FerryRecord>(site.desk, `${TRACKER}/pledges/mend-the-quay`);
  const body = aPledge({
    title: 'Mend the quay',
    due: '2026-11-30',
    verdict: aVerdict({ summary: 'Better words.' }),
    evidence: SOURCES,
  });
  const { version: next } = await ask<FerryRecord>(site.desk, `${TRACKER}/pledges/mend-the-quay`, {
    method: 'PUT',
    body,
    version,
  });
  await ask(site.desk, `${TRACKER}/pledges/mend-the-quay/publish`, {
    method: 'POST',
    body: { note: 'Said better.', breakGlass: 'A test.' },
    version: next,
  });
  const { page, context } = await openSignedIn(site, robin, `${QUAY}/history`, PHONE);
  await page.locator('table.history').waitFor();
  const parts = page.locator('table.history tbody td').filter({ hasText: /\S/ });
  expect(await parts.count()).toBeGreaterThanOrEqual(8);
  for (const part of await parts.all()) {
    const box = await part.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  }
  await page.getByRole('button', { name: 'Revert to revision 1' }).tap();
  await page.getByRole('dialog', { name: 'Revert to revision 1' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).tap();
  await expectGood(page, 'the history on a phone');
  await picture(page, 'phone-history');
  await context.close();
});

test('publishing uses the width of the screen, tells Markdown as it is read, and has its buttons on one line', async () => {
  const { page, context } = await openSignedIn(site, robin, `${WRITE}/publish`, {
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  });
  await page.locator('form.publish').waitFor();
  const changes = await page.locator('.difference').boundingBox();
  const form = await page.locator('form.publish').boundingBox();
  expect(form && changes && form.x >= changes.x + changes.width && form.y < changes.y + changes.height).toBe(
    true,
  );
  const told = await page.locator('.difference').innerText();
  expect(told).toContain('Slowly, since May (https://council.example/may).');
  expect(told).toContain('• by day');
  expect(told).not.toMatch(/\*|\]\(|- by/);
  expect(told).toContain('23 Oct 2025');
  expect(told).not.toContain('2025-10-23');
  const buttons = await page.locator('form.publish .buttons button').all();
  expect(buttons).toHaveLength(2);
  const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
  expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
  expect(new Set(boxes.map((box) => box?.height)).size).toBe(1);
  await expectGood(page, 'publishing in two columns');
  await picture(page, 'publishing');
  await context.close();
});

test('only a word that is emphasised anew is told with its marks', async () => {
  const path = `${TRACKER}/pledges/mark-it`;
  await publishPledge(site.desk, 'mark-it', {
    title: 'Mark it',
    verdict: aVerdict({ body: 'It runs slowly.' }),
  });
  await ask(site.desk, path, {
    method: 'PUT',
    version: 2,
    body: aPledge({ title: 'Mark it', verdict: aVerdict({ body: 'It runs *slowly*.' }) }),
  });
  const { page, context } = await openSignedIn(site, robin, '/desk/pledges/test-tracker/mark-it/publish');
  await page.locator('form.publish').waitFor();
  expect(await page.locator('.difference').innerText()).toMatch(/\*[\s\S]*slowly[\s\S]*\*/);
  await context.close();
});

test.each([
  ['de-DE', '30. Nov. 2026', '23. Feb. 2025'],
  ['en-US', 'Nov 30, 2026', 'Feb 23, 2025'],
  ['ar-EG', '٣٠ نوفمبر ٢٠٢٦', '٢٣ فبراير ٢٠٢٥'],
])('in a browser of %s every day of the desk is written its way', async (locale, due, source) => {
  const { page, context } = await openWriting(QUAY, { locale });
  await page.getByText(`That is ${due}.`).waitFor();
  await page.getByRole('region', { name: 'Sources' }).getByText(source).waitFor();
  const times = await page.locator('desk-write time').allInnerTexts();
  expect(times.length).toBeGreaterThanOrEqual(4);
  const stray = times.filter((text) => /^\d{1,2} [A-Z][a-z]{2} \d{4}/.test(text));
  expect(stray).toEqual([]);
  const language = await page.locator('desk-write time').first().getAttribute('lang');
  expect(language).toBe(locale.startsWith('en') ? null : locale);
  await expectGood(page, `writing in ${locale}`);
  await context.close();
});

test('no label is glued to its heading, no ring cuts one, and no button floats outside its row', async () => {
  const { page, context } = await openSignedIn(site, robin, '/desk/new');
  const label = page.getByText('Tracker', { exact: true }).locator('visible=true').last();
  await page.getByLabel('Title').waitFor();
  const heading = await page.getByRole('heading', { name: 'New pledge' }).boundingBox();
  const first = await label.boundingBox();
  expect((first?.y ?? 0) - (heading ? heading.y + heading.height : 0)).toBeGreaterThanOrEqual(16);
  // The ring of a field is inside its own box, so it cuts no label.
  await page.getByLabel('Title').focus();
  expect(
    await page
      .getByLabel('Title')
      .evaluate((each) => Number.parseFloat(getComputedStyle(each).outlineOffset)),
  ).toBeLessThan(0);

  await page.goto(site.desk.origin + QUAY);
  await untilWriting(page);
  const row = page.locator('fieldset.row').first();
  const inside = await row.boundingBox();
  const remove = await row.getByRole('button', { name: 'Remove Evidence 1' }).boundingBox();
  expect(inside && remove && remove.y > inside.y && remove.x + remove.width < inside.x + inside.width).toBe(
    true,
  );
  const made = page.getByLabel('Who promised it');
  expect(await made.count()).toBe(1);
  expect(await page.getByLabel('Promised by').count()).toBe(0);
  await context.close();
});
