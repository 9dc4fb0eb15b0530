// The kinds of cell there are: how each is read and written. Nothing is validated: what cannot be read is
// passed on as it stands, so that the schema names it in its own words.
import type * as z from 'zod/mini';
import type { relatedSchema } from '../../data/pledge.ts';

type Related = z.infer<typeof relatedSchema>;

export type CellKind = {
  isEmpty(cell: string): boolean;
  read(cell: string): unknown;
  /** The cell for a value of this kind; the row was validated when it was stored. */
  write(value: unknown): string;
};

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** A name, a day, an instant or an address: spaces around it are never meant. */
export const TOKEN: CellKind = { isEmpty: isBlank, read: (cell) => cell.trim(), write: String };

/** Text as it was written, newlines and outer spaces included. */
export const TEXT: CellKind = { isEmpty: isBlank, read: (cell) => cell, write: String };

/** Text that may also be empty or blank, so that only an empty cell is an empty one. */
export const MARKDOWN: CellKind = { ...TEXT, isEmpty: (cell) => cell === '' };

/** A whole number in plain digits: what begins with a nought is passed on as text, and named. */
export const WHOLE: CellKind = {
  isEmpty: isBlank,
  read: (cell) => (/^\s*(?:0|[1-9]\d{0,8})\s*$/u.test(cell) ? Number(cell) : cell.trim()),
  write: String,
};

/** Ids with `|` between them. It is written because no locale's spreadsheet splits cells at it. */
export const IDS: CellKind = {
  isEmpty: isBlank,
  read: (cell) => split(cell, /[|;,\n]/u),
  write: (ids) => (ids as string[]).join('|'),
};

/** Slugs and old paths with spaces between them: a path may hold any other separator. */
export const NAMES: CellKind = {
  isEmpty: isBlank,
  read: (cell) => split(cell, /\s/u),
  write: (names) => (names as string[]).join(' '),
};

/** `part-of:slug|related:slug`; a slug alone is `related`. */
export const RELATIONS: CellKind = {
  isEmpty: isBlank,
  read: (cell) => split(cell, /[|;,\n]/u).map(readRelation),
  // Of a draft's relation either half may be missing: without a pledge there is nothing to write.
  write: (related) =>
    (related as Partial<Related>[])
      .flatMap(({ relation = 'related', pledge }) => (pledge === undefined ? [] : [`${relation}:${pledge}`]))
      .join('|'),
};

function split(cell: string, separator: RegExp): string[] {
  return cell
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readRelation(part: string): { pledge: string; relation: string } {
  const colon = part.indexOf(':');
  if (colon < 0) return { pledge: part, relation: 'related' };
  return { pledge: part.slice(colon + 1).trim(), relation: part.slice(0, colon).trim() };
}
