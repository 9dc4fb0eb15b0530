// What lets somebody in, and who that is at this moment. Every act asks in its own transaction, so whatever ends a
// credential also ends the requests under way that bear it.
import type { Editor, Role } from '../../data/roles.ts';
import { isSameHash, sha256 } from '../digest.ts';
import { done, type Result, refused } from '../result.ts';

/**
 * What a request shows of who sends it; `secret` is ADMIN_TOKEN itself. Hashes are SHA-256 in hexadecimal. `expiresAt`
 * is when the word of Access runs out that vouches for an address.
 */
export type Credential =
  | { kind: 'secret'; hash: string }
  | { kind: 'token'; hash: string }
  | { kind: 'access'; email: string; expiresAt: string }
  | { kind: 'session'; hash: string };

/** What a session is opened with: anything but a session. */
export type OpeningCredential = Exclude<Credential, { kind: 'session' }>;

/** Where credentials are looked up: in the tables, and in the ADMIN_TOKEN that the Ledger itself runs with. */
export type Registry = { sql: SqlStorage; adminToken: string | undefined };

/** The holder of the ADMIN_TOKEN secret. */
export const ADMIN: Editor = { name: 'admin', role: 'admin', trackers: '*' };

/** How long a session of the desk app lasts. */
const SESSION_HOURS = 12;

/**
 * How long a session lasts from its last use where somebody came by an invitation: they have no secret to sign in with again.
 * It ends with its token, and wherever they sign out.
 */
export const INVITED_SESSION_DAYS = 90;

/** `last_used_at` is written at most this often, so that reading at the desk does not write to the Ledger each time. */
const LAST_USED_PAUSE_MS = 60_000;

type Holder = { editor: Editor; token: string | null };
type TokenRow = { id: string; name: string; role: Role; trackers: string };

/** Who that is now, or null: unknown, expired, revoked and signed out look the same. */
export function findHolder(registry: Registry, credential: Credential, now: string): Holder | null {
  const { sql } = registry;
  switch (credential.kind) {
    case 'secret':
      return isAdminToken(registry, credential.hash) ? { editor: ADMIN, token: null } : null;
    case 'token':
      return holderOf(sql, 'hash', credential.hash, now);
    case 'access':
      return credential.expiresAt > now ? holderOf(sql, 'email', credential.email, now) : null;
    case 'session': {
      const [session] = sql.exec<{ token: string | null; secret_hash: string | null }>(
        'SELECT token, secret_hash FROM session WHERE hash = ? AND expires_at > ?',
        credential.hash,
        now,
      );
      if (!session) return null;
      if (session.token !== null) return holderOf(sql, 'id', session.token, now);
      return isAdminToken(registry, session.secret_hash) ? { editor: ADMIN, token: null } : null;
    }
    default:
      return credential satisfies never;
  }
}

/** Notes that a token was used. */
export function noteUse(sql: SqlStorage, token: string, now: string): void {
  const longAgo = new Date(Date.parse(now) - LAST_USED_PAUSE_MS).toISOString();
  sql.exec(
    'UPDATE token SET last_used_at = ?1 WHERE id = ?2 AND (last_used_at IS NULL OR last_used_at <= ?3)',
    now,
    token,
    longAgo,
  );
}

/** Keeps a session by the hash of its cookie, and answers whose it is and when it ends. */
export function openSession(
  registry: Registry,
  hash: string,
  from: OpeningCredential,
  now: string,
): Result<Editor & { expiresAt: string }, 'unauthenticated'> {
  const { sql } = registry;
  const holder = findHolder(registry, from, now);
  if (!holder) return refused({ reason: 'unauthenticated' });
  const secretHash = from.kind === 'secret' ? from.hash : null;
  const expiresAt = keepSession(sql, hash, { token: holder.token, secretHash, idleDays: null }, now);
  return done({ ...holder.editor, expiresAt });
}

type SessionOf = { token: string | null; secretHash: string | null; idleDays: number | null };

/** Keeps a session, and answers when it ends; with `idleDays` that many days after its last use. */
export function keepSession(
  sql: SqlStorage,
  hash: string,
  { token, secretHash, idleDays }: SessionOf,
  now: string,
): string {
  const hours = idleDays === null ? SESSION_HOURS : idleDays * 24;
  const expiresAt = new Date(Date.parse(now) + hours * 3_600_000).toISOString();
  sql.exec('DELETE FROM session WHERE expires_at <= ?', now);
  sql.exec(
    'INSERT INTO session (hash, token, secret_hash, created_at, expires_at, idle_days) VALUES (?, ?, ?, ?, ?, ?)',
    hash,
    token,
    secretHash,
    now,
    expiresAt,
    idleDays,
  );
  return expiresAt;
}

/** Notes that a session was used, where it ends some days after that; at most once a day. */
export function prolongSession(sql: SqlStorage, hash: string, now: string): void {
  const days = (more: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+' || (idle_days${more}) || ' days')`;
  sql.exec(
    `UPDATE session SET expires_at = ${days('')}
     WHERE hash = ?2 AND idle_days IS NOT NULL AND expires_at < ${days(' - 1')}`,
    now,
    hash,
  );
}

/** Ends one session, or all of the name that it belongs to. */
export function closeSession(sql: SqlStorage, hash: string, name: string, everywhere: boolean): void {
  sql.exec('DELETE FROM session WHERE hash = ?', hash);
  if (!everywhere) return;
  sql.exec('DELETE FROM session WHERE token IN (SELECT id FROM token WHERE name = ?)', name);
  if (name === ADMIN.name) sql.exec('DELETE FROM session WHERE token IS NULL');
}

function isAdminToken({ adminToken }: Registry, hash: string | null): boolean {
  return Boolean(adminToken) && isSameHash(hash ?? '', sha256(adminToken ?? ''));
}

function holderOf(sql: SqlStorage, by: 'id' | 'hash' | 'email', value: string, now: string): Holder | null {
  const [row] = sql.exec<TokenRow>(`SELECT * FROM token WHERE ${by} = ?1 AND ${IS_LIVE}`, value, now);
  return row ? { editor: asEditor(row), token: row.id } : null;
}

/** That a token lets somebody in at an instant, which is the statement's second parameter. */
export const IS_LIVE = 'revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)';

/** Whom a token makes of who holds it. */
export function asEditor({ name, role, trackers }: Omit<TokenRow, 'id'>): Editor {
  return { name, role, trackers: JSON.parse(trackers) };
}
