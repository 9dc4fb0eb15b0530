// What each person at the desk is told: that something was given to them, sent back, said. What readers suggest is not told
// to each by a row of its own: see inbox-reading.ts.
import type { InboxKind } from '../../data/inbox.ts';
import type { SwitchedOff } from '../courier-item.ts';
import type { Act } from './act.ts';
import { noteForDesk } from './news.ts';
import { adminsOf, mayEnterAs } from './people.ts';
import { findRow, type PledgeRow } from './pledges.ts';

/** How long what was read is kept, and what nobody has read. */
const READ_KEPT_MS = 90 * 86_400_000;
const UNREAD_KEPT_MS = 365 * 86_400_000;

/**
 * What somebody is told of a pledge. `detail` is what was said with it. `by` is who did it: whoever acts, or null for nobody.
 * `under`: the id under which the act is undone, by which many pledges of one act are one entry.
 */
export type Notice = {
  to: string;
  kind: Exclude<InboxKind, 'suggestion' | 'webhook-off'>;
  tracker: string;
  slug: string;
  detail?: { text?: string | null; publishAt?: string | null };
  comment?: number;
  by?: string | null;
  under?: string;
};

/** Puts something in somebody's inbox, unless they did it themselves or may not enter the tracker. */
export function notify(act: Act, { to, kind, tracker, slug, detail = {}, ...notice }: Notice): void {
  const { sql, at, editor } = act;
  const by = notice.by === undefined ? editor.name : notice.by;
  if (to === by || !mayEnterAs(act, tracker, to)) return;
  const row = findRow(sql, { tracker, slug });
  if (!row) return;
  sql.exec(
    `INSERT INTO inbox (person, kind, at, editor, tracker, pledge, comment, act, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (act, person, kind) WHERE act IS NOT NULL DO UPDATE SET count = count + 1, pledge = NULL`,
    to,
    kind,
    at,
    by,
    tracker,
    row.id,
    notice.comment ?? null,
    notice.under ?? null,
    JSON.stringify(detail),
  );
  if (kind !== 'commented') noteForDesk(act, to);
}

/** Tells whoever scheduled something, and whoever has it on their desk, that it is off the schedule. */
export function notifyOfSchedule(
  act: Act,
  { tracker, slug, owner, publish_at, publish_by }: PledgeRow,
  kind: 'unscheduled' | 'schedule-failed',
  text: string,
  by?: null,
): void {
  const detail = { text, publishAt: publish_at };
  for (const to of new Set([owner, publish_by ?? owner]))
    notify(act, { to, kind, tracker, slug, detail, ...(by === null ? { by } : {}) });
}

/** Takes out of inboxes what an act told of these many pledges on which it is undone. What was read has been told. */
export function withdrawNotices(sql: SqlStorage, under: string, pledges: number): void {
  sql.exec('UPDATE inbox SET count = count - ? WHERE act = ? AND read_at IS NULL', pledges, under);
  sql.exec('DELETE FROM inbox WHERE act = ? AND count <= 0', under);
}

/** Tells the admins who may see a webhook that it was switched off; each once. */
export function notifyOfWebhook(act: Act, { id, name, why, offAt, trackers }: SwitchedOff): void {
  const { sql, at } = act;
  const detail = JSON.stringify({ text: why, webhook: { id, name }, trackers });
  for (const person of adminsOf(act, trackers)) {
    sql.exec(
      `INSERT OR IGNORE INTO inbox (person, kind, at, act, detail) VALUES (?, 'webhook-off', ?, ?, ?)`,
      person,
      at,
      `${id} ${offAt}`,
      detail,
    );
    noteForDesk(act, person);
  }
}

/** Empties the inbox of a name that is given anew: it may be another person's. */
export function emptyInbox(act: Pick<Act, 'sql' | 'at'>, person: string): void {
  const { sql } = act;
  noteForDesk(act, person, true);
  sql.exec('DELETE FROM inbox WHERE person = ?', person);
  sql.exec('DELETE FROM suggestion_seen WHERE person = ?', person);
}

/** When the next entry is too old, in milliseconds since 1970; null when there is none. */
export function nextInboxSweep(sql: SqlStorage): number | null {
  const { read, unread } = sql
    .exec<{ read: string | null; unread: string | null }>(
      `SELECT (SELECT min(read_at) FROM inbox WHERE read_at IS NOT NULL) AS read,
         (SELECT min(at) FROM inbox WHERE read_at IS NULL) AS unread`,
    )
    .one();
  const due = [
    ...(read === null ? [] : [Date.parse(read) + READ_KEPT_MS]),
    ...(unread === null ? [] : [Date.parse(unread) + UNREAD_KEPT_MS]),
  ];
  return due.length === 0 ? null : Math.min(...due);
}

/** Removes what is too old. */
export function sweepInbox(sql: SqlStorage): void {
  const before = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
  sql.exec('DELETE FROM inbox WHERE read_at <= ?', before(READ_KEPT_MS));
  sql.exec('DELETE FROM inbox WHERE read_at IS NULL AND at <= ?', before(UNREAD_KEPT_MS));
}
