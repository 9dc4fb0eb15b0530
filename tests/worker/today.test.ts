// What the desk says there is to do. One decision, made in the Ledger.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import type { ListedPledge, Today } from '../../data/desk.ts';
import type { Editor } from '../../data/roles.ts';
import { today as todayAt } from '../../worker/ledger/today.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishVerdict } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { newAddress } from './limits.ts';
import { daysAgo } from './lists.ts';
import { as, newToken } from './people.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await reset();
});

const DAY_MS = 86_400_000;

function day(instant: string): string {
  return instant.slice(0, 10);
}

function today(headers: Record<string, string> = {}): Promise<Today> {
  return json<Today>(fetchAsEditor('/today', { headers }));
}

function reasons({ due }: Today): Record<string, string[]> {
  return Object.fromEntries(due.pledges.map(({ slug, reasons }) => [slug, reasons]));
}

/** Brings in pledges that differ in when they were checked, when they are due and how they stand. */
async function importPledges(
  rows: Record<
    string,
    { checkedAt?: string | null; due?: string | null; verdict?: string; publishedAt?: string }
  >,
  tracker = aTracker(),
): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: tracker }), 201);
  const pledges = Object.entries(rows).map(
    ([slug, { checkedAt = null, due = null, verdict = 'in-progress', publishedAt }]) => {
      const row = anImportRow({ slug, title: slug, checkedAt, due });
      const { verdict: given } = row;
      return { ...row, verdict: { ...given, id: verdict, publishedAt: publishedAt ?? given.publishedAt } };
    },
  );
  await json(fetchAsEditor(`/trackers/${tracker.id}/import`, { method: 'POST', body: { pledges } }));
}

test('due is what was never checked, what was checked too long ago, and what is open past its day', async () => {
  await importPledges({
    fresh: { checkedAt: daysAgo(89) },
    never: {},
    interval: { checkedAt: daysAgo(91) },
    year: { checkedAt: daysAgo(400) },
    passed: { checkedAt: daysAgo(5), due: day(daysAgo(3)) },
    'passed-and-final': { checkedAt: daysAgo(5), due: day(daysAgo(3)), verdict: 'kept' },
    'looked-at-since': { checkedAt: daysAgo(2), due: day(daysAgo(3)) },
    'still-to-come': { checkedAt: daysAgo(5), due: day(daysAgo(-3)) },
    'final-and-old': { checkedAt: daysAgo(91), verdict: 'broken' },
  });
  const now = await today();
  expect(reasons(now)).toEqual({
    passed: ['due-passed'],
    never: ['never-checked'],
    year: ['check-old', 'evidence-old'],
    interval: ['check-old'],
    'final-and-old': ['check-old'],
  });
  expect(now.due.count).toBe(5);
  expect(now.due.pledges[0]).toMatchObject({
    tracker: 'test-tracker',
    version: 1,
    state: 'published',
    title: 'passed',
    verdict: 'in-progress',
    categories: ['transport'],
    lookedAt: expect.any(String),
  } satisfies Partial<ListedPledge>);
});

test('the most pressing comes first, whatever its name', async () => {
  const dispute = (slug: string) =>
    json(act('dispute', 1, { note: 'The council objects.' }, `/trackers/test-tracker/pledges/${slug}`));
  const suggest = (slug: string) =>
    fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}/suggestions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN, 'cf-connecting-ip': newAddress() },
      body: JSON.stringify({ kind: 'evidence', text: 'The timetable of May is out.' }),
    });
  const yesterday = daysAgo(1);
  await importPledges({
    'a-final': { verdict: 'broken', publishedAt: daysAgo(3000) },
    'b-new': { publishedAt: yesterday },
    'c-new-and-due': { publishedAt: yesterday, due: day(daysAgo(-200)) },
    'd-checked-longest-ago': { checkedAt: daysAgo(800) },
    'e-given-longest-ago': { publishedAt: daysAgo(900) },
    'f-checked-since': { checkedAt: daysAgo(100), publishedAt: daysAgo(900) },
    'g-suggested': { publishedAt: yesterday },
    'h-disputed': { verdict: 'broken', publishedAt: yesterday },
    'i-passed-lately': { due: day(daysAgo(3)) },
    'j-passed-long-ago': { due: day(daysAgo(2000)), publishedAt: yesterday },
  });
  await untilPublished();
  await dispute('h-disputed');
  // A dispute is an edit, and so a look: only a later day has it due again.
  expect((await suggest('g-suggested')).status).toBe(202);
  const { due } = await runInDurableObject(ledger(), (_, { storage }) =>
    todayAt(storage.sql, { name: 'admin', role: 'admin', trackers: '*' }, daysAgo(-95)),
  );
  expect(due.pledges.map(({ slug }) => slug)).toEqual([
    'j-passed-long-ago',
    'i-passed-lately',
    'h-disputed',
    'g-suggested',
    // Overdue for longest: an import is no look, so what came with it is overdue since then.
    'd-checked-longest-ago',
    'f-checked-since',
    'a-final',
    'b-new',
    'c-new-and-due',
    'e-given-longest-ago',
  ]);
});

test('a day passes at midnight of the tracker, whatever the clock says in Greenwich', async () => {
  const checkedAt = '2026-06-01T12:00:00Z';
  const rows = {
    ferry: { due: '2026-06-10', checkedAt },
    night: { due: '2026-06-10', checkedAt: '2026-06-10T13:00:00Z' },
  };
  await importPledges(rows, aTracker({ id: 'auckland', timezone: 'Pacific/Auckland' }));
  await importPledges(rows, aTracker({ id: 'honolulu', timezone: 'Pacific/Honolulu' }));
  const admin: Editor = { name: 'admin', role: 'admin', trackers: '*' };
  const passed = (now: string) =>
    runInDurableObject(ledger(), (_, { storage }) =>
      todayAt(storage.sql, admin, now)
        .due.pledges.filter(({ reasons }) => reasons.includes('due-passed'))
        .map(({ tracker, slug }) => `${tracker}/${slug}`),
    );
  // Noon of the 10th in UTC is the 11th in Auckland, where a look at 13:00 UTC was one of the 11th.
  expect(await passed('2026-06-10T11:59:00Z')).toEqual([]);
  expect(await passed('2026-06-10T12:00:00Z')).toEqual(['auckland/ferry']);
  expect(await passed('2026-06-11T09:59:00Z')).toEqual(['auckland/ferry']);
  expect((await passed('2026-06-11T10:00:00Z')).sort()).toEqual([
    'auckland/ferry',
    'honolulu/ferry',
    'honolulu/night',
  ]);
});

test('a long interval does not spare the evidence: it is looked at once a year', async () => {
  await importPledges(
    { year: { checkedAt: daysAgo(366) }, less: { checkedAt: daysAgo(364) } },
    aTracker({ reviewEvery: 1000 }),
  );
  expect(reasons(await today())).toEqual({ year: ['evidence-old'] });
});

test('a check and a publication are looks and take a pledge off the list; a term that is over asks for nothing', async () => {
  await importPledges({ 'buy-a-boat': {}, 'reopen-the-ferry': {} });
  const path = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(act('check', 1, {}, path));
  expect(reasons(await today())).toEqual({ 'reopen-the-ferry': ['never-checked'] });
  await publishVerdict('stalled', 1);
  expect(reasons(await today())).toEqual({});

  await importPledges({ never: {} }, aTracker({ id: 'over-tracker', closedAt: daysAgo(1) }));
  expect(reasons(await today())).toEqual({});
});

test('a retracted pledge is not due, and neither is one that somebody’s eyes are on', async () => {
  await importPledges({ 'buy-a-boat': {}, 'reopen-the-ferry': {} });
  await json(act('retract', 1, { note: 'It was never said.' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await json(save(1, aPledge()));
  expect(reasons(await today())).toEqual({ 'reopen-the-ferry': ['never-checked'] });
  await json(act('submit', 2));
  const now = await today();
  expect(reasons(now)).toEqual({});
  expect(now.review).toMatchObject({ count: 1, pledges: [{ slug: 'reopen-the-ferry', own: true }] });
});

test('years later everything that readers see is due again, and what was retracted or merged is not', async () => {
  await importPledges({ 'buy-a-boat': {}, 'reopen-the-ferry': {}, 'run-a-ferry': {} });
  const path = '/trackers/test-tracker/pledges';
  await json(act('retract', 1, { note: 'It was never said.' }, `${path}/buy-a-boat`));
  await json(act('merge', 1, { into: 'reopen-the-ferry', note: 'The same.' }, `${path}/run-a-ferry`));
  await json(act('check', 1));
  expect(reasons(await today())).toEqual({});
  const editor: Editor = { name: 'Robin', role: 'editor', trackers: '*' };
  const later = await runInDurableObject(ledger(), (_, { storage }) => ({
    ...todayAt(storage.sql, editor, daysAgo(-1000)),
    counts: { inbox: 0, suggestions: 0 },
  }));
  expect(reasons(later)).toEqual({ 'reopen-the-ferry': ['check-old', 'evidence-old'] });
});

test('who asks sees their own drafts with what they were sent back for, all reviews, all that is scheduled', async () => {
  await publishOnePledge();
  const headers = as(await newToken('Wren', 'writer'));
  const path = '/trackers/test-tracker/pledges';
  const create = (slug: string) =>
    json(fetchAsEditor(path, { method: 'POST', headers, body: { slug, ...aPledge({ title: slug }) } }), 201);
  await create('returned');
  await json(act('submit', 1, {}, `${path}/returned`));
  await json(act('return', 2, { note: 'Which minister?' }, `${path}/returned`));
  await create('submitted');
  await json(act('submit', 1, {}, `${path}/submitted`));
  await create('timed');
  const publishAt = new Date(Date.now() + DAY_MS).toISOString();
  await json(act('publish', 1, { note: 'In time.', publishAt }, `${path}/timed`));

  expect(await today(headers)).toMatchObject({
    drafts: { count: 1, pledges: [{ slug: 'returned', comment: 'Which minister?', owner: 'Wren' }] },
    review: { count: 1, pledges: [{ slug: 'submitted', own: true }] },
    scheduled: { count: 1, pledges: [{ slug: 'timed', publishAt }] },
  });
  expect(await today()).toMatchObject({
    drafts: { count: 0, pledges: [] },
    review: { count: 1, pledges: [{ slug: 'submitted', own: false }] },
  });
});

test('nobody sees the day of another desk', async () => {
  await importPledges({ never: {} });
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const kim = await newToken('Kim', 'editor', { trackers: ['other-tracker'] });
  expect((await today(as(kim))).due).toEqual({ count: 0, pledges: [], next: null });
});

test('what has not reached KV yet is counted, with the error that keeps it', async () => {
  await publishOnePledge();
  expect((await today()).waiting).toMatchObject({ count: 0, since: null, error: null });
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(env.PUBLISHED, 'put').mockRejectedValue(new Error('KV is away'));
  await json(act('check', 2));
  await expect
    .poll(async () => (await today()).waiting)
    .toMatchObject({ count: expect.any(Number), since: expect.any(String), error: 'Error: KV is away' });
  vi.restoreAllMocks();
  await untilPublished();
});

test('of 694 that are due the first 100 come, and the count is of all', async () => {
  await importPledges(
    Object.fromEntries(Array.from({ length: 694 }, (_, at) => [`pledge-${at}`, { checkedAt: daysAgo(100) }])),
  );
  const { due } = await today();
  expect(due.count).toBe(694);
  expect(due.pledges).toHaveLength(100);
});

test('a row of a tracker’s list holds what a search needs', async () => {
  await publishOnePledge();
  await json(
    save(
      2,
      aPledge({ title: 'Reopen the ferry soon', verdict: aVerdict({ id: 'kept' }), due: '2027-01-01' }),
    ),
  );
  const { pledges } = await json<{ pledges: ListedPledge[] }>(
    fetchAsEditor('/trackers/test-tracker/pledges'),
  );
  // What readers see of it stands beside the title that is being written.
  expect(pledges).toEqual([
    {
      tracker: 'test-tracker',
      slug: 'reopen-the-ferry',
      version: 3,
      state: 'draft',
      status: 'published',
      ready: null,
      owner: 'admin',
      assignee: null,
      title: 'Reopen the ferry soon',
      verdict: 'in-progress',
      categories: ['transport'],
      due: '2027-01-01',
      dueBy: '2027-01-01',
      updatedAt: expect.any(String),
      checkedAt: expect.any(String),
      lookedAt: expect.any(String),
      snoozedUntil: null,
      reasons: [],
      suggestions: 0,
      comments: 0,
      publishAt: null,
      comment: null,
    },
  ]);
  await json(publish(3));
});

test('a promise of a month or a year is due when its last day has passed, and lists tell that day', async () => {
  const month = (months: number) =>
    day(
      new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + months, 15)).toISOString(),
    ).slice(0, 7);
  const checkedAt = daysAgo(80);
  await importPledges({
    'last-month': { due: month(-1), checkedAt },
    'this-month': { due: month(0), checkedAt },
    'last-year': { due: String(new Date().getUTCFullYear() - 1), checkedAt: '2020-01-01T00:00:00Z' },
  });
  const found = await today();
  expect(Object.entries(reasons(found)).map(([slug, [first]]) => [slug, first])).toEqual([
    ['last-year', 'due-passed'],
    ['last-month', 'due-passed'],
  ]);
  expect(found.due.pledges[0]).toMatchObject({
    due: expect.stringMatching(/^\d{4}$/),
    dueBy: expect.stringMatching(/-12-31$/),
  });
});
