// Closing a term: one act in which every open promise gets its last verdict.
import type { Closing, ClosingReport } from '../../data/running.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { planClosing, type Ruled } from './closing-plan.ts';
import { enqueueTracker } from './enqueue.ts';
import { documentFor, revise } from './revise.ts';
import { findTracker } from './trackers.ts';
import { brokenGlass, isSecondPerson } from './work.ts';

/** Does what was decided of every open pledge, and closes the tracker; with `dryRun`, only says what it would do. */
export function closeTerm(
  act: Act,
  trackerId: string,
  version: number,
  closing: Closing,
  dryRun: boolean,
): Result<ClosingReport, 'invalid' | 'private-tracker' | 'second-person' | 'stale' | 'unknown-tracker'> {
  const found = findTracker(act.sql, trackerId);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const { tracker } = found;
  if (isPrivate(tracker)) return refused({ reason: 'private-tracker', act: 'close' });
  const plan = planClosing(act, tracker, closing);
  if (!plan.ok) return plan;
  const { closedAt, changes, kept } = plan.value;
  // Whoever states the rules is taken for the author of what they make.
  const { rules, exceptions, breakGlass } = closing;
  const isAlone = (reason: string | null) => !isSecondPerson(act, tracker, [act.editor.name], reason);
  if (!dryRun && isAlone(breakGlass)) return refused({ reason: 'second-person' });

  const isDone = changes.length === 0 && tracker.closedAt === closedAt;
  const report: ClosingReport = {
    dryRun,
    version: dryRun || isDone ? version : version + 1,
    closedAt,
    needsSecondPerson: isAlone(null),
    changes: changes.map(({ row, document, decided, isException }) => ({
      slug: row.slug,
      title: document.title,
      from: document.verdict.id,
      to: decided.to,
      isException,
    })),
    kept,
  };
  if (dryRun || isDone) return done(report);
  for (const each of changes) giveLastVerdict(act, tracker, each);
  endTerm(act, tracker, closedAt);
  // What is said of each exception is in the row of its pledge.
  const excepted = exceptions.map(({ slug, to }) => ({ slug, to }));
  audit(act, {
    act: 'close term',
    tracker: tracker.id,
    detail: {
      closedAt,
      rules,
      ...(excepted.length > 0 ? { exceptions: excepted } : {}),
      changed: changes.length,
      ...brokenGlass(breakGlass),
    },
  });
  enqueueTracker(act, tracker.id);
  return done(report);
}

/** Publishes what was decided of a pledge. */
export function giveLastVerdict(
  act: Act,
  tracker: Tracker,
  { row, document, content, decided }: Ruled,
): void {
  revise(act, row, documentFor(act, tracker, content, document), {
    act: 'close',
    kind: 'verdict',
    note: decided.note ?? null,
    authors: [act.editor.name],
    detail: { from: document.verdict.id, to: decided.to },
  });
}

/** Notes that a tracker's term is over. */
export function endTerm(act: Act, tracker: Tracker, closedAt: string): void {
  act.sql.exec(
    'UPDATE tracker SET version = version + 1, document = ?, updated_at = ? WHERE id = ?',
    canonical({ ...tracker, closedAt }),
    act.at,
    tracker.id,
  );
}
