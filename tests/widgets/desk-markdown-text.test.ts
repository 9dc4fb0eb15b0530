// Restricted Markdown as a difference tells it: as it is read.
import { expect, test } from 'vitest';
import { textOfMarkdown } from '../../widgets/desk/common/markdown-text.ts';

test.each([
  ['It *sails* **again**.', 'It sails again.'],
  ['It _sails_ __again__.', 'It sails again.'],
  ['***Now***', 'Now'],
  ['See [the minutes](https://example.org/a_b_c).', 'See the minutes (https://example.org/a_b_c).'],
  [
    '[a](<https://example.org/x y>) [b](https://example.org "Title")',
    'a (https://example.org/x y) b (https://example.org)',
  ],
  ['- one\n- two\n  * three', '• one\n• two\n  • three'],
  ['1. one\n2. two', '1. one\n2. two'],
  ['> They said *so*.\n> Twice.', 'They said so.\nTwice.'],
  ['A paragraph.\n\nAnother.', 'A paragraph.\n\nAnother.'],
])('%j is read as %j', (markdown, read) => {
  expect(textOfMarkdown(markdown)).toBe(read);
});

test.each([
  '2 * 3 * 4 = 24',
  'snake_case_word and another_one',
  'a* b and *c',
  '5 - 3',
  'a [bracket] and (another)',
  '<b>not a tag</b> &amp;',
])('what is no mark stays as it was typed: %j', (text) => {
  expect(textOfMarkdown(text)).toBe(text);
});

test('what was escaped is read as what it stands for', () => {
  expect(textOfMarkdown('\\*not emphasised\\* and \\[no link\\](x)')).toBe(
    '*not emphasised* and [no link](x)',
  );
});

test('a long text of nothing but marks is read in a moment', () => {
  const begun = performance.now();
  for (const text of [
    '*'.repeat(20_000),
    '['.repeat(20_000),
    '_a'.repeat(10_000),
    '> '.repeat(10_000),
    '**a '.repeat(5000),
  ])
    textOfMarkdown(text);
  expect(performance.now() - begun).toBeLessThan(2000);
});
