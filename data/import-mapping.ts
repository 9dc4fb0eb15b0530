// An import from a sheet as somebody keeps it: which of its columns are which of our fields, and how its words and days are
// to be read; and what the endpoint answers to it.
import * as z from 'zod/mini';
import { type FaultGroup, type FieldError, faultGroupSchema, fieldErrorSchema } from './desk.ts';
import { choiceFault, explainAs, form } from './explain.ts';
import { instant, line, localId, slug, trackerId, whole } from './field.ts';
import { CUT_INTO, type CutField, IMPORT_FIELDS, kindOfField } from './import-fields.ts';
import { DATE_ORDERS } from './written-date.ts';

/** As many columns as a sheet may have, and as long as a header may be. */
const MOST_COLUMNS = 2000;
const LONGEST_HEADER = 500;
const LONGEST_CELL = 50_000;

const field = z.string().check(
  z.refine((name: string) => kindOfField(name) !== undefined, {
    error: (issue) => explainAs(choiceFault('not-a-choice', issue.input, Object.keys(IMPORT_FIELDS)))(issue),
    abort: true,
  }),
);
const header = z.string().check(z.maxLength(LONGEST_HEADER));

/** What a word stands for: an id; one that is made, of a category or a facet's value; or null, nothing. */
const meaning = z.nullable(
  z.union([localId, z.strictObject({ id: localId, label: line(80) })], { error: form('id') }),
);

/**
 * `columns`: their name for a column, and the field or fields that it is. `words`: by field, what their words stand for where
 * neither an id nor a label says it. `dates`: how days in numbers are written. `split`: by their column, what stands
 * between several values in a cell. `defaults`: by field, what an empty cell holds. `cut`: which texts may be cut where
 * they are too long; the full words go into the field after it, and are never lost.
 */
export const mappingSchema = z.strictObject({
  columns: z.record(
    header,
    z.union([field, z.array(field).check(z.minLength(1), z.maxLength(5))], {
      error: (issue) =>
        explainAs(choiceFault('not-a-choice', issue.input, Object.keys(IMPORT_FIELDS)))(issue),
    }),
  ),
  words: z._default(z.record(field, z.record(z.string().check(z.maxLength(LONGEST_HEADER)), meaning)), {}),
  dates: z._default(z.enum(DATE_ORDERS), 'ymd'),
  split: z._default(z.record(header, z.string().check(z.minLength(1), z.maxLength(10))), {}),
  defaults: z._default(z.record(field, z.string().check(z.maxLength(LONGEST_CELL))), {}),
  cut: z._default(z.array(z.enum(Object.keys(CUT_INTO) as CutField[])).check(z.maxLength(3)), []),
});
export type Mapping = z.infer<typeof mappingSchema>;
/** A mapping as it is written: what is empty may be left out. */
export type MappingDraft = z.input<typeof mappingSchema>;

/** A run is known by its id, so that one that arrives twice is done once. */
export const runId = z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, { error: form('request-id') }));

/**
 * `seen`: of each row, what the dry run said of where it stands; a run with it refuses rows that have moved since. Rows are
 * lists of cells in the order of `header`.
 */
export const mappedImportSchema = z.strictObject({
  mapping: mappingSchema,
  header: z.array(header).check(z.minLength(1), z.maxLength(MOST_COLUMNS)),
  rows: z.array(
    z.array(z.nullable(z.string().check(z.maxLength(LONGEST_CELL)))).check(z.maxLength(MOST_COLUMNS)),
  ),
  id: z.optional(runId),
  seen: z.optional(z.array(z.string().check(z.maxLength(200)))),
});
export type MappedImport = z.infer<typeof mappedImportSchema>;

const ACTIONS = ['created', 'changed', 'unchanged', 'refused'] as const;

/**
 * What becomes of a row, which counts from 0. `lacks`: the fields for whose lack it is a draft and not published. `twin`: another
 * pledge of the same title, where the row has nothing by which it would be found.
 */
export const importedRowSchema = z.strictObject({
  row: whole(0),
  action: z.enum(ACTIONS),
  state: z.enum(['published', 'draft', 'ready']),
  slug: z.nullable(z.string()),
  title: z.nullable(z.string()),
  key: z.nullable(z.string()),
  seen: z.string(),
  changes: z.optional(
    z.array(z.strictObject({ field: z.string(), from: z.nullable(z.string()), to: z.nullable(z.string()) })),
  ),
  lacks: z.optional(z.array(z.string())),
  faults: z.optional(z.array(fieldErrorSchema)),
  twin: z.optional(slug),
});
export type ImportedRow = Omit<z.infer<typeof importedRowSchema>, 'faults'> & { faults?: FieldError[] };

const counts = {
  created: whole(0),
  changed: whole(0),
  unchanged: whole(0),
  refused: whole(0),
  drafts: whole(0),
};

/** What an import makes of a tracker besides its pledges: categories and values of facets that its words name. */
export const madeSchema = z.array(z.strictObject({ field: z.string(), id: localId, label: z.string() }));

/**
 * The answer to an import with a mapping; `rows` are those of a dry run. `empty` rows are none; `left` are the columns that are mapped to nothing; `groups` are
 * the faults of refused rows by kind, `lacking` what drafts lack, `total` is of all faults.
 */
export const mappedReportSchema = z.strictObject({
  dryRun: z.boolean(),
  id: z.nullable(z.string()),
  ...counts,
  empty: whole(0),
  made: madeSchema,
  left: z.array(z.string()),
  rows: z.optional(z.array(importedRowSchema)),
  total: whole(0),
  groups: z.array(faultGroupSchema),
  lacking: z.array(faultGroupSchema),
});
export type MappedReport = Omit<z.infer<typeof mappedReportSchema>, 'rows' | 'groups' | 'lacking'> & {
  rows?: ImportedRow[];
  groups: FaultGroup[];
  lacking: FaultGroup[];
};

/** `GET /imports/{id}`. `row` is that of the sheet; `isUndone`: it is what it was before. */
export const importRunSchema = z.strictObject({
  id: z.string(),
  tracker: trackerId,
  at: instant,
  by: z.string(),
  undoneAt: z.nullable(instant),
  ...counts,
  made: madeSchema,
  rows: z.array(
    z.strictObject({
      row: whole(0),
      action: z.enum(['created', 'changed']),
      state: z.enum(['published', 'draft', 'ready']),
      slug: z.string(),
    }),
  ),
});
export type ImportRun = z.infer<typeof importRunSchema>;

/** `GET /trackers/{tracker}/import`: the mappings that were last used, the newest first. */
export const keptMappingsSchema = z.strictObject({
  mappings: z.array(
    z.strictObject({ at: instant, by: z.string(), header: z.array(z.string()), mapping: mappingSchema }),
  ),
});
export type KeptMappings = z.infer<typeof keptMappingsSchema>;
