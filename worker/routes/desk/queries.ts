// What each route of the desk may be asked in its query. One table, which the frame of every route holds to: a route that is
// not in it takes no query at all, so that nobody takes `?dryRun=true` to have been understood where it was not.
import * as z from 'zod/mini';
import { explainAs, form } from '../../../data/explain.ts';
import { FORMATS } from '../../../data/fault.ts';
import {
  backupKey,
  day,
  instant,
  line,
  localId,
  personName,
  slug,
  storedInstant,
  text,
} from '../../../data/field.ts';
import { NOTE_LIMIT, SEARCH_LIMIT } from '../../../data/limits.ts';
import { DUE_DAYS, DUE_REASONS, FOUND_SORTS, WHOSE } from '../../../data/lists.ts';
import { NO_KEY } from '../../../data/restore.ts';
import type { OpenRoute, Route } from '../../../data/roles.ts';
import { STATES } from '../../../data/states.ts';
import { SUGGESTION_KINDS, SUGGESTION_STATES } from '../../../data/suggestion.ts';
import { readPlace as foundPlace } from '../../ledger/find.ts';
import { readPlace as duePlace } from '../../ledger/today.ts';
import { numberInDigits } from '../query.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

/** `tracker/slug:2,3`: revisions that were redacted after the backup was made. */
const REDACTION = /^([a-z0-9-]+)\/([a-z0-9-]+):(\d{1,9}(?:,\d{1,9}){0,999})$/;

const dryRun = z._default(trueOrFalse(), false);
const id = z.optional(filled(120));
const page = { before: z.optional(numberInDigits(1)), limit: z._default(numberInDigits(1, 500), 100) };
const no = z._default(trueOrFalse(), false);
const moment = z.union([day, instant], { error: form('moment') });
// `editor` and `act` may be there more than once.
const audit = {
  tracker: id,
  slug: id,
  editor: z._default(z.array(filled(120)).check(z.maxLength(20)), []),
  act: z._default(z.array(filled(40)).check(z.maxLength(40)), []),
  from: z.optional(moment),
  to: z.optional(moment),
  // An empty search is what a search field sends.
  q: z.optional(
    z.pipe(
      z.string().check(z.maxLength(SEARCH_LIMIT)),
      z.transform((sent: string) => sent.trim() || undefined),
    ),
  ),
};
const previewed = z.strictObject({ as: z._default(z.enum(['publish', 'correct', 'retract']), 'publish') });

// What a list of pledges is narrowed by.
const parts = {
  tracker: id,
  category: id,
  facet: id,
  who: z.optional(z.enum(WHOSE)),
  owner: id,
  reason: z.optional(z.enum(DUE_REASONS)),
  day: z.optional(z.enum(DUE_DAYS)),
  // An empty search is what a search field sends, and finds everything.
  q: z.optional(z.string().check(z.maxLength(SEARCH_LIMIT))),
};

/** The queries of the routes that take one. */
export const QUERIES = {
  'POST /trackers': z.strictObject({ dryRun }),
  'PUT /trackers/:tracker': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/open': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/close': z.strictObject({ dryRun }),
  'GET /trackers/:tracker/close/preview.html': z.strictObject({
    slug,
    verdict: localId,
    closedAt: moment,
    note: z.optional(text(NOTE_LIMIT)),
    headline: z.optional(line(140)),
    summary: z.optional(text(400)),
  }),
  'POST /republish': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/words': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/import': z.strictObject({
    dryRun,
    breakGlass: z._default(z.nullable(text(NOTE_LIMIT)), null),
  }),
  'GET /today': z.strictObject({
    ...parts,
    limit: z.optional(numberInDigits(1, 1000)),
    after: z.optional(place(duePlace)),
  }),
  'GET /pledges': z.strictObject({
    ...parts,
    state: z.optional(z.enum(STATES)),
    verdict: id,
    assignee: id,
    due: z.optional(trueOrFalse()),
    snoozed: z.optional(trueOrFalse()),
    sort: z._default(z.enum(FOUND_SORTS), 'updated'),
    order: z.optional(z.enum(['asc', 'desc'])),
    limit: z._default(numberInDigits(1, 1000), 100),
    after: z.optional(place(foundPlace)),
  }),
  'GET /trackers/:tracker/pledges': z.strictObject({
    state: z.optional(z.enum(STATES)),
    owner: id,
    q: parts.q,
  }),
  [`GET ${PLEDGE}/preview`]: previewed,
  [`GET ${PLEDGE}/preview.html`]: previewed,
  'GET /suggestions': z.strictObject({
    state: z.optional(z.enum(SUGGESTION_STATES)),
    kind: z.optional(z.enum(SUGGESTION_KINDS)),
    tracker: id,
    slug: id,
    from: z.optional(storedInstant),
    to: z.optional(storedInstant),
    count: z._default(trueOrFalse(), false),
    reasons: z._default(trueOrFalse(), false),
    groups: z._default(trueOrFalse(), false),
    ...page,
  }),
  'GET /inbox': z.strictObject({
    unread: z._default(trueOrFalse(), false),
    after: z.optional(
      z.string().check(z.regex(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z~[ns][\d-]{1,40}$/, { error: form('cursor') })),
    ),
    limit: page.limit,
  }),
  [`GET ${PLEDGE}/comments`]: z.strictObject(page),
  'GET /audit': z.strictObject({ ...audit, grouped: no, people: no, ...page }),
  'GET /audit.csv': z.strictObject(audit),
  'DELETE /tokens/:id': z.strictObject({ passTo: z.optional(personName) }),
  'GET /webhooks/:id/deliveries': z.strictObject(page),
  'POST /invites/accept': z.strictObject({ dryRun }),
  'DELETE /session': z.strictObject({ everywhere: z._default(trueOrFalse(), false) }),
  // How many pledges go with it, as whoever deletes it knows.
  'DELETE /trackers/:tracker': z.strictObject({ pledges: z.optional(numberInDigits(0)) }),
  // `redact` may be there more than once.
  'POST /restore': z.strictObject({
    key: z.union([backupKey, z.literal(NO_KEY)], { error: form('backup-key') }),
    note: z.optional(text(NOTE_LIMIT)),
    redact: z._default(z.array(redaction()).check(z.maxLength(1000)), []),
  }),
} as const satisfies Partial<Record<Route | OpenRoute, z.ZodMiniObject>>;

/** What the query of a route says. */
export type QueryOf<Name extends string> = Name extends keyof typeof QUERIES
  ? z.infer<(typeof QUERIES)[Name]>
  : Record<never, never>;

/** What may be asked of a route. */
export function queryOf(route: string): z.ZodMiniObject {
  return (QUERIES as Partial<Record<string, z.ZodMiniObject>>)[route] ?? NOTHING;
}

const NOTHING = z.strictObject({});

// A text that may be anything but nothing: an empty parameter is a slip, and no wish for everything.
function filled(most: number) {
  return z.string().check(z.minLength(1), z.maxLength(most));
}

function trueOrFalse() {
  return z.pipe(
    z.enum(['true', 'false']),
    z.transform((sent: 'true' | 'false') => sent === 'true'),
  );
}

// What the page before has answered as `next`.
function place<Place>(read: (next: string) => Place | undefined) {
  return z.pipe(
    z.string().check(
      z.maxLength(1000),
      z.refine((next) => read(next) !== undefined, { error: form('cursor') }),
    ),
    z.transform((next: string) => read(next)),
  );
}

function redaction() {
  const { example } = FORMATS.redaction;
  const error = explainAs({ code: 'wrong-format', allowed: { format: 'redaction', example } });
  return z.pipe(
    z.string().check(z.regex(REDACTION, { error })),
    z.transform((sent: string) => {
      const [, tracker = '', slug = '', numbers = ''] = REDACTION.exec(sent) ?? [];
      return { tracker, slug, revisions: numbers.split(',').map(Number) };
    }),
  );
}
