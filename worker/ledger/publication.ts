// A draft becomes what readers see: now, or at its time by the alarm.
import { inCurrentIds } from '../../data/current-ids.ts';
import type { PledgeRecord } from '../../data/desk.ts';
import { type Pledge, type PledgeContent, type PledgeDraft, publishableSchema } from '../../data/pledge.ts';
import type { RevisionKind } from '../../data/revision.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { fieldErrors } from '../field-error.ts';
import { done, invalid, type Result, refused } from '../result.ts';
import { type Act, inTheNameOf, type PledgeName } from './act.ts';
import { type Begun, begin, type NotBegun } from './begin.ts';
import { notifyOfSchedule } from './inbox.ts';
import { mayPublishIn } from './people.ts';
import { type PledgeRow, publishedDocument, rowOf } from './pledges.ts';
import { isReadyAlready, keepReady, relationFaults } from './ready.ts';
import { moved, readRecord } from './record.ts';
import { documentFor, revise } from './revise.ts';
import { mayNotPublish } from './schedules.ts';
import { findTracker } from './trackers.ts';
import { isUnchanged } from './unchanged.ts';
import { keepStep, type Undo } from './undo-steps.ts';
import { brokenGlass, dropDraft, isSecondPerson, moveWork, workOn } from './work.ts';

/** How a draft is to be published. `breakGlass`: why an admin publishes what they wrote themselves. */
export type Publication = { note: string | null; publishAt: string | null; breakGlass: string | null };

/** A longer embargo is a slip of the pen; the platform's alarms do not reach past 2189. */
const LONGEST_EMBARGO_MS = 366 * 86_400_000;

/** The last instant at which something can go out whose publication is decided at `at`. */
export function latestPublication(at: string): string {
  return new Date(Date.parse(at) + LONGEST_EMBARGO_MS).toISOString();
}

/**
 * Puts a draft before readers as a new revision, or lets it wait until `publishAt`. In a private tracker it is ready then: it
 * has passed all that a publication asks, and becomes the first revision when the tracker is opened.
 */
export function publish(
  act: Act,
  name: PledgeName,
  version: number,
  how: Publication,
  undo: Undo | null = null,
): Result<PledgeRecord, NotBegun | 'invalid' | 'second-person' | 'unchanged'> {
  const begun = begin(act, name, version, 'publish');
  if (!begun.ok) return begun;
  const { tracker, row, published } = begun.value;
  if (isPrivate(tracker)) return makeReady(act, begun.value, how, undo);
  const checked = check(act, begun.value, how, (content) => kindOf(content, published));
  if (!checked.ok) return checked;
  if (how.publishAt) return schedule(act, row, how, how.publishAt);
  put(act, begun.value, checked.value, 'publish', how, undo?.detail);
  return readRecord(act, name);
}

// No note is asked for: nobody sees a change yet.
function makeReady(
  act: Act,
  begun: Begun,
  { note, publishAt, breakGlass }: Publication,
  undo: Undo | null,
): Result<PledgeRecord, 'invalid' | 'private-tracker' | 'second-person' | 'unchanged' | 'unknown-pledge'> {
  const { tracker, row } = begun;
  if (publishAt !== null) return refused({ reason: 'private-tracker', act: 'schedule' });
  const draft = readyDraft(act.sql, begun, act.at);
  if (!draft.ok) return draft;
  if (isReadyAlready(row, draft.value))
    return refused({ reason: 'unchanged', detail: 'The draft says what is ready already: discard it.' });
  if (!isSecondPerson(act, tracker, JSON.parse(row.authors), breakGlass))
    return refused({ reason: 'second-person' });
  keepReady(act, row, draft.value, { note, breakGlass });
  dropDraft(act.sql, row.id);
  if (undo)
    keepStep(act, undo, {
      slug: row.slug,
      pledge: row.id,
      trash: null,
      version: row.version + 1,
      before: workOn(row),
    });
  return moved(act, row, 'make ready', { ...brokenGlass(breakGlass), ...undo?.detail });
}

/** Publishes a draft as a correction: readers are told what is right and that it was wrong. */
export function correct(
  act: Act,
  name: PledgeName,
  version: number,
  how: Publication,
): Result<PledgeRecord, NotBegun | 'invalid' | 'second-person' | 'unchanged'> {
  const begun = begin(act, name, version, 'correct');
  if (!begun.ok) return begun;
  const checked = check(act, begun.value, how, () => 'correction');
  if (!checked.ok) return checked;
  put(act, begun.value, checked.value, 'correct', how);
  return readRecord(act, name);
}

/** The drafts whose time has come, the earliest first. */
export function scheduledUntil(sql: SqlStorage, at: string): number[] {
  const due = sql.exec<{ id: number }>(
    "SELECT id FROM pledge WHERE work = 'scheduled' AND publish_at <= ? ORDER BY publish_at",
    at,
  );
  return [...due].map(({ id }) => id);
}

/**
 * Publishes a draft whose time has come. If it no longer can be, or whoever scheduled it may not publish any more, it goes
 * back to review, and the audit says why.
 */
export function publishScheduled(act: Act, pledgeId: number): void {
  const row = rowOf(act.sql, pledgeId);
  const name = schedulerOf(row);
  if (!mayPublishIn(act, row.tracker, name)) {
    notPublished(act, row, { refused: { reason: 'forbidden' } }, mayNotPublish(name));
    return;
  }
  const tracker = findTracker(act.sql, row.tracker)?.tracker;
  if (!tracker) throw new Error('A pledge without its tracker.');
  const begun = { tracker, row, published: publishedDocument(act.sql, row) };
  const ready = readyDraft(act.sql, begun, act.at);
  if (ready.ok) {
    const kind = kindOf(ready.value, begun.published);
    const how = { note: row.publish_note, breakGlass: null };
    put(inTheNameOf(name, act), begun, { content: ready.value, kind }, 'publish', how);
  } else notPublished(act, row, { refused: ready });
}

/** Sends a draft whose publication threw back to review: otherwise it would throw at every alarm, and nobody would see it. */
export function giveUpScheduled(act: Act, pledgeId: number): void {
  notPublished(act, rowOf(act.sql, pledgeId), { broke: true });
}

function notPublished(
  act: Act,
  row: PledgeRow,
  why: Record<string, unknown>,
  comment = 'It could not be published at its time: see the audit.',
): void {
  moveWork(act.sql, row.id, 'review', comment);
  notifyOfSchedule(act, row, 'schedule-failed', comment, null);
  moved(inTheNameOf(schedulerOf(row), act), row, 'publication failed', why);
}

function schedulerOf(row: PledgeRow): string {
  return row.publish_by ?? row.owner;
}

const NOTE_MISSING = { code: 'missing', allowed: { type: 'string' } } as const;

type Checked = { content: PledgeContent; kind: RevisionKind };

function check(
  act: Act,
  begun: Begun,
  how: Publication,
  kindFor: (content: PledgeContent) => RevisionKind,
): Result<Checked, 'invalid' | 'second-person' | 'unchanged'> {
  const { tracker, row, published } = begun;
  const ready = readyDraft(act.sql, begun, how.publishAt ?? act.at);
  if (!ready.ok) return ready;
  if (isUnchanged(tracker, ready.value, published))
    return refused({ reason: 'unchanged', detail: 'The draft says what readers see already: discard it.' });
  const kind = kindFor(ready.value);
  if (kind !== 'edit' && how.note === null)
    return invalid('/note', NOTE_MISSING, 'is missing; readers are told why: write a note');
  if (how.publishAt !== null && how.publishAt <= act.at)
    return invalid('/publishAt', { code: 'in-past', found: how.publishAt, allowed: { earliest: act.at } });
  const latest = latestPublication(act.at);
  if (how.publishAt !== null && how.publishAt > latest)
    return invalid('/publishAt', { code: 'in-future', found: how.publishAt, allowed: { latest } });
  if (!isSecondPerson(act, tracker, JSON.parse(row.authors), how.breakGlass))
    return refused({ reason: 'second-person' });
  return done({ content: ready.value, kind });
}

/** The draft, if it is complete and fits its tracker, and tells nothing too early at `at`. */
export function readyDraft(
  sql: SqlStorage,
  { tracker, row }: Begun,
  at: string,
): Result<PledgeContent, 'invalid'> {
  // A draft that was put back from before a renaming has the ids of then.
  const draft: PledgeDraft = inCurrentIds(tracker, JSON.parse(row.draft ?? '{}'));
  const parsed = schemaOf(tracker, at).safeParse(draft);
  if (!parsed.success) return refused({ reason: 'invalid', errors: fieldErrors(parsed.error, '/draft') });
  const errors = relationFaults(sql, row, parsed.data, '/draft');
  return errors.length > 0 ? refused({ reason: 'invalid', errors }) : done(parsed.data);
}

// Takes longer to make than to use, and many drafts may be published at one instant.
let made: { tracker: Tracker; at: string; schema: ReturnType<typeof publishableSchema> } | undefined;

function schemaOf(tracker: Tracker, at: string): ReturnType<typeof publishableSchema> {
  if (made?.tracker !== tracker || made.at !== at)
    made = { tracker, at, schema: publishableSchema(tracker, at) };
  return made.schema;
}

/** What a publication is to readers: another verdict, or an edit where the verdict is the same. */
export function kindOf({ verdict }: PledgeContent, before: Pledge | null): 'verdict' | 'edit' {
  return before?.status === 'published' && before.verdict.id === verdict.id ? 'edit' : 'verdict';
}

/** Makes a draft's content the newest revision, and ends the work on it. */
export function put(
  act: Act,
  { tracker, row, published }: Begun,
  { content, kind }: Checked,
  name: string,
  { note, breakGlass }: Pick<Publication, 'note' | 'breakGlass'>,
  detail: Record<string, unknown> = {},
) {
  const next = documentFor(act, tracker, content, published);
  revise(act, row, next, {
    act: name,
    kind,
    note,
    authors: JSON.parse(row.authors),
    isLook: true,
    detail: { ...brokenGlass(breakGlass), ...detail },
  });
  dropDraft(act.sql, row.id);
}

function schedule(
  act: Act,
  row: PledgeRow,
  how: Publication,
  publishAt: string,
): Result<PledgeRecord, 'unknown-pledge'> {
  act.sql.exec(
    "UPDATE pledge SET work = 'scheduled', publish_at = ?, publish_by = ?, publish_note = ? WHERE id = ?",
    publishAt,
    act.editor.name,
    how.note,
    row.id,
  );
  return moved(act, row, 'schedule', { publishAt, ...brokenGlass(how.breakGlass) });
}

/** When the next scheduled publication is due, in milliseconds since 1970; null when none is. */
export function nextPublication(sql: SqlStorage): number | null {
  const { due } = sql
    .exec<{ due: string | null }>("SELECT min(publish_at) AS due FROM pledge WHERE work = 'scheduled'")
    .one();
  return due === null ? null : Date.parse(due);
}
