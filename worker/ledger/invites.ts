// Links that let somebody in, once. Of the code in a link only the hash is kept; it stands for its inviter, so it ends with
// what its inviter may. Whoever comes by one gets a token of their own that nobody ever sees, and a session that lasts.
import type { Invite, InvitedTo } from '../../data/people.ts';
import { barrier, type Editor, mayEnter, type Role } from '../../data/roles.ts';
import { sha256 } from '../digest.ts';
import { done, invalid, type Refused, type Result, refused } from '../result.ts';
import { type Act, audit, unasked } from './act.ts';
import {
  asEditor,
  findHolder,
  INVITED_SESSION_DAYS,
  IS_LIVE,
  keepSession,
  type Registry,
} from './credentials.ts';
import { emptyInbox } from './inbox.ts';
import { isHere } from './people.ts';
import { findToken, unknownTracker } from './tokens.ts';
import { findTracker } from './trackers.ts';

/** For how long a link lets somebody in. */
const INVITE_DAYS = 7;

/** The newest that a list holds. */
const MOST_LISTED = 500;

/** Whom a link lets in. `expiresAt` is when their token ends, not the link. */
export type NewInvite = { name: string; role: Role; trackers: '*' | string[]; expiresAt: string | null };

/** `session`: the hash under which a session is kept; null only looks at what the link is. */
export type Accepting = { hash: string; session: string | null };

type Row = Record<'id' | 'name' | 'role' | 'trackers' | 'invited_by' | 'created_at' | 'expires_at', string> &
  Record<
    'hash' | 'token' | 'token_expires_at' | 'inviter' | 'secret_hash' | 'ended_at' | 'ended_as',
    string | null
  >;

/** Keeps a link that lets a new person in, by the hash of its code. */
export function invite(
  act: Act,
  { adminToken }: Registry,
  sent: NewInvite,
  hash: string,
): Result<Invite, 'forbidden' | 'invalid' | 'taken'> {
  const { sql, at, editor } = act;
  const { name, trackers, expiresAt } = sent;
  const fault = beyond(editor, sent) ?? unknownTracker(sql, trackers);
  if (fault) return fault;
  if (expiresAt !== null && expiresAt <= at)
    return invalid('/expiresAt', {
      code: 'in-past',
      found: `"${expiresAt}"`,
      allowed: { earliest: 'a moment from now' },
    });
  const user = nameUser(act, name, editor);
  if (user === 'token') {
    // Whoever may not make keys is told no more of people who are not at their desk.
    const detail = barrier(editor, 'POST /tokens/:id/invite', null)
      ? `"${name}" is the name of somebody at this installation: ask an admin of all trackers to let them in, or choose another name.`
      : `"${name}" is the name of somebody who may enter already: give them a new key, or choose another name.`;
    return refused({ reason: 'taken', detail });
  }
  if (user === 'invite')
    return refused({
      reason: 'taken',
      detail: `"${name}" is invited already: withdraw that invitation, or choose another name.`,
    });
  return keep(act, adminToken, { ...sent, token: null }, hash, 'invite');
}

/** Keeps a link that is a new key for somebody who may enter. One made before for the same token ends. */
export function inviteAgain(
  act: Act,
  { adminToken }: Registry,
  id: string,
  hash: string,
): Result<Invite, 'invalid' | 'unknown-token'> {
  const { sql, at } = act;
  const found = findToken(sql, id);
  if (!found.ok) return found;
  const { name, role, trackers, expiresAt, revokedAt } = found.value;
  if (revokedAt !== null || (expiresAt !== null && expiresAt <= at))
    return invalid('', 'this token has ended: invite the person anew');
  sql.exec(
    "UPDATE invite SET ended_at = ?, ended_as = 'withdrawn', hash = NULL WHERE token = ? AND ended_at IS NULL",
    at,
    id,
  );
  return keep(act, adminToken, { name, role, trackers, expiresAt, token: id }, hash, 'invite again');
}

function keep(
  act: Act,
  adminToken: string | undefined,
  { name, role, trackers, expiresAt, token }: NewInvite & { token: string | null },
  hash: string,
  as: 'invite' | 'invite again',
): Result<Invite, never> {
  const { sql, at, editor } = act;
  const id = crypto.randomUUID();
  const row = {
    id,
    hash,
    name,
    role,
    trackers: JSON.stringify(trackers),
    token,
    token_expires_at: expiresAt,
    invited_by: editor.name,
    inviter: act.token,
    // Whoever acts without a token is who holds ADMIN_TOKEN; the link ends when that is changed.
    secret_hash: act.token === null ? sha256(adminToken ?? '') : null,
    created_at: at,
    expires_at: new Date(Date.parse(at) + INVITE_DAYS * 86_400_000).toISOString(),
  };
  const columns = Object.keys(row);
  sql.exec(`INSERT INTO invite (${columns}) VALUES (${columns.map(() => '?')})`, ...Object.values(row));
  audit(act, { act: as, detail: { id, name, role, trackers, ...(token === null ? {} : { token }) } });
  return done(asInvite({ ...row, ended_at: null, ended_as: null }, 'waiting'));
}

/** The links that there are or were, of all that whoever asks could have made, the newest first. */
export function listInvites(act: Act, registry: Registry): Invite[] {
  return [...act.sql.exec<Row>('SELECT * FROM invite ORDER BY created_at DESC, id')]
    .filter((row) => !beyond(act.editor, asSent(row)))
    .slice(0, MOST_LISTED)
    .map((row) => asInvite(row, stateOf(registry, row, act.at)));
}

/** Ends a link before it was used; one that has ended stays as it is. */
export function withdrawInvite(act: Act, registry: Registry, id: string): Result<Invite, 'unknown-invite'> {
  const { sql, at } = act;
  const [row] = sql.exec<Row>('SELECT * FROM invite WHERE id = ?', id);
  // That of another desk is not there.
  if (!row || beyond(act.editor, asSent(row))) return refused({ reason: 'unknown-invite' });
  if (row.ended_at !== null) return done(asInvite(row, stateOf(registry, row, at)));
  sql.exec("UPDATE invite SET ended_at = ?, ended_as = 'withdrawn', hash = NULL WHERE id = ?", at, id);
  audit(act, { act: 'withdraw invite', detail: { id, name: row.name } });
  return done(asInvite({ ...row, ended_at: at }, 'withdrawn'));
}

/**
 * Lets in whoever has the code of a link, and spends it; without a session, only tells what it is. Every code that lets
 * nobody in, for whatever reason, gets one answer.
 */
export function acceptInvite(
  registry: Registry,
  how: Accepting,
  at: string,
): Result<InvitedTo, 'unknown-invite'> {
  const { sql } = registry;
  const [row] = sql.exec<Row>('SELECT * FROM invite WHERE hash = ?', how.hash);
  if (!row || stateOf(registry, row, at) !== 'waiting') return refused({ reason: 'unknown-invite' });
  const { role, trackers } = livingToken(sql, row, at) ?? asSent(row);
  const admission = { name: row.name, role, trackers, ...namesOf(sql, trackers), invitedBy: row.invited_by };
  if (how.session === null) return done({ dryRun: true, ...admission, expiresAt: row.expires_at });
  const act = unasked(sql, { name: row.name, role, trackers }, at);
  const token = row.token ?? newToken(act, row);
  sql.exec(
    "UPDATE invite SET token = ?, ended_at = ?, ended_as = 'accepted', hash = NULL WHERE id = ?",
    token,
    at,
    row.id,
  );
  const expiresAt = keepSession(
    sql,
    how.session,
    { token, secretHash: null, idleDays: INVITED_SESSION_DAYS },
    at,
  );
  const detail = { id: row.id, token, name: row.name, role, trackers, invitedBy: row.invited_by };
  audit(act, { act: 'accept invite', detail });
  return done({ ...admission, expiresAt });
}

/** No link that a backup brings lets anybody in: its code may be anybody's by now. */
export function endInvites({ sql, at }: Pick<Act, 'sql' | 'at'>): void {
  sql.exec("UPDATE invite SET ended_at = ?, ended_as = 'restored', hash = NULL WHERE ended_at IS NULL", at);
}

function newToken(act: Act, row: Row): string {
  const { sql, at } = act;
  if (!isHere(act, row.name)) emptyInbox(act, row.name);
  const id = crypto.randomUUID();
  sql.exec(
    `INSERT INTO token (id, name, role, trackers, created_at, created_by, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    id,
    row.name,
    row.role,
    row.trackers,
    at,
    row.invited_by,
    row.token_expires_at,
  );
  return id;
}

// Whether a link would let its person in at this moment. Its inviter has to be one who could still make it.
function stateOf(registry: Registry, row: Row, at: string): Invite['state'] {
  if (row.ended_at !== null) return row.ended_as as Invite['state'];
  if (row.expires_at <= at) return 'expired';
  const { sql } = registry;
  const inviter = inviterOf(registry, row, at);
  const sent = asSent(row);
  const hasDoor = sent.trackers === '*' || sent.trackers.some((tracker) => findTracker(sql, tracker));
  if (!inviter || beyond(inviter, sent) || !hasDoor) return 'void';
  if (row.token !== null) return inviter.trackers === '*' && livingToken(sql, row, at) ? 'waiting' : 'void';
  const isOver = row.token_expires_at !== null && row.token_expires_at <= at;
  return isOver || nameUser({ sql, at }, row.name, inviter) === 'token' ? 'void' : 'waiting';
}

function inviterOf(registry: Registry, row: Row, at: string): Editor | null {
  if (row.inviter === null)
    return findHolder(registry, { kind: 'secret', hash: row.secret_hash ?? '' }, at)?.editor ?? null;
  return livingToken(registry.sql, { token: row.inviter }, at);
}

function livingToken(sql: SqlStorage, { token }: Pick<Row, 'token'>, at: string): Editor | null {
  if (token === null) return null;
  const [row] = sql.exec<{ name: string; role: Role; trackers: string }>(
    `SELECT name, role, trackers FROM token WHERE id = ?1 AND ${IS_LIVE}`,
    token,
    at,
  );
  return row ? asEditor(row) : null;
}

// What an inviter may not give, named by its field; null where they may. Admins of some trackers invite to these, and no admins.
function beyond(
  inviter: Editor,
  { role, trackers }: Pick<NewInvite, 'role' | 'trackers'>,
): Refused<'forbidden' | 'invalid'> | null {
  if (barrier(inviter, 'POST /invites', null)) return refused({ reason: 'forbidden' });
  if (inviter.trackers === '*') return null;
  if (role === 'admin')
    return invalid('/role', 'is "admin": only an admin of the whole installation may invite one');
  if (trackers === '*')
    return invalid(
      '/trackers',
      `is "*": you may invite to your own trackers: ${inviter.trackers.join(', ')}`,
    );
  const index = trackers.findIndex((tracker) => !mayEnter(inviter, tracker));
  return index < 0 ? null : invalid(`/trackers/${index}`, noTracker(trackers[index]));
}

// Who has a name, or one that looks like it. For an admin of some trackers a name that somebody had elsewhere is in use
// for good: the audit of another desk knows a person by it.
function nameUser(
  { sql, at }: Pick<Act, 'sql' | 'at'>,
  name: string,
  inviter: Editor,
): 'token' | 'invite' | null {
  const wanted = looks(name);
  const tokens = sql.exec<{ name: string; role: Role; trackers: string; live: number }>(
    `SELECT name, role, trackers, ${IS_LIVE} AS live FROM token WHERE ?1 IS NOT NULL`,
    name,
    at,
  );
  for (const token of tokens)
    if (looks(token.name) === wanted && (token.live || beyond(inviter, asEditor(token)))) return 'token';
  const waiting = sql.exec<{ name: string }>(
    'SELECT name FROM invite WHERE ended_at IS NULL AND token IS NULL AND expires_at > ?',
    at,
  );
  return [...waiting].some((invite) => looks(invite.name) === wanted) ? 'invite' : null;
}

function looks(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{DI}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase();
}

function namesOf(sql: SqlStorage, trackers: '*' | string[]): { trackerNames: Record<string, string> } {
  const named = (trackers === '*' ? [] : trackers).flatMap((id) => {
    const found = findTracker(sql, id);
    return found ? [[id, found.tracker.name]] : [];
  });
  return { trackerNames: Object.fromEntries(named) };
}

function noTracker(id: string | undefined): string {
  return `"${id}" is no tracker of this installation`;
}

function asSent(row: Row): Pick<NewInvite, 'role' | 'trackers'> {
  return { role: row.role as Role, trackers: JSON.parse(row.trackers) };
}

function asInvite(row: Row, state: Invite['state']): Invite {
  return {
    id: row.id,
    name: row.name,
    ...asSent(row),
    token: row.token,
    tokenExpiresAt: row.token_expires_at,
    invitedBy: row.invited_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    state,
  };
}
