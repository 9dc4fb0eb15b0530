/** The language of the nearest `lang`, else the page's, else the browser's; English where that is no language. */
export function languageOf(element: Element): string {
  // An element in another component's shadow root has no `lang` above it within that root.
  const { lang } = element.closest<HTMLElement>('[lang]') ?? document.documentElement;
  try {
    return Intl.getCanonicalLocales((lang || navigator.language).replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A desk's label in the reader's language, else in the desk's own, else in the first it has. */
export function labelIn(labels: Record<string, string>, language: string, own: string): string {
  const tags = [language, language.split('-')[0] ?? '', own, ...Object.keys(labels)];
  return labels[tags.find((tag) => labels[tag]) ?? ''] ?? '';
}

// A formatter takes a hundred times longer to make than to use, and a page may have hundreds of badges.
const dayFormats = new Map<string, Intl.DateTimeFormat>();

/**
 * A day in words, for a sentence: in English, as the sentences are, and with the day first unless the reader's own
 * English is of a country. Instants are told as their day in UTC: the API names no zone, and readers have to agree.
 */
export function dayIn(language: string, instant: string | number | null): string {
  if (instant === null) return '';
  const locale = language.startsWith('en-') ? language : 'en-GB';
  const format =
    dayFormats.get(locale) ?? new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  dayFormats.set(locale, format);
  return format.format(new Date(instant));
}
