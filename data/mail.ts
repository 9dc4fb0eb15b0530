// What the desk's endpoint says of mail: how it stands, and what somebody has chosen for themselves. Never an address.
import * as z from 'zod/mini';
import { instant, whole } from './field.ts';

const maybeInstant = z.nullable(instant);

/** Why no mail leaves: too many at once, the provider's quota or `MAIL_A_DAY` is used up, the sender is not set up, or it fails. */
export const MAIL_PAUSES = ['rate', 'quota', 'limit', 'sender', 'failing'] as const;
export type MailPause = (typeof MAIL_PAUSES)[number];

/**
 * `waiting` counts what is due and has not left, since when; `uncertain` those of 30 days of which nobody knows whether they left;
 * `lately` what was sent and what was refused within 24 hours; `followers` addresses.
 */
export const mailStatusSchema = z.strictObject({
  waiting: whole(0),
  since: maybeInstant,
  paused: z.nullable(z.strictObject({ until: instant, why: z.enum(MAIL_PAUSES) })),
  uncertain: whole(0),
  lately: z.strictObject({ sent: whole(0), refused: whole(0) }),
  followers: whole(0),
});
export type MailStatus = z.infer<typeof mailStatusSchema>;

const choice = {
  /** The inbox once a day, where something in it is unread. */
  daily: z.boolean(),
  /** At once what waits for oneself. */
  atOnce: z.boolean(),
  /** At which hour of the day, in UTC. */
  hour: whole(0, 23),
};

/**
 * `GET /me/mail`. `offered`: whether this installation sends mail. `state`: no address, one that is to be confirmed, or one that
 * mail goes to; `since` when.
 */
export const ownMailSchema = z.strictObject({
  offered: z.boolean(),
  state: z.enum(['none', 'asked', 'confirmed']),
  since: maybeInstant,
  ...choice,
});
export type OwnMail = z.infer<typeof ownMailSchema>;

/** `PUT /me/mail`. Without an address, the one that there is goes on. */
export const ownMailChangeSchema = z.strictObject({
  ...choice,
  address: z.optional(z.string().check(z.maxLength(320))),
});
export type OwnMailChange = z.infer<typeof ownMailChangeSchema>;

/** The half that may be seen of the key by which followers come to another installation: what `POST /followers/key` answers there. */
export const transferKeySchema = z.strictObject({
  kty: z.literal('RSA'),
  n: z.string().check(z.regex(/^[\w-]{342,1024}$/)),
  e: z.string().check(z.regex(/^[\w-]{2,8}$/)),
});
export type TransferKey = z.infer<typeof transferKeySchema>;

/** `POST /followers/import`: how many came, and how many followed already. */
export const importedFollowersSchema = z.strictObject({ imported: whole(0), known: whole(0) });
export type ImportedFollowers = z.infer<typeof importedFollowersSchema>;
