/** The words of zod, V8, the URL parser and SQLite, none of which is for an editor. */
export const LIBRARY =
  /invalid input|invalid (?:type|option|value|string|url|email|ISO|key|format)|\bexpected\b|\breceived\b|too (?:big|small)|unrecognized|NaN|undefined|\[object|RegExp|\bstring\b|\binteger\b|\bnumber to be\b|pattern|zod|(?:Syntax|Type|Range)Error|SQLITE/i;

/** A sentence without what it quotes: that is whatever was sent. */
export function withoutQuotations(sentence: string): string {
  return sentence.replaceAll(/"[^"]*"/g, '""');
}
