// The backup: every table that an installation is built from, as NDJSON, with a signature over all of it.
import { hashing } from '../digest.ts';
import { auditHead } from './audit-chain.ts';
import { backupKey, signBackup } from './backup-key.ts';
import { keepParts, partOf } from './backup-parts.ts';
import { BACKED_UP, columnsOf } from './backup-tables.ts';
import { MIGRATIONS } from './migrations.ts';
import { headsOf } from './trackers.ts';

/** The form of the lines. A reader that does not know it refuses. */
export const BACKUP_FORMAT = 2;

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
  const dropParts = () => {
    sql.exec('DELETE FROM backup_part WHERE backup = ?', id);
  };
  let number = 0;
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const bytes = partOf(sql, id, number);
      number += 1;
      if (bytes) return controller.enqueue(bytes);
      dropParts();
      controller.close();
    },
    cancel: dropParts,
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
  const key = backupKey(sql);
  line({ backup: { format: BACKUP_FORMAT, schema: MIGRATIONS.length, ...header, key, heads: headsOf(sql) } });
  const counts: Record<string, number> = {};
  for (const [table, backedUp] of Object.entries(BACKED_UP)) {
    counts[table] = 0;
    for (const row of sql.exec(`SELECT ${columnsOf(backedUp)} FROM ${table} ORDER BY ${backedUp.order}`)) {
      line({ table, row });
      counts[table] += 1;
    }
  }
  flush();
  // Twice, because a hash that has been told takes in no more.
  const sealed = hash.copy();
  const end = `${JSON.stringify({ end: { counts, sha256: hash.digest('hex'), audit: auditHead(sql)?.hash ?? null } })}\n`;
  const signature = signBackup(sql, sealed.update(end).digest('hex'));
  parts.add(encoder.encode(`${end}${JSON.stringify({ signature })}\n`));
  parts.end();
}
