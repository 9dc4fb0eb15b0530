// What the pages and the article are for every reader: axe finds nothing in light and dark, and nothing moves.
import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';
import { axe } from './axe.ts';
import { type Installation, startInstallation } from './installation.ts';

const PLEDGE = '/uk-2017/support-more-integrated-working-across-health-services';
const DOCS = readdirSync('dist/assets/docs')
  .filter((file) => file.endsWith('.html'))
  .map((file) => `/docs/${file.replace('.html', '')}`);
const PATHS = [
  '/',
  '/demo',
  '/uk-2017',
  '/uk-2017?q=health&verdict=done',
  '/uk-2017?q=nothing-of-the-kind',
  '/uk-2017/corrections',
  PLEDGE,
  '/docs',
  ...DOCS,
  '/docs/problems',
  '/nowhere',
  '/uk-2017/nowhere',
  '/jazira',
  '/jazira/reopen-the-ferry',
  '/embed',
  '/embed?tracker=uk-2017',
  '/embed?tracker=uk-2017&q=health',
  '/embed?pledge=uk-2017/plant-11-million-trees&form=card',
  '/embed?pledge=jazira/reopen-the-ferry&form=svg',
  '/embed?pledge=uk-2017/nowhere',
];

/** What readers are told of a verdict, by a desk that writes from right to left. */
const NOTE = 'بدأ العمل في الرصيف.';

let site: Installation;

beforeAll(async () => {
  site = await startInstallation();
  const { desk } = site;
  await ask(desk, '/trackers', { method: 'POST', body: aTracker({ id: 'jazira', language: 'ar' }) });
  const body = { slug: 'reopen-the-ferry', ...aPledge({ title: 'إعادة تشغيل العبّارة' }) };
  await ask(desk, '/trackers/jazira/pledges', { method: 'POST', body });
  await ask(desk, '/trackers/jazira/pledges/reopen-the-ferry/publish', {
    method: 'POST',
    body: { note: NOTE },
    version: 1,
  });
  await untilPublished(desk);
});

afterAll(() => site?.close());

test('every page says what it may load, that no other page may frame it, and what it tells others', async () => {
  for (const path of [...PATHS, '/gallery', '/gallery/ar', '/desk']) {
    const { headers } = await fetch(site.desk.origin + path);
    const told = ['strict-transport-security', 'permissions-policy', 'referrer-policy'].filter(
      (name) => !headers.has(name),
    );
    expect([path, told]).toEqual([path, []]);
    expect([path, headers.get('content-security-policy')]).toEqual([
      path,
      expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'/),
    ]);
    expect([path, headers.get('x-content-type-options')]).toEqual([path, 'nosniff']);
  }
});

test('every page has its icon, and who looks for one in the usual place finds the same drawing', async () => {
  for (const path of [...PATHS, '/gallery', '/desk']) {
    const [icon] = /<link rel="icon"[^>]*>/.exec(await (await fetch(site.desk.origin + path)).text()) ?? [];
    expect([path, icon]).toEqual([path, expect.stringContaining('href="/assets/icon.svg"')]);
  }
  const { headers } = await fetch(`${site.desk.origin}/favicon.ico`);
  expect(headers.get('content-type')).toMatch(/^image\/(x-icon|vnd\.microsoft\.icon)/);
  const page = await site.browser.newPage();
  await page.goto(site.desk.origin);
  const unlike = await page.evaluate(async () => {
    const pixels = async (address: string) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = new OffscreenCanvas(48, 48).getContext('2d')!;
      canvas.drawImage(image, 0, 0, 48, 48);
      return canvas.getImageData(0, 0, 48, 48).data;
    };
    const [drawn, usual] = await Promise.all([pixels('/assets/icon.svg'), pixels('/favicon.ico')]);
    return drawn.reduce((sum, value, at) => sum + Math.abs(value - usual[at]!), 0) / drawn.length;
  });
  expect(unlike).toBeLessThan(2);
  await page.close();
});

test('axe finds nothing on any page, in light and in dark', async () => {
  // The pages' own policy would keep axe out.
  const context = await site.browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  for (const path of PATHS) {
    await open(page, path);
    expect([path, await violations(page)]).toEqual([path, []]);
  }
  for (const [url, heading] of [
    ['https://example.org/source', 'Thank you'],
    ['https://', 'This was not sent'],
  ] as const) {
    await suggest(page, url);
    expect(await page.textContent('h1')).toBe(heading);
    expect([heading, await violations(page)]).toEqual([heading, []]);
  }
  await context.close();
}, 240_000);

test('a tracker is narrowed by keyboard alone, and no page scrolls sideways at 320 px', async () => {
  const page = await site.browser.newPage({ viewport: { width: 320, height: 700 } });
  await page.goto(`${site.desk.origin}/uk-2017`);
  await page.keyboard.press('Tab');
  expect(await page.textContent(':focus')).toBe('Skip to the content');
  await page.focus('nav[aria-label="By verdict"] li:last-child a');
  await page.keyboard.press('Tab');
  await page.keyboard.type('health');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Health');
  await page.keyboard.press('Tab');
  await page.keyboard.type('By title');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?/);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
    q: 'health',
    category: 'health',
    sort: 'title',
  });
  expect(await page.textContent('#pledges')).toMatch(/^Results: \d+$/);
  for (const path of PATHS) {
    await page.goto(site.desk.origin + path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([path, width]).toEqual([path, 320]);
  }
  await page.close();
}, 60_000);

test('a verdict on a page has the icon and the colour of its badge, in light, dark and forced colours and on paper', async () => {
  const page = await site.browser.newPage();
  await open(page, '/uk-2017');
  const outcomes = ['not-started', 'in-progress', 'kept', 'broken'];
  for (const [colours, look] of [
    [4, { colorScheme: 'light' }],
    [4, { colorScheme: 'dark' }],
    [1, { colorScheme: 'dark', forcedColors: 'active' }],
    [4, { colorScheme: 'light', forcedColors: 'none', media: 'print' }],
  ] as const) {
    await page.emulateMedia(look);
    const told = await page.evaluate((outcomes) => {
      const drawn = (mark: Element | null | undefined) => {
        const path = mark?.querySelector('path');
        const { width = 0 } = path?.getBoundingClientRect() ?? {};
        return { d: path?.getAttribute('d'), fill: path && getComputedStyle(path).fill, isSeen: width > 5 };
      };
      return outcomes.map((outcome) => {
        const badge = document.querySelector(`.rows pledge-badge[outcome="${outcome}"]`)?.shadowRoot;
        return [
          drawn(document.querySelector(`.tally li .${outcome}`)),
          drawn(badge?.querySelector('.badge')),
        ];
      });
    }, outcomes);
    for (const [mark, badge] of told) expect([look, mark]).toEqual([look, { ...badge, isSeen: true }]);
    expect([look, new Set(told.map(([mark]) => mark?.fill)).size]).toEqual([look, colours]);
  }
  await page.close();
});

test('on a page that is turned round a desk’s sentence keeps its full stop, and code begins at the left', async () => {
  const page = await site.browser.newPage();
  await page.goto(`${site.desk.origin}/jazira/reopen-the-ferry`);
  const left = (selector: string, from: number, to: number) =>
    page.evaluate(
      ([selector, from, to]) => {
        const text = document.querySelector(selector)!.lastChild!;
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, to);
        return range.getBoundingClientRect().left;
      },
      [selector, from, to] as const,
    );
  const note = '.history bdi:last-child';
  const { length } = NOTE;
  expect(await page.textContent(note)).toBe(NOTE);
  expect(await left(note, length - 1, length)).toBeLessThan(await left(note, 0, 1));
  expect(await left('.snippet code', 0, 1)).toBeLessThan(await left('.snippet code', 1, 2));
  expect(await page.evaluate(() => document.querySelector('.snippet pre')!.scrollLeft)).toBe(0);
  await page.close();
});

/**
 * Opens a page as high as it is, as elements load when they come near the viewport, and waits until they have. The
 * documentation has none: to paint that of the API in one piece takes longer than all that is looked at.
 */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(site.desk.origin + path);
  const { width } = page.viewportSize()!;
  const height = path.startsWith('/docs') ? 720 : await page.evaluate(() => document.body.scrollHeight);
  await page.setViewportSize({ width, height });
  await page.waitForFunction(
    () => !document.querySelector('[pledge]:not(:state(loaded)), [tracker]:not(:state(loaded))'),
  );
}

/** What axe finds, in dark as far as it is about colours. */
async function violations(page: Page): Promise<unknown[]> {
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  // The API's page has thousands of elements of one template: its first have all the colours.
  await page.evaluate(() => {
    for (const later of [...document.querySelectorAll('main > *')].slice(200)) later.remove();
  });
  return [...light.violations, ...(await axe(page, { colours: true })).violations];
}

/** Sends the form as a browser without a script would. */
async function suggest(page: Page, url: string): Promise<void> {
  await page.goto(site.desk.origin + PLEDGE);
  await page.fill('[name="text"]', 'There is a newer report.');
  await page.fill('[name="url"]', url);
  await page.evaluate(() => document.querySelector<HTMLFormElement>('.suggestion')?.submit());
  await page.waitForURL(/suggestions\?lang=en$/);
}

test.each([1200, 390])('nothing in the article moves at %i px', async (width) => {
  const page = await site.browser.newPage({ viewport: { width, height: 844 } });
  await open(page, '/demo');
  const moved = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
  expect(moved).toBe(0);
  await page.close();
});
