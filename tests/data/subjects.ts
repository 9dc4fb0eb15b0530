// One valid document of each kind, whole, and what a schema says when one place in it is wrong.
import { expect } from 'vitest';
import type * as z from 'zod/mini';
import { importableSchema } from '../../data/import-row.ts';
import { pledgeSchema, publishableSchema } from '../../data/pledge.ts';
import { revisionSchema } from '../../data/revision.ts';
import { plain } from '../../data/schemes/plain.ts';
import { newTrackerSchema } from '../../data/tracker.ts';
import { anImportRow, aPledge, aTracker, aVerdict, NOW } from '../builders.ts';

export const hash = 'a1'.repeat(32);

// Every field that may be left out is there, so that each has a place to go wrong in.
const [firstVerdict, ...otherVerdicts] = plain.verdicts;
export const fullTracker = aTracker({
  scheme: { ...plain, verdicts: [{ ...firstVerdict!, short: { en: 'None' } }, ...otherVerdicts] },
  publisher: { name: 'Test Desk', url: 'https://desk.example/', logo: 'https://desk.example/logo.svg' },
  subject: { name: 'Test Council', party: 'Test Party', term: { start: '2024-05-07', end: '2028-05-02' } },
  documents: [
    { id: 'programme', title: 'The Programme', year: 2024, url: 'https://desk.example/p', party: 'P' },
  ],
  facets: [{ id: 'party', label: { en: 'Party' }, values: [{ id: 'greens', label: { en: 'Greens' } }] }],
  corrections: { url: 'https://desk.example/corrections', email: 'corrections@desk.example' },
  coverage: { total: 694, note: '1 of about 694', source: 'https://desk.example/' },
  notice: 'A test',
  closedAt: '2028-05-02T00:00:00Z',
});
export const fullPledge = aPledge({
  facets: { party: ['greens'] },
  due: '2025-09-30',
  yardstick: 'A ferry that runs every day of the week.',
  timeline: [{ date: '2024-05/2024-07', text: 'Talks with two operators', url: 'https://council.example/t' }],
  promise: {
    quote: 'The ferry will run again.',
    document: 'programme',
    page: 4,
    url: 'https://council.example/',
    madeBy: 'The mayor',
    madeOn: '2024-04-01',
  },
  verdict: aVerdict({ effectiveOn: '2025-03-06', schedule: 'not-due', reasons: ['funding'] }),
  evidence: [
    {
      title: 'Minutes',
      publisher: 'Test Council',
      url: 'https://council.example/m',
      date: '2025-03-06',
      archivedUrl: 'https://archive.example/m',
      quote: 'Resolved.',
      type: 'primary',
    },
  ],
  related: [{ pledge: 'build-a-pier', relation: 'depends-on' }],
  responses: [
    { from: 'The mayor', text: 'It will run.', date: '2025-03-11', url: 'https://council.example/r' },
  ],
});
const fullRow = anImportRow({
  ...fullPledge,
  verdict: anImportRow().verdict,
  aliases: ['bring-back-the-ferry'],
});
const { checkedAt: _, ...rowDocument } = fullRow;
const fullDocument = {
  ...rowDocument,
  verdict: { ...fullPledge.verdict, scheme: 1, publishedAt: null },
  underReview: { since: '2025-03-12T00:00:00Z', note: 'Disputed by the mayor.' },
  status: 'published',
  revision: 1,
};
const revision = {
  tracker: 'test-tracker',
  slug: 'reopen-the-ferry',
  revision: 2,
  at: '2025-03-10T09:00:00Z',
  kind: 'correction',
  note: 'A date was wrong.',
  documentHash: hash,
  previous: hash,
  hash,
};

export const SUBJECTS: Record<string, { schema: z.ZodMiniType; valid: object }> = {
  tracker: { schema: newTrackerSchema, valid: fullTracker },
  pledge: { schema: publishableSchema(fullTracker, NOW), valid: fullPledge },
  row: { schema: importableSchema(fullTracker, NOW), valid: fullRow },
  document: { schema: pledgeSchema, valid: fullDocument },
  revision: { schema: revisionSchema, valid: revision },
};

/** JSON pointers (RFC 6901) of what a schema refuses; none when it takes the value. */
export function refused(schema: z.ZodMiniType, value: unknown): string[] {
  const { error } = schema.safeParse(value);
  return error?.issues.map(({ path }) => path.map((part) => `/${String(part)}`).join('')) ?? [];
}

/** A deep copy with `value` at a JSON pointer. */
export function put(valid: object, pointer: string, value: unknown): object {
  const copy: Record<string, unknown> = structuredClone(valid) as Record<string, unknown>;
  const parts = pointer.split('/').slice(1);
  const last = parts.pop()!;
  let place = copy;
  for (const part of parts) place = place[part] as Record<string, unknown>;
  place[last] = value;
  return copy;
}

export function expectRefusal(subject: string, pointer: string, bad: unknown, good: unknown) {
  const { schema, valid } = SUBJECTS[subject]!;
  expect(refused(schema, put(valid, pointer, good))).toEqual([]);
  expect(refused(schema, put(valid, pointer, bad))).toContain(pointer);
}
