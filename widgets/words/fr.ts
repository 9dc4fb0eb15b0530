import type { BlockWords } from './block-words.ts';

export const words: BlockWords<'fr'> = {
  colon: '\u00a0: ',
  verdictsBy: 'Verdicts de {by}',
  assessed: '{assessed} évaluées sur {total}',
  percentagesOf: 'Pourcentages calculés sur les {counted} promesses au verdict net.',
  partOf: '{known} promesses sur {whole} figurent dans ce suivi.',
  umbrella: {
    one: '{count} promesse générale n’est pas comptée.',
    many: '{count} de promesses générales ne sont pas comptées.',
    other: '{count} promesses générales ne sont pas comptées.',
  },
  retracted: {
    one: '{count} promesse retirée n’est pas comptée.',
    many: '{count} de promesses retirées ne sont pas comptées.',
    other: '{count} promesses retirées ne sont pas comptées.',
  },
  updated: 'Mis à jour le {on}',
  termOver: 'Ce mandat est terminé.',
  underReview: 'En cours de réexamen',
  shown: 'Affichées\u00a0: {shown} sur {whole}.',
  all: 'Toutes les promesses',
  none: 'Aucune promesse pour l’instant.',
  checked: 'Dernière vérification le {on}',
  evidence: 'Sources et historique',
  page: ', page {page}',
  suggest: 'Proposer une correction',
  sources: 'Sources\u00a0: {number}',
  responses: 'Réponses\u00a0: {number}',
};
