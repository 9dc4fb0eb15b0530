// Opening a private tracker: all that is ready goes on record at one instant, after the desk was told what that is.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { Opening } from '../../data/desk.ts';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publish, save, untilPublished } from './client.ts';
import { as, newToken } from './people.ts';
import { foundPrivate, makeReady, open, tracker } from './private.ts';

afterEach(() => {
  vi.restoreAllMocks();
  return reset();
});

type Problem = { type: string; detail: string; errors: { pointer: string; code: string; detail: string }[] };
const slugOf = ({ type }: Pick<Problem, 'type'>) => type.split('#')[1];

const pledgeOf = (slug: string) =>
  json<PublishedPledge>(fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}`));

function send(pledges: object[]): Promise<Record<string, unknown>> {
  return json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
}

async function feed(path: string): Promise<{ items: { title: string }[] }> {
  return json(fetchAsReader(`${path}/feed.json`));
}

/** What is in the tables that an act would change. */
function everyRow(): Promise<unknown> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    ['tracker', 'pledge', 'revision', 'audit', 'outbox', 'relation', 'alias'].map((table) =>
      sql.exec(`SELECT * FROM ${table}`).toArray(),
    ),
  );
}

test('a dry run says what would become public, of what date, and changes nothing', async () => {
  await foundPrivate();
  await send([anImportRow({ slug: 'buy-a-boat', title: 'Buy a boat' })]);
  await makeReady();
  const body = { slug: 'only-a-draft', title: 'Only a draft' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const before = await everyRow();
  const told = await json<Opening>(open(1, { dryRun: true, visibility: 'unlisted' }));
  const label = aTracker().scheme.verdicts.find(({ id }) => id === 'in-progress')!.label;
  const verdict = { id: 'in-progress', label, outcome: 'in-progress' };
  expect(told).toEqual({
    dryRun: true,
    version: 1,
    tracker: aTracker({ visibility: 'unlisted' }),
    openedAt: expect.any(String),
    ready: 2,
    drafts: 1,
    pledges: [
      { slug: 'reopen-the-ferry', title: 'Reopen the ferry', verdict, publishedAt: told.openedAt },
      { slug: 'buy-a-boat', title: 'Buy a boat', verdict, publishedAt: '2025-03-10T09:00:00Z' },
    ],
    missing: [],
  });
  expect(await everyRow()).toEqual(before);
});

test('opening puts all that is ready on record at one instant, and an import’s own dates stand', async () => {
  await foundPrivate();
  await makeReady();
  await send(
    [
      anImportRow({
        slug: 'buy-a-boat',
        title: 'Buy a boat',
        aliases: ['/policies/boat', 'a-boat'],
        checkedAt: '2025-04-01T09:00:00Z',
        related: [{ pledge: 'reopen-the-ferry', relation: 'related' }],
      }),
      anImportRow({
        slug: 'dig-a-canal',
        title: 'Dig a canal',
        verdict: { ...aVerdict(), publishedAt: null },
        updatedAt: null,
      }),
      anImportRow({ slug: 'only-a-draft' }),
    ].map((row, at) => (at === 2 ? { slug: row.slug, state: 'draft', title: 'Only a draft' } : row)),
  );
  const opened = await json<Opening>(open(1));
  expect(opened).toMatchObject({ version: 2, ready: 3, drafts: 1, missing: [] });
  expect(opened.dryRun).toBeUndefined();
  const at = opened.openedAt!;
  expect(await tracker()).toMatchObject({ version: 2, openedAt: at, tracker: { visibility: 'public' } });

  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    version: 3,
    state: 'published',
    ready: null,
    draft: null,
    published: {
      revision: 1,
      slug: 'reopen-the-ferry',
      updatedAt: at,
      verdict: { publishedAt: at, scheme: 1, words: expect.any(String) },
    },
  });
  await untilPublished();
  const boat = await pledgeOf('a-boat');
  expect(boat).toMatchObject({
    slug: 'buy-a-boat',
    aliases: ['/policies/boat', 'a-boat'],
    checkedAt: '2025-04-01T09:00:00Z',
    createdAt: null,
    updatedAt: '2025-03-10T09:00:00Z',
    verdict: { publishedAt: '2025-03-10T09:00:00Z' },
    related: [{ pledge: 'reopen-the-ferry' }],
    history: [{ revision: 1, kind: 'import', at, note: null }],
    changes: [{ publishedAt: '2025-03-10T09:00:00Z', kind: 'import' }],
  });
  expect(await pledgeOf('dig-a-canal')).toMatchObject({
    verdict: { publishedAt: at },
    updatedAt: at,
    checkedAt: null,
    history: [{ revision: 1, kind: 'verdict', at }],
  });
  expect(await pledgeOf('reopen-the-ferry')).toMatchObject({
    history: [{ revision: 1, kind: 'verdict', at }],
  });
  await json(fetchAsReader('/api/v1/trackers/test-tracker/pledges/only-a-draft'), 404);
  expect((await fetchAsReader('/policies/boat')).headers.get('location')).toBe('/test-tracker/buy-a-boat');
  expect(await json(fetchAsReader('/api/v1/trackers/test-tracker'))).toMatchObject({
    openedAt: at,
    visibility: 'public',
    tally: { total: 3 },
  });

  // Each fits the one before it, by what every reader can check.
  await expectAgreement();
  const { acts } = await runInDurableObject(ledger(), (_, { storage: { sql } }) => ({
    acts: sql
      .exec<{ detail: string }>("SELECT detail FROM audit WHERE act = 'open tracker'")
      .toArray()
      .map(({ detail }) => JSON.parse(detail)),
  }));
  expect(acts).toEqual([{ visibility: 'public', ready: 3 }]);
});

test('feeds begin with what comes after the opening, of the tracker as of a pledge', async () => {
  await foundPrivate();
  await makeReady('buy-a-boat', { title: 'Buy a boat' });
  await makeReady();
  await json(open(1));
  await untilPublished();
  for (const path of ['/test-tracker', PLEDGE.replace('/trackers', '').replace('/pledges', '')])
    expect((await feed(path)).items).toEqual([]);
  const front = await (await fetchAsReader('/test-tracker')).text();
  expect(front).toContain('Buy a boat');
  await json(save(3, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(4, 'It runs.'));
  const body = { slug: 'dig-a-canal', ...aPledge({ title: 'Dig a canal' }) };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  await json(act('publish', 1, { note: 'New.' }, '/trackers/test-tracker/pledges/dig-a-canal'));
  await untilPublished();
  expect((await feed('/test-tracker')).items.map(({ title }) => title)).toEqual([
    'In progress: Dig a canal',
    'Kept: Reopen the ferry',
  ]);
  expect((await feed('/test-tracker/reopen-the-ferry')).items).toHaveLength(1);
  expect((await feed('/test-tracker/dig-a-canal')).items).toHaveLength(1);
});

test('the day of the opening is no look: who made it ready has looked then, and of an import nobody', async () => {
  await foundPrivate();
  await send([
    anImportRow({ slug: 'dig-a-canal', verdict: { ...aVerdict(), publishedAt: null }, updatedAt: null }),
  ]);
  const { ready } = await makeReady();
  await json(open(1));
  const { due } = await json<{ due: { pledges: object[] } }>(fetchAsEditor('/today'));
  expect(due.pledges).toMatchObject([{ slug: 'dig-a-canal', reasons: ['never-checked'], lookedAt: null }]);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ checkedAt: ready?.at });
  const { pledges } = await json<{ pledges: object[] }>(fetchAsEditor('/pledges'));
  expect(pledges).toContainEqual(expect.objectContaining({ slug: 'reopen-the-ferry', lookedAt: ready?.at }));
});

test('a change at the desk keeps an import’s date with its verdict, and another verdict is of the opening', async () => {
  await foundPrivate();
  await send([anImportRow(), anImportRow({ slug: 'buy-a-boat' })]);
  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(save(1, aPledge({ title: 'Reopen the old ferry' })));
  await json(publish(2));
  await json(
    fetchAsEditor(boat, {
      method: 'PUT',
      body: aPledge({ verdict: aVerdict({ id: 'kept' }) }),
      version: 1,
    }),
  );
  await json(act('publish', 2, { note: 'It is kept by now.' }, boat));
  const { openedAt } = await json<Opening>(open(1));
  await untilPublished();
  expect(await pledgeOf('reopen-the-ferry')).toMatchObject({
    title: 'Reopen the old ferry',
    verdict: { publishedAt: '2025-03-10T09:00:00Z' },
    history: [{ kind: 'import', note: 'First verdict.' }],
  });
  expect(await pledgeOf('buy-a-boat')).toMatchObject({
    verdict: { id: 'kept', publishedAt: openedAt },
    history: [{ kind: 'verdict', note: 'It is kept by now.' }],
  });
});

test('after the opening a sheet goes on where nobody at the desk has written, dated or not', async () => {
  await foundPrivate();
  const undated = { verdict: { ...aVerdict(), publishedAt: null }, updatedAt: null };
  const rows = [
    anImportRow({ slug: 'with-a-date', title: 'With a date' }),
    anImportRow({ slug: 'without-a-date', title: 'Without a date', ...undated }),
    anImportRow({ slug: 'by-the-desk', title: 'By the desk', ...undated }),
  ];
  await send(rows);
  const path = '/trackers/test-tracker/pledges/by-the-desk';
  await json(fetchAsEditor(path, { method: 'PUT', body: aPledge({ title: 'The desk’s own' }), version: 1 }));
  await json(act('publish', 2, {}, path));
  await json(open(1));
  expect(await send(rows)).toMatchObject({ changed: 0, unchanged: 3 });
  const changed = rows.map((row) => ({ ...row, title: `${row.title}, mended` }));
  expect(await send(changed.slice(0, 2))).toMatchObject({ changed: 2 });
  const refused = await json<Problem>(
    fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: changed.slice(2) } }),
    422,
  );
  expect(refused.errors).toMatchObject([{ pointer: '/pledges/0' }]);
});

test('a draft beside what is ready stays a draft when the tracker is opened', async () => {
  await foundPrivate();
  await makeReady();
  await json(save(2, aPledge({ title: 'Not yet' })));
  await json(open(1));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'draft',
    status: 'published',
    ready: null,
    draft: { title: 'Not yet' },
    published: { title: 'Reopen the ferry', revision: 1 },
  });
});

test('what readers have to find is missing as long as it is empty or has a blank, and holds up the opening', async () => {
  await foundPrivate({ funding: ' ', imprint: 'We are [… who answers for the verdicts].' });
  const told = await json<Opening>(open(1, { dryRun: true }));
  expect(told.missing).toMatchObject([
    { pointer: '/imprint', code: 'placeholder', blocks: true },
    { pointer: '/funding', code: 'empty', blocks: true },
    { pointer: '/pledges', blocks: false },
  ]);
  const before = await everyRow();
  const refused = await json<Problem>(open(1), 422);
  expect(slugOf(refused)).toBe('invalid-fields');
  expect(refused.errors.map(({ pointer }) => pointer)).toEqual(['/imprint', '/funding']);
  expect(await everyRow()).toEqual(before);
  // That none is ready is for the desk to judge.
  await json(
    fetchAsEditor('/trackers/test-tracker', {
      method: 'PUT',
      body: aTracker({ visibility: 'private' }),
      version: 1,
    }),
  );
  expect((await json<Opening>(open(2))).missing).toMatchObject([{ pointer: '/pledges', blocks: false }]);
});

test('what is ready and no longer fits is told pledge by pledge, and nothing is opened', async () => {
  await foundPrivate();
  await makeReady('buy-a-boat', { verdict: aVerdict({ id: 'stalled' }), categories: ['tax'] });
  await makeReady('to-be-named');
  await makeReady('reopen-the-ferry', { related: [{ pledge: 'to-be-named', relation: 'related' }] });
  await send([
    anImportRow({ slug: 'an-import', verdict: { ...aVerdict({ id: 'stalled' }), publishedAt: null } }),
  ]);
  const now = aTracker({ visibility: 'private' });
  const scheme = {
    ...now.scheme,
    version: 2,
    verdicts: now.scheme.verdicts.filter(({ id }) => id !== 'stalled'),
  };
  const categories = now.categories.filter(({ id }) => id !== 'tax');
  const body = { ...now, scheme, categories };
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version: 1 }));
  await json(fetchAsEditor('/trackers/test-tracker/pledges/to-be-named', { method: 'DELETE', version: 2 }));
  const wrong = [
    ['/pledges/buy-a-boat/verdict/id', 'unknown-id'],
    ['/pledges/buy-a-boat/categories/0', 'unknown-id'],
    ['/pledges/reopen-the-ferry/related/0/pledge', 'unknown-id'],
    ['/pledges/an-import/verdict/id', 'unknown-id'],
  ];
  const told = await json<Opening>(open(2, { dryRun: true }));
  expect(told.missing.map(({ pointer, code, blocks }) => [pointer, code, blocks])).toEqual(
    wrong.map((each) => [...each, true]),
  );
  expect(told.pledges).toContainEqual(
    expect.objectContaining({ slug: 'buy-a-boat', verdict: expect.objectContaining({ id: 'stalled' }) }),
  );
  const before = await everyRow();
  const refused = await json<Problem>(open(2), 422);
  expect(refused.errors.map(({ pointer, code }) => [pointer, code])).toEqual(wrong);
  expect(await everyRow()).toEqual(before);
});

test('a rule of two people that came later holds for what one made ready alone', async () => {
  await foundPrivate();
  await makeReady();
  const body = aTracker({ visibility: 'private', review: 'two' });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version: 1 }));
  expect((await json<Problem>(open(2), 422)).errors).toMatchObject([
    { pointer: '/pledges/reopen-the-ferry' },
  ]);
  await json(act('discard', 2));
  const robin = as(await newToken('Robin', 'editor'));
  await json(fetchAsEditor(`${PLEDGE}/publish`, { method: 'POST', body: {}, version: 3, headers: robin }));
  await json(open(2));
  const { revisions } = await json<{ revisions: { by: string }[] }>(fetchAsEditor(`${PLEDGE}/revisions`));
  expect(revisions).toMatchObject([{ by: 'Robin' }]);
});

test('opening wants an admin of the tracker, its newest version, a body that it knows, and happens once', async () => {
  await foundPrivate();
  await makeReady();
  const editor = as(await newToken('Robin', 'editor'));
  await json(open(1, { headers: editor }), 403);
  await json(open(7), 412);
  await json(
    fetchAsEditor('/trackers/test-tracker/open', { method: 'POST', body: { visibility: 'public' } }),
    428,
  );
  for (const body of [{}, { visibility: 'private' }, { visibility: 'public', more: 1 }, { visibility: null }])
    await json(fetchAsEditor('/trackers/test-tracker/open', { method: 'POST', body, version: 1 }), 422);
  for (const query of ['?dryrun=true', '?dryRun=yes'])
    await json(
      fetchAsEditor(`/trackers/test-tracker/open${query}`, {
        method: 'POST',
        body: { visibility: 'public' },
        version: 1,
      }),
      400,
    );
  await json(open(1, { id: 'nobodys-tracker' }), 404);
  const lost = await newToken('Kim', 'admin', { trackers: ['test-tracker'] });
  await json(fetchAsEditor(`/tokens/${lost.id}`, { method: 'DELETE' }));
  await json(open(1, { headers: as(lost) }), 401);
  const own = as(await newToken('Wren', 'admin', { trackers: ['test-tracker'] }));
  await json(open(1, { headers: own }));
  for (const version of [1, 2])
    expect(slugOf(await json<Problem>(open(version), 409))).toBe('opened-tracker');
  expect(slugOf(await json<Problem>(open(2, { dryRun: true, visibility: 'unlisted' }), 409))).toBe(
    'opened-tracker',
  );
});

test('who sees a tracker is not changed from or to private, and is kept by whoever does not say', async () => {
  await foundPrivate();
  const put = (version: number, change: object, status = 200) =>
    json<Problem & { tracker: { visibility?: string } }>(
      fetchAsEditor('/trackers/test-tracker', { method: 'PUT', version, body: { ...aTracker(), ...change } }),
      status,
    );
  for (const visibility of ['public', 'unlisted']) {
    const refused = await put(1, { visibility }, 422);
    expect(refused.errors).toMatchObject([{ pointer: '/visibility', code: 'not-a-choice' }]);
    expect(refused.errors[0]!.detail).toContain('open');
  }
  expect((await put(1, { visibility: undefined, name: 'Renamed' })).tracker.visibility).toBe('private');
  await json(open(2));
  expect((await put(3, { visibility: 'private' }, 422)).errors[0]!.pointer).toBe('/visibility');
  expect((await put(3, { visibility: 'unlisted' })).tracker.visibility).toBe('unlisted');
  expect((await put(4, { visibility: undefined, name: 'Renamed' })).tracker.visibility).toBe('unlisted');
  expect((await put(5, { visibility: 'public' })).tracker.visibility).toBe('public');
  await json(
    fetchAsEditor('/trackers', {
      method: 'POST',
      body: { ...aTracker({ id: 'bad-one' }), visibility: 'secret' },
    }),
    422,
  );
});

test('a tracker of before, whose document does not say who sees it, stays as it is to the byte', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const stored = () =>
    runInDurableObject(
      ledger(),
      (_, { storage: { sql } }) =>
        sql.exec<{ document: string }>('SELECT document FROM tracker').one().document,
    );
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("UPDATE tracker SET document = json_remove(document, '$.visibility')"),
  );
  const before = await stored();
  const { visibility: _, ...silent } = aTracker();
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: silent, version: 1 }));
  expect(await stored()).toBe(before);
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await untilPublished();
  const told = await json<PublishedTracker>(fetchAsReader('/api/v1/trackers/test-tracker'));
  expect(['visibility', 'openedAt'].filter((name) => name in told)).toEqual([]);
  expect(await json(fetchAsReader('/api/v1/trackers'))).toMatchObject({ trackers: [{ id: 'test-tracker' }] });
});

test('what was taken back, undone or thrown away before the opening is a draft after it', async () => {
  await foundPrivate();
  const { undo: made } = await makeReady('buy-a-boat');
  await makeReady('dig-a-canal');
  const { undo: taken } = await json<{ undo: string }>(
    act('discard', 2, {}, '/trackers/test-tracker/pledges/dig-a-canal'),
  );
  await makeReady('plant-trees');
  await json(fetchAsEditor('/trackers/test-tracker/pledges/plant-trees', { method: 'DELETE', version: 2 }));
  await json(open(1));
  // What readers were told meanwhile is not taken back, and says so.
  expect(await json(fetchAsEditor(`/undo/${made}`, { method: 'POST' }), 409)).toMatchObject({
    type: expect.stringContaining('#not-undoable'),
  });
  expect(await json(fetchAsEditor(`/undo/${taken}`, { method: 'POST' }))).toMatchObject({
    done: [],
    refused: [{ reason: 'stale-version' }],
  });
  await json(act('recover', 0, {}, '/trackers/test-tracker/pledges/plant-trees'));
  const { pledges } = await json<{ pledges: { slug: string; state: string; ready: null }[] }>(
    fetchAsEditor('/trackers/test-tracker/pledges'),
  );
  expect(pledges.map(({ slug, state, ready }) => [slug, state, ready]).sort()).toEqual([
    ['buy-a-boat', 'published', null],
    ['dig-a-canal', 'draft', null],
    ['plant-trees', 'draft', null],
  ]);
});

test('an unlisted tracker answers, is in no list, and tells search engines to leave it out', async () => {
  await foundPrivate({ indexed: true });
  await makeReady();
  await json(open(1, { visibility: 'unlisted' }));
  await untilPublished();
  const there = [
    '/test-tracker',
    '/test-tracker?q=ferry',
    '/test-tracker/reopen-the-ferry',
    '/test-tracker/corrections',
    '/test-tracker/feed.atom',
    '/test-tracker/reopen-the-ferry/feed.json',
    '/badge/test-tracker/reopen-the-ferry.svg',
    '/badge/test-tracker/reopen-the-ferry.png',
    '/badge/test-tracker/reopen-the-ferry.json',
    '/embed/card/test-tracker/reopen-the-ferry',
    '/embed/summary/test-tracker',
    '/api/v1/trackers/test-tracker',
    '/api/v1/trackers/test-tracker/pledges',
    '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry',
    '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/history',
    '/api/v1/trackers/test-tracker/export.json',
    '/api/v1/summaries/test-tracker',
  ];
  for (const path of there) {
    const answer = await fetchAsReader(path);
    expect([path, answer.status < 400, answer.headers.get('x-robots-tag')]).toEqual([path, true, 'noindex']);
    const text = await answer.text();
    if (answer.headers.get('content-type')?.startsWith('text/html'))
      expect([path, text]).toEqual([path, expect.stringContaining('<meta name="robots" content="noindex"')]);
  }
  for (const path of ['/', '/sitemap.xml', '/api/v1/trackers', '/embed', '/nowhere-at-all'])
    expect(await (await fetchAsReader(path)).text()).not.toMatch(/test-tracker|Test tracker/);
  const pasted = encodeURIComponent('https://pledges.example/test-tracker/reopen-the-ferry');
  expect(await json(fetchAsReader(`/oembed?url=${pasted}`))).toMatchObject({ type: 'rich' });
  expect(await json(fetchAsReader('/api/v1/badges?ids=test-tracker/reopen-the-ferry'))).toMatchObject({
    badges: { 'test-tracker/reopen-the-ferry': { title: 'Reopen the ferry' } },
  });

  // Into the lists, and out again.
  const { tracker: now } = await tracker();
  for (const [version, visibility, robots] of [
    [2, 'public', null],
    [3, 'unlisted', 'noindex'],
  ] as const) {
    const body = { ...now, visibility };
    await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version }));
    await untilPublished();
    for (const path of ['/test-tracker', '/test-tracker/reopen-the-ferry', '/api/v1/summaries/test-tracker'])
      expect([path, (await fetchAsReader(path)).headers.get('x-robots-tag')]).toEqual([path, robots]);
    const { trackers } = await json<{ trackers: object[] }>(fetchAsReader('/api/v1/trackers'));
    expect(trackers).toHaveLength(visibility === 'public' ? 1 : 0);
  }
});

test('an opening that breaks in its middle leaves all of it private', async () => {
  await foundPrivate();
  await makeReady('buy-a-boat');
  await makeReady();
  const before = await everyRow();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec(
      `CREATE TRIGGER broken BEFORE INSERT ON revision WHEN NEW.sequence = 2 BEGIN SELECT raise(ABORT, 'the disk is full'); END`,
    );
  });
  await json(open(1), 500);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => sql.exec('DROP TRIGGER broken'));
  expect(await everyRow()).toEqual(before);
  expect((await env.PUBLISHED.list()).keys.map(({ name }) => name)).not.toContain('v1:trackers');
  expect(await json(open(1))).toMatchObject({ ready: 2 });
  await expectAgreement();
});
