// A draft becomes what readers see: now, or at its time by the alarm.
import {
  type Pledge,
  type PledgeContent,
  publishableSchema,
  type RevisionKind,
  type Tracker,
} from '../../data/schema.ts';
import type { Act, PledgeName } from './act.ts';
import { type Begun, begin } from './begin.ts';
import { moved, read } from './drafts.ts';
import { findRow, type PledgeRecord, type PledgeRow, publishedDocument } from './pledges.ts';
import { done, type FieldError, fieldErrors, invalid, type Result, refused } from './result.ts';
import { documentFor, revise } from './revise.ts';
import { findTracker } from './trackers.ts';

/** How a draft is to be published. `breakGlass`: why an admin publishes what they wrote themselves. */
export type Publication = { note: string | null; publishAt?: string | null; breakGlass?: string | null };

/** Puts a draft before readers as a new revision, or lets it wait until `publishAt`. */
export function publish(act: Act, name: PledgeName, version: number, how: Publication): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'publish');
  if (!begun.ok) return begun;
  const { row, published } = begun.value;
  const checked = check(act, begun.value, how, (content) => kindOf(content, published));
  if (!checked.ok) return checked;
  if (how.publishAt) return schedule(act, row, how, how.publishAt);
  put(act, begun.value, checked.value, 'publish', how);
  return read(act, name);
}

/** Publishes a draft as a correction: readers are told what is right and that it was wrong. */
export function correct(act: Act, name: PledgeName, version: number, how: Publication): Result<PledgeRecord> {
  const begun = begin(act, name, version, 'correct');
  if (!begun.ok) return begun;
  const checked = check(act, begun.value, how, () => 'correction');
  if (!checked.ok) return checked;
  put(act, begun.value, checked.value, 'correct', how);
  return read(act, name);
}

/** Publishes what is due. What can no longer be published goes back to review, and the audit says why. */
export function publishDue(act: Act): void {
  const due = act.sql.exec<PledgeRow>(
    "SELECT * FROM pledge WHERE work = 'scheduled' AND publish_at <= ? ORDER BY publish_at",
    act.at,
  );
  for (const row of [...due]) {
    const tracker = findTracker(act.sql, row.tracker)?.tracker;
    if (!tracker) continue;
    const begun = { tracker, row, published: publishedDocument(act.sql, row) };
    const by: Act = { ...act, editor: { name: row.publish_by ?? row.owner, role: 'editor' } };
    const ready = readyDraft(act.sql, begun);
    if (ready.ok) {
      const kind = kindOf(ready.value, begun.published);
      put(by, begun, { content: ready.value, kind }, 'publish', { note: row.publish_note });
    } else {
      act.sql.exec(
        "UPDATE pledge SET work = 'review', publish_at = NULL, publish_by = NULL WHERE id = ?",
        row.id,
      );
      moved(by, row, 'publication failed', { refused: ready });
    }
  }
}

type Checked = { content: PledgeContent; kind: RevisionKind };

function check(
  act: Act,
  begun: Begun,
  how: Publication,
  kindFor: (content: PledgeContent) => RevisionKind,
): Result<Checked> {
  const { tracker, row } = begun;
  const ready = readyDraft(act.sql, begun);
  if (!ready.ok) return ready;
  const kind = kindFor(ready.value);
  if (kind !== 'edit' && how.note === null) return invalid('/note', 'readers are told why: write a note');
  if (how.publishAt && how.publishAt <= act.at) return invalid('/publishAt', 'must be in the future');
  if (!isSecondPerson(act, tracker, row, how)) return refused({ reason: 'second-person' });
  return done({ content: ready.value, kind });
}

/** The draft, if it is complete and fits its tracker. */
function readyDraft(sql: SqlStorage, { tracker, row }: Begun): Result<PledgeContent> {
  const parsed = publishableSchema(tracker).safeParse(JSON.parse(row.draft ?? 'null'));
  if (!parsed.success) return refused({ reason: 'invalid', errors: fieldErrors(parsed.error, '/draft') });
  const errors = relationFaults(sql, row, parsed.data);
  return errors.length > 0 ? refused({ reason: 'invalid', errors }) : done(parsed.data);
}

function relationFaults(sql: SqlStorage, row: PledgeRow, { related }: PledgeContent): FieldError[] {
  return related.flatMap(({ pledge }, index) => {
    const target = findRow(sql, { tracker: row.tracker, slug: pledge });
    if (target && target.id !== row.id) return [];
    return [{ pointer: `/draft/related/${index}/pledge`, detail: 'is not another pledge of this tracker' }];
  });
}

// Where a tracker wants two people, whoever wrote any of it does not publish it.
function isSecondPerson(
  { editor }: Act,
  { review }: Tracker,
  row: PledgeRow,
  { breakGlass }: Publication,
): boolean {
  const authors: string[] = JSON.parse(row.authors);
  if (review === 'one' || !authors.includes(editor.name)) return true;
  return editor.role === 'admin' && Boolean(breakGlass);
}

function kindOf({ verdict }: PledgeContent, before: Pledge | null): RevisionKind {
  return before?.status === 'published' && before.verdict.id === verdict.id ? 'edit' : 'verdict';
}

function put(
  act: Act,
  { tracker, row, published }: Begun,
  { content, kind }: Checked,
  name: string,
  how: Publication,
) {
  const detail = how.breakGlass ? { brokeGlass: how.breakGlass } : {};
  revise(act, row, documentFor(act, tracker, content, published), {
    act: name,
    kind,
    note: how.note,
    detail,
  });
  act.sql.exec(
    `UPDATE pledge SET work = NULL, draft = NULL, authors = '[]', comment = NULL,
       publish_at = NULL, publish_by = NULL, publish_note = NULL WHERE id = ?`,
    row.id,
  );
}

function schedule(act: Act, row: PledgeRow, how: Publication, publishAt: string): Result<PledgeRecord> {
  act.sql.exec(
    "UPDATE pledge SET work = 'scheduled', publish_at = ?, publish_by = ?, publish_note = ? WHERE id = ?",
    publishAt,
    act.editor.name,
    how.note,
    row.id,
  );
  return moved(act, row, 'schedule', {
    publishAt,
    ...(how.breakGlass ? { brokeGlass: how.breakGlass } : {}),
  });
}

/** When the next scheduled publication is due, in milliseconds since 1970; null when none is. */
export function nextPublication(sql: SqlStorage): number | null {
  const { due } = sql.exec<{ due: string | null }>('SELECT min(publish_at) AS due FROM pledge').one();
  return due === null ? null : Date.parse(due);
}
