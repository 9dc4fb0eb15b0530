// The desk's lists: a tracker's pledges, and what there is to do today. Both are rows of the same shape, and what makes
// a pledge due is decided here and nowhere else.
import { dayAfter, firstMoment, lastDay } from '../../data/calendar.ts';
import type { DueReason, Listed, ListedPledge, State, Today, Work } from '../../data/desk.ts';
import type { Editor } from '../roles.ts';
import { foldedWords, wordSearch } from '../search.ts';
import { waiting } from './outbox.ts';
import { stateOf } from './pledges.ts';

/** How many rows of each kind `today` gives; the count beside them is of all. */
const ROWS_OF_A_DAY = 100;

/** Links die, so evidence is looked at once a year, however long a tracker lets a check count. */
const EVIDENCE_DAYS = 365;

type Row = Omit<ListedPledge, 'categories' | 'state' | 'dueBy' | 'ready'> & {
  work: Work | null;
  ready: string | null;
  categories: string | null;
};

// What is ready stands for what readers see.
const LISTED = `
  SELECT pledge.id, pledge.tracker, pledge.slug, pledge.version, work, status, owner, pledge.authors, revision.kind, revision.at,
    updated_at AS updatedAt, checked_at AS checkedAt, publish_at AS publishAt, comment,
    iif(ready IS NULL, NULL, json_object('at', json_extract(ready, '$.at'), 'by', json_extract(ready, '$.by'))) AS ready,
    revision.number = 1 AND revision.at = (SELECT opened_at FROM tracker WHERE id = pledge.tracker) AS isOpening,
    coalesce(json_extract(draft, '$.title'), json_extract(document, '$.title'), json_extract(ready, '$.content.title')) AS title,
    coalesce(json_extract(document, '$.verdict.id'), json_extract(ready, '$.content.verdict.id'), json_extract(draft, '$.verdict.id')) AS verdict,
    coalesce(json_extract(document, '$.categories'), json_extract(ready, '$.content.categories'), json_extract(draft, '$.categories')) AS categories,
    coalesce(json_extract(document, '$.due'), json_extract(ready, '$.content.due'), json_extract(draft, '$.due')) AS due,
    json_extract(document, '$.verdict.publishedAt') AS givenAt,
    json_extract(document, '$.underReview.since') AS disputedAt
  FROM pledge LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision`;

const COLUMNS = `tracker, slug, version, work, status, ready, owner, title, verdict, categories, due, updatedAt, checkedAt,
  publishAt, comment`;

type Wanted = { state?: State | undefined; owner?: string | undefined; q?: string | undefined };

/**
 * The pledges of a tracker for the desk's list, newest work first. `state` finds the work as well as the status, `q` the
 * words of a title as a reader's search does: SQLite knows the capitals of ASCII alone.
 */
export function listPledges(sql: SqlStorage, tracker: string, { state, owner, q }: Wanted): ListedPledge[] {
  const rows = sql.exec<Row>(
    `SELECT ${COLUMNS} FROM (${LISTED} WHERE pledge.tracker = ?1)
     WHERE (?2 IS NULL OR work = ?2 OR status = ?2 OR ?2 = 'ready' AND ready IS NOT NULL) AND (?3 IS NULL OR owner = ?3)
     ORDER BY updatedAt DESC, slug`,
    tracker,
    state ?? null,
    owner ?? null,
  );
  const holds = q ? wordSearch(q) : null;
  return [...rows]
    .filter(({ title, slug }) => holds === null || holds(foldedWords(title ?? slug)))
    .map(asListed);
}

/** What there is to do in an editor's trackers. */
export function today(sql: SqlStorage, editor: Editor, now: string): Today {
  const mine = JSON.stringify(editor.trackers === '*' ? null : editor.trackers);
  const work = (wanted: Work, order: string, owner: string | null = null) =>
    sql.exec<Row & { total: number; own: number }>(
      `SELECT ${COLUMNS}, count(*) OVER () AS total,
         EXISTS (SELECT 1 FROM json_each(authors) WHERE value = ?2) AS own
       FROM (${LISTED} WHERE work = ?1 AND ${IN_TRACKERS} AND (?3 IS NULL OR owner = ?3))
       ORDER BY ${order}, tracker, slug LIMIT ${ROWS_OF_A_DAY}`,
      wanted,
      editor.name,
      owner,
      mine,
    );
  return {
    due: listed(due(sql, mine, now), ({ passed, never, old, stale, lookedAt, ...row }) => ({
      ...asListed(row),
      lookedAt,
      reasons: reasonsOf({
        'due-passed': passed,
        'never-checked': never,
        'check-old': old,
        'evidence-old': stale,
      }),
    })),
    review: listed(work('review', 'updatedAt'), (row) => ({ ...asListed(row), own: row.own === 1 })),
    drafts: listed(work('draft', 'updatedAt DESC', editor.name), ({ own: _, ...row }) => asListed(row)),
    scheduled: listed(work('scheduled', 'publishAt'), ({ own: _, ...row }) => asListed(row)),
    waiting: waiting(sql),
  };
}

const IN_TRACKERS = `(?4 = 'null' OR pledge.tracker IN (SELECT value FROM json_each(?4)))`;

type Due = Row & { lookedAt: string | null } & Record<'total' | 'passed' | 'never' | 'old' | 'stale', number>;

// A day passes on the tracker's own calendar. For each day, month or year by which a promise of an open term was due and
// that may be over: the first moment of the day after its last, as SQLite knows no zones.
function ends(sql: SqlStorage, now: string): string {
  const days = sql.exec<{ tracker: string; zone: string; due: string }>(
    `SELECT DISTINCT listed.tracker, json_extract(tracker.document, '$.timezone') AS zone, due
     FROM (${LISTED} WHERE status = 'published') listed JOIN tracker ON tracker.id = listed.tracker
     WHERE json_extract(tracker.document, '$.closedAt') IS NULL AND due < date(?, '+1 day')`,
    now,
  );
  return JSON.stringify(
    [...days].map(({ tracker, zone, due }) => [tracker, due, firstMoment(dayAfter(lastDay(due)), zone)]),
  );
}

// What presses most comes first: an open verdict whose day has passed, the oldest day first; what is under review; what a
// reader has suggested something about; what is open; and then by how long nobody has looked, where nobody ever has since
// the verdict was given. After "~" a month comes behind its days, and a year behind its months.
const MOST_PRESSING = `passed DESC, iif(passed, endedAt, NULL), disputedAt IS NULL, disputedAt, suggested DESC, open DESC,
  julianday(coalesce(lookedAt, givenAt, at)), due IS NULL, due || '~', tracker, slug`;

// A publication is a look as well; an import, and the opening of a tracker, is none. Whoever looks after the due day and leaves the verdict open has
// seen that the day has passed. What is in review or scheduled has somebody's eyes already, and a term that is over
// asks for nothing.
function due(sql: SqlStorage, trackers: string, now: string): SqlStorageCursor<Due> {
  return sql.exec<Due>(
    `WITH rule AS (
       SELECT id, json_extract(document, '$.reviewEvery') AS days, document
       FROM tracker WHERE json_extract(document, '$.closedAt') IS NULL
     ), ended AS (
       SELECT json_extract(value, '$[0]') AS tracker, json_extract(value, '$[1]') AS due, json_extract(value, '$[2]') AS at
       FROM json_each(?5)
     ), final AS (
       SELECT rule.id AS tracker, json_extract(verdict.value, '$.id') AS id
       FROM rule, json_each(rule.document, '$.scheme.verdicts') verdict WHERE json_extract(verdict.value, '$.final')
     ), looked AS (
       SELECT *, nullif(max(coalesce(checkedAt, ''), iif(kind = 'import' OR isOpening, '', coalesce(at, ''))), '') AS lookedAt,
         (tracker, verdict) NOT IN (SELECT tracker, id FROM final) AS open,
         EXISTS (SELECT 1 FROM suggestion WHERE state = 'open' AND pledge = listed.id) AS suggested
       FROM (${LISTED} WHERE status = 'published' AND (work IS NULL OR work = 'draft') AND ${IN_TRACKERS}) listed
     ), judged AS (
       SELECT looked.*, ended.at AS endedAt,
         open AND coalesce(ended.at <= ?1 AND coalesce(lookedAt < ended.at, 1), 0) AS passed,
         lookedAt IS NULL AS never,
         coalesce(julianday(lookedAt) < julianday(?1) - rule.days, 0) AS old,
         coalesce(julianday(lookedAt) < julianday(?1) - ?2, 0) AS stale
       FROM looked JOIN rule ON rule.id = looked.tracker
         LEFT JOIN ended ON ended.tracker = looked.tracker AND ended.due = looked.due
     )
     SELECT ${COLUMNS}, lookedAt, passed, never, old, stale, count(*) OVER () AS total
     FROM judged WHERE passed OR never OR old OR stale
     ORDER BY ${MOST_PRESSING} LIMIT ?3`,
    now,
    EVIDENCE_DAYS,
    ROWS_OF_A_DAY,
    trackers,
    ends(sql, now),
  );
}

function reasonsOf(found: Record<DueReason, number>): DueReason[] {
  return (Object.keys(found) as DueReason[]).filter((reason) => found[reason] === 1);
}

function listed<Found extends { total: number }, Shown>(
  found: Iterable<Found>,
  show: (row: Omit<Found, 'total'>) => Shown,
): Listed<Shown> {
  const rows = [...found];
  return { count: rows[0]?.total ?? 0, pledges: rows.map(({ total: _, ...row }) => show(row)) };
}

function asListed({ work, status, ready, categories, ...row }: Row): ListedPledge {
  return {
    ...row,
    dueBy: row.due && lastDay(row.due),
    status,
    ready: ready === null ? null : JSON.parse(ready),
    state: stateOf({ work, status, ready }),
    categories: JSON.parse(categories ?? '[]'),
  };
}
