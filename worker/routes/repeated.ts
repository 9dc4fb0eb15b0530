// A parameter that is there more than once, told without a schema: the routes that are read most have none.

import { foundIn } from '../../data/explain.ts';
import { type Fault, wordFault } from '../../data/fault.ts';
import type { FieldError } from '../../data/field-error.ts';

/** What is wrong with a parameter that is there more than once; none where it is not. */
export function repeated(name: string, values: string[] | undefined = []): FieldError[] {
  return values.length > 1 ? [twice(name, values)] : [];
}

export function twice(name: string, values: string[]): FieldError {
  const fault: Fault = { code: 'twice', of: 'a parameter', ...foundIn(values.join(', ')) };
  return { pointer: pointerTo(name), ...fault, detail: wordFault(fault) };
}

/** Where a parameter stands, as a JSON Pointer. */
export function pointerTo(name: string): string {
  return `/query/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
