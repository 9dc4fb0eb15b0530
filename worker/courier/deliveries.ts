// What is on its way to each receiver. Of one pledge a receiver is sent the next news when it has the one before, so that it
// hears them in order; one receiver is sent one message at a time, and while it fails none but at its next try.
import type { Delivery } from '../../data/news.ts';
import type { Sent } from './send.ts';

/** The pauses after the first, second, ... try: the specification's own. Ten tries within three days and four hours. */
const RETRY_MS = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map(
  (seconds) => seconds * 1000,
);
const MOST_TRIES = RETRY_MS.length + 1;
/** Up to so much is added, so that many that failed at once do not come back at once. */
const JITTER = 0.1;

/** A time further ahead than any pause is a clock's that was set back: it is taken as come. */
export const FARTHEST_MS = 27 * 3_600_000;

/** One to be sent now. */
export type DueDelivery = {
  number: number;
  webhook: string;
  url: string;
  id: string;
  body: string;
  tries: number;
  once: number;
};

/**
 * The next delivery to send, or null. `busy` are the webhooks that are being sent to; with `proven`, only those count whose
 * last try succeeded, so that whoever does not answer holds up nobody who does.
 */
export function takeDue(sql: SqlStorage, now: number, busy: string[], proven: boolean): DueDelivery | null {
  const [webhook] = sql.exec<{ id: string; url: string }>(
    `SELECT id, url FROM webhook
     WHERE due_at IS NOT NULL AND (due_at <= ?1 OR due_at > ?2) AND id NOT IN (SELECT value FROM json_each(?3))
       AND (${IS_PROVEN} OR NOT ?4)
     ORDER BY due_at LIMIT 1`,
    now,
    now + FARTHEST_MS,
    JSON.stringify(busy),
    proven ? 1 : 0,
  );
  if (!webhook) return null;
  const [due] = sql.exec<Omit<DueDelivery, 'url'>>(
    `SELECT delivery.number, delivery.webhook, event.id, event.body, delivery.tries, delivery.once
     FROM delivery JOIN event ON event.number = delivery.event
     WHERE delivery.webhook = ?1 AND delivery.state = 'waiting' AND (next_at <= ?2 OR next_at > ?3)
     ORDER BY once DESC, next_at, delivery.number LIMIT 1`,
    webhook.id,
    now,
    now + FARTHEST_MS,
  );
  // It says that something is due where nothing is: that cannot be, and must not make the alarm ring for ever.
  if (!due) setDue(sql, webhook.id);
  return due ? { ...due, url: webhook.url } : null;
}

/** Whether a webhook's last try succeeded. */
const IS_PROVEN = '(failures = 0 AND last_success_at IS NOT NULL)';

export function isProven(sql: SqlStorage, webhook: string): boolean {
  const [row] = sql.exec<{ proven: number }>(
    `SELECT ${IS_PROVEN} AS proven FROM webhook WHERE id = ?`,
    webhook,
  );
  return row?.proven === 1;
}

/** When the next is due, in milliseconds since 1970; null when nothing waits. */
export function nextDelivery(sql: SqlStorage): number | null {
  return sql.exec<{ due: number | null }>('SELECT min(due_at) AS due FROM webhook').one().due;
}

/** Keeps what became of one try. Answers why its webhook is to be switched off, if it is. */
export function noteTry(
  sql: SqlStorage,
  { number, webhook, tries, once }: DueDelivery,
  sent: Sent,
): 'failing' | 'gone' | null {
  const now = Date.now();
  const at = new Date(now).toISOString();
  const isDelivered = sent.status !== null && sent.status >= 200 && sent.status < 300;
  const isLast = once === 1 || tries + 1 >= MOST_TRIES;
  const state = isDelivered ? 'delivered' : isLast ? 'failed' : 'waiting';
  sql.exec(
    `UPDATE delivery SET state = ?, tries = tries + 1, next_at = ?, tried_at = ?, status = ?, error = ?
     WHERE number = ? AND state = 'waiting'`,
    state,
    now + pause(tries),
    at,
    sent.status,
    sent.error,
    number,
  );
  if (state !== 'waiting') releaseNext(sql, number);
  // A test that fails, or one that is sent again, is looked at by whoever asked for it; it says nothing of three days.
  const why = once === 1 && !isDelivered ? null : noteHealth(sql, webhook, isDelivered, sent.status, now);
  setDue(sql, webhook);
  return why;
}

function noteHealth(
  sql: SqlStorage,
  webhook: string,
  isDelivered: boolean,
  status: number | null,
  now: number,
): 'failing' | 'gone' | null {
  const at = new Date(now).toISOString();
  if (isDelivered) {
    sql.exec(
      'UPDATE webhook SET failures = 0, failing_since = NULL, paused_until = 0, last_success_at = ? WHERE id = ?',
      at,
      webhook,
    );
    return null;
  }
  const [row] = sql.exec<{ failures: number; off_at: string | null }>(
    'SELECT failures, off_at FROM webhook WHERE id = ?',
    webhook,
  );
  // Deleted, or switched off, while it was sent to.
  if (!row || row.off_at !== null) return null;
  sql.exec(
    `UPDATE webhook SET failures = failures + 1, failing_since = coalesce(failing_since, ?), paused_until = ? WHERE id = ?`,
    at,
    now + pause(row.failures),
    webhook,
  );
  if (status === 410) return 'gone';
  return row.failures + 1 >= MOST_TRIES ? 'failing' : null;
}

function pause(failures: number): number {
  const usual = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 0;
  return Math.round(usual * (1 + Math.random() * JITTER));
}

// What came after it of the same pledge has waited for it.
function releaseNext(sql: SqlStorage, number: number): void {
  sql.exec(
    `UPDATE delivery SET state = 'waiting' WHERE number = (
       SELECT held.number FROM delivery held JOIN delivery done ON done.number = ?1
       WHERE held.webhook = done.webhook AND held.subject = done.subject AND held.state = 'held'
         AND NOT EXISTS (SELECT 1 FROM delivery open WHERE open.webhook = done.webhook AND open.subject = done.subject
           AND open.state = 'waiting')
       ORDER BY held.number LIMIT 1)`,
    number,
  );
}

/** Queues an event for every webhook that had subscribed when it happened, under any name that leads to its pledge. */
export function fanOut(
  sql: SqlStorage,
  event: number,
  {
    subject,
    tracker,
    names,
    at,
    now,
  }: { subject: string; tracker: string; names: string[]; at: string; now: number },
): void {
  sql.exec(
    `INSERT INTO delivery (webhook, event, subject, state, next_at)
     SELECT webhook.id, ?1, ?2,
       iif(EXISTS (SELECT 1 FROM delivery earlier WHERE earlier.webhook = webhook.id AND earlier.subject = ?2
         AND earlier.state IN ('held', 'waiting')), 'held', 'waiting'), ?3
     FROM webhook WHERE off_at IS NULL AND created_at <= ?5
       AND id IN (SELECT webhook FROM hears WHERE name IN (SELECT value FROM json_each(?4)))`,
    event,
    subject,
    now,
    JSON.stringify(['*', tracker, ...names]),
    at,
  );
  // What setDue would find, for all of them at once: there may be thousands.
  sql.exec(
    `UPDATE webhook SET due_at = min(coalesce(due_at, max(?2, paused_until)), max(?2, paused_until))
     WHERE id IN (SELECT webhook FROM delivery WHERE event = ?1 AND state = 'waiting')`,
    event,
    now,
  );
}

/** Queues one message to one webhook, once and at once, even to one that is off or pauses. Answers its number. */
export function queueOnce(sql: SqlStorage, webhook: string, event: number): number {
  const { number } = sql
    .exec<{ number: number }>(
      `INSERT INTO delivery (webhook, event, subject, state, once, next_at) VALUES (?, ?, NULL, 'waiting', 1, ?)
       RETURNING number`,
      webhook,
      event,
      Date.now(),
    )
    .one();
  setDue(sql, webhook);
  return number;
}

/** What waits for a webhook is not sent any more. */
export function dropWaiting(sql: SqlStorage, webhook: string): void {
  sql.exec(
    "UPDATE delivery SET state = 'dropped' WHERE webhook = ? AND state IN ('held', 'waiting')",
    webhook,
  );
}

/** What these events told is not kept any more, nor sent. */
export function forgetBodies(sql: SqlStorage, events: readonly number[]): void {
  const numbers = JSON.stringify(events);
  const waiting = sql.exec<{ webhook: string }>(
    `UPDATE delivery SET state = 'dropped' WHERE state IN ('held', 'waiting')
       AND event IN (SELECT value FROM json_each(?)) RETURNING webhook`,
    numbers,
  );
  for (const { webhook } of waiting.toArray()) setDue(sql, webhook);
  sql.exec('UPDATE event SET body = NULL WHERE number IN (SELECT value FROM json_each(?))', numbers);
}

/** Works out anew when a webhook is next sent to: what is sent once does not wait for a pause, and is all that one that is off gets. */
export function setDue(sql: SqlStorage, webhook: string): void {
  sql.exec(
    `UPDATE webhook SET due_at = (
       SELECT min(iif(once, next_at, max(next_at, paused_until))) FROM delivery
       WHERE delivery.webhook = webhook.id AND state = 'waiting' AND (once OR off_at IS NULL)) WHERE id = ?`,
    webhook,
  );
}

type Row = {
  number: number;
  event: string;
  type: Delivery['type'];
  pledge: string | null;
  state: string;
  tries: number;
  tried_at: string | null;
  due: number;
  status: number | null;
  error: string | null;
};

/** The deliveries of a webhook, the newest first, of numbers below `before`. */
export function listDeliveries(
  sql: SqlStorage,
  webhook: string,
  { before, limit }: { before: number | undefined; limit: number },
): Delivery[] {
  const rows = sql.exec<Row>(
    `SELECT delivery.number, event.id AS event, event.type, event.pledge, delivery.state, delivery.tries, delivery.tried_at,
       iif(once, next_at, max(next_at, paused_until)) AS due, delivery.status, delivery.error
     FROM delivery JOIN event ON event.number = delivery.event JOIN webhook ON webhook.id = delivery.webhook
     WHERE delivery.webhook = ?1 AND (?2 IS NULL OR delivery.number < ?2) ORDER BY delivery.number DESC LIMIT ?3`,
    webhook,
    before ?? null,
    limit,
  );
  return [...rows].map((row) => ({
    id: row.number,
    event: row.event,
    type: row.type,
    pledge: row.pledge,
    state: (row.state === 'held' ? 'waiting' : row.state) as Delivery['state'],
    tries: row.tries,
    triedAt: row.tried_at,
    nextTryAt: row.state === 'waiting' ? new Date(row.due).toISOString() : null,
    status: row.status,
    error: row.error,
  }));
}
