// An import into what somebody has worked on since: no row overwrites what its sender has not seen.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { anImportRow, aPledge, aVerdict } from '../builders.ts';
import { PLEDGE } from './acting.ts';
import { type DeskRecord, fetchAsEditor, found, json, publish, save } from './client.ts';
import { exported, type Refusal, type Report, sendCsv, sendJson } from './exchange.ts';

afterEach(reset);

test('a row that was exported after the last change may change its pledge, an older one may not', async () => {
  await found();
  await json(sendJson([anImportRow()]));
  await json(save(1, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(2, 'The ferry runs again.'));
  const csv = await exported('csv');
  expect(await json<Report>(sendCsv(csv))).toMatchObject({ unchanged: 1 });
  expect(await json<Report>(sendCsv(csv.replace('Work has begun', 'It runs')))).toMatchObject({ changed: 1 });
  const record = await json<DeskRecord>(fetchAsEditor(PLEDGE));
  expect(record.published).toMatchObject({ revision: 3, verdict: { id: 'kept', headline: 'It runs' } });
  const stale = await json<Refusal>(sendCsv(csv.replace('Work has begun', 'It sank')), 422);
  expect(stale.errors).toEqual([expect.objectContaining({ pointer: '/pledges/0', line: 2 })]);
});

test('a check at the desk is neither undone by an older file nor makes a revision of it', async () => {
  await found();
  await json(sendJson([anImportRow()]));
  const csv = await exported('csv');
  const checked = await json<{ checkedAt: string }>(
    fetchAsEditor(`${PLEDGE}/check`, { method: 'POST', version: 1 }),
  );
  expect(await json<Report>(sendCsv(csv))).toMatchObject({ unchanged: 1 });
  await json(sendCsv(csv.replace('Work has begun', 'It runs')));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    checkedAt: checked.checkedAt,
    published: { revision: 2 },
  });
});

test('an old row that names the newest revision is meant, and is written again', async () => {
  await found();
  await json(sendJson([anImportRow()]));
  await json(save(1, aPledge({ title: 'Edited at the desk' })));
  await json(publish(2, null));
  expect(await json<Report>(sendJson([anImportRow()]))).toMatchObject({ unchanged: 1 });
  expect(await json<Report>(sendJson([anImportRow({ revision: 2 })]))).toMatchObject({ changed: 1 });
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    published: { revision: 3, title: 'Reopen the ferry' },
  });
});

test('a row that changes a verdict must not keep the date of the one before', async () => {
  await found();
  await json(sendJson([anImportRow()]));
  const verdict = { ...aVerdict({ id: 'kept' }), publishedAt: '2025-03-10T09:00:00Z' };
  const refused = await json<Refusal>(sendJson([anImportRow({ verdict })]), 422);
  expect(refused.errors).toEqual([expect.objectContaining({ pointer: '/pledges/0/verdict/publishedAt' })]);
});

test('drafts in a file are not lost to one another, nor to a pledge that was merged', async () => {
  await found();
  const draft = (slug: string, title: string) => ({ slug, state: 'draft', title });
  const pointers = async (rows: unknown[]) =>
    (await json<Refusal>(sendJson(rows), 422)).errors.map(({ pointer }) => pointer);
  expect(await pointers([draft('one-idea', 'A'), draft('one-idea', 'B')])).toEqual(['/pledges/1/slug']);
  expect(await pointers([anImportRow({ aliases: ['one-idea'] }), draft('one-idea', 'A')])).toEqual([
    '/pledges/1/slug',
  ]);
  await json(sendJson([anImportRow(), anImportRow({ slug: 'winner', title: 'Winner' })]));
  await json(
    fetchAsEditor(`${PLEDGE}/merge`, { method: 'POST', version: 1, body: { into: 'winner', note: 'n' } }),
  );
  expect(await pointers([draft('reopen-the-ferry', 'A')])).toEqual(['/pledges/0/slug']);
});
