import { badgeWords, type Language } from './words/badge-words.ts';

const languagePart = (tag: string) => tag.split('-')[0] ?? '';

// As HTML says it: an element in a shadow root has the language of the root's host, and what is slotted has that of
// where it was written.
function langAbove(element: Element | undefined): string {
  if (!element) return '';
  const within = element.closest<HTMLElement>('[lang]');
  return within ? within.lang : langAbove((element.getRootNode() as Partial<ShadowRoot>).host);
}

/** The language of the nearest `lang`, else the browser's; English where that is no language. */
export function languageOf(element: Element): string {
  try {
    const tag = langAbove(element) || navigator.language;
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The language that our own words are in for a reader of this one. */
export function spokenIn(locale: string): Language {
  return languagePart(locale) as Language;
}

/** What words, dates and numbers are written by: the reader's own variety of a language that we speak, else English. */
export function localeFor(language: string): string {
  return languagePart(language) in badgeWords ? language : 'en';
}

/** A desk's words, and the language they are in. */
export type Label = { text: string; lang: string };

/** A desk's label in the reader's language, else in the desk's own, else in the first it has. */
export function labelIn(labels: Record<string, string>, language: string, own: string): Label {
  const tags = [language, languagePart(language), own, ...Object.keys(labels)];
  const lang = tags.find((tag) => labels[tag]) ?? '';
  return { text: labels[lang] ?? '', lang };
}

// A formatter takes a hundred times longer to make than to use, and a page may have hundreds of badges.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * A day in words, for a sentence in the same language: the day first in English, unless the reader's own is of a
 * country. Instants are told as their day in UTC, and of the calendar that articles count by: readers have to agree.
 */
export function dayIn(locale: string, instant: string | number | null): string {
  if (instant === null) return '';
  let format = dayFormats.get(locale);
  if (!format) {
    // Chromium lacks Welsh dates. Intl would take the browser's own language for them; numbers say it in any.
    const dateStyle = Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ? 'long' : 'short';
    const locales = locale === 'en' ? 'en-GB' : [locale, 'en-GB'];
    format = new Intl.DateTimeFormat(locales, { dateStyle, timeZone: 'UTC', calendar: 'gregory' });
    dayFormats.set(locale, format);
  }
  return format.format(new Date(instant));
}
