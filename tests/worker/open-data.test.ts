import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { PublishedPledge, PublishedTracker } from '../../data/published.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';
import { type Report, sendCsv, sendJson } from './exchange.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

type Export = { tracker: { id: string }; licence: object; dictionary: string; pledges: { slug: string }[] };

async function bringIn(tracker: ReturnType<typeof aTracker>, pledges: unknown[]): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  await json(sendJson(pledges, tracker.id));
  await untilPublished();
}

async function exported(kind: 'csv' | 'json', tracker = 'test-tracker'): Promise<string> {
  const answer = await fetchAsReader(`/api/v1/trackers/${tracker}/export.${kind}`);
  expect(answer.status).toBe(200);
  // The bytes, because text() would take the byte order mark away.
  return new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(await answer.arrayBuffer());
}

test('what readers download is what an import reads back unchanged, as CSV and as JSON', async () => {
  await bringIn(uk2017.tracker, uk2017.pledges);
  const [csv, whole] = [await exported('csv', 'uk-2017'), await exported('json', 'uk-2017')];
  expect(await json<Report>(sendCsv(csv, 'uk-2017'))).toMatchObject({
    changed: 0,
    unchanged: 35,
  });
  // The whole of it, with what it tells beside the pledges.
  const sent = fetchAsEditor('/trackers/uk-2017/import', { method: 'POST', body: JSON.parse(whole) });
  expect(await json<Report>(sent)).toMatchObject({
    changed: 0,
    unchanged: 35,
  });
  const ofDesk = await fetchAsEditor('/trackers/uk-2017/export.csv');
  const lines = (text: string) => text.replace('\ufeff', '').trim().split('\r\n').sort();
  expect(lines(csv)).toEqual(lines(await ofDesk.text()));
});

test('a download tells its licence, its dictionary and the head of the chain', async () => {
  await publishOnePledge();
  const { head } = await json<PublishedTracker>(fetchAsReader('/api/v1/trackers/test-tracker'));
  expect(JSON.parse(await exported('json'))).toMatchObject({
    tracker: { id: 'test-tracker', publisher: { name: 'Test Desk' }, head },
    licence: { name: 'CC0 1.0' },
    dictionary: `${ORIGIN}/docs/data`,
    pledges: [{ slug: 'reopen-the-ferry', state: 'published', revision: 1 }],
  });
  const answer = await fetchAsReader('/api/v1/trackers/test-tracker/export.csv');
  await answer.text();
  expect(answer.headers.get('link')).toBe(
    `<https://creativecommons.org/publicdomain/zero/1.0/>; rel="license", <${ORIGIN}/docs/data>; rel="describedby"`,
  );
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="test-tracker.csv"');
});

test('more pledges than one read takes come out whole and in the order of the list', async () => {
  const rows = Array.from({ length: 105 }, (_, at) => anImportRow({ slug: `pledge-${at}` }));
  await bringIn(aTracker(), rows);
  const { pledges } = JSON.parse(await exported('json')) as Export;
  expect(new Set(pledges.map(({ slug }) => slug)).size).toBe(105);
  expect((await exported('csv')).trim().split('\r\n')).toHaveLength(106);
});

test('no draft and no withdrawn verdict is in a download, and a text that a spreadsheet would run is disarmed', async () => {
  const { version } = await publishOnePledge();
  const draft = { slug: 'a-draft', title: 'Not yet for readers' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: draft }), 201);
  const formula = anImportRow({ slug: 'formula', title: '=HYPERLINK("https://evil.example")' });
  const body = { pledges: [formula] };
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body }));
  await json(act('retract', version, { note: 'It was wrong.' }, PLEDGE));
  await untilPublished();
  const { pledges } = JSON.parse(await exported('json')) as Export;
  expect(pledges.map(({ slug }) => slug)).toEqual(['formula']);
  const csv = await exported('csv');
  expect(csv).toContain("'=HYPERLINK");
  expect(csv).not.toMatch(/Not yet for readers|reopen-the-ferry/);
});

test('a pledge that was withdrawn or merged is no row, also while KV still has the index from before', async () => {
  const slugs = ['stays', 'withdrawn', 'merged'];
  await bringIn(
    aTracker(),
    slugs.map((slug) => anImportRow({ slug })),
  );
  const index = await env.PUBLISHED.getWithMetadata('v1:index:test-tracker');
  const pledge = (slug: string) => `/trackers/test-tracker/pledges/${slug}`;
  await json(act('retract', 1, { note: 'It was wrong.' }, pledge('withdrawn')));
  await json(act('merge', 1, { into: 'stays', note: 'The same.' }, pledge('merged')));
  await untilPublished();
  await env.PUBLISHED.put('v1:index:test-tracker', index.value ?? '', { metadata: index.metadata });
  const { pledges } = JSON.parse(await exported('json')) as Export;
  expect(pledges.map(({ slug }) => slug)).toEqual(['stays']);
});

test('of two related pledges that became one, one is named, and an import takes the row', async () => {
  const related = ['first', 'second'].map((pledge) => ({ pledge, relation: 'related' as const }));
  await bringIn(aTracker(), [
    anImportRow({ related }),
    ...['first', 'second'].map((slug) => anImportRow({ slug, title: slug })),
  ]);
  await json(act('merge', 1, { into: 'second', note: 'The same.' }, '/trackers/test-tracker/pledges/first'));
  await untilPublished();
  const { pledges } = JSON.parse(await exported('json')) as {
    pledges: { slug: string; related: object[] }[];
  };
  expect(pledges.find(({ slug }) => slug === 'reopen-the-ferry')?.related).toEqual([related[1]]);
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  expect(await json<Report>(sendCsv(await exported('csv'), 'another'))).toMatchObject({
    created: 2,
  });
});

test('the ETag of a download changes with a check, which changes no revision, and is a 304 until then', async () => {
  const { version } = await publishOnePledge();
  const path = '/api/v1/trackers/test-tracker/export.json';
  const first = await fetchAsReader(path);
  const etag = first.headers.get('etag') ?? '';
  await first.text();
  expect((await fetchAsReader(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
  await json(act('check', version, {}, PLEDGE));
  await untilPublished();
  const after = await fetchAsReader(path, { headers: { 'if-none-match': etag } });
  expect([after.status, after.headers.get('etag') === etag]).toEqual([200, false]);
  await after.text();
});

test('a store that fails in the middle breaks the download off: half a tracker is not taken for the whole', async () => {
  await bringIn(
    aTracker(),
    Array.from({ length: 105 }, (_, at) => anImportRow({ slug: `pledge-${at}` })),
  );
  const real = env.PUBLISHED.getWithMetadata.bind(env.PUBLISHED) as (...sent: unknown[]) => Promise<never>;
  let reads = 0;
  let failing = Number.POSITIVE_INFINITY;
  const spied = (...sent: unknown[]) =>
    ++reads === failing ? Promise.reject(new Error('KV is away')) : real(...sent);
  vi.spyOn(env.PUBLISHED, 'getWithMetadata').mockImplementation(spied as never);
  await exported('json');
  failing = reads * 2; // the last read of the same again
  const answer = await fetchAsReader('/api/v1/trackers/test-tracker/export.json');
  await expect(answer.text()).rejects.toThrow();
});

test('the history of a pledge is there with its hashes, and nobody’s name', async () => {
  await publishOnePledge();
  const path = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry';
  const { history, hash } = await json<PublishedPledge>(fetchAsReader(path));
  const told = await json<{ slug: string; history: { hash: string }[] }>(fetchAsReader(`${path}/history`));
  expect(told).toMatchObject({ tracker: 'test-tracker', slug: 'reopen-the-ferry', history });
  expect(told.history.at(-1)?.hash).toBe(hash);
  expect(JSON.stringify(told)).not.toContain('ADMIN_TOKEN');
  await json(fetchAsReader('/api/v1/trackers/test-tracker/pledges/none/history'), 404);
  await json(fetchAsReader('/api/v1/trackers/none/export.json'), 404);
});
