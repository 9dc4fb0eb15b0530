// An import from a sheet as somebody keeps it: which of its columns are which of our fields, and how its words and days are
// to be read.
import * as z from 'zod/mini';
import { choiceFault, explainAs, form } from './explain.ts';
import { line, localId } from './field.ts';
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
