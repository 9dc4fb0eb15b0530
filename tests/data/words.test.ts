// The check of the files of words: what it finds missing, superfluous or misspelt.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGES, REVIEWED } from '../../data/words/languages.ts';
import { faultsOf, pluralsOf } from '../../scripts/words/faults.ts';
import { madeOf } from '../../scripts/words/made.ts';
import { placesOf, readWords } from '../../scripts/words/read.ts';

const measure = {
  hello: 'Hello {name}, it is {day}',
  found: { one: '{count} pledge', other: '{count} pledges' },
};

const german = { hello: '{day}: hallo {name}', found: { one: '{count} Wort', other: '{count} Worte' } };

test('a file with every message, plural and place, in whatever order, has no fault', () => {
  expect(faultsOf('de', german, measure)).toEqual([]);
});

test.each([
  ['a missing message', { found: german.found }, ['hello is missing: "Hello {name}, it is {day}"']],
  [
    'a superfluous message',
    { ...german, bye: 'Tschüss' },
    ['bye is superfluous: English has no such message'],
  ],
  ['a missing plural', { ...german, found: { other: '{count}' } }, ['found lacks its plural "one"']],
  [
    'a superfluous plural',
    { ...german, found: { ...german.found, few: '{count}' } },
    ['found has no plural "few"'],
  ],
  ['one text for a plural', { ...german, found: '{count}' }, ['found has a form for each plural: one,other']],
  ['a plural for one text', { ...german, hello: { other: '{name} {day}' } }, ['hello is one text']],
  ['a forgotten place', { ...german, hello: 'Hallo {name}' }, ['hello lacks its place {day}']],
  ['a misspelt place', { ...german, hello: '{day} {nmae} {name}' }, ['hello has no place {nmae}']],
  [
    'nothing to read',
    { ...german, hello: ' ' },
    ['hello is empty', 'hello lacks its place {name}', 'hello lacks its place {day}'],
  ],
  [
    'a direction that there is not',
    { ...german, 'language.direction': 'left' },
    [
      'language.direction is "ltr" or "rtl"',
      'language.direction is superfluous: English has no such message',
    ],
  ],
  [
    'months that are not twelve',
    { ...german, 'language.months': 'Januar Februar' },
    ['language.months is twelve names with a space between them'],
  ],
  [
    'a name that every object has',
    { ...german, constructor: 'x' },
    ['constructor is superfluous: English has no such message'],
  ],
])('a file of words with %s is told so', (_, words, faults) => {
  expect(faultsOf('de', words as typeof german, measure)).toEqual(faults.map((fault) => `de.json: ${fault}`));
});

test('a file is named by its language, whatever country it is written for', () => {
  expect(faultsOf('de-AT', german, measure)).toEqual([
    'de-AT.json: the file is named by the code of its language alone, such as pt.json',
  ]);
});

test('each language needs its own forms, and Arabic may say two without a figure', () => {
  expect(pluralsOf('ar')).toEqual(['few', 'many', 'one', 'other', 'two', 'zero']);
  expect(pluralsOf('de')).toEqual(['one', 'other']);
  const found = {
    zero: 'لا',
    one: 'وعد',
    two: 'وعدان',
    few: '{count} وعود',
    many: '{count} وعدًا',
    other: '{count} وعد',
  };
  expect(faultsOf('ar', { hello: '{name} {day}', found }, measure)).toEqual([]);
});

test('the files are whole, and what was made of them is what they say', () => {
  const all = readWords();
  const english = all.get('en')!;
  expect([...all].flatMap(([code, words]) => faultsOf(code, words, english))).toEqual([]);
  for (const { path, text } of madeOf(all)) {
    const is = readFileSync(path, 'utf8');
    const letters = (source: string) => source.replace(/['"\s,;|()\\]/g, '');
    expect([path, letters(is)]).toEqual([path, letters(text)]);
  }
});

test('a language that comes new is in all that is made, with its own words', () => {
  const all = readWords();
  const words = {
    ...all.get('en'),
    'language.name': 'Kiswahili',
    'language.colon': ' ~ ',
    'badge.verdict': 'Uamuzi wa {by}, {on}',
  };
  const made = new Map(madeOf(new Map([...all, ['sw', words]])).map(({ path, text }) => [path, text]));
  expect(made.get('data/words/languages.ts')).toContain('sw: "Kiswahili"');
  expect(made.get('data/words/whole.ts')).toContain("Whole<'sw', typeof sw>");
  // The script of every page has its code alone: the words of its badges come with those of cards and blocks.
  expect(made.get('widgets/words/badge-words.ts')).toContain("sw: ''");
  expect(made.get('widgets/words/badge-words.ts')).not.toContain('Uamuzi');
  expect(made.get('widgets/words/badge-words.ts')).not.toContain(' ~ ');
  expect(made.get('widgets/words/sw.ts')).toContain('Uamuzi wa {by}, {on}');
  expect(made.get('widgets/words/sw.ts')).toContain('colon: " ~ "');
  expect(made.get('widgets/words/sw.ts')).toContain('All pledges');
  expect(made.get('widgets/words/languages.ts')).toContain("import('./sw.ts')");
});

test('the places of a message are told once each', () => {
  expect(placesOf('{a} {b} {a}')).toEqual(['a', 'b']);
});

test('nobody is said to have read a language who has not', () => {
  expect(Object.keys(REVIEWED)).toEqual(Object.keys(LANGUAGES));
  for (const words of readWords().values())
    expect(words['language.reviewed'] ?? 'Ada Example, 2027-01-31').toMatch(/^.+, \d{4}-\d\d-\d\d$/);
});
