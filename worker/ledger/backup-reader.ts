// Reads a backup line by line into empty tables, and says of the first line that does not fit which field it is.
import { hashing } from '../digest.ts';
import { BACKED_UP, BACKUP_FORMAT, type BackedUp } from './backup.ts';
import { type Head, misfit, type RevisionRow } from './chain.ts';
import { MIGRATIONS } from './migrations.ts';

/** What a backup was of, and how many rows of each table it held. */
export type Restored = { at: string; installation: string; counts: Record<string, number> };

type Fault = { pointer: string; detail: string };
type Row = Record<string, SqlStorageValue>;
type Header = { format: number; schema: number; at: string; installation: string; heads: object };

/** Takes one line after the other; `restored` is there once the last one has been taken and all of it fits. */
export function backupReader(sql: SqlStorage) {
  const hash = hashing();
  const counts = Object.fromEntries(Object.keys(BACKED_UP).map((table) => [table, 0]));
  const heads = new Map<string, Head>();
  const tables = new Map(Object.keys(BACKED_UP).map((table) => [table, columnsOf(sql, table)]));
  let header: Header | undefined;
  let restored: Restored | undefined;

  function takeRow({ table, row }: { table: unknown; row: unknown }): Fault | null {
    const columns = tables.get(String(table));
    if (typeof table !== 'string' || !columns)
      return { pointer: '/table', detail: 'is not a table of a backup' };
    const fault = rowFault(columns, row);
    if (fault) return fault;
    const good = row as Row;
    if (table === 'revision') {
      const revision = good as RevisionRow;
      const column = misfit(revision, heads.get(revision.tracker));
      if (column) return { pointer: `/row/${column}`, detail: 'does not follow from the revision before it' };
      heads.set(revision.tracker, { sequence: revision.sequence, hash: revision.hash });
    }
    counts[table] = (counts[table] ?? 0) + 1;
    return insert(sql, table, good);
  }

  function takeEnd(end: unknown): Fault | null {
    if (record(end)?.sha256 !== hash.digest('hex'))
      return { pointer: '/end/sha256', detail: 'does not fit: the backup was changed since it was made' };
    const newest = Object.fromEntries([...heads].map(([tracker, head]) => [tracker, head.hash]));
    if (!header || JSON.stringify(header.heads) !== JSON.stringify(newest))
      return { pointer: '/backup/heads', detail: 'are not the newest hashes of the revisions' };
    restored = { at: header.at, installation: header.installation, counts };
    return null;
  }

  return {
    get restored() {
      return restored;
    },
    take(text: string): Fault | null {
      if (restored) return { pointer: '', detail: 'comes after the last line' };
      const line = parsed(text);
      if (!line) return { pointer: '', detail: 'is not a JSON object' };
      if ('end' in line) return takeEnd(line.end);
      hash.update(`${text}\n`);
      if (header) return takeRow({ table: line.table, row: line.row });
      header = record(line.backup) as Header | undefined;
      return headerFault(header);
    },
  };
}

function headerFault(header: Header | undefined): Fault | null {
  if (!header) return { pointer: '/backup', detail: 'is missing: this is not a backup' };
  if (header.format !== BACKUP_FORMAT)
    return { pointer: '/backup/format', detail: `is not ${BACKUP_FORMAT}, the only form that is read here` };
  if (!(header.schema <= MIGRATIONS.length))
    return { pointer: '/backup/schema', detail: 'is of a newer version of this software: deploy that first' };
  return null;
}

// One that may be null may be missing: it may have come after the backup.
function rowFault(columns: Column[], sent: unknown): Fault | null {
  const row = record(sent);
  if (!row) return { pointer: '/row', detail: 'is not an object' };
  const unknown = Object.keys(row).find((name) => !columns.some((column) => column.name === name));
  if (unknown !== undefined) return { pointer: `/row/${unknown}`, detail: 'is not a column of this table' };
  for (const { name, isInteger, isRequired, isJson } of columns) {
    const value = row[name] ?? null;
    const pointer = `/row/${name}`;
    if (value === null && isRequired) return { pointer, detail: 'is missing' };
    if (value === null) continue;
    if (isInteger && !Number.isSafeInteger(value)) return { pointer, detail: 'is not a whole number' };
    if (!isInteger && typeof value !== 'string') return { pointer, detail: 'is not text' };
    if (isJson && !holdsJson(String(value))) return { pointer, detail: 'is not JSON' };
  }
  return null;
}

type Column = { name: string; isInteger: boolean; isRequired: boolean; isJson: boolean };

const NOTHING: BackedUp = { columns: [], json: [], order: '' };

/** The columns of a table that a backup holds, as the table declares them. */
function columnsOf(sql: SqlStorage, table: string): Column[] {
  const { columns, json } = BACKED_UP[table] ?? NOTHING;
  const declared = sql.exec<{ name: string; type: string; required: number }>(
    'SELECT name, type, "notnull" OR pk > 0 AS required FROM pragma_table_info(?)',
    table,
  );
  return [...declared]
    .filter(({ name }) => columns.includes(name))
    .map(({ name, type, required }) => ({
      name,
      isInteger: type === 'INTEGER',
      isRequired: required === 1,
      isJson: json.includes(name),
    }));
}

function insert(sql: SqlStorage, table: string, row: Row): Fault | null {
  const names = Object.keys(row);
  try {
    sql.exec(
      `INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`,
      ...names.map((name) => row[name] ?? null),
    );
    return null;
  } catch {
    return {
      pointer: '/row',
      detail: 'does not fit its table: it is there twice, or refers to what is not there',
    };
  }
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(text));
  } catch {
    return undefined; // not JSON
  }
}

function holdsJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined;
  } catch {
    return false; // not JSON
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : undefined;
}
