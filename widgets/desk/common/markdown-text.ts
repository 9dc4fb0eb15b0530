// Restricted Markdown as it is read, for differences: nobody publishes asterisks.

// No mark is looked for further than this: a text of nothing but marks would take seconds.
const LINK = /\[([^\]\n]{0,500})\]\(\s*(?:<([^<>\n]*)>|([^\s()]+))(?:\s+["'(][^\n]*["')])?\s*\)/g;
const STRONG = /(\*\*|__)(?=\S)(.{1,500}?)(?<=\S)\1/gs;
const EMPHASIS = /(?<![\p{L}\p{N}*_])([*_])(?=[^\s*_])(.{1,500}?)(?<=[^\s*_])\1(?![\p{L}\p{N}*_])/gsu;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
/** Where what was escaped waits until all marks are gone. */
const AWAY = 0xe000;

/** The text without its marks: a link is its words with the address behind them, a row of a list has a dot. */
export function textOfMarkdown(markdown: string): string {
  return markdown
    .replace(ESCAPED, (_, mark: string) => String.fromCharCode(AWAY + mark.charCodeAt(0)))
    .replace(LINK, (_, text: string, inPointed = '', plain = '') => `${text} (${inPointed || plain})`)
    .replace(/^([ \t]*)[*+-][ \t]+/gm, '$1• ')
    .replace(/^(?:[ \t]*>[ \t]?)+/gm, '')
    .replace(STRONG, '$2')
    .replace(EMPHASIS, '$2')
    .replace(/[\ue000-\ue07f]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - AWAY));
}
