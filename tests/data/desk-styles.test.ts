// All stylesheets of the desk end in one file: a class that two rooms style without saying where takes effect in both.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The selectors of a stylesheet that take effect on every screen: they begin with a class. */
function selectors(file: string): Set<string> {
  const css = readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
  const lists = [...css.matchAll(/([^{};]+)\{/g)].map(([, list = '']) => list.split(/,(?![^(]*\))/));
  return new Set(
    lists.flat().flatMap((selector) => (selector.trim().startsWith('.') ? [selector.trim()] : [])),
  );
}

test('no room of the desk styles a class for every screen that is styled elsewhere', () => {
  const files = globSync('widgets/desk/*/*.css');
  expect(files.length).toBeGreaterThan(15);
  // Those of the rooms come last, and so win.
  const rooms = files.filter((file) => !file.startsWith('widgets/desk/common/'));
  expect(rooms.length).toBeGreaterThan(4);
  for (const own of rooms) {
    const mine = selectors(own);
    for (const file of files.filter((each) => each !== own))
      expect(
        [...selectors(file)].filter((name) => mine.has(name)),
        `${own} and ${file}`,
      ).toEqual([]);
  }
});
