// A JSON Schema in a few words of HTML, for a cell of a table.
import type { JsonSchema } from './schemas.ts';

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export const code = (text: string) => `<code>${escaped(text)}</code>`;

/** The anchor of a schema that has a name. */
export const schemaAnchor = (name: string) => `schema-${name}`;

const FORMATS: Record<string, string> = {
  'date-time': 'an instant in UTC',
  date: 'a day',
  iri: 'a web address',
  email: 'an e-mail address',
};

const NAMES: Record<string, string> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  null: 'null',
};

/** What a value of this schema is: `a list of Badge`, `text, at most 200 characters`. */
export function typeInWords(schema: JsonSchema | boolean | undefined): string {
  if (typeof schema !== 'object' || Object.keys(schema).length === 0) return 'anything';
  if (schema.$ref) return reference(schema.$ref);
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(', ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map((each) => typeInWords(each)).join(', or ');
  if (schema.allOf) return schema.allOf.map((each) => typeInWords(each)).join(', with ');
  return [ofType(schema), ...limits(schema)].join(', ');
}

function reference(ref: string): string {
  const name = ref.replace(/^.*\//, '');
  return `<a href="#${schemaAnchor(name)}">${name}</a>`;
}

function ofType(schema: JsonSchema): string {
  if (schema.type === 'array') return `a list of ${typeInWords(schema.items as JsonSchema)}`;
  if (schema.type !== 'object')
    return FORMATS[schema.format ?? ''] ?? NAMES[String(schema.type)] ?? String(schema.type);
  const { properties } = schema;
  if (properties) return `{${Object.entries(properties).map(member(schema.required)).join(', ')}}`;
  return typeof schema.additionalProperties === 'object'
    ? `an object, each value ${typeInWords(schema.additionalProperties)}`
    : 'an object';
}

const member =
  (required: string[] = []) =>
  ([name, each]: [string, unknown]) =>
    `${code(required.includes(name) ? name : `${name}?`)} ${typeInWords(each as JsonSchema)}`;

function limits({
  type,
  minimum,
  maximum,
  maxLength,
  minItems,
  maxItems,
  default: usual,
}: JsonSchema): string[] {
  const range = type === 'array' ? [minItems, maxItems] : [minimum, maximum];
  const [least, most] = range;
  return [
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(least === undefined ? [] : [`at least ${least}`]),
    ...(most === undefined ? [] : [`at most ${most}`]),
    ...(usual === undefined || usual === null ? [] : [`usually ${code(String(usual))}`]),
  ];
}
