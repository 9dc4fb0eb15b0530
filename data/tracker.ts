// A tracker and its scheme, as a desk writes them. The published contract: each schema stands beside the type
// inferred from it; `null` = known to be absent, `undefined` = not asked yet.
import * as z from 'zod/mini';
import {
  day,
  distinct,
  distinctNames,
  instant,
  languageTag,
  line,
  localId,
  localised,
  markdown,
  newTrackerId,
  rule,
  timeZone,
  trackerId,
  webUrl,
  whole,
} from './field.ts';
import { OUTCOMES, type Outcome } from './outcome.ts';

export const outcomeSchema = z.enum(OUTCOMES);

// Neither says how a promise went, so neither may be part of a percentage.
const UNCOUNTABLE: readonly Outcome[] = ['unrated', 'unclear'];

// Ids under which a thing was published and by which it is still found: articles hold them. They come of a renaming, and no
// other thing of the kind may take one.
const formerIds = z.optional(z.array(localId).check(z.minLength(1), z.maxLength(100)));

type Named = { id: string; formerIds?: string[] | undefined };

function eachIdOnce(of: string) {
  return distinctNames<Named>(({ id, formerIds = [] }) => [id, ...formerIds], of);
}

/** One of a desk's own verdicts. `final`: nothing more is expected; `counted`: part of percentages. */
export const schemeVerdictSchema = z
  .strictObject({
    id: localId,
    formerIds,
    label: localised(40),
    short: z.optional(localised(16)),
    definition: localised(1000),
    outcome: outcomeSchema,
    final: z.boolean(),
    counted: z.boolean(),
    order: whole(0, 1000),
  })
  .check(
    rule('not-countable', (verdict) => !(verdict.counted && UNCOUNTABLE.includes(verdict.outcome)), {
      path: ['counted'],
      found: 'true',
    }),
  );
export type SchemeVerdict = z.infer<typeof schemeVerdictSchema>;

/** A desk's words for its verdicts. A change is a new `version`; what was published keeps the one it was made with. */
export const schemeSchema = z.strictObject({
  id: localId,
  version: whole(1),
  verdicts: z.array(schemeVerdictSchema).check(
    z.minLength(1),
    z.maxLength(30),
    eachIdOnce('a verdict'),
    distinct(({ order }) => order, 'one order of verdicts'),
  ),
});
export type Scheme = z.infer<typeof schemeSchema>;

/** What a tracker files its pledges under. */
export const categorySchema = z.strictObject({ id: localId, formerIds, label: localised(80) });
export type Category = z.infer<typeof categorySchema>;

/** A second way to sort a tracker's pledges, beside its categories: by party, by ministry, by plan. */
export const facetSchema = z.strictObject({
  id: localId,
  formerIds,
  label: localised(80),
  values: z
    .array(z.strictObject({ id: localId, formerIds, label: localised(80) }))
    .check(z.minLength(1), z.maxLength(100), eachIdOnce('a value')),
});
export type Facet = z.infer<typeof facetSchema>;

/** The manifesto, or whatever else the promises were made in. */
export const manifestoSchema = z.strictObject({
  id: localId,
  formerIds,
  title: line(200),
  year: whole(1800, 2200),
  url: z.nullish(webUrl),
  party: z.nullish(line(120)),
});

/** How much of the whole the published pledges are. `note` stands beside every tally: "35 of about 694". */
export const coverageSchema = z.strictObject({
  total: z.nullish(whole(1)),
  note: z.nullish(line(300)),
  source: z.nullish(webUrl),
});

/**
 * Who gets to see a tracker. `private`: the desk alone, and nothing of it is on record yet. `unlisted`: whoever has its
 * address; it is in no list, and tells search engines to leave it out. One that says nothing is `public`.
 */
export const VISIBILITIES = ['private', 'unlisted', 'public'] as const;
export const visibilitySchema = z.enum(VISIBILITIES);

/** What a private tracker may be opened as. */
export const openVisibilitySchema = z.enum(['unlisted', 'public']);
export type OpenVisibility = z.infer<typeof openVisibilitySchema>;

/** A tracker as its desk writes it; `reviewEvery` in days; texts are restricted Markdown or one address. */
export const trackerSchema = z.strictObject({
  id: trackerId,
  visibility: z.optional(visibilitySchema),
  name: line(120),
  language: languageTag,
  timezone: timeZone,
  publisher: z.strictObject({ name: line(120), url: webUrl, logo: z.nullish(webUrl) }),
  subject: z.strictObject({
    name: line(120),
    party: z.nullish(line(120)),
    term: z.strictObject({ start: day, end: z.nullish(day) }),
  }),
  scheme: schemeSchema,
  categories: z.array(categorySchema).check(z.minLength(1), z.maxLength(100), eachIdOnce('a category')),
  facets: z.optional(z.array(facetSchema).check(z.maxLength(5), eachIdOnce('a facet'))),
  documents: z.array(manifestoSchema).check(z.minLength(1), z.maxLength(200), eachIdOnce('a document')),
  licence: z.strictObject({ name: line(120), url: webUrl }),
  methodology: markdown(20_000),
  corrections: z
    .strictObject({ url: z.nullish(webUrl), email: z.nullish(z.email().check(z.maxLength(254))) })
    .check(rule('no-contact', ({ url, email }) => Boolean(url || email))),
  imprint: markdown(5000),
  funding: markdown(5000),
  privacy: markdown(5000),
  review: z.enum(['one', 'two']),
  reviewEvery: whole(1, 3650),
  coverage: z.optional(coverageSchema),
  notice: z.nullish(line(300)),
  indexed: z._default(z.boolean(), false),
  claimReview: z._default(z.boolean(), false),
  closedAt: z.nullish(instant),
});
export type Tracker = z.infer<typeof trackerSchema>;

/** A tracker that is founded: not under a name that the site needs itself, and private unless it says otherwise. */
export const newTrackerSchema = z.extend(trackerSchema, {
  id: newTrackerId,
  visibility: z._default(visibilitySchema, 'private'),
});
