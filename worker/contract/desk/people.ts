// Who may enter, and who is here.
import * as z from 'zod/mini';
import { meSchema, tokenRecordSchema } from '../../../data/desk.ts';
import { json } from '../operation.ts';
import { changedTokenSchema, newTokenSchema, sessionSchema } from './answers.ts';
import type { DeskRows } from './row.ts';

export const PEOPLE = {
  'GET /me': {
    id: 'getMe',
    tag: 'Desk: who you are',
    summary: 'Who you are, and which routes your role allows',
    answers: json(meSchema, 'You'),
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
    answers: json(z.strictObject({ tokens: z.array(tokenRecordSchema) }), 'The newest first'),
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
} as const satisfies DeskRows;
