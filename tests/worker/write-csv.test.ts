// Rows as CSV, and back as they were.

import { expect, test } from 'vitest';
import { type ExportRow, type ImportRow, importRowSchema } from '../../data/import-row.ts';
import { pledgeDraftSchema } from '../../data/pledge.ts';
import * as example from '../../data/seed/example.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { parse } from '../../worker/interchange/csv-parse.js';
import { guardFormula, unguardFormula } from '../../worker/interchange/formula.ts';
import type { CsvRow } from '../../worker/interchange/read-csv.ts';
import { writeCsv } from '../../worker/interchange/write-csv.ts';
import { anImportRow } from '../builders.ts';
import fc from '../property.ts';
import { aRow, maybe } from './any-row.ts';
import { read } from './csv.ts';

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
    '\ufeffslug,aliases,state,revision,title,categories,kind,due,yardstick,quote,document,page,promise_url,made_by,made_on,verdict,effective_on,headline,summary,body,schedule,reasons,published_at,related,created_at,updated_at,checked_at',
  );
  expect(first).toBe(
    'reopen-the-ferry,,published,3,"The ""old"" ferry",transport,action,2025-03-01,,The ferry will run again.,programme,,,,,in-progress,,Work has begun,The first step has been taken.,,,,2025-03-10T09:00:00Z,,,2025-03-10T09:00:00Z,',
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
