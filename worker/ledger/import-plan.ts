// What an import would do, row by row, and everything that is wrong with it.
import { formerIds, inCurrentIds } from '../../data/current-ids.ts';
import { shown } from '../../data/explain.ts';
import type { FieldError } from '../../data/field-error.ts';
import { type ImportRow, importableSchema, pledgeDraftRowSchema } from '../../data/import-row.ts';
import type { PledgeDraft } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { sha256 } from '../digest.ts';
import { faultList } from '../fault-list.ts';
import { fieldError, fieldErrors, unknownId } from '../field-error.ts';
import type { Act } from './act.ts';
import { canonical } from './chain.ts';
import { exportedRows, withoutNothing } from './export.ts';
import { type Lookup, lookupIn } from './import-lookup.ts';
import { isFree } from './names.ts';
import { type PledgeRow, publishedDocument } from './pledges.ts';
import { readyOf } from './ready.ts';
import { contentOf } from './revise.ts';

/** `key`: a sheet's own number for the row, where the pledge has it not yet. */
type Row = {
  index: number;
  hash: string;
  pledge: PledgeRow | undefined;
  isNew: boolean;
  key?: string | null;
};
export type PlannedPledge = Row & { kind: 'published'; row: Omit<ImportRow, 'state' | 'revision' | 'key'> };
export type PlannedDraft = Row & { kind: 'draft'; row: { slug: string }; draft: PledgeDraft };
export type Planned = PlannedPledge | PlannedDraft;

type Plan = {
  sql: SqlStorage;
  tracker: Tracker;
  find: Lookup;
  /** Every name that a row gives a pledge, with the slug of that pledge. */
  names: Map<string, string>;
  drafts: Set<string>;
  /** The slug of each key. A row of what is published may stand beside one of its draft. */
  keys: Map<string, string>;
  planned: Planned[];
  faults: ReturnType<typeof faultList>;
};

/** Plans an import of rows as they were sent. With any error, nothing of it may be done. */
export function plan({ sql, at }: Act, tracker: Tracker, rows: unknown[]): Pick<Plan, 'planned' | 'faults'> {
  const made: Plan = {
    sql,
    tracker,
    find: lookupIn(sql, tracker.id),
    names: new Map(),
    drafts: new Set(),
    keys: new Map(),
    planned: [],
    faults: faultList(),
  };
  const schema = importableSchema(tracker, at);
  const hasFormerIds = formerIds(tracker) !== null || tracker.documents.some(({ formerIds }) => formerIds);
  for (const [index, row] of rows.entries()) {
    if (made.faults.isFull) break;
    const sent = hasFormerIds ? renamed(tracker, row) : row;
    const base = `/pledges/${index}`;
    if (isDraftRow(sent)) {
      const parsed = pledgeDraftRowSchema.safeParse(sent);
      if (parsed.success) planDraft(made, index, parsed.data);
      else note(made, fieldErrors(parsed.error, base));
    } else {
      const parsed = schema.safeParse(sent);
      if (parsed.success) planPublished(made, index, parsed.data);
      else note(made, fieldErrors(parsed.error, base));
    }
  }
  for (const each of made.planned) if (each.kind === 'published') note(made, relationFaults(made, each));
  return made;
}

// An old sheet names verdicts, categories and values as they were called when it was made.
function renamed(tracker: Tracker, sent: unknown): unknown {
  if (typeof sent !== 'object' || sent === null) return sent;
  try {
    return inCurrentIds(tracker, sent as PledgeDraft);
  } catch {
    return sent; // TypeError: it has not the form of a row, which its schema says by field
  }
}

function planPublished(made: Plan, index: number, { state: _, revision, key, ...row }: ImportRow): void {
  const { sql, tracker, names } = made;
  const base = `/pledges/${index}`;
  const pledge = pledgeOf(made, index, row.slug, key);
  const hash = hashOf(row);
  const seen = revision ?? null;
  // A row that was imported before says nothing new, unless it names what was made of it since.
  const isSilent = pledge?.ready ? seen === null : seen !== pledge?.revision;
  const isKnown = pledge !== undefined && isSilent && pledge.imported_hash === hash;
  const isNew = !isKnown && !(pledge && stands(sql, pledge, row));
  // Whatever has the slug of a row without a key is its pledge.
  const isFound = (at: number) => at === 0 && typeof key !== 'string';
  for (const [at, name] of [row.slug, ...row.aliases].entries()) {
    const pointer = at === 0 ? `${base}/slug` : `${base}/aliases/${at - 1}`;
    if (names.has(name))
      note(made, [
        fieldError(
          pointer,
          { code: 'twice', of: 'a pledge', found: shown(name) },
          `is a name of another row too; found: ${shown(name)}`,
        ),
      ]);
    else if (!isFound(at) && !isFree(sql, { id: pledge?.id ?? null, tracker: tracker.id }, name))
      note(made, [fieldError(pointer, `leads to another pledge already; found: ${shown(name)}`)]);
    names.set(name, row.slug);
  }
  if (pledge && isNew) note(made, changeFaults(sql, pledge, row, seen, base));
  made.planned.push({ kind: 'published', index, hash, pledge, isNew, row, key: newKey(pledge, key) });
}

function planDraft(
  made: Plan,
  index: number,
  { state: _, revision: __, slug, key, ...draft }: ReturnType<typeof pledgeDraftRowSchema.parse>,
): void {
  const { sql, names, drafts } = made;
  const pointer = `/pledges/${index}/slug`;
  const pledge = pledgeOf(made, index, slug, key);
  const hash = hashOf({ slug, ...draft });
  const isNew = !(pledge && hasWords(sql, pledge, { slug, ...draft }));
  if (drafts.has(slug))
    note(made, [fieldError(pointer, `has a draft in another row too; found: ${shown(slug)}`)]);
  if ((names.get(slug) ?? slug) !== slug)
    note(made, [fieldError(pointer, `is an alias of another row; found: ${shown(slug)}`)]);
  drafts.add(slug);
  if (!names.has(slug)) names.set(slug, slug);
  if (pledge && isNew) {
    if (pledge.slug !== slug) note(made, [{ pointer, detail: `is now named "${pledge.slug}"` }]);
    if (pledge.status === 'merged') note(made, [{ pointer, detail: 'was merged into another pledge' }]);
    else if (pledge.draft !== null) note(made, [{ pointer, detail: 'has another draft at the desk' }]);
  }
  made.planned.push({
    kind: 'draft',
    index,
    hash,
    pledge,
    isNew,
    row: { slug },
    draft,
    key: newKey(pledge, key),
  });
}

// By its key before its slug: a key is the sheet's own.
function pledgeOf(
  made: Plan,
  index: number,
  slug: string,
  key: string | null | undefined,
): PledgeRow | undefined {
  const { find, keys } = made;
  const bySlug = find.bySlug(slug);
  if (typeof key !== 'string') return bySlug;
  const pointer = `/pledges/${index}/key`;
  const byKey = find.byKey(key);
  if ((keys.get(key) ?? slug) !== slug)
    note(made, [fieldError(pointer, { code: 'twice', of: 'a row', found: shown(key) })]);
  keys.set(key, slug);
  if (byKey && byKey.id !== bySlug?.id)
    note(made, [fieldError(pointer, `is that of "${byKey.slug}" already; found: ${shown(key)}`)]);
  else if (bySlug?.key && bySlug.key !== key)
    note(made, [
      fieldError(pointer, `differs from the pledge's own key, ${shown(bySlug.key)}; found: ${shown(key)}`),
    ]);
  return byKey ?? bySlug;
}

function newKey(pledge: PledgeRow | undefined, key: string | null | undefined): string | null {
  return typeof key === 'string' && pledge?.key !== key ? key : null;
}

function changeFaults(
  sql: SqlStorage,
  pledge: PledgeRow,
  row: PlannedPledge['row'],
  seen: number | null,
  base: string,
): FieldError[] {
  const before = publishedDocument(sql, pledge);
  const errors: FieldError[] = [];
  if (pledge.slug !== row.slug)
    errors.push({ pointer: `${base}/slug`, detail: `is now named "${pledge.slug}"` });
  if (hasMovedOn(sql, pledge, seen))
    errors.push({
      pointer: base,
      detail: 'was changed at the desk since; export it again and change that row',
    });
  const { id, publishedAt } = row.verdict;
  if (
    before &&
    before.verdict.id !== id &&
    publishedAt !== null &&
    before.verdict.publishedAt === publishedAt
  )
    errors.push({
      pointer: `${base}/verdict/publishedAt`,
      detail: 'is still the date of the verdict before',
    });
  return errors;
}

// A row that names a revision must name the newest; otherwise nobody may have worked on the pledge since its import.
function hasMovedOn(sql: SqlStorage, pledge: PledgeRow, seen: number | null): boolean {
  const ready = readyOf(pledge);
  if (ready) return pledge.work !== null || !ready.isImport || seen !== null;
  if (pledge.work !== null || pledge.revision === null || pledge.status !== 'published') return true;
  if (seen !== null) return seen !== pledge.revision;
  const { kind, isOpening } = sql
    .exec<{ kind: string; isOpening: number | null }>(
      `SELECT kind, number = 1 AND at = (SELECT opened_at FROM tracker WHERE id = revision.tracker) AS isOpening
       FROM revision WHERE pledge = ? AND number = ?`,
      pledge.id,
      pledge.revision,
    )
    .one();
  return kind !== 'import' && !(isOpening === 1 && isAsImported(sql, pledge));
}

// An imported verdict without a date of its own is dated with the opening of its tracker; its words are the sheet's all the same.
function isAsImported(sql: SqlStorage, pledge: PledgeRow): boolean {
  const document = publishedDocument(sql, pledge);
  if (!document) return false;
  const { slug, aliases, createdAt } = document;
  const content = contentOf(document);
  const verdict = { ...content.verdict, publishedAt: null };
  return hashOf({ ...content, slug, aliases, createdAt, updatedAt: null, verdict }) === pledge.imported_hash;
}

function relationFaults({ find, names }: Plan, { index, row }: PlannedPledge): FieldError[] {
  return row.related.flatMap(({ pledge }, at) =>
    names.has(pledge) || find.bySlug(pledge)
      ? []
      : unknownId(`/pledges/${index}/related/${at}/pledge`, 'a pledge', pledge),
  );
}

// Whether readers see just this already, whoever wrote it. A row that is silent about a date takes none away.
function stands(sql: SqlStorage, pledge: PledgeRow, sent: PlannedPledge['row']): boolean {
  return exportedRows(sql, pledge).some((row) => {
    if (row.state !== 'published') return false;
    const { state: _, revision: __, key: ___, ...shown } = row;
    const publishedAt = sent.verdict.publishedAt ?? shown.verdict.publishedAt;
    const { createdAt, updatedAt } = shown;
    const said = {
      ...sent,
      verdict: { ...sent.verdict, publishedAt },
      createdAt: sent.createdAt ?? createdAt,
      updatedAt: sent.updatedAt ?? updatedAt,
    };
    return hashOf(shown) === hashOf(said);
  });
}

// Whether the desk has these words already, as its draft or as what readers see.
function hasWords(sql: SqlStorage, pledge: PledgeRow, sent: PledgeDraft & { slug: string }): boolean {
  const published = pledge.status === 'published' ? publishedDocument(sql, pledge) : null;
  const drafts = pledge.draft === null || pledge.status === 'merged' ? [] : [JSON.parse(pledge.draft)];
  const known: PledgeDraft[] = published ? [...drafts, contentOf(published)] : drafts;
  return known.some((words) => hashOf({ slug: pledge.slug, ...words }) === hashOf(sent));
}

// When somebody last looked is no part of what a row says, nor is a relation to nothing yet.
function hashOf(row: Record<string, unknown> & Pick<PledgeDraft, 'related'>): string {
  const related = row.related?.flatMap(({ pledge, relation = 'related' }) =>
    pledge === undefined ? [] : [{ pledge, relation }],
  );
  return sha256(canonical(withoutNothing({ ...row, related, checkedAt: null })));
}

function isDraftRow(sent: unknown): boolean {
  return typeof sent === 'object' && sent !== null && 'state' in sent && sent.state === 'draft';
}

function note({ faults }: Plan, found: FieldError[]): void {
  faults.add(found);
}
