// What a desk calls something, such as a verdict, by language.
import type { Localizer } from './localizer.ts';

export type Labels = Record<string, string>;
/** A desk's word, and the language that it is in. */
export type LabelText = { text: string; lang: string };

/** A label in the language of the page, otherwise in the desk's own, otherwise in the first that it has. */
export function labelIn(labels: Labels, { locale, language }: Localizer, own: string): LabelText {
  const lang =
    [locale, language, own].find((tag) => labels[tag] !== undefined) ?? Object.keys(labels)[0] ?? '';
  return { text: labels[lang] ?? '', lang };
}

/** A label in the desk's own language, otherwise in the first that it has. */
export function ownLabel(labels: Labels, own: string): string {
  return labels[own] ?? Object.values(labels)[0] ?? '';
}
