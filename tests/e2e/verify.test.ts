// `npm run verify` on the files that the production build hands out, as they were made and as somebody changed them.
import { execFile } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import canonicalize from 'canonicalize';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestHarness, type TestHarness } from 'wrangler';
import { ask, type Desk } from '../../scripts/desk-client.ts';
import { aPledge, aTracker, aVerdict } from '../builders.ts';
import { BUILT_WORKER } from '../built-worker.ts';

const PLEDGES = ['reopen-the-ferry', 'buy-a-boat', 'widen-the-quay'];
const folder = mkdtempSync(join(tmpdir(), 'pledgemark-verify-'));
let harness: TestHarness;
let desk: Desk;
let backup: string;
let heads: Record<string, string>;
let key: string;

beforeAll(async () => {
  harness = createTestHarness({
    workers: [{ ...BUILT_WORKER, secrets: { ADMIN_TOKEN: 'pm_e2e_admin' } }],
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
  key = await publishedKey();
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

/** Verifies a file with these contents; by itself without a key that is trusted. */
function verify(
  contents: string | Uint8Array,
  name = 'backup.ndjson',
  trusted: string | null = 'none',
): Promise<Told> {
  const file = join(folder, name);
  writeFileSync(file, contents);
  return run(trusted === null ? [file] : [file, '--key', trusted]);
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
type Line = {
  backup?: { key: string };
  table?: string;
  row?: Row;
  end?: { sha256: string; counts: Record<string, number> };
};

/** The backup after a change, sealed again and signed by another key: what somebody would make who means to deceive. */
function changed(change: (lines: Line[]) => Line[]): string {
  const lines = change(
    backup
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  );
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  lines[0]!.backup!.key = `ed25519:${publicKey.export({ format: 'jwk' }).x}`;
  const { end } = lines.splice(-2)[0] ?? {};
  const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const revisions = lines.filter(({ table }) => table === 'revision').length;
  const counts = { ...end?.counts, revision: revisions };
  const signed = `${body}${JSON.stringify({ end: { ...end, counts, sha256: sha256(body) } })}\n`;
  const signature = sign(null, Buffer.from(`pledgemark-backup-2\n${sha256(signed)}\n`), privateKey);
  return `${signed}${JSON.stringify({ signature: signature.toString('base64url') })}\n`;
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

async function publishedKey(): Promise<string> {
  const read = () => harness.fetch('/.well-known/pledgemark.json');
  await vi.waitUntil(async () => (await read()).ok, { timeout: 30_000, interval: 100 });
  return ((await (await read()).json()) as { backupKey: string }).backupKey;
}

async function publishedHead(): Promise<unknown> {
  const answer = await harness.fetch('/api/v1/trackers/test-tracker');
  return ((await answer.json()) as { head: unknown }).head;
}

test('a backup as it was made is whole, redacted revisions are told, and heads are those that readers see', async () => {
  const { code, output } = await verify(backup, 'backup.ndjson', key);
  expect([code, output]).toEqual([0, expect.stringContaining('It is whole')]);
  expect(output).toContain('Every byte is as it was signed with the key that you gave');
  expect(output).toContain(`It names ${key} as the key that signed it.`);
  expect(output).toContain('Whether it is the newest');
  expect(output).toContain(
    `test-tracker: 5 revisions, 2 of them redacted, newest hash ${heads['test-tracker']}`,
  );
  expect(output).toContain('other-tracker: 3 revisions, 0 of them redacted');
  expect((await verify(gzipSync(backup), 'backup.ndjson.gz', key)).code).toBe(0);
  await expect.poll(publishedHead).toBe(heads['test-tracker']);
});

test('without a key a backup that fits itself is not called good, unless nobody is to vouch for it', async () => {
  const forged = changed((lines) => {
    lines.find(({ table }) => table === 'tracker')!.row!.updated_at = '2020-01-01T00:00:00Z';
    return lines;
  });
  for (const [file, trusted, code, told] of [
    [backup, null, 3, 'Who made it: whoever has the file can change it and sign it'],
    [backup, 'none', 0, 'Who made it: whoever has the file can change it and sign it'],
    [forged, null, 3, 'Give --key'],
    [forged, key, 1, `and not the one that you gave`],
    [backup, `${key.slice(0, -2)}AA`, 1, 'and not the one that you gave'],
    [backup, 'ed25519:short', 2, 'is no key'],
  ] as const) {
    const answer = await verify(file, 'backup.ndjson', trusted);
    expect([trusted, answer.code, answer.output]).toEqual([trusted, code, expect.stringContaining(told)]);
  }
  expect((await run([join(folder, 'backup.ndjson'), '--unknown'])).code).toBe(2);
});

test('a backup of the first form is still read, and said to be without a signature', async () => {
  const old = readFileSync(new URL('../worker/backup-of-form-1.ndjson', import.meta.url), 'utf8');
  const plain = await verify(old);
  expect([plain.code, plain.output]).toEqual([0, expect.stringContaining('It bears no signature.')]);
  expect(plain.output).toContain('from before there were signatures');
  expect((await verify(old, 'backup.ndjson', null)).code).toBe(3);
  const trusting = await verify(old, 'backup.ndjson', key);
  expect([trusting.code, trusting.output]).toEqual([1, expect.stringContaining('no key shows who made it')]);
});

test('a stranger can check the signature with openssl, as the data dictionary says', async () => {
  const file = join(folder, 'backup.ndjson');
  writeFileSync(file, backup);
  const dictionary = readFileSync(new URL('../../data/README.md', import.meta.url), 'utf8');
  const recipe = /```sh\n(#!\/bin\/sh\n# check-signature.*?)```/s.exec(dictionary)?.[1] ?? '';
  const check = (file: string, key: string) =>
    new Promise<string>((resolve) => {
      execFile('sh', ['-c', recipe, 'sh', file, key], { cwd: folder }, (_, stdout, stderr) =>
        resolve(stdout + stderr),
      );
    });
  expect(await check(file, key)).toContain('Signature Verified Successfully');
  expect(await check(file, `${key.slice(0, -2)}AA`)).not.toContain('Verified Successfully');
  writeFileSync(file, backup.replace('Work has begun', 'Work has ended'));
  expect(await check(file, key)).not.toContain('Verified Successfully');
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
    expect.stringContaining(`Line ${lines.length - 1} does not fit: the file was changed`),
  ]);
  expect(elsewhere.output).toContain(`Line ${lines.length} does not sign this file`);
  const bytes = Buffer.from(backup);
  bytes[bytes.length >> 1] = 0xff;
  const damaged = await verify(bytes);
  expect([damaged.code, damaged.output]).toEqual([1, expect.stringContaining('the file is damaged')]);
  const fewer = await verify(`${lines.filter((line) => !line.includes('"act":"retract"')).join('\n')}\n`);
  expect(fewer.output).toMatch(/it has \d+ rows of audit and should have \d+/);
});

test('an act that was taken out of the audit, or reworded, is found at its row', async () => {
  const retracts = (line: Line) => line.table === 'audit' && line.row?.act === 'retract';
  const missing = await verify(changed((lines) => lines.filter((line) => !retracts(line))));
  expect([missing.code, missing.output]).toEqual([
    1,
    expect.stringMatching(/row \d+ of the audit \("redact"\) does not follow the one before it/),
  ]);
  const reworded = await verify(
    changed((lines) => {
      lines.find(retracts)!.row!.editor = 'Somebody else';
      return lines;
    }),
  );
  expect([reworded.code, reworded.output]).toEqual([
    1,
    expect.stringMatching(/row \d+ of the audit \("retract"\) is not as it was written/),
  ]);
  const last = await verify(
    changed((lines) =>
      lines.toSpliced(
        lines.findLastIndex(({ table }) => table === 'audit'),
        1,
      ),
    ),
  );
  expect([last.code, last.output]).toEqual([1, expect.stringContaining('another newest hash of the audit')]);
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
  const answer = await harness.fetch(`/api/v1/desk/restore?key=${key}`, {
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
  expect(after.slice(0, -2)).toEqual(before.slice(1, -2));
  const own = await publishedKey();
  expect(own).not.toBe(key);
  expect((await verify(await download(), 'backup.ndjson', own)).code).toBe(0);
});
