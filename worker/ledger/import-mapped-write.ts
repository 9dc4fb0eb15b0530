import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import type { Act } from './act.ts';
import { canonical } from './chain.ts';
import type { PlannedRow } from './import-mapped-plan.ts';
import { writePublished, writeReady } from './import-write.ts';
import { addAlias } from './names.ts';
import { findRow, type PledgeRow } from './pledges.ts';
import { keepStep } from './undo-steps.ts';

/** Writes one row of an import with a mapping, and keeps by what it can be undone. */
export function writeRow(
  act: Act,
  tracker: Tracker,
  planned: PlannedRow,
  { id: undo, breakGlass }: { id: string; breakGlass: string | null },
): void {
  const { sql } = act;
  const { row, kind, slug, pledge, action, aliases, key, onlyNames } = planned;
  const isWritten = !onlyNames || (kind === 'published' && aliases.length > 0);
  if (isWritten && planned.kind === 'published') publishRow(act, tracker, planned, breakGlass);
  else if (isWritten && planned.kind === 'draft') draftRow(act, tracker, planned);
  const now = findRow(sql, { tracker: tracker.id, slug });
  if (!now) throw new Error('An imported pledge is not there.');
  if (kind === 'draft') for (const alias of aliases) addAlias(sql, now, alias);
  if (key !== null) sql.exec('UPDATE pledge SET key = ? WHERE id = ?', key, now.id);
  const before = {
    row,
    action,
    state: !isWritten || kind === 'draft' ? 'draft' : isPrivate(tracker) ? 'ready' : 'published',
    was: pledge ? asItWas(pledge) : null,
    aliases,
  };
  keepStep(act, { id: undo }, { slug, pledge: now.id, trash: null, version: now.version, before });
}

/** What of a pledge is put back when its import is undone. */
export type Before = Pick<
  PledgeRow,
  'draft' | 'ready' | 'owner' | 'authors' | 'work' | 'comment' | 'imported_hash' | 'checked_at' | 'key'
>;

function asItWas(row: PledgeRow): Before {
  const { draft, ready, owner, authors, work, comment, imported_hash, checked_at, key } = row;
  return { draft, ready, owner, authors, work, comment, imported_hash, checked_at, key };
}

function publishRow(
  act: Act,
  tracker: Tracker,
  planned: Extract<PlannedRow, { kind: 'published' }>,
  breakGlass: string | null,
): void {
  const { row: index, hash, pledge, document } = planned;
  const row = { kind: 'published', index, hash, pledge, isNew: true, row: document } as const;
  if (isPrivate(tracker)) writeReady(act, tracker, row, breakGlass);
  else writePublished(act, tracker, row);
  // The draft that it was is what is ready, or what readers see, now.
  if (pledge?.draft)
    act.sql.exec(
      "UPDATE pledge SET draft = NULL, work = NULL, comment = NULL, authors = '[]' WHERE id = ?",
      pledge.id,
    );
}

function draftRow(
  { sql, at, editor }: Act,
  tracker: Tracker,
  { slug, document, hash, pledge }: Extract<PlannedRow, { kind: 'draft' }>,
): void {
  sql.exec(
    `INSERT INTO pledge (tracker, slug, version, changed_version, work, draft, owner, authors, imported_hash, created_at, updated_at)
     VALUES (?1, ?2, 1, 1, 'draft', ?3, ?4, ?5, ?7, ?6, ?6)
     ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, work = 'draft',
       draft = ?3, owner = ?4, authors = ?5, updated_at = ?6, imported_hash = iif(revision IS NULL, ?7, imported_hash)`,
    tracker.id,
    slug,
    canonical(document),
    pledge?.owner ?? editor.name,
    JSON.stringify([editor.name]),
    at,
    hash,
  );
}
