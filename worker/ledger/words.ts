// Other names for a tracker's verdicts, categories, facets and documents, also for what was published. Readers are told of an
// edit: nothing of it is another verdict.
import { currentId, inCurrentIds } from '../../data/current-ids.ts';
import type { ChangedWords } from '../../data/desk.ts';
import type { FieldError } from '../../data/field-error.ts';
import type { Pledge } from '../../data/pledge.ts';
import { type Scheme, type SchemeVerdict, type Tracker, trackerSchema } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { fieldError, fieldErrors, unknownId } from '../field-error.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { canonical } from './chain.ts';
import { enqueueTracker } from './enqueue.ts';
import { publishedDocument, rowOf } from './pledges.ts';
import type { StoredReady } from './ready.ts';
import { renamedNote } from './renamed-note.ts';
import { contentOf, documentFor, revise } from './revise.ts';
import { keepScheme } from './tracker-acts.ts';
import { findTracker, schemesOf } from './trackers.ts';
import { type Merging, type Renaming, renamed, withoutFormerIds } from './word-changes.ts';

/** `note`: what readers are told of a renaming, where the usual words do not do. */
export type WordChanges = {
  rename: Renaming[];
  merge: Merging[];
  relabel: { of: 'verdict'; id: string; note: string }[];
  note?: string | undefined;
};

/** So many of the pledges that change are named; all are counted. */
const MOST_NAMED = 1000;

/** Gives things of a tracker other ids, and verdicts that were published the words of now; with `dryRun`, only says what would be. */
export function changeWords(
  act: Act,
  id: string,
  version: number,
  changes: WordChanges,
  dryRun: boolean,
): Result<ChangedWords, 'invalid' | 'stale' | 'unchanged' | 'unknown-tracker'> {
  const { sql, at } = act;
  const found = findTracker(sql, id);
  if (!found) return refused({ reason: 'unknown-tracker' });
  if (found.version !== version) return refused({ reason: 'stale', version: found.version });
  const { tracker: named, errors } = renamed(found.tracker, changes);
  const faults = [...errors, ...relabelFaults(sql, named, changes)];
  if (faults.length > 0) return refused({ reason: 'invalid', errors: faults });
  // Nobody outside knows the names of a private tracker: they are free again.
  const tracker = isPrivate(found.tracker) ? withoutFormerIds(named) : named;
  const valid = trackerSchema.safeParse(tracker);
  if (!valid.success) return refused({ reason: 'invalid', errors: fieldErrors(valid.error, '/tracker') });
  const published = publishedUnder(sql, found.tracker, named, changes);
  const works = worksUnder(sql, named, 'pledge');
  const isRenamed = canonical(tracker) !== canonical(found.tracker);
  if (!isRenamed && published.length === 0)
    return refused({ reason: 'unchanged', detail: 'Every published pledge says it in these words already.' });
  const answer: ChangedWords = {
    version: dryRun || !isRenamed ? version : version + 1,
    tracker,
    published: published.length,
    drafts: works.length,
    pledges: published.slice(0, MOST_NAMED).map(({ slug, title }) => ({ slug, title })),
  };
  if (dryRun) return done({ dryRun, ...answer });
  if (isRenamed) {
    sql.exec(
      'UPDATE tracker SET version = version + 1, document = ?, updated_at = ? WHERE id = ?',
      canonical(tracker),
      at,
      id,
    );
    keepScheme(act, tracker);
  }
  for (const { pledge, note } of published) reviseWords(act, tracker, pledge, note);
  for (const { id, draft, ready } of works)
    sql.exec(
      'UPDATE pledge SET draft = ?, ready = ?, version = version + 1, changed_version = version + 1 WHERE id = ?',
      draft,
      ready,
      id,
    );
  for (const { id, draft, ready } of worksUnder(sql, named, 'trash'))
    sql.exec('UPDATE trash SET draft = ?, ready = ? WHERE id = ?', draft, ready, id);
  const detail = { ...changes, published: published.length, drafts: works.length };
  audit(act, { act: 'change words', tracker: id, detail });
  enqueueTracker(act, id, found.tracker);
  return done(answer);
}

type Worded = { pledge: number; slug: string; title: string; note: string };

// What readers see of a verdict under other words: its date, its look and its schedule stay as they are.
function reviseWords(act: Act, tracker: Tracker, pledge: number, note: string): void {
  const row = rowOf(act.sql, pledge);
  const before = publishedDocument(act.sql, row);
  if (!before) return;
  const content = inCurrentIds(tracker, contentOf(before));
  const same = { ...before, verdict: { ...before.verdict, id: content.verdict.id } };
  const next = documentFor(act, tracker, content, same);
  revise(act, row, next, { act: 'change words', kind: 'edit', note, isOnlyWords: true });
}

function publishedUnder(
  sql: SqlStorage,
  before: Tracker,
  tracker: Tracker,
  { relabel, note = renamedNote(tracker.language) }: WordChanges,
): Worded[] {
  const schemes = schemesOf(sql, tracker.id);
  const notes = new Map(relabel.map(({ id, note }) => [id, note]));
  const isRenamed = canonical(before) !== canonical(tracker);
  const found: Worded[] = [];
  for (const { pledge, slug, document } of published(sql, tracker)) {
    const { title, verdict } = document;
    const content = contentOf(document);
    const renames = isRenamed && canonical(inCurrentIds(tracker, content)) !== canonical(content);
    const words = notes.get(currentId(tracker.scheme.verdicts, verdict.id));
    const relabels = words !== undefined && !isWorded(schemes, tracker, verdict);
    if (renames || relabels) found.push({ pledge, slug, title, note: relabels ? words : note });
  }
  return found;
}

type Published = { pledge: number; slug: string; document: Pledge };

// One after the other: the documents of a large tracker at once would not fit an object's memory.
function* published(sql: SqlStorage, { id }: Tracker): Generator<Published> {
  const rows = sql.exec<{ pledge: number; slug: string; document: string }>(
    `SELECT pledge.id AS pledge, pledge.slug AS slug, document
     FROM pledge JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision
     WHERE pledge.tracker = ? AND pledge.status = 'published' AND document IS NOT NULL ORDER BY pledge.slug`,
    id,
  );
  for (const row of rows) yield { ...row, document: JSON.parse(row.document) };
}

// Whether a verdict that was given under an older version of the scheme says what it would say now.
function isWorded(
  schemes: Map<number, Scheme>,
  { scheme }: Tracker,
  { id, scheme: version }: Pledge['verdict'],
): boolean {
  const then = schemes.get(version)?.verdicts.find((verdict) => verdict.id === id);
  const now = scheme.verdicts.find((verdict) => verdict.id === currentId(scheme.verdicts, id));
  const words = (of: typeof then) =>
    canonical([of?.label, of?.short ?? null, of?.definition].map((text) => text ?? null));
  return words(then) === words(now);
}

// Another outcome is another verdict, which nobody gives to a hundred pledges by the way.
function relabelFaults(sql: SqlStorage, tracker: Tracker, { relabel }: WordChanges): FieldError[] {
  const schemes = schemesOf(sql, tracker.id);
  const { verdicts } = tracker.scheme;
  return relabel.flatMap(({ id }, index) => {
    const now = verdicts.find((verdict) => verdict.id === id);
    const ids = verdicts.map((verdict) => verdict.id);
    if (!now) return [unknownId(`/relabel/${index}/id`, 'a verdict', id, ids)];
    const other = ofOtherOutcome(sql, tracker, schemes, now);
    return other
      ? [
          fieldError(
            `/relabel/${index}/id`,
            `was "${id}" with another outcome when "${other}" was published: that is another verdict, to be given by itself`,
          ),
        ]
      : [];
  });
}

// The first pledge that was published with this verdict when it counted as something else.
function ofOtherOutcome(
  sql: SqlStorage,
  tracker: Tracker,
  schemes: Map<number, Scheme>,
  { id, outcome }: SchemeVerdict,
): string | null {
  for (const { slug, document } of published(sql, tracker)) {
    const { verdict } = document;
    const then = schemes.get(verdict.scheme)?.verdicts.find((each) => each.id === verdict.id);
    if (currentId(tracker.scheme.verdicts, verdict.id) === id && then && then.outcome !== outcome)
      return slug;
  }
  return null;
}

type Works = { id: number; draft: string | null; ready: string | null };

// What is in the works and names something that goes by another id now: as a draft, as ready, or both.
function worksUnder(sql: SqlStorage, tracker: Tracker, table: 'pledge' | 'trash'): Works[] {
  const rows = sql.exec<Works>(
    `SELECT id, draft, ready FROM ${table} WHERE tracker = ? AND (draft IS NOT NULL OR ready IS NOT NULL)`,
    tracker.id,
  );
  return [...rows].flatMap((row) => {
    const now = { ...row, draft: renamedDraft(tracker, row.draft), ready: renamedReady(tracker, row.ready) };
    return now.draft === row.draft && now.ready === row.ready ? [] : [now];
  });
}

function renamedDraft(tracker: Tracker, before: string | null): string | null {
  if (before === null) return null;
  const draft = JSON.parse(before);
  const now = canonical(inCurrentIds(tracker, draft));
  return now === canonical(draft) ? before : now;
}

function renamedReady(tracker: Tracker, before: string | null): string | null {
  if (before === null) return null;
  const ready: StoredReady = JSON.parse(before);
  const now = canonical({ ...ready, content: inCurrentIds(tracker, ready.content) });
  return now === canonical(ready) ? before : now;
}
