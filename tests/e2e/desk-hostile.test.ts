// Whatever stands in a pledge is text on every screen of the desk: nothing runs, and no policy complains.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../scripts/desk-client.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { type DeskInstallation, newToken, openSignedIn, startDesk } from './desk.ts';
import { expectQuiet, TRACKER, untilWriting } from './desk-pledge.ts';

const HOSTILE = '"><img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script><b>bold</b>{{1}}';
const MARKDOWN = '[*click*](https://news.example/"onclick=globalThis.ran=1) & "quoted" `code` **bold**';

let site: DeskInstallation;
let robin: string;

beforeAll(async () => {
  site = await startDesk();
  robin = await newToken(site.desk, 'Robin', 'editor');
  const { scheme } = aTracker();
  const verdicts = scheme.verdicts.map((verdict) => ({
    ...verdict,
    label: { en: `${verdict.label.en}<i>` },
    definition: { en: HOSTILE },
  }));
  const tracker = aTracker({
    name: HOSTILE.slice(0, 120),
    scheme: { ...scheme, verdicts },
    categories: [{ id: 'transport', label: { en: HOSTILE.slice(0, 80) } }],
    documents: [{ id: 'programme', title: HOSTILE, year: 2024 }],
    notice: HOSTILE,
  });
  await ask(site.desk, '/trackers', { method: 'POST', body: tracker });
});

afterAll(() => site?.close());

function hostilePledge(mark: string) {
  const text = `${mark} ${HOSTILE}`;
  const url = 'https://news.example/?q=%22%3E%3Cscript%3E';
  return aPledge({
    title: text,
    promise: { quote: text, document: 'programme', madeBy: text.slice(0, 120), url },
    verdict: aVerdict({ headline: text, summary: text, body: `${mark} ${MARKDOWN}` }),
    evidence: [{ title: text, publisher: text.slice(0, 120), url, archivedUrl: url, quote: text }],
    responses: [{ from: text.slice(0, 120), text, date: '2026-01-01', url }],
  });
}

async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
  for (const frame of page.frames())
    expect(
      await frame.evaluate(() => document.querySelectorAll('img[src="x"], [onerror], [onclick]').length),
    ).toBe(0);
}

test('on Write, Publish, History, in the previews and in a collision, hostile words are shown as they are', async () => {
  const path = `${TRACKER}/pledges`;
  await ask(site.desk, path, { method: 'POST', body: { slug: 'hostile', ...hostilePledge('One') } });
  await ask(site.desk, `${path}/hostile/publish`, { method: 'POST', body: { note: HOSTILE }, version: 1 });
  await ask(site.desk, `${path}/hostile`, { method: 'PUT', body: hostilePledge('Two'), version: 2 });

  const { page, complaints, context } = await openSignedIn(site, robin, '/desk/pledges/test-tracker/hostile');
  await untilWriting(page);
  const frame = page.frameLocator('iframe');
  await frame.locator('h1').waitFor();
  expect(await frame.locator('h1').innerText()).toBe(`Two ${HOSTILE}`);
  expect(await page.getByLabel('Headline').inputValue()).toBe(`Two ${HOSTILE}`);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(`Two ${HOSTILE}`);
  expect(await page.locator('#definition-kept').innerText()).toBe(HOSTILE);
  const name = await page.locator('pledge-badge a').first().getAttribute('aria-label');
  expect(name).toContain(`Two ${HOSTILE}`);
  await page.getByRole('button', { name: 'As a card' }).click();
  await page.locator('pledge-card').getByText(HOSTILE).first().waitFor();
  await expectNothingRan(page);

  await page.getByRole('link', { name: 'Publish', exact: true }).click();
  await page.locator('.difference').waitFor();
  expect(await page.locator('.difference').innerText()).toContain(HOSTILE);
  await expectNothingRan(page);

  await page.getByRole('link', { name: 'History' }).click();
  await page.locator('table.history').waitFor();
  expect(await page.locator('table.history').innerText()).toContain(HOSTILE);
  await expectNothingRan(page);

  await page.getByRole('link', { name: 'Write', exact: true }).click();
  await untilWriting(page);
  await ask(site.desk, `${path}/hostile`, { method: 'PUT', body: hostilePledge('Three'), version: 3 });
  await page.getByLabel('Headline').fill(`Mine ${HOSTILE}`.slice(0, 140));
  await page.locator('desk-collision').waitFor();
  expect(await page.locator('desk-collision').innerText()).toContain(`Three ${HOSTILE}`);
  await expectNothingRan(page);
  expectQuiet(complaints);
  await context.close();
});

test('an address of the desk with hostile names leads to a problem, in words', async () => {
  const names = encodeURIComponent('<img src=x onerror=globalThis.ran=1>');
  const { page, complaints, context } = await openSignedIn(site, robin, `/desk/pledges/${names}/${names}`);
  await page
    .getByRole('alert')
    .filter({ hasText: /There is nothing here|no such tracker/ })
    .waitFor();
  await expectNothingRan(page);
  expectQuiet(complaints);
  await context.close();
});
