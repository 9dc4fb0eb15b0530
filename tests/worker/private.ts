// What the tests of private trackers share.
import type { Ready as ReadyState } from '../../data/desk.ts';
import type { PledgeContent } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { aPledge, aTracker } from '../builders.ts';
import { act } from './acting.ts';
import { type DeskRecord, fetchAsEditor, json } from './client.ts';

/** The record of a pledge that has just been made ready. */
export type Ready = DeskRecord & {
  slug: string;
  undo: string;
  ready: (ReadyState & { content: PledgeContent }) | null;
};

const PLEDGES = '/trackers/test-tracker/pledges';

/** Founds `aTracker()` as a private one. */
export async function foundPrivate(overrides: Partial<Tracker> = {}): Promise<void> {
  const body = aTracker({ visibility: 'private', ...overrides });
  await json(fetchAsEditor('/trackers', { method: 'POST', body }), 201);
}

/** Writes `aPledge()` in it and makes that ready, under version 2. */
export async function makeReady(
  slug = 'reopen-the-ferry',
  overrides: Partial<PledgeContent> = {},
): Promise<Ready> {
  await json(fetchAsEditor(PLEDGES, { method: 'POST', body: { slug, ...aPledge(overrides) } }), 201);
  return json<Ready>(act('publish', 1, {}, `${PLEDGES}/${slug}`));
}

/** The tracker as the desk sees it. */
export function tracker(id = 'test-tracker') {
  return json<{ version: number; openedAt: string | null; tracker: Tracker }>(
    fetchAsEditor(`/trackers/${id}`),
  );
}

/** Opens it, as what it was founded to become. */
export function open(
  version: number,
  { visibility = 'public', dryRun = false, id = 'test-tracker', headers = {} as Record<string, string> } = {},
): Promise<Response> {
  return fetchAsEditor(`/trackers/${id}/open?dryRun=${dryRun}`, {
    method: 'POST',
    body: { visibility },
    version,
    headers,
  });
}
