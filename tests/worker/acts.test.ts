// Every act on a pledge through the front door: what it changes, what it needs, and what readers see of it.
import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test } from 'vitest';
import { type Badge, badgesSchema, publishedPledgeSchema } from '../../data/published.ts';
import { sha256 } from '../../worker/digest.ts';
import { canonical } from '../../worker/ledger/chain.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';

afterEach(reset);

const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';
const ID = 'test-tracker/reopen-the-ferry';

function act(name: string, version: number, body: unknown = {}, path = PLEDGE): Promise<Response> {
  return fetchAsEditor(`${path}/${name}`, { method: 'POST', body, version });
}

async function badge(id = ID): Promise<Badge | null | undefined> {
  await untilPublished();
  return badgesSchema.parse(await json(fetchAsReader(`/api/v1/badges?ids=${id}`))).badges[id];
}

async function document(slug = 'reopen-the-ferry') {
  await untilPublished();
  return publishedPledgeSchema.parse(
    await json(fetchAsReader(`/api/v1/trackers/test-tracker/pledges/${slug}`)),
  );
}

async function publishVerdict(id: string, version: number): Promise<DeskRecord> {
  await json(save(version, aPledge({ verdict: aVerdict({ id }) })));
  return json<DeskRecord>(publish(version + 1, 'Why it changed.'));
}

async function publishSecond(slug = 'buy-a-boat', change = {}): Promise<void> {
  const path = '/trackers/test-tracker/pledges';
  await json(
    fetchAsEditor(path, { method: 'POST', body: { slug, ...aPledge({ title: 'Buy a boat', ...change }) } }),
    201,
  );
  await json(act('publish', 1, { note: 'First verdict.' }, `${path}/${slug}`));
}

async function everyValueInKv(): Promise<string> {
  const { keys } = await env.PUBLISHED.list();
  return (await Promise.all(keys.map(({ name }) => env.PUBLISHED.get(name)))).join('\n');
}

test('submit asks for a second pair of eyes, return sends it back with a comment, and submitting again clears it', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Reopen the old ferry' })));
  expect(await json(act('submit', version + 1))).toMatchObject({ state: 'review' });
  await json(act('return', version + 2), 422);
  expect(await json(act('return', version + 2, { note: 'Where is the source?' }))).toMatchObject({
    state: 'draft',
    comment: 'Where is the source?',
    draft: { title: 'Reopen the old ferry' },
  });
  expect(await json(act('submit', version + 3))).toMatchObject({ state: 'review', comment: null });
  expect(await badge()).toMatchObject({ title: 'Reopen the ferry' });
});

test('an embargoed text is in no KV value before its time, and is published at its time by itself', async () => {
  const { version } = await publishOnePledge();
  const secret = 'Embargoed until the council has met';
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept', headline: secret }) })));
  const past = '2020-01-01T00:00:00Z';
  expect(await json(act('publish', version + 1, { note: 'Done.', publishAt: past }), 422)).toMatchObject({
    errors: [{ pointer: '/publishAt' }],
  });
  const publishAt = new Date(Date.now() + 1500).toISOString();
  const scheduled = await json(act('publish', version + 1, { note: 'Done at last.', publishAt }));
  expect(scheduled).toMatchObject({
    state: 'scheduled',
    publishAt,
    published: { verdict: { id: 'in-progress' } },
  });
  await json(act('publish', version + 2, { note: 'Twice.' }), 409);
  await runDurableObjectAlarm(ledger());
  await untilPublished();
  expect(await everyValueInKv()).not.toContain(secret);

  await expect
    .poll(async () => (await json<DeskRecord>(fetchAsEditor(PLEDGE))).published?.verdict.id)
    .toBe('kept');
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
  expect(await everyValueInKv()).toContain(secret);
  const { published, state } = await json<DeskRecord>(fetchAsEditor(PLEDGE));
  expect(state).toBe('published');
  expect(Date.parse(published!.verdict.publishedAt)).toBeGreaterThanOrEqual(Date.parse(publishAt));
});

test('an embargo of more than a year is refused', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  for (const publishAt of ['2300-01-01T00:00:00Z', new Date(Date.now() + 400 * 86_400_000).toISOString()])
    expect(await json(act('publish', version + 1, { note: 'n', publishAt }), 422)).toMatchObject({
      errors: [{ pointer: '/publishAt' }],
    });
});

test('what is retracted before a scheduled publication stays retracted, and the draft waits for somebody to look', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Reworded' })));
  const publishAt = new Date(Date.now() + 700).toISOString();
  await json(act('publish', version + 1, { publishAt }));
  const retracted = await json(act('retract', version + 2, { note: 'Libel.' }));
  expect(retracted).toMatchObject({ state: 'review', status: 'retracted', publishAt: null });
  await new Promise((resolve) => setTimeout(resolve, 900));
  expect(await badge()).toMatchObject({ status: 'retracted' });
});

test('a pledge that is merged while it is scheduled leaves no alarm behind that comes again and again', async () => {
  const { version } = await publishOnePledge();
  await publishSecond();
  await json(save(version, aPledge({ title: 'Reworded' })));
  await json(act('publish', version + 1, { publishAt: new Date(Date.now() + 500).toISOString() }));
  await json(act('merge', version + 2, { into: 'buy-a-boat', note: 'The same.' }));
  await untilPublished();
  await new Promise((resolve) => setTimeout(resolve, 700));
  const next = await runInDurableObject(ledger(), (_, { storage }) => storage.getAlarm());
  expect(next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Date.now() + 10_000);
});

test('a scheduled publication can be taken off the schedule', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', version + 1, { note: 'Done.', publishAt }));
  expect(await json(act('return', version + 2, { note: 'Too early.' }))).toMatchObject({
    state: 'draft',
    publishAt: null,
  });
});

test('what can no longer be published at its time goes back to review, and the audit says why', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ categories: ['tax'], verdict: aVerdict({ id: 'kept' }) })));
  const publishAt = new Date(Date.now() + 800).toISOString();
  await json(act('publish', version + 1, { note: 'Done.', publishAt }));
  const fewer = aTracker({ categories: [{ id: 'transport', label: { en: 'Transport' } }] });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: fewer, version: 1 }));
  await expect.poll(async () => (await json<DeskRecord>(fetchAsEditor(PLEDGE))).state).toBe('review');
  const { audit } = await json<{ audit: { act: string }[] }>(
    fetchAsEditor('/audit?act=publication%20failed'),
  );
  expect(audit).toHaveLength(1);
  expect(await badge()).toMatchObject({ verdict: { id: 'in-progress' } });
});

test('a correction says what is right and does not repeat the wrong label anywhere an embed reads', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  expect(await json(act('correct', version + 3), 422)).toMatchObject({ errors: [{ pointer: '/note' }] });
  await json(act('correct', version + 3, { note: 'We misread the minutes.' }));
  const shown = await badge();
  expect(shown?.verdict.id).toBe('kept');
  expect(shown?.changes.map(({ kind, id }) => [kind, id])).toEqual([
    ['verdict', 'in-progress'],
    ['verdict', null],
    ['correction', 'kept'],
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/broken/i);
  const { history } = await document();
  expect(history.at(-1)).toMatchObject({ kind: 'correction', note: 'We misread the minutes.' });
});

test('a retraction overrides everything: embeds read that it was withdrawn and why, and nothing of the verdict', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('retract', version + 2), 422);
  expect(await json(act('retract', version + 2, { note: 'The promise was never made.' }))).toMatchObject({
    state: 'retracted',
  });
  const shown = await badge();
  expect(shown).toMatchObject({
    status: 'retracted',
    changes: [],
    verdict: { label: { en: 'Withdrawn' }, outcome: 'unclear', summary: 'The promise was never made.' },
  });
  expect(JSON.stringify(shown)).not.toMatch(/broken/i);
  expect((await document('buy-a-boat')).related[0]?.verdict.id).toBe('withdrawn');
  const { tally } = await json<{ tally: object }>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(tally).toMatchObject({ total: 1, retracted: 1 });
  const after = await document();
  expect(after.verdict).toMatchObject({ id: 'withdrawn', body: '' });
  expect(after.history.at(-1)).toMatchObject({ kind: 'retraction', note: 'The promise was never made.' });
});

test('what was withdrawn is withdrawn under the old names of pledges that quote it, too', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('rename', 2, { slug: 'the-boat' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'Court order.' }));
  for (const slug of ['the-boat', 'buy-a-boat'])
    expect((await document(slug)).related[0]).toMatchObject({
      title: 'Redacted',
      verdict: { id: 'withdrawn' },
    });
  expect(await everyValueInKv()).not.toContain('Reopen the ferry');
});

test('a retracted pledge can be published anew, as a new verdict', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'Wrong promise.' }));
  await json(save(version + 1, aPledge()));
  await json(publish(version + 2, null), 422);
  await json(publish(version + 2, 'The promise was made after all.'));
  expect(await badge()).toMatchObject({ status: 'published', verdict: { id: 'in-progress' } });
});

test('a redaction takes content out of revisions and of KV, keeps the hashes, and says that it was done', async () => {
  const { version } = await publishOnePledge();
  const name = 'Name of a person';
  await json(save(version, aPledge({ title: name })));
  await json(publish(version + 1, null));
  await json(save(version + 2, aPledge({ title: 'Without it' })));
  await json(publish(version + 3, null));
  await untilPublished();
  expect(await json(act('redact', version + 4, { revisions: [3], note: 'Court order.' }), 422)).toMatchObject(
    {
      errors: [{ pointer: '/revisions/0' }],
    },
  );
  await json(act('redact', version + 4, { revisions: [9], note: 'Court order.' }), 422);
  const before = await json<{ revisions: { hash: string }[] }>(fetchAsEditor(`${PLEDGE}/revisions`));
  await json(act('redact', version + 4, { revisions: [2], note: 'Court order.' }));
  const after = await document();
  expect(after.history.map(({ revision, verdict }) => [revision, verdict?.id])).toEqual([
    [1, 'in-progress'],
    [2, undefined],
    [3, 'in-progress'],
    [4, 'in-progress'],
  ]);
  expect(after.history[1]).toMatchObject({ verdict: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(after.history.at(-1)).toMatchObject({ kind: 'redaction', note: 'Court order.' });
  expect(await everyValueInKv()).not.toContain(name);
  const { revisions } = await json<{ revisions: { hash: string; previous: string | null }[] }>(
    fetchAsEditor(`${PLEDGE}/revisions`),
  );
  expect(revisions.slice(0, 3)).toEqual(before.revisions);
  expect(revisions[3]?.previous).toBe(revisions[2]?.hash);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const found = sql.exec("SELECT 1 FROM revision WHERE document LIKE '%Name of a person%'").toArray();
    expect(found).toEqual([]);
    expect(() => sql.exec("UPDATE revision SET document = '{}'")).toThrow('for ever');
    expect(() => sql.exec('DELETE FROM revision')).toThrow('for ever');
  });
  await json(act('revert', version + 5, { revision: 2, note: 'Back.' }), 422);
});

test('of a retracted pledge the newest revision can be redacted too: only its frame is left', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'Erased on request.' }));
  await untilPublished();
  const all = await everyValueInKv();
  expect(all).not.toContain('Reopen the ferry');
  expect(await badge()).toMatchObject({ title: 'Redacted', status: 'retracted' });
});

test('revert makes an earlier revision’s content a new revision', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('kept', version);
  await json(act('revert', version + 2, { revision: 7, note: 'Back.' }), 422);
  await json(act('revert', version + 2, { revision: 1, note: 'The ferry sank.' }));
  const shown = await badge();
  expect(shown).toMatchObject({ verdict: { id: 'in-progress' } });
  expect(shown?.changes.map(({ id }) => id)).toEqual(['in-progress', 'kept', 'in-progress']);
  expect((await document()).history.at(-1)).toMatchObject({ kind: 'revert', revision: 3 });
});

test('a renamed pledge is found under its old slugs and an old site’s paths for ever', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, {}), 422);
  await json(act('rename', version, { slug: 'ferry', aliases: ['/policies/reopen-ferry', 'old-ferry'] }));
  await json(act('rename', version + 1, { slug: 'the-ferry' }, '/trackers/test-tracker/pledges/ferry'));
  await untilPublished();
  for (const slug of ['the-ferry', 'ferry', 'reopen-the-ferry', 'old-ferry']) {
    expect(await document(slug)).toMatchObject({ slug: 'the-ferry' });
    expect(await badge(`test-tracker/${slug}`)).toMatchObject({
      url: 'https://pledges.example/test-tracker/the-ferry',
    });
  }
  for (const path of [
    '/policies/reopen-ferry',
    '/test-tracker/reopen-the-ferry',
    '/test-tracker/old-ferry',
  ]) {
    const answer = await fetchAsReader(path);
    expect([path, answer.status, answer.headers.get('location')]).toEqual([
      path,
      301,
      '/test-tracker/the-ferry',
    ]);
  }
  await publishSecond();
  const second = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(act('rename', 2, { slug: 'ferry' }, second), 409);
  await json(act('rename', 2, { aliases: ['/policies/reopen-ferry'] }, second), 409);
  await json(act('rename', 2, { aliases: ['/api/v1/trackers'] }, second), 422);
  const back = await json<DeskRecord & { slug: string }>(
    act('rename', version + 2, { slug: 'ferry' }, '/trackers/test-tracker/pledges/the-ferry'),
  );
  expect(back).toMatchObject({ slug: 'ferry' });
});

test('a path is kept as a browser sends it, and is not another tracker’s or the site’s own', async () => {
  const { version } = await publishOnePledge();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'their-tracker' }) }), 201);
  for (const path of [
    '/policies/',
    '/a//b',
    '/robots.txt',
    '/openapi.json',
    '/docs/x',
    '/policies/caf%c3%a9',
    'https://x.example/',
  ])
    await json(act('rename', version, { aliases: [path] }), 422);
  await json(act('rename', version, { aliases: ['/their-tracker/planted'] }), 409);
  await json(act('rename', version, { aliases: ['/policies/caf%C3%A9', '/policies/foo'] }));
  await untilPublished();
  for (const path of ['/policies/caf%C3%A9', '/policies/caf%c3%a9', '/policies/caf\u00e9/', '/policies/foo/'])
    expect([path, (await fetchAsReader(path)).status]).toEqual([path, 301]);
  expect((await fetchAsReader(`/${encodeURIComponent('\u20ac'.repeat(200))}`)).status).toBe(404);
});

test('the chain can be checked from the public history, across a rename', async () => {
  const { version } = await publishOnePledge();
  await json(act('rename', version, { slug: 'ferry' }));
  const ferry = '/trackers/test-tracker/pledges/ferry';
  await json(act('dispute', version + 1, { note: 'n' }, ferry));
  const { history } = await document('ferry');
  expect(history.map(({ slug }) => slug)).toEqual(['reopen-the-ferry', 'ferry']);
  for (const { hash, publishedAt: _, verdict: __, ...record } of history)
    expect(sha256(canonical({ tracker: 'test-tracker', ...record }))).toBe(hash);
});

test('of two merged pledges the one that goes leads to the other, in pages, documents and badges', async () => {
  const { version } = await publishOnePledge();
  await publishSecond('buy-a-boat', { related: [{ pledge: 'reopen-the-ferry', relation: 'related' }] });
  await json(act('merge', version, { into: 'nowhere', note: 'The same.' }), 422);
  await json(act('merge', version, { into: 'reopen-the-ferry', note: 'The same.' }), 422);
  const merged = await json(act('merge', version, { into: 'buy-a-boat', note: 'The same promise.' }));
  expect(merged).toMatchObject({ state: 'merged', movedTo: 'buy-a-boat', acts: ['redact'] });
  expect(await badge()).toMatchObject({ title: 'Buy a boat', movedTo: 'test-tracker/buy-a-boat' });
  expect(await document()).toMatchObject({
    slug: 'buy-a-boat',
    movedTo: 'test-tracker/buy-a-boat',
    related: [],
  });
  expect((await document('buy-a-boat')).movedTo).toBeUndefined();
  const page = await fetchAsReader('/test-tracker/reopen-the-ferry');
  expect([page.status, page.headers.get('location')]).toEqual([301, '/test-tracker/buy-a-boat']);
  const { tally } = await json<{ tally: object }>(fetchAsReader('/api/v1/summaries/test-tracker'));
  expect(tally).toMatchObject({ total: 1 });
  await json(save(version + 1, aPledge()), 409);

  const boat = '/trackers/test-tracker/pledges/buy-a-boat';
  await json(
    fetchAsEditor(boat, { method: 'PUT', body: aPledge({ verdict: aVerdict({ id: 'kept' }) }), version: 2 }),
  );
  await json(act('publish', 3, { note: 'Bought.' }, boat));
  expect(await badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('a check is told to readers and is no revision', async () => {
  const { version } = await publishOnePledge();
  const before = await document();
  await json(act('check', version));
  const after = await document();
  expect(after.checkedAt).toMatch(/Z$/);
  expect(after).toEqual({ ...before, checkedAt: after.checkedAt });
  expect(await badge()).toMatchObject({ checkedAt: after.checkedAt });
});

test('a disputed verdict stands and says so, until it is settled', async () => {
  const { version } = await publishOnePledge();
  await json(act('settle', version, { note: 'Settled.' }), 409);
  await json(act('dispute', version, { note: 'The council disagrees.' }));
  await json(act('dispute', version + 1, { note: 'Again.' }), 409);
  expect(await badge()).toMatchObject({
    verdict: { id: 'in-progress' },
    underReview: { note: 'The council disagrees.' },
  });
  await json(save(version + 1, aPledge({ title: 'Reopen the old ferry' })));
  await json(publish(version + 2, null));
  expect(await badge()).toMatchObject({ underReview: { note: 'The council disagrees.' } });
  await json(act('settle', version + 3, { note: 'It stands.' }));
  expect(await badge()).not.toHaveProperty('underReview');
});

test('what changed lately leaves imports out, and a correction there does not repeat the wrong label', async () => {
  const { version } = await publishOnePledge();
  await publishVerdict('broken', version);
  await json(save(version + 2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json(act('correct', version + 3, { note: 'We misread the minutes.' }));
  const rows = [
    {
      slug: 'imported',
      aliases: [],
      ...aPledge(),
      verdict: { ...aVerdict(), publishedAt: null },
      createdAt: null,
      updatedAt: null,
    },
  ];
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: rows } }));
  await untilPublished();
  const { changes } = (await env.PUBLISHED.get<{
    changes: { kind: string; verdict: { id: string }; was: { id: string } | null }[];
  }>('v1:changes:test-tracker', 'json'))!;
  expect(changes.map(({ kind, verdict, was }) => [kind, verdict.id, was?.id])).toEqual([
    ['correction', 'kept', undefined],
    ['verdict', 'broken', 'in-progress'],
    ['verdict', 'in-progress', undefined],
  ]);
});

test.each([
  ['draft', ['save', 'submit', 'assign', 'publish', 'rename']],
  ['review', ['save', 'return', 'assign', 'publish', 'rename']],
  ['scheduled', ['return', 'assign', 'rename']],
  ['published', ['save', 'retract', 'redact', 'revert', 'rename', 'merge', 'check', 'dispute']],
  ['retracted', ['save', 'redact', 'revert', 'rename', 'merge']],
  ['merged', ['redact']],
])(
  'in the state %s just these acts are allowed, and every other is 409 and names them',
  async (state, allowed) => {
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
    const slug = 'reopen-the-ferry';
    await json(
      fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body: { slug, ...aPledge() } }),
      201,
    );
    let version = 1;
    const step = async (name: string, body: unknown = {}) => {
      version = (await json<DeskRecord>(act(name, version, body))).version;
    };
    if (state === 'review') await step('submit');
    if (state === 'scheduled')
      await step('publish', { note: 'n', publishAt: new Date(Date.now() + 86_400_000).toISOString() });
    if (['published', 'retracted', 'merged'].includes(state)) await step('publish', { note: 'n' });
    if (state === 'retracted') await step('retract', { note: 'n' });
    if (state === 'merged') {
      await publishSecond();
      await step('merge', { into: 'buy-a-boat', note: 'n' });
    }
    const record = await json<DeskRecord & { acts: string[] }>(fetchAsEditor(PLEDGE));
    expect([record.state, record.acts]).toEqual([state, allowed]);

    const bodies: Record<string, unknown> = {
      submit: {},
      return: { note: 'n' },
      assign: { to: 'admin' },
      publish: { note: 'n' },
      correct: { note: 'n' },
      retract: { note: 'n' },
      redact: { revisions: [1], note: 'n' },
      revert: { revision: 1, note: 'n' },
      rename: { slug: 'another' },
      merge: { into: 'buy-a-boat', note: 'n' },
      check: {},
      dispute: { note: 'n' },
      settle: { note: 'n' },
    };
    for (const [name, body] of Object.entries(bodies)) {
      if (allowed.includes(name)) continue;
      expect(await json(act(name, version, body), 409)).toMatchObject({ allowed });
    }
    if (!allowed.includes('save'))
      expect(await json(save(version, aPledge()), 409)).toMatchObject({ allowed });
  },
);
