// The ways through the acts that are done now and then, and what came of them for readers.
import type { Page } from 'playwright-core';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { aPledge } from '../builders.ts';
import { publishPledge, TRACKER, untilWriting } from './desk-pledge.ts';

/** Publishes a pledge of its own for a test, and opens it at the desk. */
export async function openNew(desk: Desk, page: Page, slug: string, title: string): Promise<void> {
  await publishPledge(desk, slug, { title });
  await openWriting(desk, page, slug);
}

export async function openWriting(desk: Desk, page: Page, slug: string): Promise<void> {
  await page.goto(`${desk.origin}/desk/pledges/test-tracker/${slug}`);
  await untilWriting(page);
}

/** Opens what an act asks, by the menu. */
export async function choose(page: Page, act: string): Promise<void> {
  const button = page.locator('details.more').getByRole('button', { name: `${act}…` });
  if (!(await button.isVisible())) await page.getByText('More acts').click();
  await button.click();
  await page.getByRole('dialog').waitFor();
}

/** The label of a note. */
export const NOTE = 'What readers are told';

/** Tells readers why, and does it. */
export async function tell(page: Page, note: string): Promise<void> {
  await page.getByRole('dialog').getByLabel(NOTE).fill(note);
  await page.keyboard.press('Control+Enter');
}

type Badge = {
  status: string;
  movedTo?: string;
  underReview?: { note: string };
  verdict: { summary: string };
};

/** What an article is answered about a pledge, once everything has arrived. */
export async function badge(desk: Desk, slug: string): Promise<Badge | null> {
  await untilPublished(desk);
  const answer = await fetch(`${desk.origin}/api/v1/badges?ids=test-tracker/${slug}`);
  const { badges } = (await answer.json()) as { badges: Record<string, Badge | null> };
  return badges[`test-tracker/${slug}`] ?? null;
}

/** Where the page of a slug leads a reader. */
export async function readersOf(desk: Desk, slug: string): Promise<[status: number, to: string | null]> {
  const answer = await fetch(`${desk.origin}/test-tracker/${slug}`, { redirect: 'manual' });
  return [answer.status, answer.headers.get('location')];
}

type DeskRecord = { version: number; status: string; owner: string };

export function atDesk(desk: Desk, slug: string): Promise<DeskRecord> {
  return ask<DeskRecord>(desk, `${TRACKER}/pledges/${slug}`);
}

type Revision = { kind: string; note: string | null; hash: string };

/** The record of a pledge, oldest first. */
export async function revisionsOf(desk: Desk, slug: string): Promise<Revision[]> {
  return (await ask<{ revisions: Revision[] }>(desk, `${TRACKER}/pledges/${slug}/revisions`)).revisions;
}

/** Saves a draft as somebody else does. */
export async function saveElsewhere(
  desk: Desk,
  slug: string,
  overrides: Parameters<typeof aPledge>[0],
): Promise<void> {
  const { version } = await atDesk(desk, slug);
  await ask(desk, `${TRACKER}/pledges/${slug}`, { method: 'PUT', body: aPledge(overrides), version });
}

/** Those addresses whose answer holds a text. */
export async function holding(desk: Desk, addresses: readonly string[], text: string): Promise<string[]> {
  const headers = { authorization: `Bearer ${desk.token}` };
  const answers = await Promise.all(
    addresses.map((address) => fetch(desk.origin + address, { headers }).then((answer) => answer.text())),
  );
  return addresses.filter((_, at) => answers[at]?.includes(text));
}
