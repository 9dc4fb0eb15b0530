// What the desk endpoint answers, for those who write to it and for the desk app. The Worker makes these answers and checks
// none of them: the schemas are what the endpoint's description is made of, and the contract test holds every answer to it.
import * as z from 'zod/mini';
import { FAULT_CODES } from './fault.ts';
import { day, instant, localId, slug, trackerId, whole } from './field.ts';
import { type FieldError, fieldErrorSchema, type Missing, missingSchema } from './field-error.ts';
import { countsSchema } from './inbox.ts';
import { DUE_REASONS } from './lists.ts';
import { pledgeDraftSchema, pledgeSchema } from './pledge.ts';
import { badgeSchema, publishedPledgeSchema } from './published.ts';
import { revisionSchema } from './revision.ts';
import { type PledgeAct, STATES, STATUSES } from './states.ts';
import { outcomeSchema, trackerSchema } from './tracker.ts';

export type { DueReason, FoundSort, SavedView } from './lists.ts';

const name = z.string();
const maybeInstant = z.nullable(instant);

export const statusSchema = z.enum(STATUSES);
export const stateSchema = z.enum(STATES);

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

/** An answer to an act that can be undone, with the id for `POST /undo/{id}`. */
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

/** For how many seconds at most each cache may serve the old version; the times add up. */
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
