import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  colon: '\u00a0: ',
  verdictsBy: 'Verdicts rendus par {by}',
  assessed: '{assessed} évaluées sur {total}',
  percentagesOf: 'Pourcentages calculés sur les {counted} promesses au verdict net.',
  partOf: '{known} promesses sur {whole} figurent dans ce suivi.',
  umbrella: 'Promesses-cadres, non comptabilisées\u00a0: {count}.',
  retracted: 'Promesses dont le verdict a été retiré, non comptabilisées\u00a0: {count}.',
  updated: 'Mis à jour le {on}',
  termOver: 'Ce mandat est terminé.',
  underReview: 'Verdict en réexamen',
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
