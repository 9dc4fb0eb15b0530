// A page is made once of its documents, kept, and made anew as soon as one of them is another.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
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
