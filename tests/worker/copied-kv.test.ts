// KV that was filled by somebody else, such as `wrangler kv bulk put`, which knows nothing of our metadata.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, publishOnePledge, untilPublished } from './client.ts';

afterEach(reset);

const PATHS = [
  '/',
  '/test-tracker',
  '/test-tracker?q=ferry',
  '/test-tracker/reopen-the-ferry',
  '/test-tracker/corrections',
  '/test-tracker/feed.json',
  '/other-tracker',
  '/api/v1/trackers',
  '/api/v1/trackers/test-tracker',
  '/api/v1/trackers/other-tracker',
  '/api/v1/trackers/test-tracker/pledges',
  '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry',
  '/api/v1/summaries/test-tracker',
  '/api/v1/badges?ids=test-tracker/reopen-the-ferry',
  '/api/v1/trackers/test-tracker/export.json',
];

async function everyPage(): Promise<{ path: string; body: string; etag: string | null }[]> {
  const pages = [];
  for (const path of PATHS) {
    const answer = await fetchAsReader(path);
    expect([path, answer.status]).toEqual([path, 200]);
    pages.push({ path, body: await answer.text(), etag: answer.headers.get('etag') });
  }
  return pages;
}

/** Puts back each value as it is, or as `change` makes it, without its metadata. */
async function copyWithoutMetadata(change = (text: string) => text): Promise<void> {
  const { keys } = await env.PUBLISHED.list();
  for (const { name } of keys) await env.PUBLISHED.put(name, change((await env.PUBLISHED.get(name)) ?? ''));
}

test('values without metadata are answered each as itself, and a reader’s copy is found stale when one changes', async () => {
  await publishOnePledge();
  const other = aTracker({ id: 'other-tracker', name: 'Quite another tracker' });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: other }), 201);
  await untilPublished();
  const before = await everyPage();
  await copyWithoutMetadata();
  const copied = await everyPage();
  expect(copied.map(({ body }) => body)).toEqual(before.map(({ body }) => body));
  for (const { path, etag } of copied) {
    expect([path, etag]).toEqual([path, expect.stringMatching(/^"[\w-]{10,}"$/)]);
    const again = await fetchAsReader(path, { headers: { 'if-none-match': etag ?? '' } });
    expect([path, again.status]).toEqual([path, 304]);
  }
  await copyWithoutMetadata((text) => text.replaceAll('Reopen the ferry', 'Reopen the old ferry'));
  for (const { path, etag } of copied.filter(({ body }) => body.includes('Reopen the ferry'))) {
    const changed = await fetchAsReader(path, { headers: { 'if-none-match': etag ?? '' } });
    expect([path, changed.status, await changed.text()]).toEqual([
      path,
      200,
      expect.stringContaining('Reopen the old ferry'),
    ]);
  }
});
