// What turns files into rows. It is heavy, so it is a part of its own that is loaded when somebody has chosen a file.
import { parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';

export type Cells = string[][];
/** A sheet of a workbook, with its name. */
export type NamedSheet = { name: string; cells: Cells };

/** More would be no sheet of promises, and would take the tab's memory. */
const MOST_UNPACKED_BYTES = 200 * 1024 * 1024;

/** Reads delimited text, whichever of comma, semicolon and tab stands between its cells. */
export function readDelimited(text: string): Cells {
  const [, separator] = /^"?sep=([,;\t|])"?[,;\t]*(?:\r\n|\r|\n)/i.exec(text) ?? [];
  const rest =
    separator === undefined ? text : text.slice(text.search(/[\r\n]/)).replace(/^(?:\r\n|\r|\n)/, '');
  return parseCsv(rest.replaceAll(/\r\n?/g, '\n'), { delimiter: separator ?? delimiterOf(rest) }).map((row) =>
    row.map(textOf),
  );
}

/** Reads an .xlsx: what its cells show, formulas as their results, and days as days. Hidden sheets are left out. */
export async function readWorkbook(bytes: Uint8Array): Promise<NamedSheet[]> {
  if (unpackedBytes(bytes) > MOST_UNPACKED_BYTES) throw new RangeError('too-large');
  const { sheets } = await readXlsx(bytes, {
    readStyles: true,
    sheets: ({ hidden, veryHidden }) => !hidden && !veryHidden,
  });
  return sheets.map(({ name, rows }) => ({ name, cells: rows.map((row) => row.map(textOf)) }));
}

// A day without a time is a day, wherever the reader is: the library gives UTC.
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (Number.isNaN(value.getTime())) return '';
  const text = value.toISOString();
  return text.endsWith('T00:00:00.000Z')
    ? text.slice(0, 'yyyy-mm-dd'.length)
    : text.slice(0, 'yyyy-mm-ddThh:mm:ss'.length).replace('T', ' ');
}

// What stands most often in the first line, outside of quotation marks.
function delimiterOf(text: string): string {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let isQuoted = false;
  let hasWords = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '\n' || character === '\r') {
      if (hasWords) break;
    } else if (character in counts) counts[character as ','] += 1;
    else hasWords = true;
  }
  return (Object.entries(counts).sort(([, a], [, b]) => b - a)[0] ?? [','])[0] as string;
}

const ENTRY = 0x02014b50;

// What the directory of the archive says that its parts unpack to (APPNOTE 4.3.12); a bomb says so, or is no archive.
function unpackedBytes(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at + 46 <= bytes.length; ) {
    at = bytes.indexOf(0x50, at);
    if (at < 0 || at + 46 > bytes.length) break;
    if (view.getUint32(at, true) !== ENTRY) at += 1;
    else {
      sum += view.getUint32(at + 24, true);
      at += 46;
    }
  }
  return sum;
}
