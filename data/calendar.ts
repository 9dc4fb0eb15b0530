// A day of an instant, and the other way round: by the zone of the tracker that it is told of, everywhere. Both go by what
// Intl writes and calculate with no offset, so that a change of the clock needs no rule of its own. Temporal does all
// this, but Node 24, which runs the scripts, has none.

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day (`2018-04-01`) that an instant falls on in a zone. */
export function dayAt(instant: string | number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes a day as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv', { timeZone });
    formats.set(timeZone, format);
  }
  // It writes no zeros before a year, and days are compared as text.
  return format.format(new Date(instant)).padStart('2018-04-01'.length, '0');
}

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** The first moment of a day in a zone, in the form of `toISOString`; of a day that a zone left out, that of the next one. */
export function firstMoment(day: string, timeZone: string): string {
  return remembered(`${timeZone} ${day}`, () => foundMoment(day, timeZone));
}

// A zone is asked a dozen times for a moment, and the pledges of a tracker, and the rows of a sheet, share few.
const moments = new Map<string, string>();
const MOST_MOMENTS = 5000;

function remembered(key: string, find: () => string): string {
  const known = moments.get(key);
  if (known !== undefined) return known;
  const found = find();
  if (moments.size >= MOST_MOMENTS) moments.clear();
  moments.set(key, found);
  return found;
}

function foundMoment(day: string, timeZone: string): string {
  // No zone was ever a whole day away from UTC.
  let before = Date.parse(day) - DAY_MS;
  let since = before + 2 * DAY_MS;
  while (since - before > SECOND_MS) {
    const middle = before + Math.floor((since - before) / 2 / SECOND_MS) * SECOND_MS;
    if (dayAt(middle, timeZone) < day) before = middle;
    else since = middle;
  }
  return new Date(since).toISOString();
}

/** The first day of a day, a month or a year: `2023-07` begins with `2023-07-01`. */
export function firstDay(partial: string): string {
  return `${partial}-01-01`.slice(0, '2023-07-01'.length);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The instant at which a clock in a zone shows a time (`2018-04-01T14:30:00`); of one that the zone left out, about that. */
export function instantOfClock(local: string, timeZone: string): string {
  return remembered(`${timeZone} ${local}`, () => foundInstant(local, timeZone));
}

function foundInstant(local: string, timeZone: string): string {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    clocks.set(timeZone, clock);
  }
  const wanted = Date.parse(`${local}Z`);
  const offset = (at: number) => Date.parse(`${clock.format(at).replace(' ', 'T')}Z`) - at;
  // The offset depends on the instant, and the instant on the offset: the second guess has the first one's.
  return new Date(wanted - offset(wanted - offset(wanted))).toISOString();
}

/** The last day of a day, a month or a year: `2023-07` ends with `2023-07-31`. */
export function lastDay(partial: string): string {
  const [year = '', month = '12', day] = partial.split('-');
  if (day !== undefined) return partial;
  const days = [31, isLeap(Number(year)) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return `${year}-${month}-${days[Number(month) - 1]}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The next day of the calendar. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, day.length);
}
