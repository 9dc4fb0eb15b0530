// The Ledger's alarm when it is run twice, runs late, or meets something that throws.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import Pledgemark from '../../worker/index.ts';
import { aPledge, aVerdict } from '../builders.ts';
import { act, badge, PLEDGE, publishSecond, publishVerdict } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import { type DeskRecord, fetchAsEditor, json, ledger, publishOnePledge, untilPublished } from './client.ts';

const BADGE = 'v1:badge:test-tracker/reopen-the-ferry';
const DAY_MS = 86_400_000;

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

/** Runs statements in the Ledger, then starts it anew, as the platform does after an idle while. */
async function afterwards(...statements: string[]): Promise<void> {
  await runInDurableObject(ledger(), async (_, { storage }) => {
    for (const statement of statements) storage.sql.exec(statement);
    await storage.deleteAlarm();
  });
  await evictDurableObject(ledger());
}

/** When the alarm comes next, in milliseconds from now. */
async function nextAlarm(): Promise<number> {
  const at = await runInDurableObject(ledger(), (_, { storage }) => storage.getAlarm());
  return (at ?? Number.POSITIVE_INFINITY) - Date.now();
}

async function schedule(version: number, path = PLEDGE): Promise<void> {
  const draft = aPledge({ verdict: aVerdict({ id: 'kept' }) });
  await json(fetchAsEditor(path, { method: 'PUT', body: draft, version }));
  const publishAt = new Date(Date.now() + DAY_MS).toISOString();
  await json(act('publish', version + 1, { note: 'Done.', publishAt }, path));
}

test('an alarm that is run again while it runs waits for the first, so that the newest state lands last', async () => {
  const { version } = await publishOnePledge();
  const realPut = env.PUBLISHED.put.bind(env.PUBLISHED);
  let release: () => void = () => undefined;
  let held: Promise<void> | null = new Promise((resolve) => {
    release = resolve;
  });
  const put = vi
    .spyOn(env.PUBLISHED, 'put')
    .mockImplementation(async (...args: Parameters<typeof realPut>) => {
      if (args[0] === BADGE && held) {
        const first = held;
        held = null;
        await first;
      }
      return realPut(...args);
    });
  const stalled = await publishVerdict('stalled', version);
  await expect.poll(() => put.mock.calls.some(([key]) => key === BADGE)).toBe(true);
  await publishVerdict('kept', stalled.version);
  const again = runInDurableObject(ledger(), (instance) => Promise.all([instance.alarm(), instance.alarm()]));
  await expect.poll(async () => (await json(fetchAsEditor('/status'))).waiting).toBeTruthy();
  release();
  await again;
  await expectAgreement();
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('an alarm that runs forty days late brings everything, and a verdict is dated when readers could first see it', async () => {
  const { version } = await publishOnePledge();
  await schedule(version);
  const late = Date.now() - 40 * DAY_MS;
  const began = new Date().toISOString();
  await afterwards(
    `UPDATE pledge SET publish_at = '${new Date(late).toISOString()}'`,
    `UPDATE purge SET due_at = ${late}`,
    `INSERT INTO unacknowledged_write (key, until) VALUES ('${BADGE}', ${late})`,
    `INSERT INTO outbox VALUES ('v1:trackers', 1, ${late}, ${late}, 9, 'KV PUT failed')`,
  );
  await expect.poll(async () => (await json<DeskRecord>(fetchAsEditor(PLEDGE))).state).toBe('published');
  await expectAgreement();
  const { published } = await json<DeskRecord>(fetchAsEditor(PLEDGE));
  expect(published!.verdict.id).toBe('kept');
  expect(published!.verdict.publishedAt >= began).toBe(true);
});

test('a scheduled publication that breaks goes back to review with its text, and takes no other with it', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { version } = await publishOnePledge();
  await publishSecond();
  await schedule(version);
  await schedule(2, '/trackers/test-tracker/pledges/buy-a-boat');
  await afterwards(
    `UPDATE pledge SET publish_at = '${new Date(0).toISOString()}'`,
    `CREATE TRIGGER broken BEFORE INSERT ON revision WHEN NEW.slug = 'reopen-the-ferry'
     BEGIN SELECT raise(ABORT, 'out of luck'); END`,
  );
  await expectAgreement();
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'review',
    draft: { verdict: { id: 'kept' } },
    published: { verdict: { id: 'in-progress' } },
  });
  expect(await badge('test-tracker/buy-a-boat')).toMatchObject({ verdict: { id: 'kept' } });
  const { audit } = await json<{ audit: unknown[] }>(fetchAsEditor('/audit?act=publication%20failed'));
  expect(audit).toEqual([expect.objectContaining({ slug: 'reopen-the-ferry', detail: { broke: true } })]);
  expect(JSON.stringify(audit)).not.toContain('out of luck');
});

test.each([
  ['scheduled publications', 'BEFORE UPDATE ON pledge WHEN OLD.slug = "buy-a-boat"'],
  ['unacknowledged writes', 'BEFORE DELETE ON unacknowledged_write WHEN OLD.id < 0'],
  ['cache tags', 'BEFORE UPDATE ON purge WHEN OLD.tag = "poison"'],
])(
  'a step that throws whenever it runs (%s) keeps no publication from readers, and is not tried at once',
  async (_, when) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let { version } = await publishOnePledge();
    await publishSecond();
    await publishSecond('build-a-pier');
    for (const slug of ['buy-a-boat', 'build-a-pier'])
      await schedule(2, `/trackers/test-tracker/pledges/${slug}`);
    await untilPublished();
    await afterwards(
      "UPDATE pledge SET publish_at = '1970-01-01T00:00:00.000Z' WHERE slug = 'buy-a-boat'",
      "UPDATE pledge SET publish_at = '1970-01-02T00:00:00.000Z' WHERE slug = 'build-a-pier'",
      `CREATE TRIGGER poison ${when.replaceAll('"', "'")} BEGIN SELECT raise(ABORT, 'poison'); END`,
      "INSERT INTO unacknowledged_write VALUES (-1, 'v1:trackers', 0)",
      "INSERT INTO purge VALUES ('poison', 0, 1, 0)",
    );
    await json(fetchAsEditor('/status'));
    await expect.poll(nextAlarm).toBeGreaterThan(10_000);
    expect(await badge('test-tracker/build-a-pier')).toMatchObject({ verdict: { id: 'kept' } });
    for (const id of ['stalled', 'kept']) {
      ({ version } = await publishVerdict(id, version));
      expect(await badge()).toMatchObject({ verdict: { id } });
    }
    await expect.poll(nextAlarm).toBeGreaterThan(10_000);
  },
);

test('the edge is told to forget what changed, and once more when the first refill may have been old', async () => {
  const purged: string[][] = [];
  const purge = vi.spyOn(Pledgemark.prototype, 'purge').mockImplementation(async (tags) => {
    purged.push(tags);
    return null;
  });
  await publishOnePledge();
  const tag = 'test-tracker/reopen-the-ferry';
  const calls = () => purged.filter((tags) => tags.includes(tag)).length;
  await expect.poll(calls).toBe(1);
  // Not for a minute; and a Ledger that starts anew knows of it all the same.
  expect(await nextAlarm()).toBeGreaterThan(50_000);
  expect(await nextAlarm()).toBeLessThan(70_000);
  await afterwards('UPDATE purge SET due_at = 0');
  await json(fetchAsEditor('/status'));
  await expect.poll(calls).toBe(2);
  await expect.poll(() => rowsOf('purge')).toBe(0);
  expect(await nextAlarm()).toBe(Number.POSITIVE_INFINITY);
  purge.mockRestore();
});

test('a purge that is refused is told in the status, and tried again for as long as the edge may keep an answer', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const answers: (string | null | Error)[] = ['10000 Rate limited', new Error('Nobody is there')];
  const purge = vi.spyOn(Pledgemark.prototype, 'purge').mockImplementation(async () => {
    const answer = answers.shift() ?? null;
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const refused = async () => (await json(fetchAsEditor('/status'))).edge;
  await publishOnePledge();
  await expect.poll(refused).toMatchObject({ seconds: 60, refused: { error: '10000 Rate limited' } });
  // The second time, which would have been its last, is refused as well.
  await afterwards('UPDATE purge SET due_at = 0');
  await expect.poll(refused).toMatchObject({ refused: { error: 'Error: Nobody is there' } });
  const rows = await rowsOf('purge');
  expect(rows).toBeGreaterThan(0);
  expect(await nextAlarm()).toBeGreaterThan(50_000);
  await afterwards('UPDATE purge SET due_at = 0');
  await expect.poll(refused).toEqual({ seconds: 60, refused: null });
  await expect.poll(() => rowsOf('purge')).toBe(0);

  // What was written so long ago is no longer kept anywhere.
  answers.push('10000 Rate limited');
  await afterwards("INSERT INTO purge VALUES ('old', 0, 0, unixepoch() * 1000 - 180000)");
  await expect.poll(refused).toMatchObject({ refused: { error: '10000 Rate limited' } });
  expect(await rowsOf('purge')).toBe(0);
  purge.mockRestore();
});

async function rowsOf(table: string): Promise<number> {
  return runInDurableObject(
    ledger(),
    (_, { storage }) =>
      storage.sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${table}`).one().count,
  );
}
