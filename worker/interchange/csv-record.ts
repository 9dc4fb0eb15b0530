// A line of a CSV by RFC 4180: one rule. What a library would add are options, and none guards against formulas.
import { guardFormula } from './formula.ts';

/** Without it Excel takes UTF-8 for the encoding of the reader's locale. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One record of cells, none of which a spreadsheet takes for a formula. */
export function csvRecord(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(guardFormula(String(cell ?? '')))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
