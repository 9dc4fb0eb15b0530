// A valid document with something hostile done to it, as the text that is sent: JSON can hold what no value of ours is.

import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import fc from '../property.ts';

/** What stands in a mutated value for JSON that `JSON.stringify` does not write. */
const RAW = '\u0001raw:';
const raw = (json: string) => RAW + json;

const aNumber = fc.oneof(
  fc.constantFrom(0, -1, 1.5, 2 ** 31, 2 ** 53, 1e21, 5e-324),
  fc
    .constantFrom(
      '1e999',
      '-1e999',
      '-0',
      '0.1e1',
      '1E400',
      '9'.repeat(400),
      `0.${'0'.repeat(400)}1`,
      '1e-999',
    )
    .map(raw),
);

const aText = fc.oneof(
  fc.constantFrom(...HOSTILE_STRINGS),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .constantFrom('\\ud800', '\\udfff\\ud800', '\\u0000', '\\u202e', '\\ufeff')
    .map((escaped) => raw(`'${escaped}'`)),
  fc.constantFrom(1, 40, 141, 401, 20_001).map((length) => 'a'.repeat(length)),
  fc.constantFrom('\u{1f469}', '> ', '[', '*', '\n').map((unit) => unit.repeat(1500)),
  fc.constantFrom(
    '',
    ' ',
    '\u3000',
    '2026-02-30',
    '0000-01-01',
    '+275760-09-13',
    '2026-01-01T24:00:00Z',
    'en-',
    'UTC+99',
  ),
);

const aShape = fc.oneof(
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { length: 3 }, { __proto__: null }),
  fc.integer({ min: 1, max: 400 }).map((depth) => raw('['.repeat(depth) + ']'.repeat(depth))),
  fc.integer({ min: 1, max: 400 }).map((depth) => raw(`${"{'a':".repeat(depth)}1${'}'.repeat(depth)}`)),
);

const aValue = fc.oneof(aNumber, { arbitrary: aText, weight: 3 }, aShape);

const aKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'toJSON',
    'length',
    '',
    'a/b',
    'a~b',
    '\ud800',
    '0',
  ),
  fc.constantFrom(...HOSTILE_STRINGS),
);

type Path = (string | number)[];
type Change =
  | { kind: 'set'; path: Path; value: unknown }
  | { kind: 'drop'; path: Path }
  | { kind: 'add'; path: Path; key: string; value: unknown }
  | { kind: 'repeat'; path: Path; times: number };

/** Every place of a document, itself included. */
function placesOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value) ? value.map((each, at) => [at, each] as const) : Object.entries(value);
  return [path, ...inner.flatMap(([key, each]) => placesOf(each, [...path, key]))];
}

function changed(document: unknown, change: Change): unknown {
  const copy = structuredClone({ root: document });
  const path = ['root', ...change.path];
  const last = path.pop() ?? 'root';
  // An earlier change may have taken the place away.
  const place = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), copy);
  if (!isObject(place)) return copy.root;
  const here = place[last];
  if (change.kind === 'set') define(place, last, change.value);
  if (change.kind === 'drop') delete place[last];
  if (change.kind === 'add' && isObject(here) && !Array.isArray(here)) define(here, change.key, change.value);
  if (change.kind === 'repeat' && Array.isArray(here) && here.length <= 51)
    place[last] = Array(change.times).fill(here).flat();
  return copy.root;
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

// An assignment to `__proto__` would not make a member of that name.
function define(place: object, key: string | number, value: unknown): void {
  Object.defineProperty(place, key, { value, enumerable: true, configurable: true, writable: true });
}

function write(document: unknown): string {
  const json = JSON.stringify(document) ?? '';
  return json.replace(/"\\u0001raw:((?:[^"\\]|\\.)*)"/g, (_, inner: string) =>
    inner.replaceAll("'", '"').replaceAll('\\\\', '\\'),
  );
}

/** The text of `document` after some changes; now and then with a member that is there twice. */
export function mutated(document: unknown, mostChanges = 3): fc.Arbitrary<string> {
  const path = fc.constantFrom(...placesOf(document));
  const change = fc.oneof(
    { arbitrary: fc.record({ kind: fc.constant('set' as const), path, value: aValue }), weight: 6 },
    fc.record({ kind: fc.constant('drop' as const), path }),
    fc.record({ kind: fc.constant('add' as const), path, key: aKey, value: aValue }),
    fc.record({ kind: fc.constant('repeat' as const), path, times: fc.constantFrom(2, 51, 101) }),
  );
  const twice = fc.option(fc.constantFrom('title', 'id', 'note', 'verdict', 'slug', 'name', 'pledges'), {
    freq: 8,
  });
  return fc
    .tuple(fc.array(change, { minLength: 1, maxLength: mostChanges }), twice, aValue)
    .map(([changes, name, value]) => {
      const json = write(changes.reduce(changed, document));
      return name === null ? json : json.replace(`"${name}":`, (there) => `${there}${write(value)},${there}`);
    });
}
