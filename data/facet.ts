// Facets as addresses and attributes name them. It imports nothing, so that elements may share it.

/** A pledge's values by facet: `{ party: ['greens'], ministry: ['health', 'finance'] }`. */
export type Facets = Record<string, string[]>;

/** A facet with one of its values: `party:greens`. */
export function facetTerm(facet: string, value: string): string {
  return `${facet}:${value}`;
}

/** The pairs in it: `party:greens`, `ministry:health`, `ministry:finance`. */
export function facetTerms(facets: Facets | null | undefined): string[] {
  return Object.entries(facets ?? {}).flatMap(([facet, values]) =>
    values.map((value) => facetTerm(facet, value)),
  );
}
