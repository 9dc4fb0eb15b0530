// Stands in for micromark's table of 2,125 named character references, a tenth of the whole Worker: in the
// restricted Markdown of data/field.ts an `&` is an `&`.

/** Whether a name such as `amp` is a character's: here none is. */
export function decodeNamedCharacterReference(_name: string): false {
  return false;
}
