// The words of the app. What has a number or a name in it is a function.
import { countOf, numberText } from './numbers.ts';

const shell = {
  title: (heading: string) => `${heading} · Pledgemark desk`,
  name: 'Pledgemark',
  skip: 'Skip to the content',
  navigation: 'Desk',
  run: 'Run the desk',
  trackers: 'Trackers',
  goTo: 'Go to…',
  account: 'Your account',
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  shortcuts: 'Keyboard shortcuts',
  leavesAccess: 'Sign out of Cloudflare Access',
  loading: 'Loading…',
  again: 'Try again',
  close: 'Close',
  nothingHere: 'There is nothing here',
  nothingHereDetail: 'The address names no screen of the desk.',
  home: 'To Today',
};

const roles = { reader: 'Reader', writer: 'Writer', editor: 'Editor', admin: 'Admin' };

const states = {
  draft: 'Draft',
  review: 'In review',
  scheduled: 'Scheduled',
  ready: 'Ready',
  published: 'Published',
  retracted: 'Verdict withdrawn',
  merged: 'Merged',
};

const visibility = { private: 'Private', unlisted: 'Unlisted' };

const signIn = {
  heading: 'Sign in',
  lead: 'With the token that an admin of this desk gave you; on a new installation, its ADMIN_TOKEN.',
  token: 'Token',
  submit: 'Sign in',
  submitting: 'Signing in…',
  wrong: 'This token does not open the desk. It may be mistyped, expired or revoked.',
  lapsed: 'Your session has ended',
  lapsedDetail: 'Sign in again to go on. What you have written is still here.',
  notNow: 'Not now',
};

/** What a refusal means to an editor. The endpoint's own title stands where there is nothing better to say. */
const problems: Record<string, string> = {
  offline: 'The desk cannot be reached. Check the connection; nothing on this screen is lost.',
  replaced: 'The desk has been renewed. Save what you are writing, then load this page again.',
  unreadable: 'Something between you and the desk answered in its place.',
  'no-cookie':
    'The browser blocks the desk’s cookie, so you cannot stay signed in. Allow cookies for this address.',
  unauthenticated: 'You are not signed in.',
  'other-person': 'Somebody else has signed in since, so this was not done.',
  'too-large': 'That is more than the desk takes at once.',
  'no-token': 'Write your token here.',
  unavailable: 'The desk cannot answer at the moment. Try again in a minute; nothing on this screen is lost.',
  internal: 'Something went wrong on our side. Nothing on this screen is lost.',
  'too-many-requests': 'Too many wrong tokens came from your network. Wait a minute, then try again.',
  'not-saved': 'Some of what you wrote cannot be saved yet. Mend what is marked, then try again.',
  'nothing-new': 'Readers see this already.',
  'stale-version': 'Somebody else has changed this since you opened it.',
};

const today = {
  heading: 'Today',
  jump: 'On this screen',
  lists: {
    due: {
      title: 'Due for review',
      none: 'Nothing is due. Every published pledge has been looked at in time.',
      noneHere: 'Nothing is due of what these filters leave.',
    },
    review: { title: 'For a second pair of eyes', none: 'Nothing waits for review.' },
    drafts: { title: 'Your drafts', none: 'You have no drafts.' },
    scheduled: { title: 'Scheduled', none: 'Nothing is scheduled.' },
  },
  views: { all: 'Everybody’s', mine: 'Mine', unassigned: 'Unassigned' },
  reasons: {
    'due-passed': 'Was due',
    disputed: 'Under review',
    suggested: 'Suggestion',
    'never-checked': 'Never checked',
    'check-old': 'Looked at',
    'evidence-old': 'Old evidence',
  },
  own: 'Yours: waits for somebody else',
  check: 'Unchanged',
  checkOf: (title: string) => `Unchanged, checked today: ${title}`,
  saidChecked: (title: string) => `Checked: ${title}`,
  saidRefused: (title: string) => `Not checked: ${title}`,
  more: (count: number) => `And ${numberText(count)} more.`,
  inFind: 'Find them',
  noTrackers: 'No tracker is open to you yet. An admin can start one, or give you one.',
  isPrivate: 'is private: nobody but your desk sees it.',
  toOpen: 'Check list and opening',
  into: (tracker: string) => `into ${tracker}`,
  keptHere: 'Unsaved words are kept in this browser:',
  empty: 'There is nothing here yet. Start a tracker first: whose verdicts, on whose promises.',
};

const find = {
  heading: 'Find',
  importSheet: 'Import a sheet',
  search: 'Words of title, quotation, text or sources',
  any: (filter: string) => `${filter}: any`,
  filters: {
    tracker: 'Tracker',
    state: 'State',
    verdict: 'Verdict',
    category: 'Category',
    facet: 'Filed under',
    reason: 'Reason',
    owner: 'Whose',
    due: 'For review',
    day: 'Due',
    snoozed: 'Snoozed',
  },
  due: { true: 'Due for review', false: 'Not due' },
  day: { passed: 'Passed', soon: 'In the next 30 days', none: 'No day' },
  reasons: {
    'due-passed': 'Past its day',
    disputed: 'Under review',
    suggested: 'Suggestion',
    'never-checked': 'Never checked',
    'check-old': 'Check overdue',
    'evidence-old': 'Old evidence',
  },
  snoozed: { true: 'Snoozed', false: 'Not snoozed' },
  moreFilters: 'More filters',
  columns: 'Columns',
  columnNames: {
    verdict: 'Verdict',
    title: 'Title',
    reasons: 'Reason',
    state: 'State',
    category: 'Categories',
    assignee: 'Assigned to',
    owner: 'On the desk of',
    due: 'Due',
    checked: 'Checked',
    updated: 'Changed',
    tracker: 'Tracker',
  },
  act: 'Act',
  csv: 'CSV',
  count: (count: number) => countOf(count, 'pledge', 'pledges'),
  searching: 'Searching…',
  none: 'Nothing fits.',
};

const lists = {
  views: 'Views',
  saveView: 'Save this view',
  renameView: 'Rename',
  removeView: 'Delete',
  review: 'Review one by one',
  select: (title: string) => `Select: ${title}`,
  selectAll: 'Select all',
  selected: (count: number) => `${numberText(count)} selected`,
  gone: 'No longer due',
};

const rows = {
  noVerdict: 'No verdict',
  takeAway: 'Discard the draft, or move the pledge to the trash',
  nobody: 'Nobody',
  checking: 'Checking…',
  checked: 'Checked',
  snoozed: 'Snoozed until',
  suggestions: (count: number) => countOf(count, 'suggestion', 'suggestions'),
  comments: (count: number) => countOf(count, 'comment', 'comments'),
};

const waiting = {
  all: 'Readers see everything that is published.',
  some: (count: number) =>
    count === 1
      ? 'One page or list has not reached readers yet, since'
      : `${numberText(count)} pages and lists have not reached readers yet, the first since`,
  light: (count: number) => `Readers wait for ${countOf(count, 'document', 'documents')}, since`,
  goesOn: 'The desk keeps trying. Nothing is lost, and you can go on working.',
  failing: (error: string) => `It keeps failing. Tell whoever runs this desk: ${error}`,
};

const place = {
  label: 'In the list',
  at: (at: number, of: number) => `${numberText(at)} of ${numberText(of)}`,
  of: (at: number, of: number, list: string) => `${numberText(at)} of ${numberText(of)}: ${list}`,
  next: 'Next pledge',
  previous: 'Pledge before',
  wasLast: (list: string) => `That was the last of: ${list}`,
  isFirst: (list: string) => `This is the first of: ${list}`,
};

const controls = {
  choose: 'Choose…',
  none: 'Not said',
  optional: 'optional',
  left: (left: number) => countOf(left, 'character left', 'characters left'),
  over: (over: number) => `${countOf(over, 'character', 'characters')} too many`,
  open: 'Open',
  readAs: (day: string) => `That is ${day}.`,
};

const pledge = {
  tabs: 'This pledge',
  write: 'Write',
  publish: 'Publish',
  history: 'History',
  page: 'Public page',
  untitled: 'Untitled pledge',
  returned: (comment: string) => `Sent back: ${comment}`,
  owner: (name: string) => `on ${name}’s desk`,
  checked: 'checked',
  neverChecked: 'never checked',
  newWindow: ' (opens in a new tab)',
  gone: 'This pledge was merged into another one.',
};

const newPledge = {
  heading: 'New pledge',
  tracker: 'Tracker',
  title: 'Title',
  titleHint: 'The promise in one line.',
  titleMissing: 'Write the promise in one line.',
  slug: 'Address',
  slugHint: 'a to z, 0 to 9 and hyphens. It can be renamed later, and old addresses go on leading here.',
  create: 'Begin',
};

const ask = {
  cancel: 'Cancel',
  missing: 'Write a sentence or two.',
  stale:
    'Not done: it was changed by someone else since you opened it. What you wrote is kept for when you try again.',
  overtaken: 'It has changed since, perhaps by what you sent before. This is how it stands now.',
  lost: 'No answer came, so it may or may not have been done. Try again: it is never done twice.',
  kept: 'What you wrote is kept.',
};

const undo = {
  undo: 'Undo',
  does: (said: string, of?: string) => `Undo: ${said}${of === undefined ? '' : ` ${of}`}`,
  done: (done: number, left: number) =>
    left === 0
      ? 'Undone.'
      : done === 0
        ? 'Not undone: somebody has gone on with it since.'
        : `${numberText(done)} undone. ${numberText(left)} left as they are: somebody has gone on with them since.`,
};

/** The words of the first screen and of what all screens share; the others have theirs beside this file. Functions where a number or a name comes into a sentence. */
export const words = {
  shell,
  roles,
  states,
  visibility,
  signIn,
  problems,
  today,
  find,
  lists,
  rows,
  waiting,
  place,
  controls,
  pledge,
  newPledge,
  ask,
  undo,
  inbox: 'Inbox',
  suggestions: 'Suggestions',
  unread: 'unread',
  open: 'open',
  trash: 'Trash',
  people: 'People',
  settings: 'Settings',
  webhooks: 'Webhooks',
  audit: 'Audit',
  status: 'Status',
  backup: 'Backup',
  start: 'Start a tracker',
};
