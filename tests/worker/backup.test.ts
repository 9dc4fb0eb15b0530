// The Ledger out as a backup and in again: the same bytes, all of it or nothing, and nothing that lets anybody in.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, expect, test, vi } from 'vitest';
import { installationSchema } from '../../data/published.ts';
import { COPIED_COLUMNS } from '../../worker/ledger/backup-snapshot.ts';
import { BACKED_UP, columnsOf } from '../../worker/ledger/backup-tables.ts';
import { MADE_OF_OTHERS, NOT_BACKED_UP } from '../../worker/ledger/kept-tables.ts';
import { anImportRow, aPledge, aTracker, aVerdict } from '../builders.ts';
import { act, badge, PLEDGE } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import {
  CONTACT,
  emptyKv,
  everythingInKv,
  furnish,
  type Line,
  linesOf,
  REDACTED_TEXT,
  sendBackup,
  takeBackup,
} from './disaster.ts';
import { as, newToken } from './people.ts';

afterEach(reset);

const INSTALLATION = 'v1:installation';

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
    if (NOT_BACKED_UP[name] || MADE_OF_OTHERS.includes(name)) continue;
    const backedUp = BACKED_UP[name];
    const decided = backedUp ? [...columnsOf(backedUp), ...(backedUp.withheld ?? [])] : [];
    expect([name, decided.sort()]).toEqual([name, columns.split(',').sort()]);
  }
});

test('a backup restored into a new installation gives the same backup and the same KV, with a key of its own', async () => {
  await furnish();
  await untilPublished();
  const kv = await everythingInKv();
  const before = await takeBackup();
  const { key = '', heads } = linesOf(before)[0]?.backup ?? {};
  expect(kv.get(INSTALLATION)).toMatchObject({ value: JSON.stringify({ backupKey: key }) });
  await reset();

  expect(await json(sendBackup(before, `?key=${key}`), 201)).toMatchObject({
    installation: 'https://pledges.example',
    key,
    counts: { tracker: 2, pledge: 4, revision: 7, suggestion: 1, token: 2 },
  });
  await untilPublished();
  const again = await everythingInKv();
  const own = linesOf(await takeBackup())[0]?.backup?.key;
  expect(own).not.toBe(key);
  expect(await json(fetchAsReader('/.well-known/pledgemark.json'))).toEqual({ backupKey: own });
  for (const each of [kv, again]) each.delete(INSTALLATION);
  expect(again).toEqual(kv);

  const after = linesOf(await takeBackup());
  const acts = after.filter(({ table }) => table === 'audit').map(({ row }) => row?.act);
  expect(acts.slice(-4)).toEqual(['restore', 'unschedule', 'backup', 'backup sent']);
  const { audit } = await json<{ audit: { detail: object }[] }>(fetchAsEditor('/audit?act=restore'));
  expect(audit).toMatchObject([{ editor: 'admin', detail: { key, trusted: key, endedTokens: 1 } }]);
  expect(asKept(after)).toEqual(asKept(linesOf(before)));
  expect(after[0]?.backup?.heads).toEqual(heads);
  expect(JSON.stringify([...kv])).not.toContain(REDACTED_TEXT);
  expect(before).not.toContain(REDACTED_TEXT);
  expect(before).not.toContain(CONTACT);
});

/** The rows that a restore leaves as they were: not what was scheduled, nor tokens, nor the audit that tells of it. */
function asKept(lines: Line[]): Line[] {
  const added = ['restore', 'unschedule', 'backup', 'backup sent'];
  return lines
    .slice(1, -2)
    .filter(
      ({ table, row }) =>
        table !== 'token' && row?.slug !== 'run-the-ferry' && !added.includes(String(row?.act)),
    );
}

test('a restore ends every token and says whom to invite again, and what was scheduled waits in review', async () => {
  const { secret } = await furnish();
  await newToken('Heron', 'writer', { trackers: ['test-tracker'], email: 'heron@desk.example' });
  await newToken('Gone', 'writer', { expiresAt: '2026-01-01T00:00:00Z' });
  const backup = await takeBackup();
  await reset();
  const told = await json(sendBackup(backup), 201);
  expect(told).toMatchObject({
    endedTokens: [
      { name: 'Heron', role: 'writer', trackers: ['test-tracker'], email: 'heron@desk.example' },
      { name: 'Wren', role: 'editor', trackers: '*', email: null },
    ],
    unscheduled: [{ tracker: 'test-tracker', slug: 'run-the-ferry', publishBy: 'admin' }],
  });
  expect((await fetchAsEditor('/me', { headers: as({ secret }) })).status).toBe(401);
  const { tokens } = await json<{ tokens: { revokedAt: string | null }[] }>(fetchAsEditor('/tokens'));
  expect(tokens.map(({ revokedAt }) => revokedAt)).not.toContain(null);
  const pledge = await json(fetchAsEditor('/trackers/test-tracker/pledges/run-the-ferry'));
  expect(pledge).toMatchObject({ state: 'review', comment: expect.stringContaining('by a restore') });
  // Whoever was let in before may be let in again.
  await newToken('Heron', 'writer', { email: 'heron@desk.example' });
});

test('the private half of the key is in no backup, export, audit or KV, and no other signs', async () => {
  await furnish();
  await untilPublished();
  const { bytes, key } = await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const row = sql.exec<{ private: ArrayBuffer; public: string }>('SELECT * FROM backup_key').one();
    return { bytes: new Uint8Array(row.private), key: row.public };
  });
  // The last 32 bytes of its PKCS8 are the key itself.
  const seed = bytes.slice(-32);
  const hex = [...seed].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = btoa(String.fromCharCode(...seed)).replace('=', '');
  const backup = await takeBackup();
  const everything = [
    backup,
    JSON.stringify([...(await everythingInKv())]),
    await (await fetchAsEditor('/audit')).text(),
    await (await fetchAsEditor('/tokens')).text(),
    await (await fetchAsEditor('/trackers/test-tracker/export.json')).text(),
    await (await fetchAsEditor('/status')).text(),
  ].join();
  expect(everything).toContain(key);
  for (const form of [hex, base64, base64.replaceAll('+', '-').replaceAll('/', '_')])
    expect(everything).not.toContain(form.slice(0, 40));
  await evictDurableObject(ledger());
  expect(linesOf(await takeBackup())[0]?.backup?.key).toBe(key);
});

test('a public read of the key wakes no Ledger, and the key comes back to an emptied KV', async () => {
  await publishOnePledge();
  const read = () => fetchAsReader('/.well-known/pledgemark.json');
  const { backupKey } = await json<{ backupKey: string }>(read());
  expect(installationSchema.parse({ backupKey })).toEqual({ backupKey });
  expect((await read()).headers.get('access-control-allow-origin')).toBe('*');
  const spy = vi.spyOn(env.LEDGER, 'getByName');
  await json(read());
  expect(spy).not.toHaveBeenCalled();
  spy.mockRestore();
  await emptyKv();
  await json(fetchAsEditor('/republish', { method: 'POST' }), 202);
  await untilPublished();
  expect(await json(read())).toEqual({ backupKey });
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
  const first = during.splice(
    during.findIndex(({ row }) => row?.act === 'backup'),
    2,
  );
  expect(first.map(({ row }) => row?.act)).toEqual(['backup', 'backup sent']);
  expect(during.slice(1, -2)).toEqual(quiet.slice(1, -2));
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
  // Nobody takes one that broke off for the last that there is.
  expect(await json(fetchAsEditor('/status'))).toMatchObject({ backup: { last: null } });
});

test('a start takes away what a download left that nobody reads any more', async () => {
  await publishOnePledge();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('INSERT INTO backup_row (c0) VALUES (1)'),
  );
  expect(await keptParts()).toBeGreaterThan(0);
  await evictDurableObject(ledger());
  expect(await keptParts()).toBe(0);
});

test('a backup breaks off where something is redacted while it is read, for it would hold the text', async () => {
  await publishOnePledge();
  const long = 'A long reason. '.repeat(600);
  for (let version = 2; version < 80; version += 2) {
    await json(save(version, aPledge({ verdict: aVerdict({ id: 'kept', body: `${long}${version}` }) })));
    await json(act('publish', version + 1, { note: 'Again.' }));
  }
  const reader = (await fetchAsEditor('/backup')).body!.getReader();
  await reader.read();
  const { version } = await json<{ version: number }>(fetchAsEditor(PLEDGE));
  await json(act('redact', version, { revisions: [39], note: 'By order of a court.' }));
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();
  await expect.poll(keptParts).toBe(0);
  expect(linesOf(await takeBackup()).at(-1)).toHaveProperty('signature');
});

test('a backup breaks off where something is redacted while its last tables are read, too', async () => {
  await publishOnePledge();
  for (const at of Array.from({ length: 300 }, (_, index) => index))
    await json(
      fetchAsEditor(`${PLEDGE}/comments`, {
        method: 'POST',
        body: { text: `Number ${at}. ${'Long words. '.repeat(160)}`, mentions: [] },
      }),
      201,
    );
  const reader = (await fetchAsEditor('/backup')).body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('"table":"comment"')) text += (await reader.read()).value;
  expect(text).not.toContain('"signature"');
  await json(act('retract', 2, { note: 'It was wrong.' }));
  await json(act('redact', 3, { revisions: [1], note: 'By order of a court.' }));
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow();
});

test('the last backup that was sent to its end is told, with by whom and with the public key, to those who may take one', async () => {
  await publishOnePledge();
  const before = await json<{ backup: { key: string; last: unknown } }>(fetchAsEditor('/status'));
  expect(before.backup.last).toBeNull();
  const backup = await takeBackup();
  const { backup: after } = await json<{ backup: { key: string; last: { at: string; by: string } } }>(
    fetchAsEditor('/status'),
  );
  expect(after).toEqual({
    key: linesOf(backup)[0]?.backup?.key,
    last: { at: expect.any(String), by: 'admin' },
  });
  expect(Date.now() - Date.parse(after.last.at)).toBeLessThan(10_000);
  for (const [role, trackers] of [
    ['editor', '*'],
    ['admin', ['test-tracker']],
  ] as const) {
    const headers = as(await newToken(`Wren ${role}`, role, { trackers }));
    expect(await json(fetchAsEditor('/status', { headers }))).toMatchObject({ backup: null });
  }
});

test('every table fits the copy that is made of it', () => {
  for (const [table, backedUp] of Object.entries(BACKED_UP))
    expect([table, columnsOf(backedUp).length <= COPIED_COLUMNS]).toEqual([table, true]);
});

test('a backup is only restored into an installation that holds nothing', async () => {
  await publishOnePledge();
  const backup = await takeBackup();
  const before = linesOf(await takeBackup()).length;
  expect(await json(sendBackup(backup), 409)).toMatchObject({ type: expect.stringContaining('#not-empty') });
  expect(linesOf(await takeBackup())).toHaveLength(before + 2);
});

test('of two restores at once one is made, and the other is told that the installation is in use', async () => {
  await furnish();
  const backup = await takeBackup();
  await reset();
  const answers = await Promise.all([sendBackup(backup), sendBackup(backup)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  // The rows of the restore and of what it took off the schedule.
  expect(linesOf(await takeBackup())).toHaveLength(linesOf(backup).length + 2);
  expect(await keptParts()).toBe(0);
});

test('what was scheduled when the backup was taken is not published by the restore, its time past or to come', async () => {
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
  const { unscheduled } = await json<{ unscheduled: object[] }>(sendBackup(backup), 201);
  expect(unscheduled).toHaveLength(1);
  await runInDurableObject(ledger(), (instance) => instance.alarm());
  expect(await badge()).toMatchObject({ verdict: { id: 'in-progress' } });
});

test('a backup comes back as gzip, too', async () => {
  await furnish();
  const backup = await takeBackup();
  await reset();
  const zipped = new Response(backup).body!.pipeThrough(new CompressionStream('gzip'));
  const bytes = await new Response(zipped).arrayBuffer();
  const gzip = { 'content-encoding': 'gzip' };
  expect(await json(sendBackup(bytes.slice(0, -20), '?key=none', gzip), 422)).toMatchObject({ status: 422 });
  expect(await json(sendBackup(bytes, '?key=none', gzip), 201)).toMatchObject({ counts: { tracker: 2 } });
});

async function keptParts(): Promise<number> {
  return runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    Number(
      sql.exec('SELECT (SELECT count(*) FROM backup_part) + (SELECT count(*) FROM backup_row) AS count').one()
        .count,
    ),
  );
}
