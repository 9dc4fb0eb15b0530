// Opening a private tracker: the one act in which all that is ready goes on record, at one instant. Afterwards it is never
// private again.
import { hasBlanks } from '../../data/blanks.ts';
import type { Opening } from '../../data/desk.ts';
import type { FieldError, Missing } from '../../data/field-error.ts';
import type { OpenVisibility, Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { faultList } from '../fault-list.ts';
import { fieldError } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './enqueue.ts';
import { type PledgeRow, rowOf } from './pledges.ts';
import { publishedAtOf, publishReady, readyFaultsIn, readyOf } from './ready.ts';
import { findTracker } from './trackers.ts';

/** How many pledges the answer names. */
const MOST_NAMED = 1000;

/** What readers of a tracker have to find in it: how it judges, who answers for it, who pays, what is known about them. */
const TEXTS = ['methodology', 'imprint', 'funding', 'privacy'] as const;

type Shown = Opening['pledges'][number];

/** Opens a tracker whose version the editor has seen; with `dryRun`, only says what would become public and what is missing. */
export function openTracker(
  act: Act,
  id: string,
  version: number,
  visibility: OpenVisibility,
  dryRun: boolean,
): Result<Opening, 'invalid' | 'opened-tracker' | 'stale' | 'unknown-tracker'> {
  const { sql, at } = act;
  const found = findTracker(sql, id);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (!isPrivate(found.tracker)) return refused({ reason: 'opened-tracker', act: 'open' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const tracker: Tracker = { ...found.tracker, visibility };

  const faults = faultList();
  const faultsOf = readyFaultsIn(sql, tracker, at);
  faults.add(textFaults(tracker));
  const shown: Shown[] = [];
  for (const pledgeId of readyIds(sql, id)) {
    const row = rowOf(sql, pledgeId);
    const ready = readyOf(row);
    if (!ready) continue;
    faults.add(faultsOf(row, ready));
    shown.push(shownOf(tracker, row, ready, at));
    // With a fault, all of it is taken back: allOrNothing.
    if (!dryRun && faults.total === 0) publishReady(act, tracker, row, ready);
  }
  if (!dryRun && faults.total > 0) return refused({ reason: 'invalid', ...faults.counted() });
  if (!dryRun) putOpen(act, found.tracker, tracker, shown.length);
  const drafts = countDrafts(sql, id);
  return done({
    ...(dryRun ? { dryRun } : {}),
    version: dryRun ? version : version + 1,
    tracker,
    openedAt: at,
    ready: shown.length,
    drafts,
    pledges: shown.sort(newestFirst).slice(0, MOST_NAMED),
    missing: [...faults.counted().errors.map(blocking), ...warnings(shown.length, drafts)],
  });
}

function putOpen(act: Act, before: Tracker, tracker: Tracker, ready: number): void {
  const { id, visibility } = tracker;
  act.sql.exec(
    'UPDATE tracker SET version = version + 1, document = ?, opened_at = ?2, updated_at = ?2 WHERE id = ?3',
    canonical(tracker),
    act.at,
    id,
  );
  audit(act, { act: 'open tracker', tracker: id, detail: { visibility, ready } });
  enqueueTracker(act, id, before);
}

// Their ids, not their rows: thousands of documents would not fit an object's memory.
function readyIds(sql: SqlStorage, tracker: string): number[] {
  const rows = sql.exec<{ id: number }>(
    'SELECT id FROM pledge WHERE tracker = ? AND ready IS NOT NULL ORDER BY id',
    tracker,
  );
  return [...rows].map(({ id }) => id);
}

function countDrafts(sql: SqlStorage, tracker: string): number {
  return sql
    .exec<{ count: number }>(
      'SELECT count(*) AS count FROM pledge WHERE tracker = ? AND work IS NOT NULL',
      tracker,
    )
    .one().count;
}

function shownOf(
  tracker: Tracker,
  row: PledgeRow,
  ready: NonNullable<ReturnType<typeof readyOf>>,
  at: string,
): Shown {
  const { title, verdict } = ready.content;
  // One that the scheme does not know any more is a fault as well; here it is shown under its id.
  const known = tracker.scheme.verdicts.find(({ id }) => id === verdict.id);
  const { label, outcome } = known ?? {
    label: { [tracker.language]: verdict.id },
    outcome: 'unclear' as const,
  };
  return {
    slug: row.slug,
    title,
    verdict: { id: verdict.id, label, outcome },
    publishedAt: publishedAtOf(ready, at),
  };
}

function newestFirst(a: Shown, b: Shown): number {
  if (a.publishedAt !== b.publishedAt) return a.publishedAt < b.publishedAt ? 1 : -1;
  return a.slug < b.slug ? -1 : 1;
}

function textFaults(tracker: Tracker): FieldError[] {
  return TEXTS.flatMap((name) => {
    const text = tracker[name];
    if (text.trim() === '') return [fieldError(`/${name}`, { code: 'empty', length: 0 })];
    return hasBlanks(text) ? [fieldError(`/${name}`, { code: 'placeholder' })] : [];
  });
}

function blocking(error: FieldError): Missing {
  return { ...error, blocks: true };
}

// What may be as it is, and is worth a look before everybody sees it.
function warnings(ready: number, drafts: number): Missing[] {
  if (ready > 0) return [];
  const waiting =
    drafts > 0 ? `; ${drafts === 1 ? '1 draft waits' : `${drafts} drafts wait`} to be made ready` : '';
  return [
    { ...fieldError('/pledges', `none is ready, so readers find an empty tracker${waiting}`), blocks: false },
  ];
}
