// Every refusal of every schema is in our own words: each schema there is gets each kind of wrong value, in each of its fields.
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import * as explained from '../../data/explain.ts';
import { FAULT_CODES, wordFault } from '../../data/fault.ts';
import * as field from '../../data/field.ts';
import * as importRow from '../../data/import-row.ts';
import * as pledge from '../../data/pledge.ts';
import * as published from '../../data/published.ts';
import * as revision from '../../data/revision.ts';
import * as suggestion from '../../data/suggestion.ts';
import * as tracker from '../../data/tracker.ts';
import { QUERIES } from '../../worker/routes/desk/queries.ts';
import { aTracker, NOW } from '../builders.ts';
import { LIBRARY, withoutQuotations } from '../library-words.ts';
import { put, SUBJECTS } from './subjects.ts';

const modules = { field, importRow, pledge, published, revision, suggestion, tracker, QUERIES };
const made = {
  importable: importRow.importableSchema(aTracker(), NOW),
  publishable: pledge.publishableSchema(aTracker(), NOW),
  whole: field.whole(1, 5),
  localised: field.localised(40),
  markdown: field.markdown(100),
};

const SCHEMAS = Object.entries({ ...modules, made }).flatMap(([name, module]) =>
  Object.entries(module).flatMap(([part, schema]) =>
    isSchema(schema) ? [[`${name} ${part}`, schema] as const] : [],
  ),
);

/** One of each kind of wrong value. None of them is right everywhere, and most are wrong nearly everywhere. */
const WRONG: unknown[] = [
  undefined,
  null,
  true,
  'true',
  0,
  7,
  -1,
  1.5,
  1e9,
  2 ** 60,
  Number.NaN,
  '',
  ' ',
  '\u2800',
  '\u0301',
  '4.0',
  '0x10',
  'auf-kurz',
  'Kepd',
  'x'.repeat(30_000),
  'a\nb',
  'a\u202eb',
  '\ud83d',
  '<b>bold</b>',
  '[x](javascript:alert(1))',
  `${'>'.repeat(12)} x`,
  '2023-02-30',
  '2023-02-03',
  '2023-02-30T24:00:00Z',
  '2023-02-03t10:00:00z',
  'https://one.example/\nhttps://two.example/',
  'https://',
  'https://desk.example:0/',
  'https://desk.example:99999/',
  'https://user@desk.example/',
  'api',
  'corrections',
  'desk@',
  [],
  [7],
  ['a', 'a'],
  Array.from({ length: 1100 }, () => 'a'),
  {},
  { 'no-such-field': 1 },
  { en: '' },
  { 'Not a language': 'a' },
];

const SAYS_FOUND =
  /found: |is missing|is empty|is true|has (?:no|neither|\d+)|holds \d+|is \d+ character|is not a field|nested too deep/;
const SAYS_ALLOWED = /must |allowed|need|those are|choose|is not a field here|write a link/;

/** Every schema within one: its fields, items, keys and what it wraps. */
function parts(schema: z.core.$ZodType, seen = new Set<z.core.$ZodType>()): z.core.$ZodType[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const def = schema._zod.def as unknown as Record<string, unknown>;
  const inner = [
    ...Object.values((def.shape as object) ?? {}),
    ...((def.options as unknown[]) ?? []),
    ...['element', 'innerType', 'in', 'keyType', 'valueType'].map((name) => def[name]),
  ];
  return [schema, ...inner.filter(isSchema).flatMap((each) => parts(each, seen))];
}

function isSchema(value: unknown): value is z.core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}

function expectOwnWords(issues: readonly z.core.$ZodIssue[], sent: unknown): void {
  for (const issue of issues) {
    const fault = explained.faultIn(issue);
    const told = `${String(JSON.stringify(sent)).slice(0, 100)}: ${issue.message}`;
    expect(FAULT_CODES).toContain(fault.code);
    expect(fault.code, told).not.toBe('refused');
    expect(withoutQuotations(issue.message), told).not.toMatch(LIBRARY);
    expect(issue.message, told).toMatch(SAYS_FOUND);
    expect(issue.message, told).toMatch(SAYS_ALLOWED);
    expect(issue.message.length, told).toBeLessThan(700);
    expect(issue.message).not.toMatch(/[\p{Cc}\u202e\u2800]|\ud83d(?!\p{Cs})/u);
    // An app words it from the fault alone, in its user's language.
    expect(wordFault(fault)).toBe(issue.message);
  }
}

test.each(SCHEMAS)(
  '%s refuses every wrong value in our own words, with what was found and what is allowed',
  (_, schema) => {
    let refusals = 0;
    for (const part of parts(schema))
      for (const wrong of WRONG) {
        const { error } = z.safeParse(part, wrong);
        expectOwnWords(error?.issues ?? [], wrong);
        refusals += error?.issues.length ?? 0;
      }
    expect(refusals).toBeGreaterThan(0);
  },
);

/** The places of a document, the document itself among them. */
function pointersOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => pointersOf(part, `${at}/${key}`))];
}

test.each(Object.entries(SUBJECTS))(
  'a %s that is wrong in one place is refused in our own words, by the rules of its tracker too',
  (_, { schema, valid }) => {
    for (const pointer of pointersOf(valid).filter(Boolean))
      for (const wrong of WRONG) {
        const { error } = z.safeParse(schema, put(valid, pointer, wrong));
        expectOwnWords(error?.issues ?? [], wrong);
      }
  },
  60_000,
);

const SAID: [what: string, schema: z.ZodMiniType, wrong: unknown, words: string][] = [
  ['a text that is too long', field.line(140), 'x'.repeat(162), 'is 162 characters long; 140 are allowed'],
  ['a text that is missing', field.line(140), undefined, 'is missing; it needs text'],
  ['a number as text', field.whole(1, 9), '4.0', 'must be a whole number; found: "4.0"'],
  ['half a page', field.whole(1, 9), 4.5, 'must be a whole number; found: the number 4.5'],
  ['a number over its limit', field.whole(1800, 2200), 3000, 'must be at most 2200; found: the number 3000'],
  [
    'an address of 2,001 characters',
    field.webUrl,
    `https://desk.example/${'x'.repeat(1980)}`,
    'is 2001 characters long; 2000 are allowed',
  ],
  [
    'two addresses in one cell',
    field.webUrl,
    'https://one.example/a\nhttps://two.example/b',
    'holds 2 addresses; one is allowed; found: "https://one.example/a[line break]https://two.example/b"',
  ],
  [
    'an address without its scheme',
    field.webUrl,
    'desk.example',
    'must begin with https:// or http://; found: "desk.example"',
  ],
  [
    'a day that is none',
    field.day,
    '2023-02-30',
    'must be a day of the calendar, written year-month-day, such as 2018-04-01; found: "2023-02-30"',
  ],
  [
    'a name of nothing',
    field.line(9),
    '\u2800',
    'has nothing that can be seen; found: "[U+2800]"; it needs a letter, a number or a sign',
  ],
  [
    'a choice that is nearly one',
    z.enum(['on-course', 'broken']),
    'on-curse',
    'must be one of: on-course, broken; found: "on-curse"; did you mean "on-course"?',
  ],
];

test.each(SAID)('%s is told in just these words', (_, schema, wrong, words) => {
  expect(schema.safeParse(wrong).error?.issues.map(({ message }) => message)).toEqual([words]);
});

test('a verdict that is nearly one of the scheme is told with the one that was meant, and a field with its neighbours', () => {
  const { schema, valid } = SUBJECTS.pledge!;
  const wrong = put(valid, '/titel', 'x');
  const faults = z.safeParse(schema, wrong).error?.issues.map(explained.faultIn);
  expect(faults).toEqual([expect.objectContaining({ code: 'unknown-field', nearest: 'title' })]);
  const named = z
    .safeParse(schema, put(valid, '/verdict/id', 'in-progres'))
    .error?.issues.map(explained.faultIn);
  expect(named).toEqual([
    expect.objectContaining({
      code: 'unknown-id',
      of: 'a verdict',
      found: '"in-progres"',
      nearest: 'in-progress',
    }),
  ]);
});
