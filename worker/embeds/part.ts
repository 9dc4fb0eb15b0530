// A part of a tracker that can be shown by itself: one of its categories, or one value of a facet.
import { currentId, currentTerm } from '../../data/current-ids.ts';
import { facetTerm } from '../../data/facet.ts';
import type { Part } from '../../data/snippets.ts';
import type { Tracker } from '../../data/tracker.ts';
import { ownLabel } from '../label.ts';

/** Every part that a tracker has, in its order, with what it is called there. */
export function partsOf({ categories, facets = [], language }: Tracker): (Part & { label: string })[] {
  return [
    ...categories.map(({ id, label }) => ({ category: id, label: ownLabel(label, language) })),
    ...facets.flatMap(({ id, values }) =>
      values.map((value) => ({ facet: facetTerm(id, value.id), label: ownLabel(value.label, language) })),
    ),
  ];
}

/** The part that these name, by this id or one that it had; null where the tracker has none of them. There is no summary of two at once: the first counts. */
export function partNamed(tracker: Tracker, { category, facet }: Part): (Part & { label: string }) | null {
  const parts = partsOf(tracker);
  const currentCategory = category === undefined ? undefined : currentId(tracker.categories, category);
  const currentFacet = facet === undefined ? undefined : currentTerm(tracker, facet);
  return (
    parts.find((part) => part.category !== undefined && part.category === currentCategory) ??
    parts.find((part) => part.facet !== undefined && part.facet === currentFacet) ??
    null
  );
}

/** The part as the query of an address: `category=housing`, `facet=party:greens`. */
export function partQuery({ category, facet }: Part): string {
  return category === undefined ? `facet=${facet}` : `category=${category}`;
}

/** The tracker's page with this part of it in view. */
export function partUrl({ url }: { url: string }, part: Part | null): string {
  return part ? `${url}?${partQuery(part)}` : url;
}
