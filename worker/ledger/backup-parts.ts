// Where a backup waits while it is on its way in: as rows of bytes. A download lasts as long as the reader's
// line takes, and an object's memory is small, so neither may depend on the other.
import { hashing } from '../digest.ts';

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

function* partsOf(sql: SqlStorage, backup: string): Generator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const bytes = partOf(sql, backup, number);
    if (!bytes) return;
    yield bytes;
  }
}

/** The lines of a kept backup; null, and none after it, for one that cannot be read. */
export function* lines(sql: SqlStorage, backup: string): Generator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for (const bytes of partsOf(sql, backup)) {
    try {
      rest += decoder.decode(bytes, { stream: true });
    } catch {
      return yield null; // not UTF-8
    }
    const whole = rest.split('\n');
    rest = whole.pop() ?? '';
    yield* whole;
  }
  if (rest !== '') yield rest;
}

/** The last line of a signed backup, with the 64 bytes of Ed25519 as base64url. */
const SIGNATURE_LINE = /^\{"signature":"([\w-]{85}[AQgw])"\}\n$/;
const SIGNATURE_LINE_BYTES = '{"signature":""}\n'.length + 86;

/** A backup's signature and the hash of every byte before its line; null where it does not end with one. */
export function signedParts(sql: SqlStorage, backup: string): { signature: string; hash: string } | null {
  const { size } = sql
    .exec<{ size: number | null }>(
      'SELECT sum(length(bytes)) AS size FROM backup_part WHERE backup = ?',
      backup,
    )
    .one();
  let left = (size ?? 0) - SIGNATURE_LINE_BYTES;
  const hash = hashing();
  let last = '';
  for (const bytes of partsOf(sql, backup)) {
    const signed = bytes.subarray(0, Math.max(0, left));
    hash.update(signed);
    last += String.fromCharCode(...bytes.subarray(signed.length));
    left -= signed.length;
  }
  const [, signature] = SIGNATURE_LINE.exec(last) ?? [];
  return signature === undefined ? null : { signature, hash: hash.digest('hex') };
}
