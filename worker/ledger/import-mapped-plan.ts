// What an import with a mapping would do, row by row: which pledge a row is, what it would say, and why not.
import { dayAt } from '../../data/calendar.ts';
import { inCurrentIds } from '../../data/current-ids.ts';
import type { FieldError } from '../../data/field-error.ts';
import { type ImportRow, importableSchema } from '../../data/import-row.ts';
import { type PledgeContent, type PledgeDraft, pledgeDraftSchema } from '../../data/pledge.ts';
import type { Tracker } from '../../data/tracker.ts';
import { sha256 } from '../digest.ts';
import { fieldErrors } from '../field-error.ts';
import { columnOf } from '../interchange/columns.ts';
import type { MappedRow, MappedRows } from '../interchange/mapping/map-rows.ts';
import { type Content, merged } from '../interchange/mapping/merge-row.ts';
import type { Act } from './act.ts';
import { canonical } from './chain.ts';
import { withoutNothing } from './export.ts';
import { lookupIn, namesIn } from './import-lookup.ts';
import {
  type Identified,
  identify,
  link,
  type Names,
  newAliases,
  type Planning,
} from './import-mapped-names.ts';
import { aliasesOf, type PledgeRow, publishedDocument } from './pledges.ts';
import { readyOf } from './ready.ts';
import { contentOf } from './revise.ts';

/** What a row comes to. `before` is what the pledge says now, in the same form. */
export type PlannedRow = {
  row: number;
  slug: string;
  key: string | null;
  pledge: PledgeRow | undefined;
  action: 'created' | 'changed' | 'unchanged' | 'refused';
  before: Content | null;
  /** Those that it has not yet; `key` likewise. */
  aliases: string[];
  /** Whether the desk says the same already, so that at most its names are new. */
  onlyNames: boolean;
  hash: string;
  lacks: FieldError[];
  faults: FieldError[];
  title: string | null;
} & (
  | { kind: 'published'; document: Omit<ImportRow, 'state' | 'revision' | 'key'> }
  | { kind: 'draft'; document: PledgeDraft }
);

/** Plans every row. What lacks something that a publication needs, and is right otherwise, becomes a draft. */
export function planRows(act: Act, tracker: Tracker, { rows, place }: MappedRows): PlannedRow[] {
  const names: Names = {
    keys: new Map(),
    slugs: new Map(),
    pledges: new Map(),
    taken: namesIn(act.sql, tracker.id),
  };
  const find = lookupIn(act.sql, tracker.id);
  const by = { act, tracker, names, find, schema: importableSchema(tracker, act.at), place };
  // A name that a sheet gives is its row's, however late that comes.
  for (const { slug } of rows) if (slug !== null) names.taken.add(slug);
  const identified = rows.map((row) => identify(by, row));
  const others = {
    bySlug: new Set(identified.map(({ slug }) => slug)),
    byKey: new Map(identified.map(({ mapped, slug }) => [mapped.key, slug])),
  };
  return identified.map((each) => planRow(by, link(by, each, others)));
}

function planRow(by: Planning, { mapped, pledge, slug, faults }: Identified): PlannedRow {
  const { act, tracker, place } = by;
  const { row, key } = mapped;
  const fault = (field: string, found: Parameters<typeof place>[2]) => faults.push(place(row, field, found));
  const bases = pledge ? basesOf(act.sql, pledge) : [];
  const current = bases.map((each) => ({ ...each, content: inCurrentIds(tracker, each.content) }));
  const known = current.find(({ content, isDraft }) => {
    const said = merged(content, mapped.content);
    return hashOf(isDraft ? inDraft(tracker, mapped, said) : said) === hashOf(content);
  })?.content;
  const base = known ?? current[0]?.content ?? null;
  const content = merged(base, mapped.content);
  const had = pledge ? aliasesOf(act.sql, pledge.id) : [];
  const aliases = newAliases(by, { mapped, pledge, slug, faults }, had);
  const isNewKey = key !== null && pledge?.key !== key;
  const plan = {
    row,
    slug,
    key: isNewKey ? key : null,
    pledge,
    before: base,
    aliases,
    onlyNames: known !== undefined,
    hash: '',
    lacks: [] as FieldError[],
    faults,
    title: content.title ?? null,
  };
  if (known && aliases.length === 0 && !isNewKey && faults.length === 0)
    return { ...plan, action: 'unchanged', ...asItStands(pledge, content) };
  if (pledge) mayChange(by, pledge, known !== undefined, fault);
  const made = documentOf(by, mapped, { content, slug, aliases: [...had, ...aliases], pledge });
  faults.push(...made.faults);
  const { kind, document, lacks } = made;
  const action = faults.length > 0 ? 'refused' : pledge ? 'changed' : 'created';
  const judged = { ...plan, action, lacks, hash: hashOf(document) } as const;
  // What is there stays as it is, a draft too that would be whole.
  if (known)
    return {
      ...judged,
      ...asItStands(pledge, content),
      ...(kind === 'published' && pledge?.draft === null ? { kind, document } : {}),
    } as PlannedRow;
  return { ...judged, kind, document } as PlannedRow;
}

function asItStands(pledge: PledgeRow | undefined, document: Content) {
  const kind = pledge?.draft === null ? 'published' : 'draft';
  return { kind, document } as { kind: 'draft'; document: PledgeDraft };
}

// What the desk says of a pledge now: what is being written before what is ready, and that before what readers see.
function basesOf(sql: SqlStorage, pledge: PledgeRow): { content: Content; isDraft: boolean }[] {
  const draft =
    pledge.draft === null ? [] : [{ content: JSON.parse(pledge.draft) as Content, isDraft: true }];
  const dated = datedOf(sql, pledge);
  if (!dated) return draft;
  const verdict = { ...dated.content.verdict, publishedAt: dated.publishedAt };
  return [...draft, { content: { ...dated.content, verdict }, isDraft: false }];
}

/** What is ready, or what readers see, with the date of its verdict. */
type Dated = { content: PledgeContent; publishedAt: string | null; createdAt: string | null };

function datedOf(sql: SqlStorage, pledge: PledgeRow): Dated | null {
  const ready = readyOf(pledge);
  if (ready)
    return {
      content: ready.content,
      publishedAt: ready.imported?.publishedAt ?? null,
      createdAt: ready.imported?.createdAt ?? null,
    };
  const published = pledge.status === 'published' ? publishedDocument(sql, pledge) : null;
  if (!published) return null;
  return {
    content: contentOf(published),
    publishedAt: published.verdict.publishedAt,
    createdAt: published.createdAt,
  };
}

// Nobody's work is overwritten that whoever imports has not seen.
function mayChange(
  { act }: Planning,
  pledge: PledgeRow,
  onlyNames: boolean,
  fault: (field: string, found: string) => unknown,
): void {
  const why = unchangeable(act.sql, pledge, onlyNames);
  if (why !== null) fault('key', `is that of "${pledge.slug}", ${why}`);
}

function unchangeable(sql: SqlStorage, pledge: PledgeRow, onlyNames: boolean): string | null {
  const { status, work, revision, draft, imported_hash } = pledge;
  if (status === 'merged') return 'which was merged into another pledge';
  if (status === 'retracted') return 'which was withdrawn';
  if (onlyNames) return null;
  const ready = readyOf(pledge);
  if (work !== null) {
    const isAsImported = imported_hash === hashOf(JSON.parse(draft ?? 'null'));
    const isUntouched = work === 'draft' && revision === null && ready === null && isAsImported;
    return isUntouched ? null : 'whose draft somebody has worked on since it was imported';
  }
  const isImport = ready ? ready.isImport : kindOf(sql, pledge) === 'import';
  return isImport ? null : 'which was changed at the desk since it was imported';
}

function kindOf(sql: SqlStorage, { id, revision }: PledgeRow): string {
  return sql
    .exec<{ kind: string }>('SELECT kind FROM revision WHERE pledge = ? AND number = ?', id, revision)
    .one().kind;
}

type Wanted = { content: Content; slug: string; aliases: string[]; pledge: PledgeRow | undefined };
type MadeDocument = (
  | { kind: 'published'; document: Omit<ImportRow, 'state' | 'revision' | 'key'> }
  | { kind: 'draft'; document: PledgeDraft }
) & {
  lacks: FieldError[];
  faults: FieldError[];
};

function documentOf(by: Planning, mapped: MappedRow, wanted: Wanted): MadeDocument {
  const { act, schema, tracker, place } = by;
  const inPlace = (errors: FieldError[]) => errors.map((error) => placed(mapped.row, error, place));
  if (mapped.isDraft) return { ...asDraft(by, mapped, wanted.content, inPlace), lacks: [] };
  const before = wanted.pledge && datedOf(act.sql, wanted.pledge);
  const { promise, verdict, evidence = [], related = [], responses = [], ...rest } = wanted.content;
  const isSameVerdict = before?.content.verdict.id === verdict?.id;
  const publishedAt =
    mapped.content.verdict?.publishedAt ?? (isSameVerdict ? before?.publishedAt : null) ?? null;
  const parsed = schema.safeParse({
    ...rest,
    slug: wanted.slug,
    aliases: wanted.aliases,
    promise: promise ?? {},
    verdict: { effectiveOn: null, body: '', ...verdict, publishedAt },
    evidence,
    related,
    responses,
    createdAt: mapped.dates.createdAt ?? before?.createdAt ?? null,
    updatedAt: mapped.dates.updatedAt ?? (before ? act.at : null),
    checkedAt: mapped.dates.checkedAt ?? null,
  });
  if (parsed.success) {
    const { state: _, revision: _r, key: _k, ...document } = parsed.data;
    return { kind: 'published', document, lacks: [], faults: [] };
  }
  const errors = fieldErrors(parsed.error).filter(
    (error) => error.pointer !== '/slug' || mapped.slug === null,
  );
  const lacks = errors.filter(isLack);
  const faults = errors.filter((error) => !isLack(error));
  const draft = asDraft(by, mapped, wanted.content, inPlace);
  if (faults.length > 0) return { ...draft, lacks: [], faults: inPlace(faults) };
  return { ...draft, lacks: inPlace(withSource(lacks, tracker, verdict?.id, evidence.length)) };
}

// The rule that a verdict has a source is asked of what is whole otherwise; a row that lacks more is told of all at once.
function withSource(
  lacks: FieldError[],
  { scheme }: Tracker,
  verdict: string | undefined,
  sources: number,
): FieldError[] {
  const outcome = scheme.verdicts.find(({ id }) => id === verdict)?.outcome;
  if (sources > 0 || outcome === 'unrated' || lacks.some(({ code }) => code === 'no-source')) return lacks;
  return [...lacks, { pointer: '/evidence', code: 'no-source', length: 0, detail: '' }];
}

function asDraft(
  { tracker }: Planning,
  mapped: MappedRow,
  content: Wanted['content'],
  inPlace: (errors: FieldError[]) => FieldError[],
): MadeDocument & { kind: 'draft' } {
  const parsed = pledgeDraftSchema.safeParse(inDraft(tracker, mapped, content));
  if (parsed.success) return { kind: 'draft', document: parsed.data, lacks: [], faults: [] };
  return { kind: 'draft', document: {}, lacks: [], faults: inPlace(fieldErrors(parsed.error)) };
}

// A draft has no day of publication: the one that the sheet has is kept as the day that the verdict is about.
function inDraft({ timezone }: Tracker, { content: sent }: MappedRow, content: Content): Content {
  if (!content.verdict) return content;
  const { publishedAt: _, ...verdict } = content.verdict;
  const at = sent.verdict?.publishedAt;
  const day = at && /^\d{4}-\d\d-\d\d/.test(at) ? (at.includes('T') ? dayAt(at, timezone) : at) : null;
  const effectiveOn = sent.verdict?.effectiveOn ?? day ?? verdict.effectiveOn;
  return { ...content, verdict: { ...verdict, ...(effectiveOn ? { effectiveOn } : {}) } };
}

const LACKING = new Set(['missing', 'no-source']);

function isLack({ code = 'refused', length }: FieldError): boolean {
  return LACKING.has(code) || ((code === 'empty' || code === 'too-few') && length === 0);
}

// From a schema's pointer to the field, and through it to the cell.
function placed(
  row: number,
  { pointer, code, detail, ...fault }: FieldError,
  place: MappedRows['place'],
): FieldError {
  const field = code === 'no-source' ? 'sources' : (columnOf(pointer) ?? pointer.slice(1));
  return place(row, field, code === undefined || code === 'refused' ? detail : { code, ...fault });
}

/** The hash of what a row says, nothing and no difference in order included. */
export function hashOf(content: unknown): string {
  return sha256(canonical(withoutNothing(content)));
}
