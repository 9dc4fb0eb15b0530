import type { BlockWords } from './block-words.ts';

export const words: BlockWords<'en'> = {
  verdictsBy: 'Verdicts by {by}',
  assessed: '{assessed} of {total} assessed',
  percentagesOf: 'Percentages are of the {counted} with a clear verdict.',
  partOf: '{known} of {whole} promises are in this tracker.',
  umbrella: {
    one: '{count} umbrella promise is not counted.',
    other: '{count} umbrella promises are not counted.',
  },
  retracted: {
    one: '{count} withdrawn promise is not counted.',
    other: '{count} withdrawn promises are not counted.',
  },
  updated: 'Updated {on}',
  termOver: 'This term is over.',
  underReview: 'Under review',
  shown: 'Shown: {shown} of {whole}.',
  all: 'All pledges',
  none: 'No pledges yet.',
  checked: 'Last checked {on}',
  evidence: 'Evidence and history',
  page: ', page {page}',
  suggest: 'Suggest a correction',
  sources: 'Sources: {number}',
  responses: 'Responses: {number}',
};
