// What the desk's lists can be asked for, and what is kept of them. The Worker reads by it, so the schemas of answers stay out.
import * as z from 'zod/mini';
import { distinct, line, rule } from './field.ts';

/** Why a pledge is due for review, the most pressing first. */
export const DUE_REASONS = [
  'due-passed',
  'disputed',
  'suggested',
  'never-checked',
  'check-old',
  'evidence-old',
] as const;
export type DueReason = (typeof DUE_REASONS)[number];

/** Whose: given to whoever asks or with a draft of theirs; given to nobody, with nobody's draft; everybody's. */
export const WHOSE = ['mine', 'unassigned', 'all'] as const;
export type Whose = (typeof WHOSE)[number];

/** When a promise is due, on its tracker's calendar: its last day is over; it comes within thirty days; there is none. */
export const DUE_DAYS = ['passed', 'soon', 'none'] as const;
export type DueDay = (typeof DUE_DAYS)[number];

/** By what the rows of `GET /pledges` can be sorted. */
export const FOUND_SORTS = ['title', 'due', 'updated', 'checked', 'verdict', 'owner'] as const;
export type FoundSort = (typeof FOUND_SORTS)[number];

// As an address holds it: whatever is not plain is encoded there.
const addressQuery = z.string().check(
  z.maxLength(1000),
  rule<string>('unsafe-characters', (sent) => /^[!-~]*$/.test(sent)),
);

/** `GET /views` and `PUT /views`: the lists that somebody has named for themselves; `query` as it is in the address of the screen. */
export const savedViewsSchema = z.strictObject({
  views: z
    .array(z.strictObject({ name: line(60), screen: z.enum(['today', 'find']), query: addressQuery }))
    .check(
      z.maxLength(50),
      distinct(({ name }) => name, 'a name'),
    ),
});
export type SavedView = z.infer<typeof savedViewsSchema>['views'][number];
