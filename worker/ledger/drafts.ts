import type { PledgeDraft } from '../../data/schema.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { canonical } from './chain.ts';
import { ALLOWED_ACTS, asRecord, findRow, type PledgeRecord } from './pledges.ts';
import { done, type Result, refused } from './result.ts';
import { findTracker } from './trackers.ts';

/** Begins a pledge that readers do not see yet. */
export function createDraft(act: Act, name: PledgeName, draft: PledgeDraft): Result<PledgeRecord> {
  const { sql, at } = act;
  if (!findTracker(sql, name.tracker)) return refused({ reason: 'unknown-tracker' });
  if (findRow(sql, name))
    return refused({ reason: 'taken', detail: `"${name.slug}" names another pledge already.` });
  sql.exec(
    `INSERT INTO pledge (tracker, slug, state, version, draft, created_at, updated_at)
     VALUES (?1, ?2, 'draft', 1, ?3, ?4, ?4)`,
    name.tracker,
    name.slug,
    canonical(draft),
    at,
  );
  audit(act, { act: 'create', ...name });
  return read(act, name);
}

/** Keeps what an editor has written; readers see none of it. */
export function saveDraft(
  act: Act,
  name: PledgeName,
  version: number,
  draft: PledgeDraft,
): Result<PledgeRecord> {
  const { sql, at } = act;
  const row = findRow(sql, name);
  if (!row) return refused({ reason: 'unknown-pledge' });
  if (row.version !== version) return refused({ reason: 'stale', version: row.version });
  const allowed = ALLOWED_ACTS[row.state];
  if (!allowed.includes('save'))
    return refused({
      reason: 'not-allowed',
      state: row.state,
      allowed,
      detail: `A ${row.state} pledge has no draft.`,
    });
  sql.exec(
    'UPDATE pledge SET draft = ?, version = version + 1, updated_at = ? WHERE id = ?',
    canonical(draft),
    at,
    row.id,
  );
  audit(act, { act: 'save', tracker: row.tracker, slug: row.slug, fromRevision: row.revision });
  return read(act, name);
}

/** A pledge as the desk sees it: its draft, what is published, and the version that the next act must name. */
export function read({ sql }: Pick<Act, 'sql'>, name: PledgeName): Result<PledgeRecord> {
  const row = findRow(sql, name);
  return row ? done(asRecord(sql, row)) : refused({ reason: 'unknown-pledge' });
}
