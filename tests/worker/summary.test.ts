// What the summary card and the list of pledges are made of.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { type Summary, summarySchema } from '../../data/published.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
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

async function summary(query = ''): Promise<Summary> {
  await untilPublished();
  return summarySchema.parse(await json(fetchAsReader(`/api/v1/summaries/test-tracker${query}`)));
}

// One pledge for each entry: its verdict, and the day of March 2025 on which it was published.
async function importVerdicts(verdicts: [id: string, day: number, more?: object][], tracker = aTracker()) {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  const pledges = verdicts.map(([id, day, more], index) => {
    const publishedAt = `2025-03-${String(day).padStart(2, '0')}T09:00:00Z`;
    const verdict = { ...aVerdict({ id }), publishedAt };
    return anImportRow({ slug: `pledge-${index}`, title: `Pledge ${index}`, verdict, ...more });
  });
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
}

test('a summary names the pledges that it counts, newest verdict first, and no more than twenty of a verdict', async () => {
  await importVerdicts([
    ...Array.from({ length: 22 }, (_, index) => ['in-progress', index + 1] as [string, number]),
    ['broken', 5, { categories: ['tax'] }],
    ['kept', 28, { kind: 'umbrella' }],
  ]);
  const { tally, pledges } = await summary();
  expect(tally).toMatchObject({ total: 23, umbrella: 1 });
  const of = (id: string) => pledges.filter(({ verdict }) => verdict === id).map(({ title }) => title);
  expect(of('in-progress')).toEqual(Array.from({ length: 20 }, (_, index) => `Pledge ${21 - index}`));
  expect(of('broken')).toEqual(['Pledge 22']);
  expect(of('kept')).toEqual([]);
  const days = pledges.map(({ publishedAt }) => publishedAt);
  expect(days).toEqual(days.toSorted().reverse());
  expect((await summary('?category=tax')).pledges).toEqual([
    { slug: 'pledge-22', title: 'Pledge 22', verdict: 'broken', publishedAt: '2025-03-05T09:00:00Z' },
  ]);
});

test('an edit brings no pledge to the top; a dispute is told; a withdrawn one is named no longer', async () => {
  const first = await publishOnePledge();
  await publishSecond();
  await json(save(first.version, aPledge({ title: 'Reopen the old ferry' })));
  await json(publish(first.version + 1, null));
  const [top, edited] = (await summary()).pledges;
  expect([top?.title, edited?.title]).toEqual(['Buy a boat', 'Reopen the old ferry']);
  expect(edited?.publishedAt).toBe(first.published?.verdict.publishedAt);

  await json(act('dispute', first.version + 2, { note: 'The operator objects.' }));
  expect((await summary()).pledges[1]).toMatchObject({
    slug: 'reopen-the-ferry',
    underReview: expect.any(String),
  });
  await json(act('retract', first.version + 3, { note: 'Never promised.' }));
  expect((await summary()).pledges.map(({ slug }) => slug)).toEqual(['buy-a-boat']);
});

test('a category says of how many the whole tracker is a part', async () => {
  await importVerdicts(
    [
      ['kept', 1],
      ['broken', 2, { categories: ['tax'] }],
    ],
    aTracker({ coverage: { total: 694 } }),
  );
  for (const query of ['', '?category=tax'])
    expect((await summary(query)).coverage).toEqual({ total: 694, known: 2 });
});
