// What is to be sent. A mail is noted as on its way before it is handed to the provider: what then gets no answer, because the
// process ended or the network did, stays noted as uncertain and is not sent again. Nobody gets the same twice; the desk's status
// says how many may never have left.
import { FARTHEST_MS } from '../deliveries.ts';
import type { Whose } from './links.ts';
import type { Outcome } from './outcome.ts';
import { noteHour, setPause } from './pause.ts';

export type LetterKind = 'confirm' | 'known' | 'change' | 'desk';

/** Mails that go as one: to whom, and of which rows. */
export type Claim = { kind: LetterKind; numbers: number[]; tries: number } & (
  | { follow: number; desk: null }
  | { follow: null; desk: number }
);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The pauses after the first, second, ... refusal of one mail. */
const RETRY_MS = [60_000, 600_000, HOUR_MS, 6 * HOUR_MS];
/** Weekly mails wait longest; a time further ahead is a clock's that was set back. */
const FARTHEST_MAIL_MS = 7 * DAY_MS + FARTHEST_MS;
/** More changes than this at once come to one reader in one mail. */
const MOST_APART = 5;
const MOST_IN_ONE = 50;
/** How long it is told what was refused or is uncertain. */
const TOLD_MS = 30 * DAY_MS;

const IS_DUE = "state = 'waiting' AND next_at <= ?1";

/** Queues a mail that is no change; one of its kind that waits already is enough. */
export function queueLetter(
  sql: SqlStorage,
  {
    kind,
    whose,
    detail = null,
    now,
  }: { kind: LetterKind; whose: Whose; detail?: string | null; now: number },
): void {
  const [follow, desk] = 'follow' in whose ? [whose.follow, null] : [null, whose.desk];
  sql.exec(
    "DELETE FROM mail WHERE kind = ?1 AND (follow = ?2 OR desk = ?3) AND state = 'waiting'",
    kind,
    follow,
    desk,
  );
  sql.exec(
    "INSERT INTO mail (kind, follow, desk, detail, state, queued_at, next_at) VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, ?5)",
    kind,
    follow,
    desk,
    detail,
    now,
  );
}

/** Sets when what waits for one reader is sent. */
export function setOften(sql: SqlStorage, follow: number, at: number): void {
  sql.exec(
    "UPDATE mail SET next_at = ? WHERE follow = ? AND kind = 'change' AND state = 'waiting'",
    at,
    follow,
  );
}

/** What is further ahead than anything can be is due now: the clock was set back. */
export function settleClock(sql: SqlStorage, now: number): void {
  // By both values of what the index begins with.
  sql.exec(
    "UPDATE mail SET next_at = ?1 WHERE state = 'waiting' AND (kind = 'change') IN (0, 1) AND next_at > ?2",
    now,
    now + FARTHEST_MAIL_MS,
  );
}

/**
 * Takes the next mails to send, one to a reader at most, and notes them as on their way. What somebody waits for goes first, and
 * without `withChanges` alone.
 */
export function claimMails(
  sql: SqlStorage,
  { most, withChanges }: { most: number; withChanges: boolean },
  now: number,
): Claim[] {
  const claims: Claim[] = [];
  const claimed = new Set<string>();
  for (const isChange of withChanges ? [0, 1] : [0]) {
    type Due = {
      number: number;
      kind: LetterKind;
      follow: number | null;
      desk: number | null;
      tries: number;
    };
    const due = sql.exec<Due>(
      `SELECT number, kind, follow, desk, tries FROM mail WHERE ${IS_DUE} AND (kind = 'change') = ?2
       ORDER BY next_at, number LIMIT ?3`,
      now,
      isChange,
      most * 4,
    );
    for (const { number, kind, follow, desk, tries } of due.toArray()) {
      const who = `${follow} ${desk}`;
      if (claims.length >= most || claimed.has(who)) continue;
      claimed.add(who);
      if (follow !== null)
        claims.push({ kind, follow, desk: null, tries, numbers: together(sql, number, kind, follow, now) });
      else if (desk !== null) claims.push({ kind, follow, desk, tries, numbers: [number] });
    }
  }
  sql.exec(
    "UPDATE mail SET state = 'sending', tries = tries + 1 WHERE number IN (SELECT value FROM json_each(?))",
    JSON.stringify(claims.flatMap(({ numbers }) => numbers)),
  );
  return claims;
}

// A week's changes are one mail. So are many at once: at the end of a term a hundred would come.
function together(sql: SqlStorage, number: number, kind: LetterKind, follow: number, now: number): number[] {
  if (kind !== 'change') return [number];
  const waiting = sql
    .exec<{ number: number; often: string }>(
      `SELECT number, (SELECT often FROM follow WHERE id = mail.follow) AS often FROM mail
       WHERE ${IS_DUE} AND kind = 'change' AND follow = ?2 ORDER BY number LIMIT ?3`,
      now,
      follow,
      MOST_IN_ONE,
    )
    .toArray();
  const isOne = waiting[0]?.often === 'weekly' || waiting.length > MOST_APART;
  // In the order in which they happened.
  return (isOne ? waiting : waiting.slice(0, 1)).map((row) => row.number);
}

const OURS = "number IN (SELECT value FROM json_each(?1)) AND state = 'sending'";

/** Keeps what became of a mail. One whose address is dead goes with the address. */
export function noteOutcome(sql: SqlStorage, { numbers, tries }: Claim, outcome: Outcome, now: number): void {
  const rows = JSON.stringify(numbers);
  if (outcome.kind === 'again' && outcome.pause !== null) {
    // Nothing is wrong with the mail itself where none leaves.
    setPause(sql, outcome.pause, now);
    sql.exec(`UPDATE mail SET state = 'waiting', next_at = ?2, tries = tries - 1 WHERE ${OURS}`, rows, now);
  } else if (outcome.kind === 'again' && RETRY_MS[tries] !== undefined) {
    sql.exec(`UPDATE mail SET state = 'waiting', next_at = ?2 WHERE ${OURS}`, rows, now + RETRY_MS[tries]);
  } else if (outcome.kind === 'uncertain') {
    sql.exec(`UPDATE mail SET state = 'uncertain', queued_at = ?2 WHERE ${OURS}`, rows, now);
    // A provider that answers nothing would make all of them so.
    setPause(sql, 'failing', now);
  } else if (outcome.kind !== 'dead') {
    sql.exec(`DELETE FROM mail WHERE ${OURS}`, rows);
    noteHour(sql, outcome.kind === 'sent' ? 'sent' : 'refused', now);
    if (outcome.kind === 'sent') setPause(sql, null, now);
  }
}

/** What was on its way when the process ended: nobody knows whether it left. */
export function noteInterrupted(sql: SqlStorage, now: number): void {
  sql.exec(
    "UPDATE mail SET state = 'uncertain', queued_at = ? WHERE state = 'sending' AND state <> 'waiting'",
    now,
  );
}

/** Gives back what was claimed and not handed over. */
export function giveBack(sql: SqlStorage, claims: Claim[]): void {
  sql.exec(
    "UPDATE mail SET state = 'waiting', tries = tries - 1 WHERE state = 'sending' AND number IN (SELECT value FROM json_each(?))",
    JSON.stringify(claims.flatMap(({ numbers }) => numbers)),
  );
}

/** When the next mail is due, in milliseconds since 1970, whether or not mails leave; null when none waits. */
export function nextMail(sql: SqlStorage, now: number): number | null {
  const due = [0, 1].flatMap((isChange) =>
    sql
      .exec<{ due: number | null }>(
        "SELECT min(next_at) AS due FROM mail WHERE state = 'waiting' AND (kind = 'change') = ?",
        isChange,
      )
      .toArray()
      .flatMap(({ due }) => due ?? []),
  );
  if (due.length === 0) return null;
  const first = Math.min(...due);
  return first > now + FARTHEST_MAIL_MS ? now : first;
}

/** Takes out what is told no longer. */
export function forgetMails(sql: SqlStorage, now: number): void {
  sql.exec(
    "DELETE FROM mail WHERE state = 'uncertain' AND state <> 'waiting' AND queued_at <= ?",
    now - TOLD_MS,
  );
  sql.exec('DELETE FROM mail_hour WHERE hour <= ?', Math.floor((now - TOLD_MS) / HOUR_MS));
}

/** What these events told is mailed to nobody any more. */
export function dropMailsOf(sql: SqlStorage, events: readonly number[]): void {
  const numbers = JSON.stringify(events);
  sql.exec("DELETE FROM mail WHERE state = 'waiting' AND event IN (SELECT value FROM json_each(?))", numbers);
  sql.exec('DELETE FROM mail_fan WHERE event IN (SELECT value FROM json_each(?))', numbers);
}
