import { type Pledge, type PledgeContent, publishableSchema, type RevisionKind } from '../../data/schema.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { appendRevision } from './chain.ts';
import { read } from './drafts.ts';
import { enqueuePledge } from './outbox.ts';
import {
  ALLOWED_ACTS,
  aliasesOf,
  findRow,
  type PledgeRecord,
  type PledgeRow,
  publishedDocument,
} from './pledges.ts';
import { type FieldError, fieldErrors, type Result, refused } from './result.ts';
import { findTracker } from './trackers.ts';

/** Puts a pledge's draft before readers, as a new revision. `note` tells them why the verdict changed. */
export function publish(
  act: Act,
  name: PledgeName,
  version: number,
  note: string | null,
): Result<PledgeRecord> {
  const { sql, at, editor } = act;
  const tracker = findTracker(sql, name.tracker)?.tracker;
  const row = findRow(sql, name);
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  if (!row) return refused({ reason: 'unknown-pledge' });
  if (row.version !== version) return refused({ reason: 'stale', version: row.version });
  const allowed = ALLOWED_ACTS[row.state].filter((each) => each !== 'publish' || row.draft !== null);
  if (!allowed.includes('publish') || row.draft === null) {
    const detail =
      row.draft === null ? 'There is no draft to publish.' : `A ${row.state} pledge is not published.`;
    return refused({ reason: 'not-allowed', state: row.state, allowed, detail });
  }

  const parsed = publishableSchema(tracker).safeParse(JSON.parse(row.draft));
  if (!parsed.success) return refused({ reason: 'invalid', errors: fieldErrors(parsed.error, '/draft') });
  const before = publishedDocument(sql, row);
  const kind = before?.verdict.id === parsed.data.verdict.id ? 'edit' : 'verdict';
  const errors = [
    ...unknownRelations(sql, row, parsed.data).map((index) => ({
      pointer: `/draft/related/${index}/pledge`,
      detail: 'is not a pledge of this tracker',
    })),
    ...noteFault(kind, note),
  ];
  if (errors.length > 0) return refused({ reason: 'invalid', errors });

  const document: Pledge = {
    ...parsed.data,
    slug: row.slug,
    aliases: aliasesOf(sql, row.id),
    verdict: {
      ...parsed.data.verdict,
      scheme: tracker.scheme.version,
      publishedAt: kind === 'edit' && before ? before.verdict.publishedAt : at,
    },
    underReview: before?.underReview ?? null,
    status: 'published',
    revision: (row.revision ?? 0) + 1,
    createdAt: before ? before.createdAt : row.created_at,
    updatedAt: at,
  };
  appendRevision(sql, row.id, document, { tracker: tracker.id, at, kind, note, editor });
  markPublished(act, row.id, document, before);
  audit(act, {
    act: 'publish',
    tracker: tracker.id,
    slug: row.slug,
    fromRevision: row.revision,
    toRevision: document.revision,
    detail: { kind },
  });
  return read(act, name);
}

/** Points a pledge's row at its newest revision and queues all that readers see of it. */
export function markPublished(act: Act, pledgeId: number, document: Pledge, before: Pledge | null): void {
  const { sql, at } = act;
  const { tracker } = sql
    .exec<{ tracker: string }>(
      `UPDATE pledge SET state = 'published', draft = NULL, revision = ?, version = version + 1, updated_at = ?
       WHERE id = ? RETURNING tracker`,
      document.revision,
      at,
      pledgeId,
    )
    .one();
  sql.exec('DELETE FROM relation WHERE pledge = ?', pledgeId);
  for (const { pledge } of document.related) sql.exec('INSERT INTO relation VALUES (?, ?)', pledgeId, pledge);
  enqueuePledge(act, tracker, pledgeId, new Set([...document.categories, ...(before?.categories ?? [])]));
}

function unknownRelations(sql: SqlStorage, row: PledgeRow, { related }: PledgeContent): number[] {
  return related.flatMap(({ pledge }, index) => {
    const target = findRow(sql, { tracker: row.tracker, slug: pledge });
    return target && target.id !== row.id ? [] : [index];
  });
}

function noteFault(kind: RevisionKind, note: string | null): FieldError[] {
  if (kind === 'edit' || note !== null) return [];
  return [{ pointer: '/note', detail: 'readers are told why a verdict changed: write a note' }];
}
