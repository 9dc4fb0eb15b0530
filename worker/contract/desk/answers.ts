// What the desk answers beside the records and lists whose types the app shares: those are in data/desk.ts.
import * as z from 'zod/mini';
import { pledgeRecordSchema, trackerRecordSchema, trashedPledgeSchema } from '../../../data/desk.ts';
import { day, instant, slug, trackerId, whole } from '../../../data/field.ts';
import { importRowSchema, pledgeDraftRowSchema } from '../../../data/import-row.ts';
import { inviteSchema, meSchema, tokenRecordSchema } from '../../../data/people.ts';
import { verdictContentSchema } from '../../../data/pledge.ts';

const undo = z.string();

/** What can be undone says under which id. */
export const undoableRecordSchema = z.extend(pledgeRecordSchema, { undo });
/** What became ready can be undone as well. */
export const readyRecordSchema = z.extend(pledgeRecordSchema, { undo: z.optional(undo) });
export const undoableTrashSchema = z.extend(trashedPledgeSchema, { undo });

/** Of the aliases that it had, `lostAliases` lead elsewhere by now. */
export const recoveredPledgeSchema = z.extend(pledgeRecordSchema, { lostAliases: z.array(z.string()) });

/** `dryRun`: it is only what would be. */
export const trackerAnswerSchema = z.extend(trackerRecordSchema, { dryRun: z.optional(z.literal(true)) });

/** The secret is seen this once. */
export const newTokenSchema = z.extend(tokenRecordSchema, { secret: z.optional(z.string()) });

/** The code is seen this once. */
export const newInviteSchema = z.extend(inviteSchema, { code: z.string(), url: z.string() });

/** What somebody who has lost rights leaves behind. */
export const changedTokenSchema = z.extend(tokenRecordSchema, { drafts: whole(0), schedules: whole(0) });

export const sessionSchema = z.extend(z.pick(meSchema, { name: true, role: true, trackers: true }), {
  expiresAt: instant,
});

export const importReportSchema = z.strictObject({
  dryRun: z.boolean(),
  created: whole(0),
  changed: whole(0),
  unchanged: whole(0),
  warnings: z.array(z.string()),
});

export const restoreReportSchema = z.strictObject({
  at: instant,
  installation: z.string(),
  key: z.nullable(z.string()),
  counts: z.record(z.string(), whole(0)),
  endedTokens: z.array(z.pick(tokenRecordSchema, { name: true, role: true, trackers: true, email: true })),
  unscheduled: z.array(
    z.strictObject({ tracker: trackerId, slug, publishAt: z.nullable(instant), publishBy: z.string() }),
  ),
});

// As an import takes them: where an instant is wanted, a day will do.
const moment = z.union([instant, day]);
export const sentRowSchema = z.extend(importRowSchema, {
  verdict: z.extend(verdictContentSchema, { publishedAt: z.nullable(moment) }),
  createdAt: z.nullable(moment),
  updatedAt: z.nullable(moment),
  checkedAt: z.nullish(moment),
});

/** Rows as an import takes them and an export gives them. */
export const rowsSchema = z.strictObject({
  pledges: z.array(z.union([sentRowSchema, pledgeDraftRowSchema])),
});
