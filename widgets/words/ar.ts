import type { BlockWords } from './block-words.ts';

export const words: BlockWords = {
  direction: 'rtl',
  verdictsBy: 'جهة التقييم: {by}',
  assessed: 'تم تقييم {assessed} من {total}',
  percentagesOf: 'النسب المئوية من {counted} ذات حكم واضح.',
  partOf: '{known} من {whole} من الوعود موجودة هنا.',
  umbrella: 'وعود جامعة غير محتسبة: {count}.',
  retracted: 'وعود سُحب تقييمها، غير محتسبة: {count}.',
  updated: 'آخر تحديث: {on}',
  termOver: 'انتهت هذه الولاية.',
  underReview: 'التقييم قيد المراجعة',
  shown: 'المعروض: {shown} من {whole}.',
  all: 'كل الوعود',
  none: 'لا وعود بعد.',
  checked: 'آخر تدقيق: {on}',
  evidence: 'الأدلة والسجل',
  page: '، الصفحة {page}',
  suggest: 'اقترح تصحيحًا',
  sources: 'المصادر: {number}',
  responses: 'الردود: {number}',
};
