// The Ledger's own code on Node's SQLite, in this process, which can read its own CPU time. What a Durable Object's storage
// gives the code is little: statements, transactions, and no more.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { MIGRATIONS } from '../../worker/ledger/migrations.ts';
import { migrate } from '../../worker/storage.ts';

/** A storage as the Ledger's code takes it. */
export type LedgerStorage = Parameters<typeof migrate>[0];

/** One on a file, or in memory. */
export function storageOf(file = ':memory:'): LedgerStorage & { close(): void } {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA foreign_keys = ON');
  const statements = new Map<string, StatementSync>();
  let depth = 0;
  const sql = {
    exec(query: string, ...values: SQLInputValue[]) {
      // A migration is many statements, and says nothing.
      if (values.length === 0 && !/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/i.test(query)) {
        database.exec(query);
        return cursorOf([], 0);
      }
      let statement = statements.get(query);
      if (!statement) {
        statement = database.prepare(query);
        statements.set(query, statement);
      }
      if (/^\s*(SELECT|WITH)|RETURNING/i.test(query)) return cursorOf(statement.all(...values), 0);
      return cursorOf([], Number(statement.run(...values).changes));
    },
  };
  const storage = {
    sql,
    transactionSync<Value>(work: () => Value): Value {
      const name = `at_${depth}`;
      database.exec(`SAVEPOINT ${name}`);
      depth += 1;
      try {
        const value = work();
        database.exec(`RELEASE ${name}`);
        return value;
      } catch (error) {
        database.exec(`ROLLBACK TO ${name}; RELEASE ${name}`);
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => database.close(),
  } as unknown as LedgerStorage & { close(): void };
  migrate(storage, MIGRATIONS);
  return storage;
}

function cursorOf(rows: unknown[], rowsWritten: number) {
  return {
    rowsWritten,
    toArray: () => rows,
    one() {
      if (rows.length !== 1) throw new Error(`One row was expected, and there were ${rows.length}.`);
      return rows[0];
    },
    [Symbol.iterator]: () => rows[Symbol.iterator](),
  };
}
