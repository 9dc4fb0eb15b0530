// Two people changed one pledge. Field by field: what it was, what one wrote, what the other did.
import type { PledgeDraft } from '../../../data/pledge.ts';
import { FIELDS, isSame, type RowsField, valueAt, withValue } from '../common/draft.ts';

/** A field in which mine and theirs differ; `by` says who changed it since `base`. */
export type Disputed = { field: string; mine: unknown; theirs: unknown; by: 'me' | 'them' | 'both' };

/** The fields in which two versions differ. Those that both changed are for the editor to decide. */
export function disputed(base: PledgeDraft, mine: PledgeDraft, theirs: PledgeDraft): Disputed[] {
  return FIELDS.flatMap((field) => {
    const [was, my, their] = [base, mine, theirs].map((document) => valueAt(document, field));
    if (isSame(my, their)) return [];
    const by = isSame(was, their) ? 'me' : isSame(was, my) ? 'them' : 'both';
    return [{ field, mine: my, theirs: their, by }];
  });
}

/** Their version with what was chosen for each disputed field put over it. */
export function settled(theirs: PledgeDraft, chosen: ReadonlyMap<string, unknown>): PledgeDraft {
  let draft = theirs;
  for (const [field, value] of chosen) draft = withValue(draft, field, value);
  return draft;
}

/** Whether a field is a list, of which both versions' rows can be kept. */
export function isRows(field: string): field is RowsField {
  return ['/evidence', '/related', '/responses'].includes(field);
}

/** The rows of both: theirs, then those of mine that they lack. */
export function rowsOfBoth(mine: unknown, theirs: unknown): unknown[] {
  const [my, their] = [mine, theirs].map((rows) => (rows ?? []) as unknown[]) as [unknown[], unknown[]];
  return [...their, ...my.filter((row) => !their.some((other) => isSame(row, other)))];
}
