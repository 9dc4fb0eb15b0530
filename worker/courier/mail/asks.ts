// What readers ask for. It is kept as it came and answered before anybody looks: neither the answer nor its time depends on who
// follows what. The alarm looks, and a mail says what there is to say, to whoever reads that address.
import { createHmac } from 'node:crypto';
import { done, type Result, refused } from '../../result.ts';
import { type Followed, noteAsked, type Often } from './follows.ts';
import { queueLetter } from './queue.ts';

export type Ask = Followed & { address: string; often: Often; network: string | null };

const DAY_MS = 86_400_000;
/** So many mails an address is sent in a day because somebody asked for them, of which one each about what it follows already. */
export const MOST_OF_AN_ADDRESS = 5;
/** And so many a network may ask for, or somebody at the desk. */
const MOST_OF_A_NETWORK = 50;
/** Of the same to the same: a form that is sent twice. */
const AGAIN_MS = 10 * 60_000;
/** Those that wait to be looked at: more within one alarm are an attack. */
const MOST_WAITING = 2000;
const LOOKED_AT_ONCE = 200;

/** Keeps what somebody has asked for. */
export function keepAsk(sql: SqlStorage, ask: Ask, now: number): Result<null, 'queue-full'> {
  const { waiting } = sql.exec<{ waiting: number }>('SELECT count(*) AS waiting FROM ask').one();
  if (waiting >= MOST_WAITING) return refused({ reason: 'queue-full' });
  const { address, name, title, language, timezone, often, network } = ask;
  sql.exec(
    `INSERT INTO ask (address, name, title, language, timezone, often, network, asked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    address,
    name,
    title,
    language,
    timezone,
    often,
    network,
    now,
  );
  return done(null);
}

/** Looks at what was asked for, oldest first. */
export function lookAtAsks(sql: SqlStorage, now: number): void {
  const asks = sql
    .exec<Ask & { number: number }>('SELECT * FROM ask ORDER BY number LIMIT ?', LOOKED_AT_ONCE)
    .toArray();
  for (const ask of asks) {
    sql.exec('DELETE FROM ask WHERE number = ?', ask.number);
    if (mayAsk(sql, ask, now)) invite(sql, ask, now);
  }
}

export function nextAsk(sql: SqlStorage, now: number): number | null {
  return sql.exec('SELECT 1 FROM ask LIMIT 1').toArray().length > 0 ? now : null;
}

function invite(sql: SqlStorage, ask: Ask, now: number): void {
  const { id, isConfirmed } = noteAsked(sql, ask, ask, now);
  queueLetter(sql, { kind: isConfirmed ? 'known' : 'confirm', whose: { follow: id }, now });
}

/** Whether an address may be sent one more mail that somebody asked for; if so, it counts. */
export function mayAsk(
  sql: SqlStorage,
  { address, name, network }: Pick<Ask, 'address' | 'name' | 'network'>,
  now: number,
): boolean {
  const key = keyOf(sql);
  const about = `${readerOf(address)} ${name}`;
  const reader = keyed(key, `address ${readerOf(address)}`);
  const same = keyed(key, `same ${about}`);
  const known = isFollowing(sql, address, name) ? keyed(key, `known ${about}`) : null;
  const from = network === null ? null : keyed(key, `network ${network}`);
  if (count(sql, same, now - AGAIN_MS) > 0 || count(sql, reader, now - DAY_MS) >= MOST_OF_AN_ADDRESS)
    return false;
  if (from !== null && count(sql, from, now - DAY_MS) >= MOST_OF_A_NETWORK) return false;
  // That somebody follows already is told them once a day.
  if (known !== null && count(sql, known, now - DAY_MS) > 0) return false;
  for (const who of [reader, same, known, from].filter((each) => each !== null))
    sql.exec('INSERT INTO mail_asked (who, at) VALUES (?, ?)', who, now);
  return true;
}

function isFollowing(sql: SqlStorage, address: string, name: string): boolean {
  const query = 'SELECT 1 FROM follow WHERE name = ? AND address = ? AND confirmed_at IS NOT NULL';
  return sql.exec(query, name, address).toArray().length > 0;
}

function count(sql: SqlStorage, who: string, since: number): number {
  return sql
    .exec<{ count: number }>('SELECT count(*) AS count FROM mail_asked WHERE who = ? AND at > ?', who, since)
    .one().count;
}

// Of this object alone: without it nobody can tell whose they are.
function keyOf(sql: SqlStorage): string {
  return sql.exec<{ key: string }>('SELECT key FROM mail_pause').one().key;
}

function keyed(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Takes out what is older than a day. */
export function forgetAsked(sql: SqlStorage, now: number): void {
  sql.exec('DELETE FROM mail_asked WHERE at <= ? OR at > ?', now - DAY_MS, now + DAY_MS);
}

/** What stands for whoever reads an address: mail to `ada+pledges@` reaches `ada@`, and to Google full stops are nothing. */
function readerOf(address: string): string {
  const [local = '', host = ''] = address.split('@');
  const [name = ''] = local.split('+');
  return /^(?:gmail|googlemail)\.com$/.test(host)
    ? `${name.replaceAll('.', '')}@gmail.com`
    : `${name}@${host}`;
}
