// zod's schemas as JSON Schema (draft 2020-12), which is what OpenAPI 3.1 takes.
import * as z from 'zod/mini';
import * as desk from '../../data/desk.ts';
import { isFilled } from '../../data/field.ts';
import * as faults from '../../data/field-error.ts';
import { pledgeDraftRowSchema } from '../../data/import-row.ts';
import * as news from '../../data/news.ts';
import * as people from '../../data/people.ts';
import * as pledge from '../../data/pledge.ts';
import * as published from '../../data/published.ts';
import * as running from '../../data/running.ts';
import * as suggestions from '../../data/suggestion-record.ts';
import * as tracker from '../../data/tracker.ts';
import * as answers from '../../worker/contract/desk/answers.ts';
import { openDataRowSchema } from '../../worker/contract/public-answers.ts';

/** A JSON Schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/** What has a name of its own in answers. Names are public: they are types in clients that are made from the description. */
export const ANSWERED = {
  Outcome: tracker.outcomeSchema,
  Category: tracker.categorySchema,
  Manifesto: tracker.manifestoSchema,
  SchemeVerdict: tracker.schemeVerdictSchema,
  Scheme: tracker.schemeSchema,
  Tracker: tracker.trackerSchema,
  Evidence: pledge.evidenceSchema,
  Response: pledge.responseSchema,
  Promise: pledge.promiseSchema,
  Pledge: pledge.pledgeSchema,
  PledgeDraft: pledge.pledgeDraftSchema,
  By: published.bySchema,
  VerdictLabel: published.verdictLabelSchema,
  Change: published.changeSchema,
  Badge: published.badgeSchema,
  Badges: published.badgesSchema,
  Tally: published.tallySchema,
  HistoryEntry: published.historyEntrySchema,
  PublishedPledge: published.publishedPledgeSchema,
  PublishedTracker: published.publishedTrackerSchema,
  Trackers: published.trackersSchema,
  Summary: published.summarySchema,
  PledgeRow: published.indexRowSchema,
  Listing: published.listingSchema,
  Installation: published.installationSchema,
  OpenDataRow: openDataRowSchema,
  FieldError: faults.fieldErrorSchema,
  FaultGroup: faults.faultGroupSchema,
  Me: people.meSchema,
  TrackerRecord: desk.trackerRecordSchema,
  PledgeRecord: desk.pledgeRecordSchema,
  ListedPledge: desk.listedPledgeSchema,
  Waiting: desk.waitingSchema,
  Today: desk.todaySchema,
  TrashedPledge: desk.trashedPledgeSchema,
  BulkAnswer: desk.bulkAnswerSchema,
  Suggestion: suggestions.suggestionRecordSchema,
  SuggestionPage: suggestions.suggestionPageSchema,
  Shown: desk.shownSchema,
  Preview: desk.previewSchema,
  DeskRevision: desk.deskRevisionSchema,
  Webhook: news.webhookSchema,
  Delivery: news.deliverySchema,
  AuditRow: running.auditRowSchema,
  UndoableRecord: answers.undoableRecordSchema,
  RecoveredPledge: answers.recoveredPledgeSchema,
  TrackerAnswer: answers.trackerAnswerSchema,
  Session: answers.sessionSchema,
  NewToken: answers.newTokenSchema,
  ChangedToken: answers.changedTokenSchema,
  ExportedRow: answers.sentRowSchema,
  ExportedDraft: pledgeDraftRowSchema,
} as const;

/** What has a name of its own in requests, where a default may be left out and an unknown field is refused. */
export const SENT = {
  TrackerInput: tracker.trackerSchema,
  NewTrackerInput: tracker.newTrackerSchema,
  PledgeDraftInput: pledge.pledgeDraftSchema,
  ImportRowInput: answers.sentRowSchema,
  DraftRowInput: pledgeDraftRowSchema,
} as const;

type Direction = 'input' | 'output';

const NAMES = { output: registryOf(ANSWERED), input: registryOf(SENT) };

function registryOf(named: Record<string, z.ZodMiniType>) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  return registry;
}

const INSTANT = /\[01\]\\d\|2\[0-3\]/;

// What zod says of a field as we would say it: a format, and not the regular expression by which zod knows one.
function plainly(schema: JsonSchema): void {
  const patterns = [schema.pattern, ...(schema.allOf ?? []).map((each) => (each as JsonSchema).pattern)];
  if (patterns.some((pattern) => pattern && INSTANT.test(pattern))) {
    delete schema.allOf;
    Object.assign(schema, { format: 'date-time', pattern: 'Z$' });
  }
  if (schema.format === 'date' || schema.format === 'email') delete schema.pattern;
  // Stored as it was typed, in whatever letters.
  if (schema.format === 'uri') schema.format = 'iri';
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}

/**
 * A schema, with references to those that have names. An answer may have fields that it does not name, so that a new one
 * breaks no client, unless `strict`: the contract test holds the answers to what is written.
 */
export function jsonSchemaOf(schema: z.ZodMiniType, io: Direction, strict = false): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io,
    metadata: NAMES[io],
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      plainly(jsonSchema);
      const checks: unknown[] = zodSchema._zod.def.checks ?? [];
      if (checks.includes(isFilled)) jsonSchema.minLength = 1;
      if (io === 'output' && !strict && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
    },
  });
  // One that has a name itself is among its own definitions.
  const own = made.$ref && made.$defs?.[made.$ref.replace('#/$defs/', '')];
  const { $schema: _, $defs: _defs, id: _id, ...rest } = own || made;
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** A reference where a schema has a name, otherwise the schema. */
export function namedSchema(schema: z.ZodMiniType, io: Direction, strict = false): JsonSchema {
  const name = NAMES[io].get(schema)?.id;
  return name ? { $ref: `#/components/schemas/${name}` } : jsonSchemaOf(schema, io, strict);
}

/** All schemas that have names. */
export function namedSchemas(strict: boolean): Record<string, JsonSchema> {
  const all = (named: Record<string, z.ZodMiniType>, io: Direction) =>
    Object.entries(named).map(([name, schema]) => [name, jsonSchemaOf(schema, io, strict)]);
  return Object.fromEntries([...all(ANSWERED, 'output'), ...all(SENT, 'input')]);
}

/** A parameter of a query: what its text is read as, or, where that cannot be said, the text. */
export function parameterSchema(field: z.ZodMiniType): JsonSchema {
  const read = jsonSchemaOf(field, 'output');
  const isTold = Object.keys(read).some((key) => key !== 'default');
  const schema = isTold && !holdsNothing(read) ? read : { ...jsonSchemaOf(field, 'input'), ...read };
  if (schema.type === 'number') schema.type = 'integer';
  if (JSON.stringify(schema.enum) === '["true","false"]') {
    delete schema.enum;
    schema.type = 'boolean';
  }
  return schema;
}

function holdsNothing({ items }: JsonSchema): boolean {
  return typeof items === 'object' && Object.keys(items).length === 0;
}
