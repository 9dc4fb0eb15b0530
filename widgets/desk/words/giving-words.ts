// The words of giving a pledge to somebody and of putting it off.

/** For one pledge or many. */
export const givingWords = {
  assign: {
    to: 'To whom',
    me: (name: string) => `${name} (you)`,
    nobody: 'Nobody',
    note: { label: 'A word to them', hint: 'They find it in their inbox. Readers never see it.' },
    missing: 'Say to whom.',
  },
  snooze: {
    until: 'Until',
    spans: [
      { days: 7, name: 'In a week' },
      { days: 30, name: 'In a month' },
      { days: 90, name: 'In three months' },
    ],
    other: 'Another day…',
    day: 'Day',
    now: 'No longer: it is due again at once',
    missing: 'Say until when.',
  },
};
