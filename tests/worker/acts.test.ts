// The acts on a pledge: what each needs and changes, and which of them a state allows.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aTracker } from '../builders.ts';
import { act, badge, document, PLEDGE, publishSecond, publishVerdict } from './acting.ts';
import { type DeskRecord, fetchAsEditor, json, publish, publishOnePledge, save } from './client.ts';

afterEach(reset);

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

test('revert does not lead readers to a pledge that is gone since', async () => {
  const path = '/trackers/test-tracker/pledges';
  const { version } = await publishOnePledge();
  const boat = { slug: 'buy-a-boat', ...aPledge({ title: 'Buy a boat' }) };
  await json(fetchAsEditor(path, { method: 'POST', body: boat }), 201);
  await json(save(version, aPledge({ related: [{ pledge: 'buy-a-boat', relation: 'related' }] })));
  await json(act('publish', version + 1, { note: null }));
  await json(save(version + 2, aPledge()));
  await json(act('publish', version + 3, { note: null }));
  await json(fetchAsEditor(`${path}/buy-a-boat`, { method: 'DELETE', version: 1 }));
  const refused = await json<{ errors: object[] }>(
    act('revert', version + 4, { revision: 2, note: 'Back.' }),
    422,
  );
  expect(refused.errors).toMatchObject([{ pointer: '/revision/related/0/pledge' }]);
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
  // It is shown on one line, and the document says so.
  await json(act('dispute', version, { note: 'The council\ndisagrees.' }), 422);
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

test.each([
  ['draft', ['save', 'submit', 'assign', 'publish', 'trash', 'rename']],
  ['review', ['save', 'return', 'assign', 'publish', 'trash', 'rename']],
  ['scheduled', ['return', 'assign', 'rename']],
  [
    'published',
    ['save', 'assign', 'retract', 'redact', 'revert', 'rename', 'merge', 'check', 'snooze', 'dispute'],
  ],
  ['retracted', ['save', 'assign', 'redact', 'revert', 'rename', 'merge']],
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
      discard: {},
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
    if (!allowed.includes('trash'))
      expect(await json(fetchAsEditor(PLEDGE, { method: 'DELETE', version }), 409)).toMatchObject({
        allowed,
      });
    if (!allowed.includes('save'))
      expect(await json(save(version, aPledge()), 409)).toMatchObject({ allowed });
  },
);
