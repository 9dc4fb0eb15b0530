// The words of a private tracker. Not in the table of words.ts: nobody waits for them before Today is there.

/** What publishing is called there, and what is said of it. */
export const readyWords = {
  changes: 'What would be ready',
  first: 'Nothing of this pledge is ready yet.',
  how: 'Make it ready',
  does: 'Readers see nothing of it now. When the tracker is opened, this is the first that they see.',
  note: 'Note on this verdict',
  noteHint: 'It stands in the history for ever, once the tracker is open.',
  submit: 'Make ready',
  done: 'Ready.',
  since: (when: string, by: string) => `It is ready since ${when}, made so by ${by}.`,
  dated: (when: string) => `When the tracker is opened, readers are told that this verdict is of ${when}.`,
  undated: 'When the tracker is opened, readers are told that this verdict is of that day.',
  misfit: 'It no longer fits its tracker, and would hold up the opening:',
  secondPerson: 'You wrote some of this, and this tracker wants a second person to make it ready.',
  writer: 'An editor makes it ready. Submit it when you are done.',
  history: 'Nothing of a private tracker is on record. The history begins when it is opened.',
};
