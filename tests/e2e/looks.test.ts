// What the pages and the article are for every reader: axe finds nothing in light and dark, and nothing moves.
import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, startInstallation } from './installation.ts';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const PATHS = [
  '/',
  '/demo',
  '/uk-2017',
  '/uk-2017/support-more-integrated-working-across-health-services',
  '/docs/problems',
  '/nowhere',
];

let site: Installation;

beforeAll(async () => {
  site = await startInstallation();
});

afterAll(() => site?.close());

test.each(['light', 'dark'] as const)('axe finds nothing on any page in %s', async (colorScheme) => {
  // The pages' own policy would keep axe out.
  const context = await site.browser.newContext({ colorScheme, bypassCSP: true });
  const page = await context.newPage();
  for (const path of PATHS) {
    await page.goto(site.desk.origin + path, { waitUntil: 'networkidle' });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
    expect([path, violations.map(({ id, nodes }) => [id, nodes[0]?.html])]).toEqual([path, []]);
  }
  await context.close();
});

test.each([1200, 390])('nothing in the article moves at %i px', async (width) => {
  const page = await site.browser.newPage({ viewport: { width, height: 844 } });
  await page.goto(`${site.desk.origin}/demo`, { waitUntil: 'networkidle' });
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
