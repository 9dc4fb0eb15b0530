// Who may enter the desk. A token is a secret of which only the hash is kept, or an e-mail address that Cloudflare
// Access has verified. What several of one name do is done by one person.
import type { ListedToken } from '../../data/people.ts';
import type { Role } from '../../data/roles.ts';
import { done, invalid, type Refused, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { IS_LIVE } from './credentials.ts';
import { emptyInbox, notify } from './inbox.ts';
import { noteForDesk } from './news.ts';
import { isHere, mayWorkIn } from './people.ts';
import { mayTakeOver, passSchedules, schedulesOf, sendLostSchedulesToReview } from './schedules.ts';
import { findTracker } from './trackers.ts';

export type NewToken = {
  name: string;
  role: Role;
  trackers: '*' | string[];
  expiresAt: string | null;
  email: string | null;
};

/** What can be changed of a token. Not its name: that is the person, who has done what they have done. */
export type TokenChange = {
  role?: Role | undefined;
  trackers?: '*' | string[] | undefined;
  expiresAt?: string | null | undefined;
};

/** A token as an admin sees it: never the secret, nor its hash. */
export type TokenRecord = NewToken & {
  id: string;
  createdAt: string;
  createdBy: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

/** What somebody who has lost rights leaves behind: drafts on their desk, and publications that they had scheduled. */
export type LeftBehind = { drafts: number; schedules: number };

type Row = Record<'id' | 'name' | 'role' | 'trackers' | 'created_at' | 'created_by', string> &
  Record<'email' | 'expires_at' | 'last_used_at' | 'revoked_at', string | null>;

/** Keeps a new token by the hash of its secret; one for Access has an e-mail address instead. */
export function createToken(
  act: Act,
  token: NewToken,
  hash: string | null,
): Result<TokenRecord, 'invalid' | 'taken' | 'unknown-token'> {
  const { sql, at, editor } = act;
  const fault = unknownTracker(sql, token.trackers);
  if (fault) return fault;
  if (token.email !== null && mayEnterBy(sql, token.email, at))
    return refused({ reason: 'taken', detail: `"${token.email}" may enter already.` });
  // An address that was revoked may be given entry again; its old row keeps the story without it.
  if (token.email !== null) sql.exec('UPDATE token SET email = NULL WHERE email = ?', token.email);
  if (!isHere(act, token.name)) emptyInbox(act, token.name);
  const id = crypto.randomUUID();
  sql.exec(
    `INSERT INTO token (id, name, role, trackers, hash, email, created_at, created_by, expires_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    token.name,
    token.role,
    JSON.stringify(token.trackers),
    hash,
    token.email,
    at,
    editor.name,
    token.expiresAt,
  );
  audit(act, {
    act: 'create token',
    detail: { id, name: token.name, role: token.role, trackers: token.trackers },
  });
  return findToken(sql, id);
}

/** Every token, with what there is of its name: when it was last here by any of its tokens, and what it has in the works. */
export function listTokens(sql: SqlStorage): ListedToken[] {
  const rows = sql.exec<Row & { seen: string | null; drafts: number; scheduled: number }>(
    `SELECT token.*, (SELECT max(last_used_at) FROM token AS other WHERE other.name = token.name) AS seen,
       coalesce(works.drafts, 0) AS drafts, coalesce(schedules.scheduled, 0) AS scheduled
     FROM token
       LEFT JOIN (SELECT owner, count(*) AS drafts FROM pledge WHERE work IS NOT NULL GROUP BY owner) AS works
         ON works.owner = token.name
       LEFT JOIN (
         SELECT coalesce(publish_by, owner) AS name, count(*) AS scheduled FROM pledge WHERE work = 'scheduled' GROUP BY 1
       ) AS schedules ON schedules.name = token.name
     ORDER BY token.created_at DESC, token.id`,
  );
  return [...rows].map(({ seen, drafts, scheduled, ...row }) => ({
    ...asRecord(row),
    lastSeenAt: seen,
    drafts,
    scheduled,
  }));
}

/**
 * Gives a token another role, other trackers or another end; its sessions follow. Where its name may then no longer
 * publish, what it had scheduled goes back to review. `drafts` counts those that it may no longer open.
 */
export function changeToken(
  act: Act,
  id: string,
  change: TokenChange,
): Result<TokenRecord & LeftBehind, 'invalid' | 'unknown-token'> {
  const { sql } = act;
  const found = findToken(sql, id);
  if (!found.ok) return found;
  const before = found.value;
  if (before.revokedAt !== null) return invalid('', 'this token is revoked: make a new one');
  const fault = unknownTracker(sql, change.trackers ?? '*');
  if (fault) return fault;
  const { name } = before;
  const { role = before.role, trackers = before.trackers, expiresAt = before.expiresAt } = change;
  sql.exec(
    'UPDATE token SET role = ?, trackers = ?, expires_at = ? WHERE id = ?',
    role,
    JSON.stringify(trackers),
    expiresAt,
    id,
  );
  const left: LeftBehind = {
    drafts: draftTrackersOf(sql, name).filter((tracker) => !mayWorkIn(act, [tracker], name)).length,
    schedules: sendLostSchedulesToReview(act, name),
  };
  const was = { role: before.role, trackers: before.trackers, expiresAt: before.expiresAt };
  const assigned = passAssigned(act, name, null);
  audit(act, {
    act: 'change token',
    detail: { id, name, role, trackers, expiresAt, before: was, ...left, assigned },
  });
  return done({ ...before, role, trackers, expiresAt, ...left });
}

/**
 * Ends a token and every session made from it, at once. `drafts` counts what its name had in the works; with
 * `passTo`, these pass to another, who also answers for what the name had scheduled. Otherwise that goes back to
 * review, unless another token of the same name may still publish it. `schedules` counts what passed or went back.
 */
export function revokeToken(
  act: Act,
  id: string,
  passTo: string | null,
): Result<TokenRecord & LeftBehind, 'invalid' | 'unknown-token'> {
  const { sql, at } = act;
  const found = findToken(sql, id);
  if (!found.ok) return found;
  const { name } = found.value;
  sql.exec('UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?', at, id);
  sql.exec('DELETE FROM session WHERE token = ?', id);
  const trackers = draftTrackersOf(sql, name);
  const schedules =
    passTo === null ? sendLostSchedulesToReview(act, name) : handOver(act, name, passTo, trackers);
  if (typeof schedules !== 'number') return schedules;
  const left = { drafts: trackers.length, schedules };
  const assigned = passAssigned(act, name, passTo);
  // The address that they are mailed at goes with them.
  if (!isHere(act, name)) noteForDesk(act, name, true);
  audit(act, {
    act: 'revoke token',
    detail: { id, name, ...(passTo === null ? {} : { passTo }), ...left, assigned },
  });
  return done({ ...found.value, revokedAt: found.value.revokedAt ?? at, ...left });
}

// Passes what somebody had in the works to another, and answers how many publications were scheduled among it.
function handOver(act: Act, name: string, to: string, trackers: string[]): number | Refused<'invalid'> {
  const { sql } = act;
  if (to === name || !mayWorkIn(act, trackers, to))
    return invalid('/passTo', 'must name another person who may work in the trackers of these drafts');
  const schedules = schedulesOf(sql, name);
  const beyond = schedules.find((row) => !mayTakeOver(act, row, to));
  if (beyond)
    return invalid(
      '/passTo',
      `is nobody who may publish "${beyond.tracker}/${beyond.slug}", which is scheduled`,
    );
  passSchedules(act, schedules, to);
  tellOfDrafts(act, name, to);
  sql.exec(
    'UPDATE pledge SET owner = ?, version = version + 1, changed_version = version + 1 WHERE owner = ? AND work IS NOT NULL',
    to,
    name,
  );
  return schedules.length;
}

// One entry for each tracker, however many drafts.
function tellOfDrafts(act: Act, from: string, to: string): void {
  const drafts = act.sql.exec<{ tracker: string; slug: string }>(
    'SELECT tracker, slug FROM pledge WHERE owner = ? AND work IS NOT NULL',
    from,
  );
  for (const { tracker, slug } of drafts.toArray())
    notify(act, { to, kind: 'assigned', tracker, slug, under: `passed ${from} ${tracker} ${act.at}` });
}

// What is given to somebody who may not work in its tracker any more passes to another, or to nobody, where the rest of the
// desk sees that it needs somebody. Answers how many pledges that are.
function passAssigned(act: Act, name: string, to: string | null): number {
  const { sql } = act;
  const trackers = sql
    .exec<{ tracker: string }>('SELECT DISTINCT tracker FROM pledge WHERE assignee = ?', name)
    .toArray();
  let passed = 0;
  for (const { tracker } of trackers) {
    if (mayWorkIn(act, [tracker], name)) continue;
    const next = to !== null && mayWorkIn(act, [tracker], to) ? to : null;
    const rows = sql
      .exec(
        `UPDATE pledge SET assignee = ?, version = version + 1, triaged_version = version + 1,
           revised_version = coalesce(revised_version, version), changed_version = coalesce(changed_version, version)
         WHERE tracker = ? AND assignee = ? RETURNING id`,
        next,
        tracker,
        name,
      )
      .toArray();
    passed += rows.length;
  }
  return passed;
}

function draftTrackersOf(sql: SqlStorage, name: string): string[] {
  const drafts = sql.exec<{ tracker: string }>(
    'SELECT tracker FROM pledge WHERE owner = ? AND work IS NOT NULL',
    name,
  );
  return [...drafts].map(({ tracker }) => tracker);
}

// A slip of the pen would let nobody in, and lead whoever made it to look for the fault elsewhere.
export function unknownTracker(sql: SqlStorage, trackers: '*' | string[]): Refused<'invalid'> | null {
  if (trackers === '*') return null;
  const index = trackers.findIndex((tracker) => !findTracker(sql, tracker));
  return index < 0
    ? null
    : invalid(`/trackers/${index}`, `"${trackers[index]}" is no tracker of this installation`);
}

export function findToken(sql: SqlStorage, id: string): Result<TokenRecord, 'unknown-token'> {
  const [row] = sql.exec<Row>('SELECT * FROM token WHERE id = ?', id);
  return row ? done(asRecord(row)) : refused({ reason: 'unknown-token' });
}

function mayEnterBy(sql: SqlStorage, email: string, now: string): boolean {
  return sql.exec(`SELECT 1 FROM token WHERE email = ?1 AND ${IS_LIVE}`, email, now).toArray().length > 0;
}

function asRecord(row: Row): TokenRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role as Role,
    trackers: JSON.parse(row.trackers),
    email: row.email,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}
