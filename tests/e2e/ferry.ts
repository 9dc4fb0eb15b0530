// An editor who changes the verdict on the fictional ferry.
import type { Pledge } from '../../data/pledge.ts';
import { pledges } from '../../data/seed/example.ts';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';

const TRACKER = 'example-harbour';
const SLUG = 'reopen-the-harbour-ferry';

/** The pledge; its verdict is "in progress" since 10 March 2025. */
export const FERRY = `${TRACKER}/${SLUG}`;

/** Publishes another verdict and waits until readers have it. */
export async function publishVerdict(desk: Desk, id: string, note: string): Promise<void> {
  const path = `/trackers/${TRACKER}/pledges/${SLUG}`;
  const row = pledges.find(({ slug }) => slug === SLUG)!;
  const { slug, aliases, createdAt, updatedAt, checkedAt, ...content } = row;
  const { publishedAt, ...verdict } = content.verdict;
  const { version } = await ask<{ version: number; published: Pledge }>(desk, path);
  const draft = { ...content, verdict: { ...verdict, id } };
  const saved = await ask<{ version: number }>(desk, path, { method: 'PUT', body: draft, version });
  await ask(desk, `${path}/publish`, { method: 'POST', body: { note }, version: saved.version });
  await untilPublished(desk);
}
