// A sheet on its way in: its cells as they are mended, what its columns and words are, and what is sent of it. It is kept in
// this browser at every change, so that neither a reload nor a dead network loses what was decided.

import { foldWord } from '../../../data/import-fields.ts';
import type { Mapping, MappingDraft } from '../../../data/import-mapping.ts';
import type { KeptMappings } from '../../../data/import-report.ts';
import { slugOf } from '../../../data/slug.ts';
import type { Tracker } from '../../../data/tracker.ts';
import type { DateOrder } from '../../../data/written-date.ts';
import { store, stored } from '../common/browser-store.ts';
import { guessDates, guessFields, guessKey, idOf, isOwnField } from './guess.ts';
import { uniqueHeader } from './reading.ts';
import type { Cells } from './workbook.ts';

/** What a word stands for: an id, a category or value that is made, or null for nothing. */
export type Meaning = string | { id: string; label: string } | null;

export type SheetState = {
  /** What the file is called, or an empty text for what was pasted. */
  name: string;
  header: string[];
  rows: Cells;
  /** By column, its field; an empty text where it is left out. */
  fields: string[];
  /** The column by which a row is found again; -1 for none. */
  key: number;
  words: Record<string, Record<string, Meaning>>;
  /** By field, what stands between several words of a cell, where somebody has said so. */
  split: Record<string, string>;
  dates: DateOrder;
  document: string;
  kind: string;
  publish: boolean;
  cut: boolean;
  /** Rows that are left out. */
  dropped: number[];
  /** The run's own id, so that one whose answer was lost is not done twice. */
  id: string;
};

/** Fields whose cells hold words of the tracker. */
export function isWordField(field: string): boolean {
  return field === 'verdict' || field === 'document' || isOwnField(field) || isMakeable(field);
}

/** Fields of which a cell may hold several words. */
export function isOfSeveral(field: string): boolean {
  return field === 'reasons' || isMakeable(field);
}

/** Fields whose unknown words can be made. */
export function isMakeable(field: string): boolean {
  return field === 'categories' || field.startsWith('facet_');
}

const DATES = ['due', 'published_at', 'made_on', 'effective_on', 'checked_at', 'created_at', 'updated_at'];

/** Whether a field holds days. */
export function isDateField(field: string): boolean {
  return DATES.includes(field) || /_date$/.test(field);
}

/** A sheet as it came, with what it probably is: as a sheet with these columns was read the last time, or by guess. */
export function begun(
  tracker: Tracker,
  name: string,
  cells: Cells,
  kept: KeptMappings['mappings'],
): SheetState {
  const [first = [], ...rows] = cells;
  const header = uniqueHeader(first);
  const before = kept.find((each) =>
    each.header.some((column) => header.includes(column) && column in each.mapping.columns),
  );
  const guessed = guessFields(tracker, header, rows);
  const fields = before
    ? header.map(
        (column, at) =>
          fieldIn(before.mapping, column) ?? (before.header.includes(column) ? '' : (guessed[at] ?? '')),
      )
    : guessed;
  const keyColumn = before
    ? header.findIndex((column) => fieldsIn(before.mapping, column).includes('key'))
    : -1;
  const key = keyColumn >= 0 ? keyColumn : guessKey(header, rows, fields);
  const [only, another] = tracker.documents;
  const state: SheetState = {
    name,
    header,
    rows,
    fields: fields.map((field) => (field === 'key' ? '' : field)),
    key,
    words: before?.mapping.words ?? {},
    split: Object.fromEntries(
      fields.flatMap((field, at) => {
        const between = before?.mapping.split[header[at] ?? ''];
        return field !== '' && between !== undefined ? [[field, between]] : [];
      }),
    ),
    dates: before?.mapping.dates ?? guessDates(rows, columnsOf(fields, isDateField)),
    document: before?.mapping.defaults.document ?? (only && !another ? only.id : ''),
    kind: before?.mapping.defaults.kind ?? 'action',
    // Nothing of a private tracker is public before it is opened; elsewhere somebody has to want it.
    publish: tracker.visibility === 'private',
    cut: true,
    dropped: [],
    id: crypto.randomUUID(),
  };
  return withMade(tracker, state);
}

function fieldIn(mapping: Mapping, column: string): string | undefined {
  if (!Object.hasOwn(mapping.columns, column)) return undefined;
  return fieldsIn(mapping, column).find((field) => field !== 'key') ?? '';
}

// Somebody may have called a column by the name of something that every object has.
function fieldsIn({ columns }: Mapping, column: string): string[] {
  return Object.hasOwn(columns, column) ? [columns[column] ?? []].flat() : [];
}

function columnsOf(fields: readonly string[], holds: (field: string) => boolean): number[] {
  return fields.flatMap((field, at) => (holds(field) ? [at] : []));
}

/** The words in the columns of a field, the most frequent first. */
export function wordsIn(
  tracker: Tracker,
  { fields, rows, dropped, split }: SheetState,
  field: string,
): { word: string; count: number }[] {
  const columns = columnsOf(fields, (each) => each === field);
  const cells = rows.flatMap((row, index) =>
    dropped.includes(index) ? [] : columns.map((at) => (row[at] ?? '').trim()),
  );
  const between = split[field] || undefined;
  const pieces = isOfSeveral(field)
    ? cells.flatMap((cell) => trimmed(cell.split(between ?? /[|;\n]/u)))
    : cells;
  const counts = new Map<string, number>();
  for (const word of pieces.flatMap(
    between === undefined ? smaller(tracker, field, pieces) : (piece) => [piece],
  ))
    if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ word, count })).sort((a, b) => b.count - a.count);
}

// As the endpoint does: a label may hold a comma itself, so a word is taken apart only where each of its parts is one.
function smaller(tracker: Tracker, field: string, pieces: readonly string[]): (piece: string) => string[] {
  if (!isOfSeveral(field)) return (piece) => [piece];
  const alone = new Set(pieces.filter((piece) => !/[,/]/u.test(piece)).map(foldWord));
  return (piece) => {
    const parts = trimmed(piece.split(/[,/]/u));
    const isWord = (part: string) => alone.has(foldWord(part)) || idOf(tracker, field, part) !== undefined;
    return parts.length > 1 && idOf(tracker, field, piece) === undefined && parts.every(isWord)
      ? parts
      : [piece];
  };
}

function trimmed(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** What a word stands for by now: what was said by hand, or what it says by itself; undefined where nobody knows. */
export function meaningOf(
  tracker: Tracker,
  { words }: SheetState,
  field: string,
  word: string,
): Meaning | undefined {
  const byHand = words[field];
  return byHand && Object.hasOwn(byHand, word) ? byHand[word] : idOf(tracker, field, word);
}

/** A category, or a facet's value, as a word of the sheet would make it. */
export function madeOf(tracker: Tracker, word: string): { id: string; label: string } {
  const id = slugOf(word, tracker.language).slice(0, 80).replace(/-$/, '');
  return {
    id:
      id ||
      `x-${[...word]
        .map((letter) => letter.codePointAt(0)?.toString(36))
        .join('')
        .slice(0, 60)}`,
    label: word.slice(0, 80),
  };
}

/** More words than this are no categories: they are left to be decided one by one. */
const MOST_MADE = 60;

/** The sheet with every unknown category and value to be made, as long as nothing else was said. */
export function withMade(tracker: Tracker, state: SheetState): SheetState {
  const words = { ...state.words };
  for (const field of new Set(state.fields.filter(isMakeable))) {
    const unknown = wordsIn(tracker, state, field).filter(
      ({ word }) => meaningOf(tracker, { ...state, words }, field, word) === undefined,
    );
    if (unknown.length > 0 && unknown.length <= MOST_MADE)
      words[field] = {
        ...words[field],
        ...Object.fromEntries(unknown.map(({ word }) => [word, madeOf(tracker, word)])),
      };
  }
  return { ...state, words };
}

/** The mapping that goes to the endpoint. */
export function mappingOf(tracker: Tracker, state: SheetState): MappingDraft {
  const { header, fields, key, words, split, dates, document, kind, publish, cut } = state;
  const columns: Record<string, string[]> = {};
  for (const [at, name] of header.entries()) {
    const given = [...(at === key ? ['key'] : []), ...(fields[at] ? [fields[at]] : [])];
    if (given.length > 0) columns[name] = given;
  }
  const used = Object.entries(words).filter(([field]) => fields.includes(field));
  // What we call a thing of every tracker, the endpoint does not know.
  const own = [...new Set(fields.filter(isOwnField))].map((field) => [
    field,
    Object.fromEntries(
      wordsIn(tracker, state, field).flatMap(({ word }) => {
        const meaning = meaningOf(tracker, state, field, word);
        return meaning === undefined ? [] : [[word, meaning]];
      }),
    ),
  ]);
  return {
    columns,
    words: Object.fromEntries([...used, ...own]),
    split: Object.fromEntries(header.flatMap((name, at) => betweenOf(split, name, fields[at] ?? ''))),
    dates,
    defaults: {
      ...(document ? { document } : {}),
      ...(kind ? { kind } : {}),
      state: publish ? 'published' : 'draft',
    },
    cut: cut ? ['title', 'headline', 'summary'] : [],
  };
}

function betweenOf(split: SheetState['split'], name: string, field: string): [string, string][] {
  return Object.hasOwn(split, field) && split[field] ? [[name, split[field]]] : [];
}

/** The rows that go to the endpoint: those that are left out keep their places, and are empty. */
export function rowsOf({ rows, dropped }: SheetState): Cells {
  return dropped.length === 0 ? rows : rows.map((row, at) => (dropped.includes(at) ? [] : row));
}

/** Keeps a sheet for an editor and a tracker, null forgets it; false where it is too large for the browser. */
export function keepSheet(editor: string, tracker: string, state: SheetState | null): boolean {
  return store(`pledgemark:import:${tracker}/${editor}`, state);
}

/** The sheet that was kept, or null. */
export function keptSheet(editor: string, tracker: string): SheetState | null {
  return stored(`pledgemark:import:${tracker}/${editor}`);
}
