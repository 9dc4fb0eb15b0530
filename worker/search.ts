// Finding pledges by their words. What can be folded is folded at publication (projection/tracker.ts): a search then
// only looks for short strings in long ones.
import { folded } from '../data/fold.ts';

/** The article that Arabic writes in one with its word, and the particles before it. */
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=\p{Script=Arabic}{2})/u;

const ARABIC = /\p{Script=Arabic}/u;

// Plain letters and digits, which are most, are asked for first: to ask Unicode of each takes longer.
const WORDS = /(?:[a-z0-9]+|[\p{L}\p{N}])+/gu;

/** The words of a text without case, accents and the Arabic article, each between two spaces: ` reopen the ferry `. */
export function foldedWords(text: string): string {
  const plain = folded(text);
  const found = plain.match(WORDS) ?? [];
  const words = ARABIC.test(plain) ? found.map((word) => word.replace(ARTICLE, '')) : found;
  return words.length > 0 ? ` ${[...new Set(words)].join(' ')} ` : '';
}

/**
 * Whether folded words hold all those of a query, in any order. Each may be the beginning of one: Arabic and German bend a word
 * at its end, and put others behind it. What stands within a word is not found. A query without words asks for nothing, and
 * gets everything.
 */
export function wordSearch(query: string): (words: string) => boolean {
  const needles = foldedWords(query)
    .trim()
    .split(' ')
    .filter(Boolean)
    .map((word) => spellings(word).map((spelling) => ` ${spelling}`));
  return (words) => needles.every((spellings) => spellings.some((needle) => words.includes(needle)));
}

// Whoever has no umlauts types "Faehre", and the letters of "Fähre" are folded to "fahre".
function spellings(word: string): string[] {
  const plain = word.replace(/([aou])e/g, '$1');
  return plain === word ? [word] : [word, plain];
}
