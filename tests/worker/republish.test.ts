// KV emptied, or filled with what does not belong there: one call makes it what the Ledger says, and readers are
// answered all the while.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { sweep } from '../../worker/ledger/enqueue.ts';
import { aTracker } from '../builders.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publishOnePledge,
  untilPublished,
  waiting,
} from './client.ts';
import { emptyKv, everythingInKv, furnish } from './disaster.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

test('republish makes an emptied KV what it was, values and ETags, aliases, redirects and all', async () => {
  await furnish();
  await untilPublished();
  const before = await everythingInKv();
  const kinds = new Set([...before.keys()].map((key) => key.split(':')[1]));
  expect([...kinds]).toEqual(
    expect.arrayContaining([
      'badge',
      'changes',
      'index',
      'pledge',
      'redirect',
      'summary',
      'tracker',
      'trackers',
    ]),
  );
  await emptyKv();
  expect(await everythingInKv()).toEqual(new Map());
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await untilPublished();
  expect(await everythingInKv()).toEqual(before);
});

test('republish takes out of KV what the Ledger does not know, and nothing that is not ours', async () => {
  await publishOnePledge();
  const before = await everythingInKv();
  const strays = [
    'v1:pledge:test-tracker/never-there',
    'v1:redirect:/gone',
    'v1:summary:old-tracker/housing',
    'v1:x',
    'v1:x:test-tracker',
    'v1:constructor:test-tracker',
    'v1:trackers:test-tracker',
    'v1:tracker:test-tracker/more',
    'v1:front:test-tracker/more',
    'v1:badge:test-tracker/reopen-the-ferry/more',
    'v1:pledge:test-tracker',
    'v1:summary:test-tracker/transport/more',
    'v1:summary:test-tracker/no-category',
  ];
  for (const key of strays) await env.PUBLISHED.put(key, '{}', { metadata: { etag: 'old' } });
  await env.PUBLISHED.put('another-app', 'not ours');
  expect((await fetchAsReader('/gone')).status).not.toBe(404);
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await untilPublished();
  expect(await everythingInKv()).toEqual(
    new Map([...before, ['another-app', await env.PUBLISHED.getWithMetadata('another-app')]]),
  );
});

test('strays are found when KV is back, if it does not list its keys at first', async () => {
  await publishOnePledge();
  await env.PUBLISHED.put('v1:pledge:test-tracker/never-there', '{}');
  const list = vi.spyOn(env.PUBLISHED, 'list').mockRejectedValue(new Error('KV list failed'));
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await expect.poll(async () => (await waiting()).error).toContain('KV list failed');
  list.mockRestore();
  await untilPublished();
  expect(await env.PUBLISHED.get('v1:pledge:test-tracker/never-there')).toBeNull();
});

test('a large store is searched page by page, and a page that fails is asked for again without those before it', async () => {
  await publishOnePledge();
  const before = await everythingInKv();
  for (const name of 'abcdefgh') await env.PUBLISHED.put(`v1:pledge:test-tracker/never-${name}`, '{}');
  const real = env.PUBLISHED.list.bind(env.PUBLISHED);
  const asked: (string | null)[] = [];
  const list = vi.spyOn(env.PUBLISHED, 'list').mockImplementation(async (options) => {
    asked.push(options?.cursor ?? null);
    if (asked.length === 2) throw new Error('KV list failed');
    return real({ ...options, limit: 4 });
  });
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await untilPublished();
  list.mockRestore();
  expect(asked.slice(0, 3)).toEqual([null, asked[1], asked[1]]);
  expect(new Set(asked).size).toBe(asked.length - 1);
  expect(await everythingInKv()).toEqual(before);
});

test('a dry run tells how much would be written, and writes nothing', async () => {
  await publishOnePledge();
  await json(
    fetchAsEditor('/trackers', {
      method: 'POST',
      body: aTracker({ id: 'kept-back', visibility: 'private' }),
    }),
    201,
  );
  await untilPublished();
  const before = await everythingInKv();
  const plan = await json(fetchAsEditor('/republish?dryRun=true', { method: 'POST' }));
  expect(plan).toEqual({ dryRun: true, queued: before.size, trackers: 1, seconds: expect.any(Number) });
  expect((await waiting()).count).toBe(0);
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=republish'));
  expect(audit).toEqual([]);
  // And the search for what does not belong there.
  expect(await json(fetchAsEditor('/republish', { method: 'POST' }), 202)).toMatchObject({
    queued: before.size + 1,
    trackers: 1,
  });
});

test('a search for strays queues nothing that belongs in KV', async () => {
  await furnish();
  await untilPublished();
  const keys = [...(await everythingInKv()).keys()];
  const queued = await runInDurableObject(ledger(), async (_, { storage: { sql } }) => {
    await sweep(sql, 'sweep', async () => ({ keys: [...keys, 'v1:badge:test-tracker/never'], next: null }));
    return [...sql.exec<{ key: string }>('SELECT key FROM outbox')].map(({ key }) => key);
  });
  expect(queued).toEqual(['v1:badge:test-tracker/never']);
});

test('a Ledger that holds nothing yet leaves KV to its readers, and stays empty', async () => {
  await env.PUBLISHED.put('v1:trackers', '{"trackers":[]}', { metadata: { etag: 'kept' } });
  expect(await json(fetchAsEditor('/republish', { method: 'POST' }), 202)).toEqual({
    queued: 0,
    trackers: 0,
    seconds: 0,
  });
  expect(await json(fetchAsEditor('/republish?dryRun=true', { method: 'POST' }))).toEqual({
    dryRun: true,
    queued: 0,
    trackers: 0,
    seconds: 0,
  });
  await untilPublished();
  expect(await env.PUBLISHED.get('v1:trackers')).toBe('{"trackers":[]}');
  await fetchAsEditor('/backup').then((answer) => answer.body?.cancel());
  const rows = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('SELECT count(*) AS count FROM audit').one(),
  );
  expect(rows).toEqual({ count: 0 });
});

const PATHS = {
  pledge: '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry',
  tracker: '/api/v1/trackers/test-tracker',
  summary: '/api/v1/summaries/test-tracker',
  page: '/test-tracker/reopen-the-ferry',
};

test('while a key is missing a reader gets a short-lived 404, a badge its null, and the home page; never an error', async () => {
  await publishOnePledge();
  const before = await Promise.all(Object.values(PATHS).map((path) => fetchAsReader(path)));
  await emptyKv();
  for (const path of Object.values(PATHS)) {
    const answer = await fetchAsReader(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=30');
    await answer.body?.cancel();
  }
  const badges = await fetchAsReader('/api/v1/badges?ids=test-tracker/reopen-the-ferry');
  expect(badges.headers.get('cache-control')).toBe('public, max-age=30');
  expect(await badges.json()).toEqual({ badges: { 'test-tracker/reopen-the-ferry': null } });
  const known = before[0]!.headers.get('etag') ?? '';
  const asked = await fetchAsReader(PATHS.pledge, { headers: { 'if-none-match': known } });
  expect(asked.status).toBe(404);
  expect((await fetchAsReader('/')).status).toBe(200);
  expect((await fetchAsReader('/healthz')).status).toBe(200);

  // With the first write of each key failing, readers meet documents and misses, and nothing else.
  const failed = new Set<string>();
  const put = env.PUBLISHED.put.bind(env.PUBLISHED);
  vi.spyOn(env.PUBLISHED, 'put').mockImplementation(async (...sent: Parameters<typeof put>) => {
    if (failed.has(sent[0])) return put(...sent);
    failed.add(sent[0]);
    throw new Error('KV put failed');
  });
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  const statuses = new Set<number>();
  const readAll = async () => {
    for (const path of Object.values(PATHS)) statuses.add((await fetchAsReader(path)).status);
    return (await waiting()).count;
  };
  await expect.poll(readAll).toBe(0);
  expect(failed.size).toBeGreaterThan(5);
  expect([...statuses].every((status) => status === 200 || status === 404)).toBe(true);
  const after = await Promise.all(Object.values(PATHS).map((path) => fetchAsReader(path)));
  expect(await Promise.all(after.map((answer) => answer.text()))).toEqual(
    await Promise.all(before.map((answer) => answer.text())),
  );
  expect(after.map((answer) => answer.headers.get('etag'))).toEqual(
    before.map((answer) => answer.headers.get('etag')),
  );
});
