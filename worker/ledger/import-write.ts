import type { Pledge, PledgeContent } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import type { Act } from './act.ts';
import { appendRevision, canonical } from './chain.ts';
import type { PlannedDraft, PlannedPledge } from './import-plan.ts';
import { addAlias } from './names.ts';
import { publishedDocument } from './pledges.ts';
import type { StoredReady } from './ready.ts';
import { givenUnder } from './revise.ts';

/** Publishes an imported row as a revision of its own kind, with the dates that it came with. */
export function writePublished(act: Act, tracker: Tracker, { row, hash, pledge }: PlannedPledge): void {
  const { sql, at, editor } = act;
  const before = pledge && publishedDocument(sql, pledge);
  const { checkedAt, aliases, ...rest } = row;
  const revision = (pledge?.revision ?? 0) + 1;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO pledge
         (tracker, slug, version, revised_version, changed_version, status, revision, owner, authors, imported_hash, checked_at,
          created_at, updated_at)
       VALUES (?1, ?2, 1, 1, 1, 'published', ?3, ?4, '[]', ?5, ?6, ?7, ?7)
       ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, revised_version = version + 1,
         changed_version = version + 1,
         status = 'published', revision = ?3, imported_hash = ?5, checked_at = nullif(max(coalesce(?6, ''), coalesce(checked_at, '')), ''), updated_at = ?7,
         snoozed_until = NULL
       RETURNING id`,
      tracker.id,
      row.slug,
      revision,
      editor.name,
      hash,
      checkedAt ?? null,
      at,
    )
    .one();
  for (const alias of aliases) addAlias(sql, { id, tracker: tracker.id, slug: row.slug }, alias);
  if (pledge) sql.exec('DELETE FROM relation WHERE pledge = ?', id);
  for (const related of row.related) sql.exec('INSERT INTO relation VALUES (?, ?)', id, related.pledge);
  const document: Pledge = {
    ...rest,
    aliases,
    verdict: { ...row.verdict, ...givenUnder(tracker.scheme, row.verdict.id) },
    underReview: before?.underReview ?? null,
    status: 'published',
    revision,
  };
  appendRevision(sql, id, document, {
    tracker: tracker.id,
    at,
    kind: 'import',
    note: null,
    editor: editor.name,
    authors: JSON.stringify([editor.name]),
  });
}

/** Marks an imported row as ready, with the dates that it came with: its tracker is private. */
export function writeReady(
  act: Act,
  tracker: Tracker,
  { row, hash }: PlannedPledge,
  breakGlass: string | null,
): void {
  const { sql, at, editor } = act;
  const { slug, aliases, createdAt, updatedAt, checkedAt, verdict, ...rest } = row;
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
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO pledge (tracker, slug, version, changed_version, ready, owner, authors, imported_hash, checked_at, created_at,
         updated_at)
       VALUES (?1, ?2, 1, 1, ?3, ?4, '[]', ?5, ?6, ?7, ?7)
       ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, ready = ?3,
         imported_hash = ?5, checked_at = nullif(max(coalesce(?6, ''), coalesce(checked_at, '')), ''), updated_at = ?7
       RETURNING id`,
      tracker.id,
      slug,
      canonical(ready),
      editor.name,
      hash,
      checkedAt ?? null,
      at,
    )
    .one();
  for (const alias of aliases) addAlias(sql, { id, tracker: tracker.id, slug }, alias);
}

/** Puts an imported draft on the importer's desk. */
export function writeDraft({ sql, at, editor }: Act, tracker: Tracker, { row, draft }: PlannedDraft): void {
  sql.exec(
    `INSERT INTO pledge (tracker, slug, version, work, draft, owner, authors, created_at, updated_at)
     VALUES (?1, ?2, 1, 'draft', ?3, ?4, ?5, ?6, ?6)
     ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, work = 'draft', draft = ?3, owner = ?4,
       authors = ?5, updated_at = ?6`,
    tracker.id,
    row.slug,
    canonical(draft),
    editor.name,
    JSON.stringify([editor.name]),
    at,
  );
}
