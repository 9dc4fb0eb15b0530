// A backup becomes a Ledger again: all of it or nothing, and what does not fit is named by its line and field.
import type { FieldError } from '../../data/field-error.ts';
import { NO_KEY, type RestoreReport } from '../../data/restore.ts';
import { done, type Refused, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { isSignedBy } from './backup-key.ts';
import { lines, signedParts } from './backup-parts.ts';
import { backupReader } from './backup-reader.ts';
import type { NotBegun } from './begin.ts';
import { enqueueEverything } from './enqueue.ts';
import { endInvites } from './invites.ts';
import { isEmpty } from './is-empty.ts';
import { findRow } from './pledges.ts';
import { endTokens, unscheduleAll } from './restored.ts';
import { standingFault } from './restored-standing.ts';
import { redact, retract } from './verdict-acts.ts';

/** A redaction that is younger than the backup, and so has to be made again. */
export type Redaction = PledgeName & { revisions: number[] };

/** `key`: whose signature is trusted, or `none`. `note`: why something is redacted again, as readers are told. */
export type Restoring = { key: string; redactions: Redaction[]; note: string };

/** Reads the parts of a backup into the empty tables and queues all of KV. A refusal leaves nothing behind. */
export function restore(
  act: Act,
  backup: string,
  how: Restoring,
): Result<RestoreReport, 'in-use' | 'invalid'> {
  const { sql } = act;
  if (!isEmpty(sql)) return refused({ reason: 'in-use' });
  const reader = backupReader(sql);
  let number = 0;
  if (how.key !== NO_KEY && !isSigned(sql, backup, how.key))
    return unfit({
      pointer: '/signature',
      detail: `is not by ${how.key}, or the backup was changed since it was made`,
    });
  for (const line of lines(sql, backup)) {
    number += 1;
    const errors = line === null ? [{ pointer: '', detail: 'is not UTF-8' }] : reader.take(line);
    const first = errors.slice(0, MOST_ERRORS).map((error) => ({ line: number, ...error }));
    if (first.length > 0) return unfit(...first);
  }
  const { contents } = reader;
  if (!contents) return unfit({ line: number + 1, pointer: '', detail: CUT_OFF });
  const misplaced = standingFault(sql);
  if (misplaced) return unfit(misplaced);
  return bringIn(act, contents, how);
}

/** Of one line: more say no more. */
const MOST_ERRORS = 20;

const CUT_OFF = 'is missing: the backup was cut off before its last line';

function isSigned(sql: SqlStorage, backup: string, key: string): boolean {
  const signed = signedParts(sql, backup);
  return signed !== null && isSignedBy(key, signed.hash, signed.signature);
}

function bringIn(
  act: Act,
  contents: Omit<RestoreReport, 'endedTokens' | 'unscheduled'>,
  { key, redactions, note }: Restoring,
): Result<RestoreReport, 'invalid'> {
  const endedTokens = endTokens(act);
  endInvites(act);
  const detail = {
    ...contents,
    trusted: key,
    redactions: redactions.length,
    endedTokens: endedTokens.length,
  };
  audit(act, { act: 'restore', detail });
  const unscheduled = unscheduleAll(act);
  for (const [index, each] of redactions.entries()) {
    const made = redactAgain(act, each, note);
    // One that the backup has made already says the same.
    if (made.ok || made.reason === 'unchanged') continue;
    const detail = 'names no revisions of a published pledge in this backup';
    return unfit({ pointer: `/query/redact/${index}`, detail });
  }
  enqueueEverything(act);
  return done({ ...contents, endedTokens, unscheduled });
}

function unfit(...errors: FieldError[]): Refused<'invalid'> {
  return refused({ reason: 'invalid', errors });
}

// What readers would see at once is withdrawn first, and its withdrawal, which repeats the text, redacted as well.
function redactAgain(
  act: Act,
  { revisions, ...name }: Redaction,
  note: string,
): Result<unknown, NotBegun | 'invalid' | 'unchanged'> {
  const row = findRow(act.sql, name);
  const version = row?.version ?? 0;
  if (row?.status !== 'published' || row.revision === null || !revisions.includes(row.revision))
    return redact(act, name, version, { revisions, note });
  const retracted = retract(act, name, version, note);
  if (!retracted.ok) return retracted;
  const withRetraction = [...revisions, row.revision + 1];
  return redact(act, name, retracted.value.version, { revisions: withRetraction, note });
}
