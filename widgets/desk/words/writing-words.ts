// The words of writing and of collisions: a part of the table in words.ts.
import { countOf as count } from './numbers.ts';

const kinds = {
  action: 'Action: something is to be done',
  target: 'Target: a number is to be reached',
  continue: 'Continue: something is to stay as it is',
  umbrella: 'Umbrella: listed, and not counted',
};

const statuses = { published: 'Published', retracted: 'Verdict withdrawn' };

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
  'not-prioritised': 'Not a priority',
  predecessor: 'Begun or done by the previous government',
};

const evidenceTypes = {
  primary: 'Primary source',
  report: 'Report',
  news: 'News',
  data: 'Data',
  statement: 'Statement',
};

const relations = { related: 'Related to', 'part-of': 'Part of', 'depends-on': 'Depends on' };

const fields: Record<string, string> = {
  '/status': 'Status',
  '/title': 'Title',
  '/categories': 'Categories',
  '/facets': 'Filed under',
  '/kind': 'Kind of promise',
  '/due': 'Due',
  '/yardstick': 'What would count as kept',
  '/promise': 'Promise',
  '/promise/quote': 'The promise, word for word',
  '/promise/document': 'Document',
  '/promise/page': 'Page',
  '/promise/url': 'Address of the source',
  '/promise/madeBy': 'Who promised it',
  '/promise/madeOn': 'Promised on',
  '/verdict': 'Verdict',
  '/verdict/id': 'Verdict',
  '/verdict/effectiveOn': 'The day it is about',
  '/verdict/headline': 'Headline',
  '/verdict/summary': 'Summary',
  '/verdict/body': 'Why this verdict',
  '/verdict/schedule': 'Against its deadline',
  '/verdict/reasons': 'Reasons',
  '/timeline': 'What happened',
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
  type: 'Kind of source',
  happened: 'What happened',
  pledge: 'Pledge',
  relation: 'How',
  from: 'From',
  text: 'What they say',
  page: (page: number) => `page ${page}`,
};

const write = {
  sections: {
    promise: 'The promise',
    verdict: 'The verdict',
    evidence: 'Evidence',
    related: 'Related pledges',
    responses: 'Responses',
    timeline: 'What happened',
  },
  upToThree: 'Up to three',
  markdown:
    'Paragraphs, *emphasis*, [links](https://...), lists and quotations. The preview of the page shows it.',
  summaryHint: 'What the card and the hover card show.',
  paste: 'Paste the address of a source',
  addPasted: 'Add',
  notAddress: 'That is no web address. One begins with https:// or http://, and has no spaces.',
  dueHint: 'A day, a month or a year: 2026-11-30, 2026-11 or 2026.',
  yardstickHint: 'Written before the verdict. Readers see it beside the promise.',
  happenedHint: 'A day, a month or a year, or a span: 2026-11, or 2026-09/2026-11.',
  timelineHint: 'Steps on the way, with their dates. Readers see them oldest first.',
  add: {
    timeline: 'Add what happened',
    evidence: 'Add evidence by hand',
    related: 'Add a related pledge',
    responses: 'Add a response',
  },
  rowName: {
    timeline: (number: number) => `Step ${number}`,
    evidence: (number: number) => `Evidence ${number}`,
    related: (number: number) => `Related pledge ${number}`,
    responses: (number: number) => `Response ${number}`,
  },
  remove: 'Remove',
  removed: (name: string) => `${name} removed.`,
  putBack: (name: string) => `Put ${name} back`,
  isBack: (name: string) => `${name} is back.`,
  unchanged: 'Checked, nothing changed',
  unchangedShort: 'Unchanged',
  checkShort: 'Review',
  submitShort: 'Submit',
  toPreview: 'Preview',
  toWords: 'Write',
  beside: 'Sources and preview',
  promised: 'What was promised',
  noQuote: 'No words of the promise yet.',
  sources: 'Sources',
  noSources: 'No source yet.',
  archived: 'archived copy',
  edit: 'Edit',
  sourceAdded: 'The source is in: it needs a title.',
  sourceIsThere: 'This source is in already.',
  sourceNotNow: 'You cannot add the source while this pledge is read-only.',
  checked: 'Checked.',
  responsesHint: 'What the people judged say of the verdict.',
  check: 'Review and publish',
  checkReady: 'Review and mark ready',
  submit: 'Submit for review',
  submitted: 'Submitted for review.',
  return: 'Return…',
  notReady: (errors: number) => `Not ready yet: ${count(errors, 'field', 'fields')} to mend.`,
  isScheduled: (when: string) => `Goes out on ${when}. Take it off the schedule to change it.`,
  isRetracted: 'Readers see that the desk has withdrawn this verdict.',
  isUnderReview: (when: string, note: string) => `Readers see that it is under review since ${when}: ${note}`,
  restored: (when: string) => `Your unsaved words of ${when} are back.`,
  meanwhile: 'Somebody else has gone on with this pledge since you opened it. What you write is untouched.',
  otherTab: 'You have this pledge open in another tab, and have written there too.',
};

const saving = {
  saved: 'Saved',
  untouched: 'Nothing to save',
  asPublished: 'As readers see it: there is no draft',
  asReady: 'As it is ready: there is no draft',
  typed: 'Not saved yet',
  saving: 'Saving…',
  offline: 'Not saved: no network. It is tried again.',
  unreachable: 'Not saved: the desk does not answer. It is tried again.',
  fields: (errors: number) => `Not saved: mend ${count(errors, 'field', 'fields')}.`,
  signedOut: 'Not saved: you are signed out.',
  stale: 'Not saved: changed by someone else since you opened it.',
  refused: (why: string) => `Not saved: ${why}`,
  kept: 'Your words are kept in this browser.',
  notKept: 'This browser keeps nothing: do not close this tab.',
  again: 'Save now',
  backAgain: 'Saved again.',
};

const leave = {
  heading: 'Leave with unsaved words?',
  text: 'Not everything has reached the desk. It is kept in this browser, and is here when you come back.',
  lost: 'Not everything has reached the desk, and this browser keeps nothing: what is not saved is lost.',
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
  forms: 'Form of the preview',
  page: 'The page',
  card: 'As a card',
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

/** The words of writing a pledge, and of what its fields hold. */
export const writingWords = {
  kinds,
  statuses,
  schedules,
  reasons,
  evidenceTypes,
  relations,
  fields,
  row,
  write,
  saving,
  leave,
  preview,
  collision,
};
