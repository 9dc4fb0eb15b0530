// What the desk's lists are read from is made of the record: a restore makes it anew, a redaction takes words out of it, and
// who leaves leaves nothing in it.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Found, Today } from '../../data/desk.ts';
import { aPledge, aTracker } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { fetchAsEditor, json, publishOnePledge, save } from './client.ts';
import { linesOf, sendBackup, takeBackup } from './disaster.ts';
import { bringIn } from './lists.ts';
import { newToken } from './people.ts';
import { searchIndex } from './search-index.ts';

afterEach(reset);

const DAY_MS = 86_400_000;
const PLEDGES = '/trackers/test-tracker/pledges';

function day(daysAhead: number): string {
  return new Date(Date.now() + daysAhead * DAY_MS).toISOString().slice(0, 10);
}

function found(query: string): Promise<Found> {
  return json<Found>(fetchAsEditor(`/pledges${query}`));
}

test('a restored installation has the same day, finds the same, and knows who has what', async () => {
  const checkedAt = '2020-01-01T00:00:00Z';
  const many = Array.from({ length: 30 }, (_, at) => [`pledge-${at}`, {}]);
  await bringIn({ ...Object.fromEntries(many), ferry: { checkedAt }, boat: { checkedAt } });
  await newToken('Wren', 'editor');
  await json(act('assign', 1, { to: 'Wren' }, `${PLEDGES}/ferry`));
  await json(act('snooze', 1, { until: day(9) }, `${PLEDGES}/boat`));
  const views = [{ name: 'Wren’s', screen: 'today', query: 'owner=Wren' }];
  await json(fetchAsEditor('/views', { method: 'PUT', body: { views } }));
  const ask = async () => ({
    today: (await json<Today>(fetchAsEditor('/today'))).due,
    everything: await found('?sort=title'),
    words: await found('?q=ferr'),
  });
  const before = await ask();
  expect(before.today.pledges[0]).toMatchObject({ slug: 'ferry', assignee: 'Wren' });
  const backup = await takeBackup();
  expect(backup).not.toContain('listing');
  await reset();
  await json(sendBackup(backup, `?key=${linesOf(backup)[0]?.backup?.key}`), 201);
  expect(await ask()).toEqual(before);
  expect(await json(fetchAsEditor('/views'))).toEqual({ views });
});

test('a word that was redacted is nowhere in what a search looks through', async () => {
  await publishOnePledge();
  await json(save(2, aPledge({ title: 'Mr Zyzzyva and the ferry' })));
  await json(act('publish', 3, { note: 'A name.' }));
  expect((await found('?q=zyzzyva')).count).toBe(1);
  await json(act('retract', 4, { note: 'Withdrawn.' }));
  await json(act('redact', 5, { revisions: [2, 3], note: 'A court.' }));
  expect((await found('?q=zyzzyva')).count).toBe(0);
  const kept = await searchIndex();
  expect(kept).toContain('ferry');
  expect(kept).not.toContain('zyzzyva');
});

test('what is given to somebody who leaves goes to whoever takes over, or to nobody', async () => {
  await bringIn({ ferry: {}, boat: {} });
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  await json(act('assign', 1, { to: 'Wren' }, `${PLEDGES}/ferry`));
  await json(act('assign', 1, { to: 'Robin' }, `${PLEDGES}/boat`));
  await json(fetchAsEditor(`/tokens/${wren.id}?passTo=Robin`, { method: 'DELETE' }));
  expect((await found('?assignee=Robin&sort=title')).pledges).toMatchObject([
    { slug: 'boat', version: 2 },
    { slug: 'ferry', version: 3 },
  ]);
  const change = { method: 'PATCH', body: { role: 'reader' } };
  await json(fetchAsEditor(`/tokens/${robin.id}`, change));
  expect((await found('?who=unassigned')).count).toBe(2);
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=change%20token'));
  expect(audit).toMatchObject([{ detail: { assigned: 2 } }]);
});

test('pledges are found by when they are due, on the calendar of their tracker', async () => {
  const rows = { gone: { due: day(-3) }, soon: { due: day(10) }, later: { due: day(60) }, never: {} };
  await bringIn(rows, aTracker({ timezone: 'Pacific/Auckland' }));
  await bringIn(rows, aTracker({ id: 'other-tracker', timezone: 'Pacific/Honolulu' }));
  for (const [asked, slug] of [
    ['passed', 'gone'],
    ['soon', 'soon'],
    ['none', 'never'],
  ] as const)
    expect((await found(`?day=${asked}`)).pledges).toMatchObject([
      { slug, tracker: expect.any(String) },
      { slug },
    ]);
  expect((await json<Today>(fetchAsEditor('/today?day=soon'))).due.count).toBe(2);
});

test('a day that is over in one tracker is today in another, far to the west', async () => {
  // A day and an hour apart, so that there is no moment in which both have the same.
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Pago_Pago' }).format(new Date());
  await bringIn({ ferry: { due: today } }, aTracker({ timezone: 'Pacific/Kiritimati' }));
  await bringIn({ ferry: { due: today } }, aTracker({ id: 'other-tracker', timezone: 'Pacific/Pago_Pago' }));
  expect((await found('?day=passed')).pledges).toMatchObject([{ tracker: 'test-tracker' }]);
  expect((await found('?day=soon')).pledges).toMatchObject([{ tracker: 'other-tracker' }]);
});

test('what is due changes with its tracker, and is found again when its term is reopened', async () => {
  await bringIn({ ferry: { checkedAt: new Date(Date.now() - 100 * DAY_MS).toISOString() } });
  const due = async () => (await json<Today>(fetchAsEditor('/today'))).due.count;
  let version = 1;
  const change = async (changes: object) => {
    const body = aTracker(changes);
    await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', version, body }));
    version += 1;
  };
  expect(await due()).toBe(1);
  await change({ reviewEvery: 120 });
  expect(await due()).toBe(0);
  await change({ reviewEvery: 90, closedAt: '2026-01-01T00:00:00Z' });
  expect(await due()).toBe(0);
  // Of a term that is over, only what somebody objects to is work.
  await json(act('dispute', 1, { note: 'The council objects.' }, `${PLEDGES}/ferry`));
  expect(await due()).toBe(1);
  await json(act('settle', 2, { note: 'It stands.' }, `${PLEDGES}/ferry`));
  expect(await due()).toBe(0);
});

test('the record of a pledge says to whom it is given, until when it is put off, and how many suggestions wait', async () => {
  await publishOnePledge();
  await json(act('snooze', 2, { until: day(3) }));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    assignee: null,
    snoozedUntil: expect.stringContaining(day(3).slice(0, 7)),
    suggestions: 0,
  });
});
