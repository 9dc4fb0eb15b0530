// Every word of the app. What has a number or a name in it is a function.

const shell = {
  title: (heading: string) => `${heading} · Pledgemark desk`,
  name: 'Pledgemark',
  skip: 'Skip to the content',
  navigation: 'Desk',
  run: 'Run the desk',
  goTo: 'Go to…',
  account: (name: string) => `Account of ${name}`,
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

const roles = { writer: 'Writer', editor: 'Editor', admin: 'Admin' };

const states = {
  draft: 'Draft',
  review: 'In review',
  scheduled: 'Scheduled',
  published: 'Published',
  retracted: 'Withdrawn',
  merged: 'Merged',
};

const signIn = {
  heading: 'Sign in',
  lead: 'With the token that an admin of this desk gave you.',
  token: 'Token',
  submit: 'Sign in',
  submitting: 'Signing in…',
  wrong: 'This token does not open the desk. It may be mistyped, expired or revoked.',
  lapsed: 'Your session has ended',
  lapsedDetail: 'Sign in again to go on. What you have written is still here.',
  notNow: 'Not now',
  otherPerson: (name: string) => `You are now signed in as ${name}. What was asked before has not been done.`,
};

/** What a refusal means to an editor. The endpoint's own title stands where there is nothing better to say. */
const problems: Record<string, string> = {
  offline: 'The desk cannot be reached. Check the connection; nothing on this screen is lost.',
  unreadable: 'Something between you and the desk answered in its place.',
  'no-cookie':
    'The browser keeps no cookie of the desk, so there is no session. Allow cookies for this address.',
  unauthenticated: 'You are not signed in.',
  'stale-version': 'Somebody else has changed this since you opened it.',
};

const today = { heading: 'Today' };

const shortcuts = {
  heading: 'Keyboard shortcuts',
  or: 'or',
  after: 'then',
  singleKeys: 'Single keys do something (Ctrl and Cmd keys always do)',
  places: { everywhere: 'Everywhere', lists: 'In lists' },
  does: {
    palette: 'Go to a pledge or a screen, or act',
    list: 'Show this list',
    today: 'Go to Today',
    find: 'Find a pledge',
    next: 'Next row',
    previous: 'Row before',
    open: 'Open the row',
    check: 'Checked, nothing changed',
    select: 'Select the row',
  },
};

export const words = { shell, roles, states, signIn, problems, today, shortcuts };
