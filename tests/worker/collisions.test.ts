// Many editors at once: one wins, the rest are told, and nothing is lost or doubled.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { summarySchema } from '../../data/published.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { PLEDGE } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(reset);

const EDITORS = 50;
const ROUNDS = 20;

test('fifty editors on one pledge: in each of twenty rounds one wins and the rest are told the version of now', async () => {
  let { version } = await publishOnePledge();
  for (let round = 0; round < ROUNDS; round += 1) {
    const titles = Array.from({ length: EDITORS }, (_, editor) => `Round ${round}, editor ${editor}`);
    const answers = await Promise.all(titles.map((title) => save(version, aPledge({ title }))));
    const winner = answers.findIndex(({ status }) => status === 200);
    const told = await Promise.all(
      answers.filter(({ status }) => status === 412).map((answer) => answer.json()),
    );
    expect(told).toHaveLength(EDITORS - 1);
    expect(told).toEqual(told.map(() => expect.objectContaining({ version: version + 1 })));
    const published = await json<DeskRecord & { published: { title: string } }>(publish(version + 1, null));
    expect(published.published.title).toBe(titles[winner]);
    version = published.version;
  }
  const { revisions } = await json<{
    revisions: { revision: number; hash: string; previous: string | null }[];
  }>(fetchAsEditor(`${PLEDGE}/revisions`));
  expect(revisions.map(({ revision }) => revision)).toEqual(
    Array.from({ length: ROUNDS + 1 }, (_, at) => at + 1),
  );
  for (const [at, { previous }] of revisions.entries())
    expect(previous).toBe(revisions[at - 1]?.hash ?? null);
  const count = async (act: string) =>
    (await json<{ audit: unknown[] }>(fetchAsEditor(`/audit?act=${act}&limit=500`))).audit.length;
  expect([await count('save'), await count('publish')]).toEqual([ROUNDS, ROUNDS + 1]);
});

test('two people who publish different pledges at once are both in every index and tally', async () => {
  await publishOnePledge();
  const slugs = Array.from({ length: 20 }, (_, at) => `pledge-${at}`);
  const path = '/trackers/test-tracker/pledges';
  for (const slug of slugs)
    await json(
      fetchAsEditor(path, {
        method: 'POST',
        body: { slug, ...aPledge({ verdict: aVerdict({ id: 'kept' }) }) },
      }),
      201,
    );
  await Promise.all(
    slugs.map((slug) =>
      json(
        fetchAsEditor(`${path}/${slug}/publish`, { method: 'POST', body: { note: 'First.' }, version: 1 }),
      ),
    ),
  );
  await untilPublished();
  const { tally } = summarySchema.parse(await json(fetchAsReader('/api/v1/summaries/test-tracker')));
  expect(tally.total).toBe(slugs.length + 1);
  const page = await (await fetchAsReader('/test-tracker')).text();
  for (const slug of slugs) expect(page).toContain(`/test-tracker/${slug}"`);
});
