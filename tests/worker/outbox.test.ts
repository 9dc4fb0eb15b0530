// KV may fail, hang or be slow: an editor's publication stands all the same, and readers see it when KV is back.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { OPERATIONS_PER_ALARM } from '../../worker/ledger/outbox.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
  untilPublished,
  waiting,
} from './client.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const BADGE = '/api/v1/badges?ids=test-tracker/reopen-the-ferry';

async function currentVerdict(): Promise<string | undefined> {
  const answer = await json<{ badges: Record<string, { verdict: { id: string } } | null> }>(
    fetchAsReader(BADGE),
  );
  return answer.badges['test-tracker/reopen-the-ferry']?.verdict.id;
}

test('with KV failing a publish succeeds, status tells what waits and why, and the badge follows by itself', async () => {
  await publishOnePledge();
  const put = vi.spyOn(env.PUBLISHED, 'put').mockRejectedValue(new Error('KV put failed'));
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(3, 'The ferry runs again.'));
  await expect.poll(() => put.mock.calls.length).toBeGreaterThan(0);
  await expect.poll(async () => (await waiting()).error).toContain('KV put failed');
  expect(await waiting()).toMatchObject({
    since: expect.stringMatching(/Z$/),
    nextTry: expect.stringMatching(/Z$/),
    tries: expect.any(Number),
  });
  expect((await waiting()).count).toBeGreaterThan(0);
  expect(await currentVerdict()).toBe('in-progress');

  put.mockRestore();
  await untilPublished();
  expect(await currentVerdict()).toBe('kept');
  expect(await waiting()).toMatchObject({ count: 0, since: null, nextTry: null, error: null, tries: 0 });
});

test('what a failing KV made wait is brought after the Ledger was evicted', async () => {
  await publishOnePledge();
  const put = vi.spyOn(env.PUBLISHED, 'put').mockRejectedValue(new Error('KV put failed'));
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(3, 'The ferry runs again.'));
  await expect.poll(async () => (await waiting()).tries).toBeGreaterThan(0);
  await evictDurableObject(ledger());
  put.mockRestore();
  await untilPublished();
  expect(await currentVerdict()).toBe('kept');
});

test('an alarm that the platform dropped is set again when the Ledger starts', async () => {
  const put = vi.spyOn(env.PUBLISHED, 'put').mockRejectedValue(new Error('KV put failed'));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await expect.poll(async () => (await waiting()).tries).toBeGreaterThan(0);
  await runInDurableObject(ledger(), (_, { storage }) => storage.deleteAlarm());
  put.mockRestore();
  await evictDurableObject(ledger());
  await untilPublished();
  expect((await fetchAsReader('/api/v1/trackers/test-tracker')).status).toBe(200);
});

test('a publication that comes while an older one is on its way to KV is the one that stays', async () => {
  await publishOnePledge();
  const badgeKey = 'v1:badge:test-tracker/reopen-the-ferry';
  const realPut = env.PUBLISHED.put.bind(env.PUBLISHED);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const put = vi
    .spyOn(env.PUBLISHED, 'put')
    .mockImplementation(async (...args: Parameters<typeof realPut>) => {
      if (args[0] === badgeKey) await held;
      return realPut(...args);
    });
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'stalled' }) })));
  await json(publish(3, 'Work has stopped.'));
  await expect.poll(() => put.mock.calls.some(([key]) => key === badgeKey)).toBe(true);
  await json(save(4, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(publish(5, 'The ferry runs again.'));
  release();
  await untilPublished();
  expect(await currentVerdict()).toBe('kept');
});

test('an outbox larger than one alarm is brought in several, and a key is written once however often it changed', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await untilPublished();
  const put = vi.spyOn(env.PUBLISHED, 'put');
  const pledges = Array.from({ length: 40 }, (_, at) =>
    anImportRow({ slug: `pledge-${at}`, title: `Pledge ${at}` }),
  );
  expect(pledges.length * 2).toBeGreaterThan(OPERATIONS_PER_ALARM);
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await untilPublished();
  const written = put.mock.calls.map(([key]) => key);
  expect(new Set(written).size).toBe(written.length);
  expect(written).toContain('v1:index:test-tracker');
  expect(written.filter((key) => key.startsWith('v1:pledge:'))).toHaveLength(40);
});
