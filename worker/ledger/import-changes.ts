// What an import changes of a pledge, field by field, as the columns of a sheet are called.
import type { ImportedRow } from '../../data/import-report.ts';
import { columnOf } from '../interchange/columns.ts';
import { withoutNothing } from './export.ts';

/** More than anybody reads of one row, and of each text. */
const MOST_CHANGES = 20;
const MOST_SHOWN = 160;

/** The fields in which two contents differ, with what was there and what will be. */
export function changesBetween(before: unknown, after: unknown): NonNullable<ImportedRow['changes']> {
  const [was, is] = [leavesOf(withoutNothing(before)), leavesOf(withoutNothing(after))];
  const pointers = [...new Set([...was.keys(), ...is.keys()])].filter(
    (pointer) => was.get(pointer) !== is.get(pointer),
  );
  return pointers.slice(0, MOST_CHANGES).map((pointer) => ({
    field: columnOf(pointer) ?? pointer.slice(1),
    from: shortened(was.get(pointer)),
    to: shortened(is.get(pointer)),
  }));
}

// Lists of names are one thing, lists of sources many.
function leavesOf(value: unknown, pointer = '', leaves = new Map<string, string>()): Map<string, string> {
  const isNames = Array.isArray(value) && value.every((item) => typeof item === 'string');
  if (isNames) leaves.set(pointer, value.join(', '));
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) leavesOf(inner, `${pointer}/${name}`, leaves);
  else if (value !== undefined) leaves.set(pointer, String(value));
  return leaves;
}

function shortened(text: string | undefined): string | null {
  if (text === undefined) return null;
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN).replace(/[\ud800-\udbff]$/u, '')}…`;
}
