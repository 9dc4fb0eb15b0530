// `npm run verify` on the files that the production build hands out, as they were made and as somebody changed them.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness, type TestHarness } from 'wrangler';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';

const PLEDGES = ['reopen-the-ferry', 'buy-a-boat', 'widen-the-quay'];
const folder = mkdtempSync(join(tmpdir(), 'pledgemark-verify-'));
let harness: TestHarness;
let desk: Desk;
let backup: string;
let heads: Record<string, string>;

beforeAll(async () => {
  harness = createTestHarness({
    workers: [{ configPath: './wrangler.toml', secrets: { ADMIN_TOKEN: 'pm_e2e_admin' } }],
  });
  const { url } = await harness.listen();
  desk = { origin: url.origin, token: 'pm_e2e_admin' };
  for (const id of ['test-tracker', 'other-tracker']) {
    await ask(desk, '/trackers', { method: 'POST', body: aTracker({ id }) });
    for (const slug of PLEDGES) {
      // A line separator within a text is no end of a line.
      const pledge = { slug, ...aPledge({ title: slug, verdict: aVerdict({ body: 'One.\u2028Two.' }) }) };
      await ask(desk, `/trackers/${id}/pledges`, { method: 'POST', body: pledge });
      await act(`${id}/pledges/${slug}/publish`, 1, { note: 'First verdict.' });
    }
  }
  const boat = 'test-tracker/pledges/buy-a-boat';
  await act(`${boat}/retract`, 2, { note: 'A court has ruled.' });
  await act(`${boat}/redact`, 3, { revisions: [1, 2], note: 'By order of a court.' });
  backup = await download();
  const { backup: header } = JSON.parse(backup.split('\n', 1)[0] ?? '');
  heads = header.heads;
});

afterAll(async () => {
  await harness.close();
  rmSync(folder, { recursive: true, force: true });
});

function act(path: string, version: number, body: unknown) {
  return ask(desk, `/trackers/${path}`, { method: 'POST', body, version });
}

async function download(): Promise<string> {
  const headers = { authorization: `Bearer ${desk.token}` };
  const answer = await harness.fetch('/api/v1/desk/backup', { headers });
  expect(answer.status).toBe(200);
  return answer.text();
}

type Told = { code: number; output: string };

function verify(contents: string | Uint8Array, name = 'backup.ndjson'): Promise<Told> {
  const file = join(folder, name);
  writeFileSync(file, contents);
  return run([file]);
}

function run(args: string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/verify.ts', ...args], (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    );
  });
}

type Row = {
  tracker: string;
  slug: string;
  number: number;
  sequence: number;
  document: string | null;
} & Record<string, unknown>;
type Line = { table?: string; row?: Row; end?: { sha256: string; counts: Record<string, number> } };

/** The backup after a change, with a last line that fits: what somebody would make who means to deceive. */
function changed(change: (lines: Line[]) => Line[]): string {
  const lines = change(
    backup
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const { end } = lines.pop() ?? {};
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const revisions = lines.filter(({ table }) => table === 'revision').length;
  const counts = { ...end?.counts, revision: revisions };
  return `${body}${JSON.stringify({ end: { counts, sha256: sha256(body) } })}\n`;
}

function revision(lines: Line[], tracker: string, sequence: number): number {
  return lines.findIndex(
    ({ table, row }) => table === 'revision' && row?.tracker === tracker && row.sequence === sequence,
  );
}

function withRow(tracker: string, sequence: number, change: (row: Row) => void) {
  return changed((lines) => {
    change(lines[revision(lines, tracker, sequence)]!.row!);
    return lines;
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function publishedHead(): Promise<unknown> {
  const answer = await harness.fetch('/api/v1/trackers/test-tracker');
  return ((await answer.json()) as { head: unknown }).head;
}

test('a backup as it was made is whole, redacted revisions are told, and heads are those that readers see', async () => {
  const { code, output } = await verify(backup);
  expect([code, output]).toEqual([0, expect.stringContaining('It is whole')]);
  expect(output).toContain(
    `test-tracker: 5 revisions, 2 of them redacted, newest hash ${heads['test-tracker']}`,
  );
  expect(output).toContain('other-tracker: 3 revisions, 0 of them redacted');
  expect((await verify(gzipSync(backup), 'backup.ndjson.gz')).code).toBe(0);
  await expect.poll(publishedHead).toBe(heads['test-tracker']);
});

test('a changed byte in a published text is found at its revision, also where the file was sealed again', async () => {
  const sealed = withRow('other-tracker', 2, (row) => {
    row.document = row.document!.replace('Work has begun', 'Work has ended');
  });
  const { code, output } = await verify(sealed);
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('revision 1 of other-tracker/buy-a-boat has another text'),
  ]);
  expect(output.match(/^Line /gm)).toHaveLength(1);
  const unsealed = await verify(backup.replace('Work has begun', 'Work has ended'));
  expect(unsealed.output).toContain('has another text');
  expect(unsealed.output).toContain('does not fit: the file was changed');
});

test('a label or definition that was reworded within its version is found at the first verdict in it', async () => {
  for (const words of ['In progress', 'Official steps have been taken, and the result is not settled.']) {
    const { code, output } = await verify(
      changed((lines) => {
        const scheme = lines.find(({ table, row }) => table === 'scheme' && row?.tracker === 'other-tracker');
        const { document } = scheme!.row!;
        expect(document).toContain(JSON.stringify(words));
        scheme!.row!.document = document!.replace(JSON.stringify(words), '"Hardly begun"');
        return lines;
      }),
    );
    expect([code, output]).toEqual([
      1,
      expect.stringContaining(
        'revision 1 of other-tracker/reopen-the-ferry has another label or definition of "in-progress"',
      ),
    ]);
  }
});

test('a changed note, date or number is found at its revision', async () => {
  for (const [column, value] of [
    ['note', 'Another.'],
    ['at', '2020-01-01T00:00:00.000Z'],
    ['number', 9],
    ['kind', 'edit'],
  ] as const) {
    const { code, output } = await verify(
      withRow('test-tracker', 1, (row) => {
        Object.assign(row, { [column]: value });
      }),
    );
    expect([column, code]).toEqual([column, 1]);
    expect(output).toContain('of test-tracker/reopen-the-ferry has another date, kind, note or name');
  }
});

test('a text that was rewritten with its hashes is found at the revision after it', async () => {
  const { code, output } = await verify(
    withRow('test-tracker', 1, (row) => {
      row.document = row.document!.replace('Work has begun', 'Work has ended');
      row.document_hash = sha256(row.document);
      const { tracker, slug, number: revision, at, kind, note, document_hash: documentHash, previous } = row;
      row.hash = sha256(canonicalize({ tracker, slug, revision, at, kind, note, documentHash, previous })!);
    }),
  );
  expect(code).toBe(1);
  expect(output).toContain('revision 1 of test-tracker/buy-a-boat does not follow the one before it');
});

test('a missing and two swapped revisions are found', async () => {
  const missing = await verify(changed((lines) => lines.toSpliced(revision(lines, 'test-tracker', 2), 1)));
  expect([missing.code, missing.output]).toEqual([
    1,
    expect.stringContaining(
      'revision 1 of test-tracker/widen-the-quay has number 3 in its tracker where 2 is due',
    ),
  ]);
  const swapped = await verify(
    changed((lines) => {
      const at = revision(lines, 'other-tracker', 1);
      return lines.toSpliced(at, 2, lines[at + 1]!, lines[at]!);
    }),
  );
  expect([swapped.code, swapped.output]).toEqual([
    1,
    expect.stringContaining(
      'revision 1 of other-tracker/buy-a-boat has number 2 in its tracker where 1 is due',
    ),
  ]);
  const last = await verify(changed((lines) => lines.toSpliced(revision(lines, 'other-tracker', 3), 1)));
  expect([last.code, last.output]).toEqual([
    1,
    expect.stringContaining('says that the newest hash of other-tracker'),
  ]);
});

test('a text that is gone without a redaction is found', async () => {
  const { code, output } = await verify(
    withRow('other-tracker', 1, (row) => {
      row.document = null;
    }),
  );
  expect([code, output]).toEqual([
    1,
    expect.stringContaining(
      'revision 1 of other-tracker/reopen-the-ferry has no text, and no redaction says why',
    ),
  ]);
});

test('a pledge that shows readers another revision than its newest is found', async () => {
  const { code, output } = await verify(
    changed((lines) => {
      const boat = lines.find(({ table, row }) => table === 'pledge' && row?.slug === 'buy-a-boat');
      Object.assign(boat!.row!, { revision: 1 });
      return lines;
    }),
  );
  expect([code, output]).toEqual([
    1,
    expect.stringContaining('shows revision 1 of test-tracker/buy-a-boat, whose newest is 3'),
  ]);
});

test('a file that was cut off, damaged or added to is told', async () => {
  const lines = backup.trimEnd().split('\n');
  const cut = await verify(`${lines.slice(0, -1).join('\n')}\n`);
  expect([cut.code, cut.output]).toEqual([1, expect.stringContaining(`Line ${lines.length} is missing`)]);
  const inLine = await verify(backup.slice(0, backup.length / 2));
  expect([inLine.code, inLine.output]).toEqual([1, expect.stringContaining('was cut off here')]);
  const added = await verify(`${backup}{"table":"audit","row":{}}\n`);
  expect([added.code, added.output]).toEqual([1, expect.stringContaining('comes after the last line')]);
  const elsewhere = await verify(backup.replace('"owner":"admin"', '"owner":"other"'));
  expect([elsewhere.code, elsewhere.output]).toEqual([
    1,
    expect.stringContaining(`Line ${lines.length} does not fit: the file was changed`),
  ]);
  const fewer = await verify(`${lines.filter((line) => !line.includes('"act":"retract"')).join('\n')}\n`);
  expect(fewer.output).toMatch(/it has \d+ rows of audit and should have \d+/);
});

test('what is no backup, or is not there, cannot be told', async () => {
  expect((await verify('{"pledges":[]}\n')).code).toBe(2);
  expect((await verify('')).code).toBe(2);
  expect((await verify(backup, 'not-zipped.ndjson.gz')).code).toBe(2);
  expect((await run([join(folder, 'none.ndjson')])).code).toBe(2);
  expect((await run([])).code).toBe(2);
});

test('restored from a file into a new installation, it hands out the same backup', async () => {
  await harness.reset();
  const answer = await harness.fetch('/api/v1/desk/restore', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${desk.token}`,
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
    },
    body: gzipSync(backup),
  });
  expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
  const [first, ...after] = (await download()).trimEnd().split('\n');
  const before = backup.trimEnd().split('\n');
  expect(JSON.parse(first ?? '').backup.heads).toEqual(heads);
  const [row] = after.splice(
    after.findIndex((line) => line.includes('"act":"restore"')),
    1,
  );
  expect(row).toContain('"editor":"admin"');
  expect(after.slice(0, -1)).toEqual(before.slice(1, -1));
  expect((await verify(await download())).code).toBe(0);
});
