// Blanks in the texts that a new tracker begins with: "[… who answers for the verdicts]". It imports nothing, so that the
// desk app and the Ledger decide by one rule what is still to be written.

// The three points make it ours: a "[sic]", a "[…]" that leaves words out of a quotation, and a link are none.
const BLANK = /\[(?:…|\.\.\.)\s*\p{L}[^\]\n]{0,200}\]/u;

/** Whether a text still has a blank that its desk was to fill in. */
export function hasBlanks(text: string): boolean {
  return BLANK.test(text);
}

/** A text in pieces: what stands between blanks, and every second time a blank. */
export function aroundBlanks(text: string): string[] {
  return text.split(new RegExp(`(${BLANK.source})`, 'u'));
}
