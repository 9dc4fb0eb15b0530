import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SuggestionPage, SuggestionRecord } from '../../data/suggestion-record.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  ORIGIN,
  publishOnePledge,
  save,
} from './client.ts';
import { newAddress, untilTooMany } from './limits.ts';
import { as, newToken } from './people.ts';
import { untilTold } from './receivers.ts';

const PATH = '/api/v1/trackers/test-tracker/pledges/reopen-the-ferry/suggestions';
const SUGGESTION = { kind: 'evidence', text: 'The timetable of May is out.' };

let address = '';

beforeEach(() => {
  address = newAddress();
});

afterEach(async () => {
  vi.useRealTimers();
  await reset();
});

function suggest(body: unknown = SUGGESTION, headers: Record<string, string> = {}, path = PATH) {
  return fetchAsReader(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGIN,
      'cf-connecting-ip': address,
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

function sendForm(fields: Record<string, string>, path = PATH): Promise<Response> {
  return fetchAsReader(path, {
    method: 'POST',
    headers: { origin: ORIGIN, 'cf-connecting-ip': address },
    body: new URLSearchParams(fields),
  });
}

async function queue(query = '', headers: Record<string, string> = {}): Promise<SuggestionRecord[]> {
  const found = await json<{ suggestions: SuggestionRecord[] }>(
    fetchAsEditor(`/suggestions${query}`, { headers }),
  );
  return found.suggestions;
}

function decide(id: number, body: unknown): Promise<Response> {
  return fetchAsEditor(`/suggestions/${id}`, { method: 'PATCH', body });
}

test('what a reader suggests waits in the desk’s queue, and nothing of it is public or cached', async () => {
  await publishOnePledge();
  const sent = { ...SUGGESTION, url: 'https://ferry.example/timetable', contact: 'reader@example.org' };
  const answer = await suggest(sent);
  expect([answer.status, await answer.json()]).toEqual([202, { state: 'open' }]);
  expect(answer.headers.get('cache-control')).toBe('private, no-store, no-transform');
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  expect(await queue('?state=open')).toEqual([
    {
      ...sent,
      id: 1,
      tracker: 'test-tracker',
      slug: 'reopen-the-ferry',
      title: 'Reopen the ferry',
      at: expect.any(String),
      state: 'open',
      reason: null,
      decidedAt: null,
      decidedBy: null,
      revision: null,
    },
  ]);
});

test('an editor closes a suggestion once, with a reason; the contact is gone and the audit knows who did it', async () => {
  await publishOnePledge();
  await json(suggest({ ...SUGGESTION, contact: 'reader@example.org' }), 202);
  expect(await json(decide(1, { state: 'declined' }), 422)).toMatchObject({
    errors: [{ pointer: '/reason' }],
  });
  const decision = { state: 'accepted', reason: 'The timetable is evidence now.' };
  expect(await json(decide(1, decision))).toMatchObject({ ...decision, contact: null, decidedBy: 'admin' });
  expect(await queue('?state=open')).toEqual([]);
  expect(await queue('?state=accepted')).toMatchObject([{ ...decision, contact: null }]);
  expect(await json(decide(1, { ...decision, state: 'declined' }), 409)).toMatchObject({
    detail: 'It has been accepted already.',
  });
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=decide-suggestion'));
  expect(audit).toMatchObject([{ editor: 'admin', slug: 'reopen-the-ferry', detail: { suggestion: 1 } }]);
  expect(JSON.stringify(audit)).not.toContain('reader@');
});

test('the alarm forgets a contact after 90 days, and is set for that day without another act', async () => {
  await publishOnePledge();
  await json(suggest({ ...SUGGESTION, contact: 'reader@example.org' }), 202);
  await json(suggest({ ...SUGGESTION, text: 'Younger.', contact: 'young@example.org' }), 202);
  await untilTold(); // what is still handed over would be due before
  const day = 86_400_000;
  await runInDurableObject(ledger(), async (instance, { storage }) => {
    storage.sql.exec('DELETE FROM purge'); // which would be due before
    const ago = new Date(Date.now() - 89.9 * day).toISOString();
    storage.sql.exec('UPDATE suggestion SET at = ? WHERE id = 1', ago);
    await instance.alarm();
    const contacts = () => [...storage.sql.exec('SELECT contact FROM suggestion ORDER BY id')];
    expect(contacts()).toEqual([{ contact: 'reader@example.org' }, { contact: 'young@example.org' }]);
    const alarm = (await storage.getAlarm()) ?? 0;
    expect(Math.abs(alarm - (Date.parse(ago) + 90 * day))).toBeLessThan(60_000);
    storage.sql.exec(
      'UPDATE suggestion SET at = ? WHERE id = 1',
      new Date(Date.now() - 90 * day).toISOString(),
    );
    await instance.alarm();
    expect(contacts()).toEqual([{ contact: null }, { contact: 'young@example.org' }]);
  });
});

test('only editors of the tracker see and close suggestions; to others they look like none', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another-tracker' }) }), 201);
  await json(suggest(), 202);
  const wren = as(await newToken('Wren', 'editor', { trackers: ['test-tracker'] }));
  expect(await queue('', wren)).toHaveLength(1);
  const headers = as(await newToken('Robin', 'editor', { trackers: ['another-tracker'] }));
  expect(await queue('', headers)).toEqual([]);
  const decision = { state: 'declined', reason: 'No.' };
  const theirs = fetchAsEditor('/suggestions/1', { method: 'PATCH', body: decision, headers });
  const none = fetchAsEditor('/suggestions/7', { method: 'PATCH', body: decision, headers });
  expect(await json(theirs, 404)).toEqual(await json(none, 404));
  const writer = as(await newToken('Kestrel', 'writer'));
  await json(fetchAsEditor('/suggestions', { headers: writer }), 403);
});

test('the queue is paged and filtered, newest first', async () => {
  await publishOnePledge();
  await publishSecond('buy-a-boat');
  for (const text of ['one', 'two', 'three']) await json(suggest({ ...SUGGESTION, text }), 202);
  const first = await json<{ suggestions: SuggestionRecord[]; next: number }>(
    fetchAsEditor('/suggestions?limit=2'),
  );
  expect(first.suggestions.map(({ text }) => text)).toEqual(['three', 'two']);
  expect((await queue(`?limit=2&before=${first.next}`)).map(({ text }) => text)).toEqual(['one']);
  expect(await queue('?tracker=none')).toEqual([]);
  for (const query of ['state=lost', 'kind=praise', 'count=maybe', 'more=1', 'limit=501'])
    await json(fetchAsEditor(`/suggestions?${query}`), 400);
});

test('a desk asks for the suggestions of one pledge, of one kind, and how many there are', async () => {
  const { version } = await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another-tracker' }) }), 201);
  await publishSecond('buy-a-boat');
  const boat = PATH.replace('reopen-the-ferry', 'buy-a-boat');
  for (const kind of ['edit', 'evidence', 'edit']) {
    address = newAddress();
    await json(suggest({ kind, text: `One of ${address}` }), 202);
    await json(suggest({ kind, text: `One of ${address}` }, {}, boat), 202);
  }
  await json(decide(1, { state: 'declined', reason: 'No.' }));
  await json(act('rename', version, { slug: 'run-the-ferry' }));
  const counted = (query: string) =>
    json<{ count?: number }>(fetchAsEditor(`/suggestions?${query}`)).then(({ count }) => count);
  expect(await counted('count=true&limit=1')).toBe(6);
  expect(await counted('count=true&state=open')).toBe(5);
  expect(await counted('count=true&kind=edit&slug=run-the-ferry')).toBe(2);
  expect(await counted('count=true&kind=edit&state=open&slug=run-the-ferry')).toBe(1);
  expect(await counted('count=true&slug=none')).toBe(0);
  expect(await counted('slug=buy-a-boat')).toBeUndefined();
  const wren = as(await newToken('Wren', 'editor', { trackers: ['another-tracker'] }));
  expect(await json(fetchAsEditor('/suggestions?count=true', { headers: wren }))).toMatchObject({ count: 0 });
  // Under the slug that it had, too.
  expect(await queue('?slug=reopen-the-ferry&kind=evidence')).toMatchObject([
    { slug: 'run-the-ferry', id: 3 },
  ]);
});

test('many are declined in one request; each that cannot be is named with the reason, and a repeat does nothing', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another-tracker' }) }), 201);
  for (const text of ['one', 'two', 'three'])
    await json(suggest({ ...SUGGESTION, text, contact: 'reader@example.org' }), 202);
  await json(decide(2, { state: 'accepted', reason: 'Yes.' }));
  const decideMany = (body: object, headers = {}) =>
    fetchAsEditor('/suggestions', { method: 'PATCH', body, headers });
  const decision = { ids: [3, 2, 99, 1], state: 'declined', reason: 'All from one place.' };
  const robin = as(await newToken('Robin', 'editor', { trackers: ['another-tracker'] }));
  expect(await json(decideMany(decision, robin))).toMatchObject({ decided: 0 });
  expect(await queue('?state=open')).toHaveLength(2);
  expect(await json(decideMany(decision))).toEqual({
    decided: 2,
    results: [
      { id: 3, done: true },
      { id: 2, done: false, reason: 'already-decided', state: 'accepted' },
      { id: 99, done: false, reason: 'not-found' },
      { id: 1, done: true },
    ],
  });
  expect(await queue('?state=declined')).toMatchObject([
    { id: 3, reason: 'All from one place.', decidedBy: 'admin', contact: null },
    { id: 1, reason: 'All from one place.', decidedBy: 'admin', contact: null },
  ]);
  expect(await json(decideMany(decision))).toMatchObject({ decided: 0 });
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=decide-suggestion'));
  expect(audit).toHaveLength(3);
  const faulty = [
    [{ ...decision, ids: [] }, '/ids'],
    [{ ...decision, ids: [1, 1] }, '/ids'],
    [{ ...decision, ids: ['1'] }, '/ids/0'],
    [{ ...decision, ids: Array.from({ length: 1001 }, (_, at) => at + 1) }, '/ids'],
    [{ ...decision, state: 'open' }, '/state'],
    [{ ids: [1], state: 'declined' }, '/reason'],
  ] as const;
  for (const [body, pointer] of faulty)
    expect(await json(decideMany(body), 422)).toMatchObject({ errors: [{ pointer }] });
  const thousand = { ...decision, ids: Array.from({ length: 1000 }, (_, at) => at + 1) };
  expect(await json(decideMany(thousand))).toMatchObject({ decided: 0 });
  await json(decideMany(decision, as(await newToken('Kestrel', 'writer'))), 403);
});

test('a plain form is thanked with a page; one with a fault gets it back with what was written', async () => {
  await publishOnePledge();
  const thanked = await sendForm({ kind: 'edit', text: 'One\r\ntwo', url: '', contact: '', website: '' });
  expect([thanked.status, thanked.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await thanked.text()).toContain('Thank you');
  expect(await queue()).toMatchObject([{ kind: 'edit', text: 'One\ntwo', url: null, contact: null }]);

  const fault = await sendForm({ kind: 'disagree', text: '<script>alert(1)</script>', url: 'javascript:1' });
  expect(fault.status).toBe(422);
  const page = await fault.text();
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;</textarea>');
  expect(page).not.toContain('<script>alert');
  expect(page).toMatch(/name="url"[^>]*aria-invalid="true"/);
  expect(page).toMatch(/value="disagree"[^>]*checked/);
  expect(fault.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await queue()).toHaveLength(1);
});

test('a robot that fills the hidden field is thanked, and nothing is kept', async () => {
  await publishOnePledge();
  await json(suggest({ ...SUGGESTION, website: 'https://spam.example' }), 202);
  expect((await sendForm({ kind: 'edit', text: 'Buy now', website: 'x' })).status).toBe(200);
  expect(await queue()).toEqual([]);
});

test('the sixth suggestion of a minute from one address is refused, in plain words to a form', async () => {
  await publishOnePledge();
  const numbered = (at: number) => suggest({ ...SUGGESTION, text: `Number ${at}` });
  const refused = await untilTooMany(numbered, { least: 5, status: 202 });
  expect(refused.headers.get('retry-after')).toBe('60');
  await refused.text();
  address = newAddress();
  const send = () => sendForm({ kind: 'edit', text: 'Once more' });
  const again = await (await untilTooMany(send, { least: 5, status: 200 })).text();
  expect(again).toContain('Please wait a minute');
  expect(again).toContain('Once more</textarea>');
  await json(suggest(SUGGESTION, { 'cf-connecting-ip': newAddress() }), 202);
});

test('the same words twice are one suggestion', async () => {
  await publishOnePledge();
  await json(suggest(), 202);
  await json(suggest(), 202);
  expect(await queue()).toHaveLength(1);
});

test('the same words with another link are another suggestion, and a contact that comes later is kept', async () => {
  await publishOnePledge();
  const links = ['https://paper.example/1', 'https://paper.example/2', null, 'https://paper.example/1'];
  for (const url of links) await json(suggest({ ...SUGGESTION, url }), 202);
  address = newAddress();
  await json(suggest({ ...SUGGESTION, url: links[0], contact: 'ada@example.org' }), 202);
  await json(suggest({ ...SUGGESTION, url: links[0], contact: 'ben@example.org' }), 202);
  expect((await queue()).map(({ url, contact }) => [url, contact])).toEqual([
    [null, null],
    ['https://paper.example/2', null],
    ['https://paper.example/1', 'ada@example.org'],
  ]);
});

test('a suggestion reaches the pledge that another was merged into, and only what readers see', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat');
  await json(act('merge', version, { into: 'buy-a-boat', note: 'They are one.' }));
  await json(suggest(), 202);
  expect(await queue()).toMatchObject([{ slug: 'buy-a-boat' }]);
  const draft = { slug: 'a-draft', title: 'Not yet' };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: draft }), 201);
  await json(suggest(SUGGESTION, {}, PATH.replace('reopen-the-ferry', 'a-draft')), 404);
  await json(suggest(SUGGESTION, {}, PATH.replace('reopen-the-ferry', 'none')), 404);
});

test('another site’s form, another method, another type and a body too large are refused', async () => {
  await publishOnePledge();
  await json(suggest(SUGGESTION, { origin: 'https://elsewhere.example' }), 403);
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await fetchAsReader(PATH, { method });
    expect([method, answer.status, answer.headers.get('allow')]).toEqual([method, 405, 'POST']);
    await answer.text();
  }
  await json(suggest(SUGGESTION, { 'content-type': 'text/plain' }), 415);
  await json(suggest({ ...SUGGESTION, text: 'x'.repeat(20_000) }), 413);
  await json(suggest({ ...SUGGESTION, more: 1 }), 422);
  await json(suggest([]), 422);
  expect(await queue()).toEqual([]);
});

test('spam is declined without a reason, and is told apart from what was declined with one', async () => {
  await publishOnePledge();
  for (const text of ['One.', 'Two.', 'Three.'])
    await json(suggest({ ...SUGGESTION, text }, { 'cf-connecting-ip': newAddress() }), 202);
  await json(decide(1, { state: 'spam', reason: 'It sells shoes.' }), 422);
  expect(await json(decide(1, { state: 'spam' }))).toMatchObject({
    state: 'spam',
    reason: null,
    contact: null,
  });
  await json(decide(2, { state: 'declined', reason: 'It is in the summary.' }));
  const ids = (found: SuggestionRecord[]) => found.map(({ id }) => id);
  expect(ids(await queue('?state=spam'))).toEqual([1]);
  expect(ids(await queue('?state=declined'))).toEqual([2]);
  expect(await json(decide(1, { state: 'accepted' }), 409)).toMatchObject({
    detail: 'It has been declined as spam already.',
  });
  expect(
    await json(fetchAsEditor('/suggestions', { method: 'PATCH', body: { ids: [1, 3], state: 'spam' } })),
  ).toEqual({
    decided: 1,
    results: [
      { id: 1, done: false, reason: 'already-decided', state: 'spam' },
      { id: 3, done: true },
    ],
  });
});

test('the queue says of which pledges it is, why most were declined, and takes a span of time', async () => {
  await publishOnePledge();
  await publishSecond();
  const boat = PATH.replace('reopen-the-ferry', 'buy-a-boat');
  const send = (text: string, path = PATH) =>
    json(suggest({ ...SUGGESTION, text }, { 'cf-connecting-ip': newAddress() }, path), 202);
  for (const text of ['One.', 'Two.', 'Three.']) await send(text);
  await send('Four.', boat);
  const page = await json<SuggestionPage>(fetchAsEditor('/suggestions?groups=true&reasons=true&limit=1'));
  expect(page.groups).toEqual([
    {
      tracker: 'test-tracker',
      slug: 'buy-a-boat',
      title: 'Buy a boat',
      count: 1,
      newest: expect.any(String),
    },
    {
      tracker: 'test-tracker',
      slug: 'reopen-the-ferry',
      title: 'Reopen the ferry',
      count: 3,
      newest: expect.any(String),
    },
  ]);
  expect([page.reasons, page.suggestions.length]).toEqual([[], 1]);
  const unasked = await json<SuggestionPage>(fetchAsEditor('/suggestions?limit=1'));
  expect([unasked.groups, unasked.reasons]).toEqual([undefined, undefined]);
  await json(decide(1, { state: 'declined', reason: 'Seldom.' }));
  await json(decide(4, { state: 'accepted', reason: 'Thanks.' }));
  const body = { ids: [2, 3], state: 'declined', reason: 'It is in the summary.' };
  await json(fetchAsEditor('/suggestions', { method: 'PATCH', body }));
  const { reasons } = await json<SuggestionPage>(fetchAsEditor('/suggestions?reasons=true'));
  expect(reasons).toEqual(['It is in the summary.', 'Seldom.']);
  const elsewhere = as(await newToken('Wren', 'editor', { trackers: ['test-tracker'] }));
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const stranger = as(await newToken('Heron', 'editor', { trackers: ['other-tracker'] }));
  const asked = (headers: Record<string, string>) =>
    json<SuggestionPage>(fetchAsEditor('/suggestions?groups=true&reasons=true', { headers }));
  expect((await asked(elsewhere)).reasons).toHaveLength(2);
  expect(await asked(stranger)).toMatchObject({ suggestions: [], groups: [], reasons: [] });
  const [last] = await queue('?limit=1');
  const from = encodeURIComponent(last?.at ?? '');
  expect((await queue(`?from=${from}`)).map(({ id }) => id)).toEqual([4]);
  expect((await queue(`?to=${from}`)).map(({ id }) => id)).toEqual([3, 2, 1]);
});

test('the revision that follows an accepted suggestion names it, for whoever may see suggestions', async () => {
  await publishOnePledge();
  for (const text of ['One.', 'Two.', 'Three.'])
    await json(suggest({ ...SUGGESTION, text }, { 'cf-connecting-ip': newAddress() }), 202);
  await json(decide(1, { state: 'accepted' }));
  await json(decide(2, { state: 'declined', reason: 'No.' }));
  // Neither a look nor a review answers it.
  await json(act('check', 2));
  await json(act('dispute', 2, { note: 'The council objects.' }));
  const saved = await json<DeskRecord>(save(4, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const published = await json<DeskRecord>(act('publish', saved.version, { note: 'It runs.' }));
  await json(decide(3, { state: 'accepted' }));
  const revisions = async (headers: Record<string, string> = {}) => {
    const path = '/trackers/test-tracker/pledges/reopen-the-ferry/revisions';
    const found = await json<{ revisions: { revision: number; suggestions?: number[] }[] }>(
      fetchAsEditor(path, { headers }),
    );
    return found.revisions.map(({ revision, suggestions }) => [revision, suggestions]);
  };
  expect(await revisions()).toEqual([
    [1, undefined],
    [2, undefined],
    [3, [1]],
  ]);
  expect(await queue()).toMatchObject([
    { id: 3, revision: null },
    { id: 2, revision: null },
    { id: 1, revision: 3 },
  ]);
  await json(act('retract', published.version, { note: 'It was wrong.' }));
  expect((await revisions()).at(-1)).toEqual([4, [3]]);
  expect((await revisions(as(await newToken('Wren', 'writer')))).at(-1)).toEqual([4, undefined]);
});
