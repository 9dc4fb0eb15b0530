// What a badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in all
// languages, which costs every page 500 bytes in brotli. A file for each language would save them and cost the pages
// that are not English a third request for their first badge, and names that change after they could be read. What
// blocks say is ten times as much, and there is a file for each language.
import type { Text } from './text.ts';

/**
 * The sentences of a badge and the places in them, in this order. Dates come formatted. `comma` stands between a desk and
 * a day: not every language writes the same. A desk's label is a value after a colon, never a part of a sentence: "Not
 * started since March" would say something else.
 */
type BadgeWords = [
  verdictBy: Text<'by'>,
  comma: string,
  nowIs: Text<'now'>,
  asOf: Text<'was' | 'on'>,
  corrected: Text<'on' | 'now'>,
  underReview: Text<'on'>,
  termOver: string,
  merged: string,
];

/** By language. A word that one lacks is a compile error. None has been read by a native speaker: see reviewed.ts. */
export const badgeWords = {
  en: [
    'Verdict by {by}',
    ', ',
    'Verdict now: {now}',
    'When this article was published, on {on}: {was}',
    'Verdict corrected on {on}: {now}',
    'Verdict under review since {on}',
    'This term has ended',
    'The pledge quoted here is now part of this one',
  ],
  cy: [
    'Dyfarnwyd gan: {by}',
    ', ',
    'Dyfarniad presennol: {now}',
    'Pan gyhoeddwyd yr erthygl hon, ar {on}: {was}',
    'Cywirwyd y dyfarniad ar {on}: {now}',
    'Dyfarniad dan adolygiad ers {on}',
    'Mae’r tymor hwn wedi dod i ben',
    'Unwyd yr addewid a ddyfynnwyd â’r addewid hon',
  ],
  fr: [
    'Verdict rendu par {by}',
    ', ',
    'Verdict actuel\u00a0: {now}',
    'Au moment de la publication de cet article, le {on}\u00a0: {was}',
    'Verdict corrigé le {on}\u00a0: {now}',
    'Verdict en réexamen depuis le {on}',
    'Ce mandat est terminé',
    'La promesse citée fait désormais partie de celle-ci',
  ],
  de: [
    'Bewertet von: {by}',
    ', ',
    'Bewertung jetzt: {now}',
    'Bei Erscheinen dieses Artikels am {on}: {was}',
    'Bewertung korrigiert am {on}: {now}',
    'Bewertung in Überprüfung seit dem {on}',
    'Diese Amtszeit ist beendet',
    'Das zitierte Versprechen ist in diesem aufgegangen',
  ],
  es: [
    'Veredicto de {by}',
    ', ',
    'Veredicto actual: {now}',
    'Al publicarse este artículo, el {on}: {was}',
    'Veredicto corregido el {on}: {now}',
    'Veredicto en revisión desde el {on}',
    'Este mandato ha terminado',
    'La promesa citada forma ya parte de esta',
  ],
  ar: [
    'جهة التقييم: {by}',
    '، ',
    'التقييم الحالي: {now}',
    'عند نشر هذا المقال في {on}: {was}',
    'صُحِّح التقييم في {on}: {now}',
    'التقييم قيد المراجعة منذ {on}',
    'انتهت هذه الولاية',
    'أصبح الوعد المقتبس جزءًا من هذا الوعد',
  ],
} satisfies Record<string, BadgeWords>;

/** A language that the elements speak. */
export type Language = keyof typeof badgeWords;
