import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import {
  badgeSchema,
  changesSchema,
  correctionsSchema,
  frontSchema,
  indexSchema,
  installationSchema,
  publishedPledgeSchema,
  publishedTrackerSchema,
  redirectSchema,
  searchIndexSchema,
  summarySchema,
  trackersSchema,
} from '../../data/published.ts';
import * as example from '../../data/seed/example.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { type Head, misfit, type RevisionRow } from '../../worker/ledger/chain.ts';
import type { KeyParts } from '../../worker/published.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publish, save, untilPublished } from './client.ts';

afterEach(reset);

function importInto(tracker: string, pledges: unknown[], query = ''): Promise<Response> {
  return fetchAsEditor(`/trackers/${tracker}/import${query}`, { method: 'POST', body: { pledges } });
}

async function found(tracker = aTracker()): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
}

const SCHEMAS = {
  changes: changesSchema,
  corrections: correctionsSchema,
  redirect: redirectSchema,
  trackers: trackersSchema,
  tracker: publishedTrackerSchema,
  front: frontSchema,
  index: indexSchema,
  summary: summarySchema,
  pledge: publishedPledgeSchema,
  badge: badgeSchema,
  words: searchIndexSchema,
  installation: installationSchema,
} satisfies Record<KeyParts['kind'], object>;

test.each([uk2017, example])(
  'every seed pledge reaches KV in the published schema: $tracker.id',
  async ({ tracker, pledges }) => {
    await found(tracker);
    expect(await json(importInto(tracker.id, pledges))).toMatchObject({
      created: pledges.length,
      unchanged: 0,
    });
    await untilPublished();
    const { keys } = await env.PUBLISHED.list();
    const names = pledges.flatMap(({ slug, aliases }) => [slug, ...aliases]);
    expect(keys.filter(({ name }) => name.startsWith('v1:badge:'))).toHaveLength(names.length);
    for (const { name } of keys) {
      const kind = name.split(':')[1] as keyof typeof SCHEMAS;
      const parsed = SCHEMAS[kind].safeParse(await env.PUBLISHED.get(name, 'json'));
      expect([name, parsed.error]).toEqual([name, undefined]);
    }
  },
);

test('the two pledges in full are broken and kept, related to each other, with their original dates', async () => {
  await found(uk2017.tracker);
  await json(importInto('uk-2017', uk2017.pledges));
  await untilPublished();
  const barriers = 'remove-barriers-to-the-integration-of-care-before-april-2018';
  const support = 'support-more-integrated-working-across-health-services';
  const { badges } = await json<{
    badges: Record<string, { verdict: { outcome: string; publishedAt: string } }>;
  }>(fetchAsReader(`/api/v1/badges?ids=uk-2017/${barriers},uk-2017/${support}`));
  expect(badges[`uk-2017/${barriers}`]?.verdict).toMatchObject({
    outcome: 'broken',
    publishedAt: '2019-05-16T13:01:00Z',
  });
  expect(badges[`uk-2017/${support}`]?.verdict).toMatchObject({
    outcome: 'kept',
    publishedAt: '2019-09-23T20:07:00Z',
  });
  const document = publishedPledgeSchema.parse(
    await json(fetchAsReader(`/api/v1/trackers/uk-2017/pledges/${barriers}`)),
  );
  expect(document.related).toEqual([
    expect.objectContaining({ pledge: support, verdict: expect.objectContaining({ outcome: 'kept' }) }),
  ]);
  expect(document.history).toEqual([
    expect.objectContaining({ kind: 'import', publishedAt: '2019-05-16T13:01:00Z' }),
  ]);
});

test('the tally leaves umbrella promises out and says so', async () => {
  await found(uk2017.tracker);
  await json(importInto('uk-2017', uk2017.pledges));
  await untilPublished();
  const { tally, coverage } = summarySchema.parse(await json(fetchAsReader('/api/v1/summaries/uk-2017')));
  const umbrella = uk2017.pledges.filter(({ kind }) => kind === 'umbrella').length;
  expect(tally).toMatchObject({ total: 35 - umbrella, umbrella, retracted: 0 });
  expect(tally.verdicts.reduce((sum, { count }) => sum + count, 0)).toBe(tally.total);
  expect(coverage?.note).toContain('35 of about 694');
});

test('importing the same rows again changes nothing, and a changed row is a new revision', async () => {
  await found();
  await json(importInto('test-tracker', [anImportRow()]));
  expect(await json(importInto('test-tracker', [anImportRow()]))).toMatchObject({
    created: 0,
    changed: 0,
    unchanged: 1,
  });
  const changed = anImportRow({ title: 'Reopen the old ferry' });
  expect(await json(importInto('test-tracker', [changed]))).toMatchObject({ changed: 1 });
  const record = await json(fetchAsEditor('/trackers/test-tracker/pledges/reopen-the-ferry'));
  expect(record).toMatchObject({ version: 2, published: { revision: 2, title: 'Reopen the old ferry' } });
});

test('more rows than are written at once, of both kinds in turn, come out as they went in, and follow each other in the chain', async () => {
  await found();
  const names = Array.from({ length: 35 }, (_, at) => ({ slug: `row-${at + 10}`, key: `No ${at}` }));
  const rows = names.map((name, at) =>
    at % 13 === 0 ? { ...name, state: 'draft', title: `Draft ${at}` } : anImportRow(name),
  );
  const tracker = aTracker().id;
  expect(await json(importInto(tracker, rows))).toMatchObject({ created: 35, changed: 0 });
  const { pledges } = await json<{ pledges: Record<string, unknown>[] }>(
    fetchAsEditor(`/trackers/${tracker}/export.json`),
  );
  expect(pledges.map(({ slug, key, state, title }) => ({ slug, key, state, title }))).toEqual(
    rows.map(({ slug, key, state = 'published', title }) => ({ slug, key, state, title })),
  );
  expect(await json(importInto(tracker, rows))).toMatchObject({ created: 0, changed: 0, unchanged: 35 });
  const chain = await runInDurableObject(ledger(), (_, { storage }) =>
    storage.sql.exec<RevisionRow>('SELECT * FROM revision ORDER BY sequence').toArray(),
  );
  expect(chain.map(({ slug }) => slug)).toEqual(
    rows.flatMap(({ slug, state }) => (state === 'draft' ? [] : [slug])),
  );
  let head: Head | undefined;
  for (const revision of chain) {
    expect(misfit(revision, head)).toBeNull();
    head = revision;
  }
});

test('a pledge that was worked on at the desk is not overwritten: same rows pass, changed rows are refused', async () => {
  await found();
  await json(importInto('test-tracker', [anImportRow()]));
  await json(save(1, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const changed = [anImportRow({ title: 'From the old spreadsheet' })];
  expect(await json(importInto('test-tracker', changed), 422)).toMatchObject({
    errors: [{ pointer: '/pledges/0' }],
  });
  await json(publish(2, 'The ferry runs again.'));
  expect(await json(importInto('test-tracker', changed), 422)).toMatchObject({
    errors: [{ pointer: '/pledges/0' }],
  });
  expect(await json(importInto('test-tracker', [anImportRow()]))).toMatchObject({ unchanged: 1 });
  const record = await json(fetchAsEditor('/trackers/test-tracker/pledges/reopen-the-ferry'));
  expect(record).toMatchObject({ published: { verdict: { id: 'kept' }, revision: 2 } });
});

test('one bad row refuses all, each fault is named by its row, and a dry run changes nothing', async () => {
  await found();
  const rows = [
    anImportRow(),
    anImportRow({ slug: 'second', verdict: { ...aVerdict({ id: 'nonsense' }), publishedAt: null } }),
    anImportRow({ slug: 'reopen-the-ferry' }),
    anImportRow({ slug: 'fourth', related: [{ pledge: 'nowhere', relation: 'related' }] }),
    { slug: 'fifth' },
  ];
  const { errors } = await json<{ errors: { pointer: string }[] }>(importInto('test-tracker', rows), 422);
  const pointers = errors.map(({ pointer }) => pointer);
  expect(pointers).toEqual(
    expect.arrayContaining([
      '/pledges/1/verdict/id',
      '/pledges/2/slug',
      '/pledges/3/related/0/pledge',
      '/pledges/4/title',
    ]),
  );
  expect(await json(importInto('test-tracker', [anImportRow()], '?dryRun=true'))).toMatchObject({
    dryRun: true,
    created: 1,
  });
  await json(importInto('test-tracker', [anImportRow()], '?dryRun=perhaps'), 400);
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges'))).toEqual({ pledges: [] });
});

test('an alias answers with the whole document, its page redirects for ever, and nobody else may take its name', async () => {
  await found();
  await json(importInto('test-tracker', [anImportRow({ aliases: ['the-old-ferry'] })]));
  await untilPublished();
  const document = await json(fetchAsReader('/api/v1/trackers/test-tracker/pledges/the-old-ferry'));
  expect(document).toMatchObject({ slug: 'reopen-the-ferry', aliases: ['the-old-ferry'] });
  const { badges } = await json<{ badges: Record<string, unknown> }>(
    fetchAsReader('/api/v1/badges?ids=test-tracker/the-old-ferry'),
  );
  expect(badges['test-tracker/the-old-ferry']).toMatchObject({ title: 'Reopen the ferry' });
  const page = await fetchAsReader('/test-tracker/the-old-ferry');
  expect([page.status, page.headers.get('location')]).toEqual([301, '/test-tracker/reopen-the-ferry']);
  const taken = anImportRow({ slug: 'the-new-ferry', aliases: ['the-old-ferry'] });
  expect(await json(importInto('test-tracker', [taken]), 422)).toMatchObject({
    errors: [{ pointer: '/pledges/0/aliases/0' }],
  });
  const draft = { slug: 'the-old-ferry', title: 'Mine' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: draft }), 409);
});

test('a pledge that quotes another’s verdict is told anew when that verdict changes', async () => {
  await found();
  const rows = [
    anImportRow(),
    anImportRow({ slug: 'buy-a-boat', related: [{ pledge: 'reopen-the-ferry', relation: 'depends-on' }] }),
  ];
  await json(importInto('test-tracker', rows));
  await json(save(1, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(2, 'The ferry runs again.'));
  await untilPublished();
  const document = publishedPledgeSchema.parse(
    await json(fetchAsReader('/api/v1/trackers/test-tracker/pledges/buy-a-boat')),
  );
  expect(document.related[0]?.verdict.outcome).toBe('kept');
});
