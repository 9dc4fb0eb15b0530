// Which pledges a list of the desk is of, as conditions on the table that is kept for them. Nothing that was sent becomes
// part of a statement.
import { dayAt } from '../../data/calendar.ts';
import type { DueDay, DueReason, Whose } from '../../data/lists.ts';
import type { Editor } from '../../data/roles.ts';
import type { State } from '../../data/states.ts';
import { foldedWords } from '../search.ts';

/** What is wanted of a list; what is not named is not asked for. */
export type Wanted = Partial<
  Record<'tracker' | 'category' | 'facet' | 'verdict' | 'owner' | 'assignee' | 'q', string | undefined>
> & {
  who?: Whose | undefined;
  day?: DueDay | undefined;
  state?: State | undefined;
  reason?: DueReason | undefined;
  due?: boolean | undefined;
  snoozed?: boolean | undefined;
};

/** Conditions, and what stands in them for each `?`. */
export type Condition = { where: string; values: SqlStorageValue[] };

/** How far ahead a day is soon. */
const SOON_MS = 30 * 86_400_000;

/** From which column's instant each reason holds; what was never looked at and what was too long ago share one. */
const SINCE: Record<DueReason, string> = {
  'due-passed': 'passed_at',
  disputed: 'under_review_at',
  suggested: 'suggested_at',
  'never-checked': 'looked_at IS NULL AND check_at',
  'check-old': 'looked_at IS NOT NULL AND check_at',
  'evidence-old': 'evidence_at',
};

/** From when a reason holds, as the beginning of a comparison. */
export function holdsSince(reason: DueReason): string {
  return SINCE[reason];
}

/** The condition of being wanted, among the trackers of whoever asks, at an instant. */
export function condition(sql: SqlStorage, wanted: Wanted, editor: Editor, now: string): Condition {
  const parts: Condition[] = [];
  const add = (where: string, ...values: SqlStorageValue[]) => parts.push({ where, values });
  const { tracker, category, facet, verdict, who, owner, assignee, state, reason, due, snoozed, day, q } =
    wanted;
  if (editor.trackers !== '*')
    add('listing.tracker IN (SELECT value FROM json_each(?))', JSON.stringify(editor.trackers));
  if (tracker !== undefined) add('listing.tracker = ?', tracker);
  for (const part of [category, facet]) if (part !== undefined) add('instr(filed, ?) > 0', ` ${part} `);
  if (verdict !== undefined) add('listing.verdict = ?', verdict);
  if (who === 'mine') add('(listing.assignee = ? OR holder = ?)', editor.name, editor.name);
  if (who === 'unassigned') add('listing.assignee IS NULL AND holder IS NULL');
  if (owner !== undefined) add('(listing.assignee = ? OR holder = ?)', owner, owner);
  if (assignee !== undefined) add('listing.assignee = ?', assignee);
  // The work as well as what readers see, or will see at an opening.
  if (state === 'ready') add('is_ready');
  else if (state !== undefined) add('(listing.state = ? OR listing.status = ?)', state, state);
  if (reason !== undefined) add(`due_at <= ? AND ${SINCE[reason]} <= ?`, now, now);
  if (due !== undefined) add(due ? 'due_at <= ?' : '(due_at IS NULL OR due_at > ?)', now);
  if (snoozed !== undefined)
    add(
      snoozed ? 'listing.snoozed_until > ?' : '(listing.snoozed_until IS NULL OR listing.snoozed_until <= ?)',
      now,
    );
  if (day !== undefined) parts.push(dayCondition(sql, day, now));
  const match = q === undefined ? null : matching(q);
  if (match !== null)
    add('listing.pledge IN (SELECT rowid FROM listing_words WHERE listing_words MATCH ?)', match);
  return all(parts);
}

// Which day it is differs between trackers, by their zones; seldom is it more than one.
function dayCondition(sql: SqlStorage, day: DueDay, now: string): Condition {
  if (day === 'none') return { where: 'due_by IS NULL', values: [] };
  const zones = sql.exec<{ id: string; zone: string }>(
    "SELECT id, json_extract(document, '$.timezone') AS zone FROM tracker",
  );
  const trackersOn = new Map<string, string[]>();
  for (const { id, zone } of zones) {
    const today = dayAt(now, zone);
    trackersOn.set(today, [...(trackersOn.get(today) ?? []), id]);
  }
  const soon = (today: string) => dayAt(Date.parse(today) + SOON_MS, 'UTC');
  const parts = [...trackersOn].map(([today, trackers]): Condition => {
    const on = day === 'passed' ? ['due_by < ?', today] : ['due_by BETWEEN ? AND ?', today, soon(today)];
    const [where = '', ...values] = on;
    if (trackersOn.size === 1) return { where, values };
    const among = 'listing.tracker IN (SELECT value FROM json_each(?))';
    return { where: `${where} AND ${among}`, values: [...values, JSON.stringify(trackers)] };
  });
  return {
    where: `(${parts.map(({ where }) => where).join(' OR ') || '0'})`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** That all of these hold. */
export function all(parts: Condition[]): Condition {
  return {
    where: parts.map(({ where }) => where).join(' AND ') || '1',
    values: parts.flatMap(({ values }) => values),
  };
}

// Every word may be the beginning of one. They hold letters and digits alone, so nothing of them is of the query's language.
function matching(q: string): string | null {
  const words = foldedWords(q).trim().split(' ').filter(Boolean);
  return words.length > 0 ? words.map((word) => `"${word}"*`).join(' ') : null;
}
