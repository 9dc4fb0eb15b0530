// Where a backup waits while it is on its way out or in: as rows of bytes. A download lasts as long as the reader's
// line takes, and an object's memory is small, so neither may depend on the other.

/** A row of a Durable Object holds at most 2 MB. */
const MOST_PART_BYTES = 1024 * 1024;

/** Takes bytes in any portions, and keeps them as the parts of one backup. */
export function keepParts(sql: SqlStorage, backup: string) {
  let number = 0;
  const keep = (bytes: Uint8Array) => {
    sql.exec('INSERT INTO backup_part VALUES (?, ?, ?)', backup, number, bytes);
    number += 1;
  };
  let filled = 0;
  const part = new Uint8Array(MOST_PART_BYTES);
  return {
    add(bytes: Uint8Array): void {
      for (let from = 0; from < bytes.length; ) {
        const portion = bytes.subarray(from, from + MOST_PART_BYTES - filled);
        part.set(portion, filled);
        filled += portion.length;
        from += portion.length;
        if (filled === MOST_PART_BYTES) this.end();
      }
    },
    end(): void {
      if (filled > 0) keep(part.slice(0, filled));
      filled = 0;
    },
  };
}

/** One part of a backup, or null after the last. */
export function partOf(sql: SqlStorage, backup: string, number: number): Uint8Array | null {
  const [found] = sql.exec<{ bytes: ArrayBuffer }>(
    'SELECT bytes FROM backup_part WHERE backup = ? AND number = ?',
    backup,
    number,
  );
  return found ? new Uint8Array(found.bytes) : null;
}

/** Forgets a backup that has arrived, or every one: after a start nobody reads or sends any. */
export function dropParts(sql: SqlStorage, backup: string | null): void {
  sql.exec('DELETE FROM backup_part WHERE ?1 IS NULL OR backup = ?1', backup);
}
