// The inbox, the comments and the suggestions at the endpoint.

import type { Comment, CommentPage, Inbox, NewComment, Present } from '../../../data/inbox.ts';
import type { OwnMail, OwnMailChange } from '../../../data/mail.ts';
import type { Decision } from '../../../data/suggestion.ts';
import type { BulkDecided, SuggestionPage } from '../../../data/suggestion-record.ts';
import { type Answer, ask, type PledgeName, send } from '../common/api.ts';
import { counts } from '../common/counts.ts';

/** What is told to an inbox as read, or as unread again. */
export type Marks = { read?: readonly string[] | 'all'; unread?: readonly string[]; until?: string };

function pathOf({ tracker, slug }: PledgeName): string {
  return `/trackers/${encodeURIComponent(tracker)}/pledges/${encodeURIComponent(slug)}`;
}

// The navigation says the number that an answer has brought.
async function counted<Value extends { unread: number }>(
  answer: Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const found = await answer;
  if (found.ok) counts.take({ inbox: found.value.unread });
  return found;
}

export const inboxApi = {
  inbox: (query: URLSearchParams) => counted(ask<Inbox>('GET', `/inbox?${query}`)),
  ownMail: () => ask<OwnMail>('GET', '/me/mail'),
  setOwnMail: (body: OwnMailChange) => ask<OwnMail>('PUT', '/me/mail', { body }),
  dropOwnMail: () => ask<undefined>('DELETE', '/me/mail'),
  mark: (marks: Marks) => counted(ask<{ unread: number }>('PATCH', '/inbox', { body: marks })),
  suggestions: (query: URLSearchParams, signal?: AbortSignal) =>
    ask<SuggestionPage>('GET', `/suggestions?${query}`, { signal }),
  decide: (ids: readonly number[], decision: Decision) =>
    ask<BulkDecided>('PATCH', '/suggestions', { body: { ids, ...decision } }),
  comments: (name: PledgeName, before: number | null, signal?: AbortSignal) =>
    ask<CommentPage>('GET', `${pathOf(name)}/comments${before === null ? '' : `?before=${before}`}`, {
      signal,
    }),
  comment: (name: PledgeName, body: NewComment) => ask<Comment>('POST', `${pathOf(name)}/comments`, { body }),
  removeComment: (name: PledgeName, id: number) => ask('DELETE', `${pathOf(name)}/comments/${id}`),
  /** Without asking anybody to sign in again: nothing is lost where it is not heard. */
  present: async (name: PledgeName, here: boolean): Promise<Present | null> => {
    const answer = await send<Present>('PUT', `${pathOf(name)}/presence`, {
      body: { here },
      keepalive: !here,
    });
    if (!answer.ok) return null;
    counts.take(answer.value.counts);
    return answer.value;
  },
};
