// The read model: the documents as they lie in KV and leave the public API, byte for byte.
// They are made by worker/projection from the Ledger and are never read back into it.
import * as z from 'zod';
import {
  instant,
  languageTag,
  line,
  localId,
  localised,
  sha256,
  slug,
  text,
  trackerId,
  webUrl,
} from './field.ts';
import {
  coverageSchema,
  outcomeSchema,
  pledgeSchema,
  relatedSchema,
  revisionKindSchema,
  revisionSchema,
  trackerSchema,
  verdictSchema,
} from './schema.ts';

/** Whose verdict it is. */
export const bySchema = z.strictObject({ name: line(120), url: webUrl });

/** The desk's word for a verdict, and the shared one. */
export const verdictLabelSchema = z.strictObject({
  id: localId,
  label: localised(40),
  outcome: outcomeSchema,
});
export type VerdictLabel = z.infer<typeof verdictLabelSchema>;

/**
 * A verdict that took another's place; `publishedAt` is null where the original date is not known. One that was
 * corrected away later has no words: it is not to be repeated, but that there was one is told.
 */
export const changeSchema = z.strictObject({
  publishedAt: instant.nullable(),
  kind: revisionKindSchema,
  id: localId.nullable(),
  label: localised(40).nullable(),
  outcome: outcomeSchema.nullable(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * What a badge and its hover card need; oldest change first. Of a retracted pledge the verdict is "Withdrawn", with
 * the desk's reason as its summary, and there are no changes. `movedTo` is the id of the pledge that this one was
 * merged into, and whose verdict is shown; `closedAt` says that the term is over.
 */
export const badgeSchema = z.strictObject({
  title: line(200),
  url: webUrl,
  language: languageTag,
  status: z.enum(['published', 'retracted']),
  by: bySchema,
  checkedAt: instant.nullable(),
  verdict: verdictLabelSchema.extend({
    final: z.boolean(),
    effectiveOn: z.iso.date().nullable(),
    publishedAt: instant.nullable(),
    summary: text(400),
  }),
  changes: z.array(changeSchema),
  underReview: pledgeSchema.shape.underReview,
  closedAt: instant.optional(),
  movedTo: z.string().optional(),
});
export type Badge = z.infer<typeof badgeSchema>;

/** `GET /api/v1/badges`. */
export const badgesSchema = z.strictObject({ badges: z.record(z.string(), badgeSchema.nullable()) });
export type Badges = z.infer<typeof badgesSchema>;

/** One verdict of a tally, in the scheme's order. */
export const tallyRowSchema = verdictLabelSchema.extend({
  counted: z.boolean(),
  count: z.int().min(0),
});

/**
 * A tally: `total` pledges are in it (umbrella promises and retracted pledges are not, and are told beside it),
 * `assessed` of them have a verdict that is not unrated, `counted` are the denominator of a percentage.
 */
export const tallySchema = z.strictObject({
  total: z.int().min(0),
  assessed: z.int().min(0),
  counted: z.int().min(0),
  umbrella: z.int().min(0),
  retracted: z.int().min(0),
  verdicts: z.array(tallyRowSchema),
});
export type Tally = z.infer<typeof tallySchema>;

/** A revision as readers see it: never an editor's name. Of one that was redacted no verdict is told. */
export const historyEntrySchema = revisionSchema.omit({ tracker: true }).extend({
  publishedAt: instant.nullable(),
  verdict: verdictLabelSchema.nullable(),
});

/** `GET /api/v1/trackers/{tracker}/pledges/{slug}`. */
export const publishedPledgeSchema = pledgeSchema.extend({
  tracker: trackerId,
  url: webUrl,
  language: languageTag,
  by: bySchema,
  licence: trackerSchema.shape.licence,
  checkedAt: instant.nullable(),
  verdict: verdictSchema.extend({ label: localised(40), outcome: outcomeSchema, final: z.boolean() }),
  related: z.array(relatedSchema.extend({ title: line(200), url: webUrl, verdict: verdictLabelSchema })),
  history: z.array(historyEntrySchema),
  hash: sha256,
  closedAt: instant.optional(),
  movedTo: z.string().optional(),
});
export type PublishedPledge = z.infer<typeof publishedPledgeSchema>;

/** `GET /api/v1/trackers/{tracker}`. `head` is the newest hash of the tracker's chain of revisions. */
export const publishedTrackerSchema = trackerSchema.extend({
  url: webUrl,
  tally: tallySchema,
  head: sha256.nullable(),
});
export type PublishedTracker = z.infer<typeof publishedTrackerSchema>;

/** `GET /api/v1/trackers`: one row for each tracker, by name. */
export const trackersSchema = z.strictObject({
  trackers: z.array(
    trackerSchema
      .pick({
        id: true,
        name: true,
        language: true,
        publisher: true,
        subject: true,
        notice: true,
        closedAt: true,
        indexed: true,
      })
      .extend({ url: webUrl, pledges: z.int().min(0) }),
  ),
});
export type Trackers = z.infer<typeof trackersSchema>;

/** One pledge of a summary: its page is `{url}/{slug}`, its verdict is a row of the tally. */
export const listedPledgeSchema = z.strictObject({
  slug,
  title: line(200),
  verdict: localId,
  publishedAt: instant.nullable(),
  underReview: instant.optional(),
});
export type ListedPledge = z.infer<typeof listedPledgeSchema>;

/**
 * `GET /api/v1/summaries/{tracker}?category=`: what summary and list show of the tracker or of one category.
 * `coverage.known` counts the tracker's pledges, beside the `total` that the desk knows of; `pledges` are those of the
 * tally with the newest verdicts first, and of each verdict the newest 20: a longer list is a page of its own.
 */
export const summarySchema = z.strictObject({
  tracker: trackerId,
  name: line(120),
  url: webUrl,
  language: languageTag,
  by: bySchema,
  category: z.strictObject({ id: localId, label: localised(80) }).nullable(),
  coverage: coverageSchema.extend({ known: z.int().min(0) }).nullable(),
  notice: line(300).nullable(),
  closedAt: instant.nullable(),
  updatedAt: instant.nullable(),
  tally: tallySchema,
  pledges: z.array(listedPledgeSchema),
});
export type Summary = z.infer<typeof summarySchema>;

/** The latest changes of a tracker, newest first, imports left out: what a feed is made of. */
export const changesSchema = z.strictObject({
  tracker: trackerId,
  changes: z.array(
    z.strictObject({
      slug,
      title: line(200),
      url: webUrl,
      revision: z.int().min(1),
      publishedAt: instant,
      kind: revisionKindSchema,
      note: text(1000).nullable(),
      verdict: verdictLabelSchema,
      was: verdictLabelSchema.nullable(),
      hash: sha256,
    }),
  ),
});
export type Changes = z.infer<typeof changesSchema>;

/** Where an old site's path leads now. */
export const redirectSchema = z.strictObject({ to: z.string() });
export type Redirect = z.infer<typeof redirectSchema>;

/** One row of a tracker's index: what a list shows of a pledge. */
export const indexRowSchema = z.strictObject({
  slug,
  title: line(200),
  categories: z.array(localId),
  kind: pledgeSchema.shape.kind,
  status: pledgeSchema.shape.status,
  verdict: verdictLabelSchema,
  headline: line(140),
  updatedAt: instant.nullable(),
});
/** A tracker's pledges, the newest verdict first; `byTitle` are their positions in the order of their titles. */
export const indexSchema = z.strictObject({
  tracker: trackerId,
  language: languageTag,
  pledges: z.array(indexRowSchema),
  byTitle: z.array(z.int().min(0)),
});
export type TrackerIndex = z.infer<typeof indexSchema>;

/** What a search looks through: for each slug the folded words of title, quotation and summary. */
export const wordsSchema = z.strictObject({
  tracker: trackerId,
  words: z.record(z.string(), z.string()),
});
export type TrackerWords = z.infer<typeof wordsSchema>;

const countsSchema = z.record(z.string(), z.int().min(1));

/**
 * `GET /api/v1/trackers/{tracker}/pledges`. `total` pledges were found; `next` is the cursor of the page after this
 * one. `counts` tell what each value of a filter would find, with the other filters and the search as they are.
 */
export const listingSchema = z.strictObject({
  tracker: trackerId,
  total: z.int().min(0),
  counts: z.strictObject({ verdict: countsSchema, outcome: countsSchema, category: countsSchema }),
  pledges: z.array(indexRowSchema),
  next: z.string().nullable(),
});
export type Listing = z.infer<typeof listingSchema>;
