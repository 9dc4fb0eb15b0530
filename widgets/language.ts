/** The language of the nearest `lang`, else the page's, else the browser's; English where that is no language. */
export function languageOf(element: Element): string {
  // An element in another component's shadow root has no `lang` above it within that root.
  const { lang } = element.closest<HTMLElement>('[lang]') ?? document.documentElement;
  try {
    return Intl.getCanonicalLocales((lang || navigator.language).replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** A desk's label in the reader's language, else in the desk's own, else in the first it has. */
export function labelIn(labels: Record<string, string>, language: string, own: string): string {
  const tags = [language, language.split('-')[0] ?? '', own, ...Object.keys(labels)];
  return labels[tags.find((tag) => labels[tag]) ?? ''] ?? '';
}

/** Dates and numbers of plain English are written as most of its countries do, the day first. */
export function localeOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** A day in words. Instants are told as their day in UTC: the API names no zone, and readers have to agree. */
export function dayIn(language: string, instant: string | number | null): string {
  return instant === null
    ? ''
    : new Date(instant).toLocaleDateString(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' });
}
