// Many editors at once: one wins, the rest are told, and nothing is lost or doubled.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { summarySchema } from '../../data/published.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  publish,
  publishOnePledge,
  save,
} from './client.ts';

afterEach(reset);

const PLEDGES = '/trackers/test-tracker/pledges';
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
  await expectAgreement();
});

test('fifty editors who publish the same draft at once make one revision of it', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const answers = await Promise.all(
    Array.from({ length: EDITORS }, () => publish(version + 1, 'The ferry runs again.')),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array(EDITORS - 1).fill(412)]);
  const told = await Promise.all(answers.filter(({ ok }) => !ok).map((answer) => answer.json()));
  expect(told).toEqual(told.map(() => expect.objectContaining({ version: version + 2 })));
  const { revisions } = await json<{ revisions: unknown[] }>(fetchAsEditor(`${PLEDGE}/revisions`));
  expect(revisions).toHaveLength(2);
  await expectAgreement();
});

test('acts of different kinds that collide on one pledge: one wins, whichever comes first, and the rest are told', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const changed = { verdict: { ...aVerdict({ id: 'kept' }), publishedAt: '2025-04-01T09:00:00Z' } };
  const importOf = (slug: string, change = {}) =>
    fetchAsEditor('/trackers/test-tracker/import', {
      method: 'POST',
      body: { pledges: [anImportRow({ slug, ...change })] },
    });
  await json(importOf('another'));
  const kinds: Record<string, (slug: string) => Promise<Response>> = {
    save: (slug) =>
      fetchAsEditor(`${PLEDGES}/${slug}`, { method: 'PUT', body: aPledge({ title: 'Mine' }), version: 1 }),
    retract: (slug) => act('retract', 1, { note: 'Libel.' }, `${PLEDGES}/${slug}`),
    rename: (slug) => act('rename', 1, { slug: `${slug}-renamed` }, `${PLEDGES}/${slug}`),
    merge: (slug) => act('merge', 1, { into: 'another', note: 'The same.' }, `${PLEDGES}/${slug}`),
    dispute: (slug) => act('dispute', 1, { note: 'Doubted.' }, `${PLEDGES}/${slug}`),
    import: (slug) => importOf(slug, changed),
  };
  const names = Object.keys(kinds);
  for (const [round, first] of names.entries()) {
    const slug = `pledge-${round}`;
    await json(importOf(slug));
    const order = [first, ...names.filter((name) => name !== first)];
    const answers = await Promise.all(order.map((name) => kinds[name]!(slug)));
    const statuses = Object.fromEntries(order.map((name, at) => [name, answers[at]!.status]));
    const won = order.filter((_, at) => answers[at]!.ok);
    expect([statuses, won]).toEqual([statuses, [expect.any(String)]]);
    for (const name of order)
      if (name !== won[0]) expect([name, statuses[name]]).toEqual([name, name === 'import' ? 422 : 412]);
    await Promise.all(answers.map((answer) => answer.text()));
  }
  await expectAgreement();
});

test('two people who publish different pledges at once are both in every index and tally', async () => {
  await publishOnePledge();
  const slugs = Array.from({ length: 20 }, (_, at) => `pledge-${at}`);
  const path = PLEDGES;
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
  await expectAgreement();
  const told = async (path: string) => json(fetchAsReader(path));
  for (const path of ['/api/v1/summaries/test-tracker', '/api/v1/summaries/test-tracker?category=transport'])
    expect(summarySchema.parse(await told(path)).tally).toMatchObject({
      total: slugs.length + 1,
      assessed: slugs.length + 1,
    });
  expect(await told('/api/v1/trackers/test-tracker')).toMatchObject({ tally: { total: slugs.length + 1 } });
  expect(await told('/api/v1/trackers')).toMatchObject({ trackers: [{ pledges: slugs.length + 1 }] });
  const inKv = async (key: string) => JSON.parse((await env.PUBLISHED.get(key)) ?? '{}');
  const listed = async (key: string, name: string) =>
    (await inKv(key))[name].map(({ slug }: { slug: string }) => slug).toSorted();
  const all = [...slugs, 'reopen-the-ferry'].toSorted();
  expect(await listed('v1:index:test-tracker', 'pledges')).toEqual(all);
  expect(await listed('v1:changes:test-tracker', 'changes')).toEqual(all);
});
