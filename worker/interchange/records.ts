// The records of a file and the line at which each begins. The lines are counted here because csv-parse counts
// a CRLF inside quotation marks twice.
import { CsvError, parse } from './csv-parse.js';
import { countNewlines, type Dialect } from './dialect.ts';

/** Where the file stops being CSV; `cell` counts from 0. */
type SyntaxFault = { line: number; cell: number; detail: string };

// What a person can put right in the file. Any other code of csv-parse would be a fault of ours.
const SYNTAX_FAULTS: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark opens this cell and none closes it',
  CSV_INVALID_CLOSING_QUOTE:
    'something follows the closing quotation mark; a quotation mark inside a cell is written twice',
  INVALID_OPENING_QUOTE:
    'a quotation mark stands inside the cell; put the whole cell in quotation marks and write those inside it twice',
};

// Five times what an import takes, because here blank lines count: no more of a longer file is read.
const MOST_RECORDS = 100_000;

// An import of 20,000 rows with 150 cells each. A cell costs time even where it is empty, and 32 MiB can be commas alone.
const MOST_CELLS = 3_000_000;

/** Gives each record to `take`, blank ones left out; returns the fault that ended the reading, if there was one. */
export function eachRecord(
  { text, delimiter, line: firstLine }: Dialect,
  take: (cells: string[], line: number) => void,
): SyntaxFault | undefined {
  if (hasTooManyCells(text, delimiter))
    return {
      line: firstLine,
      cell: 0,
      detail: `the file has more than ${MOST_CELLS} cells: send it in parts, or as JSON`,
    };
  let line = firstLine;
  let records = 0;
  function onRecord(cells: string[]): null {
    const begins = line;
    records += 1;
    line += 1 + cells.reduce((sum, cell) => sum + countNewlines(cell), 0);
    if (cells.some((cell) => cell.trim() !== '')) take(cells, begins);
    return null;
  }
  try {
    parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true, // counted in header.ts, where the columns have names
      to: MOST_RECORDS + 1,
      on_record: onRecord,
    });
    if (records <= MOST_RECORDS) return undefined;
    return { line, cell: 0, detail: `the file has more than ${MOST_RECORDS} rows and blank lines` };
  } catch (error) {
    const detail = error instanceof CsvError ? SYNTAX_FAULTS[error.code] : undefined;
    if (!(error instanceof CsvError) || detail === undefined) throw error;
    return { line, cell: error.column, detail };
  }
}

// A delimiter inside quotation marks counts, too: a prose of that many commas would not fit 32 MiB.
function hasTooManyCells(text: string, delimiter: string): boolean {
  let at = -1;
  for (let cells = 0; cells <= MOST_CELLS; cells += 1) {
    at = text.indexOf(delimiter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
