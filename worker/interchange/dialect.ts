// How a file was written: Excel takes the list separator of the reader's locale, and sometimes says so in a
// first line of its own ("sep=;"). Neither is in RFC 4180, so it is found out before the file is parsed.

const DELIMITERS = [',', ';', '\t'] as const;
const NEWLINES = /\r\n|\r|\n/gu;

export type Dialect = {
  delimiter: string;
  /** The file from its first record on: without byte order mark and `sep=` line. */
  text: string;
  /** The line of the file at which `text` begins, counted from 1. */
  line: number;
};

/** Finds the delimiter by the header: the one that stands there most often outside quotation marks. */
export function dialectOf(file: string): Dialect {
  const text = file.startsWith('\ufeff') ? file.slice(1) : file;
  const sep = /^"?sep=([,;\t|])"?[,;\t]*(?:\r\n|\r|\n|$)/iu.exec(text);
  if (sep?.[1]) return { delimiter: sep[1], text: text.slice(sep[0].length), line: 2 };
  return { delimiter: delimiterOf(text), text, line: 1 };
}

// The byte order mark of UTF-8 as programs show it that take it for letters of another encoding: Windows-1252 and its
// neighbours, Mac, DOS, Cyrillic, Thai and Chinese ones. All that is not English in such a file is spoilt as well.
const BROKEN_MARK = /^\ufeff?(?:ï»[¿؟]|ď»ż|ďťż|п»ї|ο»Ώ|ן»¿|ļ»æ|Ôªø|∩╗┐|´╗┐|я╗┐|О╩©|яЛП|๏ปฟ|锘|嚜|癤|\ufffd)/u;

/** What a file begins with that was read in the wrong encoding and saved again; null for any other. */
export function brokenMark(file: string): string | null {
  return BROKEN_MARK.exec(file)?.[0].replace('\ufeff', '') ?? null;
}

/** How often a line ends in a text, for any of the three ways to end one. */
export function countNewlines(text: string): number {
  return text.match(NEWLINES)?.length ?? 0;
}

/** A spreadsheet writes LF inside a cell; other programs that edit the file make it CRLF, which nobody means. */
export function normaliseNewlines(cell: string): string {
  return cell.includes('\r') ? cell.replaceAll(NEWLINES, '\n') : cell;
}

function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let named = false;
  for (const character of text) {
    const count = counts.get(character);
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (count !== undefined) counts.set(character, count + 1);
    else if (character !== '\n' && character !== '\r') named = true;
    else if (named) break;
  }
  return DELIMITERS.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}
