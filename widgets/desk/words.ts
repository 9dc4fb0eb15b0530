// The words of the app. What has a number or a name in it is a function.
import { publishingWords } from './publishing-words.ts';
import { writingWords } from './writing-words.ts';

const shell = {
  title: (heading: string) => `${heading} · Pledgemark desk`,
  name: 'Pledgemark',
  skip: 'Skip to the content',
  navigation: 'Desk',
  run: 'Run the desk',
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
  unreadable: 'Something between you and the desk answered in its place.',
  'no-cookie':
    'The browser keeps no cookie of the desk, so there is no session. Allow cookies for this address.',
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
    },
    review: { title: 'For a second pair of eyes', none: 'Nothing waits for review.' },
    drafts: { title: 'Your drafts', none: 'You have no drafts.' },
    scheduled: { title: 'Scheduled', none: 'Nothing is scheduled.' },
  },
  reasons: {
    'due-passed': 'Was due',
    'never-checked': 'Never checked',
    'check-old': 'Last looked at',
    'evidence-old': 'Evidence not looked at for a year',
  },
  own: 'Yours: waits for somebody else',
  check: 'Unchanged',
  checkOf: (title: string) => `Unchanged, checked today: ${title}`,
  saidChecked: (title: string) => `Checked: ${title}`,
  saidRefused: (title: string) => `Not checked: ${title}`,
  more: (count: number) => `And ${count} more.`,
  inFind: 'Find them',
  noTrackers: 'No tracker is open to you yet. An admin can start one, or give you one.',
  isPrivate: 'is private: nobody but your desk sees it.',
  toOpen: 'Check list and opening',
  into: (tracker: string) => `into ${tracker}`,
  empty: 'Here is nothing yet. Begin with a tracker: whose verdicts, on whose promises.',
};

const find = {
  heading: 'Find',
  importSheet: 'Import a sheet',
  search: 'Words of the title',
  any: 'Any',
  filters: {
    tracker: 'Tracker',
    state: 'State',
    verdict: 'Verdict',
    category: 'Category',
    owner: 'On the desk of',
    due: 'Due',
  },
  due: { passed: 'Passed', soon: 'In the next 30 days', none: 'No day' },
  dueOn: 'due',
  checkedOn: 'checked',
  count: (count: number) => (count === 1 ? '1 pledge' : `${count} pledges`),
  selectedOf: (pledges: string, count: number) => `${pledges}, ${count} selected`,
  select: (title: string) => `Select: ${title}`,
  selectAll: 'Select all',
  check: (count: number) => `Checked, nothing changed: ${count === 1 ? '1 pledge' : `${count} pledges`}`,
  checking: 'Checking',
  stop: 'Stop',
  checkMany: {
    heading: (count: number) => `Checked: ${count === 1 ? '1 pledge' : `${count} pledges`}`,
    text: 'Readers of each see that it was checked today. Say it only of what somebody has looked at. You can undo it for an hour.',
    looked: { label: 'What was looked at', hint: 'For the audit: readers do not see it.' },
    missing: 'Write what was looked at, such as “the sources of each”.',
    yes: 'Checked, nothing changed',
  },
  saidChecked: (done: number, refused: number) =>
    `${done} checked${refused > 0 ? `, ${refused} refused: see the rows` : ''}`,
};

const palette = {
  label: 'Go to a pledge or a screen, or act',
  hint: 'A pledge, a screen, or what to do',
  none: 'Nothing fits.',
  act: 'Act',
  screen: 'Screen',
  pledge: 'Pledge',
};

const rows = {
  noVerdict: 'No verdict',
  checking: 'Checking…',
  checked: 'Checked',
  refused: 'Not done',
};

const waiting = {
  all: 'Readers see everything that is published.',
  some: (count: number) =>
    count === 1
      ? 'One page or list has not reached readers yet, since'
      : `${count} pages and lists have not reached readers yet, the first since`,
  goesOn: 'It is tried until it is done; nothing is lost, and you can go on.',
  failing: (error: string) => `It keeps failing. Tell whoever runs this desk what the store says: ${error}`,
};

const shortcuts = {
  heading: 'Keyboard shortcuts',
  or: 'or',
  after: 'then',
  singleKeys: 'Single keys do something (Ctrl and Cmd keys always do)',
  places: { everywhere: 'Everywhere', lists: 'In lists', writing: 'While writing and publishing' },
  does: {
    palette: 'Go to a pledge or a screen, or act',
    list: 'Keyboard shortcuts',
    today: 'Go to Today',
    find: 'Find a pledge',
    next: 'Next row',
    previous: 'Row before',
    open: 'Open the row',
    check: 'Checked, nothing changed',
    select: 'Select the row',
    save: 'Save now',
    forward: 'Review, then publish',
    promise: 'To the promise',
    verdict: 'To the verdict',
    evidence: 'To the evidence',
    related: 'To the related pledges',
    responses: 'To the responses',
    timeline: 'To what happened',
  },
};

const undo = {
  undo: 'Undo',
  does: (said: string, of?: string) => `Undo: ${said}${of === undefined ? '' : ` ${of}`}`,
  done: (done: number, left: number) =>
    left === 0
      ? 'Undone.'
      : done === 0
        ? 'Not undone: somebody has gone on with it since.'
        : `${done} undone. ${left} left as they are: somebody has gone on with them since.`,
};

/** Every word of the app but those of acts-words.ts. Functions where a number or a name comes into a sentence. */
export const words = {
  shell,
  roles,
  states,
  visibility,
  signIn,
  problems,
  today,
  find,
  palette,
  rows,
  waiting,
  shortcuts,
  ...writingWords,
  ...publishingWords,
  undo,
  trash: 'Trash',
  people: 'People',
  settings: 'Settings',
  webhooks: 'Webhooks',
  start: 'Start a tracker',
};
