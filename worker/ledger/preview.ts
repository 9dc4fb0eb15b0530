// What readers would see of a draft. It is published in a transaction that is rolled back, so that a preview cannot
// differ from the publication: numbers, dates, history and related pledges come about in the same one place.
import { dayAt } from '../../data/calendar.ts';
import type { DraftPreview, Shown } from '../../data/desk.ts';
import type { PledgeContent, PledgeDraft } from '../../data/pledge.ts';
import type { Badge, PublishedPledge } from '../../data/published.ts';
import type { Tracker } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { project } from '../projection/project.ts';
import { badgeKey, pledgeKey } from '../published.ts';
import { done, type Result, refused } from '../result.ts';
import type { Act, PledgeName } from './act.ts';
import { canonical } from './chain.ts';
import { actsOf, findRow, type PledgeRow, publishedDocument, rowOf } from './pledges.ts';
import { projectionInput } from './projection-input.ts';
import { kindOf, latestPublication, put, readyDraft } from './publication.ts';
import { keepReady, publishReady, readyFaultsIn, readyOf } from './ready.ts';
import { findTracker } from './trackers.ts';
import { retract } from './verdict-acts.ts';
import { isSecondPerson } from './work.ts';

/** Which act is previewed. A correction tells readers of the draft in other words; a retraction is no matter of the draft. */
export type PreviewedAct = 'publish' | 'correct' | 'retract';

/** Previews what an act on a pledge would make of it for readers. Nothing is written. */
export function previewDraft(
  storage: DurableObjectStorage,
  act: Act,
  name: PledgeName,
  as: PreviewedAct,
  origin: string,
): Result<DraftPreview, 'unknown-pledge' | 'unknown-tracker'> {
  const row = findRow(storage.sql, name);
  const tracker = findTracker(storage.sql, name.tracker)?.tracker;
  if (!tracker) return refused({ reason: 'unknown-tracker' });
  if (!row) return refused({ reason: 'unknown-pledge' });
  const now = shown(storage.sql, row, origin);
  const none: DraftPreview = {
    version: row.version,
    kind: null,
    errors: [],
    needsSecondPerson: false,
    now,
    next: null,
  };
  const published = publishedDocument(storage.sql, row);
  if (as === 'retract') {
    if (!actsOf(row, published).includes('retract')) return done(none);
    const next = undone(storage, () => {
      retract(act, name, row.version, '');
      return shown(storage.sql, row, origin);
    });
    return done({ ...none, kind: 'retraction', next });
  }
  if (isPrivate(tracker)) return done({ ...none, ...opened(storage, act, tracker, row, origin) });
  if (row.draft === null || row.status === 'merged') return done(none);

  // What is told too early for now may be right when it goes out.
  const ready = readyDraft(storage.sql, { tracker, row, published }, latestPublication(act.at));
  const content = ready.ok ? ready.value : filledIn(storage.sql, row, tracker, JSON.parse(row.draft), act.at);
  const isCorrection = as === 'correct' && published?.status === 'published';
  const kind = isCorrection ? 'correction' : kindOf(content, published);
  const how = { note: null, breakGlass: null };
  const next = undone(storage, () => {
    put(act, { tracker, row, published }, { content, kind }, 'preview', how);
    return shown(storage.sql, row, origin);
  });
  return done({
    ...none,
    kind,
    errors: ready.ok || ready.reason !== 'invalid' ? [] : ready.errors,
    needsSecondPerson: !isSecondPerson(act, tracker, JSON.parse(row.authors), null),
    next,
  });
}

/**
 * What readers would see if the tracker were opened this moment with what is written, or ready, of one pledge, and with what is
 * ready of those that it names.
 */
function opened(
  storage: DurableObjectStorage,
  act: Act,
  tracker: Tracker,
  row: PledgeRow,
  origin: string,
): Pick<DraftPreview, 'kind' | 'errors' | 'needsSecondPerson' | 'next'> | undefined {
  const { sql } = storage;
  const ready = readyOf(row);
  if (row.draft === null && !ready) return undefined;
  const draft = row.draft === null ? null : readyDraft(sql, { tracker, row, published: null }, act.at);
  const errors = ready && !draft ? readyFaultsIn(sql, tracker, act.at)(row, ready, '/draft') : [];
  const written: PledgeDraft = row.draft === null ? ready?.content : JSON.parse(row.draft);
  const next = undone(storage, () => {
    if (draft?.ok) keepReady(act, row, draft.value, ALONE);
    else if (draft || errors.length > 0)
      keepReady(act, row, filledIn(sql, row, tracker, written, act.at), ALONE);
    const open = { ...tracker, visibility: 'public' as const };
    sql.exec('UPDATE tracker SET document = ? WHERE id = ?', canonical(open), tracker.id);
    const shownRow = rowOf(sql, row.id);
    for (const each of [shownRow, ...namedBy(sql, tracker, shownRow)]) {
      const content = readyOf(each);
      if (content) publishReady(act, open, each, content);
    }
    return shown(sql, row, origin);
  });
  return {
    kind: 'verdict',
    errors: draft && !draft.ok && draft.reason === 'invalid' ? draft.errors : errors,
    needsSecondPerson: draft !== null && !isSecondPerson(act, tracker, JSON.parse(row.authors), null),
    next,
  };
}

// Nobody decides that it is ready: it is only looked at.
const ALONE = { note: null, breakGlass: null };

// A verdict that is no longer in the scheme has no words: a pledge of such a one would hold up the opening.
function namedBy(sql: SqlStorage, { scheme }: Tracker, row: PledgeRow): PledgeRow[] {
  const related = readyOf(row)?.content.related ?? [];
  const rows = related.flatMap(({ pledge }) => findRow(sql, { tracker: row.tracker, slug: pledge }) ?? []);
  const isOnce = (each: PledgeRow, at: number) => rows.findIndex(({ id }) => id === each.id) === at;
  const hasWords = (each: PledgeRow) =>
    scheme.verdicts.some(({ id }) => id === readyOf(each)?.content.verdict.id);
  return rows.filter((each, at) => each.id !== row.id && isOnce(each, at) && hasWords(each));
}

/** The public documents of a pledge, made of what the Ledger holds at this moment. */
export function shown(sql: SqlStorage, { tracker, slug }: PledgeRow, origin: string): Shown | null {
  const input = projectionInput(sql);
  const pledge = project(pledgeKey(tracker, slug), input, origin) as PublishedPledge | null;
  const badge = project(badgeKey(`${tracker}/${slug}`), input, origin) as Badge | null;
  return pledge && badge && { pledge, badge };
}

const UNDO = Symbol('undo');

/** Does something and takes it back: a transaction that throws leaves nothing behind. */
export function undone<Value>(storage: DurableObjectStorage, change: () => Value): Value {
  let value: { of: Value } | undefined;
  try {
    storage.transactionSync(() => {
      value = { of: change() };
      throw UNDO;
    });
  } catch (error) {
    if (error !== UNDO || !value) throw error;
  }
  return (value as { of: Value }).of;
}

// A draft that could not be published yet, with blanks for what is missing and without what readers cannot be led to.
function filledIn(
  sql: SqlStorage,
  row: PledgeRow,
  { id: tracker, scheme, documents, timezone }: Tracker,
  draft: PledgeDraft,
  at: string,
): PledgeContent {
  const known = scheme.verdicts.find(({ id }) => id === draft.verdict?.id);
  const open = known ?? scheme.verdicts.find(({ outcome }) => outcome === 'unrated') ?? scheme.verdicts[0];
  const related = (draft.related ?? []).flatMap(({ pledge, relation = 'related' }) => {
    const target = pledge === undefined ? undefined : findRow(sql, { tracker, slug: pledge });
    return pledge === undefined || !target || target.id === row.id ? [] : [{ pledge, relation }];
  });
  const empty = { title: '', categories: [], kind: 'action' as const, related: [] };
  const { promise, verdict, timeline, evidence, responses, ...rest } = draft;
  const today = dayAt(at, timezone);
  return {
    ...filled(empty, rest),
    promise: filled({ quote: '', document: documents[0]?.id ?? '' }, promise),
    verdict: {
      ...filled({ id: '', effectiveOn: null, headline: '', summary: '', body: '' }, verdict),
      id: open?.id ?? '',
    },
    ...(timeline ? { timeline: timeline.map((each) => filled({ date: today, text: '' }, each)) } : {}),
    evidence: (evidence ?? []).map((each) => filled({ title: '', publisher: '' }, each)),
    related,
    responses: (responses ?? []).map((each) => filled({ from: '', text: '', date: today }, each)),
  };
}

/** A stored draft is JSON: what is missing in it is not there, and never undefined. */
function filled<Blank extends object, Given extends object>(blank: Blank, given?: Given) {
  return { ...blank, ...given } as Blank & Given;
}
