// Reads from KV that fail or hang: readers are told at once, nothing of it is cached, and what a cache still holds may
// stand in for it.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchAsReader, json, ORIGIN, publishOnePledge, waiting } from './client.ts';

const PLEDGE = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry';
const BADGES = '/api/v1/badges?ids=test-tracker/reopen-the-ferry';

/** Every kind of read, what is not there and an old site's path included: a read that failed says nothing of those. */
const READS = [
  '/api/v1/trackers',
  '/api/v1/trackers/test-tracker',
  '/api/v1/trackers/no-such-tracker',
  PLEDGE,
  '/api/v1/trackers/test-tracker/pledges/no-such-pledge',
  BADGES,
  '/api/v1/badges?ids=test-tracker/no-such-pledge',
  '/api/v1/summaries/test-tracker',
  '/api/v1/summaries/test-tracker?category=transport',
  '/',
  '/test-tracker',
  '/no-such-tracker',
  '/test-tracker/reopen-the-ferry',
  '/test-tracker/no-such-pledge',
  '/policies/an-old-site/its-pledge',
];

afterEach(async () => {
  vi.restoreAllMocks();
  // An object that has gone to sleep over a long test would be forgotten by the reset, and keep its tables.
  await waiting();
  await reset();
});

function readsEnd(how: () => Promise<never>) {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return vi.spyOn(env.PUBLISHED, 'getWithMetadata').mockImplementation(how);
}

const failing = () => Promise.reject(new Error('KV is away: secret'));
const hanging = () => new Promise<never>(() => undefined);

test.each([
  { name: 'fails', how: failing },
  { name: 'hangs', how: hanging },
])('when a read $name, every reader gets a 503 that no cache keeps, and healthz says so', async ({ how }) => {
  await publishOnePledge();
  readsEnd(how);
  const health = fetchAsReader('/healthz');
  const answers = READS.flatMap((path) =>
    [{}, { headers: { 'if-none-match': '*' } }, { method: 'HEAD' }].map((init) => ({
      path,
      isHead: 'method' in init,
      answering: fetchAsReader(path, init),
    })),
  );
  for (const { path, isHead, answering } of answers) {
    const answer = await answering;
    expect([path, answer.status]).toEqual([path, 503]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('cloudflare-cdn-cache-control')).toBeNull();
    expect(answer.headers.get('retry-after')).toBe('30');
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const body = await answer.text();
    expect(body).not.toContain('secret');
    if (!isHead)
      expect(JSON.parse(body)).toMatchObject({ type: `${ORIGIN}/docs/problems#unavailable`, status: 503 });
  }
  const answer = await health;
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([503, 'no-store']);
  expect(await answer.json()).toMatchObject({ status: 'failing', kv: 'does not answer' });
});

test.each([
  ['', 'This page cannot be shown at the moment'],
  ['?lang=de', 'Diese Seite kann gerade nicht angezeigt werden'],
  ['?lang=ar', 'لا يمكن عرض هذه الصفحة حاليًا'],
])('a browser that asks for a page%s gets one that says so in words', async (query, words) => {
  await publishOnePledge();
  readsEnd(failing);
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
  for (const path of ['/test-tracker/reopen-the-ferry', '/test-tracker', '/', '/nothing']) {
    const answer = await fetchAsReader(path + query, { headers: { accept } });
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      503,
      'text/html; charset=utf-8',
    ]);
    expect([answer.headers.get('cache-control'), answer.headers.get('retry-after')]).toEqual([
      'no-store',
      '30',
    ]);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await answer.text();
    expect(html).toContain(`<h1>${words}</h1>`);
    expect(html).not.toContain('secret');
  }
});

test('a read that failed is read again for the next reader', async () => {
  await publishOnePledge();
  const spy = readsEnd(failing);
  await json(fetchAsReader(PLEDGE), 503);
  spy.mockRestore();
  await json(fetchAsReader(PLEDGE));
});

/** What is read into, and not sent on as it comes. */
const READ_INTO = [
  PLEDGE, // of a withdrawn verdict
  '/api/v1/trackers/test-tracker/pledges',
  `${PLEDGE}/history`,
  '/api/v1/trackers/test-tracker/export.json',
  '/',
  '/test-tracker',
  '/test-tracker/reopen-the-ferry',
  '/test-tracker/feed.atom',
  '/sitemap.xml',
];

test.each([
  { name: 'breaks off', end: (body: ReadableStreamDefaultController) => body.error(new Error('KV: secret')) },
  { name: 'stalls', end: () => undefined },
])('a document that $name after its first byte is a 503 to whoever needs it read', async ({ name, end }) => {
  await publishOnePledge();
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(env.PUBLISHED, 'getWithMetadata').mockImplementation((async () => {
    const start = (body: ReadableStreamDefaultController) => body.enqueue(new TextEncoder().encode('{'));
    return { value: new ReadableStream({ start, pull: end }), metadata: { etag: name, withdrawn: true } };
  }) as never);
  const answers = READ_INTO.map((path) => ({ path, answering: fetchAsReader(path) }));
  for (const { path, answering } of answers) {
    const answer = await answering;
    expect([path, answer.status]).toEqual([path, 503]);
    expect(await answer.text()).not.toContain('secret');
  }
});
