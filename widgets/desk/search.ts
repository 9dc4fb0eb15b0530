// How the app finds words: without regard to case, accents or order.

// Letters that Unicode does not take apart into a plain one and a mark.
const LETTERS: Record<string, string> = {
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  þ: 'th',
  '’': "'",
};

/** A text as it is compared: `Réalisé` and `REALISE` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[æđðıłøœßþ’]/g, (letter) => LETTERS[letter] ?? letter);
}

/** Says of a folded text whether it holds every word of a query, in any order. No words are in every text. */
export function matcher(query: string): (folded: string) => boolean {
  const words = fold(query).split(/\s+/).filter(Boolean);
  return (folded) => words.every((word) => folded.includes(word));
}
