import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { axe } from './axe.ts';

/** Expects that axe finds nothing on what is shown, of its `colours` or at all, and that nothing is wider than the screen. */
export async function expectGood(page: Page, name: string, what: { colours?: boolean } = {}): Promise<void> {
  expect([name, (await axe(page, what)).violations]).toEqual([name, []]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect([name, overflow]).toEqual([name, 0]);
}
