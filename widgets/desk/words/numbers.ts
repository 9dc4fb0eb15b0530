// Numbers as the editor's browser writes them, as it does in the fields for dates.

const NUMBER = new Intl.NumberFormat();

/** A whole number: `5,862` or `5.862`. */
export function numberText(number: number): string {
  return NUMBER.format(number);
}

/** How many there are of something: `1 pledge`, `5,862 pledges`. */
export function countOf(number: number, one: string, many: string): string {
  return `${numberText(number)} ${number === 1 ? one : many}`;
}
