import { speaker } from './speaker.ts';

export const speak = speaker<'ar'>(
  {
    verdictsBy: 'أحكام {by}',
    assessed: 'تم تقييم {assessed} من {total}',
    percentagesOf: 'النسب المئوية من {counted} ذات حكم واضح.',
    partOf: '{known} من {whole} من الوعود موجودة هنا.',
    umbrella: {
      zero: 'لا وعود عامة غير محسوبة.',
      one: 'وعد عام واحد غير محسوب.',
      two: 'وعدان عامان غير محسوبين.',
      few: '{count} وعود عامة غير محسوبة.',
      many: '{count} وعدًا عامًا غير محسوب.',
      other: '{count} وعد عام غير محسوب.',
    },
    retracted: {
      zero: 'لا وعود مسحوبة غير محسوبة.',
      one: 'وعد مسحوب واحد غير محسوب.',
      two: 'وعدان مسحوبان غير محسوبين.',
      few: '{count} وعود مسحوبة غير محسوبة.',
      many: '{count} وعدًا مسحوبًا غير محسوب.',
      other: '{count} وعد مسحوب غير محسوب.',
    },
    updated: 'آخر تحديث: {on}',
    termOver: 'انتهت هذه الولاية.',
    underReview: 'قيد المراجعة',
    shown: 'المعروض: {shown} من {whole}.',
    all: 'كل الوعود',
    none: 'لا وعود بعد.',
  },
  'rtl',
);
