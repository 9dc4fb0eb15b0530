// A restore lets in what an act would have let in, and nothing else: whoever is told to trust no key has only this.
import { reset, runInDurableObject } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { badge } from './acting.ts';
import backupOfForm1 from './backup-of-form-1.ndjson?raw';
import { fetchAsEditor, json, ledger, untilPublished } from './client.ts';
import { type Line, linesOf, sendBackup, takeBackup } from './disaster.ts';
import { rechained, sealed } from './forgery.ts';
import { furnishRichly } from './rich.ts';

afterEach(reset);

type Row = Record<string, unknown>;

/** What is wrong, in the first row of a table in which the column is filled, and the field that is to be named. */
type Case = [table: string, column: string, wrong: (value: string) => unknown, pointer: string];

const LONG = 'a'.repeat(200_000);
const SCRIPT = 'javascript:alert(1)';

/** Puts a value at a path of the JSON in a column. */
function within(path: string, value: unknown): (json: string) => string {
  return (json) => {
    const whole = JSON.parse(json);
    const names = path.split('/').slice(1);
    const last = names.pop()!;
    let at = whole;
    for (const name of names) at = at[name];
    at[last] = value;
    return JSON.stringify(whole);
  };
}

const inDocument = (table: string, column: string, path: string, value: unknown): Case => [
  table,
  column,
  within(path, value),
  `/row/${column}${path}`,
];

const to = (table: string, column: string, value: unknown): Case => [
  table,
  column,
  () => value,
  `/row/${column}`,
];

const CASES: Case[] = [
  inDocument('tracker', 'document', '/publisher/url', SCRIPT),
  inDocument('tracker', 'document', '/licence/url', 'data:text/html,x'),
  inDocument('tracker', 'document', '/methodology', `[x](${SCRIPT})`),
  inDocument('tracker', 'document', '/imprint', LONG),
  inDocument('tracker', 'document', '/timezone', 'Mars/Olympus'),
  inDocument('tracker', 'document', '/name', 'a\u202eb'),
  inDocument('tracker', 'document', '/extra', 1),
  to('tracker', 'id', 'api'),
  to('tracker', 'created_at', 'yesterday'),
  to('tracker', 'version', 0),
  to('tracker', 'version', 2 ** 50),
  inDocument('scheme', 'document', '/verdicts/0/label/en', ' '),
  inDocument('scheme', 'document', '/verdicts/0/outcome', 'won'),
  to('scheme', 'version', 9),
  inDocument('pledge', 'draft', '/evidence/0/url', SCRIPT),
  inDocument('pledge', 'draft', '/verdict/body', '<script>'),
  inDocument('pledge', 'draft', '/title', LONG),
  to('pledge', 'slug', 'Not A Slug'),
  to('pledge', 'owner', ''),
  ['pledge', 'authors', () => '[{"name":"x"}]', '/row/authors/0'],
  to('pledge', 'authors', '"admin"'),
  ['pledge', 'work', () => null, '/row/publish_at'],
  to('pledge', 'publish_at', '2026-02-30T00:00:00Z'),
  to('pledge', 'publish_by', 'a\nb'),
  to('pledge', 'publish_note', LONG),
  to('pledge', 'comment', '\u0000'),
  to('pledge', 'imported_hash', 'none'),
  to('pledge', 'checked_at', '1'),
  to('pledge', 'revision', null),
  to('pledge', 'draft', 'null'),
  to('pledge', 'status', 'hidden'),
  inDocument('pledge', 'ready', '/content/title', LONG),
  inDocument('pledge', 'ready', '/by', ''),
  ['pledge', 'ready', within('/imported', { publishedAt: 'once' }), '/row/ready/imported/publishedAt'],
  inDocument('trash', 'ready', '/content/evidence/0/url', SCRIPT),
  to('tracker', 'opened_at', 'lately'),
  inDocument('tracker', 'document', '/visibility', 'secret'),
  to('alias', 'slug', '/api/v1'),
  to('alias', 'slug', '/.well-known/pledgemark.json'),
  to('alias', 'slug', '//elsewhere.example'),
  to('relation', 'target', '../x'),
  inDocument('revision', 'document', '/evidence/0/archivedUrl', SCRIPT),
  inDocument('revision', 'document', '/promise/url', 'https://name@bank.example/'),
  inDocument('revision', 'document', '/verdict/summary', LONG),
  [
    'revision',
    'document',
    within('/underReview', { since: 'now', note: 'x' }),
    '/row/document/underReview/since',
  ],
  inDocument('revision', 'document', '/status', 'merged'),
  to('revision', 'at', '2026'),
  to('revision', 'kind', 'rumour'),
  to('revision', 'note', LONG),
  to('revision', 'editor', ' '),
  to('revision', 'authors', '{}'),
  to('audit', 'at', ''),
  to('audit', 'act', LONG),
  to('audit', 'editor', 'a\u200e\u202eb'),
  to('audit', 'tracker', 'Elsewhere!'),
  to('audit', 'detail', '[]'),
  to('audit', 'from_revision', -1),
  to('suggestion', 'url', SCRIPT),
  to('suggestion', 'text', LONG),
  to('suggestion', 'kind', 'praise'),
  to('suggestion', 'state', 'lost'),
  to('suggestion', 'reason', LONG),
  to('suggestion', 'decided_by', '\u2066'),
  to('token', 'role', 'owner'),
  to('token', 'name', LONG),
  ['token', 'trackers', () => '["../x"]', '/row/trackers/0'],
  to('token', 'trackers', '"all"'),
  to('token', 'email', 'nobody'),
  to('token', 'expires_at', 'never'),
  to('token', 'id', 'mine'),
  to('invite', 'role', 'owner'),
  to('invite', 'name', LONG),
  to('invite', 'trackers', '"all"'),
  to('invite', 'token', 'mine'),
  to('invite', 'token_expires_at', 'never'),
  to('invite', 'inviter', 'somebody'),
  to('invite', 'expires_at', ''),
  to('invite', 'ended_as', 'waiting'),
];

test('what no act would have taken is refused by line and field, in every kind of row and document', async () => {
  await furnishRichly();
  const lines = linesOf(await takeBackup());
  await reset();
  for (const [table, column, wrong, pointer] of CASES) {
    const copy = structuredClone(lines);
    const at = copy.findIndex((line) => line.table === table && line.row?.[column] !== null);
    const row = copy[at]!.row!;
    row[column] = wrong(String(row[column]));
    if (table === 'revision') rechained(copy);
    const { errors } = await json<{ errors: { line: number; pointer: string }[] }>(
      sendBackup(sealed(copy)),
      422,
    );
    const told = errors.map((error) => [error.line, error.pointer]);
    expect.soft([table, column, told]).toEqual([table, column, expect.arrayContaining([[at + 1, pointer]])]);
  }
  expect(linesOf(await takeBackup())).toHaveLength(3);
});

const STANDING: Record<string, (lines: Line[]) => void> = {
  'shows readers another revision': (lines) =>
    (rowOf(lines, 'pledge', { slug: 'run-the-ferry' }).revision = 1),
  'another tracker': (lines) => (rowOf(lines, 'alias', { slug: '/policies/trees' }).tracker = 'test-tracker'),
  'another pledge': (lines) => (rowOf(lines, 'alias', { slug: 'plant-a-wood' }).slug = 'paint-the-pier'),
  'is on record, or scheduled, in a tracker that is private': (lines) =>
    setVisibility(lines, 'opened-tracker', 'private'),
  'is on record, or scheduled': (lines) => setVisibility(lines, 'other-tracker', 'private'),
  'is ready in a tracker that is open': (lines) => setVisibility(lines, 'kept-back', 'public'),
  'merged into': (lines) => (rowOf(lines, 'pledge', { status: 'merged' }).moved_to = 4),
  'does not know': (lines) => {
    const { row } = lines.findLast(
      ({ table, row }) => table === 'revision' && row?.slug === 'run-the-ferry',
    )!;
    row!.document = within('/verdict/scheme', 7)(String(row!.document));
    rechained(lines);
  },
};

function setVisibility(lines: Line[], id: string, visibility: string): void {
  const row = rowOf(lines, 'tracker', { id });
  row.document = within('/visibility', visibility)(String(row.document));
}

function rowOf(lines: Line[], table: string, wanted: Row): Row {
  const [column, value] = Object.entries(wanted)[0]!;
  return lines.find((line) => line.table === table && line.row?.[column] === value)!.row!;
}

test('rows that do not fit each other are refused, and the pledge is named', async () => {
  await furnishRichly();
  const lines = linesOf(await takeBackup());
  await reset();
  for (const [what, change] of Object.entries(STANDING)) {
    const copy = structuredClone(lines);
    change(copy);
    const { errors } = await json<{ errors: { detail: string }[] }>(sendBackup(sealed(copy)), 422);
    expect([what, errors[0]?.detail]).toEqual([
      what,
      expect.stringMatching(new RegExp(`^pledge: .*${what}`)),
    ]);
  }
});

test('a token that somebody has put in lets nobody in', async () => {
  await furnishRichly();
  const lines = linesOf(await takeBackup());
  await reset();
  const at = lines.findIndex(({ table }) => table === 'token');
  const row = {
    ...lines[at]!.row,
    id: crypto.randomUUID(),
    name: 'Intruder',
    role: 'admin',
    revoked_at: null,
  };
  const hash = await sha256('pm_mine');
  for (const each of [row, { ...row, hash }]) {
    const answer = await sendBackup(sealed(lines.toSpliced(at, 0, { table: 'token', row: each })));
    expect(answer.status).toBe(201);
    const me = await fetchAsEditor('/me', { headers: { authorization: 'Bearer pm_mine' } });
    expect(me.status).toBe(401);
    await reset();
  }
});

test('a restore says which key it trusts, or that it trusts none, and the audit keeps the word', async () => {
  await furnishRichly();
  const backup = await takeBackup();
  const key = linesOf(backup)[0]!.backup!.key;
  await reset();
  for (const query of [
    '',
    '?key=',
    '?key=ed25519:short',
    `?key=${key.slice(0, -1)}B`,
    `?key=${key.slice(8)}`,
  ])
    expect(await json(sendBackup(backup, query), 400)).toMatchObject({ errors: [{ pointer: '/query/key' }] });
  const another = `?key=ed25519:${'A'.repeat(43)}`;
  expect(await json(sendBackup(backup, another), 422)).toMatchObject({
    errors: [{ line: 1, pointer: '/backup/key', detail: expect.stringContaining(key) }],
  });
  expect(await json(sendBackup(backupOfForm1, `?key=${key}`), 422)).toMatchObject({
    errors: [{ line: 1, pointer: '/backup/key', detail: expect.stringContaining('older than signatures') }],
  });
  await json(sendBackup(backup), 201);
  expect(await json(fetchAsEditor('/audit?act=restore'))).toMatchObject({
    audit: [{ detail: { key, trusted: 'none' } }],
  });
});

test('a backup of the first form is still read: its audit is chained from now on, and its tokens are ended', async () => {
  const told = await json<{ endedTokens: object[] }>(sendBackup(backupOfForm1), 201);
  expect(told).toMatchObject({ key: null, counts: { pledge: 9, revision: 12, audit: 35, token: 4 } });
  expect(told.endedTokens).toHaveLength(3);
  await untilPublished();
  expect(await badge('test-tracker/run-the-ferry')).toMatchObject({ verdict: { id: 'kept' } });
  const again = await takeBackup();
  const key = linesOf(again)[0]!.backup!.key;
  const hashes = await runInDurableObject(ledger(), (_, { storage: { sql } }) =>
    sql.exec('SELECT count(*) AS count FROM token WHERE hash IS NOT NULL').one(),
  );
  expect(hashes).toEqual({ count: 0 });
  await reset();
  await json(sendBackup(again, `?key=${key}`), 201);
});

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
