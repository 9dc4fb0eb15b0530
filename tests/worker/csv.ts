import { type CsvRow, readCsv } from '../../worker/interchange/read-csv.ts';

/** The rows of a file that is to be read without a fault. */
export function read(file: string): { rows: CsvRow[]; warnings: readonly string[] } {
  const reading = readCsv(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading;
}
