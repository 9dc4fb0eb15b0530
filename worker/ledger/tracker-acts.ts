import type { TrackerRecord } from '../../data/desk.ts';
import { choiceFault } from '../../data/explain.ts';
import { facetTerm } from '../../data/facet.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, invalid, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './enqueue.ts';
import { sendUncheckedSchedulesToReview } from './schedules.ts';
import { findTracker } from './trackers.ts';

/** A tracker as it is now, or with `dryRun` as it would be, under the version that the next change has to name. */
export type TrackerAnswer = TrackerRecord & { dryRun?: true };

/** Founds a tracker, with the first version of its scheme. */
export function createTracker(
  act: Act,
  tracker: Tracker,
  dryRun: boolean,
): Result<TrackerAnswer, 'invalid' | 'taken'> {
  if (findTracker(act.sql, tracker.id))
    return refused({ reason: 'taken', detail: `There is a tracker "${tracker.id}" already.` });
  const fault = closingFault(act, tracker.closedAt);
  if (fault) return fault;
  const founded = { version: 1, tracker, openedAt: null };
  if (dryRun) return done({ dryRun, ...founded });
  act.sql.exec(
    'INSERT INTO tracker (id, version, document, created_at, updated_at) VALUES (?1, 1, ?2, ?3, ?3)',
    tracker.id,
    canonical(tracker),
    act.at,
  );
  keepScheme(act, tracker);
  audit(act, { act: 'create tracker', tracker: tracker.id });
  enqueueTracker(act, tracker.id);
  return done(founded);
}

/**
 * Changes a tracker. A changed scheme must come as a new version, and keep every verdict that is in use. One that is sent without
 * its visibility keeps what it has: a program that knows nothing of that puts nothing into the lists.
 */
export function changeTracker(
  act: Act,
  version: number,
  sent: Tracker,
  dryRun: boolean,
): Result<TrackerAnswer, 'invalid' | 'stale' | 'unknown-tracker'> {
  const now = findTracker(act.sql, sent.id);
  if (!now) return refused({ reason: 'unknown-tracker' });
  const { visibility = now.tracker.visibility } = sent;
  const tracker: Tracker = visibility === undefined ? sent : { ...sent, visibility };
  if (now.version !== version) return refused({ reason: 'stale', version: now.version });
  if (canonical(now.tracker) === canonical(tracker)) return done(dryRun ? { dryRun, ...now } : now);
  const fault =
    visibilityFault(now.tracker, tracker) ??
    closingFault(act, tracker.closedAt) ??
    formerFault(now.tracker, tracker) ??
    schemeFault(act.sql, now.tracker, tracker) ??
    usedFault(act.sql, tracker);
  if (fault) return fault;
  const { openedAt } = now;
  if (dryRun) return done({ dryRun, version, tracker, openedAt });
  act.sql.exec(
    'UPDATE tracker SET version = ?, document = ?, updated_at = ? WHERE id = ?',
    version + 1,
    canonical(tracker),
    act.at,
    tracker.id,
  );
  keepScheme(act, tracker);
  audit(act, {
    act: 'change tracker',
    tracker: tracker.id,
    detail: { before: replaced(now.tracker, tracker) },
  });
  if (now.tracker.review === 'one' && tracker.review === 'two')
    sendUncheckedSchedulesToReview(act, tracker.id);
  enqueueTracker(act, tracker.id, now.tracker);
  return done({ version: version + 1, tracker, openedAt });
}

// A tracker is opened by an act of its own, which tells first what becomes public; what readers have seen stays in sight.
function visibilityFault(before: Tracker, { visibility = 'public' }: Tracker) {
  if (isPrivate(before) === (visibility === 'private')) return undefined;
  const choices = isPrivate(before) ? ['private'] : ['unlisted', 'public'];
  const why = isPrivate(before)
    ? 'cannot be changed here: open the tracker, which says first what becomes public (POST .../open)'
    : 'cannot be private again: what was published stays on record; allowed: unlisted, public';
  return invalid('/visibility', choiceFault('not-a-choice', visibility, choices), why);
}

/** Readers are told that a term is over, so it has to be. */
export function closingFault({ at }: Act, closedAt: Tracker['closedAt']) {
  if (!closedAt || Date.parse(closedAt) <= Date.parse(at)) return undefined;
  return invalid('/closedAt', { code: 'in-future', found: closedAt, allowed: { latest: at } });
}

/** Keeps a version of a tracker's scheme, by which what is published under it is read for ever. */
export function keepScheme({ sql }: Act, { id, scheme }: Tracker): void {
  sql.exec('INSERT OR IGNORE INTO scheme VALUES (?, ?, ?)', id, scheme.version, canonical(scheme));
}

function schemeFault(sql: SqlStorage, before: Tracker, after: Tracker) {
  if (canonical(before.scheme) === canonical(after.scheme)) return undefined;
  if (after.scheme.version !== before.scheme.version + 1)
    return invalid(
      '/scheme/version',
      choiceFault('not-a-choice', after.scheme.version, [`${before.scheme.version + 1}`]),
      `is ${after.scheme.version}; a changed scheme is version ${before.scheme.version + 1}`,
    );
  const inUse = sql.exec<{ id: string }>(
    `SELECT DISTINCT json_extract(document, '$.verdict.id') AS id FROM revision
     WHERE tracker = ? AND document IS NOT NULL`,
    after.id,
  );
  for (const { id } of inUse)
    if (!namesOf(after.scheme.verdicts).has(id))
      return invalid('/scheme/verdicts', `lack "${id}", which is in use and must stay`);
  return undefined;
}

type Named = { id: string; formerIds?: string[] | undefined };

/** Every name that things have or had. */
function namesOf(things: readonly Named[]): Set<string> {
  return new Set(things.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]));
}

// Former ids come of renaming and merging alone: by a slip here, what articles name would lead to something else.
function formerFault(before: Tracker, after: Tracker) {
  for (const [path, things] of Object.entries(namedThings(after))) {
    const then = namedThings(before)[path] ?? [];
    for (const [index, { id, formerIds }] of things.entries()) {
      const known = then.find((each) => each.id === id)?.formerIds;
      if (JSON.stringify(formerIds) !== JSON.stringify(known))
        return invalid(
          `${path}/${index}/formerIds`,
          known
            ? `must stay as they are: ${known.join(', ')}`
            : 'come of POST .../words, which renames and merges; leave them out',
        );
    }
  }
  return undefined;
}

function namedThings({ scheme, categories, documents, facets = [] }: Tracker): Record<string, Named[]> {
  return {
    '/scheme/verdicts': scheme.verdicts,
    '/categories': categories,
    '/documents': documents,
    '/facets': facets,
    ...Object.fromEntries(
      facets.map(({ id, values }, index) => [
        `/facets/${index}/values`,
        values.map((value) => ({ ...value, facet: id })),
      ]),
    ),
  };
}

// What a published pledge names must stay, or its page would name nothing and it could not be edited any more.
function usedFault(sql: SqlStorage, { id, categories, facets = [], documents }: Tracker) {
  const used = sql.exec<{ part: 'categories' | 'documents' | 'facets'; name: string }>(
    `SELECT DISTINCT 'categories' AS part, value AS name
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision,
       json_each(document, '$.categories') WHERE pledge.tracker = ?1
     UNION
     SELECT DISTINCT 'documents', json_extract(document, '$.promise.document')
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE pledge.tracker = ?1 AND document IS NOT NULL
     UNION
     SELECT DISTINCT 'facets', facet.key || ':' || value.value
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision,
       json_each(document, '$.facets') facet, json_each(facet.value) value WHERE pledge.tracker = ?1`,
    id,
  );
  const terms = facets.flatMap((facet) =>
    [...namesOf([facet])].flatMap((name) =>
      [...namesOf(facet.values)].map((value) => facetTerm(name, value)),
    ),
  );
  const known = { categories: namesOf(categories), documents: namesOf(documents), facets: new Set(terms) };
  for (const { part, name } of used)
    if (!known[part].has(name)) return invalid(`/${part}`, `lack "${name}", which is in use and must stay`);
  return undefined;
}

// What a change of a tracker took away, for the audit.
function replaced(before: Tracker, after: Tracker): Record<string, unknown> {
  const changed = (Object.keys(before) as (keyof Tracker)[]).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(changed.map((name) => [name, before[name]]));
}
