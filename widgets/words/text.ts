/**
 * A sentence with a place in braces for each of these, in whatever order the language wants: one that is forgotten or
 * misspelt in a translation does not compile.
 */
export type Text<Place extends string> = string &
  ([Place] extends [never]
    ? unknown
    : (Place extends string ? (text: `${string}{${Place}}${string}`) => void : never) extends (
          text: infer All,
        ) => void
      ? All
      : never);

/** The sentence with its places filled. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/{(\w+)}/g, (_, place) => values[place] ?? '');
}

/** A sentence with its end. A title or a name may have brought one along: "Who pays?", "A. Desk Inc." */
export function ended(sentence: string): string {
  return /[\p{STerm}…]$/u.test(sentence) ? sentence : `${sentence}.`;
}
