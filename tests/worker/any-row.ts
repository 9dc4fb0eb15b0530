// Any row that an import takes, made of texts at which a reader or a spreadsheet could stumble.

import * as field from '../../data/field.ts';
import { EVIDENCE_TYPES, REASONS, SCHEDULES } from '../../data/pledge.ts';
import fc from '../property.ts';

const NASTY = [
  '"', '""', ',', ';', '|', ' ', "'", "''", '=', '+', '-', '@', '＝', '＋', '－', '＠', '=1+1', '@SUM(A1)', 'sep=;',
  'שלום', 'مرحبا', '👩‍👩‍👧', '🏴󠁧󠁢󠁷󠁬󠁳󠁿', 'é', '’', 'null', '0012', '1e5', 'TRUE', '2018-04-01',
]; // biome-ignore format: -- a list of pieces reads best as it is
const NEWLINES = ['\n', '\n\n', '\t', '\n=', '\n"'];

function nastyText(
  schema: { safeParse(value: unknown): { success: boolean } },
  pieces: string[],
  maxLength = 12,
) {
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 8 }));
  return fc
    .array(piece, { maxLength })
    .map((parts) => parts.join(''))
    .filter((value) => schema.safeParse(value).success);
}

const anId = fc.stringMatching(/^[a-z0-9-]{3,20}$/).filter((value) => value !== 'corrections');
const aLine = nastyText(field.line(120), NASTY);
const aText = nastyText(field.text(400), [...NASTY, ...NEWLINES]);
const aUrl = fc
  .webUrl({ withQueryParameters: true })
  .filter((value) => field.webUrl.safeParse(value).success);
const aDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const aPartialDate = fc
  .tuple(aDay, fc.constantFrom('2018'.length, '2018-04'.length, '2018-04-01'.length))
  .map(([day, length]) => day.slice(0, length));
const anInstant = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** A value, or null for none. */
export function maybe<Value>(value: fc.Arbitrary<Value>) {
  return fc.option(value, { nil: null });
}

/** What `importRowSchema` takes. */
export const aRow = fc.record({
  slug: anId,
  aliases: fc.array(fc.oneof(anId, fc.constantFrom('/policies/some-promise', '/a,b;c=d')), { maxLength: 3 }),
  title: aLine,
  categories: fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }),
  facets: fc.dictionary(anId, fc.uniqueArray(anId, { minLength: 1, maxLength: 3 }), {
    minKeys: 1,
    maxKeys: 3,
  }),
  promise: fc.record({
    quote: aText,
    document: anId,
    page: maybe(fc.integer({ min: 1, max: 100_000 })),
    url: maybe(aUrl),
    madeBy: maybe(aLine),
    madeOn: maybe(aDay),
  }),
  kind: fc.constantFrom('action', 'target', 'continue', 'umbrella'),
  due: maybe(aPartialDate),
  yardstick: aText,
  verdict: fc.record({
    id: anId,
    effectiveOn: maybe(aDay),
    headline: aLine,
    summary: aText,
    body: fc.oneof(
      nastyText(field.markdown(20_000), [...NASTY, ...NEWLINES], 40),
      fc.constantFrom('', ' ', '\n', 'word '.repeat(3900)),
    ),
    schedule: maybe(fc.constantFrom(...SCHEDULES)),
    reasons: fc.subarray([...REASONS]),
    publishedAt: maybe(anInstant),
  }),
  timeline: fc.array(fc.record({ date: aPartialDate, text: aText, url: aUrl }), {
    minLength: 1,
    maxLength: 3,
  }),
  evidence: fc.array(
    fc.record({
      title: aLine,
      publisher: aLine,
      url: maybe(aUrl),
      date: maybe(aDay),
      archivedUrl: maybe(aUrl),
      quote: maybe(aText),
      type: fc.constantFrom(...EVIDENCE_TYPES),
    }),
    { maxLength: 4 },
  ),
  related: fc.uniqueArray(
    fc.record({ pledge: anId, relation: fc.constantFrom('related', 'part-of', 'depends-on') }),
    { maxLength: 3, selector: ({ pledge }) => pledge },
  ),
  responses: fc.array(fc.record({ from: aLine, text: aText, date: aDay, url: maybe(aUrl) }), {
    maxLength: 2,
  }),
  createdAt: maybe(anInstant),
  updatedAt: maybe(anInstant),
  checkedAt: maybe(anInstant),
});
