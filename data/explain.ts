// From an issue of zod to a fault of ours. zod words nothing by itself here: whatever it refuses passes `explain`.
import type * as z from 'zod/mini';
import { type Fault, FORMATS, type Format, TYPES, type TypeName, wordFault } from './fault.ts';

/** More choices than this are no help in a sentence. */
const MOST_CHOICES = 30;

type Raw = z.core.$ZodRawIssue;
type Carrying = { fault?: Fault };

/** Words an issue of zod, and leaves on it the fault that it stands for: `faultIn` finds it there. */
export function explain(issue: Raw): string {
  return explainAs(faultOf(issue))(issue);
}

/** The `error` of a check: its fault, with what was found. */
export function explainAs(fault: Fault): (issue: Raw) => string {
  return (issue) => {
    const complete: Fault = 'found' in fault ? fault : { ...fault, ...foundIn(issue.input) };
    // Of nothing at all, a union of schemas says only that it is none of them.
    const whole: Fault =
      complete.found === undefined && complete.code === 'wrong-format'
        ? { ...complete, code: 'missing' }
        : complete;
    // zod copies what an issue holds into the error that it reports.
    (issue as Carrying).fault = whole;
    return wordFault(whole);
  };
}

/** A value in a form of ours: a slug, a hash. */
export function form(format: Format): (issue: Raw) => string {
  return explainAs({ code: 'wrong-format', allowed: { format, example: FORMATS[format].example } });
}

/** The fault that an issue carries. */
export function faultIn(issue: z.core.$ZodIssue): Fault {
  return (issue as Carrying).fault ?? { code: 'refused' };
}

/** One of a few names, and the one that was probably meant. */
export function choiceFault(code: 'not-a-choice' | 'unknown-id', sent: unknown, choices: readonly string[]) {
  return { code, ...foundIn(sent), ...among(sent, choices) };
}

function faultOf(issue: Raw): Fault {
  const { input } = issue;
  switch (issue.code) {
    case 'invalid_type': {
      const allowed = { type: typeNamed(issue.expected) };
      return input === undefined
        ? { code: 'missing', allowed }
        : { code: 'wrong-type', allowed, ...foundIn(input) };
    }
    case 'invalid_value': {
      const choices = issue.values.map(String);
      if (input === undefined) return { code: 'missing', allowed: { choices } };
      return choiceFault('not-a-choice', input, choices);
    }
    case 'too_big': {
      const [text, list, number] = ['too-long', 'too-many', 'too-large'] as const;
      const code = issue.origin === 'string' ? text : issue.origin === 'array' ? list : number;
      return { code, ...foundIn(input), allowed: { most: Number(issue.maximum) } };
    }
    case 'too_small': {
      const [text, list, number] = ['too-short', 'too-few', 'too-small'] as const;
      const code = issue.origin === 'string' ? text : issue.origin === 'array' ? list : number;
      return { code, ...foundIn(input), allowed: { least: Number(issue.minimum) } };
    }
    case 'unrecognized_keys':
      return {
        code: 'unknown-field',
        found: shown(issue.keys[0] ?? ''),
        ...among(issue.keys[0], fieldsOf(issue.inst)),
      };
    case 'invalid_key': {
      const [inner] = issue.issues;
      return inner ? faultIn(inner) : { code: 'refused' };
    }
    case 'invalid_format':
      return formatFault(issue.format, input);
    case 'custom':
      return { code: 'refused', ...foundIn(input), ...(issue.params as Fault | undefined) };
    default:
      return { code: 'refused', ...foundIn(input) };
  }
}

function formatFault(format: string, input: unknown): Fault {
  const named: Record<string, Format> = { date: 'day', datetime: 'instant', email: 'email', url: 'address' };
  const known = named[format];
  if (!known) return { code: 'refused', ...foundIn(input) };
  return {
    code: 'wrong-format',
    ...foundIn(input),
    allowed: { format: known, example: FORMATS[known].example },
  };
}

/** Another key of the same object: its own name is found, the names of its fields are what is allowed. */
export function unknownField(key: string, { allowed }: Fault): Fault {
  return { code: 'unknown-field', found: shown(key), ...among(key, allowed?.choices ?? []) };
}

function fieldsOf(inst: unknown): string[] {
  const { shape = {} } = (inst as { _zod?: { def?: { shape?: object } } } | undefined)?._zod?.def ?? {};
  return Object.keys(shape);
}

function typeNamed(expected: string): TypeName {
  return expected in TYPES ? (expected as TypeName) : 'object';
}

function among(sent: unknown, choices: readonly string[]): Pick<Fault, 'allowed' | 'nearest'> {
  const nearest = typeof sent === 'string' ? nearestOf(sent, choices) : undefined;
  return {
    ...(choices.length > 0 && choices.length <= MOST_CHOICES ? { allowed: { choices: [...choices] } } : {}),
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** What was sent, in a line that can be read aloud: shortened, and with what nobody sees written out. */
export function foundIn(value: unknown): Pick<Fault, 'found' | 'length'> {
  if (value === undefined) return {};
  if (typeof value === 'string') return { found: shown(value), length: value.length };
  return Array.isArray(value) ? { found: 'a list', length: value.length } : { found: described(value) };
}

function described(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (typeof value === 'object') return 'a group of fields';
  if (typeof value !== 'number') return String(value);
  return Number.isFinite(value) ? `the number ${value}` : 'a number beyond all limits';
}

const MOST_SHOWN = 60;
const PLAIN = /^[ -~]*$/;
const UNSEEN = /[\p{C}\p{DI}\p{Zl}\p{Zp}\u2800]/gu;

/** A text in quotation marks, at most some sixty characters of it. */
export function shown(text: string): string {
  if (text.length <= MOST_SHOWN && PLAIN.test(text)) return `"${text}"`;
  const characters = [...text.slice(0, 4 * MOST_SHOWN)];
  const start = characters.slice(0, MOST_SHOWN).join('');
  const isWhole = start.length === text.length;
  return `"${start.replaceAll(UNSEEN, namedCharacter)}${isWhole ? '' : '…'}"`;
}

function namedCharacter(character: string): string {
  if (character === '\n') return '[line break]';
  if (character === '\t') return '[tab]';
  return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
}

/** The longest name that is looked for among others, and how far off one may be that was meant all the same. */
const LONGEST_COMPARED = 80;
const FARTHEST = 2;
const SHORT = 4;
const MOST_COMPARED = 300;

function nearestOf(sent: string, choices: readonly string[]): string | undefined {
  if (sent.length > LONGEST_COMPARED || choices.length > MOST_COMPARED) return undefined;
  const name = plain(sent);
  const farthest = name.length < SHORT ? 1 : FARTHEST;
  let [nearest, least]: [string | undefined, number] = [undefined, farthest + 1];
  for (const choice of choices) {
    const distance = distanceOf(name, plain(choice), least);
    if (distance < least) [nearest, least] = [choice, distance];
  }
  return nearest;
}

function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/gu, '-');
}

/** How many letters have to be put in, taken out or changed; `most` stands for anything from there on. */
function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) >= most) return most;
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? most;
}
