// The words of the inbox, of what readers suggest, and of what is said of a pledge.
import type { SuggestionKind, SuggestionState } from '../../../data/suggestion.ts';
import { countOf, numberText } from './numbers.ts';

const pledges = (count: number) => countOf(count, 'pledge', 'pledges');
const suggestions = (count: number) => countOf(count, 'suggestion', 'suggestions');

const SUGGESTED: Record<SuggestionKind, string> = {
  edit: 'Mistake',
  evidence: 'Source',
  disagree: 'Disagrees',
};

const STATES: Record<SuggestionState, string> = {
  open: 'Open',
  accepted: 'Accepted',
  declined: 'Declined',
  spam: 'Spam',
};

export const inboxWords = {
  heading: 'Inbox',
  unread: 'Unread',
  all: 'All',
  show: 'Show',
  none: 'Nothing here. You are told when something is given to you, sent back or said to you.',
  noneUnread: 'You have read everything.',
  readAll: 'Mark all as read',
  allRead: 'All is marked as read.',
  read: 'Mark as read',
  readOf: (what: string) => `Mark as read: ${what}`,
  unreadAgain: 'Mark as unread',
  unreadOf: (what: string) => `Mark as unread: ${what}`,
  isUnread: 'Unread:',
  select: (what: string) => `Select: ${what}`,
  selected: (count: number) => `${numberText(count)} selected`,
  more: 'Show more',
  nobody: 'The desk',
  pledges,
  /** What happened, after the name of who did it. */
  did: {
    assigned: () => 'gave you',
    returned: () => 'sent back',
    mentioned: () => 'mentioned you on',
    commented: () => 'commented on',
    suggestion: (count: number) => `${suggestions(count)} on`,
    unscheduled: () => 'took off the schedule:',
    'schedule-failed': () => 'Not published at its time:',
    'webhook-off': () => 'Webhook switched off:',
  },
  off: {
    failing: 'Its receiver failed for three days.',
    gone: 'Its receiver said that it is gone.',
  } as Record<string, string>,
  wasFor: 'It was to go out',
  mail: {
    heading: 'By mail',
    states: {
      none: 'Nothing of this comes to you by mail.',
      asked:
        'A mail has gone to the address that you wrote. Press the button that it leads to, within 48 hours. Asked',
      confirmed: 'Mail goes to the address that you confirmed on',
    },
    address: 'Your e-mail address',
    other: 'Another address, if you like',
    kept: 'It is used only for these mails. It is never shown again, not even to you, and is in no backup and no audit. The mails contain numbers, not titles.',
    atOnce: 'At once what waits for you: given to you, sent back, mentions, and what did not go out',
    daily: 'Once a day what you have not read',
    hour: 'at',
    save: 'Save',
    stop: 'Stop, and delete my address',
    saved: 'Saved.',
    asked: 'A mail is on its way to that address.',
    stopped: 'Your address is deleted.',
  },
};

export const suggestionWords = {
  heading: 'Suggestions',
  kinds: SUGGESTED,
  states: STATES,
  none: 'No reader has suggested anything.',
  noneFound: 'There are none like these.',
  filters: { tracker: 'Tracker', kind: 'Kind', state: 'State', age: 'Came' },
  any: 'Any',
  ages: { day: 'In the last day', week: 'In the last week', month: 'In the last month', older: 'Longer ago' },
  ofPledge: 'Of one pledge.',
  allPledges: 'Show those of all pledges',
  dropped: (count: number) =>
    `${suggestions(count)} were thrown away so far, because more waited than fit in the queue.`,
  count: suggestions,
  source: 'Open the source',
  answer: 'Answer',
  answerSubject: (title: string) => `Your suggestion: ${title}`,
  contact: (contact: string) => `Contact: ${contact}`,
  accept: 'Accept',
  acceptOf: (what: string) => `Accept: ${what}`,
  decline: 'Decline',
  declineOf: (what: string) => `Decline: ${what}`,
  spam: 'Spam',
  spamOf: (what: string) => `Spam: ${what}`,
  select: (what: string) => `Select: ${what}`,
  selectGroup: (title: string) => `Select all on ${title}`,
  selected: (count: number) => `${numberText(count)} selected`,
  more: 'Show more',
  of: (kind: SuggestionKind, title: string) => `${SUGGESTED[kind]}, ${title}`,
  decidedBy: (state: SuggestionState, name: string) => `${STATES[state]} by ${name}`,
  ledTo: (revision: number) => `led to revision ${revision}`,
  contacts: (count: number) =>
    count === 1
      ? 'Its reader left a contact, which is deleted when you close it: answer first.'
      : `${numberText(count)} readers left a contact, which is deleted when you close these: answer first.`,
  asks: {
    accepted: {
      heading: (count: number) => `Accept ${suggestions(count)}`,
      text: 'Readers see nothing of it. The next revision that you publish is linked to it.',
      yes: 'Accept',
    },
    declined: {
      heading: (count: number) => `Decline ${suggestions(count)}`,
      text: 'The reason is for the next editor: nobody outside the desk sees it.',
      yes: 'Decline',
    },
    spam: {
      heading: (count: number) => `${suggestions(count)} as spam`,
      text: 'Closed without a reason.',
      yes: 'It is spam',
    },
  },
  reason: { label: 'Reason', missing: 'Write why, or choose a reason.', kept: 'Given before' },
  said: (state: Exclude<SuggestionState, 'open'>, done: number, left: number) =>
    `${STATES[state]}: ${suggestions(done)}.${left > 0 ? ` ${numberText(left)} had been closed by somebody else.` : ''}`,
};

export const discussionWords = {
  label: 'About this pledge at the desk',
  comments: (count: number) => countOf(count, 'comment', 'comments'),
  noComments: 'Comment',
  suggestions,
  here: (names: string) => `Here as well: ${names}`,
  redacted: 'These words went with a redaction.',
  write: 'Comment for the desk',
  hint: 'Readers never see it. @ mentions somebody, who is told.',
  send: 'Comment',
  sent: 'Commented.',
  missing: 'Write something first.',
  people: 'People whom you can mention',
  offered: (count: number) => countOf(count, 'person fits', 'people fit'),
  remove: 'Delete',
  removeOf: (text: string) => `Delete: ${text}`,
  removeAsk: {
    heading: 'Delete this comment',
    text: 'It is deleted for everybody, and disappears from every inbox.',
    yes: 'Delete',
  },
  older: 'Older comments',
};
