import type { ExportRow } from '../../data/import-row.ts';
import type { Pledge } from '../../data/pledge.ts';
import { aliasesOf, type PledgeRow, publishedDocument } from './pledges.ts';
import { readyOf, type StoredReady } from './ready.ts';
import { contentOf } from './revise.ts';

/** How many pledges of an export are in memory at once. */
const PLEDGES_PER_CHUNK = 200;

/**
 * A tracker's pledges as rows that an import reads back, `{"pledges": [...]}`: what is published, and after it the
 * draft in the works. A stream, because an answer across RPC may not be larger than 32 MiB otherwise.
 */
export function exportPledges(sql: SqlStorage, tracker: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = exportedTexts(sql, tracker);
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { done, value } = texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
  });
}

// In pieces of which none is empty: a stream of bytes takes no empty one, and all pledges of a piece may be withdrawn.
function* exportedTexts(sql: SqlStorage, tracker: string): Generator<string> {
  yield '{"pledges":[';
  let glue = '';
  let rows: PledgeRow[];
  let after = '';
  do {
    rows = sql
      .exec<PledgeRow>(
        'SELECT * FROM pledge WHERE tracker = ? AND slug > ? ORDER BY slug LIMIT ?',
        tracker,
        after,
        PLEDGES_PER_CHUNK,
      )
      .toArray();
    const texts = rows.flatMap((row) => exportedRows(sql, row)).map((row) => JSON.stringify(row));
    if (texts.length > 0) {
      yield glue + texts.join();
      glue = ',';
    }
    after = rows.at(-1)?.slug ?? '';
  } while (rows.length === PLEDGES_PER_CHUNK);
  yield ']}';
}

/** The rows of one pledge; what is ready is one to be published. Of a retracted or merged one only a draft is exported: its verdict no longer stands. */
export function exportedRows(sql: SqlStorage, row: PledgeRow): ExportRow[] {
  const document = row.status === 'published' ? publishedDocument(sql, row) : null;
  const ready = readyOf(row);
  const rows: ExportRow[] = [
    ...(document ? [publishedRow(sql, row, document)] : []),
    ...(ready ? [readyRow(sql, row, ready)] : []),
  ];
  if (row.draft !== null && row.status !== 'merged')
    rows.push({ slug: row.slug, ...keyOf(row), state: 'draft', ...JSON.parse(row.draft) });
  return rows;
}

// A row without one stays as it always was.
function keyOf({ key }: PledgeRow): { key?: string } {
  return key === null ? {} : { key };
}

function readyRow(sql: SqlStorage, row: PledgeRow, { content, imported }: StoredReady): ExportRow {
  return {
    ...content,
    slug: row.slug,
    ...keyOf(row),
    aliases: aliasesOf(sql, row.id),
    state: 'published',
    verdict: { ...content.verdict, publishedAt: imported?.publishedAt ?? null },
    createdAt: imported?.createdAt ?? null,
    updatedAt: imported?.updatedAt ?? null,
    checkedAt: row.checked_at,
  };
}

function publishedRow(sql: SqlStorage, row: PledgeRow, document: Pledge): ExportRow {
  const content = contentOf(document);
  return {
    ...content,
    slug: row.slug,
    ...keyOf(row),
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
 * A document without its nulls, empty texts, lists and items, which a spreadsheet cannot tell apart: two rows that say the
 * same are the same. An empty item between others keeps its place.
 */
export function withoutNothing(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(withoutNothing);
    return items.slice(0, items.findLastIndex((item) => !isNothing(item)) + 1);
  }
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).map(([name, inner]) => [name, withoutNothing(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => !isNothing(inner)));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
