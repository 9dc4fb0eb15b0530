// A spreadsheet runs a cell that begins like a formula. One apostrophe in front makes it text, and because
// reading takes exactly one away again, what goes out comes back as it was: also what began with "'=" itself.

// OWASP's list for CSV injection. The full-width forms are run by spreadsheets in East Asian locales.
const FORMULA_START = String.raw`[=+\-@\t\r\n＝＋－＠]`;
const NEEDS_GUARD = new RegExp(`^'*${FORMULA_START}`, 'u');
const IS_GUARDED = new RegExp(`^'+${FORMULA_START}`, 'u');

/** The cell with one more apostrophe in front, if a spreadsheet could take it for a formula. */
export function guardFormula(cell: string): string {
  return NEEDS_GUARD.test(cell) ? `'${cell}` : cell;
}

/** Undoes `guardFormula`. An apostrophe in front of anything else is the text's own. */
export function unguardFormula(cell: string): string {
  return IS_GUARDED.test(cell) ? cell.slice(1) : cell;
}
