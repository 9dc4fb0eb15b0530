// Finding pledges by their words. What can be folded is folded at publication (projection/tracker.ts): a search then
// only looks for short strings in long ones.

/** Letters that Unicode does not take apart, and that people type without their stroke all the same. */
const PLAIN = new Map(Object.entries({ æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', ı: 'i', ß: 'ss' }));

/** The words of a text without case and diacritics, each between two spaces: ` reopen the ferry `. */
export function foldedWords(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[æœøđłıß]/g, (letter) => PLAIN.get(letter) ?? letter);
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 ? ` ${[...new Set(words)].join(' ')} ` : '';
}

/**
 * Whether folded words hold all those of a query, in any order. The last may be the beginning of one: it may not be
 * typed to its end. A query without words asks for nothing, and gets everything.
 */
export function wordSearch(query: string): (words: string) => boolean {
  const sought = foldedWords(query).trim().split(' ').filter(Boolean);
  const needles = sought.map((word, at) => (at === sought.length - 1 ? ` ${word}` : ` ${word} `));
  return (words) => needles.every((needle) => words.includes(needle));
}
