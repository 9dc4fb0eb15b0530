// The one rule by which letters are the same, for whoever looks for a word and for the address that is made of a title: without
// case, accents and the forms that a letter has only at some places. Nothing is imported, so that a browser may have it.

/** Letters that Unicode does not take apart, and that people type without their stroke, or in another form, all the same. */
const SAME = new Map(
  Object.entries({
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ł: 'l',
    ħ: 'h',
    ı: 'i',
    ß: 'ss',
    '’': "'",
    ς: 'σ',
    // Arabic: alif with wasla, alif maqsura, ta marbuta, and the letters of Persian keyboards; the bar that only stretches.
    ٱ: 'ا',
    ى: 'ي',
    ی: 'ي',
    ة: 'ه',
    ک: 'ك',
    ـ: '',
    // Hebrew: the forms at the end of a word.
    ך: 'כ',
    ם: 'מ',
    ן: 'נ',
    ף: 'פ',
    ץ: 'צ',
  }),
);
const LETTERS = new RegExp(`[${[...SAME.keys()].join('')}]`, 'gu');

/** A text without case, accents and the forms of letters. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(LETTERS, (letter) => SAME.get(letter) ?? letter);
}
