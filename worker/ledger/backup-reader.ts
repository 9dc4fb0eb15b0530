// Reads a backup line by line into empty tables, and says of the first line that does not fit which fields they are.
import type { FieldError } from '../../data/field-error.ts';
import { hashing } from '../digest.ts';
import { fieldErrors } from '../field-error.ts';
import { auditHash, type StoredAudit } from './audit-chain.ts';
import { backupHeader, type Header } from './backup-header.ts';
import { BACKED_UP } from './backup-tables.ts';
import { type Head, misfit, type RevisionRow } from './chain.ts';

/** What a backup was of, by which key it says it was signed, and how many rows of each table it held. */
export type Contents = {
  at: string;
  installation: string;
  key: string | null;
  counts: Record<string, number>;
};

type Row = Record<string, SqlStorageValue>;

/** Takes one line after the other; `contents` are there once the last one has been taken and all of it fits. */
export function backupReader(sql: SqlStorage) {
  const hash = hashing();
  const counts = Object.fromEntries(Object.keys(BACKED_UP).map((table) => [table, 0]));
  const heads = new Map<string, Head>();
  let auditHead: string | null = null;
  let header: Header | undefined;
  let hasEnded = false;
  let contents: Contents | undefined;

  function takeRow({ table, row, ...more }: Record<string, unknown>): FieldError[] {
    const backedUp = typeof table === 'string' && Object.hasOwn(BACKED_UP, table) ? BACKED_UP[table] : null;
    if (typeof table !== 'string' || !backedUp) return fault('/table', 'is not a table of a backup');
    if (Object.keys(more).length > 0) return fault(`/${Object.keys(more)[0]}`, 'is not a field here');
    const sent = record(row);
    if (!sent) return fault('/row', 'is not an object');
    for (const column of backedUp.ignored ?? []) delete sent[column];
    const checked = backedUp.row.safeParse(sent);
    if (!checked.success) return fieldErrors(checked.error, '/row');
    const good = checked.data as Row;
    const column = table === 'revision' ? unchained(good as RevisionRow) : null;
    if (column) return fault(`/row/${column}`, 'does not follow from the revision before it');
    if (table === 'audit') {
      const misfit = chainAudit(good as StoredAudit);
      if (misfit) return fault(`/row/${misfit}`, 'does not follow from the row before it');
    }
    counts[table] = (counts[table] ?? 0) + 1;
    return insert(sql, table, good);
  }

  function unchained(row: RevisionRow): string | null {
    const column = misfit(row, heads.get(row.tracker));
    heads.set(row.tracker, { sequence: row.sequence, hash: row.hash });
    return column;
  }

  // What was written before there was a chain is chained now: it shows what is changed from here on.
  function chainAudit(row: StoredAudit): string | null {
    if (header?.format === 1) row.previous = auditHead;
    const hash = auditHash(row);
    if (header?.format === 1) row.hash = hash;
    if (row.previous !== auditHead) return 'previous';
    auditHead = row.hash;
    return row.hash === hash ? null : 'hash';
  }

  function takeEnd(sent: unknown): FieldError[] {
    const end = record(sent);
    hasEnded = true;
    if (end?.sha256 !== hash.digest('hex'))
      return fault('/end/sha256', 'does not fit: the backup was changed since it was made');
    const counted = record(end.counts) ?? {};
    // An older backup counts no rows of a table that came later.
    const table = Object.keys({ ...counts, ...counted }).find(
      (each) => (counted[each] ?? 0) !== (counts[each] ?? 0),
    );
    if (table !== undefined) return fault(`/end/counts/${table}`, 'is not how many rows there are');
    if (header?.format !== 1 && end.audit !== auditHead)
      return fault('/end/audit', 'is not the newest hash of the audit');
    const newest = Object.fromEntries([...heads].map(([tracker, head]) => [tracker, head.hash]));
    if (!header || JSON.stringify(header.heads) !== JSON.stringify(newest))
      return fault('/backup/heads', 'are not the newest hashes of the revisions');
    return header.format === 1 ? takeLast(header) : [];
  }

  function takeLast({ at, installation, key }: Header): FieldError[] {
    contents = { at, installation, key: key ?? null, counts };
    return [];
  }

  return {
    get contents() {
      return contents;
    },
    take(text: string): FieldError[] {
      if (contents) return fault('', 'comes after the last line');
      const line = parsedLine(text);
      if (!line) return fault('', 'is not a JSON object');
      if (header && hasEnded)
        return 'signature' in line ? takeLast(header) : fault('/signature', 'is missing after the end');
      if ('end' in line) return takeEnd(line.end);
      hash.update(`${text}\n`);
      if (header) return takeRow(line);
      const first = backupHeader(line);
      if (!first.ok) return first.errors;
      header = first.value;
      return [];
    },
  };
}

function insert(sql: SqlStorage, table: string, row: Row): FieldError[] {
  const names = Object.keys(row);
  try {
    sql.exec(
      `INSERT INTO ${table} (${names}) VALUES (${names.map(() => '?')})`,
      ...names.map((name) => row[name] ?? null),
    );
    return [];
  } catch {
    return fault('/row', 'does not fit its table: it is there twice, or refers to what is not there');
  }
}

function fault(pointer: string, detail: string): FieldError[] {
  return [{ pointer, detail }];
}

/** A line as the object that it is; undefined where it is none. */
export function parsedLine(text: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(text));
  } catch {
    return undefined; // not JSON
  }
}

function record(value: unknown): Record<string, unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as Record<string, unknown>) : undefined;
}
