// Which keys of PUBLISHED an act makes out of date. Their rows are written in the act's own transaction. A private tracker
// has none: not even a name of it leaves the Ledger.
import { formerIds } from '../../data/current-ids.ts';
import { type Facets, facetTerms } from '../../data/facet.ts';
import { isOldPath } from '../../data/field.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import {
  badgeKey,
  changesKey,
  correctionsKey,
  frontKey,
  indexKey,
  installationKey,
  parseKey,
  pledgeKey,
  redirectKey,
  searchIndexKey,
  summaryKey,
  trackerKey,
  trackersKey,
} from '../published.ts';
import type { Act } from './act.ts';
import { findTracker, isPrivateTracker, listTrackers } from './trackers.ts';

/** Of one statement: a value that is bound to one may have 2 MB. */
const MOST_AT_ONCE = 5000;

type Queueing = Pick<Act, 'sql' | 'at' | 'gathered'>;

/** Queues keys; what an act on many gathers from each waits for its end, since many pledges share most of them. */
export function enqueue({ sql, at, gathered }: Queueing, keys: Iterable<string>): void {
  const each = [...new Set(keys)];
  if (gathered) for (const key of each) gathered.add(key);
  else
    for (let from = 0; from < each.length; from += MOST_AT_ONCE)
      sql.exec(
        `INSERT INTO outbox SELECT value, 1, ?2, ?2, 0, NULL FROM json_each(?1) WHERE true
         ON CONFLICT (key) DO UPDATE SET sequence = sequence + 1, next_at = ?2, tries = 0`,
        JSON.stringify(each.slice(from, from + MOST_AT_ONCE)),
        Date.parse(at),
      );
}

/** What a tracker's pledges are summed up by. */
type Filed = { categories: string[]; facets?: Facets | undefined };

/**
 * A pledge changed: its own documents, those that quote its verdict, and what the tracker says of the whole. `isCounted`:
 * the tracker has one more or one less, which the list of all trackers tells.
 */
export function enqueuePledge(
  act: Act,
  tracker: string,
  pledgeId: number,
  filed: Filed[],
  { isCounted = false }: { isCounted?: boolean } = {},
): void {
  if (isPrivateTracker(act.sql, tracker)) return;
  // CROSS JOIN keeps SQLite to this order. Left to itself it looks through every pledge of the tracker for those that quote.
  const names = act.sql.exec<{ slug: string }>(
    `WITH RECURSIVE
       same (id) AS (
         SELECT coalesce(moved_to, id) FROM pledge WHERE id = ?1
         UNION SELECT pledge.id FROM same CROSS JOIN pledge ON pledge.moved_to = same.id),
       name (slug) AS (
         SELECT slug FROM same CROSS JOIN pledge USING (id)
         UNION SELECT slug FROM same CROSS JOIN alias ON alias.pledge = same.id),
       shown (id) AS (
         SELECT id FROM same
         UNION SELECT quoting.id FROM name CROSS JOIN relation ON relation.target = name.slug
           CROSS JOIN pledge quoting ON quoting.id = relation.pledge AND quoting.tracker = ?2
         UNION SELECT pledge.id FROM shown CROSS JOIN pledge ON pledge.moved_to = shown.id)
     SELECT slug FROM shown CROSS JOIN pledge USING (id)
     UNION SELECT slug FROM shown CROSS JOIN alias ON alias.pledge = shown.id`,
    pledgeId,
    tracker,
  );
  enqueue(
    act,
    [...names].flatMap(({ slug }) => namedKeys(tracker, slug)),
  );
  enqueue(act, isCounted ? [trackersKey, ...wholeKeys(tracker)] : wholeKeys(tracker));
  const parts = withFormer(act.sql, tracker, filed.flatMap(partsOf));
  enqueue(act, new Set(parts.map((part) => summaryKey(tracker, part))));
}

/** A tracker changed, or was imported into: all of its documents, and those of the categories and facets that it had. */
export function enqueueTracker(act: Act, tracker: string, before?: Tracker): void {
  if (isPrivateTracker(act.sql, tracker)) return;
  enqueue(act, [trackersKey, ...trackerKeys(act.sql, tracker)]);
  if (before) enqueue(act, summaryKeys(before));
}

function partsOf({ categories, facets }: Filed): string[] {
  return [...categories, ...facetTerms(facets)];
}

// A part is found by the names that it had as well, each of which has a document of its own.
function withFormer(sql: SqlStorage, tracker: string, parts: string[]): string[] {
  const found = findTracker(sql, tracker);
  const former = found && formerIds(found.tracker);
  if (!former) return parts;
  const pairs = [...Object.entries(former.category), ...Object.entries(former.facet)];
  return [...parts, ...pairs.flatMap(([then, now]) => (parts.includes(now) ? [then] : []))];
}

function summaryKeys(tracker: Tracker): string[] {
  const { id, categories, facets = [] } = tracker;
  const former = formerIds(tracker);
  const values = facets.map(({ id, values }) => [id, values.map((value) => value.id)] as const);
  const parts = partsOf({ categories: categories.map(({ id }) => id), facets: Object.fromEntries(values) });
  const known = [...parts, ...Object.keys(former?.category ?? {}), ...Object.keys(former?.facet ?? {})];
  return known.map((part) => summaryKey(id, part));
}

// What a row of the outbox begins with that is no document: a page of KV's keys is to be searched for those that the
// Ledger does not know. Its cursor follows; nothing does in the first.
const SWEEP = 'sweep';

/** Whether a row of the outbox is a page of a sweep. */
export function isSweep(key: string): boolean {
  return key.startsWith(SWEEP);
}

/** What is told of the installation itself. */
export function enqueueInstallation(act: Queueing): void {
  enqueue(act, [installationKey]);
}

/** All of KV: every document there should be, and whatever is there without belonging there. */
export function enqueueEverything(act: Act): void {
  enqueue(act, allKeys(act.sql));
  enqueue(act, [SWEEP]);
}

/** How many documents there should be. */
export function countEverything(sql: SqlStorage): number {
  return allKeys(sql).size;
}

/**
 * Queues the keys of one page that the Ledger does not know, so that they are deleted, and the page after it. Each page
 * is a row of its own, for all of a large store would be more operations than one alarm has.
 */
export async function sweep(
  sql: SqlStorage,
  row: string,
  stored: (cursor: string | null) => Promise<{ keys: string[]; next: string | null }>,
): Promise<void> {
  const { keys, next } = await stored(row.slice(SWEEP.length) || null);
  const strays = keys.filter((key) => !isKnown(sql, key));
  enqueue({ sql, at: new Date().toISOString() }, next === null ? strays : [...strays, SWEEP + next]);
}

/** Whether there should be a document of this key. Each is looked up by itself: to list a tracker's at each page is quadratic. */
function isKnown(sql: SqlStorage, key: string): boolean {
  if (key === installationKey || key === trackersKey) return true;
  const parts = parseKey(key);
  if (!parts) return false;
  const { kind, tracker, rest = '' } = parts;
  if (kind === 'redirect') return trackersOfPath(sql, rest).some((id) => !isPrivateTracker(sql, id));
  const found = findTracker(sql, tracker);
  if (!found || isPrivate(found.tracker)) return false;
  if (kind === 'pledge' || kind === 'badge') return isNamed(sql, tracker, rest);
  return wholeKeys(tracker).includes(key) || summaryKeys(found.tracker).includes(key);
}

// An old site's path says nothing of its tracker.
function trackersOfPath(sql: SqlStorage, path: string): string[] {
  const found = sql.exec<{ id: string }>(
    'SELECT id FROM tracker JOIN alias ON alias.tracker = tracker.id AND alias.slug = ?',
    path,
  );
  return [...found].map(({ id }) => id);
}

function isNamed(sql: SqlStorage, tracker: string, name: string): boolean {
  const found = sql.exec(
    `SELECT 1 FROM pledge WHERE tracker = ?1 AND slug = ?2 AND revision IS NOT NULL
     UNION ALL SELECT 1 FROM alias WHERE tracker = ?1 AND slug = ?2`,
    tracker,
    name,
  );
  return found.toArray().length > 0;
}

function allKeys(sql: SqlStorage): Set<string> {
  const shown = listTrackers(sql).filter(({ tracker }) => !isPrivate(tracker));
  const ofTrackers = shown.flatMap(({ tracker }) => trackerKeys(sql, tracker.id));
  return new Set([installationKey, trackersKey, ...ofTrackers]);
}

function trackerKeys(sql: SqlStorage, tracker: string): string[] {
  const names = sql.exec<{ slug: string }>(
    `SELECT slug FROM pledge WHERE tracker = ?1 AND revision IS NOT NULL
     UNION SELECT slug FROM alias WHERE tracker = ?1`,
    tracker,
  );
  const found = findTracker(sql, tracker);
  return [
    ...[...names].flatMap(({ slug }) => namedKeys(tracker, slug)),
    ...wholeKeys(tracker),
    ...(found ? summaryKeys(found.tracker) : []),
  ];
}

// A slug, or an old site's path, which only redirects.
function namedKeys(tracker: string, name: string): string[] {
  if (isOldPath(name)) return [redirectKey(name)];
  return [pledgeKey(tracker, name), badgeKey(`${tracker}/${name}`)];
}

function wholeKeys(tracker: string): string[] {
  return [
    ...[trackerKey, frontKey, indexKey, searchIndexKey, changesKey, correctionsKey].map((keyOf) =>
      keyOf(tracker),
    ),
    summaryKey(tracker),
  ];
}
