// What both Durable Objects do with their SQLite storage.
import type { Reason, Result } from './result.ts';

/** Statements, and between them what SQL alone cannot do. */
export type Migration = string | readonly (string | ((sql: SqlStorage) => void))[];

/** Brings the tables to the newest form, each step and its count in one transaction. */
export function migrate(storage: DurableObjectStorage, migrations: readonly Migration[]): void {
  const { sql } = storage;
  sql.exec(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, applied_at TEXT NOT NULL) STRICT',
  );
  const { applied } = sql.exec<{ applied: number }>('SELECT count(*) AS applied FROM migration').one();
  for (const [index, statements] of migrations.entries()) {
    if (index < applied) continue;
    storage.transactionSync(() => {
      for (const step of typeof statements === 'string' ? [statements] : statements) {
        if (typeof step === 'string') sql.exec(step);
        else step(sql);
      }
      sql.exec('INSERT INTO migration VALUES (?, ?)', index + 1, new Date().toISOString());
    });
  }
}

/** Runs an act in one transaction; what it has written is gone again where it refuses after all. */
export function allOrNothing<Answer extends Result<unknown, Reason>>(
  storage: DurableObjectStorage,
  act: () => Answer,
): Answer {
  let refused: Answer | undefined;
  try {
    return storage.transactionSync(() => {
      const result = act();
      if (result.ok) return result;
      refused = result;
      throw new Error('refused');
    });
  } catch (error) {
    if (refused) return refused;
    throw error;
  }
}
