// Who looks at a pledge, and when again. Neither changes a word of it, so nobody who writes meanwhile is held up.
import type { PledgeRecord } from '../../data/desk.ts';
import { choiceFault } from '../../data/explain.ts';
import { wordFault } from '../../data/fault.ts';
import { instantOrDay } from '../../data/field.ts';
import { fieldErrors } from '../field-error.ts';
import { done, invalid, type Refused, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { notify } from './inbox.ts';
import { mayWorkIn, peopleOf } from './people.ts';
import type { PledgeRow } from './pledges.ts';
import { readRecord } from './record.ts';
import { keepStep, type Undo } from './undo-steps.ts';

/** Whatever is put off longer is forgotten. */
const LONGEST_SNOOZE_MS = 366 * 86_400_000;

/** Whom a pledge is given to, nobody where it is null; `note` is said to them alone. */
export type Assignment = { to: string | null; note?: string | null | undefined };

/** Gives a pledge to somebody, or to nobody. A draft goes along with it. */
export function assignPledge(
  act: Act,
  name: PledgeName,
  version: number,
  { to, note = null }: Assignment,
  undo: Undo,
): Result<PledgeRecord, NotBegun | 'invalid'> {
  const begun = begin(act, name, version, 'assign');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  if (to !== null && !mayWorkIn(act, [name.tracker], to)) return nobody(act, name.tracker, to);
  const owner = to !== null && row.work !== null ? to : row.owner;
  if (to === row.assignee && owner === row.owner) return readRecord(act, row);
  act.sql.exec('UPDATE pledge SET assignee = ?, owner = ? WHERE id = ?', to, owner, row.id);
  keepTriage(act, row, undo, { assignee: row.assignee, owner: row.owner });
  const { tracker, slug } = row;
  if (to !== null)
    notify(act, { to, kind: 'assigned', tracker, slug, detail: { text: note }, under: undo.id });
  return triaged(act, row, 'assign', { to, ...undo.detail });
}

/** Lets a pledge be due no sooner than at an instant or on a day; null: as soon as it is. */
export function snoozePledge(
  act: Act,
  name: PledgeName,
  version: number,
  until: string | null,
  undo: Undo,
): Result<PledgeRecord, NotBegun | 'invalid'> {
  const begun = begin(act, name, version, 'snooze');
  if (!begun.ok) return begun;
  const { row, tracker } = begun.value;
  const snoozed = until === null ? done(null) : snoozeEnd(act, tracker.timezone, until);
  if (!snoozed.ok) return snoozed;
  if (snoozed.value === row.snoozed_until) return readRecord(act, row);
  act.sql.exec('UPDATE pledge SET snoozed_until = ? WHERE id = ?', snoozed.value, row.id);
  keepTriage(act, row, undo, { snoozedUntil: row.snoozed_until });
  return triaged(act, row, 'snooze', { until: snoozed.value, ...undo.detail });
}

/** Ends a snooze: something has come that nobody knew of when it began. */
export function wake(sql: SqlStorage, pledgeId: number): void {
  sql.exec('UPDATE pledge SET snoozed_until = NULL WHERE id = ? AND snoozed_until IS NOT NULL', pledgeId);
}

/** Whether nobody has touched it since the triage that made this version. */
export function isAsTriaged(row: PledgeRow, version: number): boolean {
  return row.triaged_version === version && (row.changed_version ?? 0) <= version;
}

/** Closes an act of triage: a new version, by which no words become stale, and its audit row. */
export function triaged(
  act: Act,
  { id, tracker, slug, revision }: PledgeRow,
  name: string,
  detail: Record<string, unknown> = {},
): Result<PledgeRecord, 'unknown-pledge'> {
  act.sql.exec(
    `UPDATE pledge SET version = version + 1, triaged_version = version + 1,
       revised_version = coalesce(revised_version, version), changed_version = coalesce(changed_version, version)
     WHERE id = ?`,
    id,
  );
  audit(act, { act: name, tracker, slug, fromRevision: revision, detail });
  return readRecord(act, { tracker, slug });
}

function keepTriage(act: Act, row: PledgeRow, undo: Undo, before: Record<string, unknown>): void {
  const { id, slug, version } = row;
  keepStep(act, undo, { slug, pledge: id, trash: null, version: version + 1, before });
}

function snoozeEnd({ at }: Act, timezone: string, sent: string): Result<string, 'invalid'> {
  const read = instantOrDay(timezone).safeParse(sent);
  if (!read.success) return refused({ reason: 'invalid', errors: fieldErrors(read.error, '/until') });
  const until = new Date(read.data).toISOString();
  if (until <= at) return invalid('/until', { code: 'in-past', found: sent, allowed: { earliest: at } });
  const latest = new Date(Date.parse(at) + LONGEST_SNOOZE_MS).toISOString();
  return until > latest
    ? invalid('/until', { code: 'in-future', found: sent, allowed: { latest } })
    : done(until);
}

function nobody(act: Act, tracker: string, to: string): Refused<'invalid'> {
  const fault = choiceFault('not-a-choice', to, peopleOf(act, tracker));
  return invalid('/to', fault, `must name somebody who may work in this tracker; ${wordFault(fault)}`);
}
