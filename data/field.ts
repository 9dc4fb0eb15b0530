// The kinds of text, name and time that the documents in tracker.ts and pledge.ts are made of. Every field that a person
// can fill passes one of these, so what is hostile is refused here once and not again at each reader.
import * as z from 'zod/mini';
import { firstDay, firstMoment, lastDay } from './calendar.ts';
import { explain, explainAs, form, shown } from './explain.ts';
import { type Fault, type FaultCode, FORMATS } from './fault.ts';
import { URL_LIMIT } from './limits.ts';
import { isReserved } from './reserved.ts';

z.config({ customError: explain });

/** A rule of a field, and the fault of what breaks it. */
export function rule<Value>(
  code: FaultCode,
  test: (value: Value) => boolean,
  { abort = false, path, ...fault }: Omit<Fault, 'code'> & { abort?: boolean; path?: string[] } = {},
) {
  return z.refine<Value>(test, { error: explainAs({ code, ...fault }), abort, ...(path ? { path } : {}) });
}

// C0 and C1 controls (tab and newline apart), the bidi overrides and the byte order mark: none of them is
// ever meant, and each has been used to make one text look like another. Joiners and isolates are language.
// The last two are no characters at all: one of them in a text, and a feed is no XML any more.
// biome-ignore lint/suspicious/noControlCharactersInRegex: -- control characters are what it looks for
export const UNSAFE_CHARACTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff\ufffe\uffff]/u;

// What Markdown could take for HTML: "a < b" is text, "<b", "</b", "<!--" and "<https:" are not.
export const HTML_START = /<[a-z/!?]/iu;

// An inline link, or a reference that stands on a line of its own: also in a quotation or list, where markers come before it.
// A label has at most 999 characters (CommonMark 0.31, 4.7), so that no text is searched to its end from each of its lines.
const LINK_DESTINATION = /\]\(\s*<?([^)\s>]*)|^[ \t>*+\-\d.)]*\[(?:\\.|[^\]\\]){1,999}\]:\s*<?(\S+)/gmu;
// A text that is nothing but an address becomes a link, too.
const ONLY_ADDRESS = /^https?:\/\/\S+$/;
const LINKED_SCHEME = /^(?:https?:\/\/|mailto:)/iu;
// A user name makes another site look like the desk's own. Browsers take any number of slashes before it, either way round;
// and where there is a bracket or a backslash, Markdown's address may go on to one.
const WITH_USER_NAME = /^https?:\/*[^/?#]*[@(\\]/iu;

function isSafeText(value: string): boolean {
  return value.isWellFormed() && !UNSAFE_CHARACTER.test(value);
}

function linksSafely(value: string): boolean {
  const isSafeLink = (address: string) => LINKED_SCHEME.test(address) && !WITH_USER_NAME.test(address);
  if (ONLY_ADDRESS.test(value)) return isSafeLink(value);
  return [...value.matchAll(LINK_DESTINATION)].every(([, inline, reference]) =>
    isSafeLink(inline ?? reference ?? ''),
  );
}

// By its own name in its own letters: Intl takes others for it, and offsets that know no summer.
function isTimeZone(value: string): boolean {
  if (!/^[A-Z][\w+-]*(?:\/[A-Z][\w+-]*)*$/.test(value)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions();
    return timeZone === value || timeZone.toLowerCase() !== value.toLowerCase();
  } catch {
    return false; // RangeError: not a name of the IANA database
  }
}

function isLanguageTag(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value)[0] === value;
  } catch {
    return false; // RangeError: not well-formed by BCP 47
  }
}

// What is seen of a text: a letter, number or sign. Not those that Unicode wants drawn as nothing (DI), the empty pattern of
// Braille, the note without a head, and the place of an object; nor a mark with nothing to stand on. A label of these alone
// would be a verdict by colour alone.
const SEEN = /(?![\p{DI}\u2800\u{1D159}\ufffc])[\p{L}\p{N}\p{P}\p{S}]/u;

const isSafe = rule<string>('unsafe-characters', isSafeText);
/** That there is something to be seen. The description of the API says as much of it as JSON Schema can: one character. */
export const isFilled = rule<string>('empty', (value) => SEEN.test(value));

/** Plain text on one line, not empty and not only spaces or what nobody sees; `limit` counts UTF-16 units, as an `<input>` does. */
export function line(limit: number) {
  return z.string().check(
    isSafe,
    z.maxLength(limit),
    isFilled,
    rule('not-one-line', (value) => !/[\n\t\u2028\u2029]/u.test(value)),
  );
}

// The joiners belong to the names of some scripts, between two letters; in others, and elsewhere, they make of one name two.
const UNSEEN_IN_A_NAME =
  /(?![\u200c\u200d])[\p{DI}\u2800\u{1D159}\ufffc]|(?<![\p{L}\p{M}])[\u200c\u200d]|(?<=[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/u;

/** A person's name, in one form however it was typed: what two of one name do is done by one person. */
export const personName = z.pipe(
  line(120).check(rule('unsafe-name', (value) => !UNSEEN_IN_A_NAME.test(value))),
  z.transform((sent: string) => sent.trim().normalize('NFC')),
);

/**
 * An e-mail address by which somebody enters the desk, in small letters. It has letters of ASCII only, and is checked
 * before it is folded: a Kelvin sign would become a "k", and so another person's address.
 */
export const emailAddress = z.email().check(z.maxLength(254), z.toLowerCase());

/** Plain text that may have paragraphs, not empty. */
export function text(limit: number) {
  return z.string().check(isSafe, z.maxLength(limit), isFilled);
}

// What a parser of Markdown takes for the start of a quotation or list within another, and for emphasis and links.
// Without a limit to these, a page could be made to take seconds.
const DEEP_NESTING = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])){9}/mu;
const MARKS = /[*_[\]!&\\]/gu;
const MOST_MARKS_IN_A_PARAGRAPH = 400;

function isReadilyParsed(value: string): boolean {
  if (DEEP_NESTING.test(value)) return false;
  return value
    .split(/\n[ \t]*\n/u)
    .every((part) => (part.match(MARKS) ?? []).length <= MOST_MARKS_IN_A_PARAGRAPH);
}

/** Restricted Markdown: paragraphs, emphasis, links (https, http, mailto), lists, quotations; may be empty. */
export function markdown(limit: number) {
  return z.string().check(
    isSafe,
    // One that is too long is looked at no further.
    z.maxLength(limit, { abort: true }),
    rule('html', (value) => !HTML_START.test(value)),
    rule('unsafe-link', linksSafely),
    rule('too-complex', isReadilyParsed),
    rule('empty', (value) => value.trim() === '' || SEEN.test(value)),
  );
}

// What a parser of addresses would put right in silence, so that the link leads elsewhere or nowhere, is refused by name: it
// takes line breaks, tabs and outer spaces out, turns backslashes round, takes any number of slashes, and drops what nobody
// sees. Nothing of an address is rewritten: it is stored as it was typed.
const IN_NO_ADDRESS = /[\s<>"\\\p{Cc}]|(?![\u200c\u200d])\p{DI}/u;
const PORT = '(?::[1-9]\\d{0,4})?';
const HOST = '(?:\\[[\\da-f:.]+\\]|[\\p{L}\\p{M}\\p{N}_-]+(?:\\.[\\p{L}\\p{M}\\p{N}_-]+)*\\.?)';
const ADDRESS = new RegExp(`^https?://(${HOST})${PORT}(?:[/?#].*)?$`, 'iu');
// Of numbers alone a host is read as four bytes, however they are written.
const NUMBERS = /^(?:0x[\da-f]*|\d+)$/i;
const BYTES = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

function isAddress(value: string): boolean {
  const host = ADDRESS.exec(value)?.[1]?.toLowerCase();
  // A letter that a host may not have is read as another one.
  if (host === undefined || host.normalize('NFKC') !== host.normalize('NFC')) return false;
  const last = host.split('.').findLast((part) => part !== '') ?? '';
  return !NUMBERS.test(last) || BYTES.test(host);
}

const addressesIn = (value: string) => value.match(/https?:\/\//giu)?.length ?? 0;

/** An address that may stand in a link: http or https, at most 2,000 characters, no user name in it. */
export const webUrl = z.string().check(
  z.maxLength(URL_LIMIT, { abort: true }),
  z.refine((value: string) => !/\s/u.test(value.trim()) || addressesIn(value) < 2, {
    error: (issue) =>
      explainAs({
        code: 'address-several',
        length: addressesIn(String(issue.input)),
        found: shown(String(issue.input)),
      })(issue),
    abort: true,
  }),
  rule('address-characters', (value) => value.isWellFormed() && !IN_NO_ADDRESS.test(value), { abort: true }),
  rule('address-scheme', (value) => /^https?:\/\/(?!\/)/iu.test(value), { abort: true }),
  rule('address-user-name', (value) => !WITH_USER_NAME.test(value), { abort: true }),
  rule('wrong-format', isAddress, {
    abort: true,
    allowed: { format: 'address', example: FORMATS.address.example },
  }),
  // It knows what no pattern does: a port that there is none of, a host that is not encoded well.
  z.url(),
);

// Days since the end of 1899, from 1927 to 2173.
const DAY_NUMBER = /^\s*\d{5}(?:[.,]\d+)?\s*$/;

// What is left of a date where a spreadsheet forgets that it is one gets a fault of its own.
function dateFault(format: 'day' | 'partial-date' | 'date-or-span' | 'instant' | 'moment') {
  const allowed = { format, example: FORMATS[format].example };
  return (issue: z.core.$ZodRawIssue) =>
    explainAs({ code: DAY_NUMBER.test(String(issue.input)) ? 'day-number' : 'wrong-format', allowed })(issue);
}

/** A calendar day, `2018-04-01`. */
export const day = z.iso.date({ error: dateFault('day') });

function isPartialDate(value: string): boolean {
  return /^\d{4}(?:-\d\d){0,2}$/.test(value) && day.safeParse(firstDay(value)).success;
}

/** A day, or where no more is known a month or a year (ISO 8601-1, 5.2.2): `2018-04-01`, `2018-04`, `2018`. */
export const partialDate = z
  .string({ error: dateFault('partial-date') })
  .check(z.refine(isPartialDate, { error: dateFault('partial-date') }));

/** When something happened: a day, a month, a year, or a span from one to another (ISO 8601-1, 5.5.2): `2018-04/2018-09`. */
export const dateOrSpan = z.string({ error: dateFault('date-or-span') }).check(
  z.refine(
    (value: string) => {
      const [from = '', to = from, ...more] = value.split('/');
      return more.length === 0 && isPartialDate(from) && isPartialDate(to) && firstDay(from) <= lastDay(to);
    },
    { error: dateFault('date-or-span') },
  ),
);

/** An instant in UTC, RFC 3339 with `Z`. */
export const instant = z.iso.datetime({ abort: true, error: dateFault('instant') });

/** An instant in the one form that `toISOString` gives, for instants are stored and compared as text: no finer than that. */
export const storedInstant = z.pipe(
  instant.check(z.regex(/^[^.]*(?:\.\d{1,3})?Z$/, { error: form('instant') })),
  z.transform((sent: string) => new Date(sent).toISOString()),
);

// What is longer or shorter is no day. To find that out by a fault takes most of the time of reading an instant.
const DAY_LENGTH = '2018-04-01'.length;

/** An instant, or a day of a tracker: its first moment in the tracker's zone. */
export function instantOrDay(timeZone: string) {
  const isDay = (sent: string) => sent.length === DAY_LENGTH && day.safeParse(sent).success;
  return z.pipe(
    z.pipe(
      z.string(),
      z.transform((sent: string) => (isDay(sent) ? firstMoment(sent, timeZone) : sent)),
    ),
    z.iso.datetime({ error: dateFault('moment') }),
  );
}

/** A language by BCP 47, in its canonical case: `en`, `pt-BR`. */
export const languageTag = z
  .string()
  .check(z.maxLength(35, { abort: true }), z.refine(isLanguageTag, { error: form('language') }));

/** A time zone by its IANA name: `Europe/London`. */
export const timeZone = z
  .string()
  .check(z.maxLength(64, { abort: true }), z.refine(isTimeZone, { error: form('time-zone') }));

/** One text in one or more languages: `{ "en": "Broken", "cy": "Torrwyd" }`. The first is the desk's own. */
export function localised(limit: number) {
  return z
    .record(languageTag, line(limit))
    .check(rule('too-few', (labels) => Object.keys(labels).length > 0, { length: 0, allowed: { least: 1 } }));
}

/** A name inside a tracker: of a verdict, a category, a manifesto. */
export const localId = z.string().check(z.regex(/^[a-z0-9-]{1,80}$/, { error: form('id') }));

// Pages that live where a pledge of this name would.
const RESERVED_SLUGS = new Set(['corrections']);

const anySlug = z.string().check(z.regex(/^[a-z0-9-]{3,120}$/, { error: form('slug') }));

/** A pledge's name in its address, unique in its tracker together with every alias. */
export const slug = anySlug.check(rule('reserved', (value) => !RESERVED_SLUGS.has(value)));

/** `tracker/slug`: a pledge's name in the whole installation, as badges have it. */
export const pledgeId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{3,120}\/[a-z0-9-]{3,120}$/, { error: form('pledge-id') }));

// A path as a browser sends it: no empty part, no slash at its end, escapes in capitals.
const OLD_PATH = /^(?:\/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-F]{2})+)+$/;

function isOwnPath(path: string): boolean {
  return isReserved(path.split('/')[1] ?? '');
}

/**
 * A name that leads to a pledge for ever: a slug it had, or a path of the site that its tracker came from
 * (`/policies/plant-11-million-trees`). A path may not be one of the installation's own.
 */
export const alias = z.union(
  [
    slug,
    z.string().check(
      z.regex(OLD_PATH, { error: form('alias') }),
      z.maxLength(300),
      z.refine((path) => !isOwnPath(path), { error: form('alias') }),
    ),
  ],
  { error: form('alias') },
);

/** Whether an alias is an old site's path and not a slug. */
export function isOldPath(alias: string): boolean {
  return alias.startsWith('/');
}

/** A spreadsheet's own number or name for a row, by which an import finds its pledge again: the desk's alone, never published. */
export const rowKey = line(300).check(rule('unsafe-name', (value) => value.trim() === value));

/** A tracker's name in its address. */
export const trackerId = anySlug;

/** The name of a tracker that is founded now. One that had its name before the site needed it keeps it. */
export const newTrackerId = trackerId.check(rule('reserved', (value) => !isReserved(value)));

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: form('hash') }));

/** The public half of the key with which an installation signs its backups: the base64url of its 32 bytes (RFC 8032). */
export const backupKey = z
  .string()
  .check(z.regex(/^ed25519:[\w-]{42}[AEIMQUYcgkosw048]$/, { error: form('backup-key') }));

/** A whole number within limits. */
export function whole(least: number, most?: number) {
  return z.int().check(z.gte(least), ...(most === undefined ? [] : [z.lte(most)]));
}

/** That no two items of a list have the same `key`; `of` names what that is: "a category", "one order of verdicts". */
export function distinct<Item>(key: (item: Item) => unknown, of: string) {
  return distinctNames<Item>((item) => [key(item)], of);
}

/** The same where each item has several keys. */
export function distinctNames<Item>(keys: (item: Item) => readonly unknown[], of: string) {
  return z.refine<Item[]>((items) => twice(items.flatMap(keys)) === undefined, {
    error: (issue) => {
      const found = twice((issue.input as Item[]).flatMap(keys));
      return explainAs({ code: 'twice', of, found: shown(String(found)) })(issue);
    },
  });
}

function twice(names: readonly unknown[]): unknown {
  return names.find((name, at) => names.indexOf(name) < at);
}
