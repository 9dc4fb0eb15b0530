// The mail's part in the Courier's alarm: what it looks at first, when it next has something to do, and what it deletes by then.
import { withinTime } from '../../within-time.ts';
import { forgetAsked, lookAtAsks, nextAsk } from './asks.ts';
import {
  type DueDeskMail,
  dueDeskMails,
  nextDeskMail,
  postponeDeskMail,
  queueDeskMail,
  type Waiting,
} from './desk-mail.ts';
import { findFollowers, forgetUnconfirmed, hasUnfound } from './follows.ts';
import { CONFIRM_MS, forgetLinks } from './links.ts';
import { type MailSettings, mailsADay, sendsMail } from './offered.ts';
import { pauseOf } from './pause.ts';
import { forgetMails, nextMail, noteInterrupted, settleClock } from './queue.ts';

const LEDGER_TIMEOUT_MS = 10_000;
const DAY_MS = 86_400_000;

/** Begins a round: what was on its way when the last one ended is uncertain, and what is too old is deleted. */
export function beginMailRound(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    noteInterrupted(sql, now);
    settleClock(sql, now);
    forgetUnconfirmed(sql, now);
    forgetLinks(sql, now);
    forgetAsked(sql, now);
    forgetMails(sql, now);
  });
}

/** Makes mails of what was asked for and of what waits for the people of the desk. */
export async function makeMails(
  storage: DurableObjectStorage,
  waitingFor: (due: DueDeskMail) => Promise<Waiting>,
): Promise<void> {
  const { sql } = storage;
  const now = Date.now();
  while (nextAsk(sql, now) !== null) storage.transactionSync(() => lookAtAsks(sql, now));
  storage.transactionSync(() => findFollowers(sql, now));
  for (const due of dueDeskMails(sql, now)) {
    try {
      const waiting = await withinTime(waitingFor(due), LEDGER_TIMEOUT_MS);
      storage.transactionSync(() => queueDeskMail(sql, due, waiting, now));
    } catch (error) {
      // No reader's mail waits for it.
      postponeDeskMail(sql, due, now);
      console.error('The Ledger did not say what waits for somebody.', error);
    }
  }
}

/** Whether something of the mail is to be done now. */
export function isMailDue(sql: SqlStorage, env: MailSettings): boolean {
  const next = nextMailWork(sql, env, Date.now());
  return next !== null && next <= Date.now();
}

/** When the mail next has something to do, in milliseconds since 1970: null where no mail is sent, or there is nothing. */
export function nextMailWork(sql: SqlStorage, env: MailSettings, now: number): number | null {
  if (!sendsMail(env)) return null;
  const mail = nextMail(sql, now);
  const pausedUntil = pauseOf(sql, mailsADay(env), now)?.until ?? 0;
  const due = [
    nextAsk(sql, now),
    nextDeskMail(sql, now),
    hasUnfound(sql) ? now : null,
    mail === null ? null : Math.max(mail, pausedUntil),
  ].flatMap((at) => at ?? []);
  return due.length === 0 ? null : Math.min(...due);
}

/** When something is next to be deleted. */
export function nextMailForgotten(sql: SqlStorage): number | null {
  const { unconfirmed, asks, desk, links, asked } = sql
    .exec<Record<'unconfirmed' | 'asks' | 'desk' | 'links' | 'asked', number | null>>(
      `SELECT (SELECT min(asked_at) FROM follow WHERE confirmed_at IS NULL) AS unconfirmed,
         (SELECT min(asked_at) FROM ask) AS asks,
         (SELECT min(asked_at) FROM desk_mail WHERE confirmed_at IS NULL) AS desk,
         (SELECT min(ends_at) FROM (SELECT min(ends_at) AS ends_at FROM link UNION ALL SELECT ends_at FROM transfer)) AS links, (SELECT min(at) FROM mail_asked) AS asked`,
    )
    .one();
  const due = [
    ...[unconfirmed, asks, desk].flatMap((at) => (at === null ? [] : [at + CONFIRM_MS])),
    ...(links === null ? [] : [links]),
    ...(asked === null ? [] : [asked + DAY_MS]),
  ];
  return due.length === 0 ? null : Math.min(...due);
}

/** Whether mails leave at the moment. */
export function mayMailLeave(sql: SqlStorage, env: MailSettings): boolean {
  return pauseOf(sql, mailsADay(env), Date.now()) === null;
}
