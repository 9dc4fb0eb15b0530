// Sets fields of a pledge's draft that many pledges are given alike: categories, values of facets, the day it is due.
import type { ChangedFields, ChangedIds } from '../../data/bulk.ts';
import { currentId, inCurrentIds } from '../../data/current-ids.ts';
import type { PledgeRecord } from '../../data/desk.ts';
import type { Facets } from '../../data/facet.ts';
import type { FieldError } from '../../data/field-error.ts';
import { type PledgeDraft, pledgeDraftSchema } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { fieldErrors, unknownId } from '../field-error.ts';
import { type Result, refused } from '../result.ts';
import type { Act, PledgeName } from './act.ts';
import { type Begun, begin, type NotBegun } from './begin.ts';
import { canonical } from './chain.ts';
import { isReadyAlready, readyOf } from './ready.ts';
import { moved } from './record.ts';
import { contentOf } from './revise.ts';
import { isUnchanged } from './unchanged.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { dropDraft, workOn } from './work.ts';

/**
 * Changes the draft, or begins one of what readers see. Whoever sets is one of its authors, and leaves it to its owner. What
 * somebody else has handed in for review is not changed behind a reviewer's back.
 */
export function setFields(
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
  changes: ChangedFields,
): Result<PledgeRecord, NotBegun | 'invalid' | 'not-own' | 'unchanged'> {
  const begun = begin(act, name, version, 'save');
  if (!begun.ok) return begun;
  const { tracker, row, published } = begun.value;
  const { editor, sql } = act;
  if (row.work === 'review' && row.owner !== editor.name) return refused({ reason: 'not-own', act: 'set' });
  const base = contentNow(begun.value);
  const next = changed(tracker, base, changes);
  if (canonical(next) === canonical(base))
    return refused({ reason: 'unchanged', detail: 'These changes are already in place.' });
  const errors = faultsIn(next);
  if (errors.length > 0) return refused({ reason: 'invalid', errors });
  const { id, slug, version: seen } = row;
  if (isUnchanged(tracker, next, published) || isReadyAlready(row, next)) dropDraft(sql, id);
  else
    sql.exec(
      "UPDATE pledge SET draft = ?, authors = ?, owner = ?, work = coalesce(work, 'draft') WHERE id = ?",
      canonical(next),
      JSON.stringify([...new Set<string>(JSON.parse(row.authors)).add(editor.name)]),
      row.draft === null ? editor.name : row.owner,
      id,
    );
  keepStep(act, undo, { slug, pledge: id, trash: null, version: seen + 1, before: workOn(row) });
  return moved(act, row, 'set', { ...fieldsOf(changes), ...undo.detail });
}

/** What is named in it that the tracker does not have: it is wrong for every pledge. */
export function unknownIn({ categories, facets = [] }: Tracker, changes: ChangedFields): FieldError[] {
  const faults: FieldError[] = [];
  const look = (base: string, of: string, ids: ChangedIds, things: Named[]) => {
    for (const list of ['add', 'remove'] as const)
      for (const [index, id] of (ids[list] ?? []).entries())
        if (!isKnown(things, id)) faults.push(unknownId(`${base}/${list}/${index}`, of, id, namesOf(things)));
  };
  if (changes.category) look('/category', 'a category', changes.category, categories);
  for (const [id, values] of Object.entries(changes.facet ?? {})) {
    const facet = facets.find((each) => each.id === currentId(facets, id));
    if (facet) look(`/facet/${id}`, 'a value', values, facet.values);
    else faults.push(unknownId(`/facet/${id}`, 'a facet', id, namesOf(facets)));
  }
  return faults;
}

type Named = { id: string; formerIds?: string[] | undefined };

function isKnown(things: readonly Named[], id: string): boolean {
  return namesOf(things).includes(currentId(things, id));
}

function namesOf(things: readonly Named[]): string[] {
  return things.map(({ id }) => id);
}

function contentNow({ tracker, row, published }: Begun): PledgeDraft {
  if (row.draft !== null) return inCurrentIds(tracker, JSON.parse(row.draft));
  const ready = readyOf(row)?.content;
  return inCurrentIds(tracker, ready ?? (published ? contentOf(published) : {}));
}

function changed(tracker: Tracker, base: PledgeDraft, { category, facet, due }: ChangedFields): PledgeDraft {
  const facets = { ...base.facets };
  for (const [sent, values] of Object.entries(facet ?? {})) {
    const of = tracker.facets?.find(({ id }) => id === currentId(tracker.facets ?? [], sent));
    if (!of) continue;
    const left = withChanges(facets[of.id] ?? [], values, of.values);
    if (left.length > 0) facets[of.id] = left;
    else delete facets[of.id];
  }
  const { facets: _, ...rest } = base;
  return {
    ...rest,
    ...withFacets(facets),
    ...(category ? { categories: withChanges(base.categories ?? [], category, tracker.categories) } : {}),
    ...(due === undefined || due === (base.due ?? null) ? {} : { due }),
  };
}

function withFacets(facets: Facets): { facets?: Facets } {
  return Object.keys(facets).length > 0 ? { facets } : {};
}

function withChanges(
  ids: readonly string[],
  { add = [], remove = [] }: ChangedIds,
  things: Named[],
): string[] {
  const now = (sent: readonly string[]) => sent.map((id) => currentId(things, id));
  const gone = now(remove);
  return [...new Set([...ids.filter((id) => !gone.includes(id)), ...now(add)])];
}

function faultsIn({ categories, facets }: PledgeDraft): FieldError[] {
  const parsed = Object.entries({ categories, facets }).map(
    ([field, value]) =>
      [field, pledgeDraftSchema.shape[field as 'categories' | 'facets'].safeParse(value)] as const,
  );
  return parsed.flatMap(([field, { error }]) => (error ? fieldErrors(error, `/${field}`) : []));
}

function fieldsOf({ category, facet, due }: ChangedFields): Record<string, unknown> {
  return {
    ...(category ? { category } : {}),
    ...(facet ? { facet } : {}),
    ...(due === undefined ? {} : { due }),
  };
}
