// What a reader suggests about a verdict, and what the desk made of it. Nothing of it is ever published.
import * as z from 'zod/mini';
import { distinct, line, text, webUrl, whole } from './field.ts';
import { NOTE_LIMIT, ROWS_IN_BULK, SUGGESTION_LIMITS } from './limits.ts';

/** What a reader has to say: something is wrong, a source is missing, the verdict should be another. */
export const SUGGESTION_KINDS = ['edit', 'evidence', 'disagree'] as const;
/** A suggestion is closed once, as accepted or declined. */
export const SUGGESTION_STATES = ['open', 'accepted', 'declined'] as const;

/** What a reader sends. `contact` is how they want to be answered; it goes when the suggestion closes, or after 90 days. */
export const suggestionSchema = z.strictObject({
  kind: z.enum(SUGGESTION_KINDS),
  text: text(SUGGESTION_LIMITS.text),
  url: z._default(z.nullable(webUrl), null),
  contact: z._default(z.nullable(line(SUGGESTION_LIMITS.contact)), null),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** How an editor closes one. The reason is the desk's own, for the next editor. */
export const decisionSchema = z.strictObject({
  state: z.enum(['accepted', 'declined']),
  reason: text(NOTE_LIMIT),
});
export type Decision = z.infer<typeof decisionSchema>;

/** How an editor closes many at once. */
export const bulkDecisionSchema = z.extend(decisionSchema, {
  ids: z.array(whole(1)).check(
    z.minLength(1),
    z.maxLength(ROWS_IN_BULK),
    distinct((id) => id, 'names a suggestion twice'),
  ),
});
export type BulkDecision = z.infer<typeof bulkDecisionSchema>;
