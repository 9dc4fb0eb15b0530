// The gallery on an installation that has no data: every element in every state, for every reader.
import { type Browser, chromium, type Locator, type Page, type Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness } from 'wrangler';
import { CHROMIUM_FLAGS, chromiumPath } from '../../scripts/chromium.ts';
import { LANGUAGES } from '../../scripts/gallery/fiction.ts';
import { galleryPath } from '../../scripts/gallery/page.ts';
import { BUILT_WORKER } from '../built-worker.ts';
import { axe } from './axe.ts';

/** What keeps the page's own content: it makes no call, or gets no answer that it can use. */
const STAYING = ':is([live="off"], [pledge$="nobody-knows"], [tracker="unreadable"], [pledge^="unreadable"])';
const BLOCKS = 'pledge-badge, pledge-card, pledge-summary, pledge-list';

let browser: Browser;
let origin = '';
let close = async () => {};

beforeAll(async () => {
  const harness = createTestHarness({
    workers: [{ ...BUILT_WORKER, secrets: { ADMIN_TOKEN: 'pm_e2e_admin' } }],
  });
  origin = (await harness.listen()).url.origin;
  browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS });
  close = async () => {
    await browser.close();
    await harness.close();
  };
});

afterAll(() => close());

// Opens a page as high as it is, as elements load when they come near the viewport, and waits until they have.
async function open(page: Page, path: string): Promise<Response | null> {
  const answer = await page.goto(origin + path);
  await page.setViewportSize({ width: 1300, height: await page.evaluate(() => document.body.scrollHeight) });
  await page.waitForFunction(
    ([blocks, staying]) =>
      [...document.querySelectorAll(`:is(${blocks}):not(${staying})`)].every((element) =>
        element.matches(':state(loaded)'),
      ),
    [BLOCKS, STAYING] as const,
  );
  return answer;
}

test.each(LANGUAGES)(
  'in %s every element shows its state, with no error and no violation of its policy',
  async (language) => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective)),
    );
    const answer = await open(page, galleryPath(language));
    expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'");
    expect(answer?.headers()['x-robots-tag']).toBe('noindex');
    const staying = page.locator(`:is(${BLOCKS})${STAYING}`);
    for (const element of await staying.all())
      expect(await element.evaluate((staying) => Boolean(staying.shadowRoot?.querySelector('slot')))).toBe(
        true,
      );
    expect(await staying.count()).toBeGreaterThan(40);
    expect(errors).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.close();
  },
);

test.each([
  ['from left to right', '/gallery', ['#white', '#newsprint', '#slate', '#black']],
  ['from right to left', '/gallery/ar', ['#white', '#black']],
] as const)(
  'axe finds nothing %s on any paper, contrast included, with the card of a badge open',
  async (_, path, papers) => {
    // The page's own policy would keep axe out.
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await open(page, path);
    for (const [at, paper] of papers.entries()) {
      // After the elements have loaded: they have to follow a theme that changes under them.
      await page.check(paper);
      await page.hover('#badge [pledge$="/changed"]');
      await page.waitForSelector(':popover-open');
      // What is not about colours is the same on every paper.
      const { violations, kept } = await axe(page, { colours: at > 0 });
      expect([paper, violations, kept]).toEqual([paper, [], expect.arrayContaining(['color-contrast'])]);
      await page.mouse.move(0, 0);
      await page.keyboard.press('Escape');
      await page.waitForSelector(':popover-open', { state: 'detached' });
    }
    await context.close();
  },
);

// How far any pixel of an element is from grey, 0 to 255.
async function colourOf(page: Page, element: Locator): Promise<number> {
  const png = (await element.screenshot()).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
    let most = 0;
    for (let at = 0; at < data.length; at += 4) {
      const rgb = data.subarray(at, at + 3);
      most = Math.max(most, Math.max(...rgb) - Math.min(...rgb));
    }
    return most;
  }, png);
}

test('in forced colours pictures and icons are painted in the colours of the reader’s text alone', async () => {
  const page = await browser.newPage();
  await open(page, '/gallery');
  const painted = [
    '[part=bar]',
    '[part=donut]',
    '[part=list] [part=icon] >> nth=2',
    '#badge [part=icon] >> nth=2',
  ];
  const all = () => Promise.all(painted.map((part) => colourOf(page, page.locator(part).first())));
  for (const colour of await all()) expect(colour).toBeGreaterThan(60);
  await page.emulateMedia({ forcedColors: 'active' });
  for (const colour of await all()) expect(colour).toBeLessThan(8);
  await page.close();
});
