// What a few badges say besides. It comes with the views, in all languages, because a badge may have to say it.
import type { Language } from './badge-words.ts';
import type { Text } from './text.ts';

/**
 * Dates come formatted. A desk's label is a value after a colon, never a part of a sentence: "Not started since March" would
 * say something else.
 */
type NoteWords = {
  nowIs: Text<'now'>;
  asOf: Text<'was' | 'on'>;
  corrected: Text<'on' | 'now'>;
  underReview: Text<'on'>;
  merged: string;
};

/** By language. None has been read by a native speaker: see reviewed.ts. */
export const noteWords: Record<Language, NoteWords> = {
  en: {
    nowIs: 'Verdict now: {now}',
    asOf: 'When this article was published, on {on}: {was}',
    corrected: 'Verdict corrected on {on}: {now}',
    underReview: 'Verdict under review since {on}',
    merged: 'The pledge quoted here is now part of this one',
  },
  cy: {
    nowIs: 'Dyfarniad presennol: {now}',
    asOf: 'Pan gyhoeddwyd yr erthygl hon, ar {on}: {was}',
    corrected: 'Cywirwyd y dyfarniad ar {on}: {now}',
    underReview: 'Dyfarniad dan adolygiad ers {on}',
    merged: 'Unwyd yr addewid a ddyfynnwyd â’r addewid hon',
  },
  fr: {
    nowIs: 'Verdict actuel\u00a0: {now}',
    asOf: 'Au moment de la publication de cet article, le {on}\u00a0: {was}',
    corrected: 'Verdict corrigé le {on}\u00a0: {now}',
    underReview: 'Verdict en réexamen depuis le {on}',
    merged: 'La promesse citée fait désormais partie de celle-ci',
  },
  de: {
    nowIs: 'Bewertung jetzt: {now}',
    asOf: 'Bei Erscheinen dieses Artikels am {on}: {was}',
    corrected: 'Bewertung korrigiert am {on}: {now}',
    underReview: 'Bewertung in Überprüfung seit dem {on}',
    merged: 'Das zitierte Versprechen ist in diesem aufgegangen',
  },
  es: {
    nowIs: 'Veredicto actual: {now}',
    asOf: 'Al publicarse este artículo, el {on}: {was}',
    corrected: 'Veredicto corregido el {on}: {now}',
    underReview: 'Veredicto en revisión desde el {on}',
    merged: 'La promesa citada forma ya parte de esta',
  },
  ar: {
    nowIs: 'التقييم الحالي: {now}',
    asOf: 'عند نشر هذا المقال في {on}: {was}',
    corrected: 'صُحِّح التقييم في {on}: {now}',
    underReview: 'التقييم قيد المراجعة منذ {on}',
    merged: 'أصبح الوعد المقتبس جزءًا من هذا الوعد',
  },
};
