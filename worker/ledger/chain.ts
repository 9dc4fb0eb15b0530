import canonicalize from 'canonicalize';
import type { Pledge } from '../../data/pledge.ts';
import type { Revision } from '../../data/revision.ts';
import { sha256 } from '../digest.ts';

/** The RFC 8785 form of a document: the text that is stored and hashed. */
export function canonical(document: unknown): string {
  const text = canonicalize(document);
  if (text === undefined) throw new TypeError('A document must be JSON.');
  return text;
}

/** Appends a revision to its tracker's chain and returns it. Call it inside a transaction. */
export function appendRevision(
  sql: SqlStorage,
  pledgeId: number,
  document: Pledge,
  act: {
    tracker: string;
    at: string;
    kind: Revision['kind'];
    note: string | null;
    editor: string;
    authors: string;
  },
): Revision {
  const { tracker, at, kind, note, editor, authors } = act;
  const [head] = sql.exec<{ sequence: number; hash: string }>(
    'SELECT sequence, hash FROM revision WHERE tracker = ? ORDER BY sequence DESC LIMIT 1',
    tracker,
  );
  const text = canonical(document);
  const record = {
    tracker,
    slug: document.slug,
    revision: document.revision,
    at,
    kind,
    note,
    documentHash: sha256(text),
    previous: head?.hash ?? null,
  };
  const hash = sha256(canonical(record));
  sql.exec(
    `INSERT INTO revision (tracker, sequence, pledge, slug, number, at, kind, note, document, document_hash, previous, hash, editor, authors)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    tracker,
    (head?.sequence ?? 0) + 1,
    pledgeId,
    record.slug,
    record.revision,
    at,
    kind,
    note,
    text,
    record.documentHash,
    record.previous,
    hash,
    editor,
    authors,
  );
  return { ...record, hash };
}

/** A revision as its table holds it, as far as its place in the chain goes. */
export type RevisionRow = {
  tracker: string;
  sequence: number;
  slug: string;
  number: number;
  at: string;
  kind: string;
  note: string | null;
  document: string | null;
  document_hash: string;
  previous: string | null;
  hash: string;
};

/** The newest revision of a tracker's chain. */
export type Head = Pick<RevisionRow, 'sequence' | 'hash'>;

/** The column by which a revision does not follow its chain's head; null where it fits, redacted or not. */
export function misfit(row: RevisionRow, head: Head | undefined): keyof RevisionRow | null {
  if (row.sequence !== (head?.sequence ?? 0) + 1) return 'sequence';
  if (row.previous !== (head?.hash ?? null)) return 'previous';
  if (row.document !== null && sha256(row.document) !== row.document_hash) return 'document';
  const { tracker, slug, number: revision, at, kind, note, document_hash: documentHash, previous } = row;
  const record = { tracker, slug, revision, at, kind, note, documentHash, previous };
  return sha256(canonical(record)) === row.hash ? null : 'hash';
}
