// What goes wrong on the way: a provider that refuses, does not answer or has had enough, a process that ends, a clock that jumps.
import { abortAllDurableObjects, evictDurableObject } from 'cloudflare:test';
import { beforeEach, expect, test, vi } from 'vitest';
import type { InstallationStatus } from '../../data/running.ts';
import type { NewsItem } from '../../worker/courier-item.ts';
import { act, publishVerdict } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, publishOnePledge } from './client.ts';
import {
  ask,
  follow,
  letMailTimePass,
  post,
  postOfficeInEachTest,
  providerError,
  round,
  untilMailed,
} from './post-office.ts';
import { courier, inCourier, untilTold } from './receivers.ts';

const office = postOfficeInEachTest();

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function mailStatus() {
  const { mail } = await json<InstallationStatus>(fetchAsEditor('/status'));
  if (!mail) throw new Error('No mail');
  return mail;
}

const states = () =>
  inCourier((sql) =>
    sql
      .exec<{ state: string }>('SELECT state FROM mail ORDER BY number')
      .toArray()
      .map(({ state }) => state),
  );

async function followers(count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) await follow(office, { address: `reader-${at}@example.org` });
  office.sent.length = 0;
}

test.each([
  ['E_RATE_LIMIT_EXCEEDED', 'rate', 60_000],
  ['E_DAILY_LIMIT_EXCEEDED', 'quota', HOUR_MS],
  ['E_SENDER_NOT_VERIFIED', 'sender', HOUR_MS],
  ['E_INTERNAL_SERVER_ERROR', 'failing', 60_000],
])(
  'after %s all mail waits, the status says since when and why, and nothing is lost or doubled',
  async (code, why, pause) => {
    const { version } = await publishOnePledge();
    await followers(3);
    let refusals = 0;
    office.judge = () => {
      refusals += 1;
      throw providerError(code);
    };
    await publishVerdict('broken', version);
    await untilTold();
    await expect.poll(async () => (await mailStatus()).paused?.why, { interval: 20 }).toBe(why);
    await round();
    await round();
    expect(refusals).toBe(3);
    const status = await mailStatus();
    expect(status).toMatchObject({
      waiting: 3,
      since: expect.any(String),
      uncertain: 0,
      lately: { sent: 3, refused: 0 },
    });
    expect(Math.abs(Date.parse(status.paused!.until) - Date.now() - pause)).toBeLessThan(30_000);
    // Then one alone is tried, and the rest with it once it is taken.
    await letMailTimePass(pause);
    await round();
    expect(refusals).toBe(4);
    office.judge = () => undefined;
    await letMailTimePass(HOUR_MS);
    await round();
    expect(office.sent.map(({ to }) => to).sort()).toEqual([0, 1, 2].map((at) => `reader-${at}@example.org`));
    expect(await mailStatus()).toMatchObject({ waiting: 0, since: null, paused: null });
  },
);

test('an address that the provider says is dead is deleted wherever it is', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await follow(office, { name: 'test-tracker' });
  await follow(office, { address: 'bo@example.org' });
  office.sent.length = 0;
  office.judge = ({ to }) => {
    if (to === 'ada@example.org') throw providerError('E_RECIPIENT_SUPPRESSED');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await untilMailed();
  expect(office.sent.map(({ to }) => to)).toEqual(['bo@example.org']);
  expect(await inCourier((sql) => sql.exec('SELECT address FROM follow').toArray())).toEqual([
    { address: 'bo@example.org' },
  ]);
  expect(await mailStatus()).toMatchObject({ waiting: 0, uncertain: 0, paused: null, followers: 1 });
});

test('a mail that the provider does not take for what it is is tried four times more, or not at all', async () => {
  const { version } = await publishOnePledge();
  await followers(1);
  let tries = 0;
  office.judge = () => {
    tries += 1;
    throw providerError('E_DELIVERY_FAILED');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await expect.poll(() => tries).toBe(1);
  for (let time = 0; time < 6; time += 1) {
    await letMailTimePass(6 * HOUR_MS);
    await round();
  }
  expect(tries).toBe(5);
  expect(await mailStatus()).toMatchObject({ waiting: 0, uncertain: 0 });
  office.judge = () => {
    tries += 1;
    throw providerError('E_CONTENT_TOO_LARGE');
  };
  await json(act('dispute', version + 2, { note: 'Too long.' }));
  await untilTold();
  await untilMailed();
  await letMailTimePass(DAY_MS);
  await round();
  expect(tries).toBe(6);
});

test('a mail without an answer is not sent twice: it is uncertain, the status counts it, and the others wait a while', async () => {
  const { version } = await publishOnePledge();
  await followers(12);
  const begun: string[] = [];
  office.judge = ({ to }) => {
    begun.push(to);
    throw new Error('Network connection lost');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await expect.poll(async () => (await mailStatus()).uncertain).toBe(10);
  await round();
  expect(begun).toHaveLength(10);
  expect(await mailStatus()).toMatchObject({ waiting: 2, paused: { why: 'failing' } });
  office.judge = () => undefined;
  await letMailTimePass(60_000);
  await round();
  expect(office.sent.map(({ to }) => to).filter((to) => begun.includes(to))).toEqual([]);
  expect(office.sent).toHaveLength(2);
  await letMailTimePass(31 * DAY_MS);
  await round();
  expect((await mailStatus()).uncertain).toBe(0);
});

test('a process that ends while it sends loses nothing that was not on its way, and doubles nothing', async () => {
  const { version } = await publishOnePledge();
  await followers(25);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const begun: string[] = [];
  office.judge = ({ to }) => {
    begun.push(to);
    return held;
  };
  await publishVerdict('broken', version);
  await untilTold();
  await expect.poll(() => begun.length).toBe(10);
  office.judge = () => undefined;
  await abortAllDurableObjects();
  await round();
  release();
  const status = await mailStatus();
  expect(status).toMatchObject({ waiting: 0, uncertain: 10 });
  const after = office.sent.map(({ to }) => to).filter((to) => !begun.includes(to));
  expect(after).toHaveLength(15);
  expect(new Set(after).size).toBe(15);
  expect(await states()).toEqual(Array(10).fill('uncertain'));
});

test('what was asked for and what waits survive a restart, and an event that is handed over again is mailed once', async () => {
  const { version } = await publishOnePledge();
  await followers(2);
  office.judge = () => {
    throw providerError('E_RATE_LIMIT_EXCEEDED');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await ask({ address: 'later@example.org' });
  await evictDurableObject(courier());
  office.judge = () => undefined;
  const item: NewsItem = await inCourier((sql) => {
    const { id, body } = sql
      .exec<{ id: string; body: string }>(
        'SELECT id, body FROM event WHERE body IS NOT NULL ORDER BY number DESC LIMIT 1',
      )
      .one();
    const { type, timestamp: at, data } = JSON.parse(body);
    return {
      id,
      at,
      subject: 'test-tracker#1',
      tracker: 'test-tracker',
      slug: 'reopen-the-ferry',
      names: ['test-tracker/reopen-the-ferry'],
      news: { type, ...data },
      feed: null,
      forgets: false,
    };
  });
  await courier().receive([item, item]);
  await letMailTimePass(HOUR_MS);
  await round();
  await untilMailed();
  expect(office.sent.map(({ to }) => to).sort()).toEqual([
    'later@example.org',
    'reader-0@example.org',
    'reader-1@example.org',
  ]);
});

test('a clock that was set back holds nothing up, and one that was set forward sends nothing twice', async () => {
  const { version } = await publishOnePledge();
  await followers(2);
  office.judge = () => {
    throw providerError('E_RATE_LIMIT_EXCEEDED');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await expect.poll(async () => (await mailStatus()).paused?.why).toBe('rate');
  office.judge = () => undefined;
  // As if all of it had been written a year ahead.
  await letMailTimePass(-365 * DAY_MS);
  await round();
  // What is due then nothing counts as due before a round has looked at the clock, and one may have been under way.
  await expect.poll(() => office.sent.length).toBe(2);
  await letMailTimePass(365 * DAY_MS);
  await round();
  expect(office.sent).toHaveLength(2);
});

test('after a clock was set back, whoever follows still hears, and whoever asks again is answered', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await ask({ address: 'bo@example.org' });
  await untilMailed();
  office.sent.length = 0;
  await letMailTimePass(-365 * DAY_MS);
  await round();
  await ask({ address: 'bo@example.org' });
  await publishVerdict('broken', version);
  await untilTold();
  await untilMailed();
  expect(office.sent.map(({ to }) => to).sort()).toEqual(['ada@example.org', 'bo@example.org']);
});

test('at the end of a term a reader gets one mail of many changes, and of five at most one each', async () => {
  const { version } = await publishOnePledge();
  await followers(1);
  office.judge = () => {
    throw providerError('E_RATE_LIMIT_EXCEEDED');
  };
  let at = version;
  for (let time = 0; time < 4; time += 1) {
    await json(act('dispute', at, { note: `Why ${time}?` }));
    await json(act('settle', at + 1, { note: `So ${time}.` }));
    at += 2;
  }
  await untilTold();
  office.judge = () => undefined;
  await letMailTimePass(HOUR_MS);
  await round();
  const [mail, ...more] = office.sent;
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('What has changed: “Reopen the ferry”');
  expect([...mail!.text.matchAll(/(?:Why|So) (\d)/g)].map(([, time]) => Number(time))).toEqual([
    0, 0, 1, 1, 2, 2, 3, 3,
  ]);
});

test('of what was redacted no mail is sent any more', async () => {
  const { version } = await publishOnePledge();
  await followers(1);
  office.judge = () => {
    throw providerError('E_RATE_LIMIT_EXCEEDED');
  };
  await publishVerdict('broken', version);
  await untilTold();
  await expect.poll(async () => (await mailStatus()).waiting).toBe(1);
  await publishVerdict('kept', version + 2);
  await untilTold();
  await json(act('redact', version + 4, { note: 'A court order.', revisions: [2] }));
  await untilTold();
  office.judge = () => undefined;
  await letMailTimePass(HOUR_MS);
  await round();
  expect(office.sent).toEqual([]);
  expect(await states()).toEqual([]);
});

test('the operator’s own limit is kept to, and what is over it goes the day after', async () => {
  const { env } = await import('cloudflare:workers');
  Object.assign(env, { MAIL_A_DAY: '4' });
  try {
    const { version } = await publishOnePledge();
    await followers(3);
    await publishVerdict('broken', version);
    await untilTold();
    await round();
    expect(office.sent).toHaveLength(1);
    expect(await mailStatus()).toMatchObject({ waiting: 2, paused: { why: 'limit' }, lately: { sent: 4 } });
    await letMailTimePass(DAY_MS);
    await round();
    expect(office.sent).toHaveLength(3);
  } finally {
    Object.assign(env, { MAIL_A_DAY: '' });
  }
});

test('where the Courier does not answer, a reader is told so, and what they wrote is in the form still', async () => {
  await publishOnePledge();
  const { Courier } = await import('../../worker/courier/courier.ts');
  vi.spyOn(Courier.prototype, 'ask').mockImplementation(() => {
    throw new Error('away');
  });
  for (const asked of ['mailLink', 'confirmMail'] as const)
    vi.spyOn(Courier.prototype, asked).mockImplementation(() => {
      throw new Error('away');
    });
  const answer = await ask();
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
  expect(await answer.text()).toContain('value="ada@example.org"');
  expect((await fetchAsReader(`/mail/stop/${'x'.repeat(43)}`)).status).toBe(503);
  expect((await post(`/mail/confirm/${'x'.repeat(43)}`)).status).toBe(503);
  // A malformed token does not wake the Courier.
  expect((await fetchAsReader('/mail/stop/x')).status).toBe(404);
  expect((await post('/mail/confirm/x')).status).toBe(404);
});
