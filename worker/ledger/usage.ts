// How many pledges use each verdict, category, facet value and document of a tracker.
import { currentFacets, currentId } from '../../data/current-ids.ts';
import type { TrackerUsage, Use } from '../../data/desk.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { findTracker } from './trackers.ts';

type Place = 'published' | 'drafts' | 'record';

/** What is used of a tracker, by kind and id; null where there is no such tracker. */
export function usageOf(sql: SqlStorage, id: string): TrackerUsage | null {
  const found = findTracker(sql, id);
  if (!found) return null;
  const { version, tracker } = found;
  const usage: TrackerUsage = { version, pledges: { published: 0, drafts: 0 }, ...unused(tracker) };
  const named = sql.exec<{ place: Place; named: string }>(
    `SELECT iif(pledge.status = 'published', 'published', 'record') AS place, ${namedIn('document')} AS named
       FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
       WHERE pledge.tracker = ?1 AND document IS NOT NULL
     UNION ALL
     SELECT 'drafts', ${namedIn('draft')} FROM pledge WHERE tracker = ?1 AND work IS NOT NULL AND draft IS NOT NULL`,
    id,
  );
  for (const { place, named: text } of named) {
    if (place !== 'record') usage.pledges[place] += 1;
    note(usage, tracker, JSON.parse(text), place);
  }
  // A verdict stays in the record for ever, whoever had it.
  const given = sql.exec<{ id: string }>(
    "SELECT DISTINCT json_extract(document, '$.verdict.id') AS id FROM revision WHERE tracker = ? AND document IS NOT NULL",
    id,
  );
  for (const { id: verdict } of given) keep(usage.verdicts[currentId(tracker.scheme.verdicts, verdict)]);
  return usage;
}

// The few parts of a document that count, so that thousands of them need not be read whole.
function namedIn(column: string): string {
  const part = (path: string) => `json_extract(${column}, '$.${path}')`;
  return `json_object('categories', json(coalesce(${part('categories')}, '[]')), 'facets', json(coalesce(${part('facets')}, '{}')),
    'verdict', json_object('id', ${part('verdict.id')}), 'promise', json_object('document', ${part('promise.document')}))`;
}

function unused({ scheme, categories, facets = [], documents }: Tracker) {
  const none = (things: { id: string }[]): Record<string, Use> =>
    Object.fromEntries(things.map(({ id }) => [id, { published: 0, drafts: 0, removable: true }]));
  return {
    verdicts: none(scheme.verdicts),
    categories: none(categories),
    documents: none(documents),
    facets: Object.fromEntries(facets.map(({ id, values }) => [id, none(values)])),
  };
}

function note(usage: TrackerUsage, tracker: Tracker, named: PledgeDraft, place: Place): void {
  const { verdict, promise, categories = [], facets = {} } = named;
  const uses = [
    verdict?.id ? usage.verdicts[currentId(tracker.scheme.verdicts, verdict.id)] : undefined,
    promise?.document ? usage.documents[currentId(tracker.documents, promise.document)] : undefined,
    ...new Set(categories.map((id) => usage.categories[currentId(tracker.categories, id)])),
    ...Object.entries(currentFacets(tracker, facets)).flatMap(([facet, values]) =>
      values.map((value) => usage.facets[facet]?.[value]),
    ),
  ];
  for (const use of uses) {
    if (use && place !== 'record') use[place] += 1;
    keep(use);
  }
}

function keep(use: Use | undefined): void {
  if (use) use.removable = false;
}
