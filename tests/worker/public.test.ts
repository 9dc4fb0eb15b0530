import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { Edge } from '../../data/desk.ts';
import { badgesSchema, publishedPledgeSchema, summarySchema, trackersSchema } from '../../data/published.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { act } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ORIGIN,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(async () => {
  Object.assign(env, { EDGE_SECONDS: '' });
  vi.restoreAllMocks();
  await reset();
});

const PLEDGE = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry';
// The same, for elements.
const CARD = '/api/v1/pledges/test-tracker/reopen-the-ferry';
const BADGES = '/api/v1/badges?ids=test-tracker/reopen-the-ferry';

const STORED = [
  '/api/v1/trackers',
  '/api/v1/trackers/test-tracker',
  PLEDGE,
  CARD,
  BADGES,
  '/api/v1/summaries/test-tracker',
  '/api/v1/summaries/test-tracker?category=transport',
  '/',
  '/test-tracker',
  '/test-tracker/reopen-the-ferry',
];

// Not a stored document as it is.
const MADE = [
  ...['', '/corrections', '/reopen-the-ferry', '/feed.atom', '/reopen-the-ferry/feed.json'].map(
    (end) => `/test-tracker${end}`,
  ),
  ...['pledges', 'pledges/reopen-the-ferry/history', 'export.csv', 'export.json'].map(
    (end) => `/api/v1/trackers/test-tracker/${end}`,
  ),
];

test('a published pledge is in every public document, with the desk’s own label and its outcome', async () => {
  await publishOnePledge();
  expect(publishedPledgeSchema.parse(await json(fetchAsReader(PLEDGE)))).toMatchObject({
    tracker: 'test-tracker',
    slug: 'reopen-the-ferry',
    url: `${ORIGIN}/test-tracker/reopen-the-ferry`,
    verdict: { id: 'in-progress', outcome: 'in-progress', label: { en: 'In progress' } },
    by: { name: 'Test Desk' },
    revision: 1,
  });
  expect(await json(fetchAsReader(CARD))).toEqual(await json(fetchAsReader(PLEDGE)));
  const { trackers } = trackersSchema.parse(await json(fetchAsReader('/api/v1/trackers')));
  expect(trackers).toEqual([expect.objectContaining({ id: 'test-tracker', pledges: 1 })]);
  const whole = summarySchema.parse(await json(fetchAsReader('/api/v1/summaries/test-tracker')));
  expect(whole.tally).toMatchObject({ total: 1, assessed: 1, counted: 1 });
  const tax = summarySchema.parse(await json(fetchAsReader('/api/v1/summaries/test-tracker?category=tax')));
  expect(tax).toMatchObject({ category: { id: 'tax' }, tally: { total: 0 } });
});

test('a badge call answers known ids, and null for every other, whatever it looks like', async () => {
  await publishOnePledge();
  const ids = [
    'test-tracker/reopen-the-ferry',
    'test-tracker/none',
    '__proto__',
    '"}{"',
    'a/b/c',
    '%00',
    'x'.repeat(600),
  ];
  const answer = await json(fetchAsReader(`/api/v1/badges?ids=${ids.map(encodeURIComponent).join()}`));
  const { badges } = badgesSchema.parse(answer);
  expect(Object.keys(answer.badges as object)).toHaveLength(ids.length);
  expect(badges['test-tracker/reopen-the-ferry']).toMatchObject({
    title: 'Reopen the ferry',
    verdict: { outcome: 'in-progress' },
    changes: [{ kind: 'verdict', id: 'in-progress' }],
  });
  expect(Object.values(badges).filter((badge) => badge !== null)).toHaveLength(1);
});

test('a badge call that misses one is kept for 30 seconds only, because it may be published any moment', async () => {
  await publishOnePledge();
  const kept = async (ids: string) => {
    const answer = await fetchAsReader(`/api/v1/badges?ids=${ids}`);
    await answer.text();
    return answer.headers.get('cache-control');
  };
  expect(await kept('test-tracker/reopen-the-ferry')).toBe('public, max-age=60');
  expect(await kept('test-tracker/reopen-the-ferry,test-tracker/none')).toBe('public, max-age=30');
});

test('a badge call with no id is 400, with 101 is 400, and past 8,000 bytes is 414', async () => {
  await json(fetchAsReader('/api/v1/badges'), 400);
  const ids = (count: number, length = 3) =>
    Array.from({ length: count }, (_, at) => `a/${String(at).padStart(length, '0')}`);
  await json(fetchAsReader(`/api/v1/badges?ids=${ids(100)}`), 200);
  await json(fetchAsReader(`/api/v1/badges?ids=${ids(101)}`), 400);
  await json(fetchAsReader(`/api/v1/badges?ids=${ids(80, 110)}`), 414);
});

test('a badge tells its verdicts in order, and an edit is no change', async () => {
  await publishOnePledge();
  await json(save(2, aPledge({ verdict: aVerdict({ headline: 'Reworded' }) })));
  await json(publish(3, null));
  await json(save(4, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(5, 'The ferry runs again.'));
  await untilPublished();
  const { badges } = badgesSchema.parse(await json(fetchAsReader(BADGES)));
  const badge = badges['test-tracker/reopen-the-ferry'];
  expect(badge?.changes.map(({ id }) => id)).toEqual(['in-progress', 'kept']);
  expect(badge?.verdict.publishedAt).toBe(badge?.changes[1]?.publishedAt);
});

test('every public answer is open to all origins, says how long it lasts, and bears an ETag that gives a 304', async () => {
  await publishOnePledge();
  for (const path of STORED) {
    const answer = await fetchAsReader(path, { headers: { origin: 'https://news.example' } });
    await answer.text();
    const header = (name: string) => answer.headers.get(name);
    expect([path, answer.status]).toEqual([path, 200]);
    expect(header('access-control-allow-origin')).toBe('*');
    expect(header('cross-origin-resource-policy')).toBe('cross-origin');
    expect(header('timing-allow-origin')).toBe('*');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('cache-control')).toBe('public, max-age=60');
    expect(header('cloudflare-cdn-cache-control')).toBe(
      'max-age=60, stale-while-revalidate=60, stale-if-error=3600',
    );
    expect(header('cache-tag')).toBeTruthy();
    const etag = header('etag') ?? '';
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const fresh = await fetchAsReader(path, { headers: { 'if-none-match': known } });
      expect([path, known, fresh.status, await fresh.text()]).toEqual([path, known, 304, '']);
      expect(fresh.headers.get('etag')).toBe(etag);
      expect(fresh.headers.get('access-control-allow-origin')).toBe('*');
    }
    const changed = await fetchAsReader(path, { headers: { 'if-none-match': '"other"' } });
    expect(changed.status).toBe(200);
    await changed.text();
  }
});

test.each([
  ['300', 300],
  ['30', 30],
  ['86400', 86_400],
  // What cannot be meant is the usual time: nobody wants a verdict kept for a year.
  ['', 60],
  ['29', 60],
  ['86401', 60],
  ['5m', 60],
  ['-300', 60],
  ['1e3', 60],
])('an operator who says "%s" has the edge keep an answer for %i s', async (chosen, seconds) => {
  await publishOnePledge();
  Object.assign(env, { EDGE_SECONDS: chosen });
  for (const path of STORED)
    expect((await fetchAsReader(path)).headers.get('cloudflare-cdn-cache-control')).toBe(
      `max-age=${seconds}, stale-while-revalidate=60, stale-if-error=3600`,
    );
  const { edge } = await json<{ edge: Edge }>(fetchAsEditor('/status'));
  expect(edge.seconds).toBe(seconds);
});

/** What proxies make of an ETag when they compress what it names, or pass it on. */
const COMPRESSED = [
  '"ETAG-gzip"', // Apache, Caddy
  'W/"ETAG-gzip"',
  '"ETAG--gzip"', // Jetty
  '"ETAG-br"',
  '"ETAG;br"',
  '"ETAG:br"',
  '"ETAG-deflate"',
  '"ETAG-zstd"',
  '"ETAG-br-gzip"',
  '"ETAG"-gzip',
  '"other-gzip", W/"ETAG-gzip"',
  '"other",W/"ETAG;gzip","more"',
];

test('a copy that a proxy has compressed and named so is the same copy; a suffix that is none makes it another', async () => {
  await publishOnePledge();
  for (const path of [PLEDGE, '/test-tracker', '/test-tracker/feed.atom']) {
    const answer = await fetchAsReader(path);
    await answer.text();
    const etag = (answer.headers.get('etag') ?? '').slice(1, -1);
    const ask = async (form: string) => {
      const known = form.replaceAll('ETAG', etag);
      const { status } = await fetchAsReader(path, { headers: { 'if-none-match': known } });
      return [path, form, status];
    };
    for (const form of COMPRESSED) expect(await ask(form)).toEqual([path, form, 304]);
    for (const form of [
      '"ETAG-other"',
      '"ETAGgzip"',
      '"ETAG-gzipped"',
      '"gzip-ETAG"',
      '"-gzip"',
      '"ETAG"x',
      'ETAG',
    ])
      expect(await ask(form)).toEqual([path, form, 200]);
  }
});

test('what the Worker makes of documents is another answer once another version of it makes it', async () => {
  await publishOnePledge();
  const worker = env as { VERSION: WorkerVersionMetadata };
  const before = worker.VERSION;
  for (const path of MADE) {
    const ask = async (known = '') => {
      const answer = await fetchAsReader(path, { headers: { 'if-none-match': known } });
      await answer.text();
      return answer;
    };
    const etag = (await ask()).headers.get('etag') ?? '';
    expect([path, (await ask(etag)).status]).toEqual([path, 304]);
    try {
      worker.VERSION = { ...before, id: 'the-next-version' };
      expect([path, (await ask(etag)).status]).toEqual([path, 200]);
    } finally {
      worker.VERSION = before;
    }
  }
});

test('a pledge’s answers are tagged with the pledge and its tracker, a tracker’s only with the tracker', async () => {
  await publishOnePledge();
  const tag = async (path: string) => (await fetchAsReader(path)).headers.get('cache-tag');
  expect(await tag(PLEDGE)).toBe('test-tracker/reopen-the-ferry,test-tracker');
  expect(await tag(BADGES)).toBe('test-tracker/reopen-the-ferry,test-tracker');
  expect(await tag('/api/v1/summaries/test-tracker')).toBe('test-tracker');
  expect(await tag('/test-tracker')).toBe('test-tracker');
});

test('HEAD has the headers of GET and no body; OPTIONS is answered; other methods are 405', async () => {
  await publishOnePledge();
  for (const path of STORED) {
    const get = await fetchAsReader(path);
    await get.text();
    const head = await fetchAsReader(path, { method: 'HEAD' });
    expect([path, head.status, await head.text()]).toEqual([path, 200, '']);
    for (const name of ['etag', 'content-type', 'cache-tag', 'cache-control'])
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    const options = await fetchAsReader(path, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('access-control-allow-methods')]).toEqual([
      204,
      'GET, HEAD, OPTIONS',
    ]);
    const post = await fetchAsReader(path, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect(post.headers.get('access-control-allow-origin')).toBe('*');
    await post.text();
  }
});

test.each([
  '/api/v1/trackers/none',
  '/api/v1/trackers/test-tracker/pledges/none',
  '/api/v1/pledges/test-tracker/none',
  `/api/v1/trackers/test-tracker/pledges/${'x'.repeat(600)}`,
  '/api/v1/trackers/..%2f..%2fv1/pledges/none',
  '/api/v1/summaries/none',
  '/api/v1/summaries/test-tracker?category=none',
  '/api/v1/no-such-thing',
  '/api/v2/trackers',
])('%s is a problem that is kept for 30 seconds only', async (path) => {
  const answer = await fetchAsReader(path);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('public, max-age=30');
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(await answer.json()).toMatchObject({ type: `${ORIGIN}/docs/problems#not-found`, status: 404 });
});

test('healthz says that KV answers and which version runs, and is not cached', async () => {
  const answer = await fetchAsReader('/healthz');
  expect(await answer.json()).toMatchObject({ status: 'ok', kv: 'answers', version: expect.any(String) });
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('a reader never wakes the Ledger', async () => {
  const spy = vi.spyOn(env.LEDGER, 'getByName');
  for (const path of STORED) await (await fetchAsReader(path)).text();
  expect(spy).not.toHaveBeenCalled();
});

test('a pledge at its plain address is answered as one whose address has to be taken apart', async () => {
  const { version } = await publishOnePledge();
  const told = async (path: string, init: RequestInit) => {
    const answer = await fetchAsReader(path, init);
    return { status: answer.status, headers: [...answer.headers], text: await answer.text() };
  };
  const agree = async () => {
    const { headers } = await told(CARD, {});
    const known = { headers: { 'if-none-match': new Map(headers).get('etag') ?? '' } };
    for (const path of [PLEDGE, CARD, `${PLEDGE}-none`, `${CARD}-none`])
      for (const init of [{}, known, { method: 'HEAD' }, { method: 'OPTIONS' }, { method: 'POST' }])
        expect([path, await told(path, init)]).toEqual([path, await told(`${path}?`, init)]);
  };
  await agree();
  await json(act('retract', version, { note: 'It was wrong.' }));
  await untilPublished();
  await agree();
});
