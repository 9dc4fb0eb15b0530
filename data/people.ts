// Who works at a desk, and how they come in, as the endpoint answers it.
import * as z from 'zod/mini';
import { emailAddress, instant, whole } from './field.ts';
import { countsSchema } from './inbox.ts';
import { ROLES, type Route } from './roles.ts';

const name = z.string();
const maybeInstant = z.nullable(instant);

/** What a credential opens: every tracker there is and will be, or these. */
export const ofTrackersSchema = z.union([z.literal('*'), z.array(z.string())]);
export const roleSchema = z.enum(ROLES);

/** `GET /me`. `may`: the routes that the role allows; `via`: by what this request was known. */
export const meSchema = z.strictObject({
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  may: z.array(z.string()),
  via: z.enum(['secret', 'token', 'access', 'session']),
  /** Whether they come in again after signing out: by a token, `ADMIN_TOKEN` or Access. Whom an invitation let in has none. */
  hasKey: z.boolean(),
  counts: countsSchema,
});
export type Me = Omit<z.infer<typeof meSchema>, 'may'> & { may: Route[] };

/** A token as an admin sees it: never the secret, nor its hash. */
export const tokenRecordSchema = z.strictObject({
  id: z.string(),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  email: z.nullable(emailAddress),
  createdAt: instant,
  createdBy: name,
  expiresAt: maybeInstant,
  lastUsedAt: maybeInstant,
  revokedAt: maybeInstant,
});

/** `GET /tokens`. By name, which stands for the person: when they were last here, and how many drafts and scheduled publications they have. */
export const listedTokenSchema = z.extend(tokenRecordSchema, {
  lastSeenAt: maybeInstant,
  drafts: whole(0),
  scheduled: whole(0),
});
export type ListedToken = z.infer<typeof listedTokenSchema>;

/**
 * An invitation; never its code. `token`: whose new key it is, or the token that came of it; `tokenExpiresAt` is when that
 * ends, `expiresAt` when the link does. It is `void` where its inviter could not make it any more, or the name is taken.
 */
export const inviteSchema = z.strictObject({
  id: z.string(),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  token: z.nullable(z.string()),
  tokenExpiresAt: maybeInstant,
  invitedBy: name,
  createdAt: instant,
  expiresAt: instant,
  endedAt: maybeInstant,
  state: z.enum(['waiting', 'accepted', 'withdrawn', 'expired', 'void', 'restored']),
});
export type Invite = z.infer<typeof inviteSchema>;

/** What a link tells whoever opens it, and what they are once they came by it; `expiresAt` is then that of the session. */
export const invitedToSchema = z.strictObject({
  dryRun: z.optional(z.literal(true)),
  name,
  role: roleSchema,
  trackers: ofTrackersSchema,
  trackerNames: z.record(z.string(), z.string()),
  invitedBy: name,
  expiresAt: instant,
});
export type InvitedTo = z.infer<typeof invitedToSchema>;
