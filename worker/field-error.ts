// What is wrong with the fields that somebody sent, as data: a JSON Pointer to each, and what kind of fault it is.
import type * as z from 'zod/mini';
import { choiceFault, faultIn, unknownField } from '../data/explain.ts';
import { type Fault, wordFault } from '../data/fault.ts';
import type { FieldError } from '../data/field-error.ts';

/** A fault at one field, in words of its own or by what kind of fault it is. `words` say more of a fault than those of its kind. */
export function fieldError(pointer: string, fault: string | Fault, words?: string): FieldError {
  if (typeof fault === 'string') return { pointer, code: 'refused', detail: fault };
  return { pointer, detail: words ?? wordFault(fault), ...fault };
}

/** A name that leads to nothing here: what was found, and of a few that are known the nearest. */
export function unknownId(
  pointer: string,
  of: string,
  sent: string,
  known: readonly string[] = [],
): FieldError {
  return fieldError(pointer, { of, ...choiceFault('unknown-id', sent, known) });
}

/** Zod's issues as pointers, below `base`. An unknown field is named itself, not the object that holds it. */
export function fieldErrors(error: z.core.$ZodError, base = ''): FieldError[] {
  return error.issues.flatMap((issue) => {
    const fault = faultIn(issue);
    // A rule that has words of its own and no kind is told in these.
    if (issue.code !== 'unrecognized_keys')
      return fieldError(base + pointer(issue.path), fault, issue.message);
    return issue.keys
      .slice(0, MOST_UNKNOWN)
      .map((key) => fieldError(base + pointer([...issue.path, key]), unknownField(key, fault)));
  });
}

/** Of what one object has that is no field of it, this many are named: it may be a million. */
const MOST_UNKNOWN = 500;

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
