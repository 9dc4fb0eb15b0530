// What each person is told, what they say to each other about a pledge, and who is there.
import * as z from 'zod/mini';
import { whole } from '../../../data/field.ts';
import { commentPageSchema, commentSchema, inboxSchema, presenceSchema } from '../../../data/inbox.ts';
import { json } from '../operation.ts';
import { type DeskRows, PLEDGE } from './row.ts';

export const DISCUSSION = {
  'GET /inbox': {
    id: 'readInbox',
    tag: 'Desk: inbox and comments',
    summary: 'What you are told, newest first',
    description:
      'What readers suggest is one entry for each pledge, for whoever may close it. What was read is kept for 90 days, anything else for a year.',
    answers: json(inboxSchema, 'A page of your inbox'),
  },
  'PATCH /inbox': {
    id: 'markInbox',
    tag: 'Desk: inbox and comments',
    summary: 'Mark entries as read, or as unread again',
    answers: json(z.strictObject({ unread: whole(0) }), 'How many are unread now'),
  },
  [`GET ${PLEDGE}/comments`]: {
    id: 'listComments',
    tag: 'Desk: inbox and comments',
    summary: 'What the desk says of a pledge, newest first',
    answers: json(commentPageSchema, 'A page of comments, and who may be mentioned'),
  },
  [`POST ${PLEDGE}/comments`]: {
    id: 'addComment',
    tag: 'Desk: inbox and comments',
    summary: 'Comment on a pledge',
    description: 'The same words again within a minute, with nothing in between, are the same comment.',
    answers: json(commentSchema, 'The comment', 201),
  },
  [`DELETE ${PLEDGE}/comments/:comment`]: {
    id: 'deleteComment',
    tag: 'Desk: inbox and comments',
    summary: 'Delete a comment: your own within an hour; an admin any',
    answers: { status: 204, about: 'Deleted' },
  },
  [`PUT ${PLEDGE}/presence`]: {
    id: 'notePresence',
    tag: 'Desk: inbox and comments',
    summary: 'Say that you have a pledge on your screen',
    description: 'For 50 seconds, or until you say `"here": false`. It is kept in memory alone.',
    answers: json(presenceSchema, 'Who else has, and how much waits for you'),
  },
} as const satisfies DeskRows;
