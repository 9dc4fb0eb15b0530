// Takes out of the database's file what backups leave in it: the parts of one that was sent, and the copies for one that somebody
// downloaded.
import { migrate } from '../storage.ts';
import { isEmpty } from './is-empty.ts';
import { NOT_BACKED_UP } from './kept-tables.ts';
import { MIGRATIONS } from './migrations.ts';

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
  migrate(storage, MIGRATIONS);
  for (const [table, rows] of kept)
    for (const row of rows) {
      const names = Object.keys(row);
      const marks = names.map(() => '?');
      sql.exec(`INSERT INTO ${table} (${names}) VALUES (${marks})`, ...Object.values(row));
    }
  await deleted;
}

/** Takes away the copies of downloads that nobody reads any more: a start ends all of them. */
export function dropAllCopies(sql: SqlStorage): void {
  sql.exec('DELETE FROM backup_row');
}
