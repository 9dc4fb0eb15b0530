// What was begun by mistake can be taken away, and for thirty days be brought back.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { TrashedPledge } from '../../data/desk.ts';
import { aPledge } from '../builders.ts';
import { act, publishSecond } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  found,
  json,
  ledger,
  publishOnePledge,
} from './client.ts';
import { linesOf, sendBackup, takeBackup } from './disaster.ts';
import { as, newToken, type Token } from './people.ts';
import { searchIndex } from './search-index.ts';

afterEach(reset);

const TRACKER = '/trackers/test-tracker';
const PLEDGES = `${TRACKER}/pledges`;

function begin(slug: string, who?: Token, change = {}): Promise<DeskRecord> {
  const headers = who ? as(who) : {};
  return json<DeskRecord>(
    fetchAsEditor(PLEDGES, { method: 'POST', body: { slug, ...aPledge(change) }, headers }),
    201,
  );
}

function remove(slug: string, version = 1, who?: Token): Promise<Response> {
  return fetchAsEditor(`${PLEDGES}/${slug}`, { method: 'DELETE', version, headers: who ? as(who) : {} });
}

function recover(slug: string, body: object = {}, who?: Token): Promise<Response> {
  return fetchAsEditor(`${PLEDGES}/${slug}/recover`, { method: 'POST', body, headers: who ? as(who) : {} });
}

async function trash(): Promise<TrashedPledge[]> {
  return (await json<{ trash: TrashedPledge[] }>(fetchAsEditor(`${TRACKER}/trash`))).trash;
}

/** Lets days go by for what is in the trash. */
function age(days: number): Promise<void> {
  return runInDurableObject(ledger(), async (instance, { storage: { sql } }) => {
    const then = new Date(Date.now() - days * 86_400_000).toISOString();
    sql.exec('UPDATE trash SET trashed_at = ?', then);
    await instance.alarm();
  });
}

test('a pledge that was never published goes to the trash, its name is free, and it comes back as it was', async () => {
  await found();
  await begin('reopen-the-ferry');
  await json(act('rename', 1, { aliases: ['/policies/ferry', 'old-ferry'] }));
  await json(act('submit', 2));
  await json(act('return', 3, { note: 'A source, please.' }));
  await json(fetchAsEditor(`${PLEDGES}/reopen-the-ferry`, { method: 'DELETE' }), 428);
  await json(remove('reopen-the-ferry', 1), 412);
  const gone = await json<TrashedPledge & { undo: string }>(remove('reopen-the-ferry', 4));
  expect(gone).toMatchObject({
    tracker: 'test-tracker',
    slug: 'reopen-the-ferry',
    title: 'Reopen the ferry',
    owner: 'admin',
    trashedBy: 'admin',
    undo: expect.any(String),
  });
  expect(Date.parse(gone.until) - Date.parse(gone.trashedAt)).toBe(30 * 86_400_000);
  const { undo: _, ...item } = gone;
  expect(await trash()).toEqual([item]);
  await json(fetchAsEditor(`${PLEDGES}/reopen-the-ferry`), 404);
  await json(fetchAsEditor(`${PLEDGES}/old-ferry`), 404);
  expect(await json(fetchAsEditor(PLEDGES))).toEqual({ pledges: [] });
  expect(await json(fetchAsEditor('/today'))).toMatchObject({ drafts: { count: 0 } });
  expect(await json(fetchAsEditor(`${TRACKER}/export.json`))).toEqual({ pledges: [] });

  expect(await json(recover('reopen-the-ferry'))).toMatchObject({
    slug: 'reopen-the-ferry',
    version: 5,
    state: 'draft',
    draft: aPledge(),
    owner: 'admin',
    comment: 'A source, please.',
    lostAliases: [],
  });
  expect(await trash()).toEqual([]);
  expect(await json(fetchAsEditor(`${PLEDGES}/old-ferry`))).toMatchObject({ slug: 'reopen-the-ferry' });
  await json(act('publish', 5, { note: 'First.' }));
  await expectAgreement();
});

test('a name that was taken meanwhile is refused, another can be given, and aliases that lead elsewhere are told', async () => {
  await found();
  await begin('ferry');
  await json(act('rename', 1, { aliases: ['old-ferry', 'older-ferry'] }, `${PLEDGES}/ferry`));
  await json(remove('ferry', 2));
  await begin('ferry', undefined, { title: 'Another ferry' });
  await begin('old-ferry');
  expect(await json(recover('ferry'), 409)).toMatchObject({ type: expect.stringContaining('#name-taken') });
  await json(recover('ferry', { slug: 'No Slug' }), 422);
  expect(await json(recover('ferry', { slug: 'the-ferry' }))).toMatchObject({
    slug: 'the-ferry',
    lostAliases: ['old-ferry'],
  });
  expect(await json(fetchAsEditor(`${PLEDGES}/older-ferry`))).toMatchObject({ slug: 'the-ferry' });

  // Several that had one address are told apart by their ids.
  await json(remove('ferry'));
  await begin('ferry', undefined, { title: 'A third ferry' });
  await json(remove('ferry'));
  const [third, second] = await trash();
  expect([third?.title, second?.title]).toEqual(['A third ferry', 'Another ferry']);
  expect(await json(recover('ferry'), 422)).toMatchObject({ errors: [{ pointer: '/id' }] });
  expect(await json(recover('ferry', { id: second?.id }))).toMatchObject({
    draft: { title: 'Another ferry' },
  });
  await json(recover('ferry', { id: second?.id }), 404);
  await json(recover('nothing'), 404);
});

test('a published pledge stays on record, whatever became of it since, and so does what its readers are led to', async () => {
  const { version } = await publishOnePledge();
  const refused = await json<{ detail: string }>(remove('reopen-the-ferry', version), 409);
  expect(refused.detail).toContain('retract it instead');
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(remove('reopen-the-ferry', version + 1), 409);

  await begin('dig-a-canal');
  await publishSecond('buy-a-boat', { related: [{ pledge: 'dig-a-canal', relation: 'part-of' }] });
  expect(await json(remove('dig-a-canal'), 409)).toMatchObject({
    type: expect.stringContaining('#in-use'),
    detail: expect.stringContaining('"buy-a-boat"'),
  });
  await expectAgreement();
});

test('a writer moves to the trash, and recovers, what nobody else has written in', async () => {
  await found();
  const [wren, robin] = [await newToken('Wren', 'writer'), await newToken('Robin', 'editor')];
  await begin('hers', wren);
  await begin('his', robin);
  await json(remove('his', 1, wren), 403);
  await json(remove('hers', 1, wren));
  await json(recover('hers', {}, wren));
  await json(remove('hers', 2, robin));
  await json(remove('his', 1, robin));
  await json(recover('his', {}, wren), 403);
  await json(recover('hers', {}, wren));
});

test('after thirty days it is gone for good, words and all, and the audit keeps that it was', async () => {
  await found();
  const wren = await newToken('Wren', 'writer');
  await begin('ferry', wren);
  await begin('kept', wren, { title: 'Another pledge' });
  await json(remove('ferry', 1, wren));
  await age(29);
  expect(await trash()).toHaveLength(1);
  await age(31);
  expect(await trash()).toEqual([]);
  const index = await searchIndex();
  expect(index).toContain('council');
  expect(index).not.toContain('reopen');
  await json(recover('ferry'), 404);
  const { audit } = await json<{ audit: { act: string; editor: string; slug: string }[] }>(
    fetchAsEditor('/audit?slug=ferry'),
  );
  expect(audit.map(({ act: name, editor }) => [name, editor])).toEqual([
    ['delete', 'Wren'],
    ['trash', 'Wren'],
    ['create', 'Wren'],
  ]);
  expect(await takeBackup()).not.toContain('Reopen the ferry');
});

test('a backup holds the trash, and a restore brings it back with the days that it has left', async () => {
  await found();
  await begin('ferry');
  await json(remove('ferry'));
  const before = await trash();
  const backup = await takeBackup();
  expect(linesOf(backup).at(-2)?.end).toMatchObject({ counts: { trash: 1, pledge: 0 } });
  await reset();
  await json(sendBackup(backup), 201);
  expect(await trash()).toEqual(before);
  expect(await json(recover('ferry'))).toMatchObject({ draft: { title: 'Reopen the ferry' } });
});

function deleteTracker(version: number, query = '', headers = {}): Promise<Response> {
  return fetchAsEditor(TRACKER + query, { method: 'DELETE', version, headers });
}

test('a tracker in which nothing was published is deleted when its pledges are counted, and its id is free', async () => {
  await found({ review: 'two' });
  await begin('ferry');
  await json(act('rename', 1, { aliases: ['/policies/ferry'] }, `${PLEDGES}/ferry`));
  await begin('canal');
  await json(remove('canal'));
  await expectAgreement();
  expect((await fetchAsReader('/api/v1/trackers/test-tracker')).status).toBe(200);
  await found({ id: 'another' });
  const wren = await newToken('Wren', 'admin', { trackers: ['test-tracker', 'another'] });

  await json(deleteTracker(7), 412);
  expect(await json(deleteTracker(1), 409)).toMatchObject({
    type: expect.stringContaining('#confirmation-required'),
    detail: expect.stringContaining('1 pledge in the works and 1 in the trash'),
    pledges: 2,
  });
  await json(deleteTracker(1, '?pledges=1'), 409);
  await json(deleteTracker(1, '?pledges=two'), 400);
  await json(deleteTracker(1, '?pledges=2&force=true'), 400);
  expect(await json(deleteTracker(1, '?pledges=2'))).toEqual({ id: 'test-tracker', pledges: 2 });

  await json(fetchAsEditor(TRACKER), 404);
  await json(deleteTracker(1, '?pledges=2'), 404);
  await expectAgreement();
  expect((await fetchAsReader('/api/v1/trackers/test-tracker')).status).toBe(404);
  expect(await json(fetchAsReader('/api/v1/trackers'))).toMatchObject({ trackers: [{ id: 'another' }] });
  const { audit } = await json<{ audit: object[] }>(fetchAsEditor('/audit?tracker=test-tracker'));
  expect(audit[0]).toMatchObject({ act: 'delete tracker', detail: { name: 'Test tracker', pledges: 2 } });

  // What is founded under the id again is another tracker: whoever was let into the first is not in it.
  await found();
  await json(fetchAsEditor(TRACKER, { headers: as(wren) }), 404);
  expect(await json(fetchAsEditor(PLEDGES))).toEqual({ pledges: [] });
});

test('a tracker with a record is not deleted, and an editor deletes none', async () => {
  await publishOnePledge();
  const robin = await newToken('Robin', 'editor');
  await json(deleteTracker(1, '', as(robin)), 403);
  await json(act('retract', 2, { note: 'Withdrawn.' }));
  expect(await json(deleteTracker(1), 409)).toMatchObject({
    type: expect.stringContaining('#already-published'),
  });
  await expectAgreement();
});
