// Who may enter, and who is here.
import * as z from 'zod/mini';
import { ownMailSchema } from '../../../data/mail.ts';
import { invitedToSchema, inviteSchema, listedTokenSchema, meSchema } from '../../../data/people.ts';
import { json } from '../operation.ts';
import { changedTokenSchema, newInviteSchema, newTokenSchema, sessionSchema } from './answers.ts';
import type { DeskRows } from './row.ts';

export const PEOPLE = {
  'GET /me': {
    id: 'getMe',
    tag: 'Desk: who you are',
    summary: 'Who you are, and which routes your role allows',
    answers: json(meSchema, 'You'),
  },
  'GET /me/mail': {
    id: 'getOwnMail',
    tag: 'Desk: who you are',
    summary: 'What you are told by mail',
    answers: json(ownMailSchema, 'Your choice, never your address'),
    problems: ['unavailable'],
  },
  'PUT /me/mail': {
    id: 'setOwnMail',
    tag: 'Desk: who you are',
    summary: 'Choose what you are told by mail',
    description:
      'With an `address`, it is sent one mail, and no other until the button that the mail leads to is pressed; an address that was confirmed before serves until then.',
    answers: json(ownMailSchema, 'Your choice'),
    problems: ['too-many-requests', 'unavailable'],
  },
  'DELETE /me/mail': {
    id: 'deleteOwnMail',
    tag: 'Desk: who you are',
    summary: 'Stop your mail, and delete your address',
    answers: { status: 204, about: 'Deleted' },
    problems: ['unavailable'],
  },
  'POST /session': {
    id: 'openSession',
    tag: 'Desk: who you are',
    summary: 'Begin a session of the desk app',
    description:
      'From a token in the body, or from the token that Cloudflare Access has added. Only a page of the desk may: `Origin` is checked.',
    answers: {
      ...json(sessionSchema, 'The session, for twelve hours', 201),
      headers: ['Set-Cookie'],
    },
  },
  'DELETE /session': {
    id: 'closeSession',
    tag: 'Desk: who you are',
    summary: 'Sign out here, or everywhere',
    answers: { status: 204, about: 'Signed out' },
  },
  'GET /tokens': {
    id: 'listTokens',
    tag: 'Desk: who you are',
    summary: 'Every token that there is or was',
    answers: json(z.strictObject({ tokens: z.array(listedTokenSchema) }), 'The newest first'),
  },
  'POST /tokens': {
    id: 'createToken',
    tag: 'Desk: who you are',
    summary: 'Let somebody in',
    description: 'By a secret, which is seen this once; or with `email` through Cloudflare Access.',
    answers: json(newTokenSchema, 'The token', 201),
    problems: ['name-taken'],
  },
  'PATCH /tokens/:id': {
    id: 'changeToken',
    tag: 'Desk: who you are',
    summary: 'Another role, other trackers, another end',
    answers: json(changedTokenSchema, 'The token, and what needs somebody now'),
  },
  'DELETE /tokens/:id': {
    id: 'revokeToken',
    tag: 'Desk: who you are',
    summary: 'End a token and its sessions',
    answers: json(changedTokenSchema, 'The token, and what needs somebody now'),
  },
  'POST /tokens/:id/invite': {
    id: 'inviteAgain',
    tag: 'Desk: who you are',
    summary: 'A new key for the same person',
    description:
      'A link that lets them in once more, by the token that they have. The code is seen this once.',
    answers: json(newInviteSchema, 'The invitation', 201),
  },
  'GET /invites': {
    id: 'listInvites',
    tag: 'Desk: who you are',
    summary: 'The invitations that wait, and what became of the others',
    description: 'An admin of some trackers sees those to these alone.',
    answers: json(z.strictObject({ invites: z.array(inviteSchema) }), 'The newest first, at most 500'),
  },
  'POST /invites': {
    id: 'invite',
    tag: 'Desk: who you are',
    summary: 'Invite somebody by a link that works once',
    description:
      'For seven days, and for as long as you could make it. `expiresAt` is when their token ends. The code is seen this once.',
    answers: json(newInviteSchema, 'The invitation', 201),
    problems: ['name-taken'],
  },
  'DELETE /invites/:id': {
    id: 'withdrawInvite',
    tag: 'Desk: who you are',
    summary: 'Withdraw an invitation that nobody has used',
    answers: json(inviteSchema, 'The invitation'),
  },
  'POST /invites/accept': {
    id: 'acceptInvite',
    tag: 'Desk: who you are',
    summary: 'Come in by an invitation, which is spent by it',
    description:
      'Only a page of the desk may: `Origin` is checked. A code that is wrong, spent, withdrawn or too old is 404, always in the same words.',
    answers: [
      {
        ...json(invitedToSchema, 'Who you are now; the session lasts 90 days from its last use', 201),
        headers: ['Set-Cookie'],
      },
      json(invitedToSchema, 'With `dryRun`: who invites whom to what; nothing is spent'),
    ],
  },
} as const satisfies DeskRows;
