// What is wrong with a cell, as this screen says it: the endpoint names ids and the days of programs, an editor has words above
// and an order of days to choose.
import type { FieldError } from '../../../data/field-error.ts';
import type { DateOrder } from '../../../data/written-date.ts';
import { importWords } from '../words/import-words.ts';
import { isWordField } from './sheet-state.ts';

/** Whether a fault is of a word that is not known. */
export function isOfWords(code: string | undefined): boolean {
  return code === 'unknown-id' || code === 'not-a-choice';
}

const DAYS: readonly unknown[] = ['day', 'moment', 'partial-date', 'date-or-span'];

/** What is wrong, in the words of this screen where it has a control for it, and else in those of the endpoint. */
export function faultText(
  { code, field = '', found = '', allowed, detail }: FieldError,
  dates: DateOrder,
): string {
  if (isOfWords(code) && isWordField(field)) return importWords.noWord(found);
  const isDay =
    code === 'wrong-format' && allowed !== undefined && 'format' in allowed && DAYS.includes(allowed.format);
  return isDay ? importWords.noDay(found, importWords.columns.orders[dates]) : detail;
}

/** Why a sheet was refused as a whole, with the cell where it is one: the row as the sheet counts it, below its header. */
export function refusalText(
  { pointer, column = '', detail }: FieldError,
  header: readonly string[] = [],
): string {
  const [, row, at] = /^\/rows\/(\d+)\/(\d+)$/.exec(pointer) ?? [];
  const place = row === undefined ? column : importWords.cellOf(header[Number(at)] ?? '', Number(row) + 2);
  return `${place} ${detail}`.trim();
}
