// What every badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in all
// languages: a file for each would cost the pages that are not English a third request for their first badge.
import type { Text } from './text.ts';

/** Dates come formatted. `comma` stands between a desk and a day: not every language writes the same. */
type BadgeWords = { verdictBy: Text<'by'>; comma: string };

/** By language. A word that one lacks is a compile error. None has been read by a native speaker: see reviewed.ts. */
export const badgeWords = {
  en: { verdictBy: 'Verdict by {by}', comma: ', ' },
  cy: { verdictBy: 'Dyfarnwyd gan: {by}', comma: ', ' },
  fr: { verdictBy: 'Verdict rendu par {by}', comma: ', ' },
  de: { verdictBy: 'Bewertet von: {by}', comma: ', ' },
  es: { verdictBy: 'Veredicto de {by}', comma: ', ' },
  ar: { verdictBy: 'جهة التقييم: {by}', comma: '، ' },
} satisfies Record<string, BadgeWords>;

/** A language that the elements speak. */
export type Language = keyof typeof badgeWords;
