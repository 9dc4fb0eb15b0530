// A tracker's things go by other names, also where they were published; no reader is told of another verdict by it.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { ChangedWords, TrackerUsage } from '../../data/desk.ts';
import { summarySchema } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { verifyBackup } from '../../scripts/verify-backup.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, document, publishSecond, publishVerdict } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { sendBackup, takeBackup } from './disaster.ts';

afterEach(reset);

const TRACKER = '/trackers/test-tracker';
const PUBLIC = '/api/v1/trackers/test-tracker';

function change(body: object, { version = 1, status = 200, query = '' } = {}): Promise<ChangedWords> {
  return json<ChangedWords>(
    fetchAsEditor(`${TRACKER}/words${query}`, { method: 'POST', body, version }),
    status,
  );
}

async function faults(body: object): Promise<[string, string][]> {
  const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(
    fetchAsEditor(`${TRACKER}/words`, { method: 'POST', body, version: 1 }),
    422,
  );
  return errors.map(({ pointer, detail }) => [pointer, detail]);
}

const usage = () => json<TrackerUsage>(fetchAsEditor(`${TRACKER}/usage`));

async function public_<Body = Record<string, unknown>>(path: string): Promise<Body> {
  await untilPublished();
  return json<Body>(fetchAsReader(path));
}

const FACETS = [
  {
    id: 'party',
    label: { en: 'Party' },
    values: [
      { id: 'greens', label: { en: 'Greens' } },
      { id: 'green-party', label: { en: 'Green Party' } },
      { id: 'reds', label: { en: 'Reds' } },
    ],
  },
];

/** A pledge with facets and two categories, published twice, with a draft beside it; another in one category; a mere draft. */
async function furnishWords(): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ facets: FACETS }) }), 201);
  const pledge = aPledge({
    categories: ['transport', 'housing'],
    facets: { party: ['greens', 'green-party'] },
  });
  const path = `${TRACKER}/pledges`;
  await json(fetchAsEditor(path, { method: 'POST', body: { slug: 'reopen-the-ferry', ...pledge } }), 201);
  await json(act('publish', 1, { note: 'First verdict.' }));
  await publishSecond('buy-a-boat', { facets: { party: ['reds'] } });
  await json(save(2, { ...pledge, title: 'Reopen the old ferry' }));
  await json(fetchAsEditor(path, { method: 'POST', body: { slug: 'only-a-draft', ...pledge } }), 201);
}

test('usage counts what readers see and what is in the works, and says what nobody ever used', async () => {
  await furnishWords();
  const used = await usage();
  expect(used).toMatchObject({ version: 1, pledges: { published: 2, drafts: 2 } });
  expect(used.verdicts['in-progress']).toEqual({ published: 2, drafts: 2, removable: false });
  expect(used.verdicts.kept).toEqual({ published: 0, drafts: 0, removable: true });
  expect(used.categories).toEqual({
    transport: { published: 2, drafts: 2, removable: false },
    housing: { published: 1, drafts: 2, removable: false },
    health: { published: 0, drafts: 0, removable: true },
    tax: { published: 0, drafts: 0, removable: true },
  });
  expect(used.facets).toEqual({
    party: {
      greens: { published: 1, drafts: 2, removable: false },
      'green-party': { published: 1, drafts: 2, removable: false },
      reds: { published: 1, drafts: 0, removable: false },
    },
  });
  expect(used.documents).toEqual({ programme: { published: 2, drafts: 2, removable: false } });
  // What was withdrawn, or is another verdict by now, is in the record.
  await json(act('retract', 2, { note: 'Wrong.' }, `${TRACKER}/pledges/buy-a-boat`));
  expect((await usage()).facets.party?.reds).toEqual({ published: 0, drafts: 0, removable: false });
  await json(fetchAsEditor('/trackers/no-such-tracker/usage'), 404);
});

test('a verdict that a pledge once had is on record, so it cannot be removed', async () => {
  await publishOnePledge();
  await publishVerdict('stalled', 2);
  expect((await usage()).verdicts).toMatchObject({
    'in-progress': { published: 0, drafts: 0, removable: false },
    stalled: { published: 1, drafts: 0, removable: false },
  });
});

test('a verdict under another id is the same verdict: date, changes, lists, feeds and old addresses', async () => {
  await publishOnePledge();
  await publishVerdict('stalled', 2);
  const before = { badge: await badge(), pledge: await document(), feed: await feed() };
  const list = (query: string) => public_<{ total: number }>(`${PUBLIC}/pledges?${query}`);
  expect(await list('verdict=stalled')).toMatchObject({ total: 1 });

  const rename = [{ of: 'verdict', from: 'stalled', to: 'at-rest' }];
  expect(await change({ rename })).toMatchObject({
    version: 2,
    published: 1,
    drafts: 0,
    pledges: [{ slug: 'reopen-the-ferry', title: 'Reopen the ferry' }],
    tracker: { scheme: { version: 2 } },
  });
  const after = { badge: await badge(), pledge: await document(), feed: await feed() };
  // One id is new, and nothing else of what a badge or an element compares.
  expect(JSON.parse(JSON.stringify(before.badge).replaceAll('"stalled"', '"at-rest"'))).toMatchObject({
    changes: after.badge!.changes.map(({ id, label, publishedAt }) => ({ id, label, publishedAt })),
    verdict: { id: 'at-rest', publishedAt: after.badge!.verdict.publishedAt },
  });
  expect(after.badge!.changes.map(({ id }) => id)).toEqual(['in-progress', 'at-rest']);
  expect(after.badge!.verdict).toMatchObject({ id: 'at-rest', label: before.badge!.verdict.label });
  expect(after.pledge).toMatchObject({ revision: 3, updatedAt: before.pledge.updatedAt });
  expect(after.pledge.history.at(-1)).toMatchObject({
    kind: 'edit',
    note: expect.stringContaining('The verdict is the same'),
  });
  expect(after.feed).toEqual(before.feed);
  for (const id of ['stalled', 'at-rest'])
    expect([id, await list(`verdict=${id}`)]).toMatchObject([id, { total: 1 }]);
  const page = await (await fetchAsReader('/test-tracker?verdict=stalled')).text();
  expect(page).toContain('Results: 1');
  const frame = await (await fetchAsReader('/embed/list/test-tracker?verdict=stalled')).text();
  expect(frame).toContain('verdict="stalled"');
  const { tally } = summarySchema.parse(await public_('/api/v1/summaries/test-tracker'));
  expect(tally.verdicts.find(({ id }) => id === 'at-rest')).toMatchObject({
    count: 1,
    formerIds: ['stalled'],
  });

  // It goes on from there as any other.
  await json(save(5, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('publish', 6, { note: 'It runs.' }));
  expect((await badge())!.changes.map(({ id }) => id)).toEqual(['in-progress', 'at-rest', 'kept']);
  const [newest] = (await feed()) as { content_text: string }[];
  expect(newest!.content_text).toContain('from “Stalled” to “Kept”');
});

async function feed(): Promise<unknown> {
  const { items } = await public_<{ items: { id: string }[] }>('/test-tracker/feed.json');
  return items;
}

test('what a category, a facet or a value was called still finds it everywhere, after the next publication too', async () => {
  await furnishWords();
  await change({
    rename: [
      { of: 'category', from: 'transport', to: 'getting-about' },
      { of: 'facet', from: 'party', to: 'group' },
      { of: 'value', in: 'group', from: 'reds', to: 'the-reds' },
    ],
  });
  const same = async (old: string, now: string, title: string) => {
    const [then, today] = [
      await public_(`/api/v1/summaries/test-tracker?${old}`),
      await public_(`/api/v1/summaries/test-tracker?${now}`),
    ];
    expect([old, then]).toEqual([old, today]);
    expect(JSON.stringify(then)).toContain(title);
    const [one, other] = [
      await public_<{ total: number }>(`${PUBLIC}/pledges?${old}`),
      await public_<{ total: number }>(`${PUBLIC}/pledges?${now}`),
    ];
    expect([old, one]).toEqual([old, other]);
    expect(one.total).toBeGreaterThan(0);
    for (const path of ['/test-tracker', '/embed/summary/test-tracker', '/embed/list/test-tracker']) {
      const answers = await Promise.all([old, now].map((query) => fetchAsReader(`${path}?${query}`)));
      const [a, b] = await Promise.all(answers.map((answer) => answer.text()));
      expect([path, old, a]).toEqual([path, old, b]);
    }
  };
  const boat = `${TRACKER}/pledges/buy-a-boat`;
  for (const title of ['Buy a boat', 'Buy a bigger boat']) {
    await same('category=transport', 'category=getting-about', title);
    await same('facet=party:reds', 'facet=group:the-reds', title);
    await same('facet=group:reds', 'facet=group:the-reds', title);
    const { version, published } = await json<{ version: number; published: object }>(fetchAsEditor(boat));
    const {
      slug: _,
      aliases: _a,
      revision: _r,
      status: _s,
      createdAt: _c,
      updatedAt: _u,
      underReview: _v,
      ...content
    } = published as ReturnType<typeof aPledge> & Record<string, unknown>;
    const { scheme: _n, words: _w, publishedAt: _p, ...verdict } = content.verdict as Record<string, unknown>;
    const body = { ...content, verdict, title: 'Buy a bigger boat' };
    if (title === 'Buy a boat') {
      await json(fetchAsEditor(boat, { method: 'PUT', body, version }));
      await json(act('publish', version + 1, { note: null }, boat));
    }
  }
});

test('two categories, and two values, become one: a pledge that had both has it once', async () => {
  await furnishWords();
  expect(
    await change({
      merge: [
        { of: 'category', from: 'transport', into: 'housing' },
        { of: 'value', in: 'party', from: 'green-party', into: 'greens' },
      ],
      note: 'Transport is a part of housing now.',
    }),
  ).toMatchObject({ published: 2, drafts: 2 });
  expect(await document()).toMatchObject({
    categories: ['housing'],
    facets: { party: ['greens'] },
    history: [{}, { kind: 'edit', note: 'Transport is a part of housing now.' }],
  });
  const { tracker } = await json<{ tracker: Tracker }>(fetchAsEditor(TRACKER));
  expect(tracker.categories.map(({ id, formerIds }) => [id, formerIds])).toEqual([
    ['housing', ['transport']],
    ['health', undefined],
    ['tax', undefined],
  ]);
  expect(await public_('/api/v1/summaries/test-tracker?category=transport')).toMatchObject({
    category: { id: 'housing' },
    tally: { total: 2 },
  });
  expect(await public_('/api/v1/summaries/test-tracker?facet=party:green-party')).toMatchObject({
    facet: { id: 'party', value: { id: 'greens' } },
    tally: { total: 1 },
  });
});

test('in a private tracker nothing is on record: what is ready goes by the new ids, and the old ones are free again', async () => {
  const { visibility: _, ...tracker } = aTracker();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor(`${TRACKER}/pledges`, { method: 'POST', body }), 201);
  await json(act('publish', 1, { note: null }));
  await json(save(2, aPledge({ title: 'Reopen the old ferry', categories: ['housing'] })));
  expect(await usage()).toMatchObject({
    pledges: { published: 0, drafts: 1 },
    categories: { transport: { drafts: 1, removable: false }, housing: { drafts: 1 } },
    verdicts: { 'in-progress': { published: 0, drafts: 1, removable: false } },
  });
  const rename = [
    { of: 'category', from: 'transport', to: 'getting-about' },
    { of: 'verdict', from: 'in-progress', to: 'under-way' },
  ];
  const changed = await change({ rename });
  expect(changed).toMatchObject({ published: 0, drafts: 1 });
  expect(JSON.stringify(changed)).not.toContain('formerIds');
  expect(await json(fetchAsEditor(`${TRACKER}/pledges/reopen-the-ferry`))).toMatchObject({
    draft: { categories: ['housing'], verdict: { id: 'under-way' } },
    ready: { content: { categories: ['getting-about'], verdict: { id: 'under-way' } } },
    published: null,
  });
  await change({ rename: [{ of: 'category', from: 'tax', to: 'transport' }] }, { version: 2 });
  expect((await fetchAsReader(`${PUBLIC}/pledges`)).status).toBe(404);
  await json(
    fetchAsEditor(`${TRACKER}/open`, { method: 'POST', body: { visibility: 'public' }, version: 3 }),
  );
  expect(await badge()).toMatchObject({ verdict: { id: 'under-way' } });
});

test('a document goes by another id, and the pledge still names it', async () => {
  await publishOnePledge();
  await change({ rename: [{ of: 'document', from: 'programme', to: 'manifesto' }] });
  expect(await document()).toMatchObject({
    promise: { document: 'manifesto' },
    manifesto: { title: 'The Programme' },
  });
});

test('drafts, scheduled ones and the trash go along, and nobody overwrites them from before', async () => {
  await furnishWords();
  const path = `${TRACKER}/pledges`;
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', 3, { note: 'Later.', publishAt }));
  await json(fetchAsEditor(`${path}/only-a-draft`, { method: 'DELETE', version: 1 }));
  expect(await change({ rename: [{ of: 'category', from: 'housing', to: 'homes' }] })).toMatchObject({
    published: 1,
    drafts: 1,
  });
  const record = await json<DeskRecord & { publishAt: string }>(fetchAsEditor(`${path}/reopen-the-ferry`));
  expect(record).toMatchObject({
    state: 'scheduled',
    publishAt,
    draft: { title: 'Reopen the old ferry', categories: ['transport', 'homes'] },
  });
  await json(save(4, aPledge()), 412);
  await json(fetchAsEditor(`${path}/only-a-draft/recover`, { method: 'POST', body: {} }));
  expect(await json(fetchAsEditor(`${path}/only-a-draft`))).toMatchObject({
    draft: { categories: ['transport', 'homes'] },
  });
});

test('what is brought back from before a renaming comes in the names of now', async () => {
  await publishOnePledge();
  await json(save(2, aPledge({ title: 'Not kept' })));
  const { undo } = await json<{ undo: string }>(act('discard', 3));
  await change({ rename: [{ of: 'category', from: 'transport', to: 'getting-about' }] });
  // The revision came since: the draft is not put back over it.
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST', body: {} }));
  const record = await json<DeskRecord>(fetchAsEditor(`${TRACKER}/pledges/reopen-the-ferry`));
  expect(record.draft).toBeNull();
  await json(save(record.version, aPledge({ title: 'A slip', categories: ['getting-about'] })));
  await json(act('publish', record.version + 1, { note: null }));
  await json(act('revert', record.version + 2, { revision: 1, note: 'Back.' }));
  expect(await document()).toMatchObject({ title: 'Reopen the ferry', categories: ['getting-about'] });
});

test('a label of now is given to what was published, with a note, and only where it was another', async () => {
  await publishOnePledge();
  const { tracker } = await json<{ tracker: Tracker }>(fetchAsEditor(TRACKER));
  const label = (to: string, more: object = {}) => ({
    ...tracker,
    scheme: {
      ...tracker.scheme,
      version: tracker.scheme.version + 1,
      verdicts: tracker.scheme.verdicts.map((verdict) =>
        verdict.id === 'in-progress' ? { ...verdict, label: { en: to }, ...more } : verdict,
      ),
    },
  });
  const relabel = [{ of: 'verdict', id: 'in-progress', note: 'We say “Under way” from now on.' }];
  expect(
    await json(fetchAsEditor(`${TRACKER}/words`, { method: 'POST', body: { relabel }, version: 1 }), 409),
  ).toMatchObject({ type: expect.stringContaining('#nothing-new') });
  await json(fetchAsEditor(TRACKER, { method: 'PUT', body: label('Under way'), version: 1 }));
  const before = await badge();
  expect(before!.verdict.label).toMatchObject({ en: 'In progress' });
  expect(await change({ relabel }, { version: 2 })).toMatchObject({ version: 2, published: 1 });
  const after = await badge();
  expect(after!.verdict).toMatchObject({
    label: { en: 'Under way' },
    publishedAt: before!.verdict.publishedAt,
  });
  expect(after!.changes).toHaveLength(1);
  expect((await document()).history.at(-1)).toMatchObject({ kind: 'edit', note: relabel[0]!.note });
  expect(await feed()).toHaveLength(1);

  tracker.scheme.version = 2;
  const other = label('Stalled', { outcome: 'stalled' });
  await json(fetchAsEditor(TRACKER, { method: 'PUT', body: other, version: 2 }));
  const refused = fetchAsEditor(`${TRACKER}/words`, { method: 'POST', body: { relabel }, version: 3 });
  expect(await json(refused, 422)).toMatchObject({
    errors: [{ pointer: '/relabel/0/id', detail: expect.stringContaining('reopen-the-ferry') }],
  });
});

test('a dry run says what would be and does nothing of it, and another admin who was faster is told of', async () => {
  await furnishWords();
  const before = await json<object>(fetchAsEditor(TRACKER));
  const audit = await json(fetchAsEditor('/audit'));
  const rename = [{ of: 'category', from: 'housing', to: 'homes' }];
  const would = await change({ rename }, { query: '?dryRun=true' });
  expect(would).toMatchObject({ dryRun: true, version: 1, published: 1, drafts: 2 });
  expect(await json(fetchAsEditor(TRACKER))).toEqual(before);
  expect(await json(fetchAsEditor('/audit'))).toEqual(audit);
  expect(await document()).toMatchObject({ revision: 1, categories: ['transport', 'housing'] });
  const { dryRun: _, version: _v, ...told } = would;
  expect(await change({ rename })).toEqual({ version: 2, ...told });
  const late = fetchAsEditor(`${TRACKER}/words`, { method: 'POST', body: { rename }, version: 1 });
  expect(await json(late, 412)).toMatchObject({ version: 2 });
  await json(fetchAsEditor(`${TRACKER}/words`, { method: 'POST', body: { rename } }), 428);
});

test('what cannot be renamed is told at its place, and nothing is', async () => {
  await furnishWords();
  const value = { of: 'value', from: 'greens', to: 'the-greens' };
  const cases: [object, string, string][] = [
    [{}, '/rename', 'is missing'],
    [
      { rename: [{ of: 'category', from: 'transprot', to: 'x' }] },
      '/rename/0/from',
      'did you mean "transport"',
    ],
    [{ rename: [{ of: 'category', from: 'transport', to: 'housing' }] }, '/rename/0/to', 'already'],
    [
      { rename: [{ of: 'category', from: 'transport', to: 'transport' }] },
      '/rename/0/to',
      'the id that it has',
    ],
    [{ rename: [{ of: 'category', from: 'transport', to: 'Getting about' }] }, '/rename/0/to', 'a-z'],
    [{ rename: [{ of: 'weather', from: 'transport', to: 'x' }] }, '/rename/0/of', 'one of'],
    [{ rename: [value] }, '/rename/0/in', 'is missing'],
    [{ rename: [{ ...value, in: 'partei' }] }, '/rename/0/in', 'a facet'],
    [{ rename: [{ of: 'category', in: 'party', from: 'tax', to: 'x' }] }, '/rename/0/in', 'not a field here'],
    [{ merge: [{ of: 'verdict', from: 'kept', into: 'broken' }] }, '/merge/0/of', 'one of'],
    [{ merge: [{ of: 'category', from: 'tax', into: 'tax' }] }, '/merge/0/into', 'the same'],
    [{ merge: [{ of: 'category', from: 'tax', into: 'levies' }] }, '/merge/0/into', 'a category'],
    [{ relabel: [{ of: 'verdict', id: 'kpet', note: 'x' }] }, '/relabel/0/id', 'did you mean "kept"'],
    [{ relabel: [{ of: 'verdict', id: 'kept' }] }, '/relabel/0/note', 'is missing'],
    [
      {
        rename: [
          { of: 'category', from: 'tax', to: 'levies' },
          { of: 'category', from: 'health', to: 'tax' },
        ],
      },
      '/rename/1/to',
      'leads to "levies"',
    ],
  ];
  for (const [body, pointer, words] of cases)
    expect([body, await faults(body)]).toEqual([
      body,
      expect.arrayContaining([[pointer, expect.stringContaining(words)]]),
    ]);
  expect(await json(fetchAsEditor(TRACKER))).toMatchObject({ version: 1 });
});

test('a former id is kept by every change of the tracker, and nothing else takes it; a name that comes back is its own again', async () => {
  await publishOnePledge();
  const { tracker } = await change({ rename: [{ of: 'category', from: 'transport', to: 'getting-about' }] });
  const put = (categories: Tracker['categories'], status: number) =>
    json<{ errors: { pointer: string }[] }>(
      fetchAsEditor(TRACKER, { method: 'PUT', body: { ...tracker, categories }, version: 2 }),
      status,
    );
  const [first, ...others] = tracker.categories;
  expect(await put([{ id: first!.id, label: first!.label }, ...others], 422)).toMatchObject({
    errors: [{ pointer: '/categories/0/formerIds' }],
  });
  expect(await put([first!, ...others, { id: 'transport', label: { en: 'Transport' } }], 422)).toMatchObject({
    errors: [{ pointer: '/categories' }],
  });
  expect(await put([first!, { ...others[0]!, formerIds: ['roads'] }, ...others.slice(1)], 422)).toMatchObject(
    {
      errors: [{ pointer: '/categories/1/formerIds' }],
    },
  );
  const back = await change(
    { rename: [{ of: 'category', from: 'getting-about', to: 'transport' }] },
    { version: 2 },
  );
  expect(back.tracker.categories[0]).toMatchObject({ id: 'transport', formerIds: ['getting-about'] });
  expect(await public_('/api/v1/summaries/test-tracker?category=getting-about')).toMatchObject({
    category: { id: 'transport' },
  });
});

test('a withdrawn verdict stays withdrawn under the names of before, and its page and lists still stand', async () => {
  await publishOnePledge();
  await json(act('retract', 2, { note: 'It was wrong.' }));
  const changed = await change({
    rename: [
      { of: 'category', from: 'transport', to: 'getting-about' },
      { of: 'verdict', from: 'in-progress', to: 'under-way' },
      { of: 'document', from: 'programme', to: 'manifesto' },
    ],
  });
  expect(changed).toMatchObject({ published: 0 });
  expect(await document()).toMatchObject({
    status: 'retracted',
    categories: ['getting-about'],
    manifesto: { title: 'The Programme' },
  });
  expect(await public_('/api/v1/summaries/test-tracker?category=transport')).toMatchObject({
    tally: { retracted: 1 },
  });
  const page = await (await fetchAsReader('/test-tracker/reopen-the-ferry')).text();
  expect(page).toContain('?category=getting-about');
  expect(await badge()).toMatchObject({ verdict: { id: 'withdrawn' } });
  // A tracker whose record names things by former ids can be changed.
  const { tracker, version } = await json<{ tracker: Tracker; version: number }>(fetchAsEditor(TRACKER));
  await json(fetchAsEditor(TRACKER, { method: 'PUT', body: { ...tracker, name: 'Renamed' }, version }));
});

test('the record of a renamed tracker verifies, is restored, and what readers are served has the hash that it says', async () => {
  await furnishWords();
  await change({
    rename: [
      { of: 'verdict', from: 'in-progress', to: 'under-way' },
      { of: 'category', from: 'transport', to: 'getting-about' },
    ],
  });
  const before = await badge();
  const backup = await takeBackup();
  async function* lines() {
    for (const line of backup.trimEnd().split('\n')) yield `${line}\n`;
  }
  expect(await verifyBackup(lines())).toMatchObject({ faults: [] });
  await reset();
  await json(sendBackup(backup), 201);
  expect(await badge()).toEqual(before);
  expect(await public_('/api/v1/summaries/test-tracker?category=transport')).toMatchObject({
    category: { id: 'getting-about' },
  });
});
