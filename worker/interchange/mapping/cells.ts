// How the cells of each kind of field are read. A cell gives a value, or says what is wrong with it and what is allowed;
// what the value may be is the schemas' business.
import { firstMoment, instantOfClock } from '../../../data/calendar.ts';
import { foundIn } from '../../../data/explain.ts';
import { type Fault, FORMATS, type Format } from '../../../data/fault.ts';
import { type FieldKind, kindOfField } from '../../../data/import-fields.ts';
import type { Mapping } from '../../../data/import-mapping.ts';
import { readDate, readMoment } from '../../../data/written-date.ts';
import { RELATIONS } from '../cell.ts';
import { readSources } from './sources.ts';
import type { wordReader } from './words.ts';

/** What cells are read by. */
export type Reading = { mapping: Mapping; timezone: string; words: ReturnType<typeof wordReader> };

export type CellRead = { value?: unknown; faults?: Fault[] };

type Read = (cell: string, field: string, by: Reading, separator: string | undefined) => CellRead;

const READ: Record<FieldKind, Read> = {
  name: (cell) => ({ value: cell.trim() }),
  address: (cell) => ({ value: cell.trim() }),
  line: (cell) => ({ value: cell.trim().replaceAll(/\s*[\n\t\u2028\u2029]\s*/gu, ' ') }),
  text: (cell) => ({ value: cell.trim() }),
  // "S. 13", "p. 13f." and "13-14" begin on page 13.
  number: (cell) => {
    const [, digits] = /^[^\d]{0,20}0*(\d{1,6})(?!\d)/u.exec(cell.trim()) ?? [];
    return digits === undefined ? wrongFormat('number', cell) : { value: Number(digits) };
  },
  word: (cell, field, by) => {
    const meant = by.words.read(wordField(field), cell);
    return 'fault' in meant ? { faults: [meant.fault] } : { value: meant.id ?? undefined };
  },
  words: readWords,
  date: (cell, field, { mapping }) => {
    const value = readDate(cell, mapping.dates);
    return value === null ? noDate(formatOf(field), cell) : { value };
  },
  moment: (cell, _, { mapping, timezone }) => {
    const value = readMoment(cell, mapping.dates);
    if (value === null) return noDate('moment', cell);
    if (/T[\d:]+$/.test(value)) return { value: instantOfClock(value, timezone) };
    return { value: /^\d{4}-\d\d-\d\d$/.test(value) ? firstMoment(value, timezone) : value };
  },
  sources: (cell, _, __, separator) => ({ value: readSources(cell, separator) }),
  timeline: readTimeline,
  related: (cell) => ({ value: RELATIONS.read(cell) }),
  addresses: (cell, _, __, separator) => ({ value: parts(cell, separator ?? /\s/u).map(oldPath) }),
};

/** Reads one cell that is not blank. */
export function readCell(cell: string, field: string, by: Reading, separator?: string): CellRead {
  const kind = kindOfField(field);
  return kind ? READ[kind](cell, field, by, separator) : {};
}

/** The field whose words this one's are: a kind of source is one, whichever source it is of. */
export function wordField(field: string): string {
  return field.replace(/^evidence_\d+_/, 'evidence_1_');
}

// A label may hold a comma itself: it is taken apart only where all of its parts are known.
function readWords(cell: string, field: string, by: Reading, separator: string | undefined): CellRead {
  const known = (word: string) => by.words.knows(field, word);
  const whole = separator === undefined && known(cell) ? [cell.trim()] : parts(cell, separator ?? /[|;\n]/u);
  const pieces = whole.flatMap((piece) => {
    const smaller = parts(piece, /[,/]/u);
    return separator === undefined && !known(piece) && smaller.length > 1 && smaller.every(known)
      ? smaller
      : [piece];
  });
  const read = pieces.map((piece) => by.words.read(field, piece));
  const faults = read.flatMap((each) => ('fault' in each ? [each.fault] : []));
  const ids = read.flatMap((each) => ('id' in each && each.id !== null ? [each.id] : []));
  return { ...(ids.length > 0 ? { value: [...new Set(ids)] } : {}), faults };
}

/** As long as a day is written at most. */
const LONGEST_DATE = 60;

// A step in each line: when, and what happened.
function readTimeline(
  cell: string,
  _: string,
  { mapping }: Reading,
  separator: string | undefined,
): CellRead {
  const read = parts(cell, separator ?? /\n/u).map((step) => readStep(step, mapping));
  return {
    value: read.flatMap((each) => ('step' in each ? [each.step] : [])),
    faults: read.flatMap((each) => ('fault' in each ? [each.fault] : [])),
  };
}

function readStep(line: string, { dates }: Mapping): { step: object } | { fault: Fault } {
  for (let end = Math.min(line.length - 1, LONGEST_DATE); end > 3; end -= 1) {
    if (!/[\s:–—|]/u.test(line[end] ?? '')) continue;
    const date = readDate(line.slice(0, end), dates);
    if (date === null) continue;
    const text = line.slice(end).replace(/^[\s:–—|-]+/u, '');
    const [url] = /https?:\/\/[^\s<>")]+/iu.exec(text) ?? [];
    return { step: { date, text, ...(url === undefined ? {} : { url }) } };
  }
  return { fault: fault('date-or-span', line) };
}

// An address of the old site stands for its path, which is what an alias is.
function oldPath(name: string): string {
  const url = /^https?:\/\//iu.test(name) ? URL.parse(name) : null;
  return url ? url.pathname.replace(/\/+$/u, '') : name;
}

function parts(cell: string, separator: string | RegExp): string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function formatOf(field: string): Format {
  if (field === 'due') return 'partial-date';
  return /^timeline_/.test(field) ? 'date-or-span' : 'day';
}

function fault(format: Format, cell: string): Fault {
  return {
    code: 'wrong-format',
    ...foundIn(cell.trim()),
    allowed: { format, example: FORMATS[format].example },
  };
}

function wrongFormat(format: Format, cell: string): CellRead {
  return { faults: [fault(format, cell)] };
}

// What a spreadsheet's day is where it forgets that it is one.
function noDate(format: Format, cell: string): CellRead {
  const { code, ...rest } = fault(format, cell);
  return { faults: [{ code: /^\s*\d{5}(?:[.,]\d+)?\s*$/.test(cell) ? 'day-number' : code, ...rest }] };
}
