import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import type { Act } from './act.ts';
import { canonical } from './chain.ts';
import type { PlannedRow } from './import-mapped-plan.ts';
import { lotsOf, type Written, writePublished, writeReady } from './import-write.ts';
import { insertRows } from './insert-rows.ts';
import { addAlias } from './names.ts';
import type { PledgeRow } from './pledges.ts';
import { keepSteps, type UndoStep } from './undo-steps.ts';

type PlannedPledge = Extract<PlannedRow, { kind: 'published' }>;
type PlannedDraft = Extract<PlannedRow, { kind: 'draft' }>;

/** Writes the rows of an import with a mapping, and keeps by what each can be undone. */
export function writeRows(
  act: Act,
  tracker: Tracker,
  planned: readonly PlannedRow[],
  { id, breakGlass }: { id: string; breakGlass: string | null },
): void {
  for (const lot of lotsOf(planned, writtenAs)) {
    const written = new Map(writeLot(act, tracker, lot, breakGlass).map((each) => [each.slug, each]));
    keepSteps(
      act,
      { id },
      lot.map((each) => stepOf(act, tracker, each, written.get(each.slug) ?? each.pledge)),
    );
  }
}

// Of what the desk says already at most the names are new, which readers see of what is published.
function writtenAs({ kind, onlyNames, aliases }: PlannedRow): PlannedRow['kind'] | null {
  return !onlyNames || (kind === 'published' && aliases.length > 0) ? kind : null;
}

function writeLot(act: Act, tracker: Tracker, lot: PlannedRow[], breakGlass: string | null): Written[] {
  const kind = lot[0] && writtenAs(lot[0]);
  if (kind === 'published') return writePledges(act, tracker, lot as PlannedPledge[], breakGlass);
  return kind === 'draft' ? writeDrafts(act, tracker, lot as PlannedDraft[]) : [];
}

function stepOf(
  { sql }: Act,
  tracker: Tracker,
  planned: PlannedRow,
  now: Pick<PledgeRow, 'id' | 'version'> | undefined,
): UndoStep {
  if (!now) throw new Error('An imported pledge is not there.');
  const { row, kind, slug, pledge, action, aliases, key } = planned;
  const of = { id: now.id, tracker: tracker.id, slug };
  if (kind === 'draft') for (const alias of aliases) addAlias(sql, of, alias);
  const isWritten = writtenAs(planned) !== null;
  if (key !== null && !isWritten) sql.exec('UPDATE pledge SET key = ? WHERE id = ?', key, now.id);
  const state = !isWritten || kind === 'draft' ? 'draft' : isPrivate(tracker) ? 'ready' : 'published';
  const before = { row, action, state, was: pledge ? asItWas(pledge) : null, aliases };
  return { slug, pledge: now.id, trash: null, version: now.version, before };
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

function writePledges(
  act: Act,
  tracker: Tracker,
  lot: readonly PlannedPledge[],
  breakGlass: string | null,
): Written[] {
  const rows = lot.map(
    ({ row: index, hash, pledge, document, key }) =>
      ({ kind: 'published', index, hash, pledge, isNew: true, row: document, key }) as const,
  );
  const written = isPrivate(tracker)
    ? writeReady(act, tracker, rows, breakGlass)
    : writePublished(act, tracker, rows);
  // The draft that it was is what is ready, or what readers see, now.
  for (const { pledge } of lot)
    if (pledge?.draft)
      act.sql.exec(
        "UPDATE pledge SET draft = NULL, work = NULL, comment = NULL, authors = '[]' WHERE id = ?",
        pledge.id,
      );
  return written;
}

function writeDrafts({ sql, at, editor }: Act, tracker: Tracker, lot: readonly PlannedDraft[]): Written[] {
  return insertRows<Written>(
    sql,
    `pledge (tracker, authors, created_at, updated_at, version, changed_version, work,
       slug, draft, owner, imported_hash, key)`,
    [tracker.id, JSON.stringify([editor.name]), at, at, 1, 1, 'draft'],
    lot.map(({ slug, document, hash, pledge, key }) => [
      slug,
      canonical(document),
      pledge?.owner ?? editor.name,
      hash,
      key,
    ]),
    `ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, changed_version = version + 1, work = 'draft',
       draft = excluded.draft, owner = excluded.owner, authors = excluded.authors, updated_at = excluded.updated_at,
       imported_hash = iif(revision IS NULL, excluded.imported_hash, imported_hash), key = coalesce(excluded.key, key)
     RETURNING id, slug, version`,
  );
}
