// Where the value of a mapped field stands in a pledge: the columns of the CSV are named alike, and know it.
import { COLUMNS, type Column, isGroup } from '../columns.ts';

const SINGLES = new Map(
  COLUMNS.filter((part): part is Column => !isGroup(part)).map(({ name, path }) => [name, path]),
);
const GROUPS = COLUMNS.filter(isGroup);

/** What is no part of a pledge's content. */
const BESIDE = new Set(['key', 'slug', 'state', 'aliases', 'sources', 'timeline', 'revision']);

/** The keys that lead to a field's value; none where it is no part of the content. */
export function pathOf(field: string): (string | number)[] {
  if (BESIDE.has(field)) return [];
  const single = SINGLES.get(field);
  if (single) return [...single];
  if (field.startsWith('facet_')) return ['facets', field.slice('facet_'.length)];
  const [, prefix, number, part] = /^([a-z]+)_(\d+)_(\w+)$/.exec(field) ?? [];
  const group = GROUPS.find((each) => each.prefix === prefix);
  const column = group?.columns.find(({ name }) => name === part);
  return group && column ? [group.field, Number(number) - 1, ...column.path] : [];
}
