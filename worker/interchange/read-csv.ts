// CSV as a spreadsheet writes it, into rows for the schemas of data/import-row.ts. Only what the file itself gets
// wrong is refused here; what a cell says is the schemas' business, and `columnOf` names their pointers as columns.
import { columnOf } from './columns.ts';
import { brokenMark, dialectOf, normaliseNewlines } from './dialect.ts';
import { unguardFormula } from './formula.ts';
import {
  type CsvFault,
  type Header,
  missingColumn,
  type PlacedColumn,
  type PlacedGroup,
  readHeader,
  surplusCell,
} from './header.ts';
import { eachRecord } from './records.ts';

/** What a row says it is: for `importRowSchema`, or for `pledgeDraftSchema` and a slug. */
type RowState = 'published' | 'draft';

export type CsvRow = {
  sent: Record<string, unknown>;
  /** The line of the file at which the row begins, counted from 1 and with the newlines inside cells. */
  line: number;
  state: RowState;
  /** The revision that the row was exported at; `null` for a new one. */
  revision: number | null;
};

type CsvReading =
  | { ok: true; rows: CsvRow[]; columnOf: typeof columnOf; warnings: readonly string[] }
  | { ok: false; errors: CsvFault[] };

/** More than anyone mends at once. */
const MOST_FAULTS = 500;

/** Reads a whole file, or says what is wrong with it. */
export function readCsv(file: string): CsvReading {
  const broken = brokenMark(file);
  if (broken !== null) return { ok: false, errors: [wrongEncoding(broken)] };
  const rows: CsvRow[] = [];
  const errors: CsvFault[] = [];
  let header: Header | undefined;
  const syntax = eachRecord(dialectOf(file), (cells, line) => {
    if (header === undefined) {
      header = readHeader(cells, line);
      errors.push(...header.faults);
    } else if (header.faults.length === 0 && errors.length < MOST_FAULTS) {
      const { row, faults } = readRow(header, cells, line);
      if (faults.length === 0) rows.push(row);
      else errors.push(...faults);
    }
  });
  if (syntax) errors.push(named(syntax, header));
  else if (!header) errors.push({ detail: 'the file is empty' });
  if (header && rows.some(({ state }) => state === 'published')) {
    const { line, missing } = header;
    errors.unshift(...missing.map((column) => missingColumn(line, column)));
  }
  if (!header || errors.length > 0) return { ok: false, errors: errors.slice(0, MOST_FAULTS) };
  return { ok: true, rows, columnOf, warnings: header.warnings };
}

function wrongEncoding(mark: string): CsvFault {
  return {
    line: 1,
    detail: `the file begins with "${mark}": a program has read it in the wrong encoding and saved that. Open the original as UTF-8, and save it as "CSV UTF-8"`,
  };
}

function named(
  { line, cell, detail }: { line: number; cell: number; detail: string },
  header?: Header,
): CsvFault {
  const column = header?.names[cell];
  return column ? { line, column, detail } : { line, detail };
}

function readRow(header: Header, sent: string[], line: number): { row: CsvRow; faults: CsvFault[] } {
  const cells = sent.map((cell) => unguardFormula(normaliseNewlines(cell)));
  const surplus = surplusCell(header, cells, line);
  const faults = surplus ? [surplus] : [];
  const stateAt = header.names.indexOf('state');
  const isDraft = cells[stateAt]?.trim().toLowerCase() === 'draft';
  const { state, revision, ...rest } = assemble(header.places, cells, isDraft);
  if (!isDraft && String(state).toLowerCase() !== 'published')
    faults.push({ line, column: 'state', detail: 'must be published or draft' });
  if (revision !== undefined && revision !== null && !(typeof revision === 'number' && revision > 0))
    faults.push({ line, column: 'revision', detail: 'must be a whole number from 1, or empty' });
  const row: CsvRow = {
    sent: rest,
    line,
    state: isDraft ? 'draft' : 'published',
    revision: typeof revision === 'number' ? revision : null,
  };
  return { row, faults };
}

function assemble(
  places: Header['places'],
  cells: readonly string[],
  isDraft: boolean,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const part of places) {
    if ('column' in part) put(row, part.column.path, cellValue(part, cells, isDraft));
    else {
      const items = itemsOf(part, cells, isDraft);
      if (items.length > 0 || !isDraft) row[part.field] = items;
    }
  }
  return row;
}

/** Items up to the last that has anything in it. One left out in between stays, so that the schema names its cells. */
function itemsOf(
  { items }: PlacedGroup,
  cells: readonly string[],
  isDraft: boolean,
): Record<string, unknown>[] {
  const last = items.findLastIndex((item) =>
    item.some(({ column, at }) => !column.kind.isEmpty(cells[at] ?? '')),
  );
  return items.slice(0, last + 1).map((item) => {
    const value: Record<string, unknown> = {};
    for (const placed of item) put(value, placed.column.path, cellValue(placed, cells, isDraft));
    return value;
  });
}

function cellValue({ column, at }: PlacedColumn, cells: readonly string[], isDraft: boolean): unknown {
  const cell = cells[at] ?? '';
  if (!column.kind.isEmpty(cell)) return column.kind.read(cell);
  return isDraft ? undefined : column.empty;
}

function put(
  target: Record<string, unknown>,
  [first, second]: PlacedColumn['column']['path'],
  value: unknown,
): void {
  if (value === undefined) return;
  if (second === undefined) target[first] = value;
  else target[first] = { ...(target[first] as object | undefined), [second]: value };
}
