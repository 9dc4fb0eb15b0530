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
  const shown = sql.exec<{ status: string; named: string }>(
    `SELECT pledge.status AS status, ${namedIn('document')} AS named
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE pledge.tracker = ?1 AND document IS NOT NULL`,
    id,
  );
  for (const { status, named } of shown) {
    const place = status === 'published' ? 'published' : 'record';
    if (place === 'published') usage.pledges.published += 1;
    note(usage, tracker, [JSON.parse(named)], place);
  }
  // What is ready in a private tracker is in the works, as the draft beside it is.
  const working = sql.exec<{ draft: string | null; ready: string | null }>(
    `SELECT iif(work IS NULL OR draft IS NULL, NULL, ${namedIn('draft')}) AS draft,
       iif(ready IS NULL, NULL, ${namedIn('ready', '$.content')}) AS ready
     FROM pledge WHERE tracker = ?1 AND (work IS NOT NULL OR ready IS NOT NULL)`,
    id,
  );
  for (const { draft, ready } of working) {
    usage.pledges.drafts += 1;
    const named = [draft, ready].flatMap((text): PledgeDraft[] => (text === null ? [] : [JSON.parse(text)]));
    note(usage, tracker, named, 'drafts');
  }
  // A verdict stays in the record for ever, whoever had it.
  const given = sql.exec<{ id: string }>(
    "SELECT DISTINCT json_extract(document, '$.verdict.id') AS id FROM revision WHERE tracker = ? AND document IS NOT NULL",
    id,
  );
  for (const { id: verdict } of given) keep(of(usage.verdicts, currentId(tracker.scheme.verdicts, verdict)));
  return usage;
}

// The few parts of a document that count, so that thousands of them need not be read whole.
function namedIn(column: string, root = '$'): string {
  const part = (path: string) => `json_extract(${column}, '${root}.${path}')`;
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

// A pledge counts once for a thing, wherever it names it.
function note(usage: TrackerUsage, tracker: Tracker, named: PledgeDraft[], place: Place): void {
  const uses = new Set(
    named.flatMap(({ verdict, promise, categories = [], facets = {} }) => [
      verdict?.id ? of(usage.verdicts, currentId(tracker.scheme.verdicts, verdict.id)) : undefined,
      promise?.document ? of(usage.documents, currentId(tracker.documents, promise.document)) : undefined,
      ...categories.map((id) => of(usage.categories, currentId(tracker.categories, id))),
      ...Object.entries(currentFacets(tracker, facets)).flatMap(([facet, values]) =>
        values.map((value) => of(of(usage.facets, facet), value)),
      ),
    ]),
  );
  for (const use of uses) {
    if (use && place !== 'record') use[place] += 1;
    keep(use);
  }
}

// Somebody may have called a thing by the name of something that every object has.
function of<Value>(named: Record<string, Value> | undefined, id: string): Value | undefined {
  return named && Object.hasOwn(named, id) ? named[id] : undefined;
}

function keep(use: Use | undefined): void {
  if (use) use.removable = false;
}
