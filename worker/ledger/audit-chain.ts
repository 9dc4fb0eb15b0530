// The audit is chained as revisions are: each row holds the hash of the one before it.
import { sha256 } from '../digest.ts';
import { canonical } from './chain.ts';

/** A row of the audit, by its columns. */
export type StoredAudit = {
  id: number;
  at: string;
  editor: string;
  act: string;
  tracker: string | null;
  slug: string | null;
  from_revision: number | null;
  to_revision: number | null;
  detail: string | null;
  previous: string | null;
  hash: string;
};

/** The newest row of the chain; null before the first. */
export function auditHead(sql: SqlStorage): { id: number; hash: string } | null {
  const [head] = sql.exec<{ id: number; hash: string }>(
    'SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1',
  );
  return head ?? null;
}

/**
 * The hash of a row: SHA-256 of the RFC 8785 form of its columns but `hash`. A column that is null is left out, so that
 * one which is added later changes no hash of before.
 */
export function auditHash(row: Omit<StoredAudit, 'hash'> & { hash?: string }): string {
  const held = Object.entries(row).filter(([column, value]) => column !== 'hash' && value !== null);
  return sha256(canonical(Object.fromEntries(held)));
}

/** Chains the rows that were written before there was a chain, oldest first. */
export function chainAudit(sql: SqlStorage): void {
  let previous: string | null = null;
  for (const { id } of sql.exec<{ id: number }>('SELECT id FROM audit ORDER BY id').toArray()) {
    const row = sql.exec<StoredAudit>('SELECT * FROM audit WHERE id = ?', id).one();
    const hash = auditHash({ ...row, previous });
    sql.exec('UPDATE audit SET previous = ?, hash = ? WHERE id = ?', previous, hash, id);
    previous = hash;
  }
}
