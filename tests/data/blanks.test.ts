import { expect, test } from 'vitest';
import { aroundBlanks, hasBlanks } from '../../data/blanks.ts';

test.each([
  ['Paid for by [… who pays].', true],
  ['Paid for by [... who pays].', true],
  ['يموّل هذا العمل [… من، وبأي نصيب].', true],
  ['Paid for by readers.', false],
  // What writers mean by brackets is none: words left out, a remark, a link, a list of marks.
  ['"It will run […] every day."', false],
  ['"It will [sic] run."', false],
  ['[Who pays](https://desk.example/), and [… who else](https://desk.example/)', true],
  ['[… 2024]', false],
])('%j has a blank: %s', (text, has) => {
  expect(hasBlanks(text)).toBe(has);
  expect(aroundBlanks(text).length > 1).toBe(has);
  expect(aroundBlanks(text).join('')).toBe(text);
});
