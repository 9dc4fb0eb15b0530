/** Which audit rows are wanted; a missing part is not asked for. Instants bound from below and above. */
export type AuditFilter = {
  tracker?: string | undefined;
  slug?: string | undefined;
  editor?: string | undefined;
  act?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  before?: number | undefined;
  limit: number;
};

type AuditRow = {
  id: number;
  at: string;
  editor: string;
  act: string;
  tracker: string | null;
  slug: string | null;
  fromRevision: number | null;
  toRevision: number | null;
  detail: unknown;
};

/** The audit, newest first. `next` is the `before` of the page after this one; null on the last. */
export function readAudit(sql: SqlStorage, filter: AuditFilter): { audit: AuditRow[]; next: number | null } {
  const { tracker, slug, editor, act, from, to, before, limit } = filter;
  type Stored = Omit<AuditRow, 'detail'> & { detail: string | null };
  const rows = sql
    .exec<Stored>(
      `SELECT id, at, editor, act, tracker, slug, from_revision AS fromRevision, to_revision AS toRevision, detail
       FROM audit
       WHERE (?1 IS NULL OR tracker = ?1) AND (?2 IS NULL OR slug = ?2) AND (?3 IS NULL OR editor = ?3)
         AND (?4 IS NULL OR act = ?4) AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6)
         AND (?7 IS NULL OR id < ?7)
       ORDER BY id DESC LIMIT ?8`,
      tracker ?? null,
      slug ?? null,
      editor ?? null,
      act ?? null,
      from ?? null,
      to ?? null,
      before ?? null,
      limit,
    )
    .toArray();
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    audit: rows.map((row) => ({ ...row, detail: JSON.parse(row.detail ?? 'null') })),
    next: last?.id ?? null,
  };
}
