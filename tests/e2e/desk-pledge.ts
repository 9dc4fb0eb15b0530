// A tracker with one pledge to work on at the desk, and the ways of the screens that work on it.
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge, aTracker } from '../builders.ts';

export const TRACKER = '/trackers/test-tracker';
export const FERRY = `${TRACKER}/pledges/reopen-the-ferry`;
export const WRITE = '/desk/pledges/test-tracker/reopen-the-ferry';

export type FerryRecord = {
  version: number;
  state: string;
  comment: string | null;
  draft: { title?: string; verdict?: { headline?: string; summary?: string } } | null;
  published: { revision: number; title: string; verdict: { id: string; headline: string } } | null;
};

/** Founds `aTracker()` with a published `aPledge()` in it. */
export async function foundTracker(desk: Desk, overrides: Parameters<typeof aTracker>[0] = {}) {
  await ask(desk, '/trackers', { method: 'POST', body: aTracker(overrides) });
  await publishPledge(desk, 'reopen-the-ferry');
  await untilPublished(desk);
}

export async function publishPledge(desk: Desk, slug: string, overrides: Parameters<typeof aPledge>[0] = {}) {
  const path = `${TRACKER}/pledges`;
  await ask(desk, path, { method: 'POST', body: { slug, ...aPledge(overrides) } });
  // The admin has written it; another person is not there yet.
  const body = { note: 'First verdict.', breakGlass: 'The first pledge of a test.' };
  await ask(desk, `${path}/${slug}/publish`, { method: 'POST', body, version: 1 });
}

/** The ferry as the desk has it. */
export function ferry(desk: Desk): Promise<FerryRecord> {
  return ask<FerryRecord>(desk, FERRY);
}

/** Saves a draft of the ferry as somebody else does. */
export async function saveElsewhere(desk: Desk, overrides: Parameters<typeof aPledge>[0]): Promise<void> {
  const { version } = await ferry(desk);
  await ask(desk, FERRY, { method: 'PUT', body: aPledge(overrides), version });
}

/** Waits until the screen says where the words are. */
export async function untilSaid(page: Page, text: string): Promise<void> {
  // As a pattern: a text would be found in "Not saved yet" too.
  await page
    .locator('.bar p')
    .filter({ hasText: new RegExp(`(?:^\\s*|: )${text}`) })
    .first()
    .waitFor();
}

/** Until the screen of this name is there. */
export function untilHeading(page: Page, name: string): Promise<void> {
  return page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
}

/** Waits for the form with what it shows. */
export async function untilWriting(page: Page): Promise<void> {
  await page.locator('form.pledge').waitFor();
}

/** What has the focus, by its label or its text. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement & { labels?: NodeListOf<HTMLElement> };
    return (at?.labels?.[0]?.innerText ?? at?.getAttribute('aria-label') ?? at?.innerText ?? '').trim();
  });
}

/** Expects that no script or policy has complained; refusals of the endpoint are noted by the browser as well. */
export function expectQuiet(complaints: string[]): void {
  expect(complaints.filter((text) => !/the server responded with a status of 4\d\d/.test(text))).toEqual([]);
}
