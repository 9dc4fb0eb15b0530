// Days as a language writes them in a sentence, by the calendar that articles count by.

const DAY_LENGTH = '2018-04-01'.length;
const YEAR_LENGTH = '2018'.length;

// By how long it is written: what is known no more exactly is said no more exactly.
function exactness(length: number): Intl.DateTimeFormatOptions {
  if (length >= DAY_LENGTH) return { dateStyle: 'long' };
  return length === YEAR_LENGTH ? { year: 'numeric' } : { year: 'numeric', month: 'long' };
}

/**
 * Writes an instant, a day, a month or a year; of an instant it is the day in a time zone. `months` are the names of the
 * months, for a language whose dates Intl does not know.
 */
export function dayWriter(
  locales: string[],
  months: string | undefined,
): (when: string, timeZone: string) => string {
  const [locale = 'en'] = locales;
  const names = Intl.DateTimeFormat.supportedLocalesOf(locale).length > 0 ? undefined : months?.split(' ');
  const formats = new Map<string, Intl.DateTimeFormat>();
  // Making a format costs more than a page's other work together.
  const formatOf = (length: number, zone: string) => {
    const key = `${Math.min(length, DAY_LENGTH)} ${zone}`;
    const known = formats.get(key);
    if (known) return known;
    const shape = names
      ? ({ year: 'numeric', month: 'numeric', day: 'numeric' } as const)
      : exactness(length);
    const made = new Intl.DateTimeFormat(names ? 'en' : locales, {
      ...shape,
      timeZone: zone,
      calendar: 'gregory',
    });
    formats.set(key, made);
    return made;
  };
  return (when, timeZone) => {
    const format = formatOf(when.length, when.length > DAY_LENGTH ? timeZone : 'UTC');
    if (names) return named(format, new Date(when), when.length, names);
    const said = format.format(new Date(when));
    // Intl does not know how French writes the first of a month.
    return locale.startsWith('fr') ? said.replace(/^1 /, '1er ') : said;
  };
}

function named(format: Intl.DateTimeFormat, when: Date, length: number, names: string[]): string {
  const parts = Object.fromEntries(format.formatToParts(when).map(({ type, value }) => [type, value]));
  const month = names[Number(parts.month) - 1] ?? '';
  const all = [parts.day, month, parts.year];
  return all.slice(length >= DAY_LENGTH ? 0 : length === YEAR_LENGTH ? 2 : 1).join(' ');
}
