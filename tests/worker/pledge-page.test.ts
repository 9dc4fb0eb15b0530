// What a pledge’s page tells of its verdict, to people and to machines.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Listing } from '../../data/published.ts';
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
import { PLEDGE, page } from './page.ts';

afterEach(reset);

test('a pledge’s page says how the promise stands to its day, why it went so, and what the verdict is about', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const verdict = aVerdict({
    schedule: 'overdue',
    reasons: ['blocked', 'no-majority'],
    effectiveOn: '2025-03-06',
  });
  for (const [slug, how] of [
    ['reopen-the-ferry', { due: '2025-09-30', verdict }],
    ['buy-a-boat', { due: '2025-09-30' }],
    ['paint-the-pier', {}],
  ] as const) {
    const path = '/trackers/test-tracker/pledges';
    await json(fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge(how) } }), 201);
    await json(fetchAsEditor(`${path}/${slug}/publish`, { method: 'POST', body: { note: 'n' }, version: 1 }));
  }
  await untilPublished();
  const told = async (path: string) => (await page(path)).replaceAll(/<\/?time[^>]*>/g, '');
  expect(await told(PLEDGE)).toContain(
    'Deadline: 30 September 2025. Overdue. Reasons: obstruction, no majority. The verdict describes the position on 6 March 2025.',
  );
  expect(await told('/test-tracker/buy-a-boat')).toContain(
    '<p class="meta">Deadline: 30 September 2025. </p>',
  );
  const plain = await told('/test-tracker/paint-the-pier');
  expect(plain).not.toMatch(/Deadline|Imported|<p class="meta"><\/p>/);
  // Where every card's link to suggest something leads.
  expect(plain).toContain('<h2 id="suggest">');
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
  expect(ferry).toContain(`Imported ${day.format(new Date(history[0]!.at))} · Revision 1`);
  expect(ferry).not.toContain('Last checked');
  expect(await told('/test-tracker/buy-a-boat')).toContain('Last checked 1 April 2025');
});

test('an import that gives only the day of the verdict has that day in its history and in lists', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const rows = [
    anImportRow({ updatedAt: null }),
    anImportRow({ slug: 'buy-a-boat', updatedAt: null, verdict: { ...aVerdict(), publishedAt: null } }),
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: rows } }));
  await untilPublished();
  const told = async (path: string) => (await page(path)).replaceAll(/<\/?time[^>]*>/g, '');
  expect(await told(PLEDGE)).toContain('10 March 2025 · <b>Verdict</b>: In progress');
  expect(await told('/test-tracker/buy-a-boat')).toContain('Date not known · <b>Verdict</b>: In progress');
  expect(await told('/test-tracker')).toContain('Transport · 10 March 2025');
  const { pledges } = await json<Listing>(fetchAsReader('/api/v1/trackers/test-tracker/pledges'));
  expect(pledges.map(({ slug, updatedAt }) => [slug, updatedAt])).toEqual([
    ['reopen-the-ferry', '2025-03-10T09:00:00Z'],
    ['buy-a-boat', null],
  ]);
});

test('a verdict that came as a correction says so beside its date, and what is under review says since when', async () => {
  const { version } = await publishOnePledge();
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'broken' }) })));
  const correction = { note: 'It never ran.' };
  await json(fetchAsEditor(`${path}/correct`, { method: 'POST', body: correction, version: version + 1 }));
  const review = { note: 'The council objects.' };
  await json(fetchAsEditor(`${path}/dispute`, { method: 'POST', body: review, version: version + 2 }));
  await untilPublished();
  const told = (await page(PLEDGE)).replaceAll(/<time[^>]*>[^<]*<\/time>/g, 'a day');
  expect(told).toContain('Test Desk</a>, a day · <a href="#history">Correction</a>');
  expect(told).toContain('Under review since a day: The council objects.');
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

test('machines read a claim; where the tracker wants it and the verdict is final, its review', async () => {
  const { version } = await publishOnePledge();
  const desk = { '@type': 'Organization', name: 'Test Desk', url: 'https://desk.example/' };
  // The page and its desk come first; what it is about is the second.
  const data = async (path: string) => {
    const found = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(await page(path))?.[1];
    const [about, subject] = JSON.parse(found ?? 'null')['@graph'];
    const url = `https://pledges.example${path}`;
    expect(about).toMatchObject({ '@type': 'WebPage', url, author: desk, publisher: desk });
    expect(about.mainEntity).toEqual({ '@id': subject['@id'] });
    return subject;
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
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: aTracker(), version: 2 }));
  await untilPublished();
  expect(await data(PLEDGE)).toMatchObject({ '@type': 'Claim' });
});

test('the page of a withdrawn verdict says so and why, and nothing of what it said', async () => {
  const { version } = await publishOnePledge();
  const tracker = aTracker({ claimReview: true });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: tracker, version: 1 }));
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(version + 1));
  const path = '/trackers/test-tracker/pledges/reopen-the-ferry';
  const body = { note: 'The promise was never made.' };
  await json(fetchAsEditor(`${path}/retract`, { method: 'POST', body, version: version + 2 }));
  await untilPublished();
  const told = await page(PLEDGE);
  expect(told).toContain('Verdict withdrawn');
  expect(told).toContain('<p class="standfirst">The promise was never made.</p>');
  expect(told).not.toMatch(
    /Verdict by|Why this verdict|Work has begun|The first step|Minutes of the council|ClaimReview/,
  );
});
