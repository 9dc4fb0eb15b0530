// The published contract: what an editor writes, what a revision keeps and what a reader is served.
// Each schema stands beside the type inferred from it. `null` = known to be absent, `undefined` = not asked yet.
import * as z from 'zod';
import {
  alias,
  day,
  instant,
  languageTag,
  line,
  localId,
  localised,
  markdown,
  sha256,
  slug,
  text,
  timeZone,
  trackerId,
  webUrl,
} from './field.ts';

/** What every desk's own verdicts come down to: the list that colours, icons and machines understand. */
export const OUTCOMES = [
  'unrated',
  'not-started',
  'in-progress',
  'stalled',
  'partial',
  'kept',
  'broken',
  'unclear',
] as const;
export const outcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcomeSchema>;

// Neither says how a promise went, so neither may be part of a percentage.
const UNCOUNTABLE: readonly Outcome[] = ['unrated', 'unclear'];

function areUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** One of a desk's own verdicts. `final`: nothing more is expected; `counted`: part of percentages. */
export const schemeVerdictSchema = z
  .strictObject({
    id: localId,
    label: localised(40),
    short: localised(16).optional(),
    definition: localised(1000),
    outcome: outcomeSchema,
    final: z.boolean(),
    counted: z.boolean(),
    order: z.int().min(0).max(1000),
  })
  .refine((verdict) => !(verdict.counted && UNCOUNTABLE.includes(verdict.outcome)), {
    path: ['counted'],
    error: 'unrated and unclear stay outside percentages',
  });
export type SchemeVerdict = z.infer<typeof schemeVerdictSchema>;

/** A desk's words for its verdicts. A change is a new `version`; what was published keeps the one it was made with. */
export const schemeSchema = z.strictObject({
  id: localId,
  version: z.int().min(1),
  verdicts: z
    .array(schemeVerdictSchema)
    .min(1)
    .max(30)
    .refine((verdicts) => areUnique(verdicts.map(({ id }) => id)), 'two verdicts have the same id')
    .refine((verdicts) => areUnique(verdicts.map(({ order }) => order)), 'two verdicts have the same order'),
});
export type Scheme = z.infer<typeof schemeSchema>;

export const categorySchema = z.strictObject({ id: localId, label: localised(80) });
export type Category = z.infer<typeof categorySchema>;

/** The manifesto, or whatever else the promises were made in. */
export const manifestoSchema = z.strictObject({
  id: localId,
  title: line(200),
  year: z.int().min(1800).max(2200),
  url: webUrl.nullish(),
  party: line(120).nullish(),
});

/** How much of the whole the published pledges are. `note` stands beside every tally: "35 of about 694". */
export const coverageSchema = z.strictObject({
  total: z.int().min(1).nullish(),
  note: line(300).nullish(),
  source: webUrl.nullish(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** A tracker as its desk writes it; `reviewEvery` in days; texts are restricted Markdown or one address. */
export const trackerSchema = z.strictObject({
  id: trackerId,
  name: line(120),
  language: languageTag,
  timezone: timeZone,
  publisher: z.strictObject({ name: line(120), url: webUrl, logo: webUrl.nullish() }),
  subject: z.strictObject({
    name: line(120),
    party: line(120).nullish(),
    term: z.strictObject({ start: day, end: day.nullish() }),
  }),
  scheme: schemeSchema,
  categories: z
    .array(categorySchema)
    .min(1)
    .max(100)
    .refine((categories) => areUnique(categories.map(({ id }) => id)), 'two categories have the same id'),
  documents: z
    .array(manifestoSchema)
    .min(1)
    .max(200)
    .refine((documents) => areUnique(documents.map(({ id }) => id)), 'two documents have the same id'),
  licence: z.strictObject({ name: line(120), url: webUrl }),
  methodology: markdown(20_000),
  corrections: z
    .strictObject({ url: webUrl.nullish(), email: z.email().max(254).nullish() })
    .refine(({ url, email }) => url || email, 'readers need an address or an e-mail for corrections'),
  imprint: markdown(5000),
  funding: markdown(5000),
  privacy: markdown(5000),
  review: z.enum(['one', 'two']),
  reviewEvery: z.int().min(1).max(3650),
  coverage: coverageSchema.optional(),
  notice: line(300).nullish(),
  indexed: z.boolean().default(false),
  claimReview: z.boolean().default(false),
  closedAt: instant.nullish(),
});
export type Tracker = z.infer<typeof trackerSchema>;

export const SCHEDULES = ['not-due', 'on-time', 'overdue', 'late', 'missed'] as const;
export const REASONS = [
  'abandoned',
  'reversed',
  'blocked',
  'no-majority',
  'deadline-missed',
  'superseded',
  'funding',
  'external',
] as const;

/** The verdict as an editor writes it. `effectiveOn`: the day it is about. */
export const verdictContentSchema = z.strictObject({
  id: localId,
  effectiveOn: day.nullable(),
  headline: line(140),
  summary: text(400),
  body: markdown(20_000),
  schedule: z.enum(SCHEDULES).nullish(),
  reasons: z.array(z.enum(REASONS)).max(REASONS.length).refine(areUnique, 'names a reason twice').optional(),
});

/** A verdict as published: with the scheme version it was made with, and the instant readers could first see it. */
export const verdictSchema = verdictContentSchema.extend({
  scheme: z.int().min(1),
  publishedAt: instant.nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

export const evidenceSchema = z.strictObject({
  title: line(300),
  publisher: line(120),
  url: webUrl.nullish(),
  date: day.nullish(),
  archivedUrl: webUrl.nullish(),
  quote: text(1000).nullish(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The right of reply: what the people judged say of the verdict. */
export const responseSchema = z.strictObject({
  from: line(120),
  text: text(2000),
  date: day,
  url: webUrl.nullish(),
});

export const relatedSchema = z.strictObject({
  pledge: slug,
  relation: z.enum(['related', 'part-of', 'depends-on']),
});

export const promiseSchema = z.strictObject({
  quote: text(2000),
  document: localId,
  page: z.int().min(1).max(100_000).nullish(),
  url: webUrl.nullish(),
  madeBy: line(120).nullish(),
  madeOn: day.nullish(),
});

const content = {
  title: line(200),
  categories: z.array(localId).min(1).max(3).refine(areUnique, 'names a category twice'),
  promise: promiseSchema,
  kind: z.enum(['action', 'target', 'continue', 'umbrella']),
  due: day.nullish(),
  verdict: verdictContentSchema,
  evidence: z.array(evidenceSchema).max(100),
  related: z
    .array(relatedSchema)
    .max(50)
    .refine((related) => areUnique(related.map(({ pledge }) => pledge)), 'names a pledge twice'),
  responses: z.array(responseSchema).max(50),
};

/** What an editor writes of a pledge, complete enough to publish. */
export const pledgeContentSchema = z.strictObject(content);
export type PledgeContent = z.infer<typeof pledgeContentSchema>;

/** What an editor has written so far: any part may still be missing, and what is there obeys the same limits. */
export const pledgeDraftSchema = pledgeContentSchema
  .extend({
    promise: promiseSchema.partial(),
    verdict: verdictContentSchema.partial(),
    evidence: z.array(evidenceSchema.partial()).max(100),
    related: z.array(relatedSchema.partial()).max(50),
    responses: z.array(responseSchema.partial()).max(50),
  })
  .partial();
export type PledgeDraft = z.infer<typeof pledgeDraftSchema>;

/**
 * The rules that only a tracker can decide: its verdicts, categories and manifestos, and that a verdict has a
 * source. They refine whatever is about to be published, written at the desk or imported.
 */
function trackerRules({ scheme, categories, documents }: Tracker) {
  const known = new Map(scheme.verdicts.map((verdict) => [verdict.id, verdict.outcome]));
  return (pledge: PledgeContent, context: z.RefinementCtx) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const outcome = known.get(pledge.verdict.id);
    if (!outcome) refuse(['verdict', 'id'], `is not a verdict of the scheme "${scheme.id}"`);
    if (outcome && outcome !== 'unrated' && pledge.evidence.length === 0)
      refuse(['evidence'], 'a verdict needs at least one source');
    for (const [index, id] of pledge.categories.entries())
      if (!categories.some((category) => category.id === id))
        refuse(['categories', index], 'is not a category here');
    if (!documents.some(({ id }) => id === pledge.promise.document))
      refuse(['promise', 'document'], 'is not a document of this tracker');
  };
}

/** What may be published in this tracker: complete, and with its verdicts, categories, manifestos and a source. */
export function publishableSchema(tracker: Tracker) {
  return pledgeContentSchema.superRefine(trackerRules(tracker));
}

/** A pledge as one revision holds it: the document that is hashed. */
export const pledgeSchema = pledgeContentSchema.extend({
  slug,
  aliases: z.array(alias).max(50),
  verdict: verdictSchema,
  underReview: z.strictObject({ since: instant, note: line(300) }).nullish(),
  status: z.enum(['published', 'retracted']),
  revision: z.int().min(1),
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
});
export type Pledge = z.infer<typeof pledgeSchema>;

/** One row of an import: a pledge with the dates it had where it comes from; `revision` is the one that it changes. */
export const importRowSchema = pledgeContentSchema.extend({
  slug,
  aliases: z.array(alias).max(50).default([]),
  verdict: verdictContentSchema.extend({ publishedAt: instant.nullable() }),
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
  checkedAt: instant.nullish(),
  state: z.literal('published').optional(),
  revision: z.int().min(1).nullish(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** A row of an import that is not to be published: a draft, however much of it there is. */
export const pledgeDraftRowSchema = pledgeDraftSchema.extend({
  slug,
  state: z.literal('draft'),
  revision: z.int().min(1).nullish(),
});

/** What an export gives and an import reads back; `revision` is the one that the row shows. */
export type ExportRow = (ImportRow & { state: 'published' }) | z.infer<typeof pledgeDraftRowSchema>;

/** What may be imported into this tracker: the same rules as for publishing at the desk. */
export function importableSchema(tracker: Tracker) {
  return importRowSchema.superRefine(trackerRules(tracker));
}

export const REVISION_KINDS = [
  'import',
  'verdict',
  'correction',
  'edit',
  'retraction',
  'revert',
  'redaction',
] as const;
export const revisionKindSchema = z.enum(REVISION_KINDS);
export type RevisionKind = z.infer<typeof revisionKindSchema>;

/**
 * One publication, for ever. `hash` is the SHA-256 of the RFC 8785 form of this record without `hash`; it holds
 * the content by `documentHash` (SHA-256 of the document's RFC 8785 form), so that a reader can check the chain
 * from the public history alone, and a redaction leaves it whole. `previous` is the tracker's revision before.
 */
export const revisionSchema = z.strictObject({
  tracker: trackerId,
  slug,
  revision: z.int().min(1),
  at: instant,
  kind: revisionKindSchema,
  note: text(1000).nullable(),
  documentHash: sha256,
  previous: sha256.nullable(),
  hash: sha256,
});
export type Revision = z.infer<typeof revisionSchema>;
