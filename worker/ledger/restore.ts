// A backup becomes a Ledger again: all of it or nothing, and what does not fit is named by its line and field.
import { type Act, audit, type PledgeName } from './act.ts';
import { BACKED_UP } from './backup.ts';
import { keepParts, partOf } from './backup-parts.ts';
import { backupReader, type Restored } from './backup-reader.ts';
import { enqueueEverything } from './enqueue.ts';
import { findRow } from './pledges.ts';
import { done, invalid, type Result, refused } from './result.ts';
import { redact, retract } from './verdict-acts.ts';

/** A redaction that is younger than the backup, and so has to be made again. */
export type Redaction = PledgeName & { revisions: number[] };

/** Why, as readers are told. */
export type Redactions = { redactions: Redaction[]; note: string };

/** The longest line that is read: a document of 256 KiB, escaped, and then some. */
const LONGEST_LINE_CHARACTERS = 4_000_000;

/** Whether nothing is there yet: a restore into anything else would mix two installations. */
export function isEmpty(sql: SqlStorage): boolean {
  return Object.keys(BACKED_UP).every(
    (table) => sql.exec(`SELECT 1 FROM ${table} LIMIT 1`).toArray().length === 0,
  );
}

/**
 * Keeps what is sent until all of it is there: the Ledger goes on answering meanwhile, and the rows are then read in
 * one turn. Refuses where it broke off, and where there is something already.
 */
export async function receive(sql: SqlStorage, backup: string, sent: ReadableStream): Promise<Result<null>> {
  if (!isEmpty(sql)) return refused({ reason: 'in-use' });
  const parts = keepParts(sql, backup);
  try {
    for await (const bytes of sent) parts.add(bytes);
  } catch {
    // The sender went away, or what was sent as gzip is none: either way there is no whole backup.
    return invalid('', 'broke off on its way, or is not whole gzip');
  }
  parts.end();
  return done(null);
}

/** Reads the parts of a backup into the empty tables and queues all of KV. A refusal leaves nothing behind. */
export function restore(act: Act, backup: string, again: Redactions): Result<Restored> {
  const { sql } = act;
  if (!isEmpty(sql)) return refused({ reason: 'in-use' });
  const reader = backupReader(sql);
  let number = 0;
  for (const line of lines(sql, backup)) {
    number += 1;
    const fault = line === null ? { pointer: '', detail: UNREADABLE } : reader.take(line);
    if (fault) return refused({ reason: 'invalid', errors: [{ line: number, ...fault }] });
  }
  if (!reader.restored)
    return refused({ reason: 'invalid', errors: [{ line: number + 1, pointer: '', detail: CUT_OFF }] });
  const { restored } = reader;
  audit(act, { act: 'restore', detail: { ...restored, redactions: again.redactions.length } });
  for (const [index, each] of again.redactions.entries()) {
    const made = redactAgain(act, each, again.note);
    // One that the backup has made already says the same.
    if (made.ok || made.reason === 'unchanged') continue;
    const detail = 'names no revisions of a published pledge in this backup';
    return refused({ reason: 'invalid', errors: [{ pointer: `/query/redact/${index}`, detail }] });
  }
  enqueueEverything(act);
  return done(restored);
}

const UNREADABLE = `is not UTF-8, or longer than ${LONGEST_LINE_CHARACTERS} characters`;
const CUT_OFF = 'is missing: the backup was cut off before its last line';

// What readers would see at once is withdrawn first, and its withdrawal, which repeats the text, redacted as well.
function redactAgain(act: Act, { revisions, ...name }: Redaction, note: string): Result<unknown> {
  const row = findRow(act.sql, name);
  const version = row?.version ?? 0;
  if (row?.status !== 'published' || row.revision === null || !revisions.includes(row.revision))
    return redact(act, name, version, { revisions, note });
  const retracted = retract(act, name, version, note);
  if (!retracted.ok) return retracted;
  const withRetraction = [...revisions, row.revision + 1];
  return redact(act, name, retracted.value.version, { revisions: withRetraction, note });
}

/** The lines of a kept backup; null, and none after it, for one that cannot be read. */
function* lines(sql: SqlStorage, backup: string): Generator<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let rest = '';
  for (let number = 0; ; number += 1) {
    const bytes = partOf(sql, backup, number);
    if (!bytes) break;
    try {
      rest += decoder.decode(bytes, { stream: true });
    } catch {
      return yield null; // not UTF-8
    }
    const whole = rest.split('\n');
    rest = whole.pop() ?? '';
    if (rest.length > LONGEST_LINE_CHARACTERS) return yield null;
    yield* whole;
  }
  if (rest !== '') yield rest;
}
