// A draft that leads nowhere goes, and what readers would see nothing of is not published.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, document, PLEDGE } from './acting.ts';
import { expectAgreement } from './agreement.ts';
import { type DeskRecord, fetchAsEditor, json, publish, publishOnePledge, save } from './client.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

type Record = DeskRecord & { acts: string[]; undo?: string; owner: string; checkedAt: string | null };

async function revisions(): Promise<{ kind: string }[]> {
  return (await json<{ revisions: { kind: string }[] }>(fetchAsEditor(`${PLEDGE}/revisions`))).revisions;
}

async function acts(): Promise<string[]> {
  const { audit } = await json<{ audit: { act: string }[] }>(fetchAsEditor('/audit?limit=500'));
  return audit.map((row) => row.act).reverse();
}

test('a draft is discarded: what readers see stays, and the pledge can be checked and written in as before', async () => {
  const { version, published } = await publishOnePledge();
  const before = await document();
  await json(save(version, aPledge({ title: 'Reopen the fery' })));
  await json(act('submit', version + 1));
  const { undo, ...record } = await json<Record>(act('discard', version + 2));
  expect(record).toMatchObject({ version: version + 3, state: 'published', draft: null, published });
  expect(record.acts).toContain('check');
  expect(undo).toEqual(expect.any(String));
  expect(await document()).toEqual(before);
  expect(await revisions()).toHaveLength(1);
  expect(await json(act('discard', version + 3), 409)).toMatchObject({ allowed: record.acts });
  await json(save(version + 3, aPledge({ title: 'Reopen the ferry soon' })));
  expect(await acts()).toEqual(['create tracker', 'create', 'publish', 'save', 'submit', 'discard', 'save']);
});

test('what was never published has nothing to go back to, and says where it can go', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const body = { slug: 'reopen-the-ferry', ...aPledge() };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  expect(await json(act('discard', 1), 409)).toMatchObject({ detail: expect.stringContaining('trash') });
});

test('a writer discards what nobody else has written in; what is scheduled comes off the schedule first', async () => {
  const { version } = await publishOnePledge();
  const [wren, robin] = [await newToken('Wren', 'writer'), await newToken('Robin', 'editor')];
  const send = (name: string, method: string, who: typeof wren, at: number, body: unknown = {}) =>
    fetchAsEditor(PLEDGE + name, { method, body, version: at, headers: as(who) });
  await json(send('', 'PUT', robin, version, aPledge({ title: 'Robin’s' })));
  await json(send('', 'PUT', wren, version + 1, aPledge({ title: 'Wren’s, over Robin’s' })));
  expect(await json(send('/discard', 'POST', wren, version + 2), 403)).toMatchObject({
    detail: 'A writer discards only what nobody else has written in.',
  });
  await json(send('/discard', 'POST', robin, version + 2));
  await json(send('', 'PUT', wren, version + 3, aPledge({ title: 'Wren’s own' })));
  await json(send('/discard', 'POST', wren, version + 4));

  await json(save(version + 5, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', version + 6, { note: 'Tomorrow.', publishAt }));
  expect(await json(act('discard', version + 7), 409)).toMatchObject({
    detail: '"discard" is not possible while the pledge is "scheduled".',
  });
  await json(act('return', version + 7, { note: 'Not yet.' }));
  await json(act('discard', version + 8));
});

test('a draft that says again what readers see is no draft, and a save of nothing new does nothing', async () => {
  const { version } = await publishOnePledge();
  expect(await json(save(version, aPledge()))).toMatchObject({ version, state: 'published', draft: null });
  await json(save(version, aPledge({ title: 'Reopen the ferryx' })));
  await json(act('submit', version + 1));
  const record = await json<Record>(save(version + 2, aPledge()));
  expect(record).toMatchObject({ version: version + 3, state: 'published', draft: null });
  expect(record.acts).toContain('check');
  expect(await revisions()).toHaveLength(1);
  // "Known to be absent" is more than silence.
  expect(await json(save(version + 3, aPledge({ due: null })))).toMatchObject({ state: 'draft' });
});

test('an act of which readers would see nothing new makes no revision, and keeps no note for nothing', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ title: 'Reopen the old ferry' })));
  await json(publish(version + 1, null));
  await json(save(version + 2, aPledge()));
  await json(act('revert', version + 3, { revision: 1, note: 'Back.' }));
  const now = version + 4;
  const nothingNew = { type: expect.stringContaining('#nothing-new') };
  // What the draft says readers see by now, by the reversion.
  expect(await json(publish(now, 'Again.'), 409)).toMatchObject(nothingNew);
  expect(await json(act('correct', now, { note: 'Wrong.' }), 409)).toMatchObject(nothingNew);
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  expect(await json(act('publish', now, { note: 'Later.', publishAt }), 409)).toMatchObject(nothingNew);
  expect(await json(act('revert', now, { revision: 3, note: 'To itself.' }), 409)).toMatchObject(nothingNew);
  expect(await json(act('revert', now, { revision: 1, note: 'The same.' }), 409)).toMatchObject(nothingNew);
  await json(act('discard', now));
  expect(await revisions()).toHaveLength(3);

  await json(act('redact', now + 1, { revisions: [2], note: 'A court.' }));
  expect(await json(act('redact', now + 2, { revisions: [2], note: 'Again.' }), 409)).toMatchObject(
    nothingNew,
  );
  await json(act('rename', now + 2, { slug: 'the-ferry', aliases: ['/policies/ferry'] }));
  const path = '/trackers/test-tracker/pledges/the-ferry';
  const before = [await acts(), await json(fetchAsEditor(path))];
  for (const names of [
    { slug: 'the-ferry' },
    { aliases: ['/policies/ferry', 'reopen-the-ferry', 'the-ferry'] },
  ])
    expect(await json(act('rename', now + 3, names, path))).toEqual(before[1]);
  await json(save(now + 3, aPledge()));
  expect(await json(fetchAsEditor(path))).toEqual(before[1]);
  expect(await acts()).toEqual(before[0]);
  await expectAgreement();
});

test('what changes for readers besides the words is published: a withdrawn verdict, and another wording of the scheme', async () => {
  const { version } = await publishOnePledge();
  await json(act('retract', version, { note: 'Withdrawn.' }));
  await json(act('revert', version + 1, { revision: 1, note: 'It stands after all.' }));
  expect(await badge()).toMatchObject({ status: 'published' });
  const { scheme } = aTracker();
  const verdicts = scheme.verdicts.map((verdict) => ({
    ...verdict,
    label: { en: `${verdict.label.en}!` },
  }));
  const body = aTracker({ scheme: { ...scheme, version: scheme.version + 1, verdicts } });
  await json(fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body, version: 1 }));
  await json(save(version + 2, aPledge()));
  expect(await json(publish(version + 3, null))).toMatchObject({ draft: null, published: { revision: 4 } });
});

test('a tracker that is sent as it is, an import of what is there and a draft for its own owner change nothing', async () => {
  const { version } = await publishOnePledge();
  const import_ = (pledges: unknown[]) =>
    fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } });
  await json(save(version, aPledge({ title: 'Another' })));
  await json(act('assign', version + 1, { to: 'admin' }));
  await json(act('discard', version + 1));
  const before = await acts();
  const tracker = fetchAsEditor('/trackers/test-tracker', { method: 'PUT', body: aTracker(), version: 1 });
  expect(await json(tracker)).toMatchObject({ version: 1 });
  const { updatedAt: _, ...row } = anImportRow();
  const silent = { ...row, updatedAt: null, verdict: aVerdict() };
  const unchanged = { created: 0, changed: 0, unchanged: 1 };
  const published = { ...silent, verdict: { ...aVerdict(), publishedAt: null } };
  expect(await json(import_([published]))).toMatchObject(unchanged);
  const draft = { slug: 'reopen-the-ferry', state: 'draft', ...aPledge() };
  expect(await json(import_([draft]))).toMatchObject(unchanged);
  expect(await acts()).toEqual(before);
  expect(await revisions()).toHaveLength(1);
});

test('the end of a term that has ended so already is not a second one', async () => {
  await publishOnePledge();
  const rules = [{ from: 'in-progress', to: 'in-progress', note: 'Left as it is.' }];
  const close = (version: number) =>
    fetchAsEditor('/trackers/test-tracker/close', {
      method: 'POST',
      version,
      body: { closedAt: '2026-05-07T22:00:00Z', rules },
    });
  expect(await json(close(1))).toMatchObject({ version: 2 });
  const before = await acts();
  expect(await json(close(2))).toMatchObject({ version: 2, changes: [] });
  expect(await acts()).toEqual(before);
});

test('to publish, correct, revert and settle is to look; to dispute, rename, retract, import and close is none', async () => {
  const { version } = await publishOnePledge();
  let now = version;
  let looked = (await json<Record>(fetchAsEditor(PLEDGE))).checkedAt;
  const step = async (name: string, body: object, isLook: boolean) => {
    const record = await json<Record>(act(name, now, body));
    now = record.version;
    expect([name, record.checkedAt !== looked]).toEqual([name, isLook]);
    looked = record.checkedAt;
  };
  const write = async (title: string) => {
    now = (await json<Record>(save(now, aPledge({ title })))).version;
  };
  expect(looked).toMatch(/Z$/);
  await write('An edit');
  await step('publish', { note: null }, true);
  await write('A correction');
  await step('correct', { note: 'It was wrong.' }, true);
  await step('dispute', { note: 'Doubted.' }, false);
  await step('settle', { note: 'It stands.' }, true);
  await step('revert', { revision: 1, note: 'Back.' }, true);
  await step('rename', { aliases: ['/policies/ferry'] }, false);
  await step('retract', { note: 'Withdrawn.' }, false);
  const body = { pledges: [anImportRow({ slug: 'imported' })] };
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body }));
  const path = '/trackers/test-tracker/pledges/imported';
  expect(await json(fetchAsEditor(path))).toMatchObject({ checkedAt: null });
  const rules = [{ from: 'in-progress', to: 'broken', note: 'Not done.' }];
  const closing = { closedAt: '2026-05-07T22:00:00Z', rules };
  await json(fetchAsEditor('/trackers/test-tracker/close', { method: 'POST', body: closing, version: 1 }));
  expect(await json(fetchAsEditor(path))).toMatchObject({ checkedAt: null, published: { revision: 2 } });
});

test('two people who check one pledge are both heard, and neither holds up who writes', async () => {
  const { version } = await publishOnePledge();
  const [wren, robin] = [await newToken('Wren', 'editor'), await newToken('Robin', 'editor')];
  const check = (who: typeof wren, at = version) =>
    fetchAsEditor(`${PLEDGE}/check`, { method: 'POST', version: at, headers: as(who) });
  expect(await json(check(wren))).toMatchObject({ version: version + 1 });
  expect(await json(check(robin))).toMatchObject({ version: version + 2 });
  await json(save(version, aPledge({ title: 'Written meanwhile' })));
  await json(save(version + 2, aPledge({ title: 'Overwritten' })), 412);
  // A draft, and a name, are none of what was looked at.
  await json(act('rename', version + 3, { aliases: ['/policies/ferry'] }));
  expect(await json(check(wren))).toMatchObject({ version: version + 5 });
  await json(publish(version + 4, null));
  // What readers see is another by now.
  expect(await json(check(robin), 412)).toMatchObject({ version: version + 6 });
  await json(check(robin, version + 7), 412);
  await json(check(robin, version + 6));
  expect((await acts()).filter((name) => name === 'check')).toHaveLength(4);
});
