// A council that does not exist, for trying things out: its verdicts may be changed at will.

import type { ImportRow } from '../import-row.ts';
import type { Evidence } from '../pledge.ts';
import { plain } from '../schemes/plain.ts';
import type { Tracker } from '../tracker.ts';

const FICTIONAL = 'Fictional: for trying things out. No such council exists.';
const MANIFESTO = 'harbour-programme-2024';

/** A small tracker that says in its name, its notice and its texts that it is fictional. */
export const tracker: Tracker = {
  id: 'example-harbour',
  visibility: 'public',
  name: 'Harbour Council promises (fictional)',
  language: 'en',
  timezone: 'Europe/London',
  publisher: { name: 'Harbour Desk (fictional)', url: 'https://example.org/' },
  subject: {
    name: 'Harbour Council (fictional)',
    party: null,
    term: { start: '2024-05-07', end: null },
  },
  scheme: plain,
  categories: [
    { id: 'transport', label: { en: 'Transport' } },
    { id: 'housing', label: { en: 'Housing' } },
    { id: 'environment', label: { en: 'Environment' } },
    { id: 'culture', label: { en: 'Culture' } },
  ],
  documents: [
    {
      id: MANIFESTO,
      title: 'A Programme for Harbour (fictional)',
      year: 2024,
      url: 'https://example.org/harbour/programme',
      party: null,
    },
  ],
  licence: { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
  methodology: `${FICTIONAL} The verdicts were invented, and may change whenever somebody tries something out.

A real desk says here how it works: which promises it follows, what each verdict means, what counts as evidence, and how often it looks again.`,
  corrections: { url: 'https://example.org/harbour/corrections' },
  imprint: `${FICTIONAL} A real desk says here who answers for its verdicts and where to write.`,
  funding: `${FICTIONAL} A real desk says here who pays for its work.`,
  privacy: `${FICTIONAL} A real desk says here what it knows about its readers, why, and for how long.`,
  review: 'one',
  reviewEvery: 90,
  notice: FICTIONAL,
  indexed: false,
  claimReview: false,
  closedAt: null,
};

/** A source whose address leads nowhere: example.org is kept free for this by RFC 2606. */
function source(page: string, title: string, date: string): Evidence {
  return { title, publisher: 'Harbour Desk (fictional)', url: `https://example.org/harbour/${page}`, date };
}

/** Five pledges with five outcomes. `reopen-the-harbour-ferry` is in progress, and is the one to change in a trial. */
export const pledges: ImportRow[] = [
  {
    slug: 'reopen-the-harbour-ferry',
    title: 'Reopen the harbour ferry',
    categories: ['transport'],
    promise: {
      quote: 'The ferry between the Old Quay and the North Shore will run again, every day of the week.',
      document: MANIFESTO,
      page: 4,
    },
    kind: 'action',
    due: '2025-09-30',
    verdict: {
      id: 'in-progress',
      effectiveOn: '2025-03-06',
      headline: 'Ferry contract signed, and the first crossing is still to come',
      summary: 'The council has hired an operator and a boat. No passenger has crossed yet.',
      body: `On 6 March 2025 the council signed a contract with an operator for a daily service. A boat has been chartered, and work on the landing stage at the Old Quay has begun.

The promise is that the ferry *will run*. Until it does, the verdict is **In progress**.`,
      schedule: 'not-due',
      publishedAt: '2025-03-10T09:00:00Z',
    },
    evidence: [
      source('ferry-contract', 'Minutes: award of the ferry contract', '2025-03-06'),
      source('landing-stage', 'Notice of works at the Old Quay landing stage', '2025-02-20'),
    ],
    related: [{ pledge: 'freeze-parking-charges-in-the-old-town', relation: 'related' }],
    responses: [],
    aliases: ['bring-back-the-ferry'],
    createdAt: '2024-06-03T09:00:00Z',
    updatedAt: '2025-03-10T09:00:00Z',
    checkedAt: '2025-03-10T09:00:00Z',
  },
  {
    slug: 'plant-one-thousand-street-trees',
    title: 'Plant 1,000 street trees',
    categories: ['environment'],
    promise: {
      quote: 'We will plant a thousand trees along our streets by the end of March 2025.',
      document: MANIFESTO,
      page: 7,
    },
    kind: 'target',
    due: '2025-03-31',
    verdict: {
      id: 'kept',
      effectiveOn: '2025-03-21',
      headline: 'The thousandth tree goes in with ten days to spare',
      summary: 'The planting register shows 1,012 new street trees by 21 March 2025.',
      body: 'The register lists each tree with its street and its date. The desk visited 40 of the places, chosen by lot, and found a tree at every one.',
      schedule: 'on-time',
      publishedAt: '2025-03-26T08:30:00Z',
    },
    evidence: [source('tree-register', 'Register of street trees, edition of March 2025', '2025-03-21')],
    related: [],
    responses: [],
    aliases: [],
    createdAt: '2024-06-03T09:05:00Z',
    updatedAt: '2025-03-26T08:30:00Z',
    checkedAt: '2025-03-26T08:30:00Z',
  },
  {
    slug: 'build-two-hundred-council-homes',
    title: 'Build 200 council homes in a year',
    categories: ['housing'],
    promise: {
      quote: 'In the first year of our programme we will complete two hundred council homes.',
      document: MANIFESTO,
      page: 10,
    },
    kind: 'target',
    due: '2025-05-06',
    verdict: {
      id: 'partial',
      effectiveOn: '2025-05-06',
      headline: 'A year on, 131 of the 200 homes have their keys',
      summary: 'The council completed 131 homes in the year. The other 69 were begun and not finished.',
      body: 'Completion certificates were issued for 131 homes between 7 May 2024 and 6 May 2025. That is a substantial part of what was promised, and it is not the whole.',
      schedule: 'missed',
      reasons: ['deadline-missed', 'external'],
      publishedAt: '2025-05-14T10:00:00Z',
    },
    evidence: [source('completions', 'Completion certificates, May 2024 to May 2025', '2025-05-09')],
    related: [],
    responses: [
      {
        from: 'Harbour Council (fictional)',
        text: 'A flooded site cost us four months. The remaining homes will be finished by the winter.',
        date: '2025-05-16',
        url: 'https://example.org/harbour/statement-on-homes',
      },
    ],
    aliases: [],
    createdAt: '2024-06-03T09:10:00Z',
    updatedAt: '2025-05-14T10:00:00Z',
    checkedAt: '2025-05-14T10:00:00Z',
  },
  {
    slug: 'freeze-parking-charges-in-the-old-town',
    title: 'Freeze parking charges in the Old Town',
    categories: ['transport'],
    promise: {
      quote: 'Parking charges in the Old Town will not rise before 2028.',
      document: MANIFESTO,
      page: 5,
    },
    kind: 'continue',
    due: '2027-12-31',
    verdict: {
      id: 'broken',
      effectiveOn: '2025-02-01',
      headline: 'Old Town parking goes up by 40p an hour',
      summary: 'The council raised the charge on 1 February 2025, three years before the freeze was to end.',
      body: 'The budget for 2025 raised the hourly charge from £1.60 to £2.00. A promise that something will not rise is broken on the day it does.',
      reasons: ['reversed', 'funding'],
      publishedAt: '2025-02-03T12:00:00Z',
    },
    evidence: [source('parking-order', 'Parking places order, January 2025', '2025-01-17')],
    related: [{ pledge: 'reopen-the-harbour-ferry', relation: 'related' }],
    responses: [],
    aliases: [],
    createdAt: '2024-06-03T09:15:00Z',
    updatedAt: '2025-02-03T12:00:00Z',
    checkedAt: '2025-02-03T12:00:00Z',
  },
  {
    slug: 'open-the-library-on-sundays',
    title: 'Open the central library on Sundays',
    categories: ['culture'],
    promise: {
      quote: 'The central library will open its doors on Sundays.',
      document: MANIFESTO,
      page: 12,
    },
    kind: 'action',
    due: null,
    verdict: {
      id: 'stalled',
      effectiveOn: null,
      headline: 'Sunday opening waits for staff who were never hired',
      summary: 'A trial was announced in September 2024. The posts it needs have stood empty since.',
      body: 'The council approved a trial and advertised four posts. Nobody was appointed, the advertisements ran out in December 2024, and no new date has been given.',
      publishedAt: '2025-01-20T11:15:00Z',
    },
    evidence: [
      source('library-trial', 'Announcement of a Sunday trial at the central library', '2024-09-12'),
      source('library-posts', 'Advertisements for library posts, closed in December 2024', '2024-12-13'),
    ],
    related: [],
    responses: [],
    aliases: [],
    createdAt: '2024-06-03T09:20:00Z',
    updatedAt: '2025-01-20T11:15:00Z',
    checkedAt: '2025-01-20T11:15:00Z',
  },
];
