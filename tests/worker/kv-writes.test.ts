// Writes to KV that hang, lie, come late or come too often. The newest state lands last all the same.
import { abortAllDurableObjects, evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { OPERATIONS_PER_ALARM } from '../../worker/ledger/outbox.ts';
import { write } from '../../worker/published.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { act, badge, publishSecond, publishVerdict } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publishOnePledge,
  untilPublished,
  waiting,
} from './client.ts';

const BADGE = 'v1:badge:test-tracker/reopen-the-ferry';
const KEY_PAUSE_MS = 1000;

type Put = KVNamespace['put'];
const realPut: Put = env.PUBLISHED.put.bind(env.PUBLISHED);

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

/** Lets puts through to KV by way of `how`, and remembers which there were and when. */
function watchPuts(how: (key: string, put: () => Promise<void>) => Promise<void> = (_, put) => put()) {
  const puts: { key: string; at: number }[] = [];
  const spy = vi.spyOn(env.PUBLISHED, 'put').mockImplementation(async (...args: Parameters<Put>) => {
    puts.push({ key: args[0], at: Date.now() });
    return how(args[0], () => realPut(...args));
  });
  return { puts, restore: () => spy.mockRestore() };
}

test.each([
  ['x', 25 * 1024 * 1024],
  ['é', (25 * 1024 * 1024) / 2],
  ['字', Math.floor((25 * 1024 * 1024) / 3)],
])(
  'a document of as many bytes as KV takes is written, and one with a "%s" more is refused by name',
  async (letter, most) => {
    const key = 'v1:words:huge';
    const document = (count: number) => ({ body: letter.repeat(count), etag: `of-${count}` });
    await write(env.PUBLISHED, key, document(most));
    await expect(write(env.PUBLISHED, key, document(most + 1))).rejects.toThrow(
      /^v1:words:huge would have \d+ bytes, and KV takes 26214400: part the tracker in two$/,
    );
    const { metadata } = await env.PUBLISHED.getWithMetadata(key, 'stream');
    expect(metadata).toEqual({ etag: `of-${most}` });
  },
);

test('a write that hangs is given up on, and when it lands late on a newer one it is overwritten', async () => {
  const { version } = await publishOnePledge();
  let land: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    land = resolve;
  });
  let hasLanded = false;
  let holds = true;
  const { puts } = watchPuts(async (key, put) => {
    if (key !== BADGE || !holds) return put();
    holds = false;
    await held;
    await put();
    hasLanded = true;
  });
  const stalled = await publishVerdict('stalled', version);
  await expect.poll(async () => (await waiting()).error).toContain('No answer within 10 s');
  await publishVerdict('kept', stalled.version);
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
  const before = puts.length;
  land();
  await expect.poll(() => hasLanded).toBe(true);
  await expect.poll(() => puts.slice(before).map(({ key }) => key)).toContain(BADGE);
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
  await expectAgreement();
});

test('a write that was under way when the Ledger ended is overwritten when it can no longer be alive', async () => {
  const { version } = await publishOnePledge();
  let late: () => Promise<void> = async () => undefined;
  const { puts, restore } = watchPuts((key, put) => {
    if (key !== BADGE) return put();
    late = put;
    return new Promise(() => undefined);
  });
  const stalled = await publishVerdict('stalled', version);
  await expect.poll(() => puts.map(({ key }) => key)).toContain(BADGE);
  await abortAllDurableObjects();
  restore();
  await publishVerdict('kept', stalled.version);
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
  expect((await waiting()).unacknowledged).toBeGreaterThan(0);

  await late();
  expect(await badge()).toMatchObject({ verdict: { id: 'stalled' } });
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('UPDATE unacknowledged_write SET until = 0'),
  );
  await evictDurableObject(ledger());
  await expect.poll(async () => (await waiting()).unacknowledged).toBe(0);
  await expectAgreement();
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('a write that succeeds and reports failure is written again, and nothing is lost or doubled', async () => {
  const { version } = await publishOnePledge();
  let lies = 10;
  const { puts } = watchPuts(async (_, put) => {
    await put();
    lies -= 1;
    if (lies >= 0) throw new Error('KV PUT failed: 500 Internal Server Error');
  });
  await publishVerdict('kept', version);
  await expectAgreement();
  expect(lies).toBeLessThan(0);
  expect(puts.length).toBeGreaterThan(10);
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('a delete that fails leaves what was there, and is tried again', async () => {
  await publishOnePledge();
  const path = '/api/v1/summaries/test-tracker?category=tax';
  await json(fetchAsReader(path));
  const spy = vi.spyOn(env.PUBLISHED, 'delete').mockRejectedValue(new Error('KV DELETE failed: 503'));
  const fewer = aTracker({ categories: [{ id: 'transport', label: { en: 'Transport' } }] });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: fewer, version: 1 }));
  await expect.poll(async () => (await waiting()).error).toContain('KV DELETE failed');
  await json(fetchAsReader(path));
  spy.mockRestore();
  await expectAgreement();
  await json(fetchAsReader(path), 404);
});

test('no key is written twice within a second, and an import writes each of its keys once', async () => {
  let { version } = await publishOnePledge();
  const { puts } = watchPuts();
  for (const id of ['stalled', 'kept', 'broken', 'partial']) {
    ({ version } = await publishVerdict(id, version));
    if (id !== 'stalled') await untilPublished();
  }
  const before = puts.length;
  const pledges = Array.from({ length: 694 }, (_, at) => anImportRow({ slug: `pledge-${at}` }));
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await expect.poll(async () => (await waiting()).count, { timeout: 150_000 }).toBe(0);

  const times = Map.groupBy(puts, ({ key }) => key);
  for (const [key, writes] of times)
    for (const [at, { at: when }] of writes.entries())
      if (at > 0) expect([key, when - writes[at - 1]!.at >= KEY_PAUSE_MS]).toEqual([key, true]);
  const imported = puts.slice(before).map(({ key }) => key);
  expect(new Set(imported).size).toBe(imported.length);
  // A pledge and a badge of each, and beside them once what the tracker says of the whole.
  const ofPledges = imported.filter((key) => /^v1:(pledge|badge):/.test(key));
  expect(ofPledges).toHaveLength((694 + 1) * 2);
  expect(imported).toContain('v1:index:test-tracker');
  expect(imported.length - ofPledges.length).toBeLessThan(20);
}, 200_000);

test('a key that KV does not take is tried again after a second, two and four, and is brought when KV is back', async () => {
  const { version } = await publishOnePledge();
  const { puts, restore } = watchPuts(() => Promise.reject(new Error('KV PUT failed: 503')));
  await publishVerdict('kept', version);
  const tried = () => puts.filter(({ key }) => key === BADGE).map(({ at }) => at);
  await expect.poll(() => tried().length).toBeGreaterThanOrEqual(4);
  const pauses = tried().map((at, index, all) => at - (all[index - 1] ?? at));
  for (const [index, least] of [0, 1000, 2000, 4000].entries())
    expect(pauses[index]).toBeGreaterThanOrEqual(least);
  restore();
  await expect.poll(async () => (await waiting()).count).toBe(0);
  await expectAgreement();
});

test('while KV is away a large outbox asks for it ever more rarely, and is brought when it is back', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await untilPublished();
  const { puts, restore } = watchPuts(() => Promise.reject(new Error('KV PUT failed: 503')));
  const pledges = Array.from({ length: 200 }, (_, at) => anImportRow({ slug: `pledge-${at}` }));
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await expect.poll(async () => (await waiting()).tries).toBeGreaterThanOrEqual(3);
  const made = puts.length;
  const { count, nextTry, tries } = await waiting();
  expect(count).toBeGreaterThan(400);
  const next = Date.parse(nextTry!);
  expect(next - puts.findLast(({ at }) => at < next)!.at).toBeGreaterThan(1000);
  // One alarm's worth a try: not one for every part of the outbox.
  expect(made).toBeLessThanOrEqual((tries + 1) * OPERATIONS_PER_ALARM);
  restore();
  await expect.poll(async () => (await waiting()).count).toBe(0);
  await expectAgreement();
});

test('what cannot be made for one key keeps no other waiting, and the status quotes nothing of it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await publishOnePledge();
  const { puts } = watchPuts();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec('DROP TRIGGER revision_is_only_redacted');
    sql.exec("UPDATE revision SET document = 'secret' || document");
    for (const key of [BADGE, 'v1:redirect:/fine', 'v1:changes:none'])
      sql.exec('INSERT INTO outbox VALUES (?, 1, 0, 0, 0, NULL)', key);
  });
  await evictDurableObject(ledger());
  await expect.poll(async () => (await waiting()).count).toBe(1);
  await expect.poll(async () => (await waiting()).error).toContain('could not be made: see the log');
  expect(JSON.stringify(await waiting())).not.toContain('secret');
  expect(puts).toEqual([]);
});

test('the list of trackers is written when a tracker has one pledge more or less, and by no other publication', async () => {
  const { version } = await publishOnePledge();
  await untilPublished();
  const { puts } = watchPuts();
  const written = () => puts.some(({ key }) => key === 'v1:trackers');
  const { version: now } = await publishVerdict('stalled', version);
  await untilPublished();
  expect([puts.length > 0, written()]).toEqual([true, false]);
  await publishSecond();
  await untilPublished();
  expect(written()).toBe(true);
  puts.length = 0;
  await json(act('merge', now, { into: 'buy-a-boat', note: 'The same promise.' }));
  await untilPublished();
  expect(written()).toBe(true);
  await expectAgreement();
});
