// A pledge as the desk sees it.
import type { PledgeRecord } from '../../data/desk.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { actsOf, findRow, type PledgeRow, publishedDocument, rowOf, stateOf } from './pledges.ts';

/** Its draft, what is published, and the version that the next act must name. */
export function readRecord(
  { sql }: Pick<Act, 'sql'>,
  name: PledgeName,
): Result<PledgeRecord, 'unknown-pledge'> {
  const row = findRow(sql, name);
  return row ? done(asRecord(sql, row)) : refused({ reason: 'unknown-pledge' });
}

/** Closes an act that makes no revision: a new version, and its audit row. */
export function moved(
  act: Act,
  row: PledgeRow,
  name: string,
  detail?: Record<string, unknown>,
): Result<PledgeRecord, 'unknown-pledge'> {
  act.sql.exec(
    'UPDATE pledge SET version = version + 1, changed_version = version + 1, updated_at = ? WHERE id = ?',
    act.at,
    row.id,
  );
  audit(act, {
    act: name,
    tracker: row.tracker,
    slug: row.slug,
    fromRevision: row.revision,
    ...(detail ? { detail } : {}),
  });
  return readRecord(act, row);
}

export function asRecord(sql: SqlStorage, row: PledgeRow): PledgeRecord {
  const published = publishedDocument(sql, row);
  return {
    slug: row.slug,
    key: row.key,
    state: stateOf(row),
    version: row.version,
    draft: row.draft === null ? null : JSON.parse(row.draft),
    published,
    status: row.status,
    ready: readyRecord(row),
    owner: row.owner,
    assignee: row.assignee,
    authors: JSON.parse(row.authors),
    publishAt: row.publish_at,
    comment: row.comment,
    checkedAt: row.checked_at,
    snoozedUntil: row.snoozed_until,
    suggestions: openSuggestions(sql, row.id),
    movedTo: row.moved_to === null ? null : rowOf(sql, row.moved_to).slug,
    acts: actsOf(row, published),
  };
}

function openSuggestions(sql: SqlStorage, pledgeId: number): number {
  return sql
    .exec<{ count: number }>(
      "SELECT count(*) AS count FROM suggestion WHERE state = 'open' AND pledge = ?",
      pledgeId,
    )
    .one().count;
}

function readyRecord({ ready }: PledgeRow): PledgeRecord['ready'] {
  if (ready === null) return null;
  const { at, by, content, imported } = JSON.parse(ready);
  return { at, by, content, publishedAt: imported?.publishedAt ?? null };
}
