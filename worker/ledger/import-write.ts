// What an import writes of its rows, of one kind and a few at a time.
import type { Pledge, PledgeContent } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import type { Act } from './act.ts';
import { appendRevisions, canonical } from './chain.ts';
import type { PlannedDraft, PlannedPledge } from './import-plan.ts';
import { insertRows } from './insert-rows.ts';
import { addAlias } from './names.ts';
import { publishedDocument } from './pledges.ts';
import type { StoredReady } from './ready.ts';
import { givenUnder } from './revise.ts';

/** So many are written at once: the documents of a large import together would not fit an object's memory. */
const ROWS_AT_A_TIME = 10;

/** What an import has written of a pledge. */
export type Written = { id: number; slug: string; version: number };

// Neither takes away what is there.
const NEW_KEY = 'key = coalesce(excluded.key, key)';
const LATER_CHECK =
  "checked_at = nullif(max(coalesce(excluded.checked_at, ''), coalesce(checked_at, '')), '')";

/** Rows of one kind that follow each other, and not too many of them: they are written at once, and all stay in order. */
export function lotsOf<Row>(rows: readonly Row[], kindOf: (row: Row) => unknown): Row[][] {
  const lots: Row[][] = [];
  for (const row of rows) {
    const lot = lots.at(-1) ?? [];
    const isAlike = lot[0] !== undefined && kindOf(lot[0]) === kindOf(row);
    if (isAlike && lot.length < ROWS_AT_A_TIME) lot.push(row);
    else lots.push([row]);
  }
  return lots;
}

/** Publishes imported rows, each as a revision of its own kind, with the dates that it came with. */
export function writePublished(act: Act, tracker: Tracker, rows: readonly PlannedPledge[]): Written[] {
  const { sql, at, editor } = act;
  const written = insertRows<Written>(
    sql,
    `pledge (tracker, owner, created_at, updated_at, authors, status, version, revised_version, changed_version,
       slug, revision, imported_hash, checked_at, key)`,
    [tracker.id, editor.name, at, at, '[]', 'published', 1, 1, 1],
    rows.map(({ row, pledge, hash, key = null }) => [
      row.slug,
      (pledge?.revision ?? 0) + 1,
      hash,
      row.checkedAt ?? null,
      key,
    ]),
    `ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, revised_version = version + 1,
       changed_version = version + 1, status = excluded.status, revision = excluded.revision,
       imported_hash = excluded.imported_hash, ${LATER_CHECK}, ${NEW_KEY}, updated_at = excluded.updated_at,
       snoozed_until = NULL
     RETURNING id, slug, version`,
  );
  const idOf = idsOf(written);
  keepAliases(sql, tracker, rows, idOf);
  const documents = rows.map((planned) => {
    const id = idOf(planned.row.slug);
    if (planned.pledge) sql.exec('DELETE FROM relation WHERE pledge = ?', id);
    for (const { pledge } of planned.row.related) sql.exec('INSERT INTO relation VALUES (?, ?)', id, pledge);
    return { pledge: id, document: documentOf(sql, tracker, planned) };
  });
  appendRevisions(sql, documents, {
    tracker: tracker.id,
    at,
    kind: 'import',
    note: null,
    editor: editor.name,
    authors: JSON.stringify([editor.name]),
  });
  return written;
}

function idsOf(written: readonly Written[]): (slug: string) => number {
  const ids = new Map(written.map(({ id, slug }) => [slug, id]));
  return (slug) => {
    const id = ids.get(slug);
    if (id === undefined) throw new Error('An imported pledge is not there.');
    return id;
  };
}

function keepAliases(
  sql: SqlStorage,
  { id: tracker }: Tracker,
  rows: readonly PlannedPledge[],
  idOf: (slug: string) => number,
): void {
  for (const { row } of rows)
    for (const alias of row.aliases) addAlias(sql, { id: idOf(row.slug), tracker, slug: row.slug }, alias);
}

function documentOf(sql: SqlStorage, tracker: Tracker, { row, pledge }: PlannedPledge): Pledge {
  const before = pledge && publishedDocument(sql, pledge);
  const { checkedAt: _, ...rest } = row;
  return {
    ...rest,
    verdict: { ...row.verdict, ...givenUnder(tracker.scheme, row.verdict.id) },
    underReview: before?.underReview ?? null,
    status: 'published',
    revision: (pledge?.revision ?? 0) + 1,
  };
}

/** Marks imported rows as ready, with the dates that they came with: their tracker is private. */
export function writeReady(
  { sql, at, editor }: Act,
  tracker: Tracker,
  rows: readonly PlannedPledge[],
  breakGlass: string | null,
): Written[] {
  const written = insertRows<Written>(
    sql,
    'pledge (tracker, owner, created_at, updated_at, authors, version, changed_version, slug, ready, imported_hash, checked_at, key)',
    [tracker.id, editor.name, at, at, '[]', 1, 1],
    rows.map(({ row, hash, key = null }) => {
      const { slug, aliases: _, createdAt, updatedAt, checkedAt, verdict, ...rest } = row;
      const { publishedAt, ...words } = verdict;
      const ready: StoredReady = {
        // Of an import alone a headline may be missing.
        content: { ...rest, verdict: words } as PledgeContent,
        by: editor.name,
        at,
        authors: [editor.name],
        note: null,
        breakGlass,
        imported: { publishedAt, createdAt, updatedAt },
        isImport: true,
      };
      return [slug, canonical(ready), hash, checkedAt ?? null, key];
    }),
    `ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, ready = excluded.ready,
       imported_hash = excluded.imported_hash, ${LATER_CHECK}, ${NEW_KEY}, updated_at = excluded.updated_at
     RETURNING id, slug, version`,
  );
  keepAliases(sql, tracker, rows, idsOf(written));
  return written;
}

/** Puts imported drafts on the importer's desk. */
export function writeDrafts({ sql, at, editor }: Act, tracker: Tracker, rows: readonly PlannedDraft[]): void {
  insertRows(
    sql,
    'pledge (tracker, owner, authors, created_at, updated_at, version, work, slug, draft, key)',
    [tracker.id, editor.name, JSON.stringify([editor.name]), at, at, 1, 'draft'],
    rows.map(({ row, draft, key = null }) => [row.slug, canonical(draft), key]),
    `ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, work = 'draft',
       draft = excluded.draft, owner = excluded.owner, authors = excluded.authors, ${NEW_KEY}, updated_at = excluded.updated_at`,
  );
}
