// What the links of a mail lead by: each is good for one purpose, of one address and one thing that it follows. Only the hash is
// kept, so no link can be made from what is stored.
import { isSameHash, sha256 } from '../../digest.ts';

export type Purpose = 'confirm' | 'manage' | 'stop';

/** Whose link it is: of a reader who follows something, or of somebody at the desk. */
export type Whose = { follow: number } | { desk: number };

const DAY_MS = 86_400_000;
/** Until then somebody has to have said that they want mail. */
export const CONFIRM_MS = 2 * DAY_MS;
/** The links of an old mail still stop the mails a year later. */
const KEPT_MS = 400 * DAY_MS;

const TOKEN_BYTES = 32;

/** Whether a text can be such a link's end at all. */
export function isToken(text: string): boolean {
  return /^[\w-]{43}$/.test(text);
}

/** Makes a link's end, for one purpose. */
export function newLink(sql: SqlStorage, purpose: Purpose, whose: Whose, now: number): string {
  const token = Buffer.from(crypto.getRandomValues(new Uint8Array(TOKEN_BYTES))).toString('base64url');
  sql.exec(
    'INSERT INTO link (hash, purpose, follow, desk, ends_at) VALUES (?, ?, ?, ?, ?)',
    hashOf(purpose, token),
    purpose,
    'follow' in whose ? whose.follow : null,
    'desk' in whose ? whose.desk : null,
    now + (purpose === 'confirm' ? CONFIRM_MS : KEPT_MS),
  );
  return token;
}

/** Whose link that is, if it is good for this purpose now. */
export function findLink(sql: SqlStorage, purpose: Purpose, token: string, now: number): Whose | null {
  if (!isToken(token)) return null;
  const hash = hashOf(purpose, token);
  const [row] = sql.exec<{ hash: string; follow: number | null; desk: number | null }>(
    'SELECT hash, follow, desk FROM link WHERE hash = ? AND purpose = ? AND ends_at > ?',
    hash,
    purpose,
    now,
  );
  if (!row || !isSameHash(row.hash, hash)) return null;
  if (row.follow !== null) return { follow: row.follow };
  return row.desk === null ? null : { desk: row.desk };
}

function hashOf(purpose: Purpose, token: string): string {
  return sha256(`${purpose} ${token}`);
}

/** Takes out what has ended, the key of a move to this installation among it. */
export function forgetLinks(sql: SqlStorage, now: number): void {
  sql.exec('DELETE FROM link WHERE ends_at <= ?', now);
  sql.exec('DELETE FROM transfer WHERE ends_at <= ?', now);
}
