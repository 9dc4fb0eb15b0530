import { barrier, type Editor, type Route } from '../../data/roles.ts';
import { done, type Result, refused } from '../result.ts';
import { auditHash, auditHead } from './audit-chain.ts';
import { type Credential, findHolder, type Registry } from './credentials.ts';

/** Who asks the Ledger for something: what they are known by, and the route of the desk that they use. */
export type By = { credential: Credential; route: Route };

declare const permitted: unique symbol;

/**
 * The frame of one editorial act: its transaction's tables, who acts, and the instant that all of it bears. Only
 * `permit` and `unasked` make one, so that no act can be written that forgets to ask who may.
 */
export type Act = {
  sql: SqlStorage;
  editor: Editor;
  at: string;
  /** The token by which the editor is known; null for ADMIN_TOKEN, and if nobody at the desk asked for the act. */
  token: string | null;
  /** In a bulk act: the keys that its parts make out of date, queued together at the end (enqueue.ts). */
  gathered?: Set<string>;
  readonly [permitted]: true;
};

/** Why somebody may not do what they ask for. */
export type NotPermitted = 'unauthenticated' | 'unknown-tracker' | 'forbidden';

/**
 * Looks up, at this moment, who acts and whether they may use the route on this tracker (null: on none). What has
 * ended since the request came in, or was taken away, is refused as it would be at the door.
 */
export function permit(
  registry: Registry,
  by: By,
  tracker: string | null,
  at: string,
): Result<Act, NotPermitted> {
  const holder = findHolder(registry, by.credential, at);
  if (!holder) return refused({ reason: 'unauthenticated' });
  const reason = barrier(holder.editor, by.route, tracker);
  return reason
    ? refused({ reason })
    : done({ ...unasked(registry.sql, holder.editor, at), token: holder.token });
}

/** The frame of what nobody at the desk asks for: a reader's suggestion, and what the alarm and a start do. */
export function unasked(sql: SqlStorage, editor: Editor, at: string): Act {
  return { sql, editor, at, token: null } as Act;
}

/** The same act in the name of another, who decided it before. */
export function inTheNameOf(name: string, act: Act): Act {
  return { ...act, editor: { name, role: 'editor', trackers: '*' }, token: null };
}

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

/** Appends the audit row of an act to the chain, inside the act's own transaction. */
export function audit({ sql, editor, at }: Act, entry: AuditEntry): void {
  const head = auditHead(sql);
  const row = {
    id: (head?.id ?? 0) + 1,
    at,
    editor: editor.name,
    act: entry.act,
    tracker: entry.tracker ?? null,
    slug: entry.slug ?? null,
    from_revision: entry.fromRevision ?? null,
    to_revision: entry.toRevision ?? null,
    detail: entry.detail ? JSON.stringify(entry.detail) : null,
    previous: head?.hash ?? null,
  };
  sql.exec(
    `INSERT INTO audit (id, at, editor, act, tracker, slug, from_revision, to_revision, detail, previous, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...Object.values(row),
    auditHash(row),
  );
}
