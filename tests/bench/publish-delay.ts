import type { PledgeContent } from '../../data/pledge.ts';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aPledge, aVerdict } from '../builders.ts';

const VISIBLE_TIMEOUT_MS = 5000;

/** Milliseconds from sending a publication until its editor has the answer, and until the public API shows it. */
export type PublishDelay = { answered: number; visible: number };

/** Milliseconds from sending each pledge's publication until the public API shows it, one pledge after another. */
export async function measurePublishing(desk: Desk, tracker: string, slugs: string[]): Promise<number[]> {
  const delays: number[] = [];
  for (const slug of slugs) {
    const { visible } = await publishOnce(desk, `/trackers/${tracker}/pledges/${slug}`);
    delays.push(visible);
  }
  return delays;
}

/** Publishes once, and waits until the public API shows it. */
export async function publishOnce(
  desk: Desk,
  path: string,
  timeoutMs = VISIBLE_TIMEOUT_MS,
): Promise<PublishDelay> {
  const headline = `Seen again at ${performance.now()}`;
  const { version } = await ask<{ version: number }>(desk, path);
  const body: PledgeContent = aPledge({ verdict: aVerdict({ headline }) });
  const saved = await ask<{ version: number }>(desk, path, { method: 'PUT', body, version });

  const began = performance.now();
  const note = 'A new revision.';
  await ask(desk, `${path}/publish`, { method: 'POST', body: { note }, version: saved.version });
  const answered = performance.now() - began;
  while (performance.now() - began < timeoutMs) {
    const response = await fetch(`${desk.origin}/api/v1${path}`);
    const shown = await response.text();
    if (!response.ok) throw new Error(`GET ${path}: ${shown}`);
    if (shown.includes(headline)) return { answered, visible: performance.now() - began };
  }
  throw new Error(`${path} was not visible ${timeoutMs} ms after it was published.`);
}
