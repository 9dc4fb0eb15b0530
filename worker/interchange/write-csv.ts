// Rows as CSV by RFC 4180, in one form only, so that two exports of the same rows are the same bytes.
import type { ExportRow } from '../../data/import-row.ts';
import { COLUMNS, type Column, facetColumn, groupColumnName, isGroup, ROW_KEY } from './columns.ts';
import { BYTE_ORDER_MARK, csvRecord } from './csv-record.ts';

type Values = Record<string, unknown>;
type Written = { name: string; cell(row: Values): string };

const KEY = COLUMNS.find((part) => 'name' in part && part.name === ROW_KEY);

/** The rows in their order, with as many columns for evidence and responses as the widest of them needs. */
export function writeCsv(rows: readonly ExportRow[]): string {
  const facets = new Set(rows.flatMap(({ facets }) => Object.keys(facets ?? {})));
  const { header, line } = csvWriter(
    (field) => rows.reduce((most, row) => Math.max(most, itemsOf(row, field).length), 0),
    [...facets].sort(),
    rows.some(({ key }) => key),
  );
  return header + rows.map(line).join('');
}

/** Writes a file row by row; `widest` is the number of items in the longest list of a field, `facets` name theirs; `hasKeys`: a row has one. */
export function csvWriter(
  widest: (field: string) => number,
  facets: readonly string[],
  hasKeys = false,
): {
  header: string;
  line(row: ExportRow): string;
} {
  const columns = [...COLUMNS, ...facets.map(facetColumn)].flatMap((part): Written[] => {
    if (!hasKeys && part === KEY) return [];
    if (!isGroup(part)) return [{ name: part.name, cell: (row) => cellOf(row, part) }];
    return Array.from({ length: widest(part.field) }, (_, item) =>
      part.columns.map((column) => ({
        name: groupColumnName(part, item, column),
        cell: (row: Values) => cellOf(itemsOf(row, part.field)[item] ?? {}, column),
      })),
    ).flat();
  });
  return {
    header: BYTE_ORDER_MARK + csvRecord(columns.map(({ name }) => name)),
    line: (row) => csvRecord(columns.map(({ cell }) => cell(row))),
  };
}

function itemsOf(row: Values, field: string): Values[] {
  return (row[field] as Values[] | null | undefined) ?? [];
}

function cellOf(values: Values, { path: [first, second], kind }: Column): string {
  const outer = values[first];
  const value = second === undefined ? outer : (outer as Values | null | undefined)?.[second];
  return value === undefined || value === null ? '' : kind.write(value);
}
