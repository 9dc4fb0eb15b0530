import type { ExportRow, Pledge } from '../../data/schema.ts';
import { aliasesOf, type PledgeRow, publishedDocument } from './pledges.ts';
import { contentOf } from './revise.ts';

/** A tracker's pledges as rows that an import reads back: what is published, and after it the draft in the works. */
export function exportPledges(sql: SqlStorage, tracker: string): ExportRow[] {
  const rows = sql.exec<PledgeRow>('SELECT * FROM pledge WHERE tracker = ? ORDER BY slug', tracker);
  return [...rows].flatMap((row) => exportedRows(sql, row));
}

/** The rows of one pledge. Of a retracted or merged one only a draft is exported: its verdict no longer stands. */
export function exportedRows(sql: SqlStorage, row: PledgeRow): ExportRow[] {
  const document = row.status === 'published' ? publishedDocument(sql, row) : null;
  const rows: ExportRow[] = document ? [publishedRow(sql, row, document)] : [];
  if (row.draft !== null && row.status !== 'merged')
    rows.push({ slug: row.slug, state: 'draft', ...JSON.parse(row.draft) });
  return rows;
}

function publishedRow(sql: SqlStorage, row: PledgeRow, document: Pledge): ExportRow {
  const content = contentOf(document);
  return {
    ...content,
    slug: row.slug,
    aliases: aliasesOf(sql, row.id),
    state: 'published',
    revision: document.revision,
    verdict: { ...content.verdict, publishedAt: document.verdict.publishedAt },
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    checkedAt: row.checked_at,
  };
}

/**
 * A document without its nulls, empty lists and empty texts, which a spreadsheet cannot tell apart: two rows that
 * say the same are the same.
 */
export function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNothing);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).map(([name, inner]) => [name, withoutNothing(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => !isNothing(inner)));
}

function isNothing(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}
