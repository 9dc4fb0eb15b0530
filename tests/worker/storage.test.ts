// What must hold inside the Ledger: its tables, the chain of its revisions, and an audit that only grows.
import { evictDurableObject, reset, runInDurableObject } from 'cloudflare:test';
import canonicalize from 'canonicalize';
import { afterEach, expect, test } from 'vitest';
import { auditHash, type StoredAudit } from '../../worker/ledger/audit-chain.ts';
import { MIGRATIONS } from '../../worker/ledger/migrations.ts';
import { migrate } from '../../worker/storage.ts';
import { aPledge, aVerdict } from '../builders.ts';
import {
  type DeskRecord,
  fetchAsEditor,
  fetchAsReader,
  json,
  ledger,
  publish,
  publishOnePledge,
  save,
} from './client.ts';

afterEach(reset);

/** How many migrations have run where each row of the audit holds the hash of the one before. */
const FIRST_WITH_CHAINED_AUDIT = 7;

const PLEDGE = '/trackers/test-tracker/pledges/reopen-the-ferry';

test('the tables are these; when this fails, append a migration and update the snapshot', async () => {
  const tables = await runInDurableObject(ledger(), (_, { storage }) =>
    storage.sql
      .exec<{ sql: string }>(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'listing\\_words\\_%' ESCAPE '\\' ORDER BY name",
      )
      .toArray()
      .map(({ sql }) => sql.replace(/\s+/g, ' ')),
  );
  expect(tables).toMatchSnapshot();
});

test('every older form of the tables is brought to the newest with its rows in place', async () => {
  await runInDurableObject(ledger(), (_, { storage }) => {
    for (let from = 1; from <= MIGRATIONS.length; from += 1) {
      for (const { name } of tableNames(storage)) storage.sql.exec(`DROP TABLE ${name}`);
      migrate(storage, MIGRATIONS.slice(0, from));
      storage.sql.exec(
        "INSERT INTO tracker (id, version, document, created_at, updated_at) VALUES ('old', 1, '{}', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')",
      );
      storage.sql.exec(
        "INSERT INTO token (id, name, role, trackers, hash, created_at, created_by, expires_at) VALUES ('t', 'Wren', 'writer', '[\"old\"]', 'h', '2026-01-01T00:00:00Z', 'admin', '2027-01-01T00:00:00Z')",
      );
      storage.sql.exec(
        "INSERT INTO session (hash, token, created_at, expires_at) VALUES ('s', 't', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')",
      );
      if (from < FIRST_WITH_CHAINED_AUDIT)
        for (const act of ['create tracker', 'publish'])
          storage.sql.exec(
            "INSERT INTO audit (at, editor, act) VALUES ('2026-01-01T00:00:00Z', 'admin', ?)",
            act,
          );
      migrate(storage, MIGRATIONS);
      const audit = storage.sql.exec<StoredAudit>('SELECT * FROM audit ORDER BY id').toArray();
      expect(audit).toHaveLength(from < FIRST_WITH_CHAINED_AUDIT ? 2 : 0);
      for (const [index, row] of audit.entries()) {
        expect(row.previous).toBe(audit[index - 1]?.hash ?? null);
        expect(row.hash).toBe(auditHash(row));
      }
      if (audit.length > 0)
        expect(() => storage.sql.exec("UPDATE audit SET editor = 'x'")).toThrow('append-only');
      expect(storage.sql.exec('SELECT id, version FROM tracker').toArray()).toEqual([
        { id: 'old', version: 1 },
      ]);
      expect(
        storage.sql
          .exec(
            'SELECT name, role, trackers, token.hash, created_by, token.expires_at AS until, session.hash AS session FROM token JOIN session ON session.token = token.id',
          )
          .toArray(),
      ).toEqual([
        {
          name: 'Wren',
          role: 'writer',
          trackers: '["old"]',
          hash: 'h',
          created_by: 'admin',
          until: '2027-01-01T00:00:00Z',
          session: 's',
        },
      ]);
      storage.sql.exec("UPDATE token SET role = 'reader'");
      expect(() => storage.sql.exec("UPDATE token SET role = 'owner'")).toThrow('CHECK');
      expect(storage.sql.exec('SELECT number FROM migration').toArray()).toHaveLength(MIGRATIONS.length);
    }
  });
});

test('drafts, revisions and versions survive an eviction', async () => {
  const published = await publishOnePledge();
  await json(save(published.version, aPledge({ title: 'Not published yet' })));
  const before = await json(fetchAsEditor(PLEDGE));
  await evictDurableObject(ledger());
  expect(await json(fetchAsEditor(PLEDGE))).toEqual(before);
});

test('each revision holds the hash of the one before, and a reader can check the chain from the public history', async () => {
  await publishOnePledge();
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  await json<DeskRecord>(publish(3, 'The ferry runs again.'));
  const { revisions } = await json<{ revisions: { hash: string; previous: string | null; by: string }[] }>(
    fetchAsEditor(`${PLEDGE}/revisions`),
  );
  expect(revisions).toHaveLength(2);
  expect(revisions[0]?.previous).toBeNull();
  expect(revisions[1]?.previous).toBe(revisions[0]?.hash);
  for (const { hash, by, ...record } of revisions) expect(await sha256(canonicalize(record))).toBe(hash);

  await expect
    .poll(async () => (await json<{ revision?: number }>(fetchAsReader(`/api/v1${PLEDGE}`))).revision)
    .toBe(2);
  const document = await json<{ history: { hash: string; documentHash: string }[]; hash: string }>(
    fetchAsReader(`/api/v1${PLEDGE}`),
  );
  expect(document.hash).toBe(revisions[1]?.hash);
  const tracker = await json<{ head: string }>(fetchAsReader('/api/v1/trackers/test-tracker'));
  await expect.poll(async () => tracker.head).toBe(revisions[1]?.hash);
  const { published } = await json<{ published: unknown }>(fetchAsEditor(PLEDGE));
  expect(await sha256(canonicalize(published))).toBe(document.history[1]?.documentHash);
});

test('the audit tells every act with who and which revisions, and refuses to be changed or deleted', async () => {
  await publishOnePledge();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    const rows = sql
      .exec('SELECT editor, act, slug, from_revision, to_revision FROM audit ORDER BY id')
      .toArray();
    expect(rows).toEqual([
      { editor: 'admin', act: 'create tracker', slug: null, from_revision: null, to_revision: null },
      { editor: 'admin', act: 'create', slug: 'reopen-the-ferry', from_revision: null, to_revision: null },
      { editor: 'admin', act: 'publish', slug: 'reopen-the-ferry', from_revision: null, to_revision: 1 },
    ]);
    expect(() => sql.exec("UPDATE audit SET editor = 'nobody'")).toThrow('append-only');
    expect(() => sql.exec('DELETE FROM audit')).toThrow('append-only');
  });
});

test('an act that fails in its middle leaves nothing behind', async () => {
  await publishOnePledge();
  const before = await json(fetchAsEditor(PLEDGE));
  const count = () =>
    runInDurableObject(ledger(), (_, { storage: { sql } }) =>
      sql
        .exec('SELECT (SELECT count(*) FROM revision) AS revisions, (SELECT count(*) FROM outbox) AS waiting')
        .one(),
    );
  await json(save(2, aPledge({ verdict: aVerdict({ id: 'kept' }) })));
  const counts = await count();
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => {
    sql.exec(
      "CREATE TRIGGER broken BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'the disk is full'); END",
    );
  });
  await json(publish(3, 'The ferry runs again.'), 500);
  await runInDurableObject(ledger(), (_, { storage: { sql } }) => sql.exec('DROP TRIGGER broken'));
  expect(await count()).toEqual(counts);
  expect(await json(fetchAsEditor(PLEDGE))).toMatchObject({ version: 3, published: before.published });
});

function tableNames({ sql }: DurableObjectStorage): { name: string }[] {
  // Children before their parents, so that no reference dangles. What a search keeps for itself goes with its table.
  return sql
    .exec<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'listing\\_words\\_%' ESCAPE '\\' ORDER BY rowid DESC",
    )
    .toArray();
}

async function sha256(text: string | undefined): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
