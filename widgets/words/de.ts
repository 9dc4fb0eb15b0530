import type { BlockWords } from './block-words.ts';

export const words: BlockWords<'de'> = {
  verdictsBy: 'Bewertungen von {by}',
  assessed: '{assessed} von {total} bewertet',
  percentagesOf: 'Prozentwerte beziehen sich auf die {counted} mit klarer Bewertung.',
  partOf: '{known} von {whole} Versprechen sind hier erfasst.',
  umbrella: {
    one: '{count} übergreifendes Versprechen ist nicht mitgezählt.',
    other: '{count} übergreifende Versprechen sind nicht mitgezählt.',
  },
  retracted: {
    one: '{count} zurückgezogenes Versprechen ist nicht mitgezählt.',
    other: '{count} zurückgezogene Versprechen sind nicht mitgezählt.',
  },
  updated: 'Stand: {on}',
  termOver: 'Diese Amtszeit ist vorbei.',
  underReview: 'Wird überprüft',
  shown: 'Angezeigt: {shown} von {whole}.',
  all: 'Alle Versprechen',
  none: 'Noch keine Versprechen.',
  checked: 'Zuletzt geprüft am {on}',
  evidence: 'Belege und Verlauf',
  page: ', Seite {page}',
  suggest: 'Korrektur vorschlagen',
  sources: 'Quellen: {number}',
  responses: 'Stellungnahmen: {number}',
};
