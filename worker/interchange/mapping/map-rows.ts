// Rows of somebody's own sheet into the fields of a pledge, by a mapping. Nothing is looked up here but the tracker's words.

import { type Fault, wordFault } from '../../../data/fault.ts';
import type { FieldError } from '../../../data/field-error.ts';
import { CUT_INTO } from '../../../data/import-fields.ts';
import type { MappedImport, Mapping } from '../../../data/import-mapping.ts';
import { PLEDGE_LIMITS } from '../../../data/limits.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { normaliseNewlines } from '../dialect.ts';
import { unguardFormula } from '../formula.ts';
import { type CellRead, readCell } from './cells.ts';
import { mappingFaults } from './mapping-faults.ts';
import type { Content } from './merge-row.ts';
import { pathOf } from './paths.ts';
import { type Made, wordReader } from './words.ts';

/** The dates of an import that are no part of what an editor writes. */
export type RowDates = { createdAt?: string; updatedAt?: string; checkedAt?: string };

/** A row as far as it is filled: `content` has no more than the sheet says, so that nothing else is touched. */
export type MappedRow = {
  row: number;
  key: string | null;
  slug: string | null;
  isDraft: boolean;
  aliases: string[];
  content: Content;
  dates: RowDates;
  faults: FieldError[];
};

export type MappedRows = {
  rows: MappedRow[];
  empty: number;
  made: Made[];
  /** The columns that are nothing. */
  left: string[];
  /** A fault of a row's field, at the cell that it comes from. */
  place(row: number, field: string, fault: Fault | string): FieldError;
};

type Column = { at: number; name: string; field: string; separator: string | undefined };

/** Reads rows by their mapping; or says what is wrong with the mapping. */
export function mapRows(
  tracker: Tracker,
  sent: Pick<MappedImport, 'mapping' | 'header' | 'rows'>,
): MappedRows | FieldError[] {
  const { mapping, header } = sent;
  const faults = mappingFaults(tracker, sent);
  if (faults.length > 0) return faults;
  const columns = columnsOf(mapping, header);
  const words = wordReader(tracker, mapping);
  const by = { mapping, timezone: tracker.timezone, words };
  const place = placer(header, columns);
  const rows: MappedRow[] = [];
  let empty = 0;
  for (const [row, cells] of sent.rows.entries()) {
    const filled = cells.map((cell) => unguardFormula(normaliseNewlines(cell ?? '')));
    if (filled.every((cell) => cell.trim() === '')) empty += 1;
    else rows.push(mapRow(row, filled));
  }
  const mapped = new Set(columns.map(({ at }) => at));
  const left = header.filter(
    (name, at) =>
      !mapped.has(at) && sent.rows.some((cells) => (cells[at] ?? '').trim() !== '') && name !== '',
  );
  return { rows, empty, made: words.made(), left, place };

  function mapRow(row: number, cells: readonly string[]): MappedRow {
    const values = new Map<string, unknown>();
    const faults: FieldError[] = [];
    const read = (cell: string, field: string, separator?: string) => {
      const { value, faults: found = [] }: CellRead = readCell(cell, field, by, separator);
      if (value !== undefined && value !== '') values.set(field, joined(values.get(field), value));
      faults.push(...found.map((fault) => place(row, field, fault)));
    };
    for (const { at, field, separator } of columns)
      if ((cells[at] ?? '').trim() !== '') read(cells[at] ?? '', field, separator);
    for (const [field, value] of Object.entries(mapping.defaults))
      if (!values.has(field) && value.trim() !== '' && !isFilled(field, cells)) read(value, field);
    cut(values, mapping);
    return { row, ...assembled(values), faults };
  }

  function isFilled(field: string, cells: readonly string[]): boolean {
    return columns.some((column) => column.field === field && (cells[column.at] ?? '').trim() !== '');
  }
}

function columnsOf({ columns, split }: Mapping, header: readonly string[]): Column[] {
  return Object.entries(columns).flatMap(([name, fields]) =>
    [fields].flat().map((field) => ({ at: header.indexOf(name), name, field, separator: split[name] })),
  );
}

// Two columns of one field: lists grow, texts are paragraphs.
function joined(before: unknown, value: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(value)) {
    const all = [...before, ...value];
    return all.every((each) => typeof each === 'string') ? [...new Set(all)] : all;
  }
  return typeof before === 'string' && typeof value === 'string' ? `${before}\n\n${value}` : value;
}

const LIMITS = {
  title: PLEDGE_LIMITS.title,
  headline: PLEDGE_LIMITS.verdict.headline,
  summary: PLEDGE_LIMITS.verdict.summary,
};

// Only where the full words have a place: nothing that a sheet says is lost.
function cut(values: Map<string, unknown>, mapping: Mapping): void {
  for (const field of ['title', 'headline', 'summary'] as const) {
    const full = values.get(field);
    const into = CUT_INTO[field];
    if (!mapping.cut.includes(field) || typeof full !== 'string' || full.length <= LIMITS[field]) continue;
    if (values.has(into) && values.get(into) !== full) continue;
    values.set(into, full);
    values.set(field, shortened(full, LIMITS[field]));
  }
}

/** A text that ends between words, with an ellipsis. */
export function shortened(text: string, limit: number): string {
  const start = text.slice(0, limit - 1);
  const end = start.search(/\s\S*$/u);
  return `${(end > limit / 2 ? start.slice(0, end) : start).replace(/[\ud800-\udbff]$/u, '').trimEnd()}…`;
}

function assembled(values: Map<string, unknown>): Omit<MappedRow, 'row' | 'faults'> {
  const content: Record<string, unknown> = {};
  for (const [field, value] of values) put(content, pathOf(field), value);
  const evidence = [
    ...((content.evidence as unknown[]) ?? []).filter(Boolean),
    ...((values.get('sources') as unknown[]) ?? []),
  ];
  if (evidence.length > 0) content.evidence = evidence;
  const steps = [
    ...((content.timeline as unknown[]) ?? []).filter(Boolean),
    ...((values.get('timeline') as unknown[]) ?? []),
  ];
  if (steps.length > 0) content.timeline = steps;
  if (content.responses) content.responses = (content.responses as unknown[]).filter(Boolean);
  const dates: Record<string, unknown> = {};
  for (const name of ['createdAt', 'updatedAt', 'checkedAt']) {
    dates[name] = content[name];
    delete content[name];
  }
  return {
    key: (values.get('key') as string | undefined) ?? null,
    slug: (values.get('slug') as string | undefined) ?? null,
    isDraft: values.get('state') === 'draft',
    aliases: [...new Set((values.get('aliases') as string[] | undefined) ?? [])],
    content,
    dates,
  };
}

function put(target: Record<string, unknown>, path: readonly (string | number)[], value: unknown): void {
  const [first, ...rest] = path;
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  target[first] ??= typeof rest[0] === 'number' ? [] : {};
  put(target[first] as Record<string, unknown>, rest, value);
}

/** What a whole list is called where one of its items is at fault. */
const LISTS: Record<string, string> = { evidence: 'sources', timeline: 'timeline' };

function placer(header: readonly string[], columns: readonly Column[]): MappedRows['place'] {
  const byField = new Map(columns.map((column) => [column.field, column]));
  return (row, field, fault) => {
    const column = byField.get(field) ?? byField.get(LISTS[field.split('_')[0] ?? ''] ?? '');
    const named =
      typeof fault === 'string'
        ? { code: 'refused' as const, detail: fault }
        : { detail: wordFault(fault), ...fault };
    return {
      pointer: column ? `/rows/${row}/${column.at}` : `/rows/${row}`,
      ...(column ? { column: header[column.at] ?? '' } : {}),
      field,
      ...named,
    };
  };
}
