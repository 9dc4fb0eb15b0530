// The backup: every table that an installation is built from, as NDJSON. What it holds is named here column by column,
// so that what is added to the Ledger gets into a backup only by somebody's decision.
import { hashing } from '../digest.ts';
import { dropParts, keepParts, partOf } from './backup-parts.ts';
import { MIGRATIONS } from './migrations.ts';
import { headsOf } from './trackers.ts';

/** The form of the lines. A reader that does not know it refuses. */
export const BACKUP_FORMAT = 1;

/**
 * A table's columns, those of them that hold JSON, and the order of its rows: what a row refers to comes before it.
 * `withheld` are columns that never leave the Ledger.
 */
export type BackedUp = { columns: string[]; json: string[]; order: string; withheld?: string[] };

export const BACKED_UP: Record<string, BackedUp> = {
  tracker: {
    columns: ['id', 'version', 'document', 'created_at', 'updated_at'],
    json: ['document'],
    order: 'id',
  },
  scheme: { columns: ['tracker', 'version', 'document'], json: ['document'], order: 'tracker, version' },
  pledge: {
    columns: [
      ...['id', 'tracker', 'slug', 'version', 'status', 'revision', 'moved_to', 'work', 'draft', 'owner'],
      'revised_version',
      ...['authors', 'publish_at', 'publish_by', 'publish_note', 'comment', 'imported_hash', 'checked_at'],
      ...['created_at', 'updated_at'],
    ],
    json: ['draft', 'authors'],
    order: 'moved_to IS NOT NULL, id',
  },
  alias: { columns: ['tracker', 'slug', 'pledge'], json: [], order: 'tracker, slug' },
  relation: { columns: ['pledge', 'target'], json: [], order: 'pledge, target' },
  trash: {
    columns: [
      ...['id', 'tracker', 'slug', 'aliases', 'version', 'work', 'draft', 'owner', 'authors', 'comment'],
      ...['created_at', 'trashed_at', 'trashed_by'],
    ],
    json: ['aliases', 'draft', 'authors'],
    order: 'id',
  },
  revision: {
    columns: [
      ...[
        'tracker',
        'sequence',
        'pledge',
        'slug',
        'number',
        'at',
        'kind',
        'note',
        'document',
        'document_hash',
      ],
      ...['previous', 'hash', 'editor', 'authors'],
    ],
    json: ['document', 'authors'],
    order: 'tracker, sequence',
  },
  audit: {
    columns: ['id', 'at', 'editor', 'act', 'tracker', 'slug', 'from_revision', 'to_revision', 'detail'],
    json: ['detail'],
    order: 'id',
  },
  // Without how a reader is reached: a backup is kept for years, and that for ninety days.
  suggestion: {
    columns: ['id', 'pledge', 'kind', 'text', 'url', 'at', 'state', 'reason', 'decided_at', 'decided_by'],
    json: [],
    order: 'id',
    withheld: ['contact'],
  },
  // With its hash, so that nobody loses their key by a restore: the desk takes secrets and never hashes, and of 256
  // random bits a hash gives nothing away.
  token: {
    columns: [
      ...['id', 'name', 'role', 'trackers', 'hash', 'email', 'created_at', 'created_by', 'expires_at'],
      ...['last_used_at', 'revoked_at'],
    ],
    json: ['trackers'],
    order: 'created_at, id',
  },
};

/** The tables that no backup holds, and why. */
export const NOT_BACKED_UP: Record<string, string> = {
  session: 'people sign in anew; it also holds a hash of ADMIN_TOKEN, which a person may have chosen',
  admin_token: 'is the hash of a secret that a person may have chosen',
  outbox: 'a restore queues everything',
  doubt: 'a write to KV on its way: a restore publishes everything anew',
  undo: 'is for an hour; who did what is in the audit',
  undo_pledge: 'is for an hour, as its act is',
  purge: 'is due within a minute',
  migration: 'the header says how many have run',
  backup_part: 'is the backup itself on its way',
};

/** About so many characters are put together before they are kept. */
const CHARACTERS_AT_ONCE = 256 * 1024;

/**
 * The Ledger as it is at this instant, as a stream. All of it is laid down as rows of bytes in one turn, in which no
 * act can come between, and the stream reads those: so it is one state however long the download takes and
 * whatever is done meanwhile, and only a megabyte of it is in memory at a time.
 */
export function backup(
  storage: DurableObjectStorage,
  header: { at: string; installation: string },
): ReadableStream<Uint8Array> {
  const { sql } = storage;
  const id = crypto.randomUUID();
  storage.transactionSync(() => laySnapshot(sql, id, header));
  let number = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const bytes = partOf(sql, id, number);
      number += 1;
      if (bytes) return controller.enqueue(bytes);
      dropParts(sql, id);
      controller.close();
    },
    cancel: () => dropParts(sql, id),
  });
}

function laySnapshot(sql: SqlStorage, id: string, header: { at: string; installation: string }): void {
  const parts = keepParts(sql, id);
  const encoder = new TextEncoder();
  const hash = hashing();
  let text = '';
  const flush = () => {
    hash.update(text);
    parts.add(encoder.encode(text));
    text = '';
  };
  const line = (value: unknown) => {
    text += `${JSON.stringify(value)}\n`;
    if (text.length > CHARACTERS_AT_ONCE) flush();
  };
  line({
    backup: { format: BACKUP_FORMAT, schema: MIGRATIONS.length, ...header, heads: headsOf(sql) },
  });
  const counts: Record<string, number> = {};
  for (const [table, { columns, order }] of Object.entries(BACKED_UP)) {
    counts[table] = 0;
    for (const row of sql.exec(`SELECT ${columns} FROM ${table} ORDER BY ${order}`)) {
      line({ table, row });
      counts[table] += 1;
    }
  }
  flush();
  line({ end: { counts, sha256: hash.digest('hex') } });
  parts.add(encoder.encode(text));
  parts.end();
}
