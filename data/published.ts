// The read model: the documents as they lie in KV and leave the public API, byte for byte.
// They are made by worker/projection from the Ledger and are never read back into it.
import * as z from 'zod/mini';
import {
  backupKey,
  day,
  instant,
  languageTag,
  line,
  localId,
  localised,
  sha256,
  slug,
  text,
  timeZone,
  trackerId,
  webUrl,
  whole,
} from './field.ts';
import { NOTE_LIMIT, PLEDGE_LIMITS } from './limits.ts';
import { pledgeSchema, relatedSchema, verdictSchema } from './pledge.ts';
import { revisionKindSchema, revisionSchema } from './revision.ts';
import { coverageSchema, outcomeSchema, trackerSchema } from './tracker.ts';

/** `/.well-known/pledgemark.json`: what is told of the installation itself. */
export const installationSchema = z.strictObject({ backupKey });
export type Installation = z.infer<typeof installationSchema>;

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
 * corrected away or withdrawn later has no words: it is not to be repeated, but that there was one is told. An entry of the kind
 * `retraction` or `redaction` has none either: it begins a time whose verdict is not told.
 */
export const changeSchema = z.strictObject({
  publishedAt: z.nullable(instant),
  kind: revisionKindSchema,
  id: z.nullable(localId),
  label: z.nullable(localised(40)),
  outcome: z.nullable(outcomeSchema),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * What a badge and its hover card need; oldest change first. Of a retracted pledge the verdict is "Verdict withdrawn", with
 * the desk's reason as its summary, and there are no changes. `movedTo` is the id of the pledge that this one was
 * merged into, and whose verdict is shown; `closedAt` says that the term is over. Days are those of `timezone`, the
 * tracker's; a document from before it was there has none, and is read by UTC.
 */
export const badgeSchema = z.strictObject({
  title: line(PLEDGE_LIMITS.title),
  url: webUrl,
  language: languageTag,
  timezone: z.optional(timeZone),
  status: z.enum(['published', 'retracted']),
  by: bySchema,
  checkedAt: z.nullable(instant),
  verdict: z.extend(verdictLabelSchema, {
    final: z.boolean(),
    effectiveOn: z.nullable(z.iso.date()),
    publishedAt: z.nullable(instant),
    summary: text(PLEDGE_LIMITS.verdict.summary),
  }),
  changes: z.array(changeSchema),
  underReview: pledgeSchema.shape.underReview,
  closedAt: z.optional(instant),
  movedTo: z.optional(z.string()),
});
export type Badge = z.infer<typeof badgeSchema>;

/** `GET /api/v1/badges`. */
export const badgesSchema = z.strictObject({ badges: z.record(z.string(), z.nullable(badgeSchema)) });
export type Badges = z.infer<typeof badgesSchema>;

/** One verdict of a tally, in the scheme's order; `formerIds` are those that it had. */
export const tallyRowSchema = z.extend(verdictLabelSchema, {
  formerIds: z.optional(z.array(localId)),
  counted: z.boolean(),
  count: whole(0),
});

/**
 * A tally: `total` pledges are in it (umbrella promises and retracted pledges are not, and are told beside it),
 * `assessed` of them have a verdict that is not unrated, `counted` are the denominator of a percentage.
 */
export const tallySchema = z.strictObject({
  total: whole(0),
  assessed: whole(0),
  counted: whole(0),
  umbrella: whole(0),
  retracted: whole(0),
  verdicts: z.array(tallyRowSchema),
});
export type Tally = z.infer<typeof tallySchema>;

/** A revision as readers see it: never an editor's name. Of one that was redacted no verdict is told, of one that withdrew it only that. */
export const historyEntrySchema = z.extend(z.omit(revisionSchema, { tracker: true }), {
  publishedAt: z.nullable(instant),
  verdict: z.nullable(verdictLabelSchema),
});

/**
 * `GET /api/v1/trackers/{tracker}/pledges/{slug}`. `dueBy` is the last day of `due`. With `changes` it holds all that a
 * badge has; `manifesto` is the one that `promise.document` names. `asRecorded` has what the newest revision holds otherwise, because a pledge was renamed
 * since, and what it holds besides the fields that every revision has, so that a program which checks the record needs to
 * know of no new field; `related` is null where it names one that is not public. `merged` has the record of each pledge
 * that was merged into this one.
 */
export const publishedPledgeSchema = z.extend(pledgeSchema, {
  tracker: trackerId,
  url: webUrl,
  language: languageTag,
  timezone: z.optional(timeZone),
  by: bySchema,
  licence: trackerSchema.shape.licence,
  checkedAt: z.nullable(instant),
  dueBy: z.optional(day),
  verdict: z.extend(verdictSchema, { label: localised(40), outcome: outcomeSchema, final: z.boolean() }),
  related: z.array(
    z.extend(relatedSchema, { title: line(PLEDGE_LIMITS.title), url: webUrl, verdict: verdictLabelSchema }),
  ),
  manifesto: z.strictObject({ title: line(200), url: z.nullish(webUrl) }),
  changes: z.array(changeSchema),
  history: z.array(historyEntrySchema),
  merged: z.optional(
    z.array(z.strictObject({ slug, title: line(PLEDGE_LIMITS.title), history: z.array(historyEntrySchema) })),
  ),
  hash: sha256,
  asRecorded: z.optional(
    z.partial(
      z.extend(
        z.pick(pledgeSchema, { slug: true, aliases: true, facets: true, yardstick: true, timeline: true }),
        {
          related: z.nullable(z.array(relatedSchema)),
        },
      ),
    ),
  ),
  closedAt: z.optional(instant),
  movedTo: z.optional(z.string()),
});
export type PublishedPledge = z.infer<typeof publishedPledgeSchema>;

/**
 * `GET /api/v1/trackers/{tracker}`. `head` is the newest hash of the tracker's chain of revisions. `openedAt`: when the desk
 * opened it, which had it for itself before; feeds begin after that.
 */
export const publishedTrackerSchema = z.extend(trackerSchema, {
  url: webUrl,
  tally: tallySchema,
  head: z.nullable(sha256),
  openedAt: z.optional(instant),
});
export type PublishedTracker = z.infer<typeof publishedTrackerSchema>;

/** `GET /api/v1/trackers`: one row for each tracker, by name. */
export const trackersSchema = z.strictObject({
  trackers: z.array(
    z.extend(
      z.pick(trackerSchema, {
        id: true,
        name: true,
        language: true,
        publisher: true,
        subject: true,
        notice: true,
        closedAt: true,
        indexed: true,
      }),
      { url: webUrl, pledges: whole(0) },
    ),
  ),
});
export type Trackers = z.infer<typeof trackersSchema>;

/** One pledge of a summary: its page is `{url}/{slug}`, its verdict is a row of the tally. */
export const listedPledgeSchema = z.strictObject({
  slug,
  title: line(PLEDGE_LIMITS.title),
  verdict: localId,
  publishedAt: z.nullable(instant),
  underReview: z.optional(instant),
});
export type ListedPledge = z.infer<typeof listedPledgeSchema>;

/**
 * `GET /api/v1/summaries/{tracker}?category=` or `?facet=party:greens`: what summary and list show of the tracker, of one
 * category, or of one value of a facet.
 * `coverage.known` counts the tracker's pledges, beside the `total` that the desk knows of; `pledges` are those of the
 * tally with the newest verdicts first, and of each verdict the newest 20: a longer list is a page of its own.
 */
export const summarySchema = z.strictObject({
  tracker: trackerId,
  name: line(120),
  url: webUrl,
  language: languageTag,
  timezone: z.optional(timeZone),
  by: bySchema,
  category: z.nullable(z.strictObject({ id: localId, label: localised(80) })),
  facet: z.optional(
    z.strictObject({
      id: localId,
      label: localised(80),
      value: z.strictObject({ id: localId, label: localised(80) }),
    }),
  ),
  coverage: z.nullable(z.extend(coverageSchema, { known: whole(0) })),
  notice: z.nullable(line(300)),
  closedAt: z.nullable(instant),
  updatedAt: z.nullable(instant),
  tally: tallySchema,
  pledges: z.array(listedPledgeSchema),
});
export type Summary = z.infer<typeof summarySchema>;

/** The latest changes of a tracker, newest first, without imports and edits: what a feed is made of. */
export const changesSchema = z.strictObject({
  tracker: trackerId,
  changes: z.array(
    z.strictObject({
      slug,
      title: line(PLEDGE_LIMITS.title),
      url: webUrl,
      revision: whole(1),
      publishedAt: instant,
      kind: revisionKindSchema,
      note: z.nullable(text(NOTE_LIMIT)),
      verdict: verdictLabelSchema,
      was: z.nullable(verdictLabelSchema),
      hash: sha256,
    }),
  ),
});
export type Changes = z.infer<typeof changesSchema>;

/**
 * What a tracker has put right, taken back or taken out, newest first. `verdict` is what the pledge says since; null
 * where that was withdrawn or redacted.
 */
export const correctionsSchema = z.strictObject({
  tracker: trackerId,
  corrections: z.array(
    z.strictObject({
      slug,
      title: line(PLEDGE_LIMITS.title),
      revision: whole(1),
      publishedAt: instant,
      kind: revisionKindSchema,
      note: z.nullable(text(NOTE_LIMIT)),
      verdict: z.nullable(verdictLabelSchema),
      hash: sha256,
    }),
  ),
});
export type Corrections = z.infer<typeof correctionsSchema>;

/** Where an old site's path leads now. */
export const redirectSchema = z.strictObject({ to: z.string() });
export type Redirect = z.infer<typeof redirectSchema>;

const formerSchema = z.record(z.string(), z.string());

/** One row of a tracker's index: what a list shows of a pledge. */
export const indexRowSchema = z.strictObject({
  slug,
  title: line(PLEDGE_LIMITS.title),
  categories: z.array(localId),
  facets: pledgeSchema.shape.facets,
  kind: pledgeSchema.shape.kind,
  status: pledgeSchema.shape.status,
  verdict: verdictLabelSchema,
  headline: z.optional(line(PLEDGE_LIMITS.verdict.headline)),
  updatedAt: z.nullable(instant),
});
/** A tracker's pledges, the newest verdict first; `byTitle` are their positions in the order of their titles, `former` ids that things had, with those of now. */
export const indexSchema = z.strictObject({
  tracker: trackerId,
  language: languageTag,
  pledges: z.array(indexRowSchema),
  byTitle: z.array(whole(0)),
  former: z.optional(z.strictObject({ verdict: formerSchema, category: formerSchema, facet: formerSchema })),
});
export type TrackerIndex = z.infer<typeof indexSchema>;

/** What a search looks through: for each slug the folded words of title, quotation and summary. */
export const searchIndexSchema = z.strictObject({
  tracker: trackerId,
  words: z.record(z.string(), z.string()),
});
export type SearchIndex = z.infer<typeof searchIndexSchema>;

const countsSchema = z.record(z.string(), whole(1));

/**
 * `GET /api/v1/trackers/{tracker}/pledges`. `total` pledges were found; `next` is the cursor of the page after this
 * one. `counts` tell what each value of a filter would find, with the other filters and the search as they are; those of
 * facets by facet and value.
 */
export const listingSchema = z.strictObject({
  tracker: trackerId,
  total: whole(0),
  counts: z.strictObject({
    verdict: countsSchema,
    outcome: countsSchema,
    category: countsSchema,
    facet: z.record(z.string(), countsSchema),
  }),
  pledges: z.array(indexRowSchema),
  next: z.nullable(z.string()),
});
export type Listing = z.infer<typeof listingSchema>;

/** A tracker's page as most readers meet it, in one piece: nothing searched, nothing filtered, the first pledges. */
export const frontSchema = z.strictObject({
  tracker: publishedTrackerSchema,
  changes: changesSchema.shape.changes,
  listing: listingSchema,
});
export type Front = z.infer<typeof frontSchema>;
