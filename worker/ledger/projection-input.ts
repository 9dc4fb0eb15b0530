// What the projection reads of the Ledger.
import { once } from '../once.ts';
import type {
  ChangeInput,
  CorrectionInput,
  PledgeInput,
  ProjectionInput,
  TrackerInput,
} from '../projection/input.ts';
import { backupKey } from './backup-key.ts';
import { aliasesOf, findRow, type PledgeRow, publishedDocument, revisionsOf, rowOf } from './pledges.ts';
import { publishedRows, publishedWords } from './published-rows.ts';
import { findTracker, listTrackers, schemesOf } from './trackers.ts';

/** Reads the Ledger for one run of the projection; what it has read of a tracker or a pledge it does not read twice. */
export function projectionInput(sql: SqlStorage): ProjectionInput {
  // Of one pledge two documents are made, mostly in the same run.
  const pledge = once((name) => {
    const [tracker = '', slug = ''] = name.split('/');
    return pledgeInput(sql, tracker, slug);
  });
  return {
    backupKey: () => backupKey(sql),
    trackerIds: () => listTrackers(sql).map(({ tracker }) => tracker.id),
    tracker: once((id) => trackerFacts(sql, id)),
    rows: once((id) => publishedRows(sql, id)),
    count: (id) => countOf(sql, id),
    words: (id) => publishedWords(sql, id),
    latest: (id) => latestChanges(sql, id),
    corrections: (id) => corrections(sql, id),
    head: (id) => headOf(sql, id),
    pledge: (tracker, slug) => pledge(`${tracker}/${slug}`),
    redirect: (path) => redirectFacts(sql, path),
  };
}

function trackerFacts(sql: SqlStorage, id: string): TrackerInput | null {
  const found = findTracker(sql, id);
  return found ? { tracker: found.tracker, openedAt: found.openedAt, schemes: schemesOf(sql, id) } : null;
}

function headOf(sql: SqlStorage, tracker: string): string | null {
  const [head] = sql.exec<{ hash: string }>(
    'SELECT hash FROM revision WHERE tracker = ? ORDER BY sequence DESC LIMIT 1',
    tracker,
  );
  return head?.hash ?? null;
}

// Not the rows: the list of trackers wants the number of each, and there may be a hundred trackers.
function countOf(sql: SqlStorage, tracker: string): number {
  return sql
    .exec<{ count: number }>(
      "SELECT count(*) AS count FROM pledge WHERE tracker = ? AND revision IS NOT NULL AND status <> 'merged'",
      tracker,
    )
    .one().count;
}

/** How many changes a feed and the page of a tracker tell. */
const LATEST_CHANGES = 50;

// An import is no change: hundreds at once would drown whoever follows the tracker. Neither is what a tracker is opened with,
// which nobody followed yet. An edit leaves the verdict as it was.
function latestChanges(sql: SqlStorage, tracker: string): ChangeInput[] {
  type Row = Omit<ChangeInput, 'ruled' | 'before'> & { ruled: string; before: string | null };
  const rows = sql.exec<Row & Record<string, SqlStorageValue>>(
    `SELECT pledge.slug AS slug,
       json_extract(now.document, '$.title') AS title,
       now.number AS revision, now.at AS at, now.kind AS kind, now.note AS note, now.hash AS hash,
       ${ruledBy('now')} AS ruled, ${ruledBy('before')} AS before
     FROM revision now JOIN pledge ON pledge.id = now.pledge
     LEFT JOIN revision before ON before.pledge = now.pledge AND before.number = now.number - 1
     WHERE now.tracker = ? AND now.kind NOT IN ('import', 'edit')
       AND NOT (now.number = 1 AND now.at <= coalesce((SELECT opened_at FROM tracker WHERE id = now.tracker), ''))
       AND now.document IS NOT NULL AND pledge.status <> 'merged'
     ORDER BY now.sequence DESC LIMIT ?`,
    tracker,
    LATEST_CHANGES,
  );
  return [...rows].map((row) => ({
    ...row,
    ruled: JSON.parse(row.ruled),
    before: JSON.parse(row.before ?? 'null'),
  }));
}

// What a revision says, as the JSON of its `VerdictInput`; null where it was redacted.
function ruledBy(revision: string): string {
  const part = (path: string) => `json_extract(${revision}.document, '$.${path}')`;
  const ruled = `json_object('id', ${part('verdict.id')}, 'scheme', ${part('verdict.scheme')}, 'status', ${part('status')})`;
  return `iif(${revision}.document IS NULL, NULL, ${ruled})`;
}

// Readers were told of each of these once, so a tracker's page tells all of them for good.
function corrections(sql: SqlStorage, tracker: string): CorrectionInput[] {
  type Row = Omit<CorrectionInput, 'ruled'> & { ruled: string | null };
  const rows = sql.exec<Row & Record<string, SqlStorageValue>>(
    `SELECT pledge.slug AS slug, json_extract(now.document, '$.title') AS title,
       was.number AS revision, was.at AS at, was.kind AS kind, was.note AS note, was.hash AS hash,
       ${ruledBy('was')} AS ruled
     FROM revision AS was JOIN pledge ON pledge.id = was.pledge
     JOIN revision AS now ON now.pledge = pledge.id AND now.number = pledge.revision
     WHERE was.tracker = ? AND was.kind IN ('correction', 'retraction', 'redaction') AND now.document IS NOT NULL
     ORDER BY was.sequence DESC`,
    tracker,
  );
  return [...rows].map((row) => ({ ...row, ruled: JSON.parse(row.ruled ?? 'null') }));
}

function pledgeInput(sql: SqlStorage, tracker: string, slug: string): PledgeInput | null {
  const named = findRow(sql, { tracker, slug });
  if (!named) return null;
  const row = follow(sql, named);
  const document = publishedDocument(sql, row);
  if (!document) return null;
  return {
    movedTo: row.id === named.id ? null : row.slug,
    pledge: { ...document, slug: row.slug, aliases: aliasesOf(sql, row.id) },
    checkedAt: row.checked_at,
    history: revisionsOf(sql, row.id),
    merged: mergedInto(sql, row.id).map(({ id, slug }) => ({ slug, history: revisionsOf(sql, id) })),
    related: document.related.flatMap((relation) => {
      const target = findRow(sql, { tracker, slug: relation.pledge });
      const other = target && follow(sql, target);
      const pledge = other && publishedDocument(sql, other);
      // Of two that became one, the one does not relate to itself.
      if (!other || !pledge || other.id === row.id) return [];
      return [{ relation: relation.relation, pledge: { ...pledge, slug: other.slug } }];
    }),
  };
}

function mergedInto(sql: SqlStorage, id: number) {
  return sql
    .exec<{ id: number; slug: string }>('SELECT id, slug FROM pledge WHERE moved_to = ? ORDER BY slug', id)
    .toArray();
}

function redirectFacts(sql: SqlStorage, path: string) {
  const [alias] = sql.exec<{ pledge: number }>('SELECT pledge FROM alias WHERE slug = ?', path);
  if (!alias) return null;
  const row = follow(sql, rowOf(sql, alias.pledge));
  return row.status === null ? null : { tracker: row.tracker, slug: row.slug };
}

function follow(sql: SqlStorage, row: PledgeRow): PledgeRow {
  return row.moved_to === null ? row : rowOf(sql, row.moved_to);
}
