// What the Ledger hands over, as what receivers are sent. The text is made once: sent again, it is the same to the byte.
import type { News } from '../../data/news.ts';
import type { CourierItem, DeskItem, NewsItem } from '../courier-item.ts';
import { pledgeUrl } from '../projection/pledge.ts';
import { fanOut, forgetBodies } from './deliveries.ts';
import { notePing } from './hub.ts';
import { dropDeskMail, noteWaits } from './mail/desk-mail.ts';
import { mailFollowers, retitle } from './mail/follows.ts';
import { dropMailsOf } from './mail/queue.ts';
import { moveScopes } from './webhooks.ts';

/** How long an event is kept, so that it can be sent again and a late copy of it is known. */
export const KEPT_MS = 30 * 86_400_000;

type Where = { origin: string; hub: string | null; now: number };

/** Takes one item in; one whose id is known does nothing. */
export function takeIn(sql: SqlStorage, item: CourierItem, where: Where): void {
  if ('person' in item) takeInOfDesk(sql, item);
  else if ('moved' in item) moveScopes(sql, item);
  else takeInNews(sql, item, where);
}

function takeInNews(sql: SqlStorage, item: NewsItem, { origin, hub, now }: Where): void {
  const { id, subject, tracker, slug, names, news, feed, forgets, title = slug } = item;
  const added = sql.exec<{ number: number }>(
    `INSERT INTO event (id, type, pledge, subject, body, received_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING RETURNING number`,
    id,
    news?.type ?? '',
    `${tracker}/${slug}`,
    subject,
    news && JSON.stringify(bodyOf(item, news, origin)),
    now,
  );
  const [event] = added.toArray();
  if (!event) return;
  if (forgets) {
    const told = toldOf(sql, subject, names);
    forgetBodies(sql, told);
    dropMailsOf(sql, told);
    retitle(sql, names, title);
  }
  if (news) {
    fanOut(sql, event.number, { subject, tracker, names, at: item.at, now });
    mailFollowers(sql, event.number, { tracker, names, at: item.at });
  }
  if (feed && hub !== null) notePing(sql, { tracker, slug, at: item.at, ...feed, now });
}

/** The numbers of all events that tell of a pledge: of itself, and of another that it took in. */
function toldOf(sql: SqlStorage, subject: string, names: readonly string[]): number[] {
  const events = sql.exec<{ number: number }>(
    `SELECT number FROM event WHERE subject = ?1
       OR type = 'pledge.merged' AND body ->> '$.data.into.pledge' IN (SELECT value FROM json_each(?2))`,
    subject,
    JSON.stringify(names),
  );
  return [...events].map(({ number }) => number);
}

// What happens at the desk is no event of anybody else's, and twice the same makes no difference.
function takeInOfDesk(sql: SqlStorage, { at, person, isGone }: DeskItem): void {
  // Whoever has the name by now may have been quicker than the news.
  if (isGone) dropDeskMail(sql, person, Date.parse(at));
  else noteWaits(sql, person, Date.parse(at));
}

function bodyOf({ at, tracker, slug }: NewsItem, told: NonNullable<NewsItem['news']>, origin: string): News {
  const { type, was, into, ...rest } = told;
  const named = (slug: string) => ({ pledge: `${tracker}/${slug}`, url: pledgeUrl(origin, tracker, slug) });
  return {
    type,
    timestamp: at,
    data: {
      tracker,
      slug,
      ...named(slug),
      ...rest,
      ...(was === undefined ? {} : { was: named(was) }),
      ...(into === undefined ? {} : { into: { ...named(into.slug), title: into.title } }),
    },
  };
}

/** Keeps what is sent to see whether a receiver hears. Answers its number. */
export function keepTest(sql: SqlStorage, webhook: { id: string; name: string }, now: number): number {
  const body = {
    type: 'webhook.test',
    timestamp: new Date(now).toISOString(),
    data: { webhook: webhook.id, name: webhook.name },
  };
  return sql
    .exec<{ number: number }>(
      'INSERT INTO event (id, type, body, received_at) VALUES (?, ?, ?, ?) RETURNING number',
      `msg_${crypto.randomUUID().replaceAll('-', '')}`,
      body.type,
      JSON.stringify(body),
      now,
    )
    .one().number;
}

/** Deletes what is older than it is kept, with its deliveries; what still waits stays. */
export function forgetEvents(sql: SqlStorage, now: number): void {
  sql.exec(
    `DELETE FROM event WHERE received_at <= ? AND NOT EXISTS (
       SELECT 1 FROM delivery WHERE delivery.event = event.number AND state IN ('held', 'waiting'))
     AND NOT EXISTS (SELECT 1 FROM mail WHERE mail.event = event.number)`,
    now - KEPT_MS,
  );
}

/** When the next is to be forgotten, in milliseconds since 1970; null when nothing is kept. */
export function nextForgotten(sql: SqlStorage): number | null {
  const { oldest } = sql
    .exec<{ oldest: number | null }>('SELECT min(received_at) AS oldest FROM event')
    .one();
  return oldest === null ? null : oldest + KEPT_MS;
}
