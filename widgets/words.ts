// Every word that an element shows or speaks and that is not the desk's own. A word that a language lacks is a
// compile error. What the badge says is here and part of the script; what only blocks say is in block-words.ts.

/** Every word that a badge shows or speaks. Dates come formatted; an empty `on` is a date that is not known. */
export type Words = {
  withdrawn: string;
  withdrawnName(title: string, by: string): string;
  verdictName(label: string, title: string, by: string, on: string): string;
  changed(now: string, on: string, then: string, asOf: string): string;
  corrected(now: string, on: string): string;
  underReview(since: string): string;
  termOver: string;
};

/** English. */
export const en: Words = {
  withdrawn: 'Withdrawn',
  withdrawnName: (title, by) => `Withdrawn by ${by}: ${title}.`,
  verdictName: (label, title, by, on) => `${label}: ${title}. Verdict by ${by}${on && `, ${on}`}.`,
  changed: (now, on, then, asOf) =>
    ` ${now}${on && ` since ${on}`}; ${then} when this was published on ${asOf}.`,
  corrected: (now, on) => ` Corrected${on && ` on ${on}`}: ${now}.`,
  underReview: (since) => ` Under review since ${since}.`,
  termOver: ' The term is over.',
};
