// The import: all rows or none. Importing what is there already changes nothing, and no row overwrites what
// somebody did at the desk without having seen it.
import {
  type ImportRow,
  importableSchema,
  type Pledge,
  type PledgeDraft,
  pledgeDraftRowSchema,
  type Tracker,
} from '../../data/schema.ts';
import { sha256 } from '../digest.ts';
import { type Act, audit } from './act.ts';
import { appendRevision, canonical } from './chain.ts';
import { exportedRows, withoutNothing } from './export.ts';
import { addAlias, isFree } from './names.ts';
import { enqueueTracker } from './outbox.ts';
import { findRow, type PledgeRow, publishedDocument } from './pledges.ts';
import { done, type FieldError, fieldErrors, type Result, refused } from './result.ts';
import { findTracker } from './trackers.ts';

export type ImportReport = { dryRun: boolean; created: number; changed: number; unchanged: number };

type Named = { index: number; hash: string; pledge: PledgeRow | undefined; isNew: boolean };
type Planned = Named & ({ row: ImportRow; draft?: never } | { row: { slug: string }; draft: PledgeDraft });

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

  const toWrite = planned.filter(({ isNew }) => isNew);
  const report: ImportReport = {
    dryRun,
    created: toWrite.filter(({ pledge }) => !pledge).length,
    changed: toWrite.filter(({ pledge }) => pledge).length,
    unchanged: planned.length - toWrite.length,
  };
  if (dryRun || toWrite.length === 0) return done(report);
  for (const each of toWrite)
    if (each.draft) writeDraft(act, tracker, each.row.slug, each.draft);
    else writePublished(act, tracker, each.row, each.hash);
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
    const isDraft = typeof sent === 'object' && sent !== null && 'state' in sent && sent.state === 'draft';
    const parsed = (isDraft ? pledgeDraftRowSchema : schema).safeParse(sent);
    if (!parsed.success) {
      errors.push(...fieldErrors(parsed.error, base));
      continue;
    }
    const { state, revision, ...row } = parsed.data;
    const pledge = findRow(sql, { tracker: tracker.id, slug: row.slug });
    const hash = sha256(canonical(withoutNothing({ ...row, ...(isDraft ? { state } : {}) })));
    const isNew = !pledge || (pledge.imported_hash !== hash && !stands(sql, pledge, isDraft, hash));
    if (!isDraft) errors.push(...nameFaults(sql, tracker.id, row as ImportRow, pledge, base, names, index));
    if (pledge && isNew) {
      if (pledge.slug !== row.slug)
        errors.push({ pointer: `${base}/slug`, detail: `is now named "${pledge.slug}"` });
      if (isDraft ? pledge.draft !== null : hasMovedOn(sql, pledge, revision ?? null))
        errors.push({
          pointer: base,
          detail: 'was changed at the desk since; export it again and change that row',
        });
    }
    if (isDraft) {
      const { slug, ...draft } = row;
      planned.push({ index, hash, pledge, isNew, row: { slug }, draft: draft as PledgeDraft });
    } else planned.push({ index, hash, pledge, isNew, row: row as ImportRow });
  }
  for (const { index, row, draft } of planned)
    for (const [at, { pledge }] of (draft ? [] : row.related).entries())
      if (!names.has(pledge) && !findRow(sql, { tracker: tracker.id, slug: pledge }))
        errors.push({
          pointer: `/pledges/${index}/related/${at}/pledge`,
          detail: 'is not a pledge of this tracker',
        });
  return { planned, errors };
}

function nameFaults(
  sql: SqlStorage,
  tracker: string,
  { slug, aliases }: ImportRow,
  pledge: PledgeRow | undefined,
  base: string,
  names: Map<string, number>,
  index: number,
): FieldError[] {
  return [slug, ...aliases].flatMap((name, at) => {
    const pointer = at === 0 ? `${base}/slug` : `${base}/aliases/${at - 1}`;
    const earlier = names.get(name);
    names.set(name, index);
    if (earlier !== undefined) return [{ pointer, detail: `is also a name of row ${earlier}` }];
    return isFree(sql, { id: pledge?.id ?? null, tracker }, name)
      ? []
      : [{ pointer, detail: 'leads to another pledge already' }];
  });
}

// Whether the desk has just this already, whoever wrote it.
function stands(sql: SqlStorage, pledge: PledgeRow, isDraft: boolean, hash: string): boolean {
  return exportedRows(sql, pledge).some((row) => {
    const { revision: _, state, ...rest } = row;
    if ((state === 'draft') !== isDraft) return false;
    return sha256(canonical(withoutNothing(isDraft ? { ...rest, state } : rest))) === hash;
  });
}

// A row that names the newest revision has seen it; otherwise nobody may have worked on the pledge since its import.
function hasMovedOn(sql: SqlStorage, pledge: PledgeRow, seen: number | null): boolean {
  if (pledge.work !== null || pledge.revision === null || pledge.status !== 'published') return true;
  if (seen !== null) return seen !== pledge.revision;
  const { kind } = sql
    .exec<{ kind: string }>(
      'SELECT kind FROM revision WHERE pledge = ? AND number = ?',
      pledge.id,
      pledge.revision,
    )
    .one();
  return kind !== 'import';
}

function writePublished(act: Act, tracker: Tracker, row: ImportRow, hash: string): void {
  const { sql, at, editor } = act;
  const pledge = findRow(sql, { tracker: tracker.id, slug: row.slug });
  const before = pledge && publishedDocument(sql, pledge);
  const { checkedAt, aliases, ...rest } = row;
  const revision = (pledge?.revision ?? 0) + 1;
  const { id } = sql
    .exec<{ id: number }>(
      `INSERT INTO pledge (tracker, slug, version, status, revision, owner, authors, imported_hash, checked_at, created_at, updated_at)
       VALUES (?1, ?2, 1, 'published', ?3, ?4, '[]', ?5, ?6, ?7, ?7)
       ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, status = 'published', revision = ?3,
         imported_hash = ?5, checked_at = coalesce(?6, checked_at), updated_at = ?7
       RETURNING id`,
      tracker.id,
      row.slug,
      revision,
      editor.name,
      hash,
      checkedAt ?? null,
      at,
    )
    .one();
  for (const alias of aliases) addAlias(sql, { id, tracker: tracker.id, slug: row.slug }, alias);
  sql.exec('DELETE FROM relation WHERE pledge = ?', id);
  for (const related of row.related) sql.exec('INSERT INTO relation VALUES (?, ?)', id, related.pledge);
  const document: Pledge = {
    ...rest,
    aliases,
    verdict: { ...row.verdict, scheme: tracker.scheme.version },
    underReview: before?.underReview ?? null,
    status: 'published',
    revision,
  };
  appendRevision(sql, id, document, {
    tracker: tracker.id,
    at,
    kind: 'import',
    note: null,
    editor: editor.name,
  });
}

function writeDraft({ sql, at, editor }: Act, tracker: Tracker, slug: string, draft: PledgeDraft): void {
  sql.exec(
    `INSERT INTO pledge (tracker, slug, version, work, draft, owner, authors, created_at, updated_at)
     VALUES (?1, ?2, 1, 'draft', ?3, ?4, ?5, ?6, ?6)
     ON CONFLICT (tracker, slug) DO UPDATE SET version = version + 1, work = 'draft', draft = ?3, owner = ?4,
       authors = ?5, updated_at = ?6`,
    tracker.id,
    slug,
    canonical(draft),
    editor.name,
    JSON.stringify([editor.name]),
    at,
  );
}
