/** What every desk's own verdicts come down to: the list that colours, icons and machines understand. */
export const OUTCOMES = [
  'unrated',
  'not-started',
  'in-progress',
  'stalled',
  'partial',
  'kept',
  'broken',
  'unclear',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
