// Days as people write them in spreadsheets, in six languages, into the forms of ISO 8601. It imports nothing, so that the
// desk app shows by the same rule what an import will read.

/** In which order a day written in numbers names day, month and year. One that begins with a year of four digits is always `ymd`. */
export const DATE_ORDERS = ['dmy', 'mdy', 'ymd'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

// In en, de, fr, cy, es and ar, and short forms that are no beginnings. Three letters of a name are enough for it.
const MONTHS: readonly string[] = [
  'january januar janvier ionawr enero jänner يناير كانون_الثاني',
  'february februar février chwefror febrero feber فبراير شباط',
  'march märz mars mawrth marzo mrz مارس آذار',
  'april avril ebrill abril أبريل ابريل نيسان',
  'may mai mayo مايو أيار',
  'june juni juin mehefin junio يونيو حزيران',
  'july juli juillet gorffennaf julio يوليو تموز',
  'august août awst agosto أغسطس اغسطس آب',
  'september septembre medi septiembre setiembre سبتمبر أيلول',
  'october oktober octobre hydref octubre أكتوبر اكتوبر تشرين_الأول',
  'november novembre tachwedd noviembre نوفمبر تشرين_الثاني',
  'december dezember décembre rhagfyr diciembre ديسمبر كانون_الأول',
];

const NAMES = MONTHS.map((names) =>
  bare(names)
    .replaceAll('_', ' ')
    .split(/ (?!ال)/u),
);

const MONTH = '(\\p{L}{2,12}(?: ال\\p{L}+)?)\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th|er|º|°|\\.)?';
const YEAR = "('?\\d{2}|\\d{4})";
const OF = '(?:\\s*,?\\s*(?:of|de|del|du)?\\s*)';
const WEEKDAY = '(?:(?!\\d)\\p{L}{2,12}\\.?,?\\s+)?';

const FORMS: readonly [RegExp, (found: string[], order: DateOrder) => string | null][] = [
  [/^(\d{4})$/, ([year]) => year ?? null],
  [/^(\d{4})[-/.](\d{1,2})$/, ([year, month]) => dateOf(year, month)],
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?$/, ([year, month, day]) => dateOf(year, month, day)],
  [/^(\d{1,2})[-/.](\d{4})$/, ([month, year]) => dateOf(year, month)],
  [/^(\d{1,2})[-/.]\s?(\d{1,2})[-/.]\s?('?\d{2}|\d{4})$/, ([a, b, c], order) => inOrder(order, a, b, c)],
  [pattern(`${WEEKDAY}${DAY}${OF}${MONTH}${OF}${YEAR}`), ([day, month, year]) => named(year, month, day)],
  [pattern(`${WEEKDAY}${MONTH}\\s*${DAY},?\\s+${YEAR}`), ([month, day, year]) => named(year, month, day)],
  [pattern(`${DAY}[-/. ]${MONTH}[-/. ]${YEAR}`), ([day, month, year]) => named(year, month, day)],
  [pattern(`${MONTH}${OF}${YEAR}`), ([month, year]) => named(year, month)],
  [pattern(`(\\d{4})\\s+${MONTH}`), ([year, month]) => named(year, month)],
];

/**
 * A day, month or year (`2018-04-01`, `2018-04`, `2018`), or a span of them (`2018-04/2018-09`); null for what is none.
 * A day that the calendar lacks is none.
 */
export function readDate(written: string, order: DateOrder): string | null {
  const text = inDigits(written);
  const whole = readOne(text, order);
  if (whole !== null) return whole;
  const [from, to, ...more] = text.split(
    /\s*(?:–|—|\s-\s|\bbis\b|\bto\b|\buntil\b|\bjusqu'?(?:à|au)\b|\bhasta\b|\bau\b)\s*|\//iu,
  );
  const isIso = /^\d{4}(?:-\d\d){0,2}\/\d{4}(?:-\d\d){0,2}$/.test(text);
  const years = /^(\d{4})-(\d{4})$/.exec(text);
  if (years) return `${years[1]}/${years[2]}`;
  if (from === undefined || to === undefined || more.length > 0 || (text.includes('/') && !isIso))
    return null;
  const [first, last] = [readOne(from, order), readOne(to, order)];
  return first === null || last === null ? null : `${first}/${last}`;
}

/** A day and, where one is written, a time: `2018-04-01` or `2018-04-01T14:30:00`; with `Z` if it was written in UTC. */
export function readMoment(written: string, order: DateOrder): string | null {
  const text = inDigits(written);
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)) return text;
  const [, day = text, hour, minute, second = '00', half] =
    /^(.*?\d)(?:T|,?\s+)(?:(?:at|um|à|a las|am)\s+)?(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:[.,]\d+)?)?\s*(?:uhr|(am|pm|a\.m\.|p\.m\.))?$/iu.exec(
      text,
    ) ?? [];
  const read = readDate(day, order);
  if (read === null || hour === undefined) return read;
  const of24 = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  if (of24 > 23 || Number(minute) > 59 || Number(second) > 59 || (half !== undefined && Number(hour) > 12))
    return null;
  return `${read}T${two(of24)}:${minute}:${second}`;
}

function readOne(text: string, order: DateOrder): string | null {
  const plain = text.trim();
  for (const [form, read] of FORMS) {
    const found = form.exec(plain);
    const date = found && read(found.slice(1), order);
    if (date) return date;
  }
  return null;
}

function pattern(source: string): RegExp {
  return new RegExp(`^${source}$`, 'iu');
}

function inOrder(order: DateOrder, a = '', b = '', c = ''): string | null {
  if (order === 'dmy') return dateOf(century(c), b, a);
  if (order === 'mdy') return dateOf(century(c), a, b);
  // What begins with four digits has its form already; what is left begins with two.
  return c.length === 4 ? null : dateOf(century(a), b, c);
}

function named(year = '', month = '', day?: string): string | null {
  const name = bare(month);
  const isMeant = (full: string) => full === name || (name.length > 2 && full.startsWith(name));
  const [at, ...others] = NAMES.flatMap((names, index) => (names.some(isMeant) ? [index] : []));
  return at === undefined || others.length > 0 ? null : dateOf(century(year), String(at + 1), day);
}

// Of two digits the year is one of the last seventy or the next thirty, as spreadsheets have it.
function century(year: string): string {
  const digits = year.replace("'", '');
  if (digits.length !== 2) return digits;
  return `${Number(digits) < 70 ? 20 : 19}${digits}`;
}

function dateOf(year = '', month = '', day?: string): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day ?? 1)];
  const date = new Date(Date.UTC(y, m - 1, d));
  // Years before 100 are others to it.
  if (y < 1000 || date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d)
    return null;
  return day === undefined ? `${year}-${two(m)}` : `${year}-${two(m)}-${two(d)}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

// Letters without their accents, and Arabic digits as the others.
function bare(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .toLowerCase();
}

function inDigits(text: string): string {
  const latin = text.replace(/[٠-٩۰-۹]/gu, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  return bareLetters(latin.replace(/[\s\u200e\u200f]+/gu, ' ').trim());
}

function bareLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC');
}
