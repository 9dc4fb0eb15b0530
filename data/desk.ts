// What the desk endpoint answers, for those who write to it and for the desk app. The Worker makes these answers and checks
// none of them: the schemas are what the endpoint's description is made of, and the contract test holds every answer to it.
import * as z from 'zod/mini';
import { FAULT_CODES, type Fault, type FaultCode, FORMATS, TYPES } from './fault.ts';
import { day, emailAddress, instant, localId, slug, trackerId, whole } from './field.ts';
import { countsSchema } from './inbox.ts';
import { DUE_REASONS } from './lists.ts';
import { pledgeDraftSchema, pledgeSchema } from './pledge.ts';
import { badgeSchema, publishedPledgeSchema } from './published.ts';
import { revisionSchema } from './revision.ts';
import { ROLES, type Route } from './roles.ts';
import { type PledgeAct, STATES, STATUSES } from './states.ts';
import { SUGGESTION_STATES, suggestionSchema } from './suggestion.ts';
import { outcomeSchema, trackerSchema } from './tracker.ts';

export type { DueReason, FoundSort, SavedView } from './lists.ts';

const name = z.string();
const maybeInstant = z.nullable(instant);

export const statusSchema = z.enum(STATUSES);
export const stateSchema = z.enum(STATES);

/** What a credential opens: every tracker there is and will be, or these. */
export const ofTrackersSchema = z.union([z.literal('*'), z.array(z.string())]);
export const roleSchema = z.enum(ROLES);

/** `GET /me`. `may`: the routes that the role allows; `via`: by what this request was known. */
export const meSchema = z.strictObject({
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  may: z.array(z.string()),
  via: z.enum(['secret', 'token', 'access', 'session']),
  /** Whether they come in again after signing out: by a token, `ADMIN_TOKEN` or Access. Whom an invitation let in has none. */
  hasKey: z.boolean(),
  counts: countsSchema,
});
export type Me = Omit<z.infer<typeof meSchema>, 'may'> & { may: Route[] };

/**
 * A tracker, under the version that a change of it has to name. `openedAt`: when it was opened; null while it is private, and
 * for one that was open from its beginning.
 */
export const trackerRecordSchema = z.strictObject({
  version: whole(1),
  tracker: trackerSchema,
  openedAt: maybeInstant,
});
export type TrackerRecord = z.infer<typeof trackerRecordSchema>;

/** `GET /trackers/{tracker}`; `people` are the names of those who may work in it now. */
export const staffedTrackerSchema = z.extend(trackerRecordSchema, { people: z.array(name) });
export type StaffedTracker = z.infer<typeof staffedTrackerSchema>;

/** Since when a pledge of a private tracker is ready, and who said so. */
export const readySchema = z.strictObject({ at: instant, by: name });
export type Ready = z.infer<typeof readySchema>;

/** The same with what its first revision will say; `publishedAt` is the date that its verdict brings along, if any. */
export const readyContentSchema = z.extend(readySchema, {
  content: pledgeDraftSchema,
  publishedAt: maybeInstant,
});
export type ReadyContent = z.infer<typeof readyContentSchema>;

/**
 * A pledge as the desk sees it. `key` is what a spreadsheet calls it, `owner` has its draft, `assignee` is whom the pledge is
 * given to, `authors` have written in the draft, `comment` says why it was sent back; `snoozedUntil`: until then it is not
 * due; `suggestions`: how many of readers' wait; `acts` are those that its state allows.
 */
export const pledgeRecordSchema = z.strictObject({
  slug,
  key: z.nullable(z.string()),
  state: stateSchema,
  version: whole(1),
  draft: z.nullable(pledgeDraftSchema),
  published: z.nullable(pledgeSchema),
  status: z.nullable(statusSchema),
  ready: z.nullable(readyContentSchema),
  owner: name,
  assignee: z.nullable(name),
  authors: z.array(name),
  publishAt: maybeInstant,
  comment: z.nullable(z.string()),
  checkedAt: maybeInstant,
  snoozedUntil: maybeInstant,
  suggestions: whole(0),
  movedTo: z.nullable(slug),
  acts: z.array(z.string()),
});
export type PledgeRecord = Omit<z.infer<typeof pledgeRecordSchema>, 'acts'> & { acts: PledgeAct[] };

/**
 * A row of a list. The title is the draft's where it has one; verdict, categories and due day are what readers see, if anything;
 * `dueBy` is the last day of `due`. `lookedAt`: when it was last checked or published; `reasons`: why it is due for review
 * now, none while it is snoozed; `suggestions` and `comments`: how many wait, and how many there are.
 */
export const listedPledgeSchema = z.strictObject({
  tracker: trackerId,
  slug,
  version: whole(1),
  state: stateSchema,
  status: z.nullable(statusSchema),
  ready: z.nullable(readySchema),
  owner: name,
  assignee: z.nullable(name),
  title: z.nullable(z.string()),
  verdict: z.nullable(localId),
  categories: z.array(localId),
  due: z.nullable(z.string()),
  dueBy: z.nullable(day),
  updatedAt: instant,
  checkedAt: maybeInstant,
  lookedAt: maybeInstant,
  snoozedUntil: maybeInstant,
  reasons: z.array(z.enum(DUE_REASONS)),
  suggestions: whole(0),
  comments: whole(0),
  publishAt: maybeInstant,
  comment: z.nullable(z.string()),
});
export type ListedPledge = z.infer<typeof listedPledgeSchema>;

/** The first of a list, most pressing first, and how many there are of them in all. */
export type Listed<Row> = { count: number; pledges: Row[] };
function listed<Row extends z.ZodMiniType>(row: Row) {
  return z.strictObject({ count: whole(0), pledges: z.array(row) });
}

/** What has not reached KV: how many documents, since when, the last error, and what may still arrive late. */
export const waitingSchema = z.strictObject({
  count: whole(0),
  since: maybeInstant,
  error: z.nullable(z.string()),
  tries: whole(0),
  nextTry: maybeInstant,
  unacknowledged: whole(0),
});
export type Waiting = z.infer<typeof waitingSchema>;

/**
 * What Cloudflare's cache is told: how many `seconds` it may keep an answer, and, where it was asked to forget sooner and
 * did not, since when no purge has been taken, when the last was refused, and why.
 */
export const edgeSchema = z.strictObject({
  seconds: whole(1),
  refused: z.nullable(z.strictObject({ since: instant, last: instant, error: z.string() })),
});
export type Edge = z.infer<typeof edgeSchema>;

/** How many pledges each value of a filter leaves, the others as they are: by name, id, or `facet:value`. */
const valueCountsSchema = z.record(z.string(), whole(0));

/**
 * What the filters of a list would leave. `who`: given to whoever asks (or with a draft of theirs), to nobody, and all;
 * `person` by name.
 */
export const listFacetsSchema = z.strictObject({
  who: z.strictObject({ mine: whole(0), unassigned: whole(0), all: whole(0) }),
  person: valueCountsSchema,
  tracker: valueCountsSchema,
  category: valueCountsSchema,
  facet: valueCountsSchema,
  reason: valueCountsSchema,
});
export type ListFacets = z.infer<typeof listFacetsSchema>;

/** What leads to the rows that follow; null where there are no more. */
const nextSchema = z.nullable(z.string());

/**
 * `GET /today`: what there is to do in the trackers of whoever asks. `facets` are of what is due, and null where that is too
 * much to count again for each of them. What is in `review` waits for a second pair of eyes; `own`: whoever asks has
 * written of it, so where two are wanted it waits for another.
 */
export const todaySchema = z.strictObject({
  due: z.extend(listed(listedPledgeSchema), { next: nextSchema }),
  facets: z.nullable(listFacetsSchema),
  review: listed(z.extend(listedPledgeSchema, { own: z.boolean() })),
  drafts: listed(listedPledgeSchema),
  scheduled: listed(listedPledgeSchema),
  waiting: waitingSchema,
  counts: countsSchema,
});
export type Today = z.infer<typeof todaySchema>;

/** `GET /pledges`: pledges of all trackers of whoever asks. */
export const foundSchema = z.strictObject({
  count: whole(0),
  pledges: z.array(listedPledgeSchema),
  next: nextSchema,
});
export type Found = z.infer<typeof foundSchema>;

/** What can be undone names under which id (`POST /undo/{id}`). */
export type WithUndo<Value> = Value & { undo: string };

/** A pledge in the trash: never published, and gone for good after `until`. */
export const trashedPledgeSchema = z.strictObject({
  id: whole(1),
  tracker: trackerId,
  slug,
  title: z.nullable(z.string()),
  version: whole(1),
  owner: name,
  trashedAt: instant,
  trashedBy: name,
  until: instant,
});
export type TrashedPledge = z.infer<typeof trashedPledgeSchema>;

/**
 * What an act on many came to, and what its being undone came to. `reason` is the slug of a problem; `id` is the one that
 * was sent, and `undo` the same where what was done can be undone.
 */
export const bulkAnswerSchema = z.strictObject({
  id: z.string(),
  act: z.string(),
  undo: z.optional(z.string()),
  done: z.array(z.strictObject({ slug, version: whole(1) })),
  refused: z.array(
    z.strictObject({ slug, version: whole(1), reason: z.string(), detail: z.optional(z.string()) }),
  ),
});
export type BulkAnswer = z.infer<typeof bulkAnswerSchema>;

/**
 * A field at fault: an RFC 6901 pointer into what was sent, and what is wrong there, as a sentence that its name begins and
 * as a fault; in a CSV also its place in the file, and in an import with a mapping its column there and its field here.
 */
export const fieldErrorSchema = z.strictObject({
  pointer: z.string(),
  detail: z.string(),
  line: z.optional(whole(1)),
  column: z.optional(z.string()),
  field: z.optional(z.string()),
  code: z.enum(FAULT_CODES),
  found: z.optional(z.string()),
  length: z.optional(whole(0)),
  of: z.optional(z.string()),
  allowed: z.optional(
    z.strictObject({
      type: z.optional(z.enum(Object.keys(TYPES) as (keyof typeof TYPES)[])),
      format: z.optional(z.enum(Object.keys(FORMATS) as (keyof typeof FORMATS)[])),
      example: z.optional(z.string()),
      least: z.optional(z.number()),
      most: z.optional(z.number()),
      choices: z.optional(z.array(z.string())),
      latest: z.optional(z.string()),
      earliest: z.optional(z.string()),
    }),
  ),
  nearest: z.optional(z.string()),
});
export type FieldError = {
  pointer: string;
  detail: string;
  line?: number;
  column?: string;
  field?: string;
} & Partial<Fault>;

/** What is to be looked at before a tracker is opened; what `blocks` has to be mended first. */
export const missingSchema = z.extend(fieldErrorSchema, { blocks: z.boolean() });
export type Missing = FieldError & { blocks: boolean };

/**
 * `POST /trackers/{tracker}/open`: what was opened, or with `dryRun` would be. `ready` pledges become public, `drafts` do not;
 * `pledges` are the first thousand of those that do, the newest verdict first, with the date that each will bear. The
 * `pointer` of something missing leads into the tracker, or as `/pledges/{slug}/...` into what a pledge will say.
 */
export const openingSchema = z.extend(trackerRecordSchema, {
  dryRun: z.optional(z.literal(true)),
  ready: whole(0),
  drafts: whole(0),
  pledges: z.array(
    z.strictObject({
      slug,
      title: z.string(),
      verdict: z.strictObject({
        id: z.string(),
        label: z.record(z.string(), z.string()),
        outcome: outcomeSchema,
      }),
      publishedAt: instant,
    }),
  ),
  missing: z.array(missingSchema),
});
export type Opening = Omit<z.infer<typeof openingSchema>, 'missing'> & { missing: Missing[] };

/** Faults of one kind in the rows of an import: how many, in how many rows, and the first of them. `*` stands for any item of a list. */
export const faultGroupSchema = z.strictObject({
  code: z.enum(FAULT_CODES),
  field: z.string(),
  count: whole(1),
  rows: whole(1),
  first: fieldErrorSchema,
});
export type FaultGroup = { code: FaultCode; field: string; count: number; rows: number; first: FieldError };

/**
 * A reader's suggestion in the desk's queue. `contact` is null once it is closed or 90 days old. `revision` is the one that followed
 * after it was accepted: null until there is one, and of suggestions that led to none.
 */
export const suggestionRecordSchema = z.extend(suggestionSchema, {
  id: whole(1),
  tracker: trackerId,
  slug,
  title: z.nullable(z.string()),
  at: instant,
  state: z.enum(SUGGESTION_STATES),
  reason: z.nullable(z.string()),
  decidedAt: maybeInstant,
  decidedBy: z.nullable(name),
  revision: z.nullable(whole(1)),
});
export type SuggestionRecord = z.infer<typeof suggestionRecordSchema>;

/** What a full queue has thrown away: how many suggestions so far, and when the last. */
export const droppedSuggestionsSchema = z.strictObject({ count: whole(0), lastAt: maybeInstant });
export type DroppedSuggestions = z.infer<typeof droppedSuggestionsSchema>;

/** How many suggestions, of those that were asked for, are about one pledge, and when the newest came. */
export const suggestionGroupSchema = z.strictObject({
  tracker: trackerId,
  slug,
  title: z.nullable(z.string()),
  count: whole(1),
  newest: instant,
});
export type SuggestionGroup = z.infer<typeof suggestionGroupSchema>;

/**
 * `GET /suggestions`. Where it was asked for, `count` tells of how many this is a page, `groups` of which pledges these are (the
 * first 500, the one with the newest first), and `reasons` why suggestions were declined most often.
 */
export const suggestionPageSchema = z.strictObject({
  suggestions: z.array(suggestionRecordSchema),
  next: z.nullable(whole(1)),
  count: z.optional(whole(0)),
  groups: z.optional(z.array(suggestionGroupSchema)),
  reasons: z.optional(z.array(z.string())),
  dropped: droppedSuggestionsSchema,
});
export type SuggestionPage = z.infer<typeof suggestionPageSchema>;

/** `PATCH /suggestions`: what became of each id, in the order in which they were sent; `reason` is a problem's name. */
export const bulkDecidedSchema = z.strictObject({
  decided: whole(0),
  results: z.array(
    z.union([
      z.strictObject({ id: whole(1), done: z.literal(true) }),
      z.strictObject({ id: whole(1), done: z.literal(false), reason: z.literal('not-found') }),
      z.strictObject({
        id: whole(1),
        done: z.literal(false),
        reason: z.literal('already-decided'),
        state: z.enum(['accepted', 'declined', 'spam']),
      }),
    ]),
  ),
});
export type BulkDecided = z.infer<typeof bulkDecidedSchema>;

/** The public documents of one pledge. */
export const shownSchema = z.strictObject({ pledge: publishedPledgeSchema, badge: badgeSchema });
export type Shown = z.infer<typeof shownSchema>;

/**
 * `now` is what readers see, `next` what they would see if the draft were published this moment, with blanks where
 * it is not complete; `errors` are what a publication would refuse. Null where there is nothing to see or no draft. Of
 * a retraction `next` is what readers would see if the pledge were retracted, whatever the draft.
 */
export type DraftPreview = {
  version: number;
  kind: 'verdict' | 'edit' | 'correction' | 'retraction' | null;
  errors: FieldError[];
  needsSecondPerson: boolean;
  now: Shown | null;
  next: Shown | null;
};

/** For how many seconds, one after the other, each may at worst give readers what was before. */
export const readersWaitSchema = z.strictObject({ store: whole(0), edge: whole(0), browser: whole(0) });
export type ReadersWait = z.infer<typeof readersWaitSchema>;

/** `GET .../preview`. `embed` is what an article pastes for the badge; null where there is nothing to embed. */
export const previewSchema = z.strictObject({
  version: whole(1),
  kind: z.nullable(z.enum(['verdict', 'edit', 'correction', 'retraction'])),
  errors: z.array(z.extend(fieldErrorSchema, { code: z.optional(z.enum(FAULT_CODES)) })),
  needsSecondPerson: z.boolean(),
  now: z.nullable(shownSchema),
  // Blanks are in it where the draft has nothing yet, so it is not held to what a published one must have.
  next: z.nullable(
    z.strictObject({ pledge: z.record(z.string(), z.unknown()), badge: z.record(z.string(), z.unknown()) }),
  ),
  embed: z.nullable(z.string()),
  readersWait: readersWaitSchema,
});
export type Preview = DraftPreview & { embed: string | null; readersWait: ReadersWait };

/** One of a pledge's revisions, and who published it. `suggestions`: what it followed, if anything, for whoever may see these. */
export const deskRevisionSchema = z.extend(revisionSchema, {
  by: name,
  suggestions: z.optional(z.array(whole(1))),
});
export type DeskRevision = z.infer<typeof deskRevisionSchema>;

/** A token as an admin sees it: never the secret, nor its hash. */
export const tokenRecordSchema = z.strictObject({
  id: z.string(),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  email: z.nullable(emailAddress),
  createdAt: instant,
  createdBy: name,
  expiresAt: maybeInstant,
  lastUsedAt: maybeInstant,
  revokedAt: maybeInstant,
});

/** `GET /tokens`. Of the name, which is the person: when it was last here, what it has in the works, and what it has scheduled. */
export const listedTokenSchema = z.extend(tokenRecordSchema, {
  lastSeenAt: maybeInstant,
  drafts: whole(0),
  scheduled: whole(0),
});
export type ListedToken = z.infer<typeof listedTokenSchema>;

/**
 * An invitation; never its code. `token`: whose new key it is, or the token that came of it; `tokenExpiresAt` is when that
 * ends, `expiresAt` when the link does. It is `void` where its inviter could not make it any more, or the name is taken.
 */
export const inviteSchema = z.strictObject({
  id: z.string(),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  token: z.nullable(z.string()),
  tokenExpiresAt: maybeInstant,
  invitedBy: name,
  createdAt: instant,
  expiresAt: instant,
  endedAt: maybeInstant,
  state: z.enum(['waiting', 'accepted', 'withdrawn', 'expired', 'void', 'restored']),
});
export type Invite = z.infer<typeof inviteSchema>;

/** What a link tells whoever opens it, and what they are once they came by it; `expiresAt` is then that of the session. */
export const invitedToSchema = z.strictObject({
  dryRun: z.optional(z.literal(true)),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  trackerNames: z.record(z.string(), z.string()),
  invitedBy: name,
  expiresAt: instant,
});
export type InvitedTo = z.infer<typeof invitedToSchema>;

/** How many pledges use a thing, as readers see them and in the works; `removable`: nobody does, and no record ever did. */
export const useSchema = z.strictObject({ published: whole(0), drafts: whole(0), removable: z.boolean() });
export type Use = z.infer<typeof useSchema>;
const usesSchema = z.record(z.string(), useSchema);

/** `GET /trackers/{tracker}/usage`, by id; facets by facet and value. */
export const trackerUsageSchema = z.strictObject({
  version: whole(1),
  pledges: z.strictObject({ published: whole(0), drafts: whole(0) }),
  verdicts: usesSchema,
  categories: usesSchema,
  documents: usesSchema,
  facets: z.record(z.string(), usesSchema),
});
export type TrackerUsage = z.infer<typeof trackerUsageSchema>;

/**
 * `POST /trackers/{tracker}/words`: how many published pledges get, or would get, a revision, the first 1,000 of them, and how many
 * drafts change with it.
 */
export const changedWordsSchema = z.strictObject({
  dryRun: z.optional(z.literal(true)),
  version: whole(1),
  tracker: trackerSchema,
  published: whole(0),
  drafts: whole(0),
  pledges: z.array(z.strictObject({ slug, title: z.string() })),
});
export type ChangedWords = z.infer<typeof changedWordsSchema>;
