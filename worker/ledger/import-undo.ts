// An import taken back: what it made is gone, what it changed is as it was.
import type { MappedReport } from '../../data/import-report.ts';
import { trackerSchema } from '../../data/tracker.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { countComments } from './comments.ts';
import type { Before } from './import-mapped-write.ts';
import type { PledgeRow } from './pledges.ts';
import { moved } from './record.ts';
import { changeTracker } from './tracker-acts.ts';
import { findTracker } from './trackers.ts';
import { namedBy } from './trash.ts';
import type { Undo, UndoStep } from './undo-steps.ts';
import { usageOf } from './usage.ts';

/** Takes back what an import made of a pledge that nobody has touched since. What readers were told stays. */
export function undoImportedRow(
  act: Act,
  row: PledgeRow,
  { before }: UndoStep,
  undo: Undo,
): Result<{ slug: string; version: number }, 'needed' | 'not-undoable' | 'stale' | 'unknown-pledge'> {
  const { sql } = act;
  if (before.state === 'published') return refused({ reason: 'not-undoable', because: 'published' });
  const { was, aliases } = before as { was: Before | null; aliases: string[] };
  if (was) {
    sql.exec(
      `UPDATE pledge SET draft = ?, ready = ?, checked_at = ?, owner = ?, authors = ?, work = ?, comment = ?, imported_hash = ?, key = ? WHERE id = ?`,
      was.draft,
      was.ready,
      was.checked_at,
      was.owner,
      was.authors,
      was.work,
      was.comment,
      was.imported_hash,
      was.key,
      row.id,
    );
    for (const alias of aliases) sql.exec('DELETE FROM alias WHERE pledge = ? AND slug = ?', row.id, alias);
    return moved(act, row, 'undo', undo.detail);
  }
  const naming = namedBy(sql, row);
  if (naming.length > 0) return refused({ reason: 'needed', slug: row.slug, by: naming });
  const { tracker, slug, version } = row;
  // Whoever has commented on it would lose their words.
  if (countComments(sql, row.id) > 0) return refused({ reason: 'stale', version });
  sql.exec('DELETE FROM alias WHERE pledge = ?', row.id);
  sql.exec('DELETE FROM pledge WHERE id = ?', row.id);
  audit(act, { act: 'undo', tracker, slug, detail: undo.detail ?? {} });
  return done({ slug, version });
}

type Thing = { id: string; label: Record<string, string> };

/** Takes away the categories and values of facets that an import made, as far as nothing uses them and nobody has changed them. */
export function undoMade(act: Act, trackerId: string, made: MappedReport['made']): void {
  const found = findTracker(act.sql, trackerId);
  const usage = usageOf(act.sql, trackerId);
  if (!found || !usage || made.length === 0) return;
  const { tracker, version } = found;
  const isGone = (field: string, thing: Thing, uses: Record<string, { removable: boolean }> | undefined) =>
    uses?.[thing.id]?.removable === true &&
    made.some(
      ({ id, label, ...of }) =>
        of.field === field && canonical({ id, label: { [tracker.language]: label } }) === canonical(thing),
    );
  const without = {
    ...tracker,
    categories: tracker.categories.filter((each) => !isGone('categories', each, usage.categories)),
    ...(tracker.facets && {
      facets: tracker.facets.map(({ values, ...facet }) => ({
        ...facet,
        values: values.filter((each) => !isGone(`facet_${facet.id}`, each, usage.facets[facet.id])),
      })),
    }),
  };
  // A tracker that must have one keeps them.
  if (trackerSchema.safeParse(without).success) changeTracker(act, version, without, false);
}
