// One act on many pledges in one request, and the way back.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { BulkAnswer } from '../../data/desk.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, audited, PLEDGE, undo } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import { type DeskRecord, fetchAsEditor, json, ledger, publishOnePledge, save } from './client.ts';
import { takeBackup } from './disaster.ts';
import { as, newToken, type Token } from './people.ts';

afterEach(reset);

const TRACKER = '/trackers/test-tracker';
const PLEDGES = `${TRACKER}/pledges`;
const ID = 'an-id-of-the-sender';

async function bringIn(count: number): Promise<string[]> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const slugs = Array.from({ length: count }, (_, at) => `pledge-${at}`);
  const body = { pledges: slugs.map((slug) => anImportRow({ slug })) };
  await json(fetchAsEditor(`${TRACKER}/import`, { method: 'POST', body }));
  return slugs;
}

function many(slugs: string[], more: object, who?: Token, version = 1): Promise<Response> {
  const body = { id: ID, pledges: slugs.map((slug) => ({ slug, version })), ...more };
  return fetchAsEditor(`${TRACKER}/acts`, { method: 'POST', body, headers: who ? as(who) : {} });
}

async function record(slug: string) {
  return json<DeskRecord & { checkedAt: string | null; owner: string }>(fetchAsEditor(`${PLEDGES}/${slug}`));
}

const CHECK = { act: 'check', looked: 'The minutes of October.' };

test('a hundred are checked in one request; what is refused is named with the reason and holds up no other', async () => {
  const slugs = await bringIn(98);
  await json(fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'begun', ...aPledge() } }), 201);
  await json(
    fetchAsEditor(`${PLEDGES}/pledge-2`, { method: 'PUT', body: aPledge({ title: 'New' }), version: 1 }),
  );
  await json(act('publish', 2, { note: null }, `${PLEDGES}/pledge-2`));
  const answer = await json<BulkAnswer>(many([...slugs, 'begun', 'nobody'], CHECK));
  expect(answer).toMatchObject({ id: ID, act: 'check' });
  expect(answer.done).toHaveLength(97);
  expect(answer.refused).toMatchObject([
    { slug: 'pledge-2', version: 1, reason: 'stale-version' },
    { slug: 'begun', version: 1, reason: 'act-not-allowed', detail: expect.stringContaining('"draft"') },
    { slug: 'nobody', version: 1, reason: 'not-found' },
  ]);
  expect((await record('pledge-0')).checkedAt).toMatch(/Z$/);
  const rows = await audited('check');
  expect(rows).toHaveLength(97);
  expect(rows[0]).toMatchObject({ detail: { bulk: ID, looked: 'The minutes of October.' } });
  await expectAgreement();
});

test('the same request again does nothing and is answered again; its id stands for nothing else', async () => {
  const slugs = await bringIn(3);
  const first = await json(many(slugs, CHECK));
  const { checkedAt } = await record('pledge-0');
  expect(await json(many(slugs, CHECK))).toEqual(first);
  expect((await record('pledge-0')).checkedAt).toBe(checkedAt);
  expect(await audited('check')).toHaveLength(3);
  const robin = await newToken('Robin', 'editor');
  for (const other of [
    many(slugs, { ...CHECK, looked: 'Something else.' }),
    many(slugs.slice(1), CHECK),
    many(slugs, CHECK, robin),
  ])
    expect(await json(other, 409)).toMatchObject({ type: expect.stringContaining('#name-taken') });
  expect(await audited('check')).toHaveLength(3);
});

test('what is asked amiss is refused as a whole, by field, and changes nothing', async () => {
  const slugs = await bringIn(3);
  const tooMany = Array.from({ length: 101 }, (_, at) => `pledge-${at}`);
  const cases: [Promise<Response>, string][] = [
    [many(slugs, { act: 'check' }), '/looked'],
    [many(slugs, { ...CHECK, looked: ' ' }), '/looked'],
    [many(slugs, { ...CHECK, id: 'short' }), '/id'],
    [many(slugs, { ...CHECK, id: undefined }), '/id'],
    [many(slugs, { act: 'retract' }), '/act'],
    [many(slugs, { act: 'publish', note: ' ' }), '/note'],
    [many(slugs, { act: 'publish', publishAt: '2030-01-01T00:00:00Z' }), '/publishAt'],
    [many(slugs, { act: 'discard', to: 'Wren' }), '/to'],
    [many(slugs, { act: 'assign' }), '/to'],
    [many([], CHECK), '/pledges'],
    [many(tooMany, CHECK), '/pledges'],
    [many(['pledge-0', 'pledge-0'], CHECK), '/pledges/1/slug'],
    [many(slugs, CHECK, undefined, 0), '/pledges/0/version'],
  ];
  for (const [answer, pointer] of cases) {
    const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(answer, 422);
    expect(errors[0]).toMatchObject({ pointer });
    expect(errors[0]?.detail).not.toMatch(/Invalid|expected/);
  }
  const wren = await newToken('Wren', 'writer');
  expect(await json(many(slugs, CHECK, wren), 403)).toMatchObject({
    type: expect.stringContaining('#forbidden'),
  });
  expect(await json(many(slugs, { act: 'assign', to: 'Wren' }, wren), 403)).toBeDefined();
  const body = { ...CHECK, id: ID, pledges: [{ slug: 'pledge-0', version: 1 }] };
  await json(fetchAsEditor('/trackers/none/acts', { method: 'POST', body }), 404);
  expect(await audited('check')).toEqual([]);
});

test('checks are undone as far as nobody has looked since; a new row of the audit says so, and it is undone once', async () => {
  const slugs = await bringIn(4);
  await json(act('check', 1, {}, `${PLEDGES}/pledge-0`));
  const { checkedAt } = await record('pledge-0');
  await json(many(slugs, CHECK));
  await json(act('check', 1, {}, `${PLEDGES}/pledge-1`));
  const after = await record('pledge-1');
  // A draft is no look.
  await json(
    fetchAsEditor(`${PLEDGES}/pledge-2`, { method: 'PUT', body: aPledge({ title: 'New' }), version: 1 }),
  );
  expect(await json(undo(ID))).toEqual({
    id: ID,
    act: 'check',
    done: [
      { slug: 'pledge-0', version: 4 },
      { slug: 'pledge-2', version: 4 },
      { slug: 'pledge-3', version: 3 },
    ],
    refused: [{ slug: 'pledge-1', version: 2, reason: 'stale-version' }],
  });
  expect((await record('pledge-0')).checkedAt).toBe(checkedAt);
  expect(await record('pledge-1')).toEqual(after);
  expect((await record('pledge-3')).checkedAt).toBeNull();
  const rows = await audited('undo');
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatchObject({ editor: 'admin', detail: { undone: 'check', undo: ID } });
  expect(await json(undo(ID), 409)).toMatchObject({ detail: 'It was undone already.' });
  await expectAgreement();
});

test('one check, discarded draft, move to the trash and assignment are undone by the id that they answer', async () => {
  const { version: first } = await publishOnePledge();
  await newToken('Wren', 'writer');
  type Undoable = { undo: string; version: number };
  const before = await record('reopen-the-ferry');
  const checked = await json<Undoable>(act('check', first));
  await json(undo(checked.undo));
  const version = first + 2;
  expect(await record('reopen-the-ferry')).toEqual({ ...before, version });

  await json(save(version, aPledge({ title: 'Hard work' })));
  await json(act('submit', version + 1));
  await json(act('return', version + 2, { note: 'Nearly.' }));
  const written = await record('reopen-the-ferry');
  const discarded = await json<Undoable>(act('discard', version + 3));
  await json(undo(discarded.undo));
  expect(await record('reopen-the-ferry')).toEqual({ ...written, version: version + 5 });

  const assigned = await json<Undoable>(act('assign', version + 5, { to: 'Wren' }));
  expect((await record('reopen-the-ferry')).owner).toBe('Wren');
  await json(undo(assigned.undo));
  expect((await record('reopen-the-ferry')).owner).toBe('admin');

  await json(fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'canal', ...aPledge() } }), 201);
  const remove = (at: number) =>
    json<Undoable>(fetchAsEditor(`${PLEDGES}/canal`, { method: 'DELETE', version: at }));
  const trashed = await remove(1);
  await json(undo(trashed.undo));
  expect(await record('canal')).toMatchObject({ version: 2, draft: aPledge() });
  // Its name has become another's.
  const again = await remove(2);
  await json(fetchAsEditor(PLEDGES, { method: 'POST', body: { slug: 'canal', title: 'Another' } }), 201);
  expect(await json(undo(again.undo))).toMatchObject({ done: [], refused: [{ reason: 'name-taken' }] });
  expect(await record('canal')).toMatchObject({ draft: { title: 'Another' } });
  // A draft that was written anew stays.
  const { undo: late, version: now } = await json<Undoable>(act('discard', version + 7));
  await json(save(now, aPledge({ title: 'Anew' })));
  expect(await json(undo(late))).toMatchObject({ done: [], refused: [{ reason: 'stale-version' }] });
  expect(await record('reopen-the-ferry')).toMatchObject({ draft: { title: 'Anew' } });
  await expectAgreement();
});

test('drafts are discarded, moved to the trash and assigned by the many, and all of it is undone', async () => {
  await bringIn(2);
  const wren = await newToken('Wren', 'writer');
  const write = (slug: string, who?: Token) =>
    fetchAsEditor(`${PLEDGES}/${slug}`, {
      method: 'PUT',
      body: aPledge({ title: `New ${slug}`, verdict: aVerdict({ id: 'kept' }) }),
      version: 1,
      headers: who ? as(who) : {},
    });
  await json(write('pledge-0', wren));
  await json(write('pledge-1'));
  for (const slug of ['new-0', 'new-1'])
    await json(
      fetchAsEditor(PLEDGES, { method: 'POST', body: { slug, ...aPledge() }, headers: as(wren) }),
      201,
    );
  const all = ['pledge-0', 'pledge-1', 'new-0', 'new-1'];
  const before = await Promise.all(all.map(record));
  const discarded = await json<BulkAnswer>(many(['pledge-0', 'pledge-1'], { act: 'discard' }, wren, 2));
  expect(discarded).toMatchObject({ done: [{ slug: 'pledge-0' }], refused: [{ reason: 'forbidden' }] });
  const trash = { act: 'trash', id: `${ID}-2` };
  expect(await json(many(['new-0', 'new-1', 'pledge-0'], trash, wren))).toMatchObject({
    done: [{ slug: 'new-0' }, { slug: 'new-1' }],
    refused: [{ slug: 'pledge-0', reason: 'stale-version' }],
  });
  const assign = { act: 'assign', to: 'Wren', id: `${ID}-3` };
  expect(await json(many(['pledge-1'], assign, undefined, 2))).toMatchObject({ done: [{ version: 3 }] });
  for (const id of [ID, `${ID}-2`, `${ID}-3`])
    expect(await json(undo(id))).toMatchObject({ refused: expect.any(Array) });
  const after = await Promise.all(all.map(record));
  const words = (records: DeskRecord[]) => records.map(({ version: _, ...rest }) => rest);
  expect(words(after)).toEqual(words(before));
  await expectAgreement();
});

test('only whoever did it or an admin undoes an act, within an hour, and as long as they may still do it', async () => {
  const slugs = await bringIn(1);
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'another' }) }), 201);
  const [wren, robin, chief, other] = [
    await newToken('Wren', 'editor'),
    await newToken('Robin', 'editor'),
    await newToken('Chief', 'admin', { trackers: ['test-tracker'] }),
    await newToken('Other', 'admin', { trackers: ['another'] }),
  ];
  await json(many(slugs, CHECK, wren));
  await json(undo(ID, robin), 403);
  // Another desk's acts are not there.
  await json(undo(ID, other), 404);
  await json(undo('no-such-id'), 404);
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'DELETE' }));
  const demoted = await newToken('Wren', 'writer');
  await json(undo(ID, demoted), 403);
  await json(undo(ID, chief));
  expect((await record('pledge-0')).checkedAt).toBeNull();

  await json(many(slugs, { ...CHECK, id: `${ID}-2` }));
  await runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
    sql.exec('UPDATE undo SET at = ?', new Date(Date.now() - 3_601_000).toISOString());
    expect(sql.exec('SELECT count(*) AS steps FROM undo_pledge').one()).toEqual({ steps: 2 });
    await instance.alarm();
    expect(sql.exec('SELECT count(*) AS steps FROM undo_pledge').one()).toEqual({ steps: 0 });
  });
  expect(await json(undo(`${ID}-2`), 409)).toMatchObject({ detail: 'It was done more than an hour ago.' });
  // As a repeat it is known for longer.
  await json(many(slugs, { ...CHECK, id: `${ID}-2` }));
  expect(await audited('check')).toHaveLength(2);
});

test('words that were redacted do not come back by undoing, and no backup holds what can be undone', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'A name that a court forbids' })));
  const { undo: id } = await json<{ undo: string }>(act('discard', version + 1));
  expect(await takeBackup()).not.toContain('a court forbids');
  await json(act('retract', version + 2, { note: 'Withdrawn.' }));
  await json(act('redact', version + 3, { revisions: [1, 2], note: 'A court.' }));
  const kept = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    JSON.stringify(sql.exec('SELECT * FROM undo_pledge').toArray()),
  );
  expect(kept).not.toContain('a court forbids');
  expect(await json(undo(id))).toMatchObject({ done: [], refused: [{ slug: 'reopen-the-ferry' }] });
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ draft: null });
});

test('whoever was given a draft after it was submitted keeps it when that is undone', async () => {
  const { version } = await publishOnePledge();
  await newToken('Robin', 'editor');
  await json(save(version, aPledge({ title: 'Reopen the old ferry' })));
  const submitted = await json<{ undo: string; version: number }>(act('submit', version + 1));
  await json(act('assign', submitted.version, { to: 'Robin' }));
  await json(undo(submitted.undo));
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({
    state: 'draft',
    owner: 'Robin',
    assignee: 'Robin',
  });
});
