// Publication at a time: nothing before it, and nothing that was overtaken.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, everyValueInKv, PLEDGE, publishSecond } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  json,
  ledger,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { as, newToken } from './people.ts';
import { inAnHour, timeComes } from './scheduling.ts';

afterEach(reset);

test('an embargoed text is in no KV value before its time, and is published when it has come', async () => {
  const { version } = await publishOnePledge();
  const secret = 'Embargoed until the council has met';
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept', headline: secret }) })));
  const past = '2020-01-01T00:00:00Z';
  expect(await json(act('publish', version + 1, { note: 'Done.', publishAt: past }), 422)).toMatchObject({
    errors: [{ pointer: '/publishAt' }],
  });
  const publishAt = inAnHour();
  const scheduled = await json(act('publish', version + 1, { note: 'Done at last.', publishAt }));
  expect(scheduled).toMatchObject({
    state: 'scheduled',
    publishAt,
    published: { verdict: { id: 'in-progress' } },
  });
  await json(act('publish', version + 2, { note: 'Twice.' }), 409);
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  expect(await everyValueInKv()).not.toContain(secret);

  const next = await runInDurableObject(ledger(), async (instance, { storage }) => {
    storage.sql.exec('DELETE FROM purge'); // which would be due before
    await instance.alarm();
    return storage.getAlarm();
  });
  expect(next).toBe(Date.parse(publishAt));
  const before = new Date().toISOString();
  await timeComes();
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
  expect(await everyValueInKv()).toContain(secret);
  const { published, state } = await json<DeskRecord>(fetchAsEditor(PLEDGE));
  expect([state, published!.verdict.id]).toEqual(['published', 'kept']);
  expect(published!.verdict.publishedAt >= before).toBe(true);
});

test('an embargo of more than a year is refused', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  for (const publishAt of ['2300-01-01T00:00:00Z', new Date(Date.now() + 400 * 86_400_000).toISOString()])
    expect(await json(act('publish', version + 1, { note: 'n', publishAt }), 422)).toMatchObject({
      errors: [{ pointer: '/publishAt' }],
    });
});

test('what is retracted before a scheduled publication stays retracted, and the draft waits for somebody to look', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Reworded' })));
  await json(act('publish', version + 1, { publishAt: inAnHour() }));
  const retracted = await json(act('retract', version + 2, { note: 'Libel.' }));
  expect(retracted).toMatchObject({ state: 'review', status: 'retracted', publishAt: null });
  await timeComes();
  expect(await badge()).toMatchObject({ status: 'retracted' });
});

test('a pledge that is merged while it is scheduled leaves no alarm behind that comes again and again', async () => {
  const { version } = await publishOnePledge();
  await publishSecond();
  await json(save(version, aPledge({ title: 'Reworded' })));
  await json(act('publish', version + 1, { publishAt: inAnHour() }));
  const merged = await json(act('merge', version + 2, { into: 'buy-a-boat', note: 'The same.' }));
  expect(merged).toMatchObject({ state: 'merged', publishAt: null });
  await untilPublished();
  await timeComes();
  const next = await runInDurableObject(ledger(), (_, { storage }) => storage.getAlarm());
  expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Date.now() + 10_000);
});

test('a scheduled publication can be taken off the schedule', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('publish', version + 1, { note: 'Done.', publishAt: inAnHour() }));
  expect(await json(act('return', version + 2, { note: 'Too early.' }))).toMatchObject({
    state: 'draft',
    publishAt: null,
  });
});

test('what can no longer be published at its time goes back to review, and the audit says why', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ categories: ['tax'], verdict: aVerdict({ id: 'kept' }) })));
  await json(act('publish', version + 1, { note: 'Done.', publishAt: inAnHour() }));
  const fewer = aTracker({ categories: [{ id: 'transport', label: { en: 'Transport' } }] });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: fewer, version: 1 }));
  await timeComes();
  expect((await json<DeskRecord>(fetchAsEditor(PLEDGE))).state).toBe('review');
  const { audit } = await json<{ audit: { act: string }[] }>(
    fetchAsEditor('/audit?act=publication%20failed'),
  );
  expect(audit).toHaveLength(1);
  expect(await badge()).toMatchObject({ verdict: { id: 'in-progress' } });
});

test('a rule of two people takes what one person alone has scheduled off the schedule, and nothing else', async () => {
  const { version } = await publishOnePledge();
  await publishSecond();
  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  const wren = as(await newToken('Wren', 'editor'));
  const alone = save(version, aPledge({ title: 'Alone' }));
  await json(alone);
  await json(act('publish', version + 1, { note: 'Later.', publishAt: inAnHour() }));
  const written = aPledge({ title: 'Together' });
  await json(fetchAsEditor(boat, { method: 'PUT', version: 2, body: written, headers: wren }));
  await json(act('publish', 3, { note: 'Later.', publishAt: inAnHour() }, boat));
  const changed = await fetchAsEditor('/trackers/test-tracker', {
    method: 'PUT',
    version: 1,
    body: aTracker({ review: 'two' }),
  });
  expect(changed.status).toBe(200);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'review',
    comment: expect.stringContaining('second person'),
  });
  await timeComes();
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ published: { title: 'Reopen the ferry' } });
  expect(await json(fetchAsEditor(boat))).toMatchObject({ published: { title: 'Together' } });
});
