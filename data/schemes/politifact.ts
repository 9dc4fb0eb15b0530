// The six ratings of PolitiFact's promise meters (Obameter, Trump-O-Meter, Biden Promise Tracker). What each means is told
// after https://projects.tampabay.com/projects/2017/politifact/obameter/about and
// https://www.politifact.com/truth-o-meter/blog/2010/jan/04/difference-between-stalled-and-promise-broken/ (read in November 2026).
import type { Scheme } from '../tracker.ts';

/** The words of PolitiFact's promise meters: three on the way, three at its end. */
export const politifact: Scheme = {
  id: 'politifact',
  version: 1,
  verdicts: [
    {
      id: 'not-yet-rated',
      label: { en: 'Not Yet Rated' },
      definition: {
        en: 'Every promise begins here, until there is evidence of progress or of a standstill.',
      },
      outcome: 'unrated',
      final: false,
      counted: false,
      order: 0,
    },
    {
      id: 'in-the-works',
      label: { en: 'In the Works' },
      definition: { en: 'It has been proposed or is being considered.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'stalled',
      label: { en: 'Stalled' },
      definition: {
        en: 'There is no movement on it, for want of money, against opposition, or because priorities have changed.',
      },
      outcome: 'stalled',
      final: false,
      counted: true,
      order: 2,
    },
    {
      id: 'compromise',
      label: { en: 'Compromise' },
      definition: {
        en: 'Substantially less was achieved than was promised, but something significant that is consistent with its goal.',
      },
      outcome: 'partial',
      final: true,
      counted: true,
      order: 3,
    },
    {
      id: 'promise-kept',
      label: { en: 'Promise Kept' },
      definition: { en: 'It was fulfilled, or largely fulfilled.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 4,
    },
    {
      id: 'promise-broken',
      label: { en: 'Promise Broken' },
      definition: {
        en: 'It was not fulfilled, whoever stood in its way: outcomes are judged, not intentions.',
      },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 5,
    },
  ],
};
