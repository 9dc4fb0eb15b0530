import type { Pledge, PledgeDraft, Revision } from '../../data/schema.ts';
import type { PledgeName } from './act.ts';
import type { PledgeAct, State } from './result.ts';

/** A pledge's row: where its work stands. `draft` is what is not published yet, `revision` what is. */
export type PledgeRow = {
  id: number;
  tracker: string;
  slug: string;
  state: State;
  version: number;
  draft: string | null;
  revision: number | null;
  imported_hash: string | null;
  checked_at: string | null;
  created_at: string;
  updated_at: string;
};

/** A pledge as the desk sees it. */
export type PledgeRecord = {
  slug: string;
  state: State;
  version: number;
  draft: PledgeDraft | null;
  published: Pledge | null;
};

/** Which acts a state allows. What an act needs besides, it says itself. */
export const ALLOWED_ACTS: Record<State, PledgeAct[]> = {
  draft: ['save', 'publish'],
  review: ['save', 'publish'],
  published: ['save', 'publish'],
  retracted: [],
};

/** The row of a slug or of an alias. */
export function findRow(sql: SqlStorage, { tracker, slug }: PledgeName): PledgeRow | undefined {
  const [row] = sql.exec<PledgeRow>(
    `SELECT * FROM pledge WHERE tracker = ?1 AND slug = ?2
     UNION ALL
     SELECT pledge.* FROM pledge JOIN alias ON alias.pledge = pledge.id WHERE alias.tracker = ?1 AND alias.slug = ?2
     LIMIT 1`,
    tracker,
    slug,
  );
  return row;
}

/** The document of a row's newest revision; null before the first. */
export function publishedDocument(sql: SqlStorage, row: PledgeRow): Pledge | null {
  if (row.revision === null) return null;
  const { document } = sql
    .exec<{ document: string | null }>(
      'SELECT document FROM revision WHERE pledge = ? AND number = ?',
      row.id,
      row.revision,
    )
    .one();
  return document === null ? null : JSON.parse(document);
}

export function asRecord(sql: SqlStorage, row: PledgeRow): PledgeRecord {
  return {
    slug: row.slug,
    state: row.state,
    version: row.version,
    draft: row.draft === null ? null : JSON.parse(row.draft),
    published: publishedDocument(sql, row),
  };
}

export function aliasesOf(sql: SqlStorage, pledgeId: number): string[] {
  return [
    ...sql.exec<{ slug: string }>('SELECT slug FROM alias WHERE pledge = ? ORDER BY slug', pledgeId),
  ].map(({ slug }) => slug);
}

/** Every revision of a pledge, oldest first, with its document where that has not been redacted. */
export function revisionsOf(
  sql: SqlStorage,
  pledgeId: number,
): { revision: Revision; document: Pledge | null }[] {
  const rows = sql.exec<{
    tracker: string;
    slug: string;
    number: number;
    at: string;
    kind: string;
    note: string | null;
    document: string | null;
    document_hash: string;
    previous: string | null;
    hash: string;
  }>('SELECT * FROM revision WHERE pledge = ? ORDER BY number', pledgeId);
  return [...rows].map((row) => ({
    revision: {
      tracker: row.tracker,
      slug: row.slug,
      revision: row.number,
      at: row.at,
      kind: row.kind as Revision['kind'],
      note: row.note,
      documentHash: row.document_hash,
      previous: row.previous,
      hash: row.hash,
    },
    document: row.document === null ? null : JSON.parse(row.document),
  }));
}

/** The pledges of a tracker for the desk's list, newest work first. */
export function listPledges(sql: SqlStorage, tracker: string, state?: State) {
  const rows = sql.exec<{
    slug: string;
    state: State;
    version: number;
    title: string | null;
    updatedAt: string;
  }>(
    `SELECT pledge.slug, pledge.state, pledge.version, pledge.updated_at AS updatedAt,
       coalesce(json_extract(pledge.draft, '$.title'), json_extract(revision.document, '$.title')) AS title
     FROM pledge LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE pledge.tracker = ?1 AND (?2 IS NULL OR pledge.state = ?2)
     ORDER BY pledge.updated_at DESC, pledge.slug`,
    tracker,
    state ?? null,
  );
  return [...rows];
}
