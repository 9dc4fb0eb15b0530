import { dayAfter, dayAt, firstMoment } from '../../data/calendar.ts';
import { day } from '../../data/field.ts';
import type { Editor } from '../../data/roles.ts';
import { mayEnter } from '../../data/roles.ts';
import type { AuditPage, AuditRow } from '../../data/running.ts';
import { type AuditFilter, auditIds, holdsText, peopleIn, type Span, spansOf } from './audit-search.ts';
import { aliasesOf, findRow } from './pledges.ts';
import { findTracker, listTrackers } from './trackers.ts';

/** A page of the audit. `grouped`: what is alike and in a row is one row; `people`: it is also told who did something. */
export type AuditRequest = AuditFilter & { limit: number; grouped?: boolean; people?: boolean };

type Stored = Omit<AuditRow, 'detail' | 'pledge' | 'group'> & { detail: string | null };
type Whole = Omit<Stored, 'detail'> & { detail: unknown };

/** A row has at most 2 MB, and all of an answer 32 MiB: with a page of this much text another row may come on top. */
const PAGE_CHARACTERS = 4_000_000;

/** So many rows become groups at a time. */
const MOST_GROUPED = 5000;

/** No tracker is told of after this day, and its next one is beyond what a calendar has. */
const LAST_DAY = '9999-12-30';

/**
 * The audit, newest first, as far as whoever asks may know it: of those who have some trackers, what was done in these. At
 * most `limit` rows, and no more of them than fit an answer; `next` is the `before` of the page after this one.
 */
export function readAudit(sql: SqlStorage, editor: Editor, request: AuditRequest): AuditPage {
  const page = pageOf(sql, editor, request);
  if (!request.people) return page;
  return { ...page, people: peopleIn(sql, spansFor(sql, editor, request.tracker)) };
}

function pageOf(sql: SqlStorage, editor: Editor, request: AuditRequest): AuditPage {
  const { limit, grouped = false, q, tracker } = request;
  const zone = (tracker !== undefined && findTracker(sql, tracker)?.tracker.timezone) || 'UTC';
  const spans = spansFor(sql, editor, tracker);
  const { ids, floor } = auditIds(sql, inZone(request, zone), namesOf(sql, request), spans);
  const pledgeOf = pledgeFinder(sql, tracker);
  const audit: AuditRow[] = [];
  const groups = new Set<string>();
  let characters = 0;
  let looked = 0;
  let lowest = 0;
  for (const id of ids) {
    const stored = rowOf(sql, id);
    const row = { ...stored, detail: JSON.parse(stored.detail ?? 'null') };
    if (isElsewhere(row, spans) || (q !== undefined && !holdsText(row, q))) continue;
    const newer = audit.at(-1);
    const joins = grouped && newer !== undefined && isAlike(newer, row, zone);
    if (characters > PAGE_CHARACTERS || looked === MOST_GROUPED || (!joins && audit.length === limit))
      return { zone, audit, next: lowest };
    lowest = id;
    looked += 1;
    if (joins) {
      groups.add(row.slug ?? '');
      newer.group = { rows: (newer.group?.rows ?? 1) + 1, pledges: groups.size, since: row.at };
      continue;
    }
    characters += stored.detail?.length ?? 0;
    groups.clear();
    if (row.slug !== null) groups.add(row.slug);
    audit.push({ ...row, pledge: pledgeOf(row) });
  }
  return { zone, audit, next: floor > 1 ? floor : null };
}

function rowOf(sql: SqlStorage, id: number): Stored {
  return sql
    .exec<Stored>(
      `SELECT id, at, editor, act, tracker, slug, from_revision AS fromRevision, to_revision AS toRevision, detail
       FROM audit WHERE id = ?`,
      id,
    )
    .one();
}

// A day is one of the calendar in a zone: `to` is the last that is wanted.
function inZone(request: AuditRequest, zone: string): AuditFilter {
  const { from, to } = request;
  const isDay = (moment: string | undefined): moment is string => day.safeParse(moment).success;
  return {
    ...request,
    from: isDay(from) ? firstMoment(from, zone) : stored(from),
    to: isDay(to) ? (to > LAST_DAY ? undefined : firstMoment(dayAfter(to), zone)) : stored(to),
  };
}

// Instants are stored in one form, and compared as text.
function stored(instant: string | undefined): string | undefined {
  return instant && new Date(instant).toISOString();
}

/** Of which trackers rows are wanted, and may be known; null where those of all are. */
function spansFor(sql: SqlStorage, editor: Editor, wanted: string | undefined): Span[] | null {
  if (wanted === undefined && editor.trackers === '*') return null;
  const ids = wanted === undefined ? listTrackers(sql).map(({ tracker }) => tracker.id) : [wanted];
  const known = ids.filter((id) => mayEnter(editor, id));
  return known.flatMap((id) => {
    if (findTracker(sql, id)) return spansOf(sql, id);
    // Of one that is gone only the audit is left, for those who run all of it.
    return editor.trackers === '*' ? [{ tracker: id, from: 0, before: Number.MAX_SAFE_INTEGER }] : [];
  });
}

function isElsewhere({ id, tracker }: Whole, spans: readonly Span[] | null): boolean {
  return (
    spans !== null && !spans.some((span) => span.tracker === tracker && id >= span.from && id < span.before)
  );
}

// A pledge is known by every name that it had.
function namesOf(sql: SqlStorage, { tracker, slug }: AuditFilter): string[] {
  if (slug === undefined) return [];
  const row = tracker === undefined ? undefined : findRow(sql, { tracker, slug });
  return row ? [...new Set([slug, row.slug, ...aliasesOf(sql, row.id)])] : [slug];
}

/** Whether two rows that follow each other are one to whoever reads them: saves of a text, checks of a day, one act on many. */
function isAlike(newer: AuditRow, older: Whole, zone: string): boolean {
  const { act, editor, tracker, slug, at } = newer;
  if (act !== older.act || editor !== older.editor || tracker !== older.tracker) return false;
  if (at === older.at) return true;
  const isOfOneDay = dayAt(at, zone) === dayAt(older.at, zone);
  return isOfOneDay && (act === 'check' || (act === 'save' && slug === older.slug));
}

/** Finds what a row's pledge is called now; of `tracker` also under the names that the tracker had. */
function pledgeFinder(sql: SqlStorage, tracker: string | undefined): (row: Whole) => AuditRow['pledge'] {
  const found = new Map<string, { slug: string; title: string | null; created_at: string } | null>();
  return ({ slug, at, ...row }) => {
    const name = tracker ?? row.tracker;
    if (name === null || slug === null) return null;
    const key = `${name}/${slug}`;
    if (!found.has(key)) found.set(key, titled(sql, name, slug));
    const pledge = found.get(key);
    // A name that was free again may be another pledge's by now.
    if (!pledge || pledge.created_at > at) return null;
    return { tracker: name, slug: pledge.slug, title: pledge.title };
  };
}

function titled(sql: SqlStorage, tracker: string, slug: string) {
  const row = findRow(sql, { tracker, slug });
  if (!row) return null;
  const { title } = sql
    .exec<{ title: string | null }>(
      `SELECT coalesce(json_extract(draft, '$.title'), json_extract(document, '$.title'), json_extract(ready, '$.content.title')) AS title
       FROM pledge LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
       WHERE pledge.id = ?`,
      row.id,
    )
    .one();
  return { slug: row.slug, title, created_at: row.created_at };
}
