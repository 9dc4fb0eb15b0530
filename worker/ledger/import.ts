// The import: all rows or none. Importing what is there already changes nothing, and no row overwrites what
// somebody did at the desk without having seen it. In a private tracker, rows that are to be published are ready.
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { enqueueTracker } from './enqueue.ts';
import { type Planned, type PlannedDraft, type PlannedPledge, plan } from './import-plan.ts';
import { lotsOf, writeDrafts, writePublished, writeReady } from './import-write.ts';
import { findTracker } from './trackers.ts';
import { brokenGlass, isSecondPerson } from './work.ts';

export type ImportReport = { dryRun: boolean; created: number; changed: number; unchanged: number };

/** `breakGlass`: why one person publishes by an import where the tracker wants two. */
export type Import = { dryRun: boolean; breakGlass: string | null };

/** Imports rows as they were sent; with `dryRun`, only says what it would do. */
export function importPledges(
  act: Act,
  trackerId: string,
  rows: unknown[],
  how: Import,
): Result<ImportReport, 'invalid' | 'second-person' | 'unknown-tracker'> {
  const tracker = findTracker(act.sql, trackerId)?.tracker;
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  const { planned, faults } = plan(act, tracker, rows);
  if (faults.total > 0) return refused({ reason: 'invalid', ...faults.counted() });

  const toWrite = planned.filter(({ isNew }) => isNew);
  const toName = planned.filter(({ isNew, key }) => !isNew && typeof key === 'string');
  const report: ImportReport = {
    dryRun: how.dryRun,
    created: toWrite.filter(({ pledge }) => !pledge).length,
    changed: toWrite.filter(({ pledge }) => pledge).length + toName.length,
    unchanged: planned.length - toWrite.length - toName.length,
  };
  if (how.dryRun || toWrite.length + toName.length === 0) return done(report);
  if (publishesAlone(act, tracker, toWrite, how)) return refused({ reason: 'second-person' });
  for (const lot of lotsOf(toWrite, ({ kind }) => kind) as (PlannedDraft[] | PlannedPledge[])[])
    if (isDrafts(lot)) writeDrafts(act, tracker, lot);
    else if (isPrivate(tracker)) writeReady(act, tracker, lot, how.breakGlass);
    else writePublished(act, tracker, lot);
  // Readers see no key, so that it makes no revision.
  for (const { key, row } of toName)
    if (key)
      act.sql.exec('UPDATE pledge SET key = ? WHERE tracker = ? AND slug = ?', key, tracker.id, row.slug);
  audit(act, { act: 'import', tracker: tracker.id, detail: { ...report, ...brokenGlass(how.breakGlass) } });
  enqueueTracker(act, tracker.id);
  return done(report);
}

function isDrafts(lot: PlannedDraft[] | PlannedPledge[]): lot is PlannedDraft[] {
  return lot[0]?.kind === 'draft';
}

// Whoever imports rows is taken for their author.
function publishesAlone(act: Act, tracker: Tracker, planned: Planned[], { breakGlass }: Import): boolean {
  const publishes = planned.some(({ kind }) => kind === 'published');
  return publishes && !isSecondPerson(act, tracker, [act.editor.name], breakGlass);
}
