import type { Editor } from '../roles.ts';
import type { Result } from './result.ts';

/** The frame of one editorial act: its transaction's tables, who acts, and the instant that all of it bears. */
export type Act = { sql: SqlStorage; editor: Pick<Editor, 'name' | 'role'>; at: string };

/** Which pledge: its tracker's id and its slug, or one of its aliases. */
export type PledgeName = { tracker: string; slug: string };

type AuditEntry = {
  act: string;
  tracker?: string;
  slug?: string;
  fromRevision?: number | null;
  toRevision?: number | null;
  detail?: Record<string, unknown>;
};

/** Writes the audit row of an act, inside the act's own transaction. */
export function audit({ sql, editor, at }: Act, entry: AuditEntry): void {
  sql.exec(
    `INSERT INTO audit (at, editor, act, tracker, slug, from_revision, to_revision, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    at,
    editor.name,
    entry.act,
    entry.tracker ?? null,
    entry.slug ?? null,
    entry.fromRevision ?? null,
    entry.toRevision ?? null,
    entry.detail ? JSON.stringify(entry.detail) : null,
  );
}

/** Runs an act in one transaction; what it has written is gone again where it refuses after all. */
export function allOrNothing<Value>(storage: DurableObjectStorage, act: () => Result<Value>): Result<Value> {
  let refused: Result<Value> | undefined;
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
