// How the queue of suggestions stays open to readers whom nobody knows: no network may hold more than a small share of it,
// and what is new takes the place of what is old, of the network that holds most.
import type { DroppedSuggestions } from '../../data/suggestion-record.ts';
import type { Act } from './act.ts';

/** More than any desk answers. */
const MOST_OPEN_OF_A_PLEDGE = 100;
const MOST_OPEN = 5000;

/** What one network may hold of these. Many readers share a network, and few of them one pledge. */
const MOST_OF_A_NETWORK_OF_A_PLEDGE = 5;
const MOST_OF_A_NETWORK = 50;

/** How long the hash of a network is known. After that nothing tells which network it was. */
const NETWORK_KEPT_MS = 86_400_000;

/** Whether a network holds its share of the queue already. */
export function holdsItsShare(sql: SqlStorage, pledgeId: number, networkHash: string): boolean {
  const { whole, ofPledge } = sql
    .exec<{ whole: number; ofPledge: number }>(
      `SELECT count(*) AS whole, count(*) FILTER (WHERE pledge = ?1) AS ofPledge
       FROM suggestion JOIN suggestion_network ON suggestion_network.id = suggestion.network
       WHERE hash = ?2 AND state = 'open'`,
      pledgeId,
      networkHash,
    )
    .one();
  return ofPledge >= MOST_OF_A_NETWORK_OF_A_PLEDGE || whole >= MOST_OF_A_NETWORK;
}

/** The number under which suggestions of this network are known to belong together. */
export function networkId({ sql, at }: Pick<Act, 'sql' | 'at'>, networkHash: string): number {
  sql.exec('INSERT OR IGNORE INTO suggestion_network (hash, seen_at) VALUES (?, ?)', networkHash, at);
  return sql.exec<{ id: number }>('SELECT id FROM suggestion_network WHERE hash = ?', networkHash).one().id;
}

/** Drops what a new suggestion leaves no room for, in its pledge's queue and in the whole. */
export function makeRoom(act: Pick<Act, 'sql' | 'at'>, pledgeId: number, newest: number): void {
  const { whole, ofPledge } = act.sql
    .exec<{ whole: number; ofPledge: number }>(
      `SELECT count(*) AS whole, count(*) FILTER (WHERE pledge = ?) AS ofPledge FROM suggestion WHERE state = 'open'`,
      pledgeId,
    )
    .one();
  if (ofPledge > MOST_OPEN_OF_A_PLEDGE) dropOne(act, pledgeId, newest);
  else if (whole > MOST_OPEN) dropOne(act, null, newest);
}

// The oldest of the network that holds most. One whose network is not known, from before or from a backup, stands for itself.
function dropOne({ sql, at }: Pick<Act, 'sql' | 'at'>, pledgeId: number | null, newest: number): void {
  const dropped = sql.exec<{ pledge: number }>(
    `DELETE FROM suggestion WHERE id = (
       SELECT id FROM (
         SELECT id, count(*) OVER (PARTITION BY coalesce(network, -id)) AS held
         FROM suggestion WHERE state = 'open' AND (?1 IS NULL OR pledge = ?1))
       WHERE id <> ?2 ORDER BY held DESC, id LIMIT 1)
     RETURNING pledge`,
    pledgeId,
    newest,
  );
  for (const { pledge } of dropped.toArray())
    sql.exec(
      `INSERT INTO suggestion_dropped VALUES (?1, 1, ?2)
       ON CONFLICT (pledge) DO UPDATE SET count = count + 1, last_at = ?2`,
      pledge,
      at,
    );
}

/** How many suggestions were dropped in these trackers so far, and when last. */
export function droppedSuggestions(
  sql: SqlStorage,
  trackers: '*' | string[],
  { tracker, slug }: { tracker?: string | undefined; slug?: string | undefined } = {},
): DroppedSuggestions {
  return sql
    .exec<DroppedSuggestions>(
      `SELECT coalesce(sum(count), 0) AS count, max(last_at) AS lastAt
       FROM suggestion_dropped JOIN pledge ON pledge.id = suggestion_dropped.pledge
       WHERE (?1 IS NULL OR tracker IN (SELECT value FROM json_each(?1)))
         AND (?2 IS NULL OR tracker = ?2) AND (?3 IS NULL OR slug = ?3)`,
      trackers === '*' ? null : JSON.stringify(trackers),
      tracker ?? null,
      slug ?? null,
    )
    .one();
}

/** When the next network is to be forgotten, in milliseconds since 1970; null when none is known. */
export function nextNetworkForgetting(sql: SqlStorage): number | null {
  const { oldest } = sql
    .exec<{ oldest: string | null }>(
      'SELECT min(seen_at) AS oldest FROM suggestion_network WHERE hash IS NOT NULL',
    )
    .one();
  return oldest === null ? null : Date.parse(oldest) + NETWORK_KEPT_MS;
}

/** Forgets the networks that have been known long enough. What came from one still belongs together, whichever it was. */
export function forgetNetworks(sql: SqlStorage): void {
  const before = new Date(Date.now() - NETWORK_KEPT_MS).toISOString();
  sql.exec('UPDATE suggestion_network SET hash = NULL WHERE hash IS NOT NULL AND seen_at <= ?', before);
  sql.exec(
    'DELETE FROM suggestion_network WHERE hash IS NULL AND NOT EXISTS (SELECT 1 FROM suggestion WHERE network = suggestion_network.id)',
  );
}
