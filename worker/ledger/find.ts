// Finding pledges in all trackers of whoever asks: by what they are, and by their words.
import type { Found } from '../../data/desk.ts';
import type { FoundSort } from '../../data/lists.ts';
import type { Editor } from '../../data/roles.ts';
import { all, type Condition, condition, type Wanted } from './list-filter.ts';
import { listedPledges } from './listing.ts';

const SORTED_BY: Record<FoundSort, string> = {
  title: 'title_key',
  due: 'due_by',
  updated: 'listing.updated_at',
  checked: 'looked_at',
  verdict: 'verdict_place',
  owner: 'coalesce(listing.assignee, holder)',
};

/** In which order, and after which row: what it is sorted by there, and the pledge. */
export type FoundOrder = {
  sort: FoundSort;
  order: 'asc' | 'desc';
  limit: number;
  after?: FoundPlace | undefined;
};
export type FoundPlace = { key: string | number | null; pledge: number };

/** A page of what is wanted. What has nothing of what it is sorted by comes last, whichever way. */
export function find(
  sql: SqlStorage,
  editor: Editor,
  now: string,
  wanted: Wanted,
  { sort, order, limit, after }: FoundOrder,
): Found {
  const isWanted = condition(sql, wanted, editor, now);
  const { count } = sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM listing WHERE ${isWanted.where}`,
      ...isWanted.values,
    )
    .one();
  const key = SORTED_BY[sort];
  const { where, values } = all([isWanted, ...(after ? [isBeyond(key, order, after)] : [])]);
  const rows = sql
    .exec<FoundPlace>(
      `SELECT ${key} AS key, pledge FROM listing WHERE ${where} ORDER BY ${key} IS NULL, ${key} ${order}, pledge LIMIT ?`,
      ...values,
      limit + 1,
    )
    .toArray();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const ids = rows.slice(0, limit).map(({ pledge }) => pledge);
  return { count, pledges: listedPledges(sql, ids, now), next: last ? writePlace(last) : null };
}

function isBeyond(key: string, order: 'asc' | 'desc', after: FoundPlace): Condition {
  if (after.key === null) return { where: `${key} IS NULL AND pledge > ?`, values: [after.pledge] };
  const further = order === 'asc' ? '>' : '<';
  return {
    where: `(${key} ${further} ? OR ${key} = ? AND pledge > ? OR ${key} IS NULL)`,
    values: [after.key, after.key, after.pledge],
  };
}

function writePlace({ key, pledge }: FoundPlace): string {
  return JSON.stringify([pledge, key]);
}

/** The place that `next` tells, or undefined where it is none. */
export function readPlace(next: string): FoundPlace | undefined {
  try {
    const [pledge, key] = JSON.parse(next);
    const isKey = key === null || typeof key === 'string' || typeof key === 'number';
    return Number.isSafeInteger(pledge) && isKey ? { pledge, key } : undefined;
  } catch {
    return undefined; // not JSON
  }
}
