// The way through the pages, what a dead address leads to, and what every page says of itself.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { PROBLEMS } from '../../worker/problem.ts';
import { aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';
import { PLEDGE, page } from './page.ts';

afterEach(reset);

test('the home page leads to a tracker, the tracker to its pledges, and the pledge to its evidence', async () => {
  await publishOnePledge();
  expect(await page('/')).toContain('href="/test-tracker"');
  const tracker = await page('/test-tracker');
  expect(tracker).toContain(`href="${PLEDGE}"`);
  expect(tracker).toContain('1 of 1 assessed');
  const pledge = await page(PLEDGE);
  for (const text of ['In progress', 'Test Desk', 'The ferry will run again.', 'Minutes of the council'])
    expect(pledge).toContain(text);
  expect(pledge).toContain('<meta name="robots" content="noindex"/>');
});

test('a tracker in a language written from the right is turned round, any other is not', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ language: 'ar' }) }), 201);
  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other', language: 'cy' }) }),
    201,
  );
  await untilPublished();
  expect(await page('/test-tracker')).toContain('<html lang="ar" dir="rtl">');
  expect(await page('/other')).toContain('<html lang="cy">');
});

test('the head of a tracker’s and of a pledge’s page names their embed and their feeds, and what it names is there', async () => {
  await publishOnePledge();
  for (const path of ['/test-tracker', PLEDGE]) {
    const found = (await page(path)).matchAll(/<link rel="alternate" type="([^"]*)"[^>]* href="([^"]*)"/g);
    const feeds = [...found].map(([, type, href = '']) => ({
      type: type === 'application/json+oembed' ? 'application/json' : type!,
      path: href.replace(ORIGIN, '').replaceAll('&amp;', '&'),
    }));
    expect(feeds).toEqual([
      { type: 'application/json', path: `/oembed?url=${encodeURIComponent(ORIGIN + path)}&format=json` },
      { type: 'application/atom+xml', path: `${path}/feed.atom` },
      { type: 'application/feed+json', path: `${path}/feed.json` },
    ]);
    for (const feed of feeds) {
      const { status, headers } = await fetchAsReader(feed.path);
      expect([status, headers.get('content-type')]).toEqual([200, `${feed.type}; charset=utf-8`]);
    }
  }
});

test('before anything is published the home page says so', async () => {
  expect(await page('/')).toContain('Nothing has been published yet');
});

test.each(['/no-such-tracker', '/test-tracker/no-such-pledge', '/a/b/c', '/%00', `/${'x'.repeat(600)}`])(
  '%s is a page that leads back home',
  async (path) => {
    expect(await page(path, 404)).toContain('href="/"');
  },
);

test('below a tracker a dead address leads to a search for its words, elsewhere to the trackers', async () => {
  await publishOnePledge();
  const mistyped = '/test-tracker/the-ferry-reopen.html';
  const offer = await page(mistyped, 404);
  const [, action] = /<form[^>]* action="([^"]*)"/.exec(offer) ?? [];
  const [, words] = /name="q" value="([^"]*)"/.exec(offer) ?? [];
  expect([action, words]).toEqual(['/test-tracker', 'the ferry reopen']);
  expect(await page(`${action}?q=${encodeURIComponent(words!)}`)).toContain(`href="${PLEDGE}"`);
  expect(await page('/test-tracker/%22%3E%3Cimg', 404)).toContain('value="img"');
  for (const path of ['/no-such-tracker', '/no-such-tracker/reopen-the-ferry', '/%00'])
    expect(await page(path, 404)).toContain('<a href="/test-tracker">Test tracker</a>');
  const { headers } = await fetchAsReader(mistyped);
  expect(headers.get('cache-control')).toBe('public, max-age=30');
});

test('a slash at the end of an address of ours leads to where it would be without, and nowhere else', async () => {
  await publishOnePledge();
  const led = async (path: string) =>
    (await fetchAsReader(path, { redirect: 'manual' })).headers.get('location');
  expect(await led('/test-tracker/?q=ferry')).toBe('/test-tracker?q=ferry');
  expect(await led(`${PLEDGE}/`)).toBe(PLEDGE);
  for (const path of [
    '//test-tracker/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/no-such-tracker/',
  ])
    expect([path, await led(path)]).toEqual([path, null]);
});

test('a page says what it may load: nothing but our own', async () => {
  await publishOnePledge();
  for (const path of ['/', '/test-tracker', PLEDGE, '/nowhere']) {
    const { headers } = await fetchAsReader(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
  }
});

test('the page of problems has an anchor for the type of every problem', async () => {
  const problems = await page('/docs/problems');
  for (const slug of Object.keys(PROBLEMS)) expect(problems).toContain(`id="${slug}"`);
});
