// What a backup holds, column by column, and what each may hold: a restore lets in what an act would have let in, and
// what is added to the Ledger gets into a backup only by somebody's decision.
import * as z from 'zod/mini';
import * as field from '../../data/field.ts';
import { mappedImportSchema, mappingSchema } from '../../data/import-mapping.ts';
import { newCommentSchema } from '../../data/inbox.ts';
import { NOTE_LIMIT } from '../../data/limits.ts';
import { savedViewsSchema } from '../../data/lists.ts';
import { pledgeDraftSchema, pledgeSchema } from '../../data/pledge.ts';
import { revisionKindSchema } from '../../data/revision.ts';
import { ROLES } from '../../data/roles.ts';
import { SUGGESTION_KINDS, suggestionSchema } from '../../data/suggestion.ts';
import { schemeSchema, trackerSchema } from '../../data/tracker.ts';
import type { BackedUpTable } from './kept-tables.ts';

/** A table's columns in their order, and the order of its rows: what a row refers to comes before it. */
export type BackedUp = {
  row: z.ZodMiniObject;
  order: string;
  /** Columns that never leave the Ledger. */
  withheld?: readonly string[];
  /** Columns that older backups hold and no restore reads. */
  ignored?: readonly string[];
};

// Far from where SQLite's own numbers, or JavaScript's, end.
const number = field.whole(1, 2 ** 40);
const name = field.line(120);
const note = field.text(NOTE_LIMIT);
const { instant, sha256, slug, trackerId } = field;

/** A column that may be null; one that came after the backup was made is missing there, and null. */
function maybe<Schema extends z.ZodMiniType>(schema: Schema) {
  return z._default(z.nullable(schema), null);
}

/** A text that holds JSON of this form. It stays as it is: hashes are of the text. */
function jsonOf(schema: z.ZodMiniType) {
  return z.string().check(
    z.superRefine((text, context) => {
      const held = parsed(text);
      if (held === undefined) return context.addIssue({ code: 'custom', message: 'is not JSON' });
      for (const issue of schema.safeParse(held).error?.issues ?? []) context.addIssue({ ...issue });
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON
  }
}

/** That a column says what the document beside it says of itself. */
function agrees<Row extends { document: string | null }>(column: keyof Row & string, name: string) {
  return z.superRefine<Row>((row, context) => {
    const document = parsed(row.document ?? 'null') as Record<string, unknown> | null;
    if (document && document[name] !== row[column])
      context.addIssue({ code: 'custom', path: [column], message: 'is not what its document says' });
  });
}

// As ready.ts keeps it. What a spreadsheet may leave out is no fault here: the opening asks for all of it.
const ready = z.strictObject({
  content: pledgeDraftSchema,
  by: name,
  at: instant,
  authors: z.array(name),
  note: z.nullable(note),
  breakGlass: z.nullable(note),
  imported: z.nullable(
    z.strictObject({
      publishedAt: z.nullable(instant),
      createdAt: z.nullable(instant),
      updatedAt: z.nullable(instant),
    }),
  ),
  isImport: z.boolean(),
});

const pledge = z
  .strictObject({
    id: number,
    tracker: trackerId,
    slug,
    key: maybe(field.rowKey),
    version: number,
    status: maybe(z.enum(['published', 'retracted', 'merged'])),
    revision: maybe(number),
    moved_to: maybe(number),
    work: maybe(z.enum(['draft', 'review', 'scheduled'])),
    draft: maybe(jsonOf(pledgeDraftSchema)),
    ready: maybe(jsonOf(ready)),
    owner: name,
    assignee: maybe(name),
    snoozed_until: maybe(instant),
    import_place: maybe(z.number().check(z.gte(0), z.lte(1))),
    triaged_version: maybe(number),
    revised_version: maybe(number),
    changed_version: maybe(number),
    authors: jsonOf(z.array(name)),
    publish_at: maybe(instant),
    publish_by: maybe(name),
    publish_note: maybe(note),
    comment: maybe(note),
    imported_hash: maybe(sha256),
    checked_at: maybe(instant),
    created_at: instant,
    updated_at: instant,
  })
  .check(
    standing('revision', ({ status, revision }) => (status === null) === (revision === null)),
    standing('moved_to', ({ status, moved_to }) => (status === 'merged') === (moved_to !== null)),
    standing('publish_at', ({ work, publish_at }) => (work === 'scheduled') === (publish_at !== null)),
    standing('draft', ({ work, draft }) => work === null || draft !== null),
    standing('ready', ({ status, ready }) => status === null || ready === null),
  );

type Standing = Record<
  'status' | 'revision' | 'moved_to' | 'work' | 'publish_at' | 'draft' | 'ready',
  unknown
>;

function standing(column: keyof Standing, holds: (row: Standing) => boolean) {
  return z.refine<Standing>(holds, { path: [column], error: 'does not go with where the pledge stands' });
}

const TABLES: Record<BackedUpTable, BackedUp> = {
  tracker: {
    row: z
      .strictObject({
        id: trackerId,
        version: number,
        document: jsonOf(trackerSchema),
        created_at: instant,
        updated_at: instant,
        opened_at: maybe(instant),
      })
      .check(agrees('id', 'id')),
    order: 'id',
  },
  scheme: {
    row: z
      .strictObject({ tracker: trackerId, version: number, document: jsonOf(schemeSchema) })
      .check(agrees('version', 'version')),
    order: 'tracker, version',
  },
  pledge: { row: pledge, order: 'moved_to IS NOT NULL, id' },
  alias: {
    row: z.strictObject({ tracker: trackerId, slug: field.alias, pledge: number }),
    order: 'tracker, slug',
  },
  relation: { row: z.strictObject({ pledge: number, target: slug }), order: 'pledge, target' },
  trash: {
    row: z.strictObject({
      id: number,
      tracker: trackerId,
      slug,
      key: maybe(field.rowKey),
      aliases: jsonOf(z.array(field.alias)),
      version: number,
      work: z.enum(['draft', 'review']),
      draft: jsonOf(pledgeDraftSchema),
      owner: name,
      assignee: maybe(name),
      authors: jsonOf(z.array(name)),
      comment: maybe(note),
      created_at: instant,
      trashed_at: instant,
      trashed_by: name,
      ready: maybe(jsonOf(ready)),
    }),
    order: 'id',
  },
  import_mapping: {
    row: z.strictObject({
      tracker: trackerId,
      header_hash: sha256,
      header: jsonOf(mappedImportSchema.shape.header),
      mapping: jsonOf(mappingSchema),
      at: instant,
      editor: name,
    }),
    order: 'tracker, header_hash',
  },
  revision: {
    row: z
      .strictObject({
        tracker: trackerId,
        sequence: number,
        pledge: number,
        slug,
        number,
        at: instant,
        kind: revisionKindSchema,
        note: maybe(note),
        document: maybe(jsonOf(pledgeSchema)),
        document_hash: sha256,
        previous: maybe(sha256),
        hash: sha256,
        editor: name,
        authors: jsonOf(z.array(name)),
      })
      .check(agrees('slug', 'slug'), agrees('number', 'revision')),
    order: 'tracker, sequence',
  },
  audit: {
    row: z.strictObject({
      id: number,
      at: instant,
      editor: name,
      act: field.line(60),
      tracker: maybe(trackerId),
      slug: maybe(slug),
      from_revision: maybe(number),
      to_revision: maybe(number),
      detail: maybe(jsonOf(z.record(z.string(), z.unknown()))),
      previous: maybe(sha256),
      // Backups of the first form have none.
      hash: maybe(sha256),
    }),
    order: 'id',
  },
  comment: {
    row: z
      .strictObject({
        id: number,
        pledge: maybe(number),
        trash: maybe(number),
        at: instant,
        editor: name,
        text: maybe(newCommentSchema.shape.text),
        mentions: jsonOf(z.array(name)),
      })
      .check(
        z.refine(({ pledge, trash }) => (pledge === null) !== (trash === null), {
          path: ['pledge'],
          error: 'is either on a pledge or in the trash with it',
        }),
      ),
    order: 'id',
  },
  saved_view: {
    row: z.strictObject({ editor: name, views: jsonOf(savedViewsSchema.shape.views) }),
    order: 'editor',
  },
  // Without how a reader is reached: a backup is kept for years, and that for ninety days.
  suggestion: {
    row: z.strictObject({
      id: number,
      pledge: number,
      kind: z.enum(SUGGESTION_KINDS),
      text: suggestionSchema.shape.text,
      url: maybe(field.webUrl),
      at: instant,
      state: z.enum(['open', 'accepted', 'declined']),
      reason: maybe(note),
      decided_at: maybe(instant),
      decided_by: maybe(name),
      awaits_revision: z._default(z.union([z.literal(0), z.literal(1)]), 0),
      revision: maybe(number),
    }),
    order: 'id',
    withheld: ['contact', 'network'],
  },
  // Without its hash: a restore brings tokens back as ended, so nobody needs it, and nobody finds it in a file.
  token: {
    row: z.strictObject({
      id: z.uuid(),
      name,
      role: z.enum(ROLES),
      trackers: jsonOf(z.union([z.literal('*'), z.array(trackerId)])),
      email: maybe(z.email().check(z.maxLength(254))),
      created_at: instant,
      created_by: name,
      expires_at: maybe(instant),
      last_used_at: maybe(instant),
      revoked_at: maybe(instant),
    }),
    order: 'created_at, id',
    withheld: ['hash'],
    ignored: ['hash'],
  },
  // Without what its code is known by: a restore ends every invitation.
  invite: {
    row: z.strictObject({
      id: z.uuid(),
      name,
      role: z.enum(ROLES),
      trackers: jsonOf(z.union([z.literal('*'), z.array(trackerId)])),
      token: maybe(z.uuid()),
      token_expires_at: maybe(instant),
      invited_by: name,
      inviter: maybe(z.uuid()),
      created_at: instant,
      expires_at: instant,
      ended_at: maybe(instant),
      ended_as: maybe(z.enum(['accepted', 'withdrawn', 'void', 'restored'])),
    }),
    order: 'created_at, id',
    withheld: ['hash', 'secret_hash'],
  },
};

/** The tables of a backup, in their order. */
export const BACKED_UP: Record<string, BackedUp> = TABLES;

/** The columns of a table that a backup holds. */
export function columnsOf({ row }: BackedUp): string[] {
  return Object.keys(row.shape);
}
