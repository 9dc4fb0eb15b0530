import { expect, test } from 'vitest';
import { importableSchema } from '../../data/import-row.ts';
import { type PledgeContent, publishableSchema } from '../../data/pledge.ts';
import * as example from '../../data/seed/example.ts';
import * as uk2017 from '../../data/seed/uk-2017.ts';
import { trackerSchema } from '../../data/tracker.ts';
import { NOW } from '../builders.ts';

const REMOVE_BARRIERS = 'remove-barriers-to-the-integration-of-care-before-april-2018';
const SUPPORT_WORKING = 'support-more-integrated-working-across-health-services';
const SEEDS = [uk2017, example].map((seed) => ({ ...seed, id: seed.tracker.id }));

function contentOf(row: (typeof uk2017.pledges)[number]): PledgeContent {
  const { slug: _, aliases: _a, createdAt: _c, updatedAt: _u, checkedAt: _k, ...pledge } = row;
  const { publishedAt: _p, headline = '', ...verdict } = pledge.verdict;
  return { ...pledge, verdict: { ...verdict, headline } };
}

function countBy(values: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

test.each(SEEDS)('$id is a tracker, and each of its pledges can be imported and published there', (seed) => {
  expect(trackerSchema.parse(seed.tracker)).toEqual(seed.tracker);
  const importable = importableSchema(seed.tracker, NOW);
  const publishable = publishableSchema(seed.tracker, NOW);
  for (const pledge of seed.pledges) {
    expect(importable.parse(pledge)).toEqual(pledge);
    expect(publishable.safeParse(contentOf(pledge)).error).toBeUndefined();
  }
});

test.each(SEEDS)('in $id every address is unique and every related pledge exists', ({ pledges }) => {
  const names = pledges.flatMap(({ slug, aliases }) => [slug, ...aliases]);
  expect(new Set(names).size).toBe(names.length);
  const slugs = new Set(pledges.map(({ slug }) => slug));
  for (const { slug, related } of pledges)
    for (const { pledge } of related) {
      expect(slugs).toContain(pledge);
      expect(pledge).not.toBe(slug);
    }
});

test.each(SEEDS)('$id has a headline, a summary and a source for every verdict', ({ pledges }) => {
  for (const { verdict, evidence } of pledges) {
    expect(verdict.headline?.length).toBeLessThanOrEqual(140);
    expect(verdict.headline).not.toBe(verdict.summary);
    expect(verdict.body).not.toContain('<');
    expect(evidence.some(({ url }) => url)).toBe(true);
  }
});

test('the archive holds 35 pledges: 18 in progress, 8 done, 6 broken, 3 not started', () => {
  expect(uk2017.pledges).toHaveLength(35);
  expect(countBy(uk2017.pledges.map(({ verdict }) => verdict.id))).toEqual({
    'in-progress': 18,
    done: 8,
    broken: 6,
    'not-started': 3,
  });
});

test('the archive has pledges in each of its 14 categories', () => {
  expect(countBy(uk2017.pledges.flatMap(({ categories }) => categories))).toEqual({
    'brexit-and-europe': 2,
    crime: 3,
    defence: 3,
    economy: 3,
    education: 2,
    environment: 2,
    'equalities-and-rights': 5,
    'foreign-policy': 3,
    health: 3,
    housing: 2,
    immigration: 3,
    jobs: 2,
    'society-and-culture': 1,
    tax: 1,
  });
  expect(uk2017.tracker.categories).toHaveLength(14);
});

test('the archive says what it is, whose verdicts they are and how little of the whole it holds', () => {
  const { notice, coverage, indexed, claimReview } = uk2017.tracker;
  expect(notice).toMatch(/^Archived demonstration: verdicts by Vote for Policies.*not affiliated/);
  expect(coverage).toEqual({
    total: 694,
    note: '35 of about 694, not a representative sample',
    source: 'https://policytracker.org.uk',
  });
  expect({ indexed, claimReview }).toEqual({ indexed: false, claimReview: false });
});

test('every verdict of the archive leads to the page of the Policy Tracker that it was read from', () => {
  for (const { slug, title, evidence } of uk2017.pledges)
    expect(evidence[0]).toMatchObject({
      title: `Policy Tracker: ${title}`,
      publisher: 'Vote for Policies',
      url: `https://policytracker.org.uk/policies/${slug}`,
      date: null,
    });
});

test('the two pledges told in full are related to each other and name their sources', () => {
  const [barriers, support] = [REMOVE_BARRIERS, SUPPORT_WORKING].map((name) =>
    uk2017.pledges.find(({ slug }) => slug === name),
  );
  expect(barriers).toMatchObject({
    due: '2018-04-01',
    verdict: { id: 'broken', schedule: 'missed', reasons: ['deadline-missed'] },
    related: [{ pledge: SUPPORT_WORKING, relation: 'related' }],
  });
  expect(support).toMatchObject({
    kind: 'action',
    verdict: { id: 'done' },
    related: [{ pledge: REMOVE_BARRIERS, relation: 'related' }],
  });
  for (const pledge of [barriers!, support!]) {
    expect(pledge.verdict.body.split('\n\n').length).toBeGreaterThanOrEqual(2);
    expect(pledge.evidence.length).toBeGreaterThanOrEqual(4);
  }
  expect(uk2017.pledges.filter(({ verdict }) => verdict.body)).toHaveLength(2);
});

test('the archive keeps the hour of its verdicts, as it was in London', () => {
  const london = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: uk2017.tracker.timezone,
  });
  const shown = Object.fromEntries(
    uk2017.pledges.map(({ slug, updatedAt }) => [slug, updatedAt && london.format(new Date(updatedAt))]),
  );
  expect(shown[REMOVE_BARRIERS]).toBe('16 May 2019 at 14:01');
  expect(shown[SUPPORT_WORKING]).toBe('23 September 2019 at 21:07');
  for (const { verdict, updatedAt } of uk2017.pledges) expect(verdict.publishedAt).toBe(updatedAt);
});

test('what the source does not show stays unknown: two rows have neither date nor page', () => {
  const unknown = uk2017.pledges.filter(({ updatedAt, promise }) => !updatedAt || !promise.page);
  expect(unknown.map(({ slug, updatedAt, promise }) => [slug, updatedAt, promise.page])).toEqual([
    ['increase-the-national-living-wage-to-60-of-median-earnings-by-2020', null, null],
    ['meet-the-nato-commitment-to-spend-at-least-2-of-gdp-on-defence', null, null],
  ]);
});

test('the two umbrella promises are marked, so that no tally counts them', () => {
  const umbrella = uk2017.pledges.filter(({ kind }) => kind === 'umbrella');
  expect(umbrella.map(({ slug }) => slug)).toEqual([
    'deliver-security-from-terrorism-and-crime-2',
    'help-britains-police-forces-and-prosecutorial-services-to-fight-crime',
  ]);
});

test('the fictional tracker says so wherever it may be quoted, and leads to no real place', () => {
  const { name, notice, publisher, subject, imprint, funding, privacy, methodology } = example.tracker;
  for (const words of [name, notice, publisher.name, subject.name, imprint, funding, privacy, methodology])
    expect(words).toMatch(/fictional/i);
  for (const { evidence } of example.pledges)
    for (const { url } of evidence) expect(url).toMatch(/^https:\/\/example\.org\//);
});

test('the fictional tracker has five pledges, each with another outcome, and a ferry that is not there yet', () => {
  expect(example.pledges).toHaveLength(5);
  expect(new Set(example.pledges.map(({ verdict }) => verdict.id)).size).toBe(5);
  const ferry = example.pledges.find(({ slug }) => slug === 'reopen-the-harbour-ferry');
  expect(ferry?.verdict).toMatchObject({ id: 'in-progress', publishedAt: '2025-03-10T09:00:00Z' });
  for (const { verdict } of example.pledges) expect(verdict.publishedAt).toMatch(/^202[45]-/);
});
