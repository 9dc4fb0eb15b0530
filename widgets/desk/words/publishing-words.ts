// The words of publishing and of the history: a part of the table in words.ts.
import { countOf as count } from './numbers.ts';

/** How long something takes, in minutes and seconds. */
function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  const parts = [minutes && count(minutes, 'minute', 'minutes'), rest && count(rest, 'second', 'seconds')];
  return parts.filter(Boolean).join(' ') || 'no time';
}

const difference = {
  removed: 'removed:',
  added: 'added:',
  end: 'end of change.',
  none: 'Nothing that readers see changes.',
  fields: (fields: readonly string[]) => `What changes for readers: ${fields.join(', ')}.`,
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
  editHint:
    'The verdict stays; its words get better. Feeds and articles say nothing of it; a note stands in the history.',
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
  noSuchTime: 'This time does not exist in that time zone: the clocks skip it.',
  timeHint: 'Readers see nothing of it before that time.',
  correctionIsNow: 'A correction goes out at once.',
  /** How long it takes until every reader has it: from now, or from its time. */
  wait: ({ store, edge, browser }: { store: number; edge: number; browser: number }, isLater: boolean) =>
    `Readers see it within moments${isLater ? ' of that time, and not before' : ''}. Whoever has read the page shortly before may see the old one for ${duration(store + edge + browser)} at most.`,
  submit: { now: 'Publish', correction: 'Publish the correction', later: 'Schedule' },
  privately:
    'This tracker is private. What you mark as ready stays unseen until the tracker is opened, and can be changed until then.',
  ready: 'Mark it ready',
  readyChanges: 'What would be ready',
  readyFirst: 'Nothing of this pledge is ready yet.',
  readyMisfit: 'It no longer fits its tracker, and holds up the opening:',
  readySecondPerson: 'You wrote some of this, and this tracker wants a second person to mark it ready.',
  readyWriter: 'An editor marks it ready. Submit it when you are done.',
  isReady: (by: string) => `Marked ready by ${by}. Readers see it when the tracker is opened.`,
  toOpen: 'To the check list',
  none: 'There is no draft to publish.',
  notReady: 'It cannot be published yet:',
  mend: 'Mend it',
  secondPerson: 'You wrote some of this, and this tracker wants a second person to publish it.',
  breakGlass: 'Why one person has to publish it',
  breakGlassHint: 'As an admin you may. The desk’s record keeps the reason.',
  writer: 'An editor publishes. Submit it when it is ready.',
  scheduled: (when: string, zone: string) => `It goes out on ${when} (${zone}).`,
  unschedule: 'Take it off the schedule…',
  stale:
    'It was changed by someone else since you opened it. Here is what would change now; your note is still there.',
  lost: 'No answer came, so it may or may not have been published. Look before you try again:',
  look: 'See how it stands',
};

const done = {
  published: 'Published',
  scheduled: 'Scheduled',
  scheduledFor: (when: string, zone: string) =>
    `It goes out on ${when} (${zone}). Until then readers see what they see now.`,
  link: 'See the public page',
  embedHeading: 'For your article',
  copy: 'Copy the embed code',
  copied: 'Copied: paste it into the article.',
  selected: 'The browser does not let us copy. It is selected: copy it by hand.',
  embed: 'Another form',
  waiting: 'On its way to readers…',
  isOut: 'Readers are getting it now.',
  late: 'It has not reached readers yet, and is tried again until it does. Nothing is lost.',
  next: 'Back to Today',
  ready: 'Ready',
  another: 'Write another pledge',
};

const history = {
  followed: (count: number) => `after ${count === 1 ? 'a suggestion' : `${count} suggestions`}`,
  revisions: 'Revisions',
  none: 'Nothing has been published yet.',
  private: 'Nothing of a private tracker is on record. The history begins when it is opened.',
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
    retraction: 'Verdict withdrawn',
    revert: 'Revert',
    redaction: 'Redaction',
  } as Record<string, string>,
};

const ask = {
  return: {
    heading: 'Return to the writer',
    text: 'It goes back to a draft with your comment. Readers see nothing of it.',
    note: { label: 'Comment' },
    yes: 'Return',
  },
  unschedule: {
    heading: 'Take it off the schedule',
    text: 'It becomes a draft again.',
    note: { label: 'Comment' },
    yes: 'Take off',
  },
  revert: (revision: number) => ({
    heading: `Revert to revision ${revision}`,
    text: 'Its content becomes what readers see now, as a new revision.',
    note: { label: 'What readers are told' },
    yes: 'Revert',
  }),
  returned: 'Returned to the writer.',
  unscheduled: 'Taken off the schedule.',
  reverted: (revision: number) => `Reverted to revision ${revision}.`,
};

/** The words of publishing, of the differences and of the history. */
export const publishingWords = { difference, publish, done, history, ask };
