// What is scheduled stands for whoever scheduled it: who may no longer publish, publishes nothing later either.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { unasked } from '../../worker/ledger/act.ts';
import { ADMIN } from '../../worker/ledger/credentials.ts';
import { schedulesOf, sendSchedulesToReview } from '../../worker/ledger/schedules.ts';
import { aPledge, aTracker } from '../builders.ts';
import { audited, PLEDGE } from './acting.ts';
import { ADMIN_TOKEN, fetchAsEditor, found, json, ledger, untilPublished } from './client.ts';
import { as, newToken, signIn, type Token, withCookie } from './people.ts';
import { inAnHour, timeComes } from './scheduling.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  (env as { ADMIN_TOKEN: string }).ADMIN_TOKEN = ADMIN_TOKEN;
  await reset();
});

const BOAT = '/trackers/test-tracker/pledges/buy-a-boat';

type Scheduled = { state: string; comment: string | null; owner: string; publishAt: string | null };

const record = (path = PLEDGE) => json<Scheduled>(fetchAsEditor(path));

/** A draft of `writer`, scheduled by `by` for an hour from now. */
async function schedule(by: Token | null, writer: Token | null = by, path = PLEDGE): Promise<void> {
  const headers = (who: Token | null) => (who === null ? {} : { headers: as(who) });
  const slug = path.split('/').at(-1);
  const pledges = path.slice(0, path.lastIndexOf('/'));
  await json(
    fetchAsEditor(pledges, { method: 'POST', body: { slug, ...aPledge() }, ...headers(writer) }),
    201,
  );
  await json(
    fetchAsEditor(`${path}/publish`, {
      method: 'POST',
      body: { note: 'At last.', publishAt: inAnHour() },
      version: 1,
      ...headers(by),
    }),
  );
}

function revoke({ id }: Token, passTo?: string, status = 200) {
  const query = passTo === undefined ? '' : `?passTo=${passTo}`;
  return json<Record<string, unknown>>(fetchAsEditor(`/tokens/${id}${query}`, { method: 'DELETE' }), status);
}

function change({ id }: Token, body: object) {
  return json<Record<string, unknown>>(fetchAsEditor(`/tokens/${id}`, { method: 'PATCH', body }));
}

test('what a revoked person has scheduled goes back to review with a comment, is counted, and is not published', async () => {
  await found();
  const [robin, wren] = [await newToken('Robin', 'editor'), await newToken('Wren', 'writer')];
  await schedule(robin);
  await schedule(robin, wren, BOAT);
  // Of these two one is on their own desk, and both would have gone out in their name.
  expect(await revoke(robin)).toMatchObject({ drafts: 1, schedules: 2, revokedAt: expect.any(String) });
  for (const path of [PLEDGE, BOAT])
    expect(await record(path)).toMatchObject({
      state: 'review',
      publishAt: null,
      comment: 'Taken off the schedule: Robin, who scheduled it, may no longer publish here.',
    });
  expect(await record(BOAT)).toMatchObject({ owner: 'Wren' });
  expect(await audited('unschedule')).toMatchObject([
    { editor: 'admin', slug: 'buy-a-boat', detail: { by: 'Robin', publishAt: expect.any(String) } },
    { editor: 'admin', slug: 'reopen-the-ferry' },
  ]);
  expect(await audited('revoke token')).toMatchObject([{ detail: { drafts: 1, schedules: 2 } }]);
  await timeComes();
  await untilPublished();
  expect(await record()).toMatchObject({ state: 'review' });
  // Revoked once more, there is nothing left to send back.
  expect(await revoke(robin)).toMatchObject({ drafts: 1, schedules: 0 });
});

test('a revoked Access address is a revoked person', async () => {
  await found();
  const robin = await newToken('Robin', 'editor');
  await schedule(robin);
  const byAddress = await newToken('Robin', 'editor', { email: 'robin@desk.example' });
  expect(await revoke(robin)).toMatchObject({ schedules: 0 });
  expect(await revoke(byAddress)).toMatchObject({ schedules: 1 });
  expect(await record()).toMatchObject({ state: 'review' });
});

test('what is scheduled passes to whoever takes the drafts, in whose name it is then published', async () => {
  await found();
  const [robin, kim] = [await newToken('Robin', 'editor'), await newToken('Kim', 'editor')];
  await schedule(robin);
  await schedule(robin, kim, BOAT);
  expect(await revoke(robin, 'Kim')).toMatchObject({ drafts: 1, schedules: 2 });
  expect(await record()).toMatchObject({ state: 'scheduled', owner: 'Kim', comment: null });
  expect(await audited('pass schedule')).toMatchObject([
    { slug: 'buy-a-boat', detail: { by: 'Robin', to: 'Kim' } },
    { slug: 'reopen-the-ferry' },
  ]);
  await timeComes();
  await untilPublished();
  expect(await record()).toMatchObject({ state: 'published' });
  expect((await audited('publish')).map(({ editor }) => editor)).toEqual(['Kim', 'Kim']);
});

test('nobody takes over a publication that they may not make themselves, and then nothing has changed', async () => {
  await found({ review: 'two' });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const [robin, kim] = [await newToken('Robin', 'editor'), await newToken('Kim', 'editor')];
  await newToken('Wren', 'writer');
  await newToken('Dipper', 'editor', { trackers: ['other-tracker'] });
  await newToken('Brief', 'editor', { expiresAt: '2026-01-01T00:00:00Z' });
  // Kim wrote it, and where two are wanted may not be the one who publishes it.
  await schedule(robin, kim);
  for (const name of ['Wren', 'Dipper', 'Brief', 'Kim', 'Robin', 'Nobody'])
    expect([name, await revoke(robin, name, 422)]).toMatchObject([
      name,
      { errors: [{ pointer: '/passTo' }] },
    ]);
  expect(await json(fetchAsEditor('/me', { headers: as(robin) }))).toMatchObject({ name: 'Robin' });
  expect(await record()).toMatchObject({ state: 'scheduled' });
  expect(await revoke(robin, 'admin')).toMatchObject({ drafts: 0, schedules: 1 });
  await timeComes();
  await untilPublished();
  expect(await audited('publish')).toMatchObject([{ editor: 'admin' }]);
});

test('a person with another token that may still publish there goes on', async () => {
  await found();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const lost = await newToken('Robin', 'editor');
  await newToken('Robin', 'editor', { trackers: ['test-tracker'] });
  await newToken('Robin', 'writer', { trackers: ['other-tracker'] });
  await schedule(lost);
  const elsewhere = '/trackers/other-tracker/pledges/buy-a-boat';
  await schedule(lost, lost, elsewhere);
  expect(await revoke(lost)).toMatchObject({ schedules: 1 });
  expect(await record()).toMatchObject({ state: 'scheduled' });
  expect(await record(elsewhere)).toMatchObject({ state: 'review' });
  await timeComes();
  await untilPublished();
  expect(await record()).toMatchObject({ state: 'published' });
});

test('what was scheduled with a token that has expired at its time goes back to review, and the audit says why', async () => {
  await found();
  const brief = await newToken('Brief', 'editor', {
    expiresAt: new Date(Date.now() + 1_800_000).toISOString(),
  });
  await schedule(brief);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("UPDATE token SET expires_at = '2026-01-01T00:00:00.000Z'"),
  );
  await timeComes();
  await untilPublished();
  expect(await record()).toMatchObject({
    state: 'review',
    publishAt: null,
    comment: 'Taken off the schedule: Brief, who scheduled it, may no longer publish here.',
  });
  expect(await audited('publication failed')).toMatchObject([
    { editor: 'Brief', slug: 'reopen-the-ferry', detail: { refused: { reason: 'forbidden' } } },
  ]);
  expect(await audited('publish')).toEqual([]);
});

test('a lesser role, other trackers or an earlier end take what was scheduled along; more rights take nothing', async () => {
  await found();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const changes: [object, object][] = [
    [{ role: 'admin' }, { drafts: 0, schedules: 0 }],
    [{ expiresAt: '2027-01-01T00:00:00Z' }, { drafts: 0, schedules: 0 }],
    [{ trackers: ['test-tracker'] }, { drafts: 0, schedules: 0 }],
    [{ role: 'writer' }, { drafts: 0, schedules: 1 }],
    [{ trackers: ['other-tracker'] }, { drafts: 1, schedules: 1 }],
    [{ expiresAt: '2026-01-01T00:00:00Z' }, { drafts: 1, schedules: 1 }],
  ];
  for (const [index, [body, left]] of changes.entries()) {
    const robin = await newToken(`Robin ${index}`, 'editor');
    const path = `/trackers/test-tracker/pledges/pledge-${index}`;
    await schedule(robin, robin, path);
    expect([body, await change(robin, body)]).toMatchObject([body, { ...inStoredForm(body), ...left }]);
    const { state } = await record(path);
    expect([body, state]).toEqual([
      body,
      'schedules' in left && left.schedules === 0 ? 'scheduled' : 'review',
    ]);
  }
});

/** Instants are answered in the form in which they are kept. */
function inStoredForm(body: object): object {
  return 'expiresAt' in body ? { expiresAt: expect.any(String) } : body;
}

test('when the ADMIN_TOKEN is another after a start, what it had scheduled and its sessions are ended', async () => {
  await found();
  const robin = await newToken('Robin', 'editor');
  await schedule(null);
  await schedule(robin, robin, BOAT);
  const cookie = await signIn(ADMIN_TOKEN);
  await evictDurableObject(ledger());
  expect(await record()).toMatchObject({ state: 'scheduled' });
  (env as { ADMIN_TOKEN: string }).ADMIN_TOKEN = 'pm_another_secret';
  await evictDurableObject(ledger());
  const headers = { authorization: 'Bearer pm_another_secret' };
  expect(await json(fetchAsEditor(PLEDGE, { headers }))).toMatchObject({
    state: 'review',
    comment: 'Taken off the schedule: the ADMIN_TOKEN that scheduled it has changed.',
  });
  expect(await json(fetchAsEditor(BOAT, { headers }))).toMatchObject({ state: 'scheduled' });
  // Nor is the session there again when the secret is.
  (env as { ADMIN_TOKEN: string }).ADMIN_TOKEN = ADMIN_TOKEN;
  await evictDurableObject(ledger());
  expect((await withCookie('/me', cookie)).status).toBe(401);
});

test('all that is scheduled can be sent back to review at once, whoever scheduled it', async () => {
  await found();
  await schedule(null);
  await schedule(await newToken('Robin', 'editor'), null, BOAT);
  await runInDurableObject(ledger(), (_, { storage }) =>
    storage.transactionSync(() => {
      const act = unasked(storage.sql, ADMIN, new Date().toISOString());
      sendSchedulesToReview(act, schedulesOf(storage.sql), 'After a restore.');
    }),
  );
  for (const path of [PLEDGE, BOAT])
    expect(await record(path)).toMatchObject({
      state: 'review',
      comment: 'After a restore.',
      publishAt: null,
    });
});
