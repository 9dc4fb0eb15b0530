// The site's own pages in one language, with all that they can say: for whoever translates to read every text in its place.
// `site-bundle.ts` runs it, because Node reads no JSX.

import { REASONS } from '../../data/pledge.ts';
import type { Language } from '../../data/words/languages.ts';
import { USUALLY_WANTED } from '../../worker/listing.ts';
import { CorrectionsPage } from '../../worker/pages/corrections.tsx';
import { HomePage } from '../../worker/pages/home.tsx';
import { MissingPage } from '../../worker/pages/notices.tsx';
import { localizerForPage, type PageLocalizer } from '../../worker/pages/page-localizer.ts';
import { PledgePage } from '../../worker/pages/pledge.tsx';
import { SuggestionAnswer } from '../../worker/pages/suggestion.tsx';
import { TrackerPage } from '../../worker/pages/tracker.tsx';
import type { ChangeInput, PledgeInput } from '../../worker/projection/input.ts';
import { publishedPledge } from '../../worker/projection/pledge.ts';
import { trackerCorrections, trackerFront, trackerList } from '../../worker/projection/tracker.ts';
import { aTracker, HASH, instant, ORIGIN, pledgeInput, rowOf, STATES } from './documents.ts';
import { FICTION, fictionIn } from './fiction.ts';

/** The pages of a language by their names. One that the fiction is not told in has it in English. */
export async function sitePages(language: Language): Promise<Map<string, string>> {
  const fiction = fictionIn(language);
  const l10n = await localizerForPage(language, fiction);
  const text = FICTION[fiction];
  const whole = aTracker(fiction, 'harbour', { closedAt: instant('2025-10-15'), notice: text.notice });
  const { tracker } = whole;
  const pledges = Object.entries(STATES).map(([slug, state]) => pledgeInput(text, tracker.id, slug, state));
  const rows = pledges.filter(({ movedTo }) => !movedTo).map(rowOf);
  const [first] = rows;
  const umbrella = first ? [{ ...first, slug: 'umbrella', kind: 'umbrella' as const }] : [];
  const changes = pledges.flatMap(lastChange);
  const front = trackerFront(whole, [...rows, ...umbrella], HASH, changes, ORIGIN);
  const nothing = { ...front.listing, total: 0, pledges: [], next: null };
  const { corrections } = trackerCorrections(
    whole,
    changes.filter(({ kind }) => kind !== 'verdict'),
  );
  const list = trackerList([{ tracker, pledges: rows.length }], ORIGIN);
  const published = (slug: string) => pledges.find(({ pledge }) => pledge.slug === slug) as PledgeInput;
  const page = (input: PledgeInput) => {
    const pledge = everything(publishedPledge(input, whole, ORIGIN), text.headline);
    return PledgePage({ tracker, pledge, l10n, snippet: '<pledge-badge …>', isPreview: true });
  };
  const form = { tracker: tracker.id, slug: 'is-kept', l10n, title: text.titles[5], own: fiction };
  const made = {
    home: HomePage({ ...list, demonstration: true, desk: '', origin: ORIGIN, l10n }),
    tracker: TrackerPage({ ...front, wanted: USUALLY_WANTED, l10n, isPreview: true }),
    search: TrackerPage({
      ...front,
      listing: nothing,
      wanted: { ...USUALLY_WANTED, q: '…' },
      l10n,
      isPreview: true,
    }),
    pledge: page(published('changed')),
    disputed: page(published('disputed')),
    corrected: page(published('corrected')),
    withdrawn: page(published('withdrawn')),
    corrections: CorrectionsPage({ tracker: front.tracker, corrections, l10n }),
    missing: MissingPage({ tracker: front.tracker, words: '', ...list, l10n }),
    'missing-tracker': MissingPage({ tracker: null, words: '', ...list, l10n }),
    refused: SuggestionAnswer({ ...form, problem: l10n.say('suggest.invalid'), errors: faults(l10n) }),
    thanked: SuggestionAnswer(form),
  };
  return new Map(
    Object.entries(made).map(([name, page]) => [
      name,
      `<!doctype html>${page}`.replace('<head>', NOT_INDEXED),
    ]),
  );
}

const NOT_INDEXED = '<head><meta name="robots" content="noindex">';

function lastChange({ pledge, history, movedTo }: PledgeInput): ChangeInput[] {
  const { revision, document } = history.at(-1) ?? {};
  if (!revision || !document || history.length < 2 || movedTo) return [];
  const before = history.at(-2)?.document;
  const ruled = (of: typeof document) => ({
    id: of.verdict.id,
    scheme: of.verdict.scheme,
    status: of.status,
  });
  const { at, kind, note, hash } = revision;
  const { slug, title } = pledge;
  const was = before ? ruled({ ...before, status: 'published' }) : null;
  return [{ slug, title, revision: 2, at, kind, note, hash, ruled: ruled(document), before: was }];
}

type Published = ReturnType<typeof publishedPledge>;

// What few pledges have, all in one.
function everything(pledge: Published, text: string): Published {
  if (pledge.status === 'retracted') return pledge;
  const [item] = pledge.evidence;
  const types = ['primary', 'report', 'news', 'data', 'statement'] as const;
  const relations = ['related', 'part-of', 'depends-on'] as const;
  const { id, label, outcome } = pledge.verdict;
  return {
    ...pledge,
    due: '2025-09-30',
    yardstick: text,
    timeline: [{ date: '2024-05/2024-09', text }],
    evidence: item ? types.map((type) => ({ ...item, type, archivedUrl: ORIGIN })) : [],
    related: relations.map((relation) => ({
      relation,
      pledge: pledge.slug,
      title: pledge.title,
      url: ORIGIN,
      verdict: { id, label, outcome },
    })),
    verdict: {
      ...pledge.verdict,
      schedule: 'overdue',
      reasons: [...REASONS],
    },
    merged: [{ slug: 'merged', title: pledge.title, history: pledge.history }],
  };
}

function faults({ say }: PageLocalizer) {
  return [
    { pointer: '/kind', detail: say('fault.kind') },
    { pointer: '/text', detail: say('fault.textLong', { most: 2000 }) },
    { pointer: '/url', detail: say('fault.url') },
    { pointer: '/contact', detail: say('fault.contact') },
  ];
}
