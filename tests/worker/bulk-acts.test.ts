// Handed in, published and filed by the many: each pledge as the act on it alone would treat it.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import type { BulkAnswer, PledgeRecord } from '../../data/desk.ts';
import type { PledgeContent } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, audited, document, undo } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import { fetchAsEditor, json, ledger, untilPublished } from './client.ts';
import { as, newToken, type Token } from './people.ts';
import { foundPrivate, makeReady, open } from './private.ts';

afterEach(reset);

const TRACKER = '/trackers/test-tracker';
const PLEDGES = `${TRACKER}/pledges`;
const FACETS = [
  {
    id: 'party',
    label: { en: 'Party' },
    values: ['greens', 'blues', 'reds'].map((id) => ({ id, label: { en: id } })),
  },
];

let ids = 0;
function many(slugs: string[], more: object, who?: Token, version = 1): Promise<Response> {
  ids += 1;
  const pledges = slugs.map((slug) => ({ slug, version }));
  const body = { id: `an-id-of-the-sender-${ids}`, pledges, ...more };
  return fetchAsEditor(`${TRACKER}/acts`, { method: 'POST', body, headers: who ? as(who) : {} });
}

function record(slug: string): Promise<PledgeRecord> {
  return json<PledgeRecord>(fetchAsEditor(`${PLEDGES}/${slug}`));
}

function write(slug: string, draft: Partial<PledgeContent> = {}, who?: Token): Promise<PledgeRecord> {
  const body = { slug, ...aPledge(draft) };
  return json<PledgeRecord>(
    fetchAsEditor(PLEDGES, { method: 'POST', body, headers: who ? as(who) : {} }),
    201,
  );
}

function rewrite(slug: string, draft: Partial<PledgeContent>, version = 1, who?: Token) {
  const headers = who ? as(who) : {};
  return json<PledgeRecord>(
    fetchAsEditor(`${PLEDGES}/${slug}`, { method: 'PUT', body: aPledge(draft), version, headers }),
  );
}

async function found(
  { review = 'one', ...overrides }: Partial<Tracker> = {},
  published = 0,
): Promise<string[]> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker(overrides) }), 201);
  const slugs = Array.from({ length: published }, (_, at) => `pledge-${at}`);
  const body = { pledges: slugs.map((slug) => anImportRow({ slug })) };
  if (published > 0) await json(fetchAsEditor(`${TRACKER}/import`, { method: 'POST', body }));
  // An import would be one person's.
  if (review === 'two')
    await json(
      fetchAsEditor(TRACKER, { method: 'PUT', body: aTracker({ review, ...overrides }), version: 1 }),
    );
  await untilPublished();
  return slugs;
}

/** All of a record but its version, which never goes back. */
function words({ version: _, ...rest }: PledgeRecord): Omit<PledgeRecord, 'version'> {
  return rest;
}

test('drafts are handed in by the many, what is no draft is named, and all of it is taken back', async () => {
  await found({}, 1);
  const wren = await newToken('Wren', 'writer');
  for (const slug of ['ferry-a', 'ferry-b', 'ferry-c']) await write(slug, {}, wren);
  await json(act('submit', 1, {}, `${PLEDGES}/ferry-c`));
  await json(act('return', 2, { note: 'Nearly.' }, `${PLEDGES}/ferry-c`));
  const before = await Promise.all(['ferry-a', 'ferry-b', 'ferry-c'].map(record));
  const pledges = [
    ...['ferry-a', 'ferry-b', 'pledge-0'].map((slug) => ({ slug, version: 1 })),
    { slug: 'ferry-c', version: 3 },
  ];
  const answer = await json<BulkAnswer>(many([], { act: 'submit', pledges }, wren));
  expect(answer).toMatchObject({
    undo: answer.id,
    done: [
      { slug: 'ferry-a', version: 2 },
      { slug: 'ferry-b', version: 2 },
      { slug: 'ferry-c', version: 4 },
    ],
    refused: [{ slug: 'pledge-0', reason: 'act-not-allowed', detail: expect.stringContaining('"submit"') }],
  });
  expect(await record('ferry-c')).toMatchObject({ state: 'review', comment: null });
  expect((await audited('submit'))[0]).toMatchObject({ editor: 'Wren', detail: { bulk: answer.id } });
  const again = await json<BulkAnswer>(many(['ferry-a'], { act: 'submit' }, wren, 2));
  expect(again).toMatchObject({ done: [], refused: [{ reason: 'act-not-allowed' }] });
  expect(again).not.toHaveProperty('undo');
  // Somebody has begun to review one.
  await json(act('return', 2, { note: 'See my comment.' }, `${PLEDGES}/ferry-b`));
  expect(await json(undo(answer.undo, wren))).toMatchObject({
    done: [{ slug: 'ferry-a' }, { slug: 'ferry-c' }],
    refused: [{ slug: 'ferry-b', version: 2, reason: 'stale-version' }],
  });
  const after = await Promise.all(['ferry-a', 'ferry-b', 'ferry-c'].map(record));
  expect([words(after[0]!), words(after[2]!)]).toEqual([words(before[0]!), words(before[2]!)]);
  expect(after[1]).toMatchObject({ state: 'draft', comment: 'See my comment.' });
  expect(await json(undo(answer.undo, wren), 409)).toMatchObject({ detail: 'It was undone already.' });
});

test('one that is handed in answers under which id it is taken back', async () => {
  await found();
  await write('ferry-a');
  const { undo: id } = await json<{ undo: string }>(act('submit', 1, {}, `${PLEDGES}/ferry-a`));
  expect(await json(undo(id))).toMatchObject({ done: [{ slug: 'ferry-a', version: 3 }] });
  expect(await record('ferry-a')).toMatchObject({ state: 'draft' });
});

test('drafts are published by the many, each as it would be alone, and readers have them', async () => {
  await found({}, 3);
  await write('new-0');
  await write('incomplete', { evidence: [], categories: ['transport'] });
  await write('later');
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', 1, { note: 'Later.', publishAt }, `${PLEDGES}/later`));
  await rewrite('pledge-0', { title: 'Only another title' });
  await rewrite('pledge-1', { verdict: aVerdict({ id: 'kept' }) });
  const pledges = [
    { slug: 'new-0', version: 1 },
    { slug: 'incomplete', version: 1 },
    { slug: 'later', version: 2 },
    { slug: 'pledge-0', version: 2 },
    { slug: 'pledge-1', version: 2 },
    { slug: 'pledge-2', version: 1 },
  ];
  const silent = await json<BulkAnswer>(many([], { act: 'publish', pledges }));
  expect(silent.done).toEqual([{ slug: 'pledge-0', version: 3 }]);
  expect(silent.refused).toMatchObject([
    { slug: 'new-0', reason: 'invalid-fields', detail: expect.stringContaining('/note is missing') },
    { slug: 'incomplete', reason: 'invalid-fields', detail: expect.stringContaining('/draft/evidence') },
    { slug: 'later', reason: 'act-not-allowed' },
    { slug: 'pledge-1', reason: 'invalid-fields' },
    { slug: 'pledge-2', reason: 'act-not-allowed' },
  ]);
  const noted = { act: 'publish', note: 'The programme was judged.', pledges };
  const told = await json<BulkAnswer>(many([], noted));
  expect(told.done.map(({ slug }) => slug)).toEqual(['new-0', 'pledge-1']);
  expect(told).not.toHaveProperty('undo');
  expect(await document('new-0')).toMatchObject({ title: aPledge().title, revision: 1 });
  expect(await document('pledge-1')).toMatchObject({ verdict: { id: 'kept' }, revision: 2 });
  expect((await audited('publish'))[0]).toMatchObject({
    slug: 'pledge-1',
    detail: { kind: 'verdict', note: 'The programme was judged.', bulk: told.id },
  });
  await expectAgreement();
});

test('what readers were told is not undone: the refusal says what to do in its place', async () => {
  await found({}, 1);
  await rewrite('pledge-0', { title: 'Another title' });
  const { id } = await json<BulkAnswer>(many(['pledge-0'], { act: 'publish' }, undefined, 2));
  expect(await json(undo(id), 409)).toMatchObject({
    type: expect.stringContaining('#not-undoable'),
    detail: expect.stringMatching(/retract.*revert/),
  });
  expect(await document('pledge-0')).toMatchObject({ title: 'Another title', revision: 2 });
  // Sent again, it does nothing.
  const body = { id, act: 'publish', pledges: [{ slug: 'pledge-0', version: 2 }] };
  await json(fetchAsEditor(`${TRACKER}/acts`, { method: 'POST', body }));
  expect(await audited('publish')).toHaveLength(1);
});

test('where two are wanted, nobody publishes by the many what they wrote or filed', async () => {
  await found({ review: 'two' }, 2);
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  await rewrite('pledge-0', { title: 'By Wren' }, 1, wren);
  await rewrite('pledge-1', { title: 'By Robin' }, 1, robin);
  await json(act('submit', 2, {}, `${PLEDGES}/pledge-1`));
  const pledges = [
    { slug: 'pledge-0', version: 2 },
    { slug: 'pledge-1', version: 3 },
  ];
  expect(await json(many([], { act: 'publish', pledges }, wren))).toMatchObject({
    done: [{ slug: 'pledge-1' }],
    refused: [{ slug: 'pledge-0', reason: 'second-person-required' }],
  });
  await json(many(['pledge-0'], { act: 'set', category: { add: ['tax'] } }, robin, 2));
  expect(await record('pledge-0')).toMatchObject({ owner: 'Wren', authors: ['Wren', 'Robin'] });
  expect(await json(many(['pledge-0'], { act: 'publish' }, robin, 3))).toMatchObject({
    refused: [{ reason: 'second-person-required' }],
  });
});

test('in a private tracker they are ready, which is undone until it is opened', async () => {
  await foundPrivate();
  for (const slug of ['ferry-a', 'ferry-b', 'ferry-c']) await write(slug);
  const answer = await json<BulkAnswer>(many(['ferry-a', 'ferry-b'], { act: 'publish' }));
  expect(answer).toMatchObject({ undo: answer.id, done: [{ slug: 'ferry-a' }, { slug: 'ferry-b' }] });
  expect(await record('ferry-a')).toMatchObject({ state: 'ready' });
  await json(undo(answer.undo));
  expect(await record('ferry-a')).toMatchObject({ state: 'draft', draft: aPledge() });
  const again = await json<BulkAnswer>(many(['ferry-a', 'ferry-b'], { act: 'publish' }, undefined, 3));
  expect(again.done).toHaveLength(2);
  await json(open(1));
  expect(await json(undo(again.undo), 409)).toMatchObject({ detail: expect.stringContaining('retract') });
  expect(await document('ferry-a')).toMatchObject({ revision: 1 });
});

test('categories, values and due days are set in drafts, in new ones where readers see a pledge, and put back', async () => {
  await found({ facets: FACETS }, 2);
  const wren = await newToken('Wren', 'writer');
  await write('begun', { facets: { party: ['greens'] }, due: '2030' }, wren);
  await rewrite('pledge-1', { title: 'By Wren' }, 1, wren);
  const slugs = ['pledge-0', 'pledge-1', 'begun'];
  const before = await Promise.all(slugs.map(record));
  const pledges = [
    { slug: 'pledge-0', version: 1 },
    { slug: 'pledge-1', version: 2 },
    { slug: 'begun', version: 1 },
  ];
  const changes = {
    act: 'set',
    category: { add: ['health'], remove: ['transport'] },
    facet: { party: { add: ['reds'], remove: ['greens'] } },
    due: '2027-12',
  };
  const answer = await json<BulkAnswer>(many([], { ...changes, pledges }));
  expect(answer).toMatchObject({ undo: answer.id, refused: [] });
  const filed = { categories: ['health'], facets: { party: ['reds'] }, due: '2027-12' };
  expect(await record('pledge-0')).toMatchObject({
    state: 'draft',
    owner: 'admin',
    authors: ['admin'],
    draft: { title: aPledge().title, ...filed },
    published: { categories: ['transport'] },
  });
  expect(await record('pledge-1')).toMatchObject({ owner: 'Wren', authors: ['Wren', 'admin'] });
  expect(await record('begun')).toMatchObject({ owner: 'Wren', draft: filed });
  expect((await audited('set'))[0]).toMatchObject({ detail: { due: '2027-12', bulk: answer.id } });
  // Once more it changes nothing; a draft that says what readers see is none.
  const next = pledges.map(({ slug, version }) => ({ slug, version: version + 1 }));
  expect(await json(many([], { ...changes, pledges: next }))).toMatchObject({
    done: [],
    refused: [{ reason: 'nothing-new' }, { reason: 'nothing-new' }, { reason: 'nothing-new' }],
  });
  await rewrite('pledge-1', { title: 'Touched since' }, 3, wren);
  expect(await json(undo(answer.undo))).toMatchObject({
    done: [{ slug: 'pledge-0' }, { slug: 'begun' }],
    refused: [{ slug: 'pledge-1', reason: 'stale-version' }],
  });
  const after = await Promise.all(slugs.map(record));
  expect([words(after[0]!), words(after[2]!)]).toEqual([words(before[0]!), words(before[2]!)]);
  expect(after[1]?.draft).toMatchObject({ title: 'Touched since' });
  await expectAgreement();
});

test('a draft whose one difference is taken back is none any more, and comes back by undoing', async () => {
  await found({}, 1);
  await rewrite('pledge-0', { due: '2027' });
  const { undo: id } = await json<BulkAnswer>(many(['pledge-0'], { act: 'set', due: null }, undefined, 2));
  const now = await record('pledge-0');
  expect(now.draft?.due).toBeNull();
  expect(await json(many(['pledge-0'], { act: 'set', due: null }, undefined, 3))).toMatchObject({
    refused: [{ reason: 'nothing-new' }],
  });
  await json(undo(id));
  expect(await record('pledge-0')).toMatchObject({ draft: { due: '2027' } });
  await json(many(['pledge-0'], { act: 'set', category: { add: ['tax'] } }, undefined, now.version + 1));
  await rewrite('pledge-0', { categories: ['transport', 'tax'] }, now.version + 2);
  const back = { act: 'set', category: { remove: ['tax'] } };
  const dropped = await json<BulkAnswer>(many(['pledge-0'], back, undefined, now.version + 3));
  expect(await record('pledge-0')).toMatchObject({ state: 'published', draft: null });
  await json(undo(dropped.undo));
  expect(await record('pledge-0')).toMatchObject({ draft: { categories: ['transport', 'tax'] } });
});

test('what is refused by set: handed in by another, scheduled, without a category, unknown to the tracker', async () => {
  await found({ facets: FACETS }, 1);
  const wren = await newToken('Wren', 'writer');
  for (const slug of ['of-wren', 'own', 'later'])
    await write(slug, {}, slug === 'of-wren' ? wren : undefined);
  for (const slug of ['of-wren', 'own']) await json(act('submit', 1, {}, `${PLEDGES}/${slug}`));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', 1, { note: 'Later.', publishAt }, `${PLEDGES}/later`));
  const answer = await json<BulkAnswer>(
    many(['of-wren', 'own', 'later'], { act: 'set', due: '2027' }, undefined, 2),
  );
  expect(answer).toMatchObject({
    done: [{ slug: 'own' }],
    refused: [
      { slug: 'of-wren', reason: 'forbidden', detail: expect.stringContaining('handed it in') },
      { slug: 'later', reason: 'act-not-allowed' },
    ],
  });
  expect(await record('of-wren')).toMatchObject({ version: 2, state: 'review' });
  expect(await record('own')).toMatchObject({ state: 'review' });
  const left = await json<BulkAnswer>(
    many(['pledge-0'], { act: 'set', category: { remove: ['transport'] } }),
  );
  expect(left.refused).toMatchObject([
    { reason: 'invalid-fields', detail: expect.stringContaining('/categories') },
  ]);
  const crowded = { act: 'set', category: { add: ['tax', 'health', 'housing'] } };
  expect(await json(many(['pledge-0'], crowded))).toMatchObject({ refused: [{ reason: 'invalid-fields' }] });
  const wrong: [object, string][] = [
    [{ category: { add: ['ghosts'] } }, '/category/add/0'],
    [{ facet: { party: { remove: ['ghosts'] } } }, '/facet/party/remove/0'],
    [{ facet: { planet: { add: ['mars'] } } }, '/facet/planet'],
    [{ category: {} }, '/category/add'],
    [{ due: 'soon' }, '/due'],
    [{}, '/category'],
    [{ facet: {} }, '/category'],
  ];
  for (const [changes, pointer] of wrong) {
    const { errors } = await json<{ errors: { pointer: string; detail: string }[] }>(
      many(['pledge-0'], { act: 'set', ...changes }),
      422,
    );
    expect(errors[0], JSON.stringify(changes)).toMatchObject({ pointer });
    expect(errors[0]?.detail).not.toMatch(/Invalid|expected/);
  }
  expect(await record('pledge-0')).toMatchObject({ version: 1, draft: null });
});

test('set goes by the ids that things had as well, and keeps those of now', async () => {
  const [transport, ...others] = aTracker().categories;
  const renamed = { id: 'mobility', formerIds: ['transport'], label: transport!.label };
  await found({ categories: [renamed, ...others] });
  await write('ferry-a', { categories: ['mobility'] });
  expect(await json(many(['ferry-a'], { act: 'set', category: { add: ['transport'] } }))).toMatchObject({
    refused: [{ reason: 'nothing-new' }],
  });
  await json(many(['ferry-a'], { act: 'set', category: { add: ['tax'], remove: ['transport'] } }));
  expect(await record('ferry-a')).toMatchObject({ draft: { categories: ['tax'] } });
});

test('what is ready in a private tracker is filed anew in a draft, and stays ready beside it', async () => {
  await foundPrivate();
  await makeReady('ferry-a');
  const { undo: id } = await json<BulkAnswer>(many(['ferry-a'], { act: 'set', due: '2027' }, undefined, 2));
  expect(await record('ferry-a')).toMatchObject({
    state: 'draft',
    draft: { due: '2027' },
    ready: { content: aPledge() },
  });
  await json(undo(id));
  expect(await record('ferry-a')).toMatchObject({ state: 'ready', draft: null });
});

test('a writer hands in and files, and publishes nothing; a reader does nothing; a lost role undoes nothing', async () => {
  const slugs = await found({}, 2);
  // Of a pledge that has no day, none is taken.
  expect(await json(many(slugs, { act: 'set', due: null }))).toMatchObject({ refused: [{}, {}] });
  const [wren, rhea] = [await newToken('Wren', 'writer'), await newToken('Rhea', 'reader')];
  const set = { act: 'set', due: '2027' };
  await json(many(slugs, { act: 'publish' }, wren), 403);
  for (const what of [set, { act: 'submit' }]) await json(many(slugs, what, rhea), 403);
  const { undo: id } = await json<BulkAnswer>(many(slugs, set, wren));
  const { undo: handedIn } = await json<BulkAnswer>(many(slugs, { act: 'submit' }, wren, 2));
  await json(fetchAsEditor(`/tokens/${wren.id}`, { method: 'PATCH', body: { role: 'reader' } }));
  await json(undo(handedIn, wren), 403);
  // An admin does; what was handed in since is another's by then.
  expect(await json(undo(id))).toMatchObject({ done: [], refused: [{}, {}] });
  expect(await json(undo(handedIn))).toMatchObject({ done: [{ slug: 'pledge-0' }, { slug: 'pledge-1' }] });
  expect((await audited('undo'))[0]).toMatchObject({ editor: 'admin', detail: { undone: 'submit' } });
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec('UPDATE undo SET at = ?', new Date(Date.now() - 3_601_000).toISOString());
  });
  expect(await json(undo(id), 409)).toMatchObject({ detail: expect.any(String) });
});

test('two act on the same rows at once: each row is done for one of them, and the other is told', async () => {
  const slugs = await found({}, 40);
  const people = await Promise.all(
    ['Wren', 'Robin', 'Finch', 'Heron'].map((name) => newToken(name, 'editor')),
  );
  const answers = await Promise.all(
    people.map((who, at) => json<BulkAnswer>(many(slugs, { act: 'set', due: `203${at}` }, who))),
  );
  expect(answers.flatMap(({ done }) => done)).toHaveLength(40);
  expect(answers.flatMap(({ refused }) => refused)).toHaveLength(120);
  for (const { refused } of answers)
    expect(refused.every(({ reason }) => reason === 'stale-version')).toBe(true);
  expect(await audited('set')).toHaveLength(40);
  const winner = answers.findIndex(({ done }) => done.length > 0);
  expect(await record('pledge-0')).toMatchObject({ draft: { due: `203${winner}` }, version: 2 });
  await json(undo(answers[winner]?.undo, people[winner]));
  expect(await record('pledge-39')).toMatchObject({ state: 'published', draft: null });
});

test('the same request twice at the same moment is done once', async () => {
  const slugs = await found({}, 20);
  const body = {
    id: 'the-same-id-twice',
    act: 'set',
    due: '2031',
    pledges: slugs.map((slug) => ({ slug, version: 1 })),
  };
  const send = () => json<BulkAnswer>(fetchAsEditor(`${TRACKER}/acts`, { method: 'POST', body }));
  const [one, two] = await Promise.all([send(), send()]);
  expect(one).toEqual(two);
  expect(one.done).toHaveLength(20);
  expect(await audited('set')).toHaveLength(20);
});
