// What each route of the desk may be asked in its query. One table, which the frame of every route holds to: a route that is
// not in it takes no query at all, so that nobody takes `?dryRun=true` to have been understood where it was not.
import * as z from 'zod/mini';
import { explainAs, form } from '../../../data/explain.ts';
import { FORMATS } from '../../../data/fault.ts';
import { backupKey, personName, storedInstant, text } from '../../../data/field.ts';
import { NOTE_LIMIT } from '../../../data/limits.ts';
import { NO_KEY } from '../../../data/restore.ts';
import { SUGGESTION_KINDS, SUGGESTION_STATES } from '../../../data/suggestion.ts';
import { STATES } from '../../ledger/states.ts';
import type { OpenRoute, Route } from '../../roles.ts';
import { numberInDigits } from '../query.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

/** `tracker/slug:2,3`: revisions that were redacted after the backup was made. */
const REDACTION = /^([a-z0-9-]+)\/([a-z0-9-]+):(\d{1,9}(?:,\d{1,9}){0,999})$/;

const dryRun = z._default(trueOrFalse(), false);
const id = z.optional(filled(120));
const page = { before: z.optional(numberInDigits(1)), limit: z._default(numberInDigits(1, 500), 100) };
const previewed = z.strictObject({ as: z._default(z.enum(['publish', 'correct', 'retract']), 'publish') });

/** The queries of the routes that take one. */
export const QUERIES = {
  'POST /trackers': z.strictObject({ dryRun }),
  'PUT /trackers/:tracker': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/open': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/close': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/words': z.strictObject({ dryRun }),
  'POST /trackers/:tracker/import': z.strictObject({
    dryRun,
    breakGlass: z._default(z.nullable(text(NOTE_LIMIT)), null),
  }),
  'GET /trackers/:tracker/pledges': z.strictObject({
    state: z.optional(z.enum(STATES)),
    owner: id,
    // An empty search is what a search field sends, and finds everything.
    q: z.optional(z.string().check(z.maxLength(200))),
  }),
  [`GET ${PLEDGE}/preview`]: previewed,
  [`GET ${PLEDGE}/preview.html`]: previewed,
  'GET /suggestions': z.strictObject({
    state: z.optional(z.enum(SUGGESTION_STATES)),
    kind: z.optional(z.enum(SUGGESTION_KINDS)),
    tracker: id,
    slug: id,
    count: z._default(trueOrFalse(), false),
    ...page,
  }),
  'GET /audit': z.strictObject({
    tracker: id,
    slug: id,
    editor: id,
    act: z.optional(filled(40)),
    from: z.optional(storedInstant),
    to: z.optional(storedInstant),
    ...page,
  }),
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

export type AskedRoute = keyof typeof QUERIES;

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
