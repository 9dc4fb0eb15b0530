// Nothing that readers are told as past may lie in the future. Days are far enough away that no clock decides a test.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { fetchAsEditor, found, json, publishOnePledge, save } from './client.ts';
import { exported, type Refusal, sendCsv, sendJson } from './exchange.ts';

afterEach(reset);

const LATER = '2205-05-07T22:00:00Z';

function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString();
}

async function refusals(answer: Promise<Response>): Promise<Refusal['errors']> {
  return (await json<Refusal>(answer, 422)).errors;
}

test('an import that tells of the future is refused whole, by the field and in a file by the cell', async () => {
  await found();
  const good = anImportRow({ slug: 'plant-trees' });
  const bad = anImportRow({ checkedAt: LATER, verdict: { ...aVerdict(), publishedAt: LATER } });
  expect(await refusals(sendJson([good, bad]))).toEqual([
    expect.objectContaining({ pointer: '/pledges/1/verdict/publishedAt', code: 'in-future' }),
    expect.objectContaining({ pointer: '/pledges/1/checkedAt', code: 'in-future' }),
  ]);
  expect(await json(fetchAsEditor('/trackers/test-tracker/pledges'))).toEqual({ pledges: [] });
  await json(sendJson([good]));
  const csv = (await exported('csv')).replaceAll('2025-03-10T09:00:00Z', LATER);
  expect(await refusals(sendCsv(csv))).toEqual([
    expect.objectContaining({ line: 2, column: 'published_at' }),
    expect.objectContaining({ line: 2, column: 'updated_at' }),
  ]);
});

test('a verdict about a day to come waits for that day: published at once it is refused, at its time it may go out', async () => {
  const { version } = await publishOnePledge();
  const verdict = aVerdict({ id: 'kept', effectiveOn: inDays(3).slice(0, 10) });
  await json(save(version, aPledge({ verdict })));
  const early = [expect.objectContaining({ pointer: '/draft/verdict/effectiveOn', code: 'in-future' })];
  const note = 'Done.';
  expect(await refusals(act('publish', version + 1, { note }))).toEqual(early);
  expect(await refusals(act('correct', version + 1, { note }))).toEqual(early);
  expect(await refusals(act('publish', version + 1, { note, publishAt: inDays(1) }))).toEqual(early);
  // The desk app asks for the preview before it asks for the time.
  expect(await json(fetchAsEditor(`${PLEDGE}/preview`))).toMatchObject({ errors: [] });
  expect(await json(act('publish', version + 1, { note, publishAt: inDays(5) }))).toMatchObject({
    state: 'scheduled',
  });
});

test('a day that no embargo reaches is told before it comes to publishing', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ effectiveOn: '2205-03-10' }) })));
  expect(await json(fetchAsEditor(`${PLEDGE}/preview`))).toMatchObject({
    errors: [{ pointer: '/draft/verdict/effectiveOn' }],
  });
});

test('a term is not over before its end, however a tracker is told so', async () => {
  const fault = [expect.objectContaining({ pointer: '/closedAt', code: 'in-future' })];
  const write = (path: string, method: string, body: unknown, version?: number) =>
    fetchAsEditor(path, { method, body, ...(version === undefined ? {} : { version }) });
  expect(await refusals(write('/trackers', 'POST', aTracker({ closedAt: LATER })))).toEqual(fault);
  await found();
  const path = '/trackers/test-tracker';
  expect(await refusals(write(path, 'PUT', aTracker({ closedAt: LATER }), 1))).toEqual(fault);
  expect(await refusals(write(`${path}/close`, 'POST', { closedAt: LATER, rules: [] }, 1))).toEqual(fault);
  expect(await json(fetchAsEditor(path))).toMatchObject({ version: 1, tracker: aTracker() });
});
