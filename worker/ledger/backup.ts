// The backup: every table that an installation is built from, as NDJSON, with a signature over all of it.
import { hashing } from '../digest.ts';
import { backupKey, signBackup } from './backup-key.ts';
import { dropCopies, laySnapshot, refuseRedacted, rowsOf, type Snapshot } from './backup-snapshot.ts';
import { BACKED_UP } from './backup-tables.ts';
import { MIGRATIONS } from './migrations.ts';
import { headsOf } from './trackers.ts';

/** The form of the lines. A reader that does not know it refuses. */
export const BACKUP_FORMAT = 2;

/** About so many characters are sent at a time, between which others are answered. */
const CHARACTERS_AT_ONCE = 256 * 1024;

/**
 * The Ledger as it is at this instant, as a stream: one state however long the download takes and whatever is done
 * meanwhile. It breaks off when something is redacted while it is read, for it would hold the text. `sent` is called when
 * all of it is on its way.
 */
export function backup(
  storage: DurableObjectStorage,
  header: { at: string; installation: string },
  sent: () => void,
): ReadableStream<Uint8Array> {
  const { sql } = storage;
  const snapshot = storage.transactionSync(() => laySnapshot(sql));
  const first = { format: BACKUP_FORMAT, schema: MIGRATIONS.length, ...header };
  const texts = backupTexts(sql, snapshot, { ...first, key: backupKey(sql), heads: headsOf(sql) });
  const encoder = new TextEncoder();
  const drop = () => dropCopies(sql, snapshot);
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      try {
        const { done, value } = texts.next();
        if (!done) return controller.enqueue(encoder.encode(value));
        drop();
        sent();
        controller.close();
      } catch (error) {
        drop();
        controller.error(error);
      }
    },
    cancel: drop,
  });
}

function* backupTexts(sql: SqlStorage, snapshot: Snapshot, backup: object): Generator<string> {
  const hash = hashing();
  const counts: Record<string, number> = {};
  let text = `${JSON.stringify({ backup })}\n`;
  refuseRedacted(sql, snapshot);
  for (const table of Object.keys(BACKED_UP)) {
    counts[table] = 0;
    for (const row of rowsOf(sql, snapshot, table)) {
      text += `${JSON.stringify({ table, row })}\n`;
      counts[table] += 1;
      if (text.length <= CHARACTERS_AT_ONCE) continue;
      hash.update(text);
      yield text;
      refuseRedacted(sql, snapshot);
      text = '';
    }
  }
  hash.update(text);
  // Twice, because a hash that has been told takes in no more.
  const sealed = hash.copy();
  const end = `${JSON.stringify({ end: { counts, sha256: hash.digest('hex'), audit: snapshot.audit?.hash ?? null } })}\n`;
  const signature = signBackup(sql, sealed.update(end).digest('hex'));
  yield `${text}${end}${JSON.stringify({ signature })}\n`;
}
