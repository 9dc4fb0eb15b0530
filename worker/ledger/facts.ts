// What the projection reads of the Ledger. A tracker's rows are read as the few columns that its lists and
// tallies need: thousands of whole documents would not fit an object's memory.
import type { Outcome } from '../../data/schema.ts';
import type { Facts, PledgeFacts, RowFacts, TrackerFacts } from '../projection/facts.ts';
import { aliasesOf, findRow, publishedDocument, revisionsOf } from './pledges.ts';
import { findTracker, listTrackers, schemesOf } from './trackers.ts';

/** Reads the Ledger for one run of the projection; what it has read of a tracker it does not read twice. */
export function ledgerFacts(sql: SqlStorage): Facts {
  const trackers = new Map<string, TrackerFacts | null>();
  return {
    trackerIds: () => listTrackers(sql).map(({ tracker }) => tracker.id),
    tracker(id) {
      const known = trackers.get(id);
      if (known !== undefined) return known;
      const facts = trackerFacts(sql, id);
      trackers.set(id, facts);
      return facts;
    },
    pledge: (tracker, slug) => pledgeFacts(sql, tracker, slug),
  };
}

function trackerFacts(sql: SqlStorage, id: string): TrackerFacts | null {
  const tracker = findTracker(sql, id)?.tracker;
  if (!tracker) return null;
  const [head] = sql.exec<{ hash: string }>(
    'SELECT hash FROM revision WHERE tracker = ? ORDER BY sequence DESC LIMIT 1',
    id,
  );
  return { tracker, schemes: schemesOf(sql, id), head: head?.hash ?? null, rows: rowFacts(sql, id) };
}

function rowFacts(sql: SqlStorage, tracker: string): RowFacts[] {
  type Row = Omit<RowFacts, 'categories' | 'outcome'> & { categories: string; outcome: Outcome };
  const rows = sql.exec<Row & Record<string, SqlStorageValue>>(
    `SELECT pledge.slug AS slug,
       json_extract(document, '$.title') AS title,
       json_extract(document, '$.categories') AS categories,
       json_extract(document, '$.kind') AS kind,
       json_extract(document, '$.status') AS status,
       json_extract(document, '$.verdict.id') AS verdict,
       json_extract(document, '$.verdict.scheme') AS scheme,
       json_extract(document, '$.verdict.headline') AS headline,
       json_extract(document, '$.updatedAt') AS updatedAt
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE pledge.tracker = ? AND document IS NOT NULL
     ORDER BY updatedAt IS NULL, updatedAt DESC, pledge.slug`,
    tracker,
  );
  return [...rows].map((row) => ({ ...row, categories: JSON.parse(row.categories) }));
}

function pledgeFacts(sql: SqlStorage, tracker: string, slug: string): PledgeFacts | null {
  const row = findRow(sql, { tracker, slug });
  const document = row && publishedDocument(sql, row);
  if (!row || !document) return null;
  return {
    pledge: { ...document, slug: row.slug, aliases: aliasesOf(sql, row.id) },
    checkedAt: row.checked_at,
    history: revisionsOf(sql, row.id),
    related: document.related.flatMap((relation) => {
      const other = findRow(sql, { tracker, slug: relation.pledge });
      const pledge = other && publishedDocument(sql, other);
      return other && pledge
        ? [{ relation: relation.relation, pledge: { ...pledge, slug: other.slug } }]
        : [];
    }),
  };
}
