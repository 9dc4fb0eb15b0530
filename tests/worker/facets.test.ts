// A second way to sort pledges: what a tracker says of it, and who finds what by it.
import { reset } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type Listing,
  listingSchema,
  type PublishedPledge,
  publishedTrackerSchema,
  type Summary,
  summarySchema,
} from '../../data/published.ts';
import { openDataSchema, summaryQuery } from '../../worker/contract/public-answers.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { act, document } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, untilPublished } from './client.ts';
import { exported, sendCsv } from './exchange.ts';
import { page } from './page.ts';

const FACETS = [
  {
    id: 'party',
    label: { en: 'Party <i>' },
    values: [
      { id: 'greens', label: { en: 'The "Greens"' } },
      { id: 'harbour-list', label: { en: 'Harbour List' } },
    ],
  },
  { id: 'home-region', label: { en: 'Region' }, values: [{ id: 'north', label: { en: 'North' } }] },
];
const TRACKER = aTracker({ facets: FACETS });
const ROWS = [
  anImportRow({
    slug: 'both-parties',
    facets: { party: ['greens', 'harbour-list'], 'home-region': ['north'] },
  }),
  anImportRow({ slug: 'greens-alone', facets: { party: ['greens'] }, categories: ['housing'] }),
  anImportRow({ slug: 'of-nobody' }),
];

beforeEach(async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: TRACKER }), 201);
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: ROWS } }));
  await untilPublished();
});
afterEach(reset);

async function list(query: string) {
  const { pledges, counts } = await json<Listing>(
    fetchAsReader(`/api/v1/trackers/test-tracker/pledges?${query}`),
  );
  return { slugs: pledges.map(({ slug }) => slug).sort(), counts };
}

test('a list is narrowed by values of facets and by all else at once, and counts what each would find', async () => {
  const { slugs, counts } = await list('facet=party:greens');
  expect(slugs).toEqual(['both-parties', 'greens-alone']);
  expect(counts).toMatchObject({
    category: { transport: 1, housing: 1 },
    facet: { party: { greens: 2, 'harbour-list': 1 }, 'home-region': { north: 1 } },
  });
  expect((await list('facet=party:greens&facet=home-region:north')).slugs).toEqual(['both-parties']);
  expect((await list('facet=party:greens&facet=party:harbour-list')).slugs).toEqual(['both-parties']);
  expect((await list('facet=party:greens&category=housing&q=ferry')).slugs).toEqual(['greens-alone']);
  expect((await list('facet=')).slugs).toHaveLength(3);
});

test.each([
  'party:nobody',
  'nothing:greens',
  'party',
  ':',
  'constructor:name',
  '__proto__:x',
  'party:greens:more',
  '%00:a',
])('by %s nothing is found, and nothing breaks', async (term) => {
  const terms = `facet=${term}`;
  expect((await list(terms)).slugs).toEqual(
    term === 'party:greens:more' ? ['both-parties', 'greens-alone'] : [],
  );
  await page(`/test-tracker?${terms}`);
  expect([400, 404]).toContain((await fetchAsReader(`/api/v1/summaries/test-tracker?${terms}`)).status);
});

test('a value has a summary of its own; with a category beside it there is none, and that is said', async () => {
  const of = (query: string) => fetchAsReader(`/api/v1/summaries/test-tracker?${query}`);
  const summary = await json<Summary>(of('facet=party:greens'));
  expect(summary).toMatchObject({
    category: null,
    facet: FACETS[0] && { id: 'party', value: FACETS[0].values[0] },
  });
  expect(summary.tally.total).toBe(2);
  expect(await json(of('facet=party:greens&category=housing'), 400)).toMatchObject({
    detail: expect.stringContaining('not both'),
  });
  expect(await json(of('facet=party:greens&facet=party:greens'), 400)).toMatchObject({
    errors: [{ pointer: '/query/facet' }],
  });
  expect(await json<Summary>(of('category=housing'))).not.toHaveProperty('facet');
  // It follows the pledge.
  const { version } = await json<{ version: number }>(
    fetchAsEditor('/trackers/test-tracker/pledges/greens-alone'),
  );
  await json(
    act('retract', version, { note: 'Not promised.' }, '/trackers/test-tracker/pledges/greens-alone'),
  );
  await untilPublished();
  expect((await json<Summary>(of('facet=party:greens'))).tally).toMatchObject({ total: 1, retracted: 1 });
});

test('the pages name facets, escaped, lead to the others of a value, and offer them as filters without a script', async () => {
  const pledge = await page('/test-tracker/both-parties');
  expect(pledge).toContain('<dt>Party &lt;i&gt;:</dt>');
  expect(pledge).toContain('<a href="/test-tracker?facet=party:greens#pledges">The &quot;Greens&quot;</a>');
  const tracker = await page('/test-tracker?facet=party:greens&facet=home-region:north');
  expect(tracker).toContain('Results: 1');
  expect(tracker).toContain('<option value="party:greens" selected="">The &quot;Greens&quot; (1)</option>');
  expect(tracker.match(/<select name="facet">/g)).toHaveLength(2);
});

test('oEmbed, frames and the embed builder show a value of a facet by itself, and nothing of one that there is not', async () => {
  const summary = '<pledge-summary tracker="test-tracker" facet="party:harbour-list"';
  const ask = (path: string) => fetchAsReader(path);
  const pasted = encodeURIComponent('https://pledges.example/test-tracker?facet=party:harbour-list#pledges');
  const { html, title } = await json<{ html: string; title: string }>(ask(`/oembed?url=${pasted}`));
  expect(html).toContain(summary);
  expect(html).toContain('/embed/summary/test-tracker?facet=party%3Aharbour-list&amp;as-of=');
  expect(title).toBe('Test tracker: Harbour List');
  const frame = await (await ask('/embed/list/test-tracker?facet=party:harbour-list')).text();
  expect(frame).toContain('facet="party:harbour-list"');
  expect(frame).toContain('href="https://pledges.example/test-tracker?facet=party:harbour-list"');
  const both = await (await ask('/embed/summary/test-tracker?category=housing&facet=party:greens')).text();
  expect(both).toMatch(/<pledge-summary[^>]* category="housing"/);
  expect(both).not.toContain('facet=');
  expect(await (await ask('/embed/summary/test-tracker?facet=party:none"><b>')).text()).not.toContain(
    'facet=',
  );
  const builder = await (await ask('/embed?tracker=test-tracker&facet=party:greens')).text();
  expect(builder).toContain('name="facet" value="party:greens"');
  expect(builder).toContain('facet=&quot;party:greens&quot;');
  expect(builder).toContain('<a href="/embed?tracker=test-tracker&amp;facet=home-region:north">North</a>');
  expect((await ask('/embed?tracker=test-tracker&facet=party:none')).status).toBe(404);
});

test('the description of the API knows of facets, in what may be asked and in every answer', async () => {
  expect(Object.keys(summaryQuery.shape)).toContain('facet');
  for (const [path, schema] of [
    ['trackers/test-tracker', publishedTrackerSchema],
    ['trackers/test-tracker/pledges?facet=party:greens', listingSchema],
    ['summaries/test-tracker?facet=party:greens', summarySchema],
    ['trackers/test-tracker/export.json', openDataSchema],
  ] as const)
    expect([path, schema.safeParse(await json(fetchAsReader(`/api/v1/${path}`))).error]).toEqual([
      path,
      undefined,
    ]);
});

test('a spreadsheet has a column for each, however its header is written, and the same file again changes nothing', async () => {
  const csv = await exported('csv');
  expect(csv).toMatch(/,facet_home-region,facet_party\r\n/);
  expect(csv).toContain(',north,greens|harbour-list\r\n');
  expect(await json(sendCsv(csv))).toMatchObject({ unchanged: 3 });
  expect(await json(sendCsv(csv.replace('facet_home-region', 'Facet home_region')))).toMatchObject({
    unchanged: 3,
  });
  expect(await json(sendCsv(csv.replace(',north,', ',south,')), 422)).toMatchObject({
    errors: [
      { column: 'facet_home-region', line: expect.any(Number), detail: expect.stringContaining('north') },
    ],
  });
  expect(await json(sendCsv(csv.replace('facet_home-region', 'facet_planet')), 422)).toMatchObject({
    errors: [{ column: 'facet_planet', detail: expect.stringContaining('party') }],
  });
  const readers = await (await fetchAsReader('/api/v1/trackers/test-tracker/export.csv')).text();
  expect(readers).toMatch(/,facet_party,facet_home-region\r\n/);
});

test('what is in use stays with the tracker; what is not may go, and its summary with it', async () => {
  const change = (version: number, facets: typeof FACETS) =>
    fetchAsEditor('/trackers/test-tracker', { method: 'PUT', version, body: { ...TRACKER, facets } });
  expect(await json(change(1, FACETS.slice(1)), 422)).toMatchObject({
    errors: [{ pointer: '/facets', detail: expect.stringContaining('party:greens') }],
  });
  const [party, region] = FACETS;
  const pink = { id: 'pink', label: { en: 'Pink' } };
  await json(change(1, [{ ...party!, values: [...party!.values, pink] }, region!]));
  await untilPublished();
  expect(await env.PUBLISHED.get('v1:summary:test-tracker/party:pink')).not.toBeNull();
  await json(change(2, FACETS));
  await untilPublished();
  expect(await env.PUBLISHED.get('v1:summary:test-tracker/party:pink')).toBeNull();
});

test('a pledge is published with values of its tracker alone, and its record holds them', async () => {
  const path = '/trackers/test-tracker/pledges/of-nobody';
  const record = await json<{ version: number; published: PublishedPledge }>(fetchAsEditor(path));
  const { title, categories, promise, kind, evidence, related, responses } = record.published;
  const { id, effectiveOn, headline, summary, body } = record.published.verdict;
  const verdict = { id, effectiveOn, headline, summary, body };
  const draft = { title, categories, promise, kind, verdict, evidence, related, responses };
  const write = (version: number, facets: object) =>
    fetchAsEditor(path, { method: 'PUT', version, body: { ...draft, facets } });
  await json(write(record.version, { party: ['nobody'], planet: ['mars'] }));
  const refused = await json(act('publish', record.version + 1, { note: 'Filed.' }, path), 422);
  expect(refused).toMatchObject({
    errors: [
      {
        pointer: '/draft/facets/party/0',
        code: 'unknown-id',
        allowed: { choices: ['greens', 'harbour-list'] },
      },
      { pointer: '/draft/facets/planet', code: 'unknown-id' },
    ],
  });
  await json(write(record.version + 1, { party: ['harbour-list'] }));
  await json(act('publish', record.version + 2, { note: 'Filed.' }, path));
  const shown = await document('of-nobody');
  expect([shown.facets, shown.asRecorded]).toEqual([
    { party: ['harbour-list'] },
    { facets: { party: ['harbour-list'] } },
  ]);
});
