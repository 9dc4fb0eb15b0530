// The words of the acts that are done now and then, and of the trash. Not in the table of words.ts: nobody waits for them
// before Today is there.

const note = { label: 'What readers are told', hint: 'It stands in the history for ever.' };

/** The words of the acts behind "More acts". */
export const actsWords = {
  more: 'More acts',
  retract: {
    open: 'Retract…',
    does: 'Withdraw the verdict. Readers see that, and why.',
    heading: 'Retract the verdict',
    text: 'Readers see that the desk has withdrawn it, and your note, on its page and wherever it was quoted. The history stays. Publishing or reverting puts a verdict before readers again.',
    note,
    yes: 'Retract',
    done: 'Retracted. Readers see it within moments.',
  },
  dispute: {
    open: 'Dispute…',
    does: 'Put the verdict under review. It stands, and says so.',
    heading: 'Dispute the verdict',
    text: 'The verdict stands. Its page and every badge say that it is under review since today, and the page says why.',
    note,
    yes: 'Put under review',
    done: 'Under review. Readers see it within moments.',
  },
  settle: {
    open: 'Settle…',
    does: 'End the review. The verdict stands as it is.',
    heading: 'Settle the dispute',
    text: 'Readers no longer see that the verdict is under review. It stands as it is; if the review changed it, publish that first.',
    note,
    yes: 'Settle',
    done: 'Settled. Readers see it within moments.',
  },
  rename: {
    open: 'Rename…',
    does: 'Give it another address, or old ones that lead here for ever.',
    heading: 'Rename the address',
    text: 'The page moves to a new address. The old one leads there for ever, and badges that name it go on working.',
    slug: 'Address',
    aliases: 'Old addresses that lead here',
    aliasesHint:
      'Such as an old site’s /policies/the-ferry, one on each line. An address that was taken on is for ever.',
    missing: 'Write the new address.',
    yes: 'Rename',
    done: 'Done. Every old address leads here.',
  },
  merge: {
    open: 'Merge…',
    does: 'Let it lead to another pledge, where two are one promise.',
    heading: 'Merge into another pledge',
    text: 'Of two that are one promise, this is the one that goes. Readers of its page are led to the other one, and its badges say that it was merged. There is no way back.',
    search: 'Find the other pledge',
    into: 'The pledge that stays',
    none: 'No published pledge of this tracker fits.',
    missing: 'Choose the pledge that stays.',
    note: {
      label: 'Why',
      hint: 'Readers see it with the history of this pledge, on the page of the other one.',
    },
    yes: 'Merge',
    done: 'Merged. Readers are led to the other pledge.',
  },
  redact: {
    open: 'Redact…',
    does: 'Take the words of revisions out of the history for good.',
    heading: 'Redact revisions',
    text: 'For a court’s order or an erasure. The words of these revisions go out of pages, history, feeds and exports.',
    warning: 'For good: nobody can bring them back. Their dates and hashes stay, and your note.',
    drafts: 'A draft is not looked into. Mend it by hand if it holds the same words.',
    current: (revision: number) =>
      `Revision ${revision} is what readers see now. To redact it as well, publish a version without those words, or retract the pledge.`,
    revisions: 'Revisions to redact',
    revision: (revision: number, what: string, when: string) => `${revision}: ${what} of ${when}`,
    missing: 'Choose at least one revision.',
    none: 'There is no earlier revision to redact.',
    note,
    yes: 'Redact for good',
    done: 'Redacted.',
  },
  discard: {
    open: 'Discard draft…',
    does: 'Drop what was written since the last publication.',
    heading: 'Discard the draft',
    text: 'What was written since the last publication is dropped, whoever wrote it. What readers see stays as it is.',
    yes: 'Discard',
    done: 'The draft is discarded.',
  },
  trash: {
    open: 'Move to trash…',
    does: 'Take away a pledge that was begun by mistake.',
    heading: 'Move to the trash',
    text: 'Readers have never seen this pledge. It can be recovered from the trash for 30 days; then it is gone for good. Its address is free at once.',
    yes: 'Move to trash',
    done: 'Moved to the trash.',
  },
  assign: {
    open: 'Assign…',
    does: 'Give the draft to somebody else. Readers see nothing of it.',
    heading: 'Assign the draft',
    text: 'The draft goes to somebody else’s desk. Readers see nothing of it.',
    to: 'To whom',
    missing: 'Say to whom.',
    yes: 'Assign',
    done: 'Assigned.',
  },
};

/** The words of the trash. */
export const trashWords = {
  lead: 'Pledges that readers have never seen. Each is kept for 30 days.',
  none: 'The trash is empty.',
  by: (name: string) => `Moved here by ${name} on`,
  until: 'kept until',
  recover: 'Recover',
  recoverOf: (title: string) => `Recover: ${title}`,
  recovered: (title: string, lost: readonly string[]) =>
    `Recovered: ${title}.${lost.length > 0 ? ` These addresses lead elsewhere by now: ${lost.join(', ')}.` : ''}`,
  another: {
    heading: 'Recover under another address',
    text: 'Its address belongs to another pledge by now.',
    slug: 'Address',
    missing: 'Write another address.',
    yes: 'Recover',
  },
};
