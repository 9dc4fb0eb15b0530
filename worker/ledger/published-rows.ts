// What lists, tallies and searches say of each published pledge, kept as it was made of its revision: a publication changes one
// of them, and to read all documents of a tracker again for it takes longer than everything else that it does.
import type { Facets } from '../../data/facet.ts';
import type { RowInput, WordsInput } from '../projection/input.ts';
import { foldedWords } from '../search.ts';

/** One more whenever a row, or a folded word, is made in another way: those that are kept are then made anew. */
const FORM = 1;

/** Documents at a time: those of a large tracker at once would not fit an object's memory. */
const AT_ONCE = 500;

// What is kept of a row: what its pledge says elsewhere comes from there.
type Kept = Omit<RowInput, 'slug' | 'status' | 'updatedAt' | 'facets'> & { facets: Facets | null };

/** A tracker's published pledges, newest first. */
export function publishedRows(sql: SqlStorage, tracker: string): RowInput[] {
  keepRows(sql, tracker);
  const rows = sql.exec<Pick<RowInput, 'slug' | 'status' | 'updatedAt'> & { row: string }>(
    `SELECT slug, pledge.status AS status, published_row.updated_at AS updatedAt, row
     FROM pledge JOIN published_row ON published_row.pledge = pledge.id
     WHERE tracker = ? AND pledge.status <> 'merged' ORDER BY updatedAt IS NULL, updatedAt DESC, slug`,
    tracker,
  );
  return [...rows].map(({ row, ...rest }) => {
    const { facets, ...kept }: Kept = JSON.parse(row);
    return { ...rest, ...kept, ...(facets === null ? {} : { facets }) };
  });
}

/** The words by which a search finds each of them. */
export function publishedWords(sql: SqlStorage, tracker: string): Iterable<WordsInput> {
  keepRows(sql, tracker);
  return sql.exec<WordsInput>(
    `SELECT slug, words FROM pledge JOIN published_row ON published_row.pledge = pledge.id
     WHERE tracker = ? AND pledge.status <> 'merged'`,
    tracker,
  );
}

// Makes those that are missing, or of an earlier revision.
function keepRows(sql: SqlStorage, tracker: string): void {
  for (;;) {
    const stale = sql
      .exec<{
        pledge: number;
        revision: number;
        status: string;
        updatedAt: string | null;
        row: string;
        text: string;
      }>(STALE, tracker, FORM)
      .toArray();
    if (stale.length === 0) return;
    const made = stale.map(({ text, ...row }) => ({ ...row, words: foldedWords(text) }));
    sql.exec(
      `INSERT OR REPLACE INTO published_row (pledge, form, revision, status, updated_at, row, words)
       SELECT value ->> 'pledge', ?2, value ->> 'revision', value ->> 'status', value ->> 'updatedAt', value ->> 'row',
         value ->> 'words' FROM json_each(?1)`,
      JSON.stringify(made),
      FORM,
    );
  }
}

// Of a withdrawn verdict nothing may be found but what it was about.
const STALE = `
  SELECT pledge.id AS pledge, pledge.revision AS revision, pledge.status AS status,
    coalesce(document ->> '$.updatedAt', document ->> '$.verdict.publishedAt') AS updatedAt,
    json_object(
      'title', document ->> '$.title',
      'categories', document -> '$.categories',
      'facets', document -> '$.facets',
      'kind', document ->> '$.kind',
      'verdict', document ->> '$.verdict.id',
      'scheme', document ->> '$.verdict.scheme',
      'headline', document ->> '$.verdict.headline',
      'publishedAt', document ->> '$.verdict.publishedAt',
      'underReview', document ->> '$.underReview.since'
    ) AS row,
    concat_ws(' ', document ->> '$.title', document ->> '$.promise.quote',
      iif(pledge.status = 'retracted', NULL, document ->> '$.verdict.summary')) AS text
  FROM pledge LEFT JOIN published_row AS kept ON kept.pledge = pledge.id
    JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
  WHERE pledge.tracker = ?1 AND pledge.status <> 'merged' AND document IS NOT NULL
    AND (kept.form IS NOT ?2 OR kept.revision IS NOT pledge.revision OR kept.status IS NOT pledge.status)
  LIMIT ${AT_ONCE}`;
