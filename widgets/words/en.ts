import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  verdictsBy: 'Verdicts by {by}',
  assessed: '{assessed} of {total} assessed',
  percentagesOf: 'Percentages are of the {counted} with a clear verdict.',
  partOf: '{known} of {whole} promises are in this tracker.',
  umbrella: 'Umbrella pledges, not counted: {count}.',
  retracted: 'Pledges whose verdict was withdrawn, not counted: {count}.',
  updated: 'Updated {on}',
  termOver: 'This term has ended.',
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
