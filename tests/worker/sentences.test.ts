// How a sentence ends that a title, a name or a label of the desk's stands at the end of, and what French writes before a colon.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { localizerFor } from '../../worker/localizer.ts';
import { aPledge, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publish, untilPublished } from './client.ts';

afterEach(() => reset());

const TITLE = 'Va-t-on rouvrir le bac\u202f?';
const PUBLISHER = { name: 'A. Bureau Inc.', url: 'https://bureau.example/' };

const text = async (path: string) => (await fetchAsReader(path)).text();
const titleOf = (html: string) => /<title[^>]*>([^<]*)</.exec(html)?.[1];

async function publishQuestion() {
  const tracker = aTracker({ language: 'fr', name: 'Qui gouverne\u202f?', publisher: PUBLISHER });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  const body = { slug: 'reopen-the-ferry', ...aPledge({ title: TITLE }) };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  await json(publish(1));
  await untilPublished();
}

test('a title that is a question has no full stop behind it, and French has its space before each colon', async () => {
  await publishQuestion();
  const page = '/test-tracker/reopen-the-ferry';
  const { title, html } = await json<{ title: string; html: string }>(
    fetchAsReader(`/oembed?url=${ORIGIN}${page}`),
  );
  expect(title).toMatch(/^[^:]+[^\s]\u00a0: Va-t-on rouvrir le bac\u202f\?$/);
  // In HTML that is pasted, every space is one.
  expect(html).toMatch(/ : Va-t-on rouvrir le bac \? Verdict rendu par A\. Bureau Inc\., \d/);
  expect(html).toMatch(/title="[^":]+ : Va-t-on rouvrir le bac \?"/);
  const sentence = /^[^:]+\u00a0: Va-t-on rouvrir le bac\u202f\? Verdict rendu par A\. Bureau Inc\., \d/;
  expect(titleOf(await text(`/badge${page}.svg`))).toMatch(sentence);
  expect(titleOf(await text(`/embed/card${page}`))).toMatch(sentence);
  expect(titleOf(await text('/embed/summary/test-tracker'))).toBe(
    'Qui gouverne\u202f? Verdicts rendus par A. Bureau Inc.',
  );
  for (const path of [page, '/test-tracker', `/oembed?url=${ORIGIN}/test-tracker`, '/test-tracker/feed.json'])
    expect([path, (await text(path)).match(/.{0,30}(?:[?!؟…]|Inc\.)\.(?!\w).{0,30}/gu)]).toEqual([
      path,
      null,
    ]);
});

test('a sentence of ours takes over the end of what it ends in, in every language', async () => {
  const end = async (language: string, now: string) =>
    (await localizerFor(language)).say('feed.now', { now });
  expect(await end('en', 'Who knows?')).toBe('The verdict is Who knows?');
  expect(await end('fr', 'Kept')).toBe('Verdict\u00a0: Kept.');
  expect(await end('ar', 'من يدري؟')).toMatch(/من يدري؟$/);
  // What keeps its direction among Arabic ends as well.
  expect(await end('ar', 'Who knows?')).toMatch(/\u2068Who knows\?\u2069$/);
  expect(await end('ar', 'Kept')).toMatch(/\u2068Kept\u2069\.$/);
});
