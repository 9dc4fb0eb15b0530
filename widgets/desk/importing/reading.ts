// From a file, or from what was pasted, to rows of text; and what is to be told about how it was read.
import { loadPart } from '../common/late-part.ts';
import type { Cells, NamedSheet } from './workbook.ts';

/** `sheets` has one for a text, and as many as a workbook shows. `note`: what an editor has to know of it. */
export type Read =
  | { ok: true; sheets: NamedSheet[]; note: 'windows-1252' | null }
  | { ok: false; why: Unreadable };
export type Unreadable =
  | 'not-loaded'
  | 'not-a-sheet'
  | 'old-workbook'
  | 'too-large'
  | 'broken-encoding'
  | 'empty'
  | 'protected';

/** As much as the endpoint takes of an import. */
const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_ROWS = 20_000;

/** Reads a file that somebody chose or dropped. */
export async function readFile(file: File): Promise<Read> {
  if (file.size > MOST_BYTES) return { ok: false, why: 'too-large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Of before 2007, or with a password: both are compound files.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { ok: false, why: 'old-workbook' };
  const workbook = await loadWorkbook();
  if (!workbook) return { ok: false, why: 'not-loaded' };
  return begins(bytes, 0x50, 0x4b) ? readArchive(workbook, bytes) : readText(workbook, bytes);
}

/** Reads what was pasted: a spreadsheet puts tabs between cells. */
export async function readPasted(text: string): Promise<Read> {
  const workbook = await loadWorkbook();
  return workbook ? delimited(workbook, text, null) : { ok: false, why: 'not-loaded' };
}

type Workbook = typeof import('./workbook.ts');

// Not at the top: it is the largest part of the app, and wanted by whoever has a sheet.
function loadWorkbook(): Promise<Workbook | null> {
  return loadPart(() => import('./workbook.ts'));
}

async function readArchive({ readWorkbook }: Workbook, bytes: Uint8Array): Promise<Read> {
  try {
    const sheets = (await readWorkbook(bytes))
      .map(({ name, cells }) => ({ name, cells: trimmed(cells) }))
      .filter(({ cells }) => cells.length > 1);
    return sheets.length > 0 ? { ok: true, sheets, note: null } : { ok: false, why: 'empty' };
  } catch (error) {
    // Ours by its message; whatever else: not an .xlsx, a broken one, or one with a password.
    const isTooLarge = error instanceof RangeError && error.message === 'too-large';
    return { ok: false, why: isTooLarge ? 'too-large' : 'not-a-sheet' };
  }
}

function readText(workbook: Workbook, bytes: Uint8Array): Read {
  const isUtf16 = begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff);
  if (isUtf16)
    return delimited(
      workbook,
      new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes),
      null,
    );
  if (bytes.includes(0)) return { ok: false, why: 'not-a-sheet' };
  try {
    return delimited(workbook, new TextDecoder('utf-8', { fatal: true }).decode(bytes), null);
  } catch {
    // TypeError: not UTF-8. Excel saves CSV in the encoding of Windows, in Western Europe this one.
    return delimited(workbook, new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
  }
}

function delimited({ readDelimited }: Workbook, text: string, note: 'windows-1252' | null): Read {
  // The mark of UTF-8, as a program shows it that took it for letters: what follows is spoilt as well.
  if (/^(?:ï»¿|п»ї|Ôªø|ï»¿)/u.test(text)) return { ok: false, why: 'broken-encoding' };
  const cells = trimmed(readDelimited(text.replace(/^\ufeff/u, '')));
  return cells.length > 1 ? { ok: true, sheets: [{ name: '', cells }], note } : { ok: false, why: 'empty' };
}

// Without the empty lines before the header and after the last row, and the empty columns after the last filled one.
function trimmed(cells: Cells): Cells {
  const isFilled = (row: readonly string[]) => row.some((cell) => cell.trim() !== '');
  const first = cells.findIndex((row) => row.filter((cell) => cell.trim() !== '').length > 1);
  const from = first < 0 ? cells.findIndex(isFilled) : first;
  const to = cells.findLastIndex(isFilled);
  const whole = from < 0 ? [] : cells.slice(from, to + 1);
  const width = whole.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== '') + 1),
    0,
  );
  return whole.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

function begins(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** Names for columns that are all different: an empty one gets its number, one that is there twice too. */
export function uniqueHeader(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((name, at) => {
    const plain = name.replaceAll(/\s+/gu, ' ').trim().slice(0, 400) || `Column ${at + 1}`;
    let unique = plain;
    for (let number = 2; seen.has(unique); number += 1) unique = `${plain} (${number})`;
    seen.add(unique);
    return unique;
  });
}
