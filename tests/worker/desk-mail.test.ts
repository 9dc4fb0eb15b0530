// The desk's own mail: each person's choice, and nothing of a draft's text in it.
import { expect, test, vi } from 'vitest';
import type { OwnMail } from '../../data/mail.ts';
import type { InstallationStatus } from '../../data/running.ts';
import { dueDeskMails, queueDeskMail } from '../../worker/courier/mail/desk-mail.ts';
import { aPledge } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, publishOnePledge, save } from './client.ts';
import { as, newToken, type Token } from './people.ts';
import {
  ask,
  letMailTimePass,
  linkIn,
  post,
  postOfficeInEachTest,
  round,
  untilMailed,
} from './post-office.ts';
import { inCourier, untilTold } from './receivers.ts';

const office = postOfficeInEachTest();

const HOUR_MS = 3_600_000;
const CHOICE = { daily: true, atOnce: true, hour: 6 };

function choose(headers: Record<string, string>, body: object = CHOICE): Promise<Response> {
  return fetchAsEditor('/me/mail', { method: 'PUT', body, headers });
}

async function settle(): Promise<void> {
  await untilTold();
  await untilMailed();
}

/** Somebody who has confirmed where they want their mail. */
async function reached(name: string, address: string, choice: object = CHOICE) {
  const headers = as(await newToken(name, 'editor'));
  const asked = await json<OwnMail>(choose(headers, { ...choice, address }));
  expect(asked).toEqual({ offered: true, state: 'asked', since: expect.any(String), ...choice });
  await untilMailed();
  expect((await post(linkIn(office.to(address).at(-1)!, 'confirm'))).status).toBe(200);
  office.sent.length = 0;
  return headers;
}

test('what waits for somebody comes at once, in numbers, once for many, and not if it is read first', async () => {
  const { version } = await publishOnePledge();
  const wren = await reached('Wren', 'wren@example.org');
  await json(save(version, aPledge({ title: 'Secret title' })));
  await json(act('assign', version + 1, { to: 'Wren', note: 'Secret note' }));
  await json(
    fetchAsEditor(`${PLEDGE}/comments`, {
      method: 'POST',
      body: { text: 'Secret comment', mentions: ['Wren'] },
    }),
    201,
  );
  await settle();
  expect(office.sent).toEqual([]);
  await letMailTimePass(2 * 60_000);
  await round();
  const [mail, ...more] = office.sent;
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ to: 'wren@example.org', subject: 'In your inbox at pledges.example: 2' });
  for (const said of ['Given to you: 1', 'Mentions of you: 1', 'https://pledges.example/desk/inbox'])
    expect(mail?.text).toContain(said);
  expect(JSON.stringify(mail)).not.toMatch(/secret|ferry|test-tracker|admin/i);
  // Many within some minutes are one mail, and what was read needs none.
  await json(
    fetchAsEditor(`${PLEDGE}/comments`, { method: 'POST', body: { text: 'Again', mentions: ['Wren'] } }),
    201,
  );
  await untilTold();
  await letMailTimePass(5 * 60_000);
  await round();
  expect(office.sent).toHaveLength(1);
  await json(fetchAsEditor('/inbox', { method: 'PATCH', body: { read: 'all' }, headers: wren }));
  await letMailTimePass(10 * 60_000);
  await round();
  expect(office.sent).toHaveLength(1);
});

test('what comes while a mail is made is told by the next', async () => {
  const { version } = await publishOnePledge();
  await reached('Wren', 'wren@example.org', { daily: false, atOnce: true, hour: 6 });
  await json(act('assign', version, { to: 'Wren' }));
  await untilTold();
  await letMailTimePass(2 * 60_000);
  const [due] = await inCourier((sql) => dueDeskMails(sql, Date.now()));
  await json(
    fetchAsEditor(`${PLEDGE}/comments`, { method: 'POST', body: { text: 'Late', mentions: ['Wren'] } }),
    201,
  );
  await untilTold();
  await inCourier((sql) => queueDeskMail(sql, due!, { assigned: 1 }, Date.now()));
  await round();
  expect(office.sent.map(({ text }) => text)).toEqual([expect.stringContaining('Given to you: 1')]);
  await letMailTimePass(10 * 60_000);
  await round();
  expect(office.sent.slice(1).map(({ text }) => text)).toEqual([
    expect.stringContaining('Mentions of you: 1'),
  ]);
  await letMailTimePass(24 * HOUR_MS);
  await round();
  expect(office.sent).toHaveLength(2);
});

test('the inbox comes once a day at the hour that was chosen, where something in it is unread', async () => {
  const { version } = await publishOnePledge();
  const hour = (new Date().getUTCHours() + 2) % 24;
  const wren = await reached('Wren', 'wren@example.org', { daily: true, atOnce: false, hour });
  await json(act('assign', version, { to: 'Wren' }));
  await settle();
  await letMailTimePass(59 * 60_000);
  await round();
  expect(office.sent).toEqual([]);
  await letMailTimePass(62 * 60_000);
  await round();
  expect(office.sent.map(({ subject }) => subject)).toEqual(['In your inbox at pledges.example: 1']);
  // The next is at that hour again: of this test's day, which begins now, the same way off.
  await letMailTimePass(59 * 60_000);
  await round();
  expect(office.sent).toHaveLength(1);
  await letMailTimePass(62 * 60_000);
  await round();
  expect(office.sent).toHaveLength(2);
  await json(fetchAsEditor('/inbox', { method: 'PATCH', body: { read: 'all' }, headers: wren }));
  await letMailTimePass(121 * 60_000);
  await round();
  expect(office.sent).toHaveLength(2);
});

test('an address is one’s own: nobody else sees or sets it, another one is confirmed anew, and one link stops it', async () => {
  await publishOnePledge();
  const wren = await reached('Wren', 'wren@example.org');
  const heron = as(await newToken('Heron', 'admin'));
  expect(await json(fetchAsEditor('/me/mail', { headers: heron }))).toEqual({
    offered: true,
    state: 'none',
    since: null,
    daily: false,
    atOnce: false,
    hour: 6,
  });
  expect((await fetchAsEditor('/me/mail', { method: 'DELETE', headers: heron })).status).toBe(204);
  expect((await json<OwnMail>(fetchAsEditor('/me/mail', { headers: wren }))).state).toBe('confirmed');
  // Until the new one is confirmed, the old one serves.
  await json(choose(wren, { ...CHOICE, address: 'new@example.org' }));
  await untilMailed();
  expect(await inCourier((sql) => sql.exec('SELECT count(*) AS rows FROM desk_mail').one())).toEqual({
    rows: 2,
  });
  const link = linkIn(office.to('new@example.org')[0]!, 'confirm');
  expect(await (await fetchAsReader(link)).text()).not.toContain('new@');
  await post(link);
  expect(await inCourier((sql) => sql.exec('SELECT address FROM desk_mail').toArray())).toEqual([
    { address: 'new@example.org' },
  ]);
  const asked = await choose(wren, { ...CHOICE, address: 'new@example.org' });
  expect([asked.status, asked.headers.get('retry-after')]).toEqual([429, '3600']);
  await post(linkIn(office.to('new@example.org')[0]!, 'stop'));
  expect((await json<OwnMail>(fetchAsEditor('/me/mail', { headers: wren }))).state).toBe('none');
  await json(choose(wren, { ...CHOICE, address: 'no address' }), 422);
  await json(choose(wren, { ...CHOICE, hour: 24 }), 422);
  const status = await json<InstallationStatus>(fetchAsEditor('/status', { headers: wren }));
  expect(status.mail).toBeNull();
});

test('what waits after the choice was changed, or a clock was set back, comes as it was chosen', async () => {
  const { version } = await publishOnePledge();
  const wren = await reached('Wren', 'wren@example.org');
  await json(act('assign', version, { to: 'Wren' }));
  await settle();
  await json(choose(wren, { ...CHOICE, daily: false, atOnce: false }));
  await letMailTimePass(3 * 60_000);
  await round();
  expect(office.sent).toEqual([]);
  await json(choose(wren, { ...CHOICE, atOnce: false }));
  await letMailTimePass(-365 * 24 * HOUR_MS);
  await round();
  expect(office.sent.map(({ subject }) => subject)).toEqual(['In your inbox at pledges.example: 1']);
});

test('an address that nobody has confirmed goes when another is written in its place, and after 48 hours', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'editor'));
  const addresses = () => inCourier((sql) => sql.exec('SELECT address FROM desk_mail').toArray());
  for (const address of ['wren@example.org', 'new@example.org']) {
    await json(choose(wren, { ...CHOICE, address }));
    await untilMailed();
  }
  expect(await addresses()).toEqual([{ address: 'new@example.org' }]);
  const link = linkIn(office.to('wren@example.org')[0]!, 'confirm');
  expect((await fetchAsReader(link)).status).toBe(404);
  await letMailTimePass(48 * HOUR_MS);
  await round();
  expect(await addresses()).toEqual([]);
});

test('somebody at the desk asks for no more addresses in a day than a network may', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'editor'));
  const statuses: number[] = [];
  for (let at = 0; at < 51; at += 1)
    statuses.push((await choose(wren, { ...CHOICE, address: `reader-${at}@example.org` })).status);
  expect(statuses.lastIndexOf(200)).toBe(49);
  expect(statuses[50]).toBe(429);
  const heron = as(await newToken('Heron', 'editor'));
  expect((await choose(heron, { ...CHOICE, address: 'heron@example.org' })).status).toBe(200);
});

test('while the Ledger does not answer, a mail of the desk is put off and keeps no reader’s mail', async () => {
  const { version } = await publishOnePledge();
  await reached('Wren', 'wren@example.org');
  await json(act('assign', version, { to: 'Wren' }));
  await settle();
  const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { Ledger } = await import('../../worker/ledger/ledger.ts');
  const away = vi.spyOn(Ledger.prototype, 'waitingFor').mockImplementation(() => {
    throw new Error('away');
  });
  await letMailTimePass(2 * 60_000);
  await ask({ address: 'bo@example.org' });
  await round();
  await untilMailed();
  expect(office.sent.map(({ to }) => to)).toEqual(['bo@example.org']);
  expect([away.mock.calls.length, errors.mock.calls.length]).toEqual([1, 1]);
  away.mockRestore();
  await letMailTimePass(10 * 60_000);
  await round();
  expect(office.to('wren@example.org')).toHaveLength(1);
});

test('whoever may not enter any more is mailed no more, and a new person of their name has none of it', async () => {
  const { version } = await publishOnePledge();
  const token = await json<Token>(
    fetchAsEditor('/tokens', { method: 'POST', body: { name: 'Wren', role: 'editor', trackers: '*' } }),
    201,
  );
  await json(choose(as(token), { ...CHOICE, address: 'wren@example.org' }));
  await untilMailed();
  await post(linkIn(office.sent[0]!, 'confirm'));
  await json(act('assign', version, { to: 'Wren' }));
  await json(fetchAsEditor(`/tokens/${token.id}`, { method: 'DELETE' }));
  await settle();
  expect(await inCourier((sql) => sql.exec('SELECT * FROM desk_mail').toArray())).toEqual([]);
  await letMailTimePass(24 * HOUR_MS);
  await round();
  expect(office.sent).toHaveLength(1);
});

test('whose access ends by itself is found out before the mail is written', async () => {
  await publishOnePledge();
  await reached('Wren', 'wren@example.org');
  await inCourier((sql) => sql.exec("UPDATE desk_mail SET person = 'Nobody', daily_at = 1"));
  await round();
  expect(office.sent).toEqual([]);
  expect(await inCourier((sql) => sql.exec('SELECT * FROM desk_mail').toArray())).toEqual([]);
});
