// What an act makes news of, as rows that its own transaction writes. An act that is not named here makes none: imports,
// edits, and the opening of a private tracker, whose pledges nobody could have quoted before.
import type { NewsType } from '../../data/news.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { Revision } from '../../data/revision.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isUnlisted } from '../../data/visibility.ts';
import type { CourierItem, DeskItem, MovedItem, NewsItem, PledgeNews } from '../courier-item.ts';
import type { TrackerInput } from '../projection/input.ts';
import { currentLabel, replaced } from '../projection/verdict.ts';
import type { Act } from './act.ts';
import type { PledgeRow } from './pledges.ts';
import { findTracker, schemesOf } from './trackers.ts';

type Of = Pick<PledgeRow, 'id' | 'tracker' | 'slug'>;
type Newest = Pick<Revision, 'revision' | 'hash' | 'kind' | 'note'>;

/** Notes what a new revision is news of, if of anything. `act`: the name that the audit has of it. */
export function noteRevision(
  act: Act,
  name: string,
  row: Of,
  { before, document, record }: { before: Pledge | null; document: Pledge; record: Newest },
): void {
  const type = newsIn(name, before, document);
  // Of what is in no list a hub, which is everybody's, is not told.
  const isTold = isInFeeds(record.kind) && !isUnlisted(trackerOf(act.sql, row.tracker));
  const feed = isTold ? { corrects: isCorrection(record.kind) } : null;
  const forgets = record.kind === 'redaction';
  if (!type && !feed && !forgets) return;
  const news = type && newsOf(act.sql, row, type, { before, document, record });
  note(act, row, { news, feed, forgets, ...(forgets ? { title: document.title } : {}) });
}

/** Notes that a pledge is found elsewhere. */
export function noteRenamed(act: Act, row: Of, was: string, document: Pledge | null): void {
  if (!document) return;
  const record = newestOf(act.sql, row);
  note(act, row, {
    news: { ...newsOf(act.sql, row, 'pledge.renamed', { before: null, document, record }), note: null, was },
    feed: null,
    forgets: false,
  });
}

/** Notes that a pledge leads to another from now on. */
export function noteMerged(act: Act, row: Of, document: Pledge, into: { slug: string; title: string }): void {
  const record = newestOf(act.sql, row);
  const news = { ...newsOf(act.sql, row, 'pledge.merged', { before: null, document, record }), into };
  note(act, row, { news, feed: null, forgets: false });
}

// An edit leaves the verdict as it was, and so may a reversion.
function newsIn(act: string, before: Pledge | null, { verdict }: Pledge): NewsType | null {
  switch (act) {
    case 'publish':
    case 'revert':
    case 'close':
      if (before?.status !== 'published') return 'verdict.published';
      return before.verdict.id === verdict.id ? null : 'verdict.changed';
    case 'correct':
      return 'verdict.corrected';
    case 'retract':
      return 'verdict.withdrawn';
    case 'dispute':
      return 'review.started';
    case 'settle':
      return 'review.settled';
    default:
      return null;
  }
}

// As the feeds have it: see latestChanges and corrections in projection-input.ts.
function isInFeeds(kind: Revision['kind']): boolean {
  return kind !== 'import' && kind !== 'edit';
}

function isCorrection(kind: Revision['kind']): boolean {
  return kind === 'correction' || kind === 'retraction' || kind === 'redaction';
}

function newsOf(
  sql: SqlStorage,
  { tracker: id }: Of,
  type: NewsType,
  { before, document, record }: { before: Pledge | null; document: Pledge; record: Newest },
): PledgeNews {
  const whole = factsOf(sql, id);
  const label = ({ status, verdict }: Pledge) => currentLabel(status, verdict, whole);
  const to = label(document);
  return {
    type,
    title: document.title,
    language: whole.tracker.language,
    from: replaced(record.kind, before && label(before), to),
    to,
    note: record.note,
    revision: record.revision,
    hash: record.hash,
  };
}

function factsOf(sql: SqlStorage, id: string): TrackerInput {
  return { tracker: trackerOf(sql, id), schemes: schemesOf(sql, id) };
}

function trackerOf(sql: SqlStorage, id: string): Tracker {
  const tracker = findTracker(sql, id)?.tracker;
  if (!tracker) throw new Error('A pledge without its tracker.');
  return tracker;
}

function newestOf(sql: SqlStorage, { id }: Of): Newest {
  return sql
    .exec<Newest>(
      `SELECT number AS revision, hash, kind, note FROM revision WHERE pledge = ? ORDER BY number DESC LIMIT 1`,
      id,
    )
    .one();
}

function note({ sql, at }: Act, row: Of, what: Pick<NewsItem, 'news' | 'feed' | 'forgets' | 'title'>): void {
  const { id, tracker, slug } = row;
  const subject = `${tracker}#${id}`;
  queue(sql, `msg_${crypto.randomUUID().replaceAll('-', '')}`, {
    at,
    subject,
    tracker,
    slug,
    names: namesOf(sql, row),
    ...what,
  });
}

function queue(
  sql: SqlStorage,
  id: string,
  item: Omit<NewsItem, 'id'> | Omit<DeskItem, 'id'> | Omit<MovedItem, 'id'>,
): void {
  sql.exec(
    'INSERT INTO news (id, queued_at, item) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
    id,
    Date.parse(item.at),
    JSON.stringify(item),
  );
}

/** Notes that a private tracker has another id, or that one was deleted: whoever hears of it goes along, or hears nothing any more. */
export function noteTrackerMoved({ sql, at }: Act, moved: string, to: string | null): void {
  queue(sql, `moved ${at} ${moved}`, { at, moved, to });
}

/**
 * Notes that something waits for somebody at the desk, who may have asked to be told by mail; or with `isGone`, that their name is
 * nobody's any more. Of one act it is noted once, on however many pledges it is.
 */
export function noteForDesk({ sql, at }: Pick<Act, 'sql' | 'at'>, person: string, isGone = false): void {
  queue(sql, `${isGone ? 'gone' : 'waits'} ${at} ${person}`, { at, person, isGone });
}

// Its slug and those that it had, and the same of each pledge that it took in: articles quote it by any of them. An old
// site's path is no name that an article quotes.
function namesOf(sql: SqlStorage, { id, tracker }: Of): string[] {
  const names = sql.exec<{ slug: string }>(
    `WITH RECURSIVE same (id) AS (SELECT ?1 UNION SELECT pledge.id FROM pledge JOIN same ON pledge.moved_to = same.id)
     SELECT slug FROM pledge WHERE id IN same
     UNION SELECT slug FROM alias WHERE pledge IN same AND slug NOT LIKE '/%'`,
    id,
  );
  return [...names].map(({ slug }) => `${tracker}/${slug}`);
}

/** How many rows wait to be handed over, and since when. */
export function waitingNews(sql: SqlStorage): { waiting: number; since: string | null } {
  const { waiting, since } = sql
    .exec<{ waiting: number; since: number | null }>(
      'SELECT count(*) AS waiting, min(queued_at) AS since FROM news',
    )
    .one();
  return { waiting, since: since === null ? null : new Date(since).toISOString() };
}

/** The oldest that wait, in the order in which they happened. */
export function nextNews(sql: SqlStorage, limit: number): { number: number; item: CourierItem }[] {
  const rows = sql.exec<{ number: number; id: string; item: string }>(
    'SELECT number, id, item FROM news ORDER BY number LIMIT ?',
    limit,
  );
  return [...rows].map(({ number, id, item }) => ({ number, item: { id, ...JSON.parse(item) } }));
}

/** Drops what the Courier has. */
export function dropNews(sql: SqlStorage, numbers: number[]): void {
  sql.exec('DELETE FROM news WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(numbers));
}
