/** An import or an opening of up to as many is looked at in one day; one of more falls due over the interval. */
const LOOKED_AT_IN_A_DAY = 10;

/**
 * Says of what came together, and nobody has looked at, where each stands in it: from 0, first, to 1. The verdicts that were
 * given longest ago come first. It is decided once, of the pledges whose rows are to be made anew. CROSS JOIN holds SQLite to
 * this order: an act leaves one row behind, and a tracker has thousands.
 */
export function placeImported(sql: SqlStorage): void {
  sql.exec(
    `UPDATE pledge SET import_place = iif(placed.size > ?, placed.before * 1.0 / placed.size, 0)
     FROM (
       SELECT pledge.id, count(*) OVER (PARTITION BY pledge.tracker, first.at) AS size,
         row_number() OVER (
           PARTITION BY pledge.tracker, first.at ORDER BY json_extract(first.document, '$.verdict.publishedAt'), pledge.id
         ) - 1 AS before
       FROM listing_stale CROSS JOIN pledge ON pledge.id = listing_stale.pledge
         CROSS JOIN revision AS first ON first.pledge = pledge.id AND first.number = 1
         CROSS JOIN tracker ON tracker.id = pledge.tracker
       WHERE pledge.import_place IS NULL AND pledge.checked_at IS NULL
         AND (first.kind = 'import' OR first.at = tracker.opened_at)
     ) AS placed WHERE placed.id = pledge.id`,
    LOOKED_AT_IN_A_DAY,
  );
}
