// What every badge says beside the desk's own words: all of it is heard, none of it seen. It is part of the script in six
// languages: a file for each would cost the pages that are not English a third request for their first badge. That of any other is
// empty until it has come with the words of its cards and blocks.
// Made by `npm run words` of the files in data/words.
import type { Text } from './text.ts';

/** By language; the day comes formatted. */
export const badgeWords: Record<Language, Text<'by' | 'on'> | ''> = {
  en: 'Verdict by {by}, {on}',
  cy: 'Dyfarnwyd gan: {by}, {on}',
  fr: 'Verdict rendu par {by}, {on}',
  de: 'Bewertet von: {by}, {on}',
  es: 'Veredicto de {by}, {on}',
  ar: 'جهة التقييم: {by}، {on}',
};

/** What stands between a verdict and its promise, where it is not written as in English. */
export const colons: Partial<Record<Language, string>> = {
  fr: ' : ',
};

/** The months of a language whose days not every browser knows. */
export const months: Partial<Record<Language, string>> = {
  cy: 'Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr',
};

/** A language that the elements speak. */
export type Language = 'en' | 'cy' | 'fr' | 'de' | 'es' | 'ar';
