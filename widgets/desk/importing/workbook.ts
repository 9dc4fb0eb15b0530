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
  await refuseBomb(bytes);
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

const DIRECTORY_END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

// Unpacks every part once, and keeps nothing: what the archive says of their sizes may be a lie (APPNOTE 4.3.7 to 4.3.16).
async function refuseBomb(bytes: Uint8Array): Promise<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end > 0 && view.getUint32(end, true) !== DIRECTORY_END) end -= 1;
  let left = MOST_UNPACKED_BYTES;
  let at = view.getUint32(end + 16, true);
  // The long form of an archive is for what is larger than we take.
  if (at === 0xffffffff) throw new RangeError('too-large');
  while (at + 46 <= bytes.length && view.getUint32(at, true) === ENTRY) {
    const local = view.getUint32(at + 42, true);
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    const part = bytes.slice(from, from + view.getUint32(at + 20, true));
    left -= view.getUint16(at + 10, true) === DEFLATED ? await inflatedBytes(part, left) : part.length;
    if (left < 0) throw new RangeError('too-large');
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
}

async function inflatedBytes(part: Uint8Array<ArrayBuffer>, most: number): Promise<number> {
  const reader = new Blob([part]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let sum = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return sum;
      sum += value.length;
      if (sum > most) {
        await reader.cancel();
        return sum;
      }
    }
  } catch {
    return sum; // TypeError: a broken part, which is for the reader of the sheet to refuse
  }
}
