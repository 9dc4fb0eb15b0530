import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { type Listing, listingSchema } from '../../data/published.ts';
import { anImportRow, aTracker, aVerdict } from '../builders.ts';
import { act, PLEDGE } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';

afterEach(() => reset());

const LIST = '/api/v1/trackers/test-tracker/pledges';

async function list(query = '', status = 200): Promise<Listing> {
  const answer = await json(fetchAsReader(`${LIST}${query}`), status);
  return status === 200 ? listingSchema.parse(answer) : (answer as Listing);
}

const slugs = ({ pledges }: Listing) => pledges.map(({ slug }) => slug);

async function publishAll(rows: Partial<Parameters<typeof anImportRow>[0]>[]): Promise<void> {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  await bringIn(rows);
}

async function bringIn(rows: Partial<Parameters<typeof anImportRow>[0]>[]): Promise<void> {
  const body = { pledges: rows.map((row) => anImportRow(row)) };
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body }));
  await untilPublished();
}

const promise = (quote: string) => ({ quote, document: 'programme' });

test('a search finds words of title, quotation and summary in any order, and their beginnings', async () => {
  await publishAll([
    { slug: 'reopen-the-ferry' },
    {
      slug: 'school-meals',
      title: 'Free school meals',
      promise: promise('Every pupil will be fed.'),
      verdict: { ...anImportRow().verdict, summary: 'Budget found for breakfasts.' },
    },
  ]);
  const finds = async (q: string) => slugs(await list(`?q=${encodeURIComponent(q)}`));
  expect(await finds('ferry reopen')).toEqual(['reopen-the-ferry']);
  expect(await finds('pupil breakfasts free')).toEqual(['school-meals']);
  expect(await finds('school brea')).toEqual(['school-meals']);
  expect(await finds('scho meals')).toEqual(['school-meals']);
  expect(await finds('chool')).toEqual([]);
  expect(await finds('"FERRY", again!')).toEqual(['reopen-the-ferry']);
  expect(await finds('tram')).toEqual([]);
  expect(await finds('?!')).toHaveLength(2);
  expect(await finds('__proto__ constructor')).toEqual([]);
});

test.each([
  ['Ysgolion Môn', 'ysgolion mon'],
  ['Réforme de l’Économie', 'REFORME economie'],
  ['Straße und Bahnhöfe', 'strasse bahnhofe'],
  ['Øl til Łódź', 'ol lodz'],
  ['إصلاح التعليم', 'اصلاح التعليم'],
  ['بناء المدارس والمكتبات', 'مدارس مكتب'],
  ['خطة الإسكان الوطنيّة', 'وطنيه اسكان'],
  ['مكتبةٌ لكلّ حـيّ', 'مكتبه حي'],
  ['Schulsanierungen in der Fährstraße', 'schulsanierung faehrstrasse'],
  ['Neue Brücken bauen', 'neue bruecke'],
  ['Οι δρόμοι της πόλης', 'δρομοι πολησ'],
  ['Ремонт школ и ёлки', 'ШКОЛ елки'],
  ['בניית בתי ספר בשלום', 'בניי בשלומ'],
  ['ﬁnance Nº２', 'finance no2'],
])('%s is found by %s', async (title, q) => {
  await publishAll([{ slug: 'found', title }, { slug: 'other' }]);
  expect(slugs(await list(`?q=${encodeURIComponent(q)}`))).toEqual(['found']);
  expect(slugs(await list(`?q=${encodeURIComponent(title)}`))).toEqual(['found']);
});

test('filters narrow the list, and the counts beside each say what its other values would find', async () => {
  const broken = { ...anImportRow().verdict, id: 'broken' };
  await publishAll([
    { slug: 'aaa', categories: ['transport', 'tax'] },
    { slug: 'bbb', categories: ['housing'], verdict: broken },
    { slug: 'ccc', categories: ['tax'], verdict: broken, title: 'Lower the ferry tax' },
  ]);
  const whole = await list();
  expect(whole).toMatchObject({ total: 3, next: null });
  expect(whole.counts).toEqual({
    verdict: { 'in-progress': 1, broken: 2 },
    outcome: { 'in-progress': 1, broken: 2 },
    category: { transport: 1, tax: 2, housing: 1 },
    facet: {},
  });
  const tax = await list('?category=tax&verdict=broken');
  expect(slugs(tax)).toEqual(['ccc']);
  expect(tax.counts).toEqual({
    verdict: { 'in-progress': 1, broken: 1 },
    outcome: { broken: 1 },
    category: { housing: 1, tax: 1 },
    facet: {},
  });
  expect(slugs(await list('?outcome=broken&q=ferry'))).toEqual(['bbb', 'ccc']);
  expect(slugs(await list('?verdict=&category=&q=&sort=title'))).toHaveLength(3);
  expect(await list('?category=none')).toMatchObject({ total: 0, pledges: [] });
});

test('pages follow each other without repeating or skipping a row, whatever is published between them', async () => {
  const at = (day: number) => `2025-03-${String(day).padStart(2, '0')}T09:00:00Z`;
  const rows = [1, 2, 3, 4, 5].map((day) => ({
    slug: `pledge-${day}`,
    title: `Pledge ${6 - day}`,
    updatedAt: day === 1 ? null : at(day),
    ...(day === 1 ? { verdict: { ...anImportRow().verdict, publishedAt: null } } : {}),
  }));
  await publishAll(rows);
  const first = await list('?limit=2');
  expect(slugs(first)).toEqual(['pledge-5', 'pledge-4']);
  await bringIn([{ slug: 'pledge-6', updatedAt: at(6) }]);
  const pages = [first];
  for (let next = first.next; next; next = pages.at(-1)?.next ?? null)
    pages.push(await list(`?limit=2&cursor=${encodeURIComponent(next)}`));
  expect(pages.flatMap(slugs)).toEqual(['pledge-5', 'pledge-4', 'pledge-3', 'pledge-2', 'pledge-1']);

  const titles = await list('?sort=title&limit=3');
  const more = await list(`?sort=title&limit=3&cursor=${encodeURIComponent(titles.next ?? '')}`);
  expect([titles, more].flatMap(slugs)).toEqual([
    'pledge-5',
    'pledge-4',
    'pledge-3',
    'pledge-2',
    'pledge-1',
    'pledge-6',
  ]);
});

test('of a withdrawn verdict nothing is found any more, but the pledge is', async () => {
  await publishAll([{ verdict: { ...anImportRow().verdict, summary: 'A libel, alas.' } }]);
  expect((await list('?q=libel')).total).toBe(1);
  await json(act('retract', 1, { note: 'It was wrong.' }, PLEDGE));
  await untilPublished();
  expect((await list('?q=libel')).total).toBe(0);
  expect(slugs(await list('?q=ferry&verdict=withdrawn'))).toEqual(['reopen-the-ferry']);
});

test.each([
  ['?sort=random', '/query/sort'],
  ['?limit=0', '/query/limit'],
  ['?limit=101', '/query/limit'],
  ['?limit=ten', '/query/limit'],
  ['?cursor=nonsense', '/query/cursor'],
  [`?q=${'x'.repeat(201)}`, '/query/q'],
])('%.20s is refused, and the problem names %s', async (query, pointer) => {
  await publishAll([{}]);
  expect(await list(query, 400)).toMatchObject({ errors: [{ pointer }] });
});

test('a list says no more than it has to: unknown trackers are 404, what newsletters add to addresses is left aside', async () => {
  await publishAll([{ verdict: { ...anImportRow().verdict, ...aVerdict() } as never }]);
  await json(fetchAsReader('/api/v1/trackers/none/pledges'), 404);
  expect((await list('?utm_source=newsletter')).total).toBe(1);
});
