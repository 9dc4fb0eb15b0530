// What is wrong with a field, as data: a code with what was found and what is allowed, from which the endpoint words it in
// English and an app in its user's own language. Nothing that a library says of a value reaches anybody.

/** What a value can be, as an editor says it; the names are zod's own. */
export const TYPES = {
  string: 'text',
  number: 'a whole number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of named fields',
  record: 'texts by language, such as {"en": "Kept"}',
} as const;
export type TypeName = keyof typeof TYPES;

/** What a text can be, with an example of each. */
export const FORMATS = {
  day: { words: 'a day of the calendar, written year-month-day', example: '2018-04-01' },
  'partial-date': { words: 'a day, a month or a year', example: '2018-04-01, 2018-04 or 2018' },
  'date-or-span': {
    words: 'a day, a month, a year, or a span from one to another',
    example: '2018-04 or 2018-04/2018-09',
  },
  instant: { words: 'a day and time in UTC', example: '2019-05-16T13:01:00Z' },
  moment: { words: 'a day and time in UTC, or a day', example: '2019-05-16T13:01:00Z or 2019-05-16' },
  address: { words: 'a web address', example: 'https://council.example/minutes' },
  email: { words: 'an e-mail address', example: 'desk@paper.example' },
  language: { words: 'a language tag in its usual letters', example: 'en or pt-BR' },
  'time-zone': { words: 'a time zone by its name', example: 'Europe/London' },
  id: { words: '1 to 80 of a-z, 0-9 and hyphens', example: 'in-progress' },
  slug: { words: '3 to 120 of a-z, 0-9 and hyphens', example: 'reopen-the-ferry' },
  alias: {
    words: 'a slug, or a path of an old site that this one does not need itself',
    example: '/policies/some-promise',
  },
  hash: { words: 'a SHA-256 in 64 of 0-9 and a-f', example: `${'0a'.repeat(4)}...` },
  number: { words: 'a whole number in digits', example: '25' },
  cursor: { words: 'the "next" of a page of this list', example: '2025-03-10T09:00:00Z,reopen-the-ferry' },
  'pledge-id': { words: 'a tracker and a slug', example: 'uk-2017/reopen-the-ferry' },
  receiver: { words: 'the https: address of a receiver', example: 'https://hooks.paper.example/pledgemark' },
  trackers: { words: '"*" for all trackers, or a list of ids of trackers', example: '["uk-2017"]' },
  'request-id': {
    words: '16 to 64 letters, digits, hyphens or underscores',
    example: '0190c2f4-7c1e-4f6a-9d8e-3b5a7c9e1f20',
  },
  'backup-key': { words: 'the key of a backup that you trust, or "none"', example: 'ed25519:BASE64URL' },
  redaction: { words: 'a tracker, a slug and numbers of revisions', example: 'uk-2017/reopen-the-ferry:2,3' },
} as const;
export type Format = keyof typeof FORMATS;

/** The kinds of fault. Public, so they are added to and never renamed; `refused` is what only its words explain. */
export const FAULT_CODES = [
  'missing',
  'unknown-field',
  'wrong-type',
  'wrong-format',
  'day-number',
  'not-a-choice',
  'unknown-id',
  'empty',
  'placeholder',
  'too-long',
  'too-short',
  'too-many',
  'too-few',
  'too-large',
  'too-small',
  'twice',
  'reserved',
  'in-future',
  'in-past',
  'not-one-line',
  'unsafe-characters',
  'unsafe-name',
  'html',
  'unsafe-link',
  'too-complex',
  'address-scheme',
  'address-several',
  'address-characters',
  'address-user-name',
  'address-not-https',
  'address-not-public',
  'address-port',
  'no-source',
  'no-contact',
  'not-countable',
  'refused',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** What a field takes. `choices` are all there are, where they are few. */
export type Allowed = {
  type?: TypeName;
  format?: Format;
  example?: string;
  least?: number;
  most?: number;
  choices?: string[];
  latest?: string;
  earliest?: string;
};

/**
 * `found` is the value that was sent, shortened, with what nobody sees written out; of a long text or list `length` says how
 * long. `of` is what kind of thing was named, `nearest` the choice that was probably meant.
 */
export type Fault = {
  code: FaultCode;
  found?: string;
  length?: number;
  of?: string;
  allowed?: Allowed;
  nearest?: string;
};

// Every sentence of a fault: typed, so that a code without words does not compile. Each goes on from the name of its field,
// and says what was found and what is allowed.
const WORDS: Record<FaultCode, (fault: Fault) => string> = {
  missing: (fault) => `is missing; it needs ${wanted(fault)}`,
  'unknown-field': (fault) => `is not a field here${choices(fault, '; those are: ')}${meant(fault)}`,
  'wrong-type': (fault) => `must be ${wanted(fault)}${found(fault)}`,
  'wrong-format': (fault) => `must be ${wanted(fault)}${found(fault)}`,
  'day-number': (fault) =>
    `is a spreadsheet's number for a day${found(fault)}; give the column the format of a date, and write it as ${fault.allowed?.example}`,
  'not-a-choice': (fault) => `must be ${wanted(fault)}${found(fault)}${meant(fault)}`,
  'unknown-id': (fault) =>
    `is not ${fault.of ?? 'known'} of this tracker${found(fault)}${choices(fault, '; allowed: ')}${meant(fault)}`,
  empty: (fault) =>
    `${fault.length === 0 ? 'is empty' : `has nothing that can be seen${found(fault)}`}; it needs a letter, a number or a sign`,
  placeholder: (fault) => `still contains a placeholder${found(fault)}`,
  'too-long': ({ length = 0, allowed }) =>
    `is ${amount(length, 'character')} long; ${allowed?.most} are allowed`,
  'too-short': ({ length = 0, allowed }) =>
    `is ${amount(length, 'character')} long; at least ${allowed?.least} are needed`,
  'too-many': ({ length = 0, allowed }) =>
    `has ${amount(length, 'entry', 'entries')}; at most ${allowed?.most} are allowed`,
  'too-few': ({ length = 0, allowed }) =>
    `has ${amount(length, 'entry', 'entries')}; at least ${allowed?.least} must be there`,
  'too-large': (fault) => `must be at most ${fault.allowed?.most}${found(fault)}`,
  'too-small': (fault) => `must be at least ${fault.allowed?.least}${found(fault)}`,
  twice: (fault) => `must not name ${fault.of ?? 'the same'} twice${found(fault)}`,
  reserved: (fault) => `is a name the site needs itself${found(fault)}; choose another`,
  'in-future': (fault) => `must not be later than ${fault.allowed?.latest}${found(fault)}`,
  'in-past': (fault) => `must not be earlier than ${fault.allowed?.earliest}${found(fault)}`,
  'not-one-line': (fault) => `must be one line, without line breaks or tabs${found(fault)}`,
  'unsafe-characters': (fault) =>
    `must not contain control characters, bidirectional overrides, or invalid Unicode${found(fault)}`,
  'unsafe-name': (fault) => `must not hold characters that nobody sees${found(fault)}`,
  html: (fault) => `must not hold HTML${found(fault)}; write a link as [text](https://...)`,
  'unsafe-link': (fault) =>
    `must have links to https:, http: or mailto: alone, without a user name${found(fault)}`,
  'too-complex': () => 'is nested too deep, or has too many marks in one paragraph; at most 400 are allowed',
  'address-scheme': (fault) => `must begin with https:// or http://${found(fault)}`,
  'address-several': (fault) => `holds ${fault.length} addresses; one is allowed${found(fault)}`,
  'address-characters': (fault) =>
    `must be a web address without spaces, line breaks, backslashes, quotation marks, angle brackets or unseen characters${found(fault)}`,
  'address-user-name': (fault) => `must not hold a user name before the host${found(fault)}`,
  'address-not-https': (fault) => `must begin with https://${found(fault)}`,
  'address-not-public': (fault) =>
    `must name a host on the public internet: no IP address, and no local or private name${found(fault)}`,
  'address-port': (fault) => `must use port 443 or 8443${found(fault)}`,
  'no-source': () => 'has no source; a verdict needs at least 1',
  'no-contact': () => 'has neither url nor email; readers need one of them for corrections',
  'not-countable': () => 'is true; it must be false, because unrated and unclear stay outside percentages',
  refused: (fault) => `cannot be taken${found(fault)}`,
};

/** A fault as the rest of a sentence that begins with the name of its field. */
export function wordFault(fault: Fault): string {
  return WORDS[fault.code](fault);
}

function wanted({ allowed }: Fault): string {
  if (allowed?.choices) {
    const [only, ...others] = allowed.choices;
    return others.length === 0 ? `"${only}"` : `one of: ${allowed.choices.join(', ')}`;
  }
  if (allowed?.format) return `${FORMATS[allowed.format].words}, such as ${allowed.example}`;
  return allowed?.type ? TYPES[allowed.type] : 'something else';
}

function found({ found: value }: Fault): string {
  return value === undefined ? '' : `; found: ${value}`;
}

function choices({ allowed }: Fault, before: string): string {
  return allowed?.choices ? before + allowed.choices.join(', ') : '';
}

function meant({ nearest }: Fault): string {
  return nearest === undefined ? '' : `; did you mean "${nearest}"?`;
}

function amount(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
