// What `npm run from-wordpress` made of a real WordPress's export, taken in by the Worker: tests/data/wordpress/README.md.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aTracker } from '../builders.ts';
import pledges from '../data/wordpress/harbour-watch.pledges.csv?raw';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';
import { type Refusal, type Report, sendCsv } from './exchange.ts';

afterEach(reset);

const TRACKER = aTracker({
  categories: ['transport', 'tax', 'housing', 'environment', 'zdorovya'].map((id) => ({
    id,
    label: { en: id },
  })),
  documents: [{ id: 'manifesto', title: 'The Manifesto', year: 2024 }],
  scheme: {
    id: 'harbour-watch',
    version: 1,
    verdicts: (
      [
        ['kept', 'Kept', 'kept'],
        ['in-progress', 'In progress', 'in-progress'],
        ['broken', 'Broken', 'broken'],
        ['not-rated-yet', 'Not rated yet', 'unrated'],
      ] as const
    ).map(([id, label, outcome], order) => ({
      id,
      label: { en: label },
      definition: { en: label },
      outcome,
      final: outcome === 'kept',
      counted: outcome !== 'unrated',
      order,
    })),
  },
});

test('the rows are taken as they are, twice without a change, and old addresses lead to what they were', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: TRACKER }), 201);
  expect(await json<Report>(sendCsv(pledges, TRACKER.id, '?dryRun=true'))).toMatchObject({ created: 8 });
  expect(await json<Report>(sendCsv(pledges))).toEqual(expect.objectContaining({ created: 8, warnings: [] }));
  expect(await json<Report>(sendCsv(pledges))).toMatchObject({ created: 0, changed: 0, unchanged: 8 });
  // By WordPress's own number a promise comes in once, whatever became of its address there.
  const renamed = pledges.replace('\r\nplant-2000-trees,', '\r\nplant-trees,');
  const { errors } = await json<Refusal>(sendCsv(renamed), 422);
  expect(errors[0]).toMatchObject({ column: 'key', detail: expect.stringContaining('plant-2000-trees') });
  await untilPublished();
  const page = await (await fetchAsReader('/test-tracker/reopen-the-ferry')).text();
  expect(page).toContain('The council <strong>reopened</strong> the ferry on <em>1 March 2024</em>');
  expect(page).toContain(
    '<a href="https://council.example/minutes/2024-03?item=4&amp;page=2">minutes of March</a>',
  );
  expect(page.replaceAll(/\s+/g, '')).toContain('<li>Twoquays:<ol><li>north,andits');
  expect(page).not.toContain('**');
  for (const old of ['/promises/reopen-the-ferry', '/promises/ferry-to-reopen']) {
    const moved = await fetchAsReader(old, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      expect.stringMatching(/\/test-tracker\/reopen-the-ferry$/),
    ]);
  }
  const cyrillic = await json<{ title: string }>(
    fetchAsReader('/api/v1/pledges/test-tracker/pobuduvati-novu-likarnyu'),
  );
  expect(cyrillic.title).toBe('Побудувати нову лікарню');
  expect((await fetchAsReader('/test-tracker/build-500-homes')).status).toBe(404);
  const draft = await json(fetchAsEditor('/trackers/test-tracker/pledges/build-500-homes'));
  expect(draft).toMatchObject({ draft: { title: 'Build 500 homes', verdict: { id: 'in-progress' } } });
});
