// What the tests of the desk's lists share: rows to be found in them.
import type { ImportRow } from '../../data/import-row.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, found, json } from './client.ts';

const DAY_MS = 86_400_000;

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}

/** Founds a tracker with a row for each of these slugs, titled like it. */
export async function bringIn(rows: Record<string, Partial<ImportRow>>, tracker = aTracker()): Promise<void> {
  await found(tracker);
  const pledges = Object.entries(rows).map(([slug, row]) => anImportRow({ slug, title: slug, ...row }));
  await json(fetchAsEditor(`/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } }));
}
