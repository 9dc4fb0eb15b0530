// Ids that have changed: what a tracker calls a thing by now, whichever of its names somebody knows. Articles, addresses and
// spreadsheets hold the old ones for ever. It imports types alone.
import { type Facets, facetTerm } from './facet.ts';
import type { PledgeDraft } from './pledge.ts';
import type { Tracker } from './tracker.ts';

type Named = { id: string; formerIds?: string[] | undefined };

/** The id by which a thing goes now; one that no thing of the list has or had stays as it is. */
export function currentId(things: readonly Named[], id: string): string {
  return (
    (things.find((thing) => thing.id === id) ?? things.find((thing) => thing.formerIds?.includes(id)))?.id ??
    id
  );
}

/** The facet and value by which `party:greens` goes now. */
export function currentTerm({ facets = [] }: Pick<Tracker, 'facets'>, term: string): string {
  const [facetId = '', valueId = ''] = term.split(':');
  const facet = facets.find(({ id }) => id === currentId(facets, facetId));
  return facet ? facetTerm(facet.id, currentId(facet.values, valueId)) : term;
}

/** Every former id of a tracker's verdicts, categories and facets with their values, and what it is now. */
export type FormerIds = Record<'verdict' | 'category' | 'facet', Record<string, string>>;

/** These; null where nothing was ever called otherwise, as in most trackers. */
export function formerIds({ scheme, categories, facets = [] }: Tracker): FormerIds | null {
  const pairsOf = (things: readonly Named[]) =>
    things.flatMap(({ id, formerIds = [] }) => formerIds.map((former) => [former, id] as const));
  const terms = facets.flatMap((facet) =>
    facet.values.flatMap((value) => {
      const now = facetTerm(facet.id, value.id);
      return namesOf(facet)
        .flatMap((facetId) => namesOf(value).map((valueId) => facetTerm(facetId, valueId)))
        .filter((term) => term !== now)
        .map((term) => [term, now] as const);
    }),
  );
  const [verdict, category] = [pairsOf(scheme.verdicts), pairsOf(categories)];
  if (verdict.length + category.length + terms.length === 0) return null;
  return {
    verdict: Object.fromEntries(verdict),
    category: Object.fromEntries(category),
    facet: Object.fromEntries(terms),
  };
}

function namesOf({ id, formerIds = [] }: Named): string[] {
  return [id, ...formerIds];
}

/** What a pledge names, by the ids of now. Of two categories or values that became one, one is left. */
export function inCurrentIds<Draft extends PledgeDraft>(tracker: Tracker, pledge: Draft): Draft {
  const { scheme, categories, documents } = tracker;
  const { verdict, promise } = pledge;
  return {
    ...pledge,
    ...(pledge.categories
      ? { categories: eachOnce(pledge.categories, (id) => currentId(categories, id)) }
      : {}),
    ...(pledge.facets ? { facets: currentFacets(tracker, pledge.facets) } : {}),
    ...(verdict?.id === undefined
      ? {}
      : { verdict: { ...verdict, id: currentId(scheme.verdicts, verdict.id) } }),
    ...(promise?.document === undefined
      ? {}
      : { promise: { ...promise, document: currentId(documents, promise.document) } }),
  };
}

/** Values by facet, by the ids of now. */
export function currentFacets({ facets = [] }: Pick<Tracker, 'facets'>, sent: Facets): Facets {
  const now = new Map<string, string[]>();
  for (const [id, values] of Object.entries(sent)) {
    const facet = facets.find((each) => each.id === currentId(facets, id));
    const named = facet?.id ?? id;
    now.set(
      named,
      eachOnce([...(now.get(named) ?? []), ...values], (value) =>
        facet ? currentId(facet.values, value) : value,
      ),
    );
  }
  return Object.fromEntries(now);
}

function eachOnce(ids: readonly string[], now: (id: string) => string): string[] {
  return [...new Set(ids.map(now))];
}
