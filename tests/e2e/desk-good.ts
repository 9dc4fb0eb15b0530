import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Expects that axe finds nothing on what is shown, and that nothing is wider than the screen. */
export async function expectGood(page: Page, name: string): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // The page in the frame is looked at by itself, in looks.test.ts.
  const { violations } = await page.evaluate<AxeResults>('axe.run(document, { iframes: false })');
  expect([name, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([name, []]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, overflow]).toEqual([name, 0]);
}
