// What there is to do today, the most pressing first. Each reason has an index by the instant from which it holds, so a page
// is read in its order, and how much there is of everything else costs nothing.
import type { Today } from '../../data/desk.ts';
import type { Editor } from '../../data/roles.ts';
import type { Work } from '../../data/states.ts';
import { countDue } from './list-facets.ts';
import { all, type Condition, condition, type Wanted } from './list-filter.ts';
import { listedPledges, listedWith } from './listing.ts';
import { waiting } from './outbox.ts';

/** How many rows of each kind there are at most, unless asked for more or fewer of what is due. */
const ROWS_OF_A_DAY = 100;

/** What of the day is wanted: whose, of which part, and which page of what is due. */
export type WantedDay = Omit<Wanted, 'state' | 'verdict' | 'assignee' | 'due' | 'snoozed'> & {
  limit?: number | undefined;
  after?: Place | undefined;
};

/** Where a page of what is due ends: at which rank, at which instant there, at which pledge. */
export type Place = { rank: number; at: string; pledge: number };

/**
 * By what a pledge presses, the most first: an open verdict whose day has passed; what is under review; what readers suggest
 * something about; what nobody has looked at for longer than its tracker allows; and where that is longer than a year, what
 * nobody has looked at for a year. Within each, whatever it has been so for longest.
 */
const RANKS = ['passed_at', 'under_review_at', 'suggested_at', 'check_at', 'evidence_at'] as const;

/** What there is to do in an editor's trackers. */
export function today(
  sql: SqlStorage,
  editor: Editor,
  now: string,
  { limit = ROWS_OF_A_DAY, after, reason, ...wanted }: WantedDay = {},
): Omit<Today, 'counts'> {
  const isDue = condition(sql, { ...wanted, reason, due: true }, editor, now);
  const counted = countDue(sql, editor, now, { ...wanted, reason });
  const places = duePlaces(sql, isDue, now, limit + 1, after);
  const last = places.length > limit ? places[limit - 1] : undefined;
  const ids = places.slice(0, limit).map(({ pledge }) => pledge);
  return {
    due: {
      count: counted?.count ?? countOf(sql, isDue),
      pledges: listedPledges(sql, ids, now),
      next: last ? writePlace(last) : null,
    },
    facets: counted?.facets ?? null,
    ...works(sql, editor, now, wanted),
    waiting: waiting(sql),
  };
}

// Not by reason: what is in the works is due for none.
function works(
  sql: SqlStorage,
  editor: Editor,
  now: string,
  wanted: Wanted,
): Omit<Today, 'due' | 'facets' | 'waiting' | 'counts'> {
  const listed = <More extends object>(each: Condition, order: string, more = '', ...values: string[]) => {
    const ids = sql.exec<{ pledge: number }>(
      `SELECT pledge FROM listing WHERE ${each.where} ORDER BY ${order}, pledge LIMIT ${ROWS_OF_A_DAY}`,
      ...each.values,
    );
    const pledges = [...ids].map(({ pledge }) => pledge);
    const count = pledges.length < ROWS_OF_A_DAY ? pledges.length : countOf(sql, each);
    return { count, pledges: listedWith<More>(sql, pledges, now, more, ...values) };
  };
  const { owner = editor.name, who: _, ...parts } = wanted;
  const own = 'EXISTS (SELECT 1 FROM json_each(pledge.authors) WHERE value = ?) AS own';
  const at = (state: Work, of: Condition) => all([{ where: 'state = ?', values: [state] }, of]);
  const isWanted = condition(sql, wanted, editor, now);
  const isTheirs = all([{ where: 'owner = ?', values: [owner] }, condition(sql, parts, editor, now)]);
  const review = listed<{ own: unknown }>(at('review', isWanted), 'updated_at', own, editor.name);
  return {
    review: { ...review, pledges: review.pledges.map((row) => ({ ...row, own: row.own === 1 })) },
    drafts: listed(at('draft', isTheirs), 'updated_at DESC'),
    scheduled: listed(at('scheduled', isWanted), PUBLISH_AT),
  };
}

const PUBLISH_AT = '(SELECT publish_at FROM pledge WHERE id = listing.pledge)';

function countOf(sql: SqlStorage, { where, values }: Condition): number {
  return sql.exec<{ count: number }>(`SELECT count(*) AS count FROM listing WHERE ${where}`, ...values).one()
    .count;
}

// One rank after the other, until the page is full.
function duePlaces(
  sql: SqlStorage,
  isDue: Condition,
  now: string,
  limit: number,
  after: Place = { rank: 0, at: '', pledge: 0 },
): Place[] {
  const places: Place[] = [];
  for (let rank = after.rank; rank < RANKS.length && places.length < limit; rank += 1) {
    const from = rank === after.rank ? after : { at: '', pledge: 0 };
    const rows = sql.exec<{ at: string; pledge: number }>(
      `SELECT ${RANKS[rank]} AS at, pledge FROM listing
       WHERE ${ofRank(rank)} AND (${RANKS[rank]}, pledge) > (?, ?) AND ${isDue.where}
       ORDER BY at, pledge LIMIT ?`,
      ...Array<string>(rank + 1).fill(now),
      from.at,
      from.pledge,
      ...isDue.values,
      limit - places.length,
    );
    for (const row of rows) places.push({ rank, ...row });
  }
  return places;
}

// That a reason holds, and none that presses more. Evidence is asked for by itself only where a check may be later still.
function ofRank(rank: number): string {
  const before = RANKS.slice(0, rank).map((at) => `(${at} IS NULL OR ${at} > ?)`);
  const holds = [`${RANKS[rank]} <= ?`, ...before];
  return (RANKS[rank] === 'evidence_at' ? [...holds, 'evidence_at < check_at'] : holds).join(' AND ');
}

function writePlace({ rank, at, pledge }: Place): string {
  return `${rank}_${at}_${pledge}`;
}

/** The place that `next` tells, or undefined where it is none. */
export function readPlace(next: string): Place | undefined {
  const [, rank, at = '', pledge] = /^([0-4])_([0-9TZ:.-]{20,30})_(\d{1,15})$/.exec(next) ?? [];
  return rank === undefined ? undefined : { rank: Number(rank), at, pledge: Number(pledge) };
}
