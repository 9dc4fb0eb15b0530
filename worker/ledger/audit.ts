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

/** A row has at most 2 MB, and all of an answer 32 MiB: with a page of this much text another row may come on top. */
const PAGE_CHARACTERS = 4_000_000;

/**
 * The audit, newest first, at most `limit` rows and no more of them than fit an answer. `next` is the `before` of the page
 * after this one; null on the last.
 */
export function readAudit(sql: SqlStorage, filter: AuditFilter): { audit: AuditRow[]; next: number | null } {
  const { tracker, slug, editor, act, from, to, before, limit } = filter;
  type Stored = Omit<AuditRow, 'detail'> & { detail: string | null };
  const rows = sql.exec<Stored>(
    `SELECT id, at, editor, act, tracker, slug, from_revision AS fromRevision, to_revision AS toRevision, detail
     FROM audit
     WHERE (?1 IS NULL OR tracker = ?1) AND (?2 IS NULL OR slug = ?2) AND (?3 IS NULL OR editor = ?3)
       AND (?4 IS NULL OR act = ?4) AND (?5 IS NULL OR at >= ?5) AND (?6 IS NULL OR at < ?6)
       AND (?7 IS NULL OR id < ?7)
     ORDER BY id DESC`,
    tracker ?? null,
    slug ?? null,
    editor ?? null,
    act ?? null,
    from ?? null,
    to ?? null,
    before ?? null,
  );
  const audit: AuditRow[] = [];
  let characters = 0;
  for (const row of rows) {
    if (audit.length === limit || characters > PAGE_CHARACTERS)
      return { audit, next: audit.at(-1)?.id ?? null };
    characters += row.detail?.length ?? 0;
    audit.push({ ...row, detail: JSON.parse(row.detail ?? 'null') });
  }
  return { audit, next: null };
}
