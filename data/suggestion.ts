// What a reader suggests about a verdict, and what the desk made of it. Nothing of it is ever published.
import * as z from 'zod/mini';
import { distinct, line, rule, text, webUrl, whole } from './field.ts';
import { NOTE_LIMIT, ROWS_IN_BULK, SUGGESTION_LIMITS } from './limits.ts';

/** What a reader has to say: something is wrong, a source is missing, the verdict should be another. */
export const SUGGESTION_KINDS = ['edit', 'evidence', 'disagree'] as const;
export type SuggestionKind = (typeof SUGGESTION_KINDS)[number];
/** A suggestion is closed once. What is plainly spam is declined without a reason. */
export const SUGGESTION_STATES = ['open', 'accepted', 'declined', 'spam'] as const;
export type SuggestionState = (typeof SUGGESTION_STATES)[number];

/** What a reader sends. `contact` is how they want to be answered; it goes when the suggestion closes, or after 90 days. */
export const suggestionSchema = z.strictObject({
  kind: z.enum(SUGGESTION_KINDS),
  text: text(SUGGESTION_LIMITS.text),
  url: z._default(z.nullable(webUrl), null),
  contact: z._default(z.nullable(line(SUGGESTION_LIMITS.contact)), null),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

const decided = {
  state: z.enum(['accepted', 'declined', 'spam']),
  reason: z._default(z.nullable(text(NOTE_LIMIT)), null),
};

type Decided = { state: Exclude<SuggestionState, 'open'>; reason: string | null };

const hasReason = [
  rule<Decided>('missing', ({ state, reason }) => state !== 'declined' || reason !== null, {
    path: ['reason'],
    allowed: { type: 'string' },
  }),
  rule<Decided>('refused', ({ state, reason }) => state !== 'spam' || reason === null, {
    path: ['reason'],
    found: 'a reason, which spam has none',
  }),
] as const;

/** How an editor closes one. The reason is the desk's own, for the next editor: whoever declines has one. */
export const decisionSchema = z.strictObject(decided).check(...hasReason);
export type Decision = z.infer<typeof decisionSchema>;

/** How an editor closes many at once. */
export const bulkDecisionSchema = z
  .strictObject({
    ...decided,
    ids: z.array(whole(1)).check(
      z.minLength(1),
      z.maxLength(ROWS_IN_BULK),
      distinct((id) => id, 'names a suggestion twice'),
    ),
  })
  .check(...hasReason);
export type BulkDecision = z.infer<typeof bulkDecisionSchema>;
