// A tracker's pledges as a list: filtered, searched, sorted and cut into pages. Pure; the API and the page share it.
import type { FormerIds } from '../data/current-ids.ts';
import type { Facets } from '../data/facet.ts';
import type { Listing, SearchIndex, TrackerIndex } from '../data/published.ts';
import { wordSearch } from './search.ts';

type Row = TrackerIndex['pledges'][number];

/** What a reader wants to see. A filter that names nothing known finds nothing. */
export type Wanted = {
  verdict?: string | undefined;
  outcome?: string | undefined;
  category?: string | undefined;
  /** Values of facets, as `party:greens`: a pledge has all of them. */
  facet?: string[] | undefined;
  q?: string | undefined;
  sort: Sort;
  limit: number;
  cursor?: string | undefined;
};

/** A longer search is refused, or cut on a page. */
export const MOST_QUERY_CHARACTERS = 200;

/** What is shown where nothing is asked for. */
export const USUALLY_WANTED = { sort: 'updated', limit: 50 } as const satisfies Wanted;

/** `updated`: the newest verdict first. `title`: by the alphabet of the tracker's language. */
export const SORTS = ['updated', 'title'] as const;
type Sort = (typeof SORTS)[number];

/** What a row has of something that can be asked for, and what is asked of it: a row is found that has all of that. */
type Filter = { of: (row: Row) => readonly string[]; wanted: readonly string[]; counts: Map<string, number> };

function filter(wanted: string | readonly string[] = [], of: Filter['of']): Filter {
  return { of, wanted: [wanted].flat(), counts: new Map() };
}

// Each facet narrows by itself: those that a row has, and those that are asked for and that no row may have.
function facetFilters({ pledges }: TrackerIndex, terms: readonly string[] = []): Map<string, Filter> {
  const asked = terms.map((term) => term.split(':', 2));
  const ids = new Set(asked.map(([id = '']) => id));
  for (const { facets } of pledges) for (const id in facets) ids.add(id);
  const valuesOf = (facet: string) => asked.flatMap(([id, value = '']) => (id === facet ? [value] : []));
  return new Map([...ids].map((id) => [id, filter(valuesOf(id), ({ facets }) => valuesIn(facets, id))]));
}

// Somebody may ask for a facet by the name of something that every object has.
function valuesIn(facets: Facets = {}, id: string): string[] {
  return Object.hasOwn(facets, id) ? (facets[id] ?? []) : [];
}

/** The same wish by the ids of now: addresses that name what was renamed are on other pages. */
export function inCurrentTerms(wanted: Wanted, former: FormerIds | undefined): Wanted {
  if (!former) return wanted;
  const now = (kind: keyof FormerIds, id: string) =>
    Object.hasOwn(former[kind], id) ? former[kind][id] : id;
  const { verdict, category, facet } = wanted;
  return {
    ...wanted,
    ...(verdict === undefined ? {} : { verdict: now('verdict', verdict) }),
    ...(category === undefined ? {} : { category: now('category', category) }),
    ...(facet === undefined ? {} : { facet: facet.map((term) => now('facet', term) ?? term) }),
  };
}

/**
 * One page of the list. `counts` tell for each filter how many rows each of its values would find, with the other
 * filters and the search as they are.
 */
export function listPledges(index: TrackerIndex, words: SearchIndex | null, sent: Wanted): Listing {
  const wanted = inCurrentTerms(sent, index.former);
  const verdict = filter(wanted.verdict, (row) => [row.verdict.id]);
  const outcome = filter(wanted.outcome, (row) => [row.verdict.outcome]);
  const category = filter(wanted.category, (row) => row.categories);
  const facets = facetFilters(index, wanted.facet);
  const filters = [verdict, outcome, category, ...facets.values()];
  const found: Row[] = [];
  for (const row of searched(index, words, wanted)) {
    const failing = filters.filter(({ of, wanted }) => !wanted.every((value) => of(row).includes(value)));
    if (failing.length === 0) found.push(row);
    for (const each of filters)
      if (failing.every((other) => other === each))
        for (const value of each.of(row)) each.counts.set(value, (each.counts.get(value) ?? 0) + 1);
  }
  const rest = found.slice(firstAfter(found, wanted, index.language));
  const pledges = rest.slice(0, wanted.limit);
  const last = pledges.at(-1);
  return {
    tracker: index.tracker,
    total: found.length,
    counts: {
      verdict: Object.fromEntries(verdict.counts),
      outcome: Object.fromEntries(outcome.counts),
      category: Object.fromEntries(category.counts),
      facet: Object.fromEntries([...facets].map(([id, { counts }]) => [id, Object.fromEntries(counts)])),
    },
    pledges,
    next: last && rest.length > pledges.length ? cursorAt(last, wanted.sort) : null,
  };
}

function searched({ pledges, byTitle }: TrackerIndex, words: SearchIndex | null, { q, sort }: Wanted): Row[] {
  const rows = sort === 'title' ? byTitle.flatMap((at) => pledges[at] ?? []) : pledges;
  if (!q || !words) return rows;
  const holds = wordSearch(q);
  return rows.filter(({ slug }) => holds(words.words[slug] ?? ''));
}

// A cursor is the place of the last row that was shown, so what is published or withdrawn between two pages neither
// repeats a row nor skips one.

type Place = { key: string; slug: string };

const place = (row: Row, sort: Sort): Place => ({
  key: sort === 'title' ? row.title : (row.updatedAt ?? ''),
  slug: row.slug,
});

function cursorAt(row: Row, sort: Sort): string {
  const { key, slug } = place(row, sort);
  return `${key},${slug}`;
}

/** The place that a cursor names; null where it is none of ours. */
export function placeOf(cursor: string): Place | null {
  const [, key, slug] = /^(.*),([a-z0-9-]+)$/.exec(cursor) ?? [];
  return key === undefined || slug === undefined ? null : { key, slug };
}

// By halves: a comparison of titles is dear, and the rows are in order.
function firstAfter(rows: Row[], { cursor, sort }: Wanted, language: string): number {
  const after = cursor === undefined ? null : placeOf(cursor);
  if (!after) return 0;
  const compare = ORDERS[sort](language);
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && compare(place(row, sort), after) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const bySlug = (a: Place, b: Place) => (a.slug < b.slug ? -1 : Number(a.slug > b.slug));

/** How rows are sorted: what is undated comes last. */
export const ORDERS: Record<Sort, (language: string) => (a: Place, b: Place) => number> = {
  updated: () => (a, b) => (a.key > b.key ? -1 : Number(a.key < b.key)) || bySlug(a, b),
  title: (language) => {
    const { compare } = new Intl.Collator(language, { numeric: true });
    return (a, b) => compare(a.key, b.key) || bySlug(a, b);
  },
};
