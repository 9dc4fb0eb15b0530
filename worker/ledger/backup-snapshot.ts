// One state of the Ledger that stays readable while others go on. What can change is copied, in one turn and inside SQLite,
// where 70,000 pledges take a fraction of a second; revisions and the audit are most of a database, and only grow, so these
// are read where they are, as far as they went.
import { auditHead } from './audit-chain.ts';
import { BACKED_UP, columnsOf } from './backup-tables.ts';

/** A state of every table of a backup. */
export type Snapshot = {
  audit: { id: number; hash: string } | null;
  /** The newest revision, by SQLite's own number of its row. */
  revision: number;
  /** Of each copied table the first and the last row of its copy. */
  copies: Map<string, { first: number; last: number }>;
};

type Row = Record<string, SqlStorageValue>;

/** The tables of a backup that only grow, and by what they are read in their order. */
const GROWING = new Map([
  ['revision', 'tracker, sequence'],
  ['audit', 'id'],
]);

/** As many columns as a row of a copy has. */
export const COPIED_COLUMNS = 60;

const ROWS_AT_ONCE = 50;

/** Notes how far the tables go, and copies those that can change. */
export function laySnapshot(sql: SqlStorage): Snapshot {
  const copies: Snapshot['copies'] = new Map();
  for (const [table, backedUp] of Object.entries(BACKED_UP)) {
    if (GROWING.has(table)) continue;
    const columns = columnsOf(backedUp);
    const before = lastCopy(sql);
    sql.exec(
      `INSERT INTO backup_row (${copied(columns)}) SELECT ${columns} FROM ${table} ORDER BY ${backedUp.order}`,
    );
    copies.set(table, { first: before + 1, last: lastCopy(sql) });
  }
  const { revision } = sql
    .exec<{ revision: number | null }>('SELECT max(rowid) AS revision FROM revision')
    .one();
  return { audit: auditHead(sql), revision: revision ?? 0, copies };
}

function lastCopy(sql: SqlStorage): number {
  return sql.exec<{ id: number | null }>('SELECT max(id) AS id FROM backup_row').one().id ?? 0;
}

function copied(columns: readonly string[]): string[] {
  return columns.map((_, index) => `c${index}`);
}

/** Takes the copies away. */
export function dropCopies(sql: SqlStorage, { copies }: Snapshot): void {
  for (const { first, last } of copies.values())
    sql.exec('DELETE FROM backup_row WHERE id BETWEEN ? AND ?', first, last);
}

/** The rows of a table in their order, as they were. Others may act between any two. */
export function* rowsOf(sql: SqlStorage, snapshot: Snapshot, table: string): Generator<Row> {
  const backedUp = BACKED_UP[table];
  if (!backedUp) return;
  const columns = columnsOf(backedUp);
  const copy = snapshot.copies.get(table);
  if (copy) return yield* copiedRows(sql, columns, copy);
  yield* grownRows(sql, snapshot, table, columns);
}

function* copiedRows(
  sql: SqlStorage,
  columns: readonly string[],
  { first, last }: { first: number; last: number },
): Generator<Row> {
  const named = copied(columns).map((column, index) => `${column} AS ${columns[index]}`);
  for (let from = first; from <= last; from += ROWS_AT_ONCE)
    yield* sql
      .exec<Row>(
        // Not by "id": a copy's own column goes by that name here, and what a row refers to would no longer come before it.
        `SELECT ${named} FROM backup_row WHERE id BETWEEN ? AND ? ORDER BY backup_row.id`,
        from,
        Math.min(last, from + ROWS_AT_ONCE - 1),
      )
      .toArray();
}

function* grownRows(
  sql: SqlStorage,
  snapshot: Snapshot,
  table: string,
  columns: readonly string[],
): Generator<Row> {
  const order = GROWING.get(table) ?? '';
  const names = order.split(', ');
  const newest = table === 'audit' ? (snapshot.audit?.id ?? 0) : snapshot.revision;
  let after: SqlStorageValue[] = names.map((name) => (name === 'tracker' ? '' : 0));
  for (;;) {
    const rows = sql
      .exec<Row>(
        `SELECT ${columns} FROM ${table} WHERE (${order}) > (${names.map(() => '?')}) AND rowid <= ?
         ORDER BY ${order} LIMIT ${ROWS_AT_ONCE}`,
        ...after,
        newest,
      )
      .toArray();
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = names.map((name) => last[name] ?? null);
  }
}

/**
 * Throws if something was redacted since: what was sent already may hold what is now taken out, and what was not has lost what the
 * copies tell of.
 */
export function refuseRedacted(sql: SqlStorage, { audit }: Snapshot): void {
  const redacted = sql.exec("SELECT 1 FROM audit WHERE act = 'redact' AND id > ? LIMIT 1", audit?.id ?? 0);
  if (redacted.toArray().length > 0)
    throw new Error('Something was redacted meanwhile: take the backup anew.');
}
