// What of CommonMark the restricted Markdown has not: the pages render by it, and an import from elsewhere is tried by it.

// The schema refuses HTML and other links; the parser would not let them through either. What is not in the
// restricted set (headings, code, images, rules, references) stays the text that was typed.
/** An extension of micromark. */
export const RESTRICTED = {
  disable: {
    null: [
      'autolink',
      'characterReference',
      'codeFenced',
      'codeIndented',
      'codeText',
      'definition',
      'headingAtx',
      'htmlFlow',
      'htmlText',
      'labelStartImage',
      'setextUnderline',
      'thematicBreak',
    ],
  },
};
