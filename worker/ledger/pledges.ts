import type { Pledge } from '../../data/pledge.ts';
import type { Revision } from '../../data/revision.ts';
import { allowedActs, type PledgeAct, type State, type Status, type Work } from '../../data/states.ts';
import type { PledgeName } from './act.ts';
import type { RevisionRow } from './chain.ts';

/** A pledge's row: what readers see of it, and where the work on it stands. */
export type PledgeRow = {
  id: number;
  tracker: string;
  slug: string;
  /** What a spreadsheet calls it; null where none does. */
  key: string | null;
  version: number;
  status: Status | null;
  /** What it says when its private tracker is opened: the JSON of a `StoredReady`. */
  ready: string | null;
  revision: number | null;
  /** The versions that the newest revision made, and the newest act that was no check; null where that is not known. */
  revised_version: number | null;
  changed_version: number | null;
  moved_to: number | null;
  work: Work | null;
  draft: string | null;
  owner: string;
  /** Whom it is given to; null: nobody. */
  assignee: string | null;
  authors: string;
  publish_at: string | null;
  publish_by: string | null;
  publish_note: string | null;
  comment: string | null;
  imported_hash: string | null;
  checked_at: string | null;
  /** Until then it is not due. */
  snoozed_until: string | null;
  /** The version that the newest assignment or snooze made; they change no words. */
  triaged_version: number | null;
  created_at: string;
  updated_at: string;
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

/** The row of an id that another row holds. */
export function rowOf(sql: SqlStorage, id: number): PledgeRow {
  return sql.exec<PledgeRow>('SELECT * FROM pledge WHERE id = ?', id).one();
}

/** The document of one revision; null where it was redacted, undefined where there is no such revision. */
export function documentOf(sql: SqlStorage, pledgeId: number, revision: number): Pledge | null | undefined {
  const [found] = sql.exec<{ document: string | null }>(
    'SELECT document FROM revision WHERE pledge = ? AND number = ?',
    pledgeId,
    revision,
  );
  return found && (found.document === null ? null : JSON.parse(found.document));
}

/** The document of a row's newest revision; null before the first. */
export function publishedDocument(sql: SqlStorage, row: PledgeRow): Pledge | null {
  return row.revision === null ? null : (documentOf(sql, row.id, row.revision) ?? null);
}

export function stateOf({
  work,
  status,
  ready,
}: Pick<PledgeRow, 'work' | 'status'> & { ready: unknown }): State {
  return work ?? (ready === null ? (status ?? 'draft') : 'ready');
}

export function actsOf(row: PledgeRow, published: Pledge | null): PledgeAct[] {
  const { status, work, ready } = row;
  return allowedActs({ status, work, underReview: Boolean(published?.underReview), isReady: ready !== null });
}

export function aliasesOf(sql: SqlStorage, pledgeId: number): string[] {
  return [
    ...sql.exec<{ slug: string }>('SELECT slug FROM alias WHERE pledge = ? ORDER BY slug', pledgeId),
  ].map(({ slug }) => slug);
}

/** Every revision of a pledge, oldest first, with who published it, and its document where that has not been redacted. */
export function revisionsOf(
  sql: SqlStorage,
  pledgeId: number,
): { revision: Revision; document: Pledge | null; by: string }[] {
  const rows = sql.exec<RevisionRow & { editor: string }>(
    'SELECT * FROM revision WHERE pledge = ? ORDER BY number',
    pledgeId,
  );
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
    by: row.editor,
  }));
}
