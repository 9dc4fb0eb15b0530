// What the desk tests work on, brought in as an editor's program would.
import type { ImportRow } from '../../data/import-row.ts';
import type { Tracker } from '../../data/tracker.ts';
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';

const DAY_MS = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

/** Founds a tracker and imports rows into it. */
export async function bringIn(desk: Desk, rows: Partial<ImportRow>[], overrides: Partial<Tracker> = {}) {
  const tracker = aTracker(overrides);
  await ask(desk, '/trackers', { method: 'POST', body: tracker });
  const pledges = rows.map((row) => anImportRow({ title: row.slug ?? 'Untitled', ...row }));
  await ask(desk, `/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } });
  await untilPublished(desk);
}

/** Begins a draft and takes it through acts, each under the version before it. */
export async function draft(
  desk: Desk,
  slug: string,
  title: string,
  ...acts: [act: string, body?: object][]
) {
  const path = '/trackers/test-tracker/pledges';
  await ask(desk, path, { method: 'POST', body: { slug, ...aPledge({ title }) } });
  for (const [at, [act, body = {}]] of acts.entries())
    await ask(desk, `${path}/${slug}/${act}`, { method: 'POST', body, version: at + 1 });
}

/** A tracker whose pledges `{id}-1` to `{id}-{count}` are due, the first for longest; `more` is what else each has, by its place. */
export function bringInDue(
  desk: Desk,
  id: string,
  count: number,
  more: (at: number) => Partial<ImportRow> = () => ({}),
) {
  const due = Array.from({ length: count }, (_, at) => ({
    slug: `${id}-${at + 1}`,
    title: `${id} ${at + 1}`,
    checkedAt: daysAgo(300 - at),
    ...more(at),
  }));
  return bringIn(desk, due, { id, name: `Tracker ${id}` });
}
