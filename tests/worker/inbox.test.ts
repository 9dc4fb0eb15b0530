// What each person at the desk is told, by whom, and what they have read of it.
import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import type { Inbox, InboxEntry } from '../../data/inbox.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE, publishSecond } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publishOnePledge,
  save,
} from './client.ts';
import { newAddress } from './limits.ts';
import { as, newToken } from './people.ts';

afterEach(async () => {
  vi.useRealTimers();
  await reset();
});

const PLEDGES = '/trackers/test-tracker/pledges';
type Who = Record<string, string>;

function inbox(headers: Who = {}, query = ''): Promise<Inbox> {
  return json<Inbox>(fetchAsEditor(`/inbox${query}`, { headers }));
}

function mark(body: unknown, headers: Who = {}) {
  return json<{ unread: number }>(fetchAsEditor('/inbox', { method: 'PATCH', body, headers }));
}

async function told(headers: Who = {}, query = ''): Promise<[string, string | null, string | null][]> {
  const { entries } = await inbox(headers, query);
  return entries.map(({ kind, slug, text }) => [kind, slug, text]);
}

async function begin(slug: string, headers: Who = {}): Promise<void> {
  const body = { slug, ...aPledge({ title: slug }) };
  await json(fetchAsEditor(PLEDGES, { method: 'POST', body, headers }), 201);
}

async function suggest(text: string, slug = 'reopen-the-ferry'): Promise<void> {
  const answer = await fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cf-connecting-ip': newAddress() },
    body: JSON.stringify({ kind: 'evidence', text }),
  });
  expect(answer.status).toBe(202);
}

async function counts(headers: Who = {}) {
  const me = await json<{ counts: unknown }>(fetchAsEditor('/me', { headers }));
  const today = await json<{ counts: unknown }>(fetchAsEditor('/today', { headers }));
  expect(today.counts).toEqual(me.counts);
  return me.counts;
}

test('whose draft is sent back is told why and by whom, until they have read it', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  await begin('buy-a-boat', wren);
  await json(act('submit', 1, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 2, { note: 'Which minister?' }, `${PLEDGES}/buy-a-boat`));
  const found = await inbox(wren);
  expect(found).toEqual({
    entries: [
      {
        id: expect.stringMatching(/^n\d+$/),
        kind: 'returned',
        at: expect.any(String),
        by: 'admin',
        readAt: null,
        tracker: 'test-tracker',
        slug: 'buy-a-boat',
        title: 'buy-a-boat',
        count: 1,
        text: 'Which minister?',
        comment: null,
        publishAt: null,
        webhook: null,
      },
    ],
    next: null,
    unread: 1,
    at: expect.any(String),
  });
  expect(await counts(wren)).toEqual({ inbox: 1, suggestions: 0 });
  expect(await told()).toEqual([]);
  const [entry] = found.entries;
  expect(await mark({ read: [entry?.id] }, wren)).toEqual({ unread: 0 });
  expect(await told(wren, '?unread=true')).toEqual([]);
  expect((await inbox(wren)).entries).toEqual([{ ...entry, readAt: expect.any(String) }]);
  expect(await mark({ unread: [entry?.id] }, wren)).toEqual({ unread: 1 });
  expect(await counts(wren)).toEqual({ inbox: 1, suggestions: 0 });
});

test('nobody is told of what they did themselves, and nobody marks what is another’s', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'editor'));
  await begin('buy-a-boat', wren);
  await json(
    fetchAsEditor(`${PLEDGES}/buy-a-boat/submit`, { method: 'POST', version: 1, body: {}, headers: wren }),
  );
  await json(
    fetchAsEditor(`${PLEDGES}/buy-a-boat/return`, {
      method: 'POST',
      version: 2,
      body: { note: 'No.' },
      headers: wren,
    }),
  );
  expect(await told(wren)).toEqual([]);
  await json(act('submit', 3, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 4, { note: 'Again.' }, `${PLEDGES}/buy-a-boat`));
  const [entry] = (await inbox(wren)).entries;
  await mark({ read: [entry?.id] });
  expect((await inbox(wren)).unread).toBe(1);
});

test('whoever is given a pledge is told, with the note, and no more once that is undone', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  const assign = (to: string | null, note: string, version: number) =>
    json<{ undo: string }>(act('assign', version, { to, note }));
  const { undo } = await assign('Wren', 'Ask the council.', 2);
  expect(await told(wren)).toEqual([['assigned', 'reopen-the-ferry', 'Ask the council.']]);
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST', body: {} }));
  expect(await told(wren)).toEqual([]);
  await assign('Wren', 'Once more.', 4);
  // It is Wren's now, so what is said of it is told to Wren.
  await json(fetchAsEditor(`${PLEDGE}/comments`, { method: 'POST', body: { text: 'Any news?' } }), 201);
  expect(await told(wren)).toEqual([
    ['commented', 'reopen-the-ferry', 'Any news?'],
    ['assigned', 'reopen-the-ferry', 'Once more.'],
  ]);
  const { pledges } = await json<{ pledges: { comments: number }[] }>(fetchAsEditor('/pledges'));
  expect(pledges.map(({ comments }) => comments)).toEqual([1]);
  expect(JSON.stringify(await json(fetchAsEditor('/audit')))).not.toContain('Once more.');
});

test('many that are given at once are one entry, which counts those that were not taken back', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  for (const slug of ['first-boat', 'second-boat', 'third-boat']) await begin(slug);
  const pledges = ['first-boat', 'second-boat', 'third-boat'].map((slug) => ({ slug, version: 1 }));
  const body = { id: 'a-request-of-its-own', act: 'assign', to: 'Wren', pledges };
  await json(fetchAsEditor('/trackers/test-tracker/acts', { method: 'POST', body }));
  await json(fetchAsEditor('/trackers/test-tracker/acts', { method: 'POST', body }));
  expect((await inbox(wren)).entries).toMatchObject([{ kind: 'assigned', slug: null, count: 3 }]);
  expect(await counts(wren)).toEqual({ inbox: 1, suggestions: 0 });
  await json(
    fetchAsEditor(`${PLEDGES}/second-boat`, {
      method: 'PUT',
      version: 2,
      body: aPledge({ title: 'Mine' }),
      headers: wren,
    }),
  );
  await json(fetchAsEditor(`/undo/${body.id}`, { method: 'POST', body: {} }));
  expect((await inbox(wren)).entries).toMatchObject([{ kind: 'assigned', count: 1 }]);
});

test('whoever takes over the drafts of somebody who leaves is told so', async () => {
  await publishOnePledge();
  const wren = await newToken('Wren', 'writer');
  const robin = as(await newToken('Robin', 'writer'));
  for (const slug of ['first-boat', 'second-boat']) await begin(slug, as(wren));
  await json(fetchAsEditor(`/tokens/${wren.id}?passTo=Robin`, { method: 'DELETE' }));
  expect((await inbox(robin)).entries).toMatchObject([
    { kind: 'assigned', by: 'admin', slug: null, count: 2 },
  ]);
});

test('what could not go out at its time is told to whoever scheduled it and whoever wrote it', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  const heron = as(await newToken('Heron', 'editor'));
  await begin('buy-a-boat', wren);
  const publishAt = new Date(Date.now() + 60_000).toISOString();
  await json(
    fetchAsEditor(`${PLEDGES}/buy-a-boat/publish`, {
      method: 'POST',
      version: 1,
      body: { note: 'In time.', publishAt },
      headers: heron,
    }),
  );
  // What it relates to is gone by then.
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec(
      `UPDATE pledge SET publish_at = ?, draft = json_set(draft, '$.title', '') WHERE slug = 'buy-a-boat'`,
      new Date(Date.now() - 1000).toISOString(),
    ),
  );
  await runDurableObjectAlarm(ledger());
  const failed = ['schedule-failed', 'buy-a-boat', 'It could not be published at its time: see the audit.'];
  expect(await told(wren)).toEqual([failed]);
  expect(await told(heron)).toEqual([failed]);
  expect((await inbox(heron)).entries[0]).toMatchObject({ by: null, publishAt: expect.any(String) });
});

test('what is taken off the schedule is told to whoever scheduled it', async () => {
  await publishOnePledge();
  const heron = as(await newToken('Heron', 'editor'));
  const wren = await newToken('Wren', 'editor');
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  const schedule = (slug: string, headers: Who) =>
    json(
      fetchAsEditor(`${PLEDGES}/${slug}/publish`, {
        method: 'POST',
        version: 1,
        body: { note: 'Soon.', publishAt },
        headers,
      }),
    );
  await begin('buy-a-boat');
  await schedule('buy-a-boat', heron);
  await json(act('return', 2, { note: 'Wait.' }, `${PLEDGES}/buy-a-boat`));
  expect(await told(heron)).toEqual([['unscheduled', 'buy-a-boat', 'Wait.']]);
  await begin('build-a-pier', heron);
  await schedule('build-a-pier', as(wren));
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  expect((await told(heron))[0]).toEqual([
    'unscheduled',
    'build-a-pier',
    'Taken off the schedule: Wren, who scheduled it, may no longer publish here.',
  ]);
  const { version } = await json<DeskRecord>(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(
    fetchAsEditor(`${PLEDGE}/publish`, {
      method: 'POST',
      version,
      body: { note: 'Soon.', publishAt },
      headers: heron,
    }),
  );
  await json(act('dispute', version + 1, { note: 'The council objects.' }));
  expect((await told(heron))[0]).toEqual([
    'unscheduled',
    'reopen-the-ferry',
    'Taken off the schedule by "dispute".',
  ]);
});

test('what readers suggest of one pledge is one entry, for whoever may close it, and comes back with the next', async () => {
  await publishOnePledge();
  await publishSecond();
  const heron = as(await newToken('Heron', 'editor'));
  const wren = as(await newToken('Wren', 'writer'));
  await suggest('One.');
  await suggest('Two.');
  await suggest('Three.', 'buy-a-boat');
  const seen = await inbox(heron);
  expect(seen.entries.map(({ kind, slug, count, by }) => [kind, slug, count, by])).toEqual([
    ['suggestion', 'buy-a-boat', 1, null],
    ['suggestion', 'reopen-the-ferry', 2, null],
  ]);
  expect(await counts(heron)).toEqual({ inbox: 2, suggestions: 3 });
  expect(await counts(wren)).toEqual({ inbox: 0, suggestions: 0 });
  expect(await told(wren)).toEqual([]);
  // It came while the list was on the screen, so it was not seen.
  await suggest('Four.');
  expect(await mark({ read: seen.entries.map(({ id }) => id) }, heron)).toEqual({ unread: 1 });
  expect((await inbox(heron, '?unread=true')).entries).toMatchObject([
    { slug: 'reopen-the-ferry', count: 3 },
  ]);
  expect(await counts()).toEqual({ inbox: 2, suggestions: 4 });
  const ids = [1, 2, 4];
  await json(
    fetchAsEditor('/suggestions', { method: 'PATCH', body: { ids, state: 'declined', reason: 'No.' } }),
  );
  expect(await told(heron)).toEqual([['suggestion', 'buy-a-boat', null]]);
  expect((await inbox(heron)).unread).toBe(0);
  expect(await mark({ unread: [seen.entries[0]?.id] }, heron)).toEqual({ unread: 1 });
});

test('all is read up to the moment that was on the screen', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'editor'));
  await begin('buy-a-boat', wren);
  await json(act('submit', 1, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 2, { note: 'First.' }, `${PLEDGES}/buy-a-boat`));
  await suggest('One.');
  const { at } = await inbox(wren);
  await vi.waitUntil(() => new Date().toISOString() > at);
  await json(act('submit', 3, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 4, { note: 'Second.' }, `${PLEDGES}/buy-a-boat`));
  await suggest('Two.');
  expect(await mark({ read: 'all', until: at }, wren)).toEqual({ unread: 2 });
  expect((await told(wren, '?unread=true')).map(([kind, , text]) => [kind, text]).sort()).toEqual([
    ['returned', 'Second.'],
    ['suggestion', null],
  ]);
  expect(await mark({ read: 'all' }, wren)).toEqual({ unread: 0 });
});

test('who loses a tracker sees nothing of it, and sees it again when they have it back', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const token = await newToken('Wren', 'editor', { trackers: ['test-tracker', 'other-tracker'] });
  const wren = as(token);
  await begin('buy-a-boat', wren);
  await json(act('submit', 1, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 2, { note: 'Secret words.' }, `${PLEDGES}/buy-a-boat`));
  await suggest('One.');
  const change = (trackers: string[]) =>
    json(fetchAsEditor(`/tokens/${token.id}`, { method: 'PATCH', body: { trackers } }));
  await change(['other-tracker']);
  expect(await inbox(wren)).toMatchObject({ entries: [], unread: 0 });
  expect(await counts(wren)).toEqual({ inbox: 0, suggestions: 0 });
  // And nothing new of it.
  await json(act('submit', 3, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 4, { note: 'More.' }, `${PLEDGES}/buy-a-boat`));
  await change(['test-tracker']);
  expect((await told(wren)).map(([, , text]) => text)).toEqual([null, 'Secret words.']);
});

test('a name that is given anew begins with an empty inbox', async () => {
  await publishOnePledge();
  const token = await newToken('Wren', 'editor');
  await begin('buy-a-boat', as(token));
  await json(act('submit', 1, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 2, { note: 'For this Wren alone.' }, `${PLEDGES}/buy-a-boat`));
  const second = await newToken('Wren', 'editor');
  expect(await told(as(second))).toHaveLength(1);
  for (const { id } of [token, second]) await json(fetchAsEditor(`/tokens/${id}`, { method: 'DELETE' }));
  expect((await fetchAsEditor('/inbox', { headers: as(token) })).status).toBe(401);
  expect(await told(as(await newToken('Wren', 'editor')))).toEqual([]);
});

test('an entry is under the pledge’s name of now, and in the trash with it', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  await begin('buy-a-boat', wren);
  await json(act('submit', 1, {}, `${PLEDGES}/buy-a-boat`));
  await json(act('return', 2, { note: 'Why?' }, `${PLEDGES}/buy-a-boat`));
  await json(act('rename', 3, { slug: 'buy-two-boats' }, `${PLEDGES}/buy-a-boat`));
  expect(await told(wren)).toEqual([['returned', 'buy-two-boats', 'Why?']]);
  await json(fetchAsEditor(`${PLEDGES}/buy-two-boats`, { method: 'DELETE', version: 4 }));
  expect(await inbox(wren)).toMatchObject({ entries: [], unread: 0 });
  await json(
    fetchAsEditor(`${PLEDGES}/buy-two-boats/recover`, { method: 'POST', body: { slug: 'buy-a-ship' } }),
  );
  expect(await told(wren)).toEqual([['returned', 'buy-a-ship', 'Why?']]);
});

test('pages follow each other without a gap and without a repeat', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'editor'));
  await begin('buy-a-boat', wren);
  for (let round = 0; round < 5; round += 1) {
    await json(act('submit', 1 + 2 * round, {}, `${PLEDGES}/buy-a-boat`));
    await json(act('return', 2 + 2 * round, { note: `Round ${round}.` }, `${PLEDGES}/buy-a-boat`));
  }
  await suggest('One.');
  const whole = (await inbox(wren)).entries.map(({ id }) => id);
  expect(whole).toHaveLength(6);
  const found: InboxEntry[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Inbox = await inbox(wren, `?limit=2${after && `&after=${encodeURIComponent(after)}`}`);
    found.push(...page.entries);
    after = page.next;
  }
  expect(found.map(({ id }) => id)).toEqual(whole);
  expect((await fetchAsEditor('/inbox?after=yesterday')).status).toBe(400);
});

test('what was read goes after ninety days, and what nobody has read after a year', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  await begin('buy-a-boat', wren);
  for (const [version, note] of [
    [1, 'Read.'],
    [3, 'Unread.'],
  ] as const) {
    await json(act('submit', version, {}, `${PLEDGES}/buy-a-boat`));
    await json(act('return', version + 1, { note }, `${PLEDGES}/buy-a-boat`));
    if (note === 'Read.') await mark({ read: 'all' }, wren);
  }
  const afterDays = async (days: number) => {
    vi.setSystemTime(Date.now() + days * 86_400_000);
    await runDurableObjectAlarm(ledger());
    return (await told(wren)).map(([, , text]) => text);
  };
  vi.useFakeTimers({ toFake: ['Date'] });
  expect(await afterDays(89)).toEqual(['Unread.', 'Read.']);
  const alarm = await runInDurableObject(ledger(), (_, { storage }) => storage.getAlarm());
  expect(alarm).toBeLessThan(Date.now() + 2 * 86_400_000);
  expect(await afterDays(2)).toEqual(['Unread.']);
  expect(await afterDays(273)).toEqual(['Unread.']);
  expect(await afterDays(2)).toEqual([]);
});
