// The header of a file: which column stands where. From it follows how every row below is read.
import type { Fault } from '../../data/fault.ts';
import {
  COLUMNS,
  type Column,
  type ColumnGroup,
  columnNamed,
  facetColumn,
  facetNamed,
  groupColumnName,
  isGroup,
  REQUIRED_COLUMNS,
} from './columns.ts';

/** What is wrong with a file, by line (from 1) and column where they are known. */
export type CsvFault = { line?: number; column?: string; detail: string } & Partial<Fault>;

/** A column and its place in the file's records; -1 if the file has no such column. */
export type PlacedColumn = { column: Column; at: number };
export type PlacedGroup = Pick<ColumnGroup, 'field' | 'empty'> & { items: PlacedColumn[][] };

export type Header = {
  line: number;
  /** By place: the column's name, or the header's own words where it is none. */
  names: readonly string[];
  places: readonly (PlacedColumn | PlacedGroup)[];
  missing: readonly string[];
  faults: readonly CsvFault[];
  warnings: readonly string[];
};

// Twice what a pledge with everything in it needs: 100 sources, 50 responses.
const MOST_CELLS = 2000;

/** Reads the first record of a file as its header. */
export function readHeader(sent: readonly string[], line: number): Header {
  const cells = sent.slice(0, MOST_CELLS);
  const places = new Map<string, number>();
  const faults: CsvFault[] = [];
  if (sent.length > MOST_CELLS) faults.push({ line, detail: `the header has more than ${MOST_CELLS} cells` });
  const warnings: string[] = [];
  for (const [at, cell] of cells.entries()) {
    const name = columnNamed(cell);
    if (name === undefined) {
      if (cell.trim() !== '')
        warnings.push(`The column "${cell.trim()}" is not known here and was left out.`);
    } else if (places.has(name))
      faults.push({ line, column: name, detail: 'the header names this column twice' });
    else places.set(name, at);
  }
  if (places.size === 0)
    faults.push({
      line,
      detail: `there is no header: the first line must name columns such as ${REQUIRED_COLUMNS.join(', ')}`,
    });
  else if (!places.has('slug')) faults.push(missingColumn(line, 'slug'));
  return {
    line,
    names: cells.map((cell) => columnNamed(cell) ?? cell.trim()),
    places: [...COLUMNS, ...facetColumns(cells)].map((part) =>
      isGroup(part) ? placeGroup(part, places) : place(part, part.name, places),
    ),
    missing: REQUIRED_COLUMNS.filter((name) => !places.has(name)),
    faults,
    warnings,
  };
}

function facetColumns(cells: readonly string[]): Column[] {
  const ids = new Set(cells.map(facetNamed));
  return [...ids].flatMap((id) => (id === undefined ? [] : [facetColumn(id)]));
}

export function missingColumn(line: number, column: string): CsvFault {
  return { line, column, detail: 'the header does not name this column, which the rows need' };
}

/** A filled cell under no name: the row has slipped, or the header has been cut. */
export function surplusCell({ names }: Header, cells: readonly string[], line: number): CsvFault | undefined {
  const at = cells.findIndex((cell, index) => cell.trim() !== '' && !names[index]);
  if (at < 0) return undefined;
  const named = names.filter((name) => name !== '').length;
  return { line, detail: `too many cells: cell ${at + 1} is filled, and the header names ${named} columns` };
}

function place(column: Column, name: string, places: ReadonlyMap<string, number>): PlacedColumn {
  return { column, at: places.get(name) ?? -1 };
}

function placeGroup(group: ColumnGroup, places: ReadonlyMap<string, number>): PlacedGroup {
  const numbers = [...places.keys()]
    .filter((name) => name.startsWith(`${group.prefix}_`))
    .map((name) => Number(name.split('_')[1]));
  const items = Array.from({ length: Math.max(0, ...numbers) }, (_, item) =>
    group.columns.map((column) => place(column, groupColumnName(group, item, column), places)),
  );
  return { field: group.field, empty: group.empty, items };
}
