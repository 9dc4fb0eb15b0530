// The queue of what readers suggest: the one thing that the public writes. It never leaves the desk, and what says who
// a reader is leaves it first.
import type { SuggestionRecord } from '../../data/desk.ts';
import type { Decision, Suggestion } from '../../data/suggestion.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { findRow, rowOf } from './pledges.ts';
import { done, type Result, refused } from './result.ts';

/** How long a suggestion that nobody has closed keeps its reader's contact. */
const CONTACT_KEPT_MS = 90 * 86_400_000;

/** More than any desk answers: what comes after is asked to come again. */
const MOST_OPEN_OF_A_PLEDGE = 100;
const MOST_OPEN = 5000;

/** Which suggestions are wanted, newest first; `before` is the `next` of the page before. */
export type SuggestionFilter = {
  state?: string | undefined;
  tracker?: string | undefined;
  before?: number | undefined;
  limit: number;
};

/**
 * Takes in what a reader suggests about a pledge that readers see. The same words again, while they wait, are the
 * same suggestion: whoever presses the button twice is thanked twice.
 */
export function receiveSuggestion(
  { sql, at }: Pick<Act, 'sql' | 'at'>,
  name: PledgeName,
  { kind, text, url, contact }: Suggestion,
): Result<null> {
  const named = findRow(sql, name);
  const row = named?.moved_to ? rowOf(sql, named.moved_to) : named;
  if (!row || row.status === null) return refused({ reason: 'unknown-pledge' });
  const { whole, ofPledge, same } = sql
    .exec<{ whole: number; ofPledge: number; same: number }>(
      `SELECT count(*) AS whole, count(*) FILTER (WHERE pledge = ?1) AS ofPledge,
         count(*) FILTER (WHERE pledge = ?1 AND kind = ?2 AND text = ?3) AS same
       FROM suggestion WHERE state = 'open'`,
      row.id,
      kind,
      text,
    )
    .one();
  if (same > 0) return done(null);
  if (ofPledge >= MOST_OPEN_OF_A_PLEDGE || whole >= MOST_OPEN) return refused({ reason: 'queue-full' });
  sql.exec(
    `INSERT INTO suggestion (pledge, kind, text, url, contact, at, state) VALUES (?, ?, ?, ?, ?, ?, 'open')`,
    row.id,
    kind,
    text,
    url,
    contact,
    at,
  );
  return done(null);
}

/** The queue, as far as it is of these trackers. `next` is null on the last page. */
export function listSuggestions(
  sql: SqlStorage,
  trackers: '*' | string[],
  { state, tracker, before, limit }: SuggestionFilter,
): { suggestions: SuggestionRecord[]; next: number | null } {
  const suggestions = sql
    .exec<SuggestionRecord & Record<string, SqlStorageValue>>(
      `${SELECT}
       WHERE (?1 IS NULL OR suggestion.state = ?1) AND (?2 IS NULL OR pledge.tracker = ?2)
         AND (?3 IS NULL OR suggestion.id < ?3)
         AND (?4 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?4)))
       ORDER BY suggestion.id DESC LIMIT ?5`,
      state ?? null,
      tracker ?? null,
      before ?? null,
      trackers === '*' ? null : JSON.stringify(trackers),
      limit,
    )
    .toArray();
  const last = suggestions.length === limit ? suggestions.at(-1) : undefined;
  return { suggestions, next: last?.id ?? null };
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
    `UPDATE suggestion SET state = ?, reason = ?, decided_at = ?, decided_by = ?, contact = NULL WHERE id = ?`,
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

const SELECT = `
  SELECT suggestion.id AS id, pledge.tracker AS tracker, pledge.slug AS slug,
    coalesce(json_extract(document, '$.title'), json_extract(draft, '$.title')) AS title,
    suggestion.kind AS kind, suggestion.text AS text, suggestion.url AS url, contact, suggestion.at AS at,
    suggestion.state AS state, reason, decided_at AS decidedAt, decided_by AS decidedBy
  FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge
  LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision`;
