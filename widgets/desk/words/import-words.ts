// The words of the import.
const rows = (count: number) => (count === 1 ? '1 row' : `${count} rows`);
const pledges = (count: number) => (count === 1 ? '1 pledge' : `${count} pledges`);

/** What a field is called where somebody chooses it. */
const fields: Record<string, string> = {
  title: 'Title of the pledge',
  quote: 'Promise word for word',
  document: 'Document it stands in',
  page: 'Page',
  promise_url: 'Address of the promise',
  made_by: 'Who promised it',
  made_on: 'Day it was promised',
  categories: 'Category',
  kind: 'Kind of promise',
  due: 'Due',
  yardstick: 'What would count as kept',
  verdict: 'Verdict',
  published_at: 'Date of the verdict',
  effective_on: 'Day the verdict is about',
  checked_at: 'Last checked',
  headline: 'Headline',
  summary: 'Why in short',
  body: 'Why at length',
  schedule: 'Against its deadline',
  reasons: 'Reasons',
  sources: 'Sources',
  timeline: 'What happened step by step',
  related: 'Related pledges',
  aliases: 'Address on an old site',
  slug: 'Address here',
  state: 'Published or draft',
  key: 'Number of the row',
  created_at: 'Begun on',
  updated_at: 'Changed on',
};

const lists: Record<string, string> = { evidence: 'Source', timeline: 'Step', response: 'Response' };

/** A field as an editor calls it; `facet` is the label of a facet. */
export function fieldName(field: string, facet?: string): string {
  if (facet !== undefined) return facet;
  const [, list = '', number = '', part = ''] = /^([a-z]+)_(\d+|\*)_(\w+)$/.exec(field) ?? [];
  if (list in lists)
    return `${lists[list]}${number === '*' ? '' : ` ${number}`}: ${part.replaceAll('_', ' ')}`;
  return fields[field] ?? field;
}

export const importWords = {
  fields,
  heading: (tracker: string) => `Import into ${tracker}`,
  link: 'Import a sheet',
  lead: 'A file of Excel (.xlsx) or a CSV, laid out as you keep it. Nothing is changed until you say so at the end.',
  steps: {
    columns: 'Its columns',
    words: 'Its words',
    rows: 'What will happen',
    done: 'Done',
  },
  choose: 'Choose a file',
  drop: 'or drop it here',
  paste: 'Or paste the rows, with their header',
  pasteHint: 'Copied from Excel, Google Sheets, LibreOffice or Numbers.',
  read: 'Read what I pasted',
  reading: 'Reading…',
  unreadable: {
    'not-a-sheet': 'This is no sheet that can be read. Save it as .xlsx or as “CSV UTF-8”, and choose that.',
    // What keeps it from being loaded is said where all is said.
    'not-loaded': 'The desk could not get what reads sheets. Try again when there is a network.',
    'old-workbook': 'This is an .xls of before 2007, or has a password. Save it as .xlsx without one.',
    'too-large': 'This is larger than the desk takes: 32 MB and 20,000 rows at most. Send it in parts.',
    'broken-encoding':
      'A program has read this file in the wrong encoding and saved it so: letters with accents are lost. Open the original, and save it as “CSV UTF-8”.',
    empty: 'There is nothing in it below a header.',
    protected: 'The sheet has a password.',
  },
  encoding:
    'This file is not UTF-8, so it was read as Excel for Windows writes it. Check below that ä, é and quotation marks are right.',
  sheet: 'Sheet of the file',
  chosen: (name: string, count: number) => `${name || 'What you pasted'}: ${rows(count)}`,
  another: 'Take another sheet',
  kept: 'As you left it in this browser.',
  notKept:
    'This sheet is too large for this browser to keep: if you leave, choose the file again. The columns and words are kept with the tracker once you have imported.',
  columns: {
    lead: 'These are guesses. Correct what is wrong; a column that is left out is not imported.',
    theirs: 'Column',
    examples: 'For example',
    ours: 'Is',
    of: (name: string) => `What “${name}” is`,
    out: 'Left out',
    isKey: 'Number of the row',
    key: 'A row is found again by',
    keyHint: 'Importing the same sheet again then updates its pledges and duplicates none.',
    noKey: 'Nothing: every import makes new pledges',
    dates: 'Days in numbers are written',
    orders: { dmy: 'day, month, year', mdy: 'month, day, year', ymd: 'year, month, day' },
    readAs: (written: string, read: string) => `${written} is ${read}`,
    notRead: (written: string) => `${written} is not a date in this order`,
    document: 'Where the sheet names no document',
    kind: 'Where the sheet names no kind',
    kinds: { action: 'Action', target: 'Target', continue: 'Continue', umbrella: 'Umbrella' },
    none: 'None',
    cut: 'Shorten what is too long; the full words go into the quotation, the summary or the text',
    publish: 'Rows that have all they need',
    publishes: {
      draft: 'come in as drafts',
      published: 'are published at once',
      ready: 'are ready for the opening',
    },
  },
  words: {
    lead: (field: string) => `What the words of ${field} stand for`,
    word: 'In the sheet',
    count: 'Rows',
    means: 'Here',
    of: (word: string) => `What “${word}” stands for`,
    choose: 'Choose…',
    nothing: 'Nothing: leave it empty',
    make: (label: string) => `New: ${label}`,
    open: (count: number) => `${count === 1 ? '1 word is' : `${count} words are`} not known yet`,
    split: (field: string) => `Several of ${field} in a cell are separated by`,
    splits: { '': 'line breaks, ; or |', ',': 'commas', '/': 'slashes' },
    more: (count: number) => `And ${count} more words.`,
  },
  trying: 'Looking what would happen…',
  nothingMapped: 'Say above what at least one column is.',
  tryAgain: 'Look again',
  will: {
    created: (count: number) => `${pledges(count)} new`,
    changed: (count: number) => `${pledges(count)} changed`,
    unchanged: (count: number) => `${count} as before`,
    refused: (count: number) => `${rows(count)} with a fault`,
    empty: (count: number) => `${rows(count)} without anything`,
    drafts: (count: number) => (count === 1 ? '1 of them a draft' : `${count} of them drafts`),
    made: (labels: string) => `Made with it: ${labels}.`,
    left: (names: string) => `Left out: ${names}.`,
  },
  faults: 'To be mended first',
  noDay: (found: string, order: string) => `is no day (${order}); found: ${found}`,
  noWord: (found: string) => `has ${found}, which is not known here: say above what it stands for`,
  inRows: (count: number) => `in ${rows(count)}`,
  showRows: 'Show them',
  hideRows: 'Hide them',
  row: (number: number) => `Row ${number}`,
  cellOf: (field: string, number: number) => `${field}, row ${number}`,
  dropRow: 'Leave this row out',
  empty: 'Leave these cells empty',
  lacking: 'What drafts still lack',
  lacks: 'lacks',
  states: { created: 'New', changed: 'Changed', unchanged: 'As before', refused: 'Fault' },
  draft: 'draft',
  published: 'published',
  ready: 'ready',
  twin: 'There is a pledge of this title already',
  filter: 'Show',
  all: 'All rows',
  moreRows: (count: number) => `Show ${count} more`,
  from: 'was',
  to: 'becomes',
  nothing: 'nothing',
  go: (count: number) => `Import ${pledges(count)}`,
  nothingToDo: 'The sheet says what is here already: there is nothing to import.',
  confirm: {
    heading: (count: number) => `Import ${pledges(count)}?`,
    drafts: (count: number) =>
      `${count === 1 ? '1 comes' : `${count} come`} in as ${count === 1 ? 'a draft' : 'drafts'}, which readers do not see.`,
    published: (count: number) =>
      `${count === 1 ? '1 is' : `${count} are`} published at once, with the dates of the sheet. That cannot be undone: it can only be withdrawn one by one.`,
    ready: (count: number) =>
      `${count === 1 ? '1 is' : `${count} are`} ready, and public when the tracker is opened.`,
    undo: 'You can undo it for as long as nobody has worked on them.',
    yes: 'Import',
  },
  importing: 'Importing…',
  imported: (created: number, changed: number) =>
    `${created} imported${changed > 0 ? `, ${changed} changed` : ''}.`,
  see: 'See them in Find',
  open: 'Check list and opening',
  next: 'Import another sheet',
  undo: 'Undo this import',
  undone: (done: number, left: number) =>
    left === 0
      ? `Undone: ${done} taken back.`
      : `${done} taken back. ${left} stay: somebody has worked on them, or readers were told.`,
  moved: 'Something has changed since this check. Look at the rows again, then import.',
  noTracker: 'There is no such tracker, or it is not yours.',
};
