// Who did what: found by person, act, pledge, day and text, at the same cost however far back.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { AuditPage, AuditRow } from '../../data/running.ts';
import { parse } from '../../worker/interchange/csv-parse.js';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE, publishSecond } from './acting.ts';
import { fetchAsEditor, json, ledger, publishOnePledge, save, untilPublished } from './client.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

function audit(query = '', headers: Record<string, string> = {}): Promise<AuditPage> {
  return json<AuditPage>(fetchAsEditor(`/audit?${query}`, { headers }));
}

const told = ({ audit }: AuditPage) => audit.map(({ act, slug, tracker }) => [act, slug ?? tracker]);

type Written = {
  at?: string;
  editor?: string;
  act?: string;
  tracker?: string;
  slug?: string;
  detail?: object;
};

/** Rows as acts would have left them, in a moment. */
function write(rows: Iterable<Written>): Promise<void> {
  return runInDurableObject(ledger(), (_, { storage }) =>
    storage.transactionSync(() => {
      for (const { at = '2026-03-01T12:00:00.000Z', editor = 'Wren', act = 'save', ...row } of rows)
        storage.sql.exec(
          'INSERT INTO audit (at, editor, act, tracker, slug, detail) VALUES (?, ?, ?, ?, ?, ?)',
          at,
          editor,
          act,
          row.tracker ?? 'test-tracker',
          row.slug ?? null,
          row.detail ? JSON.stringify(row.detail) : null,
        );
    }),
  );
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  const on_record = (cells: string[]) => {
    rows.push(cells);
    return null;
  };
  parse(text, { delimiter: ',', record_delimiter: ['\r\n'], relax_column_count: false, on_record });
  return rows;
}

/** CPU time is not to be had inside: the best of five, so that a busy machine says little. */
async function quickest(query: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const began = performance.now();
    await audit(query);
    times.push(performance.now() - began);
  }
  return Math.min(...times);
}

test('rows are found by several people and several acts, by tracker and pledge, and by each of these together', async () => {
  await publishOnePledge();
  await publishSecond();
  const wren = as(await newToken('Wren', 'editor'));
  await json(fetchAsEditor(`${PLEDGE}/check`, { method: 'POST', body: {}, version: 2, headers: wren }));
  expect(told(await audit('editor=Wren'))).toEqual([['check', 'reopen-the-ferry']]);
  expect(told(await audit('editor=Wren&editor=admin&act=check&act=publish'))).toEqual([
    ['check', 'reopen-the-ferry'],
    ['publish', 'buy-a-boat'],
    ['publish', 'reopen-the-ferry'],
  ]);
  expect(told(await audit('act=create&act=create%20tracker'))).toEqual([
    ['create', 'buy-a-boat'],
    ['create', 'reopen-the-ferry'],
    ['create tracker', 'test-tracker'],
  ]);
  expect(told(await audit('tracker=test-tracker&slug=buy-a-boat'))).toEqual([
    ['publish', 'buy-a-boat'],
    ['create', 'buy-a-boat'],
  ]);
  expect(told(await audit('slug=buy-a-boat&editor=Wren'))).toEqual([]);
  expect(told(await audit('tracker=no-such-tracker'))).toEqual([]);
  expect((await audit('tracker=test-tracker')).audit.map(({ id }) => id)).toEqual(
    (await audit('tracker=test-tracker')).audit.map(({ id }) => id).sort((a, b) => b - a),
  );
});

test('a day is all of that day, in UTC or where a tracker is named on its clock, which is said', async () => {
  await publishOnePledge();
  await json(
    fetchAsEditor('/trackers', {
      method: 'POST',
      body: aTracker({ id: 'far', timezone: 'Pacific/Auckland' }),
    }),
    201,
  );
  await write(
    [
      '2026-03-01T23:59:59.999Z',
      '2026-03-02T00:00:00.000Z',
      '2026-03-02T10:59:59.999Z',
      '2026-03-02T11:00:00.000Z',
      '2026-03-02T23:59:59.999Z',
      '2026-03-03T00:00:00.000Z',
    ].map((at) => ({ at, act: 'check', tracker: 'far' })),
  );
  const at = async (query: string) => {
    const { zone, audit: rows } = await audit(`act=check&${query}`);
    return [zone, rows.map((row) => row.at.slice(8, 19))];
  };
  expect(await at('from=2026-03-02&to=2026-03-02')).toEqual([
    'UTC',
    ['02T23:59:59', '02T11:00:00', '02T10:59:59', '02T00:00:00'],
  ]);
  expect(await at('from=2026-03-02&to=2026-03-02&tracker=far')).toEqual([
    'Pacific/Auckland',
    ['02T10:59:59', '02T00:00:00', '01T23:59:59'],
  ]);
  expect(await at('from=2026-03-02T11:00:00Z&to=2026-03-02T23:59:59.999Z')).toEqual(['UTC', ['02T11:00:00']]);
  for (const day of ['0000-01-01', '0001-01-01', '9999-12-31'])
    for (const tracker of ['', '&tracker=far'])
      expect((await audit(`from=${day}&to=${day}${tracker}`)).audit).toEqual([]);
  expect((await audit('to=9999-12-31')).audit.length).toBeGreaterThan(6);
});

test('a text is found in what was said, by whom, of what and in which act, in capitals or not, and as JSON writes it', async () => {
  await publishOnePledge();
  const note = 'Die GRÜNEN sagten: "100 % \\ nein",\nмосква, 約束';
  await write([
    {
      act: 'publish',
      editor: 'Zaunkönig',
      slug: 'reopen-the-ferry',
      detail: { note, deep: [{ count: 4711 }] },
    },
  ]);
  const found = async (q: string) =>
    (await audit(`q=${encodeURIComponent(q)}&editor=Zaunk%C3%B6nig`)).audit.length;
  for (const q of [
    'grünen',
    'Grünen',
    'gru\u0308nen',
    '"100 %',
    '\\ nein',
    'МОСКВА',
    '約束',
    '4711',
    'ZAUNKÖNIG',
    'reopen',
    'PUBLISH',
    'nein grünen',
    '  sagten  ',
    '',
  ])
    expect([q, await found(q)]).toEqual([q, 1]);
  for (const q of ['gelbe', 'note', 'grünen gelbe', '1_0', "' OR 1=1 --"])
    expect([q, await found(q)]).toEqual([q, 0]);
});

test('a row says what its pledge is called now, and not what another that took its name is called', async () => {
  await publishOnePledge();
  await json(act('rename', 2, { slug: 'run-the-ferry' }));
  const rows = await audit('tracker=test-tracker&slug=run-the-ferry');
  expect(rows.audit.map(({ act, slug, pledge }) => [act, slug, pledge])).toEqual([
    ['rename', 'run-the-ferry', { tracker: 'test-tracker', slug: 'run-the-ferry', title: aPledge().title }],
    [
      'publish',
      'reopen-the-ferry',
      { tracker: 'test-tracker', slug: 'run-the-ferry', title: aPledge().title },
    ],
    [
      'create',
      'reopen-the-ferry',
      { tracker: 'test-tracker', slug: 'run-the-ferry', title: aPledge().title },
    ],
  ]);
  const path = '/trackers/test-tracker/pledges';
  const create = (title: string) =>
    json(fetchAsEditor(path, { method: 'POST', body: { slug: 'a-name', title } }), 201);
  await create('The first');
  await json(fetchAsEditor(`${path}/a-name`, { method: 'DELETE', version: 1 }));
  await create('The second');
  expect((await audit('tracker=test-tracker&slug=a-name')).audit.map(({ pledge }) => pledge?.title)).toEqual([
    'The second',
    undefined,
    undefined,
  ]);
});

test('a row leads to the revision that it made', async () => {
  await publishOnePledge();
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('publish', 3, { note: 'Done.' }));
  const { audit: rows } = await audit('act=publish');
  expect(rows.map(({ fromRevision, toRevision }) => [fromRevision, toRevision])).toEqual([
    [1, 2],
    [null, 1],
  ]);
});

test('an admin of one tracker sees what was done in it, since it was founded and under each name that it had, and nothing else', async () => {
  const found = (id: string) =>
    json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id, visibility: 'private' }) }), 201);
  const begin = (tracker: string, slug: string) =>
    json(
      fetchAsEditor(`/trackers/${tracker}/pledges`, { method: 'POST', body: { slug, title: `Of ${slug}` } }),
      201,
    );
  // One that bore the name before, and is gone; and one that bears a name that ours had.
  await found('ours');
  await begin('ours', 'of-the-dead');
  await json(fetchAsEditor('/trackers/ours?pledges=1', { method: 'DELETE', version: 1 }));
  await found('early');
  await begin('early', 'begun-early');
  await json(fetchAsEditor('/trackers/early/rename', { method: 'POST', body: { id: 'ours' }, version: 1 }));
  await begin('ours', 'begun-later');
  await found('early');
  await begin('early', 'of-another');
  await newToken('Heron', 'editor');
  const wren = as(await newToken('Wren', 'admin', { trackers: ['ours'] }));
  const ours = [
    ['create', 'begun-later'],
    ['rename tracker', 'ours'],
    ['create', 'begun-early'],
    ['create tracker', 'early'],
  ];
  for (const query of [
    '',
    'tracker=ours',
    'editor=admin',
    'act=create&act=create%20tracker&act=rename%20tracker',
    'q=e',
  ])
    expect([query, told(await audit(query, wren))]).toEqual([query, ours]);
  expect((await audit('tracker=ours&slug=begun-early', wren)).audit).toMatchObject([
    { pledge: { tracker: 'ours', slug: 'begun-early', title: 'Of begun-early' } },
  ]);
  expect((await audit('people=true', wren)).people).toEqual(['admin']);
  for (const query of [
    'tracker=early',
    'tracker=none',
    'slug=of-another',
    'slug=of-the-dead',
    'q=Heron',
    'act=create%20token',
  ])
    expect([query, told(await audit(query, wren))]).toEqual([query, []]);
  const sheet = await (await fetchAsEditor('/audit.csv', { headers: wren })).text();
  expect(sheet.trim().split('\r\n')).toHaveLength(1 + ours.length);
  for (const other of ['of-another', 'of-the-dead', 'Heron']) expect(sheet).not.toContain(other);
  // Who runs all of it sees all of it.
  expect(told(await audit())).toEqual(
    expect.arrayContaining([
      ['create', 'of-the-dead'],
      ['create', 'of-another'],
    ]),
  );
  for (const role of ['reader', 'writer', 'editor'] as const) {
    const headers = as(await newToken(`A ${role}`, role));
    for (const path of ['/audit', '/audit.csv'])
      expect((await fetchAsEditor(path, { headers })).status).toBe(403);
  }
});

test('saves of a text and checks of a day become one row, as does what was done to many at once; a page of them ends where the next begins', async () => {
  await publishOnePledge();
  const day = (hour: number, of = '01') => `2026-03-${of}T${String(hour).padStart(2, '0')}:00:00.000Z`;
  await write([
    { at: day(1), slug: 'a' },
    { at: day(2), slug: 'a' },
    { at: day(3), slug: 'b' },
    { at: day(4), slug: 'b', editor: 'Heron' },
    { at: day(5), act: 'check', slug: 'a' },
    { at: day(6), act: 'check', slug: 'b' },
    { at: day(7), act: 'check', slug: 'b' },
    { at: day(8, '02'), act: 'check', slug: 'c' },
    { at: day(9, '02'), act: 'close', slug: 'a' },
    { at: day(9, '02'), act: 'close', slug: 'b' },
    { at: day(10, '02'), act: 'publish', slug: 'a' },
    { at: day(11, '02'), act: 'publish', slug: 'a' },
  ]);
  const query = 'from=2026-03-01&to=2026-03-02';
  const wanted = [
    ['publish', 'a', undefined],
    ['publish', 'a', undefined],
    ['close', 'b', { rows: 2, pledges: 2, since: day(9, '02') }],
    ['check', 'c', undefined],
    ['check', 'b', { rows: 3, pledges: 2, since: day(5) }],
    ['save', 'b', undefined],
    ['save', 'b', undefined],
    ['save', 'a', { rows: 2, pledges: 1, since: day(1) }],
  ];
  const rows = (page: AuditPage) => page.audit.map(({ act, slug, group }) => [act, slug, group]);
  expect(rows(await audit(`${query}&grouped=true`))).toEqual(wanted);
  expect((await audit(query)).audit).toHaveLength(12);
  const paged: AuditRow[] = [];
  for (let next: number | null | undefined; next !== null; ) {
    const page: AuditPage = await audit(`${query}&grouped=true&limit=3${next ? `&before=${next}` : ''}`);
    expect(page.audit.length).toBeLessThanOrEqual(3);
    paged.push(...page.audit);
    next = page.next;
  }
  expect(paged.map(({ act, slug, group }) => [act, slug, group])).toEqual(wanted);
  // What a group is made of can be looked at.
  const [group] = paged.filter(({ group }) => group?.rows === 3);
  const { audit: members } = await audit(`${query}&before=${group!.id + 1}&limit=3`);
  expect(members.map(({ act, at }) => [act, at])).toEqual([7, 6, 5].map((hour) => ['check', day(hour)]));
});

test('the audit as a spreadsheet has each row that was asked for once, and no cell that a spreadsheet would run', async () => {
  await publishOnePledge();
  await write(
    Array.from({ length: 1203 }, (_, index) => ({
      editor: index === 7 ? '=HYPERLINK("https://evil.example")' : '+Wren',
      act: 'check',
      slug: `pledge-${index}`,
      detail: { note: '@SUM(1), "quoted"\r\nand more' },
    })),
  );
  await newToken('Late', 'reader');
  const answer = await fetchAsEditor('/audit.csv?act=check');
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await answer.arrayBuffer());
  const [header, ...rows] = cellsOf(text.slice(1));
  expect(text[0]).toBe('\ufeff');
  expect(header).toEqual([
    'id',
    'at',
    'person',
    'act',
    'tracker',
    'slug',
    'title',
    'from_revision',
    'to_revision',
    'detail',
  ]);
  expect(rows).toHaveLength(1203);
  expect(new Set(rows.map(([id]) => id)).size).toBe(1203);
  for (const cells of rows) for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  expect(rows[0]?.[2]).toBe("'+Wren");
  expect(JSON.parse(rows[0]?.[9] ?? '')).toEqual({ note: '@SUM(1), "quoted"\r\nand more' });
  expect(await (await fetchAsEditor('/audit.csv?act=no-such-act')).text()).toBe(`${header!.join(',')}\r\n`);
  expect((await fetchAsEditor('/audit.csv', { method: 'HEAD' })).status).toBe(200);
});

test('the spreadsheet breaks off for whoever may no longer read it', async () => {
  await publishOnePledge();
  await write(Array.from({ length: 3000 }, () => ({ detail: { note: 'A long note. '.repeat(40) } })));
  const { id, secret } = await newToken('Wren', 'admin');
  const reader = (await fetchAsEditor('/audit.csv', { headers: as({ secret }) })).body!.getReader();
  await reader.read();
  await json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' }));
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();
});

test('that pledges were exported is in the audit, and when that was last an admin of the tracker is told', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const wren = as(await newToken('Wren', 'reader'));
  expect(await json(fetchAsEditor('/status'))).toMatchObject({ exported: null });
  await (await fetchAsEditor('/trackers/test-tracker/export.csv', { headers: wren })).text();
  expect((await audit('act=export')).audit).toMatchObject([{ editor: 'Wren', tracker: 'test-tracker' }]);
  expect(await json(fetchAsEditor('/status'))).toMatchObject({
    exported: { by: 'Wren', tracker: 'test-tracker' },
  });
  const other = as(await newToken('Heron', 'admin', { trackers: ['other-tracker'] }));
  for (const headers of [wren, other])
    expect(await json(fetchAsEditor('/status', { headers }))).toMatchObject({ exported: null });
});

test('with 100,000 rows a page is as quick as with few, as quick far back, and a text is found among all of them', {
  timeout: 120_000,
}, async () => {
  await publishOnePledge();
  await untilPublished();
  await write(Array.from({ length: 300 }, (_, index) => ({ editor: 'Few', slug: `pledge-${index}` })));
  const few = await quickest('limit=100');
  const people = ['Wren', 'Heron', 'Robin', 'Kite'];
  await write(
    (function* () {
      yield { editor: 'Once', act: 'redact', slug: 'the-first', detail: { note: 'Der älteste Eintrag' } };
      for (let index = 0; index < 100_000; index += 1)
        yield {
          at: new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString(),
          editor: people[index % 4]!,
          act: ['save', 'save', 'check', 'publish', 'save'][index % 5]!,
          slug: `pledge-${index % 700}`,
          detail: { kind: 'edit', note: `What was said the time before, number ${index}.` },
        };
    })(),
  );
  const { next } = await audit('limit=100');
  const figures: Record<string, number> = { few };
  for (const [name, query] of [
    ['newest', 'limit=100'],
    ['far back', `limit=100&before=${next! - 98_000}`],
    ['one person', 'editor=Wren&limit=100'],
    ['one person, far back', `editor=Wren&limit=100&before=${next! - 98_000}`],
    ['two people, one act', 'editor=Wren&editor=Kite&act=publish&limit=100'],
    ['who was here once', 'editor=Once'],
    ['an act that was done once', 'act=redact'],
    ['a pledge', 'tracker=test-tracker&slug=pledge-7&limit=100'],
    ['grouped', 'grouped=true&limit=100'],
    ['days', 'from=2026-01-05&to=2026-01-05&limit=100'],
    ['a text of the oldest', `q=${encodeURIComponent('älteste')}`],
    ['a text that is nowhere', 'q=nowhere-at-all'],
  ] as const)
    figures[name] = await quickest(query);
  console.info(figures);
  expect((await audit('editor=Once')).audit).toHaveLength(1);
  expect((await audit('act=redact')).audit).toHaveLength(1);
  expect(await audit(`q=${encodeURIComponent('ÄLTESTE')}`)).toMatchObject({
    audit: [{ slug: 'the-first' }],
    next: null,
  });
  // Of what would have to read all rows, each is hundreds of times as much.
  for (const name of [
    'newest',
    'far back',
    'one person',
    'one person, far back',
    'who was here once',
    'an act that was done once',
    'a pledge',
  ])
    expect([name, figures[name]! < few * 3 + 30]).toEqual([name, true]);
  for (const name of ['two people, one act', 'days', 'a text of the oldest', 'a text that is nowhere'])
    expect([name, figures[name]! < 1500]).toEqual([name, true]);
});
