// The gallery's own API: documents of fictional trackers, made by the projection that makes the real ones and held
// against the published schemas, so a gallery that shows anything shows what an installation would.
import type { Pledge } from '../../data/pledge.ts';
import { badgesSchema, publishedPledgeSchema, summarySchema } from '../../data/published.ts';
import type { RevisionKind } from '../../data/revision.ts';
import { plain } from '../../data/schemes/plain.ts';
import type { Tracker } from '../../data/tracker.ts';
import { trackerSchema } from '../../data/tracker.ts';
import type { PledgeInput, RowInput, TrackerInput } from '../../worker/projection/input.ts';
import { badge, publishedPledge } from '../../worker/projection/pledge.ts';
import { summary } from '../../worker/projection/tracker.ts';
import { FICTION, type Fiction, LANGUAGES, type Language } from './fiction.ts';

/** RFC 2606 keeps it free: links from the gallery lead to nobody. */
export const ORIGIN = 'https://example.org';
export const HASH = '0'.repeat(64);

type Step = [kind: RevisionKind, verdict: string, on: string, note?: 'changed' | 'corrected' | 'withdrawn'];
type State = { title: number; steps: Step[]; status?: 'retracted'; disputed?: true; movedTo?: string };

const OUTCOMES = plain.verdicts.map(({ id }) => id);

/** Pledges by their slug: one for each outcome, and one for all that can become of a verdict. */
export const STATES: Record<string, State> = {
  ...Object.fromEntries(
    OUTCOMES.map((id, title) => [`is-${id}`, { title, steps: [['verdict', id, `2025-03-${10 + title}`]] }]),
  ),
  changed: {
    title: 2,
    steps: [
      ['verdict', 'in-progress', '2025-03-10'],
      ['verdict', 'kept', '2025-09-03', 'changed'],
    ],
  },
  corrected: {
    title: 4,
    steps: [
      ['verdict', 'broken', '2025-03-10'],
      ['correction', 'in-progress', '2025-05-21', 'corrected'],
    ],
  },
  withdrawn: {
    title: 6,
    steps: [
      ['verdict', 'broken', '2025-03-10'],
      ['retraction', 'broken', '2025-06-02', 'withdrawn'],
    ],
    status: 'retracted',
  },
  disputed: { title: 1, steps: [['verdict', 'broken', '2025-03-10']], disputed: true },
  merged: { title: 5, steps: [['verdict', 'kept', '2025-03-15']], movedTo: 'is-kept' },
};

export const instant = (day: string) => `${day}T09:00:00Z`;

/** A fictional tracker in a language. */
export function aTracker(language: Language, id: string, more: Partial<Tracker> = {}): TrackerInput {
  const text = FICTION[language];
  const tracker = trackerSchema.parse({
    id: `${id}-${language}`,
    name: text.tracker,
    language,
    timezone: 'Europe/London',
    publisher: { name: text.desk, url: ORIGIN },
    subject: { name: text.council, term: { start: '2024-05-07' } },
    scheme: plain,
    categories: [{ id: 'transport', label: { [language]: text.category } }],
    documents: [{ id: 'programme', title: text.programme, year: 2024, url: ORIGIN }],
    licence: { name: 'CC0 1.0', url: 'https://creativecommons.org/publicdomain/zero/1.0/' },
    methodology: text.notice,
    corrections: { url: ORIGIN },
    imprint: text.notice,
    funding: text.notice,
    privacy: text.notice,
    review: 'one',
    reviewEvery: 90,
    ...more,
  });
  return { tracker, schemes: new Map([[tracker.scheme.version, tracker.scheme]]) };
}

/** What a pledge of the gallery has come to. */
export function pledgeInput(text: Fiction, tracker: string, slug: string, state: State): PledgeInput {
  const history = state.steps.map(([kind, id, on, note], index) => {
    const document: Pledge = {
      slug: state.movedTo ?? slug,
      aliases: [],
      title: text.titles[state.title] ?? '',
      categories: ['transport'],
      promise: { quote: text.quote, document: 'programme', page: 4, madeBy: text.council },
      kind: 'action',
      verdict: {
        id,
        scheme: plain.version,
        effectiveOn: on,
        publishedAt: instant(on),
        headline: text.headline,
        summary: text.summary,
        body: '',
      },
      evidence: [
        { title: text.source, publisher: text.council, url: ORIGIN, date: on },
        { title: text.source, publisher: text.council, url: ORIGIN, date: on },
      ],
      related: [],
      responses: [{ from: text.council, text: text.reply, date: on }],
      ...(state.disputed ? { underReview: { since: instant('2025-10-01'), note: text.disputed } } : {}),
      status: state.status ?? 'published',
      revision: index + 1,
      createdAt: instant('2024-06-03'),
      updatedAt: instant(on),
    };
    const revision = {
      tracker,
      slug,
      revision: index + 1,
      at: instant(on),
      kind,
      note: note ? text[note] : null,
      documentHash: HASH,
      previous: index ? HASH : null,
      hash: HASH,
    };
    return { revision, document };
  });
  const pledge = history.at(-1)?.document as Pledge;
  return {
    movedTo: state.movedTo ?? null,
    pledge,
    checkedAt: instant('2026-01-12'),
    history,
    merged: [],
    related: [],
  };
}

/** The row of such a pledge. */
export function rowOf({ pledge }: PledgeInput): RowInput {
  const { slug, title, categories, kind, status, verdict, underReview, updatedAt } = pledge;
  const { id, scheme, headline, publishedAt } = verdict;
  return {
    slug,
    title,
    categories,
    kind,
    status,
    verdict: id,
    scheme,
    headline: headline ?? null,
    publishedAt,
    underReview: underReview?.since ?? null,
    updatedAt,
  };
}

// Rows enough for a tally, older than the pledges that have documents.
function rowsOf(text: Fiction, counts: Record<string, number>): RowInput[] {
  return Object.entries(counts).flatMap(([verdict, count]) =>
    Array.from({ length: count }, (_, index) => ({
      slug: `${verdict}-${index + 1}`,
      title: text.titles[(OUTCOMES.indexOf(verdict) + index) % 8] ?? '',
      categories: ['transport'],
      kind: 'action' as const,
      status: 'published' as const,
      verdict,
      scheme: plain.version,
      headline: text.headline,
      publishedAt: instant(`2024-${String(12 - (index % 6)).padStart(2, '0')}-05`),
      underReview: null,
      updatedAt: instant('2025-10-01'),
    })),
  );
}

function trackersOf(
  language: Language,
): { whole: TrackerInput; rows: RowInput[]; path?: string; category?: string }[] {
  const text = FICTION[language];
  const told = Object.entries(STATES).filter(([, { movedTo }]) => !movedTo);
  const pledges = told.map(([slug, state]) => rowOf(pledgeInput(text, '', slug, state)));
  const some = [
    ...pledges,
    ...rowsOf(text, { unrated: 3, 'not-started': 2, 'in-progress': 7, partial: 2, kept: 6, broken: 3 }),
  ];
  const umbrella = { ...some[0], slug: 'umbrella', kind: 'umbrella' } as RowInput;
  const few = rowsOf(text, { 'in-progress': 3, kept: 4, broken: 2 });
  const long = plain.verdicts.map((verdict) =>
    verdict.id === 'partial' ? { ...verdict, label: { [language]: text.longLabel } } : verdict,
  );
  return [
    { whole: aTracker(language, 'harbour'), rows: [...some, umbrella] },
    { whole: aTracker(language, 'harbour'), rows: few, category: 'transport', path: `category-${language}` },
    { whole: aTracker(language, 'part', { coverage: { note: text.part } }), rows: few },
    { whole: aTracker(language, 'few', { coverage: { total: 240 } }), rows: few },
    {
      whole: aTracker(language, 'closed', { closedAt: instant('2025-10-15'), notice: text.notice }),
      rows: few,
    },
    { whole: aTracker(language, 'one'), rows: rowsOf(text, { kept: 5 }) },
    { whole: aTracker(language, 'none'), rows: [] },
    {
      whole: aTracker(language, 'long', {
        scheme: { ...plain, verdicts: long },
        name: `${text.tracker}: ${text.programme}`,
      }),
      rows: rowsOf(text, { partial: 7, kept: 2 }),
    },
    {
      whole: aTracker(language, 'many'),
      rows: rowsOf(text, {
        unrated: 1,
        'not-started': 50,
        'in-progress': 200,
        stalled: 8,
        partial: 3,
        kept: 310,
        broken: 120,
        unclear: 2,
      }),
    },
  ];
}

/** The documents by their path below `/gallery/api/v1/`. A static host knows no query, so all badges are in one. */
export function galleryDocuments(): Map<string, unknown> {
  const documents = new Map<string, unknown>();
  const badges: Record<string, unknown> = {};
  for (const language of LANGUAGES) {
    for (const { whole, rows, category, path } of trackersOf(language)) {
      const { id } = whole.tracker;
      documents.set(`summaries/${path ?? id}`, summarySchema.parse(summary(whole, rows, ORIGIN, category)));
      if (category || !/^(harbour|closed)-/.test(id)) continue;
      for (const [slug, state] of Object.entries(STATES)) {
        const input = pledgeInput(FICTION[language], id, slug, state);
        badges[`${id}/${slug}`] = badge(input, whole, ORIGIN);
        const document = publishedPledgeSchema.parse(publishedPledge(input, whole, ORIGIN));
        documents.set(`pledges/${id}/${slug}`, document);
      }
    }
  }
  documents.set('badges', badgesSchema.parse({ badges }));
  // What the elements cannot make anything of: they keep what the page wrote.
  documents.set('summaries/unreadable', {});
  documents.set('pledges/unreadable/unreadable', {});
  return documents;
}
