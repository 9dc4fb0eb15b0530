// What is other in a tracker than before, for whoever is about to save it; and two people's changes of one.
import type { Tracker } from '../../../data/tracker.ts';
import { isSame } from '../common/draft.ts';
import { inLanguage } from '../common/pledges.ts';
import { settingsWords } from '../words/settings-words.ts';

export type Kind = keyof typeof settingsWords.kinds;
/** A verdict, category, facet, value or document: what has an id and may be in use. */
export type Thing = {
  id: string;
  formerIds?: string[] | undefined;
  label?: Record<string, string>;
  title?: string;
};

const { saving, fields } = settingsWords;

/** What a thing is called, in its tracker's language. */
export function nameOf({ id, label, title }: Thing, tracker: Tracker): string {
  return (label ? inLanguage(label, tracker) : title) || id;
}

/** Each list of things that a tracker has, by its pointer. */
export function thingsOf(
  tracker: Tracker,
): { kind: Kind; pointer: string; things: Thing[]; facet?: string }[] {
  const { scheme, categories, facets = [], documents } = tracker;
  return [
    { kind: 'verdict', pointer: '/scheme/verdicts', things: scheme.verdicts },
    { kind: 'category', pointer: '/categories', things: categories },
    { kind: 'facet', pointer: '/facets', things: facets },
    ...facets.map(({ id, values }, index) => ({
      kind: 'value' as const,
      pointer: `/facets/${index}/values`,
      things: values,
      facet: id,
    })),
    { kind: 'document', pointer: '/documents', things: documents },
  ];
}

/** Sentences of what saving changes. */
export function changesBetween(before: Tracker, after: Tracker): string[] {
  const lists = ['scheme', 'categories', 'facets', 'documents'];
  const single = Object.keys({ ...before, ...after }).filter(
    (name) => !lists.includes(name) && !isSame(before[name as keyof Tracker], after[name as keyof Tracker]),
  );
  const then = new Map(thingsOf(before).map((list) => [`${list.kind} ${list.facet ?? ''}`, list.things]));
  return [
    ...single.map((name) => saving.field((fields as Record<string, unknown>)[name]?.toString() ?? name)),
    ...thingsOf(after).flatMap(({ kind, things, facet }) =>
      changesOf(kind, then.get(`${kind} ${facet ?? ''}`) ?? [], things, before, after),
    ),
  ];
}

function changesOf(kind: Kind, before: Thing[], after: Thing[], ...[was, is]: [Tracker, Tracker]): string[] {
  const said = settingsWords.kinds[kind];
  const known = new Map(before.map((thing) => [thing.id, thing]));
  const ids = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((thing) => {
    const then = known.get(thing.id);
    if (!then) return saving.added(said, nameOf(thing, is));
    const names = [nameOf(then, was), nameOf(thing, is)] as const;
    if (names[0] !== names[1]) return saving.relabelled(said, ...names);
    const { order: _, values: _v, ...rest } = thing as Thing & { order?: number; values?: Thing[] };
    const { order: _o, values: _w, ...old } = then as Thing & { order?: number; values?: Thing[] };
    return isSame(rest, old) ? [] : saving.changed(said, names[1]);
  });
  const gone = before
    .filter(({ id }) => !ids.has(id))
    .map((thing) => saving.removed(said, nameOf(thing, was)));
  const order = (things: Thing[], of: Map<string, Thing> | Set<string>) =>
    things.flatMap(({ id }) => (of.has(id) ? [id] : []));
  const isMoved = !isSame(order(before, ids), order(after, known));
  return [...changed, ...gone, ...(isMoved ? [saving.moved(said)] : [])];
}

/** Verdicts that say something else than before, with the same outcome: what was published may get their words. */
export function reworded(before: Tracker, after: Tracker): Thing[] {
  return after.scheme.verdicts.filter((verdict) => {
    const then = before.scheme.verdicts.find(({ id }) => id === verdict.id);
    const words = ({ label, short, definition }: typeof verdict) => ({ label, short, definition });
    return then && then.outcome === verdict.outcome && !isSame(words(then), words(verdict));
  });
}

/** As the endpoint takes it: the order of verdicts by their places, a changed scheme as the next version. */
export function toSave(before: Tracker, draft: Tracker): Tracker {
  const verdicts = draft.scheme.verdicts.map((verdict, index) => ({ ...verdict, order: index + 1 }));
  const inOrder = before.scheme.verdicts.map((verdict, index) => ({ ...verdict, order: index + 1 }));
  const isChanged = !isSame({ ...draft.scheme, verdicts }, { ...before.scheme, verdicts: inOrder });
  const version = before.scheme.version + 1;
  return { ...draft, scheme: isChanged ? { ...draft.scheme, version, verdicts } : before.scheme };
}

/**
 * My changes on top of theirs: a field that I did not change is as they have it. `both`: we both changed it; `lost`: ids were
 * renamed in it there, so mine no longer fits.
 */
export function merged(
  base: Tracker,
  mine: Tracker,
  theirs: Tracker,
): { tracker: Tracker; both: string[]; lost: string[] } {
  const result: Record<string, unknown> = { ...theirs };
  const both: string[] = [];
  const lost: string[] = [];
  for (const name of new Set([...Object.keys(mine), ...Object.keys(base)]) as Set<keyof Tracker>) {
    if (isSame(mine[name], base[name])) continue;
    const isTheirs = !isSame(theirs[name], base[name]);
    if (isTheirs && renames(base, theirs).has(name)) {
      lost.push(name);
      continue;
    }
    if (isTheirs && !isSame(mine[name], theirs[name])) both.push(name);
    result[name] = mine[name];
  }
  const tracker = result as Tracker;
  return {
    tracker: { ...tracker, scheme: { ...tracker.scheme, version: theirs.scheme.version } },
    both,
    lost,
  };
}

function renames(base: Tracker, theirs: Tracker): Set<string> {
  const former = (tracker: Tracker) =>
    new Map(
      thingsOf(tracker).map(({ pointer, things }) => [
        pointer,
        things.map(({ formerIds }) => formerIds ?? []),
      ]),
    );
  const then = former(base);
  return new Set(
    [...former(theirs)]
      .filter(([pointer, ids]) => !isSame(ids.flat(), (then.get(pointer) ?? []).flat()))
      .map(([pointer]) => pointer.split('/')[1] ?? ''),
  );
}
