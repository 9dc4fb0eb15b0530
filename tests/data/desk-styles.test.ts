// The desk app is one document, so a class that two stylesheets define is drawn by both.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ROOMS = ['importing', 'people', 'settings', 'starting'];

/** The classes with which a stylesheet's selectors begin and end: it says how all that bear them look, wherever they are. */
function bare(path: string): Set<string> {
  const text = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const selectors = [...text.matchAll(/([^{};]+)\{/g)].flatMap(([, list = '']) => list.split(','));
  return new Set(selectors.flatMap((selector) => /^\s*(\.[a-z-]+)\s*$/.exec(selector)?.[1] ?? []));
}

test.each(ROOMS)('no other stylesheet says how a class of the room "%s" looks', (room) => {
  const [own, others] = [`widgets/desk/${room}/*.css`, 'widgets/desk/**/*.css'].map((glob) => globSync(glob));
  const mine = own!.flatMap((path) => [...bare(path)]);
  expect(mine.length).toBeGreaterThan(3);
  for (const path of others!.filter((each) => !own!.includes(each)))
    expect([path, ...[...bare(path)].filter((name) => mine.includes(name))]).toEqual([path]);
});
