import { expect, test } from 'vitest';
import { folded } from '../../data/fold.ts';
import { matcher } from '../../widgets/desk/common/search.ts';

test.each([
  ['realise', 'Réalisé'],
  ["d'azur", 'Côte d’Azur'],
  ['strasse', 'Straße'],
  ['الي', 'إلى'],
  ['مدرسه', 'مدرسة'],
  ['ferry reopen', 'Reopen the ferry'],
  ['', 'anything'],
])('%s finds %s', (query, title) => {
  expect(matcher(query)(folded(title))).toBe(true);
});

test('a word that is missing finds nothing, however many others are there', () => {
  expect(matcher('reopen the tunnel')(folded('Reopen the ferry'))).toBe(false);
});
