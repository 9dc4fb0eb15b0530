import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  months: 'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr',
  verdictsBy: 'Dyfarniadau gan: {by}',
  assessed: 'Aseswyd {assessed} o {total}',
  percentagesOf: 'Canrannau o’r {counted} sydd â dyfarniad clir.',
  partOf: 'Mae {known} o {whole} addewid yn y traciwr hwn.',
  umbrella: 'Addewidion ymbarél, heb eu cyfrif: {count}.',
  retracted: 'Addewidion y tynnwyd eu dyfarniad yn ôl, heb eu cyfrif: {count}.',
  updated: 'Diweddarwyd {on}',
  termOver: 'Mae’r tymor hwn wedi dod i ben.',
  underReview: 'Dan adolygiad',
  shown: 'Dangosir: {shown} o {whole}.',
  all: 'Pob addewid',
  none: 'Dim addewidion eto.',
  checked: 'Gwiriwyd ddiwethaf {on}',
  evidence: 'Tystiolaeth a hanes',
  page: ', tudalen {page}',
  suggest: 'Awgrymu cywiriad',
  sources: 'Ffynonellau: {number}',
  responses: 'Ymatebion: {number}',
};
