// WebSub: the hub that the operator names is told which feeds have changed, once they have. It then fetches them itself and
// brings them to whoever has subscribed there.
import type { Changes } from '../../data/published.ts';
import { readersWait } from '../caching.ts';
import { once } from '../once.ts';
import { changesKey, readParsed } from '../published.ts';
import { FARTHEST_MS } from './deliveries.ts';
import { hubOf } from './hub-address.ts';
import { send } from './send.ts';

/** So many pledges one ping tells of; of a term's end there are hundreds. */
const MOST_AT_ONCE = 40;

/** Where KV does not have a change yet, and where the hub did not answer, it is tried again after this. */
const WAIT_MS = 60_000;
const RETRY_MS = [60_000, 600_000, 3_600_000, 6 * 3_600_000];
/** A change that is not in KV by then is told all the same: the feed may have been cut. */
const LONGEST_WAIT_MS = 86_400_000;

type Ping = {
  tracker: string;
  slug: string;
  changed_at: string;
  corrects: number;
  first_at: number;
  due_at: number;
  tries: number;
};

/** Notes that the feeds of a pledge and its tracker are about to change. */
export function notePing(
  sql: SqlStorage,
  {
    tracker,
    slug,
    at,
    corrects,
    now,
  }: { tracker: string; slug: string; at: string; corrects: boolean; now: number },
): void {
  sql.exec(
    `INSERT INTO ping VALUES (?1, ?2, ?3, ?4, ?5, ?5, 0)
     ON CONFLICT (tracker, slug) DO UPDATE SET changed_at = ?3, corrects = max(corrects, ?4), first_at = ?5, due_at = ?5,
       tries = 0`,
    tracker,
    slug,
    at,
    corrects ? 1 : 0,
    now,
  );
}

/** When the hub is next to be told, in milliseconds since 1970; null when it knows all. */
export function nextPing(sql: SqlStorage): number | null {
  return sql.exec<{ due: number | null }>('SELECT min(due_at) AS due FROM ping').one().due;
}

/**
 * Tells the hub what is due, if KV has it and the edge can have forgotten what was before: it would else fetch the old feed
 * and find nothing new in it.
 */
export async function pingHub(sql: SqlStorage, env: Env): Promise<void> {
  const now = Date.now();
  const hub = hubOf(env);
  // It was taken out of the settings.
  if (hub === null) return void sql.exec('DELETE FROM ping');
  const due = sql
    .exec<Ping>(
      'SELECT * FROM ping WHERE due_at <= ?1 OR due_at > ?2 ORDER BY due_at LIMIT ?3',
      now,
      now + FARTHEST_MS,
      MOST_AT_ONCE,
    )
    .toArray();
  const { store, edge } = readersWait(env);
  const newestIn = once((tracker) => newestInFeed(env, tracker));
  const ripe: Ping[] = [];
  for (const ping of due) {
    const readable = ping.first_at + (store + edge) * 1000;
    const isLate = now - ping.first_at >= LONGEST_WAIT_MS;
    if (now < readable && readable - now < FARTHEST_MS) postpone(sql, ping, readable);
    else if (!isLate && (await newestIn(ping.tracker)) < ping.changed_at) postpone(sql, ping, now + WAIT_MS);
    else ripe.push(ping);
  }
  if (ripe.length === 0) return;
  const { status } = await send(() => hub, {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: formOf(ripe, env.PUBLIC_ORIGIN),
  });
  const isTold = status !== null && status >= 200 && status < 300;
  if (!isTold) console.error(`The WebSub hub was not told of changes: ${status ?? 'no answer'}.`);
  for (const ping of ripe) {
    const pause = RETRY_MS[ping.tries];
    if (isTold || pause === undefined) sql.exec(`DELETE FROM ping ${IS_SAME}`, ...sameAs(ping));
    else sql.exec(`UPDATE ping SET due_at = ?4, tries = tries + 1 ${IS_SAME}`, ...sameAs(ping), now + pause);
  }
}

// Not one that has come to mean a newer change meanwhile.
const IS_SAME = 'WHERE tracker = ?1 AND slug = ?2 AND changed_at = ?3';

function sameAs({ tracker, slug, changed_at }: Ping): [string, string, string] {
  return [tracker, slug, changed_at];
}

function postpone(sql: SqlStorage, ping: Ping, until: number): void {
  sql.exec(`UPDATE ping SET due_at = ?4 ${IS_SAME}`, ...sameAs(ping), until);
}

// When the newest entry of a tracker's feed is from, as KV has it; the feed is written as a whole, so older ones are in it too.
async function newestInFeed({ PUBLISHED }: Env, tracker: string): Promise<string> {
  try {
    const found = await readParsed<Changes>(PUBLISHED, changesKey(tracker));
    return found?.document.changes[0]?.publishedAt ?? '';
  } catch (error) {
    console.error('KV was not asked for a feed.', error);
    return ''; // it does not answer: later
  }
}

// `hub.url` as often as there are feeds, as PubSubHubbub 0.4 has it; WebSub leaves the way from publisher to hub open.
function formOf(pings: Ping[], origin: string): string {
  const topics = new Set(
    pings.flatMap(({ tracker, slug, corrects }) =>
      ['', ...(corrects ? ['/corrections'] : []), `/${slug}`].flatMap((part) =>
        ['atom', 'json'].map((form) => `${origin}/${tracker}${part}/feed.${form}`),
      ),
    ),
  );
  const form = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const topic of topics) form.append('hub.url', topic);
  return form.toString();
}
