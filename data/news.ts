// What is told to whoever wants to hear of changes. Programs of other people read it, so it is added to and never renamed.
import * as z from 'zod/mini';
import {
  instant,
  languageTag,
  line,
  pledgeId,
  sha256,
  slug,
  text,
  trackerId,
  webUrl,
  whole,
} from './field.ts';
import { NOTE_LIMIT, PLEDGE_LIMITS, WEBHOOK_LIMITS } from './limits.ts';
import { verdictLabelSchema } from './published.ts';

/** What there is news of. Imports, edits, private trackers and their opening make none. */
export const NEWS_TYPES = [
  'verdict.published',
  'verdict.changed',
  'verdict.corrected',
  'verdict.withdrawn',
  'review.started',
  'review.settled',
  'pledge.renamed',
  'pledge.merged',
] as const;
export const newsTypeSchema = z.enum(NEWS_TYPES);
export type NewsType = z.infer<typeof newsTypeSchema>;

/**
 * One piece of news. `from` is the verdict that `to` took the place of: null where there was none, where nothing took its
 * place, and where it was wrong, for a correction does not repeat it, nor a withdrawal what was withdrawn. `revision` and
 * `hash` are of the pledge's newest revision then. `was`: where a renamed pledge was before; `into`: which pledge took in one
 * that was merged.
 */
export const newsSchema = z.strictObject({
  type: newsTypeSchema,
  timestamp: instant,
  data: z.strictObject({
    tracker: trackerId,
    slug,
    pledge: pledgeId,
    title: line(PLEDGE_LIMITS.title),
    url: webUrl,
    language: languageTag,
    from: z.nullable(verdictLabelSchema),
    to: verdictLabelSchema,
    note: z.nullable(text(NOTE_LIMIT)),
    revision: whole(1),
    hash: sha256,
    was: z.optional(z.strictObject({ pledge: pledgeId, url: webUrl })),
    into: z.optional(z.strictObject({ pledge: pledgeId, title: line(PLEDGE_LIMITS.title), url: webUrl })),
  }),
});
export type News = z.infer<typeof newsSchema>;

/** What an admin has sent to see whether a receiver hears: it is of no pledge. */
export const testNewsSchema = z.strictObject({
  type: z.literal('webhook.test'),
  timestamp: instant,
  data: z.strictObject({ webhook: z.uuid(), name: line(WEBHOOK_LIMITS.name) }),
});

/** Of which pledges a webhook hears: of all, of those of some trackers, or of those that an article quotes. */
export const webhookScopeSchema = z.strictObject({
  trackers: z.optional(z.union([z.literal('*'), z.array(trackerId)])),
  pledges: z.optional(z.array(pledgeId)),
});
export type WebhookScope = z.infer<typeof webhookScopeSchema>;

/** Why a webhook is off: a desk has switched it off, it failed for three days, or its receiver said that it is gone (410). */
export const WEBHOOK_OFF = ['desk', 'failing', 'gone'] as const;

/**
 * A webhook as the desk sees it: never its secret. `waiting` counts what is still to be sent; `failingSince` is when the
 * first of the failures was that no success has followed. Until `secretOverlaps` an older secret signs as well.
 */
export const webhookSchema = z.strictObject({
  id: z.uuid(),
  version: whole(1),
  name: z.string(),
  url: z.string(),
  scope: webhookScopeSchema,
  createdAt: instant,
  createdBy: z.string(),
  off: z.nullable(z.strictObject({ at: instant, why: z.enum(WEBHOOK_OFF) })),
  waiting: whole(0),
  failures: whole(0),
  failingSince: z.nullable(instant),
  lastSuccessAt: z.nullable(instant),
  secretOverlaps: z.nullable(instant),
});
export type Webhook = z.infer<typeof webhookSchema>;

/** The secret is seen this once. */
export const webhookWithSecretSchema = z.extend(webhookSchema, { secret: z.string() });

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed', 'dropped'] as const;

/**
 * One piece of news on its way to one receiver. `status` is that of the last answer; where none came, `error` says why not.
 * `failed`: tried for the last time; `dropped`: not sent, because the webhook was switched off or the pledge redacted.
 */
export const deliverySchema = z.strictObject({
  id: whole(1),
  event: z.string(),
  type: z.union([newsTypeSchema, testNewsSchema.shape.type]),
  pledge: z.nullable(pledgeId),
  state: z.enum(DELIVERY_STATES),
  tries: whole(0),
  triedAt: z.nullable(instant),
  nextTryAt: z.nullable(instant),
  status: z.nullable(whole(100, 999)),
  error: z.nullable(z.string()),
});
export type Delivery = z.infer<typeof deliverySchema>;

/**
 * Of news on its way, for `/status`: how much waits to be handed over to the Courier, since when; and of the webhooks of
 * whoever asks, which fail and which were switched off. Null where the Courier does not answer.
 */
export const newsStatusSchema = z.strictObject({
  waiting: whole(0),
  since: z.nullable(instant),
  webhooks: z.nullable(
    z.strictObject({
      failing: z.array(z.pick(webhookSchema, { id: true, name: true, failingSince: true })),
      off: z.array(z.pick(webhookSchema, { id: true, name: true, off: true })),
    }),
  ),
});
export type NewsStatus = z.infer<typeof newsStatusSchema>;
