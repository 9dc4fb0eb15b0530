// A page is made once of its documents, kept, and made anew as soon as one of them is another.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { Remembered } from '../../worker/remembered.ts';
import { aPledge, aTracker } from '../builders.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { PLEDGE, page } from './page.ts';

/** An isolate keeps 8,000,000 characters of pages. */
const KEPT_CHARACTERS = 8_000_000;

afterEach(reset);

test('a pledge’s page that is known costs one read, and so does a tracker’s, until something of it changes', async () => {
  await publishOnePledge();
  const spy = vi.spyOn(env.PUBLISHED, 'getWithMetadata');
  const reads = async (path: string, headers: Record<string, string> = {}) => {
    spy.mockClear();
    const { status, headers: answered } = await fetchAsReader(path, { headers });
    return { status, etag: answered.get('etag')!, reads: spy.mock.calls.length };
  };
  for (const [path, whole] of [
    [PLEDGE, 2],
    ['/test-tracker', 1],
  ] as const) {
    const first = await reads(path);
    expect(first.reads).toBe(whole);
    expect(await reads(path)).toEqual({ ...first, reads: 1 });
    expect(await reads(path, { 'if-none-match': first.etag })).toEqual({ ...first, status: 304, reads: 1 });
  }
  const { etag } = await reads(PLEDGE);
  const renamed = aTracker({ name: 'Another name', notice: 'This is told on every page.' });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: renamed, version: 1 }));
  await untilPublished();
  expect(await reads(PLEDGE, { 'if-none-match': etag })).toMatchObject({ status: 200, reads: 2 });
  expect(await page(PLEDGE)).toContain('This is told on every page.');
  spy.mockRestore();
});

test('a search costs one small read where the isolate has what it looks through, and finds what was published since', async () => {
  await publishOnePledge();
  const spy = vi.spyOn(env.PUBLISHED, 'getWithMetadata');
  const reads = async (path: string) => {
    spy.mockClear();
    await (await fetchAsReader(path)).text();
    return spy.mock.calls.map(([key]) => key);
  };
  const [front, index, words] = ['front', 'index', 'words'].map((kind) => `v1:${kind}:test-tracker`);
  expect(await reads('/test-tracker?q=ferry')).toEqual([front, index, words]);
  expect(await reads('/test-tracker?q=boat')).toEqual([front]);
  expect(await reads('/api/v1/trackers/test-tracker/pledges?q=ferries')).toEqual([front]);
  expect(await reads('/api/v1/trackers/test-tracker/pledges')).toEqual([front]);
  await json(save(2, aPledge({ title: 'Buy a boat' })));
  await json(publish(3));
  await untilPublished();
  expect(await reads('/api/v1/trackers/test-tracker/pledges?q=boat')).toEqual([front, index, words]);
  expect(await page('/test-tracker?q=boat')).toContain('Buy a boat');
  spy.mockRestore();
});

test('a search is right where the front tells of an index that has not arrived, or of none', async () => {
  await publishOnePledge();
  const [front, index] = ['v1:front:test-tracker', 'v1:index:test-tracker'];
  const old = await env.PUBLISHED.getWithMetadata(index);
  const list = () => fetchAsReader('/api/v1/trackers/test-tracker/pledges');
  const before = (await list()).headers.get('etag');
  await json(save(2, aPledge({ title: 'Buy a boat' })));
  await json(publish(3));
  await untilPublished();
  const now = await env.PUBLISHED.getWithMetadata(index);
  await env.PUBLISHED.put(index, old.value!, { metadata: old.metadata });
  const late = await list();
  expect(late.headers.get('etag')).toBe(before);
  expect(await late.text()).not.toContain('Buy a boat');
  await env.PUBLISHED.put(index, now.value!, { metadata: now.metadata });
  expect(await (await list()).text()).toContain('Buy a boat');

  // As an installation of before wrote it.
  const { value, metadata } = await env.PUBLISHED.getWithMetadata<{ etag: string }>(front);
  await env.PUBLISHED.put(front, value!, { metadata: { etag: metadata!.etag } });
  expect(await page('/test-tracker?q=boat')).toContain('Buy a boat');
  expect(await (await list()).text()).toContain('Buy a boat');
});

test('a page made while the tracker is still on its way to KV is not kept as if it had been there', async () => {
  await publishOnePledge();
  await page(PLEDGE);
  const key = 'v1:tracker:test-tracker';
  const old = await env.PUBLISHED.getWithMetadata(key);
  const renamed = aTracker({ notice: 'This is told on every page.' });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: renamed, version: 1 }));
  await untilPublished();
  const now = await env.PUBLISHED.getWithMetadata(key);
  await env.PUBLISHED.put(key, old.value!, { metadata: old.metadata });
  expect(await page(PLEDGE)).not.toContain('This is told');
  await env.PUBLISHED.put(key, now.value!, { metadata: now.metadata });
  expect(await page(PLEDGE)).toContain('This is told on every page.');
});

test('a page is the same bytes as long as its documents are, and another as soon as one is not', async () => {
  const { version } = await publishOnePledge();
  const first = await fetchAsReader(PLEDGE);
  const again = await fetchAsReader(PLEDGE);
  expect(await again.text()).toBe(await first.text());
  expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
  const searched = await fetchAsReader('/test-tracker?q=ferry');
  expect(searched.headers.get('etag')).not.toBe((await fetchAsReader('/test-tracker')).headers.get('etag'));
  await json(save(version, aPledge({ title: 'Reopen the old ferry' })));
  await json(publish(version + 1));
  await untilPublished();
  expect(await page(PLEDGE)).toContain('Reopen the old ferry');
  expect(await page('/test-tracker?q=old')).toContain('Reopen the old ferry');
});

test('a crawler of searches, filters and places costs no pledge’s page its place among those that are kept', async () => {
  await publishOnePledge();
  const long = aTracker({ methodology: 'As carefully as can be. '.repeat(800) });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: long, version: 1 }));
  await untilPublished();
  await page(PLEDGE);
  for (let at = 0, characters = 0; characters < 1.1 * KEPT_CHARACTERS; at += 1) {
    const asked = [`?q=ferry+${at}`, `?q=${at}`, `?category=category-${at}`, `?verdict=verdict-${at}`][
      at % 4
    ];
    characters += (await page(`/test-tracker${asked}`)).length;
  }
  const spy = vi.spyOn(env.PUBLISHED, 'getWithMetadata');
  await page(PLEDGE);
  expect(spy.mock.calls.map(([key]) => key)).toEqual(['v1:pledge:test-tracker/reopen-the-ferry']);
  spy.mockRestore();
});

test('what is asked for stays when room has to be made for something else', () => {
  const remembered = new Remembered<string>(30);
  for (const name of ['first', 'second', 'third']) remembered.keep(name, name, 10);
  expect(remembered.get('first')).toBe('first');
  remembered.keep('fourth', 'fourth', 10);
  expect(['first', 'second', 'third', 'fourth'].map((name) => remembered.get(name))).toEqual([
    'first',
    undefined,
    'third',
    'fourth',
  ]);
  // The same once more takes the place of itself, and what is larger than all of the room stands alone.
  for (let again = 0; again < 5; again += 1) remembered.keep('fourth', 'again', 10);
  expect(['first', 'third', 'fourth'].map((name) => remembered.get(name))).toEqual([
    'first',
    'third',
    'again',
  ]);
  remembered.keep('large', 'large', 40);
  expect(['first', 'large'].map((name) => remembered.get(name))).toEqual([undefined, 'large']);
  remembered.keep('small', 'small', 1);
  expect(['large', 'small'].map((name) => remembered.get(name))).toEqual([undefined, 'small']);
});

test('what is not needed of KV’s answers is not read: a page that is known, a 304 and a redirect leave none open', async () => {
  await publishOnePledge();
  const { headers } = await fetchAsReader(PLEDGE);
  const etag = headers.get('etag')!;
  const found: ReadableStream[] = [];
  const real = env.PUBLISHED.getWithMetadata.bind(env.PUBLISHED) as (...sent: unknown[]) => Promise<never>;
  const spy = vi.spyOn(env.PUBLISHED, 'getWithMetadata').mockImplementation((async (...sent: unknown[]) => {
    const answer: { value: unknown } = await real(...sent);
    if (answer.value instanceof ReadableStream) found.push(answer.value);
    return answer;
  }) as never);
  const asked = [
    () => fetchAsReader(PLEDGE),
    () => fetchAsReader(PLEDGE, { headers: { 'if-none-match': etag } }),
    () => fetchAsReader(PLEDGE, { method: 'HEAD' }),
    // A search without its words in KV is no page.
    () => env.PUBLISHED.delete('v1:words:test-tracker').then(() => fetchAsReader('/test-tracker?q=ferry')),
  ];
  for (const ask of asked) {
    found.length = 0;
    await (await ask()).text();
    expect(found.length).toBeGreaterThan(0);
    for (const body of found) if (!body.locked) expect((await body.getReader().read()).done).toBe(true);
  }
  spy.mockRestore();
});
