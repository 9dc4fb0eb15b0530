import type { BlockWords } from './block-words.ts';

export const words: BlockWords<'cy'> = {
  months: 'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr',
  verdictsBy: 'Dyfarniadau gan {by}',
  assessed: 'Aseswyd {assessed} o {total}',
  percentagesOf: 'Canrannau o’r {counted} sydd â dyfarniad clir.',
  partOf: 'Mae {known} o {whole} addewid yn y traciwr hwn.',
  // A noun stays singular after a number.
  umbrella: {
    zero: 'Nid oes addewid cyffredinol heb ei gyfrif.',
    one: 'Nid yw {count} addewid cyffredinol yn cael ei gyfrif.',
    two: 'Nid yw {count} addewid cyffredinol yn cael eu cyfrif.',
    few: 'Nid yw {count} addewid cyffredinol yn cael eu cyfrif.',
    many: 'Nid yw {count} addewid cyffredinol yn cael eu cyfrif.',
    other: 'Nid yw {count} addewid cyffredinol yn cael eu cyfrif.',
  },
  retracted: {
    zero: 'Nid oes addewid a dynnwyd yn ôl heb ei gyfrif.',
    one: 'Nid yw {count} addewid a dynnwyd yn ôl yn cael ei gyfrif.',
    two: 'Nid yw {count} addewid a dynnwyd yn ôl yn cael eu cyfrif.',
    few: 'Nid yw {count} addewid a dynnwyd yn ôl yn cael eu cyfrif.',
    many: 'Nid yw {count} addewid a dynnwyd yn ôl yn cael eu cyfrif.',
    other: 'Nid yw {count} addewid a dynnwyd yn ôl yn cael eu cyfrif.',
  },
  updated: 'Diweddarwyd {on}',
  termOver: 'Mae’r tymor hwn ar ben.',
  underReview: 'Yn cael ei adolygu',
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
