// The Ledger out as a backup and in again: the same bytes, all of it or nothing, and nothing that lets anybody in.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { BACKED_UP, NOT_BACKED_UP } from '../../worker/ledger/backup.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge } from './acting.ts';
import { fetchAsEditor, json, ledger, publishOnePledge, save, untilPublished } from './client.ts';
import {
  CONTACT,
  everythingInKv,
  furnish,
  linesOf,
  REDACTED_TEXT,
  sendBackup,
  takeBackup,
} from './disaster.ts';

afterEach(reset);

test('every table and column is in the backup, or is named with the reason why not; decide, when this fails', async () => {
  const tables = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql
      .exec<{ name: string; columns: string }>(
        `SELECT name, (SELECT group_concat(name) FROM pragma_table_info(sqlite_master.name)) AS columns
         FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'`,
      )
      .toArray(),
  );
  for (const { name, columns } of tables) {
    if (NOT_BACKED_UP[name]) continue;
    const { columns: kept = [], withheld = [] } = BACKED_UP[name] ?? {};
    expect([name, [...kept, ...withheld].sort()]).toEqual([name, columns.split(',').sort()]);
  }
});

test('a backup restored into a new installation gives the same backup, the same KV, and everybody their key', async () => {
  const { secret } = await furnish();
  await untilPublished();
  const kv = await everythingInKv();
  const before = await takeBackup();
  await reset();

  expect(await json(sendBackup(before), 201)).toMatchObject({
    installation: 'https://pledges.example',
    counts: { tracker: 2, pledge: 4, revision: 7, suggestion: 1, token: 2 },
  });
  await untilPublished();
  expect(await everythingInKv()).toEqual(kv);

  const after = linesOf(await takeBackup());
  const [restored] = after.splice(
    after.findIndex(({ row }) => row?.act === 'restore'),
    1,
  );
  expect(restored).toMatchObject({ table: 'audit', row: { editor: 'admin', act: 'restore' } });
  expect(after.slice(1, -1)).toEqual(linesOf(before).slice(1, -1));
  expect(after[0]?.backup?.heads).toEqual(linesOf(before)[0]?.backup?.heads);

  const me = fetchAsEditor('/me', { headers: { authorization: `Bearer ${secret}` } });
  expect(await json(me)).toMatchObject({ name: 'Wren' });
  expect(JSON.stringify([...kv])).not.toContain(REDACTED_TEXT);
  expect(before).not.toContain(REDACTED_TEXT);
  expect(before).not.toContain(CONTACT);
});

test('a backup is of one instant, although acts go on while it is read', async () => {
  await furnish();
  const body = 'What was said and done. '.repeat(200);
  const pledges = Array.from({ length: 700 }, (_, at) =>
    anImportRow({ slug: `pledge-${at}`, verdict: { ...anImportRow().verdict, body } }),
  );
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges } }));
  const quiet = linesOf(await takeBackup());

  const reader = (await fetchAsEditor('/backup')).body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let read = 0; ; read += 1) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    if (read === 0) await json(act('retract', 7, { note: 'Meanwhile.' }));
    if (read === 1)
      await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'late' }) }), 201);
  }
  expect(text.length).toBeGreaterThan(3 * 1024 * 1024);
  const during = linesOf(text);
  // That the first backup was taken is in the audit of the second.
  const [first] = during.splice(
    during.findIndex(({ row }) => row?.act === 'backup'),
    1,
  );
  expect(first).toBeDefined();
  expect(during.slice(1, -1)).toEqual(quiet.slice(1, -1));
  expect(await keptParts()).toBe(0);
});

test('a backup that nobody reads to its end leaves nothing in the Ledger', async () => {
  await publishOnePledge();
  const answer = await fetchAsEditor('/backup');
  await answer.body!.cancel();
  await expect.poll(keptParts).toBe(0);
  await fetchAsEditor('/backup', { method: 'HEAD' });
  expect(await keptParts()).toBe(0);
  const { audit } = await json<{ audit: unknown[] }>(fetchAsEditor('/audit?act=backup'));
  expect(audit).toHaveLength(1);
});

test('a backup is only restored into an installation that holds nothing', async () => {
  await publishOnePledge();
  const backup = await takeBackup();
  const before = linesOf(await takeBackup()).length;
  expect(await json(sendBackup(backup), 409)).toMatchObject({ type: expect.stringContaining('#not-empty') });
  expect(linesOf(await takeBackup())).toHaveLength(before + 1);
});

test('of two restores at once one is made, and the other is told that the installation is in use', async () => {
  await furnish();
  const backup = await takeBackup();
  await reset();
  const answers = await Promise.all([sendBackup(backup), sendBackup(backup)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(linesOf(await takeBackup())).toHaveLength(linesOf(backup).length + 1);
  expect(await keptParts()).toBe(0);
});

test('what was scheduled when the backup was taken is published at its time after the restore', async () => {
  const { version } = await publishOnePledge();
  await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const publishAt = new Date(Date.now() + 3_600_000).toISOString();
  await json(act('publish', version + 1, { note: 'Done at last.', publishAt }));
  // By the time of the restore it has come.
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("UPDATE pledge SET publish_at = '2026-01-01T00:00:00.000Z'"),
  );
  const backup = await takeBackup();
  await reset();
  await json(sendBackup(backup), 201);
  await expect.poll(() => badge()).toMatchObject({ verdict: { id: 'kept' } });
});

test('a backup comes back as gzip, too', async () => {
  await furnish();
  const backup = await takeBackup();
  await reset();
  const zipped = new Response(backup).body!.pipeThrough(new CompressionStream('gzip'));
  const bytes = await new Response(zipped).arrayBuffer();
  const gzip = { 'content-encoding': 'gzip' };
  expect(await json(sendBackup(bytes.slice(0, -20), '', gzip), 422)).toMatchObject({ status: 422 });
  expect(await json(sendBackup(bytes, '', gzip), 201)).toMatchObject({ counts: { tracker: 2 } });
});

async function keptParts(): Promise<number> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    Number(sql.exec('SELECT count(*) AS count FROM backup_part').one().count),
  );
}
