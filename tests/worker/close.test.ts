// Closing a term: every open promise gets its last verdict by a rule that was stated, and everything says it is over.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Badge, Summary } from '../../data/published.ts';
import { anImportRow, aTracker, aVerdict } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';

afterEach(reset);

const CLOSED_AT = '2026-05-07T22:00:00Z';
const RULES = [
  { from: 'in-progress', to: 'broken', note: 'Not done when the term ended.', headline: 'Not done in time' },
  { from: 'not-started', to: 'broken', note: 'Never begun.' },
  { from: 'unclear', to: 'unclear', note: 'Left as it is.' },
];

async function prepare(): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const row = (slug: string, id: string) =>
    anImportRow({
      slug,
      title: `Pledge ${slug}`,
      verdict: { ...aVerdict({ id }), publishedAt: '2025-03-10T09:00:00Z' },
    });
  const pledges = [
    row('one', 'in-progress'),
    row('two', 'not-started'),
    row('three', 'kept'),
    row('four', 'unclear'),
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await untilPublished();
}

function close(
  rules: object[],
  { dryRun = false, version = 1, closedAt = CLOSED_AT } = {},
): Promise<Response> {
  return fetchAsEditor(`/trackers/test-tracker/close?dryRun=${dryRun}`, {
    method: 'POST',
    body: { closedAt, rules },
    version,
  });
}

test('a dry run tells what would change and changes nothing; then one act changes it all', async () => {
  await prepare();
  const plan = await json(close(RULES, { dryRun: true }));
  expect(plan).toMatchObject({
    dryRun: true,
    kept: 1,
    changes: [
      { slug: 'one', from: 'in-progress', to: 'broken' },
      { slug: 'two', from: 'not-started', to: 'broken' },
    ],
  });
  expect(await json(fetchAsEditor('/trackers/test-tracker'))).toMatchObject({ version: 1 });

  const done = await json(close(RULES));
  expect(done).toEqual({ ...plan, dryRun: false, version: 2 });
  await untilPublished();
  const ids = ['one', 'two', 'three', 'four'].map((slug) => `test-tracker/${slug}`);
  const { badges } = await json<{ badges: Record<string, Badge> }>(
    fetchAsReader(`/api/v1/badges?ids=${ids}`),
  );
  expect(ids.map((id) => badges[id]?.verdict.id)).toEqual(['broken', 'broken', 'kept', 'unclear']);
  expect(ids.map((id) => badges[id]?.closedAt)).toEqual(ids.map(() => CLOSED_AT));
  const record = await json(fetchAsEditor('/trackers/test-tracker/pledges/one'));
  expect(record).toMatchObject({ published: { revision: 2, verdict: { headline: 'Not done in time' } } });
  const { closedAt } = await json<Summary>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(closedAt).toBe(CLOSED_AT);
  for (const path of ['/test-tracker', '/test-tracker/one', '/test-tracker/three'])
    expect(await (await fetchAsReader(path)).text()).toContain('This term has ended');
});

test('rules that leave an open verdict out, name an unknown one, or come under an old version are refused whole', async () => {
  await prepare();
  const pointers = async (rules: object[]) =>
    (await json<{ errors: { pointer: string }[] }>(close(rules), 422)).errors.map(({ pointer }) => pointer);
  expect(await pointers(RULES.slice(0, 2))).toEqual(['/rules']);
  expect(await pointers([...RULES, RULES[0]!])).toEqual(['/rules']);
  expect(await pointers([{ ...RULES[0], to: 'lost' }, ...RULES.slice(1)])).toEqual(['/rules/0/to']);
  expect(await pointers([{ ...RULES[0], note: '' }, ...RULES.slice(1)])).toEqual(['/rules/0/note']);
  await json(close(RULES, { version: 7 }), 412);
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges/one'))).toMatchObject({ version: 1 });
});

test('a rule that would make a verdict without a source is refused, and says of which pledge', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const verdict = { ...aVerdict({ id: 'unrated' }), publishedAt: null };
  const pledges = [anImportRow({ slug: 'one', verdict, evidence: [] })];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  const refused = await json(
    close([{ from: 'unrated', to: 'broken', note: 'Over.' }], { dryRun: true }),
    422,
  );
  expect(refused).toMatchObject({
    errors: [{ pointer: '/rules', detail: expect.stringContaining('of "one", /evidence') }],
  });
});
