// Followers on their way to another installation. Only that one can read them: it makes a key, keeps the private half in its own
// Courier, and whoever carries the file sees nothing of it.
import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import * as z from 'zod/mini';
import type { TransferKey } from '../../../data/mail.ts';
import { addressIn } from './address.ts';
import { OFTEN } from './follows.ts';

const ALGORITHM = 'RSA-OAEP-256';
const ENCRYPTION = 'A256GCM';
/** For as long the key of a move is kept. */
const KEY_MS = 7 * 86_400_000;
/** Followers in one line of the file. */
const IN_A_LINE = 500;

const link = z.tuple([z.string().check(z.regex(/^[0-9a-f]{64}$/)), z.enum(['manage', 'stop']), z.number()]);
const carriedSchema = z.array(
  z.strictObject({
    address: z.string().check(z.refine((typed) => addressIn(typed) === typed)),
    name: z.string().check(z.regex(/^[a-z0-9-]{1,120}(?:\/[a-z0-9-]{1,120})?$/)),
    title: z.string().check(z.maxLength(300)),
    language: z.string().check(z.maxLength(60)),
    timezone: z.string().check(z.maxLength(60)),
    often: z.enum(OFTEN),
    confirmedAt: z.number(),
    links: z.array(link),
  }),
);
type Carried = z.infer<typeof carriedSchema>;

/** Makes the key of a move, in place of one before. */
export async function makeTransferKey(sql: SqlStorage, now: number): Promise<TransferKey> {
  const pair = (await crypto.subtle.generateKey(
    { name: 'RSA-OAEP', modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['encrypt', 'decrypt'],
  )) as CryptoKeyPair;
  const secret = JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey));
  const { n = '', e = '' } = (await crypto.subtle.exportKey('jwk', pair.publicKey)) as JWK;
  sql.exec('DELETE FROM transfer');
  sql.exec('INSERT INTO transfer (secret, ends_at) VALUES (?, ?)', secret, now + KEY_MS);
  return { kty: 'RSA', n, e };
}

/** Some followers after a number, as one line for whoever has the key, and the number to go on with; null at the end. */
export async function exportLine(
  sql: SqlStorage,
  key: TransferKey,
  after: number,
): Promise<{ line: string; next: number; count: number } | null> {
  type Row = Omit<Carried[number], 'confirmedAt' | 'links'> & { id: number; confirmed_at: number };
  const rows = sql
    .exec<Row>(
      'SELECT * FROM follow WHERE id > ? AND confirmed_at IS NOT NULL ORDER BY id LIMIT ?',
      after,
      IN_A_LINE,
    )
    .toArray();
  const last = rows.at(-1);
  if (!last) return null;
  const followers: Carried = rows.map((row) => ({
    address: row.address,
    name: row.name,
    title: row.title,
    language: row.language,
    timezone: row.timezone,
    often: row.often,
    confirmedAt: row.confirmed_at,
    links: linksOf(sql, row.id),
  }));
  const line = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(followers)))
    .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION })
    .encrypt(await importJWK(key, ALGORITHM));
  return { line, next: last.id, count: rows.length };
}

// So that the links of mails that were sent before go on stopping them, where the new installation has the old one's address.
function linksOf(sql: SqlStorage, follow: number): Carried[number]['links'] {
  return sql
    .exec<{ hash: string; purpose: 'manage' | 'stop'; ends_at: number }>(
      "SELECT hash, purpose, ends_at FROM link WHERE follow = ? AND purpose <> 'confirm'",
      follow,
    )
    .toArray()
    .map(({ hash, purpose, ends_at }) => [hash, purpose, ends_at]);
}

/** Whether a line is one of ours, for the key that this installation has now. */
export async function canRead(sql: SqlStorage, line: string, now: number): Promise<boolean> {
  return (await read(sql, line, now)) !== null;
}

/** Takes in one line; whoever follows already stays as they are. Throws where it cannot be read. */
export async function importLine(
  storage: DurableObjectStorage,
  line: string,
  now: number,
): Promise<{ imported: number; known: number }> {
  const { sql } = storage;
  const followers = await read(sql, line, now);
  if (!followers) throw new Error('The followers are for another key.');
  let imported = 0;
  storage.transactionSync(() => {
    for (const each of followers) imported += take(sql, each, now) ? 1 : 0;
  });
  return { imported, known: followers.length - imported };
}

async function read(sql: SqlStorage, line: string, now: number): Promise<Carried | null> {
  const [key] = sql.exec<{ secret: string }>('SELECT secret FROM transfer WHERE ends_at > ?', now);
  if (!key) return null;
  try {
    const { plaintext } = await compactDecrypt(line, await importJWK(JSON.parse(key.secret), ALGORITHM), {
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    return carriedSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch {
    return null; // for another key, cut off, or not what an export writes; what it says may be an address
  }
}

function take(sql: SqlStorage, { links, confirmedAt, ...each }: Carried[number], now: number): boolean {
  const { address, name, title, language, timezone, often } = each;
  const added = sql
    .exec<{ id: number }>(
      `INSERT INTO follow (address, name, title, language, timezone, often, asked_at, confirmed_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, min(?7, ?8))
       ON CONFLICT (name, address) DO UPDATE SET confirmed_at = excluded.confirmed_at WHERE confirmed_at IS NULL RETURNING id`,
      address,
      name,
      title,
      language,
      timezone,
      often,
      now,
      confirmedAt,
    )
    .toArray();
  const [row] = added;
  if (!row) return false;
  for (const [hash, purpose, endsAt] of links)
    sql.exec(
      'INSERT OR IGNORE INTO link (hash, purpose, follow, ends_at) VALUES (?, ?, ?, ?)',
      hash,
      purpose,
      row.id,
      endsAt,
    );
  return true;
}
