// Closing a term: every open promise gets its last verdict by a rule that was stated, and everything says it is over.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Badge, Summary } from '../../data/published.ts';
import type { ClosingReport } from '../../data/running.ts';
import { anImportRow, aTracker, aVerdict } from '../builders.ts';
import { everyValueInKv } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

const CLOSED_AT = '2026-05-07T22:00:00Z';
const RULES = [
  { from: 'in-progress', to: 'broken', note: 'Not done when the term ended.', headline: 'Not done in time' },
  { from: 'not-started', to: 'broken', note: 'Never begun.' },
  { from: 'unclear', to: 'unclear', note: 'Left as it is.' },
];

async function prepare(): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const row = (slug: string, id: string) =>
    anImportRow({
      slug,
      title: `Pledge ${slug}`,
      verdict: { ...aVerdict({ id }), publishedAt: '2025-03-10T09:00:00Z' },
    });
  const pledges = [
    row('one', 'in-progress'),
    row('two', 'not-started'),
    row('three', 'kept'),
    row('four', 'unclear'),
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await untilPublished();
}

type Sent = {
  dryRun?: boolean;
  version?: number;
  closedAt?: string;
  exceptions?: object[];
  breakGlass?: string;
};

function close(
  rules: object[],
  { dryRun = false, version = 1, closedAt = CLOSED_AT, ...more }: Sent = {},
): Promise<Response> {
  return fetchAsEditor(`/trackers/test-tracker/close?dryRun=${dryRun}`, {
    method: 'POST',
    body: { closedAt, rules, ...more },
    version,
  });
}

test('a dry run tells what would change and changes nothing; then one act changes it all', async () => {
  await prepare();
  const plan = await json(close(RULES, { dryRun: true }));
  expect(plan).toMatchObject({
    dryRun: true,
    kept: 1,
    changes: [
      { slug: 'one', from: 'in-progress', to: 'broken' },
      { slug: 'two', from: 'not-started', to: 'broken' },
    ],
  });
  expect(await json(fetchAsEditor('/trackers/test-tracker'))).toMatchObject({ version: 1 });

  const done = await json(close(RULES));
  expect(done).toEqual({ ...plan, dryRun: false, version: 2 });
  await untilPublished();
  const ids = ['one', 'two', 'three', 'four'].map((slug) => `test-tracker/${slug}`);
  const { badges } = await json<{ badges: Record<string, Badge> }>(
    fetchAsReader(`/api/v1/badges?ids=${ids}`),
  );
  expect(ids.map((id) => badges[id]?.verdict.id)).toEqual(['broken', 'broken', 'kept', 'unclear']);
  expect(ids.map((id) => badges[id]?.closedAt)).toEqual(ids.map(() => CLOSED_AT));
  const record = await json(fetchAsEditor('/trackers/test-tracker/pledges/one'));
  expect(record).toMatchObject({ published: { revision: 2, verdict: { headline: 'Not done in time' } } });
  const { closedAt } = await json<Summary>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(closedAt).toBe(CLOSED_AT);
  for (const path of ['/test-tracker', '/test-tracker/one', '/test-tracker/three'])
    expect(await (await fetchAsReader(path)).text()).toContain('This term has ended');
});

test('rules that leave an open verdict out, name an unknown one, or come under an old version are refused whole', async () => {
  await prepare();
  const pointers = async (rules: object[]) =>
    (await json<{ errors: { pointer: string }[] }>(close(rules), 422)).errors.map(({ pointer }) => pointer);
  expect(await pointers(RULES.slice(0, 2))).toEqual(['/rules']);
  expect(await pointers([...RULES, RULES[0]!])).toEqual(['/rules']);
  expect(await pointers([{ ...RULES[0], to: 'lost' }, ...RULES.slice(1)])).toEqual(['/rules/0/to']);
  expect(await pointers([{ ...RULES[0], note: '' }, ...RULES.slice(1)])).toEqual(['/rules/0/note']);
  await json(close(RULES, { version: 7 }), 412);
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/one'))).toMatchObject({ version: 1 });
});

test('a rule that would make a verdict without a source is refused, and says of which pledge', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const verdict = { ...aVerdict({ id: 'unrated' }), publishedAt: null };
  const pledges = [anImportRow({ slug: 'one', verdict, evidence: [] })];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  const refused = await json(
    close([{ from: 'unrated', to: 'broken', note: 'Over.' }], { dryRun: true }),
    422,
  );
  expect(refused).toMatchObject({
    errors: [{ pointer: '/pledges/one/evidence' }],
  });
});

test('before any rule is given it is told how many pledges each open verdict has, and which', async () => {
  await prepare();
  const draft = await json<{ published: object }>(fetchAsEditor('/trackers/test-tracker/pledges/one'));
  const {
    slug: _,
    aliases: _a,
    revision: _r,
    createdAt: _c,
    updatedAt: _u,
    underReview: _w,
    status: _s,
    ...content
  } = draft.published as Record<string, unknown> & { verdict: Record<string, unknown> };
  const { scheme: _1, words: _2, publishedAt: _3, ...verdict } = content.verdict;
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges/one', {
      method: 'PUT',
      body: { ...content, verdict, title: 'Begun again' },
      version: 1,
    }),
  );
  expect(await json(fetchAsEditor('/trackers/test-tracker/close'))).toEqual({
    version: 1,
    closedAt: null,
    needsSecondPerson: false,
    open: expect.arrayContaining(
      ['in-progress', 'not-started', 'unclear'].map((verdict) => ({ verdict, count: 1 })),
    ),
    pledges: [
      { slug: 'four', title: 'Pledge four', verdict: 'unclear', isInTheWorks: false },
      { slug: 'one', title: 'Pledge one', verdict: 'in-progress', isInTheWorks: true },
      { slug: 'two', title: 'Pledge two', verdict: 'not-started', isInTheWorks: false },
    ],
  });
});

test('one pledge gets another verdict than its rule says, another note, or is left as it is', async () => {
  await prepare();
  const exceptions = [
    { slug: 'one', to: 'kept', note: 'Done on the last day.', headline: 'Done on the last day' },
    { slug: 'two', to: 'not-started' },
    { slug: 'four', to: 'broken', note: 'A word of its own.' },
  ];
  const plan = await json<ClosingReport>(close(RULES, { dryRun: true, exceptions }));
  expect(plan).toMatchObject({ kept: 1, needsSecondPerson: false });
  expect(plan.changes.map(({ title: _, ...change }) => change)).toEqual([
    { slug: 'four', from: 'unclear', to: 'broken', isException: true },
    { slug: 'one', from: 'in-progress', to: 'kept', isException: true },
  ]);
  await json(close(RULES, { exceptions }));
  await untilPublished();
  const { audit } = await json<{ audit: { slug: string; detail: object }[] }>(
    fetchAsEditor('/audit?act=close&act=close%20term'),
  );
  expect(audit.map(({ slug, detail }) => [slug, detail])).toEqual([
    [
      null,
      expect.objectContaining({
        changed: 2,
        exceptions: exceptions.map(({ slug, to }) => ({ slug, to })),
      }),
    ],
    ['one', expect.objectContaining({ note: 'Done on the last day.', from: 'in-progress', to: 'kept' })],
    ['four', expect.objectContaining({ note: 'A word of its own.' })],
  ]);
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/two'))).toMatchObject({ version: 1 });
});

test('a verdict of which every pledge is an exception needs no rule, and what is left needs no note', async () => {
  await prepare();
  const rules = RULES.slice(0, 1).concat({ from: 'unclear', to: 'unclear' } as (typeof RULES)[0]);
  const exceptions = [{ slug: 'two', to: 'broken', note: 'Never begun.' }];
  expect(await json(close(rules, { dryRun: true, exceptions }))).toMatchObject({ kept: 1 });
});

test('everything that is wrong with a closing is told at once', async () => {
  await prepare();
  const { errors } = await json<{ errors: { pointer: string; code: string }[] }>(
    close(
      [
        { from: 'in-progress', to: 'broken' },
        { from: 'gone', to: 'lost', note: 'No such verdicts.' },
        { from: 'unclear', to: 'unclear' },
      ],
      {
        dryRun: true,
        closedAt: '2099-01-01',
        exceptions: [
          { slug: 'three', to: 'broken', note: 'It is final already.' },
          { slug: 'nowhere', to: 'broken', note: 'There is none.' },
          { slug: 'four', to: 'kept' },
          { slug: 'one', to: 'nothing', note: 'No such verdict.' },
        ],
      },
    ),
    422,
  );
  expect(errors.map(({ pointer, code }) => [pointer, code])).toEqual([
    ['/closedAt', 'in-future'],
    ['/rules/0/note', 'missing'],
    ['/rules/1/from', 'unknown-id'],
    ['/rules/1/to', 'unknown-id'],
    ['/exceptions/0/slug', 'unknown-id'],
    ['/exceptions/1/slug', 'unknown-id'],
    ['/exceptions/2/note', 'missing'],
    ['/exceptions/3/to', 'unknown-id'],
    ['/rules', 'refused'],
  ]);
  const twice = [
    { slug: 'one', to: 'kept', note: 'Once.' },
    { slug: 'one', to: 'broken', note: 'Twice.' },
  ];
  expect(await json(close(RULES, { dryRun: true, exceptions: twice }), 422)).toMatchObject({
    errors: [{ code: 'twice', pointer: '/exceptions' }],
  });
});

test('where two people are wanted a dry run says so, and one closes the term with a reason that the audit keeps', async () => {
  await prepare();
  const tracker = { ...aTracker(), review: 'two' };
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 }));
  expect(await json(fetchAsEditor('/trackers/test-tracker/close'))).toMatchObject({
    needsSecondPerson: true,
  });
  expect(await json(close(RULES, { dryRun: true, version: 2 }))).toMatchObject({ needsSecondPerson: true });
  await json(close(RULES, { version: 2 }), 403);
  await json(close(RULES, { version: 2, breakGlass: 'The other one is ill.' }));
  const { audit } = await json<{ audit: { detail: object }[] }>(fetchAsEditor('/audit?act=close%20term'));
  expect(audit).toMatchObject([{ detail: { brokeGlass: 'The other one is ill.' } }]);
});

test('the page of a pledge is looked at as it would be, and nothing of it is written', async () => {
  await prepare();
  const before = await everyValueInKv();
  const page = (query: string) =>
    fetchAsEditor(`/trackers/test-tracker/close/preview.html?closedAt=2026-05-07&${query}`);
  const answer = await page(
    'slug=one&verdict=broken&note=Not%20done%20in%20time.&headline=Too%20late%20%3Cb%3E',
  );
  expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  const text = await answer.text();
  for (const said of ['This term has ended', 'Too late &lt;b&gt;', 'Not done in time.'])
    expect(text).toContain(said);
  expect(text).not.toContain('late <b>');
  expect(await (await page('slug=four&verdict=unclear')).text()).toContain('This term has ended');
  expect((await page('slug=three&verdict=broken')).status).toBe(404);
  expect((await page('slug=one&verdict=lost')).status).toBe(422);
  expect((await page('slug=one')).status).toBe(400);
  const early = '/trackers/test-tracker/close/preview.html?closedAt=2099-01-01&slug=one&verdict=broken';
  expect((await fetchAsEditor(early)).status).toBe(422);
  expect(await everyValueInKv()).toBe(before);
  expect(await json(fetchAsEditor('/trackers/test-tracker'))).toMatchObject({ version: 1 });
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/one'))).toMatchObject({ version: 1 });
});

test('nobody but an admin of the tracker sees what a closing would do, and a private tracker has none', async () => {
  await prepare();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const editor = as(await newToken('Wren', 'editor'));
  const other = as(await newToken('Heron', 'admin', { trackers: ['other-tracker'] }));
  const preview = '/close/preview.html?closedAt=2026-05-07&slug=one&verdict=broken';
  for (const path of ['/close', preview]) {
    expect((await fetchAsEditor(`/trackers/test-tracker${path}`, { headers: editor })).status).toBe(403);
    expect((await fetchAsEditor(`/trackers/test-tracker${path}`, { headers: other })).status).toBe(404);
  }
  await json(
    fetchAsEditor('/trackers', {
      method: 'POST',
      body: aTracker({ id: 'kept-back', visibility: 'private' }),
    }),
    201,
  );
  expect((await fetchAsEditor(`/trackers/kept-back${preview}`)).status).toBe(409);
});

test('a closing of five hundred pledges names each that could not be published, five hundred at most, and says how many', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const verdict = { ...aVerdict({ id: 'unrated' }), publishedAt: null };
  const pledges = Array.from({ length: 520 }, (_, index) =>
    anImportRow({ slug: `pledge-${index}`, verdict, evidence: [] }),
  );
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  const rules = [{ from: 'unrated', to: 'broken', note: 'Over.' }];
  const refused = await json<{ errors: object[]; total: number; groups: object[] }>(
    close(rules, { dryRun: true }),
    422,
  );
  expect([refused.errors.length, refused.total]).toEqual([500, 520]);
  expect(refused.groups).toMatchObject([{ count: 520, field: '/evidence' }]);
});
