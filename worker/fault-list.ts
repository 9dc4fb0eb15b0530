// The faults of many rows: the first of them one by one, all of them by kind, so that what is wrong with every row is one line.
import type { FaultGroup, FieldError } from '../data/field-error.ts';

/** More than anyone mends at once. */
const MOST_LISTED = 500;

/** Nobody counts further, and the Ledger has others to answer meanwhile: this many take it about two seconds. */
const MOST_COUNTED = 100_000;

/** Kinds that come after these are in the total alone: a name that nobody knows is a kind of its own. */
const MOST_GROUPS = 100;

/** `errors` are the first, `groups` the kinds with the most frequent first, `total` is of all. */
export type CountedFaults = { errors: FieldError[]; total: number; groups: FaultGroup[] };

/** Gathers faults; `counted` has them as they are to be told. `byWord`: each word that nobody knows is a kind of its own. */
export function faultList({ byWord = false } = {}) {
  const errors: FieldError[] = [];
  const groups = new Map<string, FaultGroup & { row: string }>();
  let total = 0;
  return {
    get total() {
      return total;
    },
    /** Whether no more of what is wrong is looked for. */
    get isFull() {
      return total >= MOST_COUNTED;
    },
    add(found: readonly FieldError[]): void {
      for (const error of found) {
        total += 1;
        if (errors.length < MOST_LISTED) errors.push(error);
        count(groups, error, byWord);
      }
    },
    counted(): CountedFaults {
      const sorted = [...groups.values()].sort((a, b) => b.count - a.count);
      return { errors, total, groups: sorted.map(({ row: _, ...group }) => group) };
    },
  };
}

function count(groups: Map<string, FaultGroup & { row: string }>, error: FieldError, byWord: boolean): void {
  const { code = 'refused', pointer, line, column } = error;
  const [, row = String(line ?? ''), below = pointer] =
    /^\/(?:pledges|rows)\/([^/]+)(.*)$/.exec(pointer) ?? [];
  const field = fieldOf(error.field ?? column ?? below);
  // What only its words explain is of one kind where the words are the same.
  const isWord = byWord && (code === 'unknown-id' || code === 'not-a-choice');
  const key = `${code} ${field} ${code === 'refused' ? error.detail : isWord ? error.found : ''}`;
  const group = groups.get(key);
  if (!group && groups.size < MOST_GROUPS)
    groups.set(key, { code, field, count: 1, rows: 1, first: error, row });
  else if (group) {
    group.count += 1;
    if (group.row !== row) group.rows += 1;
    group.row = row;
  }
}

// A field whichever item of a list it is in: of /evidence/3/url and evidence_4_url the number becomes an asterisk.
function fieldOf(name: string): string {
  return name.replaceAll(/(?<=[/_])\d+(?=[/_]|$)/g, '*');
}
