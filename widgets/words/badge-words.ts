// What every badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in all
// languages: a file for each would cost the pages that are not English a third request for their first badge.
import type { Text } from './text.ts';

/** Dates come formatted. `comma` stands between a desk and a day: not every language writes the same. */
type BadgeWords = { verdictBy: Text<'by'>; comma: string; termOver: string };

/** By language. A word that one lacks is a compile error. None has been read by a native speaker: see reviewed.ts. */
export const badgeWords = {
  en: { verdictBy: 'Verdict by {by}', comma: ', ', termOver: 'This term has ended' },
  cy: { verdictBy: 'Dyfarnwyd gan: {by}', comma: ', ', termOver: 'Mae’r tymor hwn wedi dod i ben' },
  fr: { verdictBy: 'Verdict rendu par {by}', comma: ', ', termOver: 'Ce mandat est terminé' },
  de: { verdictBy: 'Bewertet von: {by}', comma: ', ', termOver: 'Diese Amtszeit ist beendet' },
  es: { verdictBy: 'Veredicto de {by}', comma: ', ', termOver: 'Este mandato ha terminado' },
  ar: { verdictBy: 'جهة التقييم: {by}', comma: '، ', termOver: 'انتهت هذه الولاية' },
} satisfies Record<string, BadgeWords>;

/** A language that the elements speak. */
export type Language = keyof typeof badgeWords;
