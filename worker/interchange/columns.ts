// The columns of the CSV in their order: each one's name, where its value stands in a row, the kind of its
// cells and what an empty one means. docs/import.md says the same to editors.
import { type CellKind, IDS, MARKDOWN, NAMES, RELATIONS, TEXT, TOKEN, WHOLE } from './cell.ts';

export type Column = {
  name: string;
  /** Keys that lead to the value, from the row or, in a group, from the item. */
  path: readonly [string] | readonly [string, string];
  kind: CellKind;
  /** What an empty cell of a published row stands for; `undefined` leaves the key out. A draft always does. */
  empty: unknown;
  /** A file with published rows has this column; in a group, each item has it filled. */
  required: boolean;
};

/**
 * Columns that repeat for each item of a list, with the item's number in their names: `evidence_2_url`. `empty` is what a
 * published row without any of them has; a draft has nothing.
 */
export type ColumnGroup = {
  prefix: string;
  field: string;
  columns: readonly Column[];
  empty: [] | undefined;
};

type Path = Column['path'];

function required(name: string, kind: CellKind, ...path: Path): Column {
  return { name, path, kind, empty: undefined, required: true };
}

function optional(name: string, kind: CellKind, empty: unknown, ...path: Path): Column {
  return { name, path, kind, empty, required: false };
}

/** A sheet's own number for a row; written only where a pledge has one. */
export const ROW_KEY = 'key';

/** Every column there is. `state` and `revision` say what the row is; all others are the pledge. */
export const COLUMNS: readonly (Column | ColumnGroup)[] = [
  required('slug', TOKEN, 'slug'),
  optional(ROW_KEY, TOKEN, undefined, 'key'),
  optional('aliases', NAMES, [], 'aliases'),
  optional('state', TOKEN, 'published', 'state'),
  optional('revision', WHOLE, null, 'revision'),
  required('title', TEXT, 'title'),
  required('categories', IDS, 'categories'),
  required('kind', TOKEN, 'kind'),
  optional('due', TOKEN, null, 'due'),
  optional('yardstick', TEXT, undefined, 'yardstick'),
  required('quote', TEXT, 'promise', 'quote'),
  required('document', TOKEN, 'promise', 'document'),
  optional('page', WHOLE, null, 'promise', 'page'),
  optional('promise_url', TOKEN, null, 'promise', 'url'),
  optional('made_by', TEXT, null, 'promise', 'madeBy'),
  optional('made_on', TOKEN, null, 'promise', 'madeOn'),
  required('verdict', TOKEN, 'verdict', 'id'),
  optional('effective_on', TOKEN, null, 'verdict', 'effectiveOn'),
  optional('headline', TEXT, undefined, 'verdict', 'headline'),
  required('summary', TEXT, 'verdict', 'summary'),
  optional('body', MARKDOWN, '', 'verdict', 'body'),
  optional('schedule', TOKEN, null, 'verdict', 'schedule'),
  optional('reasons', IDS, undefined, 'verdict', 'reasons'),
  optional('published_at', TOKEN, null, 'verdict', 'publishedAt'),
  {
    prefix: 'timeline',
    field: 'timeline',
    empty: undefined,
    columns: [
      required('date', TOKEN, 'date'),
      required('text', TEXT, 'text'),
      optional('url', TOKEN, undefined, 'url'),
    ],
  },
  {
    prefix: 'evidence',
    field: 'evidence',
    empty: [],
    columns: [
      required('title', TEXT, 'title'),
      required('publisher', TEXT, 'publisher'),
      optional('url', TOKEN, null, 'url'),
      optional('date', TOKEN, null, 'date'),
      optional('archived_url', TOKEN, null, 'archivedUrl'),
      optional('quote', TEXT, null, 'quote'),
      optional('type', TOKEN, undefined, 'type'),
    ],
  },
  optional('related', RELATIONS, [], 'related'),
  {
    prefix: 'response',
    field: 'responses',
    empty: [],
    columns: [
      required('from', TEXT, 'from'),
      required('text', TEXT, 'text'),
      required('date', TOKEN, 'date'),
      optional('url', TOKEN, null, 'url'),
    ],
  },
  optional('created_at', TOKEN, null, 'createdAt'),
  optional('updated_at', TOKEN, null, 'updatedAt'),
  optional('checked_at', TOKEN, null, 'checkedAt'),
];

/** The column of a facet, whose name is the tracker's own: `facet_party`. */
export function facetColumn(id: string): Column {
  return optional(`${FACET}${id}`, IDS, undefined, 'facets', id);
}

const FACET = 'facet_';

const GROUPS = COLUMNS.filter(isGroup);
const SINGLES = COLUMNS.filter((part): part is Column => !isGroup(part));
const SINGLE_NAMES = new Set(SINGLES.map(({ name }) => name));

export const REQUIRED_COLUMNS: readonly string[] = SINGLES.filter((column) => column.required).map(
  ({ name }) => name,
);

export function isGroup(part: Column | ColumnGroup): part is ColumnGroup {
  return 'prefix' in part;
}

/** The name of a group's column for one item, which counts from 0 here and from 1 in the file. */
export function groupColumnName({ prefix }: ColumnGroup, item: number, { name }: Column): string {
  return `${prefix}_${item + 1}_${name}`;
}

/** The column that a header cell means, forgiving of case, spaces and hyphens; `undefined` if there is none. */
export function columnNamed(headerCell: string): string | undefined {
  const facet = facetNamed(headerCell);
  if (facet !== undefined) return facetColumn(facet).name;
  const name = headerCell
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/gu, '_');
  if (SINGLE_NAMES.has(name)) return name;
  const [, prefix, number, rest] = /^([a-z]+)_0*([1-9]\d{0,2})_(\w+)$/u.exec(name) ?? [];
  const group = GROUPS.find((each) => each.prefix === prefix);
  const column = group?.columns.find((each) => each.name === rest);
  return group && column && groupColumnName(group, Number(number) - 1, column);
}

/** The facet that a header cell means: by its id, or as people write one, with spaces or underscores for its hyphens. */
export function facetNamed(headerCell: string): string | undefined {
  const name = headerCell.trim().toLowerCase();
  const [, exact] = /^facet_([a-z\d-]+)$/u.exec(name) ?? [];
  const [, loose] = /^facet[\s_-]+([a-z\d][a-z\d\s_-]*)$/u.exec(name) ?? [];
  return exact ?? loose?.replaceAll(/[\s_]+/gu, '-');
}

/**
 * The column at fault for an RFC 6901 pointer below a row: `/evidence/1/url` is `evidence_2_url`. What lies deeper
 * than a column is that column, and a whole object or list is its first; the row itself has none.
 */
export function columnOf(pointer: string): string | undefined {
  const [, facet] = /^\/facets\/([^/]+)/u.exec(pointer) ?? [];
  if (facet !== undefined) return facetColumn(facet).name;
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const name =
      groupColumnOf(at) ?? SINGLES.find(({ path }) => `/${path.join('/')}/`.startsWith(`${at}/`))?.name;
    if (name) return name;
  }
  return undefined;
}

function groupColumnOf(pointer: string): string | undefined {
  const [, field, item = '0', key] = /^\/(\w+)(?:\/(\d+)(?:\/(\w+))?)?$/u.exec(pointer) ?? [];
  const group = GROUPS.find((each) => each.field === field);
  const column = key === undefined ? group?.columns[0] : group?.columns.find(({ path }) => path[0] === key);
  return group && column && groupColumnName(group, Number(item), column);
}
