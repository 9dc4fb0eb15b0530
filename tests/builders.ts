// The smallest valid documents, each with what a test is about put over it. Pure: they run in Node, workerd and browsers.
import type { ImportRow } from '../data/import-row.ts';
import type { PledgeContent } from '../data/pledge.ts';
import { plain } from '../data/schemes/plain.ts';
import type { Tracker } from '../data/tracker.ts';

/** An instant after all that these documents, and the seeds, tell as past. */
export const NOW = '2026-06-01T12:00:00.000Z';

/** A public tracker on the plain scheme with four categories (transport, housing, health, tax) and the document `programme`. */
export function aTracker(overrides: Partial<Tracker> = {}): Tracker {
  return {
    id: 'test-tracker',
    visibility: 'public',
    name: 'Test tracker',
    language: 'en',
    timezone: 'Europe/London',
    publisher: { name: 'Test Desk', url: 'https://desk.example/' },
    subject: { name: 'Test Council', term: { start: '2024-05-07' } },
    scheme: plain,
    categories: [
      { id: 'transport', label: { en: 'Transport' } },
      { id: 'housing', label: { en: 'Housing' } },
      { id: 'health', label: { en: 'Health' } },
      { id: 'tax', label: { en: 'Tax' } },
    ],
    documents: [{ id: 'programme', title: 'The Programme', year: 2024 }],
    licence: { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    methodology: 'How verdicts are made.',
    corrections: { email: 'corrections@desk.example' },
    imprint: 'Who answers for this.',
    funding: 'Who pays for this.',
    privacy: 'What is known about readers.',
    review: 'one',
    reviewEvery: 90,
    indexed: false,
    claimReview: false,
    ...overrides,
  };
}

/** A verdict of the plain scheme: in progress. */
export function aVerdict(overrides: Partial<PledgeContent['verdict']> = {}): PledgeContent['verdict'] {
  return {
    id: 'in-progress',
    effectiveOn: null,
    headline: 'Work has begun',
    summary: 'The first step has been taken.',
    body: '',
    ...overrides,
  };
}

/** A pledge as an editor writes it, ready to publish in `aTracker()`. */
export function aPledge(overrides: Partial<PledgeContent> = {}): PledgeContent {
  return {
    title: 'Reopen the ferry',
    categories: ['transport'],
    promise: { quote: 'The ferry will run again.', document: 'programme' },
    kind: 'action',
    verdict: aVerdict(),
    evidence: [{ title: 'Minutes of the council', publisher: 'Test Council' }],
    related: [],
    responses: [],
    ...overrides,
  };
}

/** A row of an import, ready for `aTracker()`; its verdict was published on 10 March 2025. */
export function anImportRow(overrides: Partial<ImportRow> = {}): ImportRow {
  return {
    ...aPledge(),
    slug: 'reopen-the-ferry',
    aliases: [],
    verdict: { ...aVerdict(), publishedAt: '2025-03-10T09:00:00Z' },
    createdAt: null,
    updatedAt: '2025-03-10T09:00:00Z',
    checkedAt: null,
    ...overrides,
  };
}
