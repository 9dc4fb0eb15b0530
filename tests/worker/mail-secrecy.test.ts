// What nobody learns, and nobody can do to somebody else's mailbox.
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { HOSTILE_STRINGS } from '../hostile-strings.ts';
import { everyValueInKv, publishVerdict } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge } from './client.ts';
import { takeBackup } from './disaster.ts';
import {
  ask,
  follow,
  letMailTimePass,
  linkIn,
  post,
  postOfficeInEachTest,
  providerError,
  round,
  untilMailed,
} from './post-office.ts';
import { inCourier, untilTold } from './receivers.ts';

const office = postOfficeInEachTest();

const DAY_MS = 86_400_000;
const IN = { 'cf-connecting-ip': '203.0.113.7' };

async function seen(response: Response) {
  return { status: response.status, headers: [...response.headers], text: await response.text() };
}

test('the answer is the same whether an address follows already, has asked, is over its limit or is new', async () => {
  await publishOnePledge();
  await follow(office);
  const known = await seen(await ask());
  const fresh = await seen(await ask({ address: 'new@example.org' }));
  expect(fresh).toEqual(known);
  expect(await seen(await ask({ address: 'new@example.org' }))).toEqual(known);
  for (let time = 0; time < 8; time += 1) await ask({ name: 'test-tracker', address: 'ada@example.org' });
  expect(await seen(await ask({ name: 'test-tracker/reopen-the-ferry' }))).toEqual(known);
  expect(known.text).not.toContain('example.org');
  // It is answered before anybody looks: the alarm does.
  expect(await seen(await ask({ website: 'https://robot.example/' }))).toEqual(known);
});

test('whoever follows already is told so, by mail, once a day, and what they chose stays', async () => {
  await publishOnePledge();
  await follow(office);
  await letMailTimePass(11 * 60_000);
  await ask({ often: 'weekly' });
  await untilMailed();
  expect(office.sent).toHaveLength(2);
  expect(office.sent[1]).toMatchObject({
    subject: 'You follow this already: “Reopen the ferry”',
    to: 'ada@example.org',
  });
  expect(await inCourier((sql) => sql.exec('SELECT often FROM follow').toArray())).toEqual([
    { often: 'at-once' },
  ]);
  expect((await fetchAsReader(linkIn(office.sent[1]!, 'manage'))).status).toBe(200);
  await letMailTimePass(11 * 60_000);
  await ask();
  await untilMailed();
  await round();
  expect(office.sent).toHaveLength(2);
});

test('nobody floods an address: not by asking again, for other things, with tags, or from many networks', async () => {
  await publishOnePledge();
  const addresses = [
    'ada@example.org',
    'ada+1@example.org',
    'ADA+x@example.org',
    'ada@example.org',
    'ada+2@example.org',
  ];
  for (const [at, address] of [...addresses, ...addresses].entries()) {
    await ask({ address, name: at % 2 ? 'test-tracker' : 'test-tracker/reopen-the-ferry' });
    await untilMailed();
    await letMailTimePass(11 * 60_000);
  }
  expect(office.sent).toHaveLength(5);
  // The same twice is once.
  await ask({ address: 'cy@example.org' });
  await ask({ address: 'cy@example.org' });
  await untilMailed();
  expect(office.to('cy@example.org')).toHaveLength(1);
  // Also where the first has left already.
  await ask({ address: 'cy@example.org' });
  await untilMailed();
  expect(office.to('cy@example.org')).toHaveLength(1);
  await letMailTimePass(DAY_MS);
  await round();
  await ask();
  await untilMailed();
  expect(office.sent).toHaveLength(7);
});

test('one network asks for so many in a day, whichever addresses it writes', async () => {
  await publishOnePledge();
  const ask53 = async (from: number) => {
    for (let at = 0; at < 53; at += 1)
      await ask({
        address: `reader-${from + at}@example.org`,
        // Of one /24; the limit of a minute is by the whole address.
        headers: { 'cf-connecting-ip': `203.0.113.${at}` },
      });
    await untilMailed();
  };
  await ask53(0);
  expect(office.sent).toHaveLength(50);
  await letMailTimePass(DAY_MS);
  await round();
  await ask53(100);
  expect(office.sent).toHaveLength(100);
});

test('from one address five forms a minute are taken', async () => {
  await publishOnePledge();
  const statuses: number[] = [];
  for (let at = 0; at < 7; at += 1)
    statuses.push((await ask({ address: `r${at}@example.org`, headers: IN })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
});

test.each([
  '',
  'ada',
  'ada@',
  '@example.org',
  'ada@example',
  'ada@example.org, bo@example.org',
  'ada@example.org\r\nBcc: bo@example.org',
  'ada\n@example.org',
  'ada@exam\tple.org',
  '"ada bo"@example.org',
  '<ada@example.org>',
  'Ada <ada@example.org>',
  'ada@example.org\u0000',
  'ada\u202e@example.org',
  '\u212aada@example.org',
  'ada@exa mple.org',
  'ada@example.org/path',
  'ada@user@example.org',
  'ada@[203.0.113.7]',
  `${'a'.repeat(65)}@example.org`,
  `ada@${'a'.repeat(260)}.org`,
])('%j is no address, and is told to whoever wrote it', async (address) => {
  await publishOnePledge();
  const answer = await ask({ address });
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('aria-invalid="true"');
  expect(text).not.toContain('\u0000');
  expect(text).not.toContain('\r');
  expect(await inCourier((sql) => sql.exec('SELECT * FROM ask').toArray())).toEqual([]);
});

test('a host in other letters is written as the mail system writes it', async () => {
  await publishOnePledge();
  await ask({ address: 'ada@bücher.example' });
  await untilMailed();
  expect(office.sent.map(({ to }) => to)).toEqual(['ada@xn--bcher-kva.example']);
});

test('a form of another site, of another type and one that is too long are refused', async () => {
  await publishOnePledge();
  expect((await ask({ headers: { origin: 'https://elsewhere.example' } })).status).toBe(403);
  expect((await ask({ headers: { 'content-type': 'application/json' } })).status).toBe(415);
  expect((await ask({ address: 'a'.repeat(5000) })).status).toBe(413);
  for (const path of ['/mail/follow', '/mail/privacy', `/mail/stop/${'x'.repeat(43)}`])
    expect((await fetchAsReader(path, { method: 'PUT' })).status).toBe(405);
  expect((await fetchAsReader('/mail/follow')).status).toBe(405);
});

test('an address is in no answer, backup, audit, log or error, nor in KV or the Ledger', async () => {
  const logs = (['log', 'warn', 'error', 'info'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation(() => undefined),
  );
  const { version } = await publishOnePledge();
  const answers: Response[] = [await ask()];
  await untilMailed();
  const confirm = linkIn(office.sent[0]!, 'confirm');
  answers.push(await fetchAsReader(confirm), await post(confirm));
  await publishVerdict('broken', version);
  await untilTold();
  await untilMailed();
  const manage = linkIn(office.sent[1]!, 'manage');
  answers.push(await fetchAsReader(manage), await post(manage, { often: 'weekly' }));
  await json(
    fetchAsEditor('/me/mail', {
      method: 'PUT',
      body: { daily: true, atOnce: true, hour: 6, address: 'wren@example.org' },
    }),
  );
  await untilMailed();
  office.judge = () => {
    throw providerError('E_INTERNAL_SERVER_ERROR');
  };
  await ask({ address: 'bo@example.org' });
  await round();
  for (const path of ['/status', '/audit', '/me', '/me/mail', '/webhooks', '/today', '/inbox'])
    answers.push(await fetchAsEditor(path));
  answers.push(
    await fetchAsEditor('/me/mail', {
      method: 'PUT',
      body: { daily: true, atOnce: true, hour: 6, address: 'no one@example.org' },
    }),
  );
  const inLedger = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    [
      ...sql.exec<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      ),
    ].map(({ name }) => JSON.stringify(sql.exec(`SELECT * FROM ${name}`).toArray())),
  );
  const logged = logs.flatMap(({ mock }) => mock.calls.map((call) => call.map(String).join(' ')));
  expect(logged.join()).toContain('E_INTERNAL_SERVER_ERROR');
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const all = [...texts, ...inLedger, ...logged, await takeBackup(), await everyValueInKv()].join('\n');
  for (const name of ['ada@', 'bo@', 'wren@', 'no one@']) expect(all).not.toContain(name);
  // Nor is what opens a link anywhere but in the mail.
  const stored = await inCourier((sql) => JSON.stringify(sql.exec('SELECT * FROM link').toArray()));
  for (const link of [confirm, manage]) expect(stored).not.toContain(link.split('/').at(-1));
});

test('a link that was made up, cut off or changed leads nowhere, and says nothing more', async () => {
  await publishOnePledge();
  await follow(office);
  const real = linkIn(office.sent[0]!, 'confirm');
  const other = `${real.slice(0, -1)}${real.endsWith('A') ? 'B' : 'A'}`;
  for (const path of [
    other,
    real.slice(0, -1),
    `${real}A`,
    `/mail/confirm/${'%00'.repeat(14)}A`,
    '/mail/manage/x',
    "/mail/stop/'--",
  ]) {
    expect([path, (await fetchAsReader(path)).status]).toEqual([path, 404]);
    expect((await post(path)).status).toBe(404);
  }
  // Of one that could be, nobody is told whether it was.
  expect((await post(`/mail/stop/${'x'.repeat(43)}`)).status).toBe(200);
  expect(await inCourier((sql) => sql.exec('SELECT 1 AS there FROM follow').toArray())).toEqual([
    { there: 1 },
  ]);
});

test('whatever is written into the form or after a link, nothing breaks', async () => {
  const errors = vi.spyOn(console, 'error');
  await publishOnePledge();
  for (const text of HOSTILE_STRINGS) {
    expect((await ask({ name: text, address: text, often: text })).status).toBe(404);
    expect((await ask({ address: text, often: text, website: '' })).status).toBe(422);
    const [end] = [encodeURIComponent(text.toWellFormed())];
    for (const kind of ['confirm', 'manage', 'stop']) {
      const path = `/mail/${kind}/${end}`.slice(0, 2000);
      expect([path, (await fetchAsReader(path)).status]).toEqual([path, 404]);
      expect((await post(path, { often: text, stop: text })).status).toBe(404);
    }
  }
  expect(errors).not.toHaveBeenCalled();
  expect(await inCourier((sql) => sql.exec('SELECT * FROM ask').toArray())).toEqual([]);
});

test('where Turnstile is set, who does not pass it asks for nothing, and is told so', async () => {
  await publishOnePledge();
  let verdict: () => Response = () => Response.json({ success: false });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => verdict());
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  Object.assign(env, { TURNSTILE_SECRET: 'secret' });
  try {
    expect((await ask()).status).toBe(403);
    expect((await ask({ 'cf-turnstile-response': 'robot' })).status).toBe(403);
    verdict = () => new Response('down', { status: 500 });
    expect((await ask({ 'cf-turnstile-response': 'person' })).status).toBe(503);
    expect(await inCourier((sql) => sql.exec('SELECT * FROM ask').toArray())).toEqual([]);
    verdict = () => Response.json({ success: true });
    expect((await ask({ 'cf-turnstile-response': 'person' })).status).toBe(200);
  } finally {
    delete (env as { TURNSTILE_SECRET?: string }).TURNSTILE_SECRET;
  }
  await untilMailed();
  expect(office.sent).toHaveLength(1);
});
