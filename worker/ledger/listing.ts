// The rows of the desk's lists, read from the table that is kept for them (kept-listing.ts).
import { lastDay } from '../../data/calendar.ts';
import type { ListedPledge } from '../../data/desk.ts';
import type { State, Status, Work } from '../../data/states.ts';
import { foldedWords, wordSearch } from '../search.ts';
import { type DueInstants, reasonsAt } from './due-rule.ts';
import { stateOf } from './pledges.ts';

type Row = Omit<ListedPledge, 'categories' | 'state' | 'dueBy' | 'ready' | 'reasons'> &
  DueInstants & {
    work: Work | null;
    status: Status | null;
    ready: string | null;
    categories: string;
  };

/** What is read of each row; from `ROWS`. */
const COLUMNS = `
  pledge.tracker, pledge.slug, pledge.version, pledge.work, pledge.status, pledge.owner, pledge.assignee,
  iif(ready IS NULL, NULL, json_object('at', json_extract(ready, '$.at'), 'by', json_extract(ready, '$.by'))) AS ready,
  title, verdict, categories, due, pledge.updated_at AS updatedAt, pledge.checked_at AS checkedAt, looked_at AS lookedAt,
  pledge.snoozed_until AS snoozedUntil, suggestions, (SELECT count(*) FROM comment WHERE comment.pledge = listing.pledge) AS comments,
  publish_at AS publishAt, comment, passed_at AS passedAt,
  under_review_at AS underReviewAt, suggested_at AS suggestedAt, check_at AS checkAt, evidence_at AS evidenceAt, due_at AS dueAt`;
const ROWS = 'listing JOIN pledge ON pledge.id = listing.pledge';

type Wanted = { state?: State | undefined; owner?: string | undefined; q?: string | undefined };

/**
 * The pledges of a tracker for the desk's list, newest work first. `state` finds the work as well as the status, `q` the
 * words of a title as a reader's search does.
 */
export function listPledges(
  sql: SqlStorage,
  tracker: string,
  { state, owner, q }: Wanted,
  now: string,
): ListedPledge[] {
  const rows = sql.exec<Row>(
    `SELECT ${COLUMNS} FROM ${ROWS}
     WHERE listing.tracker = ?1 AND (?2 IS NULL OR listing.state = ?2 OR listing.status = ?2 OR ?2 = 'ready' AND is_ready)
       AND (?3 IS NULL OR listing.owner = ?3)
     ORDER BY listing.updated_at DESC, pledge.slug`,
    tracker,
    state ?? null,
    owner ?? null,
  );
  const holds = q ? wordSearch(q) : null;
  return [...rows]
    .filter(({ title, slug }) => holds === null || holds(foldedWords(title ?? slug)))
    .map((row) => asListed(row, now));
}

/** The rows of these pledges, in this order. */
export function listedPledges(sql: SqlStorage, ids: number[], now: string): ListedPledge[] {
  return listedWith<object>(sql, ids, now);
}

/** The same with what else is read of each, such as `1 AS one`. */
export function listedWith<More extends object>(
  sql: SqlStorage,
  ids: number[],
  now: string,
  more = '',
  ...values: SqlStorageValue[]
): (ListedPledge & More)[] {
  const rows = sql.exec<Row & Record<string, SqlStorageValue>>(
    `SELECT ${COLUMNS}${more && `, ${more}`} FROM json_each(?) AS wanted JOIN ${ROWS} AND listing.pledge = wanted.value
     ORDER BY wanted.key`,
    ...values,
    JSON.stringify(ids),
  );
  return [...rows].map((row) => asListed(row, now) as ListedPledge & More);
}

function asListed(row: Row, now: string): ListedPledge {
  const {
    work,
    ready,
    categories,
    passedAt,
    underReviewAt,
    suggestedAt,
    checkAt,
    evidenceAt,
    dueAt,
    ...shown
  } = row;
  const instants = { passedAt, underReviewAt, suggestedAt, checkAt, evidenceAt, dueAt };
  return {
    ...shown,
    dueBy: row.due && lastDay(row.due),
    ready: ready === null ? null : JSON.parse(ready),
    state: stateOf({ work, status: row.status, ready }),
    categories: JSON.parse(categories),
    reasons: reasonsAt({ ...instants, lookedAt: row.lookedAt }, now),
  };
}
