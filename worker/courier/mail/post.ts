// Sends what is due, some at once. What a mail is to say is made when it leaves, from what is kept of its event.
import type { News } from '../../../data/news.ts';
import { withinTime } from '../../within-time.ts';
import { changeWriter } from './change-writer.ts';
import { deskLetter } from './desk-letter.ts';
import { type Followed, forgetAddress, hasUnfound } from './follows.ts';
import type { Letter } from './letter.tsx';
import { confirmLetter, knownLetter } from './letters.ts';
import { newLink } from './links.ts';
import { type MailSettings, mailsADay } from './offered.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { isFailing, sentLately } from './pause.ts';
import { type Claim, claimMails, giveBack, noteOutcome } from './queue.ts';
import { mailer } from './sender.ts';

/** So many are under way at once. */
const AT_ONCE = 10;
const SEND_TIMEOUT_MS = 30_000;

type Ready = { claim: Claim; address: string; letter: () => Promise<Letter> };

/** Sends up to so many of the mails that are due. Answers how many were begun. */
export async function sendMails(
  storage: DurableObjectStorage,
  env: MailSettings & Pick<Env, 'DESK_ORIGIN'>,
  most: number,
): Promise<number> {
  const { sql } = storage;
  const mail = mailer(env);
  if (!mail) return 0;
  const now = Date.now();
  // While mails fail, one alone is tried: of those under way together all may be lost.
  const left = mailsADay(env) - sentLately(sql, now).sent;
  const count = isFailing(sql) ? 1 : Math.min(most, AT_ONCE, left);
  const writeChange = changeWriter(env.PUBLIC_ORIGIN);
  const { claims, ready } = storage.transactionSync(() => {
    // Not while it is still being found who gets a change: many to one reader become one.
    const claims = claimMails(sql, { most: count, withChanges: !hasUnfound(sql) }, now);
    return { claims, ready: claims.flatMap((claim) => prepare(sql, claim, { env, writeChange, now }) ?? []) };
  });
  const from = { email: mail.from, name: new URL(env.PUBLIC_ORIGIN).host };
  const sending: Promise<void>[] = [];
  for (const [at, { claim, address, letter }] of ready.entries()) {
    let written: Letter;
    try {
      written = await letter();
    } catch (error) {
      // The words of a language did not come: this one and the rest were not handed over.
      giveBack(
        sql,
        ready.slice(at).map((each) => each.claim),
      );
      await Promise.all(sending);
      throw error;
    }
    const sent = send(mail.binding, { from, to: address, ...written }).then((outcome) =>
      storage.transactionSync(() => {
        noteOutcome(sql, claim, outcome, Date.now());
        if (outcome.kind === 'dead') forgetAddress(sql, address);
      }),
    );
    sending.push(sent);
    // Others may share this thread.
    await scheduler.wait(0);
  }
  await Promise.all(sending);
  return claims.length;
}

async function send(binding: SendEmail, message: EmailMessageBuilder): Promise<Outcome> {
  try {
    await withinTime(binding.send(message), SEND_TIMEOUT_MS);
    return { kind: 'sent' };
  } catch (error) {
    const outcome = outcomeOf(error);
    // Not the error itself: it may name the address.
    if (outcome.kind !== 'dead') console.error(`A mail was not sent: ${outcome.code || 'no answer'}.`);
    return outcome;
  }
}

// What is needed to write and send one mail, with the ends of its links. One of which nothing is left to say is taken out.
function prepare(
  sql: SqlStorage,
  claim: Claim,
  {
    env,
    writeChange,
    now,
  }: { env: Parameters<typeof sendMails>[1]; writeChange: ReturnType<typeof changeWriter>; now: number },
): Ready | null {
  const origin = env.PUBLIC_ORIGIN;
  if (claim.desk !== null) {
    const [person] = sql.exec<{ address: string; person: string }>(
      'SELECT address, person FROM desk_mail WHERE id = ?',
      claim.desk,
    );
    if (!person) return null;
    const whose = { desk: claim.desk };
    const { detail } = sql
      .exec<{ detail: string | null }>('SELECT detail FROM mail WHERE number = ?', claim.numbers[0] ?? 0)
      .one();
    const stop = newLink(sql, 'stop', whose, now);
    const confirm = claim.kind === 'confirm' ? newLink(sql, 'confirm', whose, now) : null;
    const ways = { origin, desk: env.DESK_ORIGIN || origin, stop, confirm };
    return { claim, address: person.address, letter: () => deskLetter(detail, ways) };
  }
  const [followed] = sql.exec<Followed & { address: string }>(
    'SELECT * FROM follow WHERE id = ?',
    claim.follow,
  );
  if (!followed) return null;
  const whose = { follow: claim.follow };
  const { address } = followed;
  const news = newsOf(sql, claim);
  if (claim.kind === 'change' && news.length === 0) {
    sql.exec(
      'DELETE FROM mail WHERE number IN (SELECT value FROM json_each(?))',
      JSON.stringify(claim.numbers),
    );
    return null;
  }
  const stop = newLink(sql, 'stop', whose, now);
  if (claim.kind === 'confirm') {
    const confirm = newLink(sql, 'confirm', whose, now);
    return { claim, address, letter: () => confirmLetter(followed, { origin, confirm, stop }) };
  }
  const manage = newLink(sql, 'manage', whose, now);
  const letter = () =>
    claim.kind === 'known'
      ? knownLetter(followed, { origin, manage, stop })
      : writeChange(followed, news, { manage, stop });
  return { claim, address, letter };
}

function newsOf(sql: SqlStorage, { numbers }: Claim): News[] {
  const rows = sql.exec<{ body: string }>(
    `SELECT event.body FROM mail JOIN event ON event.number = mail.event
     WHERE mail.number IN (SELECT value FROM json_each(?)) AND event.body IS NOT NULL ORDER BY event.number`,
    JSON.stringify(numbers),
  );
  return [...rows].map(({ body }) => JSON.parse(body));
}
