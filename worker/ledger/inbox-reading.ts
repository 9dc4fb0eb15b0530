// An inbox as its owner sees it, and what they have read of it. What readers suggest is counted when somebody looks: it is no
// row of anybody's, and is gone by itself once it is closed.
import type { Counts, Inbox, InboxEntry, InboxKind, InboxMarks } from '../../data/inbox.ts';
import { barrier, type Editor } from '../../data/roles.ts';
import { done, type Result } from '../result.ts';
import type { Act } from './act.ts';
import { countOpenSuggestions } from './suggestions.ts';

// `?1`: the name, `?2`: its trackers as JSON, null for all. What is in the trash with its pledge is not seen. A webhook's entry is
// for whoever may enter all that it hears of.
const VISIBLE = `
  person = ?1 AND inbox.trash IS NULL AND (?2 IS NULL
    OR inbox.tracker IN (SELECT value FROM json_each(?2))
    OR inbox.tracker IS NULL AND NOT EXISTS (
      SELECT 1 FROM json_each(detail, '$.trackers') heard WHERE heard.value NOT IN (SELECT value FROM json_each(?2))))`;

// What readers suggest of a pledge is one entry, by the newest of it. `?3`: whether they may close suggestions.
const SUGGESTED = `
  SELECT pledge, max(id) AS newest, max(at) AS at, count(*) AS count FROM suggestion
  WHERE state = 'open' AND ?3 GROUP BY pledge`;

const ENTRIES = `
  SELECT 'n' || inbox.id AS id, inbox.id AS number, kind, inbox.at, inbox.editor AS by, read_at AS readAt,
    inbox.tracker, inbox.pledge, count, coalesce(comment.text, json_extract(detail, '$.text')) AS text, comment.id AS comment,
    json_extract(detail, '$.publishAt') AS publishAt, json_extract(detail, '$.webhook') AS webhook
  FROM inbox LEFT JOIN comment ON comment.id = inbox.comment WHERE ${VISIBLE}
  UNION ALL
  SELECT 's' || open.pledge || '-' || open.newest, open.newest, 'suggestion', open.at, NULL,
    iif(seen.newest >= open.newest, seen.at, NULL), pledge.tracker, open.pledge, open.count, NULL, NULL, NULL, NULL
  FROM (${SUGGESTED}) open JOIN pledge ON pledge.id = open.pledge
    LEFT JOIN suggestion_seen seen ON seen.person = ?1 AND seen.pledge = open.pledge
  WHERE ?2 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?2))`;

/** Which part of an inbox is wanted; `after` is the `next` of the page before. */
export type InboxPage = { unread: boolean; after?: string | undefined; limit: number };

/** The inbox of whoever asks, the newest first. */
export function readInbox(act: Act, { unread, after, limit }: InboxPage): Inbox {
  const [at = null, id = null] = after?.split('~') ?? [];
  type Row = Omit<InboxEntry, 'webhook'> & { webhook: string | null; number: number };
  const rows = act.sql
    .exec<Row>(
      `WITH entry AS (${ENTRIES})
       SELECT entry.id, entry.kind, entry.at, by, readAt, entry.tracker, pledge.slug, entry.count, entry.text, entry.comment,
         publishAt, webhook,
         coalesce(json_extract(draft, '$.title'), json_extract(document, '$.title'),
           json_extract(ready, '$.content.title')) AS title
       FROM entry LEFT JOIN pledge ON pledge.id = entry.pledge
         LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
       WHERE (NOT ?4 OR readAt IS NULL) AND (?5 IS NULL OR (entry.at, entry.id) < (?5, ?6))
       ORDER BY entry.at DESC, entry.id DESC LIMIT ?7`,
      ...whose(act.editor),
      unread ? 1 : 0,
      at,
      id,
      limit + 1,
    )
    .toArray();
  const entries = rows.slice(0, limit).map(asEntry);
  const last = rows.length > limit ? entries.at(-1) : undefined;
  return {
    entries,
    next: last ? `${last.at}~${last.id}` : null,
    unread: countUnread(act),
    at: act.at,
  };
}

function asEntry({ webhook, ...row }: Omit<InboxEntry, 'webhook'> & { webhook: string | null }): InboxEntry {
  return { ...row, webhook: webhook === null ? null : JSON.parse(webhook) };
}

/** How many entries whoever asks has not read. */
export function countUnread({ sql, editor }: Pick<Act, 'sql' | 'editor'>): number {
  return sql
    .exec<{ count: number }>(
      `SELECT (SELECT count(*) FROM inbox WHERE read_at IS NULL AND ${VISIBLE})
         + (SELECT count(*) FROM (${SUGGESTED}) open JOIN pledge ON pledge.id = open.pledge
              LEFT JOIN suggestion_seen seen ON seen.person = ?1 AND seen.pledge = open.pledge
            WHERE open.newest > coalesce(seen.newest, 0)
              AND (?2 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?2)))) AS count`,
      ...whose(editor),
    )
    .one().count;
}

/** Those that are about nobody's own work: they are told once a day and not at once. */
const NOT_AT_ONCE: ReadonlySet<InboxKind> = new Set<InboxKind>(['commented', 'suggestion']);

/** How many entries of each kind somebody has not read; with `since`, of those that came after it and wait for them alone. */
export function unreadByKind(
  sql: SqlStorage,
  editor: Editor,
  since: string | null,
): Partial<Record<InboxKind, number>> {
  const rows = sql.exec<{ kind: InboxKind; count: number }>(
    `WITH entry AS (${ENTRIES})
     SELECT kind, count(*) AS count FROM entry WHERE readAt IS NULL AND (?4 IS NULL OR at > ?4) GROUP BY kind ORDER BY kind`,
    ...whose(editor),
    since,
  );
  return Object.fromEntries(
    [...rows]
      .filter(({ kind }) => since === null || !NOT_AT_ONCE.has(kind))
      .map(({ kind, count }) => [kind, count]),
  );
}

/** How much waits for whoever asks. */
export function countsOf(act: Pick<Act, 'sql' | 'editor'>): Counts {
  const { sql, editor } = act;
  return {
    inbox: countUnread(act),
    suggestions: mayClose(editor) ? countOpenSuggestions(sql, editor.trackers) : 0,
  };
}

/** Notes what was read, or is to count as unread again. What is not there, or another's, is left alone. */
export function markInbox(
  act: Act,
  { read, unread, until = act.at }: InboxMarks,
): Result<{ unread: number }, never> {
  const { sql, at, editor } = act;
  if (read === 'all') {
    sql.exec(
      'UPDATE inbox SET read_at = ? WHERE person = ? AND read_at IS NULL AND at <= ?',
      at,
      editor.name,
      until,
    );
    noteSeen(act, openUntil(act, until));
  } else {
    const { notices, suggested } = apart(read);
    sql.exec(
      'UPDATE inbox SET read_at = ? WHERE person = ? AND read_at IS NULL AND id IN (SELECT value FROM json_each(?))',
      at,
      editor.name,
      JSON.stringify(notices),
    );
    noteSeen(act, suggested);
  }
  const again = apart(unread);
  sql.exec(
    'UPDATE inbox SET read_at = NULL WHERE person = ? AND id IN (SELECT value FROM json_each(?))',
    editor.name,
    JSON.stringify(again.notices),
  );
  sql.exec(
    `DELETE FROM suggestion_seen WHERE person = ? AND pledge IN (SELECT value ->> 'pledge' FROM json_each(?))`,
    editor.name,
    JSON.stringify(again.suggested),
  );
  return done({ unread: countUnread(act) });
}

/** Of a pledge's suggestions, the newest that somebody has seen: what comes after it is unread. */
type Seen = { pledge: number; newest: number };

// An entry's id says what was on the screen, so that nothing is read which came in between.
function apart(ids: string[]): { notices: number[]; suggested: Seen[] } {
  const notices: number[] = [];
  const suggested: Seen[] = [];
  for (const id of ids) {
    const [, notice, pledge, newest] = /^(?:n(\d{1,15})|s(\d{1,15})-(\d{1,15}))$/.exec(id) ?? [];
    if (notice) notices.push(Number(notice));
    else if (pledge) suggested.push({ pledge: Number(pledge), newest: Number(newest) });
  }
  return { notices, suggested };
}

function openUntil({ sql }: Act, until: string): Seen[] {
  return sql
    .exec<Seen>(
      "SELECT pledge, max(id) AS newest FROM suggestion WHERE state = 'open' AND at <= ? GROUP BY pledge",
      until,
    )
    .toArray();
}

function noteSeen({ sql, at, editor }: Act, seen: Seen[]): void {
  const [name, trackers, mayClose] = whose(editor);
  sql.exec(
    `INSERT INTO suggestion_seen (person, pledge, newest, at)
     SELECT ?1, pledge.id, max(value ->> 'newest'), ?4 FROM json_each(?5) JOIN pledge ON pledge.id = value ->> 'pledge'
     WHERE ?3 AND (?2 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?2))) GROUP BY pledge.id
     ON CONFLICT (person, pledge) DO UPDATE SET
       at = iif(excluded.newest > newest, excluded.at, at), newest = max(newest, excluded.newest)`,
    name,
    trackers,
    mayClose,
    at,
    JSON.stringify(seen),
  );
}

function whose(editor: Editor): [name: string, trackers: string | null, mayClose: number] {
  const { name, trackers } = editor;
  return [name, trackers === '*' ? null : JSON.stringify(trackers), mayClose(editor) ? 1 : 0];
}

function mayClose(editor: Editor): boolean {
  return barrier(editor, 'GET /suggestions', null) === null;
}
