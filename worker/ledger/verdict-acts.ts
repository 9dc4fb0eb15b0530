// The acts on what is published that need no draft.
import { inCurrentIds } from '../../data/current-ids.ts';
import type { PledgeRecord } from '../../data/desk.ts';
import { type Pledge, publishableSchema } from '../../data/pledge.ts';
import type { PledgeAct } from '../../data/states.ts';
import { fieldErrors } from '../field-error.ts';
import { invalid, type Result, refused } from '../result.ts';
import { type Act, audit, type PledgeName } from './act.ts';
import { begin, type NotBegun } from './begin.ts';
import { redactDiscussion } from './comments.ts';
import { enqueuePledge } from './enqueue.ts';
import { forgetWords } from './kept-listing.ts';
import { documentOf } from './pledges.ts';
import { relationFaults } from './ready.ts';
import { readRecord } from './record.ts';
import { authorsOf, contentOf, documentFor, type NewDocument, revise } from './revise.ts';
import { isUnchanged } from './unchanged.ts';
import { forgetSteps, keepStep, type Undo } from './undo-steps.ts';
import { brokenGlass, dropDraft, isSecondPerson, noteLook } from './work.ts';

/** Withdraws a verdict: readers see that the desk has withdrawn it, and why, wherever it was quoted. A review ends with it. */
export function retract(
  act: Act,
  name: PledgeName,
  version: number,
  note: string,
): Result<PledgeRecord, NotBegun> {
  return revised(act, name, version, 'retract', 'retraction', note, () => ({
    status: 'retracted',
    underReview: null,
  }));
}

/** Marks a verdict as under review. It stands, and says so. */
export function dispute(
  act: Act,
  name: PledgeName,
  version: number,
  note: string,
): Result<PledgeRecord, NotBegun> {
  return revised(act, name, version, 'dispute', 'edit', note, () => ({
    underReview: { since: act.at, note },
  }));
}

/** Ends a review of a verdict that stands as it was. */
export function settle(
  act: Act,
  name: PledgeName,
  version: number,
  note: string,
): Result<PledgeRecord, NotBegun> {
  return revised(act, name, version, 'settle', 'edit', note, () => ({ underReview: null }));
}

/**
 * Notes that somebody looked and found nothing to change. It is no revision: nothing was changed, and whoever writes
 * meanwhile, or checks as well, is not held up.
 */
export function checkPledge(
  act: Act,
  name: PledgeName,
  version: number,
  undo: Undo,
): Result<PledgeRecord, NotBegun> {
  const begun = begin(act, name, version, 'check');
  if (!begun.ok) return begun;
  const { row } = begun.value;
  const { id, tracker, slug, revision } = row;
  noteLook(act.sql, id, act.at);
  const before = { checkedAt: row.checked_at, revision };
  keepStep(act, undo, { slug, pledge: id, trash: null, version: row.version + 1, before });
  enqueuePledge(act, tracker, id, []);
  audit(act, {
    act: 'check',
    tracker,
    slug,
    fromRevision: revision,
    ...(undo.detail ? { detail: undo.detail } : {}),
  });
  return readRecord(act, row);
}

/** Makes an earlier revision's content what readers see, as a new revision. */
export function revert(
  act: Act,
  name: PledgeName,
  version: number,
  { revision, note, breakGlass }: { revision: number; note: string; breakGlass: string | null },
): Result<PledgeRecord, NotBegun | 'invalid' | 'second-person' | 'unchanged'> {
  const begun = begin(act, name, version, 'revert');
  if (!begun.ok) return begun;
  const { tracker, row, published } = begun.value;
  const document = documentOf(act.sql, row.id, revision);
  if (document === undefined)
    return invalid('/revision', `is no revision of this pledge; found: ${revision}`);
  if (document === null) return invalid('/revision', `was redacted; found: ${revision}`);
  const parsed = publishableSchema(tracker, act.at).safeParse(inCurrentIds(tracker, contentOf(document)));
  if (!parsed.success) return refused({ reason: 'invalid', errors: fieldErrors(parsed.error, '/revision') });
  const errors = relationFaults(act.sql, row, parsed.data, '/revision');
  if (errors.length > 0) return refused({ reason: 'invalid', errors });
  if (isUnchanged(tracker, parsed.data, published))
    return refused({ reason: 'unchanged', detail: `Revision ${revision} says what readers see already.` });
  const authors = authorsOf(act.sql, row, revision);
  if (!isSecondPerson(act, tracker, authors, breakGlass)) return refused({ reason: 'second-person' });
  const detail = { revertedTo: revision, ...brokenGlass(breakGlass) };
  const next = documentFor(act, tracker, parsed.data, published);
  revise(act, row, next, { act: 'revert', kind: 'revert', note, authors, isLook: true, detail });
  return readRecord(act, name);
}

/**
 * Takes content out of revisions for good, as a court or the law on erasure may demand. Hashes and notes stay. What
 * readers see now cannot be among them unless the pledge is retracted or merged; then only its frame is left.
 */
export function redact(
  act: Act,
  name: PledgeName,
  version: number,
  { revisions, note }: { revisions: number[]; note: string },
): Result<PledgeRecord, NotBegun | 'invalid' | 'unchanged'> {
  const begun = begin(act, name, version, 'redact');
  if (!begun.ok) return begun;
  const { row, published } = begun.value;
  const unknown = revisions.findIndex((revision) => documentOf(act.sql, row.id, revision) === undefined);
  if (unknown >= 0)
    return invalid(`/revisions/${unknown}`, `is no revision of this pledge; found: ${revisions[unknown]}`);
  const newest = row.revision === null ? -1 : revisions.indexOf(row.revision);
  if (newest >= 0 && row.status === 'published')
    return invalid(
      `/revisions/${newest}`,
      'is what readers see: publish a version without it, or retract the pledge',
    );
  if (!published) return invalid('/revisions', 'nothing is left to redact');
  if (revisions.every((revision) => documentOf(act.sql, row.id, revision) === null))
    return refused({ reason: 'unchanged', detail: 'These revisions were redacted already.' });
  for (const revision of revisions)
    act.sql.exec('UPDATE revision SET document = NULL WHERE pledge = ? AND number = ?', row.id, revision);
  // The frame keeps a merged pledge's status: readers of it are sent on to the other one.
  const next: Pledge = newest >= 0 ? frameOf(published) : published;
  revise(act, row, next, { act: 'redact', kind: 'redaction', note, detail: { revisions } });
  act.sql.exec('UPDATE pledge SET status = ? WHERE id = ?', row.status, row.id);
  if (newest >= 0) dropDraft(act.sql, row.id);
  forgetSteps(act.sql, row.id);
  // That of a merged pledge has gone to the one that took it in.
  redactDiscussion(act.sql, row.moved_to ?? row.id);
  forgetWords(act.sql);
  return readRecord(act, name);
}

const REDACTED = 'Redacted';

// By name: a field that comes later is blank until somebody says that it may stay.
function frameOf({ slug, aliases, categories, kind, verdict, ...document }: Pledge): Pledge {
  const { id, scheme, publishedAt } = verdict;
  const { status, revision, createdAt, updatedAt } = document;
  return {
    slug,
    aliases,
    categories,
    kind,
    status,
    revision,
    createdAt,
    updatedAt,
    title: REDACTED,
    promise: { quote: REDACTED, document: document.promise.document },
    due: null,
    verdict: { id, scheme, publishedAt, effectiveOn: null, headline: REDACTED, summary: REDACTED, body: '' },
    evidence: [],
    related: [],
    responses: [],
    underReview: null,
  };
}

function revised(
  act: Act,
  name: PledgeName,
  version: number,
  wanted: PledgeAct,
  kind: 'retraction' | 'edit',
  note: string,
  change: () => Partial<NewDocument>,
): Result<PledgeRecord, NotBegun> {
  const begun = begin(act, name, version, wanted);
  if (!begun.ok) return begun;
  const { row, published } = begun.value;
  // The state machine allows these acts on a published pledge only. Who settles has looked, and the verdict stands.
  const isLook = wanted === 'settle';
  if (published) revise(act, row, { ...published, ...change() }, { act: wanted, kind, note, isLook });
  return readRecord(act, name);
}
