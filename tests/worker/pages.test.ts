import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { PROBLEMS } from '../../worker/problem.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(reset);

const PLEDGE = '/test-tracker/reopen-the-ferry';

async function page(path: string, status = 200): Promise<string> {
  const answer = await fetchAsReader(path);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect([path, answer.status]).toEqual([path, status]);
  return answer.text();
}

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
  expect(await page('/test-tracker')).toContain('<html lang="en" dir="rtl">');
  expect(await page('/other')).toContain('<html lang="en">');
});

test('the head of a tracker’s and of a pledge’s page names their feeds, and what it names is there', async () => {
  await publishOnePledge();
  for (const path of ['/test-tracker', PLEDGE]) {
    const found = (await page(path)).matchAll(/<link rel="alternate" type="([^"]*)"[^>]* href="([^"]*)"/g);
    const feeds = [...found].map(([, type, href]) => ({ type: type!, path: new URL(href!).pathname }));
    expect(feeds).toEqual([
      { type: 'application/atom+xml', path: `${path}/feed.atom` },
      { type: 'application/feed+json', path: `${path}/feed.json` },
    ]);
    for (const feed of feeds) {
      const { status, headers } = await fetchAsReader(feed.path);
      expect([status, headers.get('content-type')]).toEqual([200, `${feed.type}; charset=utf-8`]);
    }
  }
});

test('a pledge’s page says how the promise stands to its day, why it went so, and what the verdict is about', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const verdict = aVerdict({
    schedule: 'overdue',
    reasons: ['blocked', 'no-majority'],
    effectiveOn: '2025-03-06',
  });
  const body = { slug: 'reopen-the-ferry', ...aPledge({ due: '2025-09-30', verdict }) };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  await json(publish(1));
  await untilPublished();
  const told = (await page(PLEDGE)).replaceAll(/<\/?time[^>]*>/g, '');
  expect(told).toContain(
    'Promised by 30 September 2025. Overdue. Why it went so: blocked, no majority. The verdict is about 6 March 2025.',
  );
});

test('an imported verdict has its own date, the day it was brought in beside it, and only a later look at it', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const rows = [
    anImportRow({ checkedAt: '2025-01-01T09:00:00Z' }),
    anImportRow({ slug: 'buy-a-boat', checkedAt: '2025-04-01T09:00:00Z' }),
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: rows } }));
  await untilPublished();
  const told = async (path: string) => (await page(path)).replaceAll(/<\/?time[^>]*>/g, '');
  const { history } = await json<{ history: { at: string }[] }>(
    fetchAsReader('/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/history'),
  );
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' });
  const ferry = await told(PLEDGE);
  expect(ferry).toContain('10 March 2025 · <b>Verdict</b>: In progress');
  expect(ferry).toContain(`Brought in ${day.format(new Date(history[0]!.at))} · Revision 1`);
  expect(ferry).not.toContain('Last checked');
  expect(await told('/test-tracker/buy-a-boat')).toContain('Last checked 1 April 2025');
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

test('texts are shown as text, and Markdown gives only what is restricted to it', async () => {
  const hostile = '"><img src=x onerror=alert(1)>';
  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ name: hostile, notice: hostile }) }),
    201,
  );
  const draft = aPledge({
    title: hostile,
    promise: { quote: '<script>alert(1)</script>', document: 'programme' },
    verdict: aVerdict({
      headline: hostile,
      body: '# Not a heading\n\n*Emphasis* and [a link](https://example.org/?a=1&b=2) & ![no image](https://example.org/x.png)',
    }),
    evidence: [{ title: hostile, publisher: hostile, url: "https://example.org/?a='b'&c=d" }],
  });
  await json(
    fetchAsEditor('/trackers/test-tracker/pledges', {
      method: 'POST',
      body: { slug: 'reopen-the-ferry', ...draft },
    }),
    201,
  );
  await json(publish(1));
  await untilPublished();
  const pledge = await page(PLEDGE);
  expect(pledge).not.toMatch(/<img|<script>|<h1>Not/);
  expect(pledge).toContain('href="https://example.org/?a=&#39;b&#39;&amp;c=d"');
  expect(pledge).toContain('<em>Emphasis</em>');
  expect(pledge).toContain('<a href="https://example.org/?a=1&amp;b=2">a link</a>');
  expect(await page('/test-tracker')).not.toContain('<img');
  expect(await page('/')).not.toContain('<img');
});

test('a tracker’s page is filtered, searched, sorted and paged by its address alone', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const rows = Array.from({ length: 60 }, (_, at) =>
    anImportRow({
      slug: `pledge-${at}`,
      title: `Pledge ${at} of the ${at % 2 ? 'harbour' : 'tower'}`,
      categories: [at % 3 ? 'transport' : 'tax'],
      verdict: { ...anImportRow().verdict, id: at % 4 ? 'in-progress' : 'broken' },
    }),
  );
  const body = { pledges: rows };
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body }));
  await untilPublished();
  const titles = (text: string) =>
    [...text.matchAll(/<h3><a href="[^"]*">(Pledge [^<]*)</g)].map(([, title]) => title);
  const whole = await page('/test-tracker');
  expect(titles(whole)).toHaveLength(50);
  const next = /<a href="(\/test-tracker\?cursor=[^"#]*)#pledges" rel="next">/.exec(whole)?.[1] ?? '';
  expect(new Set([...titles(whole), ...titles(await page(next))]).size).toBe(60);
  const narrow = await page('/test-tracker?verdict=broken&category=tax&q=tower&sort=title');
  expect(titles(narrow)).toEqual([0, 12, 24, 36, 48].map((at) => `Pledge ${at} of the tower`));
  expect(narrow).toContain('5 pledges found');
  expect(narrow).toMatch(/aria-current="true">Broken 5</);
  expect(narrow).toMatch(/In progress 5</);
  expect(narrow).toContain('<option value="tax" selected="">Tax (5)</option>');
  expect(narrow).toContain('value="tower"');
  expect(await page('/test-tracker?q=nowhere')).toContain('Nothing fits all of that.');
  const byOutcome = await page('/test-tracker?outcome=broken');
  expect(byOutcome).toContain('<input type="hidden" name="outcome" value="broken"/>');
  expect(byOutcome).toContain('href="/test-tracker#pledges">Show every pledge</a>');
  expect(whole).not.toContain('Show every pledge');
  expect(titles(await page('/test-tracker?sort=random&limit=1&cursor=nonsense'))).toHaveLength(50);
});

test('a category that is named like what every object has finds nothing, as any that is not used', async () => {
  const categories = [...aTracker().categories, { id: 'constructor', label: { en: 'Builders' } }];
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ categories }) }), 201);
  await untilPublished();
  expect(await page('/test-tracker')).toContain('<option value="constructor">Builders (0)</option>');
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

test('machines read a claim; where the tracker wants it and the verdict is final, its review', async () => {
  const { version } = await publishOnePledge();
  const data = async (path: string) => {
    const found = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(await page(path))?.[1];
    return JSON.parse(found ?? 'null');
  };
  expect(await data(PLEDGE)).toMatchObject({
    '@type': 'Claim',
    text: 'The ferry will run again.',
    appearance: { name: 'The Programme', datePublished: '2024' },
  });
  expect(await data('/test-tracker')).toMatchObject({
    '@type': 'Dataset',
    license: 'https://creativecommons.org/publicdomain/zero/1.0/',
    distribution: [
      { contentUrl: expect.stringContaining('export.csv') },
      { encodingFormat: 'application/json' },
    ],
  });
  const tracker = aTracker({ claimReview: true });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 }));
  await untilPublished();
  expect(await data(PLEDGE)).toMatchObject({ '@type': 'Claim' });
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(version + 1));
  await untilPublished();
  expect(await data(PLEDGE)).toMatchObject({
    '@type': 'ClaimReview',
    claimReviewed: 'The ferry will run again.',
    reviewRating: { alternateName: 'Kept' },
    itemReviewed: { '@type': 'Claim' },
  });
});

test('the page of a withdrawn verdict says so and why, and nothing of what it said', async () => {
  const { version } = await publishOnePledge();
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const body = { note: 'The promise was never made.' };
  await json(fetchAsEditor(`${path}/retract`, { method: 'POST', body, version }));
  await untilPublished();
  const told = await page(PLEDGE);
  expect(told).toContain('Withdrawn by the desk');
  expect(told).toContain('The promise was never made.');
  expect(told).not.toContain('Verdict by');
  expect(told).not.toMatch(/Work has begun|The first step|Minutes of the council|ClaimReview/);
});

test('the page of problems has an anchor for the type of every problem', async () => {
  const problems = await page('/docs/problems');
  for (const slug of Object.keys(PROBLEMS)) expect(problems).toContain(`id="${slug}"`);
});
