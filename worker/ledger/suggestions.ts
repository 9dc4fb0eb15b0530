// The queue of what readers suggest: the one thing that the public writes. It never leaves the desk, and what says who
// a reader is leaves it first.

import type { BulkDecision, Decision, Suggestion, SuggestionState } from '../../data/suggestion.ts';
import type {
  BulkDecided,
  SuggestionGroup,
  SuggestionPage,
  SuggestionRecord,
} from '../../data/suggestion-record.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { findRow, rowOf } from './pledges.ts';
import { droppedSuggestions, holdsItsShare, makeRoom, networkId } from './suggestion-queue.ts';
import { wake } from './triage.ts';

/** How long a suggestion that nobody has closed keeps its reader's contact. */
const CONTACT_KEPT_MS = 90 * 86_400_000;

/**
 * Which suggestions are wanted, newest first; `before` is the `next` of the page before. `count`, `groups` and `reasons` ask for
 * what is told beside them.
 */
export type SuggestionFilter = {
  state?: SuggestionState | undefined;
  kind?: string | undefined;
  tracker?: string | undefined;
  slug?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  count: boolean;
  groups: boolean;
  reasons: boolean;
  before?: number | undefined;
  limit: number;
};

/** Of how many pledges groups are told, and how many reasons. */
const MOST_GROUPS = 500;
const MOST_REASONS = 20;

/**
 * Takes in what a reader suggests about a pledge that readers see. The same words with the same link again, while they wait, are
 * the same suggestion: whoever presses the button twice is thanked twice, and may say how they can be reached. `network` is a keyed hash of the reader's network;
 * null where there is none in between.
 */
export function receiveSuggestion(
  act: Pick<Act, 'sql' | 'at'>,
  name: PledgeName,
  { kind, text, url, contact }: Suggestion,
  network: string | null,
): Result<null, 'queue-full' | 'unknown-pledge'> {
  const { sql, at } = act;
  const named = findRow(sql, name);
  const row = named?.moved_to ? rowOf(sql, named.moved_to) : named;
  if (!row || row.status === null) return refused({ reason: 'unknown-pledge' });
  const same = sql.exec(
    `UPDATE suggestion SET contact = coalesce(contact, ?)
     WHERE state = 'open' AND pledge = ? AND kind = ? AND text = ? AND url IS ? RETURNING id`,
    contact,
    row.id,
    kind,
    text,
    url,
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
  wake(sql, row.id);
  return done(null);
}

/** The queue, as far as it is of these trackers. `next` is null on the last page. */
export function listSuggestions(
  sql: SqlStorage,
  trackers: '*' | string[],
  { count, groups, reasons, before, limit, ...filter }: SuggestionFilter,
): SuggestionPage {
  const wanted = wantedBy(trackers, filter);
  const suggestions = sql
    .exec<SuggestionRecord & Record<string, SqlStorageValue>>(
      `${SELECT} WHERE ${WANTED} AND (?8 IS NULL OR suggestion.id < ?8) ORDER BY suggestion.id DESC LIMIT ?9`,
      ...wanted,
      before ?? null,
      limit,
    )
    .toArray();
  const last = suggestions.length === limit ? suggestions.at(-1) : undefined;
  return {
    suggestions,
    next: last?.id ?? null,
    dropped: droppedSuggestions(sql, trackers, filter),
    ...(count ? { count: countSuggestions(sql, wanted) } : {}),
    ...(groups ? { groups: groupSuggestions(sql, wanted) } : {}),
    ...(reasons ? { reasons: reasonsOf(sql, wantedBy(trackers, { tracker: filter.tracker })) } : {}),
  };
}

type Filter = Pick<SuggestionFilter, 'state' | 'kind' | 'tracker' | 'slug' | 'from' | 'to'>;

function wantedBy(
  trackers: '*' | string[],
  { state, kind, tracker, slug, from, to }: Filter,
): (string | null)[] {
  const among = trackers === '*' ? null : JSON.stringify(trackers);
  return [state, kind, tracker, slug, among, from, to].map((each) => each ?? null);
}

function countSuggestions(sql: SqlStorage, wanted: (string | null)[]): number {
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge WHERE ${WANTED}`,
      ...wanted,
    )
    .one().count;
}

function groupSuggestions(sql: SqlStorage, wanted: (string | null)[]): SuggestionGroup[] {
  return sql
    .exec<SuggestionGroup>(
      `SELECT tracker, slug, title, count(*) AS count, max(at) AS newest
       FROM (${SELECT} WHERE ${WANTED}) GROUP BY tracker, slug ORDER BY max(id) DESC LIMIT ?8`,
      ...wanted,
      MOST_GROUPS,
    )
    .toArray();
}

// What was given as a reason before is offered again: most often first, and of these the last.
function reasonsOf(sql: SqlStorage, wanted: (string | null)[]): string[] {
  const rows = sql.exec<{ reason: string }>(
    `SELECT reason FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge
     WHERE suggestion.state = 'declined' AND reason IS NOT NULL AND ${WANTED}
     GROUP BY reason ORDER BY count(*) DESC, max(decided_at) DESC LIMIT ?8`,
    ...wanted,
    MOST_REASONS,
  );
  return [...rows].map(({ reason }) => reason);
}

/** How many suggestions wait in these trackers. */
export function countOpenSuggestions(sql: SqlStorage, trackers: '*' | string[]): number {
  return sql
    .exec<{ count: number }>(
      `SELECT count(*) AS count FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge
       WHERE state = 'open' AND (?1 IS NULL OR tracker IN (SELECT value FROM json_each(?1)))`,
      trackers === '*' ? null : JSON.stringify(trackers),
    )
    .one().count;
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

/**
 * Closes a suggestion, and forgets how its reader is reached. One that is accepted is held to have led to the next revision that
 * somebody publishes of its pledge.
 */
export function decideSuggestion(
  act: Act,
  trackers: '*' | string[],
  id: number,
  { state, reason }: Decision,
): Result<SuggestionRecord, 'decided' | 'unknown-suggestion'> {
  const { sql, at, editor } = act;
  const found = findSuggestion(sql, trackers, id);
  if (!found) return refused({ reason: 'unknown-suggestion' });
  if (found.state !== 'open') return refused({ reason: 'decided', state: found.state });
  sql.exec(
    `UPDATE suggestion SET state = ?, reason = ?, decided_at = ?, decided_by = ?, awaits_revision = ?, contact = NULL,
       network = NULL WHERE id = ?`,
    // Spam is what was declined without a reason: see STATE.
    state === 'accepted' ? 'accepted' : 'declined',
    reason,
    at,
    editor.name,
    state === 'accepted' ? 1 : 0,
    id,
  );
  const { tracker, slug } = found;
  const detail = { suggestion: id, state, ...(reason === null ? {} : { reason }) };
  audit(act, { act: 'decide-suggestion', tracker, slug, detail });
  return done({ ...found, state, reason, decidedAt: at, decidedBy: editor.name, contact: null });
}

/** Notes which revision followed what was accepted of a pledge. */
export function noteFollowed(sql: SqlStorage, pledgeId: number, revision: number): void {
  sql.exec(
    'UPDATE suggestion SET revision = ?, awaits_revision = 0 WHERE pledge = ? AND awaits_revision = 1',
    revision,
    pledgeId,
  );
}

/** The suggestions that each revision of a pledge followed, by its number. */
export function followedBy(sql: SqlStorage, pledgeId: number): Map<number, number[]> {
  const rows = sql.exec<{ id: number; revision: number }>(
    'SELECT id, revision FROM suggestion WHERE pledge = ? AND revision IS NOT NULL ORDER BY id',
    pledgeId,
  );
  const followed = new Map<number, number[]>();
  for (const { id, revision } of rows) followed.set(revision, [...(followed.get(revision) ?? []), id]);
  return followed;
}

/** Closes many alike. Each is decided or refused by itself; one that is closed already stays as it is, so a repeat does nothing. */
export function decideSuggestions(
  act: Act,
  trackers: '*' | string[],
  { ids, ...decision }: BulkDecision,
): Result<BulkDecided, never> {
  const results = ids.map((id): BulkDecided['results'][number] => {
    const decided = decideSuggestion(act, trackers, id, decision);
    if (decided.ok) return { id, done: true };
    if (decided.reason !== 'decided') return { id, done: false, reason: 'not-found' };
    return { id, done: false, reason: 'already-decided', state: decided.state };
  });
  return done({ decided: results.filter((result) => result.done).length, results });
}

/** Takes what waits of one pledge to the one that takes it in: what nobody has closed, and what no revision has followed yet. */
export function moveSuggestions(sql: SqlStorage, from: number, to: number): void {
  sql.exec(
    "UPDATE suggestion SET pledge = ? WHERE pledge = ? AND (state = 'open' OR awaits_revision = 1)",
    to,
    from,
  );
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

// What is declined has a reason, or it is spam.
const STATE = "iif(suggestion.state = 'declined' AND suggestion.reason IS NULL, 'spam', suggestion.state)";

const WANTED = `
  (?1 IS NULL OR ${STATE} = ?1) AND (?2 IS NULL OR suggestion.kind = ?2) AND (?3 IS NULL OR pledge.tracker = ?3)
  AND (?4 IS NULL OR pledge.slug = ?4
    OR EXISTS (SELECT 1 FROM alias WHERE alias.pledge = pledge.id AND alias.slug = ?4))
  AND (?5 IS NULL OR pledge.tracker IN (SELECT value FROM json_each(?5)))
  AND (?6 IS NULL OR suggestion.at >= ?6) AND (?7 IS NULL OR suggestion.at < ?7)`;

const SELECT = `
  SELECT suggestion.id AS id, pledge.tracker AS tracker, pledge.slug AS slug,
    coalesce(json_extract(document, '$.title'), json_extract(draft, '$.title')) AS title,
    suggestion.kind AS kind, suggestion.text AS text, suggestion.url AS url, contact, suggestion.at AS at,
    ${STATE} AS state, reason, decided_at AS decidedAt, decided_by AS decidedBy, suggestion.revision AS revision
  FROM suggestion JOIN pledge ON pledge.id = suggestion.pledge
  LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision`;
