// A private tracker gets another id, and everything of it goes along.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import { moveScopes } from '../../worker/courier/webhooks.ts';
import { TABLES_OF_A_TRACKER } from '../../worker/ledger/trackers.ts';
import { anImportRow, aPledge, aTracker } from '../builders.ts';
import { act } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge, untilPublished } from './client.ts';
import { as, newToken } from './people.ts';
import { foundPrivate, makeReady, open, tracker } from './private.ts';
import { inCourier, listen, makeWebhook, untilTold } from './receivers.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

type Problem = { type: string; errors: { pointer: string; code: string }[] };
const slugOf = ({ type }: Problem) => type.split('#')[1];

function rename(id: string, version = 1, headers: Record<string, string> = {}): Promise<Response> {
  return fetchAsEditor('/trackers/test-tracker/rename', { method: 'POST', body: { id }, version, headers });
}

test('everything goes along: pledges, aliases, schemes, trash, undo and tokens; and the audit says both names', async () => {
  await foundPrivate();
  await json(
    fetchAsEditor('/trackers/test-tracker/import', {
      method: 'POST',
      body: { pledges: [anImportRow({ slug: 'buy-a-boat', aliases: ['/policies/boat', 'a-boat'] })] },
    }),
  );
  await makeReady('thrown-away');
  await json(fetchAsEditor('/trackers/test-tracker/pledges/thrown-away', { method: 'DELETE', version: 2 }));
  const { undo } = await makeReady();
  const own = as(await newToken('Wren', 'admin', { trackers: ['test-tracker'] }));
  const whole = as(await newToken('Kim', 'admin'));
  const answer = await rename('better-name', 1, whole);
  expect(answer.headers.get('etag')).toBe('"2"');
  expect(await answer.json()).toEqual({
    version: 2,
    tracker: aTracker({ id: 'better-name', visibility: 'private' }),
    openedAt: null,
  });
  await json(fetchAsEditor('/trackers/test-tracker'), 404);
  await json(fetchAsEditor('/trackers/better-name/pledges/a-boat', { headers: own }));
  expect(await json(fetchAsEditor('/trackers/better-name/trash', { headers: own }))).toMatchObject({
    trash: [{ slug: 'thrown-away', tracker: 'better-name' }],
  });
  expect(await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }))).toMatchObject({
    done: [{ slug: 'reopen-the-ferry' }],
  });
  const left = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    TABLES_OF_A_TRACKER.map((table) => [
      table,
      sql.exec(`SELECT count(*) AS count FROM ${table} WHERE tracker = 'test-tracker'`).one().count,
    ]),
  );
  expect(left).toEqual(TABLES_OF_A_TRACKER.map((table) => [table, 0]));
  const { audit } = await json<{ audit: { act: string; tracker: string; detail: unknown }[] }>(
    fetchAsEditor('/audit?act=rename%20tracker'),
  );
  expect(audit).toMatchObject([
    { editor: 'Kim', tracker: 'better-name', detail: { from: 'test-tracker', to: 'better-name' } },
  ]);
  await json(open(2, { id: 'better-name' }));
  await untilPublished();
  expect((await fetchAsReader('/policies/boat')).headers.get('location')).toBe('/better-name/buy-a-boat');
  await json(fetchAsReader('/api/v1/trackers/test-tracker'), 404);
});

test('the tables of a tracker are all that have a tracker of theirs, but for what is never there or never changed', async () => {
  const referring = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name",
      )
      .toArray()
      .flatMap((table) => (/[(,]\s*tracker TEXT/.test(table.sql) ? table.name : [])),
  );
  // The listing is made of the others, and follows them.
  expect(referring).toEqual([...TABLES_OF_A_TRACKER, 'audit', 'listing', 'revision'].sort());
});

test('an id that is taken, the site’s own, or none is refused; the same again changes nothing', async () => {
  await foundPrivate();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  expect(slugOf(await json<Problem>(rename('other-tracker'), 409))).toBe('name-taken');
  for (const id of ['desk', 'api', 'feed', 'x', 'Not An Id', '../up', ''])
    expect((await json<Problem>(rename(id), 422)).errors[0]!.pointer).toBe('/id');
  await json(rename('better-name', 3), 412);
  expect(await json(rename('test-tracker'))).toMatchObject({ version: 1 });
  expect(await tracker()).toMatchObject({ version: 1 });
});

test('ids are the installation’s: an admin of some trackers neither takes one nor learns that one is taken', async () => {
  await foundPrivate();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const headers = as(await newToken('Dipper', 'admin', { trackers: ['test-tracker'] }));
  for (const id of ['other-tracker', 'better-name'])
    await json(
      fetchAsEditor('/trackers/test-tracker/rename', { method: 'POST', version: 1, body: { id }, headers }),
      403,
    );
  expect(await tracker()).toMatchObject({ version: 1 });
});

test('one that is open keeps its name', async () => {
  await publishOnePledge();
  expect(slugOf(await json<Problem>(rename('better-name'), 409))).toBe('opened-tracker');
  await json(fetchAsReader('/api/v1/trackers/test-tracker'));
});

test('whoever was let into what once had the new name is not let into this one', async () => {
  await foundPrivate();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'better-name' }) }), 201);
  const stranger = as(await newToken('Robin', 'admin', { trackers: ['better-name'] }));
  const own = as(await newToken('Wren', 'editor', { trackers: ['test-tracker', 'better-name'] }));
  const whole = as(await newToken('Kim', 'editor'));
  // Whoever deletes it may found it anew, so the name stays on their list.
  await json(fetchAsEditor('/trackers/better-name', { method: 'DELETE', version: 1, headers: stranger }));
  await json(rename('better-name'));
  for (const [headers, status] of [
    [stranger, 404],
    [own, 200],
    [whole, 200],
  ] as const)
    expect((await fetchAsEditor('/trackers/better-name', { headers })).status).toBe(status);
  await json(fetchAsEditor('/trackers/test-tracker', { headers: own }), 404);
});

test('a rename and what follows leave nothing of either name at the edge', async () => {
  await foundPrivate();
  await makeReady();
  await json(rename('better-name'));
  const path = '/trackers/better-name/pledges';
  await json(fetchAsEditor(path, { method: 'POST', body: { slug: 'buy-a-boat', ...aPledge() } }), 201);
  await json(act('publish', 1, {}, `${path}/buy-a-boat`));
  const queued = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("SELECT key FROM outbox WHERE key NOT LIKE 'v1:installation'").toArray(),
  );
  expect(queued).toEqual([]);
});

test('its webhooks go along, and hear nothing of whatever takes the old id', async () => {
  const hub = listen();
  await foundPrivate();
  await makeReady();
  const own = as(await newToken('Wren', 'admin', { trackers: ['test-tracker'] }));
  const webhook = await makeWebhook({ trackers: ['test-tracker'] }, { headers: own });
  const other = await makeWebhook({ pledges: ['test-tracker/reopen-the-ferry'] });
  await json(rename('better-name'));
  await untilTold();
  expect(await json(fetchAsEditor(`/webhooks/${webhook.id}`, { headers: own }))).toMatchObject({
    scope: { trackers: ['better-name'] },
    version: 2,
  });
  expect(await json(fetchAsEditor(`/webhooks/${other.id}`))).toMatchObject({
    scope: { pledges: ['better-name/reopen-the-ferry'] },
  });
  await publishOnePledge();
  await json(act('dispute', 2, { note: 'Is it?' }));
  await untilTold();
  expect(hub.heard).toEqual([]);
  await json(open(2, { id: 'better-name' }));
  const path = '/trackers/better-name/pledges/reopen-the-ferry';
  const { version } = await json<{ version: number }>(fetchAsEditor(path));
  await json(act('dispute', version, { note: 'Is it?' }, path));
  await untilTold();
  expect(hub.heard).toHaveLength(2);
});

test('the webhooks of a tracker that is deleted hear nothing of what takes its id, and one of nothing else is gone', async () => {
  const hub = listen();
  await foundPrivate();
  await foundPrivate({ id: 'another-tracker' });
  const webhook = await makeWebhook({ trackers: ['test-tracker'] });
  const other = await makeWebhook({ trackers: ['test-tracker', 'another-tracker'] });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'DELETE', version: 1 }));
  await untilTold();
  await json(fetchAsEditor(`/webhooks/${webhook.id}`), 404);
  expect(await json(fetchAsEditor(`/webhooks/${other.id}`))).toMatchObject({
    scope: { trackers: ['another-tracker'] },
  });
  await publishOnePledge();
  await json(act('dispute', 2, { note: 'Is it?' }));
  await untilTold();
  expect(hub.heard).toEqual([]);
  // The news again, as after an answer that was lost: what was made since is of another tracker.
  const later = await makeWebhook({ trackers: ['test-tracker'] });
  await inCourier((sql) => {
    for (const to of [null, 'better-name'])
      moveScopes(sql, { id: 'again', at: '2020-01-01T00:00:00.000Z', moved: 'test-tracker', to });
  });
  expect((await json<{ scope: object }>(fetchAsEditor(`/webhooks/${later.id}`))).scope).toEqual({
    trackers: ['test-tracker'],
  });
});
