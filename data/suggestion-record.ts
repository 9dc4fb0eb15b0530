// The queue of what readers suggest, as the endpoint answers it.
import * as z from 'zod/mini';
import { instant, slug, trackerId, whole } from './field.ts';
import { SUGGESTION_STATES, suggestionSchema } from './suggestion.ts';

const name = z.string();
const maybeInstant = z.nullable(instant);

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
