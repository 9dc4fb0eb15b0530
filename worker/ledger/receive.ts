// Takes in a backup as it is sent, and takes what was refused out of the database's file again.
import { withinTime } from '../within-time.ts';
import { backupGate } from './backup-gate.ts';
import { keepParts } from './backup-parts.ts';
import { NOT_BACKED_UP } from './backup-tables.ts';
import { migrate } from './migrations.ts';
import { isEmpty } from './restore.ts';
import { done, invalid, type Result, refused } from './result.ts';

/** What is on its way in: its bytes unzipped, how many have arrived as they were sent, and how to let the rest pass. */
export type Sent = ReturnType<typeof opened>;

/** Opens what is sent. To end its bytes early leaves the rest where it is: `letPass` takes it in, for nobody. */
export function opened(body: ReadableStream<Uint8Array>, isZipped: boolean) {
  const reader = body.getReader();
  let count = 0;
  const counted = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) return controller.close();
      count += value.length;
      controller.enqueue(value);
    },
  });
  return {
    bytes: isZipped ? counted.pipeThrough(new DecompressionStream('gzip')) : counted,
    arrived: () => count,
    /** Whoever sends reads the answer only once they have sent everything; one who is slow is cut off. */
    async letPass(): Promise<void> {
      const end = Date.now() + LET_PASS_MS;
      const passed = (async () => {
        while (Date.now() < end) if ((await reader.read()).done) return;
      })();
      try {
        await withinTime(passed, LET_PASS_MS);
      } catch {
        // The sender is slow, or gone: the connection ends with the answer.
      }
    },
  };
}

/** As long as a backup of a hundred megabytes takes on a line that carries ten in a second. */
const LET_PASS_MS = 10_000;

/**
 * Keeps what is sent until all of it is there: the Ledger goes on answering meanwhile, and the rows are then read in
 * one turn. Refuses what its first lines, or its size, show to be no backup, and where there is something already.
 * `trusted` is whose signature it has to bear, or `none`.
 */
export async function receive(
  sql: SqlStorage,
  backup: string,
  { bytes, arrived }: Sent,
  trusted: string,
): Promise<Result<null>> {
  if (!isEmpty(sql)) return refused({ reason: 'in-use' });
  const parts = keepParts(sql, backup);
  const gate = backupGate(trusted);
  try {
    for await (const portion of bytes) {
      const fault = gate(portion, arrived());
      if (fault) return refused({ reason: 'invalid', errors: [fault] });
      parts.add(portion);
    }
  } catch {
    // The sender went away, or what was sent as gzip is none: either way there is no whole backup.
    return invalid('', 'broke off on its way, or is not whole gzip');
  }
  parts.end();
  return done(null);
}

/**
 * Forgets the parts of a backup. Deleted rows leave their pages in the file, and `VACUUM` is refused in a Durable Object. So
 * where nothing else is kept, the whole database is made anew, and gets back the few rows that no backup brings.
 */
export async function forget(storage: DurableObjectStorage, backup: string | null): Promise<void> {
  const { sql } = storage;
  if (sql.exec('SELECT 1 FROM backup_part LIMIT 1').toArray().length === 0) return;
  sql.exec('DELETE FROM backup_part WHERE ?1 IS NULL OR backup = ?1', backup);
  const isAlone = sql.exec('SELECT 1 FROM backup_part LIMIT 1').toArray().length === 0;
  if (!isAlone || !isEmpty(sql)) return;
  const kept = Object.keys(NOT_BACKED_UP)
    .filter((table) => table !== 'migration' && table !== 'backup_part')
    .map((table) => [table, sql.exec(`SELECT * FROM ${table}`).toArray()] as const);
  // Its effect is at once: nothing comes between it and the tables' return.
  const deleted = storage.deleteAll();
  migrate(storage);
  for (const [table, rows] of kept)
    for (const row of rows) {
      const names = Object.keys(row);
      const marks = names.map(() => '?');
      sql.exec(`INSERT INTO ${table} (${names}) VALUES (${marks})`, ...Object.values(row));
    }
  await deleted;
}
