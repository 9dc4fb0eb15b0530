// Every column of every kind of row of a real backup, changed once, with everything recomputed that needs no key: all are
// noticed by whoever has the key's public half. So is every row that is taken out, doubled, moved or put in.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { verifyBackup } from '../../scripts/verify-backup.ts';
import { BACKED_UP, columnsOf } from '../../worker/ledger/backup-tables.ts';
import { fetchAsEditor, json } from './client.ts';
import { type Line, linesOf, sendBackup, takeBackup } from './disaster.ts';
import { forgersKey, type Pinned, rechained, sealed } from './forgery.ts';
import { furnishRichly } from './rich.ts';

afterEach(reset);

const COLUMNS = Object.entries(BACKED_UP).flatMap(([table, backedUp]) =>
  columnsOf(backedUp).map((column) => ({ table, column })),
);

/** How a file is made to look signed: with the signature that it had, by another key under the old name, or under its own. */
const FORGERIES = ['as it was', 'by another key', 'by another key, which it names'] as const;

async function* each(file: string): AsyncGenerator<string> {
  for (const line of file.match(/.*\n|.+$/g) ?? []) yield line;
}

async function isNoticed(file: string, key: string | null): Promise<boolean> {
  const verdict = await verifyBackup(each(file), key);
  return verdict === null || verdict.faults.length > 0;
}

/** Another value of the same kind, such as a restore would take. */
function another(value: unknown, column: string): unknown {
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.replace(/^\d{4}/, '2024');
  if (/^[0-9a-f]{64}$/.test(text)) return `${text[0] === 'a' ? 'b' : 'a'}${text.slice(1)}`;
  if (column === 'kind') return text === 'edit' ? 'correction' : 'edit';
  if (text.startsWith('"*"')) return '["test-tracker"]';
  return text.replace(/[a-z](?=[^a-z]*$)/, (letter) => (letter === 'x' ? 'y' : 'x'));
}

/** A backup with one column changed, in a row where it is filled, and all made to fit again. */
function withChange(lines: Line[], table: string, column: string, how: (typeof FORGERIES)[number]): string {
  const copy = structuredClone(lines);
  const { row } = copy.find((line) => line.table === table && line.row?.[column] !== null) ?? {};
  if (!row) throw new Error(`No ${table} has a ${column}.`);
  const changed = another(row[column], column);
  expect([table, column, changed]).not.toEqual([table, column, row[column]]);
  row[column] = changed;
  return forged(copy, how, { row, column });
}

function forged(lines: Line[], how: (typeof FORGERIES)[number], pinned?: Pinned): string {
  rechained(lines, pinned);
  if (how === 'as it was') return sealed(lines);
  const forger = forgersKey();
  if (how === 'by another key, which it names') lines[0]!.backup!.key = forger.key;
  return sealed(lines, forger);
}

async function aRichBackup(): Promise<{ backup: string; lines: Line[]; key: string }> {
  await furnishRichly();
  const backup = await takeBackup();
  const lines = linesOf(backup);
  return { backup, lines, key: lines[0]!.backup!.key };
}

test('a backup as it was made is whole, and what is recomputed of it is the same', async () => {
  const { backup, lines, key } = await aRichBackup();
  expect(await verifyBackup(each(backup), key)).toMatchObject({ faults: [], key, audit: { rows: 72 } });
  expect(sealed(rechained(structuredClone(lines)))).toBe(backup);
});

test('verify with the key notices every column of every kind of row', async () => {
  const { lines, key } = await aRichBackup();
  const without: string[] = [];
  for (const how of FORGERIES) {
    let noticed = 0;
    for (const { table, column } of COLUMNS) {
      const file = withChange(lines, table, column, how);
      if (await isNoticed(file, key)) noticed += 1;
      // What is left to see for whoever has no key, once the forger signs under a name of their own.
      if (how === FORGERIES[2] && (await isNoticed(file, null))) without.push(`${table}.${column}`);
    }
    expect([how, `${noticed} of ${COLUMNS.length}`]).toEqual([how, `${COLUMNS.length} of ${COLUMNS.length}`]);
  }
  console.log(
    `One-field changes noticed: with the key ${COLUMNS.length} of ${COLUMNS.length}, without ${without.length}.`,
  );
  expect(without.length).toBeLessThan(COLUMNS.length);
});

const MOVES: Record<string, (lines: Line[], at: number) => Line[]> = {
  'taken out': (lines, at) => lines.toSpliced(at, 1),
  doubled: (lines, at) => lines.toSpliced(at, 0, structuredClone(lines[at]!)),
  'moved by one': (lines, at) => lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!),
  'put in': (lines, at) => {
    const { table, row = {} } = lines[at]!;
    const more = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, another(value, column)]),
    );
    return lines.toSpliced(at, 0, { table: table!, row: more });
  },
};

test.each(Object.keys(MOVES))('verify with the key notices a row of each kind that was %s', async (move) => {
  const { lines, key } = await aRichBackup();
  for (const table of Object.keys(BACKED_UP))
    for (const how of FORGERIES) {
      const at = lines.findIndex((line) => line.table === table);
      const file = forged(MOVES[move]!(structuredClone(lines), at), how);
      expect([table, how, await isNoticed(file, key)]).toEqual([table, how, true]);
    }
});

test('what is no row is noticed, too: header, end, signature, line ends, and every single byte of the last lines', async () => {
  const { backup, lines, key } = await aRichBackup();
  for (const [name, value] of Object.entries(lines[0]!.backup!)) {
    const copy = structuredClone(lines);
    copy[0]!.backup![name] = typeof value === 'object' ? {} : (another(value, name) as never);
    expect([name, await isNoticed(sealed(copy), key)]).toEqual([name, true]);
  }
  const tail = backup.length - JSON.stringify(lines.at(-2)).length - 110;
  for (let at = tail; at < backup.length; at += 1) {
    const changed = backup[at] === 'A' ? 'B' : 'A';
    const file = `${backup.slice(0, at)}${changed}${backup.slice(at + 1)}`;
    expect([at, await isNoticed(file, key)]).toEqual([at, true]);
  }
  for (const file of [backup.slice(0, -1), `${backup}\n`, backup.replaceAll('\n', '\r\n'), `\ufeff${backup}`])
    expect(await isNoticed(file, key)).toBe(true);
});

test('a restore that trusts the key takes none of it, and says so before it changes anything', async () => {
  const { backup, lines, key } = await aRichBackup();
  await reset();
  for (const { table, column } of COLUMNS)
    for (const how of FORGERIES) {
      const answer = json<{ errors: { pointer: string }[] }>(
        sendBackup(withChange(lines, table, column, how), `?key=${key}`),
        422,
      );
      const pointer = how === FORGERIES[2] ? '/backup/key' : '/signature';
      expect([table, column, how, (await answer).errors[0]?.pointer]).toEqual([table, column, how, pointer]);
    }
  expect(linesOf(await takeBackup())).toHaveLength(3);
  await json(sendBackup(backup, `?key=${key}`), 201);
  expect((await json<{ trackers: object[] }>(fetchAsEditor('/trackers'))).trackers).toHaveLength(4);
});
