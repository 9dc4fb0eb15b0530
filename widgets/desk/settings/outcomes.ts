import type { Outcome } from '../../../data/tracker.ts';

/** As the contract has them; its code is not in the app. */
export const OUTCOMES_IN_ORDER: readonly Outcome[] = [
  'unrated',
  'not-started',
  'in-progress',
  'stalled',
  'partial',
  'kept',
  'broken',
  'unclear',
];
