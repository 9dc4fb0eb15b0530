// The ratings of Full Fact's Government Tracker (since November 2024), by the names that Full Fact uses for them in
// https://fullfact.org/politics/tracker-blog-september-2025 and https://fullfact.org/government-tracker/ (read in November 2026).
// What each means is told in our words.
import type { Scheme } from '../tracker.ts';

/** The words of Full Fact's Government Tracker: two for a promise on the way, by how it looks. */
export const fullFact: Scheme = {
  id: 'full-fact',
  version: 1,
  verdicts: [
    {
      id: 'achieved',
      label: { en: 'Achieved' },
      definition: { en: 'The government has done what it said that it would do.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 0,
    },
    {
      id: 'appears-on-track',
      label: { en: 'Appears on track' },
      definition: { en: 'What can be measured points to its being kept in time.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'in-progress',
      label: { en: 'In progress' },
      definition: { en: 'There are signs of progress, and it cannot be said yet whether it is on track.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 2,
    },
    {
      id: 'appears-off-track',
      label: { en: 'Appears off track' },
      definition: { en: 'What can be measured points to its not being kept in time.' },
      outcome: 'stalled',
      final: false,
      counted: true,
      order: 3,
    },
    {
      id: 'not-kept',
      label: { en: 'Not kept' },
      definition: { en: 'The government has not done what it said that it would do.' },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 4,
    },
    {
      id: 'unclear-or-disputed',
      label: { en: 'Unclear or disputed' },
      definition: {
        en: 'What was promised, or how it is to be measured, is too unclear or disputed for a verdict.',
      },
      outcome: 'unclear',
      final: false,
      counted: false,
      order: 5,
    },
  ],
};
