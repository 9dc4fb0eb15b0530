// One act on many pledges of a tracker: what is asked of each, and by how many at most. The endpoint reads by it, and the
// desk app asks in its words.
import * as z from 'zod/mini';
import { choiceFault, explainAs, form, shown } from './explain.ts';
import type { Fault } from './fault.ts';
import { distinct, localId, partialDate, personName, rule, slug, text, whole } from './field.ts';
import { CHECKED_IN_BULK, NOTE_LIMIT, ROWS_IN_BULK } from './limits.ts';

function pledges(most: number) {
  return z.array(z.strictObject({ slug, version: whole(1) })).check(
    z.minLength(1),
    z.maxLength(most),
    z.superRefine((rows, check) => {
      const seen = new Set<string>();
      for (const [index, row] of rows.entries()) {
        const params: Fault = { code: 'twice', of: 'a pledge', found: shown(row.slug) };
        if (seen.has(row.slug)) check.addIssue({ code: 'custom', params, path: [index, 'slug'] });
        seen.add(row.slug);
      }
    }),
  );
}

const ids = z.optional(
  z.array(localId).check(
    z.minLength(1),
    z.maxLength(20),
    distinct((id) => id, 'a value'),
  ),
);
const changedIds = z.strictObject({ add: ids, remove: ids }).check(
  rule('missing', ({ add, remove }) => add !== undefined || remove !== undefined, {
    path: ['add'],
    allowed: { type: 'array' },
  }),
);
export type ChangedIds = z.infer<typeof changedIds>;

/** What `set` changes of each: ids that come to it or go from it, and the day it is due, `null` for none. */
export const changedFieldsSchema = z.strictObject({
  category: z.optional(changedIds),
  facet: z.optional(z.record(localId, changedIds)),
  due: z.optional(z.nullable(partialDate)),
});
export type ChangedFields = z.infer<typeof changedFieldsSchema>;

/** The id is the sender's own: the same request under it does nothing again. */
const many = {
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/, { error: form('request-id') })),
  pledges: pledges(ROWS_IN_BULK),
};

const REQUESTS = {
  // A public claim: nobody looks at more at a time, and the audit is told at what.
  check: z.strictObject({
    ...many,
    act: z.literal('check'),
    pledges: pledges(CHECKED_IN_BULK),
    looked: text(NOTE_LIMIT),
  }),
  assign: z.strictObject({ ...many, act: z.literal('assign'), to: z.nullable(personName) }),
  // On which day that begins is each tracker's to say, so the Ledger reads it.
  snooze: z.strictObject({
    ...many,
    act: z.literal('snooze'),
    until: z.nullable(z.string().check(z.maxLength(40))),
  }),
  submit: z.strictObject({ ...many, act: z.literal('submit') }),
  // What readers are told where a verdict changes; a pledge whose does not is published without as well.
  publish: z.strictObject({ ...many, act: z.literal('publish'), note: z.optional(text(NOTE_LIMIT)) }),
  set: z
    .extend(changedFieldsSchema, { ...many, act: z.literal('set') })
    .check(
      rule(
        'missing',
        ({ category, facet, due }) =>
          category !== undefined || Object.keys(facet ?? {}).length > 0 || due !== undefined,
        { path: ['category'], allowed: { type: 'object' } },
      ),
    ),
  discard: z.strictObject({ ...many, act: z.literal('discard') }),
  trash: z.strictObject({ ...many, act: z.literal('trash') }),
};

/** `POST /trackers/{tracker}/acts`: an act on these pledges, each under the version that the editor has seen. */
export const bulkRequestSchema = z.discriminatedUnion(
  'act',
  [
    REQUESTS.check,
    REQUESTS.assign,
    REQUESTS.snooze,
    REQUESTS.submit,
    REQUESTS.publish,
    REQUESTS.set,
    REQUESTS.discard,
    REQUESTS.trash,
  ],
  {
    error: (issue) =>
      explainAs(choiceFault('not-a-choice', actIn(issue.input), Object.keys(REQUESTS)))(issue),
  },
);
export type BulkRequest = z.infer<typeof bulkRequestSchema>;
export type BulkAct = BulkRequest['act'];

/** What an act is told besides the pledges. */
export type BulkOptions<Name extends BulkAct> = Omit<
  Extract<BulkRequest, { act: Name }>,
  'id' | 'act' | 'pledges'
>;

function actIn(sent: unknown): unknown {
  return typeof sent === 'object' && sent !== null && 'act' in sent ? sent.act : undefined;
}
