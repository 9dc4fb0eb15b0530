// The words of the screens for whoever runs an installation.
const NUMBER = new Intl.NumberFormat('en-GB');
const count = (number: number, one: string, many: string) =>
  `${NUMBER.format(number)} ${number === 1 ? one : many}`;

const lasting = (seconds: number) =>
  seconds < 90
    ? count(Math.max(1, seconds), 'second', 'seconds')
    : count(Math.round(seconds / 60), 'minute', 'minutes');

/** What an act is called, by its name in the audit. One that is not here is called by that. */
const acts: Record<string, string> = {
  create: 'Began',
  save: 'Saved',
  submit: 'Submitted',
  return: 'Sent back',
  assign: 'Assigned',
  snooze: 'Put off',
  discard: 'Discarded the draft',
  trash: 'Moved to the trash',
  recover: 'Recovered',
  delete: 'Deleted from the trash',
  publish: 'Published',
  'publication failed': 'Publication failed',
  schedule: 'Scheduled',
  unschedule: 'Took off the schedule',
  correct: 'Corrected',
  retract: 'Withdrew the verdict',
  redact: 'Redacted',
  revert: 'Reverted',
  rename: 'Renamed',
  merge: 'Merged',
  check: 'Checked',
  comment: 'Commented',
  'delete comment': 'Deleted a comment',
  dispute: 'Put under review',
  settle: 'Ended the review',
  close: 'Gave the last verdict',
  'close term': 'Closed the term',
  import: 'Imported',
  export: 'Exported',
  undo: 'Undid',
  'create tracker': 'Started the tracker',
  'change tracker': 'Changed the tracker',
  'change words': 'Renamed or merged in the tracker',
  'rename tracker': 'Renamed the tracker',
  'open tracker': 'Opened the tracker',
  'delete tracker': 'Deleted the tracker',
  'decide-suggestion': 'Closed a suggestion',
  invite: 'Invited',
  'invite again': 'Made a new key',
  'withdraw invite': 'Withdrew an invitation',
  'accept invite': 'Accepted an invitation',
  'create token': 'Let somebody in',
  'change token': 'Changed what somebody may do',
  'revoke token': 'Ended somebody’s access',
  'create webhook': 'Made a webhook',
  'change webhook': 'Changed a webhook',
  'delete webhook': 'Deleted a webhook',
  'test webhook': 'Tested a webhook',
  'rotate webhook': 'Made a new secret for a webhook',
  'make key for followers': 'Made a key for another installation’s followers',
  'export followers': 'Exported the followers',
  'import followers': 'Took in followers',
  'webhook act failed': 'Did not change a webhook',
  backup: 'Began a backup',
  'backup sent': 'Took a backup',
  restore: 'Restored a backup',
  republish: 'Wrote everything anew',
};

export const runningWords = {
  number: (number: number) => NUMBER.format(number),
  lasting,
  acts,
  audit: {
    heading: 'Audit',
    search: 'Words of notes, names, addresses and acts',
    person: 'Person',
    act: 'Act',
    tracker: 'Tracker',
    pledge: 'Pledge',
    pledgeHint: 'The end of its address',
    from: 'From',
    to: 'To',
    any: 'Any',
    chosen: 'Only these',
    drop: (name: string) => `Do not ask for ${name}`,
    clear: 'Show everything',
    zone: (zone: string) => `Days and times are those of ${zone}.`,
    sheet: 'Download as a spreadsheet (CSV)',
    none: 'Nothing was done that fits.',
    empty: 'Nothing has been done yet.',
    older: 'Older rows',
    searching: 'Searching further back…',
    end: 'That is all there is.',
    rows: (number: number) => count(number, 'row', 'rows'),
    times: (number: number) => `${NUMBER.format(number)} times`,
    pledges: (number: number) => count(number, 'pledge', 'pledges'),
    since: 'since',
    each: 'Show each',
    eachOf: (what: string) => `Show each: ${what}`,
    fold: 'Show as one',
    difference: (revision: number) => `what revision ${revision} changed`,
    details: 'Details',
    detailsOf: (what: string) => `Details: ${what}`,
    alone: 'Alone, because:',
    only: (what: string) => `Only what ${what}`,
  },
  status: {
    heading: 'Status',
    readers: 'On its way to readers',
    all: 'Readers see everything that is published.',
    waits: (number: number) =>
      `${count(number, 'document has', 'documents have')} not reached readers yet, the first since`,
    goesOn: 'The desk keeps trying. Nothing is lost, and everybody can go on working.',
    pace: (perSecond: number) => `${NUMBER.format(perSecond)} a second lately.`,
    end: (seconds: number) => `Done in about ${lasting(seconds)}.`,
    trouble: (tries: number, error: string) =>
      `The store did not take it ${count(tries, 'time', 'times')} in a row. It said: ${error}`,
    next: 'Next try:',
    unacknowledged: (number: number) =>
      `${count(number, 'document is', 'documents are')} written once more, because an earlier write was never acknowledged. Nothing has to be done.`,
    progress: 'Written so far',
    edge: (seconds: number) =>
      `Cloudflare’s cache keeps an answer for ${lasting(seconds)} at most, and forgets it at once when something is published.`,
    refused: (error: string) => `It does not forget sooner at the moment; it said: ${error}. Since`,
    others: 'For others',
    news: (number: number) =>
      number === 0
        ? 'Every change of a verdict was handed on to webhooks and the hub.'
        : `${count(number, 'change waits', 'changes wait')} to be handed on to webhooks and the hub.`,
    failing: 'fails',
    off: 'was switched off',
    toWebhooks: 'Webhooks',
    mail: {
      lately: (sent: number, followers: number) =>
        `${count(sent, 'mail has', 'mails have')} left within a day. Addresses that follow: ${NUMBER.format(followers)}.`,
      waiting: (number: number) => `${count(number, 'mail waits', 'mails wait')}, the first since`,
      refused: (number: number) => `Refused within a day: ${NUMBER.format(number)}.`,
      uncertain: (number: number) =>
        `Of ${count(number, 'mail', 'mails')} of the last 30 days nobody knows whether it left; none is sent twice.`,
      paused: {
        rate: 'The provider takes no more at once.',
        quota: 'The provider’s quota is used up. The mails wait for it.',
        limit: 'The limit that this installation sets itself (MAIL_A_DAY) is used up. The mails wait.',
        sender: 'The provider does not know the sender: set up its domain (docs/operating.md, “Mail”).',
        failing: 'The provider fails at the moment.',
      },
    },
    suggestions: (number: number) =>
      number === 0
        ? 'No suggestion from a reader waits.'
        : `${count(number, 'suggestion from a reader waits', 'suggestions from readers wait')}.`,
    dropped: (number: number) =>
      `${count(number, 'suggestion was', 'suggestions were')} thrown away because the queue was full.`,
    kept: 'Copies',
    backupAt: 'Last backup:',
    noBackup: 'No backup was ever taken.',
    by: (name: string) => `by ${name}`,
    toBackup: 'Take a backup',
    exportAt: 'Last export:',
    noExport: 'Nothing was exported yet.',
    of: (tracker: string) => `of ${tracker}`,
    anew: 'Write everything anew',
    anewLead:
      'Use this if readers see something other than what the desk says, for example after a change of address. It makes every public document again from the desk’s data, and deletes whatever does not belong.',
    ask: {
      heading: 'Write everything anew?',
      text: (documents: number, trackers: number, seconds: number) =>
        `${count(documents, 'document', 'documents')} of ${count(trackers, 'tracker', 'trackers')} would be written, in about ${lasting(seconds)}. Readers get what is there until then. On Cloudflare’s free plan a day has 1,000 writes; the rest would wait for the next.`,
      yes: 'Write it',
    },
    nothing: 'There is nothing to write.',
    begun: (number: number) => `${count(number, 'document is', 'documents are')} on the way.`,
    done: 'Everything is written.',
    asOf: 'As of',
  },
  backup: {
    heading: 'Backup',
    lead: 'One file with everything there is, drafts and texts under embargo included. It lets nobody in, but whoever has it reads it all: keep it as you keep a password, where neither Cloudflare nor an editor can delete it.',
    last: 'The last one',
    never: 'No backup was ever taken to its end. The desk is in one place only.',
    old: (days: number) =>
      `That was ${count(days, 'day', 'days')} ago. Take one now; a program can take one every night.`,
    take: 'Download a backup',
    size: 'The browser shows how much has come. 10,000 pledges are about 23 MB; others can work meanwhile.',
    begun: 'The download has begun. It is noted here when all of it was sent.',
    sent: 'All of it was sent. Verify it before you rely on it.',
    verify: 'Verify it',
    verifyLead:
      'On a computer with the software: this shows that the file came whole, and from this installation.',
    command: 'Command',
    key: 'Public key of this installation',
    keyHint:
      'Note it today, on paper too, where whoever has the backups cannot write. Never take it from a backup.',
    copy: 'Copy',
    copyCommand: 'Copy the command',
    copyKey: 'Copy the key',
    copied: 'Copied.',
    notCopied: 'The browser does not let us copy. Select it, and copy it.',
    restore:
      'How a backup is brought back, and how a program takes one every night, is in the guide for operators (docs/operating.md).',
  },
};
