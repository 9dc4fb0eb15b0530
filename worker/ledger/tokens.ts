// Who may enter the desk. A token is a secret of which only the hash is kept, or an e-mail address that Cloudflare
// Access has verified. What several of one name do is done by one person.
import type { Editor, Role } from '../roles.ts';
import { type Act, audit } from './act.ts';
import { done, invalid, type Result, refused } from './result.ts';

/** How long a session of the desk app lasts. */
const SESSION_HOURS = 12;

/** `last_used_at` is written at most this often, so that reading at the desk does not write to the Ledger each time. */
const LAST_USED_PAUSE_MS = 60_000;

export type NewToken = {
  name: string;
  role: Role;
  trackers: '*' | string[];
  expiresAt: string | null;
  email: string | null;
};

/** A token as an admin sees it: never the secret, nor its hash. */
export type TokenRecord = NewToken & {
  id: string;
  createdAt: string;
  createdBy: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
};

type Row = Record<'id' | 'name' | 'role' | 'trackers' | 'created_at' | 'created_by', string> &
  Record<'email' | 'expires_at' | 'last_used_at' | 'revoked_at', string | null>;

/** Keeps a new token by the hash of its secret; one for Access has an e-mail address instead. */
export function createToken(act: Act, token: NewToken, hash: string | null): Result<TokenRecord> {
  const { sql, at, editor } = act;
  if (token.email !== null && findByEmail(sql, token.email, at))
    return refused({ reason: 'taken', detail: `"${token.email}" may enter already.` });
  // An address that was revoked may be given entry again; its old row keeps the story without it.
  if (token.email !== null) sql.exec('UPDATE token SET email = NULL WHERE email = ?', token.email);
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
  return find(sql, id);
}

export function listTokens(sql: SqlStorage): TokenRecord[] {
  return [...sql.exec<Row>('SELECT * FROM token ORDER BY created_at DESC, id')].map(asRecord);
}

/**
 * Ends a token and every session made from it, at once. `drafts` counts what its name had in the works; with
 * `passTo`, these pass to another.
 */
export function revokeToken(
  act: Act,
  id: string,
  passTo: string | null,
): Result<TokenRecord & { drafts: number }> {
  const { sql, at } = act;
  const found = find(sql, id);
  if (!found.ok) return found;
  const { name } = found.value;
  const mine = 'owner = ? AND work IS NOT NULL';
  const drafts = sql.exec<{ tracker: string }>(`SELECT tracker FROM pledge WHERE ${mine}`, name).toArray();
  const trackers = drafts.map(({ tracker }) => tracker);
  if (passTo !== null && (passTo === name || !mayWorkIn(act, trackers, passTo)))
    return invalid('/passTo', 'is nobody else who may work in the trackers of these drafts');
  sql.exec('UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?', at, id);
  sql.exec('DELETE FROM session WHERE token = ?', id);
  if (passTo !== null)
    sql.exec(`UPDATE pledge SET owner = ?, version = version + 1 WHERE ${mine}`, passTo, name);
  audit(act, { act: 'revoke token', detail: { id, name, ...(passTo === null ? {} : { passTo }) } });
  return done({ ...found.value, revokedAt: found.value.revokedAt ?? at, drafts: drafts.length });
}

/** What a request shows of who sends it; `secret` is ADMIN_TOKEN itself. Hashes are SHA-256 in hexadecimal. */
export type Credential =
  | { kind: 'secret'; hash: string }
  | { kind: 'token'; hash: string }
  | { kind: 'access'; email: string }
  | { kind: 'session'; hash: string; secretHash: string };

/** Who that is, or null: unknown, expired or revoked look the same. */
export function whoIs(sql: SqlStorage, credential: Credential, now: string): Editor | null {
  if (credential.kind === 'session') {
    const [session] = sql.exec<{ token: string | null; secret_hash: string | null }>(
      'SELECT token, secret_hash FROM session WHERE hash = ? AND expires_at > ?',
      credential.hash,
      now,
    );
    if (!session) return null;
    if (session.token === null) return session.secret_hash === credential.secretHash ? ADMIN : null;
    return used(sql, sql.exec<Row>('SELECT * FROM token WHERE id = ?', session.token).one(), now);
  }
  if (credential.kind === 'secret') return ADMIN;
  const row = rowOf(sql, credential);
  return row ? used(sql, row, now) : null;
}

/** The holder of the ADMIN_TOKEN secret. */
export const ADMIN: Editor = { name: 'admin', role: 'admin', trackers: '*' };

/** Keeps a session by the hash of its cookie and answers when it ends; null where the credential is nobody's. */
export function openSession(
  sql: SqlStorage,
  hash: string,
  from: OpeningCredential,
  now: string,
): string | null {
  const expiresAt = new Date(Date.parse(now) + SESSION_HOURS * 3_600_000).toISOString();
  const token = from.kind === 'secret' ? undefined : rowOf(sql, from);
  if (from.kind !== 'secret' && !token) return null;
  sql.exec('DELETE FROM session WHERE expires_at <= ?', now);
  const secretHash = from.kind === 'secret' ? from.hash : null;
  sql.exec('INSERT INTO session VALUES (?, ?, ?, ?, ?)', hash, token?.id ?? null, secretHash, now, expiresAt);
  return expiresAt;
}

/** What a session is opened with: anything but a session. */
export type OpeningCredential = Exclude<Credential, { kind: 'session' }>;

/** Ends one session, or all of the name that it belongs to. */
export function closeSession(sql: SqlStorage, hash: string, name: string, everywhere: boolean): void {
  sql.exec('DELETE FROM session WHERE hash = ?', hash);
  if (!everywhere) return;
  sql.exec('DELETE FROM session WHERE token IN (SELECT id FROM token WHERE name = ?)', name);
  if (name === ADMIN.name) sql.exec('DELETE FROM session WHERE token IS NULL');
}

/** Whether somebody of this name may work in these trackers now: another's desk is no place for a draft of theirs. */
export function mayWorkIn({ sql, at }: Pick<Act, 'sql' | 'at'>, trackers: string[], name: string): boolean {
  if (name === ADMIN.name) return true;
  const tokens = sql.exec<{ trackers: string }>(
    'SELECT trackers FROM token WHERE name = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)',
    name,
    at,
  );
  const theirs = [...tokens].flatMap((token): string | string[] => JSON.parse(token.trackers));
  return theirs.length > 0 && (theirs.includes('*') || trackers.every((tracker) => theirs.includes(tracker)));
}

/** The names of those who may work in a tracker now, `admin` among them. */
export function peopleOf(sql: SqlStorage, tracker: string, now: string): string[] {
  const people = sql.exec<{ name: string }>(
    `SELECT DISTINCT name FROM token WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?2)
       AND EXISTS (SELECT 1 FROM json_each(trackers) WHERE value IN ('*', ?1))
     ORDER BY name`,
    tracker,
    now,
  );
  return [ADMIN.name, ...[...people].map(({ name }) => name)];
}

function rowOf(
  sql: SqlStorage,
  credential: { kind: 'token'; hash: string } | { kind: 'access'; email: string },
) {
  const [row] =
    credential.kind === 'token'
      ? sql.exec<Row>('SELECT * FROM token WHERE hash = ?', credential.hash)
      : sql.exec<Row>('SELECT * FROM token WHERE email = ?', credential.email);
  return row;
}

function used(sql: SqlStorage, row: Row, now: string): Editor | null {
  if (row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null;
  if (Date.parse(now) - Date.parse(row.last_used_at ?? '1970-01-01') >= LAST_USED_PAUSE_MS)
    sql.exec('UPDATE token SET last_used_at = ? WHERE id = ?', now, row.id);
  return { name: row.name, role: row.role as Role, trackers: JSON.parse(row.trackers) };
}

function find(sql: SqlStorage, id: string): Result<TokenRecord> {
  const [row] = sql.exec<Row>('SELECT * FROM token WHERE id = ?', id);
  return row ? done(asRecord(row)) : refused({ reason: 'unknown-token' });
}

function findByEmail(sql: SqlStorage, email: string, now: string): boolean {
  const open =
    'SELECT 1 FROM token WHERE email = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)';
  return sql.exec(open, email, now).toArray().length > 0;
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
