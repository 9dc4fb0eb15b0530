// The words of writing, publishing, history and collisions: a part of the table in words.ts.

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** How long something takes, in minutes and seconds. */
function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [minutes && count(minutes, 'minute', 'minutes'), rest && count(rest, 'second', 'seconds')];
  return parts.filter(Boolean).join(' ') || 'no time';
}

const kinds = {
  action: 'Action: something is to be done',
  target: 'Target: a number is to be reached',
  continue: 'Continue: something is to stay as it is',
  umbrella: 'Umbrella: listed, and not counted',
};

const statuses = { published: 'Published', retracted: 'Withdrawn by the desk' };

const schedules = {
  'not-due': 'Not due yet',
  'on-time': 'On time',
  overdue: 'Overdue',
  late: 'Done, but late',
  missed: 'Deadline missed',
};

const reasons = {
  abandoned: 'Abandoned',
  reversed: 'Reversed',
  blocked: 'Blocked',
  'no-majority': 'No majority',
  'deadline-missed': 'Deadline missed',
  superseded: 'Superseded',
  funding: 'Funding',
  external: 'Events outside its control',
};

const relations = { related: 'Related to', 'part-of': 'Part of', 'depends-on': 'Depends on' };

const fields: Record<string, string> = {
  '/status': 'Status',
  '/title': 'Title',
  '/categories': 'Categories',
  '/kind': 'Kind of promise',
  '/due': 'Promised by',
  '/promise': 'Promise',
  '/promise/quote': 'The promise, word for word',
  '/promise/document': 'Document',
  '/promise/page': 'Page',
  '/promise/url': 'Address of the source',
  '/promise/madeBy': 'Made by',
  '/promise/madeOn': 'Made on',
  '/verdict': 'Verdict',
  '/verdict/id': 'Verdict',
  '/verdict/effectiveOn': 'The day it is about',
  '/verdict/headline': 'Headline',
  '/verdict/summary': 'Summary',
  '/verdict/body': 'Why this verdict',
  '/verdict/schedule': 'Against its deadline',
  '/verdict/reasons': 'Reasons',
  '/evidence': 'Evidence',
  '/related': 'Related pledges',
  '/responses': 'Responses',
  '/underReview': 'Under review',
  '/slug': 'Address',
  '/aliases': 'Old addresses',
};

const row = {
  title: 'Title',
  publisher: 'Publisher',
  url: 'Address',
  date: 'Date',
  archivedUrl: 'Archived copy',
  quote: 'Quotation',
  pledge: 'Pledge',
  relation: 'How',
  from: 'From',
  text: 'What they say',
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
  newWindow: ' (opens in a new tab)',
  gone: 'This pledge was merged into another one.',
};

const write = {
  sections: {
    promise: 'The promise',
    verdict: 'The verdict',
    evidence: 'Evidence',
    related: 'Related pledges',
    responses: 'Responses',
  },
  choose: 'Choose…',
  none: 'Not said',
  optional: 'optional',
  left: (left: number) => count(left, 'character left', 'characters left'),
  over: (over: number) => `${count(over, 'character', 'characters')} too many`,
  upToThree: 'Up to three',
  markdown:
    'Paragraphs, *emphasis*, [links](https://...), lists and quotations. The page at the side shows it.',
  summaryHint: 'What the card and the hover card show.',
  paste: 'Paste the address of a source',
  addPasted: 'Add',
  notAddress: 'That is no address. It has to begin with https:// or http://.',
  add: { evidence: 'Add evidence by hand', related: 'Add a related pledge', responses: 'Add a response' },
  rowName: {
    evidence: (number: number) => `Evidence ${number}`,
    related: (number: number) => `Related pledge ${number}`,
    responses: (number: number) => `Response ${number}`,
  },
  remove: 'Remove',
  removed: (name: string) => `${name} removed.`,
  responsesHint: 'What the people judged say of the verdict.',
  check: 'Review and publish',
  submit: 'Submit for review',
  submitted: 'Submitted for review.',
  return: 'Return…',
  notReady: (errors: number) => `Not ready yet: ${count(errors, 'field', 'fields')} to mend.`,
  cannotSave: (title: string) => `${title} cannot be changed now.`,
  isScheduled: (when: string) => `Goes out on ${when}. Take it off the schedule to change it.`,
  restored: (when: string) => `Your unsaved words of ${when} are back.`,
  notKept: 'This browser keeps nothing for the desk, so words that are not saved are lost with this tab.',
  otherTab: 'You have this pledge open in another tab, and have written there too.',
};

const saving = {
  saved: 'Saved',
  untouched: 'Nothing to save',
  typed: 'Not saved yet',
  saving: 'Saving…',
  offline: 'Not saved: no network. Your words are kept in this browser, and saved when it is back.',
  unreachable:
    'Not saved: the desk does not answer. Your words are kept in this browser, and it is tried again.',
  fields: (errors: number) =>
    `Not saved: mend ${count(errors, 'field', 'fields')}. Your words are kept in this browser.`,
  signedOut: 'Not saved: you are signed out. Your words are kept in this browser.',
  stale: 'Not saved: changed by someone else since you opened it.',
  refused: (why: string) => `Not saved: ${why} Your words are kept in this browser.`,
  again: 'Save now',
  backAgain: 'Saved again.',
};

const leave = {
  heading: 'Leave with unsaved words?',
  text: 'Not everything has reached the desk. It is kept in this browser, and is here when you come back.',
  yes: 'Leave',
  no: 'Stay',
};

const preview = {
  heading: 'As readers would see it',
  themes: 'Look of the preview',
  light: 'Light',
  dark: 'Dark',
  badge: 'In an article',
  sentence: ['They promised it, and it is ', ' today.'],
  card: 'As a card',
  page: 'The page',
  frame: 'Preview of the page',
  behind: 'It shows what was last saved.',
  none: 'Nothing to show yet.',
  failed: 'The preview cannot be had at the moment.',
};

const collision = {
  heading: 'Changed by someone else since you opened it',
  lead: 'Both versions are here, and nothing you typed is lost. Choose for each field; nothing is saved until you do.',
  by: {
    me: 'Only you changed this.',
    them: 'Only they changed this.',
    both: 'Both of you changed this: choose.',
  },
  mine: 'Mine',
  theirs: 'Theirs',
  rows: 'Both lists',
  edit: 'Edit',
  edited: (field: string) => `${field}, edited`,
  nothing: 'nothing',
  allMine: 'Mine everywhere',
  allTheirs: 'Theirs everywhere',
  save: 'Save this',
  undecided: (left: number) => `${count(left, 'field is', 'fields are')} still to be decided.`,
  again: 'It was changed once more. Your choices are kept as yours.',
  published: 'Their version has been published.',
  same: 'Their version says the same as yours.',
};

const difference = {
  removed: 'removed:',
  added: 'added:',
  end: 'end of change.',
  none: 'Nothing that readers see changes.',
  first: 'Readers see this pledge for the first time.',
  gap: 'unchanged words left out',
};

const publish = {
  changes: 'What changes for readers',
  how: 'How',
  kind: 'What it is',
  verdict: 'A new verdict',
  verdictHint: 'Things have moved on. Articles that quoted the old verdict say that it changed.',
  edit: 'An edit',
  editHint: 'The verdict stays; its words get better. Followers are not told unless you write a note.',
  correction: 'A correction',
  correctionHint: 'What stood here was wrong. Readers are told so, and the wrong label is not repeated.',
  note: 'What readers are told',
  noteHint: 'It stands in the history for ever.',
  noteMissing: 'Readers are told why: write a note.',
  when: 'When',
  now: 'Now',
  atTime: 'At a time',
  time: (zone: string) => `Day and time in ${zone}`,
  timeMissing: 'Choose a day and a time.',
  noSuchTime: 'No clock there shows this time.',
  timeHint: 'Nothing of it reaches readers before.',
  correctionIsNow: 'A correction goes out at once.',
  wait: ({ store, edge, browser }: { store: number; edge: number; browser: number }) =>
    `Readers see it within moments. At worst an old copy lasts ${duration(store + edge + browser)}: ${duration(store)} in the store, ${duration(edge)} at the edge and ${duration(browser)} in a browser.`,
  submit: { now: 'Publish', correction: 'Publish the correction', later: 'Schedule' },
  none: 'There is no draft to publish.',
  notReady: 'It cannot be published yet:',
  secondPerson: 'You wrote some of this, and this tracker wants a second person to publish it.',
  breakGlass: 'Why one person has to publish it',
  breakGlassHint: 'As an admin you may. The audit keeps the reason.',
  writer: 'An editor publishes. Submit it when it is ready.',
  scheduled: (when: string) => `It goes out on ${when}.`,
  unschedule: 'Take it off the schedule…',
  stale:
    'It was changed by someone else since you opened it. Here is what would change now; your note is still there.',
  lost: 'No answer came, so it may or may not have been published. Look before you try again:',
  look: 'See how it stands',
};

const done = {
  published: 'Published',
  scheduled: 'Scheduled',
  scheduledFor: (when: string) => `It goes out on ${when}. Until then readers see what they see now.`,
  link: 'See the public page',
  waiting: 'On its way to the store…',
  inStore: 'It is in the store.',
  late: (error: string) =>
    `It has not reached the store yet, and is tried again until it does. Nothing is lost. ${error}`,
  next: 'Back to Today',
};

const ask = {
  cancel: 'Cancel',
  return: {
    heading: 'Return to the writer',
    text: 'It goes back to a draft with your comment. Readers see nothing of it.',
    label: 'Comment',
    yes: 'Return',
  },
  unschedule: {
    heading: 'Take it off the schedule',
    text: 'It becomes a draft again.',
    label: 'Comment',
    yes: 'Take off',
  },
  revert: (revision: number) => ({
    heading: `Revert to revision ${revision}`,
    text: 'Its content becomes what readers see now, as a new revision.',
    label: 'What readers are told',
    yes: 'Revert',
  }),
  missing: 'Write a sentence or two.',
  returned: 'Returned to the writer.',
  unscheduled: 'Taken off the schedule.',
  reverted: (revision: number) => `Reverted to revision ${revision}.`,
};

const history = {
  revisions: 'Revisions',
  none: 'Nothing has been published yet.',
  columns: {
    older: 'From',
    newer: 'To',
    revision: 'Revision',
    when: 'When',
    kind: 'What',
    by: 'By',
    note: 'Note',
  },
  compareFrom: (revision: number) => `Compare from revision ${revision}`,
  compareTo: (revision: number) => `Compare to revision ${revision}`,
  changes: (from: number, to: number) => `From revision ${from} to ${to}`,
  same: 'Their content is the same.',
  redacted: (revision: number) => `The content of revision ${revision} was redacted.`,
  revert: 'Revert…',
  revertTo: (revision: number) => `Revert to revision ${revision}`,
  current: 'now',
  kinds: {
    import: 'Import',
    verdict: 'Verdict',
    correction: 'Correction',
    edit: 'Edit',
    retraction: 'Withdrawal',
    revert: 'Revert',
    redaction: 'Redaction',
  } as Record<string, string>,
};

const newPledge = {
  heading: 'New pledge',
  tracker: 'Tracker',
  title: 'Title',
  titleHint: 'The promise in one line.',
  slug: 'Address',
  slugHint: 'a to z, 0 to 9 and hyphens. It can be renamed later, and old addresses go on leading here.',
  create: 'Begin',
};

export const writingWords = {
  kinds,
  statuses,
  schedules,
  reasons,
  relations,
  fields,
  row,
  pledge,
  write,
  saving,
  leave,
  preview,
  collision,
  difference,
  publish,
  done,
  ask,
  history,
  newPledge,
};
