// What the endpoint answers to an import from a sheet. Apart from what it is sent, since the Worker reads none of it.
import * as z from 'zod/mini';
import { instant, localId, slug, trackerId, whole } from './field.ts';
import { type FaultGroup, type FieldError, faultGroupSchema, fieldErrorSchema } from './field-error.ts';
import { mappingSchema } from './import-mapping.ts';

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
