// What a badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in all
// languages, which costs every page 500 bytes in brotli. A file for each language would save them and cost the pages
// that are not English a third request for their first badge, and names that change after they could be read. What
// blocks say is ten times as much, and there is a file for each language.
import type { Text } from './text.ts';

/**
 * The sentences of a badge and the places in them, in this order. Dates come formatted. `asOf` follows another sentence and
 * begins with the semicolon, as `comma` stands between a desk and a day: not every language writes the same.
 */
type BadgeWords = [
  verdictBy: Text<'by'>,
  comma: string,
  since: Text<'now' | 'on'>,
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
    '{now} since {on}',
    '; {was} when this was published on {on}',
    'Corrected on {on}: {now}',
    'Under review since {on}',
    'The term is over',
    'Merged into this promise',
  ],
  cy: [
    'Dyfarniad gan {by}',
    ', ',
    '{now} ers {on}',
    '; {was} pan gyhoeddwyd hyn ar {on}',
    'Cywirwyd ar {on}: {now}',
    'Yn cael ei adolygu ers {on}',
    'Mae’r tymor ar ben',
    'Unwyd â’r addewid hwn',
  ],
  fr: [
    'Verdict de {by}',
    ', ',
    '{now} depuis le {on}',
    '\u202f; {was} à la publication de cette page, le {on}',
    'Corrigé le {on}\u00a0: {now}',
    'En cours de réexamen depuis le {on}',
    'Le mandat est terminé',
    'Fusionnée avec cette promesse',
  ],
  de: [
    'Bewertung von {by}',
    ', ',
    '{now} seit dem {on}',
    '; {was}, als dies am {on} veröffentlicht wurde',
    'Korrigiert am {on}: {now}',
    'Wird seit dem {on} überprüft',
    'Die Amtszeit ist vorbei',
    'Zusammengelegt mit diesem Versprechen',
  ],
  es: [
    'Veredicto de {by}',
    ', ',
    '{now} desde el {on}',
    '; {was} cuando se publicó esto el {on}',
    'Corregido el {on}: {now}',
    'En revisión desde el {on}',
    'El mandato ha terminado',
    'Fusionada con esta promesa',
  ],
  ar: [
    'حكم {by}',
    '، ',
    '{now} منذ {on}',
    '؛ {was} عند نشر هذا في {on}',
    'تم التصحيح في {on}: {now}',
    'قيد المراجعة منذ {on}',
    'انتهت الولاية',
    'دُمج في هذا الوعد',
  ],
} satisfies Record<string, BadgeWords>;

/** A language that the elements speak. */
export type Language = keyof typeof badgeWords;
