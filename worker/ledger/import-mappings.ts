// The mappings by which sheets were imported, kept with their tracker for the next time.
import type { MappedImport } from '../../data/import-mapping.ts';
import type { KeptMappings } from '../../data/import-report.ts';
import { sha256 } from '../digest.ts';
import type { Act } from './act.ts';

/** As many are kept of a tracker, the last of each header. */
const MOST_KEPT = 5;

/** Keeps the mapping of a sheet in the place of the one before for the same columns. */
export function keepMapping(
  { sql, at, editor }: Act,
  tracker: string,
  { header, mapping }: MappedImport,
): void {
  sql.exec(
    'INSERT OR REPLACE INTO import_mapping (tracker, header_hash, header, mapping, at, editor) VALUES (?, ?, ?, ?, ?, ?)',
    tracker,
    sha256(JSON.stringify(header)),
    JSON.stringify(header),
    JSON.stringify(mapping),
    at,
    editor.name,
  );
  sql.exec(
    `DELETE FROM import_mapping WHERE tracker = ?1 AND header_hash NOT IN
       (SELECT header_hash FROM import_mapping WHERE tracker = ?1 ORDER BY at DESC, header_hash LIMIT ?2)`,
    tracker,
    MOST_KEPT,
  );
}

/** The mappings of a tracker, the last first. */
export function keptMappings(sql: SqlStorage, tracker: string): KeptMappings {
  const rows = sql.exec<{ at: string; editor: string; header: string; mapping: string }>(
    'SELECT at, editor, header, mapping FROM import_mapping WHERE tracker = ? ORDER BY at DESC, header_hash',
    tracker,
  );
  return {
    mappings: [...rows].map(({ at, editor, header, mapping }) => ({
      at,
      by: editor,
      header: JSON.parse(header),
      mapping: JSON.parse(mapping),
    })),
  };
}
