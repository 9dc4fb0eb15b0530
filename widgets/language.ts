import { badgeWords, type Language, months } from './words/badge-words.ts';

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

/** An element that renders anew. */
type Reactive = Element & { requestUpdate(): void };

const followers = new Set<Reactive>();

// One for all elements of a page, made on first use.
let changes: MutationObserver | undefined;

/** Updates an element on the page when its language may have become another: readers switch and translate pages. */
export function followLanguage(element: Reactive): void {
  changes ??= new MutationObserver(() => {
    for (const element of followers) element.requestUpdate();
  });
  followers.add(element);
  for (let within: Element | undefined = element; within; ) {
    const root = within.getRootNode();
    changes.observe(root, { subtree: true, attributeFilter: ['lang'] });
    within = (root as Partial<ShadowRoot>).host;
  }
}

/** Ends that for an element which leaves the page. */
export function unfollowLanguage(element: Reactive): void {
  followers.delete(element);
}

/** The language that a variety is of: what our own words are looked up by. */
export function spokenIn(locale: string): Language {
  return (locale.split('-')[0] ?? '') as Language;
}

/** What words, dates and numbers are written by: the reader's own variety of a language that we speak, else English. */
export function localeFor(language: string): string {
  return spokenIn(language) in badgeWords ? language : 'en';
}

/** A desk's words, and the language they are in. */
export type Label = { text: string; lang: string };

/** A letter, a number or a sign that can be seen (DI: what is drawn as nothing); U+2800 is a sign of Braille without a dot. */
const VISIBLE = /(?![\p{DI}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/** A desk's label in the reader's language, else in the desk's own, else in the first it has. Throws where there is no word. */
export function labelIn(labels: Record<string, string>, language: string, own: string): Label {
  const tags = [language, spokenIn(language), own, ...Object.keys(labels)];
  const lang = tags.find((tag) => VISIBLE.test(labels[tag] ?? ''));
  const text = lang && labels[lang];
  if (!text) throw new Error('no label');
  return { text, lang };
}

// A formatter takes a hundred times longer to make than to use, and a page may have hundreds of badges.
const formats = new Map<string, Intl.DateTimeFormat>();

// Whether the browser can write days in this language. Chromium cannot in Welsh.
function hasDays(locale: string): boolean {
  return !!Intl.DateTimeFormat.supportedLocalesOf(locale)[0];
}

// Of the calendar that articles count by, whatever the reader's country does.
function formatOf(locale: string, timeZone = 'UTC'): Intl.DateTimeFormat {
  const key = locale + timeZone;
  let format = formats.get(key);
  if (!format) {
    // Intl would take the browser's own language for one that it does not know; numbers say it in any.
    const isLong = locale !== DAYS && hasDays(locale);
    const locales = locale === 'en' ? 'en-GB' : [locale, 'en-GB'];
    const dateStyle = isLong ? 'long' : 'short';
    try {
      format = new Intl.DateTimeFormat(locales, { dateStyle, timeZone, calendar: 'gregory' });
    } catch {
      format = formatOf(locale); // a zone that this browser has never heard of
    }
    formats.set(key, format);
  }
  return format;
}

// Swedish writes a day as ISO 8601 does, and none of our words are Swedish.
const DAYS = 'sv';

/** The day (`2018-04-01`) that an instant falls on in a tracker's zone: readers have to agree on it, wherever they are. */
export function dayAt(instant: string, timeZone: string | undefined): string {
  return formatOf(DAYS, timeZone).format(new Date(instant));
}

/**
 * A day in words, for a sentence in the same language: the day first in English, unless the reader's own is of a
 * country. Of an instant it is the day in the tracker's zone; a day is the same in every zone.
 */
export function dayIn(locale: string, when: string | null, timeZone: string | undefined): string {
  if (when === null) return '';
  const zone = when[10] ? timeZone : 'UTC';
  const names = months[spokenIn(locale)];
  if (names && !hasDays(locale)) {
    const [year, month, date] = dayAt(when, zone).split('-').map(Number);
    return `${date} ${names.split(' ')[(month ?? 0) - 1]} ${year}`;
  }
  const said = formatOf(locale, zone).format(new Date(when));
  // Intl does not know how French writes the first of a month.
  return locale.startsWith('fr') ? said.replace(/^1 /, '1er ') : said;
}
