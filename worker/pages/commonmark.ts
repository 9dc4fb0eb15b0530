// Stands in for micromark-core-commonmark, which brings every construct of CommonMark into the Worker. Here are those of
// the restricted Markdown; of the others, which markdown.tsx disables by their names, there is no more than the name.
export { attention } from '../../node_modules/micromark-core-commonmark/lib/attention.js';
export { blankLine } from '../../node_modules/micromark-core-commonmark/lib/blank-line.js';
export { blockQuote } from '../../node_modules/micromark-core-commonmark/lib/block-quote.js';
export { characterEscape } from '../../node_modules/micromark-core-commonmark/lib/character-escape.js';
export { content } from '../../node_modules/micromark-core-commonmark/lib/content.js';
export { hardBreakEscape } from '../../node_modules/micromark-core-commonmark/lib/hard-break-escape.js';
export { labelEnd } from '../../node_modules/micromark-core-commonmark/lib/label-end.js';
export { labelStartLink } from '../../node_modules/micromark-core-commonmark/lib/label-start-link.js';
export { lineEnding } from '../../node_modules/micromark-core-commonmark/lib/line-ending.js';
export { list } from '../../node_modules/micromark-core-commonmark/lib/list.js';

export const autolink = { name: 'autolink' };
export const characterReference = { name: 'characterReference' };
export const codeFenced = { name: 'codeFenced' };
export const codeIndented = { name: 'codeIndented' };
export const codeText = { name: 'codeText' };
export const definition = { name: 'definition' };
export const headingAtx = { name: 'headingAtx' };
export const htmlFlow = { name: 'htmlFlow' };
export const htmlText = { name: 'htmlText' };
export const labelStartImage = { name: 'labelStartImage' };
export const setextUnderline = { name: 'setextUnderline' };
export const thematicBreak = { name: 'thematicBreak' };
