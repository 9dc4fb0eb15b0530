import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishSecond, publishVerdict } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ORIGIN,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(() => reset());

async function addresses(path = '/sitemap.xml'): Promise<string[]> {
  const answer = await fetchAsReader(path);
  expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
  return [...(await answer.text()).matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, loc = '']) => loc);
}

test('a tracker is in the sitemap only when it is to be indexed, and so say its pages', async () => {
  await publishOnePledge();
  expect(await addresses()).toEqual([`${ORIGIN}/`]);
  expect(await (await fetchAsReader('/test-tracker/reopen-the-ferry')).text()).toContain('noindex');
  const tracker = aTracker({ indexed: true });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 }));
  await untilPublished();
  const pages = ['/', '/test-tracker', '/test-tracker/corrections', '/test-tracker/reopen-the-ferry'];
  expect(await addresses()).toEqual(pages.map((path) => `${ORIGIN}${path}`));
  for (const path of pages) expect(await (await fetchAsReader(path)).text()).not.toContain('noindex');
});

test('past 50,000 pages the sitemap is an index of parts that hold all of them', async () => {
  const rows = Array.from({ length: 60_000 }, (_, at) => ({ slug: `pledge-${at}`, updatedAt: null }));
  const trackers = [{ id: 'huge', indexed: true, pledges: rows.length }];
  await env.PUBLISHED.put('v1:trackers', JSON.stringify({ trackers }), {
    metadata: { etag: 'huge-trackers' },
  });
  const index = { tracker: 'huge', pledges: rows };
  await env.PUBLISHED.put('v1:index:huge', JSON.stringify(index), { metadata: { etag: 'huge-index' } });
  const parts = await addresses();
  expect(parts).toEqual([1, 2].map((part) => `${ORIGIN}/sitemap.xml?part=${part}`));
  const all = (await Promise.all(parts.map((part) => addresses(part.slice(ORIGIN.length))))).flat();
  expect([all.length, new Set(all).size]).toEqual([60_003, 60_003]);
});

test('robots.txt lets crawlers read the pages that say noindex, and names the sitemap', async () => {
  const answer = await fetchAsReader('/robots.txt');
  expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
  const hidden = [...text.matchAll(/^Disallow: (.+)$/gm)].map(([, path = '']) => path);
  expect(hidden).toEqual(['/api/', '/desk$', '/desk/', '/desk?']);
});

test('the corrections page tells every correction, retraction and redaction for good, with its reason', async () => {
  const { version } = await publishOnePledge();
  const page = async () => (await fetchAsReader('/test-tracker/corrections')).text();
  expect(await page()).toContain('There are none so far.');
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'We misread <the> minutes.' }));
  await publishSecond('buy-a-boat');
  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(act('retract', 2, { note: 'The promise was never made.' }, boat));
  await json(act('redact', 3, { revisions: [1, 2], note: 'Court order 7/26.' }, boat));
  await untilPublished();
  const told = await page();
  expect(told).toContain('<strong>Correction</strong>');
  expect(told).toContain(': Kept. We misread &lt;the&gt; minutes.');
  expect(told).toContain('The promise was never made.');
  expect(told).toContain('Court order 7/26.');
  expect(told).not.toMatch(/Buy a boat|Broken/);
});
