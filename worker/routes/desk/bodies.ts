// What each route of the desk takes as its body, where it takes JSON. One table beside that of the queries: the routes read
// by it, and the description of the endpoint is made from it.
import * as z from 'zod/mini';
import { bulkRequestSchema } from '../../../data/bulk.ts';
import { form } from '../../../data/explain.ts';
import { FORMATS } from '../../../data/fault.ts';
import {
  alias,
  day,
  distinct,
  emailAddress,
  instant,
  line,
  localId,
  newTrackerId,
  personName,
  pledgeId,
  rule,
  slug,
  storedInstant,
  text,
  trackerId,
  whole,
} from '../../../data/field.ts';
import { inboxMarksSchema, newCommentSchema } from '../../../data/inbox.ts';
import { NOTE_LIMIT, REVIEW_NOTE_LIMIT, ROWS_IN_BULK, WEBHOOK_LIMITS } from '../../../data/limits.ts';
import { savedViewsSchema } from '../../../data/lists.ts';
import { ownMailChangeSchema, transferKeySchema } from '../../../data/mail.ts';
import { pledgeDraftSchema } from '../../../data/pledge.ts';
import { receiverUrl } from '../../../data/receiver.ts';
import { type OpenRoute, ROLES, type Route } from '../../../data/roles.ts';
import { bulkDecisionSchema, decisionSchema } from '../../../data/suggestion.ts';
import { newTrackerSchema, openVisibilitySchema, trackerSchema } from '../../../data/tracker.ts';

const PLEDGE = '/trackers/:tracker/pledges/:slug';

const note = text(NOTE_LIMIT);
const breakGlass = z._default(z.nullable(note), null);
const nothing = z.strictObject({});
const noted = z.strictObject({ note });
const correction = z.strictObject({ note: z._default(z.nullable(note), null), breakGlass });
const number = whole(1);

const ofTrackers = z.union([z.literal('*'), z.array(trackerId).check(z.minLength(1), z.maxLength(1000))], {
  error: form('trackers'),
});

const admitted = {
  name: personName,
  role: z.enum(ROLES),
  trackers: ofTrackers,
  expiresAt: z.nullish(storedInstant),
};
const isNoAdmin = rule<{ name: string }>(
  'reserved',
  ({ name }) =>
    name
      .normalize('NFKC')
      .replace(/\p{DI}/gu, '')
      .toLowerCase() !== 'admin',
  { path: ['name'], found: '"admin"' },
);

const token = z.strictObject({ ...admitted, email: z.nullish(emailAddress) }).check(isNoAdmin);

// Not the name: what the audit says of it stays true of the same person.
const tokenChange = z
  .strictObject({
    role: z.optional(z.enum(ROLES)),
    trackers: z.optional(ofTrackers),
    expiresAt: z.optional(z.nullable(storedInstant)),
  })
  .check(
    rule('missing', (change) => Object.keys(change).length > 0, {
      path: ['role'],
      allowed: { choices: [...ROLES] },
    }),
  );

// A value is one of a facet, which has to be named; anything else is not.
const inFacet = z.superRefine<{ of: string; in?: string | undefined }>((sent, check) => {
  const isMissing = sent.of === 'value' && sent.in === undefined;
  if (isMissing || (sent.of !== 'value' && sent.in !== undefined))
    check.addIssue({
      code: 'custom',
      path: ['in'],
      params: isMissing
        ? { code: 'missing', allowed: { type: 'string' } }
        : { code: 'unknown-field', allowed: { choices: ['of', 'from', 'to'] } },
    });
});
const fewWords = {
  of: z.enum(['verdict', 'category', 'document', 'facet', 'value']),
  in: z.optional(localId),
};
const words = z
  .strictObject({
    rename: z._default(
      z
        .array(z.strictObject({ ...fewWords, from: localId, to: localId }).check(inFacet))
        .check(z.maxLength(100)),
      [],
    ),
    merge: z._default(
      z
        .array(
          z
            .strictObject({ ...fewWords, of: z.enum(['category', 'value']), from: localId, into: localId })
            .check(inFacet),
        )
        .check(z.maxLength(100)),
      [],
    ),
    relabel: z._default(
      z.array(z.strictObject({ of: z.literal('verdict'), id: localId, note })).check(
        z.maxLength(30),
        distinct(({ id }) => id, 'a verdict'),
      ),
      [],
    ),
    note: z.optional(note),
  })
  .check(
    rule('missing', ({ rename, merge, relabel }) => rename.length + merge.length + relabel.length > 0, {
      path: ['rename'],
      allowed: { type: 'array' },
    }),
  );

const lastVerdict = {
  to: localId,
  note: z.optional(note),
  headline: z.optional(line(140)),
  summary: z.optional(text(400)),
};
const closing = z.strictObject({
  closedAt: z.union([instant, day], { error: form('moment') }),
  breakGlass,
  rules: z.array(z.strictObject({ from: localId, ...lastVerdict })).check(z.maxLength(30)),
  exceptions: z._default(
    z.array(z.strictObject({ slug, ...lastVerdict })).check(
      z.maxLength(ROWS_IN_BULK),
      distinct(({ slug }) => slug, 'a pledge'),
    ),
    [],
  ),
});

const names = z
  .strictObject({
    slug: z.optional(slug),
    aliases: z.optional(z.array(alias).check(z.minLength(1), z.maxLength(50))),
  })
  .check(
    rule('missing', (names) => names.slug !== undefined || names.aliases !== undefined, {
      path: ['slug'],
      allowed: { type: 'string' },
    }),
  );

// Null gives it to nobody, and ends a snooze; to leave it out would be a slip.
const assignment = { to: z.nullable(personName) };
// On which day that begins is the tracker's to say, so the Ledger reads it.
const snooze = { until: z.nullable(z.string().check(z.maxLength(40))) };

const heard = <Schema extends z.ZodMiniType<string>>(schema: Schema, most: number, of: string) =>
  z.array(schema).check(
    z.minLength(1),
    z.maxLength(most),
    distinct((name) => name, of),
  );

const scope = z
  .strictObject({
    trackers: z.optional(
      z.union([z.literal('*'), heard(trackerId, WEBHOOK_LIMITS.trackers, 'a tracker')], {
        error: form('trackers'),
      }),
    ),
    pledges: z.optional(heard(pledgeId, WEBHOOK_LIMITS.pledges, 'a pledge')),
  })
  .check(
    rule('missing', ({ trackers, pledges }) => trackers !== undefined || pledges !== undefined, {
      path: ['trackers'],
      allowed: { format: 'trackers', example: FORMATS.trackers.example },
    }),
    rule('refused', ({ trackers, pledges }) => trackers === undefined || pledges === undefined, {
      path: ['pledges'],
      found: 'trackers beside pledges',
    }),
  );

const webhook = z.strictObject({ name: line(WEBHOOK_LIMITS.name), url: receiverUrl, scope });

const webhookChange = z
  .strictObject({
    name: z.optional(webhook.shape.name),
    url: z.optional(receiverUrl),
    scope: z.optional(scope),
    on: z.optional(z.boolean()),
  })
  .check(
    rule('missing', (change) => Object.keys(change).length > 0, {
      path: ['name'],
      allowed: { type: 'string' },
    }),
  );

/** The bodies of the routes that take one. */
export const BODIES = {
  'POST /session': z.strictObject({ token: z.optional(z.string().check(z.maxLength(200))) }),
  'POST /invites/accept': z.strictObject({ code: z.string().check(z.maxLength(200)) }),
  'POST /invites': z.strictObject(admitted).check(isNoAdmin),
  'POST /tokens/:id/invite': nothing,
  'POST /tokens': token,
  'PATCH /tokens/:id': tokenChange,
  'PUT /me/mail': ownMailChangeSchema,
  'POST /followers/key': nothing,
  'POST /followers/export': z.strictObject({ key: transferKeySchema }),
  'PUT /views': savedViewsSchema,
  'PATCH /suggestions': bulkDecisionSchema,
  'PATCH /suggestions/:id': decisionSchema,
  'PATCH /inbox': inboxMarksSchema,
  'POST /undo/:id': nothing,
  'POST /webhooks': webhook,
  'PATCH /webhooks/:id': webhookChange,
  'POST /webhooks/:id/rotate': z.strictObject({
    overlapHours: z._default(whole(0, WEBHOOK_LIMITS.overlapHours), 24),
  }),
  'POST /webhooks/:id/test': nothing,
  'POST /webhooks/:id/deliveries/:delivery/resend': nothing,
  'POST /trackers': newTrackerSchema,
  'PUT /trackers/:tracker': trackerSchema,
  'POST /trackers/:tracker/open': z.strictObject({ visibility: openVisibilitySchema }),
  'POST /trackers/:tracker/rename': z.strictObject({ id: newTrackerId }),
  'POST /trackers/:tracker/close': closing,
  'POST /trackers/:tracker/words': words,
  'POST /trackers/:tracker/acts': bulkRequestSchema,
  // What an export tells beside them is left aside; each row is read by itself.
  'POST /trackers/:tracker/import': z.object({ pledges: z.array(z.unknown()) }),
  'POST /trackers/:tracker/pledges': z.extend(pledgeDraftSchema, { slug }),
  [`PUT ${PLEDGE}`]: pledgeDraftSchema,
  [`POST ${PLEDGE}/recover`]: z.strictObject({ id: z.optional(number), slug: z.optional(slug) }),
  [`POST ${PLEDGE}/comments`]: newCommentSchema,
  [`PUT ${PLEDGE}/presence`]: z.strictObject({ here: z._default(z.boolean(), true) }),
  [`POST ${PLEDGE}/submit`]: nothing,
  [`POST ${PLEDGE}/return`]: noted,
  [`POST ${PLEDGE}/assign`]: z.strictObject({ ...assignment, note: z._default(z.nullable(note), null) }),
  [`POST ${PLEDGE}/snooze`]: z.strictObject(snooze),
  [`POST ${PLEDGE}/discard`]: nothing,
  [`POST ${PLEDGE}/publish`]: z.extend(correction, {
    publishAt: z._default(z.nullable(storedInstant), null),
  }),
  [`POST ${PLEDGE}/correct`]: correction,
  [`POST ${PLEDGE}/retract`]: noted,
  [`POST ${PLEDGE}/redact`]: z.extend(noted, {
    revisions: z.array(number).check(z.minLength(1), z.maxLength(1000)),
  }),
  [`POST ${PLEDGE}/revert`]: z.extend(noted, { revision: number, breakGlass }),
  [`POST ${PLEDGE}/rename`]: names,
  [`POST ${PLEDGE}/merge`]: z.extend(noted, { into: slug }),
  [`POST ${PLEDGE}/check`]: nothing,
  [`POST ${PLEDGE}/dispute`]: z.strictObject({ note: line(REVIEW_NOTE_LIMIT) }),
  [`POST ${PLEDGE}/settle`]: noted,
} as const satisfies Partial<Record<Route | OpenRoute, z.ZodMiniType>>;
