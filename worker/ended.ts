// Where a sentence of ours ends in a text of the desk's, such as a title that is a question: "Who pays?." is nobody's sentence.

/** U+2069 ends what keeps its direction among Arabic. */
const END = /[\p{STerm}…]\u2069?$/u;

/** A sentence with its full stop, unless it has an end already. */
export function ended(sentence: string): string {
  return END.test(sentence) ? sentence : `${sentence}.`;
}
