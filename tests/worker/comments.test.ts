// What people at the desk say to each other about a pledge, and who is there.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test, vi } from 'vitest';
import type { Comment, CommentPage, Inbox } from '../../data/inbox.ts';
import { aPledge, aTracker } from '../builders.ts';
import { act, everyValueInKv, PLEDGE, publishSecond } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, ledger, publishOnePledge, untilPublished } from './client.ts';
import { sendBackup, takeBackup } from './disaster.ts';
import { newAddress } from './limits.ts';
import { as, newToken } from './people.ts';
import { foundPrivate, makeReady } from './private.ts';

afterEach(async () => {
  vi.useRealTimers();
  await reset();
});

type Who = Record<string, string>;
const PLEDGES = '/trackers/test-tracker/pledges';

function say(body: unknown, headers: Who = {}, path = PLEDGE): Promise<Response> {
  return fetchAsEditor(`${path}/comments`, { method: 'POST', body, headers });
}

function comments(path = PLEDGE, headers: Who = {}, query = ''): Promise<CommentPage> {
  return json<CommentPage>(fetchAsEditor(`${path}/comments${query}`, { headers }));
}

async function texts(path = PLEDGE): Promise<(string | null)[]> {
  return (await comments(path)).comments.map(({ text }) => text);
}

function remove(id: number, headers: Who = {}, path = PLEDGE): Promise<Response> {
  return fetchAsEditor(`${path}/comments/${id}`, { method: 'DELETE', headers });
}

async function told(headers: Who): Promise<[string, string | null, string | null][]> {
  const { entries } = await json<Inbox>(fetchAsEditor('/inbox', { headers }));
  return entries.map(({ kind, by, text }) => [kind, by, text]);
}

function here(headers: Who = {}, body: unknown = {}, path = PLEDGE) {
  return json<{ people: string[]; counts: object }>(
    fetchAsEditor(`${path}/presence`, { method: 'PUT', body, headers }),
  );
}

test('whoever may enter comments, even who only reads; who is mentioned is told so, and who has the draft', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  const robin = as(await newToken('Robin', 'reader', { trackers: ['test-tracker'] }));
  await json(
    fetchAsEditor(PLEDGE, { method: 'PUT', version: 2, body: aPledge({ title: 'Mine' }), headers: wren }),
  );
  const said = await json<Comment>(say({ text: '@Robin was this the council?', mentions: ['Robin'] }), 201);
  expect(said).toEqual({
    id: 1,
    at: expect.any(String),
    by: 'admin',
    text: '@Robin was this the council?',
    mentions: ['Robin'],
    removable: true,
  });
  expect(await told(robin)).toEqual([['mentioned', 'admin', said.text]]);
  expect(await told(wren)).toEqual([['commented', 'admin', said.text]]);
  await json(say({ text: 'It was.' }, robin), 201);
  expect(await told({})).toEqual([['commented', 'Robin', 'It was.']]);
  expect((await told(robin)).length).toBe(1);
  expect(await comments(PLEDGE, robin)).toEqual({
    comments: [expect.objectContaining({ by: 'Robin', removable: true }), { ...said, removable: false }],
    next: null,
    count: 2,
    people: ['admin', 'Robin', 'Wren'],
  });
  // No version of the pledge came of it: nobody who writes is held up.
  await json(
    fetchAsEditor(PLEDGE, {
      method: 'PUT',
      version: 3,
      body: aPledge({ title: 'Still mine' }),
      headers: wren,
    }),
  );
});

test('nobody is mentioned who may not enter the tracker', async () => {
  await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  await newToken('Wren', 'editor', { trackers: ['other-tracker'] });
  const gone = await newToken('Heron', 'editor');
  await json(fetchAsEditor(`/tokens/${gone.id}`, { method: 'DELETE' }));
  const refused = await json<{ errors: object[] }>(
    say({ text: 'Look.', mentions: ['Wren', 'admin', 'Heron', 'Nobody'] }),
    422,
  );
  expect(refused.errors).toMatchObject([
    { pointer: '/mentions/0', code: 'not-a-choice', found: '"Wren"' },
    { pointer: '/mentions/2' },
    { pointer: '/mentions/3' },
  ]);
  expect(await texts()).toEqual([]);
});

test('a comment is plain text of 2,000 characters, whatever it looks like', async () => {
  await publishOnePledge();
  for (const text of ['', ' ', 'x'.repeat(2001), '\u202egnihton', 'a\u0000b']) await json(say({ text }), 422);
  await json(say({ text: 7 }), 422);
  await json(say({ text: 'Yes.', mentions: 'Wren' }), 422);
  await json(say({ text: 'Yes.', by: 'Wren' }), 422);
  const hostile =
    '<img src=x onerror=alert(1)> =HYPERLINK("https://a.example") **no** \'); DROP TABLE comment; --';
  await json(say({ text: hostile }), 201);
  await json(say({ text: 'x'.repeat(2000) }), 201);
  expect(await texts()).toEqual(['x'.repeat(2000), hostile]);
});

test('the same words again at once are the same comment, and nobody is told twice', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  const body = { text: 'Look.', mentions: ['Wren'] };
  const both = await Promise.all([json<Comment>(say(body), 201), json<Comment>(say(body), 201)]);
  expect(both[0].id).toBe(both[1].id);
  expect(await told(wren)).toHaveLength(1);
  await json(say({ text: 'I do.' }, wren), 201);
  await json(say(body), 201);
  expect(await texts()).toEqual(['Look.', 'I do.', 'Look.']);
});

test('one’s own comment can be deleted within the hour, any by an admin, and what was told of it goes along', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  const robin = as(await newToken('Robin', 'editor'));
  const { id } = await json<Comment>(say({ text: 'A slip.', mentions: ['Robin'] }, wren), 201);
  expect(await told(robin)).toHaveLength(1);
  expect((await remove(id, robin)).status).toBe(403);
  expect((await remove(id, wren)).status).toBe(204);
  expect((await remove(id, wren)).status).toBe(404);
  expect(await told(robin)).toEqual([]);
  const later = await json<Comment>(say({ text: 'An hour ago.' }, wren), 201);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('UPDATE comment SET at = ?', new Date(Date.now() - 3_601_000).toISOString()),
  );
  expect((await comments(PLEDGE, wren)).comments[0]?.removable).toBe(false);
  expect((await remove(later.id, wren)).status).toBe(403);
  await publishSecond();
  expect((await remove(later.id, {}, `${PLEDGES}/buy-a-boat`)).status).toBe(404);
  expect((await remove(later.id)).status).toBe(204);
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?act=delete%20comment'));
  expect(audit).toMatchObject([
    { editor: 'admin', detail: { comment: later.id, by: 'Wren' } },
    { editor: 'Wren', detail: { comment: id, by: 'Wren' } },
  ]);
});

test('no word of a comment is in the audit, in what readers get, or in what a stranger may ask', async () => {
  await publishOnePledge();
  await json(say({ text: 'Between us alone.' }), 201);
  await untilPublished();
  expect(await everyValueInKv()).not.toContain('Between us');
  expect(JSON.stringify(await json(fetchAsEditor('/audit')))).not.toContain('Between us');
  expect((await fetchAsReader(`/api/v1/desk${PLEDGE}/comments`)).status).toBe(401);
});

test('of another desk’s tracker nobody sees a comment, adds one or is seen', async () => {
  await foundPrivate();
  await makeReady();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'other-tracker' }) }), 201);
  const wren = as(await newToken('Wren', 'admin', { trackers: ['other-tracker'] }));
  const { id } = await json<Comment>(say({ text: 'Not out yet.' }), 201);
  const asked = [
    fetchAsEditor(`${PLEDGE}/comments`, { headers: wren }),
    say({ text: 'Hello.' }, wren),
    remove(id, wren),
    fetchAsEditor(`${PLEDGE}/presence`, { method: 'PUT', body: {}, headers: wren }),
  ];
  expect((await Promise.all(asked)).map(({ status }) => status)).toEqual([404, 404, 404, 404]);
  expect(await texts()).toEqual(['Not out yet.']);
  await json(
    fetchAsEditor('/trackers/test-tracker/rename', { method: 'POST', version: 1, body: { id: 'new-name' } }),
  );
  expect(await texts('/trackers/new-name/pledges/reopen-the-ferry')).toEqual(['Not out yet.']);
  await json(fetchAsEditor('/trackers/new-name?pledges=1', { method: 'DELETE', version: 2 }));
  const left = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    ['comment', 'inbox'].flatMap((table) => [...sql.exec(`SELECT * FROM ${table}`)]),
  );
  expect(left).toEqual([]);
});

test('comments follow their pledge: to another name, to the trash and back, into the pledge that takes it in', async () => {
  await publishOnePledge();
  await publishSecond();
  const wren = as(await newToken('Wren', 'writer'));
  const draft = `${PLEDGES}/only-a-draft`;
  await json(
    fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'only-a-draft', title: 'A draft' } }),
    201,
  );
  await json(say({ text: 'Of the draft.', mentions: ['Wren'] }, {}, draft), 201);
  await json(fetchAsEditor(draft, { method: 'DELETE', version: 1 }));
  expect(await told(wren)).toEqual([]);
  expect((await fetchAsEditor(`${draft}/comments`)).status).toBe(404);
  await json(fetchAsEditor(`${draft}/recover`, { method: 'POST', body: {} }));
  expect(await texts(draft)).toEqual(['Of the draft.']);
  expect(await told(wren)).toHaveLength(1);
  await json(say({ text: 'Of the boat.', mentions: ['Wren'] }, {}, `${PLEDGES}/buy-a-boat`), 201);
  await json(act('rename', 2, { slug: 'buy-two-boats' }, `${PLEDGES}/buy-a-boat`));
  expect(await texts(`${PLEDGES}/buy-two-boats`)).toEqual(['Of the boat.']);
  expect(await texts(`${PLEDGES}/buy-a-boat`)).toEqual(['Of the boat.']);
  await json(say({ text: 'Of the ferry.' }), 201);
  await json(act('merge', 3, { into: 'reopen-the-ferry', note: 'One.' }, `${PLEDGES}/buy-two-boats`));
  expect(await texts()).toEqual(['Of the ferry.', 'Of the boat.']);
  await json(say({ text: 'By the old name.' }, {}, `${PLEDGES}/buy-two-boats`), 201);
  expect((await texts())[0]).toBe('By the old name.');
  const { entries } = await json<Inbox>(fetchAsEditor('/inbox', { headers: wren }));
  expect(entries.map(({ slug, text }) => [slug, text])).toEqual([
    ['reopen-the-ferry', 'Of the boat.'],
    ['only-a-draft', 'Of the draft.'],
  ]);
});

test('what is thrown away for good takes its comments along, and an import that was commented on is not taken back', async () => {
  await publishOnePledge();
  const sheet = {
    mapping: { columns: { No: 'key', Promise: 'title' } },
    header: ['No', 'Promise'],
    rows: [
      ['1', 'First row'],
      ['2', 'Second row'],
    ],
  };
  const { id } = await json<{ id: string }>(
    fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: sheet }),
  );
  await json(say({ text: 'Is it ours?' }, {}, `${PLEDGES}/first-row`), 201);
  const undone = await json<{ done: object[]; refused: object[] }>(
    fetchAsEditor(`/undo/${id}`, { method: 'POST', body: {} }),
  );
  expect([undone.done.length, undone.refused]).toEqual([1, [expect.objectContaining({ slug: 'first-row' })]]);
  expect(await texts(`${PLEDGES}/first-row`)).toEqual(['Is it ours?']);
  await json(fetchAsEditor(`${PLEDGES}/first-row`, { method: 'DELETE', version: 1 }));
  await runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
    sql.exec("UPDATE trash SET trashed_at = '2020-01-01T00:00:00.000Z'");
    await instance.alarm();
    expect([...sql.exec('SELECT * FROM comment')]).toEqual([]);
  });
});

test('a redaction takes the words of a pledge’s comments along', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'writer'));
  await json(say({ text: 'The name that a court has struck out.', mentions: ['Wren'] }), 201);
  await json(act('retract', 2, { note: 'A court has ruled.' }));
  await json(act('redact', 3, { revisions: [1, 2], note: 'Redacted by order of a court.' }));
  expect((await comments()).comments).toMatchObject([{ by: 'admin', text: null, mentions: [] }]);
  expect(await told(wren)).toEqual([]);
  expect(await (await fetchAsEditor('/backup')).text()).not.toContain('a court has struck out');
});

test('a redaction of a merged pledge takes the words that went along with it', async () => {
  await publishOnePledge();
  await publishSecond();
  const boat = `${PLEDGES}/buy-a-boat`;
  await json(say({ text: 'A secret name', mentions: [] }, {}, boat), 201);
  await json(act('merge', 2, { into: 'reopen-the-ferry', note: 'The same.' }, boat));
  const { version } = await json<{ version: number }>(fetchAsEditor(boat));
  await json(act('redact', version, { revisions: [1, 2], note: 'A court said so.' }, boat));
  expect([await texts(), await texts(boat)]).toEqual([[null], [null]]);
});

test('a restore brings comments back to where they were, and no inbox', async () => {
  await publishOnePledge();
  const draft = `${PLEDGES}/only-a-draft`;
  await json(
    fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'only-a-draft', title: 'A draft' } }),
    201,
  );
  const robin = as(await newToken('Robin', 'reader'));
  await json(say({ text: 'Of the ferry. @admin', mentions: ['admin'] }, robin), 201);
  await json(say({ text: 'Of the draft.' }, robin, draft), 201);
  await json(fetchAsEditor(draft, { method: 'DELETE', version: 1 }));
  expect(await told({})).toHaveLength(1);
  const backup = await takeBackup();
  await reset();
  await json(sendBackup(backup), 201);
  expect((await comments()).comments).toMatchObject([
    { by: 'Robin', text: 'Of the ferry. @admin', mentions: ['admin'] },
  ]);
  await json(fetchAsEditor(`${draft}/recover`, { method: 'POST', body: {} }));
  expect(await texts(draft)).toEqual(['Of the draft.']);
  expect(await told({})).toEqual([]);
});

test('pages of comments follow each other', async () => {
  await publishOnePledge();
  for (const text of ['One.', 'Two.', 'Three.']) await json(say({ text }), 201);
  const first = await comments(PLEDGE, {}, '?limit=2');
  expect([first.comments.map(({ text }) => text), first.count]).toEqual([['Three.', 'Two.'], 3]);
  const second = await comments(PLEDGE, {}, `?limit=2&before=${first.next}`);
  expect([second.comments.map(({ text }) => text), second.next]).toEqual([['One.'], null]);
});

test('who has a pledge on their screen is seen by name, until they leave it or fall silent', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'reader'));
  expect(await here()).toEqual({ people: [], counts: { inbox: 0, suggestions: 0 } });
  expect((await here(wren)).people).toEqual(['admin']);
  expect((await here()).people).toEqual(['Wren']);
  await json(act('rename', 2, { slug: 'run-the-ferry' }));
  expect((await here()).people).toEqual(['Wren']);
  expect((await here(wren, { here: false })).people).toEqual(['admin']);
  expect((await here()).people).toEqual([]);
  await here(wren);
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(Date.now() + 49_000);
  expect((await here()).people).toEqual(['Wren']);
  vi.setSystemTime(Date.now() + 2000);
  expect((await here()).people).toEqual([]);
  expect(
    (await fetchAsEditor(`${PLEDGES}/no-such-pledge/presence`, { method: 'PUT', body: {} })).status,
  ).toBe(404);
});

test('a Ledger that starts anew knows nobody, and learns it again', async () => {
  await publishOnePledge();
  const wren = as(await newToken('Wren', 'reader'));
  await here(wren);
  await runInDurableObject(ledger(), (_, state) => state.abort('The object ends.')).catch(() => undefined);
  expect((await here()).people).toEqual([]);
  expect((await here(wren)).people).toEqual(['admin']);
  const tables = await runInDurableObject(ledger(), (_, { storage: { sql } }) => [
    ...sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'"),
  ]);
  expect(tables.map(({ name }) => name).filter((name) => /presen|here/.test(name))).toEqual([]);
});

test('what is suggested of a pledge that is merged waits at the one that takes it in, and leads to its revision', async () => {
  await publishOnePledge();
  await publishSecond();
  const send = (text: string) =>
    fetchAsReader('/api/v1/trackers/test-tracker/pledges/buy-a-boat/suggestions', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': newAddress() },
      body: JSON.stringify({ kind: 'evidence', text }),
    });
  for (const text of ['One.', 'Two.', 'Three.']) expect((await send(text)).status).toBe(202);
  const decide = (id: number, body: object) =>
    json(fetchAsEditor(`/suggestions/${id}`, { method: 'PATCH', body }));
  await decide(1, { state: 'declined', reason: 'No.' });
  await decide(2, { state: 'accepted' });
  await json(act('merge', 2, { into: 'reopen-the-ferry', note: 'One.' }, `${PLEDGES}/buy-a-boat`));
  const { suggestions } = await json<{ suggestions: { slug: string; state: string }[] }>(
    fetchAsEditor('/suggestions'),
  );
  expect(suggestions.map(({ slug, state }) => [slug, state])).toEqual([
    ['reopen-the-ferry', 'open'],
    ['reopen-the-ferry', 'accepted'],
    ['buy-a-boat', 'declined'],
  ]);
});
