// What every badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in all
// languages: a file for each would cost the pages that are not English a third request for their first badge.
import type { Text } from './text.ts';

/**
 * By language; the day comes formatted. A sentence that one lacks is a compile error. None has been read by a native speaker:
 * see reviewed.ts.
 */
export const badgeWords = {
  en: 'Verdict by {by}, {on}',
  cy: 'Dyfarnwyd gan: {by}, {on}',
  fr: 'Verdict rendu par {by}, {on}',
  de: 'Bewertet von: {by}, {on}',
  es: 'Veredicto de {by}, {on}',
  ar: 'جهة التقييم: {by}، {on}',
} satisfies Record<string, Text<'by' | 'on'>>;

/** A language that the elements speak. */
export type Language = keyof typeof badgeWords;
