// How the mail stands, in numbers: what the desk's status says of it.

import type { MailStatus } from '../../../data/mail.ts';
import { type MailSettings, mailsADay, sendsMail } from './offered.ts';
import { pauseOf, sentLately } from './pause.ts';

export type { MailStatus };

export function mailStatus(sql: SqlStorage, env: MailSettings, now: number): MailStatus | null {
  if (!sendsMail(env)) return null;
  const count = (query: string, ...bound: number[]) =>
    sql.exec<{ count: number }>(`SELECT count(*) AS count FROM ${query}`, ...bound).one().count;
  const { since } = sql
    .exec<{ since: number | null }>(
      "SELECT min(queued_at) AS since FROM mail WHERE state = 'waiting' AND (kind = 'change') IN (0, 1) AND next_at <= ?",
      now,
    )
    .one();
  const pause = pauseOf(sql, mailsADay(env), now);
  const waiting =
    count("mail WHERE state = 'waiting' AND (kind = 'change') IN (0, 1) AND next_at <= ?", now) +
    count('mail_fan');
  return {
    waiting,
    since: since === null ? null : new Date(since).toISOString(),
    paused: pause && waiting > 0 ? { until: new Date(pause.until).toISOString(), why: pause.why } : null,
    uncertain: count("mail WHERE state = 'uncertain' AND state <> 'waiting'"),
    lately: sentLately(sql, now),
    followers: count('(SELECT DISTINCT address FROM follow WHERE confirmed_at IS NOT NULL)'),
  };
}
