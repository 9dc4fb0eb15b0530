// What the installation holds while it is measured: the real pledges, and 694 synthetic ones whose names are as long.
import type { ImportRow } from '../../data/import-row.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import type { Tracker } from '../../data/tracker.ts';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import type { Reads } from './installation.ts';

const SYNTHETIC_PLEDGES = 694;
const BADGES_IN_ONE_CALL = 50;

const synthetic = { tracker: aTracker(), pledges: Array.from({ length: SYNTHETIC_PLEDGES }, syntheticRow) };
const byLength = uk2017.pledges.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length);
const middling = byLength[Math.floor(byLength.length / 2)]?.slug ?? '';

export const SYNTHETIC_TRACKER = synthetic.tracker.id;
export const SYNTHETIC_SLUGS = synthetic.pledges.map(({ slug }) => slug);
export const SYNTHETIC_IDS = SYNTHETIC_SLUGS.map((slug) => `${SYNTHETIC_TRACKER}/${slug}`);
const BADGE_IDS = SYNTHETIC_IDS.slice(0, BADGES_IN_ONE_CALL);
/** Those that an article quoted before their verdict changed. */
const CHANGED_SLUGS = SYNTHETIC_SLUGS.slice(-12);
export const CHANGED_IDS = CHANGED_SLUGS.map((slug) => `${SYNTHETIC_TRACKER}/${slug}`);
const SEED_IDS = uk2017.pledges.map(({ slug }) => `${uk2017.tracker.id}/${slug}`);

/** Paths of the public API. The pledge is the seed's one of middling length. */
export const PATHS = {
  pledge: `/api/v1/trackers/${uk2017.tracker.id}/pledges/${middling}`,
  badges: `/api/v1/badges?ids=${BADGE_IDS}`,
  pledgePage: `/${uk2017.tracker.id}/${middling}`,
  trackerPage: `/${synthetic.tracker.id}`,
  seedBadges: `/api/v1/badges?ids=${SEED_IDS}`,
};

/** The same documents as the bare Worker reads them. */
export const READS: Reads = {
  pledgeKey: `v1:pledge:${uk2017.tracker.id}/${middling}`,
  badges: BADGE_IDS.map((id) => ({ id, key: `v1:badge:${id}` })),
};

/** Brings both trackers in by the desk, and waits until KV has them. */
export async function fill(desk: Desk): Promise<void> {
  for (const content of [uk2017, synthetic]) await bringIn(desk, content);
  await untilPublished(desk);
}

/** Publishes another verdict for the pledges that are to have changed. */
export async function changeVerdicts(desk: Desk): Promise<void> {
  for (const slug of CHANGED_SLUGS) {
    const path = `/trackers/${SYNTHETIC_TRACKER}/pledges/${slug}`;
    const { version } = await ask<{ version: number }>(desk, path);
    const body = aPledge({ verdict: aVerdict({ id: 'broken' }) });
    const saved = await ask<{ version: number }>(desk, path, { method: 'PUT', body, version });
    await ask(desk, `${path}/publish`, {
      method: 'POST',
      body: { note: 'Changed.' },
      version: saved.version,
    });
  }
  await untilPublished(desk);
}

async function bringIn(desk: Desk, { tracker, pledges }: { tracker: Tracker; pledges: ImportRow[] }) {
  await ask(desk, '/trackers', { method: 'POST', body: tracker });
  await ask(desk, `/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } });
}

function syntheticRow(_: unknown, index: number): ImportRow {
  const { slug = '', title = '' } = uk2017.pledges[index % uk2017.pledges.length] ?? {};
  return anImportRow({ slug: `${slug}-${index}`, title: `${title} (${index})` });
}
