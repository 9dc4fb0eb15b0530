// A private tracker: the desk alone sees it, nothing of it goes on record, and nothing of it leaves the Ledger.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { projectionInput } from '../../worker/ledger/projection-input.ts';
import { project } from '../../worker/projection/project.ts';
import {
  badgeKey,
  changesKey,
  correctionsKey,
  frontKey,
  indexKey,
  pledgeKey,
  redirectKey,
  searchIndexKey,
  summaryKey,
  trackerKey,
} from '../../worker/published.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import {
  ADMIN_TOKEN,
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publish,
  save,
} from './client.ts';
import { newAddress } from './limits.ts';
import { as, newToken } from './people.ts';
import { foundPrivate, makeReady, type Ready, tracker } from './private.ts';

afterEach(reset);

type Problem = { type: string; detail: string; errors?: { pointer: string; detail: string }[] };
const slugOf = ({ type }: Problem) => type.split('#')[1];

/** Everything that the Ledger would send, and has sent, to KV. */
async function leaked(): Promise<string[]> {
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  const { keys } = await env.PUBLISHED.list();
  const queued = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec<{ key: string }>('SELECT key FROM outbox UNION SELECT key FROM unacknowledged_write').toArray(),
  );
  return [...keys.map(({ name }) => name), ...queued.map(({ key }) => key)];
}

test('a tracker that does not say who sees it is private, and its document says so', async () => {
  const { visibility: _, ...silent } = aTracker();
  const tried = await json(fetchAsEditor('/trackers?dryRun=true', { method: 'POST', body: silent }));
  expect(tried).toMatchObject({ tracker: { visibility: 'private' }, openedAt: null });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: silent }), 201);
  expect(await tracker()).toMatchObject({ version: 1, openedAt: null, tracker: { visibility: 'private' } });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'open-one' }) }), 201);
  const { trackers } = await json<{ trackers: { openedAt: null; tracker: { visibility: string } }[] }>(
    fetchAsEditor('/trackers'),
  );
  expect(trackers.map(({ openedAt, tracker: { visibility } }) => [visibility, openedAt])).toEqual([
    ['public', null],
    ['private', null],
  ]);
});

test('a publication makes a pledge ready: it passes all that readers would ask, and is no revision', async () => {
  await foundPrivate();
  const body = { slug: 'reopen-the-ferry', ...aPledge({ evidence: [] }) };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  const incomplete = await json<Problem>(publish(1, null), 422);
  expect(incomplete.errors).toMatchObject([{ pointer: '/draft/evidence', code: 'no-source' }]);
  await json(save(1, aPledge()));

  // Nobody is told, so nobody has to be told why.
  const ready = await json<Ready>(publish(2, null));
  expect(ready).toMatchObject({
    version: 3,
    state: 'ready',
    status: null,
    draft: null,
    published: null,
    authors: [],
    ready: { by: 'admin', at: expect.any(String), content: aPledge(), publishedAt: null },
    acts: ['save', 'assign', 'discard', 'trash', 'rename'],
    undo: expect.any(String),
  });
  expect(await json(fetchAsEditor(`${PLEDGE}/revisions`))).toEqual({ revisions: [] });
  const rows = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql
      .exec('SELECT act, from_revision, to_revision FROM audit WHERE slug IS NOT NULL ORDER BY id')
      .toArray(),
  );
  expect(rows).toEqual([
    { act: 'create', from_revision: null, to_revision: null },
    { act: 'save', from_revision: null, to_revision: null },
    { act: 'make ready', from_revision: null, to_revision: null },
  ]);
  expect(await leaked()).toEqual(['v1:installation']);
});

test('lists tell what is ready, find it, and show it under the words of whoever writes in it', async () => {
  await foundPrivate();
  await makeReady('reopen-the-ferry', { due: '2020-01-01' });
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: { slug: 'buy-a-boat' } }),
    201,
  );
  const list = (query = '') =>
    json<{ pledges: Record<string, unknown>[] }>(fetchAsEditor(`/trackers/test-tracker/pledges${query}`));
  const found = await list('?state=ready');
  expect(found.pledges).toEqual([
    expect.objectContaining({
      slug: 'reopen-the-ferry',
      state: 'ready',
      status: null,
      ready: { by: 'admin', at: expect.any(String) },
      title: 'Reopen the ferry',
      verdict: 'in-progress',
      categories: ['transport'],
      due: '2020-01-01',
    }),
  ]);
  expect((await list('?state=draft')).pledges).toMatchObject([{ slug: 'buy-a-boat', ready: null }]);
  await json(save(2, aPledge({ title: 'Reopen the old ferry', verdict: aVerdict({ id: 'kept' }) })));
  const written = {
    state: 'draft',
    title: 'Reopen the old ferry',
    verdict: 'in-progress',
    ready: { by: 'admin' },
  };
  expect((await list('?state=ready')).pledges).toMatchObject([written]);
  expect(await json(fetchAsEditor('/pledges?state=ready'))).toMatchObject({ count: 1, pledges: [written] });
  // Nothing is due of what nobody reads yet.
  expect(await json(fetchAsEditor('/today'))).toMatchObject({ due: { count: 0 }, drafts: { count: 2 } });
});

test('writing in what is ready makes a draft beside it, which replaces it or is dropped', async () => {
  await foundPrivate();
  await makeReady();
  const changed = aPledge({ title: 'Reopen the old ferry' });
  expect(await json(save(2, changed))).toMatchObject({
    state: 'draft',
    draft: { title: 'Reopen the old ferry' },
    ready: { content: { title: 'Reopen the ferry' } },
    acts: ['save', 'submit', 'assign', 'publish', 'discard', 'trash', 'rename'],
  });
  expect(await json(act('discard', 3))).toMatchObject({ state: 'ready', draft: null });
  await json(save(4, changed));
  expect(await json(publish(5, null))).toMatchObject({
    ready: { content: { title: 'Reopen the old ferry' } },
  });
  // The words that are ready already are no draft.
  expect(await json(save(6, changed))).toMatchObject({ version: 6, state: 'ready', draft: null });
  await json(save(6, aPledge()));
  await json(save(7, changed));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ version: 8, state: 'ready', draft: null });
});

test('to discard what is ready is to write in it again, for whoever may publish', async () => {
  await foundPrivate();
  const writer = await newToken('Wren', 'writer');
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body, headers: as(writer) }),
    201,
  );
  await json(publish(1));
  const asWriter = (name: string) =>
    fetchAsEditor(`${PLEDGE}/${name}`, { method: 'POST', version: 2, headers: as(writer) });
  await json(asWriter('discard'), 403);
  await json(fetchAsEditor(PLEDGE, { method: 'DELETE', version: 2, headers: as(writer) }), 403);
  const { undo } = await json<Ready>(act('discard', 2));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'draft',
    ready: null,
    draft: aPledge(),
    authors: ['Wren'],
  });
  expect(await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }))).toMatchObject({
    done: [{ slug: 'reopen-the-ferry' }],
    refused: [],
  });
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ state: 'ready', draft: null, authors: [] });
});

test('what was made ready can be undone, for an hour and by who may publish', async () => {
  await foundPrivate();
  const { undo } = await makeReady();
  const writer = await newToken('Wren', 'writer');
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST', headers: as(writer) }), 403);
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'draft',
    ready: null,
    draft: aPledge(),
    authors: ['admin'],
  });
});

test('what is ready goes to the trash and comes back ready', async () => {
  await foundPrivate();
  await makeReady();
  const before = await json<Ready>(fetchAsEditor(PLEDGE));
  const { undo } = await json<{ undo: string }>(fetchAsEditor(PLEDGE, { method: 'DELETE', version: 2 }));
  await json(fetchAsEditor(PLEDGE), 404);
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'ready',
    draft: null,
    authors: [],
    ready: before.ready,
  });
  // With words beside it, both.
  await json(save(3, aPledge({ title: 'Another' })));
  await json(fetchAsEditor(PLEDGE, { method: 'DELETE', version: 4 }));
  await json(act('recover', 0, {}));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'draft',
    draft: { title: 'Another' },
    ready: before.ready,
  });
});

test('where two people are wanted, whoever wrote it does not make it ready', async () => {
  await foundPrivate({ review: 'two' });
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  expect(slugOf(await json<Problem>(publish(1, null), 403))).toBe('second-person-required');
  const robin = await newToken('Robin', 'editor');
  const answer = await fetchAsEditor(`${PLEDGE}/publish`, {
    method: 'POST',
    body: {},
    version: 1,
    headers: as(robin),
  });
  expect(await answer.json()).toMatchObject({ state: 'ready', ready: { by: 'Robin' } });
});

test.each([
  ['retract', { note: 'n' }],
  ['correct', { note: 'n' }],
  ['dispute', { note: 'n' }],
  ['settle', { note: 'n' }],
  ['check', {}],
  ['merge', { into: 'buy-a-boat', note: 'n' }],
  ['revert', { revision: 1, note: 'n' }],
  ['redact', { revisions: [1], note: 'n' }],
  ['publish', { note: 'n', publishAt: new Date(Date.now() + 3_600_000).toISOString() }],
])('%s is refused, says why, and changes nothing', async (name, body) => {
  await foundPrivate();
  await makeReady('buy-a-boat');
  await makeReady();
  await json(save(2, aPledge({ title: 'Again' })));
  const before = await json(fetchAsEditor(PLEDGE));
  const refused = await json<Problem>(act(name, 3, body), 409);
  expect([slugOf(refused), refused.detail.length > 40]).toEqual(['private-tracker', true]);
  expect(await json(fetchAsEditor(PLEDGE))).toEqual(before);
  const many = await json<{ refused: { reason: string }[] }>(
    fetchAsEditor('/trackers/test-tracker/acts', {
      method: 'POST',
      body: {
        id: crypto.randomUUID(),
        act: 'check',
        looked: 'At it.',
        pledges: [{ slug: 'reopen-the-ferry', version: 3 }],
      },
    }),
  );
  expect(many.refused).toMatchObject([{ reason: 'private-tracker' }]);
});

test('the term of a private tracker is not closed by rule', async () => {
  await foundPrivate();
  const body = { closedAt: '2026-05-07T22:00:00Z', rules: [] };
  const refused = await json<Problem>(
    fetchAsEditor('/trackers/test-tracker/close', { method: 'POST', body, version: 1 }),
    409,
  );
  expect(slugOf(refused)).toBe('private-tracker');
});

test('many drafts are discarded, assigned and thrown away at once as anywhere', async () => {
  await foundPrivate();
  await makeReady('buy-a-boat');
  await makeReady();
  const onMany = (name: string, version: number, more = {}) =>
    json<{ done: object[]; refused: object[] }>(
      fetchAsEditor('/trackers/test-tracker/acts', {
        method: 'POST',
        body: {
          id: crypto.randomUUID(),
          act: name,
          ...more,
          pledges: ['buy-a-boat', 'reopen-the-ferry'].map((slug) => ({ slug, version })),
        },
      }),
    );
  const list = async () =>
    (await json<{ pledges: { state: string }[] }>(fetchAsEditor('/trackers/test-tracker/pledges'))).pledges;
  expect((await onMany('discard', 2)).done).toHaveLength(2);
  expect((await list()).map(({ state }) => state)).toEqual(['draft', 'draft']);
  await newToken('Robin', 'editor');
  await newToken('Kim', 'reader');
  expect((await onMany('assign', 3, { to: 'Kim' })).refused).toMatchObject([
    { reason: 'invalid-fields', detail: expect.stringContaining('Robin') },
    {},
  ]);
  expect((await onMany('assign', 3, { to: 'Robin' })).done).toHaveLength(2);
  expect((await onMany('trash', 4)).done).toHaveLength(2);
  expect(await list()).toEqual([]);
});

test('a preview shows what readers would see if it were opened, with what it names, and leaves nothing behind', async () => {
  await foundPrivate();
  await makeReady('buy-a-boat', { title: 'Buy a boat' });
  await makeReady('only-named', { title: 'Only named' });
  await json(act('discard', 2, {}, '/trackers/test-tracker/pledges/only-named'));
  const related = ['buy-a-boat', 'only-named'].map((pledge) => ({ pledge, relation: 'related' as const }));
  await makeReady('reopen-the-ferry', { related });
  const preview = () =>
    json<{ next: { pledge: { title: string; related: object[] }; badge: { title: string } } }>(
      fetchAsEditor(`${PLEDGE}/preview`),
    );
  const shown = await preview();
  expect(shown).toMatchObject({ kind: 'verdict', errors: [], needsSecondPerson: false, now: null });
  expect(shown.next.badge.title).toBe('Reopen the ferry');
  expect(shown.next.pledge).toMatchObject({
    revision: 1,
    related: [{ pledge: 'buy-a-boat', title: 'Buy a boat' }],
    history: [{ revision: 1, kind: 'verdict' }],
  });
  await json(save(2, { title: 'Half a draft' }));
  const draft = await preview();
  expect(draft.next.pledge.title).toBe('Half a draft');
  expect(draft).toMatchObject({
    errors: expect.arrayContaining([
      { pointer: '/draft/promise', code: 'missing', detail: expect.any(String), allowed: expect.anything() },
    ]),
  });
  const page = await fetchAsEditor(`${PLEDGE}/preview.html`);
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Half a draft')]);
  expect(await tracker()).toMatchObject({ version: 1, openedAt: null, tracker: { visibility: 'private' } });
  expect(await json(fetchAsEditor(`${PLEDGE}/revisions`))).toEqual({ revisions: [] });
  expect(await leaked()).toEqual(['v1:installation']);
});

test('a preview of what no longer fits shows blanks, and what is wrong', async () => {
  await foundPrivate();
  await makeReady('reopen-the-ferry', { verdict: aVerdict({ id: 'stalled' }) });
  await withoutVerdict('stalled');
  expect(await json(fetchAsEditor(`${PLEDGE}/preview`))).toMatchObject({
    errors: [{ pointer: '/draft/verdict/id', code: 'unknown-id' }],
    next: { badge: { title: 'Reopen the ferry', verdict: { outcome: 'unrated' } } },
  });
});

async function withoutVerdict(id: string): Promise<void> {
  const { tracker: now } = await tracker();
  const verdicts = now.scheme.verdicts.filter((verdict) => verdict.id !== id);
  const body = { ...now, scheme: { ...now.scheme, version: now.scheme.version + 1, verdicts } };
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version: 1 }));
}

test('an import makes its rows ready with their own dates, knows them again, and lets the desk’s words be', async () => {
  await foundPrivate();
  const rows = [
    anImportRow({ aliases: ['/policies/ferry', 'the-ferry'], checkedAt: '2025-04-01T09:00:00Z' }),
    anImportRow({ slug: 'buy-a-boat', title: 'Buy a boat' }),
    { slug: 'only-a-draft', state: 'draft', title: 'Only a draft' },
  ];
  const send = (pledges: object[], status = 200) =>
    json<Record<string, unknown> & Problem>(
      fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }),
      status,
    );
  expect(await send(rows)).toMatchObject({ created: 3, changed: 0, unchanged: 0 });
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/the-ferry'))).toMatchObject({
    slug: 'reopen-the-ferry',
    state: 'ready',
    published: null,
    checkedAt: '2025-04-01T09:00:00Z',
    ready: { by: 'admin', content: aPledge(), publishedAt: '2025-03-10T09:00:00Z' },
  });
  expect(await send(rows)).toMatchObject({ created: 0, changed: 0, unchanged: 3 });
  const changed = anImportRow({ slug: 'buy-a-boat', title: 'Buy a larger boat' });
  expect(await send([rows[0]!, changed])).toMatchObject({ changed: 1, unchanged: 1 });
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/buy-a-boat'))).toMatchObject({
    version: 2,
    ready: { content: { title: 'Buy a larger boat' } },
  });
  // Somebody writes in it: the sheet must not take their words away, made ready or not.
  await json(save(1, aPledge({ title: 'The desk’s own' })));
  const again = [{ ...rows[0]!, title: 'The sheet’s' }];
  expect((await send(again, 422)).errors).toMatchObject([{ pointer: '/pledges/0' }]);
  await json(publish(2));
  expect((await send(again, 422)).errors).toMatchObject([{ pointer: '/pledges/0' }]);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    ready: { content: { title: 'The desk’s own' }, publishedAt: '2025-03-10T09:00:00Z' },
  });
  expect(await leaked()).toEqual(['v1:installation']);
});

test('an export of a private tracker reads back as what it is', async () => {
  await foundPrivate();
  await json(
    fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: [anImportRow()] } }),
  );
  await makeReady('buy-a-boat');
  const sheet = await json<{ pledges: object[] }>(fetchAsEditor('/trackers/test-tracker/export.json'));
  expect(sheet.pledges).toMatchObject([
    { slug: 'buy-a-boat', state: 'published', verdict: { publishedAt: null } },
    { slug: 'reopen-the-ferry', state: 'published', verdict: { publishedAt: '2025-03-10T09:00:00Z' } },
  ]);
  const csv = await fetchAsEditor('/trackers/test-tracker/export.csv');
  const body = await csv.text();
  const read = await fetchAsReader('/api/v1/desk/trackers/test-tracker/import', {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'text/csv' },
    body,
  });
  expect(await read.json()).toMatchObject({ unchanged: 2, created: 0, changed: 0 });
});

test('every public address of a private tracker is answered as one that nobody has', async () => {
  await foundPrivate({ indexed: true });
  await json(
    fetchAsEditor('/trackers/test-tracker/import', {
      method: 'POST',
      body: { pledges: [anImportRow({ aliases: ['/policies/ferry'] })] },
    }),
  );
  // Not even for a moment: what is queued is written or deleted at once, and would be gone when it is looked for.
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec(
      `CREATE TRIGGER nothing_leaves BEFORE INSERT ON outbox WHEN NEW.key LIKE '%test-tracker%' OR NEW.key LIKE '%ferry%'
       BEGIN SELECT raise(ABORT, 'it leaves'); END`,
    ),
  );
  await json(act('rename', 1, { slug: 'run-the-ferry', aliases: ['/old/ferry'] }));
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await expect.poll(leaked).toEqual(['v1:installation', 'v1:trackers']);
  const addresses = [
    '/TRACKER',
    '/TRACKER/',
    '/TRACKER/corrections',
    '/TRACKER/feed.atom',
    '/TRACKER/feed.json',
    '/TRACKER/corrections/feed.atom',
    '/TRACKER/run-the-ferry',
    '/TRACKER/reopen-the-ferry',
    '/TRACKER/run-the-ferry/feed.atom',
    '/TRACKER/run-the-ferry/feed.json',
    '/TRACKER?q=ferry',
    '/api/v1/trackers/TRACKER',
    '/api/v1/trackers/TRACKER/pledges?q=ferry',
    '/api/v1/trackers/TRACKER/pledges/run-the-ferry',
    '/api/v1/trackers/TRACKER/pledges/run-the-ferry/history',
    '/api/v1/pledges/TRACKER/run-the-ferry',
    '/api/v1/trackers/TRACKER/export.json',
    '/api/v1/trackers/TRACKER/export.csv',
    '/api/v1/summaries/TRACKER',
    '/api/v1/summaries/TRACKER?category=transport',
    '/badge/TRACKER/run-the-ferry.svg',
    '/badge/TRACKER/run-the-ferry.png',
    '/badge/TRACKER/run-the-ferry.json',
    '/embed/card/TRACKER/run-the-ferry',
    '/embed/summary/TRACKER',
    '/embed/list/TRACKER',
    '/oembed?url=https%3A%2F%2Fpledges.example%2FTRACKER%2Frun-the-ferry',
    '/oembed?url=https%3A%2F%2Fpledges.example%2FTRACKER',
  ];
  const asked = (address: string, name: string) => address.replaceAll('TRACKER', name);
  for (const address of addresses) {
    const there = await fetchAsReader(asked(address, 'test-tracker'));
    const nowhere = await fetchAsReader(asked(address, 'nobodys-tracker'));
    const text = (await nowhere.text()).replaceAll('nobodys-tracker', 'test-tracker');
    expect([address, there.status, await there.text()]).toEqual([address, 404, text]);
    expect([...there.headers]).toEqual([...nowhere.headers]);
  }
  for (const path of ['/policies/ferry', '/old/ferry']) expect((await fetchAsReader(path)).status).toBe(404);
  expect(await json(fetchAsReader('/api/v1/badges?ids=test-tracker/run-the-ferry'))).toEqual({
    badges: { 'test-tracker/run-the-ferry': null },
  });
  for (const path of ['/', '/sitemap.xml', '/robots.txt', '/api/v1/trackers', '/embed', '/docs/problems'])
    expect(await (await fetchAsReader(path)).text()).not.toMatch(/test-tracker|Test tracker|ferry/);
  const suggest = (name: string) =>
    fetchAsReader(`/api/v1/trackers/${name}/pledges/run-the-ferry/suggestions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': newAddress() },
      body: JSON.stringify({ kind: 'edit', text: 'The day is wrong.' }),
    });
  const [mine, none] = [await suggest('test-tracker'), await suggest('nobodys-tracker')];
  expect([mine.status, await mine.text()]).toEqual([404, await none.text()]);
  const suggestions = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('SELECT count(*) AS count FROM suggestion').one(),
  );
  expect(suggestions).toEqual({ count: 0 });
});

test('whatever were queued, the projection makes no document of a private tracker', async () => {
  await foundPrivate();
  await json(
    fetchAsEditor('/trackers/test-tracker/import', {
      method: 'POST',
      body: { pledges: [anImportRow({ aliases: ['/policies/ferry'] })] },
    }),
  );
  const keys = [
    ...[trackerKey, frontKey, indexKey, searchIndexKey, changesKey, correctionsKey, summaryKey].map((keyOf) =>
      keyOf('test-tracker'),
    ),
    summaryKey('test-tracker', 'transport'),
    pledgeKey('test-tracker', 'reopen-the-ferry'),
    badgeKey('test-tracker/reopen-the-ferry'),
    redirectKey('/policies/ferry'),
  ];
  const made = await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const input = projectionInput(sql);
    return keys.map((key) => [key, project(key, input, ORIGIN)]);
  });
  expect(made).toEqual(keys.map((key) => [key, null]));
});

test('another’s private tracker is not there at the desk either, and a reader reads it and changes nothing', async () => {
  await foundPrivate();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  await makeReady();
  const stranger = as(await newToken('Robin', 'admin', { trackers: ['other-tracker'] }));
  const reader = as(await newToken('Kim', 'reader', { trackers: ['test-tracker'] }));
  for (const [path, body] of [
    ['/trackers/test-tracker/open', { visibility: 'public' }],
    ['/trackers/test-tracker/rename', { id: 'taken-over' }],
  ] as const) {
    await json(fetchAsEditor(path, { method: 'POST', body, version: 1, headers: stranger }), 404);
    await json(fetchAsEditor(path, { method: 'POST', body, version: 1, headers: reader }), 403);
  }
  for (const path of ['', '/preview', '/preview.html', '/revisions']) {
    expect((await fetchAsEditor(`${PLEDGE}${path}`, { headers: reader })).status).toBe(200);
    expect((await fetchAsEditor(`${PLEDGE}${path}`, { headers: stranger })).status).toBe(404);
  }
  for (const path of ['/today', '/trackers', '/trackers/test-tracker', '/trackers/test-tracker/export.csv'])
    expect((await fetchAsEditor(path, { headers: reader })).status).toBe(200);
  await json(fetchAsEditor(PLEDGE, { method: 'PUT', body: aPledge(), version: 2, headers: reader }), 403);
  expect(await json(fetchAsEditor('/me', { headers: reader }))).toMatchObject({
    role: 'reader',
    may: expect.not.arrayContaining(['PUT /trackers/:tracker/pledges/:slug', 'POST /undo/:id']),
  });
  const { people } = await json<{ people: string[] }>(fetchAsEditor('/trackers/test-tracker'));
  expect(people).toEqual(['admin']);
});

test('a private tracker is deleted with all that is ready, counted first', async () => {
  await foundPrivate();
  await makeReady();
  const remove = (query: string) =>
    fetchAsEditor(`/trackers/test-tracker${query}`, { method: 'DELETE', version: 1 });
  expect(slugOf(await json<Problem>(remove(''), 409))).toBe('confirmation-required');
  expect(await json(remove('?pledges=1'))).toEqual({ id: 'test-tracker', pledges: 1 });
  expect(await leaked()).toEqual(['v1:installation']);
});

test('what is ready is compared with nothing on record, so its scheme changes freely', async () => {
  await foundPrivate();
  await makeReady('reopen-the-ferry', { verdict: aVerdict({ id: 'stalled' }) });
  await withoutVerdict('stalled');
  expect(await json<DeskRecord>(fetchAsEditor(PLEDGE))).toMatchObject({ state: 'ready' });
});
