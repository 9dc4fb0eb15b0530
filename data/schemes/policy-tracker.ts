import type { Scheme } from '../tracker.ts';

/** The four verdicts of Vote for Policies' Policy Tracker, with the "not assessed" that it did not keep apart. */
export const policyTracker: Scheme = {
  id: 'policy-tracker',
  version: 1,
  verdicts: [
    {
      id: 'not-assessed',
      label: { en: 'Not assessed' },
      definition: { en: 'Nobody at the desk has looked at this promise yet.' },
      outcome: 'unrated',
      final: false,
      counted: false,
      order: 0,
    },
    {
      id: 'not-started',
      label: { en: 'Not started' },
      definition: { en: 'No official action has been taken, or the work is not yet due.' },
      outcome: 'not-started',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'in-progress',
      label: { en: 'In progress' },
      definition: {
        en: 'Official action is under way and its result is not settled. Broad promises that stand over several narrower ones are kept here too.',
      },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 2,
    },
    {
      id: 'done',
      label: { en: 'Done' },
      definition: {
        en: 'The promise was met as it is worded. Where it was only to support, act or pilot, good evidence that this was done is enough.',
      },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 3,
    },
    {
      id: 'broken',
      label: { en: 'Broken' },
      definition: {
        en: 'The promise was dropped, became impossible, missed its own deadline, or the statistic it names went the other way.',
      },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 4,
    },
  ],
};
