// The words of acts on many rows, of saved views and of the review mode: nobody waits for them before a list is there.
import { countOf, numberText } from './numbers.ts';

const pledgesOf = (count: number) => countOf(count, 'pledge', 'pledges');

/** What each act on rows asks, by its name. `name` is what progress and refusals call it. */
export const actWords = {
  check: {
    name: 'Check',
    heading: (count: number) => `Check ${pledgesOf(count)}`,
    text: 'Readers of each see that it was checked today. Say it only of what somebody has looked at. You can undo it for an hour.',
    looked: { label: 'What was looked at', hint: 'For the audit: readers do not see it.' },
    missing: 'Write what was looked at, such as “the sources of each”.',
    yes: 'Checked, nothing changed',
    said: 'Checked',
    done: (count: number) => `${pledgesOf(count)} checked`,
  },
  assign: {
    name: 'Assign',
    heading: (count: number) => `Assign ${pledgesOf(count)}`,
    text: 'Each is theirs to look after, and is under “Mine” on their Today. A draft goes to them along with its pledge.',
    yes: 'Assign',
    said: 'Assigned',
    done: (count: number) => `${pledgesOf(count)} assigned`,
  },
  snooze: {
    name: 'Snooze',
    heading: (count: number) => `Snooze ${pledgesOf(count)}`,
    text: 'Not due before that day, unless somebody disputes it, suggests something or publishes it anew.',
    yes: 'Snooze',
    said: 'Snoozed',
    done: (count: number) => `${pledgesOf(count)} snoozed`,
  },
  submit: {
    name: 'Submit for review',
    heading: (count: number) => `Submit ${pledgesOf(count)} for review`,
    text: 'Each draft waits for a second pair of eyes, under that heading on every editor’s Today.',
    yes: 'Submit',
    said: 'Submitted',
    done: (count: number) => `${pledgesOf(count)} submitted`,
  },
  publish: {
    name: 'Publish',
    heading: (count: number) => `Publish ${pledgesOf(count)}`,
    text: 'Readers see each draft at once. What readers have seen cannot be undone. In a private tracker they become ready, and nobody sees them yet.',
    note: {
      label: 'What readers are told',
      hint: 'It stands in the history of each pledge for ever. A changed verdict requires it.',
    },
    yes: 'Publish',
    said: 'Published',
    done: (count: number) => `${pledgesOf(count)} published`,
  },
  set: {
    name: 'File',
    heading: (count: number) => `File ${pledgesOf(count)}`,
    text: 'Drafts change as they are; of what is published a draft is begun, which readers see when it is published.',
    category: 'Category',
    add: (what: string) => `Add ${what.toLowerCase()}`,
    remove: (what: string) => `Take away ${what.toLowerCase()}`,
    due: 'Promised by',
    dueHint: 'A day (2027-03-31), month (2027-03) or year (2027).',
    noDay: 'No day any more',
    missing: 'Choose at least one change.',
    oneTracker: 'These are of several trackers, which file in ways of their own. Choose the rows of one.',
    yes: 'Change',
    said: 'Changed',
    done: (count: number) => `${pledgesOf(count)} changed`,
  },
  discard: {
    name: 'Discard drafts',
    heading: (count: number) => `Discard the drafts of ${pledgesOf(count)}`,
    text: 'Everything written since each was published is dropped. What readers see stays. You can undo it for an hour.',
    yes: 'Discard',
    said: 'Discarded',
    done: (count: number) => `${countOf(count, 'draft', 'drafts')} discarded`,
  },
  trash: {
    name: 'Move to trash',
    heading: (count: number) => `Move ${pledgesOf(count)} to the trash`,
    text: 'They were never published. The trash keeps them for 30 days.',
    yes: 'Move to trash',
    said: 'In the trash',
    done: (count: number) => `${pledgesOf(count)} moved to the trash`,
  },
};

/** The line above a list while rows are selected or an act is under way. */
export const barWords = {
  unselect: 'Clear',
  more: 'More',
  acts: {
    check: 'Check',
    assign: 'Assign',
    snooze: 'Snooze',
    submit: 'Submit for review',
    publish: 'Publish',
    set: 'File…',
    discard: 'Discard draft',
    trash: 'Move to trash',
  },
  running: (name: string, done: number, of: number) => `${name}: ${numberText(done)} of ${numberText(of)}`,
  waits: 'No answer: it goes on as soon as the desk can be reached.',
  stop: 'Stop',
  refused: (name: string, count: number) => `${name}: ${countOf(count, 'pledge', 'pledges')} refused`,
  dismiss: 'Dismiss',
};

/** What is said while acts on many are under way, and of what came of them. */
export const manyWords = {
  none: (name: string) => `${name}: none of these can be.`,
  someLeftOut: (count: number) =>
    `Of those you selected, ${count === 1 ? '1 is' : `${count} are`} left out: the act does not apply in their state.`,
  busy: 'Another act on many is still under way.',
  refused: (count: number) => `, ${count} refused`,
  unsure: (count: number) => `, ${count} sent without an answer: see how they stand`,
  left: (count: number) => `, ${count} not done`,
};

/** Saved views. */
export const viewWords = {
  save: {
    heading: 'Save this view',
    text: 'The filters of this list, under a name of yours. Only you see it. A view of the same name is replaced.',
    label: 'Name',
    missing: 'Give it a name.',
    yes: 'Save',
    saved: (name: string) => `Saved: ${name}`,
  },
  rename: { heading: 'Rename the view', text: 'Only you see it.', yes: 'Rename' },
  remove: {
    heading: (name: string) => `Delete the view “${name}”?`,
    text: 'Its pledges stay as they are.',
    yes: 'Delete',
    removed: (name: string) => `Deleted: ${name}`,
  },
};
