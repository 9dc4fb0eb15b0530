// Webhooks at the desk's endpoint: who may, what is kept secret, and what becomes of receivers that fail.
import { evictDurableObject, reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, expect, test, vi } from 'vitest';
import type { Inbox } from '../../data/inbox.ts';
import type { Delivery, Webhook } from '../../data/news.ts';
import { aTracker } from '../builders.ts';
import { act, everyValueInKv, PLEDGE, publishSecond, publishVerdict } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge, untilPublished } from './client.ts';
import { takeBackup } from './disaster.ts';
import { as, newToken } from './people.ts';
import {
  courier,
  hangs,
  inCourier,
  listen,
  type MadeWebhook,
  makeWebhook,
  newsStatus,
  ok,
  passTime,
  untilTold,
  verified,
} from './receivers.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const post = (path: string, body: unknown = {}, headers = {}) =>
  fetchAsEditor(path, { method: 'POST', body, headers });

async function deliveries(id: string): Promise<Delivery[]> {
  const page = await json<{ deliveries: Delivery[] }>(fetchAsEditor(`/webhooks/${id}/deliveries`));
  return page.deliveries;
}

function change(webhook: Webhook, body: unknown, version = webhook.version): Promise<Response> {
  return fetchAsEditor(`/webhooks/${webhook.id}`, { method: 'PATCH', body, version });
}

// An alarm that comes while a round rests joins that one, which sends nothing more: then the next alarm does.
async function untilHeard({ heard }: ReturnType<typeof listen>, messages: number): Promise<void> {
  const alarmed = async () => {
    await runInDurableObject(courier(), (instance) => instance.alarm());
    return heard.length;
  };
  await expect.poll(alarmed).toBe(messages);
}

test('a webhook is made, listed, changed, switched off and on and deleted, and the audit has who did it', async () => {
  await publishOnePledge();
  const { heard } = listen();
  const made = await makeWebhook({ pledges: ['test-tracker/reopen-the-ferry'] });
  const { secret, ...shown } = made;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(await json(fetchAsEditor('/webhooks'))).toEqual({ webhooks: [shown] });
  await json(change(made, { name: 'Old' }, 7), 412);
  await json(fetchAsEditor(`/webhooks/${made.id}`, { method: 'PATCH', body: { name: 'New' } }), 428);
  expect(await json(change(made, {}), 422)).toMatchObject({ errors: [{ pointer: '/name' }] });
  const renamed = await json<Webhook>(change(made, { name: 'New', scope: { trackers: '*' } }));
  expect(renamed).toEqual({ ...shown, version: 2, name: 'New', scope: { trackers: '*' } });
  const off = await json<Webhook>(change(renamed, { on: false }));
  expect(off.off).toEqual({ at: expect.any(String), why: 'desk' });
  await json(act('dispute', 2, { note: 'Nobody hears.' }));
  await untilTold();
  const on = await json<Webhook>(change(off, { on: true }));
  expect(on).toMatchObject({ off: null, waiting: 0 });
  await json(act('settle', 3, { note: 'Heard.' }));
  await untilTold();
  expect(heard.map((message) => verified(message, secret).type)).toEqual(['review.settled']);
  expect((await fetchAsEditor(`/webhooks/${made.id}`, { method: 'DELETE' })).status).toBe(204);
  await json(fetchAsEditor(`/webhooks/${made.id}`), 404);
  expect(await inCourier((sql) => sql.exec('SELECT * FROM secret').toArray())).toEqual([]);
  const { audit } = await json<{ audit: { act: string; editor: string; detail: unknown }[] }>(
    fetchAsEditor('/audit'),
  );
  const ofWebhooks = audit.filter(({ act }) => act.includes('webhook'));
  expect(ofWebhooks.map(({ act, editor }) => [act, editor])).toEqual([
    ['delete webhook', 'admin'],
    ['change webhook', 'admin'],
    ['change webhook', 'admin'],
    ['change webhook', 'admin'],
    ['create webhook', 'admin'],
  ]);
  expect(ofWebhooks.at(-1)?.detail).toEqual({
    id: made.id,
    name: 'The Paper',
    host: 'hooks.paper.example',
    scope: { pledges: ['test-tracker/reopen-the-ferry'] },
  });
});

test('an admin of some trackers has the webhooks of these alone; others look like none', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const heron = as(await newToken('Heron', 'admin', { trackers: ['test-tracker'] }));
  const wren = as(await newToken('Wren', 'editor'));
  const ofAll = await makeWebhook();
  const ofBoth = await makeWebhook({ trackers: ['test-tracker', 'other-tracker'] });
  const own = await makeWebhook({ trackers: ['test-tracker'] }, { headers: heron });
  const { webhooks } = await json<{ webhooks: Webhook[] }>(fetchAsEditor('/webhooks', { headers: heron }));
  expect(webhooks.map(({ id }) => id)).toEqual([own.id]);
  for (const { id } of [ofAll, ofBoth, { id: 'no-such-webhook' }])
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Mine' }],
      ['DELETE', '', undefined],
      ['POST', '/rotate', {}],
      ['POST', '/test', {}],
      ['GET', '/deliveries', undefined],
      ['POST', '/deliveries/1/resend', {}],
    ] as const) {
      const answer = await fetchAsEditor(`/webhooks/${id}${path}`, {
        method,
        body,
        version: 1,
        headers: heron,
      });
      expect([method, path, answer.status, await answer.text()]).toEqual([
        method,
        path,
        404,
        expect.stringContaining('There is no such webhook.'),
      ]);
    }
  const scopes: [object, string][] = [
    [{ trackers: '*' }, '/scope/trackers'],
    [{ trackers: ['other-tracker'] }, '/scope/trackers/0'],
    [{ trackers: ['test-tracker', 'no-such-tracker'] }, '/scope/trackers/1'],
    [{ pledges: ['other-tracker/reopen-the-ferry'] }, '/scope/pledges/0'],
    [{ pledges: ['test-tracker/no-such-pledge'] }, '/scope/pledges/0'],
  ];
  for (const [scope, pointer] of scopes) {
    const body = { name: 'Mine', url: 'https://hooks.paper.example/', scope };
    const made = await json<{ errors: object[] }>(post('/webhooks', body, heron), 422);
    expect(made.errors).toMatchObject([{ pointer }]);
    const path = `/webhooks/${own.id}`;
    const changed = fetchAsEditor(path, { method: 'PATCH', body: { scope }, version: 1, headers: heron });
    expect((await json<{ errors: object[] }>(changed, 422)).errors).toMatchObject([{ pointer }]);
  }
  await json(fetchAsEditor('/webhooks', { headers: wren }), 403);
  await json(post('/webhooks', { name: 'x' }, wren), 403);
});

test.each([
  [{ scope: {} }, '/scope/trackers'],
  [{ scope: { trackers: '*', pledges: ['a-a-a/b-b-b'] } }, '/scope/pledges'],
  [{ scope: { trackers: [] } }, '/scope/trackers'],
  [{ scope: { pledges: ['no-slash'] } }, '/scope/pledges/0'],
  [{ scope: { trackers: ['test-tracker', 'test-tracker'] } }, '/scope/trackers'],
  [{ name: '' }, '/name'],
  [{ name: 'two\nlines' }, '/name'],
  [{ url: 'http://hooks.paper.example/' }, '/url'],
  [{ url: 'https://127.0.0.1/' }, '/url'],
  [{ url: 'https://hooks.paper.example:25/' }, '/url'],
  [{ secret: 'whsec_mine' }, '/secret'],
])('a webhook of %j is refused by name', async (part, pointer) => {
  await publishOnePledge();
  const body = { name: 'The Paper', url: 'https://hooks.paper.example/', scope: { trackers: '*' }, ...part };
  expect(await json(post('/webhooks', body), 422)).toMatchObject({
    errors: expect.arrayContaining([expect.objectContaining({ pointer })]),
  });
});

test('a secret is told once: no other answer, no backup, no log, no audit and nothing in KV or the Ledger has it', async () => {
  const logs = (['log', 'warn', 'error', 'info'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
  await publishOnePledge();
  listen(() => new Response('no', { status: 500 }));
  const made = await makeWebhook();
  const { secret: second } = await json<MadeWebhook>(post(`/webhooks/${made.id}/rotate`));
  await json(post(`/webhooks/${made.id}/test`), 202);
  await json(act('dispute', 2, { note: 'Why?' }));
  await untilTold();
  const answers = await Promise.all(
    ['/webhooks', `/webhooks/${made.id}`, `/webhooks/${made.id}/deliveries`, '/status', '/audit', '/me'].map(
      async (path) => (await fetchAsEditor(path)).text(),
    ),
  );
  const inLedger = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    [
      ...sql.exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      ),
    ].map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray())),
  );
  const logged = logs.flatMap(({ mock }) => mock.calls.map((call) => call.map(String).join(' ')));
  const everything = [...answers, ...inLedger, ...logged, await takeBackup(), await everyValueInKv()].join(
    '\n',
  );
  for (const secret of [made.secret, second]) {
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secret.slice('whsec_'.length));
  }
  // The address may be a secret as well: it is for admins alone.
  const audited = await (await fetchAsEditor('/audit')).text();
  expect([audited, await takeBackup()].join()).not.toContain('paper.example/pledges');
});

test('a new secret signs at once, the old one as well until it ends, and each verifies with the standard’s own library', async () => {
  await publishOnePledge();
  const { heard } = listen();
  const made = await makeWebhook();
  const rotated = await json<MadeWebhook>(post(`/webhooks/${made.id}/rotate`, { overlapHours: 2 }));
  expect(Date.parse(rotated.secretOverlaps!) - Date.now()).toBeGreaterThan(7_100_000);
  await json(post(`/webhooks/${made.id}/test`), 202);
  await untilTold();
  const [both] = heard;
  for (const { secret } of [made, rotated])
    expect(new Verifier(secret).verify(both!.body, both!.headers)).toMatchObject({ type: 'webhook.test' });
  await inCourier((sql) =>
    sql.exec("UPDATE secret SET ends_at = '2020-01-01T00:00:00.000Z' WHERE ends_at IS NOT NULL"),
  );
  await json(post(`/webhooks/${made.id}/test`), 202);
  await untilTold();
  const later = heard[1]!;
  expect(() => new Verifier(made.secret).verify(later.body, later.headers)).toThrow();
  new Verifier(rotated.secret).verify(later.body, later.headers);
  // What has leaked ends at once.
  const third = await json<MadeWebhook>(post(`/webhooks/${made.id}/rotate`, { overlapHours: 0 }));
  expect(third.secretOverlaps).toBeNull();
  await json(post(`/webhooks/${made.id}/test`), 202);
  await untilTold();
  const last = heard[2]!;
  expect(() => new Verifier(rotated.secret).verify(last.body, last.headers)).toThrow();
  new Verifier(third.secret).verify(last.body, last.headers);
  expect(() => new Verifier(third.secret).verify(`${last.body} `, last.headers)).toThrow();
  await json(post(`/webhooks/${made.id}/rotate`, { overlapHours: 169 }), 422);
});

test('a receiver that fails is tried ten times, ever more rarely, and then switched off, which the status says', async () => {
  const { version } = await publishOnePledge();
  const net = listen(() => new Response('down', { status: 503 }));
  const made = await makeWebhook();
  await publishVerdict('broken', version);
  await untilTold();
  const pauses: number[] = [];
  for (let tries = 1; tries < 10; tries += 1) {
    expect(net.heard).toHaveLength(tries);
    const [delivery] = await deliveries(made.id);
    expect(delivery).toMatchObject({ state: 'waiting', tries, status: 503, error: null });
    pauses.push(Date.parse(delivery!.nextTryAt!) - Date.parse(delivery!.triedAt!));
    expect((await newsStatus()).webhooks).toEqual({
      failing: [{ id: made.id, name: 'The Paper', failingSince: expect.any(String) }],
      off: [],
    });
    await passTime();
  }
  const usual = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
  for (const [index, pause] of pauses.entries()) {
    expect(pause).toBeGreaterThanOrEqual(usual[index]! * 1000);
    expect(pause).toBeLessThanOrEqual(usual[index]! * 1100 + 1);
  }
  expect(usual.reduce((sum, each) => sum + each) / 86_400).toBeGreaterThan(3);
  // All tries are of one message, under one id.
  expect(new Set(net.heard.map(({ headers, body }) => headers['webhook-id'] + body)).size).toBe(1);
  expect((await deliveries(made.id))[0]).toMatchObject({ state: 'failed', tries: 10, nextTryAt: null });
  expect((await newsStatus()).webhooks?.off).toEqual([
    { id: made.id, name: 'The Paper', off: { at: expect.any(String), why: 'failing' } },
  ]);
  await json(act('dispute', version + 2, { note: 'Not sent any more.' }));
  await untilTold();
  expect(net.heard).toHaveLength(10);
  // A test goes out all the same, and once it is on again it hears.
  net.answer(ok);
  await json(post(`/webhooks/${made.id}/test`), 202);
  await untilTold();
  expect((await deliveries(made.id))[0]).toMatchObject({
    type: 'webhook.test',
    state: 'delivered',
    status: 204,
  });
  const now = await json<Webhook>(fetchAsEditor(`/webhooks/${made.id}`));
  await json(change(now, { on: true }));
  await json(act('settle', version + 3, { note: 'Heard.' }));
  await untilTold();
  expect(JSON.parse(net.heard.at(-1)!.body).type).toBe('review.settled');
});

test('a test message that fails is told to whoever sent it, and counts for nothing', async () => {
  await publishOnePledge();
  listen(() => new Response(null, { status: 500 }));
  const { id } = await makeWebhook();
  for (let at = 0; at < 11; at += 1) await json(post(`/webhooks/${id}/test`), 202);
  await untilTold();
  expect(await json<Webhook>(fetchAsEditor(`/webhooks/${id}`))).toMatchObject({
    off: null,
    failures: 0,
    waiting: 0,
  });
  expect((await deliveries(id)).map(({ state }) => state)).toEqual(Array(11).fill('failed'));
});

test('a receiver that says 410 is switched off at once, and one that redirects is not followed', async () => {
  await publishOnePledge();
  const { heard } = listen(({ url }) =>
    url.endsWith('/gone')
      ? new Response(null, { status: 410 })
      : Response.redirect('https://elsewhere.paper.example/', 307),
  );
  const gone = await makeWebhook(
    { trackers: '*' },
    { name: 'Gone', url: 'https://hooks.paper.example/gone' },
  );
  const moved = await makeWebhook(
    { trackers: '*' },
    { name: 'Moved', url: 'https://hooks.paper.example/moved' },
  );
  await json(act('dispute', 2, { note: 'Why?' }));
  await untilTold();
  expect((await newsStatus()).webhooks?.off).toMatchObject([{ id: gone.id, off: { why: 'gone' } }]);
  const told = (headers = {}) => json<Inbox>(fetchAsEditor('/inbox', { headers }));
  await expect.poll(async () => (await told()).unread).toBe(1);
  const [entry] = (await told()).entries;
  expect(entry).toMatchObject({
    kind: 'webhook-off',
    tracker: null,
    text: 'gone',
    webhook: { id: gone.id, name: 'Gone' },
  });
  await runDurableObjectAlarm(courier());
  expect((await told()).entries).toHaveLength(1);
  // It hears of all trackers: an admin of one sees nothing of it.
  const some = as(await newToken('Wren', 'admin', { trackers: ['test-tracker'] }));
  expect((await told(some)).entries).toEqual([]);
  expect(await deliveries(moved.id)).toMatchObject([{ state: 'waiting', status: 307 }]);
  expect(heard.map(({ url }) => url).sort()).toEqual([
    'https://hooks.paper.example/gone',
    'https://hooks.paper.example/moved',
  ]);
});

test('news of one pledge comes in its order: what follows waits for what failed, and other pledges do not', async () => {
  const { version } = await publishOnePledge();
  await publishSecond();
  const net = listen(({ body }) => new Response(null, { status: body.includes('ferry') ? 500 : 200 }));
  const { id } = await makeWebhook();
  await json(act('dispute', version, { note: 'First.' }));
  await json(act('settle', version + 1, { note: 'Second.' }));
  await untilTold();
  await json(act('dispute', 2, { note: 'Other.' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await untilTold();
  await passTime();
  const notes = () => net.heard.map(({ body }) => JSON.parse(body).data.note);
  expect(notes().filter((note) => note === 'Other.')).toHaveLength(1);
  expect(notes()).not.toContain('Second.');
  expect((await json<Webhook>(fetchAsEditor(`/webhooks/${id}`))).waiting).toBe(2);
  net.answer(ok);
  await passTime();
  await untilTold();
  expect(notes().slice(-2)).toEqual(['First.', 'Second.']);
});

test('a delivery is sent again under its own id, and what was redacted since is gone', async () => {
  await publishOnePledge();
  const { heard } = listen();
  const { id } = await makeWebhook();
  await json(act('dispute', 2, { note: 'Why?' }));
  await untilTold();
  const [first] = await deliveries(id);
  expect(first).toMatchObject({ state: 'delivered', status: 204, pledge: 'test-tracker/reopen-the-ferry' });
  const again = await json<Delivery>(post(`/webhooks/${id}/deliveries/${first!.id}/resend`), 202);
  await untilTold();
  expect([again.id, again.event]).toEqual([first!.id + 1, first!.event]);
  expect(heard.map(({ headers, body }) => [headers['webhook-id'], body])).toEqual([
    [first!.event, heard[0]!.body],
    [first!.event, heard[0]!.body],
  ]);
  for (const wrong of ['999', '0', 'x', '01', '9999999999999999'])
    await json(post(`/webhooks/${id}/deliveries/${wrong}/resend`), 404);
  await json(act('retract', 3, { note: 'Libel.' }));
  await json(act('redact', 4, { revisions: [1, 2, 3], note: 'By order of a court.' }));
  await untilTold();
  await json(post(`/webhooks/${id}/deliveries/${first!.id}/resend`), 409);
  expect(
    await inCourier((sql) => sql.exec('SELECT body FROM event WHERE body IS NOT NULL').toArray()),
  ).toEqual([]);
});

test('what was told of a merger is not sent again once the pledge that took the other in is redacted', async () => {
  const hub = listen();
  await publishOnePledge();
  await publishSecond();
  const webhook = await makeWebhook();
  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(act('merge', 2, { into: 'reopen-the-ferry', note: 'The same.' }, boat));
  await untilHeard(hub, 1);
  expect(hub.heard[0]?.body).toContain('Reopen the ferry');
  const { version } = await json<{ version: number }>(fetchAsEditor(PLEDGE));
  await json(act('retract', version, { note: 'It was wrong.' }));
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'A court said so.' }));
  await untilTold();
  const merged = (await deliveries(webhook.id)).find(({ type }) => type === 'pledge.merged');
  const again = await post(`/webhooks/${webhook.id}/deliveries/${merged?.id}/resend`);
  expect(again.status).toBe(409);
  const bodies = await inCourier((sql) => sql.exec('SELECT body FROM event').toArray());
  expect(JSON.stringify(bodies)).not.toContain('Reopen the ferry');
});

test('a Courier that ends in the middle sends what was not answered again under the same id, and nothing else', async () => {
  await publishOnePledge();
  const net = listen(hangs);
  const { id } = await makeWebhook();
  await json(act('dispute', 2, { note: 'Why?' }));
  await expect.poll(() => net.heard.length).toBe(1);
  await runInDurableObject(courier(), (_, state) => state.abort('The object ends.')).catch(() => undefined);
  net.answer(ok);
  await untilTold();
  await runInDurableObject(courier(), (instance) => instance.alarm());
  await evictDurableObject(courier());
  await runInDurableObject(courier(), (instance) => instance.alarm());
  expect(new Set(net.heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(net.heard).toHaveLength(2);
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered', tries: 1 }]);
});

test('a clock that jumps ahead or back loses nothing, doubles nothing and switches nothing off', async () => {
  const { version } = await publishOnePledge();
  const net = listen(() => new Response(null, { status: 500 }));
  const { id } = await makeWebhook();
  await json(act('dispute', version, { note: 'Why?' }));
  await untilTold();
  const day = 86_400_000;
  const real = Date.now;
  let ahead = 10 * day;
  vi.spyOn(Date, 'now').mockImplementation(() => real() + ahead);
  await untilHeard(net, 2);
  expect((await newsStatus()).webhooks?.off).toEqual([]);
  // Back by ten days: its next try would lie ten days ahead.
  ahead = 0;
  net.answer(ok);
  await untilHeard(net, 3);
  expect(await deliveries(id)).toMatchObject([{ state: 'delivered', tries: 3 }]);
  await json(act('settle', version + 1, { note: 'It stands.' }));
  await untilTold();
  expect(net.heard.map(({ body }) => JSON.parse(body).type).slice(2)).toEqual([
    'review.started',
    'review.settled',
  ]);
});

test('with a thousand receivers that hang, a publication is answered, in KV and with others as if there were none', async () => {
  const { version } = await publishOnePledge();
  const net = listen(({ url }, signal) =>
    url.endsWith('/good') ? ok({} as never, null) : hangs({} as never, signal),
  );
  const by = { name: 'admin', at: new Date().toISOString() };
  await runInDurableObject(courier(), (instance) => {
    for (let at = 0; at < 1000; at += 1)
      instance.createWebhook(
        crypto.randomUUID(),
        { name: `Hangs ${at}`, url: `https://hangs-${at}.paper.example/`, scope: { trackers: '*' } },
        by,
      );
  });
  const good = await makeWebhook({ trackers: '*' }, { url: 'https://good.paper.example/good' });
  // Made last, and so last in every row; but it is known to answer, and has a place of its own.
  await json(post(`/webhooks/${good.id}/test`), 202);
  await untilTold();
  const began = Date.now();
  const { version: next } = await publishVerdict('broken', version);
  const answered = Date.now() - began;
  await untilPublished();
  const inKv = Date.now() - began;
  await expect.poll(() => net.heard.filter(({ url }) => url.endsWith('/good')).length).toBe(2);
  const told = Date.now() - began;
  // And again, while places are taken by what hangs.
  await publishVerdict('kept', next);
  await untilPublished();
  await expect.poll(() => net.heard.filter(({ url }) => url.endsWith('/good')).length).toBe(3);
  console.info(`1,000 hanging: answered ${answered} ms, in KV ${inKv} ms, the good receiver ${told} ms`);
  expect(net.heard.length).toBeLessThan(1000);
  expect(
    await inCourier(
      (sql) =>
        sql.exec("SELECT count(*) AS waiting FROM delivery WHERE state IN ('held', 'waiting')").one().waiting,
    ),
  ).toBe(2000);
  // A thousand more rows would be a thousand more seconds, if anything waited for them.
  expect(inKv).toBeLessThan(15_000);
});

test('where the Courier does not answer, editors publish, the status says what waits, and webhooks are a 503', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await publishOnePledge();
  const broken = await runInDurableObject(courier(), (instance) =>
    (['receive', 'webhooks', 'webhook', 'createWebhook'] as const).map((name) =>
      vi.spyOn(Object.getPrototypeOf(instance), name).mockImplementation(() => {
        throw new Error('Away.');
      }),
    ),
  );
  await json(act('dispute', 2, { note: 'Why?' }));
  await untilPublished();
  expect(await newsStatus()).toMatchObject({ waiting: 1, since: expect.any(String), webhooks: null });
  await json(fetchAsEditor('/webhooks'), 503);
  await json(fetchAsEditor('/webhooks/some-id'), 503);
  const body = { name: 'x', url: 'https://hooks.paper.example/', scope: { trackers: '*' } };
  await json(post('/webhooks', body), 503);
  for (const spy of broken) spy.mockRestore();
  const { audit } = await json<{ audit: { act: string }[] }>(fetchAsEditor('/audit?limit=2'));
  expect(audit.map(({ act }) => act)).toEqual(['webhook act failed', 'create webhook']);
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  await untilTold();
  expect((await fetchAsReader('/test-tracker')).status).toBe(200);
});
