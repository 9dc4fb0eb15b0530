import canonicalize from 'canonicalize';
import type { Pledge } from '../../data/pledge.ts';
import type { Revision } from '../../data/revision.ts';
import { sha256 } from '../digest.ts';
import { insertRows } from './insert-rows.ts';

/** The RFC 8785 form of a document: the text that is stored and hashed. */
export function canonical(document: unknown): string {
  const text = canonicalize(document);
  if (text === undefined) throw new TypeError('A document must be JSON.');
  return text;
}

/** What the revisions of one act have alike. */
type Appending = {
  tracker: string;
  at: string;
  kind: Revision['kind'];
  note: string | null;
  editor: string;
  authors: string;
};

/** Appends a revision to its tracker's chain and returns it. Call it inside a transaction. */
export function appendRevision(sql: SqlStorage, pledge: number, document: Pledge, act: Appending): Revision {
  const [revision] = appendRevisions(sql, [{ pledge, document }], act);
  if (!revision) throw new Error('A revision was not made.');
  return revision;
}

/** The same of several pledges of one tracker, in this order. */
export function appendRevisions(
  sql: SqlStorage,
  documents: readonly { pledge: number; document: Pledge }[],
  { tracker, at, kind, note, editor, authors }: Appending,
): Revision[] {
  const [head] = sql.exec<{ sequence: number; hash: string }>(
    'SELECT sequence, hash FROM revision WHERE tracker = ? ORDER BY sequence DESC LIMIT 1',
    tracker,
  );
  let sequence = head?.sequence ?? 0;
  let previous = head?.hash ?? null;
  const made = documents.map(({ pledge, document }) => {
    const text = canonical(document);
    const { slug, revision } = document;
    const record = { tracker, slug, revision, at, kind, note, documentHash: sha256(text), previous };
    const hash = sha256(canonical(record));
    sequence += 1;
    previous = hash;
    return {
      revision: { ...record, hash },
      row: [sequence, pledge, slug, revision, text, record.documentHash, record.previous, hash],
    };
  });
  insertRows(
    sql,
    `revision (tracker, at, kind, note, editor, authors,
       sequence, pledge, slug, number, document, document_hash, previous, hash)`,
    [tracker, at, kind, note, editor, authors],
    made.map(({ row }) => row),
  );
  return made.map(({ revision }) => revision);
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
