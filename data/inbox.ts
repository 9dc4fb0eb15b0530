// What the desk tells each of its people, and what they say to each other about a pledge. Readers see none of it.
import * as z from 'zod/mini';
import { distinct, instant, personName, slug, text, trackerId, whole } from './field.ts';
import { COMMENT_LIMIT, INBOX_LIMITS } from './limits.ts';

/**
 * Why something is in somebody's inbox. A `suggestion` stands for all that readers suggest of one pledge and nobody has closed;
 * `unscheduled` is what was taken off the schedule before its time, `schedule-failed` what could not go out at it.
 */
export const INBOX_KINDS = [
  'assigned',
  'returned',
  'mentioned',
  'commented',
  'suggestion',
  'unscheduled',
  'schedule-failed',
  'webhook-off',
] as const;
export type InboxKind = (typeof INBOX_KINDS)[number];

const maybeInstant = z.nullable(instant);

/**
 * `by`: who did it; null where it was a reader, or nobody. `slug` is null where it is about no pledge, or about many: `count` says
 * how many pledges, or of a `suggestion` how many suggestions. `text` is what was said: a note, a comment, the reason.
 */
export const inboxEntrySchema = z.strictObject({
  id: z.string(),
  kind: z.enum(INBOX_KINDS),
  at: instant,
  by: z.nullable(z.string()),
  readAt: maybeInstant,
  tracker: z.nullable(trackerId),
  slug: z.nullable(slug),
  title: z.nullable(z.string()),
  count: whole(1),
  text: z.nullable(z.string()),
  comment: z.nullable(whole(1)),
  publishAt: maybeInstant,
  webhook: z.nullable(z.strictObject({ id: z.string(), name: z.string() })),
});
export type InboxEntry = z.infer<typeof inboxEntrySchema>;

/** `GET /inbox`: the newest first. `at` is the moment of the answer, up to which all can be marked as read. */
export const inboxSchema = z.strictObject({
  entries: z.array(inboxEntrySchema),
  next: z.nullable(z.string()),
  unread: whole(0),
  at: instant,
});
export type Inbox = z.infer<typeof inboxSchema>;

const entries = z.array(z.string().check(z.maxLength(60))).check(
  z.maxLength(INBOX_LIMITS.marked),
  distinct((id) => id, 'an entry'),
);

/** `PATCH /inbox`: what was read, or all of it up to an instant, and what is to count as unread again. */
export const inboxMarksSchema = z.strictObject({
  read: z._default(z.union([z.literal('all'), entries]), []),
  unread: z._default(entries, []),
  until: z.optional(instant),
});
export type InboxMarks = z.infer<typeof inboxMarksSchema>;

/** How much waits for whoever asks: entries that they have not read, and suggestions that they may close. */
export const countsSchema = z.strictObject({ inbox: whole(0), suggestions: whole(0) });
export type Counts = z.infer<typeof countsSchema>;

/** A comment as it is sent. `mentions` are names of people who may enter the tracker. */
export const newCommentSchema = z.strictObject({
  text: text(COMMENT_LIMIT),
  mentions: z._default(
    z.array(personName).check(
      z.maxLength(INBOX_LIMITS.mentions),
      distinct((name) => name, 'a person'),
    ),
    [],
  ),
});
export type NewComment = z.infer<typeof newCommentSchema>;

/** A comment. `text` is null where it went with a redaction; `removable`: whoever asks may delete it now. */
export const commentSchema = z.strictObject({
  id: whole(1),
  at: instant,
  by: z.string(),
  text: z.nullable(z.string()),
  mentions: z.array(z.string()),
  removable: z.boolean(),
});
export type Comment = z.infer<typeof commentSchema>;

/** `GET .../comments`: the newest first, how many there are in all, and who may be mentioned. */
export const commentPageSchema = z.strictObject({
  comments: z.array(commentSchema),
  next: z.nullable(whole(1)),
  count: whole(0),
  people: z.array(z.string()),
});
export type CommentPage = z.infer<typeof commentPageSchema>;

/** `PUT .../presence`: who else has this pledge on their screen. */
export const presenceSchema = z.strictObject({ people: z.array(z.string()), counts: countsSchema });
export type Present = z.infer<typeof presenceSchema>;
