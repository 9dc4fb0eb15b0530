import { BACKED_UP_TABLES } from './kept-tables.ts';

/** Whether nothing is there yet: a restore into anything else would mix two installations. */
export function isEmpty(sql: SqlStorage): boolean {
  return BACKED_UP_TABLES.every((table) => sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length === 0);
}
