// Sheets as people keep them: their own columns, words and days, and what becomes of each row.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { ImportRun, KeptMappings, MappedReport } from '../../data/import-report.ts';
import { aTracker } from '../builders.ts';
import { type DeskRecord, fetchAsEditor, fetchAsReader, found, json, untilPublished } from './client.ts';
import { exported, type Refusal } from './exchange.ts';

afterEach(reset);

const IMPORT = '/trackers/test-tracker/import';
const pledge = (slug: string) => `/trackers/test-tracker/pledges/${slug}`;

type Sheet = { mapping: object; header: string[]; rows: (string | null)[][]; id?: string; seen?: string[] };

function tryOut(sheet: Sheet): Promise<MappedReport> {
  return json<MappedReport>(fetchAsEditor(`${IMPORT}?dryRun=true`, { method: 'POST', body: sheet }));
}

function run(sheet: Sheet, status = 200): Promise<MappedReport> {
  return json<MappedReport>(fetchAsEditor(IMPORT, { method: 'POST', body: sheet }), status);
}

/** A sheet as a German desk keeps it; each row complete but for a headline. */
function aSheet(overrides: Partial<Sheet> = {}): Sheet {
  return {
    mapping: {
      columns: {
        Nr: 'key',
        Versprechen: 'title',
        Bereich: 'categories',
        Stand: 'verdict',
        Zitat: 'quote',
        Seite: 'page',
        Frist: 'due',
        'Stand vom': 'published_at',
        Begründung: 'summary',
        Quellen: 'sources',
      },
      words: { verdict: { 'Auf Kurs': 'in-progress' } },
      dates: 'dmy',
      defaults: { kind: 'action', document: 'programme' },
    },
    header: [
      'Nr',
      'Versprechen',
      'Bereich',
      'Stand',
      'Zitat',
      'Seite',
      'Frist',
      'Stand vom',
      'Begründung',
      'Quellen',
    ],
    rows: [
      [
        '1',
        'Größere Straßen bauen',
        'Transport',
        'Auf Kurs',
        'Wir bauen.',
        'S. 13',
        '31.12.2026',
        '16.05.2019 14:01',
        'Es wird gebaut.',
        'https://www.stadt.example/beschluss\nhttps://zeitung.example/a?b=1',
      ],
      [
        '2',
        'Steuern senken',
        'tax; Health',
        'kept',
        'Weniger Steuern.',
        '',
        'Juli 2027',
        '3. Mai 2019',
        'Gesenkt.',
        'Haushalt: https://stadt.example/haushalt',
      ],
    ],
    ...overrides,
  };
}

test('a sheet with its own columns, words and days becomes pledges, each source one of its own', async () => {
  await found();
  const tried = await tryOut(aSheet());
  expect(tried).toMatchObject({
    dryRun: true,
    id: null,
    created: 2,
    changed: 0,
    refused: 0,
    drafts: 0,
    total: 0,
  });
  expect(tried.rows).toEqual([
    expect.objectContaining({
      row: 0,
      action: 'created',
      state: 'published',
      slug: 'groessere-strassen-bauen',
      key: '1',
    }),
    expect.objectContaining({ row: 1, action: 'created', state: 'published', slug: 'steuern-senken' }),
  ]);
  expect(await run(aSheet())).toMatchObject({ dryRun: false, created: 2 });
  const { published } = await json<{ published: Record<string, unknown> }>(
    fetchAsEditor(pledge('groessere-strassen-bauen')),
  );
  expect(published).toMatchObject({
    title: 'Größere Straßen bauen',
    categories: ['transport'],
    promise: { quote: 'Wir bauen.', document: 'programme', page: 13 },
    kind: 'action',
    due: '2026-12-31',
    verdict: { id: 'in-progress', summary: 'Es wird gebaut.', publishedAt: '2019-05-16T13:01:00.000Z' },
    evidence: [
      {
        url: 'https://www.stadt.example/beschluss',
        publisher: 'stadt.example',
        title: 'stadt.example/beschluss',
      },
      { url: 'https://zeitung.example/a?b=1', publisher: 'zeitung.example', title: 'zeitung.example/a?b=1' },
    ],
  });
  expect(Object.keys(published.verdict as object)).not.toContain('headline');
  expect(JSON.stringify(published)).not.toContain('"key"');
  await untilPublished();
  const other = await json<{ verdict: object; evidence: object[] }>(
    fetchAsReader('/api/v1/trackers/test-tracker/pledges/steuern-senken'),
  );
  expect(other).toMatchObject({
    categories: ['tax', 'health'],
    due: '2027-07',
    verdict: { id: 'kept', publishedAt: '2019-05-02T23:00:00.000Z' },
    evidence: [{ title: 'Haushalt', url: 'https://stadt.example/haushalt' }],
  });
  expect(JSON.stringify(other)).not.toContain('"key"');
  const page = await fetchAsReader('/test-tracker/steuern-senken');
  expect(page.status).toBe(200);
  expect(await page.text()).not.toContain('undefined');
  const list = await (await fetchAsReader('/test-tracker')).text();
  expect(list).toContain('Steuern senken');
  expect(list).not.toContain('undefined');
});

test('a sheet that comes again changes nothing, and a row is found by its key whatever it is called by now', async () => {
  await found();
  await run(aSheet());
  expect(await tryOut(aSheet())).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
  await json(
    fetchAsEditor(`${pledge('steuern-senken')}/rename`, {
      method: 'POST',
      version: 1,
      body: { slug: 'steuern' },
    }),
  );
  const sheet = aSheet();
  sheet.rows[0]![1] = 'Noch größere Straßen bauen';
  const tried = await tryOut(sheet);
  expect(tried).toMatchObject({ created: 0, changed: 1, unchanged: 1 });
  expect(tried.rows?.[0]).toMatchObject({
    slug: 'groessere-strassen-bauen',
    changes: [{ field: 'title', from: 'Größere Straßen bauen', to: 'Noch größere Straßen bauen' }],
  });
  expect(tried.rows?.[1]).toMatchObject({ slug: 'steuern', action: 'unchanged' });
  await run(sheet);
  expect(await json(fetchAsEditor(pledge('groessere-strassen-bauen')))).toMatchObject({
    key: '1',
    published: { revision: 2, title: 'Noch größere Straßen bauen' },
  });
});

test('what lacks something becomes a draft that says what it lacks, and can be undone until somebody touches it', async () => {
  await found();
  const sheet = aSheet({ id: 'import-number-one' });
  sheet.rows = [
    ['7', 'Build a pier', 'Transport', 'Auf Kurs', null, '', '', '01.02.2020', '', ''],
    ['8', 'Paint the pier', '', '', '', '', '', '', '', ''],
    ['9', 'Open the pier', '', '', '', '', '', '', '', ''],
  ];
  const tried = await tryOut(sheet);
  expect(tried).toMatchObject({ created: 3, drafts: 3, refused: 0, total: 0 });
  expect(tried.rows?.[0]?.lacks).toEqual(['quote', 'summary', 'sources']);
  expect(tried.lacking).toContainEqual(
    expect.objectContaining({ code: 'missing', field: 'summary', rows: 3 }),
  );
  await run(sheet);
  const draft = await json<DeskRecord>(fetchAsEditor(pledge('build-a-pier')));
  expect(draft).toMatchObject({
    state: 'draft',
    published: null,
    draft: { verdict: { id: 'in-progress', effectiveOn: '2020-02-01' } },
  });
  await json(
    fetchAsEditor(pledge('paint-the-pier'), { method: 'PUT', version: 1, body: { title: 'Touched' } }),
  );
  const told = await json<ImportRun>(fetchAsEditor('/imports/import-number-one'));
  expect(told).toMatchObject({
    created: 3,
    undoneAt: null,
    rows: [{ row: 0, slug: 'build-a-pier', state: 'draft' }, {}, {}],
  });
  const undone = await json<{ done: object[]; refused: object[] }>(
    fetchAsEditor('/undo/import-number-one', { method: 'POST', body: {} }),
  );
  expect(undone.done.map((each) => (each as { slug: string }).slug)).toEqual([
    'build-a-pier',
    'open-the-pier',
  ]);
  expect(undone.refused).toMatchObject([{ slug: 'paint-the-pier', reason: 'stale-version' }]);
  await json(fetchAsEditor(pledge('build-a-pier')), 404);
  expect(await tryOut(sheet)).toMatchObject({ created: 2, refused: 1 });
});

test('a draft that nobody has touched follows its sheet; undoing that brings its words back', async () => {
  await found();
  const sheet = aSheet({ rows: [['7', 'Build a pier', '', '', '', '', '', '', '', '']] });
  await run(sheet);
  sheet.rows = [['7', 'Build a long pier', '', '', '', '', '', '', '', '']];
  await run({ ...sheet, id: 'second-import-now' });
  expect(await json(fetchAsEditor(pledge('build-a-pier')))).toMatchObject({
    draft: { title: 'Build a long pier' },
  });
  await json(fetchAsEditor('/undo/second-import-now', { method: 'POST', body: {} }));
  expect(await json(fetchAsEditor(pledge('build-a-pier')))).toMatchObject({
    key: '7',
    draft: { title: 'Build a pier' },
  });
});

test('what readers were told is not undone', async () => {
  await found();
  await run(aSheet({ id: 'published-import-1' }));
  const undone = await json<{ done: object[]; refused: object[] }>(
    fetchAsEditor('/undo/published-import-1', { method: 'POST', body: {} }),
  );
  expect(undone).toMatchObject({
    done: [],
    refused: [{ reason: 'not-undoable' }, { reason: 'not-undoable' }],
  });
});

test('a run that arrives twice is done once, and one whose pledges have moved is refused', async () => {
  await found();
  const tried = await tryOut(aSheet());
  const seen = tried.rows!.map((row) => row.seen);
  const first = await run(aSheet({ id: 'import-number-two', seen }));
  expect(await run(aSheet({ id: 'import-number-two', seen }))).toEqual(first);
  await json(fetchAsEditor(IMPORT, { method: 'POST', body: aSheet({ id: 'import-number-two' }) }), 409);
  const sheet = aSheet();
  sheet.rows[0]![1] = 'Another title';
  const again = await tryOut(sheet);
  await json(fetchAsEditor(`${pledge('groessere-strassen-bauen')}/check`, { method: 'POST', version: 1 }));
  const moved = await run({ ...sheet, seen: again.rows!.map((row) => row.seen) }, 422);
  expect((moved as unknown as Refusal).errors).toHaveLength(1);
});

test('faults are told by what was found and what is allowed, in groups with a total', async () => {
  await found();
  const rows = Array.from({ length: 700 }, (_, at) => [
    String(at),
    `Promise ${at}`,
    'Transport',
    at % 2 ? 'Auf kurz' : 'Läuft',
    'Words.',
    'one',
    '30.02.2024',
    '13/13/2020',
    'Why.',
    'https://a.example/',
  ]);
  const tried = await tryOut(aSheet({ rows }));
  expect(tried).toMatchObject({ created: 0, refused: 700, total: 2800 });
  const groups = tried.groups.map(({ code, field, count, first }) => ({
    code,
    field,
    count,
    found: first.found,
  }));
  expect(groups).toContainEqual({ code: 'unknown-id', field: 'verdict', count: 350, found: '"Läuft"' });
  expect(groups).toContainEqual({ code: 'unknown-id', field: 'verdict', count: 350, found: '"Auf kurz"' });
  expect(groups).toContainEqual({ code: 'wrong-format', field: 'due', count: 700, found: '"30.02.2024"' });
  expect(groups).toContainEqual({ code: 'wrong-format', field: 'page', count: 700, found: '"one"' });
  expect(tried.rows?.[1]?.faults?.[0]).toMatchObject({
    pointer: '/rows/1/3',
    column: 'Stand',
    field: 'verdict',
    allowed: { choices: expect.arrayContaining(['in-progress']) },
  });
  const refused = await run(aSheet({ rows }), 422);
  expect(refused).toMatchObject({ total: 2800 });
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges'))).toMatchObject({ pledges: [] });
});

test('words make categories, and never verdicts', async () => {
  await found();
  const sheet = aSheet();
  sheet.rows[0]![2] = 'First 100 Days';
  const words = { categories: { 'First 100 Days': { id: 'first-100-days', label: 'First 100 Days' } } };
  sheet.mapping = { ...sheet.mapping, words: { ...words, verdict: { 'Auf Kurs': 'in-progress' } } };
  expect(await tryOut(sheet)).toMatchObject({
    created: 2,
    made: [{ field: 'categories', id: 'first-100-days' }],
  });
  await run(sheet);
  const { tracker } = await json<{ tracker: { categories: object[] } }>(
    fetchAsEditor('/trackers/test-tracker'),
  );
  expect(tracker.categories).toContainEqual({ id: 'first-100-days', label: { en: 'First 100 Days' } });
  sheet.mapping = {
    ...sheet.mapping,
    words: { verdict: { 'Auf Kurs': { id: 'on-track', label: 'On track' } } },
  };
  const refused = await run(sheet, 422);
  expect((refused as unknown as Refusal).errors).toMatchObject([
    { pointer: '/mapping/words/verdict/Auf Kurs' },
  ]);
});

test('an undone import takes away what it made, but what is used by now, or was renamed, stays', async () => {
  await found({
    facets: [
      { id: 'party', label: { en: 'Party' }, values: [{ id: 'harbour-list', label: { en: 'Harbour' } }] },
    ],
  });
  const made = (...labels: string[]) =>
    Object.fromEntries(labels.map((label) => [label, { id: label.toLowerCase(), label }]));
  const sheet = aSheet({ header: ['Nr', 'Versprechen', 'Bereich', 'Partei'], id: 'import-that-makes' });
  sheet.mapping = {
    columns: { Nr: 'key', Versprechen: 'title', Bereich: 'categories', Partei: 'facet_party' },
    words: { categories: made('Water', 'Fire', 'Earth'), facet_party: made('Greens', 'Reds') },
    defaults: { state: 'draft' },
  };
  sheet.rows = [
    ['1', 'Dig a well', 'Water', 'Greens'],
    ['2', 'Light it', 'Fire', 'Reds'],
    ['3', 'Fill it', 'Earth', ''],
  ];
  expect(await run(sheet)).toMatchObject({ made: [{}, {}, {}, {}, {}] });
  type Named = { version: number; tracker: ReturnType<typeof aTracker> };
  const now = () => json<Named>(fetchAsEditor('/trackers/test-tracker'));
  const { version, tracker } = await now();
  const categories = tracker.categories.map((each) =>
    each.id === 'earth' ? { ...each, label: { en: 'Soil' } } : each,
  );
  await json(
    fetchAsEditor('/trackers/test-tracker', { method: 'PUT', version, body: { ...tracker, categories } }),
  );
  // Somebody else's draft uses one of them by now.
  const body = { slug: 'build-a-dam', title: 'Build a dam', categories: ['water'] };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  await json(fetchAsEditor('/undo/import-that-makes', { method: 'POST', body: {} }));
  const after = (await now()).tracker;
  const named = (things: { id: string }[] = []) => things.map(({ id }) => id);
  expect(named(after.categories)).toEqual(expect.arrayContaining(['water', 'earth', 'transport']));
  expect(named(after.categories)).not.toContain('fire');
  expect(named(after.facets?.[0]?.values)).toEqual(['harbour-list']);
});

test('a draft keeps the day of its verdict, so that its sheet comes again without a change, and follows another day', async () => {
  await found();
  const sheet = aSheet({ rows: [['7', 'Build a pier', '', 'Auf Kurs', '', '', '', '01.02.2020', '', '']] });
  await run(sheet);
  expect(await tryOut(sheet)).toMatchObject({ unchanged: 1, changed: 0 });
  sheet.rows[0]![7] = '03.02.2020 23:30';
  expect((await tryOut(sheet)).rows).toMatchObject([
    { action: 'changed', changes: [{ field: 'effective_on', from: '2020-02-01', to: '2020-02-03' }] },
  ]);
  await run(sheet);
  expect(await tryOut(sheet)).toMatchObject({ unchanged: 1 });
});

test('titles that are too long are cut, and their full words are the quotation', async () => {
  await found();
  const long = `${'Wir werden '.repeat(30)}bauen.`;
  const sheet = aSheet({
    rows: [['1', long, 'Transport', 'Auf Kurs', '', '', '', '', 'Why.', 'https://a.example/']],
  });
  expect(await tryOut(sheet)).toMatchObject({ refused: 1, groups: [{ code: 'too-long', field: 'title' }] });
  sheet.mapping = { ...sheet.mapping, cut: ['title'] };
  await run(sheet);
  const { pledges } = await json<{ pledges: { slug: string }[] }>(
    fetchAsEditor('/trackers/test-tracker/pledges'),
  );
  const { published } = await json<{ published: { title: string; promise: { quote: string } } }>(
    fetchAsEditor(pledge(pledges[0]!.slug)),
  );
  expect(published.promise.quote).toBe(long);
  expect(published.title).toMatch(/^Wir werden .*…$/);
  expect(published.title.length).toBeLessThanOrEqual(200);
});

test('the mapping is kept with the tracker, the last one first', async () => {
  await found();
  expect(await json<KeptMappings>(fetchAsEditor(IMPORT))).toEqual({ mappings: [] });
  const sheet = aSheet();
  await run(sheet);
  const { mappings } = await json<KeptMappings>(fetchAsEditor(IMPORT));
  expect(mappings).toMatchObject([
    { header: sheet.header, mapping: { columns: { Nr: 'key' }, dates: 'dmy' }, by: 'admin' },
  ]);
});

test('a key is in the export, finds its row again, and is no other pledge’s', async () => {
  await found();
  await run(aSheet());
  const csv = await exported('csv');
  expect(csv).toContain('slug,key,aliases');
  expect(
    await json(
      fetchAsEditor(IMPORT, {
        method: 'POST',
        body: { pledges: JSON.parse(await exported('json')).pledges },
      }),
    ),
  ).toMatchObject({ unchanged: 2 });
  const sheet = aSheet();
  sheet.header.push('Kürzel');
  sheet.rows[0]!.push('steuern-senken');
  sheet.rows[1]!.push('');
  sheet.mapping = {
    ...sheet.mapping,
    columns: { ...(sheet.mapping as { columns: object }).columns, Kürzel: 'slug' },
  };
  expect(await tryOut(sheet)).toMatchObject({
    refused: 1,
    groups: [{ field: 'key', first: { detail: expect.stringContaining('"groessere-strassen-bauen"') } }],
  });
  const twice = aSheet();
  twice.rows[1]![0] = '1';
  expect(await tryOut(twice)).toMatchObject({
    refused: 1,
    groups: expect.arrayContaining([expect.objectContaining({ code: 'twice', field: 'key' })]),
  });
});

test('two rows of one title get addresses of their own, and keep them', async () => {
  await found();
  const sheet = aSheet();
  sheet.rows[1]![1] = sheet.rows[0]![1]!;
  sheet.rows.push(['33', 'ถนนใหญ่', '', '', '', '', '', '', '', '']);
  await run(sheet);
  const again = await tryOut({ ...sheet, rows: [...sheet.rows].reverse() });
  expect(again).toMatchObject({ unchanged: 3 });
  expect(again.rows?.map(({ slug }) => slug)).toEqual([
    'pledge-33',
    'groessere-strassen-bauen-2',
    'groessere-strassen-bauen',
  ]);
});

test('in a private tracker what is whole is ready, with its own date, and all of it can be undone', async () => {
  await found({ visibility: 'private' });
  const sheet = aSheet({ id: 'private-import-one' });
  expect(await tryOut(sheet)).toMatchObject({
    created: 2,
    drafts: 0,
    rows: [{ state: 'ready' }, { state: 'ready' }],
  });
  await run(sheet);
  const slug = 'groessere-strassen-bauen';
  expect(await json(fetchAsEditor(pledge(slug)))).toMatchObject({
    key: '1',
    state: 'ready',
    published: null,
    ready: { publishedAt: '2019-05-16T13:01:00.000Z', content: { title: 'Größere Straßen bauen' } },
  });
  expect(await tryOut(sheet)).toMatchObject({ unchanged: 2 });
  sheet.rows[0]![1] = 'Noch größere Straßen bauen';
  await run({ ...sheet, id: 'private-import-two' });
  expect(await json(fetchAsEditor(pledge(slug)))).toMatchObject({
    ready: { content: { title: 'Noch größere Straßen bauen' } },
  });
  await json(fetchAsEditor('/undo/private-import-two', { method: 'POST', body: {} }));
  expect(await json(fetchAsEditor(pledge(slug)))).toMatchObject({
    ready: { content: { title: 'Größere Straßen bauen' } },
  });
  const undone = await json<{ done: object[] }>(
    fetchAsEditor('/undo/private-import-one', { method: 'POST', body: {} }),
  );
  // Whose version has moved since, by the second import and its undoing, stays.
  expect(undone.done).toHaveLength(1);
});

test('a mapping of another’s tracker, and a run of one, are not there', async () => {
  await found();
  await run(aSheet({ id: 'import-of-somebody' }));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const { as, newToken } = await import('./people.ts');
  const headers = as(await newToken('Heron', 'admin', { trackers: ['other-tracker'] }));
  await json(fetchAsEditor(IMPORT, { headers }), 404);
  await json(fetchAsEditor('/imports/import-of-somebody', { headers }), 404);
  await json(fetchAsEditor('/undo/import-of-somebody', { method: 'POST', body: {}, headers }), 404);
  await json(fetchAsEditor('/imports/no-such-import-at-all'), 404);
  const writer = as(await newToken('Wren', 'writer'));
  await json(fetchAsEditor(IMPORT, { method: 'POST', body: aSheet(), headers: writer }), 403);
});

test('hostile cells, headers and mappings are refused by name, and change nothing', async () => {
  await found();
  const faultsOf = async (sheet: object, status = 422) =>
    (await json<Refusal>(fetchAsEditor(IMPORT, { method: 'POST', body: sheet }), status)).errors.map(
      ({ pointer }) => pointer,
    );
  const sheet = aSheet();
  expect(await faultsOf({ ...sheet, header: [...sheet.header, 'Stand'] })).toEqual(['/header/10']);
  expect(await faultsOf({ ...sheet, mapping: { columns: { Nr: 'nonsense' } } })).toEqual([
    '/mapping/columns/Nr',
  ]);
  expect(await faultsOf({ ...sheet, mapping: { columns: { Nr: 'title', Zitat: 'title' } } })).toEqual([
    '/mapping/columns/Zitat',
  ]);
  expect(await faultsOf({ ...sheet, mapping: { columns: { Nowhere: 'title' } } })).toEqual([
    '/mapping/columns/Nowhere',
  ]);
  expect(await faultsOf({ ...sheet, mapping: { columns: { Nr: 'facet_party' } } })).toEqual([
    '/mapping/columns/Nr',
  ]);
  expect(await faultsOf({ ...sheet, mapping: { columns: {} } })).toEqual(['/mapping/columns']);
  expect(await faultsOf({ ...sheet, rows: [['x'.repeat(50_001)]] })).toEqual(['/rows/0/0']);
  expect(await faultsOf({ ...sheet, header: undefined })).toEqual(['/header']);
  const wide = Array.from({ length: 300 }, (_, at) => `Column ${at}`);
  const mapping = { columns: { 'Column 7': 'title', 'Column 9': 'key' } };
  expect(await tryOut({ mapping, header: wide, rows: [wide.map((name) => `${name}!`)] })).toMatchObject({
    created: 1,
    rows: [{ title: 'Column 7!', slug: 'column-7' }],
  });
  const hostile = [
    '=HYPERLINK("https://evil.example")',
    '<script>alert(1)</script>',
    '\u202eevil',
    '\u0000',
    '{"__proto__":1}',
    '../../x',
    "'; DROP TABLE pledge; --",
  ];
  const tried = await tryOut({
    mapping: { columns: { Nr: 'key', Title: 'title', Why: 'summary' } },
    header: ['Nr', 'Title', 'Why', '<img src=x onerror=alert(1)>'],
    rows: hostile.map((text, at) => [`k${at}`, text, text, text]),
  });
  const refused = tried.rows?.filter(({ action }) => action === 'refused').map(({ row }) => row);
  expect(refused).toEqual([2, 3]);
  expect(tried.rows?.[0]).toMatchObject({
    title: '=HYPERLINK("https://evil.example")',
    slug: 'hyperlink-https-evil-example',
  });
  expect(tried.left).toEqual(['<img src=x onerror=alert(1)>']);
  await run({
    mapping: { columns: { Nr: 'key', Title: 'title' } },
    header: ['Nr', 'Title'],
    rows: [['=1+1', '=HYPERLINK("https://evil.example")']],
  });
  // What a spreadsheet would run goes out disarmed, and comes back as it was.
  expect(await exported('csv')).toContain("'=1+1");
});

test('a row whose pledge was merged, withdrawn or thrown away is told so, or made anew', async () => {
  await found();
  await run(aSheet());
  const [first, second] = ['groessere-strassen-bauen', 'steuern-senken'];
  await json(
    fetchAsEditor(`${pledge(first)}/merge`, {
      method: 'POST',
      version: 1,
      body: { into: second, note: 'The same.' },
    }),
  );
  const sheet = aSheet();
  sheet.rows[0]![1] = 'Changed';
  expect(await tryOut(sheet)).toMatchObject({
    refused: 1,
    groups: [{ first: { detail: expect.stringContaining('merged') } }],
  });
  await json(
    fetchAsEditor(`${pledge(second)}/retract`, { method: 'POST', version: 1, body: { note: 'Wrong.' } }),
  );
  sheet.rows[1]![1] = 'Changed too';
  expect(await tryOut(sheet)).toMatchObject({ refused: 2 });
  const drafts = aSheet({ rows: [['70', 'Build a pier', '', '', '', '', '', '', '', '']] });
  await run(drafts);
  await json(fetchAsEditor(pledge('build-a-pier'), { method: 'DELETE', version: 1 }));
  expect(await tryOut(drafts)).toMatchObject({ created: 1 });
  await run(drafts);
  // Its key is the other's by now, its address too.
  await json(
    fetchAsEditor(`${pledge('build-a-pier')}/recover`, { method: 'POST', body: { slug: 'build-the-pier' } }),
  );
  expect(await json(fetchAsEditor(pledge('build-the-pier')))).toMatchObject({ key: null });
});

test('what the desk has written about a source stays, and a sheet takes none away', async () => {
  await found();
  const sheet = aSheet({
    rows: [
      [
        '5',
        'Build a pier',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        'https://a.example/x https://web.archive.org/web/2020/https://b.example/y',
      ],
    ],
  });
  await run(sheet);
  const { draft } = await json<{ draft: { evidence: { url: string; archivedUrl?: string }[] } }>(
    fetchAsEditor(pledge('build-a-pier')),
  );
  expect(draft.evidence).toMatchObject([
    { url: 'https://a.example/x' },
    { url: 'https://b.example/y', archivedUrl: 'https://web.archive.org/web/2020/https://b.example/y' },
  ]);
  const mended = {
    ...draft,
    evidence: [
      { ...draft.evidence[0], title: 'The minutes' },
      draft.evidence[1],
      { title: 'Another', publisher: 'Paper', url: 'https://c.example/' },
    ],
  };
  await json(fetchAsEditor(pledge('build-a-pier'), { method: 'PUT', version: 1, body: mended }));
  expect(await tryOut(sheet)).toMatchObject({ unchanged: 1 });
});
