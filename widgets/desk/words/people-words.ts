// The words of the screens about people.
import { countOf as count } from './numbers.ts';

const RIGHTS: Record<string, string> = {
  reader: 'Reader: sees drafts and previews',
  writer: 'Writer: also writes and submits',
  editor: 'Editor: also publishes',
  admin: 'Admin: also runs the tracker',
};

export const peopleWords = {
  heading: 'People',
  invite: 'Invite somebody',
  signOutForGood: {
    heading: 'Sign out without a key?',
    text: 'You came in by an invitation, which works once. To come back you need a new link from whoever runs the desk.',
    yes: 'Sign out',
    no: 'Stay signed in',
  },
  lead: 'Whoever may enter the desk, and where. The key that this installation was set up with is not in the list.',
  leadOfSome:
    'You can invite people to your own trackers. Only an admin of the whole installation sees who may enter the others.',
  columns: {
    name: 'Name',
    role: 'Role',
    trackers: 'Trackers',
    seen: 'Last seen',
    until: 'Until',
    acts: 'What to do',
  },
  allTrackers: 'All trackers',
  never: 'Not yet',
  noEnd: 'No end',
  you: 'you',
  byMail: 'through Cloudflare Access',
  none: 'Nobody but you may enter yet.',
  namesIn: 'Who may work in it',
  change: 'Change',
  changeOf: (name: string) => `Change what ${name} may do`,
  newKey: 'New key',
  newKeyOf: (name: string) => `New key for ${name}`,
  end: 'End',
  endOf: (name: string) => `End ${name}’s access`,
  waiting: 'Invited, and not here yet',
  waitingNone: 'Nobody is invited at the moment.',
  invitedBy: (name: string) => `by ${name}`,
  until: 'until',
  withdraw: 'Withdraw',
  withdrawOf: (name: string) => `Withdraw the invitation of ${name}`,
  withdrawn: (name: string) => `The link for ${name} lets nobody in any more.`,
  newLink: 'New link',
  newLinkOf: (name: string) => `New link for ${name}`,
  newKeyFor: 'a new key',
  ended: (number: number) => `${count(number, 'access', 'accesses')} that ended`,
  endedOn: 'ended',
  link: {
    heading: (name: string) => `The link for ${name}`,
    text: 'It is shown this once. Send it to this person and to nobody else: whoever opens it first is let in. It works once, until',
    label: 'Link',
    copy: 'Copy the link',
    copied: 'The link is copied.',
    notCopied: 'The browser does not let us copy. Select the link, and copy it.',
    done: 'Done',
  },
  form: {
    heading: 'Invite somebody',
    text: 'You get a link that lets one person in, once, within seven days. There is no password to send.',
    yes: 'Make the link',
    name: 'Name',
    nameHint: 'As it will appear in the desk’s records. It cannot be changed later.',
    role: 'May',
    trackers: 'In',
    all: 'All trackers, also those to come',
    until: 'Until the end of',
    untilHint: 'Leave it empty for no end.',
    missing: {
      name: 'Write a name.',
      role: 'Choose what they may do.',
      trackers: 'Choose at least one tracker.',
    },
  },
  changing: {
    heading: (name: string) => `What ${name} may do`,
    text: 'It takes effect at once, wherever they are signed in.',
    yes: 'Change',
    changed: (name: string, drafts: number, schedules: number) =>
      [
        `What ${name} may do is changed.`,
        drafts > 0 &&
          `${count(drafts, 'draft is', 'drafts are')} on their desk that they can no longer open: assign them to somebody.`,
        schedules > 0 &&
          `${count(schedules, 'publication', 'publications')} went from the schedule back to review.`,
      ]
        .filter(Boolean)
        .join(' '),
  },
  leaving: {
    heading: (name: string) => `End ${name}’s access`,
    text: (drafts: number, scheduled: number) =>
      drafts === 0 && scheduled === 0
        ? 'Nothing is on their desk. They are signed out everywhere at once.'
        : `On their desk: ${count(drafts, 'draft', 'drafts')}${scheduled > 0 ? `, and ${count(scheduled, 'publication', 'publications')} scheduled in their name` : ''}. They are signed out everywhere at once.`,
    passTo: 'Pass them on to',
    choose: 'Choose who gets them, or nobody.',
    stay: 'Nobody: drafts stay in their name, what is scheduled goes back to review',
    yes: 'End the access',
    done: (name: string, drafts: number, to: string | undefined) =>
      to && drafts > 0
        ? `${name} may not enter any more. ${count(drafts, 'draft', 'drafts')} passed to ${to}.`
        : `${name} may not enter any more.`,
  },
  keyed: {
    heading: (name: string) => `A new key for ${name}`,
    text: 'For another device, or when they were signed out and cannot come back. You get a link that works once, within seven days. An earlier link that nobody has used stops working. Where they are signed in, they stay signed in.',
    yes: 'Make the link',
  },
  rights: RIGHTS,
  welcome: {
    heading: 'Invitation',
    headingOf: (name: string) => `Welcome, ${name}`,
    lead: (by: string) => `${by} invites you to this desk.`,
    as: 'You come in as',
    rights: {
      reader: 'Reader: you see drafts and previews',
      writer: 'Writer: you write drafts, and others publish them',
      editor: 'Editor: you write and publish',
      admin: 'Admin: you publish, and run the tracker',
    } as Record<string, string>,
    to: 'To work on',
    all: 'all of its trackers',
    enter: (name: string) => `Come in as ${name}`,
    entering: 'Coming in…',
    once: 'The link works once, and on this device you then stay signed in. It is yours alone: what is done here is done in your name.',
    here: (name: string) =>
      `You are signed in here as ${name}. If you come in by this link, this browser is signed out of that.`,
    noCode: 'This address lacks its last part. Paste the whole link that you were sent.',
    wrong:
      'This link lets nobody in. It may be incomplete, used already, withdrawn, or older than seven days. Ask whoever sent it for a new one, or paste it here once more.',
    paste: 'The link that you were sent',
    look: 'Open it',
    tooMany: 'Too many wrong links came from your network. Wait a minute, then try again.',
    lost: 'No answer came, so you may be in already.',
    toDesk: 'To the desk',
  },
};
