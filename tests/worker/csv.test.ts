import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as field from '../../data/field.ts';
import { type ExportRow, type ImportRow, importRowSchema } from '../../data/import-row.ts';
import { pledgeDraftSchema, REASONS, SCHEDULES } from '../../data/pledge.ts';
import * as example from '../../data/seed/example.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { columnOf } from '../../worker/interchange/columns.ts';
import { parse } from '../../worker/interchange/csv-parse.js';
import { guardFormula, unguardFormula } from '../../worker/interchange/formula.ts';
import { type CsvRow, readCsv } from '../../worker/interchange/read-csv.ts';
import { writeCsv } from '../../worker/interchange/write-csv.ts';
import { anImportRow, aVerdict } from '../builders.ts';

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

function read(file: string): { rows: CsvRow[]; warnings: readonly string[] } {
  const reading = readCsv(file);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading;
}

function faults(file: string): { line?: number; column?: string; detail: string }[] {
  const reading = readCsv(file);
  return reading.ok ? [] : reading.errors;
}

function published(row: ImportRow, revision: number | null = null): ExportRow {
  return { ...row, state: 'published', revision };
}

function exported({ sent, state, revision }: CsvRow): ExportRow {
  return { ...sent, state, revision } as ExportRow;
}

/** A document without what says that something is not there: null, empty lists and texts, and objects of these. */
function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.length > 0 ? value.map(said) : undefined;
  if (typeof value !== 'object' || value === null) return value === '' || value === null ? undefined : value;
  const entries = Object.entries(value).map(([key, each]) => [key, said(each)] as const);
  const filled = entries.filter(([, each]) => each !== undefined);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

function cellsOf(file: string): string[][] {
  const records: string[][] = [];
  parse(file.slice(1), {
    delimiter: ',',
    record_delimiter: ['\r\n'],
    relax_column_count: false,
    on_record(cells) {
      records.push(cells);
      return null;
    },
  });
  return records;
}

/** The same cells as another program would write them: all in quotation marks, with its delimiter and its line ends. */
function asWrittenWith(records: string[][], delimiter: string, newline: string): string {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""').replaceAll('\n', newline)}"`;
  return records.map((cells) => cells.map(quoted).join(delimiter) + newline).join('');
}

// Pieces of text at which a reader or a spreadsheet could stumble.
const NASTY = [
  '"', '""', ',', ';', '|', ' ', "'", "''", '=', '+', '-', '@', '＝', '＋', '－', '＠', '=1+1', '@SUM(A1)', 'sep=;',
  'שלום', 'مرحبا', '👩‍👩‍👧', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', 'é', '’', 'null', '0012', '1e5', 'TRUE', '2018-04-01',
]; // biome-ignore format: -- a list of pieces reads best as it is
const NEWLINES = ['\n', '\n\n', '\t', '\n=', '\n"'];

function nastyText(
  schema: { safeParse(value: unknown): { success: boolean } },
  pieces: string[],
  maxLength = 12,
) {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 8 }));
  return fc
    .array(piece, { maxLength })
    .map((parts) => parts.join(''))
    .filter((value) => schema.safeParse(value).success);
}

const anId = fc.stringMatching(/^[a-z0-9-]{3,20}$/).filter((value) => value !== 'corrections');
const aLine = nastyText(field.line(120), NASTY);
const aText = nastyText(field.text(400), [...NASTY, ...NEWLINES]);
const aUrl = fc
  .webUrl({ withQueryParameters: true })
  .filter((value) => field.webUrl.safeParse(value).success);
const aDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anInstant = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

function maybe<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(value, { nil: null });
}

const aRow = fc.record({
  slug: anId,
  aliases: fc.array(fc.oneof(anId, fc.constantFrom('/policies/some-promise', '/a,b;c=d')), { maxLength: 3 }),
  title: aLine,
  categories: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  promise: fc.record({
    quote: aText,
    document: anId,
    page: maybe(fc.integer({ min: 1, max: 100_000 })),
    url: maybe(aUrl),
    madeBy: maybe(aLine),
    madeOn: maybe(aDay),
  }),
  kind: fc.constantFrom('action', 'target', 'continue', 'umbrella'),
  due: maybe(aDay),
  verdict: fc.record({
    id: anId,
    effectiveOn: maybe(aDay),
    headline: aLine,
    summary: aText,
    body: fc.oneof(
      nastyText(field.markdown(20_000), [...NASTY, ...NEWLINES], 40),
      fc.constantFrom('', ' ', '\n', 'word '.repeat(3900)),
    ),
    schedule: maybe(fc.constantFrom(...SCHEDULES)),
    reasons: fc.subarray([...REASONS]),
    publishedAt: maybe(anInstant),
  }),
  evidence: fc.array(
    fc.record({
      title: aLine,
      publisher: aLine,
      url: maybe(aUrl),
      date: maybe(aDay),
      archivedUrl: maybe(aUrl),
      quote: maybe(aText),
    }),
    { maxLength: 4 },
  ),
  related: fc.uniqueArray(
    fc.record({ pledge: anId, relation: fc.constantFrom('related', 'part-of', 'depends-on') }),
    { maxLength: 3, selector: ({ pledge }) => pledge },
  ),
  responses: fc.array(fc.record({ from: aLine, text: aText, date: aDay, url: maybe(aUrl) }), {
    maxLength: 2,
  }),
  createdAt: maybe(anInstant),
  updatedAt: maybe(anInstant),
  checkedAt: maybe(anInstant),
});

test.each([uk2017, example])(
  'every seed pledge of $tracker.id goes out and comes back as it was',
  ({ pledges }) => {
    const file = writeCsv(pledges.map((row) => published(row)));
    const { rows, warnings } = read(file);
    expect(rows).toHaveLength(pledges.length);
    expect(warnings).toEqual([]);
    expect(rows.map(({ sent }) => said(importRowSchema.parse(sent)))).toEqual(pledges.map(said));
    expect(writeCsv(rows.map(exported))).toBe(file);
    // What a null says is kept where the contract asks for it, so that a second reading sends the very same rows.
    expect(read(writeCsv(rows.map(exported))).rows).toEqual(rows);
  },
);

test('any valid rows go out and come back as they were, whatever their texts hold, and once more are the same bytes', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(aRow, maybe(fc.nat({ max: 999 }).map((n) => n + 1))), { maxLength: 4 }),
      (pairs) => {
        const file = writeCsv(
          pairs.map(([row, revision]) => published(importRowSchema.parse(row), revision)),
        );
        const { rows } = read(file);
        expect(rows.map(({ sent }) => said(importRowSchema.parse(sent)))).toEqual(
          pairs.map(([row]) => said(row)),
        );
        expect(rows.map(({ revision }) => revision)).toEqual(pairs.map(([, revision]) => revision));
        expect(rows.map(({ sent }) => (sent.verdict as { body: string }).body)).toEqual(
          pairs.map(([row]) => row.verdict.body),
        );
        expect(writeCsv(rows.map(exported))).toBe(file);
        const cells = cellsOf(file);
        expect(cells.flat().filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/u.test(cell))).toEqual([]);
        for (const delimiter of [',', ';', '\t'])
          for (const newline of ['\n', '\r\n', '\r'])
            expect(read(asWrittenWith(cells, delimiter, newline)).rows).toEqual(rows);
      },
    ),
    { numRuns: 150 },
  );
});

test('a draft goes out and comes back with only what is filled', () => {
  const draft: ExportRow = {
    state: 'draft',
    revision: null,
    slug: 'a-new-idea',
    title: '=Perhaps',
    verdict: { headline: 'Not yet' },
    evidence: [{ title: 'A note', publisher: 'The desk', url: null }],
  };
  const file = writeCsv([draft, { state: 'draft', revision: 4, slug: 'hardly-begun' }]);
  const { rows } = read(file);
  expect(rows).toEqual([
    {
      state: 'draft',
      revision: null,
      line: 2,
      sent: {
        slug: 'a-new-idea',
        title: '=Perhaps',
        verdict: { headline: 'Not yet' },
        evidence: [{ title: 'A note', publisher: 'The desk' }],
      },
    },
    { state: 'draft', revision: 4, line: 3, sent: { slug: 'hardly-begun' } },
  ]);
  for (const {
    sent: { slug, ...content },
  } of rows)
    expect(pledgeDraftSchema.safeParse(content).error).toBeUndefined();
  expect(writeCsv(rows.map(exported))).toBe(file);
  expect(read('state,slug\nDraft,an-idea\n').rows).toMatchObject([
    { state: 'draft', sent: { slug: 'an-idea' } },
  ]);
});

test('the file is UTF-8 with a byte order mark, CRLF, quotation marks only where needed and no empty groups', () => {
  const row = anImportRow({ title: 'The "old" ferry', evidence: [], due: '2025-03-01' });
  const [header, first, end] = writeCsv([published(row, 3)]).split('\r\n');
  expect(header).toBe(
    '\ufeffslug,aliases,state,revision,title,categories,kind,due,quote,document,page,promise_url,made_by,made_on,verdict,effective_on,headline,summary,body,schedule,reasons,published_at,related,created_at,updated_at,checked_at',
  );
  expect(first).toBe(
    'reopen-the-ferry,,published,3,"The ""old"" ferry",transport,action,2025-03-01,The ferry will run again.,programme,,,,,in-progress,,Work has begun,The first step has been taken.,,,,2025-03-10T09:00:00Z,,,2025-03-10T09:00:00Z,',
  );
  expect(end).toBe('');
});

test('no cell of an export begins like a formula, and reading takes away exactly what writing put in front', () => {
  const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
  const start = fc.constantFrom(...starts, "'", ' ', '');
  const anyCell = fc
    .tuple(fc.array(start, { maxLength: 4 }), fc.string({ unit: 'binary' }))
    .map(([before, rest]) => before.join('') + rest);
  fc.assert(
    fc.property(anyCell, (cell) => {
      expect(starts).not.toContain(guardFormula(cell)[0]);
      expect(unguardFormula(guardFormula(cell))).toBe(cell);
    }),
    { numRuns: 2000 },
  );
  const titles = ['=1+1', "'=1+1", "''＝x", "'tis the season", '-5', '@desk', "'", '='];
  const file = writeCsv(titles.map((title) => published(anImportRow({ title }))));
  expect(file).toContain(",'=1+1,");
  expect(file).toContain(",''=1+1,");
  expect(file).toContain(",'tis the season,");
  expect(read(file).rows.map(({ sent }) => sent.title)).toEqual(titles);
});

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
    '\nslug,title,categories,kind,quote,document,verdict\nx,,,,,,\n',
    [
      expect.objectContaining({ line: 2, column: 'headline' }),
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
    [{ line: 3, column: 'state', detail: 'must be published or draft' }],
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
  expect(readCsv('slug,'.repeat(300_000))).toMatchObject({
    errors: expect.arrayContaining([{ line: 1, detail: 'the header has more than 2000 cells' }]),
  });
  expect(readCsv(`slug\n${'\n'.repeat(100_001)}`)).toMatchObject({
    errors: [{ line: 100_002, detail: 'the file has more than 100000 rows and blank lines' }],
  });
});
