// Reading a query: what a route does not know, a name that is there twice, and a value that it does not take are each told.
import * as z from 'zod/mini';
import { form, shown, unknownField } from '../../data/explain.ts';
import type { FieldError } from '../../data/field-error.ts';
import { fieldErrors } from '../field-error.ts';
import { pointerTo, twice } from './repeated.ts';

type Reading<Value> = { ok: true; value: Value } | { ok: false; errors: FieldError[] };

/** Reads the query of an address by a schema of texts, and of lists where a name may be there more than once. */
export function readQuery<Schema extends z.ZodMiniObject>(
  url: string,
  schema: Schema,
  isLeftOut: (name: string, value: string) => boolean = () => false,
): Reading<z.infer<Schema>> {
  const names = Object.keys(schema.shape);
  const sent = new Map<string, string[]>();
  for (const [name, value] of new URL(url).searchParams)
    if (!isLeftOut(name, value)) sent.set(name, [...(sent.get(name) ?? []), value]);
  const errors: FieldError[] = [];
  const asked: Record<string, unknown> = {};
  for (const [name, values] of sent) {
    const field = Object.hasOwn(schema.shape, name) ? schema.shape[name] : undefined;
    if (!field) errors.push(unknownParameter(name, names));
    else if (takesList(field)) asked[name] = values;
    else if (values.length > 1) errors.push(twice(name, values));
    else asked[name] = values[0];
  }
  const parsed = schema.safeParse(asked);
  if (!parsed.success) errors.push(...fieldErrors(parsed.error, '/query'));
  return parsed.success && errors.length === 0 ? { ok: true, value: parsed.data } : { ok: false, errors };
}

function takesList(field: z.core.$ZodType): boolean {
  const { def } = (field as z.ZodMiniType)._zod;
  if (def.type !== 'default' && def.type !== 'optional') return def.type === 'array';
  return takesList((def as z.core.$ZodOptionalDef).innerType);
}

function unknownParameter(name: string, names: string[]): FieldError {
  const fault = unknownField(name, { code: 'unknown-field', allowed: { choices: names } });
  const those = names.length === 0 ? 'it takes none' : `those are: ${names.join(', ')}`;
  const meant = fault.nearest === undefined ? '' : `; did you mean "${fault.nearest}"?`;
  const detail = `${shown(name)} is not a parameter of this route; ${those}${meant}`;
  return { pointer: pointerTo(name), ...fault, allowed: { choices: names }, detail };
}

/** A whole number that came as text: in plain digits, because everything else is read in more than one way. */
export function numberInDigits(least: number, most = Number.MAX_SAFE_INTEGER) {
  return z.pipe(
    z.pipe(
      z.string().check(z.regex(/^(?:0|[1-9]\d{0,14})$/, { error: form('number') })),
      z.transform(Number),
    ),
    z.number().check(z.gte(least), z.lte(most)),
  );
}
