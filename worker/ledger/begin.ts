import type { Pledge } from '../../data/pledge.ts';
import { ACTS_ON_RECORD, type PledgeAct } from '../../data/states.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { done, type Result, refused } from '../result.ts';
import type { Act, PledgeName } from './act.ts';
import { actsOf, findRow, type PledgeRow, publishedDocument, stateOf } from './pledges.ts';
import { findTracker } from './trackers.ts';

/** What an act on a pledge starts from. */
export type Begun = { tracker: Tracker; row: PledgeRow; published: Pledge | null };

/** Why an act on a pledge does not begin. */
export type NotBegun = 'unknown-tracker' | 'unknown-pledge' | 'private-tracker' | 'stale' | 'not-allowed';

/** Begins an act: the pledge exists, the editor has seen its newest version, and its state allows the act. */
export function begin(
  { sql }: Act,
  name: PledgeName,
  version: number,
  act: PledgeAct,
): Result<Begun, NotBegun> {
  const tracker = findTracker(sql, name.tracker)?.tracker;
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  const row = findRow(sql, name);
  if (!row) return refused({ reason: 'unknown-pledge' });
  if (isPrivate(tracker) && ACTS_ON_RECORD.includes(act)) return refused({ reason: 'private-tracker', act });
  if (isStale(row, version, act)) return refused({ reason: 'stale', version: row.version });
  const published = publishedDocument(sql, row);
  const allowed = actsOf(row, published);
  if (!allowed.includes(act)) return refused({ reason: 'not-allowed', act, state: stateOf(row), allowed });
  return done({ tracker, row, published });
}

// A check changes nothing, so it makes no version stale: who writes meanwhile is not held up. And who checks speaks of what
// readers see: as long as no revision has come since, whatever else was done leaves it true.
// Whoever gives a pledge to somebody, or snoozes it, has to have seen who did so last, and holds up nobody who writes.
function isStale(row: PledgeRow, version: number, act: PledgeAct): boolean {
  const oldest = act === 'check' ? row.revised_version : row.changed_version;
  const triaged = act === 'assign' || act === 'snooze' ? (row.triaged_version ?? 0) : 0;
  return version > row.version || version < Math.max(oldest ?? row.version, triaged);
}
