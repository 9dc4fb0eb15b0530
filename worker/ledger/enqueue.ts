// Which keys of PUBLISHED an act makes out of date. Their rows are written in the act's own transaction. A private tracker
// has none: not even a name of it leaves the Ledger.
import { formerIds } from '../../data/current-ids.ts';
import { type Facets, facetTerms } from '../../data/facet.ts';
import { isOldPath } from '../../data/field.ts';
import { isPrivate, type Tracker } from '../../data/tracker.ts';
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
  summaryKey,
  trackerKey,
  trackersKey,
  wordsKey,
} from '../published.ts';
import type { Act } from './act.ts';
import { findTracker, isPrivateTracker, listTrackers } from './trackers.ts';

function enqueue({ sql, at }: Pick<Act, 'sql' | 'at'>, keys: Iterable<string>): void {
  const now = Date.parse(at);
  for (const key of keys)
    sql.exec(
      `INSERT INTO outbox VALUES (?1, 1, ?2, ?2, 0, NULL)
       ON CONFLICT (key) DO UPDATE SET sequence = sequence + 1, next_at = ?2, tries = 0`,
      key,
      now,
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
  const names = act.sql.exec<{ slug: string }>(
    `WITH RECURSIVE
       same (id) AS (
         SELECT coalesce(moved_to, id) FROM pledge WHERE id = ?1
         UNION SELECT pledge.id FROM pledge JOIN same ON pledge.moved_to = same.id),
       name (slug) AS (
         SELECT slug FROM pledge WHERE id IN same UNION SELECT slug FROM alias WHERE pledge IN same),
       shown (id) AS (
         SELECT id FROM same
         UNION SELECT quoting.id FROM pledge quoting JOIN relation ON relation.pledge = quoting.id
           WHERE quoting.tracker = ?2 AND relation.target IN name
         UNION SELECT pledge.id FROM pledge JOIN shown ON pledge.moved_to = shown.id)
     SELECT slug FROM pledge WHERE id IN shown UNION SELECT slug FROM alias WHERE pledge IN shown`,
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
export function enqueueInstallation(act: Pick<Act, 'sql' | 'at'>): void {
  enqueue(act, [installationKey]);
}

/** All of KV: every document there should be, and whatever is there without belonging there. */
export function enqueueEverything(act: Act): void {
  enqueue(act, allKeys(act.sql));
  enqueue(act, [SWEEP]);
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
  const known = keysBeside(sql, keys);
  const strays = keys.filter((key) => !known.has(key));
  enqueue({ sql, at: new Date().toISOString() }, next === null ? strays : [...strays, SWEEP + next]);
}

/** Every key there should be of the trackers that these are of. A page has few of them; all at each would be quadratic. */
function keysBeside(sql: SqlStorage, keys: string[]): Set<string> {
  const named = new Set(keys.flatMap((key) => trackersOf(sql, key)));
  const there = [...named].filter((id) => findTracker(sql, id) && !isPrivateTracker(sql, id));
  return new Set([installationKey, trackersKey, ...there.flatMap((id) => trackerKeys(sql, id))]);
}

// An old site's path says nothing of its tracker.
function trackersOf(sql: SqlStorage, key: string): string[] {
  const parts = parseKey(key);
  if (parts?.kind !== 'redirect') return parts ? [parts.tracker] : [];
  return [...sql.exec<{ tracker: string }>('SELECT tracker FROM alias WHERE slug = ?', parts.rest ?? '')].map(
    ({ tracker }) => tracker,
  );
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
    ...[trackerKey, frontKey, indexKey, wordsKey, changesKey, correctionsKey].map((keyOf) => keyOf(tracker)),
    summaryKey(tracker),
  ];
}
