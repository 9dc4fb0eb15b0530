// The import: all rows or none. Importing the same file again changes nothing, and a row whose pledge has been
// worked on at the desk since is refused rather than overwritten.
import { type ImportRow, importableSchema, type Pledge, type Tracker } from '../../data/schema.ts';
import { sha256 } from '../digest.ts';
import { type Act, audit } from './act.ts';
import { appendRevision, canonical } from './chain.ts';
import { enqueueTracker } from './outbox.ts';
import { findRow, type PledgeRow } from './pledges.ts';
import { done, type FieldError, fieldErrors, type Result, refused } from './result.ts';
import { findTracker } from './trackers.ts';

export type ImportReport = { dryRun: boolean; created: number; changed: number; unchanged: number };

type Planned = { index: number; row: ImportRow; hash: string; pledge: PledgeRow | undefined };

/** Imports rows as they were sent; with `dryRun`, only says what it would do. */
export function importPledges(
  act: Act,
  trackerId: string,
  rows: unknown[],
  dryRun: boolean,
): Result<ImportReport> {
  const tracker = findTracker(act.sql, trackerId)?.tracker;
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  const { planned, errors } = plan(act.sql, tracker, rows);
  if (errors.length > 0) return refused({ reason: 'invalid', errors });

  const toWrite = planned.filter(({ pledge, hash }) => pledge?.imported_hash !== hash);
  const report: ImportReport = {
    dryRun,
    created: toWrite.filter(({ pledge }) => !pledge).length,
    changed: toWrite.filter(({ pledge }) => pledge).length,
    unchanged: planned.length - toWrite.length,
  };
  if (dryRun || toWrite.length === 0) return done(report);
  for (const each of toWrite) write(act, tracker, each);
  audit(act, { act: 'import', tracker: tracker.id, detail: report });
  enqueueTracker(act, tracker.id);
  return done(report);
}

function plan(
  sql: SqlStorage,
  tracker: Tracker,
  rows: unknown[],
): { planned: Planned[]; errors: FieldError[] } {
  const schema = importableSchema(tracker);
  const planned: Planned[] = [];
  const errors: FieldError[] = [];
  const names = new Map<string, number>();
  for (const [index, sent] of rows.entries()) {
    const base = `/pledges/${index}`;
    const parsed = schema.safeParse(sent);
    if (!parsed.success) {
      errors.push(...fieldErrors(parsed.error, base));
      continue;
    }
    const row = parsed.data;
    const hash = sha256(canonical(row));
    const pledge = findRow(sql, { tracker: tracker.id, slug: row.slug });
    for (const [at, name] of [row.slug, ...row.aliases].entries()) {
      const pointer = at === 0 ? `${base}/slug` : `${base}/aliases/${at - 1}`;
      const taken = names.get(name);
      const owner = findRow(sql, { tracker: tracker.id, slug: name });
      if (taken !== undefined) errors.push({ pointer, detail: `is also a name of row ${taken}` });
      else if (owner && owner.id !== pledge?.id)
        errors.push({ pointer, detail: 'names another pledge already' });
      names.set(name, index);
    }
    if (pledge && pledge.imported_hash !== hash) {
      if (pledge.slug !== row.slug)
        errors.push({ pointer: `${base}/slug`, detail: `is now named "${pledge.slug}"` });
      if (workedOn(sql, pledge))
        errors.push({ pointer: base, detail: 'was changed at the desk since it was imported' });
    }
    planned.push({ index, row, hash, pledge });
  }
  for (const { index, row } of planned)
    for (const [at, { pledge }] of row.related.entries())
      if (!names.has(pledge) && !findRow(sql, { tracker: tracker.id, slug: pledge }))
        errors.push({
          pointer: `/pledges/${index}/related/${at}/pledge`,
          detail: 'is not a pledge of this tracker',
        });
  return { planned, errors };
}

function workedOn(sql: SqlStorage, pledge: PledgeRow): boolean {
  if (pledge.draft !== null || pledge.revision === null) return true;
  const { kind } = sql
    .exec<{ kind: string }>(
      'SELECT kind FROM revision WHERE pledge = ? AND number = ?',
      pledge.id,
      pledge.revision,
    )
    .one();
  return kind !== 'import';
}

function write(act: Act, tracker: Tracker, { row, hash, pledge }: Planned): void {
  const { sql, at, editor } = act;
  const { checkedAt, ...rest } = row;
  const revision = (pledge?.revision ?? 0) + 1;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO pledge (tracker, slug, state, version, revision, imported_hash, checked_at, created_at, updated_at)
       VALUES (?1, ?2, 'published', 1, ?3, ?4, ?5, ?6, ?6)
       ON CONFLICT (tracker, slug) DO UPDATE SET
         version = version + 1, revision = ?3, imported_hash = ?4, checked_at = ?5, updated_at = ?6
       RETURNING id`,
      tracker.id,
      row.slug,
      revision,
      hash,
      checkedAt ?? null,
      at,
    )
    .one();
  for (const alias of row.aliases)
    sql.exec('INSERT OR IGNORE INTO alias VALUES (?, ?, ?)', tracker.id, alias, id);
  sql.exec('DELETE FROM relation WHERE pledge = ?', id);
  for (const related of row.related) sql.exec('INSERT INTO relation VALUES (?, ?)', id, related.pledge);
  const document: Pledge = {
    ...rest,
    verdict: { ...row.verdict, scheme: tracker.scheme.version },
    underReview: null,
    status: 'published',
    revision,
  };
  appendRevision(sql, id, document, { tracker: tracker.id, at, kind: 'import', note: null, editor });
}
