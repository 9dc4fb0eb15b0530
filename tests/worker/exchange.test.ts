// The spreadsheet in and out through the desk, as the editors of a small desk use it.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { anImportRow, aTracker } from '../builders.ts';
import {
  ADMIN_TOKEN,
  byAdmin,
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  found,
  json,
  ledger,
  save,
  untilPublished,
} from './client.ts';
import { exported, type Refusal, type Report, sendCsv, sendJson } from './exchange.ts';

afterEach(reset);

const HEADER =
  'slug,title,categories,kind,quote,document,verdict,headline,summary,evidence_1_title,evidence_1_publisher';
const ROW =
  'reopen-the-ferry,Reopen the ferry,transport,action,It will run again.,programme,in-progress,Work has begun,The first step.,Minutes,Council';

test('the real pledges go out as CSV and JSON and come back unchanged, byte for byte', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: uk2017.tracker }), 201);
  await json(sendJson(uk2017.pledges, 'uk-2017'));
  const [csv, document] = [await exported('csv', 'uk-2017'), await exported('json', 'uk-2017')];
  expect(await json<Report>(sendCsv(csv, 'uk-2017'))).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 35,
  });
  expect(await json<Report>(sendJson(JSON.parse(document).pledges, 'uk-2017'))).toMatchObject({
    unchanged: 35,
  });
  expect(await exported('csv', 'uk-2017')).toBe(csv);

  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: { ...uk2017.tracker, id: 'uk-again' } }),
    201,
  );
  expect(await json<Report>(sendCsv(csv, 'uk-again'))).toMatchObject({ created: 35 });
  expect(await exported('csv', 'uk-again')).toBe(csv);
  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: { ...uk2017.tracker, id: 'uk-thrice' } }),
    201,
  );
  expect(await json<Report>(sendJson(JSON.parse(document).pledges, 'uk-thrice'))).toMatchObject({
    created: 35,
  });
  expect(await exported('json', 'uk-thrice')).toBe(document);
});

test('a file as Excel saves it where the comma is the decimal sign is read, and unknown columns are named', async () => {
  await found();
  const excel = `\ufeff${HEADER.replaceAll(',', ';')};Notiz\r\n${ROW.replaceAll(',', ';')};x\r\n;;;;;;;;;;;\r\n`;
  const report = await json<Report>(sendCsv(excel));
  expect(report).toMatchObject({ created: 1 });
  expect(report.warnings.join()).toContain('Notiz');
  expect(await json<Report>(sendCsv(`${HEADER}\n${ROW}\n`))).toMatchObject({ unchanged: 1, warnings: [] });
});

test('a dry run names every fault by line and column, and neither it nor a refused import changes anything', async () => {
  await found();
  const rows = [
    ROW,
    ROW.replace('reopen-the-ferry', 'second').replace('in-progress', 'nonsense'),
    '"third","Two\nlines",transport,action,q,programme,in-progress,h,s,Minutes,Council',
    ROW.replace('reopen-the-ferry', 'fourth').replace('Minutes', ''),
  ];
  for (const query of ['?dryRun=true', '']) {
    const { errors } = await json<Refusal>(
      sendCsv([HEADER, ...rows].join('\r\n'), 'test-tracker', query),
      422,
    );
    expect(errors.map(({ line, column }) => [line, column])).toEqual([
      [3, 'verdict'],
      [4, 'title'],
      [6, 'evidence_1_title'],
    ]);
    expect(errors[2]?.detail).toBe('is missing; it needs text');
  }
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges'))).toEqual({ pledges: [] });
  const missing = await json<Refusal>(sendCsv('slug,title\nx,y\n'), 422);
  expect(missing.errors.some(({ column }) => column === 'verdict')).toBe(true);
});

test('a text that a spreadsheet would run as a formula goes out disarmed and comes back as it was', async () => {
  await found();
  const title = '=HYPERLINK("https://evil.example","Click")';
  await json(sendJson([anImportRow({ title, evidence: [{ title: '@cmd', publisher: "'+1" }] })]));
  const csv = await exported('csv');
  expect(csv).not.toMatch(/(^|[,"\n])[=@+]/m);
  expect(csv).toContain("'=HYPERLINK");
  expect(await json<Report>(sendCsv(csv))).toMatchObject({ unchanged: 1 });
});

test('drafts go out and come back as drafts, beside what is published', async () => {
  await found();
  await json(sendJson([anImportRow()]));
  await json(save(1, { title: 'Reopen the old ferry', evidence: [{ title: 'Only a title yet' }] }));
  const body = { slug: 'an-idea', title: 'An idea' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const csv = await exported('csv');
  expect(await json<Report>(sendCsv(csv))).toMatchObject({ created: 0, changed: 0, unchanged: 3 });

  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  expect(await json<Report>(sendCsv(csv, 'another'))).toMatchObject({ created: 3 });
  expect(await exported('csv', 'another')).toBe(csv);
  const copy = await json<DeskRecord>(fetchAsEditor('/trackers/another/pledges/reopen-the-ferry'));
  expect(copy).toMatchObject({
    state: 'draft',
    draft: { title: 'Reopen the old ferry' },
    published: { revision: 1 },
  });
  await untilPublished();
  expect((await fetchAsReader('/api/v1/trackers/another/pledges/an-idea')).status).toBe(404);
});

test('an import keeps the dates of where it comes from, and makes no entry among the changes', async () => {
  await found();
  const dates = ',published_at,updated_at,created_at,checked_at,effective_on';
  const row = `${ROW},2019-05-16T13:01:00Z,2019-05-16T13:01:00Z,2018-01-01T00:00:00Z,2019-06-01T00:00:00Z,2019-05-16`;
  await json(sendCsv(`${HEADER}${dates}\n${row}`));
  await untilPublished();
  expect(await json(fetchAsReader('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry'))).toMatchObject({
    verdict: { publishedAt: '2019-05-16T13:01:00Z', effectiveOn: '2019-05-16' },
    createdAt: '2018-01-01T00:00:00Z',
    updatedAt: '2019-05-16T13:01:00Z',
    checkedAt: '2019-06-01T00:00:00Z',
    history: [{ kind: 'import', publishedAt: '2019-05-16T13:01:00Z' }],
  });
});

test('a file in another encoding, with too many rows, or of another kind is refused in plain words', async () => {
  await found();
  const latin1 = Uint8Array.from([...`${HEADER}\n${ROW} caf\u00e9`].map((letter) => letter.charCodeAt(0)));
  expect(await json(sendCsv(latin1), 400)).toMatchObject({ detail: expect.stringContaining('CSV UTF-8') });
  const tooMany = `${HEADER}\n${`${ROW}\n`.repeat(20_001)}`;
  expect(await json(sendCsv(tooMany), 413)).toMatchObject({ detail: expect.stringContaining('20001') });
  await json(sendCsv(''), 422);
});

const XLSX = new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]);
const XLS = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function sendAs(type: string | null, body: BodyInit): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${ADMIN_TOKEN}` };
  if (type !== null) headers['content-type'] = type;
  const path = '/api/v1/desk/trackers/test-tracker/import?dryRun=true';
  return fetchAsReader(path, { method: 'POST', headers, body });
}

test.each([
  'text/csv',
  'application/vnd.ms-excel',
  'Application/vnd.ms-excel; charset=utf-8',
  'text/plain',
  'text/plain; charset=UTF-8',
  'application/csv',
  'text/x-csv',
  'text/comma-separated-values',
])('CSV that a program calls %s is read', async (type) => {
  await found();
  expect(await json(sendAs(type, `${HEADER}\r\n${ROW}\r\n`))).toMatchObject({ created: 1 });
});

test('tab-separated values are read by their own name', async () => {
  await found();
  const file = `${HEADER}\n${ROW}\n`.replaceAll(',', '\t');
  expect(await json(sendAs('text/tab-separated-values', file))).toMatchObject({ created: 1 });
});

test.each([
  [SHEET, XLSX],
  [SHEET, 'slug,title'],
  ['application/vnd.ms-excel', XLSX],
  ['application/vnd.ms-excel', XLS],
  ['application/vnd.ms-excel.sheet.macroEnabled.12', XLSX],
  ['application/vnd.oasis.opendocument.spreadsheet', XLSX],
  ['text/csv', XLSX],
  ['text/plain', XLS],
  ['application/json', XLSX],
  ['application/octet-stream', XLSX],
])('a spreadsheet’s own file, sent as %s, is refused with what to do', async (type, body) => {
  await found();
  const { detail } = await json<{ detail: string }>(sendAs(type, body), 415);
  expect(detail).toContain('Save it as "CSV UTF-8"');
});

test.each(['application/octet-stream', 'text/html', 'multipart/form-data; boundary=x', 'application/xml'])(
  'what is called %s is refused with what is read here',
  async (type) => {
    await found();
    const { detail } = await json<{ detail: string }>(sendAs(type, `${HEADER}\n${ROW}`), 415);
    expect(detail).toMatch(/text\/csv or application\/json/);
  },
);

test('a file that was read in the wrong encoding and saved again is refused for that, and for nothing else', async () => {
  await found();
  const file = `${HEADER}\n${ROW}\n`;
  for (const mark of ['ï»¿', 'п»ї', 'ď»ż', 'Ôªø', '∩╗┐', '´╗┐', '\ufeffï»¿', '\ufffd\ufffd\ufffd'])
    for (const text of [mark + file, mark + file.replaceAll(',', ';')]) {
      const { errors } = await json<Refusal>(sendCsv(text), 422);
      expect(errors).toEqual([
        { pointer: '', line: 1, code: 'refused', detail: expect.stringMatching(/wrong encoding.*CSV UTF-8/) },
      ]);
    }
});

test('a date that a spreadsheet has made a number is one fault, which says so', async () => {
  await found();
  const columns = ['due', 'effective_on', 'made_on', 'evidence_1_date', 'published_at', 'created_at'];
  for (const column of columns)
    for (const number of ['45671', '45671.5']) {
      const file = `${HEADER},${column}\n${ROW},${number}\n`;
      const { errors } = await json<Refusal>(sendCsv(file), 422);
      expect(errors).toEqual([
        expect.objectContaining({ line: 2, column, detail: expect.stringContaining('spreadsheet') }),
      ]);
    }
});

test('a draft with hardly anything in it, and a relation half written, come back as they went', async () => {
  await found();
  const path = '/trackers/test-tracker/pledges';
  const body = {
    slug: 'hardly',
    verdict: {},
    evidence: [{}],
    related: [{ pledge: 'abc' }, { relation: 'related' }],
  };
  await json(fetchAsEditor(path, { method: 'POST', body }), 201);
  const csv = await exported('csv');
  expect(csv).not.toContain('undefined');
  expect(await json<Report>(sendCsv(csv))).toMatchObject({ unchanged: 1 });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  await json(sendCsv(csv, 'another'));
  expect(await json(fetchAsEditor('/trackers/another/pledges/hardly'))).toMatchObject({
    draft: { related: [{ pledge: 'abc', relation: 'related' }] },
  });
  const empty = { slug: 'empty', promise: {}, verdict: {}, evidence: [{}], responses: [{ url: null }, {}] };
  const gap = { slug: 'gap', evidence: [{}, { title: 'The second' }, {}] };
  for (const each of [empty, gap]) await json(fetchAsEditor(path, { method: 'POST', body: each }), 201);
  expect(await json<Report>(sendCsv(await exported('csv')))).toMatchObject({ unchanged: 3 });
  expect(await json<Report>(sendJson(JSON.parse(await exported('json')).pledges))).toMatchObject({
    unchanged: 3,
  });
  // Another item in the place of the empty one is another draft.
  const filled = { slug: 'gap', state: 'draft', evidence: [{ title: 'The second' }] };
  await json(sendJson([filled]), 422);
});

test('a tracker is exported whole, however many of its pledges in a row were withdrawn', async () => {
  await found();
  const slugs = Array.from({ length: 200 }, (_, at) => `withdrawn-${100 + at}`);
  await json(sendJson([...slugs, 'withheld', 'written'].map((slug) => anImportRow({ slug }))));
  const by = byAdmin('POST /trackers/:tracker/pledges/:slug/retract');
  for (const slug of slugs) {
    const result = await ledger().retract(by, { tracker: 'test-tracker', slug }, 1, 'It was wrong.');
    expect(result.ok).toBe(true);
  }
  const { pledges } = JSON.parse(await exported('json')) as { pledges: { slug: string }[] };
  expect(pledges.map(({ slug }) => slug)).toEqual(['withheld', 'written']);
});

test('a published pledge that relates to a draft is exported and imported with it', async () => {
  await found();
  const idea = { slug: 'an-idea', title: 'An idea' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: idea }), 201);
  await json(sendJson([anImportRow({ related: [{ pledge: 'an-idea', relation: 'related' }] })]));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  expect(await json<Report>(sendCsv(await exported('csv'), 'another'))).toMatchObject({ created: 2 });
});

test('hostile bodies are refused without a fault of ours, and a misspelt dry run is not a real one', async () => {
  await found();
  const body = `{"pledges":[${'['.repeat(200_000)}${']'.repeat(200_000)}]}`;
  const deep = await fetchAsReader('/api/v1/desk/trackers/test-tracker/import', {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
    body,
  });
  expect(deep.status).toBeGreaterThanOrEqual(400);
  expect(deep.status).toBeLessThan(500);
  await deep.text();
  const wide = Object.fromEntries(Array.from({ length: 300_000 }, (_, at) => [`key-${at}`, 1]));
  const { errors } = await json<Refusal>(sendJson([wide]), 422);
  expect(errors).toHaveLength(500);
  await json(
    fetchAsEditor('/trackers/test-tracker/import?dryrun=true', {
      method: 'POST',
      body: { pledges: [anImportRow()] },
    }),
    400,
  );
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges'))).toEqual({ pledges: [] });
});

test('what is wrong with every row is told once by its kind, with the number of rows, and the faults are counted past those told one by one', async () => {
  await found();
  const rows = Array.from(
    { length: 700 },
    (_, at) => `${ROW.replace('reopen-the-ferry', `ferry-${100 + at}`)},01/04/2018`,
  );
  type Counted = Refusal & {
    total: number;
    groups: { code: string; field: string; count: number; rows: number; first: object }[];
  };
  const told = await json<Counted>(sendCsv([`${HEADER},published_at`, ...rows, rows[0]].join('\n')), 422);
  expect(told.errors).toHaveLength(500);
  expect(told.total).toBe(701);
  expect(told.groups).toEqual([
    {
      code: 'wrong-format',
      field: 'published_at',
      count: 701,
      rows: 701,
      first: expect.objectContaining({ line: 2, column: 'published_at', found: '"01/04/2018"' }),
    },
  ]);
  const evidence = [1, 2].map((number) => ({
    ...anImportRow().evidence[0]!,
    url: `ftp://${number}.example`,
  }));
  const asJson = await json<Counted>(sendJson([anImportRow({ evidence })] as never), 422);
  expect(asJson.groups).toEqual([
    expect.objectContaining({ code: 'address-scheme', field: '/evidence/*/url', count: 2, rows: 1 }),
  ]);
});
