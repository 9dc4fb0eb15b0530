import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Axe's rules about colours, as far as they are asked where none are named: its category has those of level AAA as well. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * Expects that axe finds nothing on what is shown, and that nothing is wider than the screen. `colours`: only what is about
 * them, where all else has been asked of the same document in other colours.
 */
export async function expectGood(page: Page, name: string, { colours = false } = {}): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // The page in the frame is looked at by itself, in looks.test.ts.
  const options = {
    iframes: false,
    resultTypes: ['violations'],
    ...(colours ? { runOnly: COLOUR_RULES } : {}),
  };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  expect([name, violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])]).toEqual([name, []]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, overflow]).toEqual([name, 0]);
}
