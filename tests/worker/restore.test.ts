// A backup that is not whole, or not as it was made, changes nothing; the line and field at fault are named.

import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { aPledge, aVerdict } from '../builders.ts';
import { act, document } from './acting.ts';
import {
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publishOnePledge,
  save,
  untilPublished,
} from './client.ts';
import { everythingInKv, furnish, type Line, linesOf, sendBackup, takeBackup } from './disaster.ts';
import { sealed } from './forgery.ts';

afterEach(reset);

const HEADER = JSON.stringify({
  backup: {
    format: 2,
    schema: 1,
    at: '2026-01-01T00:00:00.000Z',
    installation: 'https://pledges.example',
    key: `ed25519:${'A'.repeat(43)}`,
    heads: {},
  },
});

const at = (lines: Line[], table: string, nth = 0) => lines.filter((line) => line.table === table)[nth]!;

const set = (table: string, nth: number, column: string, value: unknown) => (lines: Line[]) => {
  at(lines, table, nth).row![column] = value;
  return lines;
};

const lastAudit = (lines: Line[]) => lines.findLast(({ table }) => table === 'audit');

const inHeader = (name: string, value: unknown) => (lines: Line[]) => {
  lines[0]!.backup![name] = value as never;
  return lines;
};

const FAULTS: Record<string, [change: (lines: Line[]) => Line[] | string, pointer: string]> = {
  'nothing at all': [() => '', ''],
  'another file': [() => '{"pledges":[]}\n', '/backup'],
  'no JSON': [(lines) => `${sealed(lines.slice(0, 3)).split('\n')[0]}\nnot JSON\n`, ''],
  'a newer form': [inHeader('format', 3), '/backup/format'],
  'a newer schema': [inHeader('schema', 999), '/backup/schema'],
  'other heads': [inHeader('heads', {}), '/backup/heads'],
  'an unknown table': [(lines) => [lines[0]!, { table: 'session', row: {} }, ...lines.slice(1)], '/table'],
  'an unknown column': [set('tracker', 0, 'extra', 1), '/row/extra'],
  'a missing column': [set('pledge', 0, 'owner', undefined), '/row/owner'],
  'a number that is text': [set('pledge', 1, 'version', '1'), '/row/version'],
  'a text that is a number': [set('audit', 0, 'act', 1), '/row/act'],
  'a document that is no JSON': [set('tracker', 0, 'document', '{'), '/row/document'],
  'a changed revision': [
    (lines) => {
      const { row } = at(lines, 'revision', 0);
      row!.document = String(row!.document).replace('Work has begun', 'Work has ended');
      return lines;
    },
    '/row/document',
  ],
  'a changed note': [set('revision', 1, 'note', 'Another.'), '/row/hash'],
  'a revision after another': [set('revision', 2, 'previous', null), '/row/previous'],
  'a missing revision': [
    (lines) => lines.filter((line) => line !== at(lines, 'revision', 2)),
    '/row/sequence',
  ],
  'a changed audit': [set('audit', 1, 'editor', 'Somebody else'), '/row/hash'],
  'a missing audit row': [(lines) => lines.filter((line) => line !== at(lines, 'audit', 2)), '/row/previous'],
  'a last audit row missing': [(lines) => lines.filter((line) => line !== lastAudit(lines)), '/end/audit'],
  'a row twice': [(lines) => [...lines.slice(0, 2), lines[1]!, ...lines.slice(2)], '/row'],
  'a pledge of no tracker': [set('pledge', 0, 'tracker', 'none'), '/row'],
};

test.each(Object.keys(FAULTS))(
  'a backup with %s is refused by line and field, and changes nothing',
  async (name) => {
    await furnish();
    const lines = linesOf(await takeBackup());
    await reset();
    const [change, pointer] = FAULTS[name]!;
    const before = lines.map((line) => JSON.stringify(line));
    const changed = change(lines);
    const sent = typeof changed === 'string' ? changed : sealed(changed);
    const firstChanged = sent.split('\n').findIndex((line, index) => line !== before[index]) + 1;
    const { errors } = await json<{ errors: { line: number; pointer: string }[] }>(sendBackup(sent), 422);
    expect(errors).toEqual([
      expect.objectContaining({ pointer, line: expect.any(Number), detail: expect.any(String) }),
    ]);
    if (!['/backup/heads', '/end/audit'].includes(pointer)) expect(errors[0]!.line).toBe(firstChanged);
    expect(linesOf(await takeBackup())).toHaveLength(3);
  },
);

test('a backup that was cut off or changed since it was made is refused, and changes nothing', async () => {
  await furnish();
  const backup = await takeBackup();
  const lines = backup.trimEnd().split('\n');
  await reset();
  const cutOff = `${lines.slice(0, -1).join('\n')}\n`;
  expect(await json(sendBackup(cutOff), 422)).toMatchObject({ errors: [{ line: lines.length }] });
  expect(await json(sendBackup(backup.slice(0, 3000)), 422)).toMatchObject({ errors: [{ pointer: '' }] });
  const changed = backup.replace('Not seen by readers', 'Seen by nobody here');
  expect(await json(sendBackup(changed), 422)).toMatchObject({
    errors: [{ line: lines.length - 1, pointer: '/end/sha256' }],
  });
  expect(await json(sendBackup(`${backup}{}\n`), 422)).toMatchObject({
    errors: [{ line: lines.length + 1 }],
  });
  expect(linesOf(await takeBackup())).toHaveLength(3);
  await json(sendBackup('{}', '?key=none', { 'content-type': 'application/json' }), 415);
});

test('what is no backup is told by its first line before any of it is kept', async () => {
  await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec("CREATE TRIGGER kept BEFORE INSERT ON backup_part BEGIN SELECT raise(ABORT, 'kept'); END"),
  );
  for (const [line, wrong] of [
    [1, 'slug,title\n'.repeat(400_000)],
    [1, '\0'.repeat(4_000_000)],
    [1, `{"backup":{"format":2}}\n${'{}\n'.repeat(2_000_000)}`],
    [2, `${HEADER}\n${'{"pledges":[]}\n'.repeat(400_000)}`],
  ] as const) {
    const { errors } = await json<{ errors: { line: number }[] }>(sendBackup(wrong), 422);
    expect(errors).toEqual([expect.objectContaining({ line })]);
  }
  // Of what begins as one would, it would be seen here.
  const begun = sendBackup(`${HEADER}\n${'{"table":"audit","row":{}}\n'.repeat(400_000)}`);
  expect(await json(begun, 422)).toMatchObject({
    errors: [{ detail: expect.stringContaining('was cut off') }],
  });
});

test('what was redacted after the backup was taken is redacted again before readers see any of it', async () => {
  const { version } = await publishOnePledge();
  const struck = 'a name that a court has struck out';
  await json(save(version, aPledge({ verdict: aVerdict({ body: struck }) })));
  await json(act('publish', version + 1, {}));
  const backup = await takeBackup();
  expect(backup).toContain(struck);
  await reset();

  const query =
    '?key=none&redact=test-tracker/reopen-the-ferry:2&note=Redacted%20by%20order%20of%20a%20court.';
  expect(
    await json(sendBackup(backup, '?key=none&redact=test-tracker/reopen-the-ferry:2'), 400),
  ).toMatchObject({
    errors: [{ pointer: '/query/note' }],
  });
  expect(await json(sendBackup(backup, '?key=none&note=n&redact=the-ferry'), 400)).toMatchObject({
    errors: [{ pointer: '/query/redact/0' }],
  });
  expect(await json(sendBackup(backup, '?key=none&note=n&redact=test-tracker/none:1'), 422)).toMatchObject({
    errors: [{ pointer: '/query/redact/0' }],
  });
  expect(linesOf(await takeBackup())).toHaveLength(3);

  await json(sendBackup(backup, query), 201);
  await untilPublished();
  expect(JSON.stringify([...(await everythingInKv())])).not.toContain(struck);
  expect(await takeBackup()).not.toContain(struck);
  const { status, history } = await document();
  expect(status).toBe('retracted');
  expect(history.map(({ kind }) => kind)).toEqual(['verdict', 'edit', 'retraction', 'redaction']);
  expect(history.at(-1)?.note).toBe('Redacted by order of a court.');
  const page = await (await fetchAsReader('/test-tracker/reopen-the-ferry')).text();
  expect(page).not.toContain(struck);
  expect(await json(fetchAsEditor('/audit?act=restore'))).toMatchObject({
    audit: [{ editor: 'admin', detail: { redactions: 1, installation: 'https://pledges.example' } }],
  });
});
