// What somebody makes of a backup who has the file and the code, and means to deceive: everything that needs no key is
// computed anew after a change.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Line } from './disaster.ts';

type Row = Record<string, unknown>;

/** A column that keeps the value that it was given, although it could be computed. */
export type Pinned = { row: Row; column: string };

/** Computes hashes, chains and heads anew, as far as they are not the change itself. */
export function rechained(lines: Line[], pinned?: Pinned): Line[] {
  const heads = new Map<string, string>();
  let auditHead: string | null = null;
  const set = (row: Row, column: string, value: unknown) => {
    if (row !== pinned?.row || column !== pinned.column) row[column] = value;
  };
  for (const { table, row } of lines) {
    if (!row) continue;
    if (table === 'revision') {
      const tracker = String(row.tracker);
      if (row.document !== null) set(row, 'document_hash', sha256(String(row.document)));
      set(row, 'previous', heads.get(tracker) ?? null);
      const { slug, number: revision, at, kind, note, document_hash: documentHash, previous } = row;
      set(row, 'hash', hashOf({ tracker, slug, revision, at, kind, note, documentHash, previous }));
      heads.set(tracker, String(row.hash));
    }
    if (table === 'audit') {
      set(row, 'previous', auditHead);
      const held = Object.entries(row).filter(([column, value]) => column !== 'hash' && value !== null);
      set(row, 'hash', hashOf(Object.fromEntries(held)));
      auditHead = String(row.hash);
    }
  }
  const { backup } = lines[0] ?? {};
  if (backup) backup.heads = Object.fromEntries([...heads].sort(([a], [b]) => (a < b ? -1 : 1)));
  const end = lines.find((line) => line.end)?.end;
  if (end && 'audit' in end) end.audit = auditHead;
  return lines;
}

/** A key of whoever forges. */
export function forgersKey() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: `ed25519:${publicKey.export({ format: 'jwk' }).x}`, privateKey };
}

/** The lines as a file with counts and seal that fit, and a signature: by another key, or as it was. */
export function sealed(lines: Line[], forger?: ReturnType<typeof forgersKey>): string {
  const rows = lines.filter((line) => !line.end && line.signature === undefined);
  const end = lines.find((line) => line.end)?.end;
  const counts = Object.fromEntries(Object.keys(end?.counts ?? {}).map((table) => [table, 0]));
  for (const { table } of rows) if (table) counts[table] = (counts[table] ?? 0) + 1;
  const body = rows.map((line) => `${JSON.stringify(line)}\n`).join('');
  const last = end?.audit === undefined ? {} : { audit: end.audit };
  const signed = `${body}${JSON.stringify({ end: { counts, sha256: sha256(body), ...last } })}\n`;
  const old = lines.find(({ signature }) => signature !== undefined)?.signature;
  const signature = forger ? signatureOf(signed, forger) : old;
  return signature === undefined ? signed : `${signed}${JSON.stringify({ signature })}\n`;
}

function signatureOf(signed: string, { privateKey }: ReturnType<typeof forgersKey>): string {
  const bytes = new TextEncoder().encode(`pledgemark-backup-2\n${sha256(signed)}\n`);
  const base64 = btoa(String.fromCharCode(...sign(null, bytes, privateKey)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function hashOf(record: Row): string {
  return sha256(canonicalize(record) ?? '');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
