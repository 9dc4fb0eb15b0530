// What an import reads and an export gives: a pledge as one row, with the dates it had where it comes from.
import * as z from 'zod/mini';
import { shown } from './explain.ts';
import type { Fault } from './fault.ts';
import { alias, instant, instantOrDay, rowKey, slug, whole } from './field.ts';
import { pledgeContentSchema, pledgeDraftSchema, trackerRules, verdictContentSchema } from './pledge.ts';
import type { Tracker } from './tracker.ts';

/** A verdict from elsewhere: it may have no headline. */
const importedVerdictSchema = z.extend(verdictContentSchema, {
  headline: z.optional(verdictContentSchema.shape.headline),
});

/** One row of an import: a pledge with the dates it had where it comes from; `revision` is the one that it changes, `key` its number in a sheet. */
export const importRowSchema = z.extend(pledgeContentSchema, {
  slug,
  aliases: z._default(z.array(alias).check(z.maxLength(50)), []),
  key: z.nullish(rowKey),
  verdict: z.extend(importedVerdictSchema, { publishedAt: z.nullable(instant) }),
  createdAt: z.nullable(instant),
  updatedAt: z.nullable(instant),
  checkedAt: z.nullish(instant),
  state: z.optional(z.literal('published')),
  revision: z.nullish(whole(1)),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** A row of an import that is not to be published: a draft, however much of it there is. */
export const pledgeDraftRowSchema = z.extend(pledgeDraftSchema, {
  slug,
  key: z.nullish(rowKey),
  state: z.literal('draft'),
  revision: z.nullish(whole(1)),
});

/** What an export gives and an import reads back; `revision` is the one that the row shows. */
export type ExportRow = (ImportRow & { state: 'published' }) | z.infer<typeof pledgeDraftRowSchema>;

/**
 * What may be imported into this tracker at an instant: the same rules as for publishing at the desk. A source that knows
 * the day of something and not the hour gives the day, which is its first moment on the tracker's calendar.
 */
export function importableSchema(tracker: Tracker, at: string) {
  const moment = instantOrDay(tracker.timezone);
  const dated = z.extend(importRowSchema, {
    verdict: z.extend(importedVerdictSchema, { publishedAt: z.nullable(moment) }),
    createdAt: z.nullable(moment),
    updatedAt: z.nullable(moment),
    checkedAt: z.nullish(moment),
  });
  return dated.check(trackerRules(tracker, at), pastInstants(at));
}

function pastInstants(at: string) {
  const now = Date.parse(at);
  return z.superRefine<ImportRow>(({ verdict, createdAt, updatedAt, checkedAt }, context) => {
    const instants = { 'verdict/publishedAt': verdict.publishedAt, createdAt, updatedAt, checkedAt };
    // What is no instant has its fault already.
    for (const [path, sent] of Object.entries(instants))
      if (sent && Date.parse(sent) > now && instant.safeParse(sent).success)
        context.addIssue({
          code: 'custom',
          path: path.split('/'),
          params: { code: 'in-future', found: shown(sent), allowed: { latest: at } } satisfies Fault,
        });
  });
}
