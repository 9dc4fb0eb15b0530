// Judges a backup while it arrives: its first lines before any of it is kept, and how much there is of it all the while.
import type { FieldError } from '../../data/field-error.ts';
import { NO_KEY } from '../../data/restore.ts';
import { sizeText } from '../size-text.ts';
import { backupHeader } from './backup-header.ts';
import { parsedLine } from './backup-reader.ts';
import { BACKED_UP } from './backup-tables.ts';

/**
 * So much is judged line by line, and it is less than one part, so before any of it is kept. A header is no longer: it
 * names the newest hash of each tracker, of about 2,500 at most.
 */
const FIRST_BYTES = 512 * 1024;

/** The longest line: a row has at most 2 MB, escaped, and then some. */
const LONGEST_LINE_BYTES = 8 * 1024 * 1024;

/** About 100,000 pledges, ten times as many as were tried: all of it is read in one turn of the Ledger. */
export const MOST_BACKUP_BYTES = 256 * 1024 * 1024;

/** Bytes that come out of one of gzip. Of a backup it is 5 to 25, of what is made to burst up to 1,032. */
export const MOST_GZIP_RATIO = 100;

/** Lets the bytes of a backup through, or says at which line it is none: `sent` are the bytes that have arrived for all of it. */
export function backupGate(trusted: string) {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let total = 0;
  let lineNumber = 1;
  let lineBytes = 0;
  let first: string | null = '';
  let judged = 0;

  function judgeFirst(bytes: Uint8Array): FieldError | null {
    try {
      first += decoder.decode(bytes, { stream: true });
    } catch {
      return at(judged + 1, '', 'is not UTF-8, so this is not a backup');
    }
    const lines = (first ?? '').split('\n');
    first = lines.pop() ?? '';
    for (const line of lines) {
      judged += 1;
      const fault = judged === 1 ? headerFault(line, trusted) : lineFault(line);
      if (fault) return at(judged, fault.pointer, fault.detail);
    }
    if (judged === 0 && total > FIRST_BYTES) return at(1, '', 'does not end, so this is not a backup');
    if (total > FIRST_BYTES) first = null;
    return null;
  }

  function measure(bytes: Uint8Array, sent: number): FieldError | null {
    total += bytes.length;
    if (total > MOST_BACKUP_BYTES)
      return at(lineNumber, '', `is past ${sizeText(MOST_BACKUP_BYTES)}, the most that is read here`);
    if (total > FIRST_BYTES + sent * MOST_GZIP_RATIO)
      return at(lineNumber, '', `is more than ${MOST_GZIP_RATIO} times what was sent as gzip`);
    for (let from = 0; ; lineNumber += 1) {
      const end = bytes.indexOf(10, from); // a newline
      lineBytes += (end < 0 ? bytes.length : end) - from;
      if (lineBytes > LONGEST_LINE_BYTES)
        return at(lineNumber, '', `is longer than ${sizeText(LONGEST_LINE_BYTES)}`);
      if (end < 0) return null;
      lineBytes = 0;
      from = end + 1;
    }
  }

  return (bytes: Uint8Array, sent: number): FieldError | null =>
    measure(bytes, sent) ?? (first === null ? null : judgeFirst(bytes));
}

function headerFault(line: string, trusted: string): FieldError | null {
  const parsed = parsedLine(line);
  if (!parsed) return { pointer: '', detail: 'is not a JSON object, so this is not a backup' };
  const header = backupHeader(parsed);
  if (!header.ok) return header.errors[0] ?? null;
  if (trusted === NO_KEY || header.value.key === trusted) return null;
  const detail = header.value.key
    ? `is ${header.value.key}, and not the one that you trust`
    : 'is missing: this backup is older than signatures, and only key=none restores it';
  return { pointer: '/backup/key', detail };
}

function lineFault(line: string): FieldError | null {
  const parsed = parsedLine(line);
  if (!parsed) return { pointer: '', detail: 'is not a JSON object' };
  if ('end' in parsed || 'signature' in parsed) return null;
  const isTable = typeof parsed.table === 'string' && Object.hasOwn(BACKED_UP, parsed.table);
  return isTable ? null : { pointer: '/table', detail: 'is not a table of a backup' };
}

function at(line: number, pointer: string, detail: string): FieldError {
  return { line, pointer, detail };
}
