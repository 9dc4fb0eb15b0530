// A pledge and its verdict, as an editor writes them and as a revision holds them.
import * as z from 'zod/mini';
import { dayAt, firstDay } from './calendar.ts';
import { choiceFault, shown } from './explain.ts';
import type { Fault } from './fault.ts';
import {
  alias,
  dateOrSpan,
  day,
  distinct,
  instant,
  line,
  localId,
  markdown,
  partialDate,
  sha256,
  slug,
  text,
  webUrl,
  whole,
} from './field.ts';
import { PLEDGE_LIMITS, REVIEW_NOTE_LIMIT } from './limits.ts';
import type { Tracker } from './tracker.ts';

/** How a promise stands to its day. Late but done, and overdue, are no outcomes of their own. */
export const SCHEDULES = ['not-due', 'on-time', 'overdue', 'late', 'missed'] as const;
/** Why a promise went as it did, as far as that is one of these. */
export const REASONS = [
  'abandoned',
  'reversed',
  'blocked',
  'no-majority',
  'deadline-missed',
  'superseded',
  'funding',
  'external',
  'not-prioritised',
  'predecessor',
] as const;
/** What kind of source a piece of evidence is: the thing itself, somebody's account of it, or what somebody said of it. */
export const EVIDENCE_TYPES = ['primary', 'report', 'news', 'data', 'statement'] as const;

/** The verdict as an editor writes it. `effectiveOn`: the day it is about. */
export const verdictContentSchema = z.strictObject({
  id: localId,
  effectiveOn: z.nullable(day),
  headline: line(PLEDGE_LIMITS.verdict.headline),
  summary: text(PLEDGE_LIMITS.verdict.summary),
  body: markdown(PLEDGE_LIMITS.verdict.body),
  schedule: z.nullish(z.enum(SCHEDULES)),
  reasons: z.optional(
    z.array(z.enum(REASONS)).check(
      z.maxLength(REASONS.length),
      distinct((reason) => reason, 'a reason'),
    ),
  ),
});

/**
 * A verdict as published: with the scheme version it was made with, the SHA-256 of what that scheme says of it (RFC 8785), and
 * the instant readers could first see it.
 */
export const verdictSchema = z.extend(verdictContentSchema, {
  // Only what was imported may lack one: none of the sheets that trackers begin in has a column for it.
  headline: z.optional(verdictContentSchema.shape.headline),
  scheme: whole(1),
  words: z.optional(sha256),
  publishedAt: z.nullable(instant),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** What a verdict rests on. `archivedUrl`: a copy that outlives the source. */
export const evidenceSchema = z.strictObject({
  title: line(PLEDGE_LIMITS.evidence.title),
  publisher: line(PLEDGE_LIMITS.evidence.publisher),
  url: z.nullish(webUrl),
  date: z.nullish(day),
  archivedUrl: z.nullish(webUrl),
  quote: z.nullish(text(PLEDGE_LIMITS.evidence.quote)),
  type: z.nullish(z.enum(EVIDENCE_TYPES)),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** The right of reply: what the people judged say of the verdict. */
export const responseSchema = z.strictObject({
  from: line(PLEDGE_LIMITS.response.from),
  text: text(PLEDGE_LIMITS.response.text),
  date: day,
  url: z.nullish(webUrl),
});

/** Something that happened on the way, in the past only; what is known no more exactly is a month, a year or a span. */
export const milestoneSchema = z.strictObject({
  date: dateOrSpan,
  text: text(PLEDGE_LIMITS.timeline.text),
  url: z.nullish(webUrl),
});
export type Milestone = z.infer<typeof milestoneSchema>;

/** Another pledge of the same tracker, by its slug. */
export const relatedSchema = z.strictObject({
  pledge: slug,
  relation: z.enum(['related', 'part-of', 'depends-on']),
});

/** What was promised, in whose words, and where they stand. `document` is one of the tracker’s. */
export const promiseSchema = z.strictObject({
  quote: text(PLEDGE_LIMITS.promise.quote),
  document: localId,
  page: z.nullish(whole(1, 100_000)),
  url: z.nullish(webUrl),
  madeBy: z.nullish(line(PLEDGE_LIMITS.promise.madeBy)),
  madeOn: z.nullish(day),
});

/** Values of the tracker's facets, by facet. */
const facetsSchema = z.record(
  localId,
  z.array(localId).check(
    z.minLength(1),
    z.maxLength(20),
    distinct((id) => id, 'a value'),
  ),
);

/**
 * What an editor writes of a pledge, complete enough to publish. `yardstick` is what would count as kept, `due` a day, or a
 * month or year that it may last to the end of.
 */
export const pledgeContentSchema = z.strictObject({
  title: line(PLEDGE_LIMITS.title),
  categories: z.array(localId).check(
    z.minLength(1),
    z.maxLength(3),
    distinct((id) => id, 'a category'),
  ),
  facets: z.optional(facetsSchema),
  promise: promiseSchema,
  kind: z.enum(['action', 'target', 'continue', 'umbrella']),
  due: z.nullish(partialDate),
  yardstick: z.nullish(text(PLEDGE_LIMITS.yardstick)),
  verdict: verdictContentSchema,
  timeline: z.optional(z.array(milestoneSchema).check(z.maxLength(100))),
  evidence: z.array(evidenceSchema).check(z.maxLength(100)),
  related: z.array(relatedSchema).check(
    z.maxLength(50),
    distinct(({ pledge }) => pledge, 'a pledge'),
  ),
  responses: z.array(responseSchema).check(z.maxLength(50)),
});
export type PledgeContent = z.infer<typeof pledgeContentSchema>;

/** What an editor has written so far: any part may still be missing, and what is there obeys the same limits. */
export const pledgeDraftSchema = z.partial(
  z.extend(pledgeContentSchema, {
    promise: z.partial(promiseSchema),
    verdict: z.partial(verdictContentSchema),
    timeline: z.array(z.partial(milestoneSchema)).check(z.maxLength(100)),
    evidence: z.array(z.partial(evidenceSchema)).check(z.maxLength(100)),
    related: z.array(z.partial(relatedSchema)).check(z.maxLength(50)),
    responses: z.array(z.partial(responseSchema)).check(z.maxLength(50)),
  }),
);
export type PledgeDraft = z.infer<typeof pledgeDraftSchema>;

/** What those rules are of: a headline is none of their business. */
type Ruled = Omit<PledgeContent, 'verdict'> & { verdict: Omit<PledgeContent['verdict'], 'headline'> };

/**
 * The rules that only a tracker can decide: its verdicts, categories, facets and manifestos, that a verdict has a source, and
 * that nothing which is told as past lies ahead of `at`, the instant of the publication, on the tracker's calendar. They
 * refine whatever is about to be published, written at the desk or imported.
 */
export function trackerRules({ scheme, categories, facets, documents, timezone }: Tracker, at: string) {
  const verdicts = new Map(scheme.verdicts.map((verdict) => [verdict.id, verdict.outcome]));
  const categoryIds = categories.map(({ id }) => id);
  const facetValues = new Map((facets ?? []).map(({ id, values }) => [id, values.map(({ id }) => id)]));
  const documentIds = documents.map(({ id }) => id);
  const today = dayAt(at, timezone);
  return z.superRefine<Ruled>((pledge, context) => {
    const refuse = (path: (string | number)[], fault: Fault) =>
      context.addIssue({ code: 'custom', path, params: fault });
    const refuseId = (path: (string | number)[], of: string, sent: string, known: string[]) =>
      refuse(path, { of, ...choiceFault('unknown-id', sent, known) });
    const outcome = verdicts.get(pledge.verdict.id);
    if (!outcome) refuseId(['verdict', 'id'], 'a verdict', pledge.verdict.id, [...verdicts.keys()]);
    if (outcome && outcome !== 'unrated' && pledge.evidence.length === 0)
      refuse(['evidence'], { code: 'no-source', length: 0, allowed: { least: 1 } });
    for (const [index, id] of pledge.categories.entries())
      if (!categoryIds.includes(id)) refuseId(['categories', index], 'a category', id, categoryIds);
    for (const [facet, values] of Object.entries(pledge.facets ?? {})) {
      const known = facetValues.get(facet);
      if (!known) refuseId(['facets', facet], 'a facet', facet, [...facetValues.keys()]);
      for (const [index, id] of values.entries())
        if (known && !known.includes(id)) refuseId(['facets', facet, index], 'a value', id, known);
    }
    const { document } = pledge.promise;
    if (!documentIds.includes(document))
      refuseId(['promise', 'document'], 'a document', document, documentIds);
    for (const [path, day] of pastDays(pledge))
      if (day && firstDay(day) > today && dateOrSpan.safeParse(day).success)
        refuse(path, { code: 'in-future', found: shown(day), allowed: { latest: today } });
  });
}

// Not the day that a promise is due, and not that of a source: a periodical bears a day ahead of its own.
// A span has begun when its last part has: what lasts longer than until today is no news yet.
function pastDays({ promise, verdict, timeline = [], responses }: Ruled) {
  return [
    [['verdict', 'effectiveOn'], verdict.effectiveOn],
    [['promise', 'madeOn'], promise.madeOn],
    ...timeline.map(({ date }, index) => [['timeline', index, 'date'], date.split('/').at(-1)] as const),
    ...responses.map(({ date }, index) => [['responses', index, 'date'], date] as const),
  ] as [path: (string | number)[], day: string | null | undefined][];
}

/** What may be published in this tracker at an instant: complete, with its words, a source, and nothing told too early. */
export function publishableSchema(tracker: Tracker, at: string) {
  return pledgeContentSchema.check(trackerRules(tracker, at));
}

/** A pledge as one revision holds it: the document that is hashed. */
export const pledgeSchema = z.extend(pledgeContentSchema, {
  slug,
  aliases: z.array(alias).check(z.maxLength(50)),
  verdict: verdictSchema,
  underReview: z.nullish(z.strictObject({ since: instant, note: line(REVIEW_NOTE_LIMIT) })),
  status: z.enum(['published', 'retracted']),
  revision: whole(1),
  createdAt: z.nullable(instant),
  updatedAt: z.nullable(instant),
});
export type Pledge = z.infer<typeof pledgeSchema>;
