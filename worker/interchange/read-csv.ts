// CSV as a spreadsheet writes it, into rows for the schemas of data/import-row.ts. Only what the file itself gets
// wrong is refused here; what a cell says is the schemas' business, and `columnOf` names their pointers as columns.
import { choiceFault, foundIn } from '../../data/explain.ts';
import { type Fault, wordFault } from '../../data/fault.ts';
import { type CountedFaults, faultList } from '../fault-list.ts';
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
  | ({ ok: false } & CountedFaults);

/** Reads a whole file, or says what is wrong with it. */
export function readCsv(file: string): CsvReading {
  const broken = brokenMark(file);
  const rows: CsvRow[] = [];
  const faults = faultList();
  const note = (found: readonly CsvFault[]) => faults.add(found.map((each) => ({ pointer: '', ...each })));
  if (broken !== null) {
    note([wrongEncoding(broken)]);
    return { ok: false, ...faults.counted() };
  }
  let header: Header | undefined;
  let isComplete = false;
  const syntax = eachRecord(dialectOf(file), (cells, line) => {
    if (header === undefined) {
      header = readHeader(cells, line);
      note(header.faults);
    } else if (header.faults.length === 0 && !faults.isFull) {
      const read = readRow(header, cells, line);
      if (!isComplete && read.faults.length === 0 && read.row.state === 'published') {
        // Said once, and before what is wrong with the rows.
        note(header.missing.map((column) => missingColumn(header?.line ?? 1, column)));
        isComplete = true;
      }
      if (read.faults.length === 0) rows.push(read.row);
      note(read.faults);
    }
  });
  if (syntax) note([named(syntax, header)]);
  else if (!header) note([{ detail: 'the file is empty' }]);
  if (!header || faults.total > 0) return { ok: false, ...faults.counted() };
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
    faults.push(cellFault(line, 'state', choiceFault('not-a-choice', state, ['published', 'draft'])));
  if (revision !== undefined && revision !== null && !(typeof revision === 'number' && revision > 0))
    faults.push(
      cellFault(line, 'revision', {
        code: 'wrong-format',
        ...foundIn(revision),
        allowed: { format: 'number', example: '3' },
      }),
    );
  const row: CsvRow = {
    sent: rest,
    line,
    state: isDraft ? 'draft' : 'published',
    revision: typeof revision === 'number' ? revision : null,
  };
  return { row, faults };
}

function cellFault(line: number, column: string, fault: Fault): CsvFault {
  return { line, column, detail: wordFault(fault), ...fault };
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
      if (items.length > 0) row[part.field] = items;
      else if (part.empty && !isDraft) row[part.field] = part.empty;
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
