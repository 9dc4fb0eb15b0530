// Whether mails leave at all: how many have, and until when none does.
import type { MailPause } from '../../../data/mail.ts';

const HOUR_MS = 3_600_000;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = HOUR_MS;

/** Counts a mail by the hour. */
export function noteHour(sql: SqlStorage, column: 'sent' | 'refused', now: number): void {
  sql.exec(
    `INSERT INTO mail_hour (hour, ${column}) VALUES (?, 1) ON CONFLICT (hour) DO UPDATE SET ${column} = ${column} + 1`,
    Math.floor(now / HOUR_MS),
  );
}

/** Lets no mail leave for a while, longer each time; null: one has left, all is well. */
export function setPause(sql: SqlStorage, why: MailPause | null, now: number): void {
  if (why === null) {
    sql.exec(
      'UPDATE mail_pause SET failures = 0, until = 0, why = NULL WHERE failures > 0 OR why IS NOT NULL',
    );
    return;
  }
  const { failures, until } = sql
    .exec<{ failures: number; until: number }>('SELECT failures, until FROM mail_pause')
    .one();
  // Those that were on their way together fail together.
  if (until > now && until <= now + LONGEST_PAUSE_MS) return;
  const isLong = why === 'quota' || why === 'sender';
  const pause = isLong ? LONGEST_PAUSE_MS : Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  sql.exec('UPDATE mail_pause SET failures = failures + 1, until = ?, why = ?', now + pause, why);
}

/** Until when no mail leaves, and why; null where mails leave. A pause that would be longer than any is a clock's that was set back. */
export function pauseOf(
  sql: SqlStorage,
  mostADay: number,
  now: number,
): { until: number; why: MailPause } | null {
  const { until, why } = sql
    .exec<{ until: number; why: MailPause | null }>('SELECT until, why FROM mail_pause')
    .one();
  if (why !== null && until > now && until <= now + LONGEST_PAUSE_MS) return { until, why };
  if (sentLately(sql, now).sent < mostADay) return null;
  return { until: (Math.floor(now / HOUR_MS) + 1) * HOUR_MS, why: 'limit' };
}

/** Whether mails fail at the moment: then one alone is tried. */
export function isFailing(sql: SqlStorage): boolean {
  return sql.exec<{ failures: number }>('SELECT failures FROM mail_pause').one().failures > 0;
}

/** What has left and what was refused within 24 hours. */
export function sentLately(sql: SqlStorage, now: number): { sent: number; refused: number } {
  return sql
    .exec<{ sent: number; refused: number }>(
      `SELECT coalesce(sum(sent), 0) AS sent, coalesce(sum(refused), 0) AS refused FROM mail_hour
       WHERE hour > ?1 - 24 AND hour <= ?1`,
      Math.floor(now / HOUR_MS),
    )
    .one();
}
