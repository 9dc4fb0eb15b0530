// Today as a triage, and finding pledges in all trackers: who has what, what is put off, what presses most.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { Found, ListedPledge, Today } from '../../data/desk.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE, publishVerdict } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, save, untilPublished } from './client.ts';
import { newAddress } from './limits.ts';
import { bringIn, daysAgo } from './lists.ts';
import { as, newToken, type Token } from './people.ts';

afterEach(reset);

const _DAY_MS = 86_400_000;
const TRACKER = '/trackers/test-tracker';
const PLEDGES = `${TRACKER}/pledges`;

function today(query = '', who?: Token): Promise<Today> {
  return json<Today>(fetchAsEditor(`/today${query}`, who ? { headers: as(who) } : {}));
}

function found(query = '', who?: Token): Promise<Found> {
  return json<Found>(fetchAsEditor(`/pledges${query}`, who ? { headers: as(who) } : {}));
}

function slugs({ pledges }: { pledges: ListedPledge[] }): string[] {
  return pledges.map(({ slug }) => slug);
}

async function suggest(slug: string, text = 'The timetable of May is out.'): Promise<void> {
  const answer = await fetchAsReader(`/api/v1${PLEDGES}/${slug}/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN, 'cf-connecting-ip': newAddress() },
    body: JSON.stringify({ kind: 'evidence', text }),
  });
  expect(answer.status).toBe(202);
}

test('a published pledge is given to somebody and to nobody, and Today tells what is whose', async () => {
  const checkedAt = daysAgo(100);
  await bringIn({ ferry: { checkedAt }, boat: { checkedAt }, pier: { checkedAt } });
  const wren = await newToken('Wren', 'editor');
  const given = await json(act('assign', 1, { to: 'Wren', note: 'You were there.' }, `${PLEDGES}/ferry`));
  expect(given).toMatchObject({ version: 2, assignee: 'Wren', owner: 'admin', state: 'published' });
  await json(
    fetchAsEditor(`${PLEDGES}/boat`, { method: 'PUT', body: aPledge(), version: 1, headers: as(wren) }),
  );
  expect(slugs((await today('?who=mine', wren)).due)).toEqual(['ferry', 'boat']);
  expect(slugs((await today('?owner=Wren')).due)).toEqual(['ferry', 'boat']);
  expect(slugs((await today('?who=unassigned')).due)).toEqual(['pier']);
  expect((await today('?who=mine')).due.count).toBe(0);
  expect((await today('?who=all', wren)).facets).toEqual({
    who: { mine: 2, unassigned: 1, all: 3 },
    person: { Wren: 2 },
    tracker: { 'test-tracker': 3 },
    category: { transport: 3 },
    facet: {},
    reason: {
      'due-passed': 0,
      disputed: 0,
      suggested: 0,
      'never-checked': 0,
      'check-old': 3,
      'evidence-old': 0,
    },
  });
  const { undo } = await json<{ undo: string }>(act('assign', 2, { to: null }, `${PLEDGES}/ferry`));
  expect(slugs((await today('?who=unassigned')).due)).toEqual(['ferry', 'pier']);
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }));
  expect(await json(fetchAsEditor(`${PLEDGES}/ferry`))).toMatchObject({ assignee: 'Wren', version: 4 });
  expect(await json(act('assign', 4, { to: 'Nobody Here' }, `${PLEDGES}/ferry`), 422)).toMatchObject({
    errors: [{ pointer: '/to' }],
  });
});

test('a draft goes to whom its pledge is given, and whoever writes meanwhile is not held up', async () => {
  await bringIn({ ferry: {} });
  await newToken('Wren', 'editor');
  const put = (version: number, title: string) =>
    fetchAsEditor(`${PLEDGES}/ferry`, { method: 'PUT', body: aPledge({ title }), version });
  await json(put(1, 'One'));
  expect(await json(act('assign', 2, { to: 'Wren' }, `${PLEDGES}/ferry`))).toMatchObject({
    owner: 'Wren',
    assignee: 'Wren',
  });
  // What was open before the assignment is still what it says.
  expect(await json(put(2, 'Two'))).toMatchObject({ version: 4, draft: { title: 'Two' } });
  // Whoever has not seen to whom it was given gives it to nobody else.
  await json(act('assign', 4, { to: null }, `${PLEDGES}/ferry`));
  await json(act('assign', 4, { to: 'admin' }, `${PLEDGES}/ferry`), 412);
  expect(await json(act('assign', 5, { to: 'admin' }, `${PLEDGES}/ferry`))).toMatchObject({
    assignee: 'admin',
  });
});

test('what is snoozed is not due until then; a dispute, a suggestion and a new revision end it', async () => {
  const checkedAt = daysAgo(100);
  await bringIn({ ferry: { checkedAt }, boat: { checkedAt }, 'reopen-the-ferry': { checkedAt } });
  await untilPublished();
  const snooze = (slug: string, version: number, until: string | null) =>
    act('snooze', version, { until }, `${PLEDGES}/${slug}`);
  const day = daysAgo(-10).slice(0, 10);
  for (const slug of ['ferry', 'boat', 'reopen-the-ferry'])
    expect(await json(snooze(slug, 1, day))).toMatchObject({ version: 2 });
  expect((await today()).due.count).toBe(0);
  const { pledges } = await found('?snoozed=true&sort=title');
  // A day begins where the tracker is.
  expect(pledges[0]).toMatchObject({ slug: 'boat', reasons: [], snoozedUntil: expect.stringContaining('T') });
  expect(await found('?due=true')).toMatchObject({ count: 0 });
  expect(await found('?snoozed=false')).toMatchObject({ count: 0 });

  await json(act('dispute', 2, { note: 'The council objects.' }, `${PLEDGES}/ferry`));
  await suggest('boat');
  await publishVerdict('stalled', 2);
  expect((await today()).due.pledges).toMatchObject([
    { slug: 'ferry', reasons: ['disputed'], snoozedUntil: null },
    { slug: 'boat', reasons: ['suggested', 'check-old'], suggestions: 1, snoozedUntil: null },
  ]);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ snoozedUntil: null });
  expect(await found('?snoozed=false')).toMatchObject({ count: 3 });

  await json(snooze('boat', 2, daysAgo(-3)));
  const { undo } = await json<{ undo: string }>(snooze('boat', 3, null));
  expect((await today()).due.count).toBe(2);
  await json(fetchAsEditor(`/undo/${undo}`, { method: 'POST' }));
  expect((await today()).due.count).toBe(1);
  for (const [until, pointer] of [
    [daysAgo(1), '/until'],
    [daysAgo(-400), '/until'],
    ['soon', '/until'],
    [undefined, '/until'],
  ] as const)
    expect(await json(act('snooze', 5, { until }, `${PLEDGES}/boat`), 422)).toMatchObject({
      errors: [{ pointer }],
    });
});

test('many are given to nobody and snoozed at once, and both are undone', async () => {
  const checkedAt = daysAgo(100);
  await bringIn({ ferry: { checkedAt }, boat: { checkedAt } });
  await newToken('Wren', 'writer');
  const many = (id: string, version: number, what: object) =>
    json(
      fetchAsEditor(`${TRACKER}/acts`, {
        method: 'POST',
        body: { id, pledges: ['ferry', 'boat'].map((slug) => ({ slug, version })), ...what },
      }),
    );
  await many('the-first-request', 1, { act: 'assign', to: 'Wren' });
  await many('the-second-request', 2, { act: 'snooze', until: daysAgo(-5) });
  expect(await many('the-third-request', 3, { act: 'assign', to: null })).toMatchObject({
    done: [{ version: 4 }, { version: 4 }],
  });
  expect(await today('?who=unassigned')).toMatchObject({ due: { count: 0 } });
  for (const id of ['the-third-request', 'the-second-request'])
    await json(fetchAsEditor(`/undo/${id}`, { method: 'POST' }));
  // The newer act on the same pledges is undone first; what lies under another is not.
  expect((await found('?assignee=Wren')).pledges).toMatchObject([
    { snoozedUntil: expect.any(String) },
    { snoozedUntil: expect.any(String) },
  ]);
});

test('of a large import a few fall due each day, those first whose verdict is oldest', async () => {
  const rows = Object.fromEntries(
    Array.from({ length: 180 }, (_, at) => {
      const publishedAt = daysAgo(1000 - at);
      return [`pledge-${at}`, { verdict: { ...anImportRow().verdict, publishedAt } }];
    }),
  );
  await bringIn(rows);
  const { due } = await today();
  expect(due.pledges).toMatchObject([
    { slug: 'pledge-0', reasons: ['never-checked'] },
    { slug: 'pledge-1', reasons: ['never-checked'] },
  ]);
  expect(due.count).toBe(2);
  // A few are looked at the same day.
  await bringIn({ one: {}, two: {} }, aTracker({ id: 'other-tracker' }));
  expect((await today('?tracker=other-tracker')).due.count).toBe(2);
});

test('Today is narrowed by tracker, category, facet, reason and words, and comes in pages', async () => {
  const facets = [
    { id: 'party', label: { en: 'Party' }, values: [{ id: 'greens', label: { en: 'Greens' } }] },
  ];
  const checkedAt = daysAgo(100);
  const rows = Object.fromEntries(
    Array.from({ length: 25 }, (_, at) => [`pledge-${String(at).padStart(2, '0')}`, { checkedAt }]),
  );
  await bringIn(
    {
      ...rows,
      homes: { categories: ['housing'], checkedAt: daysAgo(400) },
      green: { facets: { party: ['greens'] }, checkedAt },
      passed: { due: daysAgo(30).slice(0, 10), checkedAt, title: 'Über die Brücke' },
    },
    aTracker({ facets }),
  );
  expect(slugs((await today('?category=housing')).due)).toEqual(['homes']);
  expect(slugs((await today('?facet=party:greens')).due)).toEqual(['green']);
  expect(slugs((await today('?reason=evidence-old')).due)).toEqual(['homes']);
  expect(slugs((await today('?reason=due-passed')).due)).toEqual(['passed']);
  expect(slugs((await today('?q=UBER%20bruck')).due)).toEqual(['passed']);
  expect((await today('?tracker=none')).due).toEqual({ count: 0, pledges: [], next: null });
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const { due }: Today = await today(`?limit=10${next && `&after=${encodeURIComponent(next)}`}`);
    expect(due.count).toBe(28);
    seen.push(...slugs(due));
    next = due.next;
  }
  expect(seen.slice(0, 2)).toEqual(['passed', 'homes']);
  expect(new Set(seen).size).toBe(28);
  expect(seen).toHaveLength(28);
  for (const query of ['?after=x', '?limit=1001', '?who=them', '?reason=old', '?sort=title'])
    await json(fetchAsEditor(`/today${query}`), 400);
});

test('pledges are found by all of their words, in all trackers of whoever asks, sorted and in pages', async () => {
  const source = {
    title: 'Report of the harbour master',
    publisher: 'Port Authority',
    url: 'https://port.example/2025/dredging.pdf',
  };
  await bringIn({
    ferry: {
      title: 'Reopen the ferry',
      promise: { ...aPledge().promise, quote: 'The Älvsjö line will run.' },
    },
    boat: { title: 'Buy a boat', evidence: [source], due: '2027-03' },
    pier: {
      title: 'paint the pier',
      verdict: { ...aVerdict({ id: 'kept', body: 'Scaffolding **stands**.' }), publishedAt: null },
      due: '2026-12-31',
    },
  });
  await bringIn({ homes: { title: 'Build homes' } }, aTracker({ id: 'other-tracker' }));
  const cases: [string, string[]][] = [
    ['alvsjo', ['ferry']],
    ['harb port', ['boat']],
    ['https://port.example/2025/dredging.pdf', ['boat']],
    ['scaff', ['pier']],
    ['reopen', ['ferry']],
    ['"*" NEAR(', []],
    ['homes', ['homes']],
  ];
  for (const [q, expected] of cases)
    expect([q, slugs(await found(`?q=${encodeURIComponent(q)}`))]).toEqual([q, expected]);
  expect(slugs(await found('?sort=title'))).toEqual(['homes', 'boat', 'pier', 'ferry']);
  expect(slugs(await found('?sort=title&order=desc'))).toEqual(['ferry', 'pier', 'boat', 'homes']);
  // What has no day comes last, whichever way.
  expect(slugs(await found('?sort=due&tracker=test-tracker'))).toEqual(['pier', 'boat', 'ferry']);
  expect(slugs(await found('?sort=due&order=desc&tracker=test-tracker'))).toEqual(['boat', 'pier', 'ferry']);
  for (const sort of ['title', 'due', 'updated', 'checked', 'verdict', 'owner'])
    for (const order of ['asc', 'desc']) {
      const whole = slugs(await found(`?sort=${sort}&order=${order}`));
      const pages: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const page: Found = await found(
          `?sort=${sort}&order=${order}&limit=1${next && `&after=${encodeURIComponent(next)}`}`,
        );
        pages.push(...slugs(page));
        next = page.next;
      }
      expect([sort, order, pages]).toEqual([sort, order, whole]);
    }
  expect(await found('?verdict=kept')).toMatchObject({ count: 1, pledges: [{ slug: 'pier' }] });
  expect(await found('?category=transport&who=unassigned&state=published')).toMatchObject({ count: 4 });
  const kim = await newToken('Kim', 'reader', { trackers: ['other-tracker'] });
  expect(slugs(await found('', kim))).toEqual(['homes']);
  expect(await found('?tracker=test-tracker', kim)).toEqual({ count: 0, pledges: [], next: null });
  const places = ['x', '{}', '["1","a"]', '[1.5,"a"]', '[1,{}]'].map(
    (next) => `?after=${encodeURIComponent(next)}`,
  );
  for (const query of [...places, '?limit=1001', '?sort=slug', '?due=maybe'])
    await json(fetchAsEditor(`/pledges${query}`), 400);
});

test('what is written, published and thrown away is found by its words of now alone', async () => {
  await bringIn({ 'reopen-the-ferry': {} });
  await json(save(1, aPledge({ title: 'Reopen the funicular' })));
  expect((await found('?q=funicular')).count).toBe(1);
  await json(act('discard', 2));
  expect((await found('?q=funicular')).count).toBe(0);
  await json(fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'canal', title: 'Dig a canal' } }), 201);
  expect(await found('?q=dig&state=draft')).toMatchObject({ count: 1, pledges: [{ owner: 'admin' }] });
  await json(fetchAsEditor(`${PLEDGES}/canal`, { method: 'DELETE', version: 1 }));
  expect((await found('?q=canal')).count).toBe(0);
});

test('everybody keeps views of their own, and nothing that is none', async () => {
  await bringIn({});
  const wren = await newToken('Wren', 'reader');
  const views = [
    { name: 'Mine, overdue', screen: 'today', query: 'who=mine&reason=check-old' },
    { name: 'Greens', screen: 'find', query: 'facet=party%3Agreens' },
  ];
  const put = (sent: unknown) =>
    fetchAsEditor('/views', { method: 'PUT', body: { views: sent }, headers: as(wren) });
  expect(await json(put(views))).toEqual({ views });
  expect(await json(fetchAsEditor('/views', { headers: as(wren) }))).toEqual({ views });
  expect(await json(fetchAsEditor('/views'))).toEqual({ views: [] });
  for (const wrong of [
    [{ ...views[0], screen: 'status' }],
    [views[0], views[0]],
    [{ ...views[0], query: 'q=\u202e' }],
    [{ ...views[0], name: '' }],
    Array.from({ length: 51 }, (_, at) => ({ ...views[0], name: `${at}` })),
  ])
    await json(put(wrong), 422);
  expect(await json(put([]))).toEqual({ views: [] });
});
