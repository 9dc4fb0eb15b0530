// The rooms of the house, lowest first. Whoever reads one need know only what lies below it. That files do not import each
// other in circles, and that each package is named in package.json, is Biome's to check (biome.json).
import { globSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Rooms of one floor do not know each other. A room is a folder with those in it that have no line of their own. */
const FLOORS: Record<string, string[][]> = {
  data: [['data', 'data/words'], ['data/schemes'], ['data/seed']],
  worker: [
    // What every room may use: bindings, storage, results, problems, and the documents in KV.
    ['worker'],
    ['worker/projection', 'worker/interchange'],
    ['worker/interchange/mapping'],
    ['worker/ledger', 'worker/courier'],
    ['worker/auth', 'worker/embeds'],
    ['worker/pages'],
    ['worker/feeds'],
    ['worker/routes'],
    ['worker/routes/desk'],
    ['worker/contract'],
    ['worker/app.ts'],
    ['worker/index.ts'],
  ],
  widgets: [
    ['widgets/words'],
    ['widgets'],
    ['widgets/package', 'widgets/site', 'widgets/desk/words'],
    ['widgets/desk/common'],
    ['widgets/desk/lists'],
    ['widgets/desk/acts'],
    [
      'widgets/desk/writing',
      'widgets/desk/publishing',
      'widgets/desk/starting',
      'widgets/desk/importing',
      'widgets/desk/people',
      'widgets/desk/settings',
      'widgets/desk/webhooks',
      'widgets/desk/inbox',
      'widgets/desk/running',
    ],
    ['widgets/desk/app'],
    ['widgets/desk'],
  ],
  scripts: [
    ['scripts/words', 'scripts/openapi', 'scripts/from-wordpress'],
    ['scripts/gallery'],
    ['scripts'],
    ['scripts/npm-package'],
  ],
};
const HOUSES = Object.keys(FLOORS);

const files = globSync(`{${HOUSES.join(',')}}/**/*.{ts,tsx}`, { exclude: ['widgets/releases/**'] });

type Import = { from: string; to: string };

/** What a file imports from its own house, types included. */
function importsOf(file: string): Import[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/\b(?:from|import\(?)\s*'(\.[^']+)'/g);
  return [...specifiers]
    .map(([, specifier = '']) => ({ from: file, to: relative('.', resolve(dirname(file), specifier)) }))
    .filter(({ to }) => houseOf(to) === houseOf(file));
}

const houseOf = (file: string) => file.split('/', 1)[0] ?? '';

/** The room of a file, which is the longest name that it is below. */
function roomOf(file: string): string {
  const rooms = FLOORS[houseOf(file)]?.flat() ?? [];
  const within = rooms.filter((room) => file === room || file.startsWith(`${room}/`));
  return within.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

const floorOf = (file: string) =>
  FLOORS[houseOf(file)]?.findIndex((rooms) => rooms.includes(roomOf(file))) ?? -1;

test('each room is there, and each of the desk app has a line of its own', () => {
  const rooms = Object.values(FLOORS).flat(2);
  expect(rooms.filter((room) => !files.some((file) => roomOf(file) === room))).toEqual([]);
  const folders = new Set(files.filter((file) => file.startsWith('widgets/desk/')).map(dirname));
  expect([...folders].filter((folder) => !rooms.includes(folder))).toEqual([]);
  expect(files.filter((file) => dirname(file) === 'widgets/desk')).toEqual(['widgets/desk/app.ts']);
});

test.each(HOUSES)('no room of %s imports from one above it or beside it', (house) => {
  const imports = files.filter((file) => houseOf(file) === house).flatMap(importsOf);
  expect(imports.length).toBeGreaterThan(20);
  const wrong = imports.filter(({ from, to }) => roomOf(from) !== roomOf(to) && floorOf(to) >= floorOf(from));
  expect(wrong).toEqual([]);
});
