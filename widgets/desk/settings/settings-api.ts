// The endpoint's routes about a tracker's settings, as far as their screen uses them.
import type { ChangedWords, TrackerRecord, TrackerUsage } from '../../../data/desk.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { ask } from '../common/api.ts';

/** What goes by another id, and what becomes one; a value is one of the facet `in`. */
export type WordsBody = {
  rename?: { of: string; in?: string; from: string; to: string }[];
  merge?: { of: string; in?: string; from: string; into: string }[];
  relabel?: { of: 'verdict'; id: string; note: string }[];
  note?: string;
};

const at = (tracker: string) => `/trackers/${encodeURIComponent(tracker)}`;

export const settingsApi = {
  usage: (tracker: string) => ask<TrackerUsage>('GET', `${at(tracker)}/usage`),
  /** What the endpoint would say to it; nothing is changed. */
  check: (body: Tracker, version: number) =>
    ask<TrackerRecord>('PUT', `${at(body.id)}?dryRun=true`, { body, version }),
  save: (body: Tracker, version: number) => ask<TrackerRecord>('PUT', at(body.id), { body, version }),
  /** What renaming would come to. */
  words: (tracker: string, version: number, body: WordsBody, dryRun: boolean) =>
    ask<ChangedWords>('POST', `${at(tracker)}/words${dryRun ? '?dryRun=true' : ''}`, { body, version }),
};
