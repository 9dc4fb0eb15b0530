export class CsvError extends Error {
  readonly code: string;
  /** The cell at which the parsing stood, counted from 0. */
  readonly column: number;
}

export function parse(
  text: string,
  options: {
    delimiter: string;
    record_delimiter: string[];
    relax_column_count: boolean;
    /** The last record to read. */
    to?: number;
    /** Called with each record's cells; `null` keeps the record out of what `parse` returns. */
    on_record: (cells: string[]) => null;
  },
): unknown[];
