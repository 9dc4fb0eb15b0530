import { expect, test } from 'vitest';
import { importRowSchema } from '../../data/import-row.ts';
import { pledgeContentSchema, pledgeDraftSchema, publishableSchema } from '../../data/pledge.ts';
import { trackerSchema } from '../../data/tracker.ts';
import { anImportRow, aPledge, aTracker, aVerdict, NOW } from '../builders.ts';
import { expectRefusal, fullPledge, fullTracker, hash, put, refused, SUBJECTS } from './subjects.ts';

const publishable = publishableSchema(aTracker(), NOW);

test.each(Object.entries(SUBJECTS))('a %s with every field filled in passes', (_name, { schema, valid }) => {
  expect(refused(schema, valid)).toEqual([]);
});

test('the smallest documents pass', () => {
  expect(refused(trackerSchema, aTracker())).toEqual([]);
  expect(refused(publishable, aPledge())).toEqual([]);
  expect(refused(importRowSchema, anImportRow())).toEqual([]);
});

test.each([
  ['a verdict that the scheme does not have', '/verdict/id', 'done', 'kept'],
  ['a category that the tracker does not have', '/categories/0', 'weather', 'tax'],
  ['no category', '/categories', [], ['tax']],
  [
    'four categories',
    '/categories',
    ['transport', 'housing', 'health', 'tax'],
    ['transport', 'housing', 'health'],
  ],
  ['one category twice', '/categories', ['tax', 'tax'], ['tax', 'health']],
  ['a document that the tracker does not have', '/promise/document', 'speech', 'programme'],
  ['a verdict without evidence', '/evidence', [], fullPledge.evidence],
  ['a due date that is no date', '/due', '2019-02-30', '2019-02-28'],
  ['a due date in the form of another country', '/due', '28/02/2019', null],
  ['an instant where a day belongs', '/verdict/effectiveOn', '2019-02-28T00:00:00Z', '2019-02-28'],
  ['a day of evidence that is no day', '/evidence/0/date', '2025-13-01', '2025-12-01'],
  ['a day of a response that is no day', '/responses/0/date', '2025-04-31', '2025-04-30'],
  ['a day of a promise that is no day', '/promise/madeOn', '2023-02-29', '2024-02-29'],
  ['a kind that nobody knows', '/kind', 'wish', 'umbrella'],
  ['a schedule that nobody knows', '/verdict/schedule', 'soon', 'overdue'],
  ['a reason that nobody knows', '/verdict/reasons/0', 'laziness', 'blocked'],
  ['one reason twice', '/verdict/reasons', ['funding', 'funding'], ['funding', 'external']],
  ['a relation that nobody knows', '/related/0/relation', 'enemy', 'part-of'],
  [
    'one related pledge twice',
    '/related',
    [
      { pledge: 'build-a-pier', relation: 'related' },
      { pledge: 'build-a-pier', relation: 'part-of' },
    ],
    [
      { pledge: 'build-a-pier', relation: 'related' },
      { pledge: 'paint-a-pier', relation: 'related' },
    ],
  ],
  ['a related pledge under a reserved name', '/related/0/pledge', 'corrections', 'correction'],
  ['page 0', '/promise/page', 0, 1],
  ['half a page', '/promise/page', 1.5, 100_000],
  ['a page beyond any book', '/promise/page', 100_001, null],
  ['a number where text belongs', '/title', 2019, '2019'],
])('a pledge is refused for %s', (_what, pointer, bad, good) => expectRefusal('pledge', pointer, bad, good));

test('only what nobody has assessed may stand without evidence', () => {
  const unrated = aVerdict({ id: 'unrated' });
  expect(refused(publishable, aPledge({ verdict: unrated, evidence: [] }))).toEqual([]);
  expect(refused(publishable, aPledge({ verdict: aVerdict({ id: 'unclear' }), evidence: [] }))).toEqual([
    '/evidence',
  ]);
});

test('an import obeys the same rules of its tracker as the desk', () => {
  expectRefusal('row', '/verdict/id', 'done', 'kept');
  expectRefusal('row', '/categories/0', 'weather', 'tax');
  expectRefusal('row', '/promise/document', 'speech', 'programme');
  expectRefusal('row', '/evidence', [], fullPledge.evidence);
});

test('every rule that a pledge breaks is told at once', () => {
  const pledge = aPledge({ verdict: aVerdict({ id: 'done' }), categories: ['tax', 'weather'] });
  expect(refused(publishable, pledge)).toEqual(['/verdict/id', '/categories/1']);
});

test.each([
  'api',
  'embed',
  'badge',
  'oembed',
  'docs',
  'desk',
  'demo',
  'gallery',
  'healthz',
  'assets',
  'feed',
  'sitemap',
  'openapi',
  'cdn-cgi',
])('a tracker cannot take the name "%s", which the site needs itself', (name) =>
  expectRefusal('tracker', '/id', name, `${name}-2`),
);

test('a tracker that had its name before the site needed it keeps it', () => {
  expect(refused(trackerSchema, put(fullTracker, '/id', 'cdn-cgi'))).toEqual([]);
});

const [unrated, notStarted] = aTracker().scheme.verdicts;
const programme = aTracker().documents[0]!;

test.each([
  ['the reserved name robots', '/id', 'robots', 'robot'],
  ['the reserved name favicon', '/id', 'favicon', 'favicons'],
  ['a name of two characters', '/id', 'uk', 'uk1'],
  ['a name of 121 characters', '/id', 'a'.repeat(121), 'a'.repeat(120)],
  ['a name with capitals', '/id', 'UK-2017', 'uk-2017'],
  ['a time zone that does not exist', '/timezone', 'Europe/Nowhere', 'Asia/Tokyo'],
  ['a time zone that is a guess', '/timezone', 'London time', 'UTC'],
  ['a language that is no tag', '/language', 'en_GB', 'en-GB'],
  ['a language tag in the wrong case', '/language', 'en-gb', 'pt-BR'],
  ['a language by its name', '/language', 'British English', 'cy'],
  ['a label in no language', '/categories/0/label', {}, { cy: 'Treth' }],
  ['one category twice', '/categories', [category(1), category(1)], [category(1), category(2)]],
  ['no category', '/categories', [], aTracker().categories],
  ['101 categories', '/categories', times(101, category), times(100, category)],
  ['one document twice', '/documents', [programme, programme], [programme]],
  ['no document', '/documents', [], [programme]],
  ['201 documents', '/documents', times(201, manifesto), times(200, manifesto)],
  ['a manifesto of the year 1799', '/documents/0/year', 1799, 1800],
  ['a manifesto of the year 2201', '/documents/0/year', 2201, 2200],
  ['a verdict twice', '/scheme/verdicts', [unrated, { ...unrated, order: 1 }], [unrated, notStarted]],
  [
    'two verdicts in one place',
    '/scheme/verdicts',
    [unrated, { ...notStarted, order: 0 }],
    [unrated, notStarted],
  ],
  ['no verdict', '/scheme/verdicts', [], [unrated]],
  ['31 verdicts', '/scheme/verdicts', times(31, schemeVerdict), times(30, schemeVerdict)],
  ['an outcome that nobody knows', '/scheme/verdicts/1/outcome', 'delayed', 'stalled'],
  ['a share for what is unrated', '/scheme/verdicts/0/counted', true, false],
  ['a share for what is unclear', '/scheme/verdicts/7/counted', true, false],
  ['an order below 0', '/scheme/verdicts/0/order', -1, 1000],
  ['an order above 1000', '/scheme/verdicts/0/order', 1001, 0],
  ['version 0 of a scheme', '/scheme/version', 0, 1],
  ['a scheme with spaces in its name', '/scheme/id', 'my scheme', 'my-scheme'],
  ['a name of 81 characters within it', '/categories/0/id', 'a'.repeat(81), 'a'.repeat(80)],
  ['corrections that go nowhere', '/corrections', {}, { url: 'https://desk.example/' }],
  ['corrections known to be absent', '/corrections', { url: null, email: null }, { email: 'a@desk.example' }],
  ['an e-mail that is none', '/corrections/email', 'corrections at desk.example', 'corrections@desk.example'],
  ['an e-mail of 255 characters', '/corrections/email', email(255), email(254)],
  ['an address of 2,001 characters', '/licence/url', address(2001), address(2000)],
  ['a term that begins on no day', '/subject/term/start', '2017-06-31', '2017-06-30'],
  ['a term that ends on no day', '/subject/term/end', 'later', null],
  ['a third kind of review', '/review', 'three', 'two'],
  ['a review every 0 days', '/reviewEvery', 0, 1],
  ['a review every 3,651 days', '/reviewEvery', 3651, 3650],
  ['coverage of nothing', '/coverage/total', 0, 1],
  ['an end in local time', '/closedAt', '2028-05-02T00:00:00+01:00', '2028-05-02T00:00:00.5Z'],
  ['an end on no day', '/closedAt', '2027-02-29T00:00:00Z', '2028-02-29T00:00:00Z'],
])('a tracker is refused for %s', (_what, pointer, bad, good) =>
  expectRefusal('tracker', pointer, bad, good),
);

test('a label under a name that is no language is refused where it stands', () => {
  expect(refused(trackerSchema, put(fullTracker, '/categories/0/label/english_uk', 'Tax'))).toEqual([
    '/categories/0/label/english_uk',
  ]);
});

test.each([
  ['the reserved name', '/slug', 'corrections', 'corrections-2'],
  ['a name of two characters', '/slug', 'ab', 'abc'],
  ['a name of 121 characters', '/slug', 'a'.repeat(121), 'a'.repeat(120)],
  ['a path in its name', '/slug', '../desk', 'desk'],
  ['an accent in its name', '/slug', 'café', 'cafe'],
  ['a reserved alias', '/aliases/0', 'corrections', 'correct'],
  ['51 aliases', '/aliases', times(51, (index) => `alias-${index}`), times(50, (index) => `alias-${index}`)],
  ['a day that there is not', '/verdict/publishedAt', '2025-02-29', '2025-02-28'],
  ['local time', '/updatedAt', '2025-03-10T09:00:00+01:00', null],
  ['an instant without seconds', '/createdAt', '2025-03-10T09:00Z', '2025-03-10T09:00:00Z'],
  ['an hour that does not exist', '/checkedAt', '2025-03-10T25:00:00Z', null],
])('a row of an import is refused for %s', (_what, pointer, bad, good) =>
  expectRefusal('row', pointer, bad, good),
);

test('a row of an import may leave out its aliases', () => {
  const { aliases: _aliases, ...row } = anImportRow();
  expect(importRowSchema.parse(row).aliases).toEqual([]);
});

test.each([
  [
    '101 sources',
    '/evidence',
    times(101, () => fullPledge.evidence[0]),
    times(100, () => fullPledge.evidence[0]),
  ],
  ['51 related pledges', '/related', times(51, relation), times(50, relation)],
  [
    '51 responses',
    '/responses',
    times(51, () => fullPledge.responses[0]),
    times(50, () => fullPledge.responses[0]),
  ],
])('a pledge is refused for %s', (_what, pointer, bad, good) => expectRefusal('pledge', pointer, bad, good));

test.each([
  ['document', '/revision', 0, 1],
  ['document', '/status', 'deleted', 'retracted'],
  ['document', '/verdict/scheme', 0, 1],
  ['document', '/verdict/publishedAt', 'yesterday', null],
  ['document', '/underReview/since', '2025-03-12', '2025-03-12T00:00:00Z'],
  ['revision', '/kind', 'deletion', 'redaction'],
  ['revision', '/hash', hash.toUpperCase(), hash],
  ['revision', '/documentHash', hash.slice(1), hash],
  ['revision', '/previous', '', null],
  ['revision', '/tracker', 'UK-2017', 'uk-2017'],
])('a %s is refused for what is wrong at %s', (subject, pointer, bad, good) =>
  expectRefusal(subject, pointer, bad, good),
);

test.each([
  ['tracker', ''],
  ['tracker', '/publisher'],
  ['tracker', '/subject/term'],
  ['tracker', '/scheme'],
  ['tracker', '/scheme/verdicts/0'],
  ['tracker', '/categories/0'],
  ['tracker', '/documents/0'],
  ['tracker', '/licence'],
  ['tracker', '/corrections'],
  ['tracker', '/coverage'],
  ['pledge', ''],
  ['pledge', '/promise'],
  ['pledge', '/verdict'],
  ['pledge', '/evidence/0'],
  ['pledge', '/related/0'],
  ['pledge', '/responses/0'],
  ['row', ''],
  ['row', '/verdict'],
  ['document', '/underReview'],
  ['revision', ''],
])('in a %s, a field that nobody knows is refused and named at "%s"', (subject, pointer) => {
  const { schema, valid } = SUBJECTS[subject]!;
  const { error } = schema.safeParse(put(valid, `${pointer}/colour`, 'blue'));
  expect(error?.issues).toMatchObject([
    { code: 'unrecognized_keys', keys: ['colour'], path: pointer.split('/').slice(1).map(asPart) },
  ]);
});

test('a draft may lack anything, and what it has obeys the same limits', () => {
  expect(refused(pledgeDraftSchema, {})).toEqual([]);
  expect(refused(pledgeDraftSchema, { promise: {}, verdict: { headline: 'Begun' } })).toEqual([]);
  expect(refused(pledgeContentSchema, { promise: {}, verdict: {} })).toContain('/title');
  expect(refused(pledgeDraftSchema, { title: ' ' })).toEqual(['/title']);
  expect(refused(pledgeDraftSchema, { verdict: { body: '<b>' } })).toEqual(['/verdict/body']);
  expect(refused(pledgeDraftSchema, { promise: { page: 0 } })).toEqual(['/promise/page']);
  expect(refused(pledgeDraftSchema, { colour: 'blue' })).toEqual(['']);
});

test('a tracker stays out of search engines and claims no review unless it says so', () => {
  const { indexed: _indexed, claimReview: _claimReview, ...tracker } = aTracker();
  expect(trackerSchema.parse(tracker)).toMatchObject({ indexed: false, claimReview: false });
});

function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function asPart(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part;
}

function category(index: number) {
  return { id: `category-${index}`, label: { en: `Category ${index}` } };
}

function manifesto(index: number) {
  return { ...programme, id: `document-${index}` };
}

function schemeVerdict(index: number) {
  return { ...notStarted, id: `verdict-${index}`, order: index };
}

function relation(index: number) {
  return { pledge: `pledge-${index}`, relation: 'related' };
}

function email(length: number): string {
  const end = '.example';
  return `a@${`${'b'.repeat(50)}.`.repeat(4)}${'c'.repeat(length - 2 - 204 - end.length)}${end}`;
}

function address(length: number): string {
  return 'https://desk.example/'.padEnd(length, 'a');
}
