import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  verdictsBy: 'Bewertet von: {by}',
  assessed: '{assessed} von {total} bewertet',
  percentagesOf: 'Prozentwerte beziehen sich auf die {counted} mit klarer Bewertung.',
  partOf: '{known} von {whole} Versprechen sind hier erfasst.',
  umbrella: 'Nicht mitgezählt, da übergeordnet: {count}.',
  retracted: 'Nicht mitgezählt, da die Bewertung zurückgezogen wurde: {count}.',
  updated: 'Stand: {on}',
  termOver: 'Diese Amtszeit ist beendet.',
  underReview: 'In Überprüfung',
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
