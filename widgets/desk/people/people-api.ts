// The endpoint's routes about people, as far as their screens use them.
import type { Invite, InvitedTo, ListedToken } from '../../../data/people.ts';
import { ask, send } from '../common/api.ts';

/** A link as it is seen this once. */
export type NewInvite = Invite & { code: string; url: string };

/** What an invitation or a token is to be. */
export type Admission = { name: string; role: string; trackers: '*' | string[]; expiresAt: string | null };

/** What a changed or ended token leaves behind. */
export type Left = { drafts: number; schedules: number };

export const peopleApi = {
  tokens: () => ask<{ tokens: ListedToken[] }>('GET', '/tokens'),
  invites: () => ask<{ invites: Invite[] }>('GET', '/invites'),
  invite: (body: Admission) => ask<NewInvite>('POST', '/invites', { body }),
  inviteAgain: (token: string) =>
    ask<NewInvite>('POST', `/tokens/${encodeURIComponent(token)}/invite`, { body: {} }),
  withdraw: (id: string) => ask<Invite>('DELETE', `/invites/${encodeURIComponent(id)}`),
  change: (token: string, body: Omit<Admission, 'name'>) =>
    ask<ListedToken & Left>('PATCH', `/tokens/${encodeURIComponent(token)}`, { body }),
  end: (token: string, passTo: string | undefined) =>
    ask<ListedToken & Left>(
      'DELETE',
      `/tokens/${encodeURIComponent(token)}${passTo ? `?passTo=${encodeURIComponent(passTo)}` : ''}`,
    ),
  /** Nobody is signed in yet, so nobody is asked to sign in again. */
  look: (code: string) => send<InvitedTo>('POST', '/invites/accept?dryRun=true', { body: { code } }),
  accept: (code: string) => send<InvitedTo>('POST', '/invites/accept', { body: { code } }),
};
