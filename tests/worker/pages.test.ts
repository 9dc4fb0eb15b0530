import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { PROBLEMS } from '../../worker/problem.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, publish, publishOnePledge, untilPublished } from './client.ts';

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

test('before anything is published the home page says so', async () => {
  expect(await page('/')).toContain('Nothing has been published yet');
});

test.each(['/no-such-tracker', '/test-tracker/no-such-pledge', '/a/b/c', '/%00', `/${'x'.repeat(600)}`])(
  '%s is a page that leads back home',
  async (path) => {
    expect(await page(path, 404)).toContain('href="/"');
  },
);

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
  expect(pledge).not.toMatch(/<img|<script|<h1>Not/);
  expect(pledge).toContain('href="https://example.org/?a=&#39;b&#39;&amp;c=d"');
  expect(pledge).toContain('<em>Emphasis</em>');
  expect(pledge).toContain('<a href="https://example.org/?a=1&amp;b=2">a link</a>');
  expect(await page('/test-tracker')).not.toContain('<img');
  expect(await page('/')).not.toContain('<img');
});

test('the page of problems has an anchor for the type of every problem', async () => {
  const problems = await page('/docs/problems');
  for (const slug of Object.keys(PROBLEMS)) expect(problems).toContain(`id="${slug}"`);
});
