// A tracker under other names: what a renaming or merging makes of it, and why one cannot be.

import { shown } from '../../data/explain.ts';
import type { FieldError } from '../../data/field-error.ts';
import type { Tracker } from '../../data/tracker.ts';
import { fieldError, unknownId } from '../field-error.ts';

/** What can go by another id. A value is one of the facet `in`. */
export type Word = 'verdict' | 'category' | 'document' | 'facet' | 'value';

export type Renaming = { of: Word; in?: string | undefined; from: string; to: string };
export type Merging = { of: 'category' | 'value'; in?: string | undefined; from: string; into: string };

type Named = { id: string; formerIds?: string[] | undefined };

const KINDS: Record<Word, string> = {
  verdict: 'a verdict',
  category: 'a category',
  document: 'a document',
  facet: 'a facet',
  value: 'a value',
};

/** The tracker under its new names, in which every old one is kept as a former id; or what is wrong with them, one by one. */
export function renamed(
  before: Tracker,
  { rename, merge }: { rename: Renaming[]; merge: Merging[] },
): { tracker: Tracker; errors: FieldError[] } {
  const tracker = structuredClone(before);
  const errors = [
    ...rename.flatMap((each, index) => renameOne(tracker, each, `/rename/${index}`)),
    ...merge.flatMap((each, index) => mergeOne(tracker, each, `/merge/${index}`)),
  ];
  if (JSON.stringify(tracker.scheme) !== JSON.stringify(before.scheme)) tracker.scheme.version += 1;
  return { tracker, errors };
}

function renameOne(tracker: Tracker, { of, in: facet, from, to }: Renaming, at: string): FieldError[] {
  const things = listOf(tracker, of, facet);
  if (!things) return [unknownFacet(tracker, facet, at)];
  const thing = things.find(({ id }) => id === from);
  if (!thing) return [unknownId(`${at}/from`, KINDS[of], from, idsOf(things))];
  if (to === from) return [fieldError(`${at}/to`, `is the id that it has; found: ${shown(to)}`)];
  const taken = things.find(
    (other) => other !== thing && [other.id, ...(other.formerIds ?? [])].includes(to),
  );
  if (taken)
    return [
      fieldError(
        `${at}/to`,
        taken.id === to
          ? `is ${KINDS[of]} of this tracker already; found: ${shown(to)}`
          : `leads to "${taken.id}", as whose id it was published; found: ${shown(to)}`,
      ),
    ];
  thing.id = to;
  setFormer(
    thing,
    [...(thing.formerIds ?? []), from].filter((id) => id !== to),
  );
  return [];
}

function mergeOne(tracker: Tracker, { of, in: facet, from, into }: Merging, at: string): FieldError[] {
  const things = listOf(tracker, of, facet);
  if (!things) return [unknownFacet(tracker, facet, at)];
  const [gone, stays] = [from, into].map((id) => things.find((each) => each.id === id));
  if (!gone) return [unknownId(`${at}/from`, KINDS[of], from, idsOf(things))];
  if (!stays) return [unknownId(`${at}/into`, KINDS[of], into, idsOf(things))];
  if (gone === stays) return [fieldError(`${at}/into`, `is the same as from; found: ${shown(into)}`)];
  things.splice(things.indexOf(gone), 1);
  setFormer(stays, [...(stays.formerIds ?? []), ...(gone.formerIds ?? []), gone.id]);
  return [];
}

/** The things of one kind that a tracker has; null where it has no such facet. */
function listOf(tracker: Tracker, of: Word, facet: string | undefined): Named[] | null {
  switch (of) {
    case 'verdict':
      return tracker.scheme.verdicts;
    case 'category':
      return tracker.categories;
    case 'document':
      return tracker.documents;
    case 'facet':
      return tracker.facets ?? [];
    case 'value':
      return tracker.facets?.find(({ id }) => id === facet)?.values ?? null;
    default:
      return of satisfies never;
  }
}

function unknownFacet({ facets = [] }: Tracker, facet = '', at: string): FieldError {
  return unknownId(`${at}/in`, KINDS.facet, facet, idsOf(facets));
}

function idsOf(things: readonly Named[]): string[] {
  return things.map(({ id }) => id);
}

function setFormer(thing: Named, ids: string[]): void {
  if (ids.length > 0) thing.formerIds = ids;
  else delete thing.formerIds;
}

/** A tracker without its former ids: of one that nobody could read yet, nobody knows them. */
export function withoutFormerIds(tracker: Tracker): Tracker {
  const copy = structuredClone(tracker);
  const facets = copy.facets ?? [];
  const all: Named[] = [
    ...copy.scheme.verdicts,
    ...copy.categories,
    ...copy.documents,
    ...facets,
    ...facets.flatMap(({ values }) => values),
  ];
  for (const thing of all) delete thing.formerIds;
  return copy;
}
