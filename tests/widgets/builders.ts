import type { Outcome } from '../../data/outcome.ts';
import type { Badge, Change, ListedPledge, PublishedPledge, Summary } from '../../data/published.ts';

const LABELS: Record<string, [string, Outcome]> = {
  'not-assessed': ['Not assessed', 'unrated'],
  'not-started': ['Not started', 'not-started'],
  'in-progress': ['In progress', 'in-progress'],
  stalled: ['Stalled', 'stalled'],
  compromise: ['Compromise', 'partial'],
  done: ['Done', 'kept'],
  broken: ['Broken', 'broken'],
  disputed: ['Disputed', 'unclear'],
};

let count = 0;

/** A pledge that no test has asked for before: answers are remembered for as long as a page lives. */
export function aPledgeId(slug = 'remove-barriers'): string {
  count += 1;
  return `fiction-2030/${slug}-${String(count).padStart(4, '0')}`;
}

/** A verdict of the scheme above. */
export function aLabel(id = 'broken') {
  const [label, outcome] = LABELS[id]!;
  return { id, label: { en: label }, outcome };
}

export function aChange(
  id: string,
  publishedAt: string | null,
  overrides: Partial<ReturnType<typeof aLabel>> = {},
) {
  return { ...aLabel(id), publishedAt, kind: 'verdict', ...overrides } satisfies Change;
}

/** A verdict that the desk has corrected away: its date is left, its words are not. */
export function aMistake(publishedAt: string): Change {
  return { id: null, label: null, outcome: null, publishedAt, kind: 'verdict' };
}

/** The pledge of DESIGN's example; its newest change is its verdict. */
export function aBadge(overrides: Partial<Badge> = {}): Badge {
  const changes = overrides.changes ?? [aChange('broken', '2019-05-16T09:30:00Z')];
  const { kind: _, ...verdict } = changes.at(-1) as ReturnType<typeof aChange>;
  return {
    title: 'Remove barriers to the integration of care',
    url: 'https://pledges.example/fiction-2030/remove-barriers',
    language: 'en',
    status: 'published',
    by: { name: 'Vote for Policies', url: 'https://voteforpolicies.example' },
    checkedAt: null,
    verdict: { ...verdict, final: true, effectiveOn: null, summary: 'The barriers still stand.' },
    changes,
    underReview: null,
    ...overrides,
  };
}

/** The same pledge in full. */
export function aPublishedPledge(overrides: Partial<PublishedPledge> = {}): PublishedPledge {
  const {
    verdict,
    underReview: _,
    ...badge
  } = aBadge(overrides.changes ? { changes: overrides.changes } : {});
  return {
    ...badge,
    tracker: 'fiction-2030',
    slug: 'remove-barriers',
    aliases: [],
    categories: ['health'],
    kind: 'action',
    promise: { quote: 'We will remove barriers.', document: 'manifesto-2030', page: 66 },
    manifesto: { title: 'Forward, Together', url: 'https://manifesto.example/' },
    verdict: { ...verdict, headline: 'Not in time', body: '', scheme: 1 },
    evidence: [{ title: 'Report', publisher: 'A committee' }],
    responses: [{ from: 'The ministry', text: 'We disagree.', date: '2019-06-01' }],
    related: [],
    revision: 1,
    createdAt: null,
    updatedAt: '2019-05-16T09:30:00Z',
    licence: { name: 'CC BY 4.0', url: 'https://licence.example/' },
    history: [],
    hash: '0'.repeat(64),
    ...overrides,
  };
}

/** 35 promises, of which two are umbrella promises: 28 of the other 33 are assessed. */
export function aSummary(overrides: Partial<Summary> = {}): Summary {
  const counts = { 'not-assessed': 5, 'not-started': 1, 'in-progress': 11, done: 9, broken: 7 };
  return {
    tracker: 'fiction-2030',
    name: 'Fiction government 2030',
    url: 'https://pledges.example/fiction-2030',
    language: 'en',
    by: { name: 'Vote for Policies', url: 'https://voteforpolicies.example' },
    category: null,
    coverage: null,
    notice: null,
    closedAt: null,
    updatedAt: '2019-05-16T09:30:00Z',
    tally: {
      total: 33,
      assessed: 28,
      counted: 28,
      umbrella: 2,
      retracted: 0,
      verdicts: Object.entries(counts).map(([id, count]) => ({
        ...aLabel(id),
        counted: id !== 'not-assessed',
        count,
      })),
    },
    pledges: [],
    ...overrides,
  };
}

/** One pledge of a summary. */
export function aListedPledge(title: string, verdict: string, publishedAt: string | null): ListedPledge {
  return { slug: title.toLowerCase().replace(/[^a-z0-9]+/g, '-'), title, verdict, publishedAt };
}
