// The import of a sheet as somebody keeps it. All rows or none, as any import; but it says of each row what would become of it,
// what is not whole becomes a draft, and what readers were not told can be undone for as long as nobody has touched it.
import type { FieldError } from '../../data/field-error.ts';
import type { MappedImport } from '../../data/import-mapping.ts';
import type { ImportedRow, ImportRun, MappedReport } from '../../data/import-report.ts';
import { mayEnter } from '../../data/roles.ts';
import { type Tracker, trackerSchema } from '../../data/tracker.ts';
import { isPrivate } from '../../data/visibility.ts';
import { sha256 } from '../digest.ts';
import { faultList } from '../fault-list.ts';
import { fieldErrors } from '../field-error.ts';
import { mapRows } from '../interchange/mapping/map-rows.ts';
import type { Made } from '../interchange/mapping/words.ts';
import { done, type Result, refused } from '../result.ts';
import { type Act, audit } from './act.ts';
import { enqueueTracker } from './enqueue.ts';
import type { Import } from './import.ts';
import { changesBetween } from './import-changes.ts';
import { type PlannedRow, planRows } from './import-mapped-plan.ts';
import { writeRows } from './import-mapped-write.ts';
import { keepMapping } from './import-mappings.ts';
import { changeTracker } from './tracker-acts.ts';
import { findTracker } from './trackers.ts';
import { beginUndo, earlierAnswer, stepsOf } from './undo-steps.ts';
import { brokenGlass, isSecondPerson } from './work.ts';

/** For how many rows the faults, and the changes, are listed; all of them are counted. */
const MOST_FAULTY = 2000;
const MOST_CHANGES_LISTED = 20_000;

/** Imports rows by their mapping; with `dryRun`, says of each what would become of it. A run that arrives twice is done once. */
export function importMapped(
  act: Act,
  trackerId: string,
  sent: MappedImport,
  how: Import,
): Result<MappedReport, 'invalid' | 'second-person' | 'stale' | 'taken' | 'unknown-tracker'> {
  const found = findTracker(act.sql, trackerId);
  if (!found) return refused({ reason: 'unknown-tracker' });
  const id = sent.id ?? crypto.randomUUID();
  const request = sha256(JSON.stringify({ trackerId, ...sent }));
  const known = how.dryRun ? null : earlierAnswer<MappedReport>(act, id, request);
  if (known) return known;
  const mapped = mapRows(found.tracker, sent);
  if (Array.isArray(mapped))
    return refused({ reason: 'invalid', errors: mapped, total: mapped.length, groups: [] });
  const tracker = withMade(found.tracker, mapped.made);
  const wrong = trackerSchema.safeParse(tracker).error;
  if (wrong)
    return refused({
      reason: 'invalid',
      errors: fieldErrors(wrong).map((error) => ({ ...error, pointer: '/mapping/words' })),
    });
  const planned = planRows(act, tracker, mapped);
  if (sent.seen && !how.dryRun) refuseMoved(planned, sent.seen, mapped.place);
  const faults = faultList({ byWord: true });
  const lacking = faultList({ byWord: true });
  for (const row of planned) {
    faults.add(row.faults);
    lacking.add(row.lacks);
  }
  const report: MappedReport = {
    dryRun: how.dryRun,
    id: how.dryRun ? null : id,
    ...counted(planned),
    empty: mapped.empty,
    made: mapped.made,
    left: mapped.left,
    total: faults.total,
    groups: faults.counted().groups,
    lacking: lacking.counted().groups,
  };
  if (how.dryRun) return done({ ...report, rows: rowsOf(act, tracker, planned) });
  if (faults.total > 0) return refused({ reason: 'invalid', ...faults.counted() });
  const toWrite = planned.filter(({ action }) => action !== 'unchanged');
  const publishes = toWrite.some(({ kind, onlyNames }) => kind === 'published' && !onlyNames);
  if (publishes && !isSecondPerson(act, tracker, [act.editor.name], how.breakGlass))
    return refused({ reason: 'second-person' });
  if (mapped.made.length > 0) {
    const changed = changeTracker(act, found.version, tracker, false);
    if (!changed.ok) return changed;
  }
  beginUndo(act, { id }, 'import', trackerId, request);
  writeRows(act, tracker, toWrite, { id, breakGlass: how.breakGlass });
  keepMapping(act, trackerId, sent);
  act.sql.exec('UPDATE undo SET answer = ? WHERE id = ?', JSON.stringify(report), id);
  if (toWrite.length > 0) {
    const { created, changed, unchanged, drafts } = report;
    const detail = { id, created, changed, unchanged, drafts, ...brokenGlass(how.breakGlass) };
    audit(act, { act: 'import', tracker: trackerId, detail });
    enqueueTracker(act, trackerId);
  }
  return done(report);
}

function withMade(tracker: Tracker, made: readonly Made[]): Tracker {
  const things = (field: string) =>
    made
      .filter((each) => each.field === field)
      .map(({ id, label }) => ({ id, label: { [tracker.language]: label } }));
  const categories = [...tracker.categories, ...things('categories')];
  const facets = tracker.facets?.map((facet) => ({
    ...facet,
    values: [...facet.values, ...things(`facet_${facet.id}`)],
  }));
  return made.length === 0 ? tracker : { ...tracker, categories, ...(facets ? { facets } : {}) };
}

/** By which a run sees that a row has moved: where it went, and the version of what was there. */
function seenOf({ slug, pledge }: PlannedRow): string {
  return `${slug}@${pledge?.version ?? 0}`;
}

function refuseMoved(
  planned: PlannedRow[],
  seen: readonly string[],
  place: (row: number, field: string, fault: string) => FieldError,
): void {
  for (const each of planned) {
    if (seen[each.row] === seenOf(each)) continue;
    each.faults.push(
      place(
        each.row,
        'key',
        'has moved since it was tried: somebody has worked on its pledge, or taken its address. Try it again',
      ),
    );
    each.action = 'refused';
  }
}

function counted(planned: readonly PlannedRow[]) {
  const count = (holds: (row: PlannedRow) => boolean) => planned.filter(holds).length;
  const isWritten = ({ action }: PlannedRow) => action === 'created' || action === 'changed';
  return {
    created: count(({ action }) => action === 'created'),
    changed: count(({ action }) => action === 'changed'),
    unchanged: count(({ action }) => action === 'unchanged'),
    refused: count(({ action }) => action === 'refused'),
    drafts: count((row) => isWritten(row) && row.kind === 'draft'),
  };
}

function rowsOf(act: Act, tracker: Tracker, planned: readonly PlannedRow[]): ImportedRow[] {
  let faulty = 0;
  let changesListed = 0;
  const twins = titlesIn(act.sql, tracker.id);
  return planned.map((each) => {
    const { row, action, kind, slug, title, before, lacks, faults, key, pledge } = each;
    if (faults.length > 0) faulty += 1;
    const isTold = faults.length > 0 && faulty <= MOST_FAULTY;
    const changes =
      action === 'changed' && changesListed < MOST_CHANGES_LISTED ? changesOf(each, before) : [];
    changesListed += changes.length;
    const twin = action === 'created' && key === null && title !== null ? twins.get(title) : undefined;
    return {
      row,
      action,
      state: kind === 'published' && isPrivate(tracker) ? 'ready' : kind,
      slug,
      title,
      key: key ?? pledge?.key ?? null,
      seen: seenOf(each),
      ...(changes.length > 0 ? { changes } : {}),
      ...(lacks.length > 0 ? { lacks: [...new Set(lacks.map(({ field = '' }) => field))] } : {}),
      ...(isTold ? { faults } : {}),
      ...(twin === undefined ? {} : { twin }),
    };
  });
}

function changesOf(
  { document, key, aliases, pledge }: PlannedRow,
  before: unknown,
): NonNullable<ImportedRow['changes']> {
  const {
    slug: _,
    aliases: _a,
    createdAt: _c,
    updatedAt: _u,
    checkedAt: _k,
    ...content
  } = document as Record<string, unknown>;
  return [
    ...changesBetween(before, content),
    ...(key === null ? [] : [{ field: 'key', from: pledge?.key ?? null, to: key }]),
    ...(aliases.length === 0 ? [] : [{ field: 'aliases', from: null, to: aliases.join(' ') }]),
  ];
}

function titlesIn(sql: SqlStorage, tracker: string): Map<string, string> {
  const rows = sql.exec<{ title: string | null; slug: string }>(
    `SELECT coalesce(json_extract(draft, '$.title'), json_extract(ready, '$.content.title'), json_extract(document, '$.title')) AS title, pledge.slug AS slug
     FROM pledge LEFT JOIN revision ON revision.pledge = pledge.id AND revision.number = pledge.revision WHERE pledge.tracker = ?`,
    tracker,
  );
  return new Map([...rows].flatMap(({ title, slug }) => (title === null ? [] : [[title, slug]])));
}

/** A run of an import that was done, under its id: what it made of each row that it changed. */
export function importRun(act: Act, id: string): Result<ImportRun, 'unknown-import'> {
  const [run] = act.sql.exec<{
    at: string;
    editor: string;
    tracker: string;
    undone_at: string | null;
    answer: string | null;
  }>("SELECT at, editor, tracker, undone_at, answer FROM undo WHERE id = ? AND act = 'import'", id);
  if (!run || !mayEnter(act.editor, run.tracker)) return refused({ reason: 'unknown-import' });
  const {
    created,
    changed,
    unchanged,
    refused: refusedRows,
    drafts,
    made,
  }: MappedReport = JSON.parse(run.answer ?? '{}');
  const rows = stepsOf(act.sql, id).flatMap(({ slug, before: { row, action, state } }) =>
    // Of what was redacted since, nothing is kept.
    typeof row === 'number' ? [{ row, action, state, slug } as ImportRun['rows'][number]] : [],
  );
  const { at, editor: by, tracker, undone_at: undoneAt } = run;
  return done({
    id,
    tracker,
    at,
    by,
    undoneAt,
    created,
    changed,
    unchanged,
    refused: refusedRows,
    drafts,
    made,
    rows,
  });
}
