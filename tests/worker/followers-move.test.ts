// Followers move to another installation: nobody who carries them can read them, and nobody is asked again.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { TransferKey } from '../../data/mail.ts';
import { publishVerdict } from './acting.ts';
import { ADMIN_TOKEN, fetchAsEditor, fetchAsReader, json, publishOnePledge } from './client.ts';
import { as, newToken } from './people.ts';
import { follow, linkIn, post, postOfficeInEachTest, untilMailed } from './post-office.ts';
import { inCourier, untilTold } from './receivers.ts';

const office = postOfficeInEachTest();

function bring(body: string): Promise<Response> {
  return fetchAsReader('/api/v1/desk/followers/import', {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'text/plain' },
    body,
  });
}

test('followers come as they were, with the links of mails that were sent before, and nothing of them can be read on the way', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await follow(office, { name: 'test-tracker', address: 'bo@example.org', often: 'weekly' });
  await publishVerdict('broken', version);
  await untilTold();
  await untilMailed();
  const stop = linkIn(office.to('ada@example.org').at(-1)!, 'stop');
  // The same installation stands for the other: its followers are lost, and its key made before.
  const key = await json<TransferKey>(fetchAsEditor('/followers/key', { method: 'POST', body: {} }), 201);
  expect(Object.keys(key).sort()).toEqual(['e', 'kty', 'n']);
  const file = await (await fetchAsEditor('/followers/export', { method: 'POST', body: { key } })).text();
  expect(file).not.toContain('ada');
  expect(file.split('\n')).toHaveLength(2);
  expect(await json(bring(file))).toEqual({ imported: 0, known: 2 });
  const before = await inCourier((sql) =>
    sql.exec('SELECT name, address, often, confirmed_at FROM follow ORDER BY address').toArray(),
  );
  await inCourier((sql) => sql.exec('DELETE FROM follow'));
  expect(await json(bring(file))).toEqual({ imported: 2, known: 0 });
  expect(
    await inCourier((sql) =>
      sql.exec('SELECT name, address, often, confirmed_at FROM follow ORDER BY address').toArray(),
    ),
  ).toEqual(before);
  expect((await post(stop)).status).toBe(200);
  expect(await inCourier((sql) => sql.exec('SELECT address FROM follow').toArray())).toEqual([
    { address: 'bo@example.org' },
  ]);
  const { audit } = await json<{ audit: { act: string; detail: unknown }[] }>(fetchAsEditor('/audit'));
  expect(audit.filter(({ act }) => act.includes('followers')).map(({ act }) => act)).toEqual([
    'import followers',
    'import followers',
    'export followers',
    'make key for followers',
  ]);
});

test('who has asked at the new installation follows there as at the old one, whose clock may have been ahead', async () => {
  await publishOnePledge();
  await follow(office);
  await inCourier((sql) => sql.exec('UPDATE follow SET confirmed_at = ?', Date.now() + 365 * 86_400_000));
  const key = await json<TransferKey>(fetchAsEditor('/followers/key', { method: 'POST', body: {} }), 201);
  const file = await (await fetchAsEditor('/followers/export', { method: 'POST', body: { key } })).text();
  await inCourier((sql) => sql.exec('UPDATE follow SET confirmed_at = NULL'));
  expect(await json(bring(file))).toEqual({ imported: 1, known: 0 });
  const { confirmed_at } = await inCourier((sql) =>
    sql.exec<{ confirmed_at: number }>('SELECT confirmed_at FROM follow').one(),
  );
  expect(confirmed_at).toBeGreaterThan(Date.now() - 60_000);
  expect(confirmed_at).toBeLessThanOrEqual(Date.now());
});

test('a file for another key, one that was changed and one that is none are refused, and take nothing in', async () => {
  await publishOnePledge();
  await follow(office);
  const key = await json<TransferKey>(fetchAsEditor('/followers/key', { method: 'POST', body: {} }), 201);
  const file = await (await fetchAsEditor('/followers/export', { method: 'POST', body: { key } })).text();
  await inCourier((sql) => sql.exec('DELETE FROM follow'));
  // Not the last letter, of which a decoder may leave out four bits.
  const changed = file.replace(/.(?=.{4}\n)/, (letter) => (letter === 'A' ? 'B' : 'A'));
  for (const body of [changed, 'nothing', 'a.b.c.d.e']) {
    const refused = await json<{ errors: object[] }>(bring(body), 422);
    expect(refused.errors).toMatchObject([{ pointer: '/0' }]);
  }
  expect((await json<{ errors: object[] }>(bring(''), 422)).errors).toMatchObject([{ pointer: '/0' }]);
  // Its first line is good, and is not taken in either.
  expect((await json<{ errors: object[] }>(bring(`${file}nothing`), 422)).errors).toMatchObject([
    { pointer: '/1' },
  ]);
  const { audit } = await json<{ audit: { act: string }[] }>(fetchAsEditor('/audit'));
  expect(audit.map(({ act }) => act)).not.toContain('import followers');
  await json(fetchAsEditor('/followers/key', { method: 'POST', body: {} }), 201);
  await json(bring(file), 422);
  expect(await inCourier((sql) => sql.exec('SELECT * FROM follow').toArray())).toEqual([]);
  await json(fetchAsEditor('/followers/export', { method: 'POST', body: { key: { ...key, d: 'x' } } }), 422);
});

test('only who runs the whole installation moves them', async () => {
  await publishOnePledge();
  const some = as(await newToken('Heron', 'admin', { trackers: ['test-tracker'] }));
  for (const path of ['/followers/key', '/followers/export', '/followers/import'])
    expect((await fetchAsEditor(path, { method: 'POST', body: {}, headers: some })).status).toBe(403);
  await runInDurableObject(env.COURIER.getByName('courier'), (_, { storage: { sql } }) =>
    expect(sql.exec('SELECT * FROM transfer').toArray()).toEqual([]),
  );
});
