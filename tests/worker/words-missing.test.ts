// The words of pages are static assets. Where those cannot be had, a reader gets the page all the same, in English and marked
// so; nobody keeps it, and the next reader has the right one. Each case has a language of its own, for what has come once stays.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';

afterEach(() => vi.restoreAllMocks());
afterAll(() => reset());

/** Lets the assets answer so from now on, and counts how often they are asked. */
function assetsAnswer(answer: () => Promise<Response>) {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  return vi.spyOn(env.ASSETS, 'fetch').mockImplementation(answer);
}

/** A tracker of this language with one pledge, by the path of its page. */
async function publishIn(language: string): Promise<string> {
  const id = `desk-${language}`;
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id, language }) }), 201);
  const body = { pledges: [anImportRow({ slug: 'boat', title: 'Buy a boat' })] };
  await json(fetchAsEditor(`/trackers/${id}/import`, { method: 'POST', body }));
  await untilPublished();
  return `/${id}/boat`;
}

test.each([
  ['answer 500', 'de', async () => new Response('no', { status: 500 })],
  ['answer what is no JSON', 'fr', async () => new Response('<!doctype html>')],
  ['break off', 'cy', () => Promise.reject(new Error('Network connection lost.'))],
  ['never answer', 'es', () => new Promise<Response>(() => undefined)],
] as const)(
  'where the assets %s, what is said in %s is said in English, and kept by nobody',
  async (_, language, broken) => {
    const pledge = await publishIn(language);
    const tracker = pledge.replace('/boat', '');
    const assets = assetsAnswer(broken);
    for (const path of [
      tracker,
      pledge,
      `${tracker}/corrections`,
      `/embed/card${pledge}`,
      `/embed/list${tracker}`,
    ]) {
      const answer = await fetchAsReader(path);
      const html = await answer.text();
      expect([path, answer.status, html]).toEqual([path, 200, expect.stringMatching(/<html lang="en"/)]);
      expect([path, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
        path,
        'no-store',
        null,
      ]);
      expect(html).not.toMatch(/cloudflare-cdn-cache-control/);
      // What the desk wrote is in its language all the same.
      if (path === pledge) expect(html).toMatch(new RegExp(`lang="${language}"[^>]*>Buy a boat`));
    }
    for (const path of [
      `/badge${pledge}.svg`,
      `${pledge}/feed.json`,
      `/oembed?url=https://pledges.example${pledge}`,
    ]) {
      const answer = await fetchAsReader(path);
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
      await answer.text();
    }
    const gone = await fetchAsReader(`${tracker}/nothing`);
    expect([gone.status, gone.headers.get('cache-control')]).toEqual([404, 'public, max-age=30']);
    await gone.text();
    // Only the first of them waited.
    expect(assets).toHaveBeenCalledTimes(1);
    assets.mockRestore();
    await expect
      .poll(async () => (await fetchAsReader(pledge)).text(), { timeout: 30_000, interval: 500 })
      .toContain(`<html lang="${language}"`);
    const mended = await fetchAsReader(pledge);
    expect(mended.headers.get('cache-control')).toBe('public, max-age=60');
    expect(mended.headers.get('etag')).not.toBeNull();
    await mended.text();
  },
);

test('English needs no assets', async () => {
  const pledge = await publishIn('en');
  assetsAnswer(async () => new Response('no', { status: 500 }));
  const answer = await fetchAsReader(pledge);
  expect(await answer.text()).toContain('Evidence');
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=60']);
});

test('whoever has the right page already is told that it has not changed', async () => {
  const pledge = await publishIn('ar');
  const first = await fetchAsReader(pledge);
  const etag = first.headers.get('etag') ?? '';
  expect(await first.text()).toContain('<html lang="ar"');
  assetsAnswer(async () => new Response('no', { status: 500 }));
  expect((await fetchAsReader(pledge, { headers: { 'if-none-match': etag } })).status).toBe(304);
});
