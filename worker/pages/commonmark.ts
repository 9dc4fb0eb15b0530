// Stands in for micromark-core-commonmark, which brings every construct of CommonMark into the Worker. Here are those of
// the restricted Markdown; of the others, which markdown.tsx disables by their names, there is no more than the name.
// `commonmark-constructs` is that package under a name of its own in package.json: by its own it leads here.
export {
  attention,
  blankLine,
  blockQuote,
  characterEscape,
  content,
  hardBreakEscape,
  labelEnd,
  labelStartLink,
  lineEnding,
  list,
} from 'commonmark-constructs';

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
