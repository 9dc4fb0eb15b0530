// The words of the blocks, which come with the first block: a file of its own, because all views speak them. Those of the badge are in words.ts.

/** Every word that a block shows or speaks and that is not the desk's own; dates come formatted. */
export type BlockWords = {
  verdictsBy(name: string): string;
  assessed(assessed: number, total: number): string;
  percentagesOf(counted: number): string;
  partOf(known: number, whole: number): string;
  umbrella(count: number): string;
  retracted(count: number): string;
  updated(on: string): string;
  termOver: string;
  underReview: string;
  shown(shown: number, count: number): string;
  all: string;
  none: string;
};

const number = (count: number) => count.toLocaleString('en');

function notCounted(count: number, kind: string): string {
  return `${number(count)} ${kind} ${count === 1 ? 'promise is' : 'promises are'} not counted.`;
}

/** English. */
export const en: BlockWords = {
  verdictsBy: (name) => `Verdicts by ${name}`,
  assessed: (assessed, total) => `${number(assessed)} of ${number(total)} assessed`,
  percentagesOf: (counted) => `Percentages are of the ${number(counted)} with a clear verdict.`,
  partOf: (known, whole) => `${number(known)} of ${number(whole)} promises are in this tracker.`,
  umbrella: (count) => notCounted(count, 'umbrella'),
  retracted: (count) => notCounted(count, 'withdrawn'),
  updated: (on) => `Updated ${on}`,
  termOver: 'This term is over.',
  underReview: 'Under review',
  shown: (shown, count) => `Shown: ${number(shown)} of ${number(count)}.`,
  all: 'All pledges',
  none: 'No pledges yet.',
};
