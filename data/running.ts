// What the desk endpoint answers to whoever runs an installation: who did what, how it stands, the end of a term.
import * as z from 'zod/mini';
import { edgeSchema, waitingSchema } from './desk.ts';
import { instant, localId, slug, trackerId, whole } from './field.ts';
import { mailStatusSchema } from './mail.ts';
import { newsStatusSchema } from './news.ts';
import { droppedSuggestionsSchema } from './suggestion-record.ts';

/** One act, as the audit keeps it, with its pledge as it is called now; null where it is gone, or the act is on none. */
export const auditRowSchema = z.strictObject({
  id: whole(1),
  at: instant,
  editor: z.string(),
  act: z.string(),
  tracker: z.nullable(z.string()),
  slug: z.nullable(z.string()),
  fromRevision: z.nullable(whole(1)),
  toRevision: z.nullable(whole(1)),
  detail: z.unknown(),
  pledge: z.nullable(z.strictObject({ tracker: trackerId, slug, title: z.nullable(z.string()) })),
  /** Where rows are grouped: of how many this is the newest, on how many pledges, and when the oldest was. */
  group: z.optional(z.strictObject({ rows: whole(2), pledges: whole(0), since: instant })),
});
export type AuditRow = z.infer<typeof auditRowSchema>;

/** `GET /audit`, newest first. `zone`: in which days are taken as days. `next` leads to the page after it. */
export const auditPageSchema = z.strictObject({
  zone: z.string(),
  audit: z.array(auditRowSchema),
  next: z.nullable(whole(1)),
  /** Everybody who did something of it, where that was asked for. */
  people: z.optional(z.array(z.string())),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

const byWhom = { at: instant, by: z.string() };

/**
 * `GET /status`. `pace`: how many documents a second have reached KV lately, and when the last of those that wait will have; null
 * where none has. `backup`: the public key, and the last that was sent to its end, for those who may take one; `exported`: the
 * last export of one of their trackers, for admins. Otherwise both are null.
 */
export const installationStatusSchema = z.strictObject({
  waiting: waitingSchema,
  pace: z.nullable(z.strictObject({ perSecond: z.number(), doneAt: z.nullable(instant) })),
  news: newsStatusSchema,
  edge: edgeSchema,
  suggestions: z.strictObject({ open: whole(0), dropped: droppedSuggestionsSchema }),
  backup: z.nullable(z.strictObject({ key: z.string(), last: z.nullable(z.strictObject(byWhom)) })),
  exported: z.nullable(z.strictObject({ ...byWhom, tracker: trackerId })),
  /** How mail stands, for admins of the whole installation; null for others, where none is sent, and where it cannot be said now. */
  mail: z.nullable(mailStatusSchema),
});
export type InstallationStatus = z.infer<typeof installationStatusSchema>;

/** `POST /republish`: how many documents of how many trackers are on their way, or with `dryRun` would be, and about how long it takes. */
export const republishedSchema = z.strictObject({
  dryRun: z.optional(z.literal(true)),
  queued: whole(0),
  trackers: whole(0),
  seconds: whole(0),
});
export type Republished = z.infer<typeof republishedSchema>;

/** `GET /trackers/{tracker}/close`: the pledges whose verdict is not final, and how many there are of each verdict. */
export const closableSchema = z.strictObject({
  version: whole(1),
  closedAt: z.nullable(instant),
  /** Whether whoever asks closes it alone only with a reason. */
  needsSecondPerson: z.boolean(),
  open: z.array(z.strictObject({ verdict: localId, count: whole(1) })),
  pledges: z.array(z.strictObject({ slug, title: z.string(), verdict: localId, isInTheWorks: z.boolean() })),
});
export type Closable = z.infer<typeof closableSchema>;

/** `POST /trackers/{tracker}/close`: what has become, or with `dryRun` would become, of each; `kept` are left as they are. */
export const closingReportSchema = z.strictObject({
  dryRun: z.boolean(),
  version: whole(1),
  closedAt: instant,
  needsSecondPerson: z.boolean(),
  changes: z.array(
    z.strictObject({
      slug,
      title: z.string(),
      from: z.string(),
      to: z.string(),
      isException: z.boolean(),
    }),
  ),
  kept: whole(0),
});
export type ClosingReport = z.infer<typeof closingReportSchema>;

/** What becomes of pledges of a verdict, and what readers are told. The same verdict again leaves them as they are. */
export type ClosingRule = {
  from: string;
  to: string;
  note?: string | undefined;
  headline?: string | undefined;
  summary?: string | undefined;
};

/** The same of one pledge, whatever the rule of its verdict says. */
export type ClosingException = Omit<ClosingRule, 'from'> & { slug: string };

/**
 * What a term is closed by. `closedAt`: an instant or a day. `breakGlass`: why one person closes the term of a tracker that wants
 * two.
 */
export type Closing = {
  closedAt: string;
  rules: ClosingRule[];
  exceptions: ClosingException[];
  breakGlass: string | null;
};
