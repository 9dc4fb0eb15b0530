// The lists of a tracker's settings as documents: what is in them, what uses it, and how something new begins.
import type { TrackerUsage, Use } from '../../../data/desk.ts';
import { slugOf } from '../../../data/slug.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { withValue } from '../common/draft.ts';
import type { ThingList } from './thing-list.ts';
import { nameOf, type Thing, thingsOf } from './tracker-changes.ts';

/** As long as an id inside a tracker may be. */
const LONGEST_ID = 80;

/** A list as it is drawn: of the draft, with what is saved of it and used. */
export function listOf(
  { draft, saved: before, usage }: { draft: Tracker; saved: Tracker; usage: TrackerUsage },
  kind: ThingList['kind'],
  facet?: string,
): ThingList {
  const of = (tracker: Tracker) =>
    thingsOf(tracker).find((list) => list.kind === kind && (facet === undefined || list.facet === facet));
  const { pointer = '/facets', things = [] } = of(draft) ?? {};
  const saved = new Set((of(before)?.things ?? []).map(({ id }) => id));
  return { kind, pointer, things, facet, saved, uses: usesOf(usage, kind, facet) };
}

function usesOf(usage: TrackerUsage, kind: ThingList['kind'], facet = ''): Record<string, Use> {
  switch (kind) {
    case 'verdict':
      return usage.verdicts;
    case 'category':
      return usage.categories;
    case 'document':
      return usage.documents;
    case 'value':
      return usage.facets[facet] ?? {};
    default:
      return Object.fromEntries(
        Object.entries(usage.facets).flatMap(([id, values]) =>
          Object.entries(values).map(([value, use]) => [`${id}:${value}`, use]),
        ),
      );
  }
}

/** Verdicts by their places, as lists and tallies show them. */
export function inOrder(tracker: Tracker): Tracker {
  const verdicts = [...tracker.scheme.verdicts].sort((one, other) => one.order - other.order);
  return { ...tracker, scheme: { ...tracker.scheme, verdicts } };
}

/** One more of a list, under an id that is not taken, until it has a label. */
export function newThing(kind: ThingList['kind'], things: readonly Thing[]): Thing {
  const ids = takenIn(things);
  let order = things.length + 1;
  while (ids.has(`${kind}-${order}`)) order += 1;
  const id = `${kind}-${order}`;
  switch (kind) {
    case 'verdict':
      return {
        id,
        label: {},
        definition: {},
        outcome: 'unrated',
        final: false,
        counted: false,
        order,
      } as Thing;
    case 'facet':
      return { id, label: {}, values: [{ id: 'value-1', label: {} }] } as Thing;
    case 'document':
      return { id, title: '', year: new Date().getFullYear() } as Thing;
    default:
      return { id, label: {} };
  }
}

/** A draft in which what is new has an id made of its label, once it has one. */
export function withIdsOfLabels(before: Tracker, draft: Tracker): Tracker {
  let next = draft;
  for (const { kind, pointer, things } of thingsOf(draft)) {
    const taken = takenIn(things);
    const saved = new Set(
      thingsOf(before).flatMap((list) => (list.kind === kind ? list.things.map(({ id }) => id) : [])),
    );
    for (const [index, thing] of things.entries()) {
      const id = slugOf(nameOf({ ...thing, id: '' }, next), next.language)
        .slice(0, LONGEST_ID)
        .replace(/-$/, '');
      if (saved.has(thing.id) || !id || taken.has(id) || !/^\w+-\d+$/.test(thing.id)) continue;
      taken.add(id);
      next = withValue(next, `${pointer}/${index}/id`, id);
    }
  }
  return next;
}

function takenIn(things: readonly Thing[]): Set<string> {
  return new Set(things.flatMap(({ id, formerIds = [] }) => [id, ...formerIds]));
}
