// What is told of each act, to whom, and how often.
import { abortAllDurableObjects, evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import type { NewsItem } from '../../worker/courier-item.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE, publishSecond, publishVerdict } from './acting.ts';
import { fetchAsEditor, json, ledger, ORIGIN, publishOnePledge, save, untilPublished } from './client.ts';
import { foundPrivate, makeReady, open } from './private.ts';
import { courier, inCourier, listen, makeWebhook, untilTold, verified } from './receivers.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const BOAT = '/trackers/test-tracker/pledges/buy-a-boat';

test('each act is told as what it is, signed, dated and complete, and a correction does not repeat the wrong label', async () => {
  const { heard } = listen();
  const { secret } = await makeWebhook();
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'We misread the minutes.' }));
  await json(act('dispute', version + 4, { note: 'The council objects.' }));
  await json(act('settle', version + 5, { note: 'It stands.' }));
  await json(act('rename', version + 6, { slug: 'bring-back-the-ferry' }));
  const renamed = '/trackers/test-tracker/pledges/bring-back-the-ferry';
  await json(act('retract', version + 7, { note: 'A court has ruled.' }, renamed));
  await json(act('revert', version + 8, { revision: 1, note: 'On appeal.' }, renamed));
  await publishSecond();
  await json(act('merge', version + 9, { into: 'buy-a-boat', note: 'The same.' }, renamed));
  await untilTold();

  const told = heard.map((message) => verified(message, secret));
  expect(told.map(({ type, data }) => [type, data.from?.id ?? null, data.to.id, data.note])).toEqual([
    ['verdict.published', null, 'in-progress', 'First verdict.'],
    ['verdict.changed', 'in-progress', 'broken', 'Why it changed.'],
    ['verdict.corrected', null, 'kept', 'We misread the minutes.'],
    ['review.started', null, 'kept', 'The council objects.'],
    ['review.settled', null, 'kept', 'It stands.'],
    ['pledge.renamed', null, 'kept', null],
    ['verdict.withdrawn', null, 'withdrawn', 'A court has ruled.'],
    ['verdict.published', 'withdrawn', 'in-progress', 'On appeal.'],
    ['verdict.published', null, 'in-progress', 'First verdict.'],
    ['pledge.merged', null, 'in-progress', 'The same.'],
  ]);
  const { revisions } = await json<{ revisions: { at: string; hash: string }[] }>(
    fetchAsEditor(`${renamed}/revisions`),
  );
  expect(told[1]).toEqual({
    type: 'verdict.changed',
    timestamp: revisions[1]?.at,
    data: {
      tracker: 'test-tracker',
      slug: 'reopen-the-ferry',
      pledge: 'test-tracker/reopen-the-ferry',
      title: 'Reopen the ferry',
      url: `${ORIGIN}/test-tracker/reopen-the-ferry`,
      language: 'en',
      from: {
        id: 'in-progress',
        label: expect.objectContaining({ en: 'In progress' }),
        outcome: 'in-progress',
      },
      to: { id: 'broken', label: expect.objectContaining({ en: 'Broken' }), outcome: 'broken' },
      note: 'Why it changed.',
      revision: 2,
      hash: revisions[1]?.hash,
    },
  });
  expect(told[5]?.data).toMatchObject({
    pledge: 'test-tracker/bring-back-the-ferry',
    was: { pledge: 'test-tracker/reopen-the-ferry', url: `${ORIGIN}/test-tracker/reopen-the-ferry` },
  });
  expect(told[9]?.data.into).toEqual({
    pledge: 'test-tracker/buy-a-boat',
    title: 'Buy a boat',
    url: `${ORIGIN}/test-tracker/buy-a-boat`,
  });
  expect(JSON.stringify(told[2])).not.toMatch(/broken/i);
  expect(heard.map(({ headers }) => headers['content-type'])).toContain('application/json');
  expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(heard.length);
});

test('imports, edits, checks, drafts, aliases, redactions and a founded tracker are told to nobody', async () => {
  await publishOnePledge();
  const { heard } = listen();
  await makeWebhook();
  const pledges = [anImportRow({ slug: 'imported-one' }), anImportRow({ slug: 'imported-two' })];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  await json(save(2, aPledge({ title: 'Reopen the old ferry' })));
  await json(act('publish', 3));
  await json(act('check', 4));
  await json(act('rename', 5, { aliases: ['/policies/ferry', 'the-ferry'] }));
  await json(act('redact', 6, { revisions: [1], note: 'By order of a court.' }));
  await json(save(7, aPledge({ title: 'A draft' })));
  await json(act('submit', 8));
  await json(act('dispute', 9, { note: 'The only one that is told.' }));
  await untilTold();
  expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['review.started']);
});

test('a private tracker and its opening are told to nobody, and what changes afterwards is', async () => {
  const { heard } = listen();
  await foundPrivate();
  await makeWebhook({ trackers: ['test-tracker'] });
  await makeReady();
  await json(open(1));
  await untilTold();
  expect(heard).toEqual([]);
  const { version } = await json<{ version: number }>(fetchAsEditor(PLEDGE));
  await publishVerdict('broken', version);
  await untilTold();
  expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['verdict.changed']);
});

test('what is scheduled is told at its time and not before', async () => {
  const { version } = await publishOnePledge();
  const { heard } = listen();
  await makeWebhook();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', version + 1, { note: 'It runs.', publishAt }));
  await untilTold();
  const kept = await inCourier((sql) => sql.exec('SELECT type FROM event').toArray());
  expect([heard, JSON.stringify(kept)]).toEqual([[], expect.not.stringContaining('kept')]);
  await runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
    expect(sql.exec('SELECT * FROM news').toArray()).toEqual([]);
    sql.exec("UPDATE pledge SET publish_at = '2020-01-01T00:00:00.000Z' WHERE work = 'scheduled'");
    await instance.alarm();
  });
  await untilTold();
  expect(heard.map(({ body }) => JSON.parse(body).type)).toEqual(['verdict.changed']);
});

test('the end of a term is told of each pledge that it changes', async () => {
  await publishOnePledge();
  await publishSecond();
  const { heard } = listen();
  await makeWebhook();
  const rules = [{ from: 'in-progress', to: 'broken', note: 'Over.' }];
  const body = { closedAt: '2026-05-07T22:00:00Z', rules };
  await json(fetchAsEditor('/trackers/test-tracker/close', { method: 'POST', body, version: 1 }));
  await untilTold();
  expect(heard.map(({ body }) => [JSON.parse(body).type, JSON.parse(body).data.slug]).sort()).toEqual([
    ['verdict.changed', 'buy-a-boat'],
    ['verdict.changed', 'reopen-the-ferry'],
  ]);
});

test('a webhook hears of its trackers or pledges alone, by whatever name an article quotes them', async () => {
  await publishOnePledge();
  await publishSecond();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const { heard } = listen();
  const at = (name: string) => ({ name, url: `https://hooks.paper.example/${name}` });
  await makeWebhook({ trackers: ['other-tracker'] }, at('other'));
  await makeWebhook({ trackers: ['test-tracker'] }, at('tracker'));
  await makeWebhook({ pledges: ['test-tracker/reopen-the-ferry'] }, at('ferry'));
  await makeWebhook({ pledges: ['test-tracker/buy-a-boat'] }, at('boat'));
  await json(act('rename', 2, { slug: 'run-the-ferry' }));
  await json(act('merge', 3, { into: 'buy-a-boat', note: 'One.' }, `${PLEDGE.slice(0, -16)}run-the-ferry`));
  await json(act('dispute', 2, { note: 'Why?' }, BOAT));
  await untilTold();
  const toldTo = Map.groupBy(heard, ({ url }) => url.split('/').at(-1));
  const types = (name: string) => (toldTo.get(name) ?? []).map(({ body }) => JSON.parse(body).type);
  expect(types('other')).toEqual([]);
  expect(types('tracker')).toEqual(['pledge.renamed', 'pledge.merged', 'review.started']);
  expect(types('ferry')).toEqual(['pledge.renamed', 'pledge.merged', 'review.started']);
  expect(types('boat')).toEqual(['review.started']);
});

test('an act that is refused, or breaks in its middle, is told to nobody', async () => {
  await publishOnePledge();
  const { heard } = listen();
  await makeWebhook();
  await json(act('retract', 1, { note: 'Stale.' }), 412);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec(
      "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'the disk is full'); END",
    );
  });
  await json(act('retract', 2, { note: 'It breaks.' }), 500);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => sql.exec('DROP TRIGGER broken'));
  await fetchAsEditor(`${PLEDGE}/preview?as=retract`);
  await untilTold();
  expect(heard).toEqual([]);
  expect(await inCourier((sql) => sql.exec('SELECT * FROM event').toArray())).toHaveLength(1);
});

test('a hand-over that is repeated, that comes late or whose answer was lost doubles nothing, and keeps the order', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { version } = await publishOnePledge();
  const { heard } = listen();
  await makeWebhook();
  // The Courier takes it in, and its answer is lost: three times.
  let lost = 3;
  const batches: NewsItem[][] = [];
  await runInDurableObject(courier(), (instance) => {
    const { receive } = instance;
    // What is called from another object is the prototype's.
    vi.spyOn(Object.getPrototypeOf(instance), 'receive').mockImplementation(function (this: unknown, items) {
      receive.call(this as typeof instance, items as NewsItem[]);
      batches.push(structuredClone(items as NewsItem[]));
      lost -= 1;
      if (lost >= 0) throw new Error('The answer was lost.');
    });
  });
  const { version: second } = await publishVerdict('broken', version);
  await publishVerdict('kept', second);
  await untilTold();
  expect(lost).toBeLessThan(0);
  // A copy of all of it that was on its way for long.
  for (const batch of [...batches]) await courier().receive(batch);
  await untilTold();
  expect(heard.map(({ body }) => JSON.parse(body).data.to.id)).toEqual(['broken', 'kept']);
});

test('what the Ledger could not hand over when it ended is handed over when it starts, once', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { version } = await publishOnePledge();
  const { heard } = listen();
  await makeWebhook();
  const away = await runInDurableObject(courier(), (instance) =>
    vi.spyOn(Object.getPrototypeOf(instance), 'receive').mockImplementation(() => {
      throw new Error('Away.');
    }),
  );
  await publishVerdict('broken', version);
  await expect.poll(() => away.mock.calls.length).toBeGreaterThan(0);
  await untilPublished();
  expect(heard).toEqual([]);
  away.mockRestore();
  await abortAllDurableObjects();
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  await untilTold();
  await evictDurableObject(ledger());
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  await untilTold();
  expect(heard.map(({ body }) => JSON.parse(body).data.to.id)).toEqual(['broken']);
});
