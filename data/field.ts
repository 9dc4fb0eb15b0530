// The kinds of text, name and time that the documents in tracker.ts and pledge.ts are made of. Every field that a person
// can fill passes one of these, so what is hostile is refused here once and not again at each reader.
import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { URL_LIMIT } from './limits.ts';
import { isReserved } from './reserved.ts';

// The small zod says nothing by itself. An editor is not told what type a missing field has.
z.config({
  ...en(),
  customError: (issue) =>
    issue.code === 'invalid_type' && issue.input === undefined ? 'is missing' : undefined,
});

// C0 and C1 controls (tab and newline apart), the bidi overrides and the byte order mark: none of them is
// ever meant, and each has been used to make one text look like another. Joiners and isolates are language.
// The last two are no characters at all: one of them in a text, and a feed is no XML any more.
// biome-ignore lint/suspicious/noControlCharactersInRegex: -- control characters are what it looks for
const UNSAFE_CHARACTER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\ufeff\ufffe\uffff]/u;

// What Markdown could take for HTML: "a < b" is text, "<b", "</b", "<!--" and "<https:" are not.
const HTML_START = /<[a-z/!?]/iu;

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

function isTimeZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
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

const isSafe = z.refine<string>(isSafeText, 'holds control characters or broken Unicode');
// DI are the characters that Unicode wants drawn as nothing: a label of zero-width spaces would be a verdict by colour alone.
const isFilled = z.refine<string>((value) => /[^\s\p{DI}]/u.test(value), 'must not be empty');

/** Plain text on one line, not empty and not only spaces or what nobody sees; `limit` counts UTF-16 units, as an `<input>` does. */
export function line(limit: number) {
  return z.string().check(
    isSafe,
    z.maxLength(limit),
    isFilled,
    z.refine((value) => !/[\n\t\u2028\u2029]/u.test(value), 'must be one line'),
  );
}

/** A person's name, in one form however it was typed: what two of one name do is done by one person. */
export const personName = z.pipe(
  line(120),
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
    z.refine((value) => !HTML_START.test(value), 'must not hold HTML; write a link as [text](https://...)'),
    z.refine(linksSafely, 'links must begin with https:, http: or mailto:, and hold no user name'),
    z.refine(isReadilyParsed, 'is nested too deep, or has too many marks in one paragraph'),
  );
}

/** An address that may stand in a link: http or https, at most 2,000 characters, no user name in it. */
export const webUrl = z
  .url({
    protocol: /^https?$/,
    hostname: /^[^@]+$/,
    error: 'must be an address that begins with https:// or http://',
  })
  .check(
    z.maxLength(URL_LIMIT),
    isSafe,
    z.refine((value) => !/[\s<>"]/u.test(value), 'must not hold spaces, quotation marks or angle brackets'),
    z.refine((value) => !WITH_USER_NAME.test(value), 'must not hold a user name'),
  );

// What is left of a date where a spreadsheet forgets that it is one: days since the end of 1899, from 1927 to 2173.
const DAY_NUMBER = /^\s*\d{5}(?:[.,]\d+)?\s*$/;

function dateFault(example: string) {
  return ({ input }: { input?: unknown }) =>
    DAY_NUMBER.test(String(input))
      ? `is a spreadsheet's number for a day: give the column the format of a date, and write it as ${example}`
      : `must be ${example.includes('T') ? 'an instant in UTC' : 'a day'} such as ${example}`;
}

/** A calendar day, `2018-04-01`. */
export const day = z.iso.date({ error: dateFault('2018-04-01') });

/** An instant in UTC, RFC 3339 with `Z`. */
export const instant = z.iso.datetime({ error: dateFault('2019-05-16T13:01:00Z') });

/** An instant in the one form that `toISOString` gives, for instants are stored and compared as text. */
export const storedInstant = z.pipe(
  instant,
  z.transform((sent: string) => new Date(sent).toISOString()),
);

/** A language by BCP 47, in its canonical case: `en`, `pt-BR`. */
export const languageTag = z
  .string()
  .check(z.maxLength(35), z.refine(isLanguageTag, 'must be a language tag such as en or pt-BR'));

/** A time zone by its IANA name: `Europe/London`. */
export const timeZone = z
  .string()
  .check(z.maxLength(64), z.refine(isTimeZone, 'must be a time zone such as Europe/London'));

/** One text in one or more languages: `{ "en": "Broken", "cy": "Torrwyd" }`. The first is the desk's own. */
export function localised(limit: number) {
  return z
    .record(languageTag, line(limit))
    .check(z.refine((labels) => Object.keys(labels).length > 0, 'needs at least one language'));
}

/** A name inside a tracker: of a verdict, a category, a manifesto. */
export const localId = z
  .string()
  .check(z.regex(/^[a-z0-9-]{1,80}$/, 'may hold a-z, 0-9 and hyphens, 80 at most'));

// Pages that live where a pledge of this name would.
const RESERVED_SLUGS = new Set(['corrections']);

const anySlug = z.string().check(z.regex(/^[a-z0-9-]{3,120}$/, 'must be 3 to 120 of a-z, 0-9 and hyphens'));

/** A pledge's name in its address, unique in its tracker together with every alias. */
export const slug = anySlug.check(
  z.refine((value) => !RESERVED_SLUGS.has(value), 'is a name the site needs itself'),
);

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
      z.regex(OLD_PATH),
      z.maxLength(300),
      z.refine((path) => !isOwnPath(path)),
    ),
  ],
  'must be a slug, or a path such as /policies/some-promise that the site does not need itself',
);

/** Whether an alias is an old site's path and not a slug. */
export function isOldPath(alias: string): boolean {
  return alias.startsWith('/');
}

/** A tracker's name in its address. */
export const trackerId = anySlug;

/** The name of a tracker that is founded now. One that had its name before the site needed it keeps it. */
export const newTrackerId = trackerId.check(
  z.refine((value) => !isReserved(value), 'is a name the site needs itself'),
);

/** SHA-256 in lower-case hexadecimal. */
export const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** The public half of the key with which an installation signs its backups: the base64url of its 32 bytes (RFC 8032). */
export const backupKey = z
  .string()
  .check(z.regex(/^ed25519:[\w-]{42}[AEIMQUYcgkosw048]$/, 'must be ed25519: and 43 characters of base64url'));

/** A whole number within limits. */
export function whole(least: number, most?: number) {
  return z.int().check(z.gte(least), ...(most === undefined ? [] : [z.lte(most)]));
}

/** That no two items of a list have the same `key`. */
export function distinct<Item>(key: (item: Item) => unknown, message: string) {
  return z.refine<Item[]>((items) => new Set(items.map(key)).size === items.length, message);
}
