// Nobody outside closes the queue of suggestions: not from many addresses of few networks, and not from many networks.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import type { SuggestionPage } from '../../data/suggestion-record.ts';
import { aTracker } from '../builders.ts';
import { publishSecond } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge } from './client.ts';
import { newAddress } from './limits.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

const NETWORKS = 20;
const ADDRESSES = 1000;
const AT_ONCE = 25;
const DAY_MS = 86_400_000;

let sent = 0;

/** Sends what nobody has sent before, and answers the status. */
async function suggest(from: string, text = `Number ${sent++}`, slug = 'reopen-the-ferry'): Promise<number> {
  const answer = await fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': from },
    body: JSON.stringify({ kind: 'edit', text }),
  });
  await answer.text();
  return answer.status;
}

function queue(query = '', headers = {}): Promise<SuggestionPage> {
  return json<SuggestionPage>(
    fetchAsEditor(`/suggestions?state=open&count=true&limit=500${query}`, { headers }),
  );
}

/** Networks that nothing else in this file uses: half of them IPv4, half IPv6, and each address from another corner. */
function attack(network: number, at: number): string {
  if (network % 2 === 0) return `198.51.${network}.${at % 256}`;
  return `2001:db8:${network.toString(16)}:${at.toString(16)}:${(at * 7).toString(16)}::${at.toString(16)}`;
}

async function inLedger<Value>(ask: (sql: SqlStorage) => Value): Promise<Value> {
  return runInDurableObject(ledger(), (_, { storage }) => ask(storage.sql)) as Promise<Value>;
}

test('a thousand addresses of twenty networks keep nobody out: who is honest gets in, and is still there afterwards', async () => {
  await publishOnePledge();
  const flood = async (from: number, to: number) => {
    const statuses: number[] = [];
    for (let at = from; at < to; at += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_, each) => attack((at + each) % NETWORKS, at + each));
      statuses.push(...(await Promise.all(some.map((address) => suggest(address)))));
    }
    return statuses.sort();
  };
  const half = ADDRESSES / 2;
  const answers = await flood(0, half);
  // Five of a network, and a pledge’s queue holds a hundred.
  expect(answers).toEqual([...Array(5 * NETWORKS).fill(202), ...Array(half - 5 * NETWORKS).fill(503)]);
  expect(await queue()).toMatchObject({ count: 100, dropped: { count: 0, lastAt: null } });

  expect(await suggest(newAddress(), 'The honest one.')).toBe(202);
  await flood(half, ADDRESSES);
  const { suggestions, count: open, dropped } = await queue();
  expect(open).toBe(100);
  expect(suggestions.map(({ text }) => text)).toContain('The honest one.');
  expect(dropped.count).toBeGreaterThanOrEqual(1);
  expect(Date.now() - Date.parse(dropped.lastAt ?? '')).toBeLessThan(600_000);
  const status = await json(fetchAsEditor('/status'));
  expect(status).toMatchObject({ suggestions: { open: 100, dropped } });

  // Who edits another tracker is told of that one.
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another-tracker' }) }), 201);
  const headers = as(await newToken('Robin', 'editor', { trackers: ['another-tracker'] }));
  const none = { count: 0, lastAt: null };
  expect(await queue('', headers)).toMatchObject({ count: 0, dropped: none });
  expect(await queue('&slug=none')).toMatchObject({ dropped: none });
  expect(await json(fetchAsEditor('/status', { headers }))).toMatchObject({
    suggestions: { open: 0, dropped: none },
  });

  // And what the attack left is declined in one request.
  const ids = suggestions.flatMap(({ id, text }) => (text === 'The honest one.' ? [] : [id]));
  const body = { ids, state: 'declined', reason: 'Sent by a machine.' };
  expect(await json(fetchAsEditor('/suggestions', { method: 'PATCH', body }))).toMatchObject({ decided: 99 });
  expect((await queue()).suggestions.map(({ text }) => text)).toEqual(['The honest one.']);
});

test('a hundred networks with one each do not close it either: what is newest is there, and the oldest went', async () => {
  await publishOnePledge();
  for (let at = 0; at < 101; at += 1) expect(await suggest(newAddress(), `From network ${at}`)).toBe(202);
  const { suggestions, dropped } = await queue();
  expect(suggestions).toHaveLength(100);
  expect(suggestions[0]?.text).toBe('From network 100');
  expect(suggestions.at(-1)?.text).toBe('From network 1');
  expect(dropped.count).toBe(1);
});

test('a full installation goes on taking what is new, from whoever does not hold most of it', async () => {
  await publishOnePledge();
  await publishSecond('buy-a-boat');
  // Five thousand from a hundred networks, as a hundred pledges would have them.
  await inLedger((sql) => {
    for (let network = 1; network <= 100; network += 1)
      sql.exec(
        'INSERT INTO suggestion_network VALUES (?, ?, ?)',
        network,
        `hash ${network}`,
        new Date().toISOString(),
      );
    sql.exec(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 5000)
       INSERT INTO suggestion (pledge, kind, text, at, state, network)
       SELECT 1, 'edit', 'Flood ' || n, '2026-01-01T00:00:00Z', 'open', 1 + n % 100 FROM number`,
    );
  });
  const honest = newAddress();
  expect(await suggest(honest, 'The honest one.', 'buy-a-boat')).toBe(202);
  for (let at = 0; at < 50; at += 1) expect(await suggest(newAddress(), undefined, 'buy-a-boat')).toBe(202);
  expect(await queue()).toMatchObject({ count: 5000, dropped: { count: 51 } });
  const { suggestions } = await queue('&slug=buy-a-boat');
  expect(suggestions.map(({ text }) => text)).toContain('The honest one.');
  expect(suggestions).toHaveLength(51);
  // Those that went are the oldest of networks that held fifty, one of each at first.
  const gone = await inLedger((sql) =>
    sql.exec("SELECT count(*) AS count FROM suggestion WHERE text LIKE 'Flood %'").one(),
  );
  expect(gone).toEqual({ count: 4949 });
});

test('one network holds at most fifty of the installation’s, over however many pledges and addresses', async () => {
  await publishOnePledge();
  for (let pledge = 0; pledge < 11; pledge += 1) await publishSecond(`pledge-${pledge}`);
  const statuses: number[] = [];
  for (let at = 0; at < 55; at += 1)
    statuses.push(await suggest(`203.0.113.${at}`, undefined, `pledge-${at % 11}`));
  expect(statuses).toEqual([...Array(50).fill(202), ...Array(5).fill(503)]);
  expect(await suggest('203.0.114.1', undefined, 'pledge-0')).toBe(202);
});

test.each([
  ['of IPv4 its first three numbers', ['192.0.2.1', '192.0.2.254', '::ffff:192.0.2.7'], '192.0.3.1'],
  [
    'of IPv6 its first 48 bits, however they are written',
    ['2001:db8:1:2::3', '2001:0DB8:0001:ffff:1:2:3:4', '2001:db8:1::'],
    '2001:db8:2::3',
  ],
  ['of IPv6 with zeros left out, too', ['2001::1:2:3:4:5', '2001:0:0:7:2:3:4:5', '2001::9'], '2001:0:1::9'],
])('a network is %s', async (_, inside, outside) => {
  await publishOnePledge();
  for (let at = 0; at < 5; at += 1) expect(await suggest(inside[at % inside.length]!)).toBe(202);
  for (const address of inside) expect([address, await suggest(address)]).toEqual([address, 503]);
  expect(await suggest(outside)).toBe(202);
});

test('no address and no network can be read in the Ledger, and after a day nothing tells which it was', async () => {
  await publishOnePledge();
  for (let at = 0; at < 5; at += 1) await suggest(`192.0.2.${at}`);
  const everything = () =>
    inLedger((sql) =>
      JSON.stringify(
        sql
          .exec<{ name: string }>(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
          )
          .toArray()
          .map(({ name }) => sql.exec(`SELECT * FROM ${name}`).toArray()),
      ),
    );
  expect(await everything()).not.toMatch(/192\.0\.2|c00002/i);
  const hashes = () => inLedger((sql) => sql.exec('SELECT hash FROM suggestion_network').toArray());
  const [known] = await hashes();
  expect(known).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  // Keyed: whoever has the tables and no secret cannot try all networks.
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('192.0.2'));
  expect(known!.hash).not.toBe(Buffer.from(digest).toString('hex'));

  await inLedger((sql) => {
    sql.exec('DELETE FROM purge'); // which would be due before
    sql.exec('UPDATE suggestion_network SET seen_at = ?', new Date(Date.now() - 0.9 * DAY_MS).toISOString());
  });
  await evictDurableObject(ledger());
  await json(fetchAsEditor('/status'));
  const alarmAt = await runInDurableObject(ledger(), (_, { storage }) => storage.getAlarm());
  expect(Math.abs((alarmAt ?? 0) - Date.now() - 0.1 * DAY_MS)).toBeLessThan(60_000);
  expect(await suggest('192.0.2.77')).toBe(503);
  await runInDurableObject(ledger(), async (instance, { storage }) => {
    storage.sql.exec(
      'UPDATE suggestion_network SET seen_at = ?',
      new Date(Date.now() - DAY_MS).toISOString(),
    );
    await instance.alarm();
  });
  expect(await hashes()).toEqual([{ hash: null }]);
  // It may send again, as a network that nobody knows; what it sent before still counts as of one.
  expect(await suggest('192.0.2.77')).toBe(202);
  for (let at = 0; at < 95; at += 1) await suggest(newAddress());
  expect((await queue()).dropped.count).toBe(1);
  expect((await queue()).suggestions.filter(({ id }) => id <= 5).map(({ id }) => id)).toEqual([5, 4, 3, 2]);

  // What is closed belongs to no network any more.
  const ids = [2, 3, 4, 5];
  const body = { ids, state: 'declined', reason: 'Seen.' };
  expect(await json(fetchAsEditor('/suggestions', { method: 'PATCH', body }))).toMatchObject({ decided: 4 });
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  expect(
    await inLedger((sql) => sql.exec('SELECT * FROM suggestion_network WHERE hash IS NULL').toArray()),
  ).toEqual([]);
});

test('another secret of the installation makes other hashes', async () => {
  await publishOnePledge();
  await suggest('192.0.2.1');
  const secret = env.ADMIN_TOKEN;
  env.ADMIN_TOKEN = 'pm_another';
  await suggest('192.0.2.1');
  env.ADMIN_TOKEN = secret;
  const known = await inLedger((sql) =>
    sql.exec('SELECT count(DISTINCT hash) AS count FROM suggestion_network').one(),
  );
  expect(known).toEqual({ count: 2 });
});
