// The words of the blocks, which come with the first block. Those of the badge are in words.ts.

/** Every word that a block shows or speaks and that is not the desk's own; dates come formatted. */
export type BlockWords = {
  verdictsBy(name: string): string;
  assessed(assessed: number, total: number): string;
  percentagesOf(counted: number): string;
  umbrella(count: number): string;
  retracted(count: number): string;
  updated(on: string): string;
  termOver: string;
};

const plural = new Intl.PluralRules('en');
function notCounted(count: number, kind: string): string {
  return `${count} ${kind} ${plural.select(count) === 'one' ? 'promise is' : 'promises are'} not counted.`;
}

/** English. */
export const en: BlockWords = {
  verdictsBy: (name) => `Verdicts by ${name}`,
  assessed: (assessed, total) => `${assessed} of ${total} assessed`,
  percentagesOf: (counted) => `Percentages are of the ${counted} with a clear verdict.`,
  umbrella: (count) => notCounted(count, 'umbrella'),
  retracted: (count) => notCounted(count, 'withdrawn'),
  updated: (on) => `Updated ${on}`,
  termOver: 'This term is over.',
};
