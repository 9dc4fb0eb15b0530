// The queue of what readers suggest: the one thing that the public writes. It never leaves the desk, and what says who
// a reader is leaves it first.
import type { BulkDecided, SuggestionPage, SuggestionRecord } from '../../data/desk.ts';
import type { BulkDecision, Decision, Suggestion } from '../../data/suggestion.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { findRow, rowOf } from './pledges.ts';
import { done, type Result, refused } from './result.ts';
import { droppedSuggestions, holdsItsShare, makeRoom, networkId } from './suggestion-queue.ts';

/** How long a suggestion that nobody has closed keeps its reader's contact. */
const CONTACT_KEPT_MS = 90 * 86_400_000;

/** Which suggestions are wanted, newest first; `before` is the `next` of the page before, `count` asks how many there are. */
export type SuggestionFilter = {
  state?: string | undefined;
  kind?: string | undefined;
  tracker?: string | undefined;
  slug?: string | undefined;
  count: boolean;
  before?: number | undefined;
  limit: number;
};

/**
 * Takes in what a reader suggests about a pledge that readers see. The same words again, while they wait, are the
 * same suggestion: whoever presses the button twice is thanked twice. `network` is a keyed hash of the reader's network;
 * null where there is none in between.
 */
export function receiveSuggestion(
  act: Pick<Act, 'sql' | 'at'>,
  name: PledgeName,
  { kind, text, url, contact }: Suggestion,
  network: string | null,
): Result<null> {
  const { sql, at } = act;
  const named = findRow(sql, name);
  const row = named?.moved_to ? rowOf(sql, named.moved_to) : named;
  if (!row || row.status === null) return refused({ reason: 'unknown-pledge' });
  const same = sql.exec(
    `SELECT 1 FROM suggestion WHERE state = 'open' AND pledge = ? AND kind = ? AND text = ? LIMIT 1`,
    row.id,
    kind,
    text,
  );
  if (same.toArray().length > 0) return done(null);
  if (network !== null && holdsItsShare(sql, row.id, network)) return refused({ reason: 'queue-full' });
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO suggestion (pledge, kind, text, url, contact, at, state, network)
       VALUES (?, ?, ?, ?, ?, ?, 'open', ?) RETURNING id`,
      row.id,
      kind,
      text,
      url,
      contact,
      at,
      network === null ? null : networkId(act, network),
    )
    .one();
  makeRoom(act, row.id, id);
  return done(null);
}

/** The queue, as far as it is of these trackers. `next` is null on the last page. */
export function listSuggestions(
  sql: SqlStorage,
  trackers: '*' | string[],
  { state, kind, tracker, slug, count, before, limit }: SuggestionFilter,
): SuggestionPage {
  const wanted = [
    state ?? null,
    kind ?? null,
    tracker ?? null,
    slug ?? null,
    trackers === '*' ? null : JSON.stringify(trackers),
  ];
  const suggestions = sql
    .exec<SuggestionRecord & Record<string, SqlStorageValue>>(
      `${SELECT} WHERE ${WANTED} AND (?6 IS NULL OR suggestion.id < ?6) ORDER BY suggestion.id DESC LIMIT ?7`,
      ...wanted,
      before ?? null,
      limit,
    )
    .toArray();
  const last = suggestions.length === limit ? suggestions.at(-1) : undefined;
  return {
    suggestions,
    next: last?.id ?? null,
    dropped: droppedSuggestions(sql, trackers, { tracker, slug }),
    ...(count ? { count: countSuggestions(sql, wanted) } : {}),
  };
}

function countSuggestions(sql: SqlStorage, wanted: (string | null)[]): number {
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge WHERE ${WANTED}`,
      ...wanted,
    )
    .one().count;
}

/** How many suggestions wait in these trackers. */
export function countOpenSuggestions(sql: SqlStorage, trackers: '*' | string[]): number {
  const among = trackers === '*' ? null : JSON.stringify(trackers);
  return countSuggestions(sql, ['open', null, null, null, among]);
}

/** One suggestion; undefined where there is none in these trackers. */
export function findSuggestion(
  sql: SqlStorage,
  trackers: '*' | string[],
  id: number,
): SuggestionRecord | undefined {
  const [found] = sql.exec<SuggestionRecord & Record<string, SqlStorageValue>>(
    `${SELECT} WHERE suggestion.id = ?`,
    id,
  );
  return found && (trackers === '*' || trackers.includes(found.tracker)) ? found : undefined;
}

/** Closes a suggestion, and forgets how its reader is reached. */
export function decideSuggestion(
  act: Act,
  trackers: '*' | string[],
  id: number,
  { state, reason }: Decision,
): Result<SuggestionRecord> {
  const { sql, at, editor } = act;
  const found = findSuggestion(sql, trackers, id);
  if (!found) return refused({ reason: 'unknown-suggestion' });
  if (found.state !== 'open') return refused({ reason: 'decided', state: found.state });
  sql.exec(
    `UPDATE suggestion SET state = ?, reason = ?, decided_at = ?, decided_by = ?, contact = NULL, network = NULL WHERE id = ?`,
    state,
    reason,
    at,
    editor.name,
    id,
  );
  const { tracker, slug } = found;
  audit(act, { act: 'decide-suggestion', tracker, slug, detail: { suggestion: id, state, reason } });
  return done({ ...found, state, reason, decidedAt: at, decidedBy: editor.name, contact: null });
}

/** Closes many alike. Each is decided or refused by itself; one that is closed already stays as it is, so a repeat does nothing. */
export function decideSuggestions(
  act: Act,
  trackers: '*' | string[],
  { ids, ...decision }: BulkDecision,
): Result<BulkDecided> {
  const results = ids.map((id): BulkDecided['results'][number] => {
    const decided = decideSuggestion(act, trackers, id, decision);
    if (decided.ok) return { id, done: true };
    if (decided.reason !== 'decided') return { id, done: false, reason: 'not-found' };
    return { id, done: false, reason: 'already-decided', state: decided.state };
  });
  return done({ decided: results.filter((result) => result.done).length, results });
}

/** When the next contact is to be forgotten, in milliseconds since 1970; null when there is none. */
export function nextForgetting(sql: SqlStorage): number | null {
  const { oldest } = sql
    .exec<{ oldest: string | null }>('SELECT min(at) AS oldest FROM suggestion WHERE contact IS NOT NULL')
    .one();
  return oldest === null ? null : Date.parse(oldest) + CONTACT_KEPT_MS;
}

/** Forgets the contacts that have been kept long enough. */
export function forgetContacts(sql: SqlStorage): void {
  const before = new Date(Date.now() - CONTACT_KEPT_MS).toISOString();
  sql.exec('UPDATE suggestion SET contact = NULL WHERE contact IS NOT NULL AND at <= ?', before);
}

const WANTED = `
  (?1 IS NULL OR suggestion.state = ?1) AND (?2 IS NULL OR suggestion.kind = ?2) AND (?3 IS NULL OR pledge.tracker = ?3)
  AND (?4 IS NULL OR pledge.slug = ?4
    OR EXISTS (SELECT 1 FROM alias WHERE alias.pledge = pledge.id AND alias.slug = ?4))
  AND (?5 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?5)))`;

const SELECT = `
  SELECT suggestion.id AS id, pledge.tracker AS tracker, pledge.slug AS slug,
    coalesce(json_extract(document, '$.title'), json_extract(draft, '$.title')) AS title,
    suggestion.kind AS kind, suggestion.text AS text, suggestion.url AS url, contact, suggestion.at AS at,
    suggestion.state AS state, reason, decided_at AS decidedAt, decided_by AS decidedBy
  FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge
  LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision`;
