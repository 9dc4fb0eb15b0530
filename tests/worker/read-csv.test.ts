// Files as spreadsheets save them, and what is wrong with one by line and column.
import { expect, test } from 'vitest';
import { importRowSchema } from '../../data/import-row.ts';
import { columnOf } from '../../worker/interchange/columns.ts';
import { readCsv } from '../../worker/interchange/read-csv.ts';
import { aVerdict } from '../builders.ts';
import { read } from './csv.ts';

const HEADER = 'slug,title,categories,kind,quote,document,verdict,headline,summary';
const FERRY =
  'reopen-the-ferry,Reopen the ferry,transport,action,The ferry will run again.,programme,in-progress,Work has begun,The first step has been taken.';

/** What `FERRY` says, as the import's schema takes it. */
const FERRY_ROW = {
  slug: 'reopen-the-ferry',
  aliases: [],
  title: 'Reopen the ferry',
  categories: ['transport'],
  promise: {
    quote: 'The ferry will run again.',
    document: 'programme',
    page: null,
    url: null,
    madeBy: null,
    madeOn: null,
  },
  kind: 'action',
  due: null,
  verdict: { ...aVerdict(), schedule: null, publishedAt: null },
  evidence: [],
  related: [],
  responses: [],
  createdAt: null,
  updatedAt: null,
  checkedAt: null,
};

type CsvFault = { line?: number; column?: string; detail: string };

function faults(file: string): CsvFault[] {
  const reading = readCsv(file);
  if (reading.ok) return [];
  return reading.errors.map(({ line, column, detail }) => ({ line, column, detail }) as CsvFault);
}

test('a file from Excel in a locale with semicolons is read: byte order mark, CRLF, quoted newlines, empty rows at the end', () => {
  const file =
    '\ufeffSlug;Title;Categories;Kind;Due;Quote;Document;Page;Verdict;Headline;Summary;Body;Evidence 1 Title;Evidence 1 Publisher;Evidence 1 URL\r\n' +
    'reopen-the-ferry;Reopen the ferry;transport;action;2025-03-01;The ferry, as it was, will run again.;programme;12;in-progress;Work has begun;The first step has been taken.;"One paragraph.\n\nAnother with ""quotes""; and more.";Minutes;Test Council;https://council.example/minutes\r\n' +
    'buy-a-boat;Buy a boat;transport|tax;target;;A boat.;programme;;not-started;None yet;Nothing was bought.;;;;\r\n' +
    ';;;;;;;;;;;;;;\r\n;;;;;;;;;;;;;;\r\n';
  const { rows } = read(file);
  expect(rows.map(({ line }) => line)).toEqual([2, 5]);
  const [ferry, boat] = rows.map(({ sent }) => importRowSchema.parse(sent));
  expect(ferry).toMatchObject({
    due: '2025-03-01',
    promise: { quote: 'The ferry, as it was, will run again.', page: 12 },
    verdict: { body: 'One paragraph.\n\nAnother with "quotes"; and more.' },
    evidence: [
      { title: 'Minutes', publisher: 'Test Council', url: 'https://council.example/minutes', date: null },
    ],
  });
  expect(boat).toMatchObject({
    due: null,
    categories: ['transport', 'tax'],
    verdict: { body: '' },
    evidence: [],
  });
});

test('a file from Google Sheets is read: no byte order mark, CRLF between rows, LF in cells, no line end at the last', () => {
  const file = `${HEADER},body,related\r\n${FERRY},"Line one\nLine two",part-of:a-plan|buy-a-boat\r\n${FERRY.replace('reopen', 'repaint')},,`;
  const { rows } = read(file);
  expect(rows.map(({ line, sent: { slug } }) => [line, slug])).toEqual([
    [2, 'reopen-the-ferry'],
    [4, 'repaint-the-ferry'],
  ]);
  expect(rows[0]?.sent).toEqual({
    ...FERRY_ROW,
    verdict: { ...FERRY_ROW.verdict, body: 'Line one\nLine two' },
    related: [
      { relation: 'part-of', pledge: 'a-plan' },
      { relation: 'related', pledge: 'buy-a-boat' },
    ],
  });
});

test.each([
  ['LF', `${HEADER}\n${FERRY}\n`],
  ['CR, as old programs on the Mac write', `${HEADER}\r${FERRY}\r`],
  ['mixed line ends', `${HEADER}\r\n${FERRY}\n\r\n\r`],
  ['tabs', `${HEADER}\n${FERRY}`.replaceAll(',', '\t')],
  ['a first line sep=;', `sep=;\r\n${HEADER}\r\n${FERRY}\r\n`.replaceAll(',', ';')],
  ['a first line sep=, after a byte order mark', `\ufeffSEP=,\n${HEADER}\n${FERRY}\n`],
  ['empty lines before and after', `\n\n${HEADER}\n\n${FERRY}\n,,,,\n   \n`],
  ['empty cells beyond the header', `${HEADER},,\n${FERRY},,,,\n`],
  ['fewer cells than columns', `${HEADER},body,due,page\n${FERRY}\n`],
  ['everything in quotation marks', `${HEADER}\n${FERRY}`.replaceAll(/[^,\n]+/gu, '"$&"')],
  [
    'another order of the columns',
    [HEADER, FERRY].map((line) => line.split(',').reverse().join(',')).join('\n'),
  ],
  [
    'another delimiter inside the name of an unknown column',
    `"a;b;c;d;e;f;g;h;i;j;k""l;m",${HEADER}\n,${FERRY}\n`,
  ],
  ['another delimiter all over its rows', `${HEADER},notes\n${FERRY},${';'.repeat(50)}\n`],
  [
    'capitals, spaces and hyphens in the header',
    `${HEADER.toUpperCase().replaceAll(',', ' , ')},Made-By, promise URL\n${FERRY},,\n`,
  ],
  ['spaces around names', `${HEADER}\n${FERRY.replace(',transport,action,', ', transport |,  action ,')}\n`],
])('a file with %s is read the same', (_, file) => {
  expect(read(file).rows.map(({ sent }) => sent)).toEqual([FERRY_ROW]);
});

test('newlines inside a cell come in as LF, and the lines of the file are counted as an editor shows them', () => {
  const body = (end: string) => `${HEADER},body\r\n${FERRY},"a${end}b${end}${end}c"\r\n${FERRY},x\r\n`;
  for (const end of ['\n', '\r\n', '\r']) {
    const { rows } = read(body(end));
    expect(rows[0]?.sent.verdict).toMatchObject({ body: 'a\nb\n\nc' });
    expect(rows.map(({ line }) => line)).toEqual([2, 6]);
  }
  expect(read(`sep=,\r\n${HEADER}\r\n${FERRY}\r\n`).rows[0]?.line).toBe(3);
});

test('an unknown column is left out with a warning that names it', () => {
  const { rows, warnings } = read(`${HEADER},Notes to self,evidence_0_title\n${FERRY},ask Ann,x\n`);
  expect(rows.map(({ sent }) => sent)).toEqual([FERRY_ROW]);
  expect(warnings).toEqual([
    expect.stringContaining('"Notes to self"'),
    expect.stringContaining('"evidence_0_title"'),
  ]);
});

test('evidence that is left out in between stays, so that its cells are named; empty evidence at the end does not', () => {
  const names = [1, 2, 3].flatMap((n) =>
    ['title', 'publisher', 'url'].map((name) => `evidence_${n}_${name}`),
  );
  const { rows } = read(`${HEADER},${names}\n${FERRY},,,,Minutes,Test Council,,,,\n`);
  const parsed = importRowSchema.safeParse(rows[0]?.sent);
  const pointers = parsed.error?.issues.map(({ path }) => `/${path.join('/')}`);
  expect(pointers).toEqual(['/evidence/0/title', '/evidence/0/publisher']);
  expect(pointers?.map(columnOf)).toEqual(['evidence_1_title', 'evidence_1_publisher']);
});

test('what cannot be read as a number is passed on, so that the schema names it', () => {
  const { rows } = read(`${HEADER},page\n${FERRY},12\n${FERRY},p. 12\n`);
  expect(rows.map(({ sent }) => (sent.promise as { page: unknown }).page)).toEqual([12, 'p. 12']);
  const issue = importRowSchema.safeParse(rows[1]?.sent).error?.issues[0];
  expect(columnOf(`/${issue?.path.join('/')}`)).toBe('page');
});

test.each([
  ['/slug', 'slug'],
  ['/verdict/id', 'verdict'],
  ['/verdict/effectiveOn', 'effective_on'],
  ['/verdict', 'verdict'],
  ['/promise', 'quote'],
  ['/promise/url', 'promise_url'],
  ['/categories/2', 'categories'],
  ['/verdict/reasons/0', 'reasons'],
  ['/evidence', 'evidence_1_title'],
  ['/evidence/1', 'evidence_2_title'],
  ['/evidence/1/url', 'evidence_2_url'],
  ['/evidence/11/archivedUrl', 'evidence_12_archived_url'],
  ['/responses/0/from', 'response_1_from'],
  ['/related/0/pledge', 'related'],
  ['/aliases/0', 'aliases'],
  ['/checkedAt', 'checked_at'],
  ['/nonsense', undefined],
  ['', undefined],
])('the pointer "%s" is the column %s', (pointer, column) => {
  expect(columnOf(pointer)).toBe(column);
});

test.each([
  ['an empty file', '', [{ detail: 'the file is empty' }]],
  ['a file of nothing but line ends', '\ufeff\r\n,,\r\n', [{ detail: 'the file is empty' }]],
  [
    'a file without a header',
    `${FERRY}\n${FERRY}\n`,
    [{ line: 1, detail: expect.stringContaining('no header') }],
  ],
  [
    'a column twice',
    `${HEADER},Title\n${FERRY},x\n`,
    [{ line: 1, column: 'title', detail: expect.stringContaining('twice') }],
  ],
  ['no slug column', 'title,kind\nA,action\n', [expect.objectContaining({ line: 1, column: 'slug' })]],
  [
    'required columns missing, after an empty first line',
    '\nslug,title,categories,kind,quote,document,headline\nx,,,,,,\n',
    [
      expect.objectContaining({ line: 2, column: 'verdict' }),
      expect.objectContaining({ line: 2, column: 'summary' }),
    ],
  ],
  [
    'too many cells',
    `${HEADER}\n${FERRY}\n${FERRY},,more\n`,
    [{ line: 3, detail: 'too many cells: cell 11 is filled, and the header names 9 columns' }],
  ],
  [
    'a cell under a column with no name',
    `slug,,state\na-b-c,x,draft\n`,
    [{ line: 2, detail: 'too many cells: cell 2 is filled, and the header names 2 columns' }],
  ],
  [
    'a quotation mark that is never closed',
    `${HEADER},body\n${FERRY},"a\nb"\n${FERRY},"no end\n${FERRY},\n`,
    [{ line: 4, column: 'body', detail: expect.stringContaining('none closes it') }],
  ],
  [
    'a quotation mark inside a cell',
    'slug,title,state\na-b-c,the "old" one,draft\n',
    [expect.objectContaining({ line: 2, column: 'title' })],
  ],
  [
    'text after a closing quotation mark',
    'slug,title,state\na-b-c,"old" one,draft\n',
    [expect.objectContaining({ line: 2, column: 'title' })],
  ],
  [
    'another state',
    'slug,state\na-b-c,draft\nd-e-f,retracted\n',
    [{ line: 3, column: 'state', detail: 'must be one of: published, draft; found: "retracted"' }],
  ],
  [
    'a revision that is no number',
    'slug,state,revision\na-b-c,draft,two\nd-e-f,draft,0\n',
    [
      expect.objectContaining({ line: 2, column: 'revision' }),
      expect.objectContaining({ line: 3, column: 'revision' }),
    ],
  ],
])('%s is refused by line and column', (_, file, errors) => {
  expect(faults(file)).toEqual(errors);
});

test('every row of a file is looked at before it is refused, and nothing is said of columns that drafts do not need', () => {
  const errors = faults('slug,state\na-b-c,nonsense,x\nd-e-f,draft\ng-h-i,draft,x\nj-k-l,"draft\n');
  expect(errors.map(({ line, column }) => [line, column])).toEqual([
    [2, undefined],
    [2, 'state'],
    [4, undefined],
    [5, 'state'],
  ]);
});

test('of a file with more columns or lines than any tracker has, no more is read than shows it', () => {
  const errors = faults('slug,'.repeat(300_000));
  expect(errors[0]).toEqual({ line: 1, detail: 'the header has more than 2000 cells' });
  expect(errors).toHaveLength(500);
  expect(readCsv(`slug\n${'\n'.repeat(100_001)}`)).toMatchObject({
    errors: [{ line: 100_002, detail: 'the file has more than 100000 rows and blank lines' }],
  });
  const wide = `${'"x",'.repeat(100)}\n`;
  expect(faults(`slug,state\n${wide.repeat(30_001)}`)).toEqual([
    { line: 1, detail: expect.stringContaining('3000000 cells') },
  ]);
});
