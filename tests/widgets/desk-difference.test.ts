import { expect, test } from 'vitest';
import { difference, type Piece, words } from '../../widgets/desk/common/difference.ts';
import { disputed, rowsOfBoth, settled } from '../../widgets/desk/writing/collision.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';

const tracker = aTracker();

/** `[-removed-]{+added+}`, as in a diff of words. */
function marked(pieces: Piece[]): string {
  const marks = { same: ['', ''], gap: ['<', '>'], removed: ['[-', '-]'], added: ['{+', '+}'] } as const;
  return pieces.map(({ text, is }) => marks[is][0] + text + marks[is][1]).join('');
}

test('prose is compared word by word, and what belongs together is told as one change', () => {
  const told = (was: string, is: string, language = 'en') => marked(words(was, is, language));
  expect(told('The ferry will run again.', 'The ferry will never run again.')).toBe(
    'The ferry will {+never +}run again.',
  );
  expect(told('one two three four', 'one six seven four')).toBe('one [-two three-]{+six seven+} four');
  expect(told('It costs £3.5m.', 'It costs £4.5m.')).toContain('{+4.5m');
  expect(told('One. Two.', 'One.\n\nTwo.')).toBe('One.[- -]{+\n\n+}Two.');
  // Of two texts with little in common nobody wants to see the "the" that they share.
  expect(told('The council has hired a boat.', 'The first boat left at noon.')).toBe(
    '[-The council has hired a boat.-]{+The first boat left at noon.+}',
  );
  expect(told('Café fermé', 'Café ouvert', 'fr')).toBe('Café [-fermé-]{+ouvert+}');
  expect(told('لم يبدأ العمل', 'بدأ العمل', 'ar')).toContain('العمل');
});

test('the words of both sides come back whole, whatever the two texts are', () => {
  const texts = [
    '',
    ' ',
    'a',
    'a b',
    'A  b\n\nc',
    'the same words in another order',
    'x '.repeat(2000),
    'y '.repeat(3000),
  ];
  for (const was of texts)
    for (const is of texts) {
      const pieces = words(was, is, 'en').filter((piece) => piece.is !== 'gap');
      if (pieces.length !== words(was, is, 'en').length) continue;
      const side = (gone: Piece['is']) =>
        pieces
          .filter((piece) => piece.is !== gone)
          .map(({ text }) => text)
          .join('');
      const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();
      expect([spaced(side('added')), side('removed')]).toEqual([spaced(was), is]);
    }
});

test('a long stretch that stays is left out, but for the words around the change', () => {
  const long = 'word '.repeat(200);
  const told = marked(words(`${long}old ${long}`, `${long}new ${long}`, 'en'));
  expect(told).toContain('[-old-]{+new+}');
  expect(told).toContain('< … >');
  expect(told.length).toBeLessThan(400);
});

test('fields are told in the form’s order and in the desk’s words, and what did not change is not told', () => {
  const before = aPledge();
  const after = aPledge({
    title: 'Reopen the ferry for good',
    categories: ['transport', 'tax'],
    verdict: aVerdict({ id: 'kept', schedule: 'late', reasons: [] }),
    due: null,
  });
  const rows = difference(before, after, tracker);
  expect(rows.map(({ field, lines }) => [field, ...lines.map(marked)])).toEqual([
    ['/title', 'Reopen the ferry {+for good+}'],
    ['/categories', '[-Transport-]{+Transport, Tax+}'],
    ['/verdict/id', '[-In progress-]{+Kept+}'],
    ['/verdict/schedule', '{+Done, but late+}'],
  ]);
  expect(difference(before, structuredClone(before), tracker)).toEqual([]);
});

test('of a list, rows that stay are left out, and one that was changed is told as a change of that row', () => {
  const evidence = ['One', 'Two', 'Three'].map((title) => ({ title, publisher: 'Council' }));
  const [first, , third] = evidence;
  const after = aPledge({
    evidence: [
      first!,
      { title: 'Two again', publisher: 'Council' },
      third!,
      { title: 'Four', publisher: 'Paper' },
    ],
  });
  const [row] = difference(aPledge({ evidence }), after, tracker);
  expect(row?.lines.map(marked)).toEqual(['Two {+again+}, Council', '{+Four, Paper+}']);
});

test('a first publication is all new, and a withdrawal is told by its status', () => {
  const first = difference(null, aPledge(), tracker);
  expect(first.flatMap(({ lines }) => lines.flat()).every(({ is }) => is === 'added')).toBe(true);
  const withdrawn = difference({ status: 'published' }, { status: 'retracted' }, tracker);
  expect(withdrawn.map(({ lines }) => marked(lines[0]!))).toEqual(['[-Published-]{+Verdict withdrawn+}']);
});

test('of two versions only the fields that differ are disputed, and each says who changed it', () => {
  const base = aPledge();
  const mine = aPledge({
    title: 'Mine',
    due: '2027-01-01',
    verdict: aVerdict({ headline: 'Same new words' }),
  });
  const theirs = aPledge({
    title: 'Theirs',
    kind: 'target',
    verdict: aVerdict({ headline: 'Same new words' }),
  });
  const found = disputed(base, mine, theirs);
  expect(found.map(({ field, by }) => [field, by])).toEqual([
    ['/title', 'both'],
    ['/kind', 'them'],
    ['/due', 'me'],
  ]);
  const merged = settled(
    theirs,
    new Map<string, unknown>([
      ['/title', 'Mine'],
      ['/due', '2027-01-01'],
    ]),
  );
  expect(merged).toEqual({ ...theirs, title: 'Mine', due: '2027-01-01' });
});

test('both lists are theirs and what mine has more', () => {
  const [one, two, three] = ['1', '2', '3'].map((title) => ({ title, publisher: 'P' }));
  expect(rowsOfBoth([one, two], [three, { publisher: 'P', title: '1' }])).toEqual([three, one, two]);
  expect(rowsOfBoth(undefined, [one])).toEqual([one]);
});
