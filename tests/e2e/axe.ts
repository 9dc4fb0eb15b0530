import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** Axe's rules about colours, as far as they are asked where none are named: its category has those of level AAA as well. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds on what is shown, as the rule and the elements that break it, and the rules that it saw kept. A page in a frame is
 * looked at by itself. `colours`: only what is about them, where all else has been asked of the same document in other colours.
 */
export async function axe(
  page: Page,
  { colours = false } = {},
): Promise<{ violations: [rule: string, elements: string[]][]; kept: string[] }> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const options: RunOptions = {
    iframes: false,
    resultTypes: ['violations'],
    ...(colours ? { runOnly: COLOUR_RULES } : {}),
  };
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`);
  return {
    violations: found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
    kept: found.passes.map(({ id }) => id),
  };
}
